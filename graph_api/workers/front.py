"""The runner of `chithi serve`: jobs in worker processes, on published generations of a store."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Final

from fastapi import Request, Response

from graph_api.jobs import Job, Lane, Task, WriteJob
from graph_api.settings import Settings
from graph_api.store import Snapshot, current
from graph_api.store.generations import Generation, Generations
from graph_api.store.in_memory import fits
from graph_api.workers.pool import Bounds, Ended, Pool
from graph_api.workers.subjects import Readable, Writable

_LOOK_SECONDS: Final = 0.25
"""So often is looked for a generation that another process has published."""
_REST_SECONDS: Final = 2.0
"""After that long without a write the store is let go of, for other processes to write."""


class Workers:
    """Reads and writes the store in a folder; a `runner.Runner`.

    Raises `StoreError` where there is no store, or none that this version reads.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings,
        ended: Ended = lambda _lane, _outcome, _seconds: None,
    ) -> None:
        self._current = current(path)
        with Snapshot.open(path) as snapshot:
            self.iris = snapshot.iris
        self._path = path
        self._settings = settings
        self._generations = Generations(path)
        readers = partial(
            Bounds,
            open_=partial(Readable.on_disk, path),
            workers=settings.workers,
            seconds=settings.query_seconds,
            memory_bytes=settings.query_memory,
            waiting=settings.query_waiting,
        )
        writers = Bounds(
            open_=partial(Writable, path),
            workers=1,
            seconds=settings.write_seconds,
            memory_bytes=settings.query_memory,
            waiting=settings.query_waiting,
            idle_seconds=_REST_SECONDS,
        )
        lanes = {Lane.OPEN: readers(), Lane.KNOWN: readers(), Lane.WRITE: writers}
        self.pool = Pool(lanes, ended)
        self._looking: asyncio.Task[None] | None = None

    @property
    def generation(self) -> str:
        return self._current.tag

    @property
    def current(self) -> Generation:
        """The generation that is read now."""
        return self._current

    async def start(self) -> None:
        await self.pool.start()
        self._looking = asyncio.get_running_loop().create_task(self._look())

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
            self._see()

    def _task(self, job: Job | WriteJob, request: Request | None) -> Task:
        gzip = request is not None and "gzip" in request.headers.get("accept-encoding", "")
        return Task(job, self._current.number, self._settings.result_bytes, gzip)

    def _see(self) -> None:
        self._current = self._generations.current() or self._current

    async def _look(self) -> None:
        """See what others publish; read from memory, where it fits, once the store is at rest."""
        loop = asyncio.get_running_loop()
        shared, seen, since, rest = 0, self._current.number, loop.time(), _REST_SECONDS
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            self._see()
            number, now = self._current.number, loop.time()
            if number != seen:
                seen, since = number, now
            elif number != shared and now - since > rest and self._fits():
                shared = number  # tried once, whatever comes of it
                await self.pool.share(partial(Readable.in_memory, self._path))
                rest = max(_REST_SECONDS, 2 * (loop.time() - now))

    def _fits(self) -> bool:
        return self._settings.in_memory and fits(self._path)
