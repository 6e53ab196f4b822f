"""The SPARQL protocol: forms of asking, formats, what is refused, and the bounds."""

import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph_api.guard import refused
from graph_api.settings import Settings
from tests.graph_api.small import IRIS, MAIN, MARKUP, loaded, serving

SELECT = "SELECT ?name WHERE { ?p a foaf:Person ; foaf:name ?name } ORDER BY ?name LIMIT 1"
ASK = "ASK { ?p a foaf:Person }"
CONSTRUCT = "CONSTRUCT { ?p foaf:name ?n } WHERE { ?p foaf:name ?n } ORDER BY ?n"
DESCRIBE = "DESCRIBE ?p WHERE { ?p foaf:name 'Lò Văn Kỷ' }"
FORM = {"content-type": "application/x-www-form-urlencoded"}
QUERY = {"content-type": "application/sparql-query"}


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/json", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv; charset=utf-8"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        (SELECT, "text/csv;q=0.5, application/sparql-results+xml;q=0.6",
         "application/sparql-results+xml"),
        (SELECT, "text/turtle, text/csv;q=0.1", "text/csv; charset=utf-8"),
        (SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
         "text/html; charset=utf-8"),
        (SELECT, "*/*;q=0.1, application/sparql-results+json;q=0",
         "application/sparql-results+xml"),
        (ASK, "", "application/sparql-results+json"),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "", "text/turtle; charset=utf-8"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (CONSTRUCT, "application/json", "application/ld+json"),
        (DESCRIBE, "text/turtle", "text/turtle; charset=utf-8"),
    ],
)  # fmt: skip
def test_the_format_follows_accept(
    client: TestClient, query: str, accept: str, expected: str
) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (SELECT, "image/png"),
        (SELECT, "*/*;q=0"),
        (CONSTRUCT, "text/csv"),
        (ASK, "application/ld+json"),
    ],
)
def test_406_where_nothing_is_accepted(client: TestClient, query: str, accept: str) -> None:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 406
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("name", "query", "starts"),
    [
        ("json", SELECT, '{"head":{"vars":["name"]}'),
        ("xml", SELECT, '<?xml version="1.0"?><sparql'),
        ("csv", SELECT, "name\r\n"),
        ("tsv", SELECT, "?name\n"),
        ("ttl", CONSTRUCT, "@prefix"),
        ("nt", CONSTRUCT, "<https://w3id.org/chithi/id/person/"),
        ("jsonld", CONSTRUCT, '[{"@id":"https://w3id.org/chithi/id/person/'),
        ("html", SELECT, "<!doctype html>"),
        ("csv", ASK, "true"),
    ],
)
def test_format_in_the_address_wins(client: TestClient, name: str, query: str, starts: str) -> None:
    asked = {"query": query, "format": name}
    answer = client.get("/sparql", params=asked, headers={"accept": "image/png"})
    assert answer.text.startswith(starts)


def ask_by_get(client: TestClient, query: str) -> str:
    return client.get("/sparql", params={"query": query}).text


def ask_by_form(client: TestClient, query: str) -> str:
    return client.post("/sparql", data={"query": query}).text


def ask_by_body(client: TestClient, query: str) -> str:
    headers = {"content-type": "application/sparql-query; charset=utf-8"}
    return client.post("/sparql", content=query.encode(), headers=headers).text


def test_the_three_ways_of_asking_give_the_same(client: TestClient) -> None:
    query = "SELECT ?p WHERE { ?p foaf:name 'Đặng Thị Ước' }"
    first = ask_by_get(client, query)
    assert json.loads(first)["results"]["bindings"]
    assert ask_by_form(client, query) == ask_by_body(client, query) == first


