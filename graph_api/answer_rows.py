"""The rows of an answer for one page: of a long answer only some are asked for.

An answer over all reports is in the order of some things (`pages` of its question): the rows of the
first of them are the first of the answer. So they are asked for a few at a time, until a page is
full or many were looked at without filling it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph_api.listing import as_key, listing
from graph_api.paging import Turn
from graph_api.reading import Reading
from queries.question import Question, Type
from queries.run import Row, ask

ROWS: Final = 100
"""So many rows make a page, or up to twice as many where it ends with a whole thing."""
_MOST_AT_ONCE, _MOST_LOOKED_AT = 160, 320
# By what pages: how many to begin with, and the column of an answer that has their key.
_FEWEST: Final = {"report": 20, "organisation": 5, "meeting": 40}
_COLUMN: Final = {"report": "report", "organisation": "organisation", "meeting": "date"}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows on a page; the parameters of the pages around it, None where there is none."""

    rows: Sequence[Row]
    previous: Mapping[str, str] | None = None
    next: Mapping[str, str] | None = None
    looked_to: str = ""  # for a page by pieces: the last thing that was looked at


def is_whole(question: Question, given: Mapping[str, str]) -> bool:
    """Whether an answer is asked for as a whole: what is said of one thing is little."""
    things = (p for p in question.parameters if p.type.is_thing or p.type is Type.WORDS)
    return not question.pages or any(given.get(p.name, "").strip() for p in things)


def whole(store: Reading, question: Question, given: Mapping[str, str], start: int) -> Rows:
    """`ROWS` rows from the one numbered `start` on."""
    found = list(islice(ask(store, question.name, given).rows(), start, start + ROWS + 1))
    return Rows(
        found[:ROWS],
        _turn("", "", start - ROWS) if start else None,
        _turn("", "", start + ROWS) if len(found) > ROWS else None,
    )


def by_pieces(
    store: Reading, question: Question, given: Mapping[str, str], turn: Turn, start: int = 0
) -> Rows:
    """The rows of some things: of those after a key, or before one.

    Where one thing has rows for several pages, `start` of them were shown on pages before this.
    """
    found = _Found(listing(store, question.pages).near(turn, _MOST_LOOKED_AT + 1), turn)
    column = question.columns.index(_COLUMN[question.pages])
    while found.to_look_at and len(found.rows) < start + ROWS:
        keys = found.next_keys(_FEWEST[question.pages])
        things = listing(store, question.pages).things
        iris = tuple(ox.NamedNode(iri) for key in keys for iri in things[key])
        answer = ask(store, question.name, given, within={f"{question.pages}_iri": iris})
        # A thing of two names is in two pieces, with the rows of one name in each.
        found.add(row for row in answer.rows() if as_key(row[column]) in keys)
    return found.page(start)


class _Found:
    """Rows as they are gathered, from the edge of a page on."""

    def __init__(self, near: Sequence[str], turn: Turn) -> None:
        self._near, self._turn = near, turn
        self._taken = 0
        self.rows: list[Row] = []

    @property
    def to_look_at(self) -> bool:
        return self._taken < min(len(self._near), _MOST_LOOKED_AT)

    def next_keys(self, fewest: int) -> frozenset[str]:
        """A few at first, then as many as should fill the page."""
        begin, missing = self._taken, ROWS - len(self.rows)
        some = 1 + missing * begin // len(self.rows) if self.rows else 2 * begin or fewest
        self._taken = min(
            begin + min(max(some, 1), _MOST_AT_ONCE), _MOST_LOOKED_AT, len(self._near)
        )
        return frozenset(self._near[begin : self._taken])

    def add(self, piece: Iterable[Row]) -> None:
        self.rows = [*piece, *self.rows] if self._turn.backward else [*self.rows, *piece]

    def page(self, start: int) -> Rows:
        """What is beyond the first `start` rows from the edge."""
        turn, seen = self._turn, self._near[: self._taken]
        if not seen:
            return Rows(self.rows)
        left = len(self.rows) - start
        some = ROWS if left > 2 * ROWS else max(left, 0)
        begin = left - some if turn.backward else start
        onward: Mapping[str, str] | None = None
        if some < left:
            onward = _turn(turn.after, turn.before, start + some)
        elif self._taken < len(self._near):
            onward = _turn("", seen[-1], 0) if turn.backward else _turn(seen[-1], "", 0)
        back: Mapping[str, str] | None = None
        if start:
            back = _turn(turn.after, turn.before, start - ROWS)
        elif turn.backward:
            back = _turn(seen[0], "", 0)
        elif turn.edge:
            back = _turn("", seen[0], 0)
        before, after = (onward, back) if turn.backward else (back, onward)
        return Rows(self.rows[begin : begin + some], before, after, max(seen))


def _turn(after: str, before: str, start: int) -> Mapping[str, str]:
    """The parameters of a page; "" and 0 are none."""
    turn = {"after": after, "before": before, "start": str(max(0, start) or "")}
    return {name: text for name, text in turn.items() if text}
