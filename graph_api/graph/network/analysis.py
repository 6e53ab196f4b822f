"""A network as a whole, in a file that `analyse` wrote: read part by part, by any process."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from graph_api.graph.network.question import Measure

VERSION: Final = 1
"""Raised when files of this version could not be read, or would say other things, by another."""

_COLUMNS: Final = "id, iri, degree, strength, betweenness, pagerank, community"
_FIRST: Final = {
    measure: f"SELECT {_COLUMNS} FROM node ORDER BY {measure.value} DESC, id LIMIT ?"  # noqa: S608 - our own names
    for measure in Measure
}


class Whole(NamedTuple):
    """What is told of a network as a whole.

    `left_out`: groups that joined nobody, as they have more than `largest` members. `pivots`: nodes
    from which betweenness was looked at; of as many `joined` it is exact, else an estimate.
    """

    nodes: int
    joined: int
    edges: int
    groups: int
    left_out: int
    largest: int
    pivots: int
    communities: int
    modularity: float


class Member(NamedTuple):
    """A node, with what was measured of it; `strength`: the weights of its edges together."""

    number: int
    iri: str
    degree: int
    strength: float
    betweenness: float
    pagerank: float
    community: int


class Shared(NamedTuple):
    """A group that both ends of an edge belong to, by a fact of each; `day` "" where unknown."""

    day: str
    one: str
    other: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A file that `analyse` wrote, open for reading."""

    _of: sqlite3.Connection

    def whole(self) -> Whole:
        told = dict(self._of.execute("SELECT name, value FROM whole"))
        return Whole(*(kind(told[name]) for name, kind in Whole.__annotations__.items()))

    def first(self, measure: Measure, limit: int) -> list[Member]:
        """The nodes of which a measure is highest, that one first; on a tie by IRI."""
        found = self._of.execute(
            _FIRST[measure],
            (limit,),
        )
        return [Member(*row) for row in found]

    def among(self, numbers: Iterable[int], limit: int) -> tuple[list[tuple[int, int, float]], int]:
        """Edges among some nodes, the heaviest first, up to `limit`; and how many there are."""
        inside = set(numbers)
        found = [
            (-weight, first, second)
            for first in sorted(inside)
            for second, weight in self._of.execute(
                "SELECT second, weight FROM edge WHERE first = ?", (first,)
            )
            if second in inside
        ]
        found.sort()
        return [(first, second, -weight) for weight, first, second in found[:limit]], len(found)

    def fact(self, number: int) -> str:
        """One of the facts by which a node is in the network: the last that is told."""
        found = self._of.execute(
            "SELECT fact FROM membership WHERE member = ? ORDER BY day DESC, fact LIMIT 1",
            (number,),
        )
        return str(found.fetchone()[0])

    def shared(self, first: int, second: int, largest: int) -> list[Shared]:
        """What two nodes share, the latest first, of groups with no more than `largest` members."""
        found = self._of.execute(
            "SELECT MIN(a.day), MIN(a.fact), MIN(b.fact) FROM membership a "
            "JOIN membership b ON b.member = ? AND b.grp = a.grp JOIN grp g ON g.id = a.grp "
            "WHERE a.member = ? AND g.members <= ? GROUP BY a.grp "
            "ORDER BY MIN(a.day) DESC, g.iri",
            (second, first, largest),
        )
        return [Shared(*row) for row in found]


@contextmanager
def opened(file: Path) -> Iterator[Analysis]:
    """A file to read from; raises `OSError` where it is not there."""
    if not file.exists():
        raise FileNotFoundError(2, "no such analysis", str(file))
    with closing(
        sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as of:
        yield Analysis(of)
