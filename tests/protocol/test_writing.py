"""What the tests of the W3C leave open: statuses, formats, PATCH, forms with files."""

import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph_api.keys import Scope, add_key, keys_file
from graph_api.settings import Settings
from graph_api.store import Store
from tests.graph_api.small import IRIS, MAIN, MARKUP, loaded, serving
from tests.protocol.client import Answer, Server

TURTLE = {"content-type": "text/turtle"}
UPDATE = {"content-type": "application/sparql-update"}
FORM = {"content-type": "application/x-www-form-urlencoded"}
DATA = b"<a> <http://x/p> 'd\xc4\x91' ."
G = "/store?graph=http://x/g"


def ask(server: Server, where: str) -> bool:
    headers = {"content-type": "application/sparql-query", "accept": "application/json"}
    return bool(json.loads(server.ask("POST", "/sparql", headers, where.encode()).body)["boolean"])


def problem(answer: Answer) -> dict[str, object]:
    assert answer.content_type == "application/problem+json", answer
    told: dict[str, object] = json.loads(answer.body)
    return told


def count(server: Server, path: str) -> int:
    answer = server.ask("GET", path, {"accept": "application/n-triples"})
    return len(answer.body.splitlines()) if answer.status == 200 else -1


@pytest.mark.parametrize(
    ("status", "method", "path", "headers", "body"),
    [
        (400, "GET", "/store", {}, None),
        (400, "GET", "/store/", {}, None),
        (400, "GET", "/store?graph=no%20iri", {}, None),
        (400, "GET", "/store?graph=relative", {}, None),
        (400, "GET", "/store?graph=http://x/a&default", {}, None),
        (400, "GET", "/store?graph=http://x/a&graph=http://x/b", {}, None),
        (400, "GET", "/store/a?graph=http://x/a", {}, None),
        (400, "GET", "/store?default&format=html", {}, None),
        (406, "GET", "/store?default", {"accept": "text/csv"}, None),
        (404, "GET", "/store?graph=http://x/none", {}, None),
        (404, "GET", "/store/none", {}, None),
        (404, "DELETE", "/store?graph=http://x/none", {}, None),
        (404, "PATCH", "/store?graph=http://x/none", UPDATE, b"CLEAR DEFAULT"),
        (415, "PATCH", G, TURTLE, DATA),
        (415, "PUT", G, {"content-type": "text/csv"}, DATA),
        (415, "PUT", G, {"content-type": "text/turtle; charset=utf-16"}, DATA),
        (415, "POST", "/store?default", {"content-type": "application/json2"}, DATA),
        (400, "PUT", G, TURTLE, b"<a> <http://x/p> "),
        (400, "PUT", G, {}, DATA),  # of no type: RDF/XML
        (400, "PUT", G, {"content-type": "application/trig"}, b"<http://x/h> { <a> <b> <c> }"),
        (400, "POST", G, {"content-type": "multipart/form-data"}, b"x"),
        (400, "POST", G, {"content-type": "multipart/form-data; boundary=b"}, b"x"),
        (405, "GET", "/update", {}, None),
        (405, "GET", "/update?update=CLEAR%20ALL", {}, None),
        (405, "PUT", "/update", UPDATE, b"CLEAR ALL"),
        (400, "POST", "/update", UPDATE, b""),
        (400, "POST", "/update", UPDATE, b"\xff"),
        (400, "POST", "/update", FORM, b"query=ASK{}"),
        (400, "POST", "/update?update=CLEAR%20ALL", UPDATE, b"CLEAR ALL"),
        (400, "POST", "/update?using-graph-uri=no%20iri", UPDATE, b"INSERT {} WHERE {}"),
        (400, "POST", "/update", UPDATE, b"CREATE GRAPH <g> ; CREATE GRAPH <g>"),
        (400, "POST", "/update", UPDATE, b"INSERT { ?s ?p 1 } WHERE { BIND(<f>() AS ?s) }"),
        (403, "POST", "/update", UPDATE, b"LOAD <http://x/>"),
        (403, "POST", "/update", UPDATE, b"INSERT {} WHERE { SERVICE <http://x/> {} }"),
        (403, "PATCH", "/store?default", UPDATE, b"LOAD <http://x/>"),
        (403, "PUT", f"/store?graph={IRIS.derived}", TURTLE, DATA),
        (403, "POST", f"/store?graph={IRIS.loads}", TURTLE, DATA),
        (403, "DELETE", "/store?graph=https://w3id.org/chithi/ontology", {}, None),
        (403, "POST", "/update", UPDATE, f"CLEAR GRAPH <{IRIS.derived}>".encode()),
        (413, "PUT", G, TURTLE, DATA + b" " * 1_000_000),
        (413, "POST", "/update", UPDATE, b"CLEAR ALL #" + b" " * 1_000_000),
    ],
)  # fmt: skip
def test_what_cannot_be_done(
    empty: Server, status: int, method: str, path: str, headers: dict[str, str], body: bytes | None
) -> None:
    answer = empty.ask(method, path, headers, body)
    assert (answer.status, problem(answer)["status"]) == (status, status), answer
    assert not ask(empty, "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s <http://x/p> ?o } } }")


