"""API keys: the file, who is let in, and that revoking works while a server runs."""

import json
import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_api.keys import (
    KeyFileError,
    KeyRing,
    Scope,
    add_key,
    keys_file,
    read_keys,
    revoke_key,
)
from graph_api.store.embedded import Store
from tests.graph_api.asking import Keys, application, client


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path)


@pytest.fixture
def asked(store: Store, keys: Keys) -> TestClient:
    return client(application(store, keys=str(keys.folder)))


def basic(words: str) -> str:
    return "Basic " + b64encode(words.encode()).decode()


# --- the file ------------------------------------------------------------------------------------


def test_a_key_is_kept_as_a_hash_that_its_owner_alone_reads(tmp_path: Path) -> None:
    file = keys_file(tmp_path)
    secret = add_key(file, "a", [Scope.WRITE])
    assert file == tmp_path / "keys.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret not in file.read_text(encoding="utf-8")
    assert len(secret) >= len("chithi_") + 43  # 256 bits in base64
    (kept,) = read_keys(file)
    assert (kept.name, kept.scopes, kept.revoked) == ("a", frozenset({Scope.WRITE}), "")
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]


@pytest.mark.parametrize("name", ["", "a b", "-a", "é", "a/b", "a\nb", "a" * 65])
def test_a_name_that_would_blur_a_log_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(KeyFileError):
        add_key(keys_file(tmp_path), name, [Scope.READ])
    assert list(tmp_path.iterdir()) == []


def test_a_name_is_given_once(keys: Keys) -> None:
    file = keys_file(keys.folder)
    assert revoke_key(file, "read-key")
    assert not revoke_key(file, "read-key")
    for name in ("read-key", "write-key"):
        with pytest.raises(KeyFileError, match=name):
            add_key(file, name, [Scope.READ])
    with pytest.raises(KeyFileError, match="nobody"):
        revoke_key(file, "nobody")


def test_keys_that_are_added_at_once_are_all_kept(tmp_path: Path) -> None:
    file = keys_file(tmp_path)
    names = [f"k{number}" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda name: add_key(file, name, [Scope.READ]), names))
    assert {key.name for key in read_keys(file)} == set(names)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": 2, "keys": []}',
        '{"format": 1, "keys": [{}]}',
        '{"format": 1, "keys": [{"name": "a", "sha256": "x", "scopes": [], "created": ""}]}',
        '{"format": 1, "keys": [{"name": "a", "sha256": "00", "scopes": ["x"], "created": ""}]}',
    ],
)
def test_a_file_that_cannot_be_read_is_told_by_name(tmp_path: Path, text: str) -> None:
    file = keys_file(tmp_path)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(KeyFileError, match=r"keys\.json"):
        KeyRing(file)
    with pytest.raises(KeyFileError, match=r"keys\.json"):
        add_key(file, "a", [Scope.READ])
    assert file.read_text(encoding="utf-8") == text


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="nowhere"):
        KeyRing(tmp_path / "nowhere" / "keys.json")


# --- the ring ------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrong", ["", "chithi_", "x" * 10_000, "\udcff", "ữ"])
def test_what_is_no_key(keys: Keys, wrong: str) -> None:
    assert KeyRing(keys_file(keys.folder)).find(wrong) is None


def test_without_a_file_nobody_has_a_key(tmp_path: Path) -> None:
    assert KeyRing(None).find("x") is None
    ring = KeyRing(keys_file(tmp_path))
    assert ring.find("x") is None
    secret = add_key(keys_file(tmp_path), "a", [Scope.READ])
    found = ring.find(secret)
    assert found is not None
    assert found.name == "a"


def test_a_file_that_breaks_while_it_is_used_lets_nobody_in(
    keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    file = keys_file(keys.folder)
    ring, kept = KeyRing(file), file.read_text(encoding="utf-8")
    assert ring.find(keys.secrets["read"])
    file.write_text("{", encoding="utf-8")
    assert ring.find(keys.secrets["read"]) is None
    assert ring.find(keys.secrets["read"]) is None
    assert len(caplog.records) == 1
    file.write_text(kept, encoding="utf-8")
    assert ring.find(keys.secrets["read"])
    file.unlink()
    assert ring.find(keys.secrets["read"]) is None


@pytest.mark.parametrize(
    ("held", "asked", "may"),
    [
        ("read", "read", True),
        ("read", "write", False),
        ("write", "read", True),
        ("write", "write", True),
        ("write", "admin", False),
        ("admin", "write", True),
        ("admin", "admin", True),
    ],
)
def test_what_a_scope_allows(keys: Keys, held: str, asked: str, may: bool) -> None:
    key = KeyRing(keys_file(keys.folder)).find(keys.secrets[held])
    assert key is not None
    assert key.may(Scope(asked)) is may


# --- over HTTP -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("way", "status"),
    [
        ({"authorization": "Bearer {key}"}, 200),
        ({"authorization": "bearer  {key} "}, 200),
        ({"x-api-key": "{key}"}, 200),
        ({"x-api-key": "{key}", "authorization": "Basic Zm9vOmJhcg=="}, 200),
        ({"authorization": "basic {basic}"}, 200),
        ({}, 401),
        ({"authorization": ""}, 401),
        ({"authorization": "Bearer"}, 401),
        ({"authorization": "Bearer wrong"}, 401),
        ({"authorization": "Bearer {key}x"}, 401),
        ({"authorization": "Basic %%%"}, 401),
        ({"authorization": "Basic Zm9vOmJhcg=="}, 401),
        ({"authorization": "Digest {key}"}, 401),
        ({"x-api-key": "wrong", "authorization": "Bearer {key}"}, 401),
        ({"authorization": "Bearer {read}"}, 403),
    ],
)
def test_how_a_key_is_sent(asked: TestClient, keys: Keys, way: dict[str, str], status: int) -> None:
    key = keys.secrets["write"]
    words = {
        "key": key,
        "basic": basic(f"ai-do:{key}").partition(" ")[2],
        "read": keys.secrets["read"],
    }
    headers = {name: value.format(**words) for name, value in way.items()}
    answer = asked.post("/write", headers=headers)
    assert answer.status_code == status, answer.text
    assert (answer.text == "write-key") is (status == 200)
    challenges = answer.headers.get_list("www-authenticate")
    assert [item.partition(" ")[0] for item in challenges] == (
        ["Bearer", "Basic"] if status == 401 else []
    )
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["request"] == answer.headers["x-request-id"]
        assert key not in answer.text


