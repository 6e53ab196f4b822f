"""Numbers as Vietnamese reports print them, and the units that follow.

`24.730` is a whole number of thousands, `45,8` a decimal fraction, `7/10` seven of ten,
`60 - 70` a range. Values stay as printed; only an amount split over two scales
(`394 tỷ 581 triệu đồng`) is put together, in the first scale.
"""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from loaders.find.phrases import Phrases

_DIGITS = r"\d++(?:[.,]\d++)*+"
_NUMBER = re.compile(  # a digit first: what must not stand before it is looked at after
    r"(?P<value>[0-9](?<![\w/][0-9])(?<!\w[.,\-][0-9])[0-9]*+(?:[.,]\d++)*+)"
)
_SIGN = r"(?:\s?/\s?|\s?-\s?|\s(?:đến|tới)\s)"
_IN_WORDS = r"\s?\([^()\d\n]{1,24}\)"
_SPACES = re.compile(r"[ \t]{0,3}")
_PER = re.compile(r"\s?/\s?(?=[^\W\d])")
_NO_UNIT = r"[.,;:)\]\n]"  # marks after which no unit follows
_PER_PRINTED = re.compile(r"\s?/\s?")
_LONGEST = 15  # digits; longer ones number things
_STEPS = {"nghìn": 3, "ngàn": 3, "vạn": 4, "triệu": 6, "tỷ": 9, "tỉ": 9}


class Unit(NamedTuple):
    """`[start, end)` of the unit in the text; `kind` as in `ontology/lexicon/don_vi_do.tsv`."""

    start: int
    end: int
    kind: str
    scale: str  # folded scale word of the unit, or ""


class Measure(NamedTuple):
    """A number with its unit: code points `[start, end)` of the text.

    `note` is what the number itself says beyond its value (`7/10`, `60 - 70%`).
    """

    start: int
    end: int
    value: Decimal
    unit: str
    kind: str
    note: str


@cache
def _units() -> Phrases:
    return Phrases("don_vi_do")


@cache
def _with_unit() -> re.Pattern[str]:
    """A number with its fraction, its range or the rest of a date; `unit` where one follows."""
    return re.compile(
        rf"{_NUMBER.pattern}(?:{_SIGN}(?P<second>{_DIGITS})(?:{_SIGN}(?P<third>{_DIGITS}))?+)?+"
        rf"(?P<unit>(?!{_NO_UNIT})(?:{_IN_WORDS})?+(?=[ \t]{{0,3}}{_units().pattern}))?"
    )


@cache
def _dates() -> Phrases:
    return Phrases("dinh_luong", "kind", {"ngay"})


@cache
def _ordinals() -> Phrases:
    return Phrases("dinh_luong", "kind", {"thu"})


def parse_number(printed: str, *, whole: bool = False) -> Decimal | None:
    """The value of a printed number; None when its marks fit no number.

    `whole` says that the unit counts things, so that a lone comma parts thousands (`12,500 người`).
    """
    if sum(c.isdigit() for c in printed) > _LONGEST or not printed.isascii():
        return None
    dots, commas = printed.count("."), printed.count(",")
    if dots and commas:
        last, other = (".", ",") if printed.rfind(".") > printed.rfind(",") else (",", ".")
        if printed.count(last) > 1:
            return None
        return _grouped(printed.replace(last, "p"), other, "p")
    mark = "." if dots else ","
    if not dots + commas:
        return Decimal(printed)
    parts = printed.split(mark)
    thousands = all(len(part) == 3 for part in parts[1:]) and 1 <= len(parts[0]) <= 3
    if len(parts) > 2:
        return Decimal("".join(parts)) if thousands else None
    if thousands and parts[0] != "0" and (mark == "." or whole or parts[1].endswith("0")):
        return Decimal("".join(parts))
    return Decimal(".".join(parts))


def _grouped(printed: str, mark: str, point: str) -> Decimal | None:
    head, _, tail = printed.partition(point)
    parts = head.split(mark)
    if any(len(part) != 3 for part in parts[1:]):
        return None
    return Decimal(f"{''.join(parts)}.{tail}")


def sites(folded: str) -> list[tuple[int, int]]:
    """`[start, end)` of each number of a text behind which a unit stands, also one for two lines.

    Only there are `measures` found.
    """
    numbers = _with_unit().finditer(folded)
    return [number.span() for number in numbers if number["unit"] is not None]


