"""Read one day, or a range of days, at a given place of a folded text."""

import re
from datetime import date as Date
from functools import cache
from typing import NamedTuple

from ontology.lexicon import table

YEAR = r"(?:19|20)\d\d"

_SEP = r"\s?[/.\-]\s?"
_DAY = re.compile(
    rf"(?P<d>[0-3]?\d)\s?(?P<s>[/.\-])\s?(?P<m>[01]?\d)"
    rf"(?:\s?(?P=s)\s?(?P<y>{YEAR}|\d\d(?!\d))|,?\s+năm\s+(?P<y2>{YEAR}))?"
    r"(?!\d|%|\s?[/.\-]\s?\d)"
)
_DAY_IN_WORDS = re.compile(
    r"(?P<d>[0-3]?\d)\s+tháng\s+(?P<m>[01]?\d(?!\d)|mười một|mười hai|[^\W\d]+)"
    rf"(?:\s*,?\s*(?:năm|/|-)\s*(?P<y>{YEAR}))?"
)
_TO = re.compile(
    rf"(?P<d>[0-3]?\d)(?:{_SEP}(?P<m>[01]?\d)(?:{_SEP}(?P<y>{YEAR}))?)?"
    r"\s*(?:-|,|và|đến hết|đến)\s*(?:ngày\s+)?(?=\d)"
)
_UNTIL = re.compile(r"\s*(?:-|đến hết|đến)\s*(?:ngày\s+)?(?=\d)")


class Day(NamedTuple):
    """A day, or the first and the last of several, that ends at `end`; `--07-26` without a year."""

    end: int
    iso: str
    until: str = ""


def read_day(folded: str, start: int) -> Day | None:
    """The day or days that begin at `start`: `26/7/2021`, `22-23/4`, `ngày 14 tháng 4 năm 2020`."""
    day = _DAY_IN_WORDS.match(folded, start) or _DAY.match(folded, start)
    if day and (iso := _iso_of(day)):
        to = _UNTIL.match(folded, day.end())
        last = _DAY.match(folded, to.end()) if to else None
        until = _iso_of(last, day["y"]) if last else ""
        if last is None or not until:
            return Day(day.end(), iso)
        if iso.startswith("-") and not until.startswith("-"):
            iso = until[:4] + iso[1:]
        return Day(last.end(), iso, until)
    to = _TO.match(folded, start)
    if to is None:
        return None
    at = to.end()
    last = _DAY_IN_WORDS.match(folded, at) or _DAY.match(folded, at)
    if last is None:
        return None
    year = to["y"] or last["y"] or last.groupdict().get("y2")
    first = _iso(year, to["m"] or last["m"], to["d"])
    until = _iso_of(last)
    return Day(last.end(), first, until) if first and until else None


@cache
def _month_names() -> dict[str, int]:
    rows = (row for row in table("ngay_thang") if row["kind"] == "thang" and row["value"])
    return {form.removeprefix("tháng "): int(row["value"]) for row in rows for form in row.forms}


def _iso_of(day: re.Match[str], year: str | None = None) -> str:
    printed = day.groupdict()
    return _iso(printed["y"] or printed.get("y2") or year, printed["m"], printed["d"])


def _iso(year: str | None, month: str, day: str) -> str:
    """The ISO form, `--07-26` without a year, "" for what is no date."""
    number = int(month) if month.isdigit() else _month_names().get(month, 0)
    if year and len(year) == 2:
        year = ("20" if int(year) < 70 else "19") + year
    try:
        date = Date(int(year or 2000), number, int(day))  # 2000 has a 29 February
    except ValueError:
        return ""
    return date.isoformat() if year else f"--{date.month:02}-{date.day:02}"
