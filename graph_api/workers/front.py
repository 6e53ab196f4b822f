"""The runner of `chithi serve` on a folder: published generations of its store."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Final

from graph_api.settings import Settings
from graph_api.store import Snapshot, current
from graph_api.store.generations import Generations
from graph_api.store.in_memory import fits
from graph_api.workers.pool import Ended
from graph_api.workers.running import REST_SECONDS, Running
from graph_api.workers.subjects import Readable, Writable

_LOOK_SECONDS: Final = 0.25
"""So often is looked for a generation that another process has published."""


class Workers(Running):
    """Reads and writes the store in a folder; a `runner.Runner`.

    Raises `StoreError` where there is no store, or none that this version reads.
    """

    def __init__(
        self,
        path: Path,
        settings: Settings,
        ended: Ended = lambda _lane, _outcome, _seconds: None,
    ) -> None:
        self.current = current(path)
        with Snapshot.open(path) as snapshot:
            self.iris = snapshot.iris
        self._path = path
        self._generations = Generations(path)
        super().__init__(settings, partial(Readable.on_disk, path), partial(Writable, path), ended)

    async def see(self) -> None:
        self.current = self._generations.current() or self.current

    async def look(self) -> None:
        """And read from memory, where it fits, once the store is at rest."""
        loop = asyncio.get_running_loop()
        shared, seen, since, rest = 0, self.current.number, loop.time(), REST_SECONDS
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            await self.see()
            number, now = self.current.number, loop.time()
            if number != seen:
                seen, since = number, now
            elif number != shared and now - since > rest and self._fits():
                shared = number  # tried once, whatever comes of it
                await self.pool.share(partial(Readable.in_memory, self._path))
                rest = max(REST_SECONDS, 2 * (loop.time() - now))

    def _fits(self) -> bool:
        return self._settings.in_memory and fits(self._path)
