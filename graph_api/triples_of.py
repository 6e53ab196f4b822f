"""Triples told in few words, for what the server says of itself."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import pyoxigraph as ox

from ontology.terms import PREFIXES

NAMES: Final = PREFIXES | {
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "formats": "http://www.w3.org/ns/formats/",
}

Value = ox.NamedNode | ox.Literal
Said = Mapping[str, Value | Iterable[Value]]
"""What is said of one thing: by the CURIE of a property its value or values."""


def name(curie: str) -> ox.NamedNode:
    """The IRI of a CURIE of `NAMES`; raises `KeyError`."""
    prefix, _, local = curie.partition(":")
    return ox.NamedNode(NAMES[prefix] + local)


def of_format(form: ox.RdfFormat | ox.QueryResultsFormat) -> ox.NamedNode:
    """A format as the W3C names it; Oxigraph has another IRI for JSON-LD."""
    return name(f"formats:{form.iri.rpartition('/')[2]}")


def both(vietnamese: str, english: str) -> list[Value]:
    """A text in both languages."""
    return [ox.Literal(vietnamese, language="vi"), ox.Literal(english, language="en")]


def say(thing: ox.NamedNode, said: Said) -> Iterator[ox.Triple]:
    """The triples of a thing; `a` is its class."""
    for curie, values in said.items():
        predicate = name("rdf:type" if curie == "a" else curie)
        for value in (values,) if isinstance(values, ox.NamedNode | ox.Literal) else values:
            yield ox.Triple(thing, predicate, value)
