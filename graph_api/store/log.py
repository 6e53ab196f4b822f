"""What changed in a store, written beside each change and in its transaction: `graph/changes`.

The moment is given by who writes (the store knows no clock); where none is given nothing is noted.
Writes of one moment are one load. The graph is neither exported nor compared, as that of loads.
A change holds a few quads: of reports that are new one each, of a report that says something else
the edges that went and came, no more than `MOST_EDGES` of each.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from graph_api.store.delta import DEFAULT, Delta, Graph, triples
from graph_api.store.raw import EDITED
from graph_api.store.reads import CHECKSUM
from graph_api.store.settled import Kept, is_report
from graph_api.store.statement import Statement
from ontology.terms import Iris, expand

if TYPE_CHECKING:
    from graph_api.edges import Edge

MOST_EDGES: Final = 100
"""Edges that went, and that came, which are told of one change of a report."""
MOST_GRAPHS: Final = 100
"""Graphs of which one write of users tells."""

_LONG: Final = 160  # code points of a label: that of a directive is its text

_TYPE = ox.NamedNode(expand("rdf:type"))
_CHANGE = ox.NamedNode(expand("ct:Change"))
_KIND = ox.NamedNode(expand("dcterms:type"))
_AT = ox.NamedNode(expand("prov:endedAtTime"))
_DATE_TIME = ox.NamedNode(expand("xsd:dateTime"))
_CHANGED = ox.NamedNode(expand("ct:changed"))
_WENT = ox.NamedNode(expand("ct:went"))
_CAME = ox.NamedNode(expand("ct:came"))


def of_new(iris: Iris, new: Sequence[Statement], at: str) -> list[ox.Quad]:
    """Reports of which there was nothing, written together."""
    if not (at and new):
        return []
    reports = [ox.NamedNode(one.report) for one in new]
    return list(_change(iris, "added", at, reports, *(one.checksum for one in new)))


def of_delta(dataset: ox.Store, kept: Kept, iris: Iris, delta: Delta, at: str) -> Iterator[ox.Quad]:
    """What a change does, told before it is done: reports one by one, other graphs together."""
    if not at:
        return
    gone, come = _by_graph(delta.remove), _by_graph(delta.add)
    sums = {
        which: {quad.subject: quad.object for quad in quads if quad.predicate == CHECKSUM}
        for which, quads in (("old", gone.get(kept.loads, ())), ("new", come.get(kept.loads, ())))
    }
    others = set[Graph]()
    reports = set[ox.NamedNode]()
    for graph in (*gone, *come, *delta.drop, *delta.make):
        if isinstance(graph, ox.NamedNode) and graph not in kept.all:
            there = graph in sums["old"] or graph in sums["new"] or is_report(dataset, kept, graph)
            (reports if there else others).add(graph)
    if kept.own in gone or kept.own in come:
        others.add(DEFAULT)
    for graph in sorted(reports, key=str)[:MOST_GRAPHS]:
        old, new = sums["old"].get(graph), sums["new"].get(graph)
        if old is None and new is not None:
            yield from _change(iris, "added", at, [graph], str(new))
            continue
        kind = "retracted" if new is None and old is not None else "replaced"
        kind = "edited" if new == EDITED or (old is None and new is None) else kind
        went = {quad.triple for quad in gone.get(graph, ())}
        before = went if graph in delta.drop else triples(dataset, graph)
        went &= before
        came = {quad.triple for quad in come.get(graph, ())} - before
        identity = _sorted(went | came) if kind == "edited" else []
        node = list(_change(iris, kind, at, [graph], str(old), str(new), *identity))
        yield from node
        for which, said in zip((_WENT, _CAME), _facts(before, went, came), strict=True):
            yield ox.Quad(node[0].subject, which, ox.Literal(said), node[0].graph_name)
    if others:
        names = (graph for graph in others if isinstance(graph, ox.NamedNode))
        named = sorted(names, key=str)[:MOST_GRAPHS]
        written = _sorted({quad.triple for quad in (*delta.remove, *delta.add)})
        yield from _change(iris, "written", at, named, *written)


def of_update(iris: Iris, at: str, graphs: Iterable[str], revision: str) -> list[ox.Quad]:
    """A write of which nobody knows what it changed, but perhaps in which graphs."""
    if not at:
        return []
    named = [ox.NamedNode(graph) for graph in sorted(graphs)[:MOST_GRAPHS]]
    return list(_change(iris, "written", at, named, revision))


def _change(
    iris: Iris, kind: str, at: str, graphs: Sequence[ox.NamedNode], *identity: str
) -> Iterator[ox.Quad]:
    """A change, the quad of its class first; `identity` tells it from others of its moment."""
    where = ox.NamedNode(iris.changes)
    names = (graph.value for graph in graphs)
    this = ox.NamedNode(iris.fact("change", at, kind, *names, *identity))
    yield ox.Quad(this, _TYPE, _CHANGE, where)
    yield ox.Quad(this, _KIND, ox.Literal(kind), where)
    yield ox.Quad(this, _AT, ox.Literal(at, datatype=_DATE_TIME), where)
    for graph in graphs:
        yield ox.Quad(this, _CHANGED, graph, where)


def _by_graph(quads: Iterable[ox.Quad]) -> dict[Graph, list[ox.Quad]]:
    found: dict[Graph, list[ox.Quad]] = {}
    for quad in quads:
        assert not isinstance(quad.graph_name, ox.BlankNode)  # no graph of ours is named so
        found.setdefault(quad.graph_name, []).append(quad)
    return found


def _sorted(said: AbstractSet[ox.Triple]) -> list[str]:
    return sorted(map(str, said))


def _facts(
    before: AbstractSet[ox.Triple], went: AbstractSet[ox.Triple], came: AbstractSet[ox.Triple]
) -> tuple[str, str]:
    """What went and what came, each as JSON: in numbers, and the first edges."""
    from graph_api.edges import edges_of  # made by what reads stores, so imported only now

    after = before - went | came
    old = {_ends(edge): edge for edge in edges_of(before)}
    new = {_ends(edge): edge for edge in edges_of(after)} if after else {}
    gone = [edge for ends, edge in old.items() if ends not in new]
    come = [edge for ends, edge in new.items() if ends not in old]
    return _json(len(went), gone), _json(len(came), come)


def _json(number: int, edges: Sequence["Edge"]) -> str:
    first = [_told(edge) for edge in edges[:MOST_EDGES]]
    told = {"triples": number, "edges": len(edges), "first": first}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _ends(edge: "Edge") -> tuple[str, str, str]:
    return edge.subject.iri, edge.predicate, edge.object.iri


def _told(edge: "Edge") -> list[str | int | None]:
    """Subject and its label, predicate as CURIE, object and its label, the place in the text."""
    subject, object_ = edge.subject, edge.object
    labels = (subject.label[:_LONG], object_.label[:_LONG])
    return [subject.iri, labels[0], edge.predicate, object_.iri, labels[1], edge.start, edge.end]
