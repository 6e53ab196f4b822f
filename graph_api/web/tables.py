"""Tables of a page: cells with the addresses of the things that they name."""

from dataclasses import dataclass, replace

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.reading import Term
from ontology.terms import shorten

_LONGEST = 400  # code points of a cell


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, the page of the thing that they name, and the documents that it cites."""

    text: str
    address: str | None = None
    cites: "tuple[Cell, ...]" = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, where the sentences stand that say so, and the fact that they tell.

    `fact` is its IRI, `address` the page that it keeps.
    """

    cells: tuple[Cell, ...]
    evidence: tuple[str, ...] = ()
    fact: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The name of a column: in Vietnamese, and in English beside it."""

    name: str
    english: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses of pages of a long table: of all of it, and of those around this one."""

    whole: str = ""
    previous: str = ""
    next: str = ""


_NOWHERE = Links()


@dataclass(frozen=True, slots=True)
class Table:
    title: Column
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    truncated: bool = False
    has_evidence: bool = True
    anchor: str = ""
    links: Links = _NOWHERE
    paged: bool = False  # the page says where the rest is


def together(table: Table, addresses: Addresses) -> Table:
    """What several reports say alike as one row, with the sentences of all of them.

    Each has a fact of its own, such as a directive: where a cell links to it, the first stands.
    """
    lines: dict[tuple[Cell, ...], Row] = {}
    for row in table.rows:
        own = addresses.of(row.fact)
        key = tuple(replace(one, address="") if one.address == own else one for one in row.cells)
        first = lines.setdefault(key, row)
        if first is not row:
            lines[key] = replace(first, evidence=(*first.evidence, *row.evidence))
    return replace(table, rows=tuple(lines.values()))


def cut(text: str) -> str:
    """A cell of no more than `_LONGEST` code points: the page of a report has its whole text."""
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


def cell(term: Term | None, addresses: Addresses) -> Cell:
    """A term of a query's results: things by their short IRI, literals by their value."""
    match term:
        case None:
            return Cell("")
        case ox.NamedNode():
            iri = term.value
            short = iri[len(addresses.base) :] if iri.startswith(addresses.base) else shorten(iri)
            return Cell(short, addresses.of(iri))
        case ox.Literal():
            return Cell(cut(term.value))
        case _:
            return Cell(str(term))
