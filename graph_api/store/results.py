"""What a service answers, as the values that an embedded store gives."""

from typing import IO, Final, cast

import pyoxigraph as ox

from graph_api.store.client import Body
from graph_api.store.errors import StoreError
from graph_api.store.reads import Results
from ontology.terms import PREFIXES

_EMPTY: Final = ox.Store()
_EVERY: Final = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
_TABLE: Final = "application/sparql-results+json, application/sparql-results+xml;q=0.5"
_GRAPH: Final = "application/n-triples, text/turtle;q=0.5"
_RETURNED: Final = ["__ASK_RETVAL"]  # Virtuoso answers ASK with a table of one row, or of none
_TABLES: Final = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
_GRAPHS: Final = {
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "text/plain": ox.RdfFormat.N_TRIPLES,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}

Form = type[ox.QuerySolutions] | type[ox.QueryBoolean] | type[ox.QueryTriples]


def form(query: str, base: str | None = None) -> Form:
    """What a query will give; raises `SyntaxError` with line and column as an embedded store does.

    It is evaluated over nothing: a query that holds SERVICE must not come here.
    """
    return type(_EMPTY.query(query, base_iri=base, prefixes=PREFIXES))


def accepted(of: Form) -> str:
    """The media types to ask for."""
    return _GRAPH if of is ox.QueryTriples else _TABLE


def results(body: Body, of: Form) -> Results:
    """The answer: solutions are read while they come, a graph is taken whole first.

    Raises `StoreError` for an answer of another kind.
    """
    formats = _GRAPHS if of is ox.QueryTriples else _TABLES
    if body.media_type not in formats:
        raise StoreError(
            f"{body.address}: không phải dịch vụ SPARQL: câu trả lời có kiểu "
            f"{body.media_type or '-'} · no SPARQL service: its answer is of that type"
        )
    try:
        if of is ox.QueryTriples:
            return _triples(body, _GRAPHS[body.media_type])
        file = cast("IO[bytes]", body)
        found = ox.parse_query_results(file, _TABLES[body.media_type])
    except SyntaxError as error:
        raise StoreError(
            f"{body.address}: câu trả lời không đọc được · the answer cannot be read ({error})"
        ) from error
    if of is ox.QueryBoolean and isinstance(found, ox.QuerySolutions):
        return _boolean(found)
    return found


def _triples(body: Body, format_: ox.RdfFormat) -> ox.QueryTriples:
    held = ox.Store()
    held.load(body.whole(), format=format_)
    found = held.query(_EVERY)
    assert isinstance(found, ox.QueryTriples)
    return found


def _boolean(table: ox.QuerySolutions) -> ox.QueryBoolean:
    holds = [variable.value for variable in table.variables] == _RETURNED and bool(list(table))
    found = _EMPTY.query("ASK {}" if holds else "ASK { FILTER(false) }")
    assert isinstance(found, ox.QueryBoolean)
    return found
