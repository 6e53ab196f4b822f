"""Find the meeting that a report is about: its name, date, organiser, place and ordinal."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from loaders.document import UPPER, Block, Document, Sentence
from loaders.find.dates import DateKind, DateMention, Precision
from loaders.find.organisations import Organisations
from loaders.find.patterns import any_of
from loaders.groups import Group
from loaders.model import Meeting, Organisation, Span
from ontology.lexicon import Hit, Terms, fold, table

_SAID = re.compile(rf", (?=[{UPPER}])")  # `Tại Diễn đàn, Thủ tướng …`: another subject begins
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_LEAD_SENTENCES = 4
_NEAR = 30  # code points between `tổ chức` and the word for a meeting that tells its kind
_ACT_REACH = 64  # code points that hold the words for what somebody does at a meeting
_OPENING = 30  # code points of a name in which the word for a meeting stands
_MAX_TITLE = 420
_NAMED = 6  # words from which a title names the meeting
_SHORT = 5  # words up to which a name needs the organiser's


@cache
def _terms() -> Terms:
    """For a name that has been put together, and stands in no text."""
    return Terms(*Group.MEETINGS.value)


@cache
def _usual() -> tuple[str, str]:
    """Kind and label of a meeting where nothing tells its kind."""
    row = next(row for row in table("cuoc_hop") if row["usual"])
    return row.id, row["label"]


def _words(*kinds: str) -> str:
    return any_of("ten_hop", "kind", *kinds)


@cache
def _hosted() -> re.Pattern[str]:
    """`tổ chức thành công `: the verb before the name of a meeting, and what stands between."""
    return re.compile(
        rf"\b(?!{_words('khong')})(?:(?P<sure>{_words('mo_chac')})|{_words('mo')})"
        rf"(?P<between>(?: {_words('chen')})*)\s+"
    )


@cache
def _at_a_place() -> re.Pattern[str]:
    return re.compile(rf"{_words('tai')}\b")


@cache
def _title_end() -> re.Pattern[str]:
    day, time = any_of("ngay_thang", "kind", "ngay"), any_of("ngay_thang", "kind", "buoi")
    return re.compile(
        rf"(?<!\btp)(?<!\btx)[.;:](?=\s|$)|\s{_words('het')}\b|,? {_words('tai')} {_words('noi')}"
        rf"|,? {time}? ?{day} \d"
    )


@cache
def _another() -> re.Pattern[str]:
    """The post or the honorific of somebody who does something at the meeting."""
    return re.compile(rf"{any_of('chuc_vu')}\b|{any_of('xung_ho')}\b")


@cache
def _at_meeting() -> re.Pattern[str]:
    """Right before a meeting that somebody chairs or attends."""
    return re.compile(rf"\b{any_of('hanh_vi', 'part', 'chair', 'direct', 'attend')} $")


@cache
def _ordinal_words() -> re.Pattern[str]:
    return re.compile(rf"{_words('lan')}\s+(\d{{1,3}}|[ivxl]+|{any_of('so_dem')})\b")


@cache
def _numbers() -> dict[str, int]:
    return {fold(form): int(row["value"]) for row in table("so_dem") for form in row.forms}


@cache
def _venue() -> re.Pattern[str]:
    """`tại Hội trường tầng 3, Sở A`; `Tại Sông Lam, …`: a venue, or the place of a dateline."""
    name = rf"[{UPPER}][\w’']*(?: [{UPPER}][\w’']*){{0,3}}"
    after, end = _words("sau_noi"), r"(?=[.,;()\n]|$)"
    return re.compile(
        rf"\b(?i:{_words('tai')}) (?P<place>(?i:{_words('noi')})"
        rf"[^.,;()\n]{{0,80}}?(?:{end}(?:, [{UPPER}][^.,;()\n]{{1,30}}{end})?|(?= {after}\b))"
        rf"|(?:(?i:{any_of('cap_dia_phuong')}) ?)?{name}(?= *[,(:]| {after}\b))"
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The words that name a meeting, the sentence or title they stand in, and its kind."""

    within: Span
    name: Span
    kind: str


def find_meetings(
    document: Document, organisations: Organisations, dates: Sequence[DateMention]
) -> list[Meeting]:
    """The meeting that the report is about, at most one; none where it tells of no meeting."""
    hits = [h for h in document.terms(Group.MEETINGS).all if h.row.table == "cuoc_hop"]
    lead, title = _lead(document, hits), _from_title(document, hits)
    found = lead or title
    if found is None:
        return []
    name = _name(document, title, lead, organisations.organiser)
    span = found.within
    where = _venue().search(document.text, span.start, span.end)
    return [
        Meeting(
            title=name,
            date=_when(document, span, dates),
            organiser=organisations.organiser,
            place=" ".join(where["place"].split()).rstrip(" ,") if where else "",
            ordinal=_ordinal(span.of(document.folded)) or _ordinal(fold(name)),
            kind=found.kind,
            span=span,
            rule="meeting:lead" if lead else "meeting:title",
        )
    ]


