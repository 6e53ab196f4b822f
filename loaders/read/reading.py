"""One report before it is read -> the report, from its file or from the bytes in hand."""

import os
from dataclasses import replace
from pathlib import Path
from typing import Final
from unicodedata import normalize

from loaders.model import Report
from loaders.read.files import STDIN, ReportFile, Source
from loaders.read.formats import READERS, ending
from loaders.read.given import NOTHING, Given
from loaders.read.jsonl import read_object
from loaders.read.mended import mended_report
from loaders.read.part import Form, Part
from loaders.read.problem import ReadProblem
from loaders.read.refused import empty, too_large, unreadable
from loaders.read.text import read_text

_NO_REPORT: Final = ("no-article", "empty-file", "not-vietnamese")
"""What a page of a web archive may be without being a failure."""


def read(source: Source, given: Given = NOTHING) -> Report | ReadProblem:
    """The report in a file or a part of one, or why there is none, or not all of it.

    `Report.source` is what the report tells of itself, else what is given, else the file's name
    (without its folders, so that the same file gives the same report on every machine).
    """
    if isinstance(source, ReportFile):
        found = _read_file(source, given.size_limit)
        file = normalize("NFC", source.path.name)
    else:
        found = _read_part(source, given)
        file = "" if source.place == str(STDIN) else normalize("NFC", Path(source.place).name)
    if not _is_plain(source):
        found = _mended(found, _place(source))
    if isinstance(found, Report):
        return _with_source(found, given, file)
    passed_over = isinstance(source, Part) and source.form is Form.PAGE and found.code in _NO_REPORT
    report = found.report and _with_source(found.report, given, file)
    return replace(found, report=report, passed_over=passed_over)


def _mended(found: Report | ReadProblem, place: str) -> Report | ReadProblem:
    """What was read, repaired; of a report that was not read whole, what there is of it."""
    if isinstance(found, Report):
        return mended_report(found, place)
    if found.report is None:
        return found
    rest = mended_report(found.report, place)
    return replace(found, report=rest) if isinstance(rest, Report) else rest


def _is_plain(source: Source) -> bool:
    """Whether plain text was read, which is repaired before its characters are cleaned."""
    if isinstance(source, ReportFile):
        return READERS[ending(source.path)] is read_text
    if source.form is Form.FILE:
        return READERS[ending(Path(source.place))] is read_text
    return source.form is Form.TEXT


def _place(source: Source) -> str:
    return str(source.path) if isinstance(source, ReportFile) else source.place


def _with_source(report: Report, given: Given, file: str) -> Report:
    return report if report.source else replace(report, source=given.source or file)


def _read_file(file: ReportFile, size_limit: int) -> Report | ReadProblem:
    path, place = file.path, str(file.path)
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = b"" if size > size_limit else stream.read(size_limit + 1)
    except OSError as error:
        return unreadable(path, error)
    if max(size, len(data)) > size_limit:
        return too_large(place, max(size, len(data)), size_limit)
    if not data.strip():
        return empty(place)
    return READERS[ending(path)](data, file.name, place)


def _read_part(part: Part, given: Given) -> Report | ReadProblem:
    if part.form is Form.OBJECT:
        return read_object(part, given.fields)
    if part.form is Form.TEXT:
        return read_text(part.data, part.name, part.place)
    if part.form is Form.FILE:
        return READERS[ending(Path(part.place))](part.data, part.name, part.place)
    from loaders.read.html import read_html

    found = read_html(part.data, part.name, part.place, part.charset)
    if isinstance(found, Report):  # where it was found says more than what it calls itself
        return replace(found, source=part.source or found.source)
    return found
