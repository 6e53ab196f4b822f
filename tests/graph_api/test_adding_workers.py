"""Files are read by processes that can be ended: what is hostile costs itself alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_api.app import create_app
from graph_api.jobs import Lane
from graph_api.metrics import Metrics
from graph_api.settings import Settings
from graph_api.store import Store
from graph_api.workers.watch import watched
from tests.graph_api.asking import Keys
from tests.graph_api.test_adding import TEXT, bomb


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[tuple[TestClient, Keys]]:
    """A server on a folder that has 5 seconds for a file."""
    Store.open(tmp_path).close()
    settings, metrics = Settings(keys=str(tmp_path), write_seconds=5, workers=1), Metrics()
    runner = watched(tmp_path, settings, metrics)
    with TestClient(create_app(runner, settings, metrics)) as client:
        yield client, Keys(tmp_path)
        assert runner.pool.counts(Lane.PARSE)["waiting"] == 0


def test_a_file_that_takes_too_long_stops_no_other(asked: tuple[TestClient, Keys]) -> None:
    client, keys = asked
    files: list[tuple[str, str | bytes]] = [
        ("a.txt", TEXT),
        ("b.txt", TEXT * 90_000),
        ("c.docx", bomb()),
        ("d.txt", TEXT),
    ]
    headers = keys.bearer("write")
    sent = [("file", one) for one in files]
    told = client.post("/reports", files=sent, headers=headers).json()["reports"]
    codes = [one["problem"]["code"] if "problem" in one else one["state"] for one in told]
    assert codes == ["new", "process-died", "too-large", "new"]
    assert told[1]["problem"]["place"] == "b.txt"
    assert client.get("/reports/d.json").json()["text"] == TEXT
    shown = client.post("/reports/preview", files=sent[2:], headers=headers).json()["files"]
    assert [one["reports"][0].get("report") for one in shown] == [None, "d"]


def test_what_is_retracted_is_gone(asked: tuple[TestClient, Keys]) -> None:
    client, keys = asked
    headers = keys.bearer("write")
    client.post("/reports", files=[("file", ("a.txt", TEXT))], headers=headers)
    assert client.get("/search.json?q=Lò Văn Kỷ").json()["results"]
    assert client.delete("/reports/a", headers=headers).status_code == 204
    assert client.get("/reports/a.json").status_code == 404
    assert client.get("/search.json?q=Lò Văn Kỷ").json()["results"] == []
