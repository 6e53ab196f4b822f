"""The citations of a directive, document or meeting both ways: a drawing, and lists."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_api.address import Addresses
from graph_api.facts import About
from graph_api.graph.citations import Asked, citations
from graph_api.graph.model import Edge, Graph, Node
from graph_api.pages.picture import Picture, columns
from graph_api.things import NAMES

_DEPTH = 2
_MOST = 24  # things on a drawing that can still be read


@dataclass(frozen=True, slots=True)
class Cited:
    """A thing of the chain: `held` is None for what is no document."""

    label: str
    address: str
    kind: tuple[str, str]
    date: str
    held: bool | None
    evidence: tuple[str, ...]
    step: int


@dataclass(frozen=True, slots=True)
class Chain:
    """What a thing rests on (`below`) and what rests on it (`above`), nearest first.

    `held`: whether a report of the store is its text; None for what is no document.
    """

    picture: Picture
    below: tuple[Cited, ...]
    above: tuple[Cited, ...]
    truncated: bool
    held: bool | None


def chain(about: About) -> Chain | None:
    """The chain of a thing; None where nothing is cited."""
    graph = citations(about.store, about.addresses, about.iri, Asked(depth=_DEPTH, limit=_MOST))
    if len(graph.nodes) < 2:
        return None
    layer = {node.id: int(node.said["layer"]) for node in graph.nodes}
    first = min(layer.values())
    not_held = frozenset(node.id for node in graph.nodes if node.said.get("held") is False)
    drawn = columns(
        graph,
        {iri: at - first for iri, at in layer.items()},
        about.addresses,
        "Chuỗi viện dẫn, từ căn cứ bên trái · Citations, with what is rested on to the left",
        not_held,
    )
    evidence = _evidence(graph, about.addresses)
    around = sorted(graph.nodes, key=lambda node: (abs(layer[node.id]), node.label, node.id))
    listed = [(layer[node.id], _cited(node, about.addresses, evidence)) for node in around]
    return Chain(
        drawn,
        tuple(one for at, one in listed if at < 0),
        tuple(one for at, one in listed if at > 0),
        graph.truncated,
        next((bool(one.said["held"]) for one in graph.nodes[:1] if "held" in one.said), None),
    )


def _cited(node: Node, addresses: Addresses, evidence: Mapping[str, tuple[str, ...]]) -> Cited:
    held = node.said.get("held")
    return Cited(
        node.label,
        addresses.of(node.id) or "",
        NAMES[node.kind],
        node.date,
        bool(held) if held is not None else None,
        evidence.get(node.id, ()),
        abs(int(node.said["layer"])),
    )


def _evidence(graph: Graph, addresses: Addresses) -> dict[str, tuple[str, ...]]:
    """For each node where its edge nearest to the thing is said."""
    layer = {node.id: abs(int(node.said["layer"])) for node in graph.nodes}
    found: dict[str, Edge] = {}
    for edge in graph.edges:
        outer = max(edge.source, edge.target, key=lambda iri: layer[iri])
        found.setdefault(outer, edge)
    return {
        iri: tuple(addresses.sentence(one.report, one.start, one.end) for one in edge.evidence[:3])
        for iri, edge in found.items()
    }
