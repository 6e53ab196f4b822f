"""The command line: what it prints, where, and with which exit code.

Most cases run the application in this process; what belongs to a process (the installed
command, pipes, a store in use by another) runs it in one of its own.
"""

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from graph_api.cli import app
from graph_api.export import Format
from graph_api.store.embedded import Store
from loaders.triples import nquads
from ontology.terms import expand
from tests.queries.cases import CASES, Case
from tests.queries.small_store import EXTRACTIONS

MEETING = """Đảng ủy Viện Đo lường Sông Lam sơ kết 6 tháng đầu năm

Ngày 15/7/2031, Đảng ủy Viện Đo lường Sông Lam tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm.
Đồng chí Đặng Thị Thủy, Bí thư Đảng ủy, Viện trưởng, chủ trì Hội nghị.
"""

MAIN = "from graph_api.cli import main; main()"


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Chithi = Callable[..., Ran]


@pytest.fixture
def chithi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chithi:
    """Runs the command in an empty folder, with a store beside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHITHI_STORE", str(tmp_path / "kho"))
    monkeypatch.setenv("COLUMNS", "160")
    runner = CliRunner()

    def run(*words: str) -> Ran:
        result = runner.invoke(app, words)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception  # a traceback, which no user is to see
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """The store of the catalogue's cases, on disk where `chithi` looks for it."""
    with Store.open(tmp_path / "kho") as store:
        for extraction in EXTRACTIONS:
            store.put(store.iris.report(extraction.report.name), nquads(extraction))
    return tmp_path / "kho"


# --- load and retract ----------------------------------------------------------------------------


def test_load_tells_each_report_and_each_failure(chithi: Chithi) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    Path("b.txt").write_bytes(b"")
    ran = chithi("load", ".", "nowhere.html")
    assert ran.code == 1
    assert re.search(r"^a +mới · new +1 ", ran.out, re.MULTILINE)
    assert re.search(r"^b +lỗi · failed", ran.out, re.MULTILINE)
    assert "b.txt: tệp rỗng" in ran.err
    assert "nowhere.html: không có tệp" in ran.err
    assert "[2/3] b" in ran.err


def test_load_again_changes_nothing(chithi: Chithi) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    assert chithi("load", "a.txt").code == 0
    before = chithi("query", "meetings", "--format", "csv").out
    again = chithi("load", "a.txt")
    assert again.code == 0
    assert "không đổi · unchanged" in again.out
    assert chithi("query", "meetings", "--format", "csv").out == before


def test_load_without_any_report_makes_no_store(chithi: Chithi, tmp_path: Path) -> None:
    ran = chithi("load", ".")
    assert ran.code == 1
    assert "thư mục không có báo cáo nào" in ran.err
    assert not (tmp_path / "kho").exists()


def test_the_size_limit_can_be_raised(chithi: Chithi) -> None:
    Path("a.txt").write_text(MEETING * 100, encoding="utf-8")
    refused = chithi("load", "a.txt", "--max-size", "0.01")
    assert refused.code == 1
    assert "--max-size" in refused.err
    assert chithi("load", "a.txt", "--max-size", "0.1").code == 0


def json_lines(path: str, count: int, *, broken: int = 0) -> None:
    """A file of many reports, each with a name of its own in the field `so`."""
    with Path(path).open("w", encoding="utf-8") as file:
        for number in range(count):
            text = MEETING.replace("Sông Lam", f"Sông Lam {number}")
            line = json.dumps({"noi_dung": text, "so": f"r{number}"}, ensure_ascii=False)
            file.write(("{" if number < broken else line) + "\n")


FIELDS = ["--fields", "text=noi_dung,name=so"]


def test_fields_of_json_lines_are_told(chithi: Chithi) -> None:
    json_lines("a.jsonl", 2, broken=1)
    ran = chithi("load", "a.jsonl", *FIELDS)
    assert ran.code == 1
    assert re.search(r"^r1 +mới · new +1 ", ran.out, re.MULTILINE)
    assert "a.jsonl:1: dòng này không phải" in ran.err
    refused = chithi("load", "a.jsonl", "--fields", "text=body")
    assert "noi_dung" in refused.err
    assert "--fields text=" in refused.err


