"""Direct edges of a graph by the rules of `ontology.derive`, and whether one still holds."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

import pyoxigraph as ox

from ontology.derive import Rule, rules
from ontology.terms import expand

_TYPE = ox.NamedNode(expand("rdf:type"))

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Ask = Callable[[ox.Triple], bool]
"""Whether a triple holds."""


@cache
def _by_class() -> dict[Object, list[Rule]]:
    found: dict[Object, list[Rule]] = {}
    for rule in rules():
        found.setdefault(ox.NamedNode(rule.class_), []).append(rule)
    return found


@cache
def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def derive(triples: Iterable[ox.Triple]) -> set[ox.Triple]:
    """The edges that follow from some triples alone."""
    return {edge for _, edge in follow(triples)}


def follow(triples: Iterable[ox.Triple]) -> Iterator[tuple[Subject, ox.Triple]]:
    """Each edge that follows from some triples, with the n-ary node that it follows from."""
    triples = list(triples)
    classes = _by_class()
    typed = [(t.subject, t.object) for t in triples if t.predicate == _TYPE and t.object in classes]
    nodes: dict[Subject, dict[str, list[Object]]] = {node: {} for node, _ in typed}
    for triple in triples:
        if (said := nodes.get(triple.subject)) is not None:
            said.setdefault(triple.predicate.value, []).append(triple.object)
    for node, class_ in typed:
        said = nodes[node]
        for rule in classes[class_]:
            if rule.where and _node(rule.is_) not in said.get(rule.where, ()):
                continue
            for start in said.get(rule.subject, ()) if rule.subject else (node,):
                if isinstance(start, ox.Literal):
                    continue
                for end in said.get(rule.object, ()) if rule.object else (node,):
                    yield node, ox.Triple(start, _node(rule.derived), end)


def still_follows(edge: ox.Triple, store: ox.Store, holds: Ask) -> bool:
    """Whether an edge follows from the default graph of `store`, of which `holds` is the truth.

    `holds` leaves out what is about to be removed.
    """
    for rule in rules():
        if rule.derived == edge.predicate.value:
            nodes = (
                [q.subject for q in _with(store, _node(rule.subject), edge.subject)]
                if rule.subject
                else [edge.subject]
            )
            if any(_supports(rule, node, edge, holds) for node in nodes):
                return True
    return False


def _with(store: ox.Store, predicate: ox.NamedNode, value: Object) -> Iterable[ox.Quad]:
    return store.quads_for_pattern(None, predicate, value, ox.DefaultGraph())


def _supports(rule: Rule, node: Subject, edge: ox.Triple, holds: Ask) -> bool:
    if not rule.object and node != edge.object:
        return False
    return all(map(holds, needed(rule, node, edge)))


def needed(rule: Rule, node: Subject, edge: ox.Triple) -> list[ox.Triple]:
    """The triples of `node` from which `edge` follows by a rule."""
    triples = [ox.Triple(node, _TYPE, _node(rule.class_))]
    if rule.subject:
        triples.append(ox.Triple(node, _node(rule.subject), edge.subject))
    if rule.object:
        triples.append(ox.Triple(node, _node(rule.object), edge.object))
    if rule.where:
        triples.append(ox.Triple(node, _node(rule.where), _node(rule.is_)))
    return triples
