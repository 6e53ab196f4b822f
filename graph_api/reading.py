"""What the routes ask of a store: reading, and nothing else."""

from collections.abc import Hashable, Iterable, Mapping
from typing import Protocol

import pyoxigraph as ox

from ontology.terms import Iris, sparql_prefixes

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]

PREFIXES = sparql_prefixes()


class Reading(Protocol):
    """A store as the server sees it; `graph_api.store.embedded.Store` is one."""

    @property
    def generation(self) -> Hashable:
        """Another one after each change: what was made from the store is old then."""

    iris: Iris  # with the base under which its things live

    @property
    def dataset(self) -> ox.Store:
        """Oxigraph's own store, for what others ask in SPARQL."""

    def query(self, sparql: str) -> Results:
        """Evaluate a query of ours over the default graph."""


def rows(store: Reading, select: str) -> list[dict[str, Term]]:
    """The solutions of a SELECT that is written without its prefixes."""
    found = store.query(PREFIXES + select)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("rows() takes a SELECT")
    names = [variable.value for variable in found.variables]
    return [
        {name: term for name in names if (term := solution[name]) is not None} for solution in found
    ]


def text(row: Row, name: str) -> str:
    """The value of a cell as text, or "" where it is empty."""
    term = row.get(name)
    return "" if term is None or isinstance(term, ox.Triple) else term.value


def number(row: Row, name: str) -> int:
    """The value of a cell that holds a whole number."""
    return int(text(row, name))


def values(variable: str, iris: Iterable[str]) -> str:
    """A VALUES block that gives a variable some IRIs; raises `ValueError` for what is no IRI."""
    return f"VALUES ?{variable} {{ {' '.join(str(ox.NamedNode(iri)) for iri in iris)} }}"
