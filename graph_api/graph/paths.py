"""Paths between two things as a graph: the things on them, and what is said of each step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from graph_api.address import Addresses
from graph_api.errors import wrong_parameter
from graph_api.graph.between import Found, Limits, Path, between
from graph_api.graph.gather import Gathered, edge, graph, told
from graph_api.graph.model import Graph, Said
from graph_api.graph.neighbours import KINDS
from graph_api.graph.parameters import checked_depth, checked_kinds
from graph_api.reading import Reading

MOST_PATHS: Final = 20
USUAL_PATHS: Final = 3
USUAL_DEPTH: Final = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """Up to `paths` shortest paths of no more than `depth` steps, along some kinds of edge."""

    paths: int = USUAL_PATHS
    depth: int = USUAL_DEPTH
    kinds: tuple[str, ...] = KINDS


def asked(paths: int, depth: int, kinds: Sequence[str] | None) -> Asked:
    """As it was given; raises `Problem` 400."""
    if not 1 <= paths <= MOST_PATHS:
        raise wrong_parameter("k", f"k={paths}: từ 1 đến {MOST_PATHS} · from 1 to {MOST_PATHS}")
    return Asked(paths, checked_depth(depth), checked_kinds(kinds, KINDS) or KINDS)


def paths(store: Reading, addresses: Addresses, source: str, target: str, wanted: Asked) -> Graph:
    """The things of all paths by their steps from the source, where each is met first.

    An edge `said`s in which `paths` it is, by their numbers from 1, the shortest first.
    """
    limits = Limits(wanted.paths, wanted.depth)
    found = between(store, source, target, wanted.kinds, limits)
    steps = {source: 0, target: 0 if source == target else 1}
    for path in reversed(found.paths):
        steps.update((thing, step) for step, thing in enumerate(path))
    gathered = Gathered(len(steps), steps, list(found.facts), found.cut)
    numbers = _numbers(found.paths)
    edges = [
        edge(one, numbers[frozenset((one.key[0], one.key[2]))]) for one in told(store, found.facts)
    ]
    return graph(store, addresses, gathered, edges, notes=_notes(found, source, target, wanted))


def _numbers(found: Sequence[Path]) -> dict[frozenset[str], Said]:
    by_step: dict[frozenset[str], list[str]] = {}
    for number, path in enumerate(found, 1):
        for step in pairwise(path):
            by_step.setdefault(frozenset(step), []).append(str(number))
    return {step: {"paths": " ".join(numbers)} for step, numbers in by_step.items()}


def _notes(found: Found, source: str, target: str, wanted: Asked) -> Iterator[str]:
    if source == target:
        yield "hai đầu là một · both ends are the same thing"
        return
    lengths = [len(path) - 1 for path in found.paths]
    if lengths:
        told_ = ", ".join(map(str, lengths))
        yield f"{len(lengths)} đường, số bước: {told_} · paths found, by their steps"
    elif not found.cut:
        yield (
            f"không có đường nào trong {wanted.depth} bước qua các loại cạnh này · no path within "
            f"{wanted.depth} steps along these kinds of edge"
        )
    if found.cut:
        yield (
            f"đã xem {found.looked} đối tượng rồi dừng, có thể còn đường khác hay ngắn hơn: chọn "
            f"kind, hay giảm depth · stopped after {found.looked} things: there may be other or "
            "shorter paths; choose kinds of edge, or a smaller depth"
        )
