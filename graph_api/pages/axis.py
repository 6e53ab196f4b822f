"""A line of time that is drawn: where days stand on it, and which years are written. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

_STEPS = (1, 2, 5, 10, 20, 50, 100, 500)
_MOST = 8  # years that are written


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days that is drawn; `place` gives percent of it."""

    begin: int
    end: int

    def place(self, day: str) -> float:
        """Where a date is drawn: of a year or month its middle; what is no date, at the left."""
        found = _days(day)
        if found is None:
            return 0.0
        return round(100 * (sum(found) / 2 - self.begin) / (self.end - self.begin), 2)

    def years(self) -> list[tuple[int, float]]:
        """Years to be written below, each with its place."""
        begins = date.fromordinal(self.begin)
        first = begins.year + (begins > date(begins.year, 1, 1))
        last = date.fromordinal(self.end).year
        step = next((step for step in _STEPS if (last - first) // step < _MOST), _STEPS[-1])
        return [
            (year, round(100 * (date(year, 1, 1).toordinal() - self.begin) / self.length, 2))
            for year in range(first, last + 1)
            if year % step == 0
        ]

    @property
    def length(self) -> int:
        return self.end - self.begin


def axis(days: Iterable[str]) -> Axis | None:
    """The years around some dates; None where there are none."""
    known = [found for day in days if (found := _days(day))]
    if not known:
        return None
    first = date.fromordinal(min(early for early, _ in known))
    last = date.fromordinal(max(late for _, late in known))
    # Half a year is left beside what lies near the end of a year.
    begin = date(first.year, 1, 1)
    if first.month < 7 and first.year > MINYEAR:
        begin = date(first.year - 1, 7, 1)
    end = date(last.year, 12, 31)
    if last.month > 6 and last.year < MAXYEAR:
        end = date(last.year + 1, 6, 30)
    return Axis(begin.toordinal(), end.toordinal())


def dated(day: str) -> bool:
    """Whether it is a year, a month or a day: in a store may stand anything."""
    return _days(day) is not None


def _days(day: str) -> tuple[int, int] | None:
    """The first and the last day of a year, a month or a day, as ordinals."""
    try:
        early = date.fromisoformat((day + "-01-01")[:10])
    except ValueError:
        return None
    match len(day):
        case 4:
            return early.toordinal(), date(early.year, 12, 31).toordinal()
        case 7:
            return early.toordinal(), early.toordinal() + 27
        case 10:
            return early.toordinal(), early.toordinal()
        case _:
            return None