def measures(
    text: str, folded: str, start: int, end: int, without: Collection[str] = ()
) -> Iterator[Measure]:
    """The numbers with a unit in `[start, end)`, from left to right; dates are none.

    Those whose unit is of a kind of `without` are left out.
    """
    at = start
    for number in _with_unit().finditer(folded, start, end):
        after = number.end("unit")
        if after < 0 or number.start() < at:
            continue
        unit = _unit(folded, after, end)
        if unit is None:
            continue
        at = unit.end
        if unit.kind in without:
            continue
        last = number.end("third") if number["third"] else number.end("second")
        note = folded[number.start() : last] if last > 0 else ""
        if _labels(folded, start, number, note):
            continue
        whole = unit.kind in ("nguoi", "vat") and not unit.scale
        first = number["value"]
        value = parse_number(first, whole=whole)
        if value is None or (unit.kind == "ty_le" and "." in first and value > 1000):
            value = _decimal(first)
        if value is None:
            continue
        printed = _PER_PRINTED.sub("/", " ".join(text[unit.start : unit.end].split()))
        if not note and (more := _second_scale(folded, unit, end)):
            low, low_unit = more
            step = _STEPS[unit.scale] - _STEPS[low_unit.scale]
            value += low.scaleb(-step)
            base = text[low_unit.start : low_unit.end].split()[1:]
            printed = " ".join([text[unit.start : unit.end].split(maxsplit=1)[0], *base])
            unit = Unit(unit.start, low_unit.end, low_unit.kind, unit.scale)
            at = unit.end
        if note and "/" not in note and unit.kind == "ty_le":
            note += text[unit.start : unit.end]
        yield Measure(number.start(), unit.end, value, printed, unit.kind, note)


def _labels(folded: str, start: int, number: re.Match[str], note: str) -> bool:
    """Whether the number is a date (`chiều 25/5`), a year or a name (`tổ 20`)."""
    if "/" in note:
        return _dates().before(folded, start, number.start()) is not None
    if note or not number["value"].isdigit():
        return False
    hit = _ordinals().before(folded, start, number.start())
    if hit is None:
        return False
    after_year = folded[hit.start : hit.end].endswith("năm")
    return not after_year or len(number["value"]) == 4


def _decimal(printed: str) -> Decimal | None:
    """A percentage with one dot (`8.943%`) is a decimal fraction."""
    if printed.count(".") != 1 or "," in printed or len(printed) > _LONGEST:
        return None
    return Decimal(printed) if printed.isascii() else None


def _unit(folded: str, start: int, end: int) -> Unit | None:
    """The unit that begins at `start`: scales, a base, and `/month` parts."""
    first = at = _SPACES.match(folded, start).end()  # type: ignore[union-attr]  # matches always
    scale, kind = "", ""
    while hit := _units().at(folded, at, end):
        if folded[at : hit.start].strip():
            break
        kind = hit.row["kind"]
        at = hit.end
        if kind != "bac":
            break
        scale = scale or folded[hit.start : hit.end]
        at = _SPACES.match(folded, at).end()  # type: ignore[union-attr]
    if not kind:
        return None
    if kind == "bac":
        while at > first and folded[at - 1].isspace():
            at -= 1
    while (per := _PER.match(folded, at, end)) and (hit := _units().at(folded, per.end(), end)):
        if hit.start != per.end():
            break
        at = hit.end
    return Unit(first, at, kind, scale)


def _second_scale(folded: str, unit: Unit, end: int) -> tuple[Decimal, Unit] | None:
    """The `581 triệu đồng` after `394 tỷ`."""
    if unit.kind != "bac" or folded[unit.start : unit.end] not in _STEPS:
        return None
    number = _NUMBER.match(folded, _SPACES.match(folded, unit.end).end(), end)  # type: ignore[union-attr]
    if number is None or number.start() == unit.end:
        return None
    low = _unit(folded, number.end(), end)
    value = parse_number(number["value"])
    if low is None or value is None or low.scale not in _STEPS:
        return None
    if _STEPS[low.scale] >= _STEPS[unit.scale]:
        return None
    return value, low
