"""The tests of the W3C for the SPARQL 1.1 protocols, over HTTP (tests/protocol/w3c)."""

import csv
import io
from decimal import Decimal, InvalidOperation
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from tests.protocol.client import Answer, Server
from tests.protocol.manifest import Expected, HttpTest, Manifest, QueryTest, Request

PROTOCOL = Manifest("protocol/manifest.ttl").http_tests("ProtocolTest")
GRAPH_STORE = [
    test
    for which in ("direct", "indirect")
    for test in Manifest(f"graph-store-protocol/manifest-{which}.ttl").http_tests(
        "GraphStoreProtocolTest"
    )
]
RESULTS = [
    test
    for which in ("csv-tsv-res", "json-res")
    for test in Manifest(f"{which}/manifest.ttl").query_tests()
]
_FORMATS = {".csv": "text/csv", ".tsv": "text/tab-separated-values",
            ".srj": "application/sparql-results+json"}  # fmt: skip
_NUMBERS = ("integer", "decimal", "double", "float", "negativeInteger")


def test_they_are_all_there() -> None:
    assert (len(PROTOCOL), len(GRAPH_STORE), len(RESULTS)) == (34, 14, 10)


@pytest.mark.parametrize("test", PROTOCOL, ids=lambda test: test.name)
def test_protocol(empty: Server, test: HttpTest) -> None:
    for graph, path in test.graphs:
        put(
            empty,
            f"/store?graph={quote(graph, safe='')}",
            path.read_bytes(),
            "application/n-triples",
        )
    run(empty, test, "/sparql/")


@pytest.mark.parametrize("test", GRAPH_STORE, ids=lambda test: test.name)
def test_graph_store(empty: Server, test: HttpTest) -> None:
    run(empty, test, "/gsp")


@pytest.mark.parametrize("test", RESULTS, ids=lambda test: test.name)
def test_results(empty: Server, test: QueryTest) -> None:
    put(empty, "/store?default", test.data.read_bytes(), "text/turtle")
    accept = _FORMATS[test.result.suffix]
    headers = {"accept": accept, "content-type": "application/sparql-query"}
    answer = empty.ask("POST", "/sparql", headers, test.query.read_bytes())
    assert (answer.status, answer.media_type) == (200, accept)
    assert rows(answer.body, test.result.suffix) == rows(
        test.result.read_bytes(), test.result.suffix
    )


def put(server: Server, path: str, body: bytes, content_type: str) -> None:
    answer = server.ask("PUT", path, {"content-type": content_type}, body)
    assert answer.status in {201, 204}, answer


def run(server: Server, test: HttpTest, prefix: str) -> None:
    """One request after the other, at the endpoint where it belongs."""
    places: dict[str, str] = {}
    for request in test.requests:
        path = request.path
        for name, place in places.items():
            path = path.replace(name, place)
        path = endpoint(test, request) + path.removeprefix(prefix)
        answer = server.ask(request.method, path, request.headers, request.body)
        check(answer, request.expected, request.method)
        if request.expected.location:
            places[request.expected.location] = answer.headers["location"]


def endpoint(test: HttpTest, request: Request) -> str:
    """Queries and updates have endpoints of their own, as the manifest leaves open."""
    if request.path.startswith("/gsp"):
        return "/store"
    content = request.headers.get("content-type", "")
    if "sparql-query" in content:
        return "/sparql"
    return "/update" if "update" in test.name else "/sparql"


def check(answer: Answer, expected: Expected, method: str) -> None:
    status = str(answer.status)
    assert {status, f"{status[0]}xx"} & expected.statuses, answer
    if expected.content_type:
        assert answer.content_type == expected.content_type
    if expected.form == "boolean":
        found = ox.parse_query_results(answer.body, format=results_format(answer))
        assert isinstance(found, ox.QueryBoolean)
        assert expected.boolean is None or bool(found) == expected.boolean
    elif expected.form == "tabular":
        found = ox.parse_query_results(answer.body, format=results_format(answer))
        assert isinstance(found, ox.QuerySolutions)
    elif expected.form == "RDF":
        rdf(answer.body, answer.content_type)
    if expected.body and method == "GET":
        wanted = rdf(expected.body.encode(), expected.content_type)
        assert rdf(answer.body, answer.content_type) == wanted


def results_format(answer: Answer) -> ox.QueryResultsFormat:
    found = ox.QueryResultsFormat.from_media_type(answer.content_type)
    assert found is not None, answer
    return found


def rdf(body: bytes, content_type: str) -> ox.Dataset:
    form = ox.RdfFormat.from_media_type(content_type)
    assert form is not None, content_type
    found = ox.Dataset(ox.parse(body, format=form, base_iri="http://base.example/"))
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return found


def rows(body: bytes, suffix: str) -> object:
    """An answer as it is to be compared: by the names of its columns, in any order.

    `SELECT *` orders no columns. Labels of blank nodes go. Numbers are compared by value: Oxigraph
    stores the value alone, writes 1.0E6 as 1000000 and xsd:negativeInteger as xsd:integer.
    """
    if suffix == ".csv":
        names, *lines = csv.reader(io.StringIO(body.decode().replace("\r\n", "\n")))
        found = [zip(names, map(text_cell, line), strict=True) for line in lines]
        return sorted(sorted(row) for row in found)
    form = ox.QueryResultsFormat.from_extension(suffix[1:])
    read = ox.parse_query_results(body, format=form)
    if isinstance(read, ox.QueryBoolean):
        return bool(read)
    assert isinstance(read, ox.QuerySolutions)
    names = sorted(variable.value for variable in read.variables)
    return names, sorted([cell(solution[name]) for name in names] for solution in read)


def text_cell(text: str) -> str:
    return "_:" if text.startswith("_:") else number(text)


def cell(term: object) -> str:
    if isinstance(term, ox.BlankNode):
        return "_:"
    if isinstance(term, ox.Literal) and term.datatype.value.rpartition("#")[2] in _NUMBERS:
        return number(term.value)
    return str(term)


def number(text: str) -> str:
    """A number in one way of writing; any other text as it is."""
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def test_the_files_are_those_of_the_w3c() -> None:
    assert (Path(__file__).parent / "w3c" / "LICENSE.md").is_file()
