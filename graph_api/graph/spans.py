"""Where facts are said: spans of reports, read off the IRIs of the words."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph_api.graph.days import days
from graph_api.graph.kept import kept
from graph_api.graph.model import Span
from graph_api.reading import Reading
from ontology.terms import expand

EVIDENCE: Final = 5
"""So many places are told of a fact, of all that say it."""

_QUOTED, _CITED = expand("prov:wasQuotedFrom"), expand("cito:hasCitedEntity")
_CONTEXT, _BEGINS, _ENDS = map(expand, ("nif:referenceContext", "nif:beginIndex", "nif:endIndex"))
_CHARACTERS = re.compile(r"(.+)#char=([0-9]+),([0-9]+)")
_CITATIONS = 3  # of a document, that stand for what it says itself


class Quoted(NamedTuple):
    """What says a fact: the first places, how many there are, the days of their reports, sorted."""

    evidence: tuple[Span, ...] = ()
    places: int = 0
    days: tuple[str, ...] = ()


NOWHERE = Quoted()


def quoted(store: Reading, nodes: Iterable[str]) -> dict[str, Quoted]:
    """For each node what says it.

    A document has no words of its own in a report: the first that cite it stand for it.
    """
    nodes = list(nodes)
    known = kept(store, "quoted")
    if missing := sorted({node for node in nodes if node not in known}):
        known.update(_read(store, missing))
    return {node: known[node] for node in nodes}


def spans(store: Reading, nodes: Iterable[str]) -> dict[str, tuple[Span, ...]]:
    """For each node the first places that say it; nothing for those that none says."""
    return {node: said.evidence for node, said in quoted(store, nodes).items() if said.places}


def together(some: Sequence[Quoted]) -> Quoted:
    """What says one edge of which several nodes tell."""
    if len(some) == 1:
        return some[0]
    evidence = sorted({span for one in some for span in one.evidence})
    return Quoted(
        tuple(evidence[:EVIDENCE]),
        sum(one.places for one in some),
        tuple(sorted({day for one in some for day in one.days})),
    )


def _read(store: Reading, nodes: Collection[str]) -> dict[str, Quoted]:
    begin = f"{store.iris.base}document/"
    documents = [node for node in nodes if node.startswith(begin)]
    words = _words(store, [node for node in nodes if not node.startswith(begin)])
    if documents:
        citing: dict[str, list[str]] = {}
        for document, _, citation in store.hop(documents, [_CITED], back=True):
            if isinstance(citation, ox.NamedNode):
                citing.setdefault(document, []).append(citation.value)
        first = {document: sorted(some)[:_CITATIONS] for document, some in citing.items()}
        said = _words(store, {one for some in first.values() for one in some})
        for document, some in first.items():
            words[document] = [iri for one in some for iri in said.get(one, ())]
    odd = [iri for some in words.values() for iri in some if "#char=" not in iri]
    described = _described(store, odd) if odd else {}
    day = days(
        store,
        {iri.partition("#char=")[0] for some in words.values() for iri in some}
        | {span.report for span in described.values()},
    )
    return {node: _quoted(words.get(node, ()), described, day) for node in nodes}


def _quoted(
    words: Collection[str], described: Mapping[str, Span], day: Mapping[str, str]
) -> Quoted:
    if not words:
        return NOWHERE
    if described:
        found = [span for iri in words if (span := described.get(iri) or _characters(iri))]
    else:  # of hundreds only the first are read
        found = [span for iri in sorted(words)[:EVIDENCE] if (span := _characters(iri))]
    seen = {iri.partition("#char=")[0] for iri in words} | {span.report for span in found}
    dated = {one for report in seen if (one := day.get(report))}
    return Quoted(tuple(sorted(found)[:EVIDENCE]), len(words), tuple(sorted(dated)))


def _words(store: Reading, nodes: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node, _, words in store.hop(nodes, [_QUOTED]):
        if isinstance(words, ox.NamedNode):
            found.setdefault(node, []).append(words.value)
    return found


def _characters(iri: str) -> Span | None:
    """`report#char=3,9` (RFC 5147), as the reports' graphs have it."""
    read = _CHARACTERS.fullmatch(iri)
    return Span(read[1], int(read[2]), int(read[3])) if read else None


def _described(store: Reading, words: Iterable[str]) -> Mapping[str, Span]:
    """Of who names words in another way, where they stand."""
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
