"""Who asks, may they, how often, and what is told of it: one ASGI middleware around everything.

One, not one for each purpose, and bare ASGI: each layer around `send` costs every request.
"""

import binascii
import logging
import re
import secrets
from base64 import b64decode
from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from time import perf_counter

from fastapi import Request, Response
from starlette.types import ASGIApp, Message, Receive, Send
from starlette.types import Scope as Connection

from graph_api import logs
from graph_api.cors import same_site
from graph_api.errors import Problem, unforeseen
from graph_api.gate import NOW, VISIT, Gate, Visit, demand, too_many
from graph_api.jobs import Outcome
from graph_api.keys import Scope
from graph_api.security import HEADERS

_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_ALWAYS = frozenset(("/health", "/ready"))  # asked by machines that watch the server
_CLOSED = 499  # as nginx tells of a client that went before anything was answered
_SECURITY = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_SECURITY_NAMES = frozenset(name for name, _ in _SECURITY)
_CHALLENGES = [
    (b"www-authenticate", b'Bearer realm="chithi"'),
    (b"www-authenticate", b'Basic realm="chithi", charset="UTF-8"'),
]

Refuse = Callable[[Request, Problem], Response]
Headers = Mapping[bytes, bytes]


class Access:
    """ASGI middleware: ids, addresses, keys, rates, CORS, security headers, metrics and log.

    HEAD is answered as GET without its body (RFC 9110, 9.3.2). `refuse` makes the answer that
    tells a problem, as the routes' problems are told.
    """

    def __init__(self, app: ASGIApp, gate: Gate, refuse: Refuse) -> None:
        self._app = app
        self._gate = gate
        self._refuse = refuse
        self._ids = count(1)
        self._start = secrets.token_hex(5)  # ids of two runs are not the same

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = perf_counter()
        headers = dict(scope["headers"])
        here = self._arrived(scope, headers)
        answer = _Answer(send, here, self._extra(headers), head=scope["method"] == "HEAD")
        method, path, root = scope["method"], scope["path"], scope.get("root_path", "")
        if answer.head:
            scope = {**scope, "method": "GET"}
        try:
            await self._pass(scope, receive, answer, headers)
        finally:
            seconds = perf_counter() - begun
            self._gate.metrics.request(_template(scope, root), method, answer.told, seconds)
            if logs.REQUESTS.isEnabledFor(logging.INFO):
                _log(answer, method, path, seconds)

    def _arrived(self, scope: Connection, headers: Headers) -> Visit:
        """Note who asks, in the scope too."""
        gate = self._gate
        asked = headers.get(b"x-request-id")
        if asked is not None and _ID.fullmatch(asked):
            name = asked.decode()
        else:
            name = f"{self._start}-{next(self._ids):x}"
        client = scope.get("client")
        peer, proxied = gate.peers.client(client[0] if client else "", scope["headers"])
        if proxied and headers.get(b"x-forwarded-proto") in {b"http", b"https"}:
            scope["scheme"] = headers[b"x-forwarded-proto"].decode()
        here = Visit(gate, name, peer)
        secret, basic = _given(headers)
        if secret is not None:
            here.given = True
            here.key = gate.keys.find(secret)
            here.foreign = basic and self._foreign(headers)
        scope[VISIT] = here
        NOW.set(here)
        logs.REQUEST.set(name)
        return here

    def _foreign(self, headers: Headers) -> bool:
        """Whether a script or form of another site sent this: a browser says where from."""
        origin, cors = headers.get(b"origin"), self._gate.cors
        if origin is not None and cors is not None and cors.named(origin):
            return False
        if (site := headers.get(b"sec-fetch-site")) is not None:
            return site not in {b"same-origin", b"none"}
        return origin is not None and not same_site(origin, headers)

    def _extra(self, headers: Headers) -> list[tuple[bytes, bytes]]:
        cors = self._gate.cors
        return cors.answer(headers.get(b"origin")) if cors is not None else []

    async def _pass(
        self, scope: Connection, receive: Receive, answer: "_Answer", headers: Headers
    ) -> None:
        """Let a request through to the application, or answer it here."""
        gate = self._gate
        if (
            gate.cors is not None
            and scope["method"] == "OPTIONS"
            and b"access-control-request-method" in headers
            and (told := gate.cors.preflight(headers.get(b"origin"))) is not None
        ):
            answer.extra += told
            await Response(status_code=204)(scope, receive, answer)
            return
        try:
            self._check(scope, answer)
        except Problem as problem:
            await self._refuse(Request(scope), problem)(scope, receive, answer)
            return
        try:
            await self._app(scope, receive, answer)
        except Exception:
            # Told here, where the answer gets its headers; the server logs what is raised again.
            if answer.status == 0:
                fault = self._refuse(Request(scope), unforeseen())
                await fault(scope, receive, answer)
            raise

    def _check(self, scope: Connection, answer: "_Answer") -> None:
        """Whether the request may go on, by its number and its key; raises `Problem`."""
        gate, here = self._gate, answer.visit
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path in _ALWAYS:
            return
        if gate.rate is not None:
            who = f"key:{here.key.name}" if here.key is not None else here.counted
            standing = gate.rate.hit(who)
            answer.extra += (
                (b"ratelimit-policy", gate.rate.policy),
                (b"ratelimit", standing.told),
            )
            if standing.wait:
                here.wait = standing.wait
                raise too_many(standing.wait)
        if gate.read_key and not path.startswith("/static/"):
            demand(Request(scope), Scope.READ)


