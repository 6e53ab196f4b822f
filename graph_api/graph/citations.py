"""What a directive, meeting, report or document rests on, and what rests on it."""

from dataclasses import dataclass

from graph_api.address import Addresses
from graph_api.graph.gather import Gathered, Told, edge, graph, told
from graph_api.graph.held import held
from graph_api.graph.model import Graph, Said
from graph_api.graph.nodes import kinds
from graph_api.graph.parameters import (
    OPEN,
    Period,
    checked_choice,
    checked_depth,
    checked_period,
)
from graph_api.graph.steps import facts
from graph_api.graph.walk import Way, walk
from graph_api.reading import Reading
from ontology.edges import edge_kinds

RESTS_ON = (Way("citation", "source"), Way("basedOn", "source"))
CARRIES = (Way("citation", "target"), Way("basedOn", "target"))
_HELD_AT = (Way("issuedAt", "target"), Way("statedIn", "source"))


@dataclass(frozen=True, slots=True)
class Asked:
    """`backward` is what the thing rests on, `forward` what rests on it."""

    backward: bool = True
    forward: bool = True
    depth: int = 3
    limit: int = 200
    period: Period = OPEN


DIRECTIONS = ("up", "down", "both")


def asked(direction: str, depth: int, limit: int, since: str | None, until: str | None) -> Asked:
    """What is asked, by parameters as they are given; raises `Problem` 400."""
    way = checked_choice("direction", direction, DIRECTIONS)
    return Asked(
        way != "down", way != "up", checked_depth(depth), limit, checked_period(since, until)
    )


def citations(store: Reading, addresses: Addresses, thing: str, asked: Asked) -> Graph:
    """The chain from a thing, both ways: `layer` of a node is below 0 for what it rests on.

    A meeting rests on what its directives and its reports cite. Documents tell whether they are
    `held`: a report of the store is their text, or they are cited alone.
    """
    gathered = Gathered(asked.limit, {thing: 0})

    def follows(one: Told) -> bool:
        return asked.period == OPEN or any(asked.period.holds(day) for day in one.days)

    met: dict[tuple[str, str, str, str], Told] = {}
    layer: dict[str, int] = {thing: 0}
    for ways, wanted, sign in ((RESTS_ON, asked.backward, -1), (CARRIES, asked.forward, 1)):
        if not wanted:
            continue
        begin = [thing]
        if sign < 0 and kinds(store, begin)[thing] == "meeting":
            for one in _at_meeting(store, thing):
                source, kind, target, _ = one.key
                other = source if kind == "issuedAt" else target
                if gathered.add(other, 1):
                    met[one.key] = one
                    layer.setdefault(other, sign)
                    begin.append(other)
        before = set(gathered.steps)
        step = 1 if len(begin) > 1 else 0
        found = walk(store, gathered, begin, ways, asked.depth - step, follows, step)
        met.update((one.key, one) for one in found)
        for iri, steps in gathered.steps.items():
            if iri not in before:
                layer[iri] = sign * steps
    edges = [edge(one) for one in sorted(met.values(), key=lambda one: one.key)]
    return graph(store, addresses, gathered, edges, _said(store, layer))


def _at_meeting(store: Reading, meeting: str) -> list[Told]:
    found = [
        fact
        for way in _HELD_AT
        for fact in facts(store, edge_kinds()[way.kind], [meeting], way.end)
    ]
    return told(store, found)


def _said(store: Reading, layer: dict[str, int]) -> dict[str, Said]:
    documents = [iri for iri in layer if iri.startswith(f"{store.iris.base}document/")]
    have = held(store, documents)
    return {
        iri: {"layer": at, "held": iri in have} if iri in set(documents) else {"layer": at}
        for iri, at in layer.items()
    }
