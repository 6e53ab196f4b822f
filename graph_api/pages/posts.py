"""The posts of a person on a line of time, with the meetings that they were at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph_api.facts import About
from graph_api.graph.days import days
from graph_api.graph.model import Span
from graph_api.graph.posts import Interval, intervals
from graph_api.pages.axis import Axis, axis, dated
from graph_api.reading import Row, rows, text, values
from graph_api.shown import sentence, worded
from graph_api.things import labels
from graph_api.web.tables import Cell

_MOST = 500  # facts of a kind that are drawn
_FADE = 4.0  # percent of the line, drawn for an end that nothing tells
_WHERE = (
    "?fact prov:wasQuotedFrom ?span . ?span nif:beginIndex ?start ; nif:endIndex ?end ; "
    "nif:referenceContext ?report"
)


@dataclass(frozen=True, slots=True)
class Dot:
    """Something on a day: its place in percent, its words, and its address."""

    at: float
    words: str
    address: str
    hollow: bool = False  # the post had been left by then


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one place to another, in percent; `known`: reports show the post at both ends."""

    begin: float
    end: float
    known: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """One post, or the meetings: its name, what is drawn, and the same in words."""

    name: str
    body: Cell
    dots: tuple[Dot, ...]
    stretches: tuple[Stretch, ...] = ()
    words: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """The lanes, and the years below them with their places in percent."""

    lanes: tuple[Lane, ...]
    years: Sequence[tuple[int, float]]


def life(about: About) -> Life | None:
    """What is known of a person over time; None where reports tell of no post and no meeting."""
    posts = intervals(about.store, about.iri)
    met = _meetings(about)
    if not posts and not met:
        return None
    spans = {span for one in posts for span in one.edge.quoted.evidence}
    told = days(about.store, {span.report for span in spans})
    ends = [day for one in posts for day in (*one.said.values(), *one.edge.days)]
    line = axis([*map(str, ends), *(day for day, _, _ in met)])
    called = labels(about.store, about.addresses, [one.edge.key[2] for one in posts])
    posts.sort(key=lambda one: (one.start or one.first or "~", one.edge.key))
    lanes = [_lane(one, line, told, called, about) for one in posts]
    if line and met:
        seen = tuple(
            Dot(line.place(day), words, address) for day, words, address in met if dated(day)
        )
        lanes.append(Lane("Cuộc họp", Cell(""), seen, english="Meetings"))
    return Life(tuple(lanes), line.years() if line else ())


def _lane(
    one: Interval,
    line: Axis | None,
    told: Mapping[str, str],
    called: Mapping[str, str],
    about: About,
) -> Lane:
    _, _, body, role = one.edge.key
    cell = Cell(called[body], about.addresses.of(body))
    if line is None:
        return Lane(role, cell, (), (), *_told(one))
    seen = [(told[span.report], span) for span in one.edge.quoted.evidence]
    dots = tuple(_dot(one, day, span, line, about) for day, span in seen if dated(day))
    return Lane(role, cell, dots, tuple(_stretches(one, line)), *_told(one))


def _dot(one: Interval, day: str, span: Span, line: Axis, about: About) -> Dot:
    address = about.addresses.sentence(span.report, span.start, span.end)
    left = bool(one.left_by) and day >= one.left_by
    words = "đã thôi" if left else "giữ chức"
    return Dot(line.place(day), f"{day}: {words}", address, left)


def _stretches(one: Interval, line: Axis) -> list[Stretch]:
    """What reports show as a whole line, and broken ones to where it may have begun and ended."""
    ended = one.left_by or one.end
    until = line.place(ended) if ended else None
    first = one.start or one.first
    if not first:
        return [Stretch(max(0.0, until - _FADE), until, False)] if until is not None else []
    begin, end = line.place(first), line.place(one.last or first)
    found = [Stretch(begin, end, True)]
    if not one.start:
        found.append(Stretch(max(0.0, begin - _FADE), begin, False))
    found.append(Stretch(end, min(100.0, end + _FADE) if until is None else until, False))
    return found


def _meetings(about: About) -> list[tuple[str, str, str]]:
    """The days of the meetings with their words, and where it is said that the person was there."""
    found: dict[tuple[str, str], tuple[list[str], str]] = {}
    for row in rows(
        about.store,
        f"SELECT * {{ {values('this', [about.iri])} GRAPH ?report {{ ?fact ct:participant ?this ; "
        f"ct:meeting ?meeting ; ct:part ?part . {_WHERE} . ?meeting dcterms:title ?title ; "
        f"schema:startDate ?day }} }} ORDER BY ?day STR(?report) ?start ?end LIMIT {_MOST}",
    ):
        parts, _ = found.setdefault(
            (text(row, "day"), text(row, "title")), ([], sentence(row, about.addresses))
        )
        if (part := _vietnamese(row, "part")) not in parts:
            parts.append(part)
    return [
        (day, f"{day}: {title} ({', '.join(parts)})", address)
        for (day, title), (parts, address) in found.items()
    ]


def _vietnamese(row: Row, name: str) -> str:
    return worded(text(row, name)).partition(" · ")[0].lower()


def _told(one: Interval) -> tuple[str, str]:
    """A stretch in words, Vietnamese and English."""
    pairs = [
        (one.start, "nhận ngày {}", "from {}"),
        (one.first, "thấy giữ {}", "seen {}"),
        (one.left_by, "thôi trước {}", "left by {}"),
        (
            "" if one.left_by else one.end,
            "người khác giữ từ {} (suy ra)",
            "another since {} (inferred)",
        ),
    ]
    when = one.first if one.first == one.last else f"{one.first} – {one.last}"
    said = [
        (vi.format(when if day is one.first else day), en.format(when if day is one.first else day))
        for day, vi, en in pairs
        if day
    ] or [("không rõ ngày", "on no known day")]
    if one.first and not (one.left_by or one.end):
        said.append(("chưa rõ khi nào thôi", "end not told"))
    return "; ".join(vi for vi, _ in said), "; ".join(en for _, en in said)
