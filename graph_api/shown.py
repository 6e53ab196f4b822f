"""Terms of the graph as the cells of a table."""

from collections.abc import Iterable

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.reading import Row, number, text
from graph_api.web.tables import Cell
from graph_api.wording import said
from ontology.terms import shorten, status


def things_in(addresses: Addresses, found: Iterable[Row], names: Iterable[str]) -> set[str]:
    """The things of ours among the cells: those have labels in the store."""
    names = list(names)
    return {
        term.value
        for row in found
        for name in names
        if isinstance(term := row.get(name), ox.NamedNode) and addresses.of(term.value) is not None
    }


def value(term: object, name: str, called: dict[str, str], addresses: Addresses) -> Cell:
    """A term for reading: things by their labels, values of a fixed list in Vietnamese."""
    if isinstance(term, ox.NamedNode) and term.value in called:
        return Cell(called[term.value], addresses.of(term.value))
    if isinstance(term, ox.NamedNode):
        return Cell(worded(term.value))
    if isinstance(term, ox.Literal):
        if name == "status":
            return Cell(worded(status(term.value)))
        return Cell(term.value)
    return Cell("")


def worded(iri: str) -> str:
    """A term as `Tiếng Việt · English`, by its short name where nothing says it."""
    vietnamese, english = said(iri) or (shorten(iri), "")
    vietnamese = vietnamese[:1].upper() + vietnamese[1:] if said(iri) else vietnamese
    return f"{vietnamese} · {english}" if english else vietnamese


def sentence(row: Row, addresses: Addresses) -> str:
    """Where a row is said."""
    return addresses.sentence(text(row, "report"), number(row, "start"), number(row, "end"))
