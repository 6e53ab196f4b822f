"""Paths -> files and their parts, in a fixed order; and what is told of the rest.

All names, places and bodies are invented.
"""

import io
import os
import sys
from datetime import date as Date
from pathlib import Path

import pytest

from loaders.build import Built, build
from loaders.model import Report
from loaders.read import Given, Part, ReadProblem, ReportFile, count_files, find, find_files, read
from loaders.read.names import file_name, page_name, told_name

SENTENCE = "Sáng 9/7/2031, Đảng ủy xã Tân Thử tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm."
OBJECT = '{"text": "Đảng ủy xã Tân Thử họp."}\n'


def read_all(*paths: Path) -> tuple[list[str], list[ReadProblem]]:
    files, problems = find_files(paths)
    return [file.name for file in files], problems


def code_of(found: Report | ReadProblem) -> str:
    assert isinstance(found, ReadProblem), found
    return found.code


def test_folders_are_walked_for_reports_only(tmp_path: Path) -> None:
    reports = ["b.txt", "a.HTML", "xa/c.htm", "h_files/i.txt", "xa/d.pdf", "k.DOCX"]
    others = ["xa/d.doc", "xa/.e.txt", ".git/f.txt", "a_files/g.html", "xa/~$k.docx", "l.gz"]
    for name in reports + others:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(SENTENCE, encoding="utf-8")
    assert read_all(tmp_path) == (["a", "b", "k", "i", "c", "d"], [])
    assert count_files([tmp_path]) == len(reports)


def test_a_file_of_many_is_taken_apart(tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(OBJECT * 2, encoding="utf-8")
    (tmp_path / "a.txt").write_text(SENTENCE, encoding="utf-8")
    assert read_all(tmp_path) == (["a", "b-1", "b-2"], [])
    assert count_files([tmp_path]) is None


def test_what_is_no_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    os.mkfifo(tmp_path / "pipe.txt")
    paths = [tmp_path / name for name in ("empty", "a.doc", "pipe.txt", "nowhere.txt")]
    names, problems = read_all(*paths)
    assert names == []
    assert [(p.code, p.place) for p in problems] == [
        ("no-reports", str(paths[0])),
        ("unknown-format", str(paths[1])),
        ("not-a-file", str(paths[2])),
        ("not-found", str(paths[3])),
    ]


def test_a_name_in_bytes_of_another_time(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe1o.txt")).write_text(SENTENCE, encoding="utf-8")
    names, (problem,) = read_all(tmp_path)
    assert (names, problem.code) == ([], "name-not-utf8")
    problem.place.encode("utf-8")


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(OBJECT, encoding="utf-8")
    found = find([path])
    path.unlink()
    if name == "a.txt":
        assert code_of(read(ReportFile(path, "a"))) == "unreadable"
    else:
        assert [one.code for one in found if isinstance(one, ReadProblem)] == ["not-found"]


def test_names_are_composed(tmp_path: Path) -> None:
    (tmp_path / "ba\u0301o ca\u0301o.txt").write_text(SENTENCE, encoding="utf-8")
    (file,), _ = find_files([tmp_path])
    report = read(file)
    assert isinstance(report, Report)
    assert (report.name, report.source) == ("báo cáo", "báo cáo.txt")


def test_size_is_limited_and_the_limit_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * 3_000_001)
    problem = read(ReportFile(path, "a"), Given(3_000_000))
    assert code_of(problem) == "too-large"
    assert "3 MB" in str(problem)
    assert "--max-size" in str(problem)
    assert isinstance(read(ReportFile(path, "a"), Given(4_000_000)), Report)


@pytest.mark.parametrize("ending", ["txt", "html", "pdf", "docx"])
def test_an_empty_file_is_told_as_such(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(b"\n")
    assert code_of(read(ReportFile(path, "a"))) == "empty-file"


# --- Standard input ------------------------------------------------------------------------------


class _Stdin:
    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


@pytest.mark.parametrize(("given", "name"), [("", "stdin"), ("họp xã", "họp xã")])
def test_standard_input_is_text(monkeypatch: pytest.MonkeyPatch, given: str, name: str) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(SENTENCE.encode()))
    (part,) = find([Path("-")], Given(name=given))
    assert isinstance(part, Part)
    assert read(part) == Report(name, SENTENCE)


def test_standard_input_has_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Stdin(SENTENCE.encode()))
    (problem,) = find([Path("-")], Given(50))
    assert isinstance(problem, ReadProblem)
    assert problem.code == "too-large"


# --- What the user says besides ------------------------------------------------------------------

PAGE = (
    '<html><head><link rel="canonical" href="https://xa.example/3"><meta name="date" '
    f'content="2031-07-10"></head><body><p>{SENTENCE}</p></body></html>'
)
TOLD = "https://khac.example/tin"
DAY = Date(2031, 7, 12)
BESIDES = [
    ("nothing told", "a.txt", SENTENCE, "https://khac.example/tin", DAY),
    ("a date in its lines", "a.txt", f"{SENTENCE}\n11/07/2031\n{SENTENCE}", TOLD, "2031-07-11"),
    ("a page that tells both", "a.html", PAGE, "https://xa.example/3", "2031-07-10"),
]


@pytest.mark.parametrize(
    ("name", "text", "source", "day"), [b[1:] for b in BESIDES], ids=[b[0] for b in BESIDES]
)
def test_what_is_given_stands_where_the_report_tells_nothing(
    tmp_path: Path, name: str, text: str, source: str, day: object
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    built = build(ReportFile(tmp_path / name, "a"), given=Given(source=TOLD, published=DAY))
    assert isinstance(built, Built)
    assert (built.report.source, str(built.report.published)) == (source, str(day))


# --- Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("x/họp.txt", "họp"),
        ("họp.v2.docx", "họp.v2"),
        ("kho.warc.gz", "kho"),
        ("KHO.JSONL.GZ", "KHO"),
    ],
)
def test_a_file_gives_its_name(path: str, name: str) -> None:
    assert file_name(Path(path)) == name


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("  Họp\tđầu\nnăm ", "Họp đầu năm"),
        ("2031/07/a\\b", "2031-07-a-b"),
        ("../..", "-"),
        ("x\x00\ud800y", "x y"),
        (" . ", ""),
        ("a" * 500, "a" * 150),
    ],
)
def test_a_told_name_is_one_line_without_strokes(told: str, name: str) -> None:
    assert told_name(told) == name


@pytest.mark.parametrize(
    ("address", "begins"),
    [
        ("https://xa.example/tin/hoi-nghi-so-ket.html", "hoi-nghi-so-ket-"),
        ("https://xa.example/tin/H%E1%BB%99i%20ngh%E1%BB%8B", "hoi-nghi-"),
        ("https://tin.xa.example.vn/", "tin-xa-example-"),
        ("https://xa.example/tin.aspx?id=7", "tin-"),
        ("http://[bad", ""),
    ],
)
def test_a_page_is_named_by_its_address(address: str, begins: str) -> None:
    assert page_name(address).startswith(begins)
    assert page_name(address) != page_name(address + "8")
