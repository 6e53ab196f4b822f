"""Look a table up at one place of a text: what begins here, what ends here.

Where only a few places matter (the words around a number) this is cheaper than an automaton
over the whole text, and a form is found however the text spaces its words.
"""

import re
from collections.abc import Collection, Iterator

from ontology.lexicon import Hit, Row, fold, table

_TOKEN = re.compile(r"[^\W_]+|[^\s\w]|_")
_WIDEST = 64  # code points looked at; longer forms do not exist


class Phrases:
    """The forms of a table, or of those of its rows whose `column` holds one of `values`."""

    def __init__(self, name: str, column: str = "", values: Collection[str] = ()) -> None:
        self._rows: dict[str, Row] = {}
        self._first: dict[str, int] = {}  # first word of forms -> words of the longest
        self._last: dict[str, int] = {}
        for row in table(name):
            if column and not set(row[column].split()) & set(values):
                continue
            for form in row.forms:
                words = _TOKEN.findall(fold(form))
                self._rows.setdefault(" ".join(words), row)
                for ends, word in ((self._first, words[0]), (self._last, words[-1])):
                    ends[word] = max(ends.get(word, 0), len(words))

    def at(self, folded: str, start: int, end: int) -> Hit | None:
        """The longest form that begins at `start` (spaces skipped) and ends at `end` or before."""
        token = _TOKEN.search(folded, start, min(end, start + _WIDEST))
        if token is None or not (most := self._first.get(token[0])):
            return None
        first, stop = token.start(), min(end, start + _WIDEST)
        words, ends = [token[0]], [token.end()]
        while len(words) < most and (token := _TOKEN.search(folded, ends[-1], stop)):
            words.append(token[0])
            ends.append(token.end())
        while words:
            row = self._rows.get(" ".join(words))
            last = ends[-1]
            if row is not None and not (folded[last - 1].isalnum() and _alnum(folded, last)):
                return Hit(first, last, row)
            words.pop()
            ends.pop()
        return None

    def find(self, folded: str, start: int, end: int) -> Iterator[Hit]:
        """The forms in `[start, end)`: at each word the longest that begins there."""
        first = self._first
        for token in _TOKEN.finditer(folded, start, end):
            if token[0] in first and (hit := self.at(folded, token.start(), end)):
                yield hit

    def before(self, folded: str, start: int, end: int) -> Hit | None:
        """The longest form that ends at `end` (spaces skipped) and begins at `start` or after."""
        while end > start and folded[end - 1].isspace():
            end -= 1
        at = end - 1
        while at > max(start, end - _WIDEST) and folded[at].isalnum() and folded[at - 1].isalnum():
            at -= 1
        most = self._last.get(folded[max(at, start) : end])
        if not most:
            return None
        left = max(start, end - _WIDEST)
        tokens = [(t.start(), t[0]) for t in _TOKEN.finditer(folded, left, end)][-most:]
        for index, (begin, word) in enumerate(tokens):
            row = self._rows.get(" ".join(token for _, token in tokens[index:]))
            if row is not None and not (begin and word[0].isalnum() and _alnum(folded, begin - 1)):
                return Hit(begin, end, row)
        return None


def _alnum(folded: str, at: int) -> bool:
    return at < len(folded) and folded[at].isalnum()
