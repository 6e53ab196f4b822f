"""The terms that names are built of, found in one pass.

They are heads of organisations, posts, honorifics, levels of places.
"""

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache

from loaders.document import UPPER, Document
from loaders.groups import Group
from ontology.lexicon import Hit, Row, fold, table

WORD = re.compile(r"[^\W_](?:[\w'’ʼ./&]{0,60}[\w'’])?(?:-[A-ZĐƯ&]{2,})?")
"""A word of a name: letters with inner marks, so that `KH&CN`, `R'lấp`, `TCCB-LĐ` are one."""

CAPITALS = re.compile(rf"[{UPPER}](?<!\w.)[\w'’ʼ]*+(?: [{UPPER}][\w'’ʼ]*+)++")
"""A run of at least two capitalised words on one line."""

_SYLLABLE = 9  # code points that hold a syllable and the blanks around it
_TWO_WORDS_BEFORE = re.compile(r"(?:(\w+) )?(\w+) $")
_BEFORE = 24  # code points that hold the two words before a name


@dataclass(frozen=True, slots=True)
class NameHits:
    """The terms of names in one document, and the term that begins at an offset."""

    hits: tuple[Hit, ...]
    by_start: dict[int, Hit]
    heads: dict[int, Hit]  # those of `by_start` that are heads of bodies

    def at(self, start: int, *tables: str) -> Hit | None:
        hit = self.by_start.get(start)
        return hit if hit is not None and hit.row.table in tables else None

    def of(self, *tables: str) -> list[Hit]:
        return [hit for hit in self.hits if hit.row.table in tables]

    def before(self, start: int) -> Iterator[Hit]:
        """The terms that begin before `start`, the nearest first."""
        for index in range(bisect_left(self.hits, (start,)) - 1, -1, -1):
            yield self.hits[index]


def scan(document: Document) -> NameHits:
    found = document.terms(Group.NAMES).all
    folded, places = document.folded, _within_places()
    hits = tuple(
        [
            _before_person(document.text, hit) if folded[hit[0] : hit[1]] in _with_family() else hit
            for hit in found
            if folded[hit[0] : hit[1]] not in places or not _in_place(folded, hit)
        ]
    )
    heads = {hit[0]: hit for hit in hits if hit.row.table == "to_chuc"}
    return NameHits(hits, {hit[0]: hit for hit in hits}, heads)


def _in_place(folded: str, hit: Hit) -> bool:
    """Whether a term is the end of a place's name: `Phòng` of `Hải Phòng`, `Nguyên` of `Thái`."""
    if (
        hit.row.table not in ("to_chuc", "trang_thai_chuc_vu")
        or not hit.start
        or folded[hit.start - 1] != " "
    ):
        return False
    before = folded.rfind(" ", max(0, hit.start - _SYLLABLE), hit.start - 1) + 1
    place = place_end(folded, before) if before else None
    return place is not None and place >= hit.end


def _before_person(text: str, hit: Hit) -> Hit:
    """`HĐND tỉnh Đoàn Văn Mây`: the level alone, where its last word begins a person's name."""
    first, last = text[hit.start : hit.end].split()
    follows = text[hit.end : hit.end + 2]
    if first[0].isupper() or not (last[0].isupper() and follows[1:].isupper()):
        return hit
    return Hit(hit.start, hit.start + len(first), _levels_by_form()[fold(first)])


@cache
def _with_family() -> frozenset[str]:
    """Heads of bodies of a level and a family name: `tỉnh đoàn`."""
    heads = (fold(form).split() for row in table("to_chuc") for form in row.forms)
    return frozenset(
        " ".join(words)
        for words in heads
        if len(words) == 2 and words[0] in _levels_by_form() and words[1] in family_names()
    )


@cache
def _levels_by_form() -> dict[str, Row]:
    return {fold(form): row for row in table("cap_dia_phuong") for form in row.forms}


@cache
def _within_places() -> frozenset[str]:
    """The words that stand after the first in names of provinces and cities: `phòng`."""
    names = [fold(form).split()[1:] for row in table("dia_danh") for form in row.forms]
    return frozenset(" ".join(name[:end]) for name in names for end in range(1, len(name) + 1))


@cache
def _stops() -> dict[str, tuple[tuple[str, bool], ...]]:
    by_word: dict[str, list[tuple[str, bool]]] = {}
    for row in table("tu_dung"):
        for form in row.forms:
            by_word.setdefault(form.split()[0], []).append((form, bool(row["lower"])))
    return {word: tuple(forms) for word, forms in by_word.items()}


def ends_name(text: str, folded: str, start: int) -> bool:
    """Whether the word at `start` ends a name (`tu_dung`): it belongs to none."""
    word = WORD.match(folded, start)
    if word is None:
        return True
    return _stops_at(folded, start, word[0], text[start].isupper())


def ends_any_name(folded: str, start: int) -> bool:
    """Whether the word at `start` ends a name even in capitals: when, of which document."""
    word = WORD.match(folded, start)
    return word is not None and _stops_at(folded, start, word[0], capital=True)


