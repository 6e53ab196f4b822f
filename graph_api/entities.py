"""`/id/...`: each thing as a page, as Turtle, N-Triples or JSON-LD."""

import re
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response

from graph_api.bounds import written
from graph_api.errors import Problem
from graph_api.facts import mentions, properties, tables
from graph_api.negotiate import HTML, JSON_LD, N_TRIPLES, TURTLE, negotiated
from graph_api.reading import PREFIXES, Reading, Results, rows, text, values
from graph_api.reports import report_page
from graph_api.server import Here, Place
from graph_api.things import NAMES, kind_of, labels
from graph_api.web import page

router = APIRouter(tags=["things"])

_HASH = re.compile(r"-?[0-9a-f]{10,}$")  # of an IRI: the rest is words to search for
_MOST = 2_000  # facts about a thing that its RDF holds


@router.get("/id/{local:path}", response_class=Response)
def entity(
    request: Request,
    here: Here,
    place: Place,
    local: str,
    format: Annotated[str | None, Query(description="html ttl nt jsonld")] = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Một đối tượng với mọi điều báo cáo nói về nó · A thing and all that is said of it."""
    raw: bytes = request.scope.get("raw_path") or local.encode()
    iri = place.from_path(raw.partition(b"?")[0].decode("ascii", "replace"))
    try:
        found = rows(here.store, f"SELECT ?class {{ {values('s', [iri])} ?s a ?class }}")
    except ValueError:  # what cannot be an IRI is no thing of ours
        found = []
    if not found:
        raise Problem(
            404,
            "Không có đối tượng này · No such thing",
            f"Kho không nói gì về {iri} · The store says nothing of it",
            asked=_HASH.sub("", local.rpartition("/")[2]).replace("-", " "),
        )
    form = negotiated(request.headers.get("accept", ""), format, (HTML, TURTLE, JSON_LD, N_TRIPLES))
    if form is not HTML:
        content = written(description(here.store, iri), form, here.settings)
        return Response(content, media_type=form.content_type)
    kind = kind_of(text(row, "class") for row in found)
    if kind == "report":
        return report_page(request, here, place, iri)
    return page(
        request,
        "entity.html",
        title=labels(here.store, place, [iri])[iri],
        kind=NAMES[kind],
        iri=iri,
        address=place.of(iri),
        tables=[
            properties(here.store, place, iri, kind),
            *tables(here.store, place, iri, kind),
            mentions(here.store, place, iri),
        ],
    )


def description(store: Reading, iri: str) -> Results:
    """The triples of a thing, of the facts that name it, and of the spans that say them."""
    this = values("this", [iri])
    about = f"SELECT DISTINCT ?s {{ {this} ?s ?any ?this ; prov:wasQuotedFrom ?from }}"
    spans = f"SELECT DISTINCT ?s {{ {this} ?fact ?any ?this ; prov:wasQuotedFrom ?s }}"
    own = f"SELECT DISTINCT ?s {{ {this} ?this prov:wasQuotedFrom ?s }}"
    most = f"ORDER BY ?s LIMIT {_MOST}"
    found = store.query(
        f"{PREFIXES} CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ {values('s', [iri])} }} UNION "
        f"{{ {about} {most} }} UNION {{ {spans} {most} }} UNION {{ {own} {most} }} ?s ?p ?o }}"
    )
    if not isinstance(found, ox.QueryTriples):
        raise TypeError("a CONSTRUCT gives triples")
    return found
