"""How much nodes matter in a network: degree, PageRank, betweenness.

Of networkx the first takes 0.5 kB an edge, PageRank needs SciPy, and betweenness takes 2.5 s for a
node to begin from in a network of a million edges: here they are array operations over the edges,
with the same results (the tests compare them).
"""

import random
from dataclasses import dataclass
from typing import Final

import numpy as np

from graph_api.graph.network.projection import Joined, Numbers, Reals

DAMPING: Final = 0.85
_TOLERANCE: Final = 1e-10
_ROUNDS: Final = 200
_WORK: Final = 50_000_000
"""Arcs that betweenness may look at in all: beyond that it begins from some nodes only."""
_FEWEST: Final = 64
_SEED: Final = 2026


@dataclass(frozen=True, slots=True)
class Arcs:
    """Both directions of each edge: those that leave node n are `head[start[n] : start[n + 1]]`."""

    start: Numbers
    tail: Numbers
    head: Numbers
    weight: Reals

    @property
    def nodes(self) -> int:
        return len(self.start) - 1


def arcs(edges: Joined) -> Arcs:
    tail = np.concatenate((edges.first, edges.second))
    head = np.concatenate((edges.second, edges.first))
    order = np.lexsort((head, tail))
    start = np.zeros(edges.nodes + 1, np.int64)
    np.cumsum(np.bincount(tail, minlength=edges.nodes), out=start[1:])
    weight = np.concatenate((edges.weight, edges.weight))
    return Arcs(start, tail[order], head[order], weight[order])


def degree(network: Arcs) -> Numbers:
    """To how many others each node is joined."""
    return np.diff(network.start)


def strength(network: Arcs) -> Reals:
    """The weights of its edges together."""
    return np.bincount(network.tail, network.weight, network.nodes).astype(np.float64)


def pagerank(network: Arcs) -> Reals:
    """The share of a walker's time at each node, by the weights of edges; 1 together."""
    nodes = network.nodes
    if not nodes:
        return np.empty(0)
    leaving = strength(network)
    alone = leaving == 0
    share = network.weight / leaving[network.tail]
    rank = np.full(nodes, 1 / nodes)
    for _ in range(_ROUNDS):
        before = rank
        come = np.bincount(network.head, share * rank[network.tail], nodes)
        rank = DAMPING * (come + rank[alone].sum() / nodes) + (1 - DAMPING) / nodes
        if np.abs(rank - before).sum() < _TOLERANCE:
            break
    return rank


def pivots(network: Arcs) -> list[int]:
    """The nodes that betweenness begins from: all, or as many as can be looked at in time.

    Chosen at random, the same each time.
    """
    every = np.flatnonzero(degree(network)).tolist()
    most = max(_FEWEST, _WORK // max(len(network.head), 1))
    if len(every) <= most:
        return every
    return sorted(random.Random(_SEED).sample(every, most))  # noqa: S311 - no secret


def betweenness(network: Arcs, begin: list[int]) -> Reals:
    """The share of shortest paths (in steps) between two others that pass through each node.

    From the nodes `begin`: where these are not all, an estimate (Brandes and Pich 2007).
    """
    found = np.zeros(network.nodes)
    for node in begin:
        found += _passing(network, node)
    pairs = (network.nodes - 1) * (network.nodes - 2)
    joined = int(np.count_nonzero(degree(network)))
    return found * (joined / len(begin) / pairs) if begin and pairs else found


def _passing(network: Arcs, root: int) -> Reals:
    """What each node has of the shortest paths from one (Brandes 2001), level by level."""
    step = np.full(network.nodes, -1, np.int32)
    paths = np.zeros(network.nodes)
    step[root], paths[root] = 0, 1
    border = np.array([root])
    levels: list[tuple[Numbers, Numbers]] = []
    while len(border):
        counts = network.start[border + 1] - network.start[border]
        before = np.cumsum(counts) - counts
        at = np.arange(counts.sum()) + np.repeat(network.start[border] - before, counts)
        tails, heads = network.tail[at], network.head[at]
        onward = step[heads] < 0
        tails, heads = tails[onward], heads[onward]
        step[heads] = len(levels) + 1
        np.add.at(paths, heads, paths[tails])
        levels.append((tails, heads))
        border = np.unique(heads)
    passing = np.zeros(network.nodes)
    for tails, heads in reversed(levels):
        np.add.at(passing, tails, paths[tails] / paths[heads] * (1 + passing[heads]))
    passing[root] = 0
    return passing
