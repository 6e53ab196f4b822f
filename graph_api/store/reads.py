"""Reading an Oxigraph store of ours, live or a published generation."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from graph_api.store.errors import StoreError, explained
from ontology import terms
from ontology.terms import Iris, expand

CHECKSUM = ox.NamedNode(expand("ct:graphChecksum"))
FAILURES = (OSError, RuntimeError)
"""What Oxigraph raises for storage that fails; `RuntimeError` for a damaged store."""

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class Reads:
    """What is asked of a store; safe to use from several threads.

    `path` is its folder, None in memory.
    """

    def __init__(self, dataset: ox.Store, iris: Iris, path: Path | None) -> None:
        self._dataset: ox.Store | None = dataset
        self._loads = ox.NamedNode(iris.loads)
        self.iris = iris
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the folder; may be called again."""
        self._dataset = None

    @property
    def dataset(self) -> ox.Store:
        """Oxigraph's own store, to read from; raises `StoreError` when closed."""
        if self._dataset is None:
            raise StoreError("kho đã đóng · the store is closed")
        return self._dataset

    def query(self, sparql: str, substitutions: Mapping[str, Term] | None = None) -> Results:
        """The answer to a SPARQL query over the default graph; `GRAPH ?report` tells who says it.

        `substitutions` gives values to projected variables by name, without `?`. Raises
        `SyntaxError` for a query that cannot be read and `StoreError` where reading fails.
        """
        values = {ox.Variable(name): term for name, term in (substitutions or {}).items()}
        try:
            return self.dataset.query(sparql, substitutions=values or None)
        except FAILURES as error:
            raise explained(str(self.path), error) from error

    def select(
        self, sparql: str, substitutions: Mapping[str, Term] | None = None
    ) -> ox.QuerySolutions:
        """The solutions of a SELECT query; raises `TypeError` for a query of another form."""
        found = self.query(sparql, substitutions)
        if not isinstance(found, ox.QuerySolutions):
            raise TypeError(f"cần truy vấn SELECT · not a SELECT query: {sparql}")
        return found

    def reports(self) -> list[str]:
        """The IRIs of the loaded reports, sorted."""
        quads = self.dataset.quads_for_pattern(None, CHECKSUM, None, self._loads)
        return sorted(q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode))

    def __contains__(self, report: str) -> bool:
        return self._checksum(ox.NamedNode(report)) is not None

    def graph(self, report: str) -> Iterator[ox.Quad]:
        """What one report says; nothing for a report that is not loaded."""
        return self.dataset.quads_for_pattern(None, None, None, ox.NamedNode(report))

    def counts(self) -> dict[str, int]:
        """How many things there are of each class, by CURIE, the most frequent first."""
        found = self.select(
            "SELECT ?class (COUNT(?thing) AS ?n) { ?thing a ?class } "
            "GROUP BY ?class ORDER BY DESC(?n) ?class"
        )
        return {terms.shorten(row["class"].value): int(row["n"].value) for row in found}

    def _checksum(self, graph: ox.NamedNode) -> ox.Literal | None:
        for quad in self.dataset.quads_for_pattern(graph, CHECKSUM, None, self._loads):
            if isinstance(quad.object, ox.Literal):
                return quad.object
        return None
