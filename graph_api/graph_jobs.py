"""What the Graph Store Protocol does to one graph: jobs."""

from functools import partial

import pyoxigraph as ox
from fastapi import Response

from graph_api.errors import Problem, wrong_parameter
from graph_api.jobs import Answer, Streamed
from graph_api.negotiate import negotiated
from graph_api.rdf import dump, offered, triples
from graph_api.reading import Reading
from graph_api.store import Store
from graph_api.store.delta import DEFAULT, Graph
from graph_api.store.delta import triples as triples_of
from graph_api.store.errors import Unevaluated
from graph_api.store.raw import KeptGraph
from graph_api.update_text import read
from graph_api.writes import not_written
from ontology.terms import PREFIXES

Part = tuple[bytes, str]
"""A body and its media type."""


def got(store: Reading, graph: Graph, accept: str, wanted: str | None) -> Answer:
    """The graph in the format that is accepted."""
    _there(store, graph)
    form = negotiated(accept, wanted, offered())
    return Streamed(form.content_type, partial(dump, store, graph, form))


def put(store: Store, graph: Graph, part: Part, base: str, at: str) -> Answer:
    """The graph becomes what the body says; `at` is the moment, here and below."""
    new = triples(*part, base)
    try:
        return _done(made=store.put_graph(graph, new, at=at))
    except KeptGraph as error:
        raise not_written(error, "graph") from None


def posted(
    store: Store, graph: Graph, parts: tuple[Part, ...], base: str, at: str, made: str = ""
) -> Answer:
    """What the bodies say is added to the graph; `made` is the address of one that is new."""
    new: set[ox.Triple] = set().union(*(triples(*part, base) for part in parts))
    try:
        return _done(made=store.add_to_graph(graph, new, at=at), address=made)
    except KeptGraph as error:
        raise not_written(error, "graph") from None


def deleted(store: Store, graph: Graph, at: str) -> Answer:
    """The graph is no more."""
    _there(store, graph)
    try:
        store.drop_graph(graph, at=at)
    except KeptGraph as error:
        raise not_written(error, "graph") from None
    return Response(status_code=204)


def patched(store: Store, graph: Graph, text: str, base: str, at: str) -> Answer:
    """An update that changes this graph and no other.

    A named graph is the default graph of the update, which sees nothing else; the default graph is
    changed where it is.
    """
    _there(store, graph)
    update = read(text, base=base, prefixes=PREFIXES)
    try:
        if graph == DEFAULT:
            if update.reach.graphs != frozenset():
                raise _another()
            store.update(update, at=at)
        else:
            store.put_graph(graph, _alone(store.dataset, graph, update.text, base), at=at)
    except (KeptGraph, Unevaluated) as error:
        raise not_written(error, "update") from None
    return Response(status_code=204)


def _alone(dataset: ox.Store, graph: Graph, text: str, base: str) -> set[ox.Triple]:
    """What the triples of a graph become where an update knows no others."""
    apart = ox.Store()
    apart.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples_of(dataset, graph))
    try:
        apart.update(text, base_iri=base, prefixes=PREFIXES)
    except (RuntimeError, OSError) as error:
        raise Unevaluated(str(error)) from None
    if any(apart.named_graphs()):
        raise _another()
    return triples_of(apart, DEFAULT)


def _another() -> Problem:
    return wrong_parameter(
        "update",
        "PATCH chỉ đổi đồ thị của địa chỉ này: dùng /update · PATCH changes the graph of this "
        "address alone: use /update",
    )


def _there(store: Reading, graph: Graph) -> None:
    if isinstance(graph, ox.NamedNode) and not store.has_graph(graph.value):
        raise Problem(404, "Không có đồ thị này · No such graph", f"{graph}")


def _done(*, made: bool, address: str = "") -> Response:
    if not made:
        return Response(status_code=204)
    return Response(status_code=201, headers={"Location": address} if address else None)
