"""Where the graph lies: one store, one writer, a named graph for each report."""

from graph_api.store.embedded import Change, Store
from graph_api.store.errors import StoreError
from graph_api.store.reads import Reads, Results, Term
from graph_api.store.snapshot import Snapshot, current
from graph_api.store.statement import Statement, state

__all__ = [
    "Change",
    "Reads",
    "Results",
    "Snapshot",
    "Statement",
    "Store",
    "StoreError",
    "Term",
    "current",
    "state",
]
