"""Frames between the pool and a worker."""

import pickle
import socket
import struct
from collections.abc import Iterator
from typing import Any, Final

HEAD: Final = struct.Struct("!cI")

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


def receive(sock: socket.socket) -> tuple[bytes, bytes] | None:
    """The next frame of a blocking socket; None where the other end is gone."""
    head = _exactly(sock, HEAD.size)
    if head is None:
        return None
    kind, length = HEAD.unpack(head)
    content = _exactly(sock, length)
    return None if content is None else (kind, content)


def _exactly(sock: socket.socket, length: int) -> bytes | None:
    pieces = bytearray()
    while len(pieces) < length:
        piece = sock.recv(min(length - len(pieces), 1 << 20))
        if not piece:
            return None
        pieces += piece
    return bytes(pieces)
