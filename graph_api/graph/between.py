"""The shortest ways from one thing to another: a search from both ends, layer by layer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise, takewhile
from typing import Final

import networkx as nx

from graph_api.graph.steps import End, Fact, holders, resolved
from graph_api.reading import Reading
from ontology.edges import EdgeKind, edge_kinds

MOST_FACTS: Final = 5_000
"""Facts that are looked at in one layer."""
MOST_THINGS: Final = 20_000
"""Things that are looked at in all."""

_ENDS: Final[tuple[End, ...]] = ("source", "target")

Path = tuple[str, ...]
Held = Mapping[tuple[EdgeKind, End], Sequence[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What is looked for: up to `paths` of them, of no more than `depth` steps."""

    paths: int
    depth: int
    facts: int = MOST_FACTS
    things: int = MOST_THINGS


@dataclass(frozen=True, slots=True)
class Found:
    """Paths as the things on them, the shortest first, and the facts that join two of a step.

    `looked`: at how many things. `cut`: there may be more paths, or shorter ones.
    """

    paths: tuple[Path, ...]
    facts: tuple[Fact, ...]
    looked: int
    cut: bool


def between(
    store: Reading, source: str, target: str, kinds: Sequence[str], limits: Limits
) -> Found:
    """The shortest paths along some kinds of edge, in either direction of each.

    Of a thing to itself there is none.
    """
    if source == target:
        return Found((), (), 1, cut=False)
    search = _Search(store, [edge_kinds()[kind] for kind in kinds], source, target, limits)
    paths = search.paths()
    while len(paths) < limits.paths and search.radius < limits.depth and search.widen():
        paths = search.paths()
    steps = {frozenset(step) for path in paths for step in pairwise(path)}
    facts = {fact for step in steps for fact in search.facts[step]}
    return Found(tuple(paths), tuple(sorted(_worded(store, facts))), search.looked, search.cut)


@dataclass(slots=True)
class _Side:
    """What was met from one end: all within `radius` steps; `border` are the last of them.

    `waits`: the next layer holds more than is looked at.
    """

    border: list[str]
    met: set[str]
    radius: int = 0
    waits: bool = False


class _Search:
    """What was met from both ends; `cut` where something was passed over."""

    def __init__(
        self,
        store: Reading,
        kinds: Sequence[EdgeKind],
        source: str,
        target: str,
        limits: Limits,
    ) -> None:
        self._store = store
        self._kinds = [replace(kind, label="") for kind in kinds]  # words are for those found
        self._ends = source, target
        self._limits = limits
        self._sides = _Side([source], {source}), _Side([target], {target})
        self.facts: dict[frozenset[str], set[Fact]] = {}
        self.cut = False

    @property
    def radius(self) -> int:
        """Paths of so many steps lie within what was met."""
        return sum(side.radius for side in self._sides)

    @property
    def looked(self) -> int:
        return len(self._sides[0].met | self._sides[1].met)

    def widen(self) -> bool:
        """Look one layer further, where that costs least; whether there is one.

        Where a layer is too large the other side is to come near. Where both are, the things that
        have most neighbours are passed over.
        """
        if not all(side.border for side in self._sides):
            return False
        if self.looked >= self._limits.things:
            self.cut = True
            return False
        going = [side for side in self._sides if not side.waits] or self._sides
        side = min(going, key=lambda one: len(one.border))
        held = self._held(side.border, self._limits.facts)
        if held is None:
            if not side.waits:
                side.waits = True
                return True
            self.cut = True
            held = self._lighter(side.border)
        side.border = self._step(side, held)
        side.radius += 1
        return True

    def _held(self, border: Sequence[str], most: int | None) -> Held | None:
        """The nodes that may hold edges of the border, each with its thing, by kind and end.

        None where there are more than `most`.
        """
        held = {}
        for kind in self._kinds:
            for end in _ENDS:
                read = None if most is None else most + 1
                some = holders(self._store, kind, border, end, read)
                if most is not None:
                    most -= sum(node != thing for node, thing in some)
                    if most < 0:
                        return None
                held[kind, end] = some
        return held

    def _lighter(self, border: Sequence[str]) -> Held:
        """The same without the things of which there are most."""
        held = self._held(border, None) or {}
        sizes = Counter(thing for some in held.values() for node, thing in some if node != thing)
        left = _smallest(sizes, self._limits.facts)
        return {
            way: [one for one in some if one[1] in left or one[1] not in sizes]
            for way, some in held.items()
        }

    def _step(self, side: _Side, held: Held) -> list[str]:
        """What is met anew."""
        beyond = set()
        for (kind, end), some in held.items():
            for fact in resolved(self._store, kind, end, some):
                self.facts.setdefault(frozenset((fact.source, fact.target)), set()).add(fact)
                beyond.add(fact.target if end == "source" else fact.source)
        beyond -= side.met
        side.met |= beyond
        return sorted(beyond)

    def paths(self) -> list[Path]:
        """The shortest that lie within what was met, of no more steps than were looked at."""
        source, target = self._ends
        met: nx.Graph[str] = nx.Graph()
        met.add_nodes_from(self._ends)
        met.add_edges_from(sorted((min(step), max(step)) for step in self.facts if len(step) == 2))
        most = min(self.radius, self._limits.depth)
        near = nx.single_source_shortest_path_length(met, source, most)
        if target not in near:
            return []
        far = nx.single_source_shortest_path_length(met, target, most)
        met.remove_nodes_from([n for n in list(met) if near.get(n, most) + far.get(n, most) > most])
        ways: Iterator[list[str]] = nx.shortest_simple_paths(met, source, target)
        short = takewhile(lambda way: len(way) <= most + 1, ways)
        return [tuple(way) for way in islice(short, self._limits.paths)]


def _smallest(sizes: Mapping[str, int], most: int) -> set[str]:
    """As many things as have `most` facts together, those with few first."""
    ordered = sorted(sizes, key=lambda thing: (sizes[thing], thing))
    together = accumulate(sizes[thing] for thing in ordered)
    return {thing for thing, seen in zip(ordered, together, strict=True) if seen <= most}


def _worded(store: Reading, facts: set[Fact]) -> Iterator[Fact]:
    """The same facts, each with its own words."""
    held: dict[str, list[tuple[str, str]]] = {}
    for fact in sorted(facts):
        held.setdefault(fact.kind, []).append((fact.node, fact.source))
    for kind, some in held.items():
        wanted = {(fact.node, fact.source, fact.target) for fact in facts if fact.kind == kind}
        for fact in resolved(store, edge_kinds()[kind], "source", some):
            if (fact.node, fact.source, fact.target) in wanted:
                yield fact
