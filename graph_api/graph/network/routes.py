"""`/graph/network`: who meets whom, who sits in the same bodies, which bodies share people."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.errors import wrong_parameter
from graph_api.graph import formats
from graph_api.graph.entry_answers import checked_kinds
from graph_api.graph.layout import Layout
from graph_api.graph.network.answer import Keeping, shown
from graph_api.graph.network.question import KINDS, Measure, Network, Of
from graph_api.graph.parameters import checked_period
from graph_api.negotiate import Format
from graph_api.reading import Reading
from graph_api.server import Here, Place
from graph_api.settings import Settings

router = APIRouter(prefix="/graph", tags=["graph"])

_WAIT = 0.4
"""Of the time that a request may take, so much may pass waiting for an analysis."""


@router.get("/network")
async def network(
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
    since: Annotated[
        str | None, Query(alias="from", description="Từ ngày này · from this date on")
    ] = None,
    until: Annotated[
        str | None, Query(alias="to", description="Đến hết ngày này · to the end of this date")
    ] = None,
    kind: Annotated[
        list[str] | None,
        Query(
            description="Phần việc trong cuộc họp (chair, attend, ...), hay tình trạng chức vụ "
            "(current, former, ...) · part taken in meetings, or status of posts"
        ),
    ] = None,
    limit: Annotated[
        int | None, Query(ge=1, description="Số nút tối đa · the most nodes (CHITHI_GRAPH_NODES)")
    ] = None,
    format: Annotated[  # noqa: A002 - the name of the parameter in the address
        str | None, Query(description="json graphml gexf dot mermaid csv ttl")
    ] = None,
) -> Response:
    """Mạng người và tổ chức · Networks of people and bodies, with measures and communities."""
    form = formats.chosen(request.headers.get("accept", ""), format)
    kinds = tuple(sorted(checked_kinds(kind, KINDS[of])))
    asked = Network(of, checked_period(since, until), kinds)
    most = here.settings.graph_nodes
    if limit is not None and limit > most:
        raise wrong_parameter(
            "limit", f"limit={limit}: tối đa {most} · at most {most} (CHITHI_GRAPH_NODES)"
        )
    job = partial(
        _answered,
        place=place,
        asked=asked,
        measure=measure,
        limit=limit or min(most, 200),
        keeping=_keeping(here.settings),
        form=form,
    )
    return await here.read(request, job)


def _keeping(settings: Settings) -> Keeping:
    return Keeping(
        settings.cache,
        _WAIT * settings.query_seconds,
        seconds=settings.network_seconds,
        memory_bytes=settings.network_memory,
    )


def _answered(
    store: Reading,
    place: Addresses,
    asked: Network,
    measure: Measure,
    limit: int,
    keeping: Keeping,
    form: Format,
) -> Response:
    graph = shown(store, place, asked, measure, limit, keeping)
    return formats.answer(graph, form, place, Layout.FORCE)