def test_a_long_load_is_told_in_sums_and_its_failures_as_they_come(chithi: Chithi) -> None:
    json_lines("a.jsonl", 230, broken=210)
    ran = chithi("load", "a.jsonl", *FIELDS, "--jobs", "2")
    assert ran.code == 1
    (row,) = ran.out.splitlines()[2:3]
    assert row.startswith("230 báo cáo · reports")
    assert "20 mới · new" in row
    assert "210 lỗi · failed" in ran.out
    assert ran.err.count("a.jsonl:210: ") == ran.err.count("a.jsonl:1: ") == 1
    stored = csv.DictReader(io.StringIO(chithi("query", "reports", "--format", "csv").out))
    assert len(list(stored)) == 20


@pytest.mark.parametrize(
    ("words", "name"), [([], "stdin"), (["--name", "họp viện"], "họp viện")], ids=["", "--name"]
)
def test_standard_input_is_a_report(stored: Path, words: list[str], name: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", MAIN, "load", "-", *words],
        input=MEETING,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"CHITHI_STORE": str(stored), "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert (ran.returncode, "Traceback" in ran.stderr) == (0, False)
    with Store.open(stored) as store:
        assert store.iris.report(name) in store


def test_source_and_date_are_given_for_what_does_not_tell(chithi: Chithi) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    words = ["--source", "https://vien.example/1", "--published", "16/7/2031"]
    assert chithi("load", "a.txt", *words).code == 0
    (row,) = csv.DictReader(io.StringIO(chithi("query", "reports", "--format", "csv").out))
    assert (row["source"], row["date"]) == ("https://vien.example/1", "2031-07-16")


def test_interrupted_it_tells_and_keeps_what_is_loaded(tmp_path: Path) -> None:
    json_lines(str(tmp_path / "a.jsonl"), 3000)
    with subprocess.Popen(
        [sys.executable, "-u", "-c", MAIN, "load", "a.jsonl", *FIELDS, "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        process_group=0,
        env={"CHITHI_STORE": "kho", "PYTHONPATH": str(Path(__file__).parents[2])},
    ) as running:
        assert running.stderr
        for _ in range(40):
            assert running.stderr.readline()
        os.killpg(running.pid, signal.SIGINT)  # as Ctrl-C does: all processes hear it
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Đã dừng" in err
    assert "Traceback" not in err
    assert "báo cáo" in out
    with Store.open(tmp_path / "kho") as store:
        assert 38 <= len(store.reports()) < 3000


def test_retract_removes_what_is_there_and_tells_what_is_not(chithi: Chithi, stored: Path) -> None:
    assert stored.is_dir()
    name = EXTRACTIONS[0].report.name
    ran = chithi("retract", name, "khong-co")
    assert ran.code == 1
    assert f"{name}: đã rút" in ran.out
    assert "khong-co: kho không có báo cáo này" in ran.err
    assert name not in chithi("query", "reports", "--format", "csv").out


# --- extract -------------------------------------------------------------------------------------


def test_extract_marks_the_words_in_their_sentence(chithi: Chithi) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    ran = chithi("extract", "a.txt")
    assert ran.code == 0
    assert "Đặng Thị Thủy: chủ trì · chair" in ran.out
    assert re.search(r"^    [^«\n]*«[^»\n]+»", ran.out, re.MULTILINE)
    assert not Path("kho").exists()


def test_a_terminal_gets_colours_instead_of_marks(
    chithi: Chithi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    monkeypatch.setenv("TERM", "xterm-256color")
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    ran = chithi("extract", "a.txt")
    assert "\x1b[" in ran.out
    assert "«" not in ran.out


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", "tệp rỗng"),
        ("a.pdf", b"%PDF", "không phải PDF"),
        ("a.doc", b"x", ".docx"),
        ("b.txt", None, "không có tệp"),
    ],
)
def test_extract_tells_what_it_cannot_read(
    chithi: Chithi, name: str, data: bytes | None, told: str
) -> None:
    if data is not None:
        Path(name).write_bytes(data)
    ran = chithi("extract", name)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"chithi: {name}: ")
    assert told in ran.err


