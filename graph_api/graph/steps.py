"""The edges at some things, read from the nodes that hold their evidence."""

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Literal, NamedTuple

import pyoxigraph as ox

from graph_api.graph.kept import kept
from graph_api.reading import Reading
from ontology.edges import EdgeKind

_MANY = 1_000  # facts of one thing, which are not kept
End = Literal["source", "target"]


class Fact(NamedTuple):
    """What one node says of two things; `words` are its own words (or the IRI of a concept)."""

    source: str
    kind: str
    target: str
    words: str
    node: str


def facts(
    store: Reading, kind: EdgeKind, things: Collection[str], end: End, most: int = 1_000_000
) -> list[Fact]:
    """The edges of a kind of which some things are that end, sorted.

    Of nodes that hold edges no more than `most` and one are looked at.
    """
    known = kept(store, f"{kind.id} {end}")
    if missing := [thing for thing in things if thing not in known]:
        read: dict[str, list[Fact]] = {thing: [] for thing in missing}
        held = holders(store, kind, missing, end)
        for fact in resolved(store, kind, end, held[: most + 1]):
            read[fact.source if end == "source" else fact.target].append(fact)
        if len(held) <= most:
            known.update((thing, some) for thing, some in read.items() if len(some) <= _MANY)
    else:
        read = {}
    return sorted(fact for thing in things for fact in read.get(thing) or known.get(thing, ()))


def holders(
    store: Reading, kind: EdgeKind, things: Collection[str], end: End, most: int | None = None
) -> list[tuple[str, str]]:
    """The nodes that may hold such edges, each with the thing at that end, in a stable order.

    No more than `most` are read: where there are as many it is not told which.
    """
    here = kind.source if end == "source" else kind.target
    if not here:
        return [(thing, thing) for thing in things]
    return sorted(
        (fact.value, thing)
        for thing, _, fact in islice(store.hop(things, [here], back=True), most)
        if isinstance(fact, ox.NamedNode)
    )


def resolved(
    store: Reading, kind: EdgeKind, end: End, held: Sequence[tuple[str, str]]
) -> list[Fact]:
    """The edges that `held` nodes hold, with their other ends, sorted."""
    there = kind.target if end == "source" else kind.source
    nodes = dict.fromkeys(node for node, _ in held)
    others = _others(store, nodes, there)
    words: dict[str, str] = {}
    if kind.label:
        for node, _, label in store.hop(nodes, [kind.label]):
            if isinstance(label, ox.NamedNode | ox.Literal):
                words[node] = min(words.get(node, label.value), label.value)
    found = set()
    for node, thing in held:
        for other in others.get(node, ()):
            source, target = (thing, other) if end == "source" else (other, thing)
            found.add(Fact(source, kind.id, target, words.get(node, ""), node))
    return sorted(found)


def _others(store: Reading, nodes: Iterable[str], there: str) -> dict[str, list[str]]:
    if not there:
        return {node: [node] for node in nodes}
    others: dict[str, list[str]] = {}
    for node, _, other in store.hop(nodes, [there]):
        if isinstance(other, ox.NamedNode):
            others.setdefault(node, []).append(other.value)
    return others
