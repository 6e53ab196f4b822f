"""What is said of a thing itself, and which reports name it."""

import pyoxigraph as ox

from graph_api.facts import FIRST, About, links
from graph_api.paging import FIRST_PAGE, Turn, paged
from graph_api.reading import Row as Solution
from graph_api.reading import Term, column, rows, text, values
from graph_api.shown import sentence, things_in, value, worded
from graph_api.things import labels
from graph_api.web.tables import Cell, Column, Row, Table
from ontology.derive import rules
from ontology.terms import expand, shorten

MENTIONS = "reports"
_MOST = 500  # values, and sentences that say them
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
_SPAN = "prov:wasQuotedFrom ?span . ?span nif:beginIndex ?start ; nif:endIndex ?end ; "


def properties(about: About) -> Table:
    """What is said of the thing itself, with the sentences for what a report states of it."""
    this = ox.NamedNode(about.iri)
    # Derived edges repeat, without evidence, what the tables tell with it.
    hidden = ", ".join(f"<{iri}>" for iri in (*_HIDDEN, *(rule.derived for rule in rules())))
    found = rows(
        about.store,
        f"SELECT DISTINCT ?p ?o {{ {this} ?p ?o FILTER(?p NOT IN ({hidden})) }} "
        f"ORDER BY STR(?p) STR(?o) LIMIT {_MOST}",
    )
    evidence = {} if about.kind in _WITHOUT_EVIDENCE else _evidence(about)
    called = labels(about.store, about.addresses, things_in(about.addresses, found, ["o"]))
    lines = []
    for row in found:
        predicate = text(row, "p")
        cells = (
            Cell(worded(predicate)),
            value(row["o"], shorten(predicate).removeprefix("ct:"), called, about.addresses),
        )
        lines.append(Row(cells, tuple(evidence.get((predicate, row["o"]), ()))))
    return Table(
        title=Column("Thông tin", "Details"),
        columns=(Column("Thuộc tính", "Property"), Column("Giá trị", "Value")),
        rows=tuple(lines),
        has_evidence=about.kind not in _WITHOUT_EVIDENCE,
        anchor="details",
    )


def _evidence(about: About) -> dict[tuple[str, Term], list[str]]:
    """For each property and value the sentences of the reports that say so."""
    this = ox.NamedNode(about.iri)
    spans: dict[str, list[str]] = {}
    for row in rows(
        about.store,
        f"SELECT DISTINCT ?report ?start ?end {{ GRAPH ?report {{ {this} {_SPAN} "
        f"nif:referenceContext ?report }} }} ORDER BY STR(?report) ?start ?end LIMIT {_MOST}",
    ):
        spans.setdefault(text(row, "report"), []).append(sentence(row, about.addresses))
    told: dict[tuple[str, Term], list[str]] = {}
    if spans:
        for row in rows(
            about.store,
            f"SELECT DISTINCT ?p ?o ?report {{ {values('report', spans)} "
            f"GRAPH ?report {{ {this} ?p ?o }} }} ORDER BY STR(?report)",
        ):
            told.setdefault((text(row, "p"), row["o"]), []).extend(spans[text(row, "report")])
    return told


def mentions(about: About, turn: Turn = FIRST_PAGE, most: int = FIRST) -> Table:
    """The reports that name the thing, each at the first fact about it: one page of them."""
    this = ox.NamedNode(about.iri)
    reports = set(  # a report says of all that it names what it is
        column(about.store, f"SELECT ?report {{ GRAPH ?report {{ {this} a ?class }} }}")
    )
    near = sorted(filter(turn.reaches, reports), reverse=turn.backward)
    page = paged(near, turn, most)
    first: dict[str, Solution] = {}
    if page.keys:
        for row in rows(
            about.store,
            f"SELECT ?report ?start ?end {{ {values('report', page.keys)} "
            f"GRAPH ?report {{ ?fact ?p {this} ; {_SPAN} nif:referenceContext ?report }} }} "
            "ORDER BY STR(?report) ?start ?end",
        ):
            first.setdefault(text(row, "report"), row)
    found = list(first.values())
    called = labels(about.store, about.addresses, things_in(about.addresses, found, ["report"]))
    return Table(
        title=Column("Báo cáo nhắc đến", "Named in"),
        columns=(Column("Báo cáo", "Report"),),
        rows=tuple(
            Row(
                (value(row["report"], "report", called, about.addresses),),
                (sentence(row, about.addresses),),
            )
            for row in found
        ),
        truncated=bool(page.after),
        anchor=MENTIONS,
        links=links(about.address, MENTIONS, page),
    )
