"""The front's hold of the nurseries: the one that forks all, and the one that shares its memory."""

import asyncio
import logging
import socket
import subprocess
import sys
from collections.abc import Callable

from graph_api.jobs import Subject
from graph_api.workers.frames import Frames, unpickled
from graph_api.workers.nursery import Birth, send_birth
from graph_api.workers.worker import Ready

_LOG = logging.getLogger(__name__)


class Nurseries:
    """Started by `start`; a nursery that dies is replaced when a worker is asked for."""

    def __init__(self) -> None:
        self._control: socket.socket | None = None
        self._sharing: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def are_open(self) -> bool:
        return self._control is not None

    def start(self) -> None:
        """Start the nursery that holds nothing."""
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "graph_api.workers.nursery", str(theirs.fileno())]
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()])  # noqa: S603 - our own module
        theirs.close()
        self._control = ours

    async def close(self) -> None:
        """Let them end, once their workers have."""
        controls = self._control, self._sharing
        self._control = self._sharing = None
        for control in controls:
            if control is not None:
                control.close()
        if self._process is not None:
            await asyncio.to_thread(self._process.wait)

    def bear(
        self, open_: Callable[[], Subject], memory_bytes: int, *, shares: bool
    ) -> socket.socket:
        """Ask for a worker; what comes back leads to it.

        `shares`: by the nursery that shares its memory, if there is one, rather than by `open_`.
        """
        ours, theirs = _pair()
        with theirs:
            if not (shares and self._share_birth(Birth(None, memory_bytes), theirs)):
                self._send(Birth(open_, memory_bytes), theirs)
        return ours

    async def share(self, open_: Callable[[], Subject]) -> Callable[[], None] | None:
        """Start a nursery that holds what `open_` gives, from which workers are born from now on.

        What comes back ends the one before, once its workers are at their ends. None where it
        failed, which is logged.
        """
        ours, theirs = _pair()
        with theirs:
            self._send(Birth(open_, 0, nursery=True), theirs)
        try:
            failure = await _failure(ours)
        except asyncio.CancelledError:  # what is left open here would keep that nursery alive
            ours.close()
            raise
        if failure or not self.are_open():
            ours.close()
            _LOG.error("%s", failure or "closed meanwhile")
            return None
        before, self._sharing = self._sharing, ours
        return before.close if before is not None else lambda: None

    def _share_birth(self, birth: Birth, end: socket.socket) -> bool:
        if self._sharing is None:
            return False
        try:
            send_birth(self._sharing, birth, end)
        except OSError:
            self._sharing.close()
            self._sharing = None
        return self._sharing is not None

    def _send(self, birth: Birth, end: socket.socket) -> None:
        assert self._control is not None
        try:
            send_birth(self._control, birth, end)
        except OSError:
            _LOG.error("the nursery has died: another is started")
            self._control.close()
            self.start()
            send_birth(self._control, birth, end)


async def _failure(nursery: socket.socket) -> str:
    """Why a nursery does not hold what it was to; empty once it does."""
    loop, frames = asyncio.get_running_loop(), Frames()
    while data := await loop.sock_recv(nursery, 1 << 12):
        for _, content in frames.feed(data):
            ready: Ready = unpickled(content)
            return ready.failure
    return "a nursery has died"


def _pair() -> tuple[socket.socket, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    return ours, theirs
