"""`/suggest?q=`: a few things as they may be meant by a name that is being typed."""

from functools import partial
from itertools import chain, islice, zip_longest
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.negotiate import JSON
from graph_api.reading import Reading
from graph_api.search import Kind, address
from graph_api.search_reader import Found
from graph_api.searching import index_of
from graph_api.server import Here, Place
from graph_api.things import NAMES

router = APIRouter(tags=["search"])


@router.get("/suggest", response_class=Response)
async def suggest(
    request: Request,
    here: Here,
    place: Place,
    q: Annotated[str, Query(max_length=200, description="chữ đã gõ · what was typed")] = "",
    kind: Annotated[
        list[Kind] | None, Query(description="loại, lặp lại được · kinds, may be repeated")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=20)] = 8,
) -> Response:
    """Gợi ý khi đang gõ · Suggestions while typing, insensitive to tone marks, case and đ."""
    return await here.read(
        request, partial(_suggested, place=place, q=q, kinds=tuple(kind or ()), limit=limit)
    )


def _suggested(
    store: Reading, place: Addresses, q: str, kinds: tuple[str, ...], limit: int
) -> Response:
    index = index_of(store)
    by_kind = [index.find(q, limit=limit, kind=kind) for kind in kinds or ("",)]
    in_turn = chain.from_iterable(zip_longest(*by_kind))
    found = islice((one for one in in_turn if one), limit)
    return JSON.answer({"query": q, "suggestions": [_told(one, place) for one in found]})


def _told(found: Found, place: Addresses) -> dict[str, str]:
    vietnamese, english = NAMES[found.kind]
    return {
        "id": found.iri,
        "kind": found.kind,
        "kind_name": f"{vietnamese} · {english}",
        "label": found.label,
        "detail": found.detail,
        "snippet": found.snippet,
        "address": address(found, place) or "",
    }
