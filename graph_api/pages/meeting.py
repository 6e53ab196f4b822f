"""A meeting: what is told of it in short, what its reports say of figures, and their text."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph_api.facts import About, table
from graph_api.pages.marks import Marked, facts_of, marked
from graph_api.reading import Reading, rows, text, values
from graph_api.sections import SECTIONS
from graph_api.shown import worded
from graph_api.things import labels
from graph_api.web.tables import Cell, Table
from loaders.model import Part
from ontology.terms import part

_OF_THE_REPORT = ("figures", "awards")
_LONGEST = 200_000  # code points of a text that is shown beside a meeting


@dataclass(frozen=True, slots=True)
class Beside:
    """The text of one report of a meeting, and the others that tell of it."""

    report: Cell
    text: Marked | None
    others: tuple[Cell, ...]


def reports_of(about: About) -> list[str]:
    """The reports that tell of a meeting, sorted."""
    found = rows(
        about.store,
        f"SELECT DISTINCT ?report {{ {values('this', [about.iri])} GRAPH ?report "
        "{ ?this a ct:Meeting } } ORDER BY STR(?report)",
    )
    return [text(row, "report") for row in found if about.addresses.is_report(text(row, "report"))]


def by_part(people: Table) -> Table:
    """Those first who led the meeting: parts in the order of the model."""
    order = {worded(part(one)): place for place, one in enumerate(Part)}
    led = sorted(people.rows, key=lambda row: order.get(row.cells[1].text, len(order)))
    return replace(people, rows=tuple(led))


def told_by(about: About, report: str) -> list[Table]:
    """The figures and awards of a report: it does not tell of which meeting."""
    of = About(about.store, about.addresses, report, "report", about.addresses.of(report) or "")
    sections = [one for one in SECTIONS["report"] if one.anchor in _OF_THE_REPORT]
    made = [table(of, section) for section in sections]
    return [one for one in made if one.rows]


def beside(about: About, reports: list[str], tables: list[Table]) -> Beside | None:
    """The first report with what the tables tell marked in it; None where no report is held."""
    if not reports:
        return None
    called = labels(about.store, about.addresses, reports)
    first, *others = (Cell(called[one], about.addresses.of(one)) for one in reports)
    whole = _text(about.store, reports[0])
    if len(whole) > _LONGEST:
        return Beside(first, None, tuple(others))
    shown = marked(whole, facts_of(about.store, reports[0]), tables, None)
    return Beside(first, shown, tuple(others))


def _text(store: Reading, report: str) -> str:
    found = rows(store, f"SELECT ?text {{ {values('s', [report])} ?s nif:isString ?text }}")
    return text(found[0], "text") if found else ""


def with_documents(about: About, directives: Table) -> Table:
    """Each directive with the documents that it cites, below its words."""
    cited = _cited(about, [row.fact for row in directives.rows])
    return replace(
        directives,
        rows=tuple(
            replace(row, cells=tuple(_citing(cell, row.fact, cited, about) for cell in row.cells))
            for row in directives.rows
        ),
    )


def _citing(cell: Cell, fact: str, cited: Mapping[str, list[Cell]], about: About) -> Cell:
    if fact in cited and cell.address == about.addresses.of(fact):
        return replace(cell, cites=tuple(cited[fact]))
    return cell


def _cited(about: About, directives: list[str]) -> dict[str, list[Cell]]:
    if not directives:
        return {}
    found = rows(
        about.store,
        f"SELECT DISTINCT ?directive ?document ?name {{ {values('directive', directives)} "
        "?fact cito:hasCitingEntity ?directive ; cito:hasCitedEntity ?document . "
        "?document rdfs:label ?name } ORDER BY STR(?name)",
    )
    cited: dict[str, list[Cell]] = {}
    for row in found:
        cell = Cell(text(row, "name"), about.addresses.of(text(row, "document")))
        cited.setdefault(text(row, "directive"), []).append(cell)
    return cited
