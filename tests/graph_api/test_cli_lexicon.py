"""`chithi lexicon` and `--lexicon`: each case is a process, for tables are read once in one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = "from graph_api.cli import main; main()"
REPORT = """Đảng ủy Viện Đo lường Sông Lam sơ kết 6 tháng đầu năm

Ngày 15/7/2031, Đảng ủy Viện Đo lường Sông Lam tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm.
Đồng chí Đặng Thị Thủy, Trưởng trạm gác Viện Đo lường Sông Lam, chủ trì Hội nghị.
"""
POST = (
    "id\tform\tlabel\texpects\tgroup\texample\n"
    "truong_tram_gac\tTrưởng trạm gác\tTrưởng trạm gác\tvien\tchuyen_mon\t{}\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report, and a table that knows a post more."""
    (tmp_path / "tin.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "tu-vung").mkdir()
    table = POST.format("Trưởng trạm gác Lê Văn Hạnh")
    (tmp_path / "tu-vung" / "chuc_vu.tsv").write_text(table, encoding="utf-8")
    (tmp_path / "sai").mkdir()
    broken = POST.format("Trưởng trạm bơm Lê Văn Hạnh")
    (tmp_path / "sai" / "chuc_vu.tsv").write_text(broken, encoding="utf-8")
    return tmp_path


def chithi(folder: Path, *words: str, **variables: str) -> tuple[int, str]:
    """The exit code and what the command says on both streams."""
    done = subprocess.run(
        [sys.executable, "-c", MAIN, *words],
        cwd=folder,
        env={**os.environ, "CHITHI_STORE": "kho", **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("words", "variables", "code", "said"),
    [
        (["extract", "tin.txt", "--lexicon", "tu-vung"], {}, 0, "Đặng Thị Thủy: Trưởng trạm gác"),
        (["extract", "tin.txt"], {"CHITHI_LEXICON": "tu-vung"}, 0, "Thủy: Trưởng trạm gác"),
        (
            ["extract", "tin.txt", "--lexicon", "sai"],
            {},
            2,
            "sai/chuc_vu.tsv:2: ví dụ “Trưởng trạm bơm",
        ),
        (["load", "tin.txt", "--lexicon", "sai"], {}, 2, "sai/chuc_vu.tsv:2:"),
        (["serve", "--lexicon", "sai"], {}, 2, "sai/chuc_vu.tsv:2:"),
        (["lexicon", "check", "tu-vung"], {}, 0, "Tốt · all is well"),
        (["lexicon", "check", "tu-vung"], {}, 0, "tu-vung/chuc_vu.tsv: 1 dòng mới"),
        (["lexicon", "check", "sai"], {}, 1, "1 lỗi · faults"),
        (["lexicon", "check", "đâu"], {}, 1, "đâu: không có thư mục này · no such folder"),
        (["lexicon", "tables"], {}, 0, "chuc_vu: Chức vụ và cách viết."),
        (["lexicon", "tables", "chuc_vu"], {}, 0, "    expects: loại tổ chức"),
        (["lexicon", "tables", "chuc"], {}, 2, "không có bảng chuc"),
    ],
)
def test_a_lexicon_of_the_user(
    folder: Path, words: list[str], variables: dict[str, str], code: int, said: str
) -> None:
    ended, printed = chithi(folder, *words, **variables)
    assert (ended, said in printed) == (code, True), printed


def test_without_the_table_the_post_is_unknown(folder: Path) -> None:
    assert "Trưởng trạm gác —" not in chithi(folder, "extract", "tin.txt")[1]


def test_what_is_loaded_with_a_lexicon_can_be_asked(folder: Path) -> None:
    assert chithi(folder, "load", "tin.txt", "--lexicon", "tu-vung")[0] == 0
    assert "Trưởng trạm gác" in chithi(folder, "query", "roles", "--format", "csv")[1]
