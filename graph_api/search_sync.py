"""What has changed since a store was indexed, and only that indexed anew.

The index keeps the checksum with which each report was indexed and the things that the report
tells of. Reports that are new, changed or gone make their things be looked at again: a thing is
written anew if anything of it is other than before, and goes when no report tells of it any more.
"""

import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from graph_api import search_things as ask
from graph_api.reading import Reading
from graph_api.search_rows import Row, Rows
from graph_api.search_schema import KINDS, PLACE, REPORT, rank
from graph_api.search_things import Described
from graph_api.search_words import folded
from graph_api.things import shortened

_REPORTS, _THINGS = 100, 500  # asked of the store at once
_ORGANISATION, _DOCUMENT = PLACE["organisation"], PLACE["document"]
_KNOWN = "SELECT id, iri, mentions, rank, digest FROM thing WHERE id IN ({})"

Item = TypeVar("Item")


def synced(database: sqlite3.Connection, store: Reading, reports: Collection[str] | None) -> int:
    """Bring an index into step, within the caller's transaction; how many things were looked at.

    `reports`: those that may have changed, None for all.
    """
    return _Sync(database, store).run(reports)


class _Sync:
    def __init__(self, database: sqlite3.Connection, store: Reading) -> None:
        self._database = database
        self._store = store
        self._touched: list[set[int]] = [set() for _ in KINDS]  # ids of things, by kind
        newest = database.execute("SELECT coalesce(max(id), 0) FROM thing").fetchone()
        self._newest: int = newest[0]
        self._rows = Rows(database, fresh=not self._newest)
        self._tally = [0] * len(KINDS)

    def run(self, reports: Collection[str] | None) -> int:
        now, before = ask.checksums(self._store, reports), self._indexed(reports)
        for iri in sorted(before.keys() - now.keys()):
            self._tell(iri, None, set())
        changed = sorted(iri for iri, checksum in now.items() if before.get(iri) != checksum)
        for some in _batches(changed, _REPORTS):
            for iri, things in ask.mentions(self._store, some).items():
                self._tell(iri, now[iri], things)
        if not any(self._touched):
            return 0
        for place in range(len(KINDS)):
            renamed: list[str] = []
            for ids in _batches(sorted(self._touched[place]), _THINGS):
                renamed += self._look(place, ids)
            if place == _ORGANISATION and before:
                self._touch_issued_by(renamed)
        self._rows.write()
        self._database.executemany(
            "INSERT INTO tally VALUES (?, ?) "
            "ON CONFLICT (place) DO UPDATE SET things = things + excluded.things",
            enumerate(self._tally),
        )
        return sum(map(len, self._touched))

    # -- reports ---------------------------------------------------------------------------------

    def _indexed(self, reports: Collection[str] | None) -> dict[str, str]:
        """The checksums with which reports were indexed."""
        if reports is None:
            return dict(self._database.execute("SELECT iri, checksum FROM report"))
        found = (
            self._database.execute("SELECT checksum FROM report WHERE iri = ?", (iri,)).fetchone()
            for iri in reports
        )
        return {iri: row[0] for iri, row in zip(reports, found, strict=True) if row}

    def _tell(self, report: str, checksum: str | None, things: set[tuple[str, int]]) -> None:
        """Of what a report tells now; `checksum` is None for one that is gone."""
        execute = self._database.execute
        row = execute("SELECT id FROM report WHERE iri = ?", (report,)).fetchone()
        if row is None:
            row = execute(
                "INSERT INTO report (iri, checksum) VALUES (?, ?) RETURNING id", (report, checksum)
            ).fetchone()
        elif checksum is None:
            execute("DELETE FROM report WHERE id = ?", row)
        else:
            execute("UPDATE report SET checksum = ? WHERE id = ?", (checksum, row[0]))
        before = {
            (iri, place): id_
            for id_, iri, place in execute(
                "SELECT id, iri, place FROM mention JOIN thing ON id = thing WHERE report = ?", row
            )
        }
        for (_, place), id_ in before.items():
            self._touched[place].add(id_)
        lost = [(before[thing],) for thing in before.keys() - things]
        self._database.executemany("UPDATE thing SET mentions = mentions - 1 WHERE id = ?", lost)
        self._database.executemany(
            "DELETE FROM mention WHERE report = ? AND thing = ?", [(row[0], id_) for (id_,) in lost]
        )
        new = []
        for iri, place in sorted(things - before.keys()):
            (id_,) = execute(
                "INSERT INTO thing (iri, place, mentions) VALUES (?, ?, 1) "
                "ON CONFLICT (iri, place) DO UPDATE SET mentions = mentions + 1 RETURNING id",
                (iri, place),
            ).fetchone()
            new.append((row[0], id_))
            self._touched[place].add(id_)
        self._database.executemany("INSERT INTO mention VALUES (?, ?)", new)

    def _touch_issued_by(self, organisations: Sequence[str]) -> None:
        """Documents that are told apart by names that have changed are looked at too."""
        for some in _batches(organisations, _THINGS):
            for iri in ask.issued_by(self._store, some):
                for (id_,) in self._database.execute(
                    "SELECT id FROM thing WHERE iri = ? AND place = ?", (iri, _DOCUMENT)
                ):
                    self._touched[_DOCUMENT].add(id_)

    # -- things ----------------------------------------------------------------------------------

    def _look(self, place: int, ids: Sequence[int]) -> list[str]:
        """Stage what has changed of some things; the IRIs of those that have other names now."""
        marks = ", ".join("?" * len(ids))
        known = self._database.execute(_KNOWN.format(marks), ids).fetchall()
        told = ask.described(self._store, place, [iri for _, iri, here, *_ in known if here])
        rows, renamed = _rows(told, place), []
        for id_, iri, mentions, rank_before, before in known:
            self._tally[place] += (mentions > 0) - (id_ <= self._newest)
            row = rows.get(iri)
            digest = row and _digest(told[iri])
            new = row and rank(row.label, place, mentions, iri)
            if digest == before and new == rank_before:
                continue
            if rank_before is not None:
                self._rows.remove(id_, place, rank_before)
            if digest != before:
                renamed.append(iri)
                self._rows.name(id_, row.names if row else ())
            if row and digest and new is not None:
                self._rows.put(id_, place, new, digest, row)
        self._rows.flush()
        dead = [(id_,) for id_, _, mentions, *_ in known if not mentions]
        self._database.executemany("DELETE FROM thing WHERE id = ?", dead)
        return renamed


def _rows(told: Mapping[str, Described], place: int) -> dict[str, Row]:
    """What is written of each thing; the words of all are folded at once."""
    parts = {
        iri: [one.text, one.detail, one.label, *sorted((one.labels | one.others) - {one.label})]
        for iri, one in told.items()
    }
    words = iter(folded([part for some in parts.values() for part in some]))
    rows = {}
    for iri, some in parts.items():
        text, detail, label, *others = islice(words, len(some))
        names = (label, *others, *((detail,) if place == REPORT else ()))
        more = " ".join((*others, detail))
        shown = shortened(told[iri].label)
        rows[iri] = Row(iri, shown, told[iri].detail, label, more, text, names)
    return rows


def _digest(one: Described) -> bytes:
    """Another one where anything of what is indexed is another."""
    told = "\x1f".join(
        [one.label, *sorted(one.labels), "", *sorted(one.others), one.detail, one.text]
    )
    return hashlib.blake2b(told.encode(), digest_size=12).digest()


def _batches(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))