def test_errors_of_syntax_tell_their_place(empty: Server) -> None:
    wrong = b"<a> <http://x/p> 'x' .\n  <b> 'x' 1 ."
    found = [
        problem(empty.ask("PUT", G, TURTLE, wrong)),
        problem(empty.ask("POST", "/update", UPDATE, b"CLEAR ALL ;\nCLEAR XYZ")),
        problem(empty.ask("GET", "/sparql?query=ASK%20%7B%0A%20%3Fs%20%7D", {})),
    ]
    places = [(told["parameter"], told["line"], told["column"]) for told in found]
    assert places == [("body", 2, 7), ("update", 2, 10), ("query", 2, 6)]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("nt", "application/n-triples"),
        ("jsonld", "application/ld+json"),
        ("rdf", "application/rdf+xml"),
        ("nq", "application/n-quads"),
        ("trig", "application/trig"),
        ("n3", "text/n3"),
    ],
)
def test_every_format_can_be_read_and_written(empty: Server, name: str, media_type: str) -> None:
    assert empty.ask("PUT", G, TURTLE, DATA).status == 201
    first = empty.ask("GET", f"{G}&format={name}", {})
    second = empty.ask("GET", G, {"accept": f"text/turtle;q=0.5, {media_type}"})
    assert first.media_type == second.media_type == media_type
    assert first.body == second.body
    sent = {"content-type": first.content_type}
    assert empty.ask("PUT", "/store/again", sent, first.body).status == 201
    query = f'ASK {{ GRAPH <{empty.address}/store/again> {{ <http://x/a> <http://x/p> "dđ" }} }}'
    assert ask(empty, query)


def test_a_graph_is_named_by_its_address(empty: Server) -> None:
    path = "/store/b%C3%A0i/1.ttl"
    iri = empty.address + path
    assert empty.ask("PUT", path, TURTLE, b"<> <http://x/p> <x> .").status == 201
    assert ask(
        empty, f"ASK {{ GRAPH <{iri}> {{ <{iri}> ?p <{empty.address}/store/b%C3%A0i/x> }} }}"
    )
    assert empty.ask("HEAD", path, {}).status == 200
    assert empty.ask("DELETE", f"/store?graph={iri.replace('%', '%25')}", {}).status == 204
    assert empty.ask("HEAD", path, {}).status == 404


def test_an_empty_graph_is_one(empty: Server) -> None:
    assert empty.ask("PUT", G, TURTLE, b"").status == 201
    assert (count(empty, G), empty.ask("HEAD", G, {}).status) == (0, 200)
    assert empty.ask("DELETE", G, {}).status == 204
    assert count(empty, G) == -1


def test_every_post_makes_a_graph(empty: Server) -> None:
    made = {empty.ask("POST", "/store", TURTLE, DATA).headers["location"] for _ in range(2)}
    assert len(made) == 2
    for iri in made:
        assert iri.startswith(f"{empty.address}/store/")
        assert count(empty, iri.removeprefix(empty.address)) == 1
        assert count(empty, f"/store?graph={iri}") == 1


def test_blank_nodes_of_two_bodies_are_two(empty: Server) -> None:
    for _ in range(2):
        empty.ask("POST", G, TURTLE, b"_:b <http://x/p> 1 .")
    assert count(empty, G) == 2


