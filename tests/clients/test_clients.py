"""The programs with which people ask SPARQL servers, against `chithi serve`."""

import shutil
import socket
import subprocess
import sysconfig
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from rdflib import Graph, Literal, URIRef, Variable
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import Unauthorized

from graph_api.keys import Scope, add_key, keys_file
from graph_api.store import Store
from loaders.triples import nquads
from ontology.terms import expand
from tests.graph_api.served import Served, serving_process
from tests.graph_api.small import EXTRACTIONS, IRIS

FOAF = f"PREFIX foaf: <{expand('foaf:')}> "
NAMES = FOAF + "SELECT ?name { ?person a foaf:Person ; foaf:name ?name } ORDER BY ?name"
NOTE, OF = URIRef("http://example.org/note"), URIRef("http://example.org/of")


@dataclass(frozen=True)
class Asked:
    """A server, and a key of it that may write."""

    server: Served
    key: str

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.port}{path}"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    path = tmp_path_factory.mktemp("served") / "store"
    with Store.open(path) as store:
        for one in EXTRACTIONS:
            store.put(IRIS.report(one.report.name), nquads(one))
    key = add_key(keys_file(path), "client", [Scope.WRITE])
    with serving_process(path) as server:
        yield Asked(server, key)


@pytest.fixture(scope="module")
def names(asked: Asked) -> list[str]:
    """What every client must be told."""
    _, _, body = asked.server.ask(NAMES, format="csv")
    return body.decode().split("\r\n")[1:-1]


def wrapper(asked: Asked, path: str = "/sparql") -> SPARQLWrapper:
    return SPARQLWrapper(asked.address(path))


def converted(client: SPARQLWrapper) -> Any:  # noqa: ANN401 - what the format gives
    return client.queryAndConvert()


def test_sparqlwrapper_reads(asked: Asked, names: list[str]) -> None:
    client = wrapper(asked)
    client.setQuery(NAMES)
    client.setReturnFormat(JSON)
    found = converted(client)["results"]["bindings"]
    assert [row["name"]["value"] for row in found] == names
    client.setReturnFormat(CSV)
    assert converted(client).decode().split("\r\n")[1:-1] == names


def test_sparqlwrapper_takes_graphs(asked: Asked, names: list[str]) -> None:
    client = wrapper(asked)
    client.setQuery(FOAF + "CONSTRUCT { ?p foaf:name ?n } { ?p a foaf:Person ; foaf:name ?n }")
    client.setReturnFormat(TURTLE)
    graph = Graph().parse(converted(client), format="turtle")
    assert sorted(map(str, graph.objects())) == names


def test_sparqlwrapper_writes_with_a_key(asked: Asked) -> None:
    client = wrapper(asked, "/update")
    client.setMethod(POST)
    client.setQuery(f"INSERT DATA {{ GRAPH {NOTE.n3()} {{ {NOTE.n3()} {OF.n3()} 'đ' }} }}")
    with pytest.raises(Unauthorized):
        client.query()
    client.setCredentials("client", asked.key)
    assert client.query().response.status == 204
    told = asked.server.ask(f"ASK {{ GRAPH {NOTE.n3()} {{ ?s ?p 'đ' }} }}")
    assert b"true" in told[2]


def test_rdflib_reads(asked: Asked, names: list[str]) -> None:
    graph = Graph(SPARQLStore(asked.address("/sparql")))
    assert [str(row[Variable("name")]) for row in graph.query(NAMES).bindings] == names
    person = URIRef(expand("foaf:Person"))
    assert len(list(graph.subjects(predicate=None, object=person))) == len(names)


def test_rdflib_writes(asked: Asked) -> None:
    store = SPARQLUpdateStore(
        asked.address("/sparql"),
        asked.address("/update"),
        auth=("client", asked.key),
        autocommit=True,
    )
    graph = Graph(store, identifier=URIRef("http://example.org/rdflib"))
    triple = (NOTE, OF, Literal("Hội nghị", lang="vi"))
    graph.add(triple)
    assert list(graph) == [triple]
    graph.remove(triple)
    assert list(graph) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-G", "--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv"], "name\r\n"),
        (["--data-urlencode", f"query={NAMES}", "-H", "Accept: text/csv"], "name\r\n"),
        (["-H", "Content-Type: application/sparql-query", "--data", "ASK {}"], "true"),
        (["-I", "-G", "--data-urlencode", "query=ASK {}"], "HTTP/1.1 200 OK"),
        (["--compressed", "-G", "--data-urlencode", "query=SELECT * { ?s ?p ?o }"], '"bindings"'),
    ],
)
def test_curl(asked: Asked, words: list[str], told: str) -> None:
    if shutil.which("curl") is None:
        pytest.skip("không có curl / no curl here")
    ran = subprocess.run(
        ["curl", "-sS", asked.address("/sparql"), *words],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert told in ran.stdout.decode()


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of another Oxigraph, which knows nothing."""
    binary = Path(sysconfig.get_path("scripts")) / "oxigraph"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    folder = tmp_path_factory.mktemp("oxigraph")
    process = subprocess.Popen(
        [str(binary), "serve", "--location", str(folder), "--bind", place],
        stderr=subprocess.DEVNULL,
    )
    for _ in range(100):
        try:
            socket.create_connection(tuple(place.split(":")), timeout=1).close()  # type: ignore[arg-type]  # host and port
            break
        except OSError:
            time.sleep(0.1)
    yield f"http://{place}"
    process.terminate()
    process.wait(timeout=20)


def test_another_oxigraph_asks_by_service(asked: Asked, oxigraph: str, names: list[str]) -> None:
    query = f"SELECT ?name {{ SERVICE <{asked.address('/sparql')}> {{ {NAMES[len(FOAF) :]} }} }}"
    told = ["-H", "Accept: text/csv", "--data-urlencode", f"query={FOAF}{query}"]
    ran = subprocess.run(
        ["curl", "-sS", "-G", f"{oxigraph}/query", *told],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert sorted(ran.stdout.decode().split("\r\n")[1:-1]) == names


def test_what_is_written_is_read_by_the_next_request(asked: Asked) -> None:
    client = wrapper(asked, "/update")
    client.setMethod(POST)
    client.setCredentials("client", asked.key)
    graph = "GRAPH <http://example.org/n>"
    for number in range(5):
        client.setQuery(f"INSERT DATA {{ {graph} {{ {NOTE.n3()} {OF.n3()} {number} }} }}")
        client.query()
        told = asked.server.ask(
            f"SELECT (COUNT(*) AS ?n) {{ {graph} {{ ?s ?p ?o }} }}", format="csv"
        )
        assert told[2].split() == [b"n", str(number + 1).encode()]
