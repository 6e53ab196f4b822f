"""Where the graph lies: one store, one writer, a named graph for each report."""

from graph_api.store.embedded import Change, Results, Store, Term
from graph_api.store.errors import StoreError
from graph_api.store.statement import Statement, state

__all__ = ["Change", "Results", "Statement", "Store", "StoreError", "Term", "state"]
