"""Things in the order of a text of theirs: asked for once for each generation of the store."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from graph_api.paging import Turn
from graph_api.reading import Reading, rows, text

# By name: the things with the text that orders them, which may be of several.
_PATTERNS = {
    "report": "?thing a ct:Report ; dcterms:identifier ?key",
    "organisation": "?thing a org:Organization ; skos:prefLabel ?key",
    "meeting": "?thing a ct:Meeting OPTIONAL { ?thing schema:startDate ?key }",
}
_NONE = " "
"""The key of what has none: before all others, and something that an address can tell."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Things by their keys; `keys` in order."""

    keys: Sequence[str]
    things: Mapping[str, Sequence[str]]

    def near(self, turn: Turn, most: int) -> Sequence[str]:
        """Up to `most` keys of a page or beyond, nearest first."""
        if turn.backward:
            end = bisect_left(self.keys, turn.edge)
            return self.keys[max(0, end - most) : end][::-1]
        begin = bisect_right(self.keys, turn.edge)
        return self.keys[begin : begin + most]


_LISTED: WeakKeyDictionary[Reading, tuple[Hashable, dict[str, Listing]]] = WeakKeyDictionary()


def listing(store: Reading, name: str) -> Listing:
    """Reports by name, organisations by name, or meetings by date."""
    generation = store.generation
    held, told = _LISTED.get(store, (None, {}))
    if held != generation:
        told = {}
        _LISTED[store] = (generation, told)
    if name not in told:
        things: dict[str, list[str]] = {}
        for row in rows(store, f"SELECT ?thing ?key {{ {_PATTERNS[name]} }}"):
            things.setdefault(as_key(text(row, "key")), []).append(text(row, "thing"))
        told[name] = Listing(sorted(things), things)
    return told[name]


def as_key(text: str) -> str:
    """The key of what has that text, "" for none."""
    return text or _NONE
