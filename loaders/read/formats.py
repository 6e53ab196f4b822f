"""The formats: the ending of a file -> what reads it. Heavy parsers are imported on first use."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Final

from loaders.model import Report
from loaders.read.jsonl import json_lines
from loaders.read.part import Parts
from loaders.read.problem import ReadProblem
from loaders.read.text import read_text


def _read_html(data: bytes, name: str, place: str) -> Report | ReadProblem:
    from loaders.read.html import read_html  # a tenth of a second that .txt files do not owe

    return read_html(data, name, place)


def _read_pdf(data: bytes, name: str, place: str) -> Report | ReadProblem:
    from loaders.read.pdf import read_pdf

    return read_pdf(data, name, place)


def _read_docx(data: bytes, name: str, place: str) -> Report | ReadProblem:
    from loaders.read.docx import read_docx

    return read_docx(data, name, place)


def _archive_pages(file: BinaryIO, path: Path, size_limit: int) -> Parts:
    from loaders.read.warc import archive_pages

    return archive_pages(file, path, size_limit)


Reader = Callable[[bytes, str, str], Report | ReadProblem]
"""Bytes, the report's name and the place for messages -> the report."""

READERS: Final[dict[str, Reader]] = {
    ".txt": read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
}
OF_MANY: Final[dict[str, Callable[[BinaryIO, Path, int], Parts]]] = {
    ".jsonl": json_lines,
    ".jsonl.gz": json_lines,
    ".warc": _archive_pages,
    ".warc.gz": _archive_pages,
}
ENDINGS: Final = ", ".join((*READERS, *OF_MANY))
"""The endings of the files that are read, for messages."""


def ending(path: Path) -> str:
    """The ending of a file that is read, with `.gz` where that belongs to it, or ""."""
    parts = path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]
    known = "".join(parts).lower()
    return known if known in READERS or known in OF_MANY else ""
