"""A person: posts as intervals, meetings with their part, directives, colleagues."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from graph_api.address import Addresses
from graph_api.errors import wrong_parameter
from graph_api.graph.gather import Gathered, Told, edge, graph, label, told
from graph_api.graph.model import Edge, Graph
from graph_api.graph.nodes import kinds, nodes
from graph_api.graph.parameters import OPEN, Period, checked_kinds, checked_period
from graph_api.graph.posts import intervals
from graph_api.graph.spans import together
from graph_api.graph.steps import facts
from graph_api.reading import Reading
from ontology.edges import edge_kinds

KINDS = ("post", "participation", "issued", "servesWith", "meets")
"""What is told of a person; the last two are colleagues, by bodies and by meetings."""

_SHARED = {"servesWith": "post", "meets": "participation"}
_NAMED = 5  # of what two people share, as many are named
_FACTS_A_NODE = 8


@dataclass(frozen=True, slots=True)
class Asked:
    """`kinds` of `KINDS`, none for all."""

    limit: int = 200
    period: Period = OPEN
    kinds: tuple[str, ...] = ()

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


def asked(limit: int, since: str | None, until: str | None, given: Iterable[str] | None) -> Asked:
    """What is asked, by parameters as they are given; raises `Problem` 400."""
    return Asked(limit, checked_period(since, until), checked_kinds(given, KINDS))


def person(store: Reading, addresses: Addresses, who: str, asked: Asked) -> Graph:
    """What is told of a person, and whom they share bodies and meetings with.

    A post's `said` has its ends, the known ones and those inferred (`posts.Interval`); `first` and
    `last` are when it was seen. A colleague's edge has the number of what is shared as its weight,
    and its names as `said.shared`. Raises `Problem` 400 for what is no person.
    """
    if (kind := kinds(store, [who])[who]) != "person":
        raise wrong_parameter(
            "id", f"id={who}: không phải một người · is no person but of the kind {kind}"
        )
    gathered = Gathered(asked.limit, {who: 0})
    edges = _posts(store, gathered, who, asked)
    edges += _own(store, gathered, who, "participation", asked)
    edges += _own(store, gathered, who, "issued", asked)
    for name, shared in _SHARED.items():
        if asked.wants(name):
            edges += _colleagues(store, addresses, gathered, who, (name, shared), asked)
    return graph(store, addresses, gathered, edges)


def _posts(store: Reading, gathered: Gathered, who: str, asked: Asked) -> list[Edge]:
    if not asked.wants("post"):
        return []
    found = []
    for one in intervals(store, who):
        _, kind, body, words = one.edge.key
        if one.within(asked.period) and gathered.add(body, 1):
            found.append(
                Edge(
                    who,
                    body,
                    kind,
                    label(kind, words),
                    one.start or one.first,
                    one.last or one.left_by,
                    said=one.said,
                    evidence=one.edge.quoted.evidence,
                )
            )
    return found


def _own(store: Reading, gathered: Gathered, who: str, kind: str, asked: Asked) -> list[Edge]:
    if not asked.wants(kind):
        return []
    return [
        edge(one)
        for one in _joined(store, gathered, [who], kind, asked.period)
        if gathered.add(one.key[2], 1)
    ]


def _joined(
    store: Reading, gathered: Gathered, people: Collection[str], kind: str, period: Period
) -> list[Told]:
    most = _FACTS_A_NODE * gathered.limit
    found = facts(store, edge_kinds()[kind], people, "source", most)
    if len(found) > most:
        gathered.truncated = True
    return [one for one in told(store, found[:most]) if _within(one, period)]


def _within(one: Told, period: Period) -> bool:
    return period == OPEN or any(period.holds(day) for day in one.days)


def _colleagues(
    store: Reading,
    addresses: Addresses,
    gathered: Gathered,
    who: str,
    kind: tuple[str, str],
    asked: Asked,
) -> list[Edge]:
    """Those with whom most is shared first."""
    name, by = kind
    things = {one.key[2] for one in _joined(store, gathered, [who], by, asked.period)}
    most = 2 * _FACTS_A_NODE * gathered.limit
    every = facts(store, edge_kinds()[by], sorted(things), "target", most)
    if len(every) > most:
        gathered.truncated = True
    shared: dict[str, list[Told]] = {}
    for one in told(store, every[:most]):
        if one.key[0] != who and _within(one, asked.period):
            shared.setdefault(one.key[0], []).append(one)
    called = {node.id: node.label for node in nodes(store, addresses, dict.fromkeys(things, 1))}
    met = sorted(shared.items(), key=lambda item: (-len(_things(item[1])), item[0]))
    return [
        _colleague(who, other, name, told_, called)
        for other, told_ in met
        if gathered.add(other, 2)
    ]


def _things(shared: Sequence[Told]) -> list[str]:
    return sorted({one.key[2] for one in shared})


def _colleague(
    who: str, other: str, kind: str, shared: Sequence[Told], called: dict[str, str]
) -> Edge:
    quoted = together([one.quoted for one in shared])
    things = _things(shared)
    names = "; ".join(called[thing] for thing in things[:_NAMED])
    return Edge(
        who,
        other,
        kind,
        edge_kinds()[kind].words,
        quoted.days[0] if quoted.days else "",
        quoted.days[-1] if quoted.days else "",
        len(things),
        {"shared": names + (" …" if len(things) > _NAMED else "")},
        quoted.evidence,
    )
