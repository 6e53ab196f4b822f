"""The model of the graph for reading: classes, properties and concepts of `ontology/`."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

import pyoxigraph as ox

from ontology.skos import MODEL, concepts
from ontology.terms import ONTOLOGY, PREFIXES, expand, shorten

_KINDS: Final = {
    expand("owl:Class"): "class",
    expand("owl:ObjectProperty"): "property",
    expand("owl:DatatypeProperty"): "property",
    expand("skos:ConceptScheme"): "scheme",
    expand("skos:Concept"): "concept",
}


@dataclass(frozen=True, slots=True)
class Name:
    """A term that is referred to: short, with its anchor on the page, or "" for another's."""

    curie: str
    iri: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property of ours; labels and comments are Vietnamese and English."""

    anchor: str
    curie: str
    iri: str
    label: tuple[str, str]
    comment: tuple[str, str]
    above: tuple[Name, ...]
    domain: tuple[Name, ...]
    range: tuple[Name, ...]
    inverse: tuple[Name, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A value of a fixed list: its labels, its other names, its short sign."""

    anchor: str
    iri: str
    label: tuple[str, str]
    other: tuple[str, ...]
    notation: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A fixed list of concepts."""

    anchor: str
    curie: str
    label: tuple[str, str]
    comment: tuple[str, str]
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """All of it."""

    title: tuple[str, str]
    comment: tuple[str, str]
    version: str
    classes: tuple[Term, ...]
    properties: tuple[Term, ...]
    schemes: tuple[Scheme, ...]
    prefixes: tuple[tuple[str, str], ...]


@cache
def model() -> Model:
    """The model, read once in a process."""
    said = _Said()
    kinds: dict[str, list[str]] = defaultdict(list)
    for iri in said.subjects:
        for class_ in said.all(iri, "rdf:type"):
            if kind := _KINDS.get(class_):
                kinds[kind].append(iri)
    by_scheme: dict[str, list[Concept]] = defaultdict(list)
    for iri in kinds["concept"]:
        for scheme in said.all(iri, "skos:inScheme"):
            by_scheme[scheme].append(said.concept(iri))
    for one in concepts():
        label = (one.vi, one.en)
        by_scheme[one.scheme].append(
            Concept(_anchor(one.iri), one.iri, label, one.other, one.notation)
        )
    return Model(
        said.both(ONTOLOGY, "dcterms:title"),
        said.both(ONTOLOGY, "rdfs:comment"),
        said.one(ONTOLOGY, "owl:versionInfo"),
        tuple(said.term(iri) for iri in kinds["class"]),
        tuple(said.term(iri) for iri in kinds["property"]),
        tuple(said.scheme(iri, by_scheme[iri]) for iri in kinds["scheme"]),
        tuple(PREFIXES.items()),
    )


class _Said:
    """What `model.ttl` says, by subject and property."""

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], list[ox.Literal | ox.NamedNode]] = defaultdict(list)
        self.subjects: dict[str, None] = {}
        for quad in ox.parse(path=MODEL, format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(
                quad.object, ox.BlankNode | ox.Triple
            ):
                self.subjects[quad.subject.value] = None
                self._values[quad.subject.value, quad.predicate.value].append(quad.object)

    def all(self, iri: str, name: str) -> list[str]:
        """The values of a property, by its CURIE."""
        return [value.value for value in self._values[iri, expand(name)]]

    def one(self, iri: str, name: str) -> str:
        return next(iter(self.all(iri, name)), "")

    def both(self, iri: str, name: str) -> tuple[str, str]:
        """A text in Vietnamese and in English."""
        texts = {
            value.language: value.value
            for value in self._values[iri, expand(name)]
            if isinstance(value, ox.Literal)
        }
        return texts.get("vi", ""), texts.get("en", "")

    def term(self, iri: str) -> Term:
        above = "rdfs:subClassOf", "rdfs:subPropertyOf"
        return Term(
            _anchor(iri),
            shorten(iri),
            iri,
            self.both(iri, "rdfs:label"),
            self.both(iri, "rdfs:comment"),
            tuple(_name(one) for name in above for one in self.all(iri, name)),
            self._names(iri, "rdfs:domain"),
            self._names(iri, "rdfs:range"),
            self._names(iri, "owl:inverseOf"),
            self.one(iri, "skos:example"),
        )

    def scheme(self, iri: str, found: list[Concept]) -> Scheme:
        label, comment = self.both(iri, "rdfs:label"), self.both(iri, "rdfs:comment")
        return Scheme(_anchor(iri), shorten(iri), label, comment, tuple(found))

    def concept(self, iri: str) -> Concept:
        label = self.both(iri, "skos:prefLabel")
        other = tuple(self.all(iri, "skos:altLabel"))
        return Concept(_anchor(iri), iri, label, other, self.one(iri, "skos:notation"))

    def _names(self, iri: str, name: str) -> tuple[Name, ...]:
        return tuple(_name(one) for one in self.all(iri, name))


def _name(iri: str) -> Name:
    return Name(shorten(iri), iri, _anchor(iri) if iri.startswith(f"{ONTOLOGY}#") else "")


def _anchor(iri: str) -> str:
    return iri.rpartition("#")[2]
