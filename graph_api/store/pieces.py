"""Quads as SPARQL Update writes them, and in pieces that a service takes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

import pyoxigraph as ox

_MOST: Final = 400
"""Quads in one piece: Virtuoso takes somewhat more than a thousand triples in one update."""
_BYTES: Final = 200_000
_LONG: Final = 20_000
"""Bytes of a literal beyond which Virtuoso's Graph Store gives up; an update takes it."""


def data(quads: Iterable[ox.Quad]) -> str:
    """Quads as DATA blocks and templates hold them, those of a graph in a row under its name."""
    parts = []
    for graph, some in groupby(quads, key=lambda quad: quad.graph_name):
        triples = "".join(f"{quad.triple} .\n" for quad in some)
        named = not isinstance(graph, ox.DefaultGraph)
        parts.append(f"GRAPH {graph} {{\n{triples}}}\n" if named else triples)
    return "".join(parts)


def is_long(quad: ox.Quad) -> bool:
    """Whether its object is too long for the Graph Store."""
    return isinstance(quad.object, ox.Literal) and len(quad.object.value) * 4 > _LONG


def pieces(quads: Sequence[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """The same in their order, of one graph in each piece, and no more than a service takes.

    Virtuoso forgets to delete some where several graphs stand in one update.
    """
    piece: list[ox.Quad] = []
    size = 0
    for quad in quads:
        more = len(str(quad.triple))
        full = len(piece) == _MOST or size + more > _BYTES
        if piece and (full or quad.graph_name != piece[0].graph_name):
            yield piece
            piece, size = [], 0
        piece.append(quad)
        size += more
    if piece:
        yield piece
