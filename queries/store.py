"""What a question is asked of: anything that answers SPARQL as `pyoxigraph.Store` does."""

from typing import Protocol

import pyoxigraph as ox

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Store(Protocol):
    """An embedded store, a checkpoint of one, or a remote one behind the same method."""

    def query(self, query: str) -> Results: ...


def solutions(store: Store, sparql: str) -> ox.QuerySolutions:
    """The solutions of a SELECT; raises `TypeError` for a query of another form."""
    results = store.query(sparql)
    if not isinstance(results, ox.QuerySolutions):
        raise TypeError("not a SELECT query")
    return results
