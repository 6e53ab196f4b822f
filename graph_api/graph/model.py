"""What the graph answers with: nodes, edges, and where each is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Said = Mapping[str, str | int | float | bool]
"""More that is told of a thing, by short English names."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `[start, end)` of the stored text of a report (by its IRI)."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Node:
    """A thing.

    `kind` is one of `things.KINDS`; `date` a day, month or year as told, "" where none is. `step`:
    how many edges from where one began. `said`: more that is told of it, by a short English name.
    """

    id: str
    kind: str
    label: str
    date: str = ""
    step: int = 0
    said: Said = field(default_factory=dict)
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """What joins two nodes, by their IRIs.

    `kind` is an id of `ontology/edges.tsv`; `label` its words in Vietnamese. `first` and `last`:
    when it is told of, as dates, "" where no date is known.
    """

    source: str
    target: str
    kind: str
    label: str
    first: str = ""
    last: str = ""
    weight: float = 1
    said: Said = field(default_factory=dict)
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges between them, in a stable order.

    `truncated`: it is not all that there is; `rest` then tells the way to the rest.
    `notes` are things a reader must know of it (a loop, two superiors), Vietnamese before English.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool = False
    rest: str = ""
    notes: tuple[str, ...] = ()
