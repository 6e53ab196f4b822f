"""The pool: gives tasks to workers, lane by lane, and ends those that go beyond their bounds."""

import asyncio
import logging
import pickle
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from fastapi import Response
from starlette.types import Receive

from graph_api.errors import busy, unreadable
from graph_api.jobs import Lane, Outcome, Subject, Task
from graph_api.workers.clock import Clock
from graph_api.workers.exchange import Exchange, Flow, Whole
from graph_api.workers.hand import Hand
from graph_api.workers.nurseries import Nurseries

_LOG = logging.getLogger(__name__)
_AGAIN: Final = 0.5
"""Seconds before a worker is tried again that could not open what it works on."""

Ended = Callable[[Lane, Outcome, float], None]
"""Told of each task: its lane, how it ended, after how many seconds."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The workers of a lane.

    `open_` gives what they work on. `seconds`: the longest from when a task comes to the end of its
    answer. `memory_bytes`: what a task may take beyond what is open. `waiting`: tasks that may
    wait. `idle_seconds`: after that long without a task a worker ends, and the next task starts
    one; None keeps `workers` of them always.
    """

    open_: Callable[[], Subject]
    workers: int
    seconds: float
    memory_bytes: int
    waiting: int = 256
    idle_seconds: float | None = None


@dataclass(slots=True)
class _Lane:
    bounds: Bounds
    failure: str = ""  # why its workers cannot open what they work on, if they cannot
    idle: list[Hand] = field(default_factory=list)
    waiting: deque[asyncio.Future[Hand]] = field(default_factory=deque)
    living: int = 0  # workers, those among them that are being born


