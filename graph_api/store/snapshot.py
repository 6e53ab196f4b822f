"""A published generation of a store, to read from: what a command or a worker opens."""

import re
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from graph_api.search_schema import FILE
from graph_api.store.embedded import Store
from graph_api.store.errors import StoreError, explained
from graph_api.store.generations import Generation, Generations, Held
from graph_api.store.place import prepare
from graph_api.store.reads import FAILURES, Reads
from ontology.terms import Iris

# What asks for other graphs than the default one holds this word or GRAPH; so do other queries.
_FROM = re.compile("(?<!wasQuoted)from", re.IGNORECASE)


class Snapshot(Reads):
    """One generation, open for reading; what is written later is not seen."""

    def __init__(self, dataset: ox.Store, iris: Iris, path: Path, held: Held) -> None:
        super().__init__(dataset, iris, path)
        self.number = held.generation.number
        self.generation = held.generation.tag
        self.default: ox.Store | None = None
        """The default graph of this generation in memory, where there is one."""
        self._held = held

    @classmethod
    def open(cls, path: Path) -> Self:
        """The current generation of the store at `path`.

        Raises `StoreError` where there is no store, or none that this version reads.
        """
        settings = prepare(path, None, create=False)
        held = Generations(path).hold()
        if held is None:
            raise StoreError(
                f"{path}: kho chưa có bản nào để đọc: chạy `chithi load` · no generation to read: "
                "run `chithi load`"
            )
        try:
            dataset = ox.Store.read_only(str(held.generation.path))
        except FAILURES as error:
            held.close()
            raise explained(str(path), error) from error
        return cls(dataset, Iris(settings.base), path, held)

    @property
    def in_memory(self) -> bool:
        return self.default is not None

    def _for(self, sparql: str) -> ox.Store:
        if self.default is None:
            return self.dataset
        lowered = sparql.lower()  # to look for words in is a tenth of what a pattern costs
        other = "graph" in lowered or ("from" in lowered and _FROM.search(sparql))
        return self.dataset if other else self.default

    @property
    def _nearest(self) -> ox.Store:
        return self.dataset if self.default is None else self.default

    def close(self) -> None:
        """Let go of the generation; may be called again."""
        super().close()
        self._held.close()


def current(path: Path) -> Generation:
    """The generation that readers of the store at `path` are to open now.

    What a writer left unpublished when it was ended is published first; a writer at work is left
    alone. Raises `StoreError` where there is no store, or none that this version reads.
    """
    prepare(path, None, create=False)
    generations = Generations(path)
    found = generations.current()
    if found is None or generations.is_behind() or not (path / FILE).exists():
        try:
            Store.open(path, create=False).close()
        except StoreError:
            if found is None:  # else a writer is at work, or the folder cannot be written
                raise
        found = generations.current()
    if found is None:
        raise StoreError(f"{path}: không công bố được · no generation could be published")
    return found
