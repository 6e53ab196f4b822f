"""`chithi graph network` and `chithi graph paths`: what they print, and what they keep."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph_api.cli import app
from graph_api.store import Store
from loaders.model import Person
from loaders.triples import nquads
from tests.graph_api.networks import LUA, MAY, NGO, SUOI, iri, told
from tests.graph_api.small import IRIS

REPORTS = (
    told("mot", "2031-07-15", [MAY, SUOI]),
    told("hai", "2032", [SUOI, LUA], [(LUA, "Phòng Giống"), (NGO, "Phòng Giống")]),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "kho"
    with Store.open(path) as store:
        for one in REPORTS:
            store.put(IRIS.report(one.report.name), nquads(one))
    return path


def chithi(folder: Path, *words: str) -> Result:
    environment = {"CHITHI_STORE": str(folder), "COLUMNS": "200"}
    return CliRunner().invoke(app, ["graph", *words], env=environment)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["network"], [SUOI, MAY, LUA]),  # who was at both meetings first
        (["network", "--limit", "1"], [SUOI]),
        (["network", "--measure", "betweenness", "--limit", "1"], [SUOI]),
        (["network", "--to", "2031"], [MAY, SUOI]),
        (["network", "--of", "bodies"], [LUA, NGO]),
    ],
)
def test_a_row_for_each_node(folder: Path, words: list[str], names: list[Person]) -> None:
    ran = chithi(folder, *words)
    assert ran.exit_code == 0
    rows = ran.stdout.splitlines()[1:]
    shown = {one.name for row in rows for one in (MAY, SUOI, LUA, NGO) if one.name in row}
    assert shown == {one.name for one in names}
    assert len(rows) == len(names)
    assert "degree=" in rows[0]


def test_it_is_kept_beside_the_store(folder: Path) -> None:
    chithi(folder, "network", "--kind", "attend")
    kept = {path: path.stat().st_ino for path in (folder / "networks").glob("1-*")}
    assert kept
    assert chithi(folder, "network", "--kind", "attend").exit_code == 0
    assert {path: path.stat().st_ino for path in (folder / "networks").glob("1-*")} == kept


def test_the_paths(folder: Path) -> None:
    ran = chithi(folder, "paths", MAY.name, iri(LUA), "-k", "1", "--format", "json")
    found = json.loads(ran.stdout)
    assert [node["step"] for node in found["nodes"]] == [0, 1, 2, 3, 4]
    assert found["notes"] == ["1 đường, số bước: 4 · paths found, by their steps"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["network", "--from", "2031-13"], "from=2031-13"),
        (["network", "--kind", "current"], "kind=current"),
        (["paths", "Không Có Ai", iri(MAY)], "Không có đối tượng này"),
        (["paths", iri(MAY), iri(LUA), "--depth", "1000"], "depth=1000"),
        (["paths", iri(MAY), iri(LUA), "-k", "0"], "k=0"),
    ],
)
def test_what_is_asked_wrongly(folder: Path, words: list[str], message: str) -> None:
    ran = chithi(folder, *words)
    assert ran.exit_code == 2
    assert message in ran.stderr
