"""What is told where a service does not answer as it should, and how it is asked who asks.

A service is played: it gives one answer to everything and keeps what it was asked.
"""

import threading
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph_api.store import StoreError
from graph_api.store.client import Client
from graph_api.store.endpoint import Credentials, Endpoint
from graph_api.store.naming import Named, named
from graph_api.store.remote import RemoteStore
from ontology.terms import PREFIXES
from tests.remote.services import free_ports

JSON = "application/sparql-results+json"
EMPTY = b'{"head": {"vars": ["s"]}, "results": {"bindings": []}}'


@dataclass
class Played:
    """A service: its answer, the headers of what it was asked, and the password that it wants."""

    status: int = 200
    media_type: str = JSON
    body: bytes = EMPTY
    headers: dict[str, str] = field(default_factory=dict)
    challenge: str = ""
    silent: bool = False
    broken: bool = False
    asked: list[str] = field(default_factory=list)
    address: str = ""


@contextmanager
def played(service: Played) -> Iterator[Played]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            authorization = self.headers.get("authorization", "")
            service.asked.append(authorization)
            if service.silent:
                gone.wait(5)
            if service.challenge and not authorization:
                self.send_response(401)
                self.send_header("WWW-Authenticate", service.challenge)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_response(service.status)
            self.send_header("Content-Type", service.media_type)
            self.send_header("Content-Length", str(len(service.body) + 7 * service.broken))
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(service.body)
            self.close_connection = service.broken

        def log_message(self, *_: object) -> None:
            """Quiet."""

    gone = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        service.address = f"http://127.0.0.1:{server.server_port}/sparql"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield service
        finally:
            gone.set()
            server.shutdown()
            thread.join()


NOBODY = Credentials()


def ask(address: str, credentials: Credentials = NOBODY, seconds: float = 5) -> bytes:
    client = Client(Endpoint.of(address, environment={}), credentials, seconds)
    try:
        return client.ask("SELECT * {}", JSON).whole()
    finally:
        client.close()


@pytest.mark.parametrize(
    ("service", "told"),
    [
        (Played(401), ("CHITHI_STORE_USER", "not allowed")),
        (Played(403), ("CHITHI_UPDATE_URL", "refused")),
        (Played(404), ("--store", "no service at this address")),
        (Played(405), ("--store", "no service at this address")),
        (Played(413), ("too large",)),
        (Played(503), ("busy",)),
        (Played(500, "text/plain", b"out of\nmemory"), ("the server failed", "out of memory")),
        (Played(500, "text/html", b"<html>ABC</html>"), ("the server failed", "(HTTP 500)")),
        (Played(400, "text/plain", b"line 1: wrong"), ("refuses it (line 1: wrong)",)),
        (Played(307, headers={"Location": "http://b.example/"}), ("moved", "http://b.example/")),
        (Played(headers={"X-SPARQL-MaxRows": "10000"}), ("ResultSetMaxRows",)),
        (Played(silent=True), ("within that many seconds",)),
        (Played(broken=True), ("the connection broke",)),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Played) else "",
)
def test_a_failure_says_where_and_the_way_out(service: Played, told: tuple[str, ...]) -> None:
    with played(service), pytest.raises(StoreError) as error:
        ask(service.address, seconds=0.3 if service.silent else 5)
    assert str(error.value).startswith(service.address)
    for words in told:
        assert words in str(error.value)


@pytest.mark.parametrize(
    ("service", "told"),
    [
        (Played(200, "text/html", b"<html></html>"), "no SPARQL service"),
        (Played(200, JSON, b"<html></html>"), "cannot be read"),
        (Played(), "no store here"),
    ],
    ids=["a page", "a page that says otherwise", "no store"],
)
def test_what_is_no_store(service: Played, told: str) -> None:
    with played(service), pytest.raises(StoreError, match=told) as error:
        RemoteStore.open(Endpoint.of(service.address))
    assert str(error.value).startswith(service.address)


def test_nobody_listens() -> None:
    (port,) = free_ports(1)
    with pytest.raises(StoreError, match="is the server running"):
        ask(f"http://127.0.0.1:{port}/sparql")


