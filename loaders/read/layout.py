"""Characters on pages -> lines -> paragraphs, without what stands on every page. Pure.

Where a line ends is no fact of the text; where a paragraph ends is. One question tells them
apart: would the first word of the next line have fitted on this one? Then the break is meant.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final
from unicodedata import combining

from loaders.read.glyphs import Glyph

_SPACE: Final = 0.13  # of the size: a wider gap between two letters parts words
_BLANK: Final = 0.5  # of the size: a blank, and what a line may be short of its column
_SAME_LINE: Final = 0.42  # of the size: a note's number stands less far above its line
_NEAR: Final = 60  # lines before and after which tell how wide a column is
_ENDS: Final = (".", ";", ":", "!", "?", "…", ".”", '."', "./.")
_ITEM: Final = re.compile(r"(?:[-–+•*▪◦●■✓]|\(?(?:\d{1,3}|[a-zđ]|[IVX]{1,5})[.)/])\s*\S")
_HEAD_LINES: Final = 3  # lines at the top and at the bottom where running heads stand
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:(?:trang|page|tr\.?)\s*)?\d{1,4}\s*(?:(?:/|of|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_PRINTED_BY_BROWSER: Final = re.compile(
    r"(?P<address>(?:https?|file)://\S+)\s+\d{1,4}/\d{1,4}"
    r"|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?:\s?[AP]M)?\s.*"
)
_NOTE: Final = re.compile(r"[\[(]?(\d{1,2}|\*{1,3})[\])]?[\s.]*\S")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, its extent in points, and how wide its first word is."""

    text: str
    left: float
    right: float
    y: float
    size: float
    first: float


def lines_of(page: Sequence[Glyph]) -> list[Line]:
    """The lines of a page in reading order, each from left to right."""
    return [line for run in _runs(page) if (line := _line(run))]


