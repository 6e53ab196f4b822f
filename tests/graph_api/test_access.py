"""Addresses, rates, CORS, request ids and the log: what is done for every request."""

import asyncio
import io
import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import Request
from fastapi.responses import StreamingResponse
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Message, Scope

from graph_api import logs
from graph_api.errors import Problem
from graph_api.gate import visit
from graph_api.jobs import Outcome
from graph_api.limit import Limiter, Windows, rates
from graph_api.peers import Peers
from graph_api.settings import SettingError, Settings
from graph_api.store.embedded import Store
from graph_api.workers.exchange import Broken
from tests.graph_api.asking import ADDRESS, Keys, application, client

# --- addresses -----------------------------------------------------------------------------------

PROXY = "10.0.0.1"
TRUSTED = "10.0.0.0/8, 127.0.0.1, fd00::/8"


@pytest.mark.parametrize(
    ("trusted", "host", "forwarded", "address"),
    [
        ("", ADDRESS, [], ADDRESS),
        ("", ADDRESS, ["198.51.100.1"], ADDRESS),
        ("", "127.0.0.1", ["198.51.100.1"], "127.0.0.1"),
        (TRUSTED, ADDRESS, ["198.51.100.1"], ADDRESS),
        (TRUSTED, PROXY, [], PROXY),
        (TRUSTED, PROXY, ["198.51.100.1"], "198.51.100.1"),
        (TRUSTED, PROXY, ["1.1.1.1, 198.51.100.1"], "198.51.100.1"),
        (TRUSTED, PROXY, ["1.1.1.1", "198.51.100.1"], "198.51.100.1"),
        (TRUSTED, PROXY, ["1.1.1.1, 198.51.100.1, 10.2.3.4"], "198.51.100.1"),
        (TRUSTED, PROXY, ["10.2.3.4, 10.2.3.5"], "10.2.3.4"),
        (TRUSTED, PROXY, ["198.51.100.1, rubbish"], PROXY),
        (TRUSTED, PROXY, ["rubbish, 10.2.3.4"], "10.2.3.4"),
        (TRUSTED, PROXY, [" , 198.51.100.1 ,"], "198.51.100.1"),
        (TRUSTED, PROXY, ["2001:db8::1"], "2001:db8::1"),
        (TRUSTED, PROXY, ["[2001:db8::1]"], "2001:db8::1"),
        (TRUSTED, "fd00::2", ["198.51.100.1"], "198.51.100.1"),
        (TRUSTED, "::ffff:10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        (TRUSTED, "unix", ["198.51.100.1"], "unix"),
    ],
)
def test_who_asks(trusted: str, host: str, forwarded: list[str], address: str) -> None:
    headers = [(b"x-forwarded-for", value.encode()) for value in forwarded]
    assert Peers(trusted).client(host, headers)[0].address == address


@given(st.lists(st.binary(max_size=80), max_size=3))
def test_no_header_makes_somebody_of_this_machine(forwarded: list[bytes]) -> None:
    headers = [(b"x-forwarded-for", value) for value in forwarded]
    peer, _ = Peers(TRUSTED).client(PROXY, headers)
    assert not peer.here


@pytest.mark.parametrize(
    ("host", "header", "here"),
    [
        ("127.0.0.1", "accept", True),
        ("127.9.9.9", "accept", True),
        ("::1", "accept", True),
        ("::ffff:127.0.0.1", "accept", True),
        ("127.0.0.1", "x-forwarded-for", False),
        ("127.0.0.1", "forwarded", False),
        ("127.0.0.1", "x-real-ip", False),
        ("::1", "via", False),
        (ADDRESS, "accept", False),
        ("localhost", "accept", False),
        ("", "accept", False),
    ],
)
@pytest.mark.parametrize("trusted", ["", "127.0.0.0/8, ::1"])
def test_who_is_of_this_machine(host: str, header: str, here: bool, trusted: str) -> None:
    peer, _ = Peers(trusted).client(host, [(header.encode(), b"127.0.0.1")])
    assert peer.here is here


def test_a_network_of_ipv6_counts_as_one() -> None:
    peers = Peers()
    counted = {peers.client(f"2001:db8:0:1::{n}", [])[0].counted for n in range(1, 9)}
    assert counted == {"2001:db8:0:1::/64"}


# --- rates ---------------------------------------------------------------------------------------


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    "text", ["5/second", "600/minute", "7 per 2 minutes", "3/second; 5/minute"]
)
@given(steps=st.lists(st.floats(0, 40), max_size=60))
def test_no_window_holds_more_than_its_rate(text: str, steps: list[float]) -> None:
    """By the sliding count, which in the worst case spreads the window before evenly."""
    clock = Clock()
    limiter = Limiter(rates(text, "rate"), Windows(clock=clock))
    passed: list[float] = []
    for step in steps:
        clock.now += step
        if not limiter.hit("a").wait:
            passed.append(clock.now)
    for item in rates(text, "rate"):
        expiry = item.get_expiry()
        windows = [int(moment // expiry) for moment in passed]
        assert all(windows.count(window) <= item.amount for window in windows)


@pytest.mark.parametrize(
    "text", ["1/second", "5/second", "600/minute", "1/minute", "2/second; 5/minute"]
)
@given(start=st.floats(0, 120))
def test_who_waits_as_long_as_told_may_pass(text: str, start: float) -> None:
    clock = Clock()
    clock.now += start
    limiter = Limiter(rates(text, "rate"), Windows(clock=clock))
    while not (wait := limiter.hit("a").wait):
        pass
    assert limiter.hit("b").wait == 0
    clock.now += wait
    assert limiter.hit("a").wait == 0


def test_memory_is_bounded_however_many_ask() -> None:
    clock = Clock()
    windows = Windows(most=100, clock=clock)
    limiter = Limiter(rates("2/minute", "rate"), windows)
    for number in range(5000):
        clock.now += 0.1
        limiter.hit(str(number))
    assert windows.kept() <= 200
    clock.now += 1000
    limiter.hit("a")
    assert windows.kept() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rate", "600"),
        ("rate", "0/minute"),
        ("rate", "x/minute"),
        ("rate", "6/parsec"),
        ("trusted_proxies", "10.0.0.0/40"),
        ("trusted_proxies", "proxy.example"),
        ("cors_origins", "example.org"),
        ("cors_origins", "https://example.org/path"),
        ("cors_origins", "https://*.example.org"),
        ("metrics", "yes"),
        ("log", "xml"),
    ],
)
def test_a_wrong_setting_is_told_by_name(store: Store, name: str, value: str) -> None:
    with pytest.raises(SettingError, match="CHITHI_" + name.upper()):
        application(store, **{name: value})


