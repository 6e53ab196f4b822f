"""`/graph/paths`: the shortest ways between two things."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.graph import paths as ways
from graph_api.graph.asked import Depth, FormatName, Id, Kinds
from graph_api.graph.formats import answer, chosen
from graph_api.graph.layout import Layout
from graph_api.graph.named import meant
from graph_api.negotiate import Format
from graph_api.reading import Reading
from graph_api.server import Here, Place

router = APIRouter(prefix="/graph", tags=["graph"])


@router.get("/paths", response_class=Response)
async def paths(
    request: Request,
    here: Here,
    place: Place,
    source: Id,
    target: Id,
    k: Annotated[int, Query(description="Số đường, 1 đến 20 · how many")] = ways.USUAL_PATHS,
    kind: Kinds = None,
    depth: Depth = ways.USUAL_DEPTH,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Các đường ngắn nhất nối hai đối tượng · The shortest paths between two things."""
    job = partial(
        _answered,
        place=place,
        ends=(source, target),
        asked=ways.asked(k, depth, kind),
        form=chosen(request.headers.get("accept", ""), format),
    )
    return await here.read(request, job)


def _answered(
    store: Reading, place: Addresses, ends: tuple[str, str], asked: ways.Asked, form: Format
) -> Response:
    source = meant(store, place, ends[0], parameter="source")
    target = meant(store, place, ends[1], parameter="target")
    return answer(ways.paths(store, place, source, target, asked), form, place, Layout.RADIAL)
