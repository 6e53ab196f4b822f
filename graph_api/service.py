"""What the SPARQL endpoints can do (SPARQL 1.1 Service Description)."""

from collections.abc import Iterator

import pyoxigraph as ox

from graph_api.answers import GRAPHS, RESULTS
from graph_api.reading import Reading
from graph_api.store import vocabulary
from graph_api.triples_of import both, name, of_format, say

_MOST_GRAPHS = 1_000
"""Reports that are named one by one: a description is no listing of a large store."""


def service(store: Reading, server: str, *, calls: bool) -> Iterator[ox.Triple]:
    """The description of the endpoints of the server at the address `server`.

    `calls`: whether SERVICE may call some others.
    """
    query, update = (ox.NamedNode(f"{server}/{path}") for path in ("sparql", "update"))
    dataset = ox.NamedNode(f"{query.value}#dataset")
    features = [name("sd:EmptyGraphs"), *([name("sd:BasicFederatedQuery")] if calls else [])]
    formats = [*map(of_format, RESULTS.values()), *map(of_format, GRAPHS.values())]
    yield from say(
        ox.NamedNode(f"{query.value}#service"),
        {
            "a": name("sd:Service"),
            "sd:endpoint": query,
            "sd:supportedLanguage": [name("sd:SPARQL10Query"), name("sd:SPARQL11Query")],
            "sd:feature": features,
            "sd:resultFormat": formats,
            "sd:defaultDataset": dataset,
            "rdfs:seeAlso": [
                ox.NamedNode(f"{server}/.well-known/{path}") for path in ("void", "sparql-examples")
            ],
        },
    )
    yield from say(
        ox.NamedNode(f"{update.value}#service"),
        {
            "a": name("sd:Service"),
            "sd:endpoint": update,
            "sd:supportedLanguage": name("sd:SPARQL11Update"),
            "sd:feature": features,
            "sd:defaultDataset": dataset,
        },
    )
    yield from _dataset(store, dataset)


def _dataset(store: Reading, dataset: ox.NamedNode) -> Iterator[ox.Triple]:
    default = ox.NamedNode(f"{dataset.value}-default")
    named = list(_named(store))
    nodes = [ox.NamedNode(f"{dataset.value}-{number}") for number in range(len(named))]
    yield from say(
        dataset,
        {"a": name("sd:Dataset"), "sd:defaultGraph": default, "sd:namedGraph": nodes},
    )
    yield from say(
        default,
        {
            "a": name("sd:Graph"),
            "rdfs:comment": both(
                "Mỗi bộ ba mà các báo cáo nói ra, một lần, và các cạnh suy ra từ đó.",
                "Each triple that reports state, once, and the edges that follow from them.",
            ),
        },
    )
    for node, graph in zip(nodes, named, strict=True):
        yield from say(node, {"a": name("sd:NamedGraph"), "sd:name": graph})


def _named(store: Reading) -> Iterator[ox.NamedNode]:
    """The graphs that the store keeps, and the first of the reports."""
    iris = store.iris
    kept = map(ox.NamedNode, (iris.derived, iris.loads, iris.own, iris.changes))
    there = (graph for graph in kept if store.has_graph(graph.value))
    yield from (*there, vocabulary.GRAPH)
    yield from map(ox.NamedNode, store.reports()[:_MOST_GRAPHS])
