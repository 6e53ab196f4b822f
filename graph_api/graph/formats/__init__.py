"""A graph written down: for drawing, for programs that draw and analyse graphs, as a table, as RDF.

One function a format, each a module; all write the same graph. Text that came from reports is
escaped as each format wants it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from fastapi import Response

from graph_api.address import Addresses
from graph_api.graph.formats.dot import dot
from graph_api.graph.formats.drawing import drawing
from graph_api.graph.formats.mermaid import mermaid
from graph_api.graph.formats.table import table
from graph_api.graph.formats.turtle import turtle
from graph_api.graph.formats.xml import gexf, graphml
from graph_api.graph.layout import Layout
from graph_api.graph.model import Graph
from graph_api.negotiate import CSV, JSON, TURTLE, Format, negotiated

GRAPHML: Final = Format("graphml", "application/graphml+xml")
GEXF: Final = Format("gexf", "application/gexf+xml")
DOT: Final = Format("dot", "text/vnd.graphviz", (), ("gv", "graphviz"))
MERMAID: Final = Format("mermaid", "text/vnd.mermaid", (), ("mmd",))

Write = Callable[[Graph, Addresses, Layout], str]

WRITERS: Final[Mapping[Format, Write]] = {
    JSON: drawing,
    GRAPHML: graphml,
    GEXF: gexf,
    DOT: dot,
    MERMAID: mermaid,
    CSV: table,
    TURTLE: turtle,
}

FORMATS: Final[Sequence[Format]] = tuple(WRITERS)
"""JSON first: what accepts anything gets it."""


def chosen(accept: str, wanted: str | None) -> Format:
    """The format of an answer; raises `Problem` 400 for an unknown one, 406 for none accepted.

    To be asked before a graph is looked for: who asks wrongly is told so at once.
    """
    return negotiated(accept, wanted, FORMATS)


def written(graph: Graph, form: Format, addresses: Addresses, layout: Layout = Layout.FORCE) -> str:
    """The graph in a format of `FORMATS`."""
    return WRITERS[form](graph, addresses, layout)


def answer(
    graph: Graph, form: Format, addresses: Addresses, layout: Layout = Layout.FORCE
) -> Response:
    """The graph as an answer, in a format of `FORMATS`."""
    text = written(graph, form, addresses, layout)
    return Response(
        text.encode("utf-8", "replace"),  # half of a surrogate pair cannot be sent
        media_type=form.content_type,
    )
