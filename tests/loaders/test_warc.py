"""Web archives -> pages: which responses are pages, and what is told of the rest."""

import gzip
from pathlib import Path

import pytest

from loaders.model import Report
from loaders.read import Given, Part, ReadProblem, find, read

SENTENCE = "Sáng 9/7/2031, Đảng ủy xã Tân Thử tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm."
PAGE = f"<html><body><h1>Tân Thử sơ kết</h1><p>{SENTENCE}</p></body></html>"
URL = "https://xa.example/tin/so-ket.html"


def record(
    body: bytes = PAGE.encode(),
    *,
    url: str = URL,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    record_type: str = "response",
    more: str = "",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: {record_type}\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2033-01-02T03:04:05Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def found_in(path: Path, data: bytes, limit: int = 20_000_000) -> list[Part | ReadProblem]:
    path.write_bytes(data)
    found = list(find([path], Given(limit)))
    return [one for one in found if isinstance(one, Part | ReadProblem)]


@pytest.mark.parametrize("gz", [False, True], ids=["plain", "gzipped"])
def test_a_page_is_a_report(tmp_path: Path, gz: bool) -> None:
    data = gzip.compress(record()) if gz else record()
    (part,) = found_in(tmp_path / ("a.warc.gz" if gz else "a.warc"), data)
    assert isinstance(part, Part)
    report = read(part)
    assert isinstance(report, Report)
    assert report.text == f"Tân Thử sơ kết\n{SENTENCE}"
    assert report.name.startswith("so-ket-")
    assert (report.source, report.published) == (URL, None)  # when it was fetched is no such day


RESPONSES = [
    ("a page", record(), True),
    ("XHTML", record(kind="application/xhtml+xml"), True),
    ("gzipped", record(gzip.compress(PAGE.encode()), more="Content-Encoding: gzip\r\n"), True),
    ("in chunks", record(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()),
                         more="Transfer-Encoding: chunked\r\n"), True),
    ("in another encoding", record(PAGE.encode("utf-16"), kind="text/html; charset=utf-16"), True),
    ("not found", record(status="404 Not Found"), False),
    ("elsewhere", record(status="301 Moved"), False),
    ("a picture", record(b"\x89PNG", kind="image/png"), False),
    ("a request", record(record_type="request"), False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "taken"), [case[1:] for case in RESPONSES], ids=[case[0] for case in RESPONSES]
)
def test_which_responses_are_pages(tmp_path: Path, data: bytes, taken: bool) -> None:
    (one,) = found_in(tmp_path / "a.warc", data)
    if taken:
        assert isinstance(one, Part)
        report = read(one)
        assert isinstance(report, Report)
        assert SENTENCE in report.text
    else:
        assert isinstance(one, ReadProblem)
        assert one.code == "no-reports"


def test_a_page_without_an_article_is_passed_over(tmp_path: Path) -> None:
    (part,) = found_in(tmp_path / "a.warc", record(b"<a href='/'>Trang</a>" * 9))
    assert isinstance(part, Part)
    found = read(part)
    assert isinstance(found, ReadProblem)
    assert (found.code, found.passed_over) == ("no-article", True)
    assert URL in found.place


@pytest.mark.parametrize("long", [5_000, 90_000, 0], ids=["a little", "much", "once unpacked"])
def test_a_page_that_is_too_large_is_told_and_the_next_is_read(tmp_path: Path, long: int) -> None:
    bomb = gzip.compress(b"a" * 5_000)
    page = (
        record(b"a" * long, url="https://xa.example/1")
        if long
        else record(bomb, url="https://xa.example/1", more="Content-Encoding: gzip\r\n")
    )
    film = record(b"a" * 90_000, kind="video/mp4")
    problem, part = found_in(tmp_path / "a.warc", page + film + record(), limit=4_000)
    assert isinstance(problem, ReadProblem)
    assert (problem.code, "https://xa.example/1" in problem.place) == ("too-large", True)
    assert isinstance(part, Part)


TWO = gzip.compress(record()) + gzip.compress(record(url="https://xa.example/2"))
DAMAGED = [
    ("no archive", "a.warc", b"Hoi nghi" * 20, 0),
    ("no gzip", "a.warc.gz", b"Hoi nghi" * 20, 0),
    ("noise after a page", "a.warc.gz", gzip.compress(record()) + bytes(range(256)), 1),
    ("cut off in a header", "a.warc.gz", TWO[: len(TWO) * 7 // 10], 1),
    ("cut off in a page", "a.warc.gz", TWO[: len(TWO) * 9 // 10], 1),
    ("cut off, not gzipped", "a.warc", (record() * 2)[:-80], 1),
]


@pytest.mark.parametrize(
    ("name", "data", "pages"), [d[1:] for d in DAMAGED], ids=[d[0] for d in DAMAGED]
)
def test_damage_is_told_after_the_pages_before(
    tmp_path: Path, name: str, data: bytes, pages: int
) -> None:
    *parts, problem = found_in(tmp_path / name, data)
    assert [type(part) for part in parts] == [Part] * pages
    assert isinstance(problem, ReadProblem)
    assert (problem.code, problem.place) == ("damaged", str(tmp_path / name))


def test_an_empty_archive_is_told(tmp_path: Path) -> None:
    (problem,) = found_in(tmp_path / "a.warc", b"")
    assert isinstance(problem, ReadProblem)
    assert problem.code == "no-reports"
