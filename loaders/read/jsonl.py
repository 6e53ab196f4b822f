"""JSON Lines, plain or gzipped -> reports, one a line. A broken line stops no other."""

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import date as Date
from pathlib import Path
from typing import BinaryIO, Final

from loaders.clean import clean
from loaders.model import Report
from loaders.read.given import Fields
from loaders.read.names import file_name, numbered_name, told_name
from loaders.read.page import day, with_heading
from loaders.read.part import Form, Part, Parts
from loaders.read.problem import ReadProblem
from loaders.read.refused import empty, no_words

_BOM: Final = b"\xef\xbb\xbf"
_OVER: Final = 1_000_000  # bytes read at once to pass over what is too long


def json_lines(file: BinaryIO, path: Path, size_limit: int) -> Parts:
    """The lines of a file; `size_limit` is of one line, in bytes. Raises `OSError`."""
    name, place = file_name(path), str(path)
    number = 0
    if path.suffix.lower() == ".gz":
        file = gzip.GzipFile(fileobj=file)  # type: ignore[assignment]  # reads as one
    try:
        for number, line in enumerate(_lines(file, size_limit), start=1):
            here = f"{place}:{number}"
            if len(line) > size_limit:
                yield _too_long(here, size_limit)
            elif text := line.removeprefix(_BOM).strip():
                yield Part(text, Form.OBJECT, numbered_name(name, number), here)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        yield _damaged(f"{place}:{number + 1}", error)
        return
    if number == 0:
        yield empty(place)


def _lines(file: BinaryIO, size_limit: int) -> Iterator[bytes]:
    """The lines; of one that is too long only so much as shows that."""
    while line := file.readline(size_limit + 2):
        yield line
        if len(line) > size_limit:
            while line and not line.endswith(b"\n"):
                line = file.readline(_OVER)


def read_object(part: Part, fields: Fields) -> Report | ReadProblem:
    """The report in a JSON object. Where its date is none, the report is read without, and told."""
    try:
        record = json.loads(part.data)
    except (ValueError, RecursionError) as error:
        return _broken(part.place, f"{error}")
    if not isinstance(record, dict):
        return _broken(part.place, type(record).__name__)
    text = _field(record, fields.text)
    if not isinstance(text, str):
        return _no_text(part.place, fields.text, record)
    title = clean(_word(record, fields.title)).replace("\n", " ")
    lines = with_heading(clean(text).split("\n"), title)
    text = "\n".join(lines).strip()
    if not any(map(str.isalpha, text)):
        return no_words(part.place)
    name = told_name(_word(record, fields.name)) or part.name
    source = clean(_word(record, fields.source)).replace("\n", " ")
    report = Report(name, text, title, None, source)
    printed = _word(record, fields.date).strip()
    published = day(printed) if printed else None
    if printed and published is None:
        return _no_date(part.place, fields.date, printed, report)
    return _dated(report, published)


def _dated(report: Report, published: Date | None) -> Report:
    return Report(report.name, report.text, report.title, published, report.source)


def _field(record: dict[str, object], name: str) -> object:
    """The value of a field, None where there is none; `a.b` goes down into objects."""
    if not name or name in record:
        return record.get(name)
    value: object = record
    for step in name.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _word(record: dict[str, object], name: str) -> str:
    """A field that should be a word or a number, as text; "" for anything else."""
    value = _field(record, name)
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).encode("utf-8", "replace").decode() if plain else ""


def _broken(place: str, why: str) -> ReadProblem:
    return ReadProblem(
        "broken-line",
        place,
        f"dòng này không phải một đối tượng JSON ({why}): mỗi dòng viết một {{...}}, mã UTF-8",
        f"no JSON object ({why}): write one {{...}} a line, in UTF-8",
    )


def _no_text(place: str, field: str, record: dict[str, object]) -> ReadProblem:
    some = ", ".join(list(record)[:8])[:200]
    return ReadProblem(
        "no-text-field",
        place,
        f"trường “{field}” không có văn bản; các trường: {some}. Chọn bằng --fields text=TRƯỜNG",
        f"no text in the field “{field}”; the fields are: {some}. Choose by --fields text=FIELD",
    )


def _no_date(place: str, field: str, printed: str, report: Report) -> ReadProblem:
    return ReadProblem(
        "no-date",
        place,
        f"trường “{field}” không phải ngày (“{printed[:40]}”), báo cáo không có ngày đăng: viết "
        "2031-07-09 hay 9/7/2031, hoặc bỏ qua bằng --fields date=",
        f"the field “{field}” is no date (“{printed[:40]}”), the report has no day of publication: "
        "write 2031-07-09 or 9/7/2031, or leave it out by --fields date=",
        report,
    )


def _too_long(place: str, limit: int) -> ReadProblem:
    return ReadProblem(
        "too-large",
        place,
        f"dòng dài quá {limit / 1e6:g} MB: nâng giới hạn bằng --max-size (MB)",
        f"a line of more than {limit / 1e6:g} MB: raise the limit with --max-size (MB)",
    )


def _damaged(place: str, error: Exception) -> ReadProblem:
    return ReadProblem(
        "damaged",
        place,
        f"tệp .gz hỏng hoặc thiếu từ đây ({error}): tải lại",
        f"the .gz file is damaged or ends here ({error}): download it again",
    )
