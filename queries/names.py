"""Find the things that a name means, so that a question can be asked by name or by IRI.

A name matches a label whole, whatever its case and the place of its tone marks (`Uỷ ban` is
`Ủy ban`). Nothing is guessed: without such a label the error tells which labels come near.
"""

import unicodedata
from collections.abc import Callable
from itertools import islice

import pyoxigraph as ox

from ontology.terms import ascii_fold, key
from queries.question import Type, with_prefixes
from queries.store import Store, solutions

Find = Callable[[Type, str], tuple[str, ...]]
"""The IRIs of the things of a type that bear a name; raises `UnknownNameError` for none."""

_PERSON = "?thing a foaf:Person ; foaf:name|skos:altLabel ?label"
_ORGANISATION = "?thing a org:Organization ; skos:prefLabel|skos:altLabel ?label"
_DOCUMENT = "?thing a ct:Document ; rdfs:label|eli:id_local|eli:title ?label"
_REPORT = "?thing a ct:Report ; dcterms:identifier ?label"

_PATTERNS = {
    Type.PERSON: (_PERSON,),
    Type.ORGANISATION: (_ORGANISATION,),
    Type.AGENT: (_PERSON, _ORGANISATION),
    Type.DOCUMENT: (_DOCUMENT,),
    Type.REPORT: (_REPORT,),
    Type.CITING: (_REPORT, _DOCUMENT),
}

_MARKS = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_SUGGESTED = 5


class UnknownNameError(LookupError):
    """No thing bears the name; `near` holds labels that come near it."""

    def __init__(self, name: str, near: tuple[str, ...]) -> None:
        self.name, self.near = name, near
        super().__init__(name)


def finder(store: Store) -> Find:
    """A `Find` that asks the store itself."""
    return lambda kind, name: find(store, kind, name)


def find(store: Store, kind: Type, name: str) -> tuple[str, ...]:
    """The IRIs of the things of `kind` whose label is `name`, sorted.

    A label that is written just so (which is looked up by key) wins over another case, and that
    over another spelling. Raises `UnknownNameError` where there is none.
    """
    text = unicodedata.normalize("NFC", name)
    plain, vietnamese = ox.Literal(text), ox.Literal(text, language="vi")
    return (
        _things(store, kind, f"VALUES ?label {{ {plain} {vietnamese} }}")
        or _things(store, kind, f"FILTER(LCASE(STR(?label)) = LCASE({plain}))")
        or _respelled(store, kind, name)
    )


def _things(store: Store, kind: Type, condition: str) -> tuple[str, ...]:
    query = f"SELECT DISTINCT ?thing WHERE {{ {_any(kind, condition)} }} ORDER BY STR(?thing)"
    return tuple(_iri(found[0]) for found in solutions(store, with_prefixes(query)))


def _any(kind: Type, condition: str = "") -> str:
    """The things of a kind; the condition within each pattern, which then is looked up by key."""
    return " UNION ".join(f"{{ {pattern} . {condition} }}" for pattern in _PATTERNS[kind])


def _respelled(store: Store, kind: Type, name: str) -> tuple[str, ...]:
    """As `find`, by a look at every label: for names that are spelled in another way."""
    query = f"SELECT ?thing ?label WHERE {{ {_any(kind)} }} ORDER BY STR(?label)"
    labelled = [
        (str(solution["label"].value), _iri(solution["thing"]))
        for solution in solutions(store, with_prefixes(query))
    ]
    wanted = spelling(name)
    if found := {iri for label, iri in labelled if spelling(label) == wanted}:
        return tuple(sorted(found))
    bare = ascii_fold(name).strip()
    near = {label: None for label, _ in labelled if bare and bare in ascii_fold(label)}
    raise UnknownNameError(name, tuple(islice(near, _SUGGESTED)))


def spelling(name: str) -> str:
    """`name` without case and without the place of the tone mark in a word: `hoà` as `hòa`."""
    words = unicodedata.normalize("NFD", key(name)).split()
    return " ".join(
        "".join(c for c in word if c not in _MARKS) + "".join(c for c in word if c in _MARKS)
        for word in words
    )


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
