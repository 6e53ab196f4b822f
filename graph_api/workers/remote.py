"""The runner of `chithi serve` on a SPARQL service: workers ask it, and are ended like any."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Final

from fastapi import Request, Response

from graph_api.errors import Problem
from graph_api.jobs import WriteJob
from graph_api.settings import Settings
from graph_api.store.endpoint import Endpoint
from graph_api.store.errors import StoreError
from graph_api.store.generations import Generation
from graph_api.store.remote import RemoteStore
from graph_api.workers.pool import Ended
from graph_api.workers.running import Running

_LOOK_SECONDS: Final = 1.0
"""So often is asked whether the service holds something else; a store of many asks less often."""


class RemoteSubject:
    """The store on a service, for a worker; a `jobs.Subject`."""

    def __init__(self, endpoint: Endpoint, base: str, seconds: float) -> None:
        """`seconds`: how long the service may say nothing. Raises `StoreError`."""
        self._store = RemoteStore.open(endpoint, base=base, seconds=seconds)
        self._generation = 0

    def at(self, generation: int) -> RemoteStore:
        """The store: it is read as it is."""
        if generation > self._generation:
            self._generation = generation
            self._store.refresh()
        return self._store

    def done(self) -> None:
        """Nothing is kept of a job."""


class RemoteWorkers(Running):
    """Reads the store on a service; a `runner.Runner`.

    Raises `StoreError` where there is none. A worker that is ended closes its connection; what the
    service then goes on to do, its own limits end.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        base: str | None,
        settings: Settings,
        ended: Ended = lambda _lane, _outcome, _seconds: None,
    ) -> None:
        self._store = RemoteStore.open(endpoint, base=base, seconds=settings.query_seconds)
        self.iris = self._store.iris
        self.current = self._next(0)
        subject = partial(RemoteSubject, endpoint, self.iris.base)
        super().__init__(
            settings,
            partial(subject, settings.query_seconds),
            partial(subject, settings.query_seconds),  # never asked
            ended,
        )

    async def write(self, job: WriteJob, request: Request | None = None) -> Response:
        """Raises `Problem` 501: who may write to the service asks it itself."""
        del job, request
        raise Problem(
            501,
            "Kho ở máy chủ khác · The store is on another server",
            "ghi thẳng vào máy chủ SPARQL ấy, hoặc dùng `chithi load` · write to that SPARQL "
            "service itself, or use `chithi load`",
        )

    async def close(self) -> None:
        await super().close()
        self._store.close()

    async def see(self) -> None:
        self._store.refresh()
        await self._ask()

    async def look(self) -> None:
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            await self._ask()

    async def _ask(self) -> None:
        try:
            self.current = await asyncio.to_thread(self._next, self.current.number)
        except StoreError:  # the workers tell it to whoever asks
            return

    def _next(self, number: int) -> Generation:
        """The current generation, another one where the service holds something else."""
        tag = self._store.generation
        if number and tag == self.current.tag:
            return self.current
        return Generation(number + 1, tag, Path())
