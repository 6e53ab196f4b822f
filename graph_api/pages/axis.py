"""A line of time that is drawn: where days stand on it, and which years are written. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of days that is drawn; `place` gives percent of it."""

    begin: int
    end: int

    def place(self, day: str) -> float:
        """Where a date is drawn: of a year or month its middle."""
        early, late = _days(day)
        return round(100 * ((early + late) / 2 - self.begin) / (self.end - self.begin), 2)

    def years(self) -> list[tuple[int, float]]:
        """Years to be written below, no more than nine, each with its place."""
        begins = date.fromordinal(self.begin)
        first = begins.year + (begins > date(begins.year, 1, 1))
        last = date.fromordinal(self.end).year
        step = max(1, -(-(last - first + 1) // 8))
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
    known = [_days(day) for day in days if day]
    if not known:
        return None
    first, last = (
        date.fromordinal(min(day for day, _ in known)),
        date.fromordinal(max(day for _, day in known)),
    )
    return Axis(
        date(max(1, first.year - (first.month < 7)), 7 if first.month < 7 else 1, 1).toordinal(),
        date(last.year + (last.month > 6), 6 if last.month > 6 else 12, 30).toordinal(),
    )


def _days(day: str) -> tuple[int, int]:
    """The first and the last day of a year, a month or a day, as ordinals."""
    early = date.fromisoformat((day + "-01-01")[:10])
    match len(day):
        case 4:
            return early.toordinal(), date(early.year, 12, 31).toordinal()
        case 7:
            return early.toordinal(), early.toordinal() + 27
        case _:
            return early.toordinal(), early.toordinal()
