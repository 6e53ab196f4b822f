"""`/graph/...`: the graph as JSON for drawing."""

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.errors import Problem, wrong_parameter
from graph_api.graph.drawing import EDGES, Walk, document, walk
from graph_api.negotiate import JSON
from graph_api.reading import Reading, rows, values
from graph_api.server import Here, Place

router = APIRouter(prefix="/graph", tags=["graph"])

Id = Annotated[
    str,
    Query(
        min_length=1,
        max_length=2000,
        description="Địa chỉ của đối tượng: IRI, /id/person/... hay person/... · the thing",
    ),
]
Depth = Annotated[int, Query(ge=1, le=10, description="Số bước · steps from the thing")]
Limit = Annotated[
    int | None, Query(ge=1, description="Số nút tối đa · the most nodes (CHITHI_GRAPH_NODES)")
]

_ENDS = {"up": ("source",), "down": ("target",), "both": ("source", "target")}


@router.get("/neighbours")
async def neighbours(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    limit: Limit = None,
) -> Response:
    """Những gì nối với một đối tượng · All that is joined to a thing, with its evidence."""
    walked = Walk(tuple(EDGES), _ENDS["both"], 1, _most(limit, here.settings.graph_nodes))
    return await here.read(request, partial(_drawn, place=place, given=id, walked=walked))


@router.get("/hierarchy")
async def hierarchy(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    depth: Depth = 3,
    direction: Literal["up", "down", "both"] = "both",
    limit: Limit = None,
) -> Response:
    """Cấp trên và cấp dưới của một tổ chức · The bodies above and below an organisation."""
    most = _most(limit, here.settings.graph_nodes)
    walked = Walk(("subordination",), _ENDS[direction], depth, most)
    return await here.read(request, partial(_drawn, place=place, given=id, walked=walked))


@router.get("/citations")
async def citations(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    depth: Depth = 2,
    limit: Limit = None,
) -> Response:
    """Chuỗi viện dẫn, cả hai chiều · What a thing cites, and what cites it."""
    walked = Walk(("citation",), _ENDS["both"], depth, _most(limit, here.settings.graph_nodes))
    return await here.read(request, partial(_drawn, place=place, given=id, walked=walked))


def _drawn(store: Reading, place: Addresses, given: str, walked: Walk) -> Response:
    drawing = walk(store, known(store, place, given), walked)
    return JSON.answer(document(store, drawing, place))


def known(store: Reading, place: Addresses, given: str) -> str:
    """The IRI that is meant; raises `Problem` 404 where the store says nothing of it."""
    iri = place.iri(given)
    if not rows(store, f"SELECT ?p {{ {values('this', [iri])} ?this ?p ?o }} LIMIT 1"):
        raise Problem(
            404,
            "Không có đối tượng này · No such thing",
            f"{iri}: kho không nói gì về nó; hãy tìm ở /search · the store says nothing of it; "
            "try /search",
            id=iri,
        )
    return iri


def _most(limit: int | None, allowed: int) -> int:
    if limit is not None and limit > allowed:
        raise wrong_parameter(
            "limit", f"limit={limit}: tối đa {allowed} · at most {allowed} (CHITHI_GRAPH_NODES)"
        )
    return limit or min(allowed, 200)
