"""The life of a worker: open what it works on, say so, do one task after the other.

It runs in a process of its own, forked by the nursery. A worker ends when the pool closes the
socket, when it is killed, or when it needs more memory than it may have.
"""

import ctypes
import gc
import logging
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from fastapi import Response

from graph_api.errors import Problem, too_much_memory, unforeseen, unreadable
from graph_api.jobs import Subject, Task
from graph_api.store.errors import StoreError
from graph_api.workers.frames import READY, TASK, pickled, received, unpickled
from graph_api.workers.sink import Headers, Sink

_LOG = logging.getLogger(__name__)
_PR_SET_PDEATHSIG: Final = 1
_COLLECT: Final = (5_000, 20, 100)
"""For `gc.set_threshold`: to look at all that is kept between tasks takes tens of ms."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says when it can work, or why it cannot."""

    pid: int
    failure: str = ""


SPENT: Final = b"spent"
"""What a worker says with the end of an answer when it wants to be replaced."""


def live(sock: socket.socket, open_: Callable[[], Subject], memory_bytes: int) -> None:
    """Serve the tasks that come over `sock` with what `open_` gives; returns when it is closed.

    `memory_bytes`: what a task may take beyond what is open. A worker that has grown by half of
    that is replaced, which gives it back.
    """
    die_with_parent()
    gc.set_threshold(*_COLLECT)
    with suppress(BrokenPipeError, ConnectionResetError):
        try:
            subject = open_()
        except StoreError as error:
            sock.sendall(pickled(READY, Ready(os.getpid(), str(error))))
            return
        _bound_memory(memory_bytes)
        before, at = _peak(), 0
        sock.sendall(pickled(READY, Ready(os.getpid())))
        for kind, content in received(sock):
            assert kind == TASK
            task: Task = unpickled(content)
            if task.generation > at:  # what is opened for it is no part of what a task may take
                _bound_memory(None)
                before, at = _ready_for(task, subject), task.generation
                _bound_memory(memory_bytes)
            _do(task, subject, sock, lambda: _peak() - before > memory_bytes // 2)  # noqa: B023 - called at once


def _ready_for(task: Task, subject: Subject) -> int:
    """Open the generation of a task, before its memory is bounded; the peak of memory then."""
    with suppress(StoreError):  # told when the task is done
        subject.at(task.generation)
    return _peak()


def _do(task: Task, subject: Subject, sock: socket.socket, spent: Callable[[], bool]) -> None:
    sink = Sink(sock, task.result_bytes, gzip=task.gzip)
    try:
        try:
            answer = task.job(subject.at(task.generation))
        finally:
            subject.done()
        if isinstance(answer, Response):
            sink.begin(answer.status_code, _without_length(answer))
            sink.write(answer.body)
        else:
            sink.begin(200, [(b"content-type", answer.media_type.encode("latin-1"))])
            answer.write(sink)
        sink.end(SPENT if spent() else b"")
    except Problem as problem:
        sink.fail(problem.bare())
    except StoreError as error:
        _LOG.error("%s", error)
        sink.fail(unreadable(error))
    except MemoryError:
        sink.fail(too_much_memory())
        raise SystemExit(1) from None
    except (BrokenPipeError, ConnectionResetError):
        raise
    except Exception:  # noqa: BLE001 - a fault of ours must cost this answer alone
        _LOG.exception("a job failed")
        sink.fail(unforeseen())


def _without_length(answer: Response) -> Headers:
    return [(name, value) for name, value in answer.raw_headers if name != b"content-length"]


def _peak() -> int:
    """The most memory that this process has held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _bound_memory(memory_bytes: int | None) -> None:
    """No more address space than is taken now and `memory_bytes`, where it is told (Linux).

    None lifts the bound.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if memory_bytes is None:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        return
    with suppress(OSError, ValueError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        taken = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (taken + memory_bytes, resource.RLIM_INFINITY))


def die_with_parent() -> None:
    """Ask the kernel to end this process with the nursery, whatever it is doing then (Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
