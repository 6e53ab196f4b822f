"""Who does the jobs of the server: worker processes, or threads of this one."""

import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

import anyio
import anyio.to_thread
from anyio import CapacityLimiter
from fastapi import Request, Response

from graph_api.errors import Problem, too_large, too_long
from graph_api.jobs import Answer, Job, Lane, WriteJob
from graph_api.settings import Settings
from graph_api.store import Store
from ontology.terms import Iris

if TYPE_CHECKING:
    from graph_api.store.remote import RemoteStore


class Runner(Protocol):
    """Does jobs. `iris` has the base under which things live."""

    iris: Iris

    @property
    def generation(self) -> str:
        """The tag of what is read now: what was answered under another one is old."""

    async def start(self) -> None:
        """Before the first job."""

    async def close(self) -> None:
        """After the last job."""

    async def read(
        self, job: Job, lane: Lane, request: Request | None = None, seconds: float | None = None
    ) -> Response:
        """The answer to a job; raises `Problem` where there is none within its bounds.

        `seconds` lowers the limit of time. The job of a `request` whose client goes is ended.
        """

    async def write(self, job: WriteJob, request: Request | None = None) -> Response:
        """The same for a job that writes: once it is answered, readers see what was written."""

    def ready(self) -> str:
        """Why nothing can be read now; "" where all is well."""


class Threads:
    """Does jobs in threads, on a store of this process: for one in memory, or on a service.

    Oxigraph cannot be interrupted: a job that is given up keeps its thread until it ends.
    """

    def __init__(self, store: "Store | RemoteStore", settings: Settings) -> None:
        self.iris = store.iris
        self._store = store
        self._settings = settings
        self._limits = {lane: CapacityLimiter(settings.workers or 4) for lane in Lane}

    @property
    def generation(self) -> str:
        return self._store.generation

    async def start(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """The store is its owner's."""

    def ready(self) -> str:
        return ""

    async def read(
        self, job: Job, lane: Lane, request: Request | None = None, seconds: float | None = None
    ) -> Response:
        del request
        return await self._do(job, lane, seconds)

    async def write(self, job: WriteJob, request: Request | None = None) -> Response:
        del request
        return await self._do(job, Lane.WRITE, None)

    async def _do(
        self, job: Callable[[Any], Answer], lane: Lane, seconds: float | None
    ) -> Response:
        parses = lane is Lane.PARSE
        most = self._settings.write_seconds if parses else self._settings.query_seconds
        limit = min(seconds or most, most)
        job = pickle.loads(pickle.dumps(job))  # noqa: S301 - ours; so do jobs reach worker processes

        def apart() -> Response | Problem:
            try:
                return gathered(job(self._store), self._settings.result_bytes)
            except Problem as problem:
                return problem.bare()

        try:
            with anyio.fail_after(limit):
                answer = await anyio.to_thread.run_sync(
                    apart, abandon_on_cancel=True, limiter=self._limits[lane]
                )
        except TimeoutError:
            raise too_long(limit) from None
        if isinstance(answer, Problem):
            raise answer
        return answer


def gathered(answer: Answer, most: int) -> Response:
    """A whole answer; raises `Problem` 413 for one of more than `most` bytes."""
    if isinstance(answer, Response):
        return answer
    output = _Bounded(most)
    answer.write(output)
    return Response(bytes(output), media_type=answer.media_type)


class _Bounded(bytearray):
    """Holds what is written, up to a size."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: Any, /) -> int:  # noqa: ANN401 - any buffer
        """As of a file; raises `Problem` 413 beyond the size."""
        if len(self) + len(data) > self._most:
            raise too_large(self._most)
        self += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""
