"""Elections: the words that tell of one, and the lists of those elected, a person a line."""

import re
from bisect import bisect_right
from functools import cache

from loaders.document import Block, Document
from loaders.find.patterns import any_of

_ITEM = re.compile(r"\s*(?:\d{1,2}\s*[.)/]|[-+•*–—])\s*(?=[^\W\d])")


class ElectedLists:
    """Where the items of such lists stand in one document."""

    def __init__(self, document: Document) -> None:
        self._spans = _lists(document)
        self._starts = [start for start, _ in self._spans]

    def hold(self, offset: int) -> bool:
        """Whether `offset` (a code point of the text) lies in an item of such a list."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._spans[at][1]


@cache
def _electing() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('bau_cu', 'kind', 'bau')}\b")


def elects(document: Document, start: int, end: int) -> bool:
    """Whether a word of election or appointment stands in `[start, end)`."""
    return _electing().search(document.folded, start, end) is not None


@cache
def _only_for_the_meeting() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('bau_cu', 'kind', 'dieu_hanh')}\b")


@cache
def _members() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('quanh_ten', 'kind', 'danh_sach')}\b")


def _lists(document: Document) -> list[tuple[int, int]]:
    """The spans of lists below a line that tells of an election, or of a body that it made."""
    spans: list[tuple[int, int]] = []
    for sentence in document.sentences:
        if document.text[sentence.end - 1] != ":":
            continue
        told = elects(document, sentence.start, sentence.end)
        more = spans and _members().search(document.folded, sentence.start, sentence.end)
        other = _only_for_the_meeting().search(document.folded, sentence.start, sentence.end)
        if (told or more) and not other:
            items = _items(document, sentence.block + 1)
            if items:
                spans.append((items[0].start, items[-1].end))
    return spans


def _items(document: Document, first: int) -> list[Block]:
    """The blocks from `first` on that begin with the mark of an item."""
    found: list[Block] = []
    for block in document.blocks[first:]:
        if _ITEM.match(document.text, block.start, block.end) is None:
            break
        found.append(block)
    return found