def test_head_is_get_without_its_body(client: TestClient) -> None:
    answer = client.head("/sparql", params={"query": ASK})
    assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize(
    ("status", "parameter", "request_"),
    [
        (400, "query", {"method": "GET", "params": {"query": "SELECT"}}),
        (400, "query", {"method": "GET", "params": {"query": "SELECT * { ?s x:p ?o }"}}),
        (400, "query", {"method": "GET", "params": {"query": " "}}),
        (400, "query", {"method": "GET", "params": {"query": ""}}),
        (400, "query", {"method": "GET", "params": {"query": [ASK, ASK]}}),
        (400, "query", {"method": "GET", "params": {"query": "SELECT (<urn:f>(1) AS ?x) {}"}}),
        (400, "query", {"method": "POST", "content": b"\xff", "headers": QUERY}),
        (400, "query", {"method": "POST", "content": b"", "headers": QUERY}),
        (400, "update", {"method": "POST", "data": {"update": "CLEAR ALL"}}),
        (400, "default-graph-uri",
         {"method": "GET", "params": {"query": ASK, "default-graph-uri": "no iri"}}),
        (400, "format", {"method": "GET", "params": {"query": SELECT, "format": "ttl"}}),
        (403, "query", {"method": "GET", "params": {"query": "LOAD <http://example.org/>"}}),
        (403, "query", {"method": "GET", "params": {"query": "INSERT DATA { <a:a> <a:b> 1 }"}}),
        (403, "query", {"method": "POST", "content": b"DROP ALL", "headers": QUERY}),
        (415, None, {"method": "POST", "content": b"CLEAR ALL",
                     "headers": {"content-type": "application/sparql-update"}}),
        (415, None, {"method": "POST", "content": ASK.encode()}),
        (405, None, {"method": "PUT", "content": ASK.encode()}),
    ],
)  # fmt: skip
def test_what_cannot_be_answered(
    client: TestClient, status: int, parameter: str | None, request_: dict[str, object]
) -> None:
    answer = client.request(url="/sparql", **request_)  # type: ignore[arg-type]
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (answer.status_code, problem["status"], problem.get("parameter")) == (
        status,
        status,
        parameter,
    )


def count(client: TestClient, query: str, **graphs: list[str]) -> int:
    asked = {"query": query, **{name.replace("_", "-"): value for name, value in graphs.items()}}
    found = client.get("/sparql", params=asked).json()["results"]["bindings"]
    return int(found[0]["n"]["value"])


def test_the_dataset_is_what_the_request_names(client: TestClient) -> None:
    main, other = (IRIS.report(item.report.name) for item in (MAIN, MARKUP))
    of_default = "SELECT (COUNT(*) AS ?n) { ?p a foaf:Person }"
    of_named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?p a foaf:Person } }"
    assert count(client, of_default) == 3
    assert count(client, of_default, default_graph_uri=[main]) == 2
    assert count(client, of_default, default_graph_uri=[main, other]) == 3
    assert count(client, of_named, default_graph_uri=[main]) == 0
    assert count(client, of_named, named_graph_uri=[other]) == 1
    assert count(client, of_default, named_graph_uri=[other]) == 0


HIDDEN = '\n) SERVICE <http://127.0.0.1/> { ?a ?b ?c } #"""\n}'


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "select * { service silent <http://x/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'a' . SERVICE<http://x/>{ ?s ?p ?o } }",
        # Oxigraph's parser needs no space between keywords and what follows or goes before.
        "SELECT * { ?s ?p trueSERVICE<http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://x/> { ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * { SERVICEx:y { ?s ?p ?o } }",
        "PREFIX : <http://x/> SELECT * { SERVICE:y { ?s ?p ?o } }",
        "PREFIX x: <http://x/> SELECT * { ?s ?p trueSERVICESILENTx:y # c\n { ?s ?p ?o } }",
        # What looks like an IRI may be "less than" and a comment that hides a quote.
        'SELECT * { FILTER(1<2#>"""' + HIDDEN,
        'PREFIX a: <urn:a> SELECT * { ?x ?y ?z FILTER(?x <a:b#>"""' + HIDDEN,
        "SELECT * { # '''\n SERVICE <http://x/> { ?s ?p ?o } # '''\n }",
        "SELECT * { ?s <http://x/#'> ?o . SERVICE <http://x/'> { ?s ?p ?o } }",
        "SELECT ('\\'' AS ?x) { SERVICE <http://x/> { ?s ?p '' } }",
        "PREFIX e: <urn:e> SELECT * { ?s e:a\\'b ?o . SERVICE <http://x/> { ?s ?p '' } }",
    ],
)
def test_service_is_refused(client: TestClient, query: str) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert (answer.status_code, answer.json().get("keyword")) == (403, "SERVICE")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ('SERVICE <http://x/> { }' AS ?x) {}",
        "SELECT ('''a ' \n LOAD <http://x/>''' AS ?x) {}",
        'SELECT ("\\" SERVICE" AS ?x) {}',
        "SELECT * { ?s ?p ?o # SERVICE <http://x/> { ?a ?b ?c }\n } LIMIT 1",
        "SELECT * { ?s <http://example.org/SERVICE> ?o . ?o <http://x/#load> ?load }",
        "SELECT * { ?service ?p ?o . $load ?p ?insert } LIMIT 1",
        "PREFIX service: <urn:s> SELECT * { ?s service:load service:service . ?s ?p ?o }",
        "PREFIX s: <urn:s> SELECT * { GRAPH s:service { ?s ?p ?o } }",
        "PREFIX service: <urn:s> SELECT * FROM service:a { ?s ?p ?o }",
        "PREFIX service: <urn:s> SELECT * { GRAPH service:a { ?s ?p ?o } }",
        "SELECT ('x'@service AS ?x) { _:service ?p _:load } LIMIT 1",
        "SELECT * { ?a ?b ?c FILTER(?a<?b && ?c>?b) } LIMIT 1",
    ],
)
def test_words_that_only_look_alike_pass(client: TestClient, query: str) -> None:
    assert client.get("/sparql", params={"query": query}).status_code == 200


