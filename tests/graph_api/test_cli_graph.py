"""`chithi graph`: tables for the eye, the formats of `/graph`, and what is told when it cannot."""

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command
from typer.testing import CliRunner, Result

from graph_api.cli import app
from graph_api.cli.graph import Format, graph
from graph_api.store.embedded import Store
from loaders.triples import nquads
from tests.graph_api.walked import MAY, OTHER_MAY, REPORTS, person, report_iri

Chithi = Callable[[str], Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("walks") / "store"
    with Store.open(place) as store:
        for extraction in REPORTS:
            store.put(report_iri(extraction), nquads(extraction))
    return place


@pytest.fixture
def chithi(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Chithi:
    monkeypatch.setenv("CHITHI_STORE", str(folder))
    monkeypatch.setenv("COLUMNS", "160")
    return lambda line: CliRunner().invoke(app, ["graph", *shlex.split(line)])


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("neighbours 'Vi Thị Suối' --kind post", ("Vi Thị Suối", "Viện trưởng", "Viện Sao Mai")),
        ("hierarchy 'Phòng Đo' --as-of 2032 --depth 1", ("Phòng Đo", "Viện Sao Mai", "line=state")),
        ("citations 77-CT/ĐU", ("Đo gió", "viện dẫn", "Chỉ thị 77-CT/ĐU")),
        ("person 'Vi Thị Suối' --kind meets", ("Vi Thị Suối", "Lò Văn Mây", "shared=")),
        ("difference 'Viện Sao Mai' --from 2032 --to 2034", ("Phòng Đo", "change=began")),
        ("most-cited --limit 1", ("document", "Chỉ thị 77-CT/ĐU", "citations=3")),
    ],
)
def test_a_table_for_the_eye(chithi: Chithi, line: str, row: tuple[str, ...]) -> None:
    done = chithi(line)
    assert done.exit_code == 0, done.output
    assert any(all(cell in shown for cell in row) for shown in done.stdout.splitlines())


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.TABLE])
def test_the_formats(chithi: Chithi, form: Format) -> None:
    done = chithi(f"hierarchy 'Viện Sao Mai' --format {form}")
    assert done.exit_code == 0
    assert "Phòng Đo" in done.stdout


def test_json_is_that_of_the_server(chithi: Chithi) -> None:
    told = json.loads(chithi("neighbours 'Vi Thị Suối' --format json").stdout)
    assert told["nodes"][0]["label"] == "Vi Thị Suối"


def test_pages_of_neighbours(chithi: Chithi) -> None:
    whole = list(csv.DictReader(io.StringIO(chithi("neighbours 'Viện Sao Mai' -f csv").stdout)))
    first = chithi("neighbours 'Viện Sao Mai' -f json --limit 4")
    told = json.loads(first.stdout)
    rest = chithi(f"neighbours 'Viện Sao Mai' -f csv --after '{told['rest']}'")
    others = list(csv.DictReader(io.StringIO(rest.stdout)))
    assert len(told["edges"]) + len(others) == len(whole)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("neighbours 'Viện Sao Mai' --limit 4", "there is more: --after '"),
        ("hierarchy 'Viện Sao Mai' --limit 2", "there is more: --limit"),
        ("hierarchy 'Ban Trứng'", "vòng · a loop: "),
    ],
)
def test_what_a_reader_must_know_is_told_beside_the_table(
    chithi: Chithi, line: str, said: str
) -> None:
    done = chithi(line)
    assert done.exit_code == 0
    assert said in done.stderr


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("neighbours 'Lò Văn Mây'", person(MAY)),
        ("neighbours 'Lò Văn Mây'", person(OTHER_MAY)),
        ("person 'Suối'", "Vi Thị Suối (person)"),
        ("hierarchy 'Viện Sao Mai' --depth 1000", "depth=1000"),
        ("hierarchy 'Viện Sao Mai' --as-of hôm-nay", "asOf=hôm-nay"),
        ("hierarchy 'Viện Sao Mai' --direction sideways", "direction=sideways"),
    ],
)
def test_what_cannot_be_answered(chithi: Chithi, line: str, said: str) -> None:
    done = chithi(line)
    assert done.exit_code == 2
    assert said in done.stderr.replace("\n", "")


def test_each_command_has_an_example() -> None:
    group = get_command(graph)
    assert isinstance(group, TyperGroup)
    assert group.commands
    for name, command in group.commands.items():
        assert f"`chithi graph {name} " in (command.help or ""), name
