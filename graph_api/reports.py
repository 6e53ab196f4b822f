"""`/reports`: the reports, and each as a page with the sentences that say something marked."""

from dataclasses import replace
from functools import partial
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.answers import written
from graph_api.details import properties
from graph_api.errors import Problem, wrong_parameter
from graph_api.facts import About, tables
from graph_api.jobs import Answer
from graph_api.negotiate import (
    CSV,
    HTML,
    JSON,
    JSON_LD,
    N_TRIPLES,
    TURTLE,
    Format,
    negotiated,
)
from graph_api.pages.marks import facts_of, marked
from graph_api.paging import Turn
from graph_api.reading import Reading, rows, text, values
from graph_api.report_list import listed
from graph_api.section_pages import (
    After,
    Before,
    SectionName,
    Wanted,
    section_page,
    wanted,
)
from graph_api.server import Here, Place
from graph_api.thing_csv import facts_csv, rows_csv
from graph_api.thing_rdf import description
from graph_api.things import labels
from graph_api.web import page
from graph_api.web.head import LIST, of_page, of_thing

router = APIRouter(tags=["reports"])

PAGE = 50  # reports on one page
Offset = Annotated[int | None, Query(ge=0, description="ký tự Unicode · code points of the text")]
FormatName = Annotated[str | None, Query(description="html json csv")]
ReportFormat = Annotated[str | None, Query(description="html json ttl nt jsonld csv")]
_DATA = (TURTLE, N_TRIPLES, JSON_LD, CSV)


