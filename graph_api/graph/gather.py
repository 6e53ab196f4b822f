"""What a walk has met, and the graph that is made of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from graph_api.address import Addresses
from graph_api.graph.model import Edge, Graph, Said, Span
from graph_api.graph.nodes import nodes
from graph_api.graph.spans import Quoted, quoted, together
from graph_api.graph.steps import Fact
from graph_api.reading import Reading
from graph_api.wording import said as words_of
from ontology.derive import rules
from ontology.edges import edge_kinds
from ontology.terms import shorten

Key = tuple[str, str, str, str]
"""Source, kind, target and words of an edge."""


@dataclass(slots=True)
class Gathered:
    """Things by the steps at which they were met, up to `limit`, and the facts that join them."""

    limit: int
    steps: dict[str, int] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)
    truncated: bool = False

    def add(self, iri: str, step: int) -> bool:
        """Whether the thing is among them now; the first step by which it is met counts."""
        if iri in self.steps:
            return True
        if len(self.steps) >= self.limit:
            self.truncated = True
            return False
        self.steps[iri] = step
        return True


@dataclass(frozen=True, slots=True)
class Told:
    """An edge, and what says it."""

    key: Key
    quoted: Quoted

    @property
    def days(self) -> tuple[str, ...]:
        """The days of the reports that tell of it, sorted."""
        return self.quoted.days


def told(store: Reading, facts: Iterable[Fact]) -> list[Told]:
    """Facts of the same ends, kind and words as one edge, sorted."""
    by_edge: dict[Key, set[str]] = {}
    for fact in facts:
        by_edge.setdefault(fact[:4], set()).add(fact.node)
    said = quoted(store, {node for some in by_edge.values() for node in some})
    return [
        Told(key, together([said[node] for node in sorted(some)]))
        for key, some in sorted(by_edge.items())
    ]


def graph(
    store: Reading,
    addresses: Addresses,
    gathered: Gathered,
    edges: Sequence[Edge],
    said: Mapping[str, Said] | None = None,
    notes: Iterable[str] = (),
    heads: Mapping[str, tuple[Span, ...]] | None = None,
) -> Graph:
    """The graph of what was gathered; a thing that no report says itself has its edges' words.

    `heads`: where it is said who heads a body.
    """
    evidence: dict[str, tuple[Span, ...]] = dict(heads or {})
    for edge in edges:
        for end in (edge.source, edge.target):
            evidence.setdefault(end, edge.evidence[:1])
    return Graph(
        nodes(store, addresses, gathered.steps, said or {}, evidence),
        tuple(edges),
        gathered.truncated,
        notes=tuple(notes),
    )


def edge(one: Told, more: Said | None = None) -> Edge:
    """An edge of the graph, from all that says it."""
    source, kind, target, words = one.key
    told_ = dict(more or {})
    if predicate := _predicates().get((kind, words)):
        told_["predicate"] = predicate
    if one.quoted.places > len(one.quoted.evidence):
        told_["places"] = one.quoted.places
    return Edge(
        source,
        target,
        kind,
        label(kind, words),
        one.days[0] if one.days else "",
        one.days[-1] if one.days else "",
        said=told_,
        evidence=one.quoted.evidence,
    )


@lru_cache(maxsize=4096)  # reports name few posts
def label(kind: str, words: str) -> str:
    """An edge for reading: its own words (a post, a concept), else what its kind is called."""
    if not words:
        return edge_kinds()[kind].words
    return " · ".join(filter(None, words_of(words) or (words,)))


@cache
def _predicates() -> dict[tuple[str, str], str]:
    """By kind and words the direct edge that follows from a fact (`ontology/derive.tsv`)."""
    return {
        (kind.id, rule.is_): shorten(rule.derived)
        for kind in edge_kinds().values()
        for rule in rules()
        if rule.is_ and rule.class_ == kind.class_ and rule.where == kind.label
    }