def test_extract_as_json_quotes_every_span(chithi: Chithi) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    said = json.loads(chithi("extract", "a.txt", "--format", "json").out)
    text = said["report"]["text"]
    (meeting,) = said["meetings"]
    span = meeting["span"]
    assert meeting["date"] == "2031-07-15"
    assert text[span["start"] : span["end"]] == span["quote"]


def test_extract_as_nquads_is_what_load_stores(chithi: Chithi, tmp_path: Path) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    quads = chithi("extract", "a.txt", "--format", "nq").out
    chithi("load", "a.txt")
    with Store.open(tmp_path / "kho") as store:
        report = store.iris.report("a")
        assert len(quads.splitlines()) == len(list(store.graph(report)))


# --- query and queries ---------------------------------------------------------------------------


def test_query_as_csv_has_the_columns_of_the_catalogue(chithi: Chithi, stored: Path) -> None:
    assert stored.is_dir()
    rows = list(csv.reader(io.StringIO(chithi("query", "roles", "--format", "csv").out)))
    assert rows[0][:7] == ["report", "person", "role", "organisation", "status", "start", "end"]
    assert {row[0] for row in rows[1:]} <= {e.report.name for e in EXTRACTIONS}
    assert len(rows) > 1


@pytest.mark.parametrize(
    "words",
    [
        ["--person", "Lê Thị Bưởi"],
        ["--person=Lê Thị Bưởi"],
        ["--person", "lê thị bưởi", "-f", "csv"],
    ],
    ids=["two words", "one word", "another case"],
)
def test_parameters_are_options(chithi: Chithi, stored: Path, words: list[str]) -> None:
    assert stored.is_dir()
    ran = chithi("query", "posts-held", *words)
    assert ran.code == 0
    assert "Lê Thị Bưởi" in ran.out
    assert "Phạm Văn Khảm" not in ran.out


WRONG = [
    ("unknown question", ["query", "khong-co"], ["khong-co", "meetings"]),
    ("unknown parameter", ["query", "chaired", "--ten", "A"], ["ten", "person"]),
    ("wrong date", ["query", "chaired", "--since", "hôm qua"], ["since", "2020-07-15"]),
    ("unknown name", ["query", "chaired", "--person", "Không Ai"], ["person", "Không Ai"]),
    ("value missing", ["query", "chaired", "--person"], ["--person"]),
    ("a stray word", ["query", "chaired", "Khảm"], ["Khảm", "--TÊN GIÁ_TRỊ"]),
    ("no such format", ["query", "chaired", "--format", "ttl"], ["ttl", "csv"]),
    ("no format at all", ["query", "chaired", "--format", "xml"], ["xml"]),
    ("no description", ["queries", "khong-co"], ["khong-co", "meetings"]),
    ("no paths", ["load"], ["PATH"]),
    ("no such field", ["load", "a", "--fields", "body=text"], ["--fields", "title", "date"]),
    ("no text", ["load", "a", "--fields", "text="], ["--fields", "text"]),
    ("no date", ["load", "a", "--published", "hôm qua"], ["--published", "2031-07-09"]),
    ("a name for many", ["load", "a", "b", "--name", "x"], ["--name", "-"]),
    ("a name for a file of many", ["load", "a.jsonl", "--name", "x"], ["--name", "-"]),
    ("no name", ["load", "-", "--name", "."], ["--name"]),
    ("a negative number", ["load", "a", "--jobs", "-1"], ["--jobs"]),
    ("no command", ["nap"], ["nap"]),
]


