"""Frames between the pool and a worker."""

import pickle
import socket
import struct
from collections.abc import Iterator
from typing import Any, Final

HEAD: Final = struct.Struct("!cI")
_MOST: Final = 1 << 18  # bytes that are taken at once

READY: Final = b"R"  # worker: I read (pickled `Ready`)
TASK: Final = b"T"  # pool: do this (pickled `Task`)
BEGIN: Final = b"B"  # worker: status and headers of the answer (pickled)
DATA: Final = b"D"  # worker: a piece of the body
END: Final = b"E"  # worker: that was all (`worker.SPENT` or nothing)
FAIL: Final = b"F"  # worker: no answer, or no more of it, and why (pickled `Problem`)


def frame(kind: bytes, content: bytes) -> bytes:
    """A whole frame."""
    return HEAD.pack(kind, len(content)) + content


def pickled(kind: bytes, content: object) -> bytes:
    """A frame that holds an object; what is unpickled comes from our own forks alone."""
    return frame(kind, pickle.dumps(content, pickle.HIGHEST_PROTOCOL))


def unpickled(content: bytes) -> Any:  # noqa: ANN401 - what was put in
    """The object of a frame of `pickled`."""
    return pickle.loads(content)  # noqa: S301 - from our own forks, over their own socket


class Frames:
    """Takes bytes as they come and gives whole frames."""

    def __init__(self) -> None:
        self._left = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[bytes, bytes]]:
        """The frames that are whole with `data`: kind and content of each."""
        left = self._left
        left += data
        at = 0
        while len(left) - at >= HEAD.size:
            kind, length = HEAD.unpack_from(left, at)
            if len(left) - at - HEAD.size < length:
                break
            yield kind, bytes(left[at + HEAD.size : at + HEAD.size + length])
            at += HEAD.size + length
        del left[:at]


def received(sock: socket.socket) -> Iterator[tuple[bytes, bytes]]:
    """The frames that come over a blocking socket, until the other end is gone."""
    frames = Frames()
    while data := sock.recv(_MOST):
        yield from frames.feed(data)
