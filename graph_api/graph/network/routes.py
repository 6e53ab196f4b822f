"""`/graph/network`: who meets whom, who sits in the same bodies, which bodies share people."""

import asyncio
from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.graph import formats
from graph_api.graph.asked import FormatName, From, Limit, To, most, with_more
from graph_api.graph.layout import Layout
from graph_api.graph.network.answer import Keeping, not_yet, shown
from graph_api.graph.network.kept import NotYet
from graph_api.graph.network.question import Measure, Network, Of, asked
from graph_api.negotiate import Format
from graph_api.reading import Reading
from graph_api.server import Here, Place
from graph_api.settings import Settings

router = APIRouter(prefix="/graph", tags=["graph"])

_WAIT: Final = 0.4
"""Of the time that a request may take, so much may pass waiting for an analysis."""
_LOOK_SECONDS: Final = 0.1
_LATER: Final = 202


@router.get("/network", response_class=Response)
async def drawn(
    request: Request,
    here: Here,
    place: Place,
    of: Annotated[
        Of,
        Query(
            description="Nối bởi gì: người cùng dự họp, người cùng tổ chức, tổ chức chung người · "
            "what joins: people by meetings, people by bodies, bodies by people"
        ),
    ] = Of.MEETINGS,
    measure: Annotated[
        Measure, Query(description="Chọn nút theo số đo nào · by what nodes are chosen")
    ] = Measure.DEGREE,
    since: From = None,
    to: To = None,
    kind: Annotated[
        list[str] | None,
        Query(
            description="Phần việc trong cuộc họp (chair, attend, ...), hay tình trạng chức vụ "
            "(current, former, ...) · part taken in meetings, or status of posts"
        ),
    ] = None,
    limit: Limit = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Mạng người và tổ chức · Networks of people and bodies, with measures and communities."""
    form = formats.chosen(request.headers.get("accept", ""), format)
    job = partial(
        _answered,
        place=place,
        network=asked(of, since, to, kind),
        measure=measure,
        limit=most(limit, here.settings),
        keeping=_keeping(here.settings),
        form=form,
        allowed=here.settings.graph_nodes,
    )
    # It is waited here: a worker that waited would be missing for others.
    clock = asyncio.get_running_loop()
    until = clock.time() + _WAIT * here.settings.query_seconds
    while (answer := await here.read(request, job)).status_code == _LATER:
        if clock.time() > until:
            raise not_yet()
        await asyncio.sleep(_LOOK_SECONDS)
    return answer


def _keeping(settings: Settings) -> Keeping:
    return Keeping(
        settings.cache,
        wait=0,
        seconds=settings.network_seconds,
        memory_bytes=settings.network_memory,
    )


def _answered(
    store: Reading,
    place: Addresses,
    network: Network,
    measure: Measure,
    limit: int,
    keeping: Keeping,
    form: Format,
    allowed: int,
) -> Response:
    try:
        made = shown(store, place, network, measure, limit, keeping)
    except NotYet:
        return Response(status_code=_LATER)
    given = {
        "of": network.of,
        "measure": measure,
        "from": network.period.since,
        "to": network.period.until,
        "kind": ",".join(network.kinds),
        "limit": limit,
    }
    made = with_more(made, place, "network", given, allowed)
    return formats.answer(made, form, place, Layout.FORCE)
