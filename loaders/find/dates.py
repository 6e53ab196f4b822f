"""Find the dates of a report: days, months, quarters, years, terms, and what each is a date of."""

import re
from bisect import bisect_right
from datetime import date as Date

from loaders.document import BlockKind, Document
from loaders.find.date_day import YEAR, read_day
from loaders.find.date_mention import DateKind, DateMention, Precision
from loaders.find.date_named import years_named
from loaders.find.date_year import implied
from loaders.groups import Group
from loaders.model import Span
from loaders.segment import published
from ontology.lexicon import Hit

_AND_YEARS = tuple(  # two digits first: they are quick to find
    re.compile(rf"{century}\d\d(?!\d)(?:(?<=[/.\-]....)|(?<=[/.\-]\s....))")
    for century in ("20", "19")
)
_DAY_AND_MONTH = re.compile(r"(?<![\d/])\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?$")
_LEAD = re.compile(r"(?:\s|,|\(|ngày\b|từ\b|các\b|[23]\b(?=\s+ngày)|hai\b|ba\b){0,6}")
_MONTH = re.compile(
    rf"\s*(?P<m>[01]?\d)(?![\d.,%])(?:\s?[/\-]\s?(?P<y>{YEAR})|,?\s+năm\s+(?P<y2>{YEAR}))?(?!\d)"
)
_QUARTER = re.compile(
    rf"\s*(?P<q>i{{1,3}}|iv|[1-4])(?!\w)(?:\s?[/\-,]?\s*(?:năm\s+)?(?P<y>{YEAR})(?!\d))?"
)
_OF_YEAR = re.compile(rf",?\s*(?:năm\s+)?(?P<y>{YEAR})(?!\d)")
_YEARS = re.compile(rf"\s*:?\s*\(?(?P<y>{YEAR})\s*(?:-|đến(?: năm)?)\s*(?P<z>{YEAR})(?!\d)")
_AFTER_NUMBER = re.compile(
    r"(?:số\s{0,2}:?\s{0,2}\d+[\w/&.-]*|\d\s?[-/]\s?(?:\d{4}\s?/\s?)?[a-zđ][\w/&. -]{0,30}|"
    r"(?:nghị quyết|chỉ thị|kết luận|quy định|quyết định|nghị định)\s+\d+)"
    r"\s{0,2}[,;(]?\s{0,2}(?:(?:ra|ký|ban hành)\s)?(?:ngày\s{0,2})?$"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_OCCASIONS = ("ky_niem", "sinh")
_DAY_REACH = 11  # code points that hold a day and a month with their marks
_BEFORE = 70  # how far back the words stand that say what a date is of


def find_dates(document: Document, year: int | None = None) -> list[DateMention]:
    """The dates of all blocks in the order of the text.

    `year` is given to days and months printed without one; without it, the year that the
    report implies (`implied_year`) is.
    """
    found = _mentions(document)
    months = {mention.month for mention in found if mention.lacks_year}
    if not months:
        return found
    if year is not None:
        of: dict[int, int | None] = dict.fromkeys(months, year)
    else:
        years, known = years_named(document, found), _published(document, found)
        of = {month: implied(years, month, known) for month in months}
    return [_with_year(m, of[m.month]) if m.lacks_year else m for m in found]


def implied_year(document: Document, month: int | None = None) -> int | None:
    """The year of a day that is printed without one, None where nothing tells.

    From the date of publication, else from the years that the report looks back on and plans:
    of "tổng kết năm 2030, phương hướng năm 2031" a day of March is in 2031, one of December in
    2030. `month` is that of the day.
    """
    found = _mentions(document)
    return implied(years_named(document, found), month, _published(document, found))


def _mentions(document: Document) -> list[DateMention]:
    folded, hits = document.folded, document.terms(Group.DATES).all
    raw = [mention for hit in hits if (mention := _opened(folded, hit))]
    for century in _AND_YEARS:
        raw += [m for year in century.finditer(folded) if (m := _full(folded, year.start()))]
    raw.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    marks = [hit for hit in hits if hit.row["kind"] in _OCCASIONS]
    found: list[DateMention] = []
    end = -1
    for mention in raw:
        if mention.span.start >= end:
            days = mention.precision is Precision.DAY
            kind = _kind(document, mention, marks) if days else DateKind.PERIOD
            found.append(mention if kind is mention.kind else mention._replace(kind=kind))
            end = mention.span.end
    return found


def _full(folded: str, year: int) -> DateMention | None:
    """The day and month that a mark joins to the year at `year`: they need no word before them."""
    first = _DAY_AND_MONTH.search(folded, max(0, year - _DAY_REACH), year)
    return _day(folded, first.start()) if first else None


def _opened(folded: str, hit: Hit) -> DateMention | None:
    """The date that a word of the table opens."""
    kind, end = hit.row["kind"], hit.end
    match kind:
        case "ngay" | "buoi":
            lead = _LEAD.match(folded, end)
            return _day(folded, lead.end()) if lead else None
        case "thang" if not hit.row["value"]:
            if (m := _MONTH.match(folded, end)) and 1 <= int(m["m"]) <= 12:
                iso = f"{m['y'] or m['y2'] or '-'}-{int(m['m']):02}"
                return _period(hit.start, m.end(), iso, Precision.MONTH)
        case "quy":
            if m := _QUARTER.match(folded, end):
                last = 3 * (_QUARTERS.get(m["q"]) or int(m["q"]))
                of = m["y"] or "-"
                isos = f"{of}-{last - 2:02}", f"{of}-{last:02}"
                return _period(hit.start, m.end(), isos[0], Precision.QUARTER, isos[1])
        case "nua_nam":
            first, _, last_month = hit.row["value"].partition("-")
            m = _OF_YEAR.match(folded, end)
            of, stop = (m["y"], m.end()) if m else ("-", end)
            isos = f"{of}-{int(first):02}", f"{of}-{int(last_month):02}"
            return _period(hit.start, stop, isos[0], Precision.PART, isos[1])
        case "nam" | "ky":
            if m := _YEARS.match(folded, end):
                return _period(hit.start, m.end(), m["y"], Precision.TERM, m["z"])
            if kind == "nam" and (m := _OF_YEAR.match(folded, end)):
                return _period(hit.start, m.end(), m["y"], Precision.YEAR)
    return None


def _period(start: int, end: int, iso: str, precision: Precision, until: str = "") -> DateMention:
    return DateMention(Span(start, end), iso, precision, DateKind.PERIOD, until)


def _day(folded: str, start: int) -> DateMention | None:
    day = read_day(folded, start)
    if day is None:
        return None
    span = Span(start, day.end)
    return DateMention(span, day.iso, Precision.DAY, DateKind.EVENT, day.until)


def _kind(document: Document, day: DateMention, marks: list[Hit]) -> DateKind:
    start, folded = day.span.start, document.folded
    sentence = document.sentence_at(start)
    if sentence is None:
        return DateKind.PUBLISHED if _in_furniture(document, start) else DateKind.EVENT
    if day.until and day.until[4:] == day.iso[4:]:
        return DateKind.ANNIVERSARY  # (5/4/1990 - 5/4/2031)
    if _AFTER_NUMBER.search(folded, max(sentence.start, start - _BEFORE), start):
        return DateKind.DOCUMENT
    at = bisect_right(marks, start, key=lambda hit: hit.start) - 1
    if at >= 0 and marks[at].start >= max(sentence.start, start - _BEFORE):
        end = marks[at].end
        between = folded[end:start]
        if marks[at].row["kind"] == "sinh" and len(between.split()) <= 1:
            return DateKind.BIRTH
        if marks[at].row["kind"] == "ky_niem" and "," not in between:
            return DateKind.EVENT if _has_session(document, end, start) else DateKind.ANNIVERSARY
    return DateKind.EVENT


def _has_session(document: Document, start: int, end: int) -> bool:
    """Whether a time of day stands between: the day is that of the celebration itself."""
    hits = document.terms(Group.DATES).within(start, end)
    return any(hit.row["kind"] == "buoi" for hit in hits)


def _in_furniture(document: Document, start: int) -> bool:
    at = bisect_right(document.blocks, start, key=lambda block: block.start) - 1
    return at >= 0 and document.blocks[at].kind is BlockKind.FURNITURE


def _published(document: Document, found: list[DateMention]) -> Date | None:
    if date := document.report.published or published(document):
        return date
    dates = (m.iso for m in found if m.kind is DateKind.PUBLISHED and not m.lacks_year)
    return next((Date.fromisoformat(iso) for iso in dates), None)


def _with_year(mention: DateMention, of: int | None) -> DateMention:
    if of is None:
        return mention._replace(year_printed=False)
    iso = f"{of}{mention.iso[1:]}"
    if mention.precision is Precision.DAY:
        try:
            Date.fromisoformat(iso)
        except ValueError:  # 29 February of a common year: the year is not that one
            return mention._replace(year_printed=False)
    until = f"{of}{mention.until[1:]}" if mention.until else ""
    return mention._replace(iso=iso, until=until, year_printed=False)
