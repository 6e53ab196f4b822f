"""What is told of a thing as one table for spreadsheets: a row a fact, with its sentences."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from fastapi import Response

from graph_api.details import properties
from graph_api.facts import About, table
from graph_api.negotiate import CSV
from graph_api.sections import SECTIONS
from graph_api.web.tables import Table

_MOST = 2_000  # rows of each table of a page


def facts_csv(about: About) -> Response:
    """The tables of a thing's page below one another.

    `table` tells which one a row is of; a column that several have (a person, a date) is one. The
    addresses of sentences are whole, parted by blanks.
    """
    made = (table(about, section, most=_MOST) for section in SECTIONS.get(about.kind, ()))
    tables = [properties(about), *(one for one in made if one.rows)]
    names = dict.fromkeys(column.english for one in tables for column in one.columns)
    lines = [line for one in tables for line in _lines(one, about.addresses.origin)]
    return rows_csv(["table", *names, "evidence"], lines)


def _lines(one: Table, origin: str) -> Iterable[dict[str, str]]:
    columns = [column.english for column in one.columns]
    for row in one.rows:
        cells = dict(zip(columns, (cell.text for cell in row.cells), strict=True))
        evidence = " ".join(origin + address for address in row.evidence)
        yield {"table": one.anchor, **cells, "evidence": evidence}


def rows_csv(names: Sequence[str], lines: Iterable[dict[str, str]]) -> Response:
    """Rows under their names as RFC 4180 has it, in UTF-8."""
    written = StringIO()
    writer = csv.DictWriter(written, names)
    writer.writeheader()
    writer.writerows(lines)
    return Response(written.getvalue(), media_type=CSV.content_type)
