"""The search index as it is read: by any number of processes, while one writes it."""

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from graph_api.reading import Reading, rows, text, values
from graph_api.search_hits import bearing, counts, hits, latest
from graph_api.search_schema import KINDS, VERSION
from graph_api.search_words import first_place, words
from graph_api.store.errors import StoreError

_CONTEXT = 90  # code points on either side of what is found in a text


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    `detail` tells things of one name apart; `start` and `end`: where in a report's text, else 0.
    """

    iri: str
    kind: str
    label: str
    detail: str = ""
    snippet: str = ""
    start: int = 0
    end: int = 0


class SearchError(StoreError):
    """The index cannot be read: it is missing, damaged or of another version.

    Who writes the store makes it anew (`graph_api.search_index.Index`).
    """


class SearchReader:
    """An index in a file, to be read. A process that is forked opens one of its own.

    Safe to use from several threads, of which one searches at a time.
    """

    def __init__(self, path: Path) -> None:
        """Opens nothing yet."""
        self._path = path
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._opened: tuple[int, ...] = ()

    def close(self) -> None:
        """Let go of the file; may be called again."""
        with self._lock:
            self._close()

    def find(self, store: Reading, asked: str, limit: int = 50, kind: str = "") -> list[Found]:
        """The things that hold all words asked for (the last may be unfinished), best first.

        The texts of reports that are shown are read from `store`. Raises `SearchError`.
        """
        with self._lock:
            try:
                return found(self._current(), store, asked, limit, kind)
            except sqlite3.Error as error:
                raise self._unreadable(error) from error

    def counts(self) -> dict[str, int]:
        """How many things of each kind the reports tell of; raises `SearchError`."""
        with self._lock:
            try:
                return counts(self._current())
            except sqlite3.Error as error:
                raise self._unreadable(error) from error

    def latest(self, most: int) -> list[str]:
        """The IRIs of the reports that were indexed last, the last first; raises `SearchError`."""
        with self._lock:
            try:
                return latest(self._current(), most)
            except sqlite3.Error as error:
                raise self._unreadable(error) from error

    def bearing(self, name: str, kinds: Iterable[str] = KINDS) -> list[str]:
        """The IRIs of all things of some kinds that bear a name as a whole, sorted.

        Marks and case do not count: who asks for a spelling compares. Raises `SearchError`.
        """
        with self._lock:
            try:
                return bearing(self._current(), name, kinds)
            except sqlite3.Error as error:
                raise self._unreadable(error) from error

    def _current(self) -> sqlite3.Connection:
        """The file as it is now: another process may have made it anew."""
        try:
            seen = self._path.stat()
        except OSError as error:
            raise self._unreadable(error) from error
        state = (seen.st_dev, seen.st_ino, seen.st_mtime_ns, seen.st_size)
        if self._database is None or self._opened != state[: len(self._opened)]:
            self._close()
            self._database, follows = _connected(self._path)
            self._opened = state[:2] if follows else state
        return self._database

    def _unreadable(self, error: Exception) -> SearchError:
        self._close()
        return SearchError(
            f"{self._path}: không đọc được chỉ mục tìm kiếm, lần ghi tới sẽ làm lại · the search "
            f"index cannot be read, the next write makes it anew ({error})"
        )

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None


def _connected(path: Path) -> tuple[sqlite3.Connection, bool]:
    """An index to be read, and whether it follows what is written; raises `sqlite3.Error`.

    Readers share a small file beside the index. Where it cannot be made, as in a folder that is
    read-only, the index is taken for one that nobody writes.
    """
    try:
        return _read_only(path, "mode=ro"), True
    except sqlite3.OperationalError:
        return _read_only(path, "mode=ro&immutable=1"), False


def _read_only(path: Path, mode: str) -> sqlite3.Connection:
    database = sqlite3.connect(
        f"file:{quote(str(path))}?{mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            raise sqlite3.DatabaseError(f"version {version}, not {VERSION}")
    except sqlite3.Error:
        database.close()
        raise
    database.execute("PRAGMA cache_size = -16000")
    return database


def found(
    database: sqlite3.Connection, store: Reading, asked: str, limit: int, kind: str
) -> list[Found]:
    """What an index finds, with the words around what is found in the texts of reports."""
    terms = words(asked)
    database.execute("BEGIN")  # what is written meanwhile is not seen
    try:
        best = hits(database, terms, limit, kind)
    finally:
        database.execute("ROLLBACK")
    texts = _texts(store, [hit.iri for hit in best if hit.kind == "report"])
    return [
        Found(hit.iri, hit.kind, hit.label, hit.detail, *_snippet(texts.get(hit.iri, ""), terms))
        for hit in best
    ]


def _texts(store: Reading, reports: list[str]) -> dict[str, str]:
    if not reports:
        return {}
    found = rows(store, f"SELECT ?s ?text {{ {values('s', reports)} ?s nif:isString ?text }}")
    return {text(row, "s"): text(row, "text") for row in found}


def _snippet(whole: str, terms: list[str]) -> tuple[str, int, int]:
    """The words around what was asked for, and where it stands; nothing where it does not."""
    start, end = first_place(whole, terms)
    if not end:
        return "", 0, 0
    before, after = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(whole))
    around = " ".join(whole[before:after].split())
    return ("… " if before else "") + around + (" …" if after < len(whole) else ""), start, end
