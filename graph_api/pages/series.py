"""The figures of a body as charts: lines for what was told more than once, bars for the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from math import isfinite

from graph_api.address import Addresses
from graph_api.facts import About
from graph_api.graph.entry import Entry
from graph_api.graph.figures import Asked, figures, series_of
from graph_api.graph.parameters import OPEN
from graph_api.pages.axis import Axis, axis, dated
from ontology.terms import expand

_MOST = 200  # points
_LOOKED_AT = 1_000
_TOP, _BOTTOM = 26, 140  # pixels from the top of a chart to its highest and its lowest value


@dataclass(frozen=True, slots=True)
class Point:
    """A value as told, with where it is drawn: percent from the left, pixels from the top."""

    value: str
    when: str
    address: str
    x: float
    y: float
    note: str


@dataclass(frozen=True, slots=True)
class Lines:
    """An indicator over time."""

    indicator: str
    unit: str
    points: tuple[Point, ...]
    years: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A value told once; `width` in percent of the greatest of its unit."""

    indicator: str
    value: str
    when: str
    evidence: tuple[str, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Values of one unit."""

    unit: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Charts:
    lines: tuple[Lines, ...]
    bars: tuple[Bars, ...]
    truncated: bool


def charts(about: About) -> Charts | None:
    """The figures that reports tell of a body; None for none, and for more than can be drawn."""
    told = about.store.hop([about.iri], [expand("ct:aboutOrganisation")], back=True)
    if sum(1 for _ in islice(told, _LOOKED_AT + 1)) > _LOOKED_AT:
        return None
    found = figures(about.store, Asked(about.iri, "", OPEN, _MOST))
    entries = [one for one in found.entries if _is_number(one)]
    if not entries:
        return None
    lines: list[Lines] = []
    once: list[Entry] = []
    for _, some in groupby(entries, key=series_of):
        points = list(some)
        line = axis(_when(point) for point in points)
        in_time = [point for point in points if dated(_when(point))]
        if line and len({_when(point) for point in in_time}) > 1:
            lines.append(_lines(in_time, line, about.addresses))
        else:
            once += points
    return Charts(tuple(lines), _bars(once, about.addresses), found.truncated)


def _when(point: Entry) -> str:
    """The date of a point: of its period where that is a year, a month or a day."""
    period = str(point.said.get("period", ""))
    return period if dated(period) else point.date


def _lines(points: Sequence[Entry], line: Axis, addresses: Addresses) -> Lines:
    numbers = [float(point.said["value"]) for point in points]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    scale = (_BOTTOM - _TOP) / (high - low or 1)
    drawn = [
        Point(
            str(point.said["value"]),
            _when(point),
            _address(point, addresses),
            line.place(_when(point)),
            round(_BOTTOM - (number - low) * scale, 1),
            str(point.said.get("qualifier", "")),
        )
        for point, number in zip(points, numbers, strict=True)
    ]
    said = points[-1].said
    return Lines(
        str(said.get("indicator", "")),
        str(said.get("unit", "")),
        tuple(sorted(drawn, key=lambda one: one.x)),
        line.years(),
    )


def _bars(points: Sequence[Entry], addresses: Addresses) -> tuple[Bars, ...]:
    """Those of most values first; what several reports tell alike is one bar."""
    by_unit: dict[str, dict[tuple[str, str, str], list[Entry]]] = {}
    for point in points:
        told = by_unit.setdefault(str(point.said.get("unit", "")), {})
        told.setdefault(_told(point), []).append(point)
    found = []
    for unit, told in by_unit.items():
        greatest = max(_size(some[0]) for some in told.values()) or 1
        bars = tuple(
            Bar(
                indicator,
                value,
                when,
                tuple(dict.fromkeys(_address(one, addresses) for one in some)),
                round(100 * _size(some[0]) / greatest, 2),
            )
            for (indicator, value, when), some in told.items()
        )
        found.append(Bars(unit, bars))
    return tuple(sorted(found, key=lambda one: (-len(one.bars), one.unit)))


def _told(point: Entry) -> tuple[str, str, str]:
    """Indicator, value with its qualifier, and the time that it is told of."""
    said = {name: str(words) for name, words in point.said.items()}
    value = " ".join(filter(None, (said.get("qualifier", ""), said["value"])))
    return said.get("indicator", ""), value, said.get("period", "") or point.date


def _is_number(point: Entry) -> bool:
    """Whether its value can be drawn: in a store may stand anything."""
    try:
        return isfinite(float(point.said.get("value", "")))
    except ValueError:
        return False


def _size(point: Entry) -> float:
    return abs(float(point.said["value"]))


def _address(point: Entry, addresses: Addresses) -> str:
    first = point.evidence[0]
    return addresses.sentence(first.report, first.start, first.end)