def _opening(document: Document) -> list[Sentence]:
    return list(islice(document.body(), _LEAD_SENTENCES))


def _lead(document: Document, hits: Sequence[Hit]) -> _Found | None:
    """The opening sentence that says that a meeting is held, else the first that names one."""
    first: _Found | None = None
    for sentence in _opening(document):
        inside = _within(hits, sentence)
        if held := _held(document, sentence, inside):
            return held
        if first is None and inside:
            first = _told(document, sentence, inside)
    return first


def _told(document: Document, sentence: Sentence, inside: Sequence[Hit]) -> _Found:
    """The meeting of a sentence that says who chairs or attends it, else the first it names."""
    at_it = (
        hit
        for hit in inside
        if _at_meeting().search(
            document.folded, max(sentence.start, hit.start - _ACT_REACH), hit.start
        )
    )
    hit = next(at_it, inside[0])
    end = _end(document, hit.start, sentence.end)
    for comma in _SAID.finditer(document.text, hit.start, end):
        if _another().match(document.folded, comma.end()):
            end = _trimmed(document.text, hit.start, comma.start())
            break
    return _Found(sentence.span, Span(hit.start, end), hit.row.id)


def _within(hits: Sequence[Hit], part: Sentence | Block) -> Sequence[Hit]:
    """The terms that begin in a sentence or a block."""
    return hits[bisect_left(hits, (part.start,)) : bisect_left(hits, (part.end,))]


def _held(document: Document, sentence: Sentence, inside: Sequence[Hit]) -> _Found | None:
    """The meeting that a sentence says is held."""
    starts = [hit.start for hit in inside]
    for hosted in _hosted().finditer(document.folded, sentence.start, sentence.end):
        at = hosted.end()
        following = bisect_left(starts, at)
        near = inside[following] if following < len(inside) else None
        if near is None or near.start != at:
            if hosted["between"] or not hosted["sure"]:
                continue
            if _at_a_place().match(document.folded, at):
                continue  # `Hội nghị được tổ chức tại Hải Vân`: its name stands before
            near = near if near is not None and near.start < at + _NEAR else None
        name = Span(at, _end(document, at, sentence.end))
        if name.start == name.end:
            continue
        return _Found(sentence.span, name, near.row.id if near else _usual()[0])
    return None


def _end(document: Document, start: int, limit: int) -> int:
    """Where a name that begins at `start` ends."""
    limit = min(limit, start + _MAX_TITLE)
    stop = _title_end().search(document.folded, start, limit)
    return _trimmed(document.text, start, stop.start() if stop else limit)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,.;:":
        end -= 1
    return end


def _from_title(document: Document, hits: Sequence[Hit]) -> _Found | None:
    title = document.title
    inside = _within(hits, title) if title else ()
    if title is None or not inside:
        return None
    hit = inside[0]
    name = Span(hit.start, _trimmed(document.text, hit.start, title.end))
    return _Found(name, name, hit.row.id)


def _name(
    document: Document, title: _Found | None, lead: _Found | None, organiser: Organisation | None
) -> str:
    """The fuller of the title's and the lead's wording; a short one with the organiser's name."""
    candidates = [found.name.of(document.text) for found in (title, lead) if found is not None]
    first, last = candidates[0], candidates[-1]
    entitled = title is not None and len(first.split()) >= _NAMED and not first.isupper()
    words = (first if entitled and len(last) <= 2 * len(first) else last).split()
    name = " ".join(words)
    if not any(True for _ in _terms().find(fold(name)[:_OPENING])):
        name = f"{_usual()[1]} {name[:1].lower()}{name[1:]}"
    if len(name.split()) <= _SHORT and organiser is not None:
        name = f"{name} {organiser.name}"
    return name[:1].upper() + name[1:]


def _when(document: Document, within: Span, dates: Sequence[DateMention]) -> str:
    """The day of the meeting: where it is told of, else the first day of the opening or the title.

    Where none has one, the day of publication, "" where that is unknown too.
    """
    days = [
        day
        for day in dates
        if day.precision is Precision.DAY
        and day.kind is DateKind.EVENT
        and not day.iso.startswith("-")  # a day whose year is unknown
    ]
    title = [Span(document.title.start, document.title.end)] if document.title else []
    for spans in ([within], [sentence.span for sentence in _opening(document)], title):
        for day in days:
            if any(span.start <= day.span.start < span.end for span in spans):
                return day.iso
    if document.report.published is not None:
        return document.report.published.isoformat()
    return next((d.iso for d in dates if d.kind is DateKind.PUBLISHED), "")


def _ordinal(folded: str) -> int | None:
    found = _ordinal_words().search(folded)
    if found is None:
        return None
    word = found[1]
    if word.isdigit():
        return int(word)
    return _roman(word) if set(word) <= set(_ROMAN) else _numbers().get(word)


def _roman(word: str) -> int:
    total = 0
    for letter, following in zip(word, word[1:] + " ", strict=True):
        value = _ROMAN[letter]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total
