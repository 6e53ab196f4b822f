"""The points of a list: `1. …`, `(1) …`, `Một là, …`, dashes, each in its block or all in one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from loaders.document import UPPER, Block, BlockKind, Document
from loaders.find.directive_words import TRAILING, opening, ordinals

_ARABIC = re.compile(r"\s*(\d{1,2})\s*(?:[.)/]|[-:](?= ))\s*(?=[^\W\d]|$)")
_BRACKETED = re.compile(r"\s*\((\d{1,2})\)\s*")
_DASH = re.compile(r"\s*[-+•*–—●▪·►✓♦]\s*(?=[^\W\d])")
_INLINE = re.compile(r"(?:(?<=[:;.,])\s+|^\s*)\((\d{1,2})\)\s*")
_MOST = 200  # points of one list
_INLINE_ARABIC = re.compile(rf"(?<=[:;.])\s+(\d{{1,2}})[.)]\s+(?=[{UPPER}])")
_GAP = 30  # blocks without a mark that may stand between two points
_DASH_GAP = 3  # the same between two dashes
_HEADING = 16  # words of a point that only heads the points below it


@dataclass(frozen=True, slots=True)
class Point:
    """A point at `[start, end)`, its mark left out; `number` None for a dash.

    `heading` is where a heading above it stands, which says whom it is for.
    """

    start: int
    end: int
    number: int | None
    heading: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The points of a list; `head` is where its own block begins, `first` the first mark.

    `after` is the index of the block that follows the list; `worded` tells points that words
    number (`Một là`), which no other list has.
    """

    head: int
    first: int
    points: tuple[Point, ...]
    after: int
    worded: bool = False


@dataclass(frozen=True, slots=True)
class _Top:
    """A point and what stands below it: dashes (no number), and further text (number 0)."""

    point: Point
    below: list[Point]


@cache
def _ordinal_words() -> re.Pattern[str]:
    forms = sorted(ordinals(), key=len, reverse=True)
    return re.compile(r"\s*(" + "|".join(map(re.escape, forms)) + r")\b\s*[,:.-]?\s*")


@cache
def _inline_words() -> re.Pattern[str]:
    forms = sorted(ordinals(), key=len, reverse=True)
    return re.compile(r"(?<=[:;.])\s+(" + "|".join(map(re.escape, forms)) + r")\b\s*[,:-]?\s*")


