"""The front's hold of one worker: its connection, and the way to end it."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Final, cast

from graph_api.errors import Problem, too_much_memory
from graph_api.jobs import Outcome
from graph_api.workers.exchange import Exchange
from graph_api.workers.frames import BEGIN, DATA, END, FAIL, READY, TASK, Frames, frame, unpickled
from graph_api.workers.worker import SPENT, Ready

_OUTCOMES: Final = {400: Outcome.REFUSED, 403: Outcome.REFUSED, 413: Outcome.TOO_LARGE}


class Hand(asyncio.Protocol):
    """One worker.

    `on_ready` is called when it can work or has failed to open (`failure` says why), `on_free`
    when a task has ended, `on_lost` when it is gone.
    """

    def __init__(
        self,
        on_ready: "Callable[[Hand], None]",
        on_free: "Callable[[Hand], None]",
        on_lost: "Callable[[Hand], None]",
    ) -> None:
        self._on_ready, self._on_free, self._on_lost = on_ready, on_free, on_lost
        self._frames = Frames()
        self._transport: asyncio.Transport | None = None
        self._pidfd = -1
        self.exchange: Exchange | None = None
        self.failure = ""
        self.pid = 0
        self.spent = False
        self.stale = False  # another takes its place
        self.tasks = 0  # how many it was given

    # -- asyncio.Protocol --------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        for kind, content in self._frames.feed(data):
            exchange = self.exchange
            if kind == READY:
                self._ready(unpickled(content))
            elif exchange is None:
                continue
            elif kind == DATA:
                exchange.take(content)
            elif kind == BEGIN:
                exchange.begin(*unpickled(content))
            elif kind == END:
                self.spent = self.spent or content == SPENT
                self._free(Outcome.OK, None)
            elif kind == FAIL:
                problem: Problem = unpickled(content)
                self.spent = self.spent or problem.status >= 500
                self._free(_OUTCOMES.get(problem.status, Outcome.ERROR), problem)

    def connection_lost(self, error: Exception | None) -> None:
        del error
        if self._pidfd >= 0:
            os.close(self._pidfd)
            self._pidfd = -1
        if self.exchange is not None:
            # Not by us, who end the exchange first: Rust aborts where memory is refused.
            self._end(Outcome.MEMORY, too_much_memory())
        self._on_lost(self)

    # -- life --------------------------------------------------------------------------------------

    def _ready(self, ready: Ready) -> None:
        self.pid, self.failure = ready.pid, ready.failure
        if not self.failure:
            with suppress(OSError, AttributeError):  # only Linux has them; elsewhere by number
                self._pidfd = os.pidfd_open(self.pid)
        self._on_ready(self)

    def _free(self, outcome: Outcome, problem: Problem | None) -> None:
        self.pause(stop=False)
        self._end(outcome, problem)
        self._on_free(self)

    def _end(self, outcome: Outcome, problem: Problem | None) -> None:
        """What the worker is doing, if it is, ends so; it has nothing to do from then on."""
        exchange, self.exchange = self.exchange, None
        if exchange is not None:
            exchange.end(outcome, problem)

    def start(self, task: bytes, exchange: Exchange) -> None:
        """Give a pickled `Task`."""
        assert self._transport is not None
        assert self.exchange is None
        self.tasks += 1
        self.exchange = exchange
        self._transport.write(frame(TASK, task))

    def pause(self, *, stop: bool) -> None:
        """Take no more from the worker, which then waits, or go on."""
        if self._transport is not None and not self._transport.is_closing():
            if stop:
                self._transport.pause_reading()
            else:
                self._transport.resume_reading()

    def kill(self, outcome: Outcome, problem: Problem | None) -> None:
        """End the worker at once; what it is doing ends with `outcome` and `problem`."""
        self._end(outcome, problem)
        with suppress(ProcessLookupError):
            if self._pidfd >= 0:
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            elif self.pid:
                os.kill(self.pid, signal.SIGKILL)
        self.retire()

    def retire(self) -> None:
        """Close the connection: a worker that waits then ends by itself."""
        if self._transport is not None:
            self._transport.abort()

    def yield_to_others(self) -> None:
        """Let the worker run only where no other wants the processor, if the system can do that.

        There is no way back without privileges: the worker is replaced after its task.
        """
        try:
            os.sched_setscheduler(self.pid, os.SCHED_IDLE, os.sched_param(0))
        except (OSError, AttributeError):
            return
        self.spent = True
