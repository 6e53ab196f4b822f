"""`/id/...`: each thing as a page, as Turtle, N-Triples or JSON-LD."""

import re
from functools import partial
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.answers import written
from graph_api.errors import Problem
from graph_api.facts import About
from graph_api.graph.asked import AsOf
from graph_api.graph.parameters import checked_date
from graph_api.graph.telling import TELLINGS
from graph_api.jobs import Answer
from graph_api.negotiate import CSV, HTML, JSON_LD, N_TRIPLES, TURTLE, Format, negotiated
from graph_api.pages.views import view
from graph_api.reading import Reading, rows, text, values
from graph_api.reports import report_page
from graph_api.section_pages import (
    After,
    Before,
    SectionName,
    Wanted,
    section_page,
    wanted,
)
from graph_api.server import Here, Place
from graph_api.thing_csv import facts_csv
from graph_api.thing_rdf import description
from graph_api.things import NAMES, kind_of, labels
from graph_api.web import page
from graph_api.web.head import of_thing

router = APIRouter(tags=["things"])

_HASH = re.compile(r"-?[0-9a-f]{10,}$")  # of an IRI: the rest is words to search for


@router.get("/id/{local:path}", response_class=Response)
async def entity(
    request: Request,
    here: Here,
    place: Place,
    local: str,
    section: SectionName = None,
    after: After = None,
    before: Before = None,
    as_of: AsOf = None,
    format: Annotated[str | None, Query(description="html ttl nt jsonld csv")] = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Một đối tượng với mọi điều báo cáo nói về nó · A thing and all that is said of it."""
    raw: bytes = request.scope.get("raw_path") or local.encode()
    iri = place.from_path(raw.partition(b"?")[0].decode("ascii", "replace"))
    accept = request.headers.get("accept", "")
    form = negotiated(accept, format, (HTML, TURTLE, JSON_LD, N_TRIPLES, CSV))
    return await here.read(
        request,
        partial(
            _entity,
            place=place,
            iri=iri,
            form=form,
            asked=wanted(section, after, before),
            as_of=checked_date("asOf", as_of),
        ),
    )


def _entity(
    store: Reading, place: Addresses, iri: str, form: Format, asked: Wanted | None, as_of: str
) -> Answer:
    try:
        found = rows(store, f"SELECT ?class {{ {values('s', [iri])} ?s a ?class }}")
    except ValueError:  # what cannot be an IRI is no thing of ours
        found = []
    if not found:
        raise Problem(
            404,
            "Không có đối tượng này · No such thing",
            f"Kho không nói gì về {iri} · The store says nothing of it",
            asked=_HASH.sub("", unquote(iri.rpartition("/")[2])).replace("-", " "),
        )
    kind = kind_of(text(row, "class") for row in found)
    if form == CSV:
        return facts_csv(About(store, place, iri, kind, place.of(iri) or ""))
    if form != HTML:
        return written(description(store, iri), form)
    if kind == "report":
        return report_page(store, place, iri, asked=asked)
    about = About(store, place, iri, kind, place.of(iri) or "")
    if asked:
        return section_page(about, asked)
    title = labels(store, place, [iri])[iri]
    shown = view(about, as_of)
    return page(
        place.root,
        shown.template,
        head=of_thing(place, iri, kind, title),
        title=title,
        kind=NAMES[kind],
        iri=iri,
        timed=kind in TELLINGS,
        address=place.of(iri),
        tables=shown.tables,
        jumps=shown.jumps,
        **shown.own,
    )
