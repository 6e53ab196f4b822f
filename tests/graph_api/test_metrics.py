"""`/health`, `/ready` and `/metrics`: alive, able, and what is counted."""

import os
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from graph_api.app import create_app
from graph_api.jobs import Lane, Outcome
from graph_api.metrics import Held, Metrics, folder_bytes
from graph_api.runner import Threads
from graph_api.settings import Settings
from graph_api.store.embedded import Store
from graph_api.workers.watch import watched
from loaders.triples import nquads
from tests.graph_api.asking import ADDRESS, Keys, application, client
from tests.graph_api.small import IRIS, MARKUP, loaded, serving

HERE = "127.0.0.1"


def measured(metrics: Metrics, name: str) -> dict[str, float]:
    """The samples of a name by the values of their labels, in the order of the labels' names."""
    families = text_string_to_metric_families(metrics.written()[0].decode())
    return {
        " ".join(value for _, value in sorted(sample.labels.items())): sample.value
        for family in families
        for sample in family.samples
        if sample.name == name
    }


@pytest.fixture
def counted(store: Store) -> FastAPI:
    return application(store)


def test_requests_are_counted_by_route(counted: FastAPI) -> None:
    asked = client(counted)
    for method, path in (
        ("GET", "/queries/reports"),
        ("GET", "/queries/roles"),
        ("HEAD", "/queries/roles"),
        ("GET", "/static/style.css"),
        ("GET", "/nope/1"),
        ("GET", "/nope/2"),
        ("BREW", "/nope"),
        ("POST", "/write"),
        ("GET", "/fault"),
        ("GET", "/reports/khong-co"),
    ):
        asked.request(method, path)
    assert measured(counted.state.metrics, "chithi_requests_total") == {
        "GET /queries/{name} 200": 2,
        "HEAD /queries/{name} 200": 1,
        "GET /static 200": 1,
        "GET none 404": 2,
        "other none 404": 1,
        "POST /write 401": 1,
        "GET /fault 500": 1,
        "GET /reports/{name} 404": 1,
    }
    durations = measured(counted.state.metrics, "chithi_request_seconds_count")
    assert durations["/queries/{name}"] == 3


def test_refusals_are_counted(store: Store) -> None:
    app = application(store, rate="1/hour")
    for _ in range(3):
        client(app).get("/queries")
    assert measured(app.state.metrics, "chithi_limited_total") == {"": 2}


def test_queries_workers_and_the_store() -> None:
    metrics = Metrics()
    metrics.query(Lane.OPEN, Outcome.OK, 0.02)
    metrics.query(Lane.OPEN, Outcome.TIMEOUT, 10.1)
    assert measured(metrics, "chithi_workers") == {}
    metrics.watch_workers(lambda: {("open", "busy"): 2, ("known", "idle"): 1})
    metrics.watch_store(lambda: Held("000012-abc", 12, size=0))
    assert measured(metrics, "chithi_query_seconds_count") == {"open ok": 1, "open timeout": 1}
    assert measured(metrics, "chithi_workers") == {"open busy": 2, "known idle": 1}
    assert measured(metrics, "chithi_generation_info") == {"000012-abc": 1}
    assert measured(metrics, "chithi_generation_number") == {"": 12}
    assert measured(metrics, "chithi_store_bytes") == {"": 0}
    assert measured(metrics, "process_resident_memory_bytes")[""] > 0


def test_what_a_store_does_not_tell_is_left_out() -> None:
    metrics = Metrics()
    metrics.watch_store(lambda: Held("x"))
    assert measured(metrics, "chithi_generation_number") == {}
    assert measured(metrics, "chithi_store_bytes") == {}


