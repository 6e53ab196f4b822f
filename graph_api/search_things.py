"""What the search index asks of a store, in SPARQL alone: any store that answers it will do."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph_api.reading import PREFIXES, Reading, Results, rows, text, values
from graph_api.search_schema import KINDS, REPORT
from ontology.terms import expand

_CLASSES = {
    "person": "foaf:Person",
    "organisation": "org:Organization",
    "meeting": "ct:Meeting",
    "document": "ct:Document",
    "directive": "ct:Directive",
    "report": "ct:Report",
}
_PLACES = {expand(_CLASSES[kind]): place for place, kind in enumerate(KINDS)}

# ?other is searched besides the label, as is ?text; ?detail tells things of one name apart.
_SOURCES: dict[str, str] = {
    "person": "?s foaf:name ?label OPTIONAL { ?s ct:anchor ?detail }",
    "organisation": "?s skos:prefLabel ?label "
    "OPTIONAL { ?s skos:altLabel ?other } OPTIONAL { ?s ct:scope ?detail }",
    "meeting": "?s dcterms:title ?label "
    "OPTIONAL { ?s schema:startDate ?date BIND(STR(?date) AS ?detail) }",
    "document": "?s rdfs:label ?label OPTIONAL { ?s eli:title|eli:id_local ?other } "
    "OPTIONAL { ?s eli:passed_by/skos:prefLabel ?issuer } OPTIONAL { ?s eli:date_document ?date } "
    "BIND(CONCAT(COALESCE(STR(?date), ''), IF(BOUND(?date) && BOUND(?issuer), ', ', ''), "
    "COALESCE(STR(?issuer), '')) AS ?detail)",
    "directive": "?s ct:text ?label",
    "report": "?s dcterms:identifier ?detail ; nif:isString ?text "
    "OPTIONAL { ?s dcterms:title ?label }",
}


@dataclass(slots=True)
class Described:
    """What a thing is called; of several details the last by alphabet is shown."""

    labels: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    detail: str = ""
    text: str = ""

    @property
    def label(self) -> str:
        """Of several the first by alphabet."""
        return min(self.labels)


def checksums(store: Reading, reports: Collection[str] | None) -> dict[str, str]:
    """The checksum of the graph of each loaded report; of some reports, or of all for None."""
    these = "" if reports is None else values("report", reports)
    found = rows(
        store,
        f"SELECT ?report ?sum {{ {these} "
        f"GRAPH <{store.iris.loads}> {{ ?report ct:graphChecksum ?sum }} }}",
    )
    return {text(row, "report"): text(row, "sum") for row in found}


def mentions(store: Reading, reports: Collection[str]) -> dict[str, set[tuple[str, int]]]:
    """The things that each report says to be of one of our kinds: IRI and place of the kind."""
    found = store.query(
        f"{PREFIXES}SELECT ?report ?s ?class {{ {values('report', reports)} "
        "GRAPH ?report { ?s a ?class } "
        f"FILTER(?class IN ({', '.join(_CLASSES.values())}) && isIRI(?s)) }}"
    )
    told: dict[str, set[tuple[str, int]]] = {report: set() for report in reports}
    for report, thing, class_ in cells(found):
        told[report].add((thing, _PLACES[class_]))
    return told


def described(store: Reading, place: int, things: Collection[str]) -> dict[str, Described]:
    """What things of a kind are called; those that have no label are left out."""
    told: dict[str, Described] = {}
    found = store.query(
        f"{PREFIXES}SELECT ?s ?label ?other ?detail ?text "
        f"{{ {values('s', things)} {_SOURCES[KINDS[place]]} }}"
    )
    for iri, label, other, detail, text_ in cells(found):
        one = told.setdefault(iri, Described())
        if label:
            one.labels.add(label)
        if other:
            one.others.add(other)
        one.detail = max(one.detail, detail)
        one.text = max(one.text, text_)
    if place == REPORT:
        _call(store, {iri: one for iri, one in told.items() if not one.labels})
    return {iri: one for iri, one in told.items() if one.labels}


def _call(store: Reading, untitled: dict[str, Described]) -> None:
    """A report without a title is called by its meetings, or else by its first line."""
    if not untitled:
        return
    # As an OPTIONAL of the question above it makes Oxigraph look at the meetings of all reports.
    found = store.query(
        f"{PREFIXES}SELECT ?s ?title {{ {values('s', untitled)} "
        "GRAPH ?s { ?meeting a ct:Meeting ; dcterms:title ?title } }"
    )
    for iri, title in cells(found):
        untitled[iri].labels.add(title)
    for one in untitled.values():
        one.labels = one.labels or {one.text.partition("\n")[0]}


def cells(found: Results) -> Iterator[list[str]]:
    """The solutions of a SELECT as texts, "" where nothing is bound: there are many."""
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("cells() takes a SELECT")
    for solution in found:
        yield ["" if term is None else term.value for term in solution]


def issued_by(store: Reading, organisations: Collection[str]) -> Iterator[str]:
    """The documents that some bodies passed: these are told apart by the names of those."""
    found = rows(
        store,
        f"SELECT DISTINCT ?s {{ {values('body', organisations)} ?s eli:passed_by ?body }}",
    )
    return (text(row, "s") for row in found)
