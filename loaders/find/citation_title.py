"""Read laws, statutes and names in full: documents that are cited by what they are about.

`Luật Giáo dục năm 2019`, `Điều lệ Hội …`, `Kế hoạch của Sở X về …`.
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.document import Document
from loaders.find.citation_issuer import Issuers
from loaders.find.citation_merge import Draft
from loaders.find.phrases import Phrases
from ontology.lexicon import Hit

_AMENDING = re.compile(r" sửa đổi,? bổ sung (?:một số điều (?:của )?)?(?:các )?(?:bộ )?luật(?= )")
_REVISED = re.compile(r" ?\((?:sửa đổi|bổ sung|sửa đổi, bổ sung)\)")
_YEAR = re.compile(r" ?,? (?:năm )?(?P<y>(?:19|20)\d\d)(?![\d/])")
_WORD = re.compile(r" ?(?P<w>[^\W\d_]+)")
_NAME_WORD = re.compile(r"(?P<s> ?,? ?(?:[-/] )?)(?P<w>[^\W_]+(?:[-/&][^\W_]+)*)")
_OF = re.compile(r" (?:của )?")
_OF_BODY = re.compile(r" của ")
_SUBJECT = re.compile(r" (?:về việc|về|thực hiện) ")
_MOST_WORDS = 10
_FEWEST_WORDS = 4
_LONGEST_NAME = 45


@cache
def _laws() -> Phrases:
    return Phrases("luat")


@cache
def _ends_law() -> Phrases:
    return Phrases("het_ten_van_ban", "after", ("luat",))


@cache
def _ends_full() -> Phrases:
    return Phrases("het_ten_van_ban", "after", ("day_du",))


@cache
def _no_start() -> Phrases:
    return Phrases("het_ten_van_ban", "after", ("dau",))


@cache
def _before(says: str) -> Phrases:
    return Phrases("truoc_loai_van_ban", "says", (says,))


def law(document: Document, kind: Hit, limit: int, issuers: Issuers) -> Iterator[Draft]:
    """The law that the word `kind` (Luật, Bộ luật, Pháp lệnh) names."""
    text, folded, label = document.text, document.folded, kind.row["type"]
    start, head = kind.end, ""
    amending = _AMENDING.match(folded, start, limit) if folded.startswith(" s", start) else None
    if amending:
        head = "sửa đổi, bổ sung một số điều của Luật "
        start = amending.end()
    at = start + 1
    if at >= limit or text[start] != " ":
        return
    capital = text[at].isupper()
    if not (capital or text[kind.start].isupper()):  # "Luật đất đai" is a law, "pháp luật về" none
        return
    known = _laws().at(folded, at, limit)
    end = known.end if known else None
    if end is None and capital:
        end = _law_name(document, at, limit, issuers)
    if end is None or _before("khong_luat").before(folded, 0, kind.start):
        return
    if revised := _REVISED.match(folded, end, limit):
        end = revised.end()
    found = Draft(kind.start, end, label, name=f"{label} {head}{_tidy(text[at:end])}")
    found.rule = "citation-law"
    if year := _YEAR.match(folded, end, limit):
        found.end, found.date = year.end(), year["y"]
        found.name += f" năm {found.date}"
    yield found


def _law_name(document: Document, at: int, limit: int, issuers: Issuers) -> int | None:
    """The end of a law's name that no table holds: its words up to one that belongs to no name."""
    text, folded = document.text, document.folded
    if text[at + 1 : at + 2].isupper() or issuers.named(at):
        return None  # "pháp lệnh CPI", "Luật Chính phủ đã thông qua"
    end = None
    for _ in range(_MOST_WORDS):
        word = _WORD.match(folded, at, limit)
        if word is None or _ends_law().at(folded, word.start("w"), limit):
            break
        end = at = word.end()
    return end


def statute(document: Document, kind: Hit, limit: int, issuers: Issuers) -> Iterator[Draft]:
    """`Điều lệ Hội Khuyến học Hải Vân`: the statute of a body."""
    revised = _REVISED.match(document.folded, kind.end, limit)
    of = _OF.match(document.folded, revised.end() if revised else kind.end)
    body = issuers.organisation(of.end()) if of else None
    if body is None or body[0] > limit:
        return
    end, issuer = body
    label = kind.row["type"]
    name = f"{label} {'(sửa đổi) ' if revised else ''}{issuer.name}"
    yield Draft(kind.start, end, label, name=name, issuer=issuer, rule="citation-statute")


def in_full(document: Document, kind: Hit, limit: int, issuers: Issuers) -> Iterator[Draft]:
    """A name written in full: `Quy định Chứng chỉ nghề …`, `Kế hoạch của Sở X về …`."""
    text, folded = document.text, document.folded
    sentence = document.sentence_at(kind.start)
    if kind.row["name"] == "dai_hoi" and (sentence is None or sentence.start == kind.start):
        return  # "Kết luận về …" that opens a sentence is a verb
    if not text[kind.start].isupper() or text[kind.start + 1].isupper():
        return  # a line in capitals does not tell names apart
    if _before("nhieu").before(folded, 0, kind.start):
        return
    at, issuer = kind.end, None
    of = _OF_BODY.match(folded, at, limit)
    body = issuers.named(of.end()) if of else issuers.organisation(at + 1)
    if body is not None and body[0] <= limit:
        at, issuer = body
    elif of:
        return
    about = _SUBJECT.match(folded, at, limit)
    titled = issuer is None and _titled(document, kind, limit, issuers)
    if about is None and not titled:
        return
    first = about.end() if about else at + 1
    end = _full_name(document, first, limit)
    if len(text[first:end].split()) >= _FEWEST_WORDS:
        label = kind.row["type"]
        name = f"{label} {_tidy(text[kind.end : end])}"
        yield Draft(kind.start, end, label, name=name, issuer=issuer, rule="citation-in-full")


def _titled(document: Document, kind: Hit, limit: int, issuers: Issuers) -> bool:
    """Whether a title stands right behind the kind: no body's name, mostly with a capital."""
    text, first = document.text, kind.end + 1
    if first + 1 >= limit or text[kind.end] != " " or not text[first].isalpha():
        return False
    match kind.row["name"]:
        case "nhan_de":
            fits = text[first].isupper()
        case "ten_thuong":  # within a sentence only: at its start every noun has a capital
            sentence = document.sentence_at(kind.start)
            fits = sentence is not None and sentence.start < kind.start
        case _:
            return False
    if not fits or not text[first + 1].islower() or issuers.named(first) is not None:
        return False
    if text[first].isupper():
        return True
    return not any(ends().at(document.folded, first, limit) for ends in (_ends_law, _no_start))


def _full_name(document: Document, at: int, limit: int) -> int:
    """The end of a name in full: at a full stop, or before a word that belongs to no name."""
    text, folded, end = document.text, document.folded, at
    for _ in range(_LONGEST_NAME):
        word = _NAME_WORD.match(folded, at, limit)
        if word is None or _ends_full().at(folded, word.start("w"), limit):
            break
        if "," in word["s"] and not text[word.start("w")].islower():
            break
        end = at = word.end()
    return end


def _tidy(words: str) -> str:
    return " ".join(words.replace("–", "-").split()).strip(" ,")
