"""Reports -> the store: read and extracted in several processes, written by this one.

What came of each report is told in the order in which they were found, whatever finished first.
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from os import fsdecode, fsencode
from pathlib import Path
from typing import Final, Protocol

from graph_api.crew import Lost, in_order
from graph_api.prepared import Failed, Ready, prepared
from graph_api.store.embedded import TOGETHER, Change
from graph_api.store.statement import Statement
from loaders.clean import clean
from loaders.read import NOTHING, Given, Part, ReadProblem, ReportFile, Source, same_name
from ontology import lexicon
from ontology.terms import Iris


class Writing(Protocol):
    """A store that reports are loaded into, in a folder or on a SPARQL service."""

    iris: Iris

    def put_many(
        self, said: Iterable[Statement], *, read_by: str = "", at: str = ""
    ) -> Iterator[Change]:
        """Load what reports say; what came of each, in their order."""

    def publish(self) -> None:
        """Have readers see what was written."""


class State(StrEnum):
    """What loading did with a report."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    PASSED_OVER = "passed over"
    FAILED = "failed"


_STATES: Final = {
    Change.ADDED: State.NEW,
    Change.UNCHANGED: State.UNCHANGED,
    Change.REPLACED: State.REPLACED,
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of one report.

    `counts` are of facts by kind (`KINDS`); `problems` what the report's reader should know.
    `failure` says why nothing was stored; the store then is as it was before this report.
    """

    name: str
    state: State
    counts: dict[str, int]
    problems: tuple[str, ...] = ()
    failure: ReadProblem | None = None


_PUBLISH_SECONDS: Final = 2.0
"""So often readers see what a long load has stored; a checkpoint takes some 15 ms."""

_LARGE: Final = 1_000_000  # bytes of markup: even a flood of it is read in seconds


def load(
    found: Iterable[Source | ReadProblem],
    store: Writing,
    given: Given = NOTHING,
    *,
    jobs: int = 1,
    tables: Path | None = None,
    at: str = "",
) -> Iterator[Loaded]:
    """Store each report, in the order in which they are found; `jobs` processes read.

    `tables` is the folder of the user's own tables, which this process uses already; `at` the
    moment of the load, by which its changes are noted (see `store.log`).
    What cannot be read stops nothing else. Raises `StoreError` when the store cannot be written:
    what was told before is there, the rest is not.
    """
    work = partial(prepared, base=store.iris.base, given=given)
    begin = partial(lexicon.use, tables, clean)
    results = in_order(
        work, found, jobs=jobs, apart=needs_a_process, size=_bytes_in_hand, begin=begin
    )
    yield from written(map(_told_lost, results), store, at)


def written(results: Iterable[Ready | Failed], store: Writing, at: str) -> Iterator[Loaded]:
    """Store what has been read at a moment; of two reports of one name the first.

    Raises `StoreError`.
    """
    with _Names() as names:
        ready = (_distinct(result, names) for result in results)
        yield from _stored((one for one in ready if one is not None), store, at)


def needs_a_process(source: object) -> bool:
    """Whether a hostile source could bring a process down, or hold it up beyond Ctrl-C.

    Any PDF may; pages and documents, whose parsers are in C too, may where they are large.
    """
    if isinstance(source, Part):
        return len(source.data) > _LARGE
    if not isinstance(source, ReportFile) or source.path.suffix.lower() == ".txt":
        return False
    try:
        return source.path.suffix.lower() == ".pdf" or source.path.stat().st_size > _LARGE
    except OSError:
        return False


def _bytes_in_hand(source: Source | ReadProblem) -> int:
    return len(source.data) if isinstance(source, Part) else 0


def lost(source: Source | ReadProblem) -> ReadProblem:
    """What to tell of a report over which a process died."""
    return ReadProblem(
        "process-died",
        source.place,
        "tiến trình đọc dừng đột ngột hoặc quá thời gian: tệp có thể hỏng; lưu lại hoặc chuyển "
        "thành .txt",
        "the process that read it died or took too long: the file may be damaged; save it again "
        "or as .txt",
    )


def program_version() -> str:
    """The version of chithi, as it is installed."""
    try:
        return version("chithi")
    except PackageNotFoundError:  # run from the sources
        return "0"


def _stored(results: Iterable[Ready | Failed], store: Writing, at: str) -> Iterator[Loaded]:
    """What came of each; those that come together are written together."""
    read_by = f"chithi {program_version()}"
    results = iter(results)
    published = time.monotonic()
    while some := list(islice(results, TOGETHER)):
        statements = [one.statement for one in some if isinstance(one, Ready)]
        changes = store.put_many(statements, read_by=read_by, at=at)
        for one in some:
            if isinstance(one, Ready):
                yield Loaded(one.name, _STATES[next(changes)], one.counts, one.problems)
            else:
                how = State.PASSED_OVER if one.problem.passed_over else State.FAILED
                yield Loaded(one.name, how, {}, failure=one.problem)
        if time.monotonic() - published > _PUBLISH_SECONDS:
            store.publish()
            published = time.monotonic()


def _told_lost(
    result: Ready | Failed | Lost[Source | ReadProblem],
) -> Ready | Failed:
    if not isinstance(result, Lost):
        return result
    source = result.item
    name = "" if isinstance(source, ReadProblem) else source.name
    return Failed(name, lost(source))


def _distinct(result: Ready | Failed, names: "_Names") -> Ready | Failed | None:
    """The result, or what to tell of the second report of a name; None for the same file again.

    That a web archive holds an address twice is no failure.
    """
    if isinstance(result, Failed):
        return result
    before = names.taken(result.name, result.place)
    if before is None:
        return result
    if Path(before).exists() and Path(before).resolve() == Path(result.place).resolve():
        return None
    problem = same_name(result.name, result.place, before)
    return Failed(result.name, replace(problem, passed_over=before == result.place))


class _Names:
    """The names of a load and where they were found: on disk, for there may be millions."""

    def __init__(self) -> None:
        self._table = sqlite3.connect("")  # a file of its own that goes when it is closed
        self._table.execute("CREATE TABLE names (name BLOB PRIMARY KEY, place BLOB) WITHOUT ROWID")

    def __enter__(self) -> "_Names":
        return self

    def __exit__(self, *_: object) -> None:
        self._table.close()

    def taken(self, name: str, place: str) -> str | None:
        """Where the name was found before; None where it is new, and now known."""
        key = name.encode("utf-8", "surrogatepass")
        added = self._table.execute(
            "INSERT OR IGNORE INTO names VALUES (?, ?)", (key, fsencode(place))
        )
        if added.rowcount:
            return None
        row = self._table.execute("SELECT place FROM names WHERE name = ?", (key,)).fetchone()
        return fsdecode(row[0])
