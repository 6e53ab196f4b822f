"""The whole store as one file: RDF, a graph to draw, or a table of edges.

RDF is written by Oxigraph. N-Quads and TriG hold the reports' graphs, which tell who says what, and
the derived one; Turtle and JSON-LD hold the default graph, where each triple stands once. GraphML
joins people, bodies, meetings, directives, documents and reports by direct edges. CSV is one list
of edges, a row for each report that states one, with the place that says it. All come in a fixed
order: two stores of the same reports give the same bytes.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import BinaryIO

import pyoxigraph as ox

from graph_api.edges import Thing, edges
from graph_api.reading import Reading
from ontology.terms import PREFIXES, expand

COLUMNS = (
    "subject",
    "subject_label",
    "predicate",
    "object",
    "object_label",
    "report",
    "start",
    "end",
)
"""Of the CSV: IRIs and labels, the report's name, and code points of its text."""

_TYPE = ox.NamedNode(expand("rdf:type"))
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Format(StrEnum):
    NQ = "nq"
    TRIG = "trig"
    TTL = "ttl"
    JSONLD = "jsonld"
    GRAPHML = "graphml"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.NQ: "application/n-quads",
    Format.TRIG: "application/trig",
    Format.TTL: "text/turtle",
    Format.JSONLD: "application/ld+json",
    Format.GRAPHML: "application/graphml+xml",
    Format.CSV: "text/csv; charset=utf-8",
}


def export(store: Reading, form: Format, output: BinaryIO) -> None:
    """Write the store to `output` in a format.

    N-Quads, TriG and CSV take the memory of one report; Turtle and JSON-LD that of the names of
    all things, GraphML that of the whole graph of edges. Raises `OSError` where `output` cannot
    be written.
    """
    _WRITERS[form](store, output)


def _graphs(store: Reading) -> Iterator[Iterator[ox.Quad]]:
    """The reports' graphs in order, then the derived one; not what the store knows of loading."""
    for graph in (*store.reports(), store.iris.derived):
        yield iter(sorted(store.graph(graph), key=str))


def _nquads(store: Reading, output: BinaryIO) -> None:
    for graph in _graphs(store):
        ox.serialize(graph, output, ox.RdfFormat.N_QUADS)


def _trig(store: Reading, output: BinaryIO) -> None:
    quads = (quad for graph in _graphs(store) for quad in graph)
    ox.serialize(quads, output, ox.RdfFormat.TRIG, prefixes=PREFIXES)


def _once(store: Reading) -> Iterator[ox.Triple]:
    """The triples of the default graph, thing by thing, its classes first."""
    for said in store.things():
        yield from sorted(said, key=lambda t: (t.predicate != _TYPE, str(t)))


def _turtle(store: Reading, output: BinaryIO) -> None:
    ox.serialize(_once(store), output, ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def _json_ld(store: Reading, output: BinaryIO) -> None:
    ox.serialize(_once(store), output, ox.RdfFormat.JSON_LD)


def _csv(store: Reading, output: BinaryIO) -> None:
    text = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    try:
        table = csv.writer(text, lineterminator="\n")
        table.writerow(COLUMNS)
        for report in store.reports():
            name = store.iris.report_name(report)
            for edge in edges(store, report):
                start, end = ("", "") if edge.start is None else (edge.start, edge.end)
                subject, object_ = edge.subject, edge.object
                table.writerow(
                    (
                        *(subject.iri, subject.label, edge.predicate),
                        *(object_.iri, object_.label, name, start, end),
                    )
                )
    finally:
        text.detach()  # the caller closes what the caller opened


def _graphml(store: Reading, output: BinaryIO) -> None:
    import networkx as nx  # heavy, and only this needs it

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()

    def node(thing: Thing) -> None:
        told = {"kind": thing.kind, "label": thing.label, "date": thing.date}
        if not graph.has_node(thing.iri):
            graph.add_node(thing.iri, **{k: _NOT_XML.sub("\ufffd", v) for k, v in told.items()})

    for report in store.reports():
        for edge in edges(store, report):
            node(edge.subject)
            node(edge.object)
            ends = edge.subject.iri, edge.object.iri
            if graph.has_edge(*ends, key=edge.predicate):
                graph.edges[(*ends, edge.predicate)]["reports"] += 1
            else:
                graph.add_edge(*ends, key=edge.predicate, predicate=edge.predicate, reports=1)
    nx.write_graphml_xml(graph, output)


_WRITERS: dict[Format, Callable[[Reading, BinaryIO], None]] = {
    Format.NQ: _nquads,
    Format.TRIG: _trig,
    Format.TTL: _turtle,
    Format.JSONLD: _json_ld,
    Format.GRAPHML: _graphml,
    Format.CSV: _csv,
}
