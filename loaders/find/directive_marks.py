"""The marks of the points of a list: `1.`, `(1)`, `Một là`, `a)`, `1.1.`, dashes."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from loaders.document import UPPER, Block, Document
from loaders.find.directive_words import TRAILING, ordinals

_ARABIC = re.compile(r"\s*(\d{1,2})\s*(?:[.)/]|[-:](?= ))\s*(?=[^\W\d]|$)")
_BRACKETED = re.compile(r"\s*\((\d{1,2})\)\s*")
LOWER = re.compile(r"\s*\d{1,2}\.\d{1,2}(?:\.|\.?(?= ))\s*(?=[^\W\d])")
DASH = re.compile(r"\s*[-+•*–—●▪·►✓♦]\s*(?=[^\W\d])")
LETTER = re.compile(r"\s*([a-zđ])(?:\)|\.(?= ))\s*(?=[^\W\d])")
_INLINE = re.compile(r"(?:(?<=[:;.,])\s+|^\s*)\((\d{1,2})\)\s*")
_INLINE_ARABIC = re.compile(rf"(?<=[:;.])\s+(\d{{1,2}})[.)]\s+(?=[{UPPER}])")


_FIRST = re.compile(r"1[.)]")


@dataclass(frozen=True, slots=True)
class Point:
    """A point at `[start, end)`, its mark left out; `number` None for a dash.

    `heading` is where a heading above it stands, which says whom it is for; `sub` tells a point
    below another that a letter or two numbers mark (`a) …`, `2.1. …`).
    """

    start: int
    end: int
    number: int | None
    heading: tuple[int, int] | None = None
    sub: bool = False


@cache
def ordinal_words() -> re.Pattern[str]:
    forms = sorted(ordinals(), key=len, reverse=True)
    return re.compile(r"\s*(" + "|".join(map(re.escape, forms)) + r")\b\s*[,:.-]?\s*")


@cache
def _opening() -> re.Pattern[str]:
    """What a line begins with that may be a point of any list."""
    words = "|".join(map(re.escape, ordinals()))
    return re.compile(rf"\s*(?:[\d(+•*–—●▪·►✓♦-]|[a-zđ][.)]|{words})")


@cache
def _first_words() -> tuple[str, ...]:
    return tuple(form for form, number in ordinals().items() if number == 1)


@cache
def _inline_words() -> re.Pattern[str]:
    forms = sorted(ordinals(), key=len, reverse=True)
    return re.compile(r"(?<=[:;.])\s+(" + "|".join(map(re.escape, forms)) + r")\b\s*[,:-]?\s*")


class Marks:
    """The marks of one document."""

    def __init__(self, document: Document) -> None:
        self._text, self._folded = document.text, document.folded
        firsts = [found.start() for found in _FIRST.finditer(self._text)]
        for word in _first_words():
            at = self._folded.find(word)
            while at >= 0:
                firsts.append(at)
                at = self._folded.find(word, at + 1)
        self._firsts = sorted(firsts)

    def opens(self, block: Block) -> bool:
        """Whether a block may hold the first point of a list."""
        if self._may_be_inline(block):
            return True
        return _opening().match(self._folded, block.start, block.end) is not None

    def _may_be_inline(self, block: Block) -> bool:
        at = bisect_left(self._firsts, block.start)
        return at < len(self._firsts) and self._firsts[at] < block.end

    def inline(self, block: Block) -> tuple[re.Pattern[str], list[Point], int] | None:
        """`… như sau: (1) …; (2) …` within one block; only the first may stand there.

        The pattern of further points in blocks of their own, the points, where the first mark is.
        """
        if not self._may_be_inline(block):
            return None
        if not any(self._text.find(mark, block.start, block.end) >= 0 for mark in (":", ". ")):
            return None
        words = _inline_words()
        for pattern, source in (
            (_INLINE, self._text),
            (words, self._folded),
            (_INLINE_ARABIC, self._text),
        ):
            marks: list[re.Match[str]] = []
            for mark in pattern.finditer(source, block.start, block.end):
                number = ordinals()[mark[1]] if pattern is words else int(mark[1])
                if number == len(marks) + 1:
                    marks.append(mark)
            if not marks:
                continue
            before = self._text[block.start : marks[0].start()].rstrip()
            if not before.endswith((":", ".") if pattern is words else ":"):
                continue
            bounds = [*(m.start() for m in marks[1:]), block.end]
            points = [
                Point(mark.end(), self.trimmed(mark.end(), bound), number)
                for number, (mark, bound) in enumerate(zip(marks, bounds, strict=True), start=1)
            ]
            return (
                (_BRACKETED if pattern is _INLINE else ordinal_words()),
                points,
                marks[0].start(),
            )
        return None

    def mark(
        self, block: Block, expected: int, kind: re.Pattern[str] | None
    ) -> tuple[re.Pattern[str], Point] | None:
        """The point that the block is; `kind` as the points before it are marked."""
        start, end = block.start, block.end
        for pattern in (_ARABIC, _BRACKETED, ordinal_words(), LETTER, LOWER, DASH):
            if (pattern is LOWER) if kind is None else (pattern is not kind):
                continue
            source = self._folded if pattern is ordinal_words() else self._text
            mark = pattern.match(source, start, end)
            if mark is None:
                continue
            if pattern is DASH:
                return pattern, Point(mark.end(), self.trimmed(mark.end(), end), None)
            if pattern is LETTER or pattern is LOWER:
                if kind is None and mark[1] != "a":
                    continue
                point = Point(mark.end(), self.trimmed(mark.end(), end), None, sub=True)
                return pattern, point
            number = ordinals()[mark[1]] if pattern is ordinal_words() else int(mark[1])
            if number == expected:
                return pattern, Point(mark.end(), self.trimmed(mark.end(), end), number)
        return None

    def trimmed(self, start: int, end: int) -> int:
        while end > start and self._text[end - 1] in TRAILING:
            end -= 1
        return end
