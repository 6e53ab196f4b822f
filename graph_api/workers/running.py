"""What the runners of `chithi serve` share: jobs go to worker processes, wherever the store is."""

import asyncio
import gc
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Final

from fastapi import Request, Response

from graph_api.jobs import Job, Lane, Subject, Task, WriteJob
from graph_api.settings import Settings
from graph_api.store.generations import Generation
from graph_api.workers.pool import Bounds, Ended, Pool
from graph_api.workers.subjects import Nothing
from ontology import lexicon
from ontology.terms import Iris

REST_SECONDS: Final = 2.0
"""After that long without a write a store is let go of, for other processes to write."""


_PARSERS_SECONDS: Final = 60.0
"""After that long without a file those who read files are ended: their tables take some memory."""


class Running(ABC):
    """A `runner.Runner` by a pool; `current` is the generation that is read now."""

    iris: Iris
    current: Generation

    def __init__(
        self,
        settings: Settings,
        readable: Callable[[], Subject],
        writable: Callable[[], Subject],
        ended: Ended,
    ) -> None:
        self._settings = settings
        readers = partial(
            Bounds,
            open_=readable,
            workers=settings.workers,
            seconds=settings.query_seconds,
            memory_bytes=settings.query_memory,
            waiting=settings.query_waiting,
        )
        writers = Bounds(
            open_=writable,
            workers=1,
            seconds=settings.write_seconds,
            memory_bytes=settings.query_memory,
            waiting=settings.query_waiting,
            idle_seconds=REST_SECONDS,
        )
        parsers = readers(
            open_=partial(Nothing, lexicon.used()),
            seconds=settings.write_seconds,
            idle_seconds=_PARSERS_SECONDS,
        )
        lanes = {
            Lane.OPEN: readers(),
            Lane.KNOWN: readers(),
            Lane.PARSE: parsers,
            Lane.WRITE: writers,
        }
        self.pool = Pool(lanes, ended)
        self._looking: asyncio.Task[None] | None = None

    @abstractmethod
    async def see(self) -> None:
        """Have `current` be what is there to read now."""

    @abstractmethod
    async def look(self) -> None:
        """See again and again what others write; until it is cancelled."""

    @property
    def generation(self) -> str:
        return self.current.tag

    async def start(self) -> None:
        gc.freeze()  # what is there now stays: the collector need not look at it again
        await self.pool.start()
        self._looking = asyncio.get_running_loop().create_task(self.look())

    async def close(self) -> None:
        if self._looking is not None:
            self._looking.cancel()
        await self.pool.close()

    def ready(self) -> str:
        return self.pool.failure

    async def read(
        self, job: Job, lane: Lane, request: Request | None = None, seconds: float | None = None
    ) -> Response:
        limit = seconds or self._settings.query_seconds
        receive = None if request is None else request.receive
        return await self.pool.run(self._task(job, request), lane, limit, receive)

    async def write(self, job: WriteJob, request: Request | None = None) -> Response:
        seconds = self._settings.write_seconds
        try:
            return await self.pool.run(self._task(job, request), Lane.WRITE, seconds)
        finally:
            await self.see()

    def _task(self, job: Job | WriteJob, request: Request | None) -> Task:
        gzip = request is not None and "gzip" in request.headers.get("accept-encoding", "")
        return Task(job, self.current.number, self._settings.result_bytes, gzip)
