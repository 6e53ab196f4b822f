"""Work in several processes: its results in order, and no more in memory than is under way.

A process that dies (a fault in a parser's own code, a report that takes too long) loses the item
it was at, which is told; the others go on. Interrupted, nothing is left running. The pools of the
standard library tell neither which item it was, nor do they outlive a death without fail.
"""

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.resource_tracker import ensure_running
from threading import Condition, Lock, Semaphore, Thread
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_CHUNK: Final = 8  # items that are sent together: sending costs as much as a small item
_BYTES: Final = 1_000_000  # and no more of them than makes this
_AHEAD: Final = 3  # chunks for each process, so that none waits
_SMALL: Final = 24  # items: fewer are done before other processes have started
_MEMORY: Final = 6 << 30  # bytes of addresses for a process: a bomb ends it, not the machine
_LOST_IN_A_ROW: Final = 12  # then it is not the items

SECONDS: Final = 100.0
"""Of processor time for one item; a long report takes one."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[T]):
    """An item whose process died over it."""

    item: T


class CrewError(Exception):
    """Processes end before they work: nothing can be done with them."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_order(
    work: Callable[[T], R],
    items: Iterable[T],
    *,
    jobs: int,
    apart: Callable[[T], bool] = lambda _: False,
    size: Callable[[T], int] = lambda _: 0,
    begin: Callable[[], object] | None = None,
    seconds: float = SECONDS,
) -> Iterator[R | Lost[T]]:
    """`work` of each item, in order, by `jobs` processes; all must be picklable.

    Few items are done in this process, which is quicker than to start others, unless `apart` says
    that one of them may bring a process down. `size` tells the bytes of an item, so that no more of
    large ones is under way than of small ones. `begin` is called first in each process that is
    started. An item that takes more than `seconds` of processor time is lost. What `work` and
    `items` raise is raised; `CrewError` where no process can work.
    """
    items = iter(items)
    first = list(islice(items, _SMALL))
    if len(first) < _SMALL and not any(map(apart, first)):
        yield from map(work, first)
        return
    crew = _Crew(_Labour(work, begin, seconds), chain(first, items), max(1, jobs), size)
    try:
        yield from crew.results()
    finally:
        crew.stop()


@dataclass(frozen=True, slots=True)
class _Labour(Generic[T, R]):
    """What a process is told when it starts."""

    work: Callable[[T], R]
    begin: Callable[[], object] | None
    seconds: float


@dataclass(frozen=True, slots=True)
class _Raised:
    """What the work of an item raised."""

    error: Exception


