"""Where nodes are drawn: superiors above, few crossings, the same places from call to call."""

import itertools
import math

import pytest

from graph_api.graph.layers import layers, ordered
from graph_api.graph.layout import Layout, positions
from graph_api.graph.model import Graph
from tests.graph_api.graph_values import BODIES, body, edge


def graph(*pairs: str) -> Graph:
    """`"ab"`: a stands under b."""
    names = sorted({name for pair in pairs for name in pair})
    return Graph(
        tuple(body(name, name) for name in names),
        tuple(edge(pair[0], pair[1]) for pair in pairs),
    )


DIAMOND = graph("ba", "ca", "db", "dc")


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("drawn", [Graph((), ()), graph("ab"), DIAMOND, BODIES, graph("aa", "ba")])
def test_each_node_has_a_place_of_its_own(layout: Layout, drawn: Graph) -> None:
    found = positions(drawn, layout)
    assert set(found) == {node.id for node in drawn.nodes}
    assert len(set(found.values())) == len(found)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in found.values())


@pytest.mark.parametrize("layout", Layout)
def test_the_order_of_nodes_and_edges_is_no_matter(layout: Layout) -> None:
    turned = Graph(DIAMOND.nodes, DIAMOND.edges[::-1])
    assert positions(DIAMOND, layout) == positions(turned, layout)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        (graph("ba"), {"a": 0, "b": 1}),
        (DIAMOND, {"a": 0, "b": 1, "c": 1, "d": 2}),
        (graph("ba", "cb", "ca"), {"a": 0, "b": 1, "c": 2}),  # below the lowest of its superiors
        (graph("ba", "cb", "cx"), {"a": 0, "b": 1, "c": 2, "x": 1}),  # next to what is under it
        (graph("aa"), {"a": 0}),
    ],
)
def test_what_an_edge_leads_to_is_above(drawn: Graph, expected: dict[str, int]) -> None:
    assert layers(drawn) == expected


def test_a_loop_has_layers() -> None:
    assert sorted(layers(graph("ab", "bc", "ca")).values()) == [0, 1, 2]


def test_a_chain_of_ten_thousand_has_layers() -> None:
    names = [f"n{place:05}" for place in range(10_000)]
    chain = Graph(
        tuple(body(name, name) for name in names),
        tuple(edge(below, above) for above, below in itertools.pairwise(names)),
    )
    assert layers(chain)[names[-1]] == 9_999


def test_edges_do_not_cross_where_they_need_not() -> None:
    drawn = graph("xb", "yc", "za", "ar", "br", "cr")
    _, middle, low = ordered(drawn, layers(drawn))
    under = {"x": "b", "y": "c", "z": "a"}
    assert [under[name] for name in low] == middle


def test_what_is_joined_lies_closer() -> None:
    drawn = graph("ab", "bc", "ca", "xy", "yz", "zx")
    at = positions(drawn, Layout.FORCE)
    joined = max(math.dist(at[edge.source], at[edge.target]) for edge in drawn.edges)
    middle = [[sum(at[n][axis] for n in names) / 3 for axis in (0, 1)] for names in ("abc", "xyz")]
    assert math.dist(*middle) > joined / 2


def test_a_thousand_nodes_are_placed() -> None:
    names = [f"n{place}" for place in range(1000)]
    star = Graph(
        tuple(body(name, name) for name in names),
        tuple(edge(name, names[0]) for name in names[1:]),
    )
    assert len(positions(star, Layout.FORCE)) == 1000