@pytest.mark.parametrize(
    ("challenge", "credentials", "kinds"),
    [
        ("", Credentials("a", "b"), [""]),  # nobody asks: nothing is told
        ('Basic realm="x"', Credentials("a", "b"), ["", "Basic"]),
        ('Digest realm="x", nonce="n", qop="auth"', Credentials("a", "b"), ["", "Digest"]),
        ("", Credentials(token="t"), ["Bearer t"]),
    ],
)
def test_who_asks_is_told(challenge: str, credentials: Credentials, kinds: list[str]) -> None:
    with played(Played(challenge=challenge)) as service:
        assert ask(service.address, credentials) == EMPTY
    assert len(service.asked) == len(kinds)
    assert all(told.startswith(kind) for told, kind in zip(service.asked, kinds, strict=True))
    if "Basic" in kinds:
        assert service.asked[-1] == f"Basic {b64encode(b'a:b').decode()}"


def test_once_asked_it_is_told_at_once() -> None:
    with played(Played(challenge='Basic realm="x"')) as service:
        client = Client(Endpoint.of(service.address), Credentials("a", "b"), 5)
        for _ in range(2):
            client.ask("ASK {}", JSON).whole()
        client.close()
    assert [told.partition(" ")[0] for told in service.asked] == ["", "Basic", "Basic"]


def test_a_secret_is_never_shown() -> None:
    assert "hush" not in repr(Credentials("a", "hush", "hush"))
    with pytest.raises(StoreError) as error:
        Endpoint.of("http://a:hush@b.example/sparql")
    assert "hush" not in str(error.value)


@pytest.mark.parametrize(
    ("given", "environment", "addresses"),
    [
        (["http://a/sparql"], {}, ("http://a/sparql", "http://a/update", "")),
        (["http://a/d/query"], {}, ("http://a/d/query", "http://a/d/update", "")),
        (["http://a/repositories/r"], {}, ("http://a/repositories/r",) * 2 + ("",)),
        (["http://a/sparql", "http://b/u"], {}, ("http://a/sparql", "http://b/u", "")),
        (
            ["http://a/sparql"],
            {"CHITHI_UPDATE_URL": "http://c/u", "CHITHI_GRAPH_STORE_URL": "http://c/g"},
            ("http://a/sparql", "http://c/u", "http://c/g"),
        ),
        (
            ["http://a/sparql", "http://b/u", "http://b/g"],
            {"CHITHI_UPDATE_URL": "http://c/u", "CHITHI_GRAPH_STORE_URL": "http://c/g"},
            ("http://a/sparql", "http://b/u", "http://b/g"),
        ),
    ],
)
def test_addresses(
    given: list[str], environment: dict[str, str], addresses: tuple[str, str, str]
) -> None:
    query, update, graph_store = [*given, "", ""][:3]
    found = Endpoint.of(query, update, graph_store, environment)
    assert (found.query, found.update, found.graph_store) == addresses


@pytest.mark.parametrize("address", ["http://", "ftp://a/sparql", "http://a:x/", "http://[/"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(StoreError, match="not an http"):
        Endpoint.of(address, environment={})


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * { ?s ?p ?o }", Named((), False, False)),
        ("SELECT * { GRAPH <http://a/g> { ?s ?p ?o } }", Named(("http://a/g",), False, False)),
        ("ASK { graph ?g { ?s ?p ?o } }", Named((), True, False)),
        ("ASK FROM <http://a/g> { ?s ?p ?o }", Named((), False, True)),
        ("ASK { GRAPH ct:x { } GRAPH $g { } }", Named((f"{PREFIXES['ct']}x",), True, False)),
        ("PREFIX a: <http://a/> ASK { GRAPH a:g {} }", Named(("http://a/g",), False, False)),
        ("BASE <http://a/b/> ASK { GRAPH <g> {} }", Named(("http://a/b/g",), False, False)),
        ("ASK { ?s ?p 'GRAPH <http://a/g> FROM' # FROM\n }", Named((), False, False)),
    ],
)
def test_the_graphs_that_a_query_names(query: str, told: Named) -> None:
    assert named(query) == told
