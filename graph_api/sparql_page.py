"""The page of `/sparql`: its form, and below it the answer."""

import json
from collections.abc import Iterable
from functools import cache
from itertools import islice

import pyoxigraph as ox
from fastapi import Response
from markupsafe import Markup

from graph_api.address import Addresses
from graph_api.reading import Results, Term
from graph_api.vocabulary import vocabulary
from graph_api.web import page
from graph_api.web.tables import Column, Row, Table, cell
from ontology.terms import PREFIXES
from queries.catalogue import catalogue

_MOST = 1_000  # rows on one page


def form_page(
    place: Addresses, query: str, table: Table | None = None, verdict: bool | None = None
) -> Response:
    """The form with a query, and the answer where there is one: a table, or a yes or no."""
    return page(
        place.root,
        "sparql.html",
        base=place.base,
        query=query,
        prefixes=PREFIXES,
        table=table,
        verdict=verdict,
        examples=catalogue().values(),
        terms=_terms(),
    )


def example(name: str) -> str:
    """The query of a question of the catalogue; "" for none of that name."""
    found = catalogue().get(name)
    return found.sparql if found else ""


@cache
def _terms() -> Markup:
    """What the editor completes, as JSON that can stand in a script element."""
    known = vocabulary()
    told = {
        "classes": {term.name: term.label for term in known.classes},
        "properties": {term.name: term.label for term in known.properties},
        "prefixes": PREFIXES,
    }
    written = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(written)  # noqa: S704 - our own tables, and nothing of it is markup


def answer_page(addresses: Addresses, query: str, results: Results) -> Response:
    """The answer to a SPARQL query as a page, up to `_MOST` rows."""
    table = None
    verdict = None
    match results:
        case ox.QueryBoolean():
            verdict = bool(results)
        case ox.QuerySolutions():
            names = [variable.value for variable in results.variables]
            lines: Iterable[tuple[Term | None, ...]] = (
                tuple(solution[name] for name in names) for solution in results
            )
            table = _table(names, lines, addresses)
        case ox.QueryTriples():
            lines = ((triple.subject, triple.predicate, triple.object) for triple in results)
            table = _table(["subject", "predicate", "object"], lines, addresses)
    return form_page(addresses, query, table, verdict)


def _table(
    names: list[str], lines: Iterable[tuple[Term | None, ...]], addresses: Addresses
) -> Table:
    taken = list(islice(lines, _MOST + 1))
    return Table(
        title=Column("Kết quả", "Results"),
        columns=tuple(Column(name) for name in names),
        rows=tuple(Row(tuple(cell(term, addresses) for term in line)) for line in taken[:_MOST]),
        truncated=len(taken) > _MOST,
        has_evidence=False,
    )
