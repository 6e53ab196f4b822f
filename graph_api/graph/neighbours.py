"""All that is joined to a thing by one edge, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from graph_api.address import Addresses
from graph_api.errors import wrong_parameter
from graph_api.graph.gather import Gathered, edge, graph, told
from graph_api.graph.model import Graph
from graph_api.graph.parameters import OPEN, Period
from graph_api.graph.steps import End, Fact, holders, resolved
from graph_api.reading import Reading
from ontology.edges import EdgeKind, edge_kinds

KINDS: tuple[str, ...] = tuple(
    kind.id for kind in edge_kinds().values() if kind.class_ and kind.id != "statedIn"
)
"""The kinds of edge that are followed: of what is stated in a report its page tells."""

_ENDS: tuple[End, ...] = ("source", "target")


class _Held(NamedTuple):
    """A node that may hold an edge: what neighbours are paged by."""

    kind: int
    end: int
    node: str

    def __str__(self) -> str:
        return f"{KINDS[self.kind]} {_ENDS[self.end]} {self.node}"


@dataclass(frozen=True, slots=True)
class Page:
    """Up to `limit` things, those `after` a key that an answer has told ("" for the first)."""

    limit: int
    after: str = ""


def neighbours(
    store: Reading,
    addresses: Addresses,
    thing: str,
    kinds: Sequence[str],
    page: Page,
    period: Period = OPEN,
) -> Graph:
    """The graph around a thing; `rest` is the key `after` which the rest comes.

    Kinds of edge come one after the other. `period`: edges of which a report of that time tells.
    """
    after = _key(page.after)
    held = sorted(
        one
        for number, name in enumerate(KINDS)
        if name in kinds
        for one in _held(store, edge_kinds()[name], number, thing)
        if after is None or one > after
    )
    gathered = Gathered(page.limit, {thing: 0})
    last: _Held | None = None
    facts: list[Fact] = []
    for first in range(0, len(held), page.limit):
        some = held[first : first + page.limit]
        by_holder = _facts(store, thing, some)
        for one in some:
            found = by_holder.get(one, [])
            if not all(
                gathered.add(fact.target if fact.source == thing else fact.source, 1)
                for fact in found
            ):
                return replace(
                    _told(store, addresses, gathered, facts, period), rest=str(last or "")
                )
            facts += found
            last = one
    return _told(store, addresses, gathered, facts, period)


def _held(store: Reading, kind: EdgeKind, number: int, thing: str) -> list[_Held]:
    return [
        _Held(number, end, node)
        for end, name in enumerate(_ENDS)
        for node, _ in holders(store, kind, [thing], name)
    ]


def _facts(store: Reading, thing: str, some: Sequence[_Held]) -> dict[_Held, list[Fact]]:
    """The edges that some nodes hold, read together by kind and end."""
    groups: dict[tuple[int, int], list[str]] = {}
    for one in some:
        groups.setdefault((one.kind, one.end), []).append(one.node)
    found: dict[_Held, list[Fact]] = {}
    for (kind, end), held in groups.items():
        pairs = [(node, thing) for node in held]
        for fact in resolved(store, edge_kinds()[KINDS[kind]], _ENDS[end], pairs):
            found.setdefault(_Held(kind, end, fact.node), []).append(fact)
    return found


def _told(
    store: Reading, addresses: Addresses, gathered: Gathered, facts: list[Fact], period: Period
) -> Graph:
    edges = [edge(one) for one in told(store, facts) if _within(one.days, period)]
    if period != OPEN:
        joined = {end for one in edges for end in (one.source, one.target)}
        gathered.steps = {
            iri: step for iri, step in gathered.steps.items() if not step or iri in joined
        }
    return graph(store, addresses, gathered, edges)


def _within(days: Sequence[str], period: Period) -> bool:
    return period == OPEN or any(period.holds(day) for day in days)


def _key(after: str) -> _Held | None:
    """Raises `Problem` 400 for a key that no answer has told."""
    if not after:
        return None
    match after.split(" "):
        case [kind, ("source" | "target") as end, node] if kind in KINDS:
            return _Held(KINDS.index(kind), _ENDS.index(end), node)
    raise wrong_parameter(
        "after", f"after={after}: lấy từ `rest` của câu trả lời trước · take it from `rest`"
    )
