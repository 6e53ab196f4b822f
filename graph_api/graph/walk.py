"""A walk from a thing along some kinds of edge, layer by layer."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from graph_api.graph.gather import Gathered, Told, told
from graph_api.graph.steps import End, Fact, facts
from graph_api.reading import Reading
from ontology.edges import edge_kinds

_FACTS_A_NODE = 8  # an edge may be said by several facts: no more than that are looked at


class Way(NamedTuple):
    """A kind of edge to follow, from which of its ends."""

    kind: str
    end: End


def everything(_: Told) -> bool:
    """Every edge is followed."""
    return True


def walk(
    store: Reading,
    gathered: Gathered,
    begin: Collection[str],
    ways: Sequence[Way],
    depth: int,
    follows: Callable[[Told], bool] = everything,
    step: int = 0,
) -> list[Told]:
    """The edges met within `depth` steps from some things, which are in `gathered` already.

    What is met is added to `gathered`, with the steps after `step`; of each layer in the order of
    edges, so that the same things are left out where there is no room.
    """
    met: dict[tuple[str, str, str, str], Told] = {}
    border, reached = list(begin), set(begin)
    for further in range(step + 1, step + depth + 1):
        beyond = []
        for one in _layer(store, gathered, border, ways):
            if not follows(one) or one.key in met:
                continue
            source, kind, target, _ = one.key
            other = source if Way(kind, "target") in ways and target in reached else target
            other = target if Way(kind, "source") in ways and source in reached else other
            if not gathered.add(other, further):
                continue
            met[one.key] = one
            if other not in reached:
                reached.add(other)
                beyond.append(other)
        border = beyond
        if not border:
            break
    return list(met.values())


def _layer(
    store: Reading, gathered: Gathered, border: Sequence[str], ways: Sequence[Way]
) -> list[Told]:
    found: list[Fact] = []
    most = _FACTS_A_NODE * gathered.limit
    for way in ways:
        found += facts(store, edge_kinds()[way.kind], border, way.end, most)
    if len(found) > most:
        gathered.truncated = True
    return told(store, found[:most])
