"""Find the meeting that a report is about: its name, date, organiser, place and ordinal."""

import re
from collections.abc import Sequence
from functools import cache

from loaders.document import UPPER, Document
from loaders.find.date_mention import DateKind, DateMention, Precision
from loaders.find.meeting_names import MeetingNames, Named, opening
from loaders.find.organisations import Organisations
from loaders.find.patterns import any_of
from loaders.groups import Group
from loaders.model import Meeting, Organisation, Span
from ontology.lexicon import Terms, fold, table

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_OPENING = 30  # code points of a name in which the word for a meeting stands
_NAMED = 6  # words from which a title names the meeting
_FULLER = 1.3  # times as long as the title's is the opening's wording that is the fuller one
_TELLING = 5  # words from which a name tells what the meeting is about
_QUOTES = '“”"'
_SHORT = 5  # words up to which a name needs the organiser's


@cache
def _terms() -> Terms:
    """For a name that has been put together, and stands in no text."""
    return Terms(*Group.MEETINGS.tables)


@cache
def _labels() -> dict[str, str]:
    """What a meeting is called, by the id of its kind; by "" where nothing tells its kind."""
    rows = table("cuoc_hop")
    usual = next(row["label"] for row in rows if row["usual"])
    return {"": usual, **{row.id: row["label"] for row in rows}}


def _words(*kinds: str) -> str:
    return any_of("ten_hop", "kind", *kinds)


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
        rf"\b(?i:{_words('tai')}) (?P<place>(?P<building>(?i:{_words('noi')}))"
        rf"[^.,;()\n]{{0,80}}?(?:{end}(?:, [{UPPER}][^.,;()\n]{{1,30}}{end})?|(?= {after}\b))"
        rf"|(?:(?i:{any_of('cap_dia_phuong')}) ?)?{name}(?= *[,(:]| {after}\b))"
    )


def find_meetings(
    document: Document, organisations: Organisations, dates: Sequence[DateMention]
) -> list[Meeting]:
    """The meeting that the report is about, at most one; none where it tells of no meeting."""
    names = MeetingNames(document, dates)
    lead, title = names.in_lead(), names.in_title()
    found = lead or title
    if found is None:
        return []
    wording = _wording(document, title, lead, names.occasion())
    name = _name(wording.of(document.text), lead, organisations.organiser)
    span = found.within
    where = _where(document, names, span)
    return [
        Meeting(
            title=name,
            date=_when(document, span, dates),
            organiser=organisations.organiser,
            place=where,
            ordinal=_ordinal(fold(name)) or _ordinal(span.of(document.folded)),
            kind=found.kind,
            span=span,
            rule="meeting:lead" if lead else "meeting:title",
        )
    ]


def _name(wording: str, lead: Named | None, organiser: Organisation | None) -> str:
    """The name as worded, with a word for its kind; a short one with the organiser's name."""
    name = " ".join(wording.split())
    if name[:1] in _QUOTES and name[-1:] in _QUOTES:
        name = name[1:-1].strip()
    if not any(True for _ in _terms().find(fold(name)[:_OPENING])):
        label = _labels()[lead.kind if lead else ""]
        name = f"{label} {name[:1].lower()}{name[1:]}"
    short = len(name.split()) <= _SHORT
    if short and organiser is not None and fold(organiser.name) not in fold(name):
        name = f"{name} {organiser.name}"
    return name[:1].upper() + name[1:]


def _wording(
    document: Document, title: Named | None, lead: Named | None, occasion: Span | None
) -> Span:
    """Where the name of the meeting stands: in the title, or in the opening."""
    if lead is None or title is None:
        only = lead or title
        assert only is not None
        telling = len(only.name.of(document.text).split()) >= _TELLING and not only.bare
        return only.name if telling or occasion is None else occasion
    if lead.bare or title.bare or title.kind != lead.kind:
        return title.name if lead.bare and not title.bare else lead.name
    first, last = title.name.of(document.text), lead.name.of(document.text)
    entitled = len(first.split()) >= _NAMED and not first.isupper()
    return title.name if entitled and len(last) <= _FULLER * len(first) else lead.name


def _where(document: Document, names: MeetingNames, within: Span) -> str:
    """The place in the sentence that tells of the meeting, or a building in another."""
    found = _venue().search(document.text, within.start, within.end)
    others = (each for each in opening(document) if found is None and names.tells(each))
    for each in others:
        if (there := _venue().search(document.text, each.start, each.end)) and there["building"]:
            found = there
            break
    return " ".join(found["place"].split()).rstrip(" ,") if found else ""


def _when(document: Document, within: Span, dates: Sequence[DateMention]) -> str:
    """The day of the meeting: where it is told of, else the first day of the opening or the title.

    Where none has one, the day of publication; where that is unknown too, the month that is
    printed where it is told of, else "".
    """
    days = [day for day in dates if day.precision is Precision.DAY and day.kind is DateKind.EVENT]
    title = [Span(document.title.start, document.title.end)] if document.title else []
    for spans in ([within], [sentence.span for sentence in opening(document)], title):
        told = [day for day in days if any(s.start <= day.span.start < s.end for s in spans)]
        if told:
            return next((day.iso for day in told if not day.lacks_year), "")
    if document.report.published is not None:
        return document.report.published.isoformat()
    if day := next((d.iso for d in dates if d.kind is DateKind.PUBLISHED), ""):
        return day
    return next(
        (d.iso for d in dates if _is_month(d) and within.start <= d.span.start < within.end), ""
    )


def _is_month(date: DateMention) -> bool:
    return date.precision is Precision.MONTH and date.year_printed and not date.lacks_year


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
