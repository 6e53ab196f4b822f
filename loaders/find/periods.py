"""The period that a figure is about: printed beside it, or inherited from paragraph and title."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loaders.document import Block, Document
from loaders.find.phrases import Phrases
from ontology.lexicon import fold, table

_HOLES = {
    "{n}": r"[0-9](?<!\w[0-9])[0-9]?",
    "{q}": r"(?:iv|i{1,3}|[1-4])(?!\w)",
    "{m}": r"(?:1[0-2]|0?[1-9])",
    "{y}": r"(?:19|20)\d\d(?!\d)",
}
_HOLE = re.compile(r"\{[nqmy]\}")
_YEAR = re.compile(r"(?:19|20)(?<!\d..)\d\d(?!\d)")  # a digit first: it is quick to find
_DAY = re.compile(r"\d\s*$")
_NEAR = 8  # periods of a paragraph that are looked at, before and after a number
_HEAD = 1500  # code points in which a report tells its year


class Period(NamedTuple):
    """A period as printed at `[start, end)`; `text` has its year where the report tells it.

    `compared` marks one that others are compared with (`so với cùng kỳ năm 2018`); `lasting`
    one that later clauses of its paragraph are about.
    """

    start: int
    end: int
    text: str
    compared: bool
    lasting: bool


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[bool, ...]], ...]:
    """The forms, those that begin with a number and the others: a group each, which of them last.

    Each pattern begins with a plain character, which is what makes the search for it fast.
    """
    forms = [(fold(f), bool(row["inherit"])) for row in table("ky_bao_cao") for f in row.forms]
    counted = sorted((f for f in forms if f[0].startswith("{n}")), key=lambda f: -len(f[0]))
    named = sorted((f for f in forms if f not in counted), key=lambda f: (f[0][0], -len(f[0])))
    rests = "|".join(f"({_compiled(form[3:])})" for form, _ in counted)
    letters = "|".join(
        f"{letter}(?:"
        + "|".join(f"({_compiled(form[1:])})" for form, _ in named if form[0] == letter)
        + ")"
        for letter in sorted({form[0] for form, _ in named})
    )
    return (
        (
            re.compile(rf"{_HOLES['{n}']}(?:{rests})(?![\w/])"),
            tuple(lasts for _, lasts in counted),
        ),
        (re.compile(rf"(?:{letters})(?![\w/])"), tuple(lasts for _, lasts in named)),
    )


def _printed(folded: str, start: int, end: int) -> list[tuple[int, int, bool]]:
    """Where periods are printed in `[start, end)`, and whether each lasts; none within another."""
    (counted, counted_last), (named, named_last) = _patterns()
    found = sorted(
        (match.start(), match.end(), lasting[(match.lastindex or 1) - 1])
        for matches, lasting in (
            (counted.finditer(folded, start, end), counted_last),
            (_matches(named, folded, start, end), named_last),
        )
        for match in matches
        if match.start() == start or not folded[match.start() - 1].isalnum()
    )
    return [
        one
        for before, one in zip([(0, 0, False), *found], found, strict=False)
        if one[0] >= before[1]
    ]


def _matches(named: re.Pattern[str], folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The periods that begin with a word, looked for where such a word stands."""
    places = []
    for word in _openers():
        at = folded.find(word, start, end)
        while at >= 0:
            places.append(at)
            at = folded.find(word, at + 1, end)
    past = start
    for at in sorted(places):
        if at >= past and (match := named.match(folded, at, end)):
            yield match
            past = match.end()


@cache
def _openers() -> tuple[str, ...]:
    """The first words of the forms that begin with one."""
    forms = {fold(form).split()[0] for row in table("ky_bao_cao") for form in row.forms}
    return tuple(sorted({_HOLE.split(form)[0] for form in forms} - {""}))


def _compiled(form: str) -> str:
    parts, at = [], 0
    for hole in _HOLE.finditer(form):
        parts += [_literal(form[at : hole.start()]), _HOLES[hole[0]]]
        at = hole.end()
    return "".join([*parts, _literal(form[at:])])


def _literal(words: str) -> str:
    return re.escape(words).replace(r"\ \-\ ", r"\s?\-\s?").replace(r"\ ", r"\s{1,3}")


def _start(period: Period) -> int:
    return period.start


@cache
def _compares() -> Phrases:
    return Phrases("dinh_luong", "kind", {"so"})


class Periods:
    """The periods of one document; blocks are read once, when asked for."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._blocks: dict[int, tuple[Period, ...]] = {}
        self._year: str | None = None

    def of_block(self, index: int) -> tuple[Period, ...]:
        """The periods printed in a block, in text order, years filled in."""
        if index not in self._blocks:
            self._blocks[index] = self._read(self._document.blocks[index])
        return self._blocks[index]

    def at(self, index: int, start: int, end: int, number: int, *, compared: bool = False) -> str:
        """The period of the figure whose clause is `[start, end)` with its number at `number`.

        `compared` says that the figure is one that another is compared with.
        The one in the clause, or else the last before it in the block, or the title's.
        """
        printed = self.of_block(index)
        following = bisect_left(printed, number, key=_start)
        before = [
            p
            for p in reversed(printed[max(0, following - _NEAR) : following])
            if compared or not p.compared
        ]
        after = [p for p in printed[following : following + _NEAR] if not p.compared]
        told = (
            *(p for p in before if p.end > start),
            *(p for p in after if p.start <= end + 1),  # `12 tỷ đồng năm 2020`
            *(p for p in before if p.lasting),
        )
        if told:
            return told[0].text
        return self._of_lead_in(index) or self._of_title()

    def _of_lead_in(self, index: int) -> str:
        """A list takes the period of the line that ends in a colon before it."""
        blocks, text = self._document.blocks, self._document.text
        for at in range(index - 1, max(-1, index - 12), -1):
            line = text[blocks[at].start : blocks[at].end].rstrip()
            if line.endswith(":"):
                own = [p for p in self.of_block(at) if not p.compared]
                return own[-1].text if own else ""
            if line[:1] not in "-+*•–":
                return ""
        return ""

    def _of_title(self) -> str:
        title = self._document.title
        if title is None:
            return ""
        own = self.of_block(self._document.blocks.index(title))
        return own[0].text if own and own[0].lasting else ""

    def _read(self, block: Block) -> tuple[Period, ...]:
        text, folded = self._document.text, self._document.folded
        found: list[Period] = []
        title = self._document.title
        year = self._default_year()
        years = list(_YEAR.finditer(folded, block.start, block.end))
        for start, end, lasting in _printed(folded, block.start, block.end):
            if folded.startswith("tháng", start) and _DAY.search(
                folded, max(block.start, start - 3), start
            ):
                continue
            compared = _compares().before(folded, block.start, start) is not None
            words = " ".join(text[start:end].split())
            if not _YEAR.search(words):
                before = bisect_left(years, start, key=re.Match.start)
                near = years[before - 1 : before] or (years[:1] if block is title else [])
                if known := near[0][0] if near else year:
                    words += f" {known}" if words.endswith("năm") else f" năm {known}"
            found.append(Period(start, end, words, compared, lasting))
        return tuple(found)

    def _default_year(self) -> str:
        """The year of the title, or the first that the report prints."""
        if self._year is None:
            title = self._document.title
            folded = self._document.folded
            found = _YEAR.search(folded, title.start, title.end) if title else None
            found = found or _YEAR.search(folded, 0, _HEAD)
            self._year = found[0] if found else ""
        return self._year