class _Crew(Generic[T, R]):
    """A thread for each process, which sends it chunks of items and takes their results."""

    def __init__(
        self, labour: _Labour[T, R], items: Iterator[T], jobs: int, size: Callable[[T], int]
    ) -> None:
        self._labour = labour
        self._items = items
        self._size = size
        self._taking = Lock()
        self._taken = 0
        self._room = Semaphore(_AHEAD * jobs)  # chunks that are under way
        self._changed = Condition()
        self._done: dict[int, list[R | Lost[T] | _Raised]] = {}
        self._end: int | None = None  # the number of chunks, once it is known
        self._error: BaseException | None = None
        self._lost = 0
        self._stopped = False
        self._processes: list[BaseProcess] = []
        ensure_running()  # what it starts once and for all would make a thread hear Ctrl-C again
        self._threads = [Thread(target=self._serve, daemon=True) for _ in range(jobs)]
        for thread in self._threads:
            thread.start()

    def results(self) -> Iterator[R | Lost[T]]:
        number = 0
        while True:
            with self._changed:
                while number not in self._done and number != self._end and not self._error:
                    self._changed.wait()
                if number not in self._done:
                    if self._error:
                        raise self._error
                    return
                results = self._done.pop(number)
            for result in results:
                if isinstance(result, _Raised):
                    raise result.error
                yield result
            self._room.release()
            number += 1

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        with self._changed:
            self._stopped = True
            for process in self._processes:
                process.kill()
        for _ in self._threads:
            self._room.release()
        for thread in self._threads:
            thread.join()

    # -- in the threads --------------------------------------------------------------------------

    def _serve(self) -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # so of the process it starts
        process: _Process[T, R] | None = None
        try:
            while (taken := self._take()) is not None:
                number, chunk = taken
                results: list[R | Lost[T] | _Raised] = []
                while len(results) < len(chunk) and not self._stopped:
                    process = process or self._start()
                    results += process.results(chunk[len(results) :])
                    if len(results) < len(chunk):
                        process.end()
                        process = None
                        results.append(Lost(chunk[len(results)]))
                    self._told(results)
                with self._changed:
                    self._done[number] = results
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001 - raised again where the results are taken
            self._fail(error)
        finally:
            if process:
                process.end()

    def _take(self) -> tuple[int, list[T]] | None:
        """The next chunk and its number; None where there is no more, or nobody wants it."""
        self._room.acquire()
        with self._taking:
            chunk = [] if self._stopped or self._end is not None else self._next()
            if chunk:
                self._taken += 1
                return self._taken - 1, chunk
        with self._changed:
            self._end = self._taken
            self._changed.notify_all()
        self._room.release()  # for the other threads, that they may end too
        return None

    def _next(self) -> list[T]:
        chunk: list[T] = []
        size = 0
        for item in self._items:
            chunk.append(item)
            size += self._size(item)
            if len(chunk) == _CHUNK or size > _BYTES:
                break
        return chunk

    def _start(self) -> "_Process[T, R]":
        process = _Process(self._labour)
        with self._changed:
            self._processes = [one for one in self._processes if one.is_alive()]
            self._processes.append(process.process)
            if self._stopped:
                process.process.kill()
        return process

    def _told(self, results: list[R | Lost[T] | _Raised]) -> None:
        """Give up where one process after the other dies."""
        with self._changed:
            if not isinstance(results[-1], Lost):
                self._lost = 0
                return
            self._lost += 1
            if self._lost > _LOST_IN_A_ROW and not self._stopped:
                raise CrewError(
                    "các tiến trình con đều dừng đột ngột: máy thiếu bộ nhớ? thử --jobs 1 · "
                    "all worker processes die: is memory short? try --jobs 1"
                )

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._error = self._error or error
            self._changed.notify_all()


class _Process(Generic[T, R]):
    """A process and the way to it."""

    def __init__(self, labour: _Labour[T, R]) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self.process = context.Process(target=_labour, args=(theirs, labour), daemon=True)
        self.process.start()
        theirs.close()  # so that its death is the end of the connection

    def results(self, chunk: list[T]) -> list[R | _Raised]:
        """The results of the items, as many as there are until the process dies."""
        results: list[R | _Raised] = []
        try:
            self._connection.send(chunk)
            for _ in chunk:
                results.append(self._connection.recv())  # noqa: PERF401 - what came before counts
        except (EOFError, OSError):
            pass
        return results

    def end(self) -> None:
        self._connection.close()
        self.process.kill()
        self.process.join()


# --- In the processes ----------------------------------------------------------------------------


def _labour(connection: Connection, labour: _Labour[T, R]) -> None:
    """Do what comes until nothing comes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends this one
    signal.signal(signal.SIGPROF, signal.SIG_DFL)  # ends the process, as nothing else ends C code
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a report may be private
    if labour.begin is not None:
        labour.begin()
    try:
        while True:
            for item in connection.recv():
                signal.setitimer(signal.ITIMER_PROF, labour.seconds)
                try:
                    result: R | _Raised = labour.work(item)
                except Exception as error:  # noqa: BLE001 - raised again where results are taken
                    result = _Raised(error)
                signal.setitimer(signal.ITIMER_PROF, 0)
                connection.send(result)
    except (EOFError, OSError):  # the first process has ended
        return
