"""A graph as a drawing in columns, for SVG: pure, the same from call to call.

Lengths are in pixels. What stands in a column comes after what stands left of it; every node is a
card with up to three lines of its label.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_api.address import Addresses
from graph_api.graph.layers import ordered
from graph_api.graph.model import Edge, Graph, Node

_WIDTH, _GAP = 216, 84  # of a card, and between columns
_LINE, _PADDING, _ROW = 16, 10, 14  # of text, around it, and between the cards of a column
_LINES = 3  # that fit into a card
_INDENT = 12  # of text in a card
_NARROW, _BROAD, _BLANK = 7.0, 9.2, 4.2  # letters at 13 px: no smaller than any usual font has them
_BOLD = 1.12
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A node: its place (left, top), its size, and its label in lines."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    kind: str
    words: str
    address: str
    here: bool = False
    apart: bool = False

    @property
    def baselines(self) -> Sequence[tuple[float, str]]:
        """The lines with where each stands."""
        top = self.y + _PADDING + _LINE - 4
        return [(top + place * _LINE, line) for place, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge: its path, what it says, the sentence that says it, and where its arrow points."""

    path: str
    head: str
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and what it is called for those who do not see it."""

    width: float
    height: float
    label: str
    cards: tuple[Card, ...]
    links: tuple[Link, ...]


def columns(
    graph: Graph,
    column: Mapping[str, int],
    addresses: Addresses,
    label: str,
    apart: frozenset[str] = frozenset(),
) -> Picture:
    """A graph with each node in the column that is told, from 0 on.

    The nodes of step 0 are those that the page is about; those `apart` are drawn with a broken
    line around them.
    """
    nodes = {node.id: node for node in graph.nodes}
    lines = {iri: _lines(node.label, node.step == 0) for iri, node in nodes.items()}
    tall = {iri: 2 * _PADDING + _LINE * len(some) for iri, some in lines.items()}
    cards: dict[str, Card] = {}
    rows = [row for row in ordered(graph, column) if row]
    heights = [sum(tall[iri] for iri in row) + _ROW * (len(row) - 1) for row in rows]
    whole = max(heights, default=0)
    for place, (row, height) in enumerate(zip(rows, heights, strict=True)):
        x = _MARGIN + place * (_WIDTH + _GAP)
        y = _MARGIN + (whole - height) / 2
        for iri in row:
            cards[iri] = _card(nodes[iri], lines[iri], (x, y), tall[iri], addresses, iri in apart)
            y += tall[iri] + _ROW
    ends = [
        edge
        for edge in graph.edges
        if edge.source in cards and edge.target in cards and edge.source != edge.target
    ]
    links = [_link(edge, cards[edge.source], cards[edge.target], addresses) for edge in ends]
    width: float = 2 * _MARGIN + len(rows) * _WIDTH + max(0, len(rows) - 1) * _GAP
    if any(cards[link.source].x == cards[link.target].x for link in ends):
        width += _GAP / 2
    return Picture(width, 2 * _MARGIN + whole, label, tuple(cards.values()), tuple(links))


def _card(
    node: Node,
    lines: tuple[str, ...],
    place: tuple[float, float],
    height: float,
    addresses: Addresses,
    apart: bool,
) -> Card:
    return Card(
        x=place[0],
        y=place[1],
        width=_WIDTH,
        height=height,
        lines=lines,
        kind=node.kind,
        words=" · ".join(filter(None, (node.label, node.date))),
        address=addresses.of(node.id) or "",
        here=node.step == 0,
        apart=apart,
    )


def _lines(label: str, bold: bool) -> tuple[str, ...]:
    """A label in lines of a card, cut at a word where it is longer."""
    room = (_WIDTH - 2 * _INDENT) / (_BOLD if bold else 1)
    found = [""]
    for word in label.split():
        longer = f"{found[-1]} {word}".lstrip()
        if _wide(longer) <= room:
            found[-1] = longer
        elif len(found) == _LINES:
            found[-1] += " …"
            break
        else:
            found.append(_fitting(word, room))
    return tuple(line for line in found if line) or ("…",)


def _wide(words: str) -> float:
    """About how wide words are drawn: no font is known here."""
    return sum(
        _BLANK if letter == " " else _BROAD if letter.isupper() or ord(letter) > 0x2E7F else _NARROW
        for letter in words
    )


def _fitting(word: str, room: float) -> str:
    while _wide(word) > room:
        word = word[: -max(2, len(word) // 8)] + "…"
    return word


def _link(edge: Edge, source: Card, target: Card, addresses: Addresses) -> Link:
    """A curve from side to side; of two cards of one column it goes around their right side."""
    if source.x == target.x:
        begin = end = source.x + source.width
        bend = begin + _GAP / 2, end + _GAP / 2
        way = -1
    else:
        way = 1 if target.x > source.x else -1
        begin = source.x + (source.width if way > 0 else 0)
        end = target.x + (0 if way > 0 else target.width)
        bend = begin + way * _GAP / 2, end - way * _GAP / 2
    y, to = source.y + source.height / 2, target.y + target.height / 2
    path = f"M{begin:g} {y:g}C{bend[0]:g} {y:g} {bend[1]:g} {to:g} {end - way * 6:g} {to:g}"
    head = f"M{end:g} {to:g}l{-way * 8} -4v8z"
    first = edge.evidence[0] if edge.evidence else None
    address = addresses.sentence(first.report, first.start, first.end) if first else ""
    return Link(path, head, edge.label, address)
