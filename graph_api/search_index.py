"""The search index of a store, brought into step with it: only what has changed is indexed anew.

One process writes an index, others read it meanwhile (`graph_api.search_reader`).
"""

import contextlib
import sqlite3
import threading
from collections.abc import Collection
from pathlib import Path
from typing import Self

from graph_api.reading import Reading
from graph_api.search_hits import bearing, counts, latest
from graph_api.search_reader import Found, found
from graph_api.search_schema import SCHEMA, VERSION
from graph_api.search_sync import synced
from graph_api.store.errors import explained

_MANY = 1000  # things: after so many the journal is emptied into the file
# What SQLite tells of a file that is no index or not whole any more; a full disk is none of these.
_DAMAGED = frozenset((sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


class Index:
    """An index to be written, in a file or in memory; made anew where it is missing or unfit."""

    def __init__(self, path: Path | None = None) -> None:
        """`path`: the file, None for memory. Raises `StoreError` where it cannot be written."""
        self._path = path
        try:
            self.database = self._opened()
        except (sqlite3.Error, OSError) as error:
            raise explained(str(path), error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; may be called again."""
        self.database.close()

    def sync(self, store: Reading, reports: Collection[str] | None = None) -> int:
        """Make the index hold what the store holds; how many things were looked at for that.

        `reports` are the IRIs of those that were written or removed since the last time, where
        that is known; None compares the checksums of all. Readers see the index as it was until
        all is done; so is it found by who opens it after a crash. Raises `StoreError` where the
        index cannot be written.
        """
        try:
            try:
                return self._sync(store, reports)
            except sqlite3.DatabaseError as error:
                if not damaged(error):
                    raise
                self._renew()
                return self._sync(store, None)
        except (sqlite3.Error, OSError) as error:
            raise explained(str(self._path), error) from error

    def renew(self, store: Reading) -> int:
        """As `sync`, of an index that a reader found damaged: nothing of it is kept."""
        try:
            self._renew()
        except (sqlite3.Error, OSError) as error:
            raise explained(str(self._path), error) from error
        return self.sync(store)

    def _sync(self, store: Reading, reports: Collection[str] | None) -> int:
        database = self.database
        database.execute("BEGIN IMMEDIATE")
        try:
            things = synced(database, store, reports)
            database.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                database.execute("ROLLBACK")
            raise
        if things > _MANY:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return things

    def _opened(self) -> sqlite3.Connection:
        fresh = self._path is None or not self._path.exists()
        database = self._connected()
        if not fresh and not _fit(database):
            database.close()
            self._remove()
            database, fresh = self._connected(), True
        # What a crash of the machine takes from the end of the journal, the next sync writes again.
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA journal_mode = WAL").fetchall()
        database.execute("PRAGMA cache_size = -64000")
        database.execute("PRAGMA temp.cache_size = -16000")
        if fresh:
            database.executescript(f"BEGIN IMMEDIATE; {SCHEMA} COMMIT;")
        return database

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(
            str(self._path or ":memory:"), isolation_level=None, check_same_thread=False, timeout=30
        )

    def _renew(self) -> None:
        self.database.close()
        self._remove()
        self.database = self._opened()

    def _remove(self) -> None:
        """The file first: who opens it from now on finds none, and makes no new journal."""
        if self._path is not None:
            for end in ("", "-wal", "-shm", "-journal"):
                self._path.with_name(self._path.name + end).unlink(missing_ok=True)


def damaged(error: sqlite3.Error) -> bool:
    """Whether an error of SQLite says that the file is to be made anew."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _DAMAGED


def _fit(database: sqlite3.Connection) -> bool:
    """Whether a file is an index as this program writes it, and whole."""
    try:
        if database.execute("PRAGMA user_version").fetchone() != (VERSION,):
            return False
        return [*database.execute("PRAGMA quick_check(1)")] == [("ok",)]
    except sqlite3.DatabaseError as error:
        if damaged(error):
            return False
        raise


class SearchIndex:
    """The index of a store in the same process, which follows it. Safe to use from threads."""

    def __init__(self, store: Reading, path: str = "") -> None:
        """`path`: the file that holds the index; empty keeps it in memory."""
        self._store = store
        self._lock = threading.Lock()
        self._generation: object = None
        self._index = Index(Path(path) if path else None)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._index.close()

    def find(self, asked: str, limit: int = 50, kind: str = "") -> list[Found]:
        """The things that hold all words asked for (the last may be unfinished), best first."""
        with self._lock:
            self._follow()
            return found(self._index.database, self._store, asked, limit, kind)

    def latest(self, most: int) -> list[str]:
        """The IRIs of the reports that were indexed last, the last first."""
        with self._lock:
            self._follow()
            return latest(self._index.database, most)

    def bearing(self, name: str) -> list[str]:
        """The IRIs of all things that bear a name as a whole, whatever its marks and case."""
        with self._lock:
            self._follow()
            return bearing(self._index.database, name)

    def counts(self) -> dict[str, int]:
        """How many things of each kind the reports tell of."""
        with self._lock:
            self._follow()
            return counts(self._index.database)

    def _follow(self) -> None:
        generation = self._store.generation
        if generation != self._generation:
            self._index.sync(self._store)
            self._generation = generation
