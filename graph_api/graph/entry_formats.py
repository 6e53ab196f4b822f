"""Entries as JSON, CSV and Turtle."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.evidence import pieces
from graph_api.graph.formats.table import cell
from graph_api.graph.model import Edge, Node, Span
from graph_api.reading import Reading, values
from ontology.terms import PREFIXES, Iris, expand

_FIRST = ("date", "kind", "label", "id", "things")
_PLACE = ("report", "start", "end", "quote")
_LAST = (*_PLACE, *(f"other_{name}" for name in _PLACE))
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_DATES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def as_json(found: Entries, addresses: Addresses, rest: str) -> dict[str, Any]:
    """`rest` is the address of what is left, "" where nothing is."""
    return {
        "entries": [entry_json(entry, addresses) for entry in found.entries],
        **ending(found, rest),
    }


def ending(found: Entries, rest: str) -> dict[str, Any]:
    """What is told of the whole answer."""
    return {
        "truncated": found.truncated,
        "rest": rest if found.truncated else None,
        "notes": list(found.notes),
    }


def entry_json(entry: Entry, addresses: Addresses) -> dict[str, Any]:
    """One entry; `evidence` are the addresses of its sentences, `sentences` has their words."""
    written: dict[str, Any] = {
        "id": entry.id,
        "address": addresses.of(entry.id),
        "kind": entry.kind,
        "date": entry.date,
        "label": entry.label,
        "said": dict(entry.said),
        "things": [_node(node, addresses) for node in entry.things],
        "evidence": [_address(span, addresses) for span in entry.evidence],
    }
    if entry.quotes:
        written["sentences"] = [
            {
                "report": Iris(addresses.base).report_name(span.report),
                "start": span.start,
                "end": span.end,
                "quote": quote,
                "address": _address(span, addresses),
            }
            for span, quote in zip(entry.evidence, entry.quotes, strict=True)
        ]
    for name, edges in (("went", entry.went), ("came", entry.came)):
        if edges:
            written[name] = [_edge(edge, addresses) for edge in edges]
    return written


def _edge(edge: Edge, addresses: Addresses) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "kind": edge.kind,
        "label": edge.label,
        **edge.said,
        "evidence": [_address(span, addresses) for span in edge.evidence],
    }


def _node(node: Node, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": node.id,
        "label": node.label,
        "kind": node.kind,
        "address": addresses.of(node.id),
    }


def _address(span: Span, addresses: Addresses) -> str:
    return addresses.sentence(span.report, span.start, span.end)


# --- CSV -----------------------------------------------------------------------------------------


def as_csv(found: Entries, addresses: Addresses) -> str:
    """A line each (RFC 4180): what is said of it in columns, and its first two sentences.

    A text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    said = sorted({name for entry in found.entries for name in entry.said})
    out = io.StringIO()
    lines = csv.writer(out)
    lines.writerow((*_FIRST, *said, *_LAST))
    lines.writerows(
        tuple(map(_cell, (*_told(entry, said), *_places(entry, addresses))))
        for entry in found.entries
    )
    return out.getvalue()


def _cell(value: object) -> str:
    """A number as it is, a text on one line."""
    text = str(value)
    return text if _NUMBER.fullmatch(text) else cell(text)


def _told(entry: Entry, said: Sequence[str]) -> Iterator[object]:
    yield from (entry.date, entry.kind, entry.label, entry.id)
    yield "; ".join(node.label for node in entry.things)
    yield from (entry.said.get(name, "") for name in said)


def _places(entry: Entry, addresses: Addresses) -> Iterator[object]:
    places = dict(enumerate(entry.evidence[:2]))
    for number in range(2):
        if span := places.get(number):
            quote = entry.quotes[number] if entry.quotes else ""
            yield from (Iris(addresses.base).report_name(span.report), span.start, span.end, quote)
        else:
            yield from ("",) * len(_PLACE)


# --- Turtle --------------------------------------------------------------------------------------


def as_turtle(found: Entries, addresses: Addresses, store: Reading) -> bytes:
    """Each entry with what the store holds of it: label, kind, date, its things and its spans."""
    triples = sorted({*_own(found, store), *_triples(found, addresses)}, key=str)
    written = ox.serialize(triples, None, ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None  # it is, where no file is given
    return written


def _own(found: Entries, store: Reading) -> Iterator[ox.Triple]:
    for some in pieces([entry.id for entry in found.entries]):
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {values('s', some)} ?s ?p ?o }}"
        told = store.query(query)
        assert isinstance(told, ox.QueryTriples)
        yield from told


def _triples(found: Entries, addresses: Addresses) -> Iterator[ox.Triple]:
    iris = Iris(addresses.base)
    for entry in found.entries:
        this = ox.NamedNode(entry.id)
        yield ox.Triple(this, _property("rdfs:label"), ox.Literal(entry.label, language="vi"))
        yield ox.Triple(this, _property("dcterms:type"), ox.Literal(entry.kind))
        if entry.date:
            datatype = ox.NamedNode(expand(_DATES.get(len(entry.date), "xsd:dateTime")))
            date = ox.Literal(entry.date, datatype=datatype)
            yield ox.Triple(this, _property("dcterms:date"), date)
        for node in entry.things:
            yield ox.Triple(this, _property("dcterms:references"), ox.NamedNode(node.id))
            label = ox.Literal(node.label, language="vi")
            yield ox.Triple(ox.NamedNode(node.id), _property("rdfs:label"), label)
        for span in entry.evidence:
            place = ox.NamedNode(iris.span(span.report, span.start, span.end))
            yield ox.Triple(this, _property("prov:wasQuotedFrom"), place)


def _property(curie: str) -> ox.NamedNode:
    return ox.NamedNode(expand(curie))
