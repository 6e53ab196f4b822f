"""Reading an Oxigraph store of ours, live or a published generation."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import pyoxigraph as ox

from graph_api.store.errors import StoreError, explained
from ontology import terms
from ontology.terms import Iris, expand

CHECKSUM = ox.NamedNode(expand("ct:graphChecksum"))
FAILURES = (OSError, RuntimeError)
"""What Oxigraph raises for storage that fails; `RuntimeError` for a damaged store."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Hop = tuple[str, str, Term]
"""A node by its IRI, a property by its IRI, and what stands at the other end."""

_CLASSES = (
    "SELECT ?class (COUNT(?thing) AS ?n) { ?thing a ?class } "
    "GROUP BY ?class ORDER BY DESC(?n) ?class"
)


def share(report: Term, checksum: Term) -> int:
    """What a report adds to the generation by XOR, which is its own inverse."""
    digest = hashlib.sha256(f"{report} {checksum}".encode()).digest()
    return int.from_bytes(digest[:8])


class Asked(ABC):
    """What stores have in common, in a folder or on a service."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the store; may be called again."""

    @abstractmethod
    def query(self, sparql: str) -> Results:
        """The answer to a query over the default graph; `GRAPH ?report` tells who says it.

        Raises `SyntaxError` for a query that cannot be read.
        """

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def select(self, sparql: str) -> ox.QuerySolutions:
        """The solutions of a SELECT query; raises `TypeError` for a query of another form."""
        found = self.query(sparql)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError(f"cần truy vấn SELECT · not a SELECT query: {sparql}")
        return found

    def counts(self) -> dict[str, int]:
        """How many things there are of each class, by CURIE, the most frequent first."""
        return {
            terms.shorten(row["class"].value): int(row["n"].value) for row in self.select(_CLASSES)
        }


class Reads(Asked):
    """What is asked of a store; safe to use from several threads.

    `path` is its folder, None in memory.
    """

    def __init__(self, dataset: ox.Store, iris: Iris, path: Path | None) -> None:
        self._dataset: ox.Store | None = dataset
        self._loads = ox.NamedNode(iris.loads)
        self.iris = iris
        self.path = path

    def close(self) -> None:
        """Let go of the folder; may be called again."""
        self._dataset = None

    @property
    def place(self) -> str:
        """By which another process opens the store; "" where it is in memory."""
        return str(self.path.absolute()) if self.path else ""

    @property
    def in_memory(self) -> bool:
        """Whether nothing is read from disk."""
        return self.path is None

    def _for(self, sparql: str) -> ox.Store:
        """Where a query is evaluated."""
        del sparql
        return self.dataset

    @property
    def dataset(self) -> ox.Store:
        """Oxigraph's own store, to read from; raises `StoreError` when closed."""
        if self._dataset is None:
            raise StoreError("kho đã đóng · the store is closed")
        return self._dataset

    def query(self, sparql: str) -> Results:
        """Raises `StoreError` where reading fails."""
        try:
            return self._for(sparql).query(sparql)
        except FAILURES as error:
            raise explained(str(self.path), error) from error

    def evaluate(
        self,
        sparql: str,
        base: str | None = None,
        default: Sequence[ox.NamedNode] | None = None,
        named: Sequence[ox.NamedNode] | None = None,
    ) -> Results:
        """The answer to a query that anyone wrote, in which our prefixes need no declaration.

        Relative IRIs are resolved against `base`. `default` and `named` are the graphs that the
        request names, None: the store's. Raises `SyntaxError` for a query that is malformed,
        `ValueError` for what has no value, `OSError` where an endpoint that it calls fails.
        """
        try:
            whole = default is not None or named is not None
            return (self.dataset if whole else self._for(sparql)).query(
                sparql,
                base_iri=base,
                prefixes=terms.PREFIXES,
                default_graph=None if default is None else list(default),
                named_graphs=None if named is None else list(named),
            )
        except RuntimeError as error:
            raise ValueError(str(error)) from None

    @property
    def _nearest(self) -> ox.Store:
        """Where the default graph is read from."""
        return self.dataset

    def hop(
        self, nodes: Iterable[str], properties: Sequence[str], *, back: bool = False
    ) -> Iterator[Hop]:
        """The triples of the default graph that leave some nodes, or with `back` lead to them.

        Raises `StoreError` where reading fails.
        """
        found, graph = self._nearest.quads_for_pattern, ox.DefaultGraph()
        named = [(name, ox.NamedNode(name)) for name in properties]
        try:
            for node in nodes:
                term = ox.NamedNode(node)
                for name, predicate in named:
                    if back:
                        for quad in found(None, predicate, term, graph):
                            yield node, name, quad.subject
                    else:
                        for quad in found(term, predicate, None, graph):
                            yield node, name, quad.object
        except FAILURES as error:
            raise explained(str(self.path), error) from error

    def reports(self) -> list[str]:
        """The IRIs of the loaded reports, sorted."""
        quads = self.dataset.quads_for_pattern(None, CHECKSUM, None, self._loads)
        return sorted(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))

    def __contains__(self, report: str) -> bool:
        return self._checksum(ox.NamedNode(report)) is not None

    def graph(self, report: str) -> Iterator[ox.Quad]:
        """What one report says; nothing for a report that is not loaded."""
        return self.dataset.quads_for_pattern(None, None, None, ox.NamedNode(report))

    def has_graph(self, graph: str) -> bool:
        """Whether there is a graph of that name."""
        return self.dataset.contains_named_graph(ox.NamedNode(graph))

    def things(self) -> Iterator[list[ox.Triple]]:
        """The triples of the default graph, those of one subject together, in their order."""
        default = ox.DefaultGraph()
        every = self.dataset.quads_for_pattern(None, None, None, default)
        for subject in sorted({quad.subject for quad in every}, key=str):
            found = self.dataset.quads_for_pattern(subject, None, None, default)
            yield [quad.triple for quad in found]

    def dump(
        self, graph: ox.NamedNode | ox.DefaultGraph, form: ox.RdfFormat, to: IO[bytes]
    ) -> None:
        """Write one graph."""
        self.dataset.dump(to, form, from_graph=graph, prefixes=terms.PREFIXES)

    def _checksum(self, graph: ox.NamedNode) -> ox.Literal | None:
        for quad in self.dataset.quads_for_pattern(graph, CHECKSUM, None, self._loads):
            if isinstance(quad.object, ox.Literal):
                return quad.object
        return None
