"""The commands and the server on a store that a service holds."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from graph_api.cli import app
from graph_api.store import Store
from graph_api.store.endpoint import Endpoint
from tests.graph_api.served import serving_process

SAMPLES = Path(__file__).parents[2] / "samples"
NAME = "hoi-nghi-so-ket-vien-dia-chat-hai-van"
SAMPLE = str(SAMPLES / f"{NAME}.txt")

Chithi = Callable[..., Result]


@pytest.fixture
def chithi(cleared: Endpoint, base: str, monkeypatch: pytest.MonkeyPatch) -> Chithi:
    """Runs the command on the service, with what a user sets for it."""
    monkeypatch.setenv("CHITHI_STORE", cleared.query)
    monkeypatch.setenv("CHITHI_UPDATE_URL", cleared.update)
    monkeypatch.setenv("CHITHI_GRAPH_STORE_URL", cleared.graph_store)
    monkeypatch.setenv("CHITHI_BASE", base)
    monkeypatch.setenv("COLUMNS", "160")
    runner = CliRunner()
    return lambda *words: runner.invoke(app, words)


def test_the_commands(chithi: Chithi, tmp_path: Path, base: str) -> None:
    assert "chưa có kho nào" in chithi("query", "reports").stderr
    loaded = chithi("load", SAMPLE)
    assert (loaded.exit_code, "mới · new" in loaded.stdout) == (0, True)
    assert "không đổi · unchanged" in chithi("load", SAMPLE).stdout

    folder = str(tmp_path / "kho")
    assert chithi("load", SAMPLE, "--store", folder).exit_code == 0
    for words in (["query", "participation", "--format", "csv"], ["export"], ["check"]):
        here, there = chithi(*words), chithi(*words, "--store", folder)
        assert (here.exit_code, here.stdout) == (there.exit_code, there.stdout), words

    assert "đã rút · retracted" in chithi("retract", NAME).stdout
    assert chithi("query", "participation", "--format", "csv").stdout.count("\n") == 1
    with Store.open(folder, create=False) as store:
        assert store.iris.base == base
    refused = chithi("backup", str(tmp_path / "copy"))
    assert (refused.exit_code, "needs a store in a folder" in refused.stderr) == (2, True)


def test_the_server(chithi: Chithi, cleared: Endpoint) -> None:
    """Its workers ask the service; what others load is seen within a moment."""
    assert chithi("load", SAMPLE).exit_code == 0
    with serving_process(cleared.query) as served:
        status, headers, page = served.get(f"/reports/{NAME}")
        assert (status, "Trịnh Khắc Miên".encode() in page) == (200, True)
        again, *_ = served.get(f"/reports/{NAME}", **{"If-None-Match": headers["etag"]})
        assert again == 304
        for path in ("/search?q=trinh+khac+mien", "/queries/chaired?format=csv", "/"):
            status, _, page = served.get(path)
            assert (status, "Trịnh Khắc Miên".encode() in page or path == "/") == (200, True), path
        assert b"Mi\xc3\xaan" in served.ask("SELECT ?n { ?p foaf:name ?n }", format="csv")[2]
        assert served.ask("SELECT * { SERVICE <http://127.0.0.1/> {} }")[0] == 403
        assert chithi("retract", NAME).exit_code == 0
        until = time.monotonic() + 20
        while served.get(f"/reports/{NAME}")[0] != 404:
            assert time.monotonic() < until
            time.sleep(0.1)
