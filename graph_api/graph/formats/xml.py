"""GraphML and GEXF, as networkx writes them."""

import io
import re
from typing import TYPE_CHECKING, Any

from graph_api.address import Addresses
from graph_api.graph.formats.drawing import sentences
from graph_api.graph.formats.plain import plain, told
from graph_api.graph.layout import Layout, positions
from graph_api.graph.model import Graph, Said

if TYPE_CHECKING:
    import networkx as nx

_TODAY = re.compile(r' lastmodifieddate="[^"]*"')


def graphml(graph: Graph, addresses: Addresses, layout: Layout) -> str:
    """GraphML: `label`, `kind`, `date`, `address`, `x`, `y` and what is said, as attributes."""
    import networkx as nx  # heavy, and only these formats need it

    output = io.BytesIO()
    nx.write_graphml_xml(_whole(graph, addresses, layout), output)
    return output.getvalue().decode("utf-8")


def gexf(graph: Graph, addresses: Addresses, layout: Layout) -> str:
    """GEXF 1.2, with the places of nodes as Gephi reads them; it tells no date of writing."""
    import networkx as nx

    made = _whole(graph, addresses, layout)
    for _, told_ in made.nodes(data=True):
        told_["viz"] = {"position": {"x": told_["x"], "y": told_["y"], "z": 0.0}}
    output = io.BytesIO()
    nx.write_gexf(made, output, version="1.2draft")
    return _TODAY.sub("", output.getvalue().decode("utf-8"), count=1)


def _whole(graph: Graph, addresses: Addresses, layout: Layout) -> "nx.MultiDiGraph[str]":
    import networkx as nx

    places = positions(graph, layout)
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if notes := told(graph):
        made.graph["notes"] = "\n".join(notes)
    for node in graph.nodes:
        made.add_node(
            plain(node.id),
            label=plain(node.label),
            kind=node.kind,
            date=node.date,
            step=node.step,
            address=addresses.of(node.id) or "",
            x=float(places[node.id][0]),
            y=float(places[node.id][1]),
            evidence=" ".join(sentences(node.evidence, addresses)),
            **_said(node.said),
        )
    for number, edge in enumerate(graph.edges):
        made.add_edge(
            plain(edge.source),
            plain(edge.target),
            key=str(number),
            id=str(number),
            label=plain(edge.label),
            kind=edge.kind,
            first=edge.first,
            last=edge.last,
            weight=float(edge.weight),
            evidence=" ".join(sentences(edge.evidence, addresses)),
            **_said(edge.said),
        )
    return made


def _said(said: Said) -> dict[str, Any]:
    """What is told besides, by names that no attribute of the formats has."""
    return {
        f"said_{name}": plain(value) if isinstance(value, str) else value
        for name, value in said.items()
    }
