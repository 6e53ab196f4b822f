"""`/graph/timeline` and `/graph/figures`: what is told in order of time."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_api.graph import figures as series
from graph_api.graph import timeline as lines
from graph_api.graph.asked import Id
from graph_api.graph.entry_answers import Shown, checked_kinds, shown
from graph_api.graph.named import meant as known
from graph_api.graph.parameters import checked_period
from graph_api.graph.telling import KINDS
from graph_api.reading import Reading
from graph_api.server import Here, Place

router = APIRouter(prefix="/graph", tags=["graph"])

From = Annotated[
    str | None, Query(alias="from", description="Từ ngày · from this date on (2024, 2024-05, …)")
]
To = Annotated[str | None, Query(description="Đến hết ngày · to the end of this date")]
Kinds = Annotated[
    list[str] | None, Query(description="Chỉ các loại này, cách nhau bởi dấu phẩy · kinds alone")
]
Limit = Annotated[int, Query(ge=1, le=1000, description="Số dòng tối đa · the most entries")]
After = Annotated[
    str, Query(max_length=3000, description="Sau dòng có khóa này, theo `rest` · as `rest` says")
]
FormatName = Annotated[str | None, Query(description="json csv ttl")]


@router.get("/timeline", response_class=Response)
async def timeline(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    since: From = None,
    to: To = None,
    kind: Kinds = None,
    limit: Limit = 200,
    after: After = "",
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Điều được kể về một đối tượng, theo ngày · What is told of a thing, in order of date."""
    period, kinds = checked_period(since, to), checked_kinds(kind, KINDS)
    asked = lines.Asked(id, period, kinds, limit, after)
    return await here.read(
        request, partial(_timeline, asked=asked, how=shown(request, place, format))
    )


def _timeline(store: Reading, asked: lines.Asked, how: Shown) -> Response:
    asked = replace(asked, id=known(store, how.place, asked.id))
    return how.answer(store, lines.timeline(store, how.place, asked))


@router.get("/figures", response_class=Response)
async def figures(
    request: Request,
    here: Here,
    place: Place,
    id: Id,  # noqa: A002 - the name of the parameter in the address
    indicator: Annotated[
        str, Query(max_length=200, description="Chữ trong chỉ tiêu · words of the indicator")
    ] = "",
    since: From = None,
    to: To = None,
    limit: Limit = 200,
    after: After = "",
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Số liệu của một tổ chức theo thời gian · The figures of a body over time, as series."""
    asked = series.Asked(id, indicator, checked_period(since, to), limit, after)
    return await here.read(
        request, partial(_figures, asked=asked, how=shown(request, place, format))
    )


def _figures(store: Reading, asked: series.Asked, how: Shown) -> Response:
    asked = replace(asked, id=known(store, how.place, asked.id))
    return how.answer(store, series.figures(store, asked), series.as_series)
