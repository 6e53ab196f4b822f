"""Which rows of the index hold the words asked for, the best first, however many hold them.

Rows come from SQLite in the order of ranks, and are read only as far as they are wanted: a word
that occurs everywhere costs no more than another.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from graph_api.search_schema import KINDS, NAMES, PLACE, name_key, standing
from graph_api.search_words import words

_ROOM = 50  # rows beyond those wanted: they are put in order by how they match
_SHOWN = "SELECT name.rowid, ?1, name.iri, name.shown, name.detail, name.label FROM"
_IN_NAMES = {
    place: f"{_SHOWN} {table} AS name WHERE {table} MATCH ?2 ORDER BY name.rowid"
    for place, table in enumerate(NAMES)
}
_IN_TEXTS = (
    f"{_SHOWN} body CROSS JOIN name_report AS name ON name.rowid = body.rowid "
    "WHERE body MATCH ?2 ORDER BY body.rowid"
)
_CALLED = {
    place: f"{_SHOWN} called JOIN thing ON thing.id = called.thing "
    f"JOIN {table} AS name ON name.rowid = thing.rank "
    "WHERE called.name = ?2 AND thing.place = ?1"
    for place, table in enumerate(NAMES)
}
_OTHER_NAMES = frozenset(range(len(KINDS))) - {
    PLACE["directive"]
}  # kinds with words besides labels

_Row = tuple[int, int, str, str, str, str]  # rank, place of the kind, IRI, label, detail, folded

# How well a row matches, the best first.
_CALLED_SO, _BEGINS, _IN_A_ROW, _BEGINS_UNFINISHED, _UNFINISHED, _APART, _SHORT = range(7)
_IN_MORE, _IN_TEXT, _ANYWHERE, _ANYWHERE_IN_TEXT = range(7, 11)


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that holds the words: IRI, kind, label as it is shown, and detail."""

    iri: str
    kind: str
    label: str
    detail: str


def hits(database: sqlite3.Connection, terms: list[str], limit: int, kind: str = "") -> list[Hit]:
    """The things of a kind (of any for "") that hold all the words, at most `limit`.

    The last word may be unfinished. What is called just so comes first, then those whose label
    begins with the words, has them in a row, has them apart or as initials; then those that have
    them in a row in another name or their detail; then reports with the words in a row in the text.
    Only where nothing is found so, the words may stand anywhere. Of those that match alike short
    labels come first, then people before bodies and so on (`KINDS`), then what most reports tell.
    """
    return _Search(database, terms, limit, kind).best() if terms else []


class _Search:
    def __init__(
        self, database: sqlite3.Connection, terms: list[str], limit: int, kind: str
    ) -> None:
        self._database = database
        self._terms = terms
        self._limit = limit
        self._places = (PLACE[kind],) if kind else tuple(range(len(KINDS)))
        self._found: dict[int, tuple[int, int, str, str, str, int]] = {}  # by rank

    def best(self) -> list[Hit]:
        self._search()
        best = sorted(self._found.values())[: self._limit]
        return [Hit(iri, KINDS[place], label, detail) for _, _, label, detail, iri, place in best]

    def _search(self) -> None:
        row = " ".join(self._terms)
        apart = "".join(f'"{term}" ' for term in dict.fromkeys(self._terms[:-1]))
        apart += f'"{self._terms[-1]}" *'
        self._add(_CALLED_SO, called(self._database, row, self._places))
        # Where more things hold the words than are read, those with the words in a row are wanted.
        unread = set(self._places)
        self._add(None, self._named(f"{{label initials}} : ({apart})", unread))
        if unread:
            self._add(None, self._named(f'label : "{row}"', unread.copy()))
        if self._enough():
            return
        self._add(_IN_MORE, self._named(f'more : "{row}" *', set(_OTHER_NAMES)))
        if self._enough():
            return
        known = len(self._found)
        self._add(_IN_TEXT, self._told(f'text : "{row}"'))
        if len(self._found) == known:
            self._add(_IN_TEXT, self._told(f'text : "{row}" *'))
        if not self._found:
            self._add(_ANYWHERE, self._named(apart, set(_OTHER_NAMES)))
            self._add(_ANYWHERE_IN_TEXT, self._told(apart))

    def _enough(self) -> bool:
        return len(self._found) >= self._limit

    def _add(self, tier: int | None, rows: Iterator[_Row]) -> None:
        """Rows, no more than are wanted, and how well they match (None: as their labels do)."""
        wanted = self._limit + _ROOM + len(self._found)  # as many may be known already
        for rank, place, iri, label, detail, folded in islice(rows, wanted):
            if rank not in self._found:
                how = _tier(folded, self._terms) if tier is None else tier
                self._found[rank] = (how, standing(rank), label, detail, iri, place)

    def _named(self, match: str, unread: set[int]) -> Iterator[_Row]:
        """The things of some kinds whose names match, in the order of their ranks.

        A kind of which all rows were read is taken out of `unread`.
        """

        def named(place: int) -> Iterator[_Row]:
            yield from self._database.execute(_IN_NAMES[place], (place, match))
            unread.discard(place)

        return merge(*(named(place) for place in self._places if place in unread))

    def _told(self, match: str) -> Iterator[_Row]:
        """The reports whose texts match."""
        if (place := PLACE["report"]) not in self._places:
            return iter(())
        return self._database.execute(_IN_TEXTS, (place, match))


def called(database: sqlite3.Connection, name: str, places: tuple[int, ...]) -> Iterator[_Row]:
    """The things that are called just so: `name` is folded words."""
    rows = (
        row for place in places for row in database.execute(_CALLED[place], (place, name_key(name)))
    )
    return iter(sorted(rows))


def _tier(folded: str, terms: list[str]) -> int:
    """How well a label, in folded words, matches."""
    label, row = f" {folded} ", " ".join(terms)
    if label.startswith(f" {row} "):
        return _BEGINS
    if f" {row} " in label:
        return _IN_A_ROW
    if label.startswith(f" {row}"):
        return _BEGINS_UNFINISHED
    if f" {row}" in label:
        return _UNFINISHED
    apart = set(folded.split()).issuperset(terms[:-1]) and f" {terms[-1]}" in label
    return _APART if apart else _SHORT


def counts(database: sqlite3.Connection) -> dict[str, int]:
    """How many things of each kind the reports tell of."""
    told = dict(database.execute("SELECT place, things FROM tally"))
    return {kind: told[place] for kind, place in PLACE.items()}


def bearing(database: sqlite3.Connection, name: str, kinds: Iterable[str] = KINDS) -> list[str]:
    """The IRIs of all things that bear a name as a whole, whatever its marks and case, sorted."""
    folded = " ".join(words(name))
    places = tuple(PLACE[kind] for kind in kinds)
    return sorted(iri for _, _, iri, *_ in called(database, folded, places)) if folded else []


def latest(database: sqlite3.Connection, most: int) -> list[str]:
    """The IRIs of the reports that were indexed last, the last first."""
    found = database.execute("SELECT iri FROM report ORDER BY id DESC LIMIT ?", (most,))
    return [iri for (iri,) in found]
