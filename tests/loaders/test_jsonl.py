"""JSON Lines -> reports: fields, names, dates; a broken line is told by file and line.

All names, places and bodies are invented.
"""

import gzip
import json
from datetime import date as Date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.build import Built, build
from loaders.model import Report
from loaders.read import Fields, Given, Part, ReadProblem, find, read
from loaders.read.jsonl import read_object
from loaders.read.part import Form

SENTENCE = "Sáng 9/7/2031, Đảng ủy xã Tân Thử tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm."


def parts_of(path: Path, limit: int = 20_000_000) -> list[Part | ReadProblem]:
    found = list(find([path], Given(limit)))
    assert all(isinstance(one, Part | ReadProblem) for one in found)
    return [one for one in found if isinstance(one, Part | ReadProblem)]


def object_of(record: object) -> Part:
    data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return Part(data, Form.OBJECT, "a-1", "a.jsonl:1")


# --- Lines of a file -----------------------------------------------------------------------------


def test_lines_are_parts_named_by_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "bao.jsonl"
    path.write_bytes(b"\xef\xbb\xbf{}\r\n\n  \n[1]\n{}")
    assert [(one.data, one.name, one.place) for one in parts_of(path) if isinstance(one, Part)] == [
        (b"{}", "bao-1", f"{path}:1"),
        (b"[1]", "bao-4", f"{path}:4"),
        (b"{}", "bao-5", f"{path}:5"),
    ]


def test_a_gzipped_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bao.jsonl.gz"
    path.write_bytes(gzip.compress(b"{}\n{}\n"))
    assert [one.name for one in parts_of(path) if isinstance(one, Part)] == ["bao-1", "bao-2"]


@pytest.mark.parametrize("long", [31, 40, 3_000_000])
def test_a_line_that_is_too_long_is_told_and_the_next_is_read(tmp_path: Path, long: int) -> None:
    path = tmp_path / "bao.jsonl"
    path.write_bytes(b"{}\n" + b" " * long + b"{}\n{}\n")
    first, problem, last = parts_of(path, limit=30)
    assert isinstance(problem, ReadProblem)
    assert (problem.code, problem.place) == ("too-large", f"{path}:2")
    assert isinstance(first, Part)
    assert isinstance(last, Part)
    assert last.name == "bao-3"


