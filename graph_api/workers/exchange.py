"""One task in a worker, as the front sees it: the answer as it comes, or why there is none."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Final

from fastapi import Response
from starlette.types import Receive, Scope, Send

from graph_api.errors import Problem
from graph_api.jobs import Outcome

_MUCH: Final = 1 << 20
"""Bytes in hand beyond which no more is taken from the worker until the client has taken some."""


class Exchange:
    """Filled by the worker's connection, emptied by the request."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.answered: asyncio.Future[None] = loop.create_future()
        """Done when the answer is whole, or its stream has begun, or it has failed."""
        self.status = 200
        self.headers: list[tuple[bytes, bytes]] = []
        self.pieces: deque[bytes] = deque()
        self.outcome: Outcome | None = None
        self.problem: Problem | None = None
        self.on_pause: Callable[[bool], None] = lambda _: None
        self._held = 0
        self._paused = False
        self._more: asyncio.Future[None] | None = None
        self._loop = loop

    # -- from the worker ---------------------------------------------------------------------------

    def begin(self, status: int, headers: list[tuple[bytes, bytes]]) -> None:
        self.status, self.headers = status, headers
        if not any(name == b"content-length" for name, _ in headers):
            self._answer()

    def take(self, piece: bytes) -> None:
        self.pieces.append(piece)
        self._held += len(piece)
        if self._held > _MUCH and not self._paused:
            self._paused = True
            self.on_pause(True)
        self._wake()

    def end(self, outcome: Outcome, problem: Problem | None = None) -> None:
        """The answer is whole, or there is no more of it; the first word counts."""
        if self.outcome is None:
            self.outcome, self.problem = outcome, problem
            self._answer()
            self._wake()

    def _answer(self) -> None:
        if not self.answered.done():
            self.answered.set_result(None)

    def _wake(self) -> None:
        if self._more is not None and not self._more.done():
            self._more.set_result(None)

    # -- to the client -----------------------------------------------------------------------------

    async def piece(self) -> bytes | None:
        """The next piece of the body; None at its end. Raises `Broken` where it breaks off."""
        while not self.pieces:
            if self.outcome is Outcome.OK:
                return None
            if self.outcome is not None:
                raise Broken(self.outcome)
            self._more = self._loop.create_future()
            await self._more
        piece = self.pieces.popleft()
        self._held -= len(piece)
        if self._paused and self._held <= _MUCH // 2:
            self._paused = False
            self.on_pause(False)
        return piece


class Broken(Exception):
    """An answer broke off after its head was sent: the server closes the connection on it."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"an answer broke off: {outcome}")
        self.outcome = outcome


class Whole(Response):
    """An answer that is there."""

    def __init__(self, exchange: Exchange) -> None:
        self.status_code = exchange.status
        self.body = b"".join(exchange.pieces)
        self.raw_headers = exchange.headers
        self.background = None


class Flow(Response):
    """An answer that is still being written: sent in chunks, broken off where it fails."""

    def __init__(self, exchange: Exchange, leave: Callable[[], None]) -> None:
        self.status_code = exchange.status
        self.raw_headers = exchange.headers
        self.background = None
        self._exchange = exchange
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; whoever is gone, or fails, leaves the worker."""
        del scope, receive  # the pool watches for a client that goes
        try:
            await send(
                {
                    "type": "http.response.start",
                    "status": self.status_code,
                    "headers": self.raw_headers,
                }
            )
            while (piece := await self._exchange.piece()) is not None:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._leave()
