"""Labels as formats of plain text can hold them."""

import re

from graph_api.graph.model import Graph

# What XML 1.0 forbids, and what turns the reading direction of all that follows.
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """A text without control characters (but tab and newlines) and marks of direction."""
    return _TURNING.sub("", _UNWRITTEN.sub("\ufffd", text))


def line(text: str) -> str:
    """The same on one line."""
    return " ".join(plain(text).split())


def told(graph: Graph) -> list[str]:
    """What a reader must know of a graph, a line each."""
    rest = graph.rest and f": {graph.rest}"
    cut = [f"còn nữa · there is more{rest}"] if graph.truncated else []
    return [line(note) for note in (*graph.notes, *cut)]
