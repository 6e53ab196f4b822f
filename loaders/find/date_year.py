"""Tell the year of a day that is printed without one from the years that a report names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date as Date
from enum import StrEnum
from typing import NamedTuple

LEAD = 5
"""How many sentences open a report: its title and first paragraph."""

_LEAD_COUNTS = 1.5  # what the opening names counts so much more
_AGAIN = 0.25  # what is named again adds so much of its weight, up to three times
_ENOUGH = 1.55  # weight that tells a year …
_AHEAD = 0.4  # … which must be so far ahead of the next
_LONG_BEFORE = -2  # years, or more
_MANY = 300  # years that are weighed: a report names some dozens


class Told(StrEnum):
    """How a report speaks of a date or a year."""

    DAY = "day"  # a full date, also that of an anniversary
    DOCUMENT = "document"  # the date of a document: it is past
    MONTH = "month"
    SINCE = "since"  # a month from which something lasts
    PART = "part"  # a quarter or a half of a year
    SCHOOL = "school"  # năm học 2030-2031
    YEAR = "year"
    LOOKED_BACK = "looked_back"  # tổng kết năm 2030
    PLANNED = "planned"  # phương hướng năm 2031
    OPENING = "opening"  # … in the opening
    UNTIL = "until"  # đến năm 2035
    PHASE = "phase"  # giai đoạn 2030-2035
    TITLE = "title"  # … in the title
    TERM = "term"  # nhiệm kỳ 2030-2035
    ELECTED = "elected"  # Đại hội nhiệm kỳ 2030-2035


class Year(NamedTuple):
    """A date or a year that a report names, from the month `first` to the month `last`.

    Months are counted on from the year 0, so that those of a year follow those of the year before.
    `lead` marks what the opening names.
    """

    told: Told
    first: int
    last: int
    lead: bool


# by how many months what is named is past (below 0: to come), each up to and with the first number
_BY_MONTHS: Mapping[Told, Sequence[tuple[int, float]]] = {
    Told.DAY: ((-25, -4), (-13, 0), (-4, 0.3), (-2, 2), (1, 4), (3, 2), (12, 0.8)),
    Told.DOCUMENT: ((-1, -6), (1, 2.5), (4, 1.1), (12, 0.8)),
    Told.MONTH: ((-25, -4), (-9, 0), (-3, 0.5), (2, 1.6), (12, 0.8)),
    Told.SINCE: ((-1, -3), (0, 0.8), (12, 1.6), (24, 0.3)),
    Told.PART: ((-25, -4), (-4, 0), (-1, 1.5), (0, 2), (3, 3), (12, 0.8)),
    Told.SCHOOL: ((-1, 0), (0, 2)),
    Told.TERM: ((-1, 0), (0, 0.4)),
}
# by how many years the day is later, then by its month, up to and with the first number
_BY_YEARS: Mapping[Told, Mapping[int, Sequence[tuple[int, float]]]] = {
    Told.YEAR: {
        0: ((3, 0.4), (12, 0.6)),
        1: ((6, 0.6), (12, 0.3)),
        -1: ((8, 0.2), (12, 0.3)),
        _LONG_BEFORE: ((12, -0.3),),
    },
    Told.OPENING: {
        0: ((3, 0.4), (12, 1.1)),
        1: ((3, 0.8), (6, 0.7), (12, 0.3)),
        -1: ((8, 0.2), (12, 0.3)),
    },
    Told.LOOKED_BACK: {0: ((8, 0.5), (9, 1), (12, 2)), 1: ((8, 2), (9, 1), (12, 0.3))},
    Told.PLANNED: {0: ((9, 2), (12, 0.7)), -1: ((4, 0), (8, 0.7), (10, 1.7), (12, 2.2))},
    Told.UNTIL: {1: ((12, -1),)},
    Told.PHASE: {0: ((12, 0.2),), 1: ((12, 0.3),)},
    Told.TITLE: {0: ((12, 1.5),), 1: ((12, 0.5),)},
    Told.ELECTED: {0: ((12, 2),)},
}


def months(year: int, month: int = 1) -> int:
    """The number of a month, counted on from the year 0."""
    return 12 * year + month - 1


def implied(years: Sequence[Year], month: int | None, published: Date | None) -> int | None:
    """The year of a day of `month`; None where neither publication nor the text tells.

    Publication tells for sure. Else each year named speaks for some years and against others, and
    the year that most speak for is taken where they speak clearly enough.
    """
    if published is not None:
        if month is None:
            return published.year
        # the nearest to publication: a page of January tells of December
        away = month - published.month
        return published.year + (1 if away < -6 else -1 if away > 6 else 0)
    named = Counter(years[:_MANY])
    ends = {each // 12 for year in named for each in (year.first, year.last)}
    weights = {
        year: _weighed(named, year, month or 6)
        for year in sorted({end + step for end in ends for step in (-1, 0, 1)})
    }
    best = max(weights, key=lambda year: (weights[year], year), default=None)
    if best is None:
        return None
    next_best = max((weight for year, weight in weights.items() if year != best), default=0.0)
    clear = weights[best] >= _ENOUGH and weights[best] >= next_best + _AHEAD
    return best if clear else None


def _weighed(named: Counter[Year], year: int, month: int) -> float:
    """How much all that is named speaks for a day of `month` in `year`."""
    return sum(
        _weight(one, year, month)
        * (_LEAD_COUNTS if one.lead and one.told is not Told.DOCUMENT else 1)
        * (1 if one.told is Told.TERM else 1 + _AGAIN * min(times - 1, 3))
        for one, times in named.items()
    )


def _weight(one: Year, year: int, month: int) -> float:
    """How much one date or year speaks for (or against) a day of `month` in `year`."""
    at = months(year, month)
    away = min(0, at - one.first) + max(0, at - one.last)  # > 0: it is past, < 0: to come
    if steps := _BY_MONTHS.get(one.told):
        return _first(away, steps)
    later = _BY_YEARS[one.told]
    years = max(year - one.last // 12, _LONG_BEFORE)
    return _first(month, later.get(years, ()))


def _first(value: int, steps: Sequence[tuple[int, float]]) -> float:
    """The weight of the first step that `value` does not pass, 0 where it passes all."""
    for limit, weight in steps:
        if value <= limit:
            return weight
    return 0.0