class Listener(BaseHTTPRequestHandler):
    """Notes that somebody called; answers nothing of use."""

    calls = 0

    def do_GET(self) -> None:
        type(self).calls += 1
        self.send_response(500)
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Keeps quiet."""


@pytest.fixture(scope="module")
def listener() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


# Pieces to put before, into and after a call, so that many of the queries are well formed.
BEFORE = st.sampled_from(
    [
        "", "?s ?p true", "?s ?p 1.", "?s ?p 'a'", '?s ?p """a""" . ', "?s ?p ?o ", "# ", "# '\n",
        'FILTER(1<2#>"""\n)', "FILTER(1<2#>'\n) ", "FILTER(1<a:b#>'''\n) ", "?s <http://x/#> ?o .",
        "?s <urn:x#'> ?o .", "?s ?p '\\'' . ", "?s a:b\\' ?o . ", "OPTIONAL { ?s ?p '",
        "?s ?p x:y .", "FILTER(?s<?p&&?p>?s)", "GRAPH ", "GRAPH x:y { ?s ?p ?o } ", "?s ?p '''",
        "?s ?p '\\u0027 . ", "?s ?p '\\u0027' . ",
    ]
)  # fmt: skip
CALL = st.sampled_from(["SERVICE", "service", "SERVICE SILENT", "SERVICESILENT", "\\u0053ERVICE"])
AT = st.sampled_from(["<URL>", " <URL>", " x:y", "x:y", ":y", "?o", " ?o", "#\n<URL>"])
GROUP = st.sampled_from([" { ?s ?p ?o } ", "{}", "#{}\n{ ?s ?p ?o }"])
AFTER = st.sampled_from(["", "'", '"', "'''", '#"""', '"""', "#'''\n", " . ?s ?p ?o ", "}", "' }"])


@given(st.lists(BEFORE, max_size=3), CALL, AT, GROUP, AFTER)
def test_nothing_that_passes_calls_another_server(
    listener: str, before: list[str], call: str, at: str, group: str, after: str
) -> None:
    """Whatever Oxigraph makes of a query that the guard lets through, it calls nobody."""
    body = "".join([*before, call, at, group, after]).replace("URL", listener)
    query = f"PREFIX x: <{listener}> PREFIX a: <urn:a> PREFIX : <{listener}> SELECT * {{ {body} }}"
    if refused(query) is None:
        store = ox.Store()
        store.add(ox.Quad(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.NamedNode(listener)))
        with suppress(SyntaxError, RuntimeError, ValueError, OSError):
            found = store.query(query)
            assert isinstance(found, ox.QuerySolutions)
            list(found)
    assert Listener.calls == 0


# Many millions of rows to look at, of which few are written.
SLOW = """SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i
  FILTER(STRENDS(SHA256(CONCAT(STR(?a), STR(?c), STR(?f), STR(?i))), "00")) }"""


@pytest.mark.parametrize(
    ("settings", "query", "status"),
    [
        (Settings(result_bytes=2_000), "SELECT * { ?s ?p ?o }", 413),
        (Settings(result_bytes=2_000), "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", 413),
        (Settings(result_bytes=2_000), "SELECT * { ?s ?p ?o } LIMIT 1", 200),
        (Settings(query_seconds=1), SLOW, 504),
    ],
)
def test_an_answer_has_bounds(settings: Settings, query: str, status: int) -> None:
    with loaded(MAIN) as store, TestClient(serving(store, settings)) as client:
        answer = client.get("/sparql", params={"query": query})
        assert answer.status_code == status


@pytest.mark.parametrize("declared", [True, False])
def test_a_body_has_a_bound(declared: bool) -> None:
    body = b"SELECT * {} #" + b"x" * 200
    with loaded() as store, TestClient(serving(store, Settings(body_bytes=100))) as client:
        content = body if declared else iter([body[:60], body[60:]])
        answer = client.post("/sparql", content=content, headers=QUERY)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
