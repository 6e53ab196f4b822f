"""The rows of an answer for one page: of a long answer only some are asked for.

An answer over all reports is in the order of some things (`pages` of its question): the rows of the
first of them are the first of the answer. So they are asked for a few at a time, until a page is
full or many were looked at without filling it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph_api.paging import Turn
from graph_api.reading import Reading, rows, text
from queries.question import Question, Type
from queries.run import Row, ask

ROWS: Final = 100
"""So many rows make a page; one that is asked for piece by piece ends with a whole thing."""
_FEWEST, _MOST_AT_ONCE, _MOST_LOOKED_AT = 20, 160, 320

# By what pages: the things with the text that orders them, and the column of an answer that has it.
_KEYS: Final = {
    "report": ("?thing a ct:Report ; dcterms:identifier ?key", "report"),
    "organisation": ("?thing a org:Organization ; skos:prefLabel ?key", "organisation"),
    "meeting": ("?thing a ct:Meeting OPTIONAL { ?thing schema:startDate ?key }", "date"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows on a page; where the pages around it begin, as parameters, None for none."""

    rows: Sequence[Row]
    previous: Mapping[str, str] | None = None
    next: Mapping[str, str] | None = None
    looked_to: str = ""  # for a page by pieces: the last thing that was looked at


def is_whole(question: Question, given: Mapping[str, str]) -> bool:
    """Whether an answer is asked for as a whole: what is said of one thing is little."""
    things = (p for p in question.parameters if p.type.is_thing or p.type is Type.WORDS)
    return question.pages not in _KEYS or any(given.get(p.name, "").strip() for p in things)


def whole(store: Reading, question: Question, given: Mapping[str, str], start: int) -> Rows:
    """`ROWS` rows from the one numbered `start` on."""
    found = list(islice(ask(store, question.name, given).rows(), start, start + ROWS + 1))
    return Rows(
        found[:ROWS],
        {"start": str(max(0, start - ROWS))} if start else None,
        {"start": str(start + ROWS)} if len(found) > ROWS else None,
    )


def by_pieces(store: Reading, question: Question, given: Mapping[str, str], turn: Turn) -> Rows:
    """The rows of some things: of those after a key, or before one."""
    pattern, name = _KEYS[question.pages]
    things: dict[str, list[str]] = {}
    for row in rows(store, f"SELECT ?thing ?key {{ {pattern} }}"):
        things.setdefault(_key(text(row, "key")), []).append(text(row, "thing"))
    near = sorted(filter(turn.reaches, things), reverse=turn.backward)
    column = question.columns.index(name)
    found: list[Row] = []
    taken = 0
    for keys in _pieces(near):
        if len(found) >= ROWS or taken >= _MOST_LOOKED_AT:
            break
        iris = tuple(ox.NamedNode(iri) for key in keys for iri in things[key])
        answer = ask(store, question.name, given, within={f"{question.pages}_iri": iris})
        # A thing of two names is in two pieces, with the rows of one name in each.
        names = set(keys)
        piece = [row for row in answer.rows() if _key(row[column]) in names]
        found = [*piece, *found] if turn.backward else [*found, *piece]
        taken += len(keys)
    looked_at = near[:taken]
    more = len(near) > taken
    if turn.backward:
        looked_at.reverse()
    if not looked_at:
        return Rows(found)
    first, last = looked_at[0], looked_at[-1]
    return Rows(
        found,
        {"before": first} if (more if turn.backward else bool(turn.edge)) else None,
        {"after": last} if turn.backward or more else None,
        last,
    )


def _key(text: str) -> str:
    return text or " "  # what has none comes first; an empty key would be none in an address


def _pieces(near: Sequence[str]) -> Iterator[Sequence[str]]:
    """A few at first, then more at a time."""
    begin, some = 0, _FEWEST
    while begin < len(near):
        yield near[begin : begin + some]
        begin, some = begin + some, min(2 * some, _MOST_AT_ONCE)