def test_files_of_a_form_tell_their_format_by_type_or_name(empty: Server) -> None:
    def part(head: str, body: str) -> str:
        return f"--b\r\nContent-Disposition: form-data; name=f; {head}\r\n\r\n{body}\r\n"

    def send(*parts: str) -> Answer:
        headers = {"content-type": "multipart/form-data; boundary=b"}
        return empty.ask("POST", G, headers, ("".join(parts) + "--b--\r\n").encode())

    by_name = part('filename="a.nt"', "<http://x/a> <http://x/p> _:b .")
    octets = part(
        'filename="b.ttl"\r\nContent-Type: application/octet-stream', "<a> <http://x/p> _:b ."
    )
    by_type = part(
        'filename="c"\r\nContent-Type: application/n-triples', '<http://x/a> <http://x/p> "c" .'
    )
    assert send(by_name, octets, by_type).status == 201
    assert count(empty, G) == 3
    assert send(part('filename="a.docx"', "")).status == 415
    assert send(part("x=y", "<a> <b> <c> .")).status == 400
    assert send().status in {204, 400}
    assert count(empty, G) == 3


@pytest.mark.parametrize("path", [G, "/store?default"])
def test_patch_changes_one_graph(empty: Server, path: str) -> None:
    empty.ask("PUT", path, TURTLE, DATA + b"<a> <http://x/q> [] .")
    empty.ask("PUT", "/store?graph=http://x/other", TURTLE, DATA)
    changes = (
        "DELETE { ?s <http://x/p> ?o } INSERT { ?s <http://x/n> ?o } WHERE { ?s <http://x/p> ?o } ;"
        "INSERT DATA { <a> <http://x/p> 2 }"
    )
    assert empty.ask("PATCH", path, UPDATE, changes.encode()).status == 204
    assert count(empty, path) == 3
    assert count(empty, "/store?graph=http://x/other") == 1
    for elsewhere in ("CREATE GRAPH <http://x/h>", "CLEAR GRAPH <http://x/other>",
                      "INSERT DATA { GRAPH <http://x/other> { <a> <b> <c> } }"):  # fmt: skip
        assert empty.ask("PATCH", path, UPDATE, elsewhere.encode()).status == 400
    assert (count(empty, path), count(empty, "/store?graph=http://x/other")) == (3, 1)


def client_that_writes(store: Store, folder: Path, service_allow: str = "") -> TestClient:
    """A client with a key that may write, of a server in this process."""
    key = add_key(keys_file(folder), "tests", [Scope.WRITE])
    app = serving(store, Settings(keys=str(folder), service_allow=service_allow))
    return TestClient(app, headers={"x-api-key": key})


def test_an_allowed_endpoint_may_be_called(tmp_path: Path) -> None:
    allowed = "http://127.0.0.1:9/a http://127.0.0.1:9/b"
    with loaded() as store, client_that_writes(store, tmp_path, allowed) as client:
        for place, status in (("a", 502), ("b", 502), ("c", 403)):  # port 9 is refused by Oxigraph
            service = f"{{ SERVICE <http://127.0.0.1:9/{place}> {{ ?s ?p ?o }} }}"
            asked = client.get("/sparql", params={"query": f"ASK {service}"})
            update = f"INSERT {{ ?s ?p ?o }} WHERE {service}"
            told = client.post("/update", content=update, headers=UPDATE)
            assert (asked.status_code, told.status_code) == (status, status), told.text


def test_a_report_may_be_written_to(tmp_path: Path) -> None:
    report = IRIS.report(MAIN.report.name)
    with loaded(MAIN, MARKUP) as store, client_that_writes(store, tmp_path) as client:
        tag = client.get("/ready").json()["generation"]
        people = {"query": "SELECT (COUNT(*) AS ?n) { ?p a foaf:Person }", "format": "csv"}
        assert client.get("/sparql", params=people).text.split() == ["n", "3"]
        assert client.get("/store", params={"graph": report}).status_code == 200
        assert client.delete("/store", params={"graph": report}).status_code == 204
        assert client.get("/sparql", params=people).text.split() == ["n", "1"]
        assert client.get("/ready").json()["generation"] != tag
        assert report not in store


def test_what_is_written_is_read_at_once(empty: Server) -> None:
    before = empty.ask("GET", "/store?default", {}).headers["etag"]
    for number in range(3):
        text = f"INSERT DATA {{ <http://x/s> <http://x/p> {number} }}"
        empty.ask("POST", "/update", UPDATE, text.encode())
        found = empty.ask("GET", "/store?default", {"if-none-match": before})
        assert found.status == 200
        assert len(list(ox.parse(found.body, format=ox.RdfFormat.TURTLE))) == number + 1
        before = found.headers["etag"]
    assert empty.ask("GET", "/store?default", {"if-none-match": before}).status == 304