def test_a_revoked_key_is_refused_by_the_next_request(asked: TestClient, keys: Keys) -> None:
    headers = keys.bearer("write")
    assert asked.post("/write", headers=headers).status_code == 200
    revoke_key(keys_file(keys.folder), "write-key")
    assert asked.post("/write", headers=headers).status_code == 401
    new = add_key(keys_file(keys.folder), "other", [Scope.WRITE])
    assert asked.post("/write", headers={"x-api-key": new}).text == "other"


def test_wrong_keys_are_bounded_and_lock_nobody_out(store: Store, keys: Keys) -> None:
    app = application(store, keys=str(keys.folder))
    asked = client(app)
    told = [asked.post("/write", headers={"x-api-key": f"w{n}"}).status_code for n in range(14)]
    assert told == [401] * 10 + [429] * 4
    late = asked.post("/write", headers={"x-api-key": "wrong"})
    assert 1 <= int(late.headers["retry-after"]) <= 120
    assert asked.post("/write", headers=keys.bearer("write")).status_code == 200
    assert asked.post("/write").status_code == 401  # no key is no guess
    elsewhere = client(app, "198.51.100.1")
    assert elsewhere.post("/write", headers={"x-api-key": "wrong"}).status_code == 401


OWN = "http://testserver"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"origin": OWN}, 200),
        ({"origin": OWN, "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "https://testserver", "sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"origin": "https://ours.example", "sec-fetch-site": "cross-site"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://evil.example", "sec-fetch-site": "cross-site"}, 403),
        ({"origin": "http://evil.testserver", "sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
    ],
)
def test_another_site_cannot_use_the_key_that_a_browser_keeps(
    store: Store, keys: Keys, headers: dict[str, str], status: int
) -> None:
    app = application(store, keys=str(keys.folder), cors_origins="https://ours.example")
    asked, key = client(app, **headers), keys.secrets["write"]
    kept = asked.post("/write", headers={"authorization": basic(f"x:{key}")})
    assert kept.status_code == status
    assert asked.post("/write", headers={"x-api-key": key}).status_code == 200
    link = asked.get("/read/x", headers={"authorization": basic(f"x:{key}")})
    assert link.status_code == 200


@pytest.mark.parametrize(
    ("path", "without"),
    [
        ("/", 401),
        ("/sparql?query=ASK {}", 401),
        ("/queries", 401),
        ("/openapi.json", 401),
        ("/nope", 401),
        ("/health", 200),
        ("/ready", 200),
        ("/static/style.css", 200),
    ],
)
def test_reading_with_a_key(store: Store, keys: Keys, path: str, without: int) -> None:
    app = application(store, keys=str(keys.folder), read_key=True)
    assert client(app).get(path).status_code == without
    held = client(app).get(path, headers=keys.bearer("read")).status_code
    assert held == (404 if path == "/nope" else 200)


def test_reading_without_a_key_takes_no_notice_of_one(asked: TestClient) -> None:
    assert asked.get("/queries", headers={"authorization": basic("a:b")}).status_code == 200


def test_a_browser_is_told_in_a_page(asked: TestClient) -> None:
    answer = asked.get("/read/x", headers={"accept": "text/html"})
    assert answer.status_code == 401
    assert answer.headers["content-type"].startswith("text/html")
    assert "Cần khóa" in answer.text


def test_the_file_tells_when(keys: Keys) -> None:
    (row, *_) = json.loads(keys_file(keys.folder).read_text(encoding="utf-8"))["keys"]
    assert set(row) == {"name", "sha256", "scopes", "created", "revoked"}
    assert row["created"].endswith("Z")
    assert row["revoked"] is None
