"""The rows of the search index as they are written: staged in any order, then in that of ranks.

FTS5 writes its terms to the file whenever a row id is lower than that of the row before.
"""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from graph_api.search_schema import NAMES, PLACE, REPORT, name_key
from graph_api.search_words import initials

_GONE = "CREATE TEMP TABLE IF NOT EXISTS gone (place INTEGER, rank INTEGER)"
_COLUMNS = "iri, shown, detail, label, initials, more"
_STAGED = f"CREATE TEMP TABLE IF NOT EXISTS staged (place INTEGER, rank INTEGER, {_COLUMNS}, text)"
_NONE = ("DELETE FROM temp.gone", "DELETE FROM temp.staged")

_FROM_STAGED = "FROM temp.staged WHERE place = ? ORDER BY rank"
_REMOVE = "DELETE FROM {} WHERE rowid IN (SELECT rank FROM temp.gone WHERE place = ? ORDER BY rank)"
_INSERT = f"INSERT INTO {{}} (rowid, {_COLUMNS}) SELECT rank, {_COLUMNS} {_FROM_STAGED}"
_INSERT_TEXT = "INSERT INTO body (rowid, label, text) SELECT rank, label || ' ' || more, text "
_TAKEN = "SELECT EXISTS (SELECT 1 FROM {} WHERE rowid = ?)"

_SHORT = frozenset((PLACE["person"], PLACE["organisation"]))  # kinds that have initials


class Row(NamedTuple):
    """What is shown of a thing, and in folded words what is searched of it."""

    iri: str
    shown: str
    detail: str
    label: str
    more: str
    text: str
    names: tuple[str, ...]  # by which it may be asked for as a whole


class Rows:
    """The rows that a sync changes, until `write` puts them where they are searched."""

    def __init__(self, database: sqlite3.Connection, *, fresh: bool) -> None:
        """`fresh`: the index is empty, no rank is taken."""
        self._database = database
        self._fresh = fresh
        self._taken: set[tuple[int, int]] = set()
        self._gone: set[tuple[int, int]] = set()
        self._staged: list[tuple[int | str, ...]] = []
        self._things: list[tuple[int | None, bytes | None, int]] = []
        self._named: list[tuple[int, int]] = []
        self._unnamed: list[tuple[int]] = []
        for statement in (_GONE, _STAGED, *_NONE):
            database.execute(statement)

    def put(self, id_: int, place: int, rank: int, digest: bytes, row: Row) -> None:
        """A row at a rank, or at the next one where another row has it."""
        while (place, rank) in self._taken or self._held(place, rank):
            rank += 1
        self._taken.add((place, rank))
        short = initials(row.label) if place in _SHORT else ""
        iri, shown, detail, label, more, text, _ = row
        self._staged.append((place, rank, iri, shown, detail, label, short, more, text))
        self._things.append((rank, digest, id_))

    def remove(self, id_: int, place: int, rank: int) -> None:
        """The row of a thing goes; `put` may give it another."""
        self._gone.add((place, rank))
        self._things.append((None, None, id_))

    def name(self, id_: int, names: Iterable[str]) -> None:
        """A thing may be asked for by some names, in folded words, and by no others."""
        if not self._fresh:
            self._unnamed.append((id_,))
        self._named += [(name_key(name), id_) for name in names if name]

    def flush(self) -> None:
        """Stage what was told so far, so that memory stays bounded."""
        many = self._database.executemany
        many("INSERT INTO temp.gone VALUES (?, ?)", sorted(self._gone))
        many("INSERT INTO temp.staged VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._staged)
        many("UPDATE thing SET rank = ?, digest = ? WHERE id = ?", self._things)
        many("DELETE FROM called WHERE thing = ?", self._unnamed)
        many("INSERT OR IGNORE INTO called VALUES (?, ?)", self._named)
        self._gone.clear()
        for told in (self._staged, self._things, self._unnamed, self._named):
            told.clear()

    def write(self) -> None:
        """All of it into the tables that are searched."""
        self.flush()
        for place, table in enumerate(NAMES):
            self._database.execute(_REMOVE.format(table), (place,))
            self._database.execute(_INSERT.format(table), (place,))
        self._database.execute(_REMOVE.format("body"), (REPORT,))
        self._database.execute(_INSERT_TEXT + _FROM_STAGED, (REPORT,))
        for statement in _NONE:
            self._database.execute(statement)

    def _held(self, place: int, rank: int) -> bool:
        """Whether a row has this rank that does not go."""
        if self._fresh or (place, rank) in self._gone:
            return False
        return bool(self._database.execute(_TAKEN.format(NAMES[place]), (rank,)).fetchone()[0])