class Pool:
    """Workers in lanes; to be used from one event loop."""

    def __init__(
        self,
        lanes: Mapping[Lane, Bounds],
        ended: Ended = lambda _lane, _outcome, _seconds: None,
    ) -> None:
        self._ended = ended
        self._lanes = {lane: _Lane(bounds) for lane, bounds in lanes.items()}
        self._lane_of: dict[Hand, _Lane] = {}
        self._nurseries = Nurseries()

    async def start(self) -> None:
        """Start the nursery and ask it for the workers, which open while others do other things."""
        self._nurseries.start()
        for lane in self._lanes.values():
            if lane.bounds.idle_seconds is None:
                for _ in range(lane.bounds.workers):
                    await self._bear(lane)

    async def close(self) -> None:
        """End all workers and the nurseries."""
        closing = asyncio.create_task(self._nurseries.close())
        await asyncio.sleep(0)  # so that no worker is replaced
        for hand in list(self._lane_of):
            hand.kill(Outcome.CANCELLED, None)
        await closing

    async def share(self, open_: Callable[[], Subject]) -> None:
        """Let the workers that read share what `open_` gives, once a nursery of its own holds it.

        Those of now go on until then, and end what they are doing.
        """
        end_before = await self._nurseries.share(open_)
        if end_before is None:
            return
        for hand, lane in list(self._lane_of.items()):
            if lane.bounds.idle_seconds is None:
                hand.stale = True
                await self._bear(lane)
        end_before()

    def counts(self, lane: Lane) -> dict[str, int]:
        """How many workers of a lane are idle and busy, and how many tasks wait."""
        own = self._lanes[lane]
        idle = len(own.idle)
        return {"idle": idle, "busy": own.living - idle, "waiting": len(own.waiting)}

    @property
    def failure(self) -> str:
        """Why nothing can be read, if nothing can."""
        return next((lane.failure for lane in self._lanes.values() if lane.failure), "")

    async def run(
        self, task: Task, lane: Lane, seconds: float, receive: Receive | None = None
    ) -> Response:
        """The answer of a worker, whole or as a stream. Raises `Problem` where there is none.

        `seconds`: the limit of time from now on, no more than that of the bounds. `receive` (of
        ASGI) tells when the client goes, which ends the task.
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        limit = min(seconds, self._lanes[lane].bounds.seconds)
        written = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        try:
            hand = await self._acquire(self._lanes[lane], limit)
        except TimeoutError:
            self._ended(lane, Outcome.BUSY, loop.time() - began)
            raise busy() from None
        exchange = Exchange(loop)
        left = max(began + limit - loop.time(), 0)
        clock = Clock(loop, hand, exchange, limit, left, receive)
        hand.start(written, exchange)

        def leave() -> None:
            clock.stop()
            if hand.exchange is exchange:  # nobody waits for the rest
                hand.kill(Outcome.CANCELLED, None)
            self._ended(lane, exchange.outcome or Outcome.CANCELLED, loop.time() - began)

        try:
            await exchange.answered
        except asyncio.CancelledError:
            leave()
            raise
        if exchange.outcome is None:
            return Flow(exchange, leave)
        leave()
        if exchange.outcome is not Outcome.OK:
            raise exchange.problem or busy()  # without one the client is gone: nobody reads it
        return Whole(exchange)

    # -- workers -----------------------------------------------------------------------------------

    async def _acquire(self, lane: _Lane, limit: float) -> Hand:
        """A worker that is free. Raises `TimeoutError` where none is in time, `Problem` 503."""
        if lane.idle:
            return lane.idle.pop()
        bounds = lane.bounds
        if lane.failure and bounds.idle_seconds is None:
            raise unreadable()
        if len(lane.waiting) >= bounds.waiting:
            raise TimeoutError
        if bounds.idle_seconds is not None and lane.living < bounds.workers:
            await self._bear(lane)
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[Hand] = loop.create_future()
        lane.waiting.append(turn)
        timer = loop.call_later(limit, _give_up, turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._give(turn.result(), lane)  # its turn came in the same moment
            raise
        finally:
            timer.cancel()

    async def _bear(self, lane: _Lane) -> None:
        """Ask for a worker of a lane."""
        if not self._nurseries.are_open():
            return
        lane.living += 1
        bounds = lane.bounds
        shares = bounds.idle_seconds is None
        sock = self._nurseries.bear(bounds.open_, bounds.memory_bytes, shares=shares)
        hand = Hand(self._ready, self._free, self._lost)
        self._lane_of[hand] = lane
        await asyncio.get_running_loop().create_unix_connection(lambda: hand, sock=sock)
        if not self._nurseries.are_open():  # closed meanwhile
            hand.retire()

    def _ready(self, hand: Hand) -> None:
        lane = self._lane_of[hand]
        lane.failure = hand.failure
        if not hand.failure:
            self._give(hand, lane)
            stale = next((one for one in lane.idle if one.stale), None)
            if stale is not None:  # this one takes its place
                lane.idle.remove(stale)
                stale.retire()
            return
        _LOG.error("%s", hand.failure)
        while lane.waiting:
            turn = lane.waiting.popleft()
            if not turn.done():
                turn.set_exception(unreadable())

    def _free(self, hand: Hand) -> None:
        if hand.spent or hand.stale:
            hand.retire()
        else:
            self._give(hand, self._lane_of[hand])

    def _give(self, hand: Hand, lane: _Lane) -> None:
        """A free worker to the task that waits longest, if any does."""
        while lane.waiting:
            turn = lane.waiting.popleft()
            if not turn.done():
                turn.set_result(hand)
                return
        lane.idle.append(hand)
        if lane.bounds.idle_seconds is not None:
            tasks = hand.tasks
            loop = asyncio.get_running_loop()
            loop.call_later(lane.bounds.idle_seconds, self._rest, hand, lane, tasks)

    def _rest(self, hand: Hand, lane: _Lane, tasks: int) -> None:
        """End a worker that has had nothing to do."""
        if hand in lane.idle and hand.tasks == tasks:
            lane.idle.remove(hand)
            hand.retire()

    def _lost(self, hand: Hand) -> None:
        """A worker is gone, as it was to be or not: another takes its place."""
        lane = self._lane_of.pop(hand)
        lane.living -= 1
        if hand in lane.idle:
            lane.idle.remove(hand)
        if not self._nurseries.are_open() or hand.stale:
            return
        if lane.bounds.idle_seconds is None or lane.waiting:
            loop = asyncio.get_running_loop()
            delay = _AGAIN if hand.failure else 0
            loop.call_later(delay, lambda: loop.create_task(self._bear(lane)))


def _give_up(turn: asyncio.Future[Hand]) -> None:
    if not turn.done():
        turn.set_exception(TimeoutError())