@pytest.mark.parametrize(("words", "told"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_wrong_usage_is_told_by_name(
    chithi: Chithi, stored: Path, words: list[str], told: list[str]
) -> None:
    assert stored.is_dir()
    ran = chithi(*words)
    assert ran.code == 2
    assert [piece for piece in told if piece not in ran.err] == []


def test_queries_lists_every_question_and_describes_one(chithi: Chithi) -> None:
    listed = chithi("queries").out
    assert "chaired" in listed
    assert "Who chaired which meeting" in listed
    described = chithi("queries", "chaired").out
    assert "--person" in described
    assert "report, person, meeting" in described


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One store on disk for all cases, which only read."""
    folder = tmp_path_factory.mktemp("kho") / "kho"
    with Store.open(folder) as store:
        for extraction in EXTRACTIONS:
            store.put(store.iris.report(extraction.report.name), nquads(extraction))
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_question_is_answered(chithi: Chithi, asked: Path, case: Case) -> None:
    words = [word for name, value in case.given.items() for word in (f"--{name}", value)]
    ran = chithi("query", case.query, *words, "--format", "csv", "--store", str(asked))
    assert (ran.code, ran.err) == (0, "")
    rows = csv.DictReader(io.StringIO(ran.out))
    assert [tuple(row[c] for c in case.columns.split()) for row in rows] == list(case.rows)


def test_a_terminal_gets_a_table_of_its_width(
    chithi: Chithi, asked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    ran = chithi("query", "meetings", "--store", str(asked))
    lines = re.sub(r"\x1b\[[\d;]*m", "", ran.out).splitlines()
    assert lines[0].split() == [
        "report",
        "title",
        "date",
        "organiser",
        "place",
        "ordinal",
        "start",
        "end",
    ]
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json"])
def test_each_format_holds_the_answer(chithi: Chithi, asked: Path, form: str) -> None:
    ran = chithi("query", "meetings", "--format", form, "--store", str(asked))
    assert ran.code == 0
    assert "Gặp mặt đầu xuân" in ran.out
    assert (ran.out.startswith("{")) == (form == "json")


def test_a_graph_is_json_ld_by_default(chithi: Chithi, asked: Path) -> None:
    words = ["citation-graph", "--document", "01-KL/TW", "--store", str(asked)]
    assert json.loads(chithi("query", *words).out)


# --- export and check ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", list(Format))
def test_export_to_a_file_is_what_it_prints(
    chithi: Chithi, asked: Path, tmp_path: Path, form: str
) -> None:
    printed = chithi("export", "--format", form, "--store", str(asked))
    assert printed.code == 0
    assert "Phạm Văn Khảm" in printed.out or "Ph\\u1EA1m" in printed.out
    file = tmp_path / "xuat"
    assert chithi("export", "-f", form, "-o", str(file), "--store", str(asked)).code == 0
    assert file.read_bytes().decode() == printed.out
    assert [path.name for path in tmp_path.iterdir()] == ["xuat"]


def test_an_export_that_cannot_be_written_is_told(chithi: Chithi, asked: Path) -> None:
    ran = chithi("export", "--output", "khong-co/xuat.nq", "--store", str(asked))
    assert ran.code == 1
    assert ran.err.startswith("chithi: ")
    assert "khong-co" in ran.err


def test_check_finds_nothing_in_what_chithi_wrote(chithi: Chithi, asked: Path) -> None:
    ran = chithi("check", "--store", str(asked))
    assert (ran.code, ran.out) == (0, "")
    assert "6 báo cáo, 0 lỗi" in ran.err


def test_check_tells_what_is_wrong_and_where(chithi: Chithi, stored: Path) -> None:
    with Store.open(stored) as store:
        report = store.iris.report("hong")
        about = f"<{report}> <{expand('rdf:type')}> <{expand('ct:Report')}> <{report}> .\n"
        store.put(report, about)
    ran = chithi("check")
    assert ran.code == 1
    assert re.search("^hong: .*dcterms:identifier", ran.out, re.MULTILINE)


# --- stores --------------------------------------------------------------------------------------


NO_STORE = [
    ("none there", "khac/a.txt", "", "chưa có kho"),
    ("another folder", "kho/thu.doc", "", "không phải kho"),
    ("a file", "kho", "", "là một tệp"),
    ("a newer store", "kho/chithi.json", '{"format": 99, "base": "x"}', "định dạng 99"),
]


@pytest.mark.parametrize(
    ("path", "text", "told"), [case[1:] for case in NO_STORE], ids=[case[0] for case in NO_STORE]
)
@pytest.mark.parametrize("words", [["query", "meetings"], ["retract", "a"]], ids=" ".join)
def test_what_is_no_store_is_told(
    chithi: Chithi, path: str, text: str, told: str, words: list[str]
) -> None:
    Path(path).parent.mkdir(exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")
    ran = chithi(*words)
    assert ran.code == 1
    assert ran.err.startswith("chithi: ")
    assert told in ran.err


@pytest.mark.parametrize(
    ("words", "code"), [(["retract", "x"], 1), (["query", "meetings"], 0), (["check"], 0)]
)
def test_two_writers_are_told_and_readers_go_on(stored: Path, words: list[str], code: int) -> None:
    with Store.open(stored):
        ran = subprocess.run(
            [sys.executable, "-c", MAIN, *words],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={"CHITHI_STORE": str(stored), "PYTHONPATH": str(Path(__file__).parents[2])},
        )
    assert ran.returncode == code
    assert ("đang được một tiến trình khác dùng" in ran.stderr) is bool(code)
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("base", ["x", "ftp://a/", "http://a", "http://a b/", "http://a>/"])
def test_a_wrong_base_is_told(chithi: Chithi, monkeypatch: pytest.MonkeyPatch, base: str) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    monkeypatch.setenv("CHITHI_BASE", base)
    ran = chithi("load", "a.txt")
    assert ran.code == 2
    assert "CHITHI_BASE" in ran.err


def test_things_lie_under_the_base_of_their_store(chithi: Chithi) -> None:
    Path("a.txt").write_text(MEETING, encoding="utf-8")
    assert chithi("load", "a.txt", "--base", "https://kho.example/id/").code == 0
    assert chithi("load", "a.txt").code == 0  # the store knows its base
    assert "https://kho.example/id/meeting/" in chithi("query", "meetings", "-f", "csv").out
    other = chithi("load", "a.txt", "--base", "https://khac.example/id/")
    assert other.code == 1
    assert "https://kho.example/id/" in other.err


def test_a_full_disk_is_told_and_the_store_is_as_before(
    chithi: Chithi, samples: Path, stored: Path
) -> None:
    before = chithi("export").out
    ran = subprocess.run(
        # no file may grow over 50 kB, which is how a full disk looks to the store
        ["sh", "-c", f"ulimit -f 100; '{sys.executable}' -c '{MAIN}' load '{samples}'"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"CHITHI_STORE": str(stored), "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert ran.returncode == 1
    assert "đĩa đã đầy" in ran.stderr
    assert "Traceback" not in ran.stderr
    after = chithi("export").out
    assert set(before.splitlines()) <= set(after.splitlines())
    assert chithi("check").code == 0
    assert chithi("load", str(samples)).code == 0


def test_a_reader_that_goes_away_is_no_error(stored: Path) -> None:
    ran = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -c '{MAIN}' query reports --format csv | head -c 5"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={"CHITHI_STORE": str(stored), "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert ran.stdout == "repor"
    assert "Traceback" not in ran.stderr


# --- documentation -------------------------------------------------------------------------------

COMMANDS = typer.main.get_command(app)
assert isinstance(COMMANDS, typer.core.TyperGroup)
OPTIONS = [
    (name, option)
    for name, command in COMMANDS.commands.items()
    for parameter in command.params
    for option in parameter.opts
    if option.startswith("--")
]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_each_option_is_in_the_commands_own_section(root: Path, name: str, option: str) -> None:
    page = (root / "docs" / "commands.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## chithi {name}\n")[2].partition("\n## ")[0]
    assert f"{option} " in section or f"{option}`" in section


@pytest.mark.parametrize("name", sorted(COMMANDS.commands))
def test_help_is_in_two_languages_with_an_example(chithi: Chithi, name: str) -> None:
    ran = chithi(name, "--help")
    assert ran.code == 0
    assert " · " in ran.out
    assert f"chithi {name}" in ran.out
