"""The model says what the code uses, in both languages, and declares nothing that nothing uses."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from loaders.model import Part, Status
from ontology import terms
from ontology.derive import rules
from ontology.skos import MODEL, concepts, ntriples
from ontology.terms import expand

ROOT = Path(__file__).parents[2]
CT = expand("ct:")
TERM = re.compile(r"\bct:([A-Za-z][A-Za-z-]*)")
WRITERS = (
    "loaders/graph.py",
    "loaders/cited.py",
    "loaders/triples.py",
    "ontology/skos.py",
    "graph_api/store/layout.py",
    "graph_api/store/log.py",
    "graph_api/store/reads.py",
    "graph_api/store/raw.py",
    "graph_api/store/remote_edit.py",
    "graph_api/store/statement.py",
)
# Concepts and schemes are made from tables; the code names them by prefix.
MADE = re.compile(r"(orgkind|meetingkind|role|doctype|part|status)-")

LABELS = ("rdfs:label", "rdfs:comment")


@pytest.fixture(scope="module")
def model() -> ox.Store:
    store = ox.Store()
    store.load(MODEL.read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def declared(*classes: str) -> list[str]:
    """The own terms of some classes, as CURIEs."""
    store = ox.Store()
    store.load(MODEL.read_bytes(), format=ox.RdfFormat.TURTLE)
    found = set()
    for class_ in classes:
        for quad in store.quads_for_pattern(
            None, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand(class_))
        ):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(CT):
                found.add(terms.shorten(quad.subject.value))
    return sorted(found)


CLASSES = declared("owl:Class")
PROPERTIES = declared("owl:ObjectProperty", "owl:DatatypeProperty")
SCHEMES = declared("skos:ConceptScheme")
CONCEPTS = declared("skos:Concept")


def values(model: ox.Store, curie: str, property_: str) -> list[ox.Literal | ox.NamedNode]:
    found = model.quads_for_pattern(
        ox.NamedNode(expand(curie)), ox.NamedNode(expand(property_)), None
    )
    return [q.object for q in found if isinstance(q.object, ox.Literal | ox.NamedNode)]


def used(*patterns: str) -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            for name in TERM.findall(path.read_text(encoding="utf-8")):
                if not MADE.match(name):
                    yield f"ct:{name}", path.name


@pytest.mark.parametrize("curie", CLASSES + PROPERTIES + SCHEMES)
@pytest.mark.parametrize("property_", LABELS)
def test_a_term_is_explained_in_both_languages(model: ox.Store, curie: str, property_: str) -> None:
    said = [v for v in values(model, curie, property_) if isinstance(v, ox.Literal)]
    assert sorted(str(literal.language) for literal in said) == ["en", "vi"]


@pytest.mark.parametrize("curie", CONCEPTS)
@pytest.mark.parametrize("property_", ["skos:prefLabel", "skos:definition"])
def test_a_concept_is_explained_in_both_languages(
    model: ox.Store, curie: str, property_: str
) -> None:
    said = [v for v in values(model, curie, property_) if isinstance(v, ox.Literal)]
    assert sorted(str(literal.language) for literal in said) == ["en", "vi"]


@pytest.mark.parametrize("curie", CLASSES + PROPERTIES + CONCEPTS)
def test_a_term_has_an_example(model: ox.Store, curie: str) -> None:
    assert len(values(model, curie, "skos:example")) == 1


@pytest.mark.parametrize("curie", PROPERTIES)
@pytest.mark.parametrize("end", ["rdfs:domain", "rdfs:range"])
def test_a_property_has_its_ends(model: ox.Store, curie: str, end: str) -> None:
    found = model.quads_for_pattern(ox.NamedNode(expand(curie)), ox.NamedNode(expand(end)), None)
    assert len(list(found)) == 1


@pytest.mark.parametrize("curie", CLASSES)
def test_a_class_stands_under_one_that_others_know(model: ox.Store, curie: str) -> None:
    above = values(model, curie, "rdfs:subClassOf")
    assert above
    assert not any(node.value.startswith(CT) for node in above)


@pytest.mark.parametrize("curie", PROPERTIES)
def test_an_example_uses_its_term(model: ox.Store, curie: str) -> None:
    (example,) = values(model, curie, "skos:example")
    assert f"{curie} " in example.value


@pytest.mark.parametrize(
    ("curie", "file"), sorted(set(used("queries/*.rq", "ontology/derive.tsv", *WRITERS)))
)
def test_what_is_used_is_declared(curie: str, file: str) -> None:
    assert curie in {*CLASSES, *PROPERTIES, *SCHEMES}, f"{file} names {curie}"


@pytest.mark.parametrize("curie", CLASSES + PROPERTIES)
def test_what_is_declared_is_used(curie: str) -> None:
    assert curie in {name for name, _ in used("ontology/derive.tsv", *WRITERS)}


def test_shapes_and_model_name_the_same_terms() -> None:
    known = {*CLASSES, *PROPERTIES, *SCHEMES}
    assert {name for name, _ in used("ontology/shapes.ttl")} <= known


@pytest.mark.parametrize(
    ("notations", "scheme", "mint"),
    [(Part, "ct:parts", terms.part), (Status, "ct:statuses", terms.status)],
)
def test_the_values_of_the_code_are_the_concepts(
    model: ox.Store, notations: Iterable[str], scheme: str, mint: Callable[[str], str]
) -> None:
    listed = {
        expand(curie): values(model, curie, "skos:notation")[0].value
        for curie in CONCEPTS
        if values(model, curie, "skos:inScheme")[0].value == expand(scheme)
    }
    assert listed == {mint(notation): str(notation) for notation in notations}


def test_concepts_follow_the_tables() -> None:
    made = list(concepts())
    assert len({concept.iri for concept in made}) == len(made)
    assert {concept.scheme for concept in made} == {
        expand(scheme) for scheme in set(SCHEMES) - {"ct:parts", "ct:statuses"}
    }
    assert terms.document_type("Nghị quyết") in {concept.iri for concept in made}


def test_concepts_can_be_read_as_rdf() -> None:
    triples = list(ox.parse("".join(ntriples()).encode(), format=ox.RdfFormat.N_TRIPLES))
    assert len(triples) > 3 * len(list(concepts()))


def test_each_part_has_its_derived_property() -> None:
    by_part = {rule.is_ for rule in rules() if rule.where == expand("ct:part")}
    assert by_part == {expand(c) for c in CONCEPTS if c.startswith("ct:part-")}
