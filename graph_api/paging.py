"""Long lists page by page: a page begins after a key, or ends before one.

Keys are text that orders a list and tells its items apart, so that nothing is shown twice or left
out, whatever was added in between; how far down a page lies makes it no slower.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pyoxigraph as ox


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page is asked for: what follows a key, what precedes one, or the first."""

    after: str = ""
    before: str = ""

    @property
    def backward(self) -> bool:
        return bool(self.before) and not self.after

    @property
    def edge(self) -> str:
        """The key that the page begins after or ends before."""
        return self.before if self.backward else self.after

    def reaches(self, key: str) -> bool:
        """Whether a key lies on the page, or beyond it in the direction of the turn."""
        return key < self.edge if self.backward else key > self.edge

    def condition(self, key: str) -> str:
        """The same as a FILTER for the SPARQL expression `key`."""
        return f"FILTER({key} {'<' if self.backward else '>'} {ox.Literal(self.edge)})"

    def order(self, key: str) -> str:
        """ORDER BY for asking what lies nearest first."""
        return f"ORDER BY DESC({key})" if self.backward else f"ORDER BY {key}"


FIRST_PAGE = Turn()


@dataclass(frozen=True, slots=True)
class Page:
    """Keys in their order; `before` and `after` lead to the pages around them, "" to none."""

    keys: Sequence[str]
    before: str = ""
    after: str = ""


def paged(nearest: Sequence[str], turn: Turn, most: int) -> Page:
    """The page of up to `most` keys, of which one more was asked, nearest first."""
    more, keys = len(nearest) > most, list(nearest[:most])
    if not keys:
        return Page(keys)
    if turn.backward:
        keys.reverse()
        return Page(keys, keys[0] if more else "", keys[-1])
    return Page(keys, keys[0] if turn.after else "", keys[-1] if more else "")
