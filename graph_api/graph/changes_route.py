"""`/graph/changes`: what changed in the store, also as an Atom feed."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from graph_api.graph.asked import From, Kinds, To
from graph_api.graph.atom import feed
from graph_api.graph.changes import KINDS, LAST, Asked, changes
from graph_api.graph.entry_answers import FORMATS, Shown, shown
from graph_api.graph.parameters import checked_kinds, checked_period
from graph_api.graph.when import After, Limit
from graph_api.negotiate import Format
from graph_api.reading import Reading
from graph_api.server import Here, Place

router = APIRouter(prefix="/graph", tags=["graph"])

ATOM = Format("atom", "application/atom+xml", ("application/xml", "text/xml"), ("feed", "rss"))


@dataclass(frozen=True, slots=True)
class _Server:
    """Where a feed says that it is: the scheme and host, and the address with its parameters."""

    origin: str
    address: str


@router.get("/changes", response_class=Response)
async def changed(
    request: Request,
    here: Here,
    place: Place,
    since: From = None,
    to: To = None,
    load: Annotated[
        Literal["last"] | None,
        Query(alias="since", description="last: từ lần nạp cuối · since the last load"),
    ] = None,
    kind: Kinds = None,
    limit: Limit = 200,
    after: After = "",
    format: Annotated[str | None, Query(description="json csv ttl html atom")] = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Kho thay đổi gì, mới nhất trước · What changed in the store, the newest first."""
    kinds = checked_kinds(kind, tuple(KINDS))
    asked = Asked(checked_period(since, to), load == LAST, kinds, limit, after)
    how = shown(request, place, format, (*FORMATS, ATOM))
    url = request.url
    path = f"{url.path}?{url.query}" if url.query else url.path
    server = _Server(f"{url.scheme}://{url.netloc}", path)
    return await here.read(request, partial(_changed, asked=asked, how=how, server=server))


def _changed(store: Reading, asked: Asked, how: Shown, server: _Server) -> Response:
    found = changes(store, how.place, asked)
    if how.form != ATOM:
        return how.answer(store, found)
    written = feed(found, how.place, server.origin, server.address, how.rest(found))
    return Response(written, media_type=ATOM.media_type)
