"""`/reports`: the reports, and each as a page with the sentences that say something marked."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.errors import Problem, wrong_parameter
from graph_api.facts import properties, tables
from graph_api.highlight import paragraphs
from graph_api.negotiate import HTML, JSON, Format, negotiated
from graph_api.reading import Reading, number, rows, text, values
from graph_api.server import Here, Place
from graph_api.things import labels, untitled_names
from graph_api.web import page

router = APIRouter(tags=["reports"])

PAGE = 50  # reports on one page

Offset = Annotated[int | None, Query(ge=0, description="ký tự Unicode · code points of the text")]
FormatName = Annotated[str | None, Query(description="html json")]


def listed(store: Reading, place: Addresses, first: int, most: int) -> list[dict[str, Any]]:
    """The reports by name, from the `first` on: name, title, dates, address."""
    found = rows(
        store,
        "SELECT ?report ?name (MIN(?called) AS ?title) (MIN(?when) AS ?date) "
        "(MIN(?day) AS ?published) { "
        "{ SELECT ?report ?name { ?report a ct:Report ; dcterms:identifier ?name } "
        f"ORDER BY STR(?name) OFFSET {first} LIMIT {most} }} "
        "OPTIONAL { ?report dcterms:title ?called } OPTIONAL { ?report dcterms:issued ?day } "
        "OPTIONAL { GRAPH ?report { ?meeting a ct:Meeting ; schema:startDate ?at } "
        "BIND(STR(?at) AS ?when) } } GROUP BY ?report ?name ORDER BY STR(?name)",
    )
    untitled = [text(row, "report") for row in found if not text(row, "title")]
    titles = untitled_names(store, untitled)
    return [
        {
            "report": text(row, "name"),
            "id": text(row, "report"),
            "title": text(row, "title") or titles.get(text(row, "report"), ""),
            "date": text(row, "date"),
            "published": text(row, "published"),
            "address": place.of(text(row, "report")),
        }
        for row in found
    ]


@router.get("/reports", response_class=Response)
async def reports(
    request: Request,
    here: Here,
    place: Place,
    start: Annotated[int, Query(ge=0, le=10**9, description="từ báo cáo thứ · the first")] = 0,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Danh sách báo cáo, 50 một trang · The reports, 50 a page."""
    form = negotiated(request.headers.get("accept", ""), format, (JSON, HTML))
    return await here.read(request, partial(_listing, place=place, form=form, start=start))


def _listing(store: Reading, place: Addresses, form: Format, start: int) -> Response:
    found = listed(store, place, start, PAGE + 1)
    after = start + PAGE if len(found) > PAGE else None
    if form is JSON:
        return JSON.answer({"reports": found[:PAGE], "next": after})
    return page(
        place.root, "reports.html", reports=found[:PAGE], start=start, after=after, most=PAGE
    )


@router.get("/reports/{name:path}", response_class=Response)
async def report(
    request: Request,
    here: Here,
    place: Place,
    name: str,
    start: Offset = None,
    end: Offset = None,
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Văn bản một báo cáo; `?start=&end=` mở tại câu được đánh dấu · A report, opened at a span."""
    if not name:
        raise _missing(name)
    iri = place.report(name)
    form = negotiated(request.headers.get("accept", ""), format, (HTML, JSON))
    if form is JSON:
        job = partial(_report_json, iri=iri, name=name, start=start, end=end)
        return await here.read(request, job)
    return await here.read(
        request, partial(report_page, place=place, iri=iri, start=start, end=end)
    )


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
) -> Response:
    """The page of a report. Raises `Problem` 404 without such a report, 400 for a wrong span."""
    whole = _text(store, iri, iri)
    hit = _hit(whole, start, end)
    spans = rows(
        store,
        f"SELECT ?start ?end {{ {values('report', [iri])} ?span nif:referenceContext ?report ; "
        "nif:beginIndex ?start ; nif:endIndex ?end }",
    )
    facts = [(number(row, "start"), number(row, "end")) for row in spans]
    return page(
        place.root,
        "report.html",
        title=labels(store, place, [iri])[iri],
        iri=iri,
        address=place.of(iri),
        entity=f"{place.root}/id/{iri[len(place.base) :]}",
        paragraphs=paragraphs(whole, facts, hit),
        hit=hit,
        quote=whole[hit[0] : hit[1]] if hit else "",
        problems=_problems(store, place, iri),
        tables=[
            *tables(store, place, iri, "report"),
            properties(store, place, iri, "report"),
        ],
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
