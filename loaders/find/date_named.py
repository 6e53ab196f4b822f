"""How a report speaks of the dates and years that it names, from which an unnamed one is told."""

from bisect import bisect_right
from collections.abc import Sequence

from loaders.document import Document
from loaders.find.date_mention import DateKind, DateMention, Precision
from loaders.find.date_year import LEAD, Told, Year, months
from loaders.groups import Group

_OF_ROLES = {"tong_ket": Told.LOOKED_BACK, "phuong_huong": Told.PLANNED}
_OF_LEAD = {Told.YEAR: Told.OPENING, Told.PHASE: Told.TITLE}


def years_named(document: Document, found: Sequence[DateMention]) -> list[Year]:
    """The dates and years that a report names, each with how it speaks of it."""
    roles = document.terms(Group.YEARS).all
    openers = {hit.start: hit.row["value"] for hit in document.terms(Group.DATES).all}
    years: list[Year] = []
    for mention in found:
        spoken = mention.kind not in (DateKind.BIRTH, DateKind.PUBLISHED)
        remembered = mention.kind is DateKind.ANNIVERSARY and not mention.until
        if not spoken or remembered or mention.lacks_year:
            continue
        start = mention.span.start
        index = document.begun(start)
        if index < 0 or start >= document.sentences[index].end:
            continue
        at = bisect_right(roles, start, key=lambda hit: hit.start) - 1
        near = at >= 0 and roles[at].start >= document.sentences[index].start
        role = roles[at].row["role"] if near else ""
        if role == "hieu_luc":
            continue
        beside = near and roles[at].end + 1 == start
        if role == "xa" and beside and mention.precision is Precision.MONTH:
            if years and years[-1].told is Told.SINCE:
                years.pop()  # "từ tháng 8/2021 đến tháng 4/2026"
            continue
        opener = openers.get(start, "")
        told = _told(mention, role, beside=beside, opener=opener)
        lead = index < (1 if told is Told.PHASE else LEAD)
        told = _OF_LEAD.get(told, told) if lead else told
        first, last = _months(mention, opener)
        years.append(Year(told, first, first + 11 if told is Told.ELECTED else last, lead))
    return years


def _told(mention: DateMention, role: str, *, beside: bool, opener: str) -> Told:
    """How a report speaks of a date; `role` of the words before it, `beside` right before."""
    match mention.precision:
        case Precision.DAY:
            return Told.DOCUMENT if mention.kind is DateKind.DOCUMENT else Told.DAY
        case Precision.MONTH:
            return Told.SINCE if role == "tu" and beside else Told.MONTH
        case Precision.QUARTER | Precision.PART:
            return Told.PART
        case Precision.TERM:
            if opener != "dau":
                return Told.SCHOOL if opener[:1].isdigit() else Told.PHASE
            return Told.ELECTED if role == "bau" else Told.TERM
        case Precision.YEAR if role in ("xa", "tu"):
            return Told.UNTIL if beside and role == "xa" else Told.YEAR
    return _OF_ROLES.get(role, Told.YEAR)


def _months(mention: DateMention, opener: str) -> tuple[int, int]:
    """The first month and the last; of an anniversary the day that is celebrated.

    `opener` tells with which months the years of a school year begin and end.
    """
    iso = mention.until if mention.kind is DateKind.ANNIVERSARY else mention.iso
    last = iso if mention.precision is Precision.DAY else mention.until or iso
    begins, _, ends = opener.partition("-") if mention.precision is Precision.TERM else ("", "", "")
    return (
        months(int(iso[:4]), int(begins if ends else iso[5:7] or 1)),
        months(int(last[:4]), int(ends or last[5:7] or 12)),
    )
