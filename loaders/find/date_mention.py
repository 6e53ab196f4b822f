"""A date as a report prints it, and what it is a date of."""

from enum import StrEnum
from typing import NamedTuple

from loaders.model import Span


class DateKind(StrEnum):
    """What a date is of."""

    EVENT = "event"  # what the report tells: the meeting, or what is to come
    DOCUMENT = "document"  # of the document whose number stands before it
    ANNIVERSARY = "anniversary"  # a day remembered, a badge round
    BIRTH = "birth"
    PUBLISHED = "published"  # of the page
    PERIOD = "period"  # months, quarters, years, terms


class Precision(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    PART = "part"  # 6 tháng đầu năm
    YEAR = "year"
    TERM = "term"  # nhiệm kỳ, giai đoạn


class DateMention(NamedTuple):
    """A date as a report prints it.

    `iso` is ISO 8601 (`2021-07-26`, `2021-03`, `2021`), of a range the first day or month and
    `until` the last; without a year printed or implied it is `--07-26` or `--03`.
    """

    span: Span
    iso: str
    precision: Precision
    kind: DateKind
    until: str = ""
    year_printed: bool = True

    @property
    def month(self) -> int:
        """The first month of a mention that lacks its year."""
        return int(self.iso[2:4])

    @property
    def lacks_year(self) -> bool:
        return self.iso.startswith("-")