@pytest.mark.parametrize(("text", "value"), [("1", True), ("0", False), ("", False)])
def test_a_setting_of_yes_and_no(text: str, value: bool) -> None:
    assert Settings.from_environment({"CHITHI_READ_KEY": text}).read_key is value


def test_a_setting_of_yes_and_no_is_nothing_else() -> None:
    with pytest.raises(SettingError, match="CHITHI_READ_KEY"):
        Settings.from_environment({"CHITHI_READ_KEY": "yes"})


def test_beyond_the_rate(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    keys = Keys(tmp_path_factory.mktemp("keys"))
    app = application(store, rate="3/hour", keys=str(keys.folder))
    asked = client(app)
    answers = [asked.get("/queries") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[0].headers["ratelimit-policy"] == '"3/hour";q=3;w=3600'
    assert answers[0].headers["ratelimit"].startswith('"3/hour";r=2;t=')
    refused = answers[-1]
    assert refused.headers["content-type"] == "application/problem+json"
    assert int(refused.headers["retry-after"]) >= 1
    assert refused.json()["request"] == refused.headers["x-request-id"]
    assert "content-security-policy" in refused.headers
    # somebody else, a key from the same address, and what watches the server
    assert client(app, "198.51.100.1").get("/queries").status_code == 200
    assert asked.get("/queries", headers=keys.bearer("read")).status_code == 200
    assert asked.get("/health").status_code == 200
    assert asked.get("/ready").status_code == 200
    page = asked.get("/queries", headers={"accept": "text/html"})
    assert (page.status_code, page.headers["content-type"][:9]) == (429, "text/html")


def test_a_key_is_counted_wherever_it_comes_from(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = Keys(tmp_path_factory.mktemp("keys"))
    app = application(store, rate="2/hour", keys=str(keys.folder))
    told = [
        client(app, f"203.0.113.{n}", **keys.bearer("read")).get("/queries").status_code
        for n in range(4)
    ]
    assert told == [200, 200, 429, 429]


# --- other origins -------------------------------------------------------------------------------

SITE = "https://example.org"


@pytest.mark.parametrize(
    ("origins", "origin", "allowed"),
    [
        ("", SITE, None),
        (SITE, SITE, SITE),
        (f"https://a.example, {SITE}/", SITE, SITE),
        (SITE, "https://evil.example", None),
        (SITE, "https://example.org.evil.example", None),
        (SITE, "http://example.org", None),
        (SITE, "null", None),
        ("*", SITE, "*"),
        ("*", "null", "*"),
    ],
)
def test_which_sites_may_ask(store: Store, origins: str, origin: str, allowed: str | None) -> None:
    asked = client(application(store, cors_origins=origins), origin=origin)
    answer = asked.get("/queries")
    assert answer.headers.get("access-control-allow-origin") == allowed
    assert ("ETag" in answer.headers.get("access-control-expose-headers", "")) is bool(allowed)
    assert "access-control-allow-credentials" not in answer.headers
    if origins and origins != "*":
        assert "Origin" in answer.headers.get_list("vary")
    before = asked.options(
        "/sparql",
        headers={
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type",
        },
    )
    assert before.headers.get("access-control-allow-origin") == allowed
    assert before.status_code == (204 if allowed else 405)
    if allowed:
        assert "PUT" in before.headers["access-control-allow-methods"]
        assert "Authorization" in before.headers["access-control-allow-headers"]


@pytest.mark.parametrize(("path", "status"), [("/nope", 404), ("/fault", 500), ("/read/x", 401)])
def test_another_site_can_read_what_went_wrong(store: Store, path: str, status: int) -> None:
    answer = client(application(store, cors_origins=SITE), origin=SITE).get(path)
    assert answer.status_code == status
    assert answer.headers["access-control-allow-origin"] == SITE


# --- headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "taken"),
    [
        ("abc-1.2_3", True),
        ("a" * 64, True),
        ("", False),
        ("a" * 65, False),
        ("a b", False),
        ('a"b', False),
        ("a\tb", False),
    ],
)
def test_the_id_of_a_request(store: Store, given_: str, taken: bool) -> None:
    answer = client(application(store)).get("/nope", headers={"x-request-id": given_})
    told = answer.headers["x-request-id"]
    assert (told == given_) is taken
    assert answer.json()["request"] == told


def test_ids_are_all_different(store: Store) -> None:
    asked = client(application(store))
    ids = {asked.get(path).headers["x-request-id"] for path in ("/health", "/nope", "/fault") * 3}
    assert len(ids) == 9


@pytest.mark.parametrize("path", ["/fault", "/nope", "/health", "/read/x"])
def test_every_answer_has_its_headers(store: Store, path: str) -> None:
    headers = client(application(store)).get(path).headers
    assert "content-security-policy" in headers
    assert "x-request-id" in headers


@pytest.mark.parametrize("path", ["/queries", "/nope", "/health"])
def test_head_is_get_without_its_body(store: Store, path: str) -> None:
    asked = client(application(store))
    get, head = asked.get(path), asked.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize(
    ("proxies", "scheme"), [("", "http"), (f"{ADDRESS}", "https"), (PROXY, "http")]
)
def test_a_trusted_proxy_tells_the_scheme(store: Store, proxies: str, scheme: str) -> None:
    app = application(store, trusted_proxies=proxies)

    @app.get("/scheme")
    def told(request: Request) -> str:
        return request.url.scheme

    assert client(app, x_forwarded_proto="https").get("/scheme").json() == scheme


# --- the log -------------------------------------------------------------------------------------

Log = Callable[[str], io.StringIO]


@pytest.fixture
def log() -> Iterator[Log]:
    """Writes the log in a form to where it can be read; afterwards all is as before."""
    root, level = logging.getLogger(), logging.getLogger().level
    handlers = list(root.handlers)

    def begin(form: str) -> io.StringIO:
        stream = io.StringIO()
        logs.configure(form, stream)
        return stream

    yield begin
    root.handlers[:] = handlers
    root.setLevel(level)
    logs.REQUESTS.setLevel(logging.NOTSET)


def test_a_request_is_an_object_a_line(
    store: Store, log: Log, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keys = Keys(tmp_path_factory.mktemp("keys"))
    stream = log("json")
    asked = client(application(store, keys=str(keys.folder)))
    answer = asked.post("/write?query=hidden", headers=keys.bearer("write"))
    (line,) = map(json.loads, stream.getvalue().splitlines())
    assert line.pop("time").endswith("Z")
    assert line.pop("ms") > 0
    assert line == {
        "level": "info",
        "logger": "graph_api.requests",
        "request": answer.headers["x-request-id"],
        "method": "POST",
        "path": "/write",
        "status": 200,
        "bytes": len(answer.content),
        "address": ADDRESS,
        "key": "write-key",
        "lane": "open",
        "outcome": "ok",
    }


@pytest.mark.parametrize("form", ["off", "text", "json"])
def test_what_is_told_of_requests(store: Store, log: Log, form: str) -> None:
    stream = log(form)
    asked = client(application(store, rate="100/second"))
    asked.get("/queries", headers={"x-api-key": "chithi_secret-that-is-wrong"})
    asked.post("/write", headers={"x-api-key": "chithi_secret-that-is-wrong"})
    lines = stream.getvalue().splitlines()
    assert len(lines) == (0 if form == "off" else 2)
    assert "secret" not in stream.getvalue()


@pytest.mark.parametrize("form", ["off", "text", "json"])
def test_a_warning_tells_its_request(store: Store, log: Log, form: str) -> None:
    app = application(store)

    @app.get("/warn")
    def warn() -> None:
        logging.getLogger("graph_api.other").warning("cẩn thận %s", "dòng\nkhác")

    stream = log(form)
    answer = client(app).get("/warn")
    told = [line for line in stream.getvalue().splitlines() if "graph_api.other" in line]
    assert len(told) == 1
    assert answer.headers["x-request-id"] in told[0]
    if form == "json":
        assert json.loads(told[0])["message"] == "cẩn thận dòng\nkhác"


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "path", ["/a%0Ab", "/a%20status=200", "/" + "a" * 2000, "/%E2%80%A8", "/ữ"]
)
def test_no_path_makes_a_line_of_its_own(store: Store, log: Log, form: str, path: str) -> None:
    stream = log(form)
    client(application(store)).get(path)
    (line,) = stream.getvalue().split("\n")[:-1]
    assert len(line) < 1000
    assert "\n" not in line
    if "status=" in path and form == "text":
        assert 'path="/a status=200"' in line


def test_an_answer_that_breaks_is_told(store: Store, log: Log) -> None:
    app = application(store)

    def body() -> Iterator[bytes]:
        yield b"half"
        raise OSError("gone")

    @app.get("/left")
    def left(request: Request) -> None:
        visit(request).outcome = Outcome.CANCELLED  # the client went: nobody reads what follows
        raise Problem(503, "")

    @app.get("/half")
    def half() -> StreamingResponse:
        return StreamingResponse(body())

    stream = log("json")
    client(app).get("/half")
    client(app).get("/fault")
    client(app).get("/left")
    half_, fault, left_ = (
        json.loads(line) for line in stream.getvalue().splitlines() if '"status"' in line
    )
    assert (half_["status"], half_["bytes"], half_["broken"]) == (200, 4, True)
    assert (fault["status"], "broken" in fault) == (500, False)
    assert left_["status"] == 499


def test_an_answer_that_breaks_at_a_limit_is_no_fault_of_ours(log: Log) -> None:
    stream = log("json")
    for error in (Broken(Outcome.TIMEOUT), RuntimeError("ours")):
        logging.getLogger("uvicorn.error").error("Exception in ASGI application", exc_info=error)
    (line,) = map(json.loads, stream.getvalue().splitlines())
    assert "RuntimeError: ours" in line["trace"]


def test_a_client_that_goes_before_the_answer_is_told(store: Store, log: Log) -> None:
    """The server ends the task of the request."""
    app, stream = application(store), log("json")

    @app.get("/slow")
    async def slow() -> None:
        await asyncio.sleep(60)

    async def nothing() -> Message:
        await asyncio.sleep(60)
        return {}

    async def dropped(message: Message) -> None:
        del message

    async def gone() -> None:
        scope: Scope = {"type": "http", "method": "GET", "path": "/slow", "query_string": b""}
        scope.update(headers=[], client=(ADDRESS, 1), root_path="")
        await asyncio.wait_for(app(scope, nothing, dropped), 0.2)

    # In a thread: the tests of the pages leave a loop running in this one.
    with ThreadPoolExecutor(1) as thread, pytest.raises(TimeoutError):
        thread.submit(lambda: asyncio.run(gone())).result()
    assert json.loads(stream.getvalue())["status"] == 499
