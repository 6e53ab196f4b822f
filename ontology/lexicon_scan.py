"""Find the terms of several groups of tables in one pass over a text, to be asked by place.

A finder that looks at one sentence after another asks what the pass found (`Found`), which costs
a bisection, instead of searching a slice of the text, which costs an automaton's run each time.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind

from ontology.lexicon_match import Hit
from ontology.lexicon_rows import Row, fold


class Found:
    """The terms of one group in one text: whole words, at every place, also one within another."""

    def __init__(self, hits: Iterable[Hit]) -> None:
        self._hits = sorted(hits, key=_outer_first)
        self._starts = [hit[0] for hit in self._hits]

    @cached_property
    def all(self) -> list[Hit]:
        """Those of the whole text from left to right; of those that overlap the first, longest."""
        out: list[Hit] = []
        past = 0
        for hit in self._hits:
            if hit[0] >= past:
                out.append(hit)
                past = hit[1]
        return out

    @cached_property
    def _all_starts(self) -> list[int]:
        return [hit[0] for hit in self.all]

    def within(self, start: int, end: int) -> list[Hit]:
        """Those in `[start, end)` alone, as if the text had nothing else."""
        hits = self.all
        low = bisect_left(self._all_starts, start)
        high = bisect_left(self._all_starts, end, low)
        if (low and hits[low - 1][1] > start) or (low < high and hits[high - 1][1] > end):
            return self._cut(start, end)
        return hits[low:high]

    def _cut(self, start: int, end: int) -> list[Hit]:
        """Those in `[start, end)` where a term of the whole text lies across one of its ends."""
        hits, past = self._hits, start
        out: list[Hit] = []
        for index in range(bisect_left(self._starts, start), len(hits)):
            hit = hits[index]
            if hit[0] >= end:
                break
            if hit[0] >= past and hit[1] <= end:
                out.append(hit)
                past = hit[1]
        return out

    def first(self, start: int, end: int) -> Hit | None:
        """The first of `within`."""
        hits = self._hits
        for index in range(bisect_left(self._starts, start), len(hits)):
            hit = hits[index]
            if hit[0] >= end:
                return None
            if hit[1] <= end:
                return hit
        return None

    def at(self, start: int, end: int) -> Hit | None:
        """The longest that begins at `start` and lies in `[start, end)`."""
        hit = self.first(start, end)
        return hit if hit is not None and hit[0] == start else None


def _outer_first(hit: Hit) -> tuple[int, int]:
    return hit[0], -hit[1]


class Scanner:
    """The tables of several groups as one automaton.

    Of two tables of a group that hold the same form the one named first wins.
    """

    def __init__(self, groups: Sequence[Sequence[Sequence[Row]]]) -> None:
        """`groups` are the rows of the tables of each group."""
        wanted: dict[str, dict[int, Row]] = {}
        for group, tables in enumerate(groups):
            for rows in tables:
                for row in rows:
                    for form in row.forms:
                        wanted.setdefault(fold(form), {}).setdefault(group, row)
        self._groups = len(groups)
        self._wanted = [tuple(rows.items()) for rows in wanted.values()]
        self._automaton = AhoCorasick(list(wanted), matchkind=MatchKind.Standard)

    def scan(self, folded: str) -> list[Found]:
        """The terms of each group in a folded text, in the order of the groups."""
        hits: list[list[Hit]] = [[] for _ in range(self._groups)]
        wanted, size = self._wanted, len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < size and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            for group, row in wanted[index]:
                hits[group].append(Hit(start, end, row))
        return [Found(those) for those in hits]
