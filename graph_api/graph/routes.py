"""`/graph/...`: walks through the graph, for drawing and for programs that draw."""

from functools import partial
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from graph_api.graph import citations as chains
from graph_api.graph import hierarchy as bodies
from graph_api.graph import jobs
from graph_api.graph import person as people
from graph_api.graph.asked import (
    AsOf,
    Depth,
    FormatName,
    From,
    Id,
    Kinds,
    Limit,
    To,
    most,
)
from graph_api.graph.formats import chosen
from graph_api.graph.neighbours import KINDS, Page
from graph_api.graph.parameters import checked_dates, checked_kinds, checked_period
from graph_api.server import Here, Place

router = APIRouter(prefix="/graph", tags=["graph"])

Direction = Literal["up", "down", "both"]


@router.get("/neighbours", response_class=Response)
async def neighbours(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    kind: Kinds = None,
    since: From = None,
    to: To = None,
    limit: Limit = None,
    after: Annotated[
        str, Query(max_length=3000, description="Theo `rest` · as `rest` of an answer says")
    ] = "",
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Những gì nối với một đối tượng · All that is joined to a thing, with its evidence."""
    job = partial(
        jobs.around,
        request=_told(request, here, place, id, format),
        kinds=checked_kinds(kind, KINDS),
        page=Page(most(limit, here.settings), after),
        period=checked_period(since, to),
    )
    return await here.read(request, job)


@router.get("/hierarchy", response_class=Response)
async def hierarchy(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    depth: Depth = 3,
    direction: Direction = "both",
    as_of: AsOf = None,
    kind: Kinds = None,
    limit: Limit = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Cấp trên, cấp dưới và người đứng đầu · The bodies above and below, and who heads them."""
    asked = bodies.asked(direction, depth, most(limit, here.settings), as_of, kind)
    told = _told(request, here, place, id, format)
    job = partial(jobs.above_and_below, request=told, direction=direction, asked=asked)
    return await here.read(request, job)


@router.get("/hierarchy/difference", response_class=Response)
async def difference(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    since: Annotated[
        str, Query(alias="from", description="Ngày trước · the earlier date (2024, 2024-05, …)")
    ],
    to: Annotated[str, Query(description="Ngày sau · the later date")],
    depth: Depth = 3,
    direction: Direction = "both",
    kind: Kinds = None,
    limit: Limit = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Giữa hai ngày: tổ chức, cấp trên, tên, người đứng đầu · What changed between two dates."""
    period = checked_dates(since, to)
    asked = bodies.asked(direction, depth, most(limit, here.settings), period.since, kind)
    told = _told(request, here, place, id, format)
    job = partial(jobs.between, request=told, asked=asked, to=period.until)
    return await here.read(request, job)


@router.get("/citations", response_class=Response)
async def citations(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    depth: Depth = 2,
    direction: Direction = "both",
    since: From = None,
    to: To = None,
    limit: Limit = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Chuỗi viện dẫn, cả hai chiều · What a thing rests on (up), and what rests on it (down)."""
    asked = chains.asked(direction, depth, most(limit, here.settings), since, to)
    told = _told(request, here, place, id, format)
    return await here.read(
        request, partial(jobs.chain, request=told, direction=direction, asked=asked)
    )


@router.get("/citations/most", response_class=Response)
async def most_cited(
    request: Request,
    here: Here,
    place: Place,
    id: Annotated[  # noqa: A002 - the name of the parameter in the address
        str, Query(max_length=2000, description="Cơ quan ban hành · the body that issued them")
    ] = "",
    since: From = None,
    to: To = None,
    limit: Limit = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Văn bản được viện dẫn nhiều nhất · The documents cited most, of a body or a period."""
    job = partial(
        jobs.most_cited,
        request=_told(request, here, place, id, format),
        period=checked_period(since, to),
        limit=most(limit, here.settings),
    )
    return await here.read(request, job)


@router.get("/person", response_class=Response)
async def person(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    kind: Kinds = None,
    since: From = None,
    to: To = None,
    limit: Limit = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Chức vụ, cuộc họp, chỉ đạo, người cùng việc · Posts, meetings, directives, colleagues."""
    asked = people.asked(most(limit, here.settings), since, to, kind)
    told = _told(request, here, place, id, format)
    return await here.read(request, partial(jobs.of_person, request=told, asked=asked))


def _told(
    request: Request, here: Here, place: Place, given: str, wanted: str | None
) -> jobs.Request:
    form = chosen(request.headers.get("accept", ""), wanted)
    return jobs.Request(given, form, place, here.settings.graph_nodes)
