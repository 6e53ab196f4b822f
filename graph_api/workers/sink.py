"""Where a worker writes an answer: bounded, compressed where asked, sent in pieces."""

import socket
import zlib
from typing import Any, Final

from graph_api.errors import Problem, too_large
from graph_api.workers.frames import BEGIN, DATA, END, FAIL, frame, pickled

PIECE: Final = 1 << 16
"""Bytes that are gathered before anything is sent: an answer below is sent whole or not at all."""

_WORTH_IT: Final = 1_000  # bytes below which compression gains nothing
_LEVEL: Final = 5
_GZIP: Final = 31  # of zlib: the header and trailer of gzip

Headers = list[tuple[bytes, bytes]]


class Sink:
    """The body of one answer."""

    def __init__(self, sock: socket.socket, most: int, *, gzip: bool) -> None:
        self._sock = sock
        self._most = most
        self._gzip = gzip
        self._zip: Any = None
        self._status = 200
        self._headers: Headers = []
        self._gathered = bytearray()
        self._taken = 0
        self._begun = False

    def begin(self, status: int, headers: Headers) -> None:
        """Say what is told before the body; it is sent with the first piece."""
        self._status, self._headers = status, headers

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        """As of a file; raises `Problem` 413 beyond the bound."""
        size = len(data)
        self._taken += size
        if self._taken > self._most:
            raise too_large(self._most)
        self._gathered += data
        if len(self._gathered) >= PIECE:
            self._send(last=False)
        return size

    def flush(self) -> None:
        """Nothing to do: pieces are sent when they are full."""

    def end(self, told: bytes) -> None:
        """The answer is whole; `told` goes to the pool."""
        self._send(last=True, told=told)

    def fail(self, problem: Problem) -> None:
        """No answer, or no more of it."""
        self._sock.sendall(pickled(FAIL, problem))

    def _send(self, *, last: bool, told: bytes = b"") -> None:
        body = bytes(self._gathered)
        self._gathered.clear()
        first, self._begun = not self._begun, True
        if first and self._gzip and len(body) >= _WORTH_IT and self._may_zip():
            self._zip = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
            self._headers.append((b"content-encoding", b"gzip"))
        if self._zip is not None:
            body = self._zip.compress(body) + (self._zip.flush() if last else b"")
        parts = []
        if first:
            if last:
                self._headers.append((b"content-length", str(len(body)).encode()))
            parts.append(pickled(BEGIN, (self._status, self._headers)))
        if body:
            parts.append(frame(DATA, body))
        if last:
            parts.append(frame(END, told))
        self._sock.sendall(b"".join(parts))

    def _may_zip(self) -> bool:
        return not any(name == b"content-encoding" for name, _ in self._headers)
