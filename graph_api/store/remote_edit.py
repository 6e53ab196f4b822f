"""What loading or retracting a report changes on a SPARQL service.

It is computed as for an embedded store (`settled`), on an excerpt: what the service holds of the
things that the report names, fetched by a few queries.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import pyoxigraph as ox

from graph_api.store import log
from graph_api.store.delta import DEFAULT, Graph, quads
from graph_api.store.derived import Subject, derive, needed
from graph_api.store.layout import SETTINGS
from graph_api.store.reads import CHECKSUM
from graph_api.store.remote_reads import RemoteReads, triple
from graph_api.store.settled import Kept, Said, settled
from graph_api.store.statement import Statement, checked, loading
from ontology.derive import Rule, rules
from ontology.terms import expand

BEING_WRITTEN: Final = ox.NamedNode(expand("ct:beingWritten"))
_ASKED: Final = 100  # rows of VALUES in one query

Quads = list[ox.Quad]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Known:
    """What the graph of loads says of some reports, and of the store, if anything."""

    settings: ox.Literal | None
    told: dict[str, set[ox.Triple]]

    def is_new(self, one: Statement) -> bool:
        """Whether nothing is there of a report, not even a part."""
        return not self.told[one.report]

    def is_loaded(self, one: Statement) -> bool:
        """Whether just this is there, all of it."""
        marks = {said.predicate: said.object for said in self.told[one.report]}
        return marks.get(CHECKSUM) == ox.Literal(one.checksum) and BEING_WRITTEN not in marks


@dataclass(frozen=True, slots=True)
class Edit:
    """What is removed and added, in the order in which parts of it may be sent.

    `untold` and `told` are of the graph of loads, `note` of that of changes.
    """

    remove: Quads
    add: Quads
    untold: Quads
    told: Quads
    note: Quads


def known(store: RemoteReads, reports: Iterable[str]) -> Known:
    """What the store knows of some reports."""
    loads = ox.NamedNode(store.iris.loads)
    told: dict[str, set[ox.Triple]] = {report: set() for report in reports}
    wanted = " ".join(str(ox.NamedNode(report)) for report in told)
    settings = None
    for row in store.of_graphs(
        f"SELECT ?s ?p ?o {{ GRAPH {loads} {{ VALUES ?s {{ {loads} {wanted} }} ?s ?p ?o }} }}"
    ):
        if row["s"] != loads:
            told[row["s"].value].add(ox.Triple(row["s"], row["p"], row["o"]))
        elif row["p"] == SETTINGS:
            settings = row["o"]
    return Known(settings, told)


def added(store: RemoteReads, new: Sequence[Statement], read_by: str, at: str) -> Edit:
    """Reports of which nothing is there; `at` as of `Store.put`, here and below."""
    own: Quads = []
    told: Quads = []
    said: set[ox.Triple] = set()
    edges: set[ox.Triple] = set()
    for one in new:
        triples = checked(one.report, one.quads)
        own += quads(triples, ox.NamedNode(one.report))
        told += quads(loading(one, read_by), ox.NamedNode(store.iris.loads))
        said |= triples
        edges |= derive(triples)
    note = log.of_new(store.iris, new, at)
    return Edit([], [*own, *_shared(store, said, edges)], [], told, note)


def replaced(
    store: RemoteReads,
    before: Known,
    report: str,
    new: set[ox.Triple],
    told: set[ox.Triple],
    at: str,
) -> Edit:
    """A report that says `new` instead of what is there, which may be a part.

    All that is new is added, whether it is there or not, and after what goes: a service may write
    a value in another way than the report (`12.50` and `12.5`).
    """
    graph, kept = ox.NamedNode(report), Kept.of(store.iris)
    excerpt = _excerpt(store, report, new)
    change = settled(excerpt, kept, {graph: Said(new, told)})
    gone: dict[Graph, Quads] = {DEFAULT: [], kept.derived: [], graph: []}
    for quad in change.remove:
        if isinstance(quad.graph_name, Graph) and quad.graph_name in gone:
            gone[quad.graph_name].append(quad)
    once = quads((quad.triple for quad in gone[DEFAULT]), store.layout.default)
    return Edit(
        remove=[*once, *gone[kept.derived], *gone[graph]],
        add=[*quads(new, graph), *_shared(store, new, derive(new))],
        untold=quads(before.told[report], kept.loads),
        told=quads(told, kept.loads),
        note=list(log.of_delta(excerpt, kept, store.iris, change, at)),
    )


def _shared(store: RemoteReads, said: set[ox.Triple], edges: set[ox.Triple]) -> Quads:
    """What other graphs hold of what a report says."""
    derived = ox.NamedNode(store.iris.derived)
    return [*quads(said | edges, store.layout.default), *quads(edges, derived)]


# --- What must be known of the service -----------------------------------------------------------


def _excerpt(store: RemoteReads, report: str, new: set[ox.Triple]) -> ox.Store:
    """The quads of a store that tell what follows where `report` says `new`.

    What several other reports state is there as if one did.
    """
    excerpt = ox.Store()
    graph, elsewhere = ox.NamedNode(report), ox.NamedNode(store.iris.report("elsewhere"))
    kept = Kept.of(store.iris)
    excerpt.extend(store.graph(report))
    old = {quad.triple for quad in excerpt}
    doubtful = derive(old) - derive(new) if old - new else set()
    asked = (old - new) | doubtful
    others = f"STRSTARTS(STR(?g), {ox.Literal(store.iris.base + 'report/')}) && ?g != {graph}"
    excerpt.extend(quads(_stated(store, asked, others), elsewhere))
    excerpt.extend(quads(_stated(store, asked, f"?g = {kept.derived}"), kept.derived))
    for loaded in (graph, elsewhere):  # the one also where a part of it is there
        excerpt.add(ox.Quad(loaded, CHECKSUM, ox.Literal(""), kept.loads))
    for rule in rules():
        mine = [edge for edge in doubtful if edge.predicate.value == rule.derived]
        for some in _chunks(mine):
            for node, edge in _nodes(store, rule, some):
                excerpt.extend(quads(needed(rule, node, edge), DEFAULT))
    return excerpt


def _stated(store: RemoteReads, triples: set[ox.Triple], condition: str) -> set[ox.Triple]:
    """Those of some triples that a graph `?g` states, of which a condition holds."""
    pairs = sorted({f"({said.subject} {said.predicate})" for said in triples})
    found: set[ox.Triple] = set()
    for some in _chunks(pairs):
        query = (
            f"SELECT DISTINCT ?s ?p ?o {{ VALUES (?s ?p) {{ {' '.join(some)} }} "
            f"GRAPH ?g {{ ?s ?p ?o }} FILTER({condition}) }}"
        )
        found.update(map(triple, store.of_graphs(query)))
    return triples & found


def _nodes(
    store: RemoteReads, rule: Rule, edges: Sequence[ox.Triple]
) -> Iterator[tuple[Subject, ox.Triple]]:
    """The nodes that give edges by a rule, each with its edge."""
    start, end = "start" if rule.subject else "node", "end" if rule.object else "node"
    said = [f"?node a <{rule.class_}>"]
    said += [f"<{rule.subject}> ?start"] if rule.subject else []
    said += [f"<{rule.object}> ?end"] if rule.object else []
    said += [f"<{rule.where}> <{rule.is_}>"] if rule.where else []
    rows = " ".join(f"({edge.subject} {edge.object})" for edge in edges)
    query = f"SELECT * {{ VALUES (?{start} ?{end}) {{ {rows} }} {' ; '.join(said)} }}"
    for row in store.select(query):
        yield row["node"], ox.Triple(row[start], ox.NamedNode(rule.derived), row[end])


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """As many at a time as one query asks for."""
    return (items[first : first + _ASKED] for first in range(0, len(items), _ASKED))
