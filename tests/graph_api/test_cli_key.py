"""`chithi key`: keys made, listed and revoked, in a store and elsewhere."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph_api.cli import app
from graph_api.keys import KeyRing
from graph_api.store.embedded import Store


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Chithi = Callable[..., Ran]


@pytest.fixture
def chithi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Chithi:
    """Runs `chithi key` beside an empty store."""
    Store.open(tmp_path / "kho").close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHITHI_STORE", str(tmp_path / "kho"))
    monkeypatch.delenv("CHITHI_KEYS", raising=False)
    monkeypatch.setenv("COLUMNS", "160")
    runner = CliRunner()

    def run(*words: str) -> Ran:
        result = runner.invoke(app, ["key", *words])
        return Ran(result.exit_code, result.stdout, result.stderr)

    return run


def test_a_key_is_printed_once_and_listed_without_itself(chithi: Chithi, tmp_path: Path) -> None:
    made = chithi("add", "van-phong", "--scope", "write", "--scope", "read")
    (secret,) = made.out.splitlines()  # alone on stdout: KEY=$(chithi key add ...)
    assert (made.code, "cất khóa" in made.err) == (0, True)
    ring = KeyRing(tmp_path / "kho" / "keys.json")
    found = ring.find(secret)
    assert found is not None
    assert found.name == "van-phong"
    listed = chithi("list")
    assert listed.code == 0
    assert "van-phong" in listed.out
    assert "read, write" in listed.out
    assert secret not in listed.out
    revoked = chithi("revoke", "van-phong")
    assert (revoked.code, "revoked" in revoked.out) == (0, True)
    assert ring.find(secret) is None
    assert chithi("revoke", "van-phong").code == 0
    assert chithi("list").out.count("Z ") == 2  # both times


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["add", "a"], 2, "--scope"),
        (["add", "a", "--scope", "all"], 2, "admin"),
        (["add", "a b", "--scope", "read"], 1, "a b"),
        (["add", "cu", "--scope", "read"], 1, "cu: "),
        (["revoke", "nobody"], 1, "nobody: "),
        (["list", "--store", "nowhere"], 1, "chithi load"),
        (["add", "a", "--scope", "read", "--store", "nowhere"], 1, "chithi load"),
        (["add", "a", "--scope", "read", "--keys", "nowhere/keys.json"], 1, "nowhere"),
        (["list", "--keys", "broken.json"], 1, "broken.json: "),
    ],
)
def test_what_cannot_be_done_is_told(
    chithi: Chithi, tmp_path: Path, words: list[str], code: int, told: str
) -> None:
    chithi("add", "cu", "--scope", "read")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    ran = chithi(*words)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("place", ["khoa.json", "khoa"])
def test_keys_of_a_store_elsewhere_lie_where_it_is_told(
    chithi: Chithi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / "khoa").mkdir()
    monkeypatch.setenv("CHITHI_KEYS", place)
    monkeypatch.delenv("CHITHI_STORE")
    assert chithi("add", "a", "--scope", "admin").code == 0
    file = tmp_path / (place if place.endswith(".json") else "khoa/keys.json")
    (row,) = json.loads(file.read_text(encoding="utf-8"))["keys"]
    assert (row["name"], row["scopes"]) == ("a", ["admin"])
