"""Loops in what should be none: a body that stands under itself."""

from graph_api.graph.model import Graph


def loops(graph: Graph) -> list[tuple[str, ...]]:
    """Loops by their nodes, the first again at the end; for each edge that closes one, that one."""
    above: dict[str, list[str]] = {}
    for edge in graph.edges:
        targets = above.setdefault(edge.source, [])
        if edge.target not in targets:
            targets.append(edge.target)
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for root, first in above.items():
        if root in done:
            continue
        path = [root]
        left = {root: iter(first)}
        while path:
            target = next(left[path[-1]], None)
            if target is None:
                done.add(path[-1])
                del left[path.pop()]
            elif target in left:
                found.append((*path[path.index(target) :], target))
            elif target not in done:
                path.append(target)
                left[target] = iter(above.get(target, ()))
    return found
