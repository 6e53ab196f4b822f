"""The surroundings of several things as one graph: what the page of the graph shows."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from graph_api.address import Addresses
from graph_api.graph.model import Edge, Graph, Node
from graph_api.graph.neighbours import KINDS, Page, neighbours
from graph_api.graph.paths import Asked, paths
from graph_api.reading import Reading

MOST_THINGS = 40
"""Things whose surroundings are shown at once."""
USUAL = 60
"""Neighbours of each that are shown, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class View:
    """What is shown: so many neighbours of each of some things, by their IRIs.

    `ends`: two things, with the shortest paths between them; or none. `hidden` are kinds of things,
    `omitted` things: they are left out, unless they are asked for.
    """

    things: tuple[str, ...]
    ends: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    limit: int = USUAL
    whole: bool = False  # the tables have all rows

    @property
    def asked(self) -> tuple[str, ...]:
        """The things that are shown whatever is hidden."""
        return (*self.things, *self.ends)


def explored(store: Reading, addresses: Addresses, view: View, allowed: int) -> Graph:
    """The paths, and the graphs around the things, as one of up to `allowed` nodes.

    What is hidden is in it. `truncated`: of one of the things not all neighbours are there.
    """
    graphs = [neighbours(store, addresses, thing, KINDS, Page(view.limit)) for thing in view.things]
    if len(view.ends) == 2:
        source, target = view.ends
        found = paths(store, addresses, source, target, Asked())
        graphs.insert(0, replace(found, truncated=False))  # its notes say where it was ended
    return joined(graphs, allowed)


def joined(graphs: Iterable[Graph], allowed: int) -> Graph:
    """Graphs as one: a thing by the fewest steps at which it was met, each edge once."""
    graphs = list(graphs)
    nodes: dict[str, Node] = {}
    for node in sorted((n for graph in graphs for n in graph.nodes), key=lambda one: one.step):
        nodes.setdefault(node.id, node)
    kept = dict(list(nodes.items())[:allowed])
    edges: dict[tuple[str, str, str, str], Edge] = {}
    for graph in graphs:
        for edge in graph.edges:
            if edge.source in kept and edge.target in kept:
                edges.setdefault((edge.source, edge.kind, edge.target, edge.label), edge)
    cut = len(nodes) > allowed or any(graph.truncated for graph in graphs)
    notes = dict.fromkeys(note for graph in graphs for note in graph.notes)
    return Graph(tuple(kept.values()), tuple(edges.values()), cut, "", tuple(notes))


def shown(graph: Graph, view: View) -> Graph:
    """The graph without what is hidden and omitted, and without the edges that led there."""
    left = {
        node.id: node
        for node in graph.nodes
        if node.id in view.things or (node.kind not in view.hidden and node.id not in view.omitted)
    }
    edges = [edge for edge in graph.edges if edge.source in left and edge.target in left]
    return replace(graph, nodes=tuple(left.values()), edges=tuple(edges))
