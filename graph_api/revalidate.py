"""Entity tags (RFC 9110, 8.8.3): an answer is good until the store or the program changes.

No answer is kept without asking: the tag is compared before anything is evaluated.
"""

import hashlib
from collections.abc import Awaitable
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from graph_api.runner import Runner

_PACKAGES = Path(__file__).parent.parent
# Not of the store's generation, or asked to know of now. A report that is retracted and loaded
# again leaves the generation as it was, and two changes.
_FRESH = ("/static/", "/health", "/ready", "/metrics", "/graph/changes")
_ALWAYS = [(b"cache-control", b"no-cache"), (b"vary", b"Accept, Accept-Encoding")]
_NAMES = frozenset((b"etag", *(name for name, _ in _ALWAYS)))


@cache
def program() -> str:
    """A hash of what makes the answers from the store: code, templates, questions, islands."""
    digest = hashlib.sha256()
    for package in ("graph_api", "queries", "ontology"):
        for path in sorted((_PACKAGES / package).rglob("*")):
            if path.suffix in {".py", ".html", ".rq", ".ttl", ".tsv", ".json"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class Revalidated:
    """ASGI middleware: a tag on each answer, 304 where the client's tag is still right."""

    def __init__(self, app: ASGIApp, runner: Runner) -> None:
        self._app = app
        self._runner = runner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or self._fresh(scope):
            await self._app(scope, receive, send)
            return
        tag = f'W/"{self._runner.generation}-{program()}"'
        given = Headers(scope=scope).get("if-none-match", "")
        told = [(b"etag", tag.encode()), *_ALWAYS]
        if tag in (item.strip() for item in given.split(",")):
            await send({"type": "http.response.start", "status": 304, "headers": told})
            await send({"type": "http.response.body", "body": b""})
            return

        def answer(message: Message) -> Awaitable[None]:
            if message["type"] == "http.response.start" and message["status"] == 200:
                others = [pair for pair in message["headers"] if pair[0] not in _NAMES]
                message = {**message, "headers": [*others, *told]}
            return send(message)

        await self._app(scope, receive, answer)

    @staticmethod
    def _fresh(scope: Scope) -> bool:
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        return bool(path.startswith(_FRESH))
