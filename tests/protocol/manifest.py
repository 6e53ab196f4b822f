"""The manifests of the W3C as values: what is to be sent, and what is to come back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

FOLDER = Path(__file__).parent / "w3c"

_BASE = "http://w3c.example/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_HT = "http://www.w3.org/2011/http#"
_CNT = "http://www.w3.org/2011/content#"
_MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
_QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
_UT = "http://www.w3.org/2009/sparql/tests/test-update#"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"

_STATUS = {"OK": "200", "Created": "201", "NoContent": "204", "NotFound": "404"}

Node = ox.NamedNode | ox.BlankNode


@dataclass(frozen=True)
class Expected:
    """`statuses` are codes such as `201` and classes such as `2xx`; the rest may be left open."""

    statuses: frozenset[str]
    boolean: bool | None = None
    form: str = ""  # boolean, tabular, RDF
    location: str = ""  # what stands for the address of a new graph from here on
    content_type: str = ""
    body: str = ""


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes | None
    expected: Expected


@dataclass(frozen=True)
class HttpTest:
    """Requests on one connection; `graphs` are in the store before, by name."""

    name: str
    requests: tuple[Request, ...]
    graphs: tuple[tuple[str, Path], ...]


@dataclass(frozen=True)
class QueryTest:
    name: str
    query: Path
    data: Path
    result: Path


class Manifest:
    """The tests of one manifest by their type, whether it lists them as entries or not."""

    def __init__(self, path: str) -> None:
        self._folder = (FOLDER / path).parent
        self._store = ox.Store()
        self._store.load(path=FOLDER / path, format=ox.RdfFormat.TURTLE, base_iri=f"{_BASE}{path}")

    def http_tests(self, kind: str) -> list[HttpTest]:
        """The tests of such a type that send requests."""
        return [
            HttpTest(_local(test), tuple(self._requests(test)), tuple(self._graphs(test)))
            for test in self._of_type(kind)
        ]

    def query_tests(self) -> list[QueryTest]:
        """The tests that ask a query of some data and compare the answer with a file."""
        found = []
        for test in self._of_type("QueryEvaluationTest", "CSVResultFormatTest"):
            action = self._node(test, f"{_MF}action")
            query, data = (self._file(action, f"{_QT}{name}") for name in ("query", "data"))
            found.append(QueryTest(_local(test), query, data, self._file(test, f"{_MF}result")))
        return found

    def names(self, kind: str) -> list[str]:
        """The names of the tests of a type."""
        return [_local(test) for test in self._of_type(kind)]

    # -- reading -----------------------------------------------------------------------------------

    def _of_type(self, *kinds: str) -> list[ox.NamedNode]:
        found = []
        for kind in kinds:
            type_, class_ = ox.NamedNode(f"{_RDF}type"), ox.NamedNode(f"{_MF}{kind}")
            for quad in self._store.quads_for_pattern(None, type_, class_):
                assert isinstance(quad.subject, ox.NamedNode)
                found.append(quad.subject)
        return sorted(found, key=str)

    def _values(self, node: Node, predicate: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
        quads = self._store.quads_for_pattern(node, ox.NamedNode(predicate), None)
        return [quad.object for quad in quads if not isinstance(quad.object, ox.Triple)]

    def _node(self, node: Node, predicate: str) -> Node:
        (found,) = self._values(node, predicate)
        assert not isinstance(found, ox.Literal)
        return found

    def _text(self, node: Node, predicate: str) -> str:
        return "".join(value.value for value in self._values(node, predicate))

    def _file(self, node: Node, predicate: str) -> Path:
        return self._folder / self._text(node, predicate).rpartition("/")[2]

    def _list(self, node: Node) -> Iterator[Node]:
        while node != ox.NamedNode(f"{_RDF}nil"):
            yield self._node(node, f"{_RDF}first")
            node = self._node(node, f"{_RDF}rest")

    def _graphs(self, test: Node) -> Iterator[tuple[str, Path]]:
        for data in self._values(test, f"{_UT}graphData"):
            assert not isinstance(data, ox.Literal)
            yield self._text(data, _LABEL), self._file(data, f"{_UT}graph")

    def _requests(self, test: Node) -> Iterator[Request]:
        action = self._node(test, f"{_MF}action")
        for node in self._list(self._node(action, f"{_HT}requests")):
            answer = self._node(node, f"{_HT}resp")
            yield Request(
                self._text(node, f"{_HT}methodName"),
                self._text(node, f"{_HT}absolutePath"),
                self._headers(node),
                self._body(node),
                self._expected(answer),
            )

    def _expected(self, answer: Node) -> Expected:
        told = {_local(value) for value in self._values(answer, f"{_MF}expectedStatus")}
        boolean = self._text(answer, f"{_MF}expectedBoolean")
        return Expected(
            frozenset(_STATUS.get(name) or name.removeprefix("StatusCode") for name in told),
            boolean == "true" if boolean else None,
            self._text(answer, f"{_MF}expectedFormat"),
            self._text(answer, f"{_MF}expectedLocation"),
            self._headers(answer).get("content-type", ""),
            (self._body(answer) or b"").decode(),
        )

    def _headers(self, node: Node) -> dict[str, str]:
        return {
            self._text(header, f"{_HT}fieldName").lower(): self._text(header, f"{_HT}fieldValue")
            for listed in self._values(node, f"{_HT}headers")
            if not isinstance(listed, ox.Literal)
            for header in self._list(listed)
        }

    def _body(self, node: Node) -> bytes | None:
        for body in self._values(node, f"{_HT}body"):
            assert not isinstance(body, ox.Literal)
            encoding = self._text(body, f"{_CNT}characterEncoding")
            return self._text(body, f"{_CNT}chars").encode(encoding)
        return None


def _local(node: ox.NamedNode | ox.BlankNode | ox.Literal) -> str:
    return node.value.rpartition("#")[2]