def test_what_workers_do_is_counted_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also of which request it was."""
    with Store.open(tmp_path) as written:
        written.put(IRIS.report(MARKUP.report.name), nquads(MARKUP))
    metrics, settings = Metrics(), Settings(workers=1, query_seconds=60)
    caplog.set_level("INFO", "graph_api.requests")
    product = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
    queries = {"ASK {}": 60, f"SELECT (COUNT(*) AS ?n) {{ {product} }}": 1}
    with TestClient(create_app(watched(tmp_path, settings, metrics), settings, metrics)) as asked:
        statuses = [
            asked.get("/sparql", params={"query": text, "timeout": seconds}).status_code
            for text, seconds in queries.items()
        ]
        assert statuses == [200, 504]
        states = measured(metrics, "chithi_workers")
    assert measured(metrics, "chithi_query_seconds_count") == {"open ok": 1, "open timeout": 1}
    assert states.keys() >= {"open idle", "known idle", "write busy"}
    assert measured(metrics, "chithi_generation_number")[""] >= 1
    assert measured(metrics, "chithi_store_bytes")[""] > 0
    told = [record.told for record in caplog.records if hasattr(record, "told")]
    assert [(line["lane"], line["outcome"]) for line in told] == [
        ("open", "ok"),
        ("open", "timeout"),
    ]


@pytest.mark.parametrize(
    ("setting", "address", "scope", "forwarded", "status"),
    [
        ("local", HERE, "", "", 200),
        ("local", "::1", "", "", 200),
        ("local", HERE, "", ADDRESS, 401),
        ("local", ADDRESS, "", "", 401),
        ("local", ADDRESS, "", HERE, 401),
        ("local", ADDRESS, "read", "", 200),
        ("key", HERE, "", "", 401),
        ("key", HERE, "read", "", 200),
        ("open", ADDRESS, "", "", 200),
        ("off", HERE, "admin", "", 404),
    ],
)
def test_who_sees_the_metrics(
    store: Store,
    tmp_path: Path,
    setting: str,
    address: str,
    scope: str,
    forwarded: str,
    status: int,
) -> None:
    keys = Keys(tmp_path)
    asked = client(application(store, metrics=setting, keys=str(tmp_path)), address)
    headers = keys.bearer(scope) if scope else {}
    if forwarded:
        headers["x-forwarded-for"] = forwarded
    answer = asked.get("/metrics", headers=headers)
    assert answer.status_code == status
    if status == 200:
        assert answer.headers["content-type"].startswith("text/plain")
        assert answer.headers["cache-control"] == "no-store"
        assert "etag" not in answer.headers


def test_metrics_as_openmetrics(counted: FastAPI) -> None:
    accept = "application/openmetrics-text; version=1.0.0"
    answer = client(counted, HERE).get("/metrics", headers={"accept": accept})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


def test_two_servers_count_apart(store: Store) -> None:
    one, other = serving(store), serving(store)
    client(one).get("/health")
    assert measured(other.state.metrics, "chithi_requests_total") == {}


def test_alive_and_able_are_told_apart() -> None:
    store = loaded(MARKUP)
    app = application(store)
    asked = client(app)
    ready = asked.get("/ready").json()
    assert ready == {
        "status": "ok",
        "generation": store.generation,
        "reports": 1,
        "in_memory": True,
    }
    store.close()
    assert asked.get("/health").json() == {"status": "ok"}
    answer = asked.get("/ready")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")


def test_what_cannot_be_read_is_not_ready(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason is for the log: it tells of folders."""
    monkeypatch.setattr(Threads, "ready", lambda _: "/secret: broken")
    answer = client(application(store)).get("/ready")
    assert (answer.status_code, "secret" in answer.text) == (503, False)


def test_what_generations_share_counts_once(tmp_path: Path) -> None:
    (tmp_path / "quads").mkdir()
    (tmp_path / "quads" / "1.sst").write_bytes(b"x" * 100_000)
    once = folder_bytes(tmp_path)
    (tmp_path / "generations" / "000001").mkdir(parents=True)
    os.link(tmp_path / "quads" / "1.sst", tmp_path / "generations" / "000001" / "1.sst")
    assert folder_bytes(tmp_path) == once >= 100_000
