"""Communities: groups of nodes with more edges among themselves than chance would give."""

from dataclasses import dataclass
from typing import Final

import networkx as nx
import numpy as np

from graph_api.graph.network.projection import Joined, Numbers

_SEED: Final = 2026


@dataclass(frozen=True, slots=True)
class Communities:
    """`of`: the number of each node's community, from 0, the largest first.

    `modularity`: 0 where the edges fall as by chance, towards 1 the clearer the communities are.
    """

    of: Numbers
    count: int
    modularity: float


def communities(edges: Joined) -> Communities:
    """By the method of Louvain (Blondel and others 2008); the same for the same edges."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(edges.nodes))
    ends = zip(edges.first.tolist(), edges.second.tolist(), edges.weight.tolist(), strict=True)
    graph.add_weighted_edges_from(ends)
    of = np.zeros(edges.nodes, np.int64)
    if not graph.number_of_edges():  # networkx divides by their number
        of[:] = np.arange(edges.nodes)
        return Communities(of, edges.nodes, 0.0)
    found = nx.community.louvain_communities(graph, seed=_SEED)
    found.sort(key=lambda some: (-len(some), min(some)))
    for number, some in enumerate(found):
        of[list(some)] = number
    return Communities(of, len(found), float(nx.community.modularity(graph, found)))
