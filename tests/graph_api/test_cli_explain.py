"""`chithi explain`: what it prints, for people and for programs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph_api.cli import app

REPORT = """Đảng ủy Viện Đo lường Sông Lam sơ kết 6 tháng đầu năm

Ngày 15/7/2031, Đảng ủy Viện Đo lường Sông Lam tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm.
Đồng chí Đặng Thị Thủy, Bí thư Đảng ủy, chủ trì Hội nghị. Viện trưởng rất vui. Trời mưa.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def explain(report: Path, *words: str) -> Result:
    return CliRunner().invoke(app, ["explain", str(report), *words])


@pytest.mark.parametrize(
    "line",
    [
        "Câu · sentence 3",
        "• Chức vụ · posts: Đặng Thị Thủy: Bí thư — Đảng ủy Viện Đo lường Sông Lam",
        "    «Đồng chí Đặng Thị Thủy, Bí thư Đảng ủy», chủ trì Hội nghị.",
        "    post:bi_thu: Một chức vụ (bảng chuc_vu)",
        "” bi_thu",
        "  «Viện trưởng» rất vui.",
        "  ? có chức vụ mà không thấy người giữ · a post whose holder is not found",
        "  Trời mưa.\n  không có gì gần một sự kiện · nothing near a fact",
    ],
)
def test_it_is_explained_for_people(report: Path, line: str) -> None:
    printed = explain(report).stdout.replace("”  ", "” ")
    assert line in printed, printed


@pytest.mark.parametrize(
    ("words", "sentences", "relations"),
    [
        ([], [1, 2, 3, 4, 5], {"meetings", "participation", "roles", "hierarchy"}),
        (["--sentence", "3"], [3], {"participation", "roles"}),
        (["--only", "roles"], [1, 2, 3, 4, 5], {"roles"}),
        (["--only", "roles", "--sentence", "4"], [4], set()),
    ],
)
def test_it_is_explained_for_programs(
    report: Path, words: list[str], sentences: list[int], relations: set[str]
) -> None:
    told = json.loads(explain(report, "--format", "json", *words).stdout)
    assert [one["sentence"] for one in told] == sentences
    assert {fact["relation"] for one in told for fact in one["facts"]} == relations


def test_a_row_says_where_it_stands(report: Path) -> None:
    (told,) = json.loads(explain(report, "-f", "json", "--sentence", "3", "--only", "roles").stdout)
    row = told["facts"][0]["rows"][0]
    text = REPORT.replace("\n\n", "\n")
    assert (row["table"], row["id"], row["form"]) == ("chuc_vu", "bi_thu", "Bí thư")
    assert row["place"].startswith("chuc_vu:")
    assert row["end"] - row["start"] == len("Bí thư")
    assert told["facts"][0]["quote"] in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sentence", "6"], "chỉ có 5 câu"),
        (["--sentence", "0"], "--sentence"),
        (["--only", "role"], "roles"),
    ],
)
def test_what_is_asked_in_a_wrong_way_is_told(report: Path, words: list[str], said: str) -> None:
    done = explain(report, *words)
    assert done.exit_code == 2
    assert said in done.output


def test_a_file_that_is_no_report_is_told(tmp_path: Path) -> None:
    (tmp_path / "tin.txt").write_bytes(b"")
    done = explain(tmp_path / "tin.txt")
    assert done.exit_code == 1
    assert "tin.txt" in done.output


def test_a_row_of_the_user_is_told_by_its_file(report: Path) -> None:
    folder = report.parent / "tu-vung"
    folder.mkdir()
    (folder / "chuc_vu.tsv").write_text("id\tform\nbi_thu\tBí thơ\n", encoding="utf-8")
    report.write_text(REPORT.replace("Bí thư", "Bí thơ"), encoding="utf-8")
    code = "from graph_api.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "explain", "tin.txt", "--lexicon", "tu-vung"],
        cwd=report.parent,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "tu-vung/chuc_vu.tsv:2 “Bí thơ”  bi_thu" in done.stdout, done.stdout + done.stderr
