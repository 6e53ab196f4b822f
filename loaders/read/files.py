"""Paths as the user gives them -> files, and the parts of files that hold many reports.

Everything is a stream: of a million files, or of a file of a million reports, one is in memory.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final
from unicodedata import normalize

from loaders.read.formats import ENDINGS, OF_MANY, READERS, ending
from loaders.read.given import NOTHING, Given
from loaders.read.names import file_name, told_name
from loaders.read.part import Form, Part
from loaders.read.problem import ReadProblem
from loaders.read.refused import (
    empty,
    missing,
    name_not_utf8,
    no_reports,
    not_a_file,
    too_large,
    unknown_ending,
    unreadable,
)

STDIN: Final = Path("-")
"""The path that stands for standard input."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that should hold one report, and what the report is called."""

    path: Path
    name: str

    @property
    def place(self) -> str:
        return str(self.path)


Source = ReportFile | Part
"""One report before it is read: in a file of its own, or as a part of one."""


def find(paths: Iterable[Path], given: Given = NOTHING) -> Iterator[Source | ReadProblem]:
    """The reports among, below and within `paths`, in a fixed order, and what is wrong.

    In folders other files are passed over, and so are hidden ones and the `_files` folder that a
    browser saves beside a page. `-` is standard input.
    """
    for path in paths:
        if path == STDIN:
            yield _from_stdin(given)
        elif path.is_dir():
            yield from _in_folder(path, given)
        elif not path.exists():
            yield missing(path)
        elif not path.is_file():
            yield not_a_file(path)
        elif not ending(path):
            yield unknown_ending(path, ENDINGS)
        else:
            yield from _in_file(path, given)


def find_files(paths: Iterable[Path]) -> tuple[list[Source], list[ReadProblem]]:
    """All that `find` finds, at once: for what is small."""
    found = list(find(paths))
    sources = [one for one in found if not isinstance(one, ReadProblem)]
    return sources, [one for one in found if isinstance(one, ReadProblem)]


def count_files(paths: Iterable[Path]) -> int | None:
    """How many reports `find` will find, where each is a file of its own; None where not."""
    number = 0
    for path in paths:
        for file in _files(path) if path.is_dir() else [path]:
            if ending(file) in OF_MANY:
                return None
            number += file == STDIN or ending(file) in READERS
    return number


def _in_folder(folder: Path, given: Given) -> Iterator[Source | ReadProblem]:
    closed: list[ReadProblem] = []
    nothing = True
    for file in _files(folder, closed):
        nothing = False
        yield from _in_file(file, given)
    yield from closed
    if nothing and not closed:
        yield no_reports(folder, ENDINGS)


def _files(folder: Path, closed: list[ReadProblem] | None = None) -> Iterator[Path]:
    """The files below a folder that have one of the endings; `closed` gets what is not open."""

    def told(error: OSError) -> None:
        if closed is not None:
            closed.append(unreadable(Path(error.filename), error))

    for root, folders, names in os.walk(folder, onerror=told):
        pages = {name.rpartition(".")[0] for name in names}
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and f.removesuffix("_files") not in pages
        )
        for name in sorted(names):
            path = Path(root, name)
            if ending(path) and not name.startswith((".", "~$")) and path.is_file():
                yield path


def _in_file(path: Path, given: Given) -> Iterator[Source | ReadProblem]:
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        yield name_not_utf8(path)
        return
    if (kind := ending(path)) not in OF_MANY:
        yield ReportFile(path, given.name or file_name(path))
        return
    try:
        with path.open("rb") as file:
            yield from OF_MANY[kind](file, path, given.size_limit)
    except OSError as error:
        yield unreadable(path, error)


def find_sent(name: str, data: bytes, given: Given = NOTHING) -> Iterator[Source | ReadProblem]:
    """The reports in a file that is sent rather than here, and what is wrong with it.

    `name` is what it is called where it comes from, of which only the last piece counts.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    path = Path(normalize("NFC", last.encode("utf-8", "replace").decode()))
    called = told_name(given.name or file_name(path))
    if not (kind := ending(path)) or not called:
        yield unknown_ending(path, ENDINGS)
    elif not data.strip():
        yield empty(str(path))
    elif kind in OF_MANY:
        yield from OF_MANY[kind](BytesIO(data), path, given.size_limit)
    elif len(data) > given.size_limit:
        yield too_large(str(path), len(data), given.size_limit)
    else:
        yield Part(data, Form.FILE, called, str(path))


def _from_stdin(given: Given) -> Part | ReadProblem:
    data = sys.stdin.buffer.read(given.size_limit + 1)
    if len(data) > given.size_limit:
        return too_large(str(STDIN), len(data), given.size_limit)
    return Part(data, Form.TEXT, given.name or "stdin", str(STDIN))
