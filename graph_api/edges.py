"""A report's graph as edges between things, each with its labels and the place that says it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph_api.reading import Reading
from graph_api.store.derived import Object, Subject, follow
from ontology.terms import expand, shorten

KINDS = (
    "ct:Report",
    "ct:Meeting",
    "ct:Directive",
    "ct:Document",
    "foaf:Person",
    "org:Organization",
)
"""The classes of things that edges join."""

# Edges that a report's graph holds already; the others are derived (`ontology/derive.tsv`).
_DIRECT = ("schema:organizer", "ct:issuedAt", "eli:passed_by", "eli:based_on")
# The sum of four other edges, which would draw each of them twice.
_LEFT_OUT = "ct:under"
_LABELS = ("foaf:name", "skos:prefLabel", "rdfs:label", "dcterms:title", "ct:text")
_DATES = ("schema:startDate", "eli:date_document", "dcterms:issued")


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A person, body, meeting, directive, document or report; `kind` is a CURIE of `KINDS`."""

    iri: str
    kind: str
    label: str
    date: str


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """What one report says of two things.

    `predicate` is a CURIE; `[start, end)` are code points of the report's text, the first place
    that says it, or None where the edge is no fact of its own (a document's issuer).
    """

    subject: Thing
    predicate: str
    object: Thing
    start: int | None
    end: int | None


def edges(store: Reading, report: str) -> Iterator[Edge]:
    """The edges of one report, sorted; an edge that it states twice is one, at its first place."""
    return edges_of(quad.triple for quad in store.graph(report))


def edges_of(triples: Iterable[ox.Triple]) -> Iterator[Edge]:
    """The same, of the triples that one report states."""
    graph = _Graph(list(triples))
    found: dict[tuple[str, str, str], tuple[int, int] | None] = {}
    for node, edge in graph.all():
        subject, predicate, object_ = edge
        if predicate != _LEFT_OUT and graph.is_thing(subject) and graph.is_thing(object_):
            place = graph.place(node)
            known = found.get(edge)
            found[edge] = min(filter(None, (known, place)), default=None)
    for (subject, predicate, object_), at in sorted(found.items(), key=lambda item: item[0]):
        start, end = at or (None, None)
        yield Edge(graph.thing(subject), predicate, graph.thing(object_), start, end)


class _Graph:
    """Some triples, by subject and predicate (as CURIE)."""

    def __init__(self, triples: list[ox.Triple]) -> None:
        self._triples = triples
        self._said: dict[str, dict[str, list[str]]] = {}
        for triple in triples:
            said = self._said.setdefault(_text(triple.subject), {})
            said.setdefault(triple.predicate.value, []).append(_text(triple.object))

    def all(self) -> Iterator[tuple[str, tuple[str, str, str]]]:
        """Each edge with the node whose evidence it has."""
        for node, edge in follow(self._triples):
            ends = _text(edge.subject), shorten(edge.predicate.value), _text(edge.object)
            yield _text(node), ends
        for curie in _DIRECT:
            for subject, said in self._said.items():
                for value in said.get(expand(curie), ()):
                    yield subject, (subject, curie, value)

    def _values(self, subject: str, curie: str) -> list[str]:
        return self._said.get(subject, {}).get(expand(curie), [])

    def _first(self, subject: str, curies: tuple[str, ...]) -> str:
        return next((v for curie in curies for v in sorted(self._values(subject, curie))), "")

    def _kind(self, iri: str) -> str:
        classes = self._values(iri, "rdf:type")
        return next((kind for kind in KINDS if expand(kind) in classes), "")

    def is_thing(self, iri: str) -> bool:
        return bool(self._kind(iri))

    def thing(self, iri: str) -> Thing:
        label = self._first(iri, (*_LABELS, "dcterms:identifier"))
        return Thing(iri, self._kind(iri), label, self._first(iri, _DATES))

    def place(self, node: str) -> tuple[int, int] | None:
        """Where the report first says what a node holds."""
        spans = (
            (int(start), int(end))
            for span in self._values(node, "prov:wasQuotedFrom")
            for start in self._values(span, "nif:beginIndex")
            for end in self._values(span, "nif:endIndex")
        )
        return min(spans, default=None)


def _text(term: Subject | Object) -> str:
    """An IRI or the words of a literal."""
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)
