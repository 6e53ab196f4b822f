"""Check a store against `ontology/shapes.ttl`: what is wrong, where, in both languages.

The graph of one report describes everything that it names, so reports are validated one by one
and memory stays flat. Whether quoted words are those of the text is asked of the store itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from graph_api.reading import Reading
from ontology.skos import SHAPES
from ontology.terms import shorten, sparql_prefixes
from queries.store import solutions

_QUOTES = (
    sparql_prefixes()
    + """SELECT ?span ?words WHERE { GRAPH ?report {
  ?span nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end .
  ?report nif:isString ?text .
  FILTER(?begin > ?end || SUBSTR(?text, ?begin + 1, ?end - ?begin) != ?words) } }"""
)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is not as the shapes say.

    `report` and `node` are IRIs, `path` the property as CURIE ("" where the node itself is wrong),
    `value` what stands there, if anything; the messages say what is asked for.
    """

    report: str
    node: str
    path: str
    value: str
    vi: str
    en: str


@cache
def _shapes() -> Graph:
    return Graph().parse(SHAPES, format="turtle")


def validate(store: Reading, reports: Iterable[str] | None = None) -> Iterator[Violation]:
    """What is wrong in the graphs of `reports` (all, for None), report by report, sorted in each.

    Reads only; a report that is not loaded has nothing wrong.
    """
    for report in store.reports() if reports is None else reports:
        found = {*_shape_violations(store, report), *_wrong_quotes(store, report)}
        yield from sorted(found)


def _shape_violations(store: Reading, report: str) -> Iterator[Violation]:
    import pyshacl  # costs half a second, and only this needs it

    graph = Graph().parse(data=_ntriples(store.graph(report)), format="nt")
    conforms, results, _ = pyshacl.validate(graph, shacl_graph=_shapes(), inplace=True)
    if conforms:
        return
    if not isinstance(results, Graph):
        raise TypeError(f"pySHACL: {results!r}")
    for result in results.objects(predicate=SH.result):  # their details repeat them
        path = results.value(result, SH.resultPath)
        messages = [m for m in results.objects(result, SH.resultMessage) if isinstance(m, Literal)]
        said = {message.language or "": str(message) for message in messages}
        yield Violation(
            report=report,
            node=_text(results.value(result, SH.focusNode)),
            path=shorten(str(path)) if isinstance(path, URIRef) else "",
            value=_text(results.value(result, SH.value)),
            vi=said.get("vi", said.get("", "không đúng hình dạng")),
            en=said.get("en", said.get("", "not as its shape says")),
        )


def _wrong_quotes(store: Reading, report: str) -> Iterator[Violation]:
    graph = ox.NamedNode(report)
    for row in solutions(store, _QUOTES.replace("?report", str(graph))):
        yield Violation(
            report=report,
            node=row["span"].value,
            path="nif:anchorOf",
            value=row["words"].value,
            vi="lời trích khác với văn bản của báo cáo ở chỗ ấy",
            en="the words are not those of the report's text at that place",
        )


def _ntriples(quads: Iterable[ox.Quad]) -> str:
    return "".join(f"{quad.triple} .\n" for quad in quads)


def _text(node: Node | None) -> str:
    return "" if node is None else str(node)
