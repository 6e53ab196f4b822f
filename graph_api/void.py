"""What the store holds, in numbers (VoID)."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from graph_api.answers import GRAPHS
from graph_api.reading import Reading, number, rows, text
from graph_api.triples_of import both, name, of_format, say
from ontology.terms import PREFIXES, digest, shorten

_KEPT: Final[dict[Hashable, "Counts"]] = {}
"""The counts of the generation that was counted last, in this process."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the default graph holds; classes and properties by their IRIs."""

    triples: int
    subjects: int
    objects: int
    classes: dict[str, int]
    properties: dict[str, int]


def counts(store: Reading) -> Counts:
    """The counts of a generation of the store; counted once in a process."""
    which = (store.iris.base, store.generation)
    found = _KEPT.get(which)
    if found is None:
        _KEPT.clear()
        found = _KEPT[which] = _counted(store)
    return found


def _counted(store: Reading) -> Counts:
    properties = _by(store, "SELECT ?of (COUNT(*) AS ?n) { ?s ?of ?o } GROUP BY ?of")
    classes = _by(store, "SELECT ?of (COUNT(*) AS ?n) { ?s a ?of } GROUP BY ?of")
    subjects, objects = (
        number(rows(store, f"SELECT (COUNT(DISTINCT ?{end}) AS ?n) {{ ?s ?p ?o }}")[0], "n")
        for end in "so"
    )
    return Counts(sum(properties.values()), subjects, objects, classes, properties)


def _by(store: Reading, select: str) -> dict[str, int]:
    found = {text(row, "of"): number(row, "n") for row in rows(store, select) if "of" in row}
    return dict(sorted(found.items()))


def void(store: Reading, server: str) -> Iterator[ox.Triple]:
    """The description of the dataset on the server at the address `server`."""
    told = counts(store)
    here = f"{server}/.well-known/void"
    dataset = ox.NamedNode(f"{here}#dataset")
    classes = {ox.NamedNode(f"{here}#class-{_slug(iri)}"): iri for iri in told.classes}
    properties = {ox.NamedNode(f"{here}#property-{_slug(iri)}"): iri for iri in told.properties}
    yield from say(
        ox.NamedNode(here),
        {"a": name("void:DatasetDescription"), "foaf:primaryTopic": dataset},
    )
    yield from say(
        dataset,
        {
            "a": name("void:Dataset"),
            "dcterms:title": both("Các báo cáo hội nghị", "Reports of meetings"),
            "dcterms:description": both(
                "Ai giữ chức vụ gì, ai chủ trì cuộc họp nào, ai được giao việc gì, căn cứ văn bản "
                "nào, cơ quan nào trên, cơ quan nào dưới; mỗi điều kèm câu văn nói ra.",
                "Who held which post, who chaired what, what was directed to whom, on the strength "
                "of which document, how bodies stand to one another; each with its sentence.",
            ),
            "foaf:homepage": ox.NamedNode(f"{server}/"),
            "void:sparqlEndpoint": ox.NamedNode(f"{server}/sparql"),
            "void:uriSpace": ox.Literal(store.iris.base),
            "void:dataDump": [
                ox.NamedNode(f"{server}/store?default&format={form.name}") for form in GRAPHS
            ],
            "void:feature": map(of_format, GRAPHS.values()),
            "void:vocabulary": map(ox.NamedNode, PREFIXES.values()),
            "void:triples": ox.Literal(told.triples),
            "void:entities": ox.Literal(told.subjects),
            "void:distinctSubjects": ox.Literal(told.subjects),
            "void:distinctObjects": ox.Literal(told.objects),
            "void:classes": ox.Literal(len(classes)),
            "void:properties": ox.Literal(len(properties)),
            "void:classPartition": classes,
            "void:propertyPartition": properties,
        },
    )
    for node, iri in classes.items():
        many = ox.Literal(told.classes[iri])
        yield from say(node, {"void:class": ox.NamedNode(iri), "void:entities": many})
    for node, iri in properties.items():
        many = ox.Literal(told.properties[iri])
        yield from say(node, {"void:property": ox.NamedNode(iri), "void:triples": many})


def _slug(iri: str) -> str:
    """A piece of an IRI for another one: of its short form where it has one."""
    short = shorten(iri)
    return digest(iri) if short == iri else short.replace(":", "-")
