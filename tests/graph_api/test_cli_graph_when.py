"""`chithi graph timeline`, `figures`, `changes`, `contradictions`."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner, Result

from graph_api.cli import app
from graph_api.store.embedded import Store
from loaders.triples import nquads
from tests.graph_api.small import IRIS
from tests.queries.small_store import EXTRACTIONS

ONE, TWO = "2031-07-15T08:30:00.000Z", "2031-07-16T08:30:00.000Z"

Chithi = Callable[..., Result]


@pytest.fixture(scope="module")
def chithi(tmp_path_factory: pytest.TempPathFactory) -> Chithi:
    folder: Path = tmp_path_factory.mktemp("graph") / "kho"
    with Store.open(folder) as store:
        for extraction in EXTRACTIONS:
            store.put(IRIS.report(extraction.report.name), nquads(extraction), at=ONE)
        store.retract(IRIS.report("ke-hoach-12"), at=TWO)

    def run(*words: str) -> Result:
        asked = ["graph", *words, "--store", str(folder)]
        return CliRunner().invoke(app, asked, env={"COLUMNS": "300"})

    return run


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("timeline", "Phạm Văn Khảm", "--kind", "post"), ["2020-07-15", "2021-03-10"]),
        (
            ("figures", "Đảng bộ Viện Luyện kim Sông Trà"),
            ["doanh thu: 30.5 tỷ đồng", "period=2020"],
        ),
        (("changes", "--last"), ["retracted", "ke-hoach-12"]),
        (("changes", "--to", "2031-07-15"), ["added"]),
        (("contradictions", "--kind", "two-heads"), ["“Hà Quang Tấm, Viện” ≠ “Phạm Văn Khảm"]),
        (("contradictions", "Cao Thị Gang"), ["two-places", "posts-after-the-end"]),
    ],
)
def test_it_is_shown_as_a_table(chithi: Chithi, words: tuple[str, ...], shown: list[str]) -> None:
    ran = chithi(*words)
    assert ran.exit_code == 0, ran.output
    assert [piece for piece in shown if piece not in " ".join(ran.stdout.split())] == []


@pytest.mark.parametrize(
    "words", [("timeline", "Phạm Văn Khảm"), ("changes",), ("contradictions",)]
)
def test_other_formats_hold_the_same(chithi: Chithi, words: tuple[str, ...]) -> None:
    ids = [entry["id"] for entry in json.loads(chithi(*words, "-f", "json").stdout)["entries"]]
    assert ids
    lines = csv.DictReader(io.StringIO(chithi(*words, "-f", "csv").stdout))
    assert [line["id"] for line in lines] == ids
    turtle = ox.parse(chithi(*words, "-f", "ttl").stdout, format=ox.RdfFormat.TURTLE)
    assert set(ids) <= {str(quad.subject)[1:-1] for quad in turtle}


def test_figures_are_series(chithi: Chithi) -> None:
    ran = chithi("figures", "Đảng bộ Viện Luyện kim Sông Trà", "-f", "json")
    assert [one["indicator"] for one in json.loads(ran.stdout)["series"]] == [
        "doanh thu",
        "Doanh thu cả năm",
    ]


def test_what_is_cut_tells_how_to_go_on(chithi: Chithi) -> None:
    whole = json.loads(chithi("changes", "-f", "json").stdout)["entries"]
    cut = chithi("changes", "--limit", "2", "-f", "json")
    assert "--after" in cut.stderr
    after = "".join(cut.stderr.split("--after ")[1].split("\n")).strip("'")
    left = chithi("changes", "--after", after, "-f", "json")
    found = json.loads(cut.stdout)["entries"] + json.loads(left.stdout)["entries"]
    assert found == whole


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("timeline", "Không Ai Cả"), "Không có đối tượng này"),
        (("timeline", "Phạm Văn Khảm", "--from", "hôm qua"), "from=hôm qua"),
        (("changes", "--kind", "moved"), "kind=moved"),
        (("contradictions", "--kind", "three-heads"), "kind=three-heads"),
        (("figures", "Phạm Văn Khảm"), "Không có đối tượng này"),
    ],
)
def test_what_cannot_be_told(chithi: Chithi, words: tuple[str, ...], message: str) -> None:
    ran = chithi(*words)
    assert ran.exit_code in {1, 2}
    assert message in " ".join(ran.stderr.split())


@pytest.mark.parametrize("name", ["timeline", "figures", "changes", "contradictions"])
def test_the_help_has_an_example(chithi: Chithi, name: str) -> None:
    assert f"chithi graph {name}" in chithi(name, "--help").output
