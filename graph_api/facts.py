"""The facts of a thing as tables: the questions of `sections` asked, their answers for reading."""

from collections.abc import Iterable

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.reading import Reading, Term, number, rows, text, values
from graph_api.reading import Row as Solution
from graph_api.sections import SECTIONS, Section
from graph_api.things import labels
from graph_api.web.tables import Cell, Column, Row, Table
from graph_api.wording import said
from ontology.derive import rules
from ontology.terms import expand, shorten, status

MOST = 500  # rows of one table

_QUOTED = (
    "?fact prov:wasQuotedFrom ?span . ?span nif:beginIndex ?start ; nif:endIndex ?end . "
    "?span nif:referenceContext ?report ."
)
# What ties a thing to its evidence is told by the links; what it is, by the page.
_HIDDEN = tuple(
    expand(name)
    for name in (
        "rdf:type",
        "prov:wasQuotedFrom",
        "ct:statedIn",
        "ct:rule",
        "nif:isString",
        "nif:referenceContext",
    )
)
_WITHOUT_EVIDENCE = frozenset(("person", "organisation", "document", "report"))


def tables(store: Reading, addresses: Addresses, iri: str, kind: str) -> list[Table]:
    """The tables of a thing that hold something, in the order of `SECTIONS`."""
    made = (_table(store, addresses, iri, kind, section) for section in SECTIONS.get(kind, ()))
    return [table for table in made if table.rows]


def _table(store: Reading, addresses: Addresses, iri: str, kind: str, section: Section) -> Table:
    names = [name for name, _ in section.columns]
    fixed = values("report" if kind == "report" else "this", [iri])
    within = "" if kind == "report" else fixed
    found = rows(
        store,
        f"SELECT DISTINCT {' '.join(f'?{name}' for name in names)} ?report ?start ?end "
        f"{{ {'' if within else fixed} "
        f"GRAPH ?report {{ {within} {section.pattern} {_QUOTED} }} }} "
        f"ORDER BY {section.order} STR(?report) ?start LIMIT {MOST + 1}",
    )
    called = labels(store, addresses, _ours(addresses, found, names))
    lines: dict[tuple[object, ...], Row] = {}
    for row in found[:MOST]:
        cells = tuple(_shown(row.get(name), name, called, addresses) for name in names)
        # A report that repeats a fact says it once, at its first place.
        lines.setdefault((cells, text(row, "report")), Row(cells, (_sentence(row, addresses),)))
    return Table(
        title=Column(*section.title),
        columns=tuple(Column(*name) for _, name in section.columns),
        rows=tuple(lines.values()),
        truncated=len(found) > MOST,
        anchor=section.anchor,
    )


def properties(store: Reading, addresses: Addresses, iri: str, kind: str) -> Table:
    """What is said of the thing itself, with the sentences for what a report states of it."""
    # Derived edges repeat, without evidence, what the tables tell with it.
    hidden = {*_HIDDEN, *(rule.derived for rule in rules())}
    if kind in _WITHOUT_EVIDENCE:
        select = f"SELECT DISTINCT ?p ?o {{ {values('this', [iri])} ?this ?p ?o }}"
    else:
        select = (
            "SELECT DISTINCT ?p ?o ?report ?start ?end { GRAPH ?report { "
            f"{values('fact', [iri])} ?fact ?p ?o . OPTIONAL {{ {_QUOTED} }} }} }}"
        )
    found = [
        row
        for row in rows(
            store, f"{select} ORDER BY STR(?p) STR(?o) STR(?report) ?start LIMIT {4 * MOST}"
        )
        if text(row, "p") not in hidden
    ]
    called = labels(store, addresses, _ours(addresses, found, ["o"]))
    evidence: dict[tuple[str, Term], list[str]] = {}
    for row in found:
        links = evidence.setdefault((text(row, "p"), row["o"]), [])
        if "start" in row and (link := _sentence(row, addresses)) not in links:
            links.append(link)
    lines = []
    for (predicate, term), links in evidence.items():
        name = Cell(_worded(predicate))
        value = _shown(term, shorten(predicate).removeprefix("ct:"), called, addresses)
        lines.append(Row((name, value), tuple(links)))
    return Table(
        title=Column("Thông tin", "Details"),
        columns=(Column("Thuộc tính", "Property"), Column("Giá trị", "Value")),
        rows=tuple(lines),
        has_evidence=kind not in _WITHOUT_EVIDENCE,
        anchor="details",
    )


def mentions(store: Reading, addresses: Addresses, iri: str) -> Table:
    """The reports that name the thing, each at the first fact about it."""
    found = rows(
        store,
        "SELECT ?report (MIN(?begin) AS ?start) (MIN(?until) AS ?end) { GRAPH ?report { "
        f"{values('this', [iri])} ?fact ?p ?this ; prov:wasQuotedFrom ?span . "
        "?span nif:referenceContext ?report ; nif:beginIndex ?begin ; nif:endIndex ?until } } "
        f"GROUP BY ?report ORDER BY STR(?report) LIMIT {MOST + 1}",
    )
    called = labels(store, addresses, _ours(addresses, found, ["report"]))
    return Table(
        title=Column("Báo cáo nhắc đến", "Named in"),
        columns=(Column("Báo cáo", "Report"),),
        rows=tuple(
            Row((_shown(row["report"], "report", called, addresses),), (_sentence(row, addresses),))
            for row in found[:MOST]
        ),
        truncated=len(found) > MOST,
        anchor="reports",
    )


def _ours(addresses: Addresses, found: Iterable[Solution], names: Iterable[str]) -> set[str]:
    """The things of ours among the cells: those have labels in the store."""
    names = list(names)
    return {
        term.value
        for row in found
        for name in names
        if isinstance(term := row.get(name), ox.NamedNode) and addresses.of(term.value) is not None
    }


def _shown(term: object, name: str, called: dict[str, str], addresses: Addresses) -> Cell:
    """A term for reading: things by their labels, values of a fixed list in Vietnamese."""
    if isinstance(term, ox.NamedNode) and term.value in called:
        return Cell(called[term.value], addresses.of(term.value))
    if isinstance(term, ox.NamedNode):
        return Cell(_worded(term.value))
    if isinstance(term, ox.Literal):
        if name == "status":
            return Cell(_worded(status(term.value)))
        return Cell(term.value)
    return Cell("")


def _worded(iri: str) -> str:
    """A term as `Tiếng Việt · English`, by its short name where nothing says it."""
    vietnamese, english = said(iri) or (shorten(iri), "")
    vietnamese = vietnamese[:1].upper() + vietnamese[1:] if said(iri) else vietnamese
    return f"{vietnamese} · {english}" if english else vietnamese


def _sentence(row: Solution, addresses: Addresses) -> str:
    return addresses.sentence(text(row, "report"), number(row, "start"), number(row, "end"))
