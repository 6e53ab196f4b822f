"""The server's processes: what ends a query, and what a query cannot do to others.

One server over the small store, as `chithi serve` starts it, asked over HTTP.
"""

import gzip
import http.client
import json
import os
import signal
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from graph_api.store import Snapshot, Store
from loaders.triples import nquads
from tests.graph_api.served import Served, serving_process
from tests.graph_api.small import EXTRACTIONS, IRIS

MEMORY = 300_000_000
PRODUCT = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o"
ROWS = "VALUES ?x { " + " ".join(map(str, range(1000))) + " }"
MILLION = f"SELECT * {{ {ROWS} {{ SELECT ?y {{ {ROWS.replace('?x', '?y')} }} }} }}"


def bomb(*names: str) -> str:
    """Each variable holds the one before, as often as that has letters."""
    return " ".join(f"BIND(REPLACE({one}, 'a', {one}) AS {two})" for one, two in pairwise(names))


HOSTILE = {
    "a product": f"SELECT * {{ {PRODUCT} FILTER(?a = ?z) }}",
    "a count of one": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} }}",
    "an order of one": f"SELECT * {{ {PRODUCT} }} ORDER BY ?o LIMIT 1",
    "a negated path": f"SELECT (COUNT(*) AS ?n) {{ ?s (!<urn:x>)* ?q . {PRODUCT} }}",
    "a regex": f"SELECT (COUNT(*) AS ?n) {{ {PRODUCT} "
    "FILTER(REGEX(CONCAT(STR(?c), STR(?f)), '^(.|..|...)*$')) }",
    "a concatenation": f"SELECT (GROUP_CONCAT(?c) AS ?all) {{ {PRODUCT} }}",
    "a bomb": f"SELECT ?z {{ BIND('{'a' * 20}' AS ?a) {bomb('?a', '?b', '?c', '?d', '?z')} }}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "store"
    with Store.open(path) as store:
        for one in EXTRACTIONS:
            store.put(IRIS.report(one.report.name), nquads(one))
    return path


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    with serving_process(folder, query_memory=str(MEMORY), workers="2", query_seconds="60") as made:
        yield made


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_query_is_ended_at_its_limit_and_told(served: Served, query: str) -> None:
    began = time.monotonic()
    status, headers, body = served.ask(query, timeout="1")
    took = time.monotonic() - began
    assert (status in {413, 503, 504}, headers["content-type"]) == (
        True,
        "application/problem+json",
    )
    assert json.loads(body)["status"] == status
    assert took < 60  # it came at all: how soon is measured by bench/hostile.py


def test_memory_beyond_the_bound_ends_the_query(served: Served) -> None:
    status, _, body = served.ask(HOSTILE["a bomb"])
    assert status == 503
    assert "CHITHI_QUERY_MEMORY" in json.loads(body)["detail"]


def test_a_query_of_others_does_not_hold_up_our_own_questions(served: Served) -> None:
    held = [http.client.HTTPConnection("127.0.0.1", served.port) for _ in range(4)]
    try:
        for connection in held:
            connection.request("GET", f"/sparql?query={quote(HOSTILE['a count of one'])}&timeout=5")
        time.sleep(0.3)
        assert served.get("/queries/meetings?format=csv")[0] == 200
    finally:
        for connection in held:
            connection.close()


def settled(served: Served) -> set[int]:
    """The workers, once none is being replaced."""
    before, now = set[int](), served.workers()
    while before != now:
        time.sleep(0.5)
        before, now = now, served.workers()
    return now


def test_a_client_that_goes_ends_its_query(served: Served) -> None:
    before = settled(served)
    connection = http.client.HTTPConnection("127.0.0.1", served.port)
    connection.request("GET", f"/sparql?query={quote(HOSTILE['a count of one'])}")
    time.sleep(0.5)
    connection.close()
    for _ in range(50):
        if before - served.workers():
            break
        time.sleep(0.1)
    assert len(before - served.workers()) == 1  # killed; another has taken its place
    assert served.ask("ASK {}")[0] == 200


def test_a_large_answer_is_sent_while_it_is_written(served: Served) -> None:
    status, headers, body = served.get(f"/sparql?format=csv&query={quote(MILLION)}")
    assert (status, headers.get("content-length"), body.count(b"\n")) == (200, None, 1_000_001)


def test_an_answer_that_is_ended_breaks_off(served: Served) -> None:
    endless = f"SELECT * {{ {PRODUCT} }}"
    with pytest.raises(http.client.IncompleteRead):
        served.ask(endless, timeout="1")


def test_a_small_answer_is_whole_or_not_at_all(served: Served) -> None:
    _, headers, body = served.ask("ASK {}")
    assert int(headers["content-length"]) == len(body)


def test_gzip_where_it_is_accepted(served: Served) -> None:
    path = f"/sparql?format=csv&query={quote(MILLION + ' LIMIT 5000')}"
    plain = served.get(path)
    packed = served.get(path, **{"accept-encoding": "gzip"})
    assert packed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]
    assert len(packed[2]) < len(plain[2]) / 2


GRAPHS = {
    "default": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", ""),
    "named": ("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", ""),
    "from": (f"SELECT (COUNT(*) AS ?n) FROM <{IRIS.derived}> {{ ?s ?p ?o }}", ""),  # noqa: S608 - SPARQL
    "in the request": ("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", f"{IRIS.derived}"),
}


@pytest.mark.parametrize(("query", "graph"), GRAPHS.values(), ids=GRAPHS)
def test_memory_and_disk_give_the_same(
    served: Served, folder: Path, query: str, graph: str
) -> None:
    for _ in range(100):
        if json.loads(served.get("/ready")[2])["in_memory"]:
            break
        time.sleep(0.1)
    else:
        pytest.fail("not in memory after ten seconds")
    given = f"&default-graph-uri={quote(graph)}" if graph else ""
    answer = served.get(f"/sparql?query={quote(query)}{given}")
    with Snapshot.open(folder) as snapshot:
        default = [ox.NamedNode(graph)] if graph else None
        expected = snapshot.evaluate(query, None, default, [] if graph else None)
        assert isinstance(expected, ox.QuerySolutions)
        assert answer[2] == expected.serialize(format=ox.QueryResultsFormat.JSON)


def test_what_another_process_loads_is_seen(served: Served, folder: Path) -> None:
    def generation() -> str:
        told: str = json.loads(served.get("/ready")[2])["generation"]
        return told

    before = generation()
    with Store.open(folder) as store:
        (first, *_) = store.reports()
        (one,) = (e for e in EXTRACTIONS if IRIS.report(e.report.name) == first)
        store.retract(first)
        for _ in range(50):
            store.publish()
            if generation() != before:
                break
            time.sleep(0.1)
        assert generation() != before
        store.put(first, nquads(one))
    for _ in range(50):
        if generation() == before:
            break
        time.sleep(0.1)
    assert generation() == before


def test_a_worker_that_is_killed_is_replaced(served: Served) -> None:
    before = settled(served)
    for pid in before:
        if b"nursery" in Path(f"/proc/{pid}/cmdline").read_bytes():
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            if parent != served.process.pid:  # the nursery itself is the server's child
                os.kill(pid, signal.SIGKILL)
    assert settled(served) != before
    assert [served.ask("ASK {}")[0] for _ in range(8)] == [200] * 8
