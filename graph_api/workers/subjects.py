"""What workers work on: a generation of the store to read, or the store itself to write."""

import time
from pathlib import Path
from typing import Final, Self

from graph_api.store import Snapshot, Store
from graph_api.store.errors import InUse
from graph_api.store.in_memory import Shared, shared
from ontology import lexicon

_WAIT: Final = 5.0
"""Seconds for the writer before, or another process, to let go of the store."""


class Readable:
    """The newest generation that a task asks for; a `jobs.Subject`."""

    def __init__(self, path: Path, in_memory: Shared | None = None) -> None:
        self._path = path
        self._in_memory = in_memory
        self._snapshot: Snapshot | None = None

    @classmethod
    def on_disk(cls, path: Path) -> Self:
        """Raises `StoreError` where there is nothing to read."""
        made = cls(path)
        made.at(0)
        return made

    @classmethod
    def in_memory(cls, path: Path) -> Self:
        """What is asked of the default graph is read from memory, until there is a later one.

        Opens nothing on disk, as it is to be forked. Raises `StoreError`.
        """
        return cls(path, shared(path))

    def at(self, generation: int) -> Snapshot:
        """A snapshot that is no older; raises `StoreError`."""
        if self._snapshot is None or self._snapshot.number < generation:
            newer = Snapshot.open(self._path)
            if self._snapshot is not None:
                self._snapshot.close()
            if self._in_memory is not None and self._in_memory.number == newer.number:
                newer.default = self._in_memory.default
            else:
                self._in_memory = None
            self._snapshot = newer
        return self._snapshot

    def done(self) -> None:
        """Nothing is kept of a job."""


class Writable:
    """The live store; what a job has written is published when it ends. A `jobs.Subject`."""

    def __init__(self, path: Path) -> None:
        """Raises `StoreError` where another process writes, and goes on to."""
        until = time.monotonic() + _WAIT
        while True:
            try:
                self._store = Store.open(path, create=False)
                break
            except InUse:
                if time.monotonic() > until:
                    raise
                time.sleep(_WAIT / 100)

    def at(self, generation: int) -> Store:
        """The store itself: it holds all generations."""
        del generation
        return self._store

    def done(self) -> None:
        """Publish, also what a job that failed had written before."""
        self._store.publish()


class Nothing:
    """For workers that read files: no store, and the user's tables on top of ours; a `Subject`."""

    def __init__(self, tables: Path | None) -> None:
        """`tables`: the folder of the user's own, as `ontology.lexicon.use` takes it."""
        from loaders.clean import clean  # what reads the store starts without

        lexicon.use(tables, clean)

    def at(self, generation: int) -> None:
        """There is nothing to be read."""
        del generation

    def done(self) -> None:
        """Nothing is kept of a job."""
