"""Where facts are said: the spans of each, looked up by key."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from graph_api.graph.model import Span
from graph_api.reading import Reading, number, rows, text, values

T = TypeVar("T")
_AT_ONCE = 1_000  # IRIs in one VALUES


def spans(store: Reading, facts: Iterable[str]) -> dict[str, list[Span]]:
    """For each fact (by its IRI) the places that say it, by report and place."""
    found: dict[str, list[Span]] = {}
    for some in pieces(sorted(set(facts))):
        # Asked apart from what found the facts: within an OPTIONAL all spans of the store are read.
        for row in rows(
            store,
            f"SELECT ?fact ?report ?start ?end {{ {values('fact', some)} "
            "?fact prov:wasQuotedFrom ?span . ?span nif:referenceContext ?report ; "
            "nif:beginIndex ?start ; nif:endIndex ?end }",
        ):
            span = Span(text(row, "report"), number(row, "start"), number(row, "end"))
            found.setdefault(text(row, "fact"), []).append(span)
    return {fact: sorted(places) for fact, places in found.items()}


def pieces(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """As many at a time as one query asks for."""
    return (items[first : first + _AT_ONCE] for first in range(0, len(items), _AT_ONCE))
