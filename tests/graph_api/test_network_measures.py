"""What is measured of a network: beside networkx, and where its size is told beforehand."""

from collections.abc import Sequence

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networkx.algorithms.link_analysis import pagerank_alg

from graph_api.graph.network import measures
from graph_api.graph.network.communities import communities
from graph_api.graph.network.projection import MOST_MEMBERS, Joined, joined

GROUPS = {
    "nobody": [],
    "one alone": [[0]],
    "two": [[0, 1]],
    "a line": [[0, 1], [1, 2], [2, 3]],
    "a star": [[0, 1], [0, 2], [0, 3], [0, 4]],
    "two triangles and a bridge": [[0, 1, 2], [3, 4, 5], [2, 3]],
    "a ring and one apart": [[0, 1], [1, 2], [2, 3], [3, 0], [6]],
    "weights": [[0, 1, 2], [0, 1], [0, 1], [2, 3]],
}


def of(groups: Sequence[Sequence[int]], nodes: int | None = None) -> Joined:
    pairs = [(one, number) for number, members in enumerate(groups) for one in members]
    size = 1 + max((one for one, _ in pairs), default=-1) if nodes is None else nodes
    return joined(size, [one for one, _ in pairs], [group for _, group in pairs])


def as_networkx(edges: Joined) -> "nx.Graph[int]":
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(edges.nodes))
    graph.add_weighted_edges_from(
        zip(edges.first.tolist(), edges.second.tolist(), edges.weight.tolist(), strict=True)
    )
    return graph


def pagerank(edges: "nx.Graph[int]") -> list[float]:
    """As networkx finds it without SciPy."""
    found = pagerank_alg._pagerank_python(edges, tol=1e-12, max_iter=1000)  # type: ignore[attr-defined]  # private
    return listed(found)


def listed(by_node: dict[int, float]) -> list[float]:
    return [by_node[node] for node in sorted(by_node)]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], []),
        ([[0]], []),
        ([[0, 0]], []),  # two facts of one person
        ([[0, 1]], [(0, 1, 1)]),
        ([[1, 0], [0, 1]], [(0, 1, 2)]),
        ([[0, 1, 2], [0, 2]], [(0, 1, 1), (0, 2, 2), (1, 2, 1)]),
        ([[0, 1], [2, 3, 4]], [(0, 1, 1), (2, 3, 1), (2, 4, 1), (3, 4, 1)]),
    ],
)
def test_who_shares_a_group_is_joined(
    groups: list[list[int]], expected: list[tuple[int, int, int]]
) -> None:
    edges = of(groups)
    assert list(zip(edges.first, edges.second, edges.weight, strict=True)) == expected


@pytest.mark.parametrize(
    ("sizes", "most_pairs", "edges", "left_out", "largest"),
    [
        ((MOST_MEMBERS,), 10**6, MOST_MEMBERS * (MOST_MEMBERS - 1) // 2, 0, MOST_MEMBERS),
        ((MOST_MEMBERS + 1, 2), 10**6, 1, 1, MOST_MEMBERS),
        ((2, 3, 4), 10, 10, 0, MOST_MEMBERS),  # the pairs of all
        ((2, 3, 4), 9, 4, 1, 3),
        ((2, 4, 4), 6, 1, 2, 3),
        ((4, 4), 0, 0, 2, 3),
    ],
)
def test_large_groups_join_nobody(
    sizes: tuple[int, ...], most_pairs: int, edges: int, left_out: int, largest: int
) -> None:
    member = list(range(sum(sizes)))
    group = [number for number, size in enumerate(sizes) for _ in range(size)]
    found = joined(len(member), member, group, most_pairs)
    assert (len(found.first), found.left_out, found.largest) == (edges, left_out, largest)


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_degree(groups: list[list[int]]) -> None:
    edges = of(groups)
    assert measures.degree(measures.arcs(edges)).tolist() == [
        degree for _, degree in sorted(as_networkx(edges).degree())
    ]


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_strength(groups: list[list[int]]) -> None:
    edges = of(groups)
    assert measures.strength(measures.arcs(edges)).tolist() == [
        degree for _, degree in sorted(as_networkx(edges).degree(weight="weight"))
    ]


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_pagerank(groups: list[list[int]]) -> None:
    edges = of(groups)
    found = measures.pagerank(measures.arcs(edges))
    assert np.allclose(found, pagerank(as_networkx(edges)), atol=1e-8)


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_betweenness(groups: list[list[int]]) -> None:
    edges = of(groups)
    network = measures.arcs(edges)
    expected = listed(nx.betweenness_centrality(as_networkx(edges)))
    assert np.allclose(measures.betweenness(network, measures.pivots(network)), expected)


NETWORKS = st.lists(st.lists(st.integers(0, 11), max_size=5), max_size=15)


@given(NETWORKS)
def test_any_network_is_measured_as_networkx_does(groups: list[list[int]]) -> None:
    edges = of(groups, 12)
    network, graph = measures.arcs(edges), as_networkx(edges)
    begin = measures.pivots(network)
    assert np.allclose(
        measures.betweenness(network, begin), listed(nx.betweenness_centrality(graph))
    )
    assert np.allclose(measures.pagerank(network), pagerank(graph), atol=1e-8)


def test_betweenness_from_some_nodes_is_near_that_from_all() -> None:
    groups = [[number, (number * 7 + 1) % 60] for number in range(60)]
    network = measures.arcs(of([*groups, *([node, 60] for node in range(0, 60, 3))]))
    every = measures.pivots(network)
    whole = measures.betweenness(network, every)
    part = measures.betweenness(network, every[::2])
    assert int(part.argmax()) == int(whole.argmax())
    assert part.sum() == pytest.approx(whole.sum(), rel=0.1)


def test_a_network_of_many_arcs_is_begun_from_some_nodes_the_same_each_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(measures, "_WORK", 1)
    network = measures.arcs(of([[node, node + 1] for node in range(200)]))
    begin = measures.pivots(network)
    assert len(begin) == 64
    assert begin == measures.pivots(network)


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([], []),
        ([[0], [1]], [0, 1]),  # nobody is joined: each is a community
        ([[0, 1, 2], [3, 4, 5, 6], [2, 3]], [1, 1, 1, 0, 0, 0, 0]),  # the largest first
        ([[0, 1], [2, 3]], [0, 0, 1, 1]),
    ],
)
def test_communities(groups: list[list[int]], expected: list[int]) -> None:
    found = communities(of(groups))
    assert found.of.tolist() == expected
    assert found.count == len(set(expected))


def test_the_modularity_is_that_of_the_communities() -> None:
    edges = of(GROUPS["two triangles and a bridge"])
    assert communities(edges).modularity == pytest.approx(
        nx.community.modularity(as_networkx(edges), [{0, 1, 2}, {3, 4, 5}])
    )
