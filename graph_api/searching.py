"""Which search index goes with a store."""

import weakref
from typing import Protocol
from weakref import WeakKeyDictionary

from graph_api.reading import Reading
from graph_api.search_index import SearchIndex
from graph_api.search_reader import Found, SearchReader
from graph_api.search_schema import FILE
from graph_api.store import Snapshot


class Searching(Protocol):
    """An index, whoever keeps it in step."""

    def find(self, asked: str, limit: int = 50, kind: str = "") -> list[Found]:
        """The things that hold all words asked for (the last may be unfinished), best first."""

    def latest(self, most: int) -> list[str]:
        """The IRIs of the reports that were indexed last, the last first."""

    def bearing(self, name: str) -> list[str]:
        """The IRIs of all things that bear a name as a whole, whatever its marks and case."""


class _OfSnapshot:
    """The file beside a store, which its writer keeps in step."""

    def __init__(self, snapshot: Snapshot) -> None:
        assert snapshot.path is not None
        self._reader = SearchReader(snapshot.path / FILE)
        self._snapshot = weakref.proxy(snapshot)

    def find(self, asked: str, limit: int = 50, kind: str = "") -> list[Found]:
        return self._reader.find(self._snapshot, asked, limit, kind)

    def latest(self, most: int) -> list[str]:
        return self._reader.latest(most)

    def bearing(self, name: str) -> list[str]:
        return self._reader.bearing(name)


_INDEXES: WeakKeyDictionary[Reading, Searching] = WeakKeyDictionary()


def index_of(store: Reading) -> Searching:
    """The index of a store that this process reads."""
    found = _INDEXES.get(store)
    if found is None:
        found = _OfSnapshot(store) if isinstance(store, Snapshot) else SearchIndex(store)
        _INDEXES[store] = found
    return found