class Lists:
    """The lists of one document."""

    def __init__(self, document: Document) -> None:
        self._text, self._folded = document.text, document.folded
        self._blocks = document.blocks

    def beginning(self, index: int, *, headed: bool) -> Series | None:
        """The list whose first point stands in the block `index`, None where none begins there.

        `headed`: the words before the block end as those that announce a list.
        """
        block = self._blocks[index]
        first = block.start
        if found := self._inline(block):
            pattern, points, first = found
        elif mark := self._mark(block, 1, None if headed else _ordinal_words()):
            pattern, points = mark[0], [mark[1]]
        else:
            return None
        tops = [_Top(point, []) for point in points]
        after = self._gather(tops, pattern, index + 1)
        if len(tops) < 2:
            return None
        if pattern is _DASH:
            flat = list(self._dashed([p for top in tops for p in (top.point, *top.below)], None))
        else:
            flat = [point for top in tops for point in self._flat(top)]
        return Series(block.start, first, tuple(flat), after, pattern is _ordinal_words())

    def _gather(self, tops: list[_Top], pattern: re.Pattern[str], at: int) -> int:
        """Add the points below the first to `tops`; the block after the last of them."""
        after = at
        dashed = pattern is _DASH
        below = tops[-1].below
        while (
            len(tops) < _MOST
            and at < len(self._blocks)
            and at - after <= (_DASH_GAP if dashed else _GAP)
        ):
            block = self._blocks[at]
            at += 1
            if block.kind is BlockKind.BYLINE:
                break
            if block.kind is BlockKind.FURNITURE:
                continue
            if mark := self._mark(block, (tops[-1].point.number or 0) + 1, pattern):
                tops.append(_Top(mark[1], []))
                below, after = tops[-1].below, at
            elif not dashed and (dash := self._mark(block, 0, _DASH)):
                below.append(dash[1])
            elif self._mark(block, 1, None) is not None:
                break
            else:
                below.append(Point(block.start, self._trimmed(block.start, block.end), 0))
        return self._below_last(tops[-1], after)

    def _below_last(self, top: _Top, after: int) -> int:
        """Keep below the last point only the dashes that it heads; the block after them."""
        kept: list[Point] = []
        if self._heads(top.point):
            for point in top.below:
                if point.number is not None and kept:
                    break
                kept.append(point)
        top.below[:] = kept if any(p.number is None for p in kept) else []
        if not top.below:
            return after
        end = top.below[-1].start
        return next(i for i, b in enumerate(self._blocks) if b.start <= end < b.end) + 1

    def _flat(self, top: _Top) -> list[Point]:
        """A point with its further text, or the points that it only heads."""
        point, below = top.point, top.below
        if not below:
            return [point] if point.end > point.start else []
        heading = (point.start, point.end)
        dashes = [p for p in below if p.number is None]
        if not self._heads(point):
            return [replace(point, end=max(p.end for p in below))]
        if not dashes:
            return [Point(below[0].start, below[-1].end, point.number, heading)]
        return list(self._dashed(below, heading))

    def _dashed(self, below: list[Point], heading: tuple[int, int] | None) -> Iterator[Point]:
        """The dashes below a heading, with the plain lines after each; dashes may head others."""
        last: Point | None = None
        for point in below:
            if point.number is not None:
                last = replace(last, end=point.end) if last else None
                continue
            if last is not None and not self._introduces(last):
                yield last
            if last is not None and self._introduces(last):
                heading = (last.start, last.end)
            last = replace(point, heading=heading)
        if last is not None:
            yield last

    def _introduces(self, point: Point) -> bool:
        """Whether a dash ends in a colon: `- Vụ Pháp chế:`."""
        return self._text[point.end : point.end + 2].strip().startswith(":")

    def _heads(self, point: Point) -> bool:
        """Whether a point is no more than a heading: `2. Về công tác cán bộ:`."""
        words = self._text[point.start : point.end].split()
        after = self._text[point.end : point.end + 2].strip()
        if not words or (after.startswith(":") and len(words) <= _HEADING):
            return True
        topic = opening(self._folded, point.start)[0] in ("chu_de", "su_vat")
        return topic and not after.startswith((".", ";")) and len(words) <= _HEADING

    def _inline(self, block: Block) -> tuple[re.Pattern[str], list[Point], int] | None:
        """`… như sau: (1) …; (2) …` within one block; only the first may stand there.

        The pattern of further points in blocks of their own, the points, where the first mark is.
        """
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
                Point(mark.end(), self._trimmed(mark.end(), bound), number)
                for number, (mark, bound) in enumerate(zip(marks, bounds, strict=True), start=1)
            ]
            return (
                (_BRACKETED if pattern is _INLINE else _ordinal_words()),
                points,
                marks[0].start(),
            )
        return None

    def _mark(
        self, block: Block, expected: int, kind: re.Pattern[str] | None
    ) -> tuple[re.Pattern[str], Point] | None:
        """The point that the block is; `kind` as the points before it are marked."""
        start, end = block.start, block.end
        for pattern in (_ARABIC, _BRACKETED, _ordinal_words(), _DASH):
            if kind is not None and pattern is not kind:
                continue
            source = self._folded if pattern is _ordinal_words() else self._text
            mark = pattern.match(source, start, end)
            if mark is None:
                continue
            if pattern is _DASH:
                return pattern, Point(mark.end(), self._trimmed(mark.end(), end), None)
            number = ordinals()[mark[1]] if pattern is _ordinal_words() else int(mark[1])
            if number == expected:
                return pattern, Point(mark.end(), self._trimmed(mark.end(), end), number)
        return None

    def _trimmed(self, start: int, end: int) -> int:
        while end > start and self._text[end - 1] in TRAILING:
            end -= 1
        return end
