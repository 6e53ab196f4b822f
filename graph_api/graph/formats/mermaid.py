"""Mermaid: a flowchart that pages and wikis draw."""

import re

from graph_api.address import Addresses
from graph_api.graph.formats.plain import line, told
from graph_api.graph.layout import Layout
from graph_api.graph.model import Graph

# Letters, digits and a few marks stand as they are; all else as the number of its code point.
_OTHER = re.compile(r"[^\w ,.:/()·…–-]|_")


def mermaid(graph: Graph, addresses: Addresses, layout: Layout) -> str:
    """A flowchart, from below to above where it is drawn in layers."""
    number = {node.id: f"n{place}" for place, node in enumerate(graph.nodes)}
    lines = [f"flowchart {'BT' if layout is Layout.LAYERED else 'LR'}"]
    lines += [f"  %% {_OTHER.sub(' ', note)}" for note in told(graph)]
    lines += [f"  {number[node.id]}[{_quoted(node.label)}]" for node in graph.nodes]
    lines += [
        f"  {number[edge.source]} -->|{_quoted(edge.label)}| {number[edge.target]}"
        for edge in graph.edges
    ]
    for node in graph.nodes:
        if address := addresses.of(node.id):
            lines.append(f"  click {number[node.id]} href {_quoted_address(address)}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    kept = _OTHER.sub(lambda found: f"#{ord(found[0])};", line(text))
    return f'"{kept or " "}"'


def _quoted_address(address: str) -> str:
    return '"' + address.replace('"', "%22").replace("\\", "%5C") + '"'