def _runs(page: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs that follow each other on one baseline; those drawn later go back into their line."""
    runs: list[list[Glyph]] = []
    on: dict[int, list[int]] = {}  # the runs by their baseline, in points
    for glyph in page:
        last = runs[-1][-1] if runs else None
        if last and abs(glyph.y - last.y) < _SAME_LINE * max(glyph.size, last.size, 1):
            runs[-1].append(glyph)
            continue
        runs.append([glyph])
        on.setdefault(round(glyph.y), []).append(len(runs) - 1)
    for number, run in enumerate(runs):
        y = round(run[0].y)
        for other in [n for near in (y - 1, y, y + 1) for n in on.get(near, ())]:
            if other < number and runs[other] and _interleave(runs[other], run):
                runs[other].extend(run)
                runs[number] = []
                break
    return [run for run in runs if run]


def _interleave(one: Sequence[Glyph], other: Sequence[Glyph]) -> bool:
    """Whether a run stands within the extent of another, in its gaps: letters of another font."""
    left, right = min(g.x for g in one), max(g.right for g in one)
    return any(left <= g.x and g.right <= right + 1 for g in other if g.text.strip())


def _line(run: list[Glyph]) -> Line | None:
    run = [glyph for glyph in _from_left(run) if glyph.text]
    printed = [glyph for glyph in run if glyph.text.strip()]
    if not printed:
        return None
    parts: list[str] = []
    before: Glyph | None = None
    first = 0.0  # where the first word ends
    for glyph in run:
        parted = before is not None and _parted(before, glyph)
        if before and not first and before.text.strip() and (parted or glyph.text.isspace()):
            first = before.right
        parts.append(f" {glyph.text}" if parted else glyph.text)
        before = before if before and combining(glyph.text[0]) else glyph
    text = " ".join("".join(parts).split())
    left, right = printed[0].x, max(glyph.right for glyph in printed)
    size = median(glyph.size for glyph in printed)
    return Line(text, left, right, printed[0].y, size, (first or right) - left)


def _parted(before: Glyph, glyph: Glyph) -> bool:
    """Whether two neighbours stand so far apart that a blank is meant."""
    gap = glyph.x - before.right
    return gap > _SPACE * max(before.size, glyph.size) and not combining(glyph.text[0])


def _from_left(run: list[Glyph]) -> list[Glyph]:
    """The glyphs in the order of their places, marks behind their letters; drawn twice is once."""
    if all(b.x >= a.x - 0.3 * a.size or combining(b.text[:1] or " ") for a, b in pairwise(run)):
        return run
    groups: list[list[Glyph]] = []
    for glyph in run:
        if groups and glyph.text and combining(glyph.text[0]):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    groups.sort(key=lambda group: group[0].x)
    kept = groups[:1]
    for group in groups[1:]:
        one, other = kept[-1][0], group[0]
        if one.text != other.text or other.x - one.x > 0.1 * one.size:  # bold by printing twice
            kept.append(group)
    return [glyph for group in kept for glyph in group]


# --- What stands on every page -------------------------------------------------------------------


def without_running(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], str]:
    """The pages without heads, feet and page numbers, and the address that a browser printed."""
    ends = [_ends(page) for page in pages]
    seen = Counter(key for page in ends for key in {_key(line) for line in page})
    often = max(2, 0.4 * len(pages))
    address = ""
    kept = []
    for page, outer in zip(pages, ends, strict=True):
        drop = [line for line in outer if seen[_key(line)] >= often]
        for line in outer:
            if found := _PRINTED_BY_BROWSER.fullmatch(line.text):
                drop.append(line)
                address = address or found["address"] or ""
        rest = [line for line in page if line not in drop]
        for outermost in _outermost(rest):
            if _PAGE_NUMBER.fullmatch(outermost.text):
                rest.remove(outermost)
        kept.append(rest)
    return kept, address if address.startswith("http") else ""


def _ends(page: Sequence[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.y)
    return list(dict.fromkeys(by_height[:_HEAD_LINES] + by_height[-_HEAD_LINES:]))


def _outermost(page: Sequence[Line]) -> list[Line]:
    if len(page) < 2:
        return []
    return [max(page, key=lambda line: line.y), min(page, key=lambda line: line.y)]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


# --- Paragraphs ----------------------------------------------------------------------------------


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages, one going on over the end of a page; notes stand last."""
    notes: list[str] = []
    bodies = []
    for page in pages:
        body, below = _without_notes(page)
        bodies.append(body)
        notes += _joined(below)
    return _joined(*bodies) + notes


def _without_notes(page: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines of a page, and the footnotes below them, which are printed smaller."""
    if len(page) < 3:
        return list(page), []
    small = 0.92 * median(line.size for line in page)
    start = len(page)
    while start > 1 and page[start - 1].size < small:
        start -= 1
    while start < len(page) and not _NOTE.match(page[start].text):
        start += 1
    return list(page[:start]), list(page[start:])


def _joined(*pages: Sequence[Line]) -> list[str]:
    done: list[str] = []
    last: Line | None = None
    room = 0.0  # points left on the last line
    for page in pages:
        pitch = _pitch(page)
        edges = _edges(page)
        for number, line in enumerate(page):
            before = page[number - 1] if number else None
            left = min(other.left for other in page[max(0, number - 3) : number + 4])
            if last is None or _begins(line, last, room, left, pitch if before else None):
                done.append(line.text)
            else:
                done[-1] = _together(done[-1], line.text)
            last, room = line, edges[number] - line.right
    return done


def _begins(line: Line, last: Line, room: float, left: float, pitch: float | None) -> bool:
    """Whether a line begins a paragraph. `pitch` is None at the top of a page."""
    ended = last.text.endswith(_ENDS)
    goes_on = line.text[0].islower() and not ended
    if pitch is None and ended and not line.text[0].islower():
        return True
    if line.first + _BLANK * line.size < room and not goes_on:  # it would have fitted above
        return True
    if not 0.88 * last.size <= line.size <= 1.14 * last.size:
        return True
    if pitch and last.y - line.y > 1.45 * pitch:
        return True
    indented = line.left > left + 0.6 * line.size and line.left > last.left + 0.4 * line.size
    return ended and (indented or bool(_ITEM.match(line.text)))


def _pitch(page: Sequence[Line]) -> float:
    """The usual distance between two baselines; 0 where it cannot be told."""
    steps = [a.y - b.y for a, b in pairwise(page) if 0 < a.y - b.y < 4 * a.size]
    steps.sort()
    return steps[len(steps) // 3] if steps else 0.0


def _edges(page: Sequence[Line]) -> list[float]:
    """For each line how far to the right its column reaches."""
    edges = []
    for number, line in enumerate(page):
        near = page[max(0, number - _NEAR) : number + _NEAR]
        column = [o.right for o in near if o.left < line.right and line.left < o.right]
        edges.append(max(column, default=line.right))
    return edges


def _together(text: str, more: str) -> str:
    """Two printed lines of one paragraph as one; what a hyphen or a stroke parts, it joins."""
    if len(text) > 1 and text[-1] in "-/" and not text[-2].isspace() and more[0].isalnum():
        word, rest = text[:-1].rpartition(" ")[2], more.split(" ", 1)[0]
        if text[-1] == "-" and _hyphenated(word) and _hyphenated(rest.rstrip(",.;:")):
            return text[:-1] + more
        return text + more
    return f"{text} {more}"


def _hyphenated(part: str) -> bool:
    """Whether a part may be of a foreign word: Vietnamese hyphens stand between syllables."""
    return len(part) > 1 and part.isascii() and part.isalpha() and part.islower()
