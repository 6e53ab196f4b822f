"""What an update may change, as far as it is known before it is evaluated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Whether triples may be put into the default graph, or taken out, and the named graphs.

    `graphs` are IRIs in full; None is any graph.
    """

    puts: bool = False
    takes: bool = False
    graphs: frozenset[str] | None = frozenset()

    def __or__(self, other: "Reach") -> "Reach":
        """What either may change."""
        both = None if None in (self.graphs, other.graphs) else self._graphs | other._graphs
        return Reach(self.puts or other.puts, self.takes or other.takes, both)

    @property
    def _graphs(self) -> frozenset[str]:
        return self.graphs or frozenset()


EVERYTHING = Reach(puts=True, takes=True, graphs=None)


@dataclass(frozen=True, slots=True)
class Data:
    """One INSERT DATA or DELETE DATA; `text` is an INSERT DATA in either case."""

    insert: bool
    text: str


@dataclass(frozen=True, slots=True)
class Template:
    """What DELETE takes out of one graph, or INSERT puts into it: a CONSTRUCT query tells it.

    `graph` is the IRI of the graph, or "" for the default graph.
    """

    insert: bool
    graph: str
    construct: str


@dataclass(frozen=True, slots=True)
class Modify:
    """One DELETE and INSERT with WHERE; `within` is the default graph of the WHERE, if not ""."""

    templates: tuple[Template, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """An update that is well formed.

    `data` are its operations where all of them are INSERT DATA or DELETE DATA, else empty;
    `modify` is its one operation where that can be told by queries. To `text` further operations
    may be joined by `;`.
    """

    text: str
    reach: Reach
    data: tuple[Data, ...] = ()
    modify: Modify | None = None
    base: str = ""
