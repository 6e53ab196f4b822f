"""Which search index goes with a store."""

from weakref import WeakKeyDictionary

from graph_api.reading import Reading
from graph_api.search_index import SearchIndex

_INDEXES: WeakKeyDictionary[Reading, SearchIndex] = WeakKeyDictionary()


def index_of(store: Reading) -> SearchIndex:
    """The index of a store that this process reads."""
    if store not in _INDEXES:
        _INDEXES[store] = SearchIndex(store)
    return _INDEXES[store]
