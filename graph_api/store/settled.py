"""What follows for the rest of a store when reports say something else, or users put something.

The default graph is the union of the reports' graphs, of the derived edges, and of the graph
`Iris.own`, which holds what users put into the default graph themselves. A triple that several of
them hold is there once, and leaves with the last.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

import pyoxigraph as ox

from graph_api.store import vocabulary
from graph_api.store.delta import DEFAULT, Delta, Graph, quad, quads, triples
from graph_api.store.derived import derive, still_follows
from graph_api.store.reads import CHECKSUM
from ontology.terms import Iris

_NOTHING: Set[ox.Triple] = frozenset()


@dataclass(frozen=True)
class Kept:
    """The graphs that the store keeps itself."""

    derived: ox.NamedNode
    loads: ox.NamedNode
    own: ox.NamedNode
    changes: ox.NamedNode

    @classmethod
    def of(cls, iris: Iris) -> "Kept":
        return cls(*map(ox.NamedNode, (iris.derived, iris.loads, iris.own, iris.changes)))

    @cached_property
    def all(self) -> tuple[ox.NamedNode, ...]:
        """With the vocabulary."""
        return (self.derived, self.loads, self.own, self.changes, vocabulary.GRAPH)


@dataclass(frozen=True, slots=True)
class Said:
    """What a report says from now on, and what is known of its loading; nothing takes it out."""

    triples: Set[ox.Triple]
    told: Set[ox.Triple]


def settled(
    dataset: ox.Store,
    kept: Kept,
    reports: Mapping[ox.NamedNode, Said],
    put: Set[ox.Triple] = _NOTHING,
    taken: Set[ox.Triple] = _NOTHING,
) -> Delta:
    """The change of the store, when reports say what is given and users put and take some triples.

    `put` and `taken` are of the default graph, as users see it. What a report still states stays.
    """
    return _Change(dataset, kept, reports, put, taken).delta()


class _Change:
    def __init__(
        self,
        dataset: ox.Store,
        kept: Kept,
        reports: Mapping[ox.NamedNode, Said],
        put: Set[ox.Triple],
        taken: Set[ox.Triple],
    ) -> None:
        self._dataset, self._kept, self._reports = dataset, kept, reports
        self._put = {t for t in put if not self._holds(t, kept.own)}
        self._taken = {t for t in taken - put if self._holds(t, kept.own)}
        self._old = {graph: triples(dataset, graph) for graph in reports}
        self._new: set[ox.Triple] = set().union(*(said.triples for said in reports.values()))
        self._is_report: dict[Graph, bool] = {}

    def delta(self) -> Delta:
        # What a graph held before it was a report's, nobody states.
        stated = (held for graph, held in self._old.items() if self._loaded(graph))
        old: set[ox.Triple] = set().union(*stated)
        lost = {t for t in (old - self._new) | self._taken if not self._is_stated(t)}
        edges, lost_edges = self._edges(lost)
        remove, add, drop = list[ox.Quad](), list[ox.Quad](), list[ox.NamedNode]()
        for graph, said in self._reports.items():
            told = triples_of(self._dataset, graph, self._kept.loads)
            remove += quads(self._old[graph] - said.triples, graph)
            remove += quads(told - said.told, self._kept.loads)
            add += quads(said.triples - self._old[graph], graph)
            add += quads(said.told - told, self._kept.loads)
            if not said.triples:
                drop.append(graph)
        remove += quads(lost_edges, self._kept.derived)
        remove += quads(self._taken, self._kept.own)
        remove += quads(self._leaving(lost, edges, lost_edges), DEFAULT)
        add += quads(edges, self._kept.derived)
        add += quads(self._put, self._kept.own)
        add += quads(((self._new - old) | edges | self._put), DEFAULT)
        return Delta(remove, add, drop)

    def _edges(self, lost: Set[ox.Triple]) -> tuple[set[ox.Triple], set[ox.Triple]]:
        """The edges of what the reports say now, and those that follow from nothing any more."""

        def holds(triple: ox.Triple) -> bool:
            return (
                triple not in lost
                and self._holds(triple, DEFAULT)
                and (not self._holds(triple, self._kept.own) or self._is_reported(triple))
            )

        edges, before = set[ox.Triple](), set[ox.Triple]()
        for graph, said in self._reports.items():
            edges |= derive(said.triples)
            if self._old[graph] - said.triples and self._loaded(graph):
                before |= derive(self._old[graph])
        gone = {edge for edge in before - edges if not still_follows(edge, self._dataset, holds)}
        return edges, gone

    def _leaving(
        self, lost: Set[ox.Triple], edges: Set[ox.Triple], lost_edges: Set[ox.Triple]
    ) -> Iterator[ox.Triple]:
        """What nothing states any more, and does not follow either."""
        for triple in lost:
            follows = triple in edges or self._holds(triple, self._kept.derived)
            if triple in lost_edges or not follows:
                yield triple
        for edge in lost_edges - lost:
            if not self._is_stated(edge):
                yield edge

    def _holds(self, triple: ox.Triple, graph: Graph) -> bool:
        return quad(triple, graph) in self._dataset

    def _is_stated(self, triple: ox.Triple) -> bool:
        """Whether a report, or a user, states a triple when all is done."""
        if triple in self._put or self._is_reported(triple):
            return True
        return triple not in self._taken and self._holds(triple, self._kept.own)

    def _is_reported(self, triple: ox.Triple) -> bool:
        """Whether a report states a triple when all is done."""
        if triple in self._new:
            return True
        same = self._dataset.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        graphs = (found.graph_name for found in same)
        return any(graph not in self._reports and self._loaded(graph) for graph in graphs)

    def _loaded(self, graph: Graph | ox.BlankNode) -> bool:
        """Whether a graph is a report's."""
        if not isinstance(graph, ox.NamedNode):
            return False
        if graph not in self._is_report:
            self._is_report[graph] = is_report(self._dataset, self._kept, graph)
        return self._is_report[graph]


def is_report(dataset: ox.Store, kept: Kept, graph: ox.NamedNode) -> bool:
    """Whether a graph is that of a loaded report."""
    return any(dataset.quads_for_pattern(graph, CHECKSUM, None, kept.loads))


def triples_of(dataset: ox.Store, subject: ox.NamedNode, graph: Graph) -> set[ox.Triple]:
    """What a graph holds of one subject."""
    return {found.triple for found in dataset.quads_for_pattern(subject, None, None, graph)}
