"""`/reports/x.ttl`: each page's address with an ending is its data in that format.

What is called just so wins: a report of the name `x.ttl` is asked for first, and only where there
is none the ending is taken for a format, as `?format=ttl` says it.
"""

from typing import Final, NamedTuple
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FORMATS: Final = (
    "html",
    "json",
    "csv",
    "tsv",
    "ttl",
    "nt",
    "jsonld",
    "rdf",
    "graphml",
    "gexf",
    "dot",
    "mermaid",
    "atom",
)
_NOT_FOUND: Final = 404
_OTHERS: Final = ("/static/", "/store/", "/.well-known/", "/openapi.json")
"""What is no page with data, or has a meaning of its own."""


class Ended(NamedTuple):
    """An address that ends in a format: without the ending, and the format."""

    path: str
    format: str


def ended(path: str) -> Ended | None:
    """The address that an ending was put to, if any: `/a/b.json` is `/a/b` as `json`."""
    rest, dot, ending = path.rpartition(".")
    if not dot or ending not in _FORMATS or rest.endswith("/") or path.startswith(_OTHERS):
        return None
    return Ended(rest, ending)


class Endings:
    """ASGI middleware: what is not found under an address with an ending is asked in its form."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or "." not in scope["path"]:
            await self._app(scope, receive, send)
            return
        root = scope.get("root_path", "")
        found = ended(scope["path"].removeprefix(root))
        query = scope["query_string"]
        if found is None or any(name == "format" for name, _ in parse_qsl(query.decode("latin-1"))):
            await self._app(scope, receive, send)
            return
        first = _Held(send)
        await self._app(scope, receive, first)
        if not first.held:
            return
        raw: bytes = scope.get("raw_path") or scope["path"].encode()
        scope["path"] = root + found.path
        scope["raw_path"] = raw[: -len(found.format) - 1]
        scope["query_string"] = b"&".join(filter(None, (query, f"format={found.format}".encode())))
        second = _Held(send)
        await self._app(scope, receive, second)
        if second.held:
            await first.tell()


class _Held:
    """`send` that keeps an answer back which says that there is nothing."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.held: list[Message] = []

    async def __call__(self, message: Message) -> None:
        not_found = message.get("status") == _NOT_FOUND
        if self.held or not_found:
            self.held.append(message)
        else:
            await self._send(message)

    async def tell(self) -> None:
        """That there is nothing."""
        for message in self.held:
            await self._send(message)
