"""The posts of a person on a line of time, with the meetings that they were at."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_api.facts import About
from graph_api.pages.tenure import Axis, Edge, Seen, Tenure, axis, tenure
from graph_api.reading import Row, rows, text, values
from graph_api.shown import sentence, worded
from graph_api.web.tables import Cell
from ontology.terms import status

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
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one place to another, in percent; `known`: reports saw both ends."""

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
    posts = _posts(about)
    met = _meetings(about)
    line = axis([one.day for held in posts.values() for one in held.seen] + [d for d, _, _ in met])
    if line is None and not posts:
        return None
    order = sorted(posts, key=lambda key: (posts[key].first or "~", key[0], key[1].text))
    lanes = [_lane(key[0], key[1], posts[key], line) for key in order]
    if line and met:
        dots = tuple(Dot(line.place(day), words, address) for day, words, address in met)
        lanes.append(Lane("Cuộc họp", Cell(""), dots, english="Meetings"))
    return Life(tuple(lanes), line.years() if line else ())


def _posts(about: About) -> dict[tuple[str, Cell], Tenure]:
    seen: dict[tuple[str, Cell], list[Seen]] = {}
    for row in rows(
        about.store,
        f"SELECT * {{ {values('this', [about.iri])} GRAPH ?report {{ ?fact org:member ?this ; "
        f"org:organization ?body ; rdfs:label ?role . {_WHERE} . ?body skos:prefLabel ?name . "
        "OPTIONAL { ?fact ct:status ?status } OPTIONAL { ?fact ct:observedOn ?day } } } "
        f"ORDER BY STR(?report) ?start ?end STR(?name) LIMIT {_MOST}",
    ):
        key = text(row, "role"), Cell(text(row, "name"), about.addresses.of(text(row, "body")))
        seen.setdefault(key, []).append(
            Seen(text(row, "day"), text(row, "status"), sentence(row, about.addresses))
        )
    return {key: tenure(some) for key, some in seen.items()}


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


def _lane(role: str, body: Cell, held: Tenure, line: Axis | None) -> Lane:
    dots: list[Dot] = []
    stretches: list[Stretch] = []
    if line:
        dots = [
            Dot(
                line.place(one.day),
                f"{one.day}: {worded(status(one.status)).partition(' · ')[0].lower()}",
                one.address,
                hollow=bool(held.left) and one.day >= held.left,
            )
            for one in held.seen
            if one.day
        ]
        if held.first:
            begin, end = line.place(held.first), line.place(held.last)
            stretches.append(Stretch(begin, end, True))
            if held.begin is Edge.OPEN:
                stretches.append(Stretch(max(0.0, begin - _FADE), begin, False))
            until = line.place(held.left) if held.left else min(100.0, end + _FADE)
            stretches.append(Stretch(end, until, False))
        elif held.left:
            left = line.place(held.left)
            stretches.append(Stretch(max(0.0, left - _FADE), left, False))
    return Lane(role, body, tuple(dict.fromkeys(dots)), tuple(stretches), *_told(held))


def _told(held: Tenure) -> tuple[str, str]:
    """A stretch in words, Vietnamese and English."""
    if not held.first:
        if held.left:
            return f"đã thôi trước {held.left}", f"had left by {held.left}"
        return "không rõ ngày", "on no known day"
    told = f"thấy giữ ngày {held.first}", f"seen on {held.first}"
    if held.last != held.first:
        told = f"thấy giữ từ {held.first} đến {held.last}", f"seen {held.first} to {held.last}"
    if held.begin is Edge.TOLD:
        told = f"bổ nhiệm; {told[0]}", f"appointed; {told[1]}"
    if held.left:
        return f"{told[0]}; thôi trước {held.left}", f"{told[1]}; left by {held.left}"
    return f"{told[0]}; chưa rõ khi nào thôi", f"{told[1]}; end not told"