GZIPPED = gzip.compress(b"{}\n" * 50_000)
BROKEN = [
    ("nothing", "a.jsonl", b"", ["empty-file"]),
    ("no gzip", "a.jsonl.gz", b"{}\n", ["damaged"]),
    ("half of it", "a.jsonl.gz", GZIPPED[: len(GZIPPED) // 2], ["damaged"]),
]


@pytest.mark.parametrize(
    ("name", "data", "codes"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN]
)
def test_a_broken_file_is_told(tmp_path: Path, name: str, data: bytes, codes: list[str]) -> None:
    (tmp_path / name).write_bytes(data)
    problems = [one for one in parts_of(tmp_path / name) if isinstance(one, ReadProblem)]
    assert [problem.code for problem in problems] == codes


# --- Objects -------------------------------------------------------------------------------------

WHOLE = {
    "name": "hop-xa",
    "title": "Tân Thử sơ kết 6 tháng",
    "date": "2031-07-10T18:30:00Z",
    "source": "https://xa.example/3",
    "text": SENTENCE,
}


def test_the_fields_of_a_report() -> None:
    assert read_object(object_of(WHOLE), Fields()) == Report(
        "hop-xa",
        f"Tân Thử sơ kết 6 tháng\n{SENTENCE}",
        "Tân Thử sơ kết 6 tháng",
        Date(2031, 7, 11),  # in Vietnam
        "https://xa.example/3",
    )


def test_a_headline_that_the_text_repeats_stands_once() -> None:
    found = read_object(
        object_of(WHOLE | {"text": f"TÂN THỬ SƠ KẾT 6 THÁNG\n{SENTENCE}"}), Fields()
    )
    assert isinstance(found, Report)
    assert found.text == f"TÂN THỬ SƠ KẾT 6 THÁNG\n{SENTENCE}"


MAPS = [
    ("another name", "text=body", {"body": SENTENCE}, SENTENCE),
    ("blanks", " text = body , ", {"body": SENTENCE}, SENTENCE),
    ("an object within", "text=a.b", {"a": {"b": SENTENCE}}, SENTENCE),
    ("a name with a full stop", "text=a.b", {"a.b": SENTENCE, "a": {"b": "x"}}, SENTENCE),
    ("the last of two", "text=x,text=body", {"body": SENTENCE}, SENTENCE),
]


@pytest.mark.parametrize(
    ("fields", "record", "text"), [m[1:] for m in MAPS], ids=[m[0] for m in MAPS]
)
def test_fields_are_told(fields: str, record: object, text: str) -> None:
    found = read_object(object_of(record), Fields.parse(fields))
    assert isinstance(found, Report)
    assert (found.name, found.text) == ("a-1", text)


@pytest.mark.parametrize("fields", ["body", "body=text", "text=", "=x"])
def test_fields_that_are_wrong_are_told(fields: str) -> None:
    with pytest.raises(ValueError, match="text"):
        Fields.parse(fields)


@pytest.mark.parametrize(
    ("name", "called"), [(17, "17"), ("a/b", "a-b"), ("", "a-1"), (None, "a-1"), ([1], "a-1")]
)
def test_names_of_objects(name: object, called: str) -> None:
    found = read_object(object_of({"text": SENTENCE, "name": name}), Fields())
    assert isinstance(found, Report)
    assert found.name == called


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2031-07-10", Date(2031, 7, 10)),
        ("Thứ Năm, 10/07/2031 - 08:15", Date(2031, 7, 10)),
        ("", None),
        (None, None),
    ],
)
def test_dates_of_objects(date: object, day: Date | None) -> None:
    found = read_object(object_of({"text": SENTENCE, "date": date}), Fields())
    assert isinstance(found, Report)
    assert found.published == day


def test_a_date_that_is_none_is_told_and_the_report_is_loaded() -> None:
    part = object_of({"text": SENTENCE, "date": "hôm qua"})
    found = read_object(part, Fields())
    assert isinstance(found, ReadProblem)
    assert (found.code, found.place) == ("no-date", "a.jsonl:1")
    built = build(part)
    assert isinstance(built, Built)
    assert built.report.text == SENTENCE
    assert built.extraction.problems[0].code == "no-date"
    assert isinstance(read_object(part, Fields.parse("date=")), Report)


REFUSED = [
    ("no JSON", b"{", "broken-line"),
    ("no object", b"[1]", "broken-line"),
    ("no UTF-8", b'{"text": "\xe1"}', "broken-line"),
    ("without end", b"[" * 100_000, "broken-line"),
    ("a number without end", b'{"text": ' + b"9" * 10_000 + b"}", "broken-line"),
    ("no text", b'{"body": "x"}', "no-text-field"),
    ("a text that is none", b'{"text": ["x"]}', "no-text-field"),
    ("no words", b'{"text": "12/3"}', "no-words"),
]


@pytest.mark.parametrize(("data", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_report_is_refused(data: bytes, code: str) -> None:
    found = read_object(Part(data, Form.OBJECT, "a-1", "a.jsonl:1"), Fields())
    assert isinstance(found, ReadProblem)
    assert (found.code, found.place) == (code, "a.jsonl:1")


def test_the_fields_that_there_are_are_told() -> None:
    found = read_object(object_of({"body": "x", "ngay": 1}), Fields())
    assert "body, ngay" in str(found)
    assert "--fields text=" in str(found)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["text", "title", "date", "source", "name"]), VALUES))
def test_any_object_is_read_or_refused(record: dict[str, object]) -> None:
    found = read(object_of(record))
    report = found.report if isinstance(found, ReadProblem) else found
    assert report is None or (report.name and "\n" not in report.source + report.title)
