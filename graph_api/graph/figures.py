"""The figures of a body over time, as series: one for each indicator and unit."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from graph_api.address import Addresses
from graph_api.errors import wrong_parameter
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.entry_formats import ending, entry_json
from graph_api.graph.model import Node, Span
from graph_api.graph.parameters import Period
from graph_api.reading import Reading
from graph_api.things import kinds
from ontology.terms import Iris, key
from queries.run import ask


@dataclass(frozen=True, slots=True)
class Asked:
    """Figures as they are asked for; `words` are of the indicator, "" for any."""

    id: str
    words: str
    period: Period
    limit: int = 200
    after: str = ""


def figures(store: Reading, asked: Asked) -> Entries:
    """The points of all series, series by series, in order of their time.

    `said` holds `indicator`, `unit`, `value` (a decimal as told), `qualifier`, `period`. The date
    is that of the report's first meeting; points are in order of the period where it begins with a
    year, else of that date. Raises
    `Problem` 400 for what is no body.
    """
    if kinds(store, [asked.id])[asked.id] != "organisation":
        raise wrong_parameter("id", f"id={asked.id}: cần một tổ chức · give an organisation")
    given = {
        "organisation": asked.id,
        "words": asked.words,
        "since": asked.period.since,
        "until": asked.period.until,
    }
    answer = ask(store, "figures-of", given)
    points = [
        _point(store.iris, dict(zip(answer.columns, row, strict=True))) for row in answer.rows()
    ]
    merged = sorted(_merged(points), key=sort_key)
    left = [point for point in merged if sort_key(point) > asked.after]
    shown = tuple(left[: asked.limit])
    truncated = len(left) > asked.limit
    return Entries(shown, truncated, sort_key(shown[-1]) if truncated else "")


def series_of(entry: Entry) -> tuple[str, str]:
    """What a point belongs to: words that differ in case alone are one indicator."""
    return key(str(entry.said.get("indicator", ""))), key(str(entry.said.get("unit", "")))


def sort_key(entry: Entry) -> str:
    """By series, then time; a tab comes before all that indicators are written with."""
    return "\t".join((*series_of(entry), _time(entry), entry.id))


def _time(entry: Entry) -> str:
    period = str(entry.said.get("period", ""))
    return period if period[:4].isdigit() else entry.date


def _point(iris: Iris, row: dict[str, str]) -> Entry:
    names = ("indicator", "unit", "value", "qualifier", "period")
    said = {name: row[name] for name in names if row[name]}
    words = (row["qualifier"], row["value"], row["unit"])
    return Entry(
        id=row["figure_iri"],
        kind="figure",
        date=row["date"],
        label=": ".join(filter(None, (row["indicator"], " ".join(filter(None, words))))),
        things=(Node(row["organisation_iri"], "organisation", row["organisation"]),),
        said=said,
        evidence=(Span(iris.report(row["report"]), int(row["start"]), int(row["end"])),),
        quotes=(row["quote"],),
    )


def _merged(points: list[Entry]) -> Iterator[Entry]:
    """A body of two names, or a report with two, is one point for each figure."""
    for _, same in groupby(sorted(points, key=lambda point: point.id), key=lambda point: point.id):
        yield next(same)


# --- As JSON -------------------------------------------------------------------------------------


def as_series(found: Entries, addresses: Addresses, rest: str) -> dict[str, Any]:
    """The points by series; a series that is cut goes on at `rest`."""
    series = []
    for _, some in groupby(found.entries, key=series_of):
        points = list(some)
        series.append(
            {
                "indicator": points[0].said.get("indicator", ""),
                "unit": points[0].said.get("unit", ""),
                "points": [_point_json(point, addresses) for point in points],
            }
        )
    return {"series": series, **ending(found, rest)}


def _point_json(point: Entry, addresses: Addresses) -> dict[str, Any]:
    """A point: `value` is a number, `told` the value as the report gives it."""
    written = entry_json(point, addresses)
    said = written.pop("said")
    return {
        "date": point.date,
        "period": said.get("period", ""),
        "value": float(said["value"]),
        "told": said["value"],
        "qualifier": said.get("qualifier", ""),
        **{name: written[name] for name in ("id", "address", "label", "evidence", "sentences")},
    }
