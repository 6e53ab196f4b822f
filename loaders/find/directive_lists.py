"""The lists of a report: their points, what stands below each, what only heads others."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.document import Block, BlockKind, Document
from loaders.find.directive_marks import DASH, LETTER, LOWER, Marks, Point, ordinal_words
from loaders.find.directive_words import opening

_MOST = 200  # points of one list
_GAP = 30  # blocks without a mark that may stand between two points
_DASH_GAP = 3  # the same between two dashes
_HEADING = 16  # words of a point that only heads the points below it
_TITLE = 24  # words of a line without a mark at its end that heads what stands below it


@dataclass(frozen=True, slots=True)
class Series:
    """The points of a list; `head` is where its own block begins, `first` the first mark.

    `after` is the index of the block that follows the list; `worded` tells points that words
    number (`Một là`), which no other list has; `prose` tells that a heading has paragraphs below
    it, which are no points.
    """

    head: int
    first: int
    points: tuple[Point, ...]
    after: int
    worded: bool = False
    prose: bool = False


@dataclass(frozen=True, slots=True)
class _Top:
    """A point and what stands below it: dashes and letters (no number), further text (number 0)."""

    point: Point
    below: list[Point]


class Lists:
    """The lists of one document."""

    def __init__(self, document: Document) -> None:
        self._text, self._folded = document.text, document.folded
        self._blocks = document.blocks
        self._marks = Marks(document)

    def beginning(self, index: int, headed: Callable[[], bool]) -> Series | None:
        """The list whose first point stands in the block `index`, None where none begins there.

        `headed` tells whether the words before the block end as those that announce a list.
        """
        block = self._blocks[index]
        if not self._marks.opens(block):
            return None
        first = block.start
        if found := self._marks.inline(block):
            pattern, points, first = found
        elif mark := self._marks.mark(block, 1, None if headed() else ordinal_words()):
            pattern, points = mark[0], [mark[1]]
        else:
            return None
        tops = [_Top(point, []) for point in points]
        after = self._gather(tops, pattern, index + 1)
        if len(tops) < 2 and not (pattern is ordinal_words() and headed()):
            return None
        if pattern is DASH:
            flat = list(self._dashed([p for top in tops for p in (top.point, *top.below)], None))
        else:
            flat = [point for top in tops for point in self._flat(top)]
        prose = any(map(self._heads_prose, tops))
        return Series(
            block.start, first, tuple(flat), after, worded=pattern is ordinal_words(), prose=prose
        )

    def _gather(self, tops: list[_Top], pattern: re.Pattern[str], at: int) -> int:
        """Add the points below the first to `tops`; the block after the last of them."""
        after = at
        dashed = pattern is DASH
        below = tops[-1].below
        plain = 0  # blocks without a mark since the last one
        while (
            len(tops) < _MOST
            and at < len(self._blocks)
            and plain <= (_DASH_GAP if dashed else _GAP)
        ):
            block = self._blocks[at]
            at += 1
            if block.kind is BlockKind.BYLINE:
                break
            if block.kind is BlockKind.FURNITURE:
                plain += 1
                continue
            if mark := self._marks.mark(block, (tops[-1].point.number or 0) + 1, pattern):
                tops.append(_Top(mark[1], []))
                below, after, plain = tops[-1].below, at, 0
            elif not dashed and (lower := self._lower(block, pattern)):
                below.append(lower)
                plain = 0
            elif self._marks.mark(block, 1, None) is not None:
                break
            else:
                below.append(Point(block.start, self._marks.trimmed(block.start, block.end), 0))
                plain += 1
        return self._below_last(tops, after)

    def _lower(self, block: Block, pattern: re.Pattern[str]) -> Point | None:
        """The point with a dash or a letter that stands below points of `pattern`."""
        lower = (DASH,) if pattern is LETTER else (LETTER, LOWER, DASH)
        marks = (self._marks.mark(block, 0, kind) for kind in lower)
        return next((mark[1] for mark in marks if mark), None)

    def _below_last(self, tops: list[_Top], after: int) -> int:
        """Keep below the last point only the points that it heads; the block after them."""
        top = tops[-1] = self._named(tops[-1])
        kept: list[Point] = []
        if self._heads(top.point) or any(p.sub for p in top.below):
            plain = 0
            for point in top.below:
                plain = plain + 1 if point.number is not None else 0
                if plain > (_DASH_GAP if kept else 1):
                    break
                kept.append(point)
            while kept and kept[-1].number is not None and not self._under_letter(kept):
                kept.pop()
        top.below[:] = kept if any(p.number is None for p in kept) else []
        if not top.below:
            return after
        end = top.below[-1].start
        return next(i for i, b in enumerate(self._blocks) if b.start <= end < b.end) + 1

    def _under_letter(self, points: Sequence[Point]) -> bool:
        """Whether the last of the points is the text of a lettered heading just before it."""
        return len(points) > 1 and points[-2].sub and self._titles(points[-2])

    def _named(self, top: _Top) -> _Top:
        """A point whose mark stands alone, with the line below it as its own."""
        if top.point.end > top.point.start or not top.below or top.below[0].number != 0:
            return top
        line, *below = top.below
        return _Top(replace(top.point, start=line.start, end=line.end), below)

    def _heads_prose(self, top: _Top) -> bool:
        """Whether a point heads several paragraphs, none of them marked."""
        top = self._named(top)
        below = top.below
        return len(below) > 1 and all(p.number == 0 for p in below) and self._heads(top.point)

    def _flat(self, top: _Top) -> list[Point]:
        """A point with its further text, or the points that it only heads."""
        top = self._named(top)
        point, below = top.point, top.below
        if not below:
            return [point] if point.end > point.start else []
        heading = (point.start, point.end)
        marked = [p for p in below if p.number is None]
        heads = self._heads(point) or (self._titles(point) and (point.sub or bool(marked)))
        if subs := _subs(below):
            own = [] if heads else [point]
            return own + [p for sub in subs for p in self._flat(sub)]
        if not heads:
            return [replace(point, end=max(p.end for p in below))]
        if not marked:
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

    def _titles(self, point: Point) -> bool:
        """Whether a point is a short line that no mark ends: `a) Bộ Nội vụ`."""
        after = self._text[point.end : point.end + 2].strip()
        words = self._text[point.start : point.end].split()
        return len(words) <= _TITLE and not after.startswith((".", ";", ","))

    def _heads(self, point: Point) -> bool:
        """Whether a point is no more than a heading: `2. Về công tác cán bộ:`."""
        words = self._text[point.start : point.end].split()
        after = self._text[point.end : point.end + 2].strip()
        if not words or (after.startswith(":") and len(words) <= _HEADING):
            return True
        topic = opening(self._folded, point.start)[0] in ("chu_de", "su_vat")
        return topic and not after.startswith((".", ";")) and len(words) <= _HEADING


def _subs(below: Sequence[Point]) -> list[_Top]:
    """The points with letters or two numbers among those below a point, and what is below each."""
    tops: list[_Top] = []
    for point in below:
        if point.sub:
            tops.append(_Top(point, []))
        elif tops:
            tops[-1].below.append(point)
    return tops
