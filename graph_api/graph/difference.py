"""What differs in a hierarchy between two dates: bodies, superiors, names, heads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph_api.address import Addresses
from graph_api.graph.gather import Gathered, Told, edge, graph, told
from graph_api.graph.heads import Head, leading, words_of
from graph_api.graph.hierarchy import Asked, hierarchy, known_on
from graph_api.graph.model import Edge, Graph, Span
from graph_api.graph.spans import spans
from graph_api.graph.steps import facts
from graph_api.reading import Reading
from ontology.edges import edge_kinds

WORDS: Mapping[str, tuple[str, str]] = {
    "come": ("mới có", "new"),
    "gone": ("không còn", "gone"),
    "renamed": ("đổi tên", "renamed"),
    "moved": ("đổi cấp trên", "moved"),
    "heads": ("đổi người đứng đầu", "headed by others"),
}
"""What may have changed of a body, as `said.change` tells it."""

Place = tuple[str, str, str]
"""A body, its superior, and the line."""


@dataclass(frozen=True, slots=True)
class _State:
    """What holds on a date."""

    places: Mapping[Place, Edge]
    steps: Mapping[str, int]
    heads: Mapping[str, tuple[Head, ...]]
    truncated: bool


@dataclass(slots=True)
class _Changes:
    """What changed of each body, and the edges that tell of it."""

    of: dict[str, set[str]] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)

    def add(self, body: str, change: str) -> None:
        self.of.setdefault(body, set()).add(change)


def difference(store: Reading, addresses: Addresses, body: str, asked: Asked, to: str) -> Graph:
    """What changed around a body from `asked.as_of` to another day.

    Nodes are the bodies that changed, `said.change` tells how; with `heads`, who heads them
    (`headsBefore`, `headsAfter`). Edges are places that `began` or `ended`, and renamings. A body
    is gone only where a report says so: silence proves nothing.
    """
    before = _state(store, addresses, body, asked)
    after = _state(store, addresses, body, replace(asked, as_of=to))
    changes = _Changes()
    renamed = _renamed(store, before, after, asked.as_of, to)
    for one in renamed:
        changes.edges.append(edge(one, {"change": "renamed"}))
        changes.add(one.key[0], "renamed")
        changes.add(one.key[2], "renamed")
    _places(before, after, changes)
    said: dict[str, dict[str, str | int | float | bool]] = {}
    quoted: dict[str, tuple[Span, ...]] = {}
    for which in sorted(set(before.heads) | set(after.heads)):
        old, new = before.heads.get(which, ()), after.heads.get(which, ())
        if old and _holders(old) != _holders(new):  # of whom nothing was known, nothing changed
            changes.add(which, "heads")
            said[which] = {
                "headsBefore": "; ".join(map(words_of, old)),
                "headsAfter": "; ".join(map(words_of, new)),
            }
            found = spans(store, [head.node for head in (*old, *new)])
            quoted[which] = tuple(span for some in found.values() for span in some[:1])
    for which, some in changes.of.items():
        told_of = {"change": " ".join(name for name in WORDS if name in some)}
        said[which] = {**said.get(which, {}), **told_of}
    steps = {body: 0} | dict(before.steps) | dict(after.steps)
    gathered = Gathered(asked.limit, {body: 0}, truncated=before.truncated or after.truncated)
    edges = [
        one
        for one in changes.edges
        if all(gathered.add(end, steps.get(end, 1)) for end in (one.source, one.target))
    ]
    for which in sorted(changes.of):
        gathered.add(which, steps.get(which, 1))
    return graph(store, addresses, gathered, edges, said, _notes(changes), heads=quoted)


def _state(store: Reading, addresses: Addresses, body: str, asked: Asked) -> _State:
    made = hierarchy(store, addresses, body, asked)
    places = {
        (one.source, one.target, str(one.said["line"])): one
        for one in made.edges
        if not one.said.get("superseded")
    }
    joined = {body} | {end for child, parent, _ in places for end in (child, parent)}
    steps = {node.id: node.step for node in made.nodes if node.id in joined}
    return _State(places, steps, leading(store, sorted(steps), asked.as_of), made.truncated)


def _renamed(store: Reading, before: _State, after: _State, since: str, until: str) -> list[Told]:
    """The renamings of bodies of either state that reports told of in between."""
    bodies = sorted({*before.steps, *after.steps})
    kind = edge_kinds()["renaming"]
    found = {*facts(store, kind, bodies, "source"), *facts(store, kind, bodies, "target")}
    return [
        one
        for one in told(store, sorted(found))
        if known_on(one, until) and not known_on(one, since)
    ]


def _places(before: _State, after: _State, changes: _Changes) -> None:
    """Bodies that came, went or moved, with the places that began and ended."""
    old_names = {body for body, some in changes.of.items() if "renamed" in some}
    for states, word, change in (
        ((before, after), "gone", "ended"),
        ((after, before), "come", "began"),
    ):
        here, there = states
        for body in here.steps:
            if body not in there.steps and body not in old_names:
                changes.add(body, word)
        for place, one in here.places.items():
            if place not in there.places:
                changes.edges.append(replace(one, said={**one.said, "change": change}))
                if place[0] in here.steps and place[0] in there.steps:
                    changes.add(place[0], "moved")


def _holders(heads: Iterable[Head]) -> set[tuple[str, str]]:
    return {(head.role, head.person) for head in heads}


def _notes(changes: _Changes) -> list[str]:
    """How many bodies changed, by the kind of change."""
    return [
        f"{vi}: {count} · {en}: {count}"
        for name, (vi, en) in WORDS.items()
        if (count := sum(1 for some in changes.of.values() if name in some))
    ]
