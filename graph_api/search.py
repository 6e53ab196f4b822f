"""`/search?q=`: things by their names, and reports by their texts."""

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.negotiate import CSV, HTML, JSON, Format, negotiated
from graph_api.reading import Reading
from graph_api.search_reader import Found
from graph_api.searching import index_of
from graph_api.server import Here, Place
from graph_api.thing_csv import rows_csv
from graph_api.things import NAMES
from graph_api.web import page

router = APIRouter(tags=["search"])

Kind = Literal["person", "organisation", "meeting", "document", "directive", "report"]


@router.get("/search", response_class=Response)
async def search(
    request: Request,
    here: Here,
    place: Place,
    q: Annotated[str, Query(max_length=500, description="từ cần tìm · words")] = "",
    kind: Annotated[Kind | Literal[""], Query(description="loại · only things of a kind")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    format: Annotated[str | None, Query(description="html json csv")] = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Tìm không phân biệt dấu, chữ hoa, đ · Search insensitive to tone marks, case and đ."""
    form = negotiated(request.headers.get("accept", ""), format, (JSON, HTML, CSV))
    return await here.read(
        request, partial(_found, place=place, form=form, q=q, kind=kind, limit=limit)
    )


def _found(
    store: Reading, place: Addresses, form: Format, q: str, kind: str, limit: int
) -> Response:
    found = index_of(store).find(q, limit=limit, kind=kind)
    if form != HTML:
        results = [
            {
                "id": item.iri,
                "kind": item.kind,
                "label": item.label,
                "detail": item.detail,
                "address": address(item, place) or "",
                "snippet": item.snippet,
            }
            for item in found
        ]
        if form == CSV:
            return rows_csv(["kind", "label", "detail", "snippet", "address", "id"], results)
        return JSON.answer({"query": q, "kind": kind, "results": results})
    return page(
        place.root,
        "search.html",
        asked=q,
        kind=kind,
        found=[(item, address(item, place), NAMES[item.kind]) for item in found],
        names=NAMES,
        kinds=Kind.__args__,  # type: ignore[attr-defined]  # of a Literal
        limit=limit,
    )


def address(found: Found, place: Addresses) -> str | None:
    """The page of what was found: a report opens at the words that were asked for."""
    if found.end:
        return place.sentence(found.iri, found.start, found.end)
    return place.of(found.iri)
