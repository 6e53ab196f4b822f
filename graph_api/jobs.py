"""What the front of the server asks of those who read the store: jobs, and their answers.

A job is a picklable callable, `functools.partial` of a function of a module: it may run in another
process. It raises `errors.Problem` for what the client is to be told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from fastapi import Response

if TYPE_CHECKING:
    from graph_api.reading import Reading
    from graph_api.store import Store


class Output(Protocol):
    """Where a job writes: as much of a binary file as writers of RDF and of results use."""

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        """Raises `Problem` where more is written than an answer may hold."""


@dataclass(frozen=True, slots=True)
class Streamed:
    """An answer that is sent while it is written."""

    media_type: str
    write: Callable[[Output], None]


Answer = Response | Streamed
Job = Callable[["Reading"], Answer]
WriteJob = Callable[["Store"], Answer]


class Lane(StrEnum):
    """Who may hold a worker: what anyone asks in SPARQL never holds those of our own questions.

    `PARSE` reads files that are sent, which may be hostile: its workers have no store.
    """

    OPEN = "open"
    KNOWN = "known"
    PARSE = "parse"
    WRITE = "write"


class Outcome(StrEnum):
    """How a job ended."""

    OK = "ok"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    TOO_LARGE = "too-large"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    BUSY = "busy"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Task:
    """A job and its bounds.

    `generation`: the number of the one to be read, or a later one. `result_bytes`: of the body,
    before it is compressed.
    """

    job: Callable[[Any], Answer]
    generation: int
    result_bytes: int
    gzip: bool = False

    def __reduce__(self) -> "tuple[type[Task], tuple[object, ...]]":
        """As dataclasses with slots do it, without looking up their fields each time."""
        return Task, (self.job, self.generation, self.result_bytes, self.gzip)


class Subject(Protocol):
    """What a worker works on."""

    def at(self, generation: int) -> Any:  # noqa: ANN401 - a store to read, or one to write
        """What jobs are given, at that generation or a later one; raises `StoreError`."""

    def done(self) -> None:
        """A job has ended, well or not."""
