"""The bodies above and below a body: along which line, since when told, and who heads them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.graph.gather import Gathered, Told, edge, graph, told
from graph_api.graph.heads import heads
from graph_api.graph.kept import kept
from graph_api.graph.loops import loops
from graph_api.graph.model import Edge, Graph, Said, Span
from graph_api.graph.parameters import (
    checked_choice,
    checked_date,
    checked_depth,
    checked_kinds,
)
from graph_api.graph.steps import facts
from graph_api.graph.walk import Way, walk
from graph_api.reading import Reading
from ontology.edges import edge_kinds
from ontology.lines import Line, line, lines
from ontology.terms import expand, shorten

UNDER = "subordination"
UP, DOWN = Way(UNDER, "source"), Way(UNDER, "target")
_CLASSIFICATION = expand("org:classification")
_LOOPS = 5  # of which a note is made


@dataclass(frozen=True, slots=True)
class Asked:
    """`ways` of `UP` and `DOWN`; `as_of` a date or ""; `lines` by their ids, none for all."""

    ways: tuple[Way, ...] = (UP, DOWN)
    depth: int = 3
    limit: int = 200
    as_of: str = ""
    lines: tuple[str, ...] = ()


_WAYS = {"up": (UP,), "down": (DOWN,), "both": (UP, DOWN)}
DIRECTIONS = tuple(_WAYS)


def asked(
    direction: str, depth: int, limit: int, as_of: str | None, kinds: Iterable[str] | None
) -> Asked:
    """What is asked, by parameters as they are given; raises `Problem` 400."""
    return Asked(
        _WAYS[checked_choice("direction", direction, DIRECTIONS)],
        checked_depth(depth),
        limit,
        checked_date("asOf", as_of),
        checked_kinds(kinds, tuple(dict.fromkeys(one.id for one in lines()))),
    )


def hierarchy(store: Reading, addresses: Addresses, body: str, asked: Asked) -> Graph:
    """What is known on a date of the bodies above and below one.

    An edge's `said`: `line`, `relation`, and `superseded` where a later report tells of another
    superior along that line. Of bodies below, other superiors are shown too.
    """
    gathered = Gathered(asked.limit, {body: 0})
    of = Lines(store)

    def follows(one: Told) -> bool:
        known = not asked.as_of or known_on(one, asked.as_of)
        return known and (not asked.lines or of(one).id in asked.lines)

    met: dict[tuple[str, str, str, str], Told] = {}
    for way in asked.ways:
        found = walk(store, gathered, [body], [way], asked.depth, follows)
        met.update((one.key, one) for one in found)
        if way == DOWN:
            below = {one.key[0] for one in found}
            for one in told(store, facts(store, edge_kinds()[UNDER], sorted(below), "source")):
                if one.key not in met and follows(one):
                    step = gathered.steps.get(one.key[0], 0)
                    if gathered.add(one.key[2], step + 1):
                        met[one.key] = one
    seen = (until(one, asked.as_of) for one in sorted(met.values(), key=lambda one: one.key))
    edges = marked([(one, of(one)) for one in seen])
    told_heads = heads(store, gathered.steps, asked.as_of)
    made = graph(
        store,
        addresses,
        gathered,
        edges,
        {iri: said for iri, (said, _) in told_heads.items()},
        heads=_evidence(told_heads),
    )
    return noted(made)


class Lines:
    """Along which line an edge leads: what kinds of body there are is kept."""

    def __init__(self, store: Reading) -> None:
        self._store = store
        self._kinds = kept(store, "classifications")

    def __call__(self, one: Told) -> Line:
        child = one.key[0]
        if child not in self._kinds:
            self._kinds[child] = min(
                (
                    kind.value
                    for _, _, kind in self._store.hop([child], [_CLASSIFICATION])
                    if isinstance(kind, ox.NamedNode)
                ),
                default="",
            )
        return line(one.key[3], self._kinds[child])


def known_on(one: Told, day: str) -> bool:
    """Whether a report of that day or before tells of an edge."""
    return bool(one.days) and one.days[0][: len(day)] <= day


def until(one: Told, day: str) -> Told:
    """An edge as reports up to a day ("" for all) tell of it."""
    if not day:
        return one
    days = tuple(known for known in one.days if known[: len(day)] <= day)
    return replace(one, quoted=one.quoted._replace(days=days))


def marked(found: Iterable[tuple[Told, Line]]) -> list[Edge]:
    """Edges with their lines, and those that later ones have taken the place of."""
    siblings: dict[tuple[str, str], list[Told]] = {}
    pairs = list(found)
    for one, along in pairs:
        siblings.setdefault((one.key[0], along.id), []).append(one)
    edges = []
    for one, along in pairs:
        said: dict[str, str | int | float | bool] = {
            "line": along.id,
            "lineLabel": f"{along.vi} · {along.en}",
            "relation": shorten(one.key[3]),
        }
        if since := superseded(one, siblings[one.key[0], along.id]):
            said |= {"superseded": True, "until": since}
        edges.append(edge(one, said))
    return edges


def superseded(one: Told, siblings: Collection[Told]) -> str:
    """The day since when later reports tell of other superiors alone, "" where they do not."""
    if not one.days:
        return ""
    later = [
        other.days[0]
        for other in siblings
        if other.days and other.key[2] != one.key[2] and other.days[0] > one.days[-1]
    ]
    return min(later, default="")


def noted(made: Graph) -> Graph:
    """The graph with what a reader must know: loops, and bodies of two superiors at once."""
    called = {node.id: node.label for node in made.nodes}
    above: dict[tuple[str, str], set[str]] = {}
    for one in made.edges:
        if not one.said.get("superseded"):
            above.setdefault((one.source, str(one.said["lineLabel"])), set()).add(one.target)
    notes = [
        f"vòng · a loop: {' → '.join(called[iri] for iri in loop)}" for loop in loops(made)[:_LOOPS]
    ]
    notes += [
        f"{called[body]}: {len(some)} cấp trên cùng lúc ({along}) · superiors at once: "
        + "; ".join(sorted(called[iri] for iri in some))
        for (body, along), some in sorted(above.items())
        if len(some) > 1
    ]
    return Graph(made.nodes, made.edges, made.truncated, made.rest, (*made.notes, *notes))


def _evidence(
    told_heads: Mapping[str, tuple[Said, Sequence[Span]]],
) -> dict[str, tuple[Span, ...]]:
    return {iri: tuple(some) for iri, (_, some) in told_heads.items() if some}
