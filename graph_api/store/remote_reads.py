"""Reading a store of ours on a SPARQL 1.1 service, as `reads.Reads` reads one in a folder."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from threading import Lock
from typing import IO, Final, Self

import pyoxigraph as ox

from graph_api.guard import refused
from graph_api.store import vocabulary
from graph_api.store.client import Client
from graph_api.store.endpoint import Credentials, Endpoint
from graph_api.store.errors import RefusedError
from graph_api.store.layout import Hidden, Layout, find
from graph_api.store.naming import named
from graph_api.store.raw import REVISION
from graph_api.store.reads import CHECKSUM, Asked, Hop, Results, share
from graph_api.store.results import Form, accepted, form, results
from ontology.terms import PREFIXES

SECONDS: Final = 300.0
"""How long a service may say nothing."""

_FRESH_SECONDS: Final = 0.5
_FRESH_TIMES: Final = 20  # a generation is asked for anew after that many times what asking took
_SUBJECTS: Final = 200  # described by one query
_NODES: Final = 500  # from which one query goes on
_BOOLEANS: Final = {"1": ox.Literal(True), "0": ox.Literal(False)}
_BOOLEAN: Final = ox.Literal(True).datatype
_PREFIXES: Final = " ".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())


def triple(row: ox.QuerySolution) -> ox.Triple:
    """`?s ?p ?o` of a row; Virtuoso says `1` for `true`."""
    value = row["o"]
    if isinstance(value, ox.Literal) and value.datatype == _BOOLEAN:
        value = _BOOLEANS.get(value.value, value)
    return ox.Triple(row["s"], row["p"], value)


class RemoteReads(Asked):
    """What is asked of a store on a service; safe to use from several threads.

    Every method raises `StoreError` where the service does not answer.
    """

    def __init__(self, client: Client, layout: Layout) -> None:
        self._client = client
        self.layout = layout
        self._lock = Lock()
        self._generation = ""
        self._until = 0.0
        self._named: tuple[str, list[str]] = ("", [])
        self.iris = layout.iris

    @classmethod
    def open(
        cls,
        endpoint: Endpoint,
        *,
        base: str | None = None,
        create: bool = False,
        seconds: float = SECONDS,
    ) -> Self:
        """The store on a service, with the credentials of the environment.

        `base` chooses one of several stores; `create` makes one where there is none. Raises
        `StoreError` where there is none, or none that this version reads.
        """
        client = Client(endpoint, Credentials.from_environment(), seconds)
        try:
            return cls(client, find(client, base, create=create))
        except BaseException:
            client.close()
            raise

    @property
    def place(self) -> str:
        """The address of the service."""
        return self._client.endpoint.query

    def close(self) -> None:
        """Close the connections; may be called again."""
        self._client.close()

    @property
    def generation(self) -> str:
        """A hash of what is loaded, the same as an embedded store of the same reports has.

        What others load is seen half a second later, or later still where the reports are many.
        """
        with self._lock:
            if time.monotonic() >= self._until:
                began = time.monotonic()
                self._generation = f"{self._sum():016x}"
                now = time.monotonic()
                self._until = now + max(_FRESH_SECONDS, _FRESH_TIMES * (now - began))
            return self._generation

    def refresh(self) -> None:
        """Ask for the generation anew, which may be another one."""
        with self._lock:
            self._until = 0.0

    def _sum(self) -> int:
        whole = 0
        for row in self.of_graphs(
            f"SELECT ?s ?o {{ GRAPH <{self.iris.loads}> {{ ?s ?p ?o }} "
            f"FILTER(?p IN ({CHECKSUM}, {REVISION})) }}"
        ):
            whole ^= share(row["s"], row["o"])
        return whole

    def _checksums(self) -> Iterator[tuple[ox.NamedNode, ox.Literal]]:
        for row in self.of_graphs(
            f"SELECT ?report ?sum {{ GRAPH <{self.iris.loads}> {{ ?report {CHECKSUM} ?sum }} }}"
        ):
            if isinstance(row["report"], ox.NamedNode) and isinstance(row["sum"], ox.Literal):
                yield row["report"], row["sum"]

    def query(self, sparql: str) -> Results:
        return self._answer(sparql, form(sparql), *self._dataset(sparql))

    def evaluate(
        self,
        sparql: str,
        base: str | None = None,
        default: Sequence[ox.NamedNode] | None = None,
        named: Sequence[ox.NamedNode] | None = None,
    ) -> Results:
        """The answer to a query that anyone wrote, as `Reads.evaluate` gives it.

        `ValueError` is also raised for what the service does not evaluate, and for SERVICE, which
        is never sent.
        """
        if keyword := refused(sparql):
            raise ValueError(f"{keyword}: không gửi đi · is not sent")
        of = form(sparql, base)
        if default is not None or named is not None:
            graphs = [g.value for g in default or ()], [g.value for g in named or ()]
        else:
            graphs = self._dataset(sparql, base)
        begin = f"BASE {ox.NamedNode(base)} {_PREFIXES}" if base else _PREFIXES
        try:
            return self._answer(f"{begin} {sparql}", of, *graphs)
        except RefusedError as error:
            raise ValueError(str(error)) from None

    def of_graphs(self, sparql: str) -> ox.QuerySolutions:
        """The solutions of a SELECT that asks named graphs alone."""
        found = self._answer(sparql, ox.QuerySolutions, [], [])
        assert isinstance(found, ox.QuerySolutions)
        return found

    def _asks(self, sparql: str) -> bool:
        """The same for ASK."""
        return bool(self._answer(sparql, ox.QueryBoolean, [], []))

    def _answer(self, sparql: str, of: Form, default: list[str], named: list[str]) -> Results:
        return results(self._client.ask(sparql, accepted(of), default, named), of)

    def _dataset(self, sparql: str, base: str | None = None) -> tuple[list[str], list[str]]:
        """The default graph and the named ones, where the service must be told of them."""
        layout = self.layout
        if not isinstance(layout.default, ox.NamedNode):
            return [], []
        graphs = named(sparql, base)
        if graphs.chosen:
            return [], []
        told = [*graphs.iris] if layout.hides is not Hidden.NONE else []
        if layout.hides is Hidden.ALL or (told and graphs.variable):
            told += self._graphs()
        return [layout.default.value], list(dict.fromkeys(told))

    def _graphs(self) -> list[str]:
        """All named graphs of the store, asked for once for each generation."""
        generation = self.generation
        if self._named[0] != generation:
            others = [self.iris.derived, self.iris.loads, self.iris.changes, vocabulary.GRAPH.value]
            self._named = (generation, [*self.reports(), *others])
        return self._named[1]

    def reports(self) -> list[str]:
        """The IRIs of the loaded reports, sorted."""
        return sorted(report.value for report, _ in self._checksums())

    def __contains__(self, report: str) -> bool:
        graph = ox.NamedNode(report)
        query = f"SELECT ?sum {{ GRAPH <{self.iris.loads}> {{ {graph} {CHECKSUM} ?sum }} }}"
        return any(True for _ in self.of_graphs(query))

    def graph(self, report: str) -> Iterator[ox.Quad]:
        """What one report says; nothing for a report that is not loaded."""
        graph = ox.NamedNode(report)
        # As a table, which a service cannot cut short without saying so.
        for row in self.of_graphs(f"SELECT ?s ?p ?o {{ GRAPH {graph} {{ ?s ?p ?o }} }}"):
            said = triple(row)
            yield ox.Quad(said.subject, said.predicate, said.object, graph)

    def has_graph(self, graph: str) -> bool:
        """Whether there is a graph of that name; many services keep no empty ones."""
        return self._asks(f"ASK {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}")

    def hop(
        self, nodes: Iterable[str], properties: Sequence[str], *, back: bool = False
    ) -> Iterator[Hop]:
        """The triples of the default graph that leave some nodes, or with `back` lead to them."""
        left, names = iter(nodes), [str(ox.NamedNode(name)) for name in properties]
        while some := [str(ox.NamedNode(node)) for node in islice(left, _NODES)]:
            begin = f"VALUES ?node {{ {' '.join(some)} }}"
            ways = " UNION ".join(
                f"{{ {begin} {f'?end {name} ?node' if back else f'?node {name} ?end'} "
                f"BIND({name} AS ?name) }}"
                for name in names
            )
            for row in self.select(f"SELECT ?node ?name ?end {{ {ways} }}"):
                yield str(row["node"].value), str(row["name"].value), row["end"]

    def dump(
        self, graph: ox.NamedNode | ox.DefaultGraph, form: ox.RdfFormat, to: IO[bytes]
    ) -> None:
        """Write one graph."""
        if isinstance(graph, ox.NamedNode):
            said = (quad.triple for quad in self.graph(graph.value))
        else:
            said = (triple for some in self.things() for triple in some)
        ox.serialize(said, to, form, prefixes=PREFIXES)

    def things(self) -> Iterator[list[ox.Triple]]:
        """The triples of the default graph, those of one subject together, by its IRI."""
        subjects = sorted(str(row["s"]) for row in self.select("SELECT DISTINCT ?s { ?s ?p ?o }"))
        for first in range(0, len(subjects), _SUBJECTS):
            some = subjects[first : first + _SUBJECTS]
            found: dict[str, list[ox.Triple]] = {subject: [] for subject in some}
            query = f"SELECT ?s ?p ?o {{ VALUES ?s {{ {' '.join(some)} }} ?s ?p ?o }}"
            for row in self.select(query):
                found[str(row["s"])].append(triple(row))
            yield from found.values()
