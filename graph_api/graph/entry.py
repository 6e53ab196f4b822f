"""What is told in a list rather than drawn: entries with their dates, things and evidence."""

from dataclasses import dataclass, field

from graph_api.graph.model import Edge, Node, Said, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing told.

    `date` is a day, month or year as told ("" for none), or a moment in UTC. `label` is in
    Vietnamese, or Vietnamese before English. `said`: more that is told, by short English names.
    `quotes` are the words at each place of `evidence`, or none where they are not shown.
    `went` and `came` are the edges that a change took away and brought; what their ends are called
    is `said` of each, as `sourceLabel` and `targetLabel`.
    """

    id: str
    kind: str
    date: str
    label: str
    things: tuple[Node, ...] = ()
    said: Said = field(default_factory=dict)
    evidence: tuple[Span, ...] = ()
    quotes: tuple[str, ...] = ()
    went: tuple[Edge, ...] = ()
    came: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries in a stable order.

    `truncated`: there are more; `after` is then the key that the rest is asked for by.
    """

    entries: tuple[Entry, ...]
    truncated: bool = False
    after: str = ""
    notes: tuple[str, ...] = ()
