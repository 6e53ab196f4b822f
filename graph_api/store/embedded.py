"""The embedded store: Oxigraph in a folder or in memory, a named graph for each report.

The default graph holds every triple of the reports' graphs once, and the derived edges, which
also lie in a graph of their own, as does the vocabulary. A report is added, replaced or removed in
one call to Oxigraph (`extend`, `bulk_load` or one SPARQL update), which is one transaction.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self

import pyoxigraph as ox

from graph_api.search_schema import FILE
from graph_api.store import log, raw, told, vocabulary
from graph_api.store.delta import Delta, Graph, quads, write
from graph_api.store.errors import explained, unevaluated
from graph_api.store.generations import Generations
from graph_api.store.pieces import data
from graph_api.store.place import mend, prepare, quads_folder
from graph_api.store.reach import Update
from graph_api.store.reads import CHECKSUM, FAILURES, Reads, share
from graph_api.store.settled import Kept, Said, settled
from graph_api.store.settling import settling
from graph_api.store.statement import Statement, checked, loading, state
from ontology import terms
from ontology.terms import Iris

if TYPE_CHECKING:
    from graph_api.search_index import Index

_TELLING = (CHECKSUM, raw.REVISION)  # what is known of loads and makes the generation
_FEW = 4  # below that one by one is faster

TOGETHER = 32
"""How many new reports are written in one transaction; more make it no faster."""


class Change(StrEnum):
    """What a call did to the store."""

    UNCHANGED = "unchanged"
    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


class Store(Reads):
    """One store; safe to use from several threads, of which one writes at a time."""

    def __init__(self, dataset: ox.Store, iris: Iris, path: Path | None) -> None:
        super().__init__(dataset, iris, path)
        self._generations = Generations(path) if path else None
        self._begun = False  # whether something is written that is not published
        self._index = _index(path) if path else None
        self._touched: set[str] | None = set()  # reports that the index is behind of; None: any
        self._lock = RLock()
        self._sum = 0
        self._kept = Kept.of(iris)
        self._count_anew()

    @classmethod
    def open(
        cls, path: Path | str | None = None, *, base: str | None = None, create: bool = True
    ) -> Self:
        """The store in the folder `path`, made where there is none, or one in memory for None.

        `base` is that of the IRIs (default: the store's own, else `terms.BASE`). Raises
        `StoreError` where the folder is no store, is of another version or in use.
        """
        if path is None:
            dataset = ox.Store()
            vocabulary.describe(dataset)
            return cls(dataset, Iris(base or terms.BASE), None)
        path = Path(path)
        settings = prepare(path, base, create=create)
        try:
            mend(path)
            store = cls(ox.Store(str(quads_folder(path))), Iris(settings.base), path)
            store._begin_again()
        except FAILURES as error:
            raise explained(str(path), error) from error
        return store

    def close(self) -> None:
        """Publish what was written and let go of the folder; may be called again."""
        with self._lock:
            try:
                if self._dataset is not None:
                    self.publish()
            finally:
                if self._index is not None:
                    self._index.close()
                super().close()

    def _begin_again(self) -> None:
        """Bring in step what a new version, or a writer that was ended, left behind."""
        assert self._generations is not None
        assert self.path is not None
        behind = self._generations.is_behind() or self._generations.current() is None
        if behind or not (self.path / FILE).exists():
            self._begin()
            self._touched = None
        if not vocabulary.is_described(self.dataset):
            self._begin()
            vocabulary.describe(self.dataset)

    # -- generations --------------------------------------------------------------------------

    @property
    def generation(self) -> str:
        """A hash of what is loaded, for entity tags.

        It changes with each write, and is the same for the same reports, whatever their order.
        """
        return f"{self._sum:016x}"

    def publish(self) -> None:
        """Make what was written a generation, which readers open from now on, and index it."""
        with self._lock:
            if self._generations is None or not self._begun:
                return
            try:
                self._generations.publish(self.generation, self.dataset.backup)
            except FAILURES as error:
                raise explained(str(self.path), error) from error
            assert self._index is not None
            self._index.sync(self, self._touched)
            self._touched = set()
            self._generations.end()
            self._begun = False

    def _touch(self, *reports: str) -> None:
        if self._touched is not None:
            self._touched.update(reports)

    def _begin(self) -> None:
        """Before anything is written: note that the published generation will be behind."""
        if self._generations is not None and not self._begun:
            self._generations.begin()
            self._begun = True

    # -- writing -------------------------------------------------------------------------------

    def put(self, report: str, nquads: str, *, read_by: str = "", at: str = "") -> Change:
        """Load what a report says, or replace what it said, in one transaction.

        `nquads` are the quads of the graph `report` alone (see `loaders.triples`); `read_by` names
        the program and version, `at` the moment (in UTC, `2031-07-15T01:02:03.456Z`): with it the
        change is noted (see `log`), as in all that writes here. Raises `StoreError` for other
        quads and where writing fails.
        """
        return next(iter(self.put_many([state(report, nquads)], read_by=read_by, at=at)))

    def put_many(
        self, said: Iterable[Statement], *, read_by: str = "", at: str = ""
    ) -> Iterator[Change]:
        """Load what reports say, each wholly or not at all; what came of each, in their order.

        New reports are written together, `TOGETHER` in one transaction, which costs a third of
        writing each alone. Raises `StoreError` where writing fails: what was given out before
        stays, of the rest nothing is there.
        """
        new: list[Statement] = []
        for one in said:
            with self._lock:
                there = raw.exists(self.dataset, ox.NamedNode(one.report))
            if not there and all(one.report != other.report for other in new):
                new.append(one)
                if len(new) == TOGETHER:
                    yield from self._add(new, read_by, at)
                    new = []
                continue
            yield from self._add(new, read_by, at)
            new = []
            yield self._put(one, read_by, at)
        yield from self._add(new, read_by, at)

    def _put(self, one: Statement, read_by: str, at: str) -> Change:
        """One report in a transaction of its own, whatever the store holds of it."""
        graph = ox.NamedNode(one.report)
        with self._lock:
            before = self._checksum(graph)
            if before is not None and before.value == one.checksum:
                return Change.UNCHANGED
            self._replace(graph, checked(one.report, one.quads), loading(one, read_by), at)
            return Change.ADDED if before is None else Change.REPLACED

    def _add(self, new: list[Statement], read_by: str, at: str) -> Iterator[Change]:
        """Reports of which the store holds nothing, in one transaction: `bulk_load` is one."""
        if len(new) < _FEW:
            yield from (self._put(one, read_by, at) for one in new)
            return
        parts = [f"{quad} .\n".encode() for quad in log.of_new(self.iris, new, at)]
        for one in new:
            told = sorted(map(str, quads(loading(one, read_by), self._loads)))
            parts += [one.written(self.iris.derived), *(f"{quad} .\n".encode() for quad in told)]
        with self._lock:
            try:
                self._begin()
                self.dataset.bulk_load(b"".join(parts), format=ox.RdfFormat.N_QUADS)
            except FAILURES as error:
                raise explained(str(self.path), error) from error
            for one in new:
                self._sum ^= share(ox.NamedNode(one.report), ox.Literal(one.checksum))
            self._touch(*(one.report for one in new))
        yield from [Change.ADDED] * len(new)

    def retract(self, report: str, *, at: str = "") -> Change:
        """Remove what only this report says; a report that is not loaded changes nothing."""
        graph = ox.NamedNode(report)
        with self._lock:
            if self._checksum(graph) is None:
                return Change.UNCHANGED
            self._replace(graph, set(), set(), at)
            return Change.REMOVED

    def _count_anew(self) -> None:
        self._sum = 0
        for predicate in _TELLING:
            for quad in self.dataset.quads_for_pattern(None, predicate, None, self._loads):
                self._sum ^= share(quad.subject, quad.object)

    def _replace(
        self, graph: ox.NamedNode, new: set[ox.Triple], told: set[ox.Triple], at: str
    ) -> None:
        """Make `new` the graph and `told` what is known of its loading, and settle the rest."""
        self._apply(settled(self.dataset, self._kept, {graph: Said(new, told)}), at)

    def _apply(self, change: Delta, at: str) -> None:
        """One transaction, with the note of it."""
        if not change:
            return
        note = log.of_delta(self.dataset, self._kept, self.iris, change, at)
        change = replace(change, add=(*change.add, *note))
        try:
            self._begin()
            write(self.dataset, change)
        except FAILURES as error:
            raise explained(str(self.path), error) from error
        for quad in (*change.remove, *change.add):
            if quad.graph_name == self._loads and quad.predicate in _TELLING:
                self._sum ^= share(quad.subject, quad.object)
                if quad.predicate == CHECKSUM and isinstance(quad.subject, ox.NamedNode):
                    self._touch(quad.subject.value)

    # -- writing by users ----------------------------------------------------------------------

    def put_graph(self, graph: Graph, new: set[ox.Triple], *, at: str = "") -> bool:
        """Make `new` all that a graph holds; true for a graph that was not there.

        Of the default graph that is all that users put there: what reports state stays. Raises
        `KeptGraph` for a graph that the store keeps itself, as the other writes here.
        """
        with self._lock:
            there = raw.exists(self.dataset, graph)
            self._apply(raw.replaced(self.dataset, self._kept, graph, new), at)
            return not there

    def add_to_graph(self, graph: Graph, new: set[ox.Triple], *, at: str = "") -> bool:
        """Add triples to a graph; true for a graph that was not there."""
        with self._lock:
            there = raw.exists(self.dataset, graph)
            self._apply(raw.added(self.dataset, self._kept, graph, new), at)
            return not there

    def drop_graph(self, graph: Graph, *, at: str = "") -> bool:
        """Remove a graph, of the default graph all that users put there; false for no graph."""
        with self._lock:
            there = raw.exists(self.dataset, graph)
            self._apply(raw.removed(self.dataset, self._kept, graph), at)
            return there

    def update(self, update: Update, *, at: str = "") -> None:
        """Evaluate an update with all that follows from it, in one transaction.

        Raises `Unevaluated` for what has no value, such as CREATE of a graph that is there.
        """
        with self._lock:
            try:
                steps = told.steps(self.dataset, update)
            except FAILURES as error:
                raise unevaluated(str(self.path), error) from error
            if steps is not None:
                self._apply(raw.applied(self.dataset, self._kept, steps), at)
            elif update.text:
                self._evaluate(update, at)

    def _evaluate(self, update: Update, at: str) -> None:
        if update.reach.graphs is not None:
            for graph in self._kept.all:
                if graph.value in update.reach.graphs:
                    raise raw.KeptGraph(graph)
        revision = raw.token()
        after = settling(self._kept, update.reach, frozenset(self.reports()), revision)
        if note := log.of_update(self.iris, at, update.reach.graphs or (), revision):
            after.append(f"INSERT DATA {{ {data(note)} }}")
        try:
            self._begin()
            self.dataset.update(
                " ;\n".join((update.text, *after)), base_iri=update.base, prefixes=terms.PREFIXES
            )
            if not vocabulary.is_described(self.dataset):
                vocabulary.describe(self.dataset)
        except FAILURES as error:
            raise unevaluated(str(self.path), error) from error
        self._count_anew()
        self._touched = None


def _index(path: Path) -> "Index":
    """The search index beside a store; it is made by what reads stores, so imported only now."""
    from graph_api.search_index import Index

    return Index(path / FILE)
