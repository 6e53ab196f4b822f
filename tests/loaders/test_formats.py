"""The samples in other formats say what their twins among the text files say, word for word."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from graph_api.said import kinds, line
from loaders.extract import extract
from loaders.model import Report
from loaders.read import ReadProblem, ReportFile, find, find_sent, read

SAMPLES = Path(__file__).parents[2] / "samples"

TWINS = [
    ("ban-in-vien-dia-chat-hai-van", "hoi-nghi-so-ket-vien-dia-chat-hai-van"),
    ("thong-bao-ho-chua-khe-lim", "thong-bao-ket-luan-hop-du-an-ho-chua-khe-lim"),
    (
        "ban-tin-hoi-nghi-lan-thu-tam-dang-bo-khoi-vinh-son",
        "hoi-nghi-lan-thu-tam-dang-bo-khoi-vinh-son",
    ),
    (
        "ban-tin-hoi-khuyen-hoc-huyen-cua-luy-hop-ban-thuong-vu",
        "hoi-khuyen-hoc-huyen-cua-luy-hop-ban-thuong-vu",
    ),
    (
        "ban-tin-khai-mac-ky-hop-thu-14-hdnd-tinh-huong-binh",
        "khai-mac-ky-hop-thu-14-hdnd-tinh-huong-binh",
    ),
    (
        "hoi-nghi-tong-ket-tong-cong-ty-cang-dong-luy-bd67ff4a",
        "hoi-nghi-tong-ket-tong-cong-ty-cang-dong-luy",
    ),
    (
        "doan-cong-tac-bo-giao-thong-van-tai-lam-viec-tai-vinh-son-842ca592",
        "doan-cong-tac-bo-giao-thong-van-tai-lam-viec-tai-vinh-son",
    ),
    (
        "tin-dong-dien-duong-day-110-kv-nam-suong-4722d80e",
        "tin-dong-dien-duong-day-110-kv-nam-suong",
    ),
]


@cache
def found() -> dict[str, Report]:
    """What is read in `samples/formats/`, by name; problems are left out."""
    reports = [read(one) for one in find([SAMPLES / "formats"]) if not isinstance(one, ReadProblem)]
    return {report.name: report for report in reports if isinstance(report, Report)}


@cache
def twin(name: str) -> Report:
    report = read(ReportFile(SAMPLES / f"{name}.txt", name))
    assert isinstance(report, Report)
    return report


def lines(report: Report) -> list[str]:
    return [line for line in report.text.split("\n") if line]


def facts(report: Report) -> list[str]:
    return [line(fact) for kind in kinds(extract(report)) for fact in kind.facts]


def test_all_formats_are_compared() -> None:
    assert sorted(found()) == sorted(name for name, _ in TWINS)


@pytest.mark.parametrize(("name", "text"), TWINS, ids=[name[:40] for name, _ in TWINS])
def test_a_format_gives_the_lines_of_its_text(name: str, text: str) -> None:
    assert lines(found()[name]) == lines(twin(text))


@pytest.mark.parametrize(("name", "text"), TWINS, ids=[name[:40] for name, _ in TWINS])
def test_a_format_says_what_its_text_says(name: str, text: str) -> None:
    report = found()[name]
    same = replace(twin(text), published=report.published, title=report.title)
    assert facts(report) == facts(same)


def test_pages_without_an_article_are_passed_over() -> None:
    archive = SAMPLES / "formats" / "trang-tin-tong-hop.warc.gz"
    read_ones = [read(one) for one in find([archive]) if not isinstance(one, ReadProblem)]
    problems = [one for one in read_ones if isinstance(one, ReadProblem)]
    assert [(problem.code, problem.passed_over) for problem in problems] == [("no-article", True)]


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.glob("formats/*")))
def test_a_file_that_is_sent_says_what_it_says_on_disk(name: str) -> None:
    path = SAMPLES / "formats" / name
    here = [read(one) for one in find([path]) if not isinstance(one, ReadProblem)]
    there = [
        read(one)
        for one in find_sent(f"C:\\reports\\{name}", path.read_bytes())
        if not isinstance(one, ReadProblem)
    ]
    reports = [one for one in here if isinstance(one, Report)]
    assert reports
    assert [one for one in there if isinstance(one, Report)] == reports
