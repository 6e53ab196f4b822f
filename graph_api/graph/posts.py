"""The posts of a person as intervals: when they were seen, and which ends are known or inferred."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from graph_api.graph.gather import Told, told
from graph_api.graph.model import Said
from graph_api.graph.parameters import Period
from graph_api.graph.steps import Fact, facts
from graph_api.reading import Reading
from loaders.model import Status
from ontology.edges import edge_kinds
from ontology.terms import expand

_STATUS, _SEEN = expand("ct:status"), expand("ct:observedOn")


@dataclass(slots=True)
class Held:
    """A post in a body, of one person: the days on which reports show it, by status."""

    seen: dict[str, set[str]] = field(default_factory=dict)

    @property
    def held(self) -> list[str]:
        """Days on which the person was shown in the post, sorted."""
        return sorted(
            {day for status, days in self.seen.items() if status != Status.FORMER for day in days}
        )

    @property
    def left(self) -> list[str]:
        """Days on which the person was called its former holder."""
        return sorted(self.seen.get(Status.FORMER, ()))


@dataclass(frozen=True, slots=True)
class Interval:
    """A post with its ends: "" for what is not told.

    Known: `start` (elected or appointed that day), `first` and `last` (shown in it), `left_by`
    (called its former holder). Inferred: `end`, the day on which another was first shown in it.
    """

    edge: Told
    first: str
    last: str
    start: str
    left_by: str
    end: str

    @property
    def said(self) -> Said:
        """The ends by the names that answers have."""
        ends = {
            "knownStart": self.start,
            "seenFirst": self.first,
            "seenLast": self.last,
            "leftBy": self.left_by,
            "inferredEnd": self.end,
        }
        return {name: day for name, day in ends.items() if day}

    def within(self, period: Period) -> bool:
        """Whether it may have been held within a period."""
        begin, end = self.start or self.first, self.left_by or self.end or self.last
        if not begin and not end:
            return period.holds("")
        after = period.since and end and end < period.since[: len(end)]
        before = period.until and begin and begin[: len(period.until)] > period.until
        return not after and not before


def intervals(store: Reading, person: str) -> list[Interval]:
    """The posts that a person is told to have held, by body and post."""
    post = edge_kinds()["post"]
    own = facts(store, post, [person], "source")
    bodies = sorted({fact.target for fact in own})
    wanted = {(fact.target, fact.words) for fact in own}
    every = facts(store, post, bodies, "target")
    seen = _seen(store, [fact for fact in every if (fact.target, fact.words) in wanted])
    found = []
    for edge in told(store, own):
        _, _, body, words = edge.key
        mine = seen.get((person, body, words), Held())
        held, left = mine.held, mine.left
        last = held[-1] if held else ""
        ended = [day for day in left if day >= last]
        others = [
            days[0]
            for (who, where, what), other in seen.items()
            if who != person and (where, what) == (body, words)
            if (days := other.held) and last and days[0] > last
        ]
        started = sorted(mine.seen.get(Status.APPOINTED, ()))
        found.append(
            Interval(
                edge,
                held[0] if held else "",
                last,
                started[0] if started else "",
                ended[0] if ended else "",
                min(others, default=""),
            )
        )
    return found


def _seen(store: Reading, held: Sequence[Fact]) -> dict[tuple[str, str, str], Held]:
    """By person, body and post."""
    by_node = {fact.node: (fact.source, fact.target, fact.words) for fact in held}
    status: dict[str, str] = {}
    days: dict[str, set[str]] = {}
    for node, name, value in store.hop(sorted(by_node), [_STATUS, _SEEN]):
        if isinstance(value, ox.Literal):
            if name == _STATUS:
                status[node] = value.value
            else:
                days.setdefault(node, set()).add(value.value)
    found: dict[tuple[str, str, str], Held] = {}
    for node, key in by_node.items():
        of = found.setdefault(key, Held()).seen.setdefault(status.get(node, ""), set())
        of |= days.get(node, set())
    return found
