"""`/about` and `/ontology`: what is held, how well it was read, and what the graph means."""

from collections.abc import Set
from functools import partial
from typing import Annotated, Any, Final

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.answers import GRAPHS
from graph_api.home import counts
from graph_api.jobs import Answer
from graph_api.latest import latest_reports, written_at
from graph_api.listing import listing
from graph_api.model import model
from graph_api.negotiate import CSV, HTML, JSON, Format, negotiated
from graph_api.rdf import streamed
from graph_api.reading import Reading, number, rows, text
from graph_api.report_list import lines
from graph_api.said import HEADINGS
from graph_api.scorecard import scorecard
from graph_api.server import Here, Place
from graph_api.store.vocabulary import triples
from graph_api.thing_csv import rows_csv
from graph_api.things import NAMES
from graph_api.void import counts as void_counts
from graph_api.void import void
from graph_api.web import page
from graph_api.web.head import of_dataset, of_page

router = APIRouter(tags=["server"])

_LATEST: Final = 10
_TITLE: Final = "Dữ liệu của kho · About the data"
_ABOUT: Final = (
    "Ai giữ chức vụ gì, ai chủ trì cuộc họp nào, giao việc gì cho ai, dựa vào văn bản nào; mỗi "
    "điều kèm câu nói ra nó. Who held which post, who chaired what, what was directed to whom, on "
    "the strength of which document; each with its sentence."
)
_PAGES: Final = ("/graph/contradictions", "/graph/changes")
"""Pages of other parts of the server, to which is linked where they are."""


@router.get("/about", response_class=Response)
async def about(
    request: Request,
    here: Here,
    place: Place,
    wanted: Annotated[
        str | None, Query(alias="format", description="html json csv ttl nt jsonld rdf")
    ] = None,
) -> Response:
    """Về dữ liệu · How much is held, what came last, how well extraction does."""
    accept = request.headers.get("accept", "")
    form = negotiated(accept, wanted, (HTML, JSON, CSV, *GRAPHS))
    paths = {getattr(route, "path", "") for route in request.app.routes}
    there = frozenset(path for path in _PAGES if path in paths)
    return await here.read(request, partial(_about, place=place, form=form, there=there))


def _about(store: Reading, place: Addresses, form: Format, there: Set[str]) -> Answer:
    if form in GRAPHS:
        return streamed(void(store, f"{place.origin}{place.root}"), form)
    told = _told(store, place)
    if form == JSON:
        return JSON.answer(told)
    if form == CSV:
        held = told["counts"].items()
        return rows_csv(["kind", "count"], ({"kind": k, "count": str(n)} for k, n in held))
    return page(
        place.root,
        "about.html",
        head=of_dataset(place, "/about", _TITLE, _ABOUT, told["generation"]),
        told=told,
        names=NAMES,
        scorecard=scorecard(),
        headings=HEADINGS,
        there=there,
        formats=[form.name for form in GRAPHS],
    )


def _told(store: Reading, place: Addresses) -> dict[str, Any]:
    """What `/about` tells, as JSON has it."""
    written = written_at(store)
    latest = {iri: store.iris.report_name(iri) for iri in latest_reports(store, _LATEST)}
    days = [key for key in listing(store, "meeting").keys if key.strip()]
    problems = rows(
        store,
        "SELECT ?code (COUNT(*) AS ?n) { ?problem a ct:Problem ; ct:code ?code } "
        "GROUP BY ?code ORDER BY DESC(?n) STR(?code)",
    )
    return {
        "generation": store.generation,
        "written": written and written.isoformat(),
        "triples": void_counts(store).triples,
        "counts": counts(store),
        "meetings_from": days[0] if days else None,
        "meetings_until": days[-1] if days else None,
        "latest": lines(store, place, latest),
        "problems": {text(row, "code"): number(row, "n") for row in problems},
    }


@router.get("/ontology", response_class=Response)
async def ontology(
    request: Request,
    here: Here,
    place: Place,
    wanted: Annotated[
        str | None, Query(alias="format", description="html ttl nt jsonld rdf")
    ] = None,
) -> Response:
    """Mô hình · What the graph means: classes, properties, lists of concepts."""
    form = negotiated(request.headers.get("accept", ""), wanted, (HTML, *GRAPHS))
    return await here.read(request, partial(_ontology, place=place, form=form))


def _ontology(_: Reading, place: Addresses, form: Format) -> Answer:
    if form != HTML:
        return streamed(_triples(), form)
    told = model()
    return page(
        place.root,
        "ontology.html",
        head=of_page(place, "/ontology", " · ".join(told.title), GRAPHS),
        model=told,
    )


def _triples() -> list[ox.Triple]:
    """The model and the concepts of the tables."""
    found, _ = triples()
    return found
