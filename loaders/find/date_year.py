"""Tell the year of a day that is printed without one from the years that a report names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

LEAD = 5
"""How many sentences open a report: its title and first paragraph."""

_BOUNDS = ("dau", "cuoi")
_YEAR_END = 10  # from October on, what a year brought is summed up within it


@dataclass(frozen=True, slots=True)
class Year:
    """A year that a report names.

    `role` is `tong_ket` where the report looks back on it, `phuong_huong` where it plans it,
    `trong_nam` for a month, quarter or half of it, `ngay` for a full date, `dau` for the first
    year of a term of office, `cuoi` for the last of another period of years, else "".
    """

    year: int
    role: str
    sentence: int  # index into Document.sentences
    month: int = 0  # 0 where only the year is named


def implied(years: Sequence[Year], month: int | None, published: Date | None) -> int | None:
    """The year of a day of `month`; None where neither publication nor the text tells."""
    if published is not None:
        if month is None:
            return published.year
        # the nearest to publication: a page of January tells of December
        months = month - published.month
        return published.year + (1 if months < -6 else -1 if months > 6 else 0)
    lead = [year for year in years if year.sentence < LEAD]
    named = [year for year in years if year.role not in _BOUNDS]
    return (
        _told(lead, month)
        or _last(lead, "dau")
        or _same_month(named, month)
        or _told([year for year in named if year.role != "ngay"], month)
        or _repeated(named)
        or _last(lead, "cuoi")
    )


def _told(years: Sequence[Year], month: int | None) -> int | None:
    """The year that a date or a summing up tells; None where there is neither."""
    back, ahead = _last(years, "tong_ket"), _last(years, "phuong_huong")
    if told := _last(years, "ngay") or _last(years, "trong_nam"):
        return told
    if back and ahead:
        summed_up = ahead == back + 1 and month is not None and month >= _YEAR_END
        return back if summed_up else ahead
    if back:
        return back + 1 if month is not None and month <= 4 else back
    if ahead:
        return ahead - 1 if month == 12 else ahead
    return None


def _last(years: Sequence[Year], role: str) -> int | None:
    return max((year.year for year in years if year.role == role), default=None)


def _same_month(years: Sequence[Year], month: int | None) -> int | None:
    """The year of a full date of the same month: of another day of one event.

    None where the report looks back on a later year: that date is one of the past.
    """
    found = max((year.year for year in years if month and year.month == month), default=None)
    return found if found and found >= (_last(years, "tong_ket") or found) else None


def _repeated(years: Sequence[Year]) -> int | None:
    """The year that is named most often, the later of two; None when each is named once."""
    counts = Counter(year.year for year in years)
    year = max(counts, key=lambda each: (counts[each], each), default=0)
    return year if counts[year] > 1 else None