def _stops_at(folded: str, start: int, word: str, capital: bool) -> bool:
    for form, lower_only in _stops().get(word, ()):
        end = start + len(form)
        if capital and lower_only:
            continue
        if folded.startswith(form, start) and not folded[end : end + 1].isalnum():
            return True
    return False


@cache
def _verbs() -> dict[str, tuple[str, ...]]:
    by_word: dict[str, list[str]] = {}
    for name in ("hanh_vi", "yeu_cau", "dong_tu_chi_dao"):
        for row in table(name):
            for form in row.forms:
                folded = fold(form)
                by_word.setdefault(folded.split()[0].rstrip(","), []).append(folded)
    return {word: tuple(forms) for word, forms in by_word.items()}


def verb_end(folded: str, start: int) -> int | None:
    """The end of the longest verb at `start` of what somebody does or is to do, else None."""
    word = WORD.match(folded, start)
    if word is None:
        return None
    ends = (
        start + len(form)
        for form in _verbs().get(word[0], ())
        if folded.startswith(form, start)
        and not folded[start + len(form) : start + len(form) + 1].isalnum()
    )
    return max(ends, default=None)


@cache
def _places() -> dict[str, tuple[str, ...]]:
    by_word: dict[str, list[str]] = {}
    for row in table("dia_danh"):
        for form in row.forms:
            by_word.setdefault(fold(form).split()[0], []).append(fold(form))
    return {word: tuple(sorted(forms, key=len, reverse=True)) for word, forms in by_word.items()}


def opens_place() -> Container[str]:
    """The folded words that names of provinces and cities begin with."""
    return _places().keys()


def place_end(folded: str, start: int) -> int | None:
    """The end of the name of a province or city (`dia_danh`) at `start`, None if none begins."""
    word = WORD.match(folded, start)
    forms = _places().get(word[0]) if word else None
    if forms is None or not folded.startswith(forms, start):
        return None
    for form in forms:
        end = start + len(form)
        if folded.startswith(form, start) and not folded[end : end + 1].isalnum():
            return end
    return None


@cache
def cities() -> frozenset[str]:
    """The cities under the centre, folded: what leads them is a Thành ủy."""
    return frozenset(fold(form) for row in table("dia_danh") if row["city"] for form in row.forms)


@cache
def said_with_level() -> frozenset[str]:
    """Cities that are always named with the word for city: Thành phố Hồ Chí Minh."""
    return frozenset(form for row in table("dia_danh") if row["level"] for form in row.forms)


def skip_blanks(text: str, start: int) -> int:
    """The first offset from `start` that is no space (line ends are not skipped)."""
    while text.startswith(" ", start):
        start += 1
    return start


@cache
def little_words(kind: str) -> tuple[str, ...]:
    """The folded words of one kind of `quanh_ten`, the longest first."""
    rows = [row for row in table("quanh_ten") if row["kind"] == kind]
    forms = {fold(form) for row in rows for form in row.forms}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def spaced_words(kind: str) -> tuple[str, ...]:
    """`little_words`, each with the space that follows it."""
    return tuple(f"{word} " for word in little_words(kind))


def skip_of(text: str, start: int) -> int:
    """Where the owner begins: past a `của` that stands at `start`, else `start`."""
    for word in spaced_words("cua"):
        if text.startswith(word, start):
            return skip_blanks(text, start + len(word))
    return start


def is_general(folded: str, start: int) -> bool:
    """Whether the name at `start` names no body in particular: `các Chi bộ`, `mỗi Phòng`."""
    return folded.endswith(spaced_words("chung"), 0, start)


@cache
def abbreviations() -> dict[str, str]:
    """Abbreviation, case as written, to its full form."""
    return {form: row["label"] for row in table("viet_tat") for form in row.forms}


@cache
def family_names() -> dict[str, Row]:
    return {fold(form): row for row in table("ho") for form in row.forms}


@cache
def middle_names() -> frozenset[str]:
    """Words after a family name that make it one, folded: `Văn`, `Thị`."""
    return frozenset(fold(form) for row in table("ten_dem") for form in row.forms)


@cache
def _not_people() -> tuple[frozenset[str], frozenset[str]]:
    rows = table("khong_phai_nguoi")
    names = frozenset(fold(f) for row in rows if row["kind"] == "ten" for f in row.forms)
    before = frozenset(fold(f) for row in rows if row["kind"] == "truoc" for f in row.forms)
    return names, before


def is_no_person(name: str) -> bool:
    return fold(name) in _not_people()[0]


def names_a_place(folded: str, start: int) -> bool:
    """Whether the words right before `start` make the name there a street, a school, a district."""
    tail = _TWO_WORDS_BEFORE.search(folded[max(0, start - _BEFORE) : start])
    if tail is None:
        return False
    words = _not_people()[1]
    return tail[2] in words or f"{tail[1]} {tail[2]}" in words
