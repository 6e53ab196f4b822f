"""The places that a report names: which province, district or commune it is about."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from loaders.document import BlockKind, Document
from loaders.find.abbreviations import plain, spell
from loaders.find.names import cities, skip_blanks
from loaders.find.organisation_names import Parser
from loaders.find.printed_names import Parsed
from ontology.lexicon import Row, Terms, fold, table

CITY = "thành phố"
PROVINCE, DISTRICT, COMMUNE = "1", "2", "3"
"""Ranks of `cap_dia_phuong`."""

_NONE: Counter[tuple[str, str]] = Counter()
_IN_TITLE = 3  # what a place in the title weighs beside one in the text
_OFTEN = 2  # mentions that show a place to be what a report is about
_BY_COMMITTEE = 2  # what `Tỉnh ủy Hải Vân` weighs beside `tỉnh Hải Vân`


@cache
def levels() -> dict[str, Row]:
    """The levels of administration by their words: `tỉnh`, `thị xã`."""
    return {row["label"]: row for row in table("cap_dia_phuong")}


def rank_of(level: str) -> str:
    """The rank of a level of administration: tỉnh 1, huyện 2, xã 3; "" for another word."""
    row = levels().get(level)
    return row["level"] if row else ""


@cache
def level_of(rank: str) -> str:
    """The usual word for a rank: 1 tỉnh, 2 huyện; "" where there is none."""
    usual = (row for row in levels().values() if row["usual"])
    return next((row["label"] for row in usual if row["level"] == rank), "")


@cache
def level_led(committee: str) -> str:
    """The level of the places that a kind of Party committee leads: tỉnh of Tỉnh ủy."""
    return next((level for level, row in levels().items() if row["committee"] == committee), "")


def level_at_end(name: str) -> str:
    """The level that a name ends with, its place unsaid: `tỉnh` of `Hội Khuyến học tỉnh`."""
    if not name.endswith(_level_endings()):
        return ""
    return next(level for level in levels() if name.endswith(f" {level}"))


@cache
def _level_endings() -> tuple[str, ...]:
    return tuple(f" {level}" for level in levels())


class Places:
    """How often a report names each place, by rank."""

    def __init__(self, document: Document, parser: Parser, parsed: Iterable[Parsed]) -> None:
        self._named: dict[str, Counter[tuple[str, str]]] = {}
        self._about: dict[tuple[str, str], str] = {}
        text = document.text
        for hit in parser.hits.of("cap_dia_phuong"):
            at = skip_blanks(text, hit.end)
            end = parser.words.capitals(at, len(text))
            if end is None or parser.words.shouted(at):  # capitals that say nothing
                continue
            if at > hit.end or text[at - 1] == ".":
                name = spell(text[at:end], parser.spelled)
                titled = document.kind_at(at) is BlockKind.TITLE
                self._count(hit.row["level"], hit.row["label"], name, _IN_TITLE if titled else 1)
        for one in parsed:
            for part in one.chain():
                if (rank := part.kind["rank"]) and part.words:
                    level = level_led(part.kind.id) or level_of(rank)
                    self._count(rank, level, part.words, _BY_COMMITTEE)
        self._document = document

    def _count(self, rank: str, level: str, name: str, weight: int) -> None:
        if (counts := self._named.get(rank)) is None:
            counts = self._named[rank] = Counter()
        counts[level, name] += weight

    def provinces(self) -> list[str]:
        """The provinces named."""
        return [name for _, name in self._named.get(PROVINCE, ())]

    def the(self, rank: str, level: str = "") -> str:
        """The one place of a rank (and level) that the report is about; "" where several are."""
        if (known := self._about.get((rank, level))) is None:
            known = self._about[rank, level] = self._most_named(rank, level)
        return known

    def _most_named(self, rank: str, level: str) -> str:
        counts: Counter[str] = Counter()
        spelled: dict[str, Counter[str]] = {}
        for (word, name), count in self._named.get(rank, _NONE).items():
            if not level or word == level:
                key = fold(plain(name))  # Đăk R’lấp, Đắk R’Lấp: one place
                counts[key] += count
                spelled.setdefault(key, Counter())[name] += count
        if not counts:
            return self._implied(level)
        best = _first(counts)
        return spelled[best].most_common(1)[0][0] if best else ""

    def _implied(self, level: str) -> str:
        """The province or city that a report of one names without a word for its level.

        `Hải Vân: …` in the title, and `UBND tỉnh` in the text.
        """
        if level not in (CITY, level_of(PROVINCE)):
            return ""
        title, counts = self._document.title, Counter[str]()
        folded = self._document.folded
        for found in _provinces().find(folded):
            name = folded[found.start : found.end]
            if (name in cities()) == (level == CITY):
                titled = title is not None and title.start <= found.start < title.end
                counts[name] += _IN_TITLE if titled else 1
        best = _first(counts)
        if counts[best] < _OFTEN:
            return ""
        return next(f for row in table("dia_danh") for f in row.forms if fold(f) == best)


def _first(counts: Counter[str]) -> str:
    """What is counted at least twice as often as anything else; "" where nothing is."""
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
        return ""
    return best[0][0]


@cache
def _provinces() -> Terms:
    return Terms("dia_danh")
