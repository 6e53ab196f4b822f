"""Awards and counted recipients as a text names them, before it is known which goes to whom."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.document import Document
from loaders.find.phrases import Phrases
from loaders.groups import Group as Tables
from ontology.lexicon import Hit

_BADGE = re.compile(
    r"(?:(?P<named>huy hiệu)\s+(?:đảng\s+)?(?:loại\s+)?)?"
    r"(?P<years>(?<!\d)\d\d(?:(?:\s+năm)?(?:,\s?|\s+và\s+)\d\d){0,8}+)\s+"
    r"(?:(?P<aged>(?:năm\s+)?tuổi\s+đảng)|năm(?!\s+tuổi)(?P<more>(?=\s+cho\s+\d))?)"
)
_COUNT = re.compile(
    r"(?P<count>[0-9](?<![\w/][0-9])(?<!\w[.,][0-9])(?:\d{0,2}(?:\.\d{3})++|\d{0,4}+))"
    r"(?:/\d{1,5})?+"
    r"(?:\s?\([^()\d\n]{1,20}\))?\s{1,3}(?=[^\W\d])"
)
_WORD = re.compile(r"[^\W_]+")
_NAME_END = re.compile(r"[,;:.(\d…]|\s-\s|\n")
_QUOTES = "“”\"'‘’"
_BADGES_APART = 60  # code points between `Huy hiệu 65 năm cho 4 đảng viên` and `60 năm cho ...`
_GIVER = 10  # words of who awards
_BODY = 12  # words of a body's name
_WIDE = 400  # code points that hold more words than any of these


@dataclass(frozen=True, slots=True)
class Honour:
    """An award at `[start, end)`; `kind` as in `ontology/lexicon/khen_thuong.tsv`.

    `several` marks one of some that are named at one place (`Huy hiệu 40, 50 năm tuổi Đảng`).
    """

    start: int
    end: int
    name: str
    kind: str
    several: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Recipients of one kind at `[start, end)`; `count` None where they are not counted."""

    start: int
    end: int
    kind: str
    count: int | None


@cache
def _recipients() -> Phrases:
    return Phrases("nguoi_nhan")


@cache
def ties(kind: str) -> Phrases:
    """The words of `ontology/lexicon/trao_tang.tsv` of one kind."""
    return Phrases("trao_tang", "kind", {kind})


def find_honours(document: Document) -> list[Honour]:
    """The awards that a report names, in the order of the text."""
    folded = document.folded
    badges = list(_badges(folded)) if "huy hiệu" in folded else []
    named = (hit for hit in document.terms(Tables.HONOURS).all if hit.row["kind"] != "tuoi")
    found = [_honour(document, hit) for hit in named]
    covered = {at for badge in badges for at in range(badge.start, badge.end)}
    found = [honour for honour in found if honour.start not in covered]
    return sorted([*badges, *found], key=lambda honour: honour.start)


def _badges(folded: str) -> Iterator[Honour]:
    last = -_BADGES_APART
    for badge in _BADGE.finditer(folded):
        listed = badge["more"] is not None and badge.start() - last < _BADGES_APART
        if not (badge["named"] or badge["aged"] or listed):
            continue
        last = badge.end()
        years = re.findall(r"\d\d", badge["years"])
        for year in years:
            name = f"Huy hiệu {year} năm tuổi Đảng"
            yield Honour(badge.start(), badge.end(), name, "vat", several=len(years) > 1)


def _honour(document: Document, hit: Hit) -> Honour:
    """`hit` with the words that belong to its name: rank, field, who awards."""
    text, folded = document.text, document.folded
    sentence = document.sentence_at(hit.start)
    limit = sentence.end if sentence else hit.end
    name, end = hit.row["label"], hit.end
    if hit.row["tail"]:
        end = _words_on(text, folded, end, limit, int(hit.row["tail"]))
        name += _printed(text[hit.end : end])
    if hit.row["kind"] == "vat" and (giver := _giver(text, folded, end, limit)):
        name += _printed(text[end:giver])
        end = giver
    return Honour(hit.start, end, name, hit.row["kind"])


def _printed(words: str) -> str:
    return " " + " ".join(words.translate(str.maketrans("", "", _QUOTES)).split()) if words else ""


def _giver(text: str, folded: str, start: int, limit: int) -> int:
    """Where `của Tỉnh ủy` ends after an award, 0 where the text does not go on so."""
    word = _WORD.match(folded, start + 1, limit) if folded[start : start + 1] == " " else None
    if word is None or word[0] != "của":
        return 0
    end = _words_on(text, folded, word.end(), limit, _GIVER)
    return end if end > word.end() else 0


def _words_on(text: str, folded: str, start: int, limit: int, most: int) -> int:
    """Where the name that goes on at `start` ends: `start` when it does not."""
    limit = min(limit, start + _WIDE)
    if stop := _NAME_END.search(folded, start, limit):
        limit = stop.start()
    end = start
    for count, word in enumerate(_WORD.finditer(folded, start, limit)):
        if text[word.start()].islower() and (
            ties("dung").at(folded, word.start(), limit)
            or ties("cho").at(folded, word.start(), limit)
        ):
            return end
        if count == most:
            return end
        end = word.end()
        if text[end : end + 1] in tuple('”"'):
            return end + 1
    return end


def body_end(text: str, folded: str, start: int, end: int) -> int:
    """Where the name of a body that begins at `start` ends, 0 where none begins."""
    if ties("nhieu").at(folded, start, end) or not text[start : start + 1].isupper():
        return 0
    end = min(end, start + _WIDE)
    if stop := _NAME_END.search(folded, start, end):
        end = stop.start()
    last = start
    for count, word in enumerate(_WORD.finditer(folded, start, end)):
        small = not count or text[word.start()].islower()
        if small and ties("dung").at(folded, word.start(), end):
            break
        if count == _BODY:
            return 0
        last = word.end()
    return last if len(_WORD.findall(folded, start, last)) > 1 else 0


def find_groups(document: Document, start: int, end: int) -> list[Group]:
    """The recipients that `[start, end)` counts, or names as a kind (`các cá nhân`)."""
    folded = document.folded
    found = []
    counted: set[int] = set()
    for number in _COUNT.finditer(folded, start, end):
        hit = _recipients().at(folded, number.end(), end)
        if hit is None or ties("mot_trong").before(folded, start, number.start()):
            continue
        count = int(number["count"].replace(".", ""))
        found.append(Group(number.start(), hit.end, folded[hit.start : hit.end], count))
        counted.add(hit.start)
    for many in ties("nhieu").find(folded, start, end):
        hit = _recipients().at(folded, many.end, end)
        if hit is not None and hit.start not in counted:
            found += _kinds(folded, hit)
    return sorted(found, key=lambda group: group.start)


def _kinds(folded: str, hit: Hit) -> Iterator[Group]:
    """The kinds of `tập thể và cá nhân`, each by itself."""
    start = hit.start
    for part in re.split(r",\s?|\s+và\s+", folded[hit.start : hit.end]):
        yield Group(start, hit.end, part, None)
