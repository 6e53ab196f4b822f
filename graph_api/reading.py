"""What the routes ask of a store: reading, and nothing else."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import IO, Protocol

import pyoxigraph as ox

from ontology.terms import Iris, sparql_prefixes

Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Row = Mapping[str, Term]
Hop = tuple[str, str, Term]
"""A node by its IRI, a property by its IRI, and what stands at the other end."""

PREFIXES = sparql_prefixes()


class Reading(Protocol):
    """A store as the server sees it; `graph_api.store.embedded.Store` is one."""

    @property
    def generation(self) -> Hashable:
        """Another one after each change: what was made from the store is old then."""

    iris: Iris  # with the base under which its things live

    @property
    def place(self) -> str:
        """The folder or the address by which another process opens it; "" where none can."""

    def query(self, sparql: str) -> Results:
        """The answer to a query of ours over the default graph."""

    def evaluate(
        self,
        sparql: str,
        base: str | None = None,
        default: Sequence[ox.NamedNode] | None = None,
        named: Sequence[ox.NamedNode] | None = None,
    ) -> Results:
        """The answer to a query of others; see `graph_api.store.Reads`."""

    def reports(self) -> list[str]:
        """The IRIs of the loaded reports, sorted."""

    def graph(self, report: str) -> Iterator[ox.Quad]:
        """What one report says."""

    def has_graph(self, graph: str) -> bool:
        """Whether there is a graph of that name."""

    def things(self) -> Iterator[list[ox.Triple]]:
        """The triples of the default graph, those of one subject together, in their order."""

    def hop(
        self, nodes: Iterable[str], properties: Sequence[str], *, back: bool = False
    ) -> Iterator[Hop]:
        """The triples of the default graph that leave some nodes, or with `back` lead to them.

        Of a step through the graph this is the quickest: microseconds a node, in memory or not.
        """

    def dump(
        self, graph: ox.NamedNode | ox.DefaultGraph, form: ox.RdfFormat, to: IO[bytes]
    ) -> None:
        """Write one graph."""


def rows(store: Reading, select: str) -> list[dict[str, Term]]:
    """The solutions of a SELECT that is written without its prefixes."""
    found = store.query(PREFIXES + select)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("rows() takes a SELECT")
    names = [variable.value for variable in found.variables]
    return [
        {name: term for name in names if (term := solution[name]) is not None} for solution in found
    ]


def column(store: Reading, select: str) -> list[str]:
    """The first cells of the solutions of a SELECT: for very many, of which `rows` takes longer."""
    found = store.query(PREFIXES + select)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError("column() takes a SELECT")
    cells = (solution[0] for solution in found)
    return [cell.value for cell in cells if isinstance(cell, ox.NamedNode | ox.Literal)]


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
