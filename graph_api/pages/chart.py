"""The bodies above and below a body, as trees to be opened branch by branch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_api.address import Addresses
from graph_api.facts import About
from graph_api.graph.hierarchy import Asked, hierarchy
from graph_api.graph.model import Edge, Graph, Node
from graph_api.web.tables import Cell

_DEPTH, _MOST = 4, 150


@dataclass(frozen=True, slots=True)
class Branch:
    """A body, along which line it hangs, and the branches beyond it.

    `heads` are posts with names, `until` the day since when reports tell of another superior, ""
    where they do not. `again`: it stands in the tree already, above itself.
    """

    body: Cell
    line: str
    names: str
    heads: str
    until: str
    evidence: tuple[str, ...]
    branches: tuple["Branch", ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What is above and below a body, as it was known on a date ("" for all that is known).

    `days`: those on which reports tell of it, sorted. `notes` are what a reader must know.
    """

    above: tuple[Branch, ...]
    below: tuple[Branch, ...]
    heads: str
    as_of: str
    days: tuple[str, ...]
    notes: tuple[str, ...]
    truncated: bool


def chart(about: About, as_of: str) -> Chart | None:
    """The chart of a body; None where it is told to stand neither above nor below another."""
    every = hierarchy(about.store, about.addresses, about.iri, Asked(depth=_DEPTH, limit=_MOST))
    if not every.edges:
        return None
    made = every
    if as_of:
        asked = Asked(depth=_DEPTH, limit=_MOST, as_of=as_of)
        made = hierarchy(about.store, about.addresses, about.iri, asked)
    nodes = {node.id: node for node in made.nodes}
    return Chart(
        above=_branches(made.edges, nodes, about.iri, about.addresses, up=True),
        below=_branches(made.edges, nodes, about.iri, about.addresses, up=False),
        heads=str(nodes[about.iri].said.get("heads", "")),
        as_of=as_of,
        days=_days(every),
        notes=made.notes,
        truncated=made.truncated,
    )


def _days(graph: Graph) -> tuple[str, ...]:
    return tuple(sorted({day for edge in graph.edges for day in (edge.first, edge.last) if day}))


def _branches(
    edges: Iterable[Edge],
    nodes: Mapping[str, Node],
    root: str,
    addresses: Addresses,
    *,
    up: bool,
) -> tuple[Branch, ...]:
    beyond: dict[str, list[tuple[str, Edge]]] = {}
    for edge in edges:
        here, there = (edge.source, edge.target) if up else (edge.target, edge.source)
        beyond.setdefault(here, []).append((there, edge))

    def grown(iri: str, path: tuple[str, ...]) -> tuple[Branch, ...]:
        found = beyond.get(iri, [])
        found.sort(key=lambda item: (item[1].said.get("line", ""), nodes[item[0]].label, item[0]))
        return tuple(
            Branch(
                body=Cell(nodes[other].label, addresses.of(other)),
                line=str(edge.said.get("line", "")),
                names=str(edge.said.get("lineLabel", "")),
                heads=str(nodes[other].said.get("heads", "")),
                until=str(edge.said.get("until", "")),
                evidence=tuple(
                    addresses.sentence(one.report, one.start, one.end) for one in edge.evidence[:3]
                ),
                branches=() if other in path else grown(other, (*path, other)),
                again=other in path,
            )
            for other, edge in found
        )

    return grown(root, (root,))
