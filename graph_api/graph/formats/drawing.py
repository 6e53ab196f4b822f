"""JSON for drawing: nodes with their places, edges with the sentences that say them."""

import json
from collections.abc import Iterable, Mapping

from graph_api.address import Addresses
from graph_api.graph.layout import Layout, positions
from graph_api.graph.model import Graph, Span

_encoded = json.JSONEncoder(ensure_ascii=False).encode


def drawing(graph: Graph, addresses: Addresses, layout: Layout) -> str:
    """An object with `nodes`, `edges`, `truncated`, `rest` and `notes`, a node or edge a line."""
    places = positions(graph, layout)
    nodes: Iterable[Mapping[str, object]] = (
        {
            "id": node.id,
            "label": node.label,
            "kind": node.kind,
            "date": node.date,
            "step": node.step,
            "address": addresses.of(node.id),
            "x": places[node.id][0],
            "y": places[node.id][1],
            "said": dict(node.said),
            "evidence": sentences(node.evidence, addresses),
        }
        for node in graph.nodes
    )
    edges: Iterable[Mapping[str, object]] = (
        {
            "source": edge.source,
            "target": edge.target,
            "kind": edge.kind,
            "label": edge.label,
            "first": edge.first,
            "last": edge.last,
            "weight": edge.weight,
            "said": dict(edge.said),
            "evidence": sentences(edge.evidence, addresses),
        }
        for edge in graph.edges
    )
    return (
        f'{{"nodes": {_lines(nodes)},\n"edges": {_lines(edges)},\n'
        f'"truncated": {_encoded(graph.truncated)}, "rest": {_encoded(graph.rest)}, '
        f'"notes": {_encoded(graph.notes)}}}\n'
    )


def sentences(evidence: Iterable[Span], addresses: Addresses) -> list[str]:
    """The pages of reports, each opened at the words that say it."""
    return [addresses.sentence(span.report, span.start, span.end) for span in evidence]


def _lines(items: Iterable[Mapping[str, object]]) -> str:
    # By line it reads as it stands, and the encoder in C writes it: with an indent Python would.
    return "[\n" + ",\n".join(map(_encoded, items)) + "\n]"
