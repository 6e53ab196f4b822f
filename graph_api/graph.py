"""`/graph/...`: the graph as JSON for drawing."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query

from graph_api.address import Addresses
from graph_api.drawing import EDGES, document, walk
from graph_api.errors import Problem, wrong_parameter
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
def neighbours(here: Here, place: Place, id: Id, limit: Limit = None) -> dict[str, Any]:  # noqa: A002 - the name of the parameter in the address
    """Những gì nối với một đối tượng · All that is joined to a thing, with its evidence."""
    iri = known(here.store, place, id)
    most = _most(limit, here.settings.graph_nodes)
    return document(
        here.store, walk(here.store, iri, EDGES, _ENDS["both"], depth=1, limit=most), place
    )


@router.get("/hierarchy")
def hierarchy(
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    depth: Depth = 3,
    direction: Literal["up", "down", "both"] = "both",
    limit: Limit = None,
) -> dict[str, Any]:
    """Cấp trên và cấp dưới của một tổ chức · The bodies above and below an organisation."""
    iri = known(here.store, place, id)
    most = _most(limit, here.settings.graph_nodes)
    drawing = walk(here.store, iri, ("subordination",), _ENDS[direction], depth, most)
    return document(here.store, drawing, place)


@router.get("/citations")
def citations(
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    depth: Depth = 2,
    limit: Limit = None,
) -> dict[str, Any]:
    """Chuỗi viện dẫn, cả hai chiều · What a thing cites, and what cites it."""
    iri = known(here.store, place, id)
    most = _most(limit, here.settings.graph_nodes)
    drawing = walk(here.store, iri, ("citation",), _ENDS["both"], depth, most)
    return document(here.store, drawing, place)


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
