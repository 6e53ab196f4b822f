"""The time of one task: when it is watched, when it gives way, when it is ended."""

import asyncio
from typing import Final

from starlette.types import Receive

from graph_api.errors import too_long
from graph_api.jobs import Outcome
from graph_api.workers.exchange import Exchange
from graph_api.workers.hand import Hand

_QUICK: Final = 0.05
"""Seconds: what takes longer is watched for a client that goes away."""
_LONG: Final = 1.0
"""Seconds: what takes longer gives way to all others (`Hand.yield_to_others`)."""
_STALL: Final = 30.0
"""Seconds that a client may take nothing of a stream while its worker waits for it."""


class Clock:
    """Runs while the worker works; stands while the client does not take what is there."""

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        hand: Hand,
        exchange: Exchange,
        limit: float,
        left: float,
        receive: Receive | None,
    ) -> None:
        """`left` seconds of `limit`. `receive` (of ASGI) tells when the client goes."""
        self._loop = loop
        self._hand = hand
        self._exchange = exchange
        self._limit = limit
        self._deadline = loop.time() + left
        self._receive = receive
        self._watching: asyncio.Task[None] | None = None
        self._timer = loop.call_later(min(_QUICK, left), self._look)
        exchange.on_pause = self._pause

    def stop(self) -> None:
        """The task is over."""
        self._timer.cancel()
        if self._watching is not None:
            self._watching.cancel()

    def _look(self) -> None:
        now = self._loop.time()
        if now >= self._deadline:
            self._end(Outcome.TIMEOUT)
            return
        if self._watching is None and self._receive is not None:
            self._watching = self._loop.create_task(self._watch(self._receive))
            then = now + _LONG - _QUICK
        else:
            if self._receive is not None:  # a write is not put last
                self._hand.yield_to_others()
            then = self._deadline
        self._timer = self._loop.call_at(min(then, self._deadline), self._look)

    async def _watch(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._end(Outcome.CANCELLED)

    def _pause(self, stop: bool) -> None:
        self._hand.pause(stop=stop)
        self._timer.cancel()
        now = self._loop.time()
        if stop:
            self._deadline -= now  # what is left, until it goes on
            self._timer = self._loop.call_later(_STALL, self._end, Outcome.CANCELLED)
        else:
            self._deadline += now
            self._timer = self._loop.call_at(self._deadline, self._look)

    def _end(self, outcome: Outcome) -> None:
        if self._exchange.outcome is None:
            timeout = outcome is Outcome.TIMEOUT
            self._hand.kill(outcome, too_long(self._limit) if timeout else None)
