"""Find the meeting that a report is about: its name, date, organiser, place and ordinal."""

import re
from functools import cache

from loaders.document import UPPER, Document, Sentence
from loaders.find.dates import DateKind, DateMention, Precision
from loaders.find.organisations import Organisations
from loaders.model import Meeting, Span
from ontology.lexicon import Hit, Terms

_HOSTED = re.compile(
    r"(?:đã |vừa |long trọng |phối hợp |sẽ |tiến hành )*(?:tổ chức(?! lại| bộ máy| đảng| cán bộ| thực hiện)|tiến hành|khai mạc|triệu tập|có)"
    r"(?: thành công| trọng thể| long trọng| chương trình| phiên| khai mạc| buổi)*\s+"
)
_TITLE_END = re.compile(
    r"[.;:](?=\s|$)|\s(?:với sự|dưới sự|nhằm|để|và kết nối|do đồng chí|do ông|do bà|dự và|"
    r"cho toàn thể|trong không khí|được tổ chức|diễn ra|theo hình thức|với hình thức)\b|"
    r",? tại (?:hội trường|trụ sở|khách sạn|trung tâm hội nghị|điểm cầu|nhà văn hóa|thành phố|tỉnh|hà nội)|,? (?:vào )?(?:sáng|chiều|tối)? ?ngày \d"
)
_ORDINAL = re.compile(
    r"(?:lần thứ|kỳ họp thứ|lần|phiên họp thứ|phiên thứ)\s+"
    r"(\d{1,3}|[ivxl]+|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười(?: một| hai| ba| bốn| lăm| sáu| bảy| tám| chín)?)\b"
)
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            ("nhất",),
            ("hai",),
            ("ba",),
            ("tư", "bốn"),
            ("năm", "lăm"),
            ("sáu",),
            ("bảy",),
            ("tám",),
            ("chín",),
            ("mười",),
        ),
        start=1,
    )
    for word in words
}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_PLACE = re.compile(
    rf"\b[Tt]ại (?P<place>(?:(?:[Hh]ội trường|[Tt]rụ sở|[Nn]hà [Vv]ăn hóa|[Kk]hách sạn|"
    rf"[Tt]rung tâm (?:[Hh]ội nghị|[Vv]ăn hóa)|[Pp]hòng họp|điểm cầu)[^.,;()\n]{{0,80}}(?:, [{UPPER}][^.,;()\n]{{1,30}})?|"
    rf"(?:[Tt]hành phố |TP\.? ?|[Tt]ỉnh |[Hh]uyện |[Xx]ã )?[{UPPER}][\w’']*(?: [{UPPER}][\w’']*){{0,3}}(?= *[,(:]| tổ chức| đã)))"
)
_LEAD_SENTENCES = 4
_MAX_TITLE = 420


@cache
def _terms() -> Terms:
    return Terms("cuoc_hop")


def find_meetings(
    document: Document, organisations: Organisations, dates: list[DateMention]
) -> list[Meeting]:
    """The meeting that the report is about, at most one; none where it tells of no meeting."""
    hits = list(_terms().find(document.folded))
    lead = _lead(document, hits)
    title = _from_title(document, hits)
    if lead is None and title is None:
        return []
    sentence, phrase, kind = lead if lead else (None, None, None)
    if kind is None and title is not None:
        kind = title[1]
    assert kind is not None
    name = _name(document, title[0] if title else None, phrase, organisations)
    span = _span(document, sentence, title[0] if title else None)
    when = _when(document, sentence, dates)
    ordinal = _ordinal(document.folded[span.start : span.end]) or _ordinal(name.lower())
    where = _PLACE.search(document.text, span.start, span.end)
    return [
        Meeting(
            title=name,
            date=when,
            organiser=organisations.organiser,
            place=_place(where["place"]) if where else "",
            ordinal=ordinal,
            kind=kind,
            span=span,
            rule="meeting:lead" if lead else "meeting:title",
        )
    ]


