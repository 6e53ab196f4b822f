"""The documents cited most, of a body or in a period."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.graph.days import days
from graph_api.graph.gather import Gathered, edge, graph, told
from graph_api.graph.held import held
from graph_api.graph.kept import kept
from graph_api.graph.model import Graph, Said
from graph_api.graph.parameters import OPEN, Period
from graph_api.graph.steps import facts
from graph_api.reading import Reading
from ontology.edges import edge_kinds
from ontology.terms import expand

_CITED, _STATED, _TYPE, _PASSED = map(
    expand, ("cito:hasCitedEntity", "ct:statedIn", "rdf:type", "eli:passed_by")
)
_DOCUMENT = expand("ct:Document")
_RANKINGS, _LONGEST = 50, 2_000  # kept, and documents of one


class _Counted(NamedTuple):
    """A document, by how often it is cited: the most cited first."""

    minus: int
    document: str
    reports: int

    @property
    def citations(self) -> int:
        return -self.minus


def most_cited(
    store: Reading, addresses: Addresses, body: str, period: Period, limit: int
) -> Graph:
    """The documents cited most, of one body or ("") of all, by reports of a period.

    A node's `said` has `citations`, `reports`, `held` and its `rank`, by which they are listed;
    edges lead to the body.
    """
    best = _ranked(store, body, period)
    gathered = Gathered(limit + bool(body), {body: 0} if body else {})
    counted = {one.document: one for one in best if gathered.add(one.document, 1)}
    shown = list(counted)
    have = held(store, shown)
    said: dict[str, Said] = {
        document: {
            "rank": rank,
            "citations": counted[document].citations,
            "reports": counted[document].reports,
            "held": document in have,
        }
        for rank, document in enumerate(shown, start=1)
    }
    edges = []
    if body:
        passed = facts(store, edge_kinds()["passedBy"], shown, "source")
        edges = [edge(one) for one in told(store, passed) if one.key[2] == body]
    made = graph(store, addresses, gathered, edges, said)
    ranked = sorted(made.nodes, key=lambda node: int(node.said.get("rank", 0)))
    return replace(made, nodes=tuple(ranked))


def _ranked(store: Reading, body: str, period: Period) -> list[_Counted]:
    """The first of the documents by how often they are cited, kept for those who ask on."""
    known = kept(store, "most cited", _RANKINGS)
    key = f"{body} {period.since} {period.until}"
    if key not in known:
        known[key] = sorted(_count(store, body, period))[:_LONGEST]
    ranking: list[_Counted] = known[key]
    return ranking


def _count(store: Reading, body: str, period: Period) -> Iterator[_Counted]:
    cited: dict[str, list[str]] = {}
    for document, _, citation in store.hop(_documents(store, body), [_CITED], back=True):
        if isinstance(citation, ox.NamedNode):
            cited.setdefault(document, []).append(citation.value)
    reports = _reports(store, cited, period)
    for document, some in cited.items():
        citing = [of for citation in some if (of := reports.get(citation))]
        if citing:
            yield _Counted(-len(citing), document, len(frozenset().union(*citing)))


def _documents(store: Reading, body: str) -> list[str]:
    if body:
        ends = store.hop([body], [_PASSED], back=True)
    else:
        ends = store.hop([_DOCUMENT], [_TYPE], back=True)
    return sorted(end.value for _, _, end in ends if isinstance(end, ox.NamedNode))


def _reports(store: Reading, cited: dict[str, list[str]], period: Period) -> dict[str, set[str]]:
    """For each citation the reports of the period that state it."""
    found: dict[str, set[str]] = {}
    citing = [citation for some in cited.values() for citation in some]
    for citation, _, report in store.hop(citing, [_STATED]):
        if isinstance(report, ox.NamedNode):
            found.setdefault(citation, set()).add(report.value)
    if period == OPEN:
        return found
    day = days(store, {report for some in found.values() for report in some})
    return {
        citation: {report for report in some if period.holds(day[report])}
        for citation, some in found.items()
    }
