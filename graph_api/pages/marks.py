"""The text of a report with all that is said in it: which kind of fact, and which row tells it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_api.highlight import Run, Span, paragraphs
from graph_api.reading import Reading, number, rows, text, values
from graph_api.things import NAMES, kind_of
from graph_api.web.tables import Row, Table

# The kinds that have a colour; facts of one kind of thing share one.
_COLOURS = {
    "meeting": "meeting",
    "participation": "participation",
    "post": "post",
    "directive": "directive",
    "citation": "document",
    "subordination": "organisation",
    "renaming": "organisation",
    "figure": "figure",
    "award": "award",
    "problem": "problem",
}

_NAMES = {
    colour: NAMES[next(kind for kind, one in _COLOURS.items() if one == colour)]
    for colour in _COLOURS.values()
} | {"document": ("Viện dẫn", "Citation"), "organisation": ("Tổ chức", "Organisation")}


@dataclass(frozen=True, slots=True)
class Fact:
    """What stands at a span: its IRI, and its kind as in `_COLOURS`."""

    iri: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text, as it is shown.

    `kinds` are those that are said by it, the widest first. `rows` are the ids of the rows that
    tell its facts, the narrowest first, and `words` those rows in words.
    """

    run: Run
    kinds: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in paragraphs, and the kinds of fact in it: id, names, how many."""

    paragraphs: Sequence[Sequence[Piece]]
    legend: Sequence[tuple[str, tuple[str, str], int]]


def facts_of(store: Reading, report: str) -> dict[Span, list[Fact]]:
    """All that a report says, by the code points of its text that say it."""
    found: dict[Span, dict[str, list[str]]] = {}
    for row in rows(
        store,
        f"SELECT ?fact ?class ?start ?end {{ {values('report', [report])} GRAPH ?report {{ "
        "?fact prov:wasQuotedFrom ?span . ?span nif:beginIndex ?start ; nif:endIndex ?end . "
        "?fact a ?class } }",
    ):
        place = number(row, "start"), number(row, "end")
        found.setdefault(place, {}).setdefault(text(row, "fact"), []).append(text(row, "class"))
    return {
        place: sorted(
            (Fact(iri, _COLOURS.get(kind_of(classes), "")) for iri, classes in some.items()),
            key=lambda fact: (fact.kind, fact.iri),
        )
        for place, some in found.items()
    }


def marked(
    whole: str, facts: Mapping[Span, Sequence[Fact]], tables: Iterable[Table], hit: Span | None
) -> Marked:
    """A report's text with its facts, and those of them that rows of some tables tell."""
    told = {
        row.fact: (f"{table.anchor}-{place}", row)
        for table in tables
        for place, row in enumerate(table.rows, start=1)
    }
    runs = paragraphs(whole, facts, hit)
    count: dict[str, int] = {}
    for some in facts.values():
        for fact in some:
            count[fact.kind] = count.get(fact.kind, 0) + 1
    return Marked(
        [[_piece(run, facts, told) for run in line] for line in runs],
        [
            (kind, _NAMES[kind], count[kind])
            for kind in dict.fromkeys(_COLOURS.values())
            if kind in count
        ],
    )


def _piece(
    run: Run, facts: Mapping[Span, Sequence[Fact]], told: Mapping[str, tuple[str, Row]]
) -> Piece:
    if not run.said or run.hit:
        return Piece(run)
    kinds: dict[str, None] = {}
    lines: dict[str, str] = {}
    for span in run.said:
        for fact in facts[span]:
            if fact.kind:
                kinds[fact.kind] = None
    for span in reversed(run.said):
        for fact in facts[span]:
            if fact.iri in told:
                key, row = told[fact.iri]
                said = " – ".join(cell.text for cell in row.cells if cell.text)
                lines[key] = f"{_NAMES[fact.kind][0]}: {said}" if fact.kind else said
    return Piece(run, tuple(kinds), tuple(lines), "\n".join(lines.values()))
