"""Find the terms of several groups of tables in one pass over a text, to be asked by place.

A finder that looks at one sentence after another asks what the pass found (`Found`), which costs
a bisection, instead of searching a slice of the text, which costs an automaton's run each time.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from ontology.lexicon_match import Hit
from ontology.lexicon_rows import Row, fold

_made = tuple.__new__  # what `Hit(...)` ends in, without its arguments by name


class Found:
    """The terms of one group in one text: whole words, at every place, also one within another."""

    def __init__(self, hits: list[Hit]) -> None:
        self.every = sorted(hits)  # a range is once in a group, so rows never compare
        """Those of the whole text by start and end, with those that lie in or overlap another."""
        self.all = _apart(self.every)
        """Those of the whole text from left to right; of those that overlap the first, longest."""
        self._starts = [hit[0] for hit in self.every]
        self._all_starts = [hit[0] for hit in self.all]

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
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        return _apart(hit for hit in self.every[low:high] if hit[1] <= end)

    def first(self, start: int, end: int) -> Hit | None:
        """The first of `within`."""
        hits, found = self.every, None
        for index in range(bisect_left(self._starts, start), len(hits)):
            hit = hits[index]
            if hit[0] >= end or (found is not None and hit[0] > found[0]):
                break
            if hit[1] <= end:
                found = hit
        return found


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """Hits without those that overlap one before them; at one start the longest."""
    out: list[Hit] = []
    past = last = -1
    for hit in hits:
        start = hit[0]
        if start >= past:
            out.append(hit)
        elif start == last:
            out[-1] = hit  # longer
        else:
            continue
        last, past = start, hit[1]
    return out


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
        kinds: dict[tuple[int, ...], int] = {}  # the groups that want a row -> where it goes
        self._wanted = [
            tuple((row, kinds.setdefault(those, len(kinds))) for row, those in _by_row(rows))
            for rows in wanted.values()
        ]
        self._kinds = len(kinds)
        self._of = [[at for those, at in kinds.items() if n in those] for n in range(len(groups))]
        self._automaton = AhoCorasick(list(wanted), matchkind=MatchKind.Standard)

    def scan(self, folded: str) -> "Scan":
        """The terms of each group in a folded text."""
        hits: list[list[Hit]] = [[] for _ in range(self._kinds)]
        wanted, around = self._wanted, f" {folded} "  # a place of `folded` is one further there
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            before, after = around[start], around[end + 1]
            if before != " " and before.isalnum() and folded[start].isalnum():
                continue
            if after != " " and after.isalnum() and around[end].isalnum():
                continue
            for row, kind in wanted[index]:
                hits[kind].append(_made(Hit, (start, end, row)))
        return Scan(self._of, hits)


class Scan:
    """What one pass found of each group; put in order when a group is first asked for."""

    def __init__(self, of: Sequence[Sequence[int]], hits: Sequence[list[Hit]]) -> None:
        """`hits` are lists of terms, `of` the lists that each group is made of."""
        self._of, self._hits = of, hits
        self._found: list[Found | None] = [None] * len(of)

    def __getitem__(self, group: int) -> Found:
        found = self._found[group]
        if found is None:
            hits = [hit for kind in self._of[group] for hit in self._hits[kind]]
            found = self._found[group] = Found(hits)
        return found


def _by_row(rows: Mapping[int, Row]) -> Iterator[tuple[Row, tuple[int, ...]]]:
    """Each row of a form once, with the groups that want it."""
    groups: dict[int, list[int]] = {}
    for group, row in rows.items():
        groups.setdefault(id(row), []).append(group)
    return ((rows[those[0]], tuple(those)) for those in groups.values())
