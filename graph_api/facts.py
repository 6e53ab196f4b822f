"""The facts of a thing as tables: the questions of `sections` asked, their answers for reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.facts_found import fact_and_report, found
from graph_api.paging import FIRST_PAGE, Page, Turn
from graph_api.reading import Reading, Term, column, number, rows, text
from graph_api.section import Section
from graph_api.sections import SECTIONS
from graph_api.shown import sentence, things_in, value
from graph_api.things import labels
from graph_api.web.tables import Column, Links, Row, Table
from ontology.terms import shorten

FIRST = 50  # rows of a table on the page of a thing
MOST = 200  # rows of a table that has a page of its own

_QUOTED = (
    "?fact prov:wasQuotedFrom ?span . ?span nif:beginIndex ?start ; nif:endIndex ?end ; "
    "nif:referenceContext ?report"
)


@dataclass(frozen=True, slots=True)
class About:
    """What tables are asked of: a thing of a kind, and the address of its page."""

    store: Reading
    addresses: Addresses
    iri: str
    kind: str
    address: str


def tables(about: About) -> list[Table]:
    """The beginnings of the tables of a thing that hold something, in the order of `SECTIONS`."""
    sections = SECTIONS.get(about.kind, ())
    if about.kind != "report":
        this = ox.NamedNode(about.iri)
        said = {shorten(p) for p in column(about.store, f"SELECT DISTINCT ?p {{ ?s ?p {this} }}")}
        sections = tuple(one for one in sections if said.intersection(one.leads))
    made = (table(about, section) for section in sections)
    return [one for one in made if one.rows]


def table(about: About, section: Section, turn: Turn = FIRST_PAGE, most: int = FIRST) -> Table:
    """One page of a table."""
    page = found(about.store, about.iri, about.kind, section, turn, most)
    said = _said(about.store, section, [fact_and_report(key) for key in page.keys])
    names = [name for name, _ in section.columns]
    called = labels(about.store, about.addresses, things_in(about.addresses, said, names))
    lines: dict[tuple[object, ...], Row] = {}
    for row in said:
        cells = tuple(value(row.get(name), name, called, about.addresses) for name in names)
        # A report that repeats a fact says it once, at its first place.
        evidence = (sentence(row, about.addresses),)
        fact = text(row, "fact")
        lines.setdefault(
            (cells, text(row, "report")),
            Row(cells, evidence, fact, about.addresses.of(fact) or ""),
        )
    return Table(
        title=Column(*section.title),
        columns=tuple(Column(*name) for _, name in section.columns),
        rows=tuple(lines.values()),
        truncated=bool(page.after),
        anchor=section.anchor,
        links=links(about.address, section.anchor, page),
    )


def links(address: str, anchor: str, page: Page) -> Links:
    """Where the rest of a table is."""
    whole = f"{address}?section={anchor}"

    def at(word: str, key: str) -> str:
        return f"{whole}&{word}={quote(key, safe='')}" if key else ""

    return Links(
        whole if page.before or page.after else "",
        at("before", page.before),
        at("after", page.after),
    )


def _said(
    store: Reading, section: Section, stated: Sequence[tuple[str, str]]
) -> list[dict[str, Term]]:
    """What reports say of some facts, and where: in the order of the facts, then of the text."""
    if not stated:
        return []
    pairs = " ".join(f"(<{fact}> <{report}>)" for fact, report in stated)
    required = " . ".join((*section.required, _QUOTED))
    optional = " ".join(f"OPTIONAL {{ GRAPH ?report {{ {one} }} }}" for one in section.optional)
    said = rows(
        store,
        f"SELECT DISTINCT * {{ VALUES (?fact ?report) {{ {pairs} }} "
        f"GRAPH ?report {{ {required} }} {optional} }}",
    )
    for row in said:
        for name, sources in section.made:
            if chosen := next((row[source] for source in sources if source in row), None):
                row[name] = chosen
    place = {pair: at for at, pair in enumerate(stated)}
    said.sort(key=lambda row: (place[text(row, "fact"), text(row, "report")], number(row, "start")))
    return said
