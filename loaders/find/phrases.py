"""Look a table up at one place of a text: what begins here, what ends here.

Where only a few places matter (the words around a number) this is cheaper than an automaton
over the whole text, and a form is found however the text spaces its words.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from loaders.find.patterns import tree
from ontology.lexicon import Hit, Row, fold, table

_TOKEN = re.compile(r"[^\W_]+|[^\s\w]|_")
_WIDEST = 64  # code points looked at; longer forms do not exist
_WORD_ENDS = r"(?![^\W_])"
_BLANKS = rf"\s{{0,{_WIDEST}}}+"

_Steps = tuple[str, ...]
"""A form as steps of a pattern: characters, ends of words, blanks between them."""


class Phrases:
    """The forms of a table, or of those of its rows whose `column` holds one of `values`."""

    def __init__(self, name: str, column: str = "", values: Collection[str] = ()) -> None:
        self._rows: dict[str, Row] = {}
        self._forms: set[tuple[str, ...]] = set()
        self._last: set[str] = set()  # characters that forms end with
        for row in table(name):
            if column and not set(row[column].split()) & set(values):
                continue
            for form in row.forms:
                words = tuple(_TOKEN.findall(fold(form)))
                self._forms.add(words)
                self._last.add(words[-1][-1])
                self._rows.setdefault(" ".join(words), row)

    def at(self, folded: str, start: int, end: int) -> Hit | None:
        """The longest form that begins at `start` (spaces skipped) and ends at `end` or before."""
        found = self._forward.match(folded, start, end)
        if found is None:
            return None
        last = found.end()
        if last == end and _cuts(folded, end):
            return self.at(folded, start, _word_start(folded, start, end))
        return Hit(found.start(1), last, self._row(found[1]))

    def find(self, folded: str, start: int, end: int) -> Iterator[Hit]:
        """The forms in `[start, end)`: at each word the longest that begins there."""
        if _cuts(folded, end):
            end = _word_start(folded, start, end)
        while found := self._anywhere.search(folded, start, end):
            start = found.start()
            yield Hit(start, found.end(), self._row(found[0]))
            start += 1

    def first(self, folded: str, start: int, end: int) -> Hit | None:
        """The first of `find`."""
        if _cuts(folded, end):
            end = _word_start(folded, start, end)
        found = self._anywhere.search(folded, start, end)
        return found and Hit(found.start(), found.end(), self._row(found[0]))

    def before(self, folded: str, start: int, end: int) -> Hit | None:
        """The longest form that ends at `end` (spaces skipped) and begins at `start` or after."""
        while end > start and folded[end - 1].isspace():
            end -= 1
        if end <= start or folded[end - 1] not in self._last:
            return None
        low = max(start, end - _WIDEST)
        found = self._backward.match(folded[low:end][::-1])
        if found is None:
            return None
        begin = end - found.end()
        if begin == low and begin and _cuts(folded, begin):
            return self.before(folded, _word_end(folded, begin, end), end)
        return Hit(begin, end, self._row(folded[begin:end]))

    def _row(self, printed: str) -> Row:
        row = self._rows.get(printed)
        return row if row is not None else self._rows[" ".join(_TOKEN.findall(printed))]

    @cached_property
    def pattern(self) -> str:
        """A pattern for the longest form that begins at a place, spaces skipped; one group."""
        return f"{_BLANKS}({tree(map(_steps, self._forms))})"

    @cached_property
    def _forward(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def _backward(self) -> re.Pattern[str]:
        """The forms as a reversed text has them."""
        turned = (tuple(word[::-1] for word in reversed(words)) for words in self._forms)
        return re.compile(tree(map(_steps, turned)))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile(tree(_steps(words, searched=True) for words in self._forms))


def _cuts(folded: str, at: int) -> bool:
    """Whether `at` stands within a word."""
    return 0 < at < len(folded) and folded[at].isalnum() and folded[at - 1].isalnum()


def _word_start(folded: str, start: int, at: int) -> int:
    while at > start and folded[at - 1].isalnum():
        at -= 1
    return at


def _word_end(folded: str, at: int, end: int) -> int:
    while at < end and folded[at].isalnum():
        at += 1
    return at


def _steps(words: Sequence[str], *, searched: bool = False) -> _Steps:
    """A form as steps; one that is `searched` for asks that its first word begins a word."""
    steps: list[str] = []
    for word in words:
        if steps:
            steps.append(_BLANKS)
        steps += map(re.escape, word)
        if word[-1].isalnum():
            steps.append(_WORD_ENDS)
    if searched and words[0][0].isalnum():
        steps[0] = rf"{steps[0]}(?<![^\W_]{steps[0]})"
    return tuple(steps)
