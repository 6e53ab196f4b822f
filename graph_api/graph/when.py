"""`/graph/timeline`, `/graph/figures`, `/graph/contradictions`: what is told in order of time."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_api.graph import contradictions as clashes
from graph_api.graph import figures as series
from graph_api.graph import timeline as lines
from graph_api.graph.asked import From, Id, Kinds, To
from graph_api.graph.entry_answers import Shown, shown
from graph_api.graph.named import meant
from graph_api.graph.parameters import checked_kinds, checked_period
from graph_api.graph.telling import KINDS
from graph_api.reading import Reading
from graph_api.server import Here, Place

router = APIRouter(prefix="/graph", tags=["graph"])

Limit = Annotated[int, Query(ge=1, le=1000, description="Số dòng tối đa · the most entries")]
After = Annotated[
    str, Query(max_length=3000, description="Sau dòng có khóa này, theo `rest` · as `rest` says")
]
FormatName = Annotated[str | None, Query(description="json csv ttl html")]


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
    asked = replace(asked, id=meant(store, how.place, asked.id))
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
    asked = replace(asked, id=meant(store, how.place, asked.id, kind="organisation"))
    return how.answer(store, series.figures(store, asked), series.as_series)


@router.get("/contradictions", response_class=Response)
async def contradictions(
    request: Request,
    here: Here,
    place: Place,
    id: Annotated[  # noqa: A002 - the name of the parameter in the address
        str, Query(max_length=2000, description="Về một đối tượng · about one thing or report")
    ] = "",
    since: From = None,
    to: To = None,
    kind: Kinds = None,
    limit: Limit = 200,
    after: After = "",
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Điều mâu thuẫn, với các câu nói ra · What does not fit together, with the sentences."""
    kinds = checked_kinds(kind, tuple(clashes.kinds()))
    asked = clashes.Asked(kinds, id, checked_period(since, to), limit, after)
    return await here.read(
        request, partial(_contradictions, asked=asked, how=shown(request, place, format))
    )


def _contradictions(store: Reading, asked: clashes.Asked, how: Shown) -> Response:
    if asked.id:
        asked = replace(asked, id=meant(store, how.place, asked.id))
    return how.answer(store, clashes.contradictions(store, asked))
