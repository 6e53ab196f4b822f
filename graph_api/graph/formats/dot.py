"""DOT, the language of Graphviz."""

from graph_api.address import Addresses
from graph_api.graph.formats.plain import line, told
from graph_api.graph.layout import Layout
from graph_api.graph.model import Graph, Said


def dot(graph: Graph, addresses: Addresses, layout: Layout) -> str:
    """A digraph; edges lead upwards where it is drawn in layers. Graphviz places the nodes."""
    lines = ["digraph chithi {"]
    lines += [f"  // {note}" for note in told(graph)]
    if layout is Layout.LAYERED:
        lines.append("  rankdir=BT;")
    for node in graph.nodes:
        address = addresses.of(node.id)
        link = f", URL={_quoted(address)}" if address else ""
        lines.append(
            f"  {_quoted(node.id)} [label={_quoted(node.label)}, class={_quoted(node.kind)}"
            f"{link}{_tip(node.said)}];"
        )
    for edge in graph.edges:
        lines.append(
            f"  {_quoted(edge.source)} -> {_quoted(edge.target)} "
            f"[label={_quoted(edge.label)}, class={_quoted(edge.kind)}{_tip(edge.said)}];"
        )
    return "\n".join([*lines, "}\n"])


def _tip(said: Said) -> str:
    """What is told besides, as it is shown under the pointer."""
    told_ = "; ".join(f"{name}: {value}" for name, value in said.items())
    return f", tooltip={_quoted(told_)}" if told_ else ""


def _quoted(text: str) -> str:
    """A quoted string on one line: what looks like an escape or an entity is its letters."""
    kept = line(text).replace("\\", "\\\\").replace('"', '\\"').replace("&", "&amp;")
    return f'"{kept}"'
