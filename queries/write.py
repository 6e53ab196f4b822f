"""Write an answer: as a table for the eye, as CSV, TSV, SPARQL results JSON, or as a graph.

JSON, TSV and RDF are written by Oxigraph, after the W3C's SPARQL 1.1 results formats; CSV after
RFC 4180, with the plain values that spreadsheets and `score.py` read.
"""

import csv
import io
from collections.abc import Sequence
from enum import StrEnum
from typing import IO
from unicodedata import combining

import pyoxigraph as ox

from queries.run import Answer, Row

_WIDEST = 60  # of a cell of a table, in characters


class Format(StrEnum):
    """How an answer can be written."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONLD = "jsonld"
    TTL = "ttl"
    NT = "nt"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.TABLE: "text/plain; charset=utf-8",
    Format.CSV: "text/csv; charset=utf-8; header=present",
    Format.TSV: "text/tab-separated-values; charset=utf-8",
    Format.JSON: "application/sparql-results+json",
    Format.JSONLD: "application/ld+json",
    Format.TTL: "text/turtle; charset=utf-8",
    Format.NT: "application/n-triples",
}
_GRAPH_FORMATS = {
    Format.JSONLD: ox.RdfFormat.JSON_LD,
    Format.TTL: ox.RdfFormat.TURTLE,
    Format.NT: ox.RdfFormat.N_TRIPLES,
}
_ROW_FORMATS = {
    Format.JSON: ox.QueryResultsFormat.JSON,
    Format.TSV: ox.QueryResultsFormat.TSV,
}


class FormatError(ValueError):
    """The answer has no such form: a table is no graph, and a graph no SPARQL results."""

    def __init__(self, answer: Answer, given: str) -> None:
        self.allowed = formats(answer.question.is_graph)
        listed = ", ".join(self.allowed)
        super().__init__(
            f"câu hỏi `{answer.question.name}` không viết được dạng `{given}`; được dùng: {listed}"
            f" · not written as `{given}`; allowed: {listed}"
        )


def formats(is_graph: bool) -> tuple[Format, ...]:
    """The formats of a graph, or of a table, the usual one first."""
    if is_graph:
        return (Format.JSONLD, Format.TTL, Format.NT, Format.TABLE, Format.CSV)
    return (Format.TABLE, Format.CSV, Format.TSV, Format.JSON)


def write(answer: Answer, form: Format, out: IO[bytes]) -> None:
    """Writes `answer` to `out` in UTF-8; raises `FormatError` where it has no such form.

    Only a table is held in memory whole, for its widths; the rest is written as it comes.
    """
    if form not in formats(answer.question.is_graph):
        raise FormatError(answer, form)
    results = answer.results
    if isinstance(results, ox.QueryTriples) and form in _GRAPH_FORMATS:
        results.serialize(out, format=_GRAPH_FORMATS[form])
    elif isinstance(results, ox.QuerySolutions) and form in _ROW_FORMATS:
        results.serialize(out, format=_ROW_FORMATS[form])
    elif form is Format.CSV:
        _write_csv(answer, out)
    else:
        out.write(plain_table(answer.columns, list(answer.rows())).encode())


def written(answer: Answer, form: Format) -> bytes:
    """As `write`, in memory."""
    out = io.BytesIO()
    write(answer, form, out)
    return out.getvalue()


def _write_csv(answer: Answer, out: IO[bytes]) -> None:
    rows = csv.writer(_Utf8(out))
    rows.writerow(answer.columns)
    rows.writerows(answer.rows())


class _Utf8:
    """What `csv` writes to: text in, bytes out."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def write(self, text: str) -> int:
        return self._out.write(text.encode())


def shown(columns: Sequence[str]) -> tuple[int, ...]:
    """The columns that a table shows: IRIs are for programs."""
    return tuple(n for n, column in enumerate(columns) if not column.endswith("_iri"))


def one_line(cell: str, widest: int = _WIDEST) -> str:
    """A cell on one line, cut to `widest` characters."""
    line = " ".join(cell.split())
    return line if len(line) <= widest else f"{line[: widest - 1]}…"


def plain_table(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """The rows under their columns, aligned by blanks; long cells are cut (CSV has all)."""
    kept = shown(columns)
    lines = [[columns[n] for n in kept], *([one_line(row[n]) for n in kept] for row in rows)]
    widths = [max(_width(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        ).rstrip()
        + "\n"
        for line in lines
    )


def _width(cell: str) -> int:
    return sum(not combining(character) for character in cell)
