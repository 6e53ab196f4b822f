"""Turtle, in the terms of the ontology: things, direct triples, and what says each of them."""

from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.graph.formats.plain import told
from graph_api.graph.layout import Layout
from graph_api.graph.model import Edge, Graph, Node, Said, Span
from graph_api.things import KINDS
from ontology.edges import edge_kinds
from ontology.terms import PREFIXES, Iris, digest, expand

_CLASSES: Mapping[str, str] = {kind: expand(curie) for curie, kind in KINDS.items()}
_OTHER = "dcterms:relation"  # an edge of a kind that is no property


def turtle(graph: Graph, addresses: Addresses, layout: Layout) -> str:
    """Each edge as one triple, and as an `rdf:Statement` with its words, dates and quotes."""
    del layout
    written = ox.serialize(
        _triples(graph, Iris(addresses.base)), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES
    )
    notes = "".join(f"# {note}\n" for note in told(graph))
    return notes + (written or b"").decode("utf-8")


def _triples(graph: Graph, iris: Iris) -> Iterator[ox.Triple]:
    for node in graph.nodes:
        yield from _thing(node, iris)
    seen: set[ox.Triple] = set()
    for edge in graph.edges:
        triple = _direct(edge)
        if triple not in seen:
            seen.add(triple)
            yield triple
    for edge in graph.edges:
        yield from _statement(edge, iris)


def _thing(node: Node, iris: Iris) -> Iterator[ox.Triple]:
    thing = ox.NamedNode(node.id)
    if class_ := _CLASSES.get(node.kind):
        yield ox.Triple(thing, _term("rdf:type"), ox.NamedNode(class_))
    yield ox.Triple(thing, _term("rdfs:label"), _words(node.label))
    if node.date:
        yield ox.Triple(thing, _term("dcterms:date"), _date(node.date))
    yield from _notes(thing, node.said)
    for span in node.evidence:
        yield ox.Triple(thing, _term("prov:wasQuotedFrom"), _quoted(span, iris))


def _direct(edge: Edge) -> ox.Triple:
    source, target = ox.NamedNode(edge.source), ox.NamedNode(edge.target)
    kind = edge_kinds().get(edge.kind)
    predicate = str(edge.said.get("predicate", "")) or (kind.predicate if kind else _OTHER)
    if kind and kind.reversed:
        source, target = target, source
    return ox.Triple(source, _term(predicate or _OTHER), target)


def _statement(edge: Edge, iris: Iris) -> Iterator[ox.Triple]:
    direct = _direct(edge)
    name = digest(edge.source, edge.kind, edge.target, edge.label, edge.first, edge.last)
    node = ox.NamedNode(f"{iris.base}edge/{name}")
    yield ox.Triple(node, _term("rdf:type"), _term("rdf:Statement"))
    yield ox.Triple(node, _term("rdf:subject"), direct.subject)
    yield ox.Triple(node, _term("rdf:predicate"), direct.predicate)
    yield ox.Triple(node, _term("rdf:object"), direct.object)
    yield ox.Triple(node, _term("dcterms:type"), ox.Literal(edge.kind))
    yield ox.Triple(node, _term("rdfs:label"), _words(edge.label))
    dates = (("schema:startDate", edge.first), ("schema:endDate", edge.last))
    yield from (ox.Triple(node, _term(name), _date(day)) for name, day in dates if day)
    yield from _notes(node, edge.said)
    for span in edge.evidence:
        yield ox.Triple(node, _term("prov:wasQuotedFrom"), _quoted(span, iris))


def _notes(thing: ox.NamedNode, said: Said) -> Iterator[ox.Triple]:
    for name, value in said.items():
        if name != "predicate":
            yield ox.Triple(thing, _term("skos:note"), _plain(f"{name}: {value}"))


def _quoted(span: Span, iris: Iris) -> ox.NamedNode:
    return ox.NamedNode(iris.span(span.report, span.start, span.end))


def _words(text: str) -> ox.Literal:
    return ox.Literal(_plain(text).value, language="vi")


def _plain(text: str) -> ox.Literal:
    """A half of a surrogate pair is no text, and cannot be written."""
    return ox.Literal(text.encode("utf-8", "replace").decode("utf-8"))


def _date(day: str) -> ox.Literal:
    """A day, month or year, of the type of its precision."""
    kind = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}.get(len(day))
    return ox.Literal(day, datatype=_term(kind)) if kind else ox.Literal(day)


def _term(curie: str) -> ox.NamedNode:
    return ox.NamedNode(expand(curie))
