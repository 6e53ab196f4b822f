"""CSV: a row for each edge, and one for each node that no edge joins."""

import csv
import io

from graph_api.address import Addresses
from graph_api.graph.formats.drawing import sentences
from graph_api.graph.formats.plain import line
from graph_api.graph.layout import Layout
from graph_api.graph.model import Graph

COLUMNS = (
    "source",
    "source_label",
    "source_kind",
    "kind",
    "label",
    "target",
    "target_label",
    "target_kind",
    "first",
    "last",
    "weight",
    "said",
    "evidence",
)
_FORMULA = ("=", "+", "-", "@")


def table(graph: Graph, addresses: Addresses, layout: Layout) -> str:
    """After RFC 4180; a text that a spreadsheet would take for a formula begins with `'`."""
    del layout
    output = io.StringIO()
    rows = csv.writer(output, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    things = {node.id: (cell(node.label), node.kind) for node in graph.nodes}
    joined: set[str] = set()
    for edge in graph.edges:
        joined.update((edge.source, edge.target))
        said = "; ".join(f"{name}={value}" for name, value in edge.said.items())
        rows.writerow(
            (
                *(edge.source, *things[edge.source], edge.kind, cell(edge.label)),
                *(edge.target, *things[edge.target], edge.first, edge.last, f"{edge.weight:g}"),
                *(cell(said), " ".join(sentences(edge.evidence, addresses))),
            )
        )
    for node in graph.nodes:
        if node.id not in joined:
            said = "; ".join(f"{name}={value}" for name, value in node.said.items())
            evidence = " ".join(sentences(node.evidence, addresses))
            rows.writerow((node.id, *things[node.id], *[""] * 8, cell(said), evidence))
    return output.getvalue()


def cell(text: str) -> str:
    """A text on one line that no spreadsheet evaluates."""
    kept = line(text)
    return f"'{kept}" if kept.startswith(_FORMULA) else kept
