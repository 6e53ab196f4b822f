"""Find the forms of some rows in a text: whole words, on folded text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from ontology.lexicon_columns import filling, read_apart
from ontology.lexicon_rows import Row, fold

_GAP = re.compile(r"\{\w*\}")
_GAP_ESCAPED = re.compile(r"\\\{(\w*)\\\}")


class Hit(NamedTuple):
    """A term found in a text: `[start, end)` in code points, and its row."""

    start: int
    end: int
    row: Row


class Matcher:
    """The forms of rows as one automaton; where several begin at one place the longest wins.

    Of two rows that hold the same form the first wins.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        forms: dict[str, Row] = {}
        for row in rows:
            for form in row.forms:
                forms.setdefault(fold(form), row)
        self._rows = list(forms.values())
        self._automaton = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)

    def find(self, folded: str) -> Iterator[Hit]:
        """The terms of a folded text that stand as whole words, from left to right."""
        return iter(self.within(folded, 0, len(folded)))

    def within(self, folded: str, start: int, end: int) -> list[Hit]:
        """The terms in `[start, end)` of a folded text that stand in it as whole words."""
        size, out = len(folded), []
        for index, low, high in self._automaton.find_matches_as_indexes(folded[start:end]):
            first, last = start + low, start + high
            if first and folded[first - 1].isalnum() and folded[first].isalnum():
                continue
            if last < size and folded[last].isalnum() and folded[last - 1].isalnum():
                continue
            out.append(Hit(first, last, self._rows[index]))
        return out


def gaps(row: Row) -> list[str]:
    """The gaps of a row's forms, which are patterns then: `{q}`, `{y}` of `quý {q} năm {y}`."""
    return _GAP.findall(row["form"]) if "{" in row["form"] else []


class Finder:
    """The terms of one table, as its readers find them: rows that are read apart, forms with gaps.

    `rows` are those of the table `name`, perhaps with a user's.
    """

    def __init__(self, name: str, rows: Iterable[Row]) -> None:
        column, fills = read_apart(name), filling(name)
        self._patterns: list[tuple[re.Pattern[str], Row]] = []
        apart: dict[str, list[Row]] = {}
        for row in rows:
            if gaps(row):
                self._patterns += [(_compiled(form, fills), row) for form in row.forms]
            else:
                apart.setdefault(row[column] if column else "", []).append(row)
        self._matchers = [Matcher(group) for group in apart.values()]

    def find(self, folded: str) -> list[Hit]:
        """The terms of a folded text that stand as whole words, from left to right."""
        hits = [hit for matcher in self._matchers for hit in matcher.find(folded)]
        for pattern, row in self._patterns:
            hits += [Hit(found.start(), found.end(), row) for found in pattern.finditer(folded)]
        return sorted(hits, key=lambda hit: (hit.start, -hit.end))


def _compiled(form: str, fills: Mapping[str, str]) -> re.Pattern[str]:
    """A form with gaps as a pattern; a gap that nothing fills stands for itself."""
    pattern = _GAP_ESCAPED.sub(
        lambda gap: fills.get(f"{{{gap[1]}}}", gap[0]), re.escape(fold(form))
    )
    return re.compile(rf"(?<!\w){pattern}(?!\w)")
