"""Entries as a page: each with its things, and the words of its sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response

from graph_api.address import Addresses
from graph_api.graph.changes import KINDS
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.model import Edge
from graph_api.things import NAMES
from graph_api.web import page
from graph_api.web.tables import Cell
from graph_api.wording import Both, column, said
from ontology.terms import shorten
from queries.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence: its words, "" where they are not told, and its address."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry for reading; `said` are names and values, `changed` what went (-) and came (+)."""

    kind: str
    names: Both
    date: str
    label: str
    things: tuple[Cell, ...]
    said: tuple[tuple[Both, str], ...]
    sentences: tuple[Quoted, ...]
    changed: tuple[tuple[str, Cell, str, Cell], ...]


_TOLD = 60  # code points of words that a label has: it need not be said again
_SURE: Mapping[str, Both] = {
    "certain": ("chắc chắn", "certain"),
    "likely": ("có lẽ", "likely"),
    "possible": ("có thể", "possible"),
}
_ALSO: Mapping[str, Both] = {
    "sure": ("Mức chắc", "How sure"),
    "because": ("Vì", "Because"),
    "part_recipient": ("Phần của", "Of which"),
    "triples": ("Số bộ ba", "Triples"),
    "edges": ("Số cạnh", "Edges"),
}


def entry_page(
    found: Entries,
    addresses: Addresses,
    title: Both,
    but: Callable[..., str],
    rest: str,
    data: Sequence[str],
) -> Response:
    """`but` gives the address of the request without some parameters, and with others.

    `data` are the formats that it has too.
    """
    shown = [_shown(entry, addresses) for entry in found.entries]
    names = {one.kind: one.names for one in shown}
    return page(
        addresses.root,
        "entries.html",
        title=title,
        entries=shown,
        kinds=[(names[kind], but("kind", "after", kind=kind)) for kind in names],
        every=but("kind", "after"),
        notes=found.notes,
        data=[(form, but("format", format=form)) for form in data],
        rest=rest,
    )


def _shown(entry: Entry, addresses: Addresses) -> Shown:
    quotes = entry.quotes or ("",) * len(entry.evidence)
    return Shown(
        entry.kind,
        _kind(entry.kind),
        entry.date,
        entry.label,
        tuple(Cell(node.label, addresses.of(node.id)) for node in entry.things),
        tuple(_said(entry)),
        tuple(
            Quoted(words, addresses.sentence(span.report, span.start, span.end))
            for span, words in zip(entry.evidence, quotes, strict=True)
        ),
        (
            *(_changed("−", edge, addresses) for edge in entry.went),
            *(_changed("+", edge, addresses) for edge in entry.came),
        ),
    )


def _kind(kind: str) -> Both:
    """What a kind is called: a change, a thing, or a question of the catalogue."""
    if kind in KINDS:
        vietnamese, _, english = KINDS[kind].partition(" · ")
        return vietnamese, english
    if kind in NAMES:
        return NAMES[kind]
    if question := catalogue().get(kind):
        return question.summary, question.summary_en
    return kind, ""


def _said(entry: Entry) -> Iterator[tuple[Both, str]]:
    for name, value in entry.said.items():
        words = str(value)
        if words[:_TOLD] not in entry.label:  # a label is cut where it is long
            told = _SURE.get(words) if name == "sure" else said(words)
            yield _ALSO.get(name) or column(name), " · ".join(filter(None, told or (words,)))


def _changed(sign: str, edge: Edge, addresses: Addresses) -> tuple[str, Cell, str, Cell]:
    ends = [
        Cell(str(edge.said.get(name) or shorten(iri)), addresses.of(iri))
        for name, iri in (("sourceLabel", edge.source), ("targetLabel", edge.target))
    ]
    return sign, ends[0], edge.label, ends[1]
