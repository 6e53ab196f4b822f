"""Where the nodes of a graph are drawn: the same places from call to call.

Positions are in pixels of a drawing without bounds, x to the right, y down, one decimal.
"""

import hashlib
import math
from collections.abc import Callable, Mapping
from enum import StrEnum

from graph_api.graph.layers import layers, ordered
from graph_api.graph.model import Graph

Place = tuple[float, float]
Places = Mapping[str, Place]

_ACROSS, _DOWN = 180.0, 120.0  # between nodes of a layer, and between layers
_RING = 160.0  # between the rings of what lies one step apart
_LENGTH = 90.0  # of an edge at rest
_PAIRS = 400_000  # of nodes that push one another: what bounds the time of a drawing by force
_MOST_ROUNDS, _FEWEST_ROUNDS = 80, 8


class Layout(StrEnum):
    """How a graph is drawn."""

    LAYERED = "layered"
    """What edges lead to stands above: superiors, and what others rest on."""
    RADIAL = "radial"
    """Around where one began, a ring for each step."""
    FORCE = "force"
    """What is joined lies close together."""


def positions(graph: Graph, layout: Layout) -> Places:
    """The place of each node by its IRI."""
    return _WAYS[layout](graph)


def _layered(graph: Graph) -> Places:
    found: dict[str, Place] = {}
    for depth, layer in enumerate(ordered(graph, layers(graph))):
        left = -(len(layer) - 1) * _ACROSS / 2
        for place, node in enumerate(layer):
            found[node] = (round(left + place * _ACROSS, 1), depth * _DOWN)
    return found


def _radial(graph: Graph) -> Places:
    rings: dict[int, list[tuple[str, str, str]]] = {}
    for node in graph.nodes:
        rings.setdefault(abs(node.step), []).append((node.kind, node.label, node.id))
    found: dict[str, Place] = {}
    inner = 0.0
    for step, ring in sorted(rings.items()):
        if step == 0 and len(ring) == 1:
            found[ring[0][2]] = (0.0, 0.0)
            continue
        # A ring is wide enough for its nodes to stand apart.
        radius = max(inner + _RING, len(ring) * _LENGTH / math.tau)
        for place, (_, _, name) in enumerate(sorted(ring)):
            found[name] = _on_circle(radius, place / len(ring))
        inner = radius
    return found


def _on_circle(radius: float, turn: float) -> Place:
    angle = turn * math.tau
    return round(radius * math.cos(angle), 1), round(radius * math.sin(angle), 1)


def _force(graph: Graph) -> Places:
    """After Fruchterman and Reingold (1991), with their grid: only what is near pushes away."""
    names = [node.id for node in graph.nodes]
    at = [_begin(name, len(names)) for name in names]
    number = {name: place for place, name in enumerate(names)}
    ends = [
        (number[edge.source], number[edge.target], min(edge.weight, 4.0))
        for edge in graph.edges
        if edge.source != edge.target and edge.source in number and edge.target in number
    ]
    reach = 2 * _LENGTH
    heat, spent = _LENGTH * 2, 0
    for done in range(_MOST_ROUNDS):
        push, pairs = _pushes(at, reach)
        for a, b, weight in ends:
            dx, dy = at[a][0] - at[b][0], at[a][1] - at[b][1]
            pull = weight * math.hypot(dx, dy) / _LENGTH
            # A node of many edges is not torn about: each of them pulls no further than it is long.
            fx, fy = dx * min(pull, 1.0) / 2, dy * min(pull, 1.0) / 2
            push[a][0] -= fx
            push[a][1] -= fy
            push[b][0] += fx
            push[b][1] += fy
        for place, (x, y) in enumerate(at):
            fx, fy = push[place]
            far = math.hypot(fx, fy) or 1.0
            step = min(far, heat) / far
            at[place] = (x + fx * step, y + fy * step)
        heat *= 0.93
        spent += pairs + len(ends)
        if spent > _PAIRS and done >= _FEWEST_ROUNDS:
            break
    return {name: (round(x, 1), round(y, 1)) for name, (x, y) in zip(names, at, strict=True)}


def _begin(name: str, count: int) -> Place:
    """Anywhere on a disc, told by the name alone."""
    seed = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    far, turn = (int.from_bytes(part) / 2**32 for part in (seed[:4], seed[4:]))
    radius = _LENGTH * math.sqrt(count * far)
    return radius * math.cos(turn * math.tau), radius * math.sin(turn * math.tau)


def _pushes(at: list[Place], reach: float) -> tuple[list[list[float]], int]:
    """How each node is pushed by those near it, and how many pairs were looked at."""
    cells: dict[tuple[int, int], list[int]] = {}
    for place, (x, y) in enumerate(at):
        cells.setdefault((int(x // reach), int(y // reach)), []).append(place)
    push = [[0.0, 0.0] for _ in at]
    pairs = 0
    most = max(8, _PAIRS // (_FEWEST_ROUNDS * max(1, len(at))))  # where very many lie in one spot
    for (column, row), here in cells.items():
        near = [
            other
            for across in (-1, 0, 1)
            for down in (-1, 0, 1)
            for other in cells.get((column + across, row + down), ())
        ][:most]
        for a in here:
            x, y = at[a]
            for b in near:
                if a == b:
                    continue
                dx, dy = x - at[b][0], y - at[b][1]
                far = dx * dx + dy * dy
                if far < 1e-6:
                    dx, dy, far = (1.0, 0.5, 1.25) if a < b else (-1.0, -0.5, 1.25)
                share = _LENGTH * _LENGTH / far
                push[a][0] += dx * share
                push[a][1] += dy * share
            pairs += len(near)
    return push, pairs


_WAYS: Mapping[Layout, Callable[[Graph], Places]] = {
    Layout.LAYERED: _layered,
    Layout.RADIAL: _radial,
    Layout.FORCE: _force,
}
