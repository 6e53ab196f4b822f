"""Parameters, the same at every address under `/graph` and in every `chithi graph` command.

`id`: a thing, by IRI, `/id/...` or name. `asOf`: as it was known on that date. `from`, `to`: a
period, both ends within it. `kind`: kinds of edge or of contradiction. `depth`: steps. `limit`: the
most nodes or rows. Dates are YYYY, YYYY-MM or YYYY-MM-DD.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from graph_api.errors import wrong_parameter

_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
MOST_DEPTH = 10
"""Steps that can be asked for; a deeper question is refused with a word."""


@dataclass(frozen=True, slots=True)
class Period:
    """`since` and `until`, each a date or "" for open. Both belong to it."""

    since: str = ""
    until: str = ""

    def holds(self, day: str) -> bool:
        """Whether a date (of any precision) may lie within; what has no date lies in no period."""
        if not self.since and not self.until:
            return True
        if not day:
            return False
        late_enough = not self.since or day >= self.since[: len(day)]
        return late_enough and (not self.until or day[: len(self.until)] <= self.until)


OPEN = Period()
"""Any time."""


def checked_date(parameter: str, given: str | None) -> str:
    """A date as given, "" for none; raises `Problem` 400 for what is no date."""
    if not given or _is_date(given):
        return given or ""
    raise wrong_parameter(
        parameter,
        f"{parameter}={given}: cần ngày dạng 2024, 2024-05 hoặc 2024-05-31 · give a date as "
        "2024, 2024-05 or 2024-05-31",
    )


def _is_date(given: str) -> bool:
    try:
        date.fromisoformat((given + "-01-01")[:10])
    except ValueError:
        return False
    return bool(_DATE.fullmatch(given))


def checked_period(since: str | None, until: str | None) -> Period:
    """`from` and `to`; raises `Problem` 400 where they are no dates or in the wrong order."""
    period = Period(checked_date("from", since), checked_date("to", until))
    if period.since and period.until and period.since[: len(period.until)] > period.until:
        raise wrong_parameter(
            "to", f"to={until}: trước from={since} · is before from={since}: change one of them"
        )
    return period


def checked_dates(earlier: str, later: str) -> Period:
    """`from` and `to` where both must be given; raises `Problem` 400."""
    for name, given in (("from", earlier), ("to", later)):
        if not given:
            raise wrong_parameter(name, f"{name}: cần một ngày · give a date")
    return checked_period(earlier, later)


def checked_depth(given: int) -> int:
    """Raises `Problem` 400 for what is below 1 or beyond `MOST_DEPTH`."""
    if not 1 <= given <= MOST_DEPTH:
        raise wrong_parameter(
            "depth",
            f"depth={given}: từ 1 đến {MOST_DEPTH} · from 1 to {MOST_DEPTH}; go on from a node of "
            "the answer to see further",
        )
    return given


def checked_kinds(given: Iterable[str] | None, known: Collection[str]) -> tuple[str, ...]:
    """Kinds, each given once or parted by commas, in order; none given is none.

    Raises `Problem` 400 for one that is not among those `known`.
    """
    kinds = dict.fromkeys(kind for some in given or () for kind in some.split(",") if kind)
    for kind in kinds:
        if kind not in known:
            raise wrong_parameter(
                "kind",
                f"kind={kind:.60}: chọn trong · choose from: {', '.join(known)}",
            )
    return tuple(kinds)


def checked_choice(parameter: str, given: str, known: Collection[str]) -> str:
    """One of some words; raises `Problem` 400 for another."""
    if given in known:
        return given
    raise wrong_parameter(
        parameter, f"{parameter}={given:.60}: chọn trong · choose from: {', '.join(known)}"
    )