class _Answer:
    """`send` for the application: adds the headers, counts the bytes."""

    __slots__ = ("_send", "bytes", "extra", "head", "status", "visit", "whole")

    def __init__(
        self, send: Send, here: Visit, extra: list[tuple[bytes, bytes]], *, head: bool
    ) -> None:
        self._send = send
        self.visit = here
        self.extra = extra
        self.head = head
        self.status = 0
        self.bytes = 0
        self.whole = False

    def __call__(self, message: Message) -> Awaitable[None]:
        kind = message["type"]
        if kind == "http.response.body":
            if self.head:
                message = {**message, "body": b""}
            self.bytes += len(message.get("body", b""))
            self.whole = not message.get("more_body", False)
        elif kind == "http.response.start":
            self.status = message["status"]
            message = {**message, "headers": self._headers(message.get("headers", ()))}
        return self._send(message)

    @property
    def told(self) -> int:
        """The status for metrics and log."""
        gone = self.status == 503 and self.visit.outcome == Outcome.CANCELLED
        return _CLOSED if gone else self.status or _CLOSED

    def _headers(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        made = [*given, (b"x-request-id", self.visit.id.encode()), *self.extra]
        names = {name for name, _ in given}
        if names.isdisjoint(_SECURITY_NAMES):
            made += _SECURITY
        else:  # what a route says itself stands
            made += [pair for pair in _SECURITY if pair[0] not in names]
        if self.status == 401:
            made += _CHALLENGES
        elif self.status == 429 and self.visit.wait:
            made.append((b"retry-after", b"%d" % self.visit.wait))
        return made


def _given(headers: Headers) -> tuple[str | None, bool]:
    """The key that a request brings, and whether by HTTP Basic, where it is the password.

    X-API-Key goes first: a proxy before us may use Authorization for itself.
    """
    if (key := headers.get(b"x-api-key")) is not None:
        return key.decode("latin-1").strip(), False
    if (authorization := headers.get(b"authorization")) is None:
        return None, False
    scheme, _, rest = authorization.strip().partition(b" ")
    match scheme.lower():
        case b"bearer":
            return rest.decode("latin-1").strip(), False
        case b"basic":
            try:
                words = b64decode(rest.strip(), validate=True).decode("latin-1")
            except (binascii.Error, ValueError):
                return "", True
            return words.partition(":")[2], True
    return None, False


def _template(scope: Connection, root: str) -> str:
    """The template of the route that answered, or where another application is mounted.

    There are few, as metrics need it: what no route answers is `none`.
    """
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str):
        return path.replace(":path}", "}")
    return str(scope.get("root_path", ""))[len(root) :] or "none"


def _log(answer: _Answer, method: str, path: str, seconds: float) -> None:
    here = answer.visit
    told: dict[str, object] = {
        "request": here.id,
        "method": method,
        "path": path,
        "status": answer.told,
        "ms": round(seconds * 1000, 2),
        "bytes": answer.bytes,
        "address": here.peer.address,
    }
    if here.key is not None:
        told["key"] = here.key.name
    if here.lane:
        told["lane"] = here.lane
    if here.outcome:
        told["outcome"] = here.outcome
    if answer.status and not answer.whole:
        told["broken"] = True
    logs.tell(told)
