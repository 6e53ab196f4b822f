"""What users write themselves: to one graph, or to several as data. All here is computed, not done.

A report's graph may be written to. What it says then is no more what its file says: loading the
file again replaces it.
"""

import secrets
from collections.abc import Iterable, Mapping, Set
from typing import Final

import pyoxigraph as ox

from graph_api.store.delta import DEFAULT, Delta, Graph, quads, triples
from graph_api.store.errors import StoreError
from graph_api.store.reads import CHECKSUM
from graph_api.store.settled import Kept, Said, is_report, settled, triples_of
from ontology.terms import expand

REVISION: Final = ox.NamedNode(expand("ct:revision"))
"""Of the graph of loads: another value after each write of users, none before the first."""

EDITED: Final = ox.Literal("edited")
"""The checksum of a report that users wrote to: that of no file."""

_NOTHING: Set[ox.Triple] = frozenset()


class KeptGraph(StoreError):
    """A write to a graph that the store keeps itself."""

    def __init__(self, graph: ox.NamedNode) -> None:
        super().__init__(
            f"{graph}: đồ thị do kho tự giữ, không ghi trực tiếp được · the store keeps this graph "
            "itself: it cannot be written to"
        )


def exists(dataset: ox.Store, graph: Graph) -> bool:
    """Whether there is such a graph; the default graph always is."""
    return not isinstance(graph, ox.NamedNode) or dataset.contains_named_graph(graph)


def replaced(dataset: ox.Store, kept: Kept, graph: Graph, new: Set[ox.Triple]) -> Delta:
    """The change that makes `new` all that a graph holds, which is made where there is none.

    Of the default graph, all that users put there. Raises `KeptGraph`.
    """
    before = triples(dataset, kept.own if graph == DEFAULT else graph)
    found = _changed(dataset, kept, {graph: (new, before - new)})
    if isinstance(graph, ox.NamedNode) and not new:
        found = Delta(found.remove, found.add, (), [graph])
    return _revised(dataset, kept, found)


def added(dataset: ox.Store, kept: Kept, graph: Graph, new: Set[ox.Triple]) -> Delta:
    """The change that adds some triples to a graph, which is made where there is none."""
    found = _changed(dataset, kept, {graph: (new, _NOTHING)})
    if isinstance(graph, ox.NamedNode) and not new and not exists(dataset, graph):
        found = Delta(make=[graph])
    return _revised(dataset, kept, found)


def removed(dataset: ox.Store, kept: Kept, graph: Graph) -> Delta:
    """The change that leaves nothing of a graph; of the default graph, nothing of users."""
    before = triples(dataset, kept.own if graph == DEFAULT else graph)
    found = _changed(dataset, kept, {graph: (_NOTHING, before)})
    drop = [graph] if isinstance(graph, ox.NamedNode) and exists(dataset, graph) else []
    return _revised(dataset, kept, Delta(found.remove, found.add, drop))


def applied(
    dataset: ox.Store, kept: Kept, steps: Iterable[tuple[bool, Iterable[ox.Quad]]]
) -> Delta:
    """The change by quads that are inserted (true) or deleted, one step after the other."""
    last = {quad: insert for insert, found in steps for quad in found}
    changes = dict[Graph, tuple[set[ox.Triple], set[ox.Triple]]]()
    for quad, insert in last.items():
        assert not isinstance(quad.graph_name, ox.BlankNode)  # data names graphs by IRIs
        put, taken = changes.setdefault(quad.graph_name, (set(), set()))
        (put if insert else taken).add(quad.triple)
    return _revised(dataset, kept, _changed(dataset, kept, changes))


def _changed(
    dataset: ox.Store, kept: Kept, changes: Mapping[Graph, tuple[Set[ox.Triple], Set[ox.Triple]]]
) -> Delta:
    """What is put into graphs, and taken out of them, with all that follows."""
    reports = dict[ox.NamedNode, Said]()
    put, taken = changes.get(DEFAULT, (_NOTHING, _NOTHING))
    remove, add = list[ox.Quad](), list[ox.Quad]()
    for graph, (come, gone) in changes.items():
        if graph in kept.all:
            assert isinstance(graph, ox.NamedNode)
            raise KeptGraph(graph)
        if isinstance(graph, ox.NamedNode) and is_report(dataset, kept, graph):
            before = triples(dataset, graph)
            if (now := before - gone | come) != before:
                reports[graph] = Said(now, _edited(graph) if now else _NOTHING)
        elif graph != DEFAULT:
            remove += quads(gone - come, graph)
            add += quads(come, graph)
    found = settled(dataset, kept, reports, put, taken)
    return Delta(
        [quad for quad in (*found.remove, *remove) if quad in dataset],
        [quad for quad in (*found.add, *add) if quad not in dataset],
        found.drop,
    )


def _edited(graph: ox.NamedNode) -> Set[ox.Triple]:
    return {ox.Triple(graph, CHECKSUM, EDITED)}


def _revised(dataset: ox.Store, kept: Kept, change: Delta) -> Delta:
    """The change, where it is one, with a new revision."""
    if not change:
        return change
    now = ox.Triple(kept.loads, REVISION, ox.Literal(token()))
    before = {t for t in triples_of(dataset, kept.loads, kept.loads) if t.predicate == REVISION}
    return Delta(
        [*change.remove, *quads(before, kept.loads)],
        [*change.add, *quads({now}, kept.loads)],
        change.drop,
        change.make,
    )


def token() -> str:
    """A revision that never was: a store that is restored from a copy takes up no old ones."""
    return secrets.token_hex(8)
