"""The layers of a graph whose edges lead upwards, and the order within them."""

from collections.abc import Iterable, Mapping, Sequence

from graph_api.graph.model import Graph

_SWEEPS = 6


def layers(graph: Graph) -> dict[str, int]:
    """For each node its layer, 0 at the top: every edge leads to a layer above, where it can.

    Of a loop one edge leads down: the one that is met last from the first node.
    """
    above: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        if edge.source != edge.target and edge.source in above and edge.target in above:
            above[edge.source].append(edge.target)
    depth: dict[str, int] = {}
    for root in above:
        _settle(root, above, depth)
    # What stands alone above a deep body is drawn next to it, not far up.
    lowest: dict[str, int] = {}
    for source, targets in above.items():
        for target in targets:
            if depth[target] < depth[source]:
                lowest[target] = min(lowest.get(target, depth[source]), depth[source])
    for node in sorted(lowest, key=lambda one: -depth[one]):
        if not above[node]:
            depth[node] = max(depth[node], lowest[node] - 1)
    return depth


def _settle(root: str, above: Mapping[str, Sequence[str]], depth: dict[str, int]) -> None:
    """The layers of all that is above a node: one below the lowest of what it leads to."""
    path: dict[str, int] = {}  # the nodes from the root to here, with how many targets are done
    if root in depth:
        return
    path[root] = 0
    while path:
        node = next(reversed(path))
        done = path[node]
        if done == len(above[node]):
            known = (depth[target] for target in above[node] if target in depth)
            depth[node] = max(known, default=-1) + 1
            del path[node]
            continue
        path[node] = done + 1
        target = above[node][done]
        if target not in depth and target not in path:
            path[target] = 0


def ordered(graph: Graph, layer: Mapping[str, int]) -> list[list[str]]:
    """The nodes of each layer from left to right, with few crossings (Sugiyama's barycentres)."""
    found: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for node in sorted(graph.nodes, key=lambda node: (node.label, node.id)):
        found[layer[node.id]].append(node.id)
    beside: dict[str, list[str]] = {node: [] for node in layer}
    for edge in graph.edges:
        if edge.source in layer and edge.target in layer:
            beside[edge.source].append(edge.target)
            beside[edge.target].append(edge.source)
    place = {node: float(at) - (len(row) - 1) / 2 for row in found for at, node in enumerate(row)}
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for at in range(len(found)) if down else range(len(found) - 1, -1, -1):
            row = found[at]
            row.sort(
                key=lambda node, at=at, down=down: _mean(  # type: ignore[misc]  # bound here
                    place[node],
                    (
                        place[other]
                        for other in beside[node]
                        if (layer[other] < at if down else layer[other] > at)
                    ),
                )
            )
            for column, name in enumerate(row):
                place[name] = column - (len(row) - 1) / 2
    return found


def _mean(own: float, others: Iterable[float]) -> float:
    """The middle of where the others are; where there are none, where it is."""
    known = list(others)
    return sum(known) / len(known) if known else own
