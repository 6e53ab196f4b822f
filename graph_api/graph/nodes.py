"""Things as nodes: kind, label, date, and where they are said."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.graph.kept import kept
from graph_api.graph.model import Node, Said, Span
from graph_api.graph.spans import spans
from graph_api.reading import Reading
from graph_api.things import FIRST_LABEL, kind_of, labels, shortened
from ontology.terms import expand

_TYPE = expand("rdf:type")
_DATES = {
    "meeting": expand("schema:startDate"),
    "document": expand("eli:date_document"),
    "report": expand("dcterms:issued"),
}
_SAID = ("meeting", "directive", "award")  # kinds of things that a report says in words of its own
_NONE: Mapping[str, Said] = {}
_UNSAID: Mapping[str, tuple[Span, ...]] = {}


def nodes(
    store: Reading,
    addresses: Addresses,
    steps: Mapping[str, int],
    said: Mapping[str, Said] = _NONE,
    evidence: Mapping[str, tuple[Span, ...]] = _UNSAID,
) -> tuple[Node, ...]:
    """The things by the steps at which they were met, then by their IRIs.

    `evidence` is told of those that no report says in words of their own.
    """
    known = kept(store, "nodes")
    if missing := [iri for iri in steps if iri not in known]:
        known.update(_read(store, addresses, missing))
    found = []
    for iri, step in sorted(steps.items(), key=lambda item: (abs(item[1]), item[0])):
        kind, label, date, own = known[iri]
        words = own or evidence.get(iri, ())
        found.append(Node(iri, kind, label, date, step, said.get(iri, {}), words))
    return tuple(found)


class _Known(NamedTuple):
    kind: str
    label: str
    date: str
    own: tuple[Span, ...]


def _read(store: Reading, addresses: Addresses, things: list[str]) -> dict[str, _Known]:
    by_kind: dict[str, list[str]] = {}
    kind = kinds(store, things)
    for iri, name in kind.items():
        by_kind.setdefault(name, []).append(iri)
    called = _labels(store, addresses, things)
    dates = _dates(store, by_kind)
    own = spans(store, [iri for name in _SAID for iri in by_kind.get(name, ())])
    return {
        iri: _Known(kind[iri], called[iri], dates.get(iri, ""), own.get(iri, ())) for iri in things
    }


def kinds(store: Reading, things: Iterable[str]) -> dict[str, str]:
    """The kind of each IRI, `thing` for what has none of ours."""
    classes: dict[str, list[str]] = {iri: [] for iri in things}
    for iri, _, class_ in store.hop(list(classes), [_TYPE]):
        if isinstance(class_, ox.NamedNode):
            classes[iri].append(class_.value)
    return {iri: _kind(tuple(some)) for iri, some in classes.items()}


@lru_cache(maxsize=1024)
def _kind(classes: tuple[str, ...]) -> str:
    return kind_of(classes)


def _labels(store: Reading, addresses: Addresses, things: Iterable[str]) -> dict[str, str]:
    by_property: dict[str, list[str]] = {}
    begin = len(addresses.base)
    for iri in things:
        piece = iri[begin:].partition("/")[0] if iri.startswith(addresses.base) else ""
        by_property.setdefault(FIRST_LABEL.get(piece, ""), []).append(iri)
    others = by_property.pop("", [])
    found: dict[str, str] = {}
    for name, some in by_property.items():
        for iri, _, label in store.hop(some, [expand(name)]):
            if isinstance(label, ox.Literal):
                found[iri] = min(found.get(iri, label.value), label.value)
        others += [iri for iri in some if iri not in found]
    told = {iri: shortened(label) for iri, label in found.items()}
    return told | labels(store, addresses, others) if others else told


def _dates(store: Reading, by_kind: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, name in _DATES.items():
        for iri, _, day in store.hop(by_kind.get(kind, ()), [name]):
            if isinstance(day, ox.Literal):
                found[iri] = max(found.get(iri, ""), day.value)
    return found
