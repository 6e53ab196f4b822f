"""Which documents the store holds: those whose text is one of its reports.

As the question `documents-not-held` of the catalogue has it, which tells of all documents; here it
is asked of a few, which must not wait for all.
"""

import re
from collections.abc import Iterable

import pyoxigraph as ox

from graph_api.graph.kept import kept
from graph_api.reading import Reading, column
from ontology.terms import expand

_TYPE, _REPORT, _MEETING, _STATED, _TITLE, _LABEL = map(
    expand,
    ("rdf:type", "ct:Report", "ct:Meeting", "ct:statedIn", "dcterms:title", "rdfs:label"),
)
# A title opens with the kind and the number: "Chỉ thị 05-CT/TW về ...", "Nghị quyết số 9-NQ/TW".
_OPENINGS = tuple(
    map(
        re.compile,
        (
            r"(.+?) ([0-9]+(?:/[0-9]+)?-[^ ]+)( .*)?",
            r"(.+?) [^ ]+ ([0-9]+(?:/[0-9]+)?-[^ ]+)( .*)?",
            r"(.+?) [^ ]+ ([0-9]+/[0-9]+/[^ ]+)( .*)?",
            r"(.+?) ([0-9]+/[0-9]+/[^ ]+)( .*)?",
        ),
    )
)


def held(store: Reading, documents: Iterable[str]) -> set[str]:
    """Those whose label opens the title of a report that tells of no meeting, and of no other."""
    openings = _openings(store)
    if not openings:
        return set()
    return {
        document
        for document, _, label in store.hop(documents, [_LABEL])
        if isinstance(label, ox.Literal) and label.value in openings and _alone(store, label)
    }


def _alone(store: Reading, label: ox.Literal) -> bool:
    """Whether one thing alone is called so."""
    return len(column(store, f"SELECT ?d {{ ?d {ox.NamedNode(_LABEL)} {label} }} LIMIT 2")) < 2


def _openings(store: Reading) -> dict[str, bool]:
    """How the titles of reports that tell of no meeting open; read once for each generation."""
    known = kept(store, "openings", most=10_000_000)
    if "" not in known:
        known.update(dict.fromkeys(_read(store), True))
        known[""] = True
    return known


def _read(store: Reading) -> set[str]:
    meetings = _all(store, _MEETING)
    telling = {end for _, _, end in store.hop(meetings, [_STATED])}
    others = [report for report in _all(store, _REPORT) if ox.NamedNode(report) not in telling]
    return {
        f"{read[1]} {read[2]}"
        for _, _, title in store.hop(others, [_TITLE])
        if isinstance(title, ox.Literal)
        for pattern in _OPENINGS
        if (read := pattern.fullmatch(title.value))
    }


def _all(store: Reading, class_: str) -> list[str]:
    return [
        thing.value
        for _, _, thing in store.hop([class_], [_TYPE], back=True)
        if isinstance(thing, ox.NamedNode)
    ]