@router.get("/reports", response_class=Response)
async def reports(
    request: Request,
    here: Here,
    place: Place,
    start: Annotated[
        int | None, Query(ge=0, le=10**9, description="từ báo cáo thứ · the first, by number")
    ] = None,
    after: Annotated[
        str | None, Query(max_length=4000, description="sau báo cáo này · the reports after this")
    ] = None,
    before: Annotated[
        str | None, Query(max_length=4000, description="trước báo cáo này · those before this")
    ] = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Danh sách báo cáo, 50 một trang · The reports, 50 a page."""
    form = negotiated(request.headers.get("accept", ""), format, (JSON, HTML, CSV))
    turn = Turn(after or "", before or "")
    job = partial(_listing, place=place, form=form, turn=turn, start=start or 0)
    return await here.read(request, job)


def _listing(store: Reading, place: Addresses, form: Format, turn: Turn, start: int) -> Response:
    found, pages = listed(store, place, turn, PAGE, start)
    if start and found and not turn.edge:
        pages = replace(pages, before=found[0]["report"])
    if form == JSON:
        return JSON.answer(
            {
                "reports": found,
                "after": pages.after or None,
                "before": pages.before or None,
                "next": start + PAGE if pages.after and not turn.edge else None,
            }
        )
    if form == CSV:
        return rows_csv(["report", "title", "date", "published", "id"], map(_line, found))
    here = f"{place.root}/reports"
    return page(
        place.root,
        "reports.html",
        head=of_page(place, "/reports", "Báo cáo · Reports", LIST),
        reports=found,
        previous=f"{here}?before={quote(pages.before, safe='')}" if pages.before else "",
        next=f"{here}?after={quote(pages.after, safe='')}" if pages.after else "",
    )


def _line(found: dict[str, Any]) -> dict[str, str]:
    return {name: found[name] for name in ("report", "title", "date", "published", "id")}


@router.get("/reports/{name:path}", response_class=Response)
async def report(
    request: Request,
    here: Here,
    place: Place,
    name: str,
    start: Offset = None,
    end: Offset = None,
    section: SectionName = None,
    after: After = None,
    before: Before = None,
    format: ReportFormat = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Văn bản một báo cáo; `?start=&end=` mở tại câu được đánh dấu · A report, opened at a span."""
    if not name:
        raise _missing(name)
    iri = place.report(name)
    form = negotiated(request.headers.get("accept", ""), format, (HTML, JSON, *_DATA))
    if form in _DATA:
        return await here.read(request, partial(_data, place=place, iri=iri, form=form))
    if form == JSON:
        job = partial(_report_json, iri=iri, name=name, start=start, end=end)
        return await here.read(request, job)
    asked = wanted(section, after, before)
    return await here.read(
        request, partial(report_page, place=place, iri=iri, start=start, end=end, asked=asked)
    )


def _data(store: Reading, place: Addresses, iri: str, form: Format) -> Answer:
    """What the report says, in a format of `_DATA`; raises `Problem` 404."""
    _text(store, iri, iri)
    if form == CSV:
        return facts_csv(About(store, place, iri, "report", place.of(iri) or ""))
    return written(description(store, iri), form)


def _report_json(
    store: Reading, iri: str, name: str, start: int | None, end: int | None
) -> Response:
    whole = _text(store, iri, name)
    hit = _hit(whole, start, end)
    said = whole[hit[0] : hit[1]] if hit else None
    return JSON.answer(
        {"id": iri, "report": name, "text": whole, "start": start, "end": end, "quote": said}
    )


def report_page(
    store: Reading,
    place: Addresses,
    iri: str,
    start: int | None = None,
    end: int | None = None,
    asked: Wanted | None = None,
) -> Response:
    """The page of a report, or of one of its tables.

    Raises `Problem` 404 without such a report, 400 for a wrong span or no such table.
    """
    whole = _text(store, iri, iri)
    about = About(store, place, iri, "report", place.of(iri) or "")
    if asked:
        return section_page(about, asked)
    hit = _hit(whole, start, end)
    told = tables(about)
    title = labels(store, place, [iri])[iri]
    return page(
        place.root,
        "report.html",
        head=of_thing(place, iri, "report", title),
        title=title,
        iri=iri,
        address=about.address,
        entity=f"{place.root}/id/{iri[len(place.base) :]}",
        text=marked(whole, facts_of(store, iri), told, hit),
        hit=hit,
        quote=whole[hit[0] : hit[1]] if hit else "",
        problems=_problems(store, place, iri),
        tables=[*told, properties(about)],
    )


def _text(store: Reading, iri: str, name: str) -> str:
    found = rows(
        store, f"SELECT ?text {{ {values('s', [iri])} ?s a ct:Report ; nif:isString ?text }}"
    )
    if not found:
        raise _missing(name)
    return text(found[0], "text")


def _missing(name: str) -> Problem:
    return Problem(
        404,
        "Không có báo cáo này · No such report",
        f"{name}: xem danh sách ở /reports · see the list at /reports",
        asked=name.replace("-", " "),
    )


def _hit(whole: str, start: int | None, end: int | None) -> tuple[int, int] | None:
    if start is None and end is None:
        return None
    if start is None or end is None or not start < end <= len(whole):
        wrong = "start" if start is None else "end"
        raise wrong_parameter(
            wrong,
            f"start={start}, end={end}: cần 0 ≤ start < end ≤ {len(whole)} · must lie in the text",
        )
    return start, end


def _problems(store: Reading, place: Addresses, iri: str) -> list[dict[str, str]]:
    """What the reader of the report should know: code, message, and where, if anywhere."""
    found = rows(
        store,
        f"SELECT DISTINCT ?code ?message ?start ?end {{ {values('report', [iri])} "
        "GRAPH ?report { ?problem a ct:Problem ; ct:code ?code ; rdfs:comment ?message . "
        "OPTIONAL { ?problem prov:wasQuotedFrom ?span . ?span nif:beginIndex ?start ; "
        "nif:endIndex ?end } } } ORDER BY ?start STR(?code) STR(?message)",
    )
    return [
        {
            "code": text(row, "code"),
            "message": text(row, "message"),
            "address": place.sentence(iri, text(row, "start"), text(row, "end"))
            if "start" in row
            else "",
        }
        for row in found
    ]