def _lead(document: Document, hits: list[Hit]) -> tuple[Sentence, Span | None, str] | None:
    """The opening sentence that tells of the meeting, with the words that name it."""
    first: tuple[Sentence, Span | None, str] | None = None
    for sentence in list(document.body())[:_LEAD_SENTENCES]:
        inside = [h for h in hits if sentence.start <= h.start < sentence.end]
        for hosted in _HOSTED.finditer(document.folded, sentence.start, sentence.end):
            at = hosted.end()
            named = next((h for h in inside if h.start == at), None)
            if named is not None:
                return sentence, Span(at, _end(document, at, sentence.end)), named.row.id
            if document.folded[hosted.start() : at].strip().endswith("tổ chức"):
                near = next((h for h in inside if at < h.start < at + 30), None)
                kind = near.row.id if near else "hoi_nghi"
                end = _end(document, at, sentence.end)
                return sentence, Span(at, end), kind
        if first is None and inside:
            start = inside[0].start
            first = (sentence, Span(start, _end(document, start, sentence.end)), inside[0].row.id)
    return first


def _end(document: Document, start: int, limit: int) -> int:
    limit = min(limit, start + _MAX_TITLE)
    stop = _TITLE_END.search(document.folded, start, limit)
    end = stop.start() if stop else limit
    while end > start and document.text[end - 1] in " ,.;:":
        end -= 1
    return end


def _from_title(document: Document, hits: list[Hit]) -> tuple[Span, str] | None:
    title = document.title
    if title is None:
        return None
    for hit in hits:
        if title.start <= hit.start < title.end:
            end = title.end
            while end > hit.start and document.text[end - 1] in " .,;":
                end -= 1
            return Span(hit.start, end), hit.row.id
    return None


def _name(
    document: Document, title: Span | None, phrase: Span | None, organisations: Organisations
) -> str:
    """The fuller of the title's and the lead's wording; a short one with the organiser's name."""
    text = document.text
    candidates = [span.of(text) for span in (title, phrase) if span is not None]
    if not candidates:
        return ""
    longer = len(candidates[-1]) > 2 * len(candidates[0])
    if (
        title is not None
        and len(candidates[0].split()) >= 6
        and not (candidates[0].isupper() or longer)
    ):
        name = candidates[0]
    else:
        name = candidates[-1]
    name = " ".join(name.split())
    if not any(True for _ in _terms().find(name.lower()[:30])):
        name = f"Hội nghị {name[0].lower()}{name[1:]}"
    if len(name.split()) <= 5 and organisations.organiser is not None:
        name = f"{name} {organisations.organiser.name}"
    return name[0].upper() + name[1:]


def _span(document: Document, sentence: Sentence | None, title: Span | None) -> Span:
    if sentence is not None:
        return sentence.span
    assert title is not None
    return title


def _when(document: Document, sentence: Sentence | None, dates: list[DateMention]) -> str:
    """The day of the meeting: in the sentence that tells of it, else the first day of the text."""
    days = [d for d in dates if d.precision is Precision.DAY and d.kind is DateKind.EVENT]
    days = [d for d in days if not d.iso.startswith("-")]
    opening = list(document.body())[:_LEAD_SENTENCES]
    if sentence is not None:
        for day in days:
            if sentence.start <= day.span.start < sentence.end:
                return day.iso
    for day in days:
        if any(s.start <= day.span.start < s.end for s in opening):
            return day.iso
    if document.report.published is not None:
        return document.report.published.isoformat()
    published = [d for d in dates if d.kind is DateKind.PUBLISHED]
    return published[0].iso if published else ""


def _ordinal(folded: str) -> int | None:
    found = _ORDINAL.search(folded)
    if found is None:
        return None
    word = found[1]
    if word.isdigit():
        return int(word)
    if set(word) <= set(_ROMAN):
        return _roman(word)
    return sum(_WORDS.get(part, 0) for part in word.split()) or None


def _roman(word: str) -> int:
    total = 0
    for letter, following in zip(word, word[1:] + " ", strict=False):
        value = _ROMAN[letter]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


def _place(words: str) -> str:
    return " ".join(words.split()).rstrip(" ,")
