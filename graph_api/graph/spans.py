"""Where facts are said: spans of reports, read off the IRIs of the words."""

import re
from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from graph_api.graph.model import Span
from graph_api.reading import Reading
from ontology.terms import expand

_QUOTED, _CITED = expand("prov:wasQuotedFrom"), expand("cito:hasCitedEntity")
_CONTEXT, _BEGINS, _ENDS = map(expand, ("nif:referenceContext", "nif:beginIndex", "nif:endIndex"))
_CHARACTERS = re.compile(r"(.+)#char=([0-9]+),([0-9]+)")
_CITATIONS = 3  # of a document, that stand for what it says itself


def spans(store: Reading, nodes: Iterable[str]) -> dict[str, list[Span]]:
    """For each node the places that say it, sorted; nothing for those that none says.

    A document has no words of its own in a report: the first that cite it stand for it.
    """
    nodes = set(nodes)
    documents = sorted(node for node in nodes if node.startswith(f"{store.iris.base}document/"))
    found = _quoted(store, nodes.difference(documents))
    if documents:
        citing: dict[str, list[str]] = {}
        for document, _, citation in store.hop(documents, [_CITED], back=True):
            if isinstance(citation, ox.NamedNode):
                citing.setdefault(document, []).append(citation.value)
        first = {document: sorted(some)[:_CITATIONS] for document, some in citing.items()}
        said = _quoted(store, {citation for some in first.values() for citation in some})
        for document, some in first.items():
            found[document] = sorted({span for one in some for span in said.get(one, ())})
    return found


def _quoted(store: Reading, nodes: Iterable[str]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    others: dict[str, list[str]] = {}
    for node, _, words in store.hop(nodes, [_QUOTED]):
        if not isinstance(words, ox.NamedNode):
            continue
        if span := _characters(words.value):
            found.setdefault(node, []).append(span)
        else:
            others.setdefault(words.value, []).append(node)
    if others:  # of who names words in another way
        for words_, span in _described(store, others).items():
            for node in others[words_]:
                found.setdefault(node, []).append(span)
    return {node: sorted(some) for node, some in found.items()}


def _characters(iri: str) -> Span | None:
    """`report#char=3,9` (RFC 5147), as the reports' graphs have it."""
    read = _CHARACTERS.fullmatch(iri)
    return Span(read[1], int(read[2]), int(read[3])) if read else None


def _described(store: Reading, words: Iterable[str]) -> Mapping[str, Span]:
    told: dict[str, dict[str, str]] = {}
    for node, name, value in store.hop(words, [_CONTEXT, _BEGINS, _ENDS]):
        if isinstance(value, ox.NamedNode | ox.Literal):
            told.setdefault(node, {})[name] = value.value
    return {
        node: Span(said[_CONTEXT], int(said[_BEGINS]), int(said[_ENDS]))
        for node, said in told.items()
        if {_CONTEXT, _BEGINS, _ENDS} <= said.keys()
        and said[_BEGINS].isdecimal()
        and said[_ENDS].isdecimal()
    }
