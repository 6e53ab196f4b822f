"""A store of ours on a SPARQL 1.1 service, read and written through the protocols alone.

It holds what an embedded store holds, settled by the same rules (`settle`). A report, or some new
ones together, is one update: where updates are transactions, it is there wholly or not at all, and
an update that another writer has overtaken changes nothing and is made anew.

A service that is `piecewise` (Virtuoso) gets a report in parts. A mark stands in the graph of loads
before the first and goes after the last: without it, the report is not listed as loaded. Parts go
in an order in which the report's own graph always holds all that other graphs hold because of it,
so that loading or retracting it again, whatever was cut off, settles all. Meanwhile queries
may see a part of it, and two writers are not kept apart.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, takewhile
from typing import Final

import pyoxigraph as ox

from graph_api.store import vocabulary
from graph_api.store.embedded import TOGETHER, Change
from graph_api.store.errors import StoreError
from graph_api.store.layout import SETTINGS, settings
from graph_api.store.pieces import data, is_long, pieces
from graph_api.store.remote_edit import BEING_WRITTEN, Edit, Known, Quads, added, known, replaced
from graph_api.store.remote_reads import RemoteReads
from graph_api.store.statement import Statement, checked, loading, state

_MANY: Final = 400_000  # bytes of N-Quads that are enough for one update
_POSTED: Final = 20_000  # triples in one request of the Graph Store protocol
_TRIES: Final = 5


class RemoteStore(RemoteReads):
    """One store on a service; safe to use from several threads, of which one writes."""

    def publish(self) -> None:
        """Nothing to do: what is written is read."""

    def describe(self) -> None:
        """Make the vocabulary graph that of this version."""
        triples, mark = vocabulary.triples()
        if self._asks(f"ASK {{ GRAPH {vocabulary.GRAPH} {{ {mark} }} }}"):
            return
        # Blank nodes are the same within one request: those come first, the mark last.
        triples.sort(key=lambda triple: "_:" not in str(triple))
        quads = [
            ox.Quad(t.subject, t.predicate, t.object, vocabulary.GRAPH) for t in (*triples, mark)
        ]
        clear = f"CLEAR SILENT GRAPH {vocabulary.GRAPH}"
        if self.layout.piecewise:
            self._client.update(clear)
            self._add_pieces(quads)
        else:
            self._client.update(f"{clear} ;\nINSERT DATA {{ {data(quads)} }}")

    def put(self, report: str, nquads: str, *, read_by: str = "", at: str = "") -> Change:
        """Load what a report says, or replace what it said; see `Store.put`."""
        return next(iter(self.put_many([state(report, nquads)], read_by=read_by, at=at)))

    def put_many(
        self, said: Iterable[Statement], *, read_by: str = "", at: str = ""
    ) -> Iterator[Change]:
        """Load what reports say; what came of each, in their order. See `Store.put_many`."""
        for batch in _batches(said):
            left, before, tries = batch, None, _TRIES
            while left:
                before = before or self._known(one.report for one in left)
                first = left[0]
                if before.is_loaded(first):
                    yield Change.UNCHANGED
                    left = left[1:]
                    continue
                new = list(takewhile(before.is_new, left))
                if new:
                    edit = added(self, new, read_by, at)
                else:
                    triples = checked(first.report, first.quads)
                    known_by = loading(first, read_by)
                    edit = replaced(self, before, first.report, triples, known_by, at)
                if self._write(before, edit):
                    yield from [Change.ADDED] * len(new) or [Change.REPLACED]
                    left, tries = left[len(new) or 1 :], _TRIES
                else:
                    tries = _one_less(tries)
                before = None

    def retract(self, report: str, *, at: str = "") -> Change:
        """Remove what only this report says; a report that is not loaded changes nothing."""
        tries = _TRIES
        while (before := self._known([report])).told[report]:
            if self._write(before, replaced(self, before, report, set(), set(), at)):
                return Change.REMOVED
            tries = _one_less(tries)
        return Change.UNCHANGED

    def _known(self, reports: Iterable[str]) -> Known:
        before = known(self, reports)
        if before.settings is None:  # made by another chithi, in a folder of its own
            self._client.update(f"INSERT DATA {{ {settings(self.iris)} }}")
            return known(self, before.told)
        return before

    def _write(self, before: Known, edit: Edit) -> bool:
        """False where another writer was quicker: then nothing was changed."""
        try:
            if self.layout.piecewise:
                self._write_pieces(edit)
                return True
            return self._write_whole(before, edit)
        finally:
            self.refresh()

    def _write_whole(self, before: Known, edit: Edit) -> bool:
        assert before.settings is not None
        loads = ox.NamedNode(self.iris.loads)
        then = data([ox.Quad(loads, SETTINGS, before.settings, loads)])
        now = settings(self.iris)
        self._client.update(
            f"DELETE {{ {data([*edit.remove, *edit.untold])} {then} }}\n"
            f"INSERT {{ {data([*edit.add, *edit.told, *edit.note])} {now} }}\n"
            f"WHERE {{ {then} }}"
        )
        return self._asks(f"ASK {{ {now} }}")

    def _write_pieces(self, edit: Edit) -> None:
        loads = ox.NamedNode(self.iris.loads)
        reports = {quad.subject for quad in (*edit.untold, *edit.told)}
        marks = [ox.Quad(report, BEING_WRITTEN, ox.Literal("1"), loads) for report in reports]
        self._turn([quad for quad in edit.untold if quad not in marks], marks)
        for some in pieces(edit.remove):
            self._client.update(f"DELETE DATA {{ {data(some)} }}")
        self._add_pieces(edit.add)
        self._turn(marks, [*edit.told, *edit.note])

    def _turn(self, remove: Quads, add: Quads) -> None:
        """Adds before it removes: cut off between the two, a report counts as being written."""
        added = f"INSERT DATA {{ {data(add)} }}" if add else ""
        removed = f"DELETE DATA {{ {data(remove)} }}" if remove else ""
        self._client.update(" ;\n".join(filter(None, (added, removed))))

    def _add_pieces(self, quads: Quads) -> None:
        """Through the Graph Store where there is one, which takes more at once."""
        if self._client.endpoint.graph_store:
            for graph, some in groupby(quads, key=lambda quad: quad.graph_name):
                assert isinstance(graph, ox.NamedNode)
                self._post(graph, [quad for quad in some if not is_long(quad)])
            quads = [quad for quad in quads if is_long(quad)]
        for piece in pieces(quads):
            self._client.update(f"INSERT DATA {{ {data(piece)} }}")

    def _post(self, graph: ox.NamedNode, quads: Quads) -> None:
        for first in range(0, len(quads), _POSTED):
            some = quads[first : first + _POSTED]
            self._client.add(graph.value, "".join(f"{quad.triple} .\n" for quad in some))


def _one_less(tries: int) -> int:
    """The tries that are left; raises `StoreError` after the last."""
    if tries > 1:
        return tries - 1
    raise StoreError(
        "một tiến trình khác cũng đang ghi vào kho: đợi nó xong rồi làm lại · another process "
        "writes to this store: wait until it has done"
    )


def _batches(said: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Statements of distinct reports, as many as one update is to hold."""
    batch: list[Statement] = []
    size = 0
    for one in said:
        full = len(batch) == TOGETHER or size + len(one.quads) > _MANY
        if batch and (full or any(one.report == other.report for other in batch)):
            yield batch
            batch, size = [], 0
        batch.append(one)
        size += len(one.quads)
    if batch:
        yield batch
