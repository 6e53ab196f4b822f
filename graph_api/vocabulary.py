"""The classes and properties that queries name: those of the model, and those of others it uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from ontology.terms import expand, shorten

_FOLDER: Final = Path(__file__).parent.parent / "ontology"
_FILES: Final = ("model.ttl", "shapes.ttl")
_CLASSES: Final = ("owl:Class", "rdfs:Class")
_PROPERTIES: Final = ("owl:ObjectProperty", "owl:DatatypeProperty", "rdf:Property")
_OF_SHAPES: Final = ("sh:", "owl:")  # what files say of terms, not of reports


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property by its short name (`ct:chaired`); its label in Vietnamese, or ""."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]


@cache
def vocabulary() -> Vocabulary:
    """What `ontology/model.ttl` and `shapes.ttl` name, by name."""
    triples = [
        quad
        for file in _FILES
        for quad in ox.parse(path=_FOLDER / file, format=ox.RdfFormat.TURTLE)
    ]
    labels = {
        shorten(quad.subject.value): quad.object.value
        for quad in triples
        if isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.predicate.value == expand("rdfs:label")
        and quad.object.language == "vi"
    }

    def typed(kinds: Iterable[str]) -> set[str]:
        wanted = {expand(kind) for kind in kinds}
        return {
            quad.subject.value
            for quad in triples
            if isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.NamedNode)
            and quad.predicate.value == expand("rdf:type")
            and quad.object.value in wanted
        }

    def named(*properties: str) -> set[str]:
        wanted = {expand(name) for name in properties}
        return {
            quad.object.value
            for quad in triples
            if isinstance(quad.object, ox.NamedNode) and quad.predicate.value in wanted
        }

    def terms(iris: Iterable[str]) -> tuple[Term, ...]:
        names = sorted(shorten(iri) for iri in iris)
        return tuple(
            Term(name, labels.get(name, ""))
            for name in names
            if "/" not in name and not name.startswith(_OF_SHAPES)
        )

    return Vocabulary(
        terms(typed(_CLASSES) | named("sh:targetClass", "sh:class", "rdfs:subClassOf")),
        terms(typed(_PROPERTIES) | named("sh:path") | {expand("rdf:type"), expand("rdfs:label")}),
    )
