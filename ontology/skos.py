"""The concepts of the vocabulary, made from the tables: no list is written twice.

`model.ttl` declares the schemes, and the concepts of parts and statuses, which code names too;
kinds of bodies and meetings, posts and kinds of documents follow the tables here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ontology import authority, lexicon, terms
from ontology.literals import literal, term
from ontology.terms import expand

MODEL = Path(__file__).parent / "model.ttl"
SHAPES = Path(__file__).parent / "shapes.ttl"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept: its IRI, that of its scheme, and its labels (`en` is "" where not known)."""

    iri: str
    scheme: str
    vi: str
    en: str = ""
    other: tuple[str, ...] = ()
    notation: str = ""


def concepts() -> Iterator[Concept]:
    """All concepts that follow from tables, each once."""
    seen: set[str] = set()
    for concept in (*_kinds(), *_meetings(), *_roles(), *_types()):
        if concept.iri not in seen:
            seen.add(concept.iri)
            yield concept


def _kinds() -> Iterator[Concept]:
    for row in lexicon.table("to_chuc"):
        label = row["label"] or row.forms[0]
        other = tuple(form for form in row.forms if form != label)
        iri = terms.organisation_kind(row.id)
        yield Concept(iri, expand("ct:organisation-kinds"), label, other=other, notation=row.id)


def _meetings() -> Iterator[Concept]:
    for row in lexicon.table("cuoc_hop"):
        label = row["label"] or row.forms[0]
        iri = terms.meeting_kind(row.id)
        yield Concept(iri, expand("ct:meeting-kinds"), label, notation=row.id)


def _roles() -> Iterator[Concept]:
    for row in lexicon.table("chuc_vu"):
        if label := row["label"]:
            other = tuple(form for form in row.forms if form != label)
            yield Concept(terms.role(label), expand("ct:roles"), label, other=other)


def _types() -> Iterator[Concept]:
    scheme = expand("ct:document-types")
    for row in authority.table("the_loai"):
        label, *other = row.forms
        iri = terms.document_type(label)
        yield Concept(iri, scheme, label, row["en"], tuple(other), row["code"])
    for row in lexicon.table("loai_van_ban"):  # kinds that reports name and the scheme does not
        yield Concept(terms.document_type(row["type"]), scheme, row["type"])


def ntriples() -> Iterator[str]:
    """The concepts as lines of N-Triples, in the order of the tables."""
    for concept in concepts():
        iri = f"<{concept.iri}>"
        yield f"{iri} {term('rdf:type')} {term('skos:Concept')} .\n"
        yield f"{iri} {term('skos:inScheme')} <{concept.scheme}> .\n"
        yield f"{iri} {term('skos:prefLabel')} {literal(concept.vi, 'vi')} .\n"
        if concept.en:
            yield f"{iri} {term('skos:prefLabel')} {literal(concept.en, 'en')} .\n"
        for form in concept.other:
            yield f"{iri} {term('skos:altLabel')} {literal(form, 'vi')} .\n"
        if concept.notation:
            yield f"{iri} {term('skos:notation')} {literal(concept.notation)} .\n"
    yield from _without_authority()


def _without_authority() -> Iterator[str]:
    """Which kind of body may not issue which type of document: SPARQL asks it as any other fact."""
    types = {row.id: row.forms[0] for row in authority.table("the_loai")}
    for row in authority.table("khong_ban_hanh"):
        iri = f"<{terms.AUTHORITY}{row.id}>"
        yield f"{iri} {term('rdf:type')} {term('ct:NoAuthority')} .\n"
        kind = terms.document_type(types[row["type"]])
        yield f"{iri} {term('eli:type_document')} <{kind}> .\n"
        body = terms.organisation_kind(row["body"])
        yield f"{iri} {term('org:classification')} <{body}> .\n"
        yield f"{iri} {term('ct:sure')} {literal(row['sure'])} .\n"
        yield f"{iri} {term('rdfs:comment')} {literal(row['why'], 'vi')} .\n"
        yield f"{iri} {term('rdfs:comment')} {literal(row['why_en'], 'en')} .\n"
        both = f"{row['why']} · {row['why_en']}"  # Virtuoso joins no such texts
        yield f"{iri} {term('skos:note')} {literal(both)} .\n"
