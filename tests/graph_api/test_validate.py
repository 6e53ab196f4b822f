"""What `chithi check` finds: each case breaks one thing in the graph of a report that is right."""

from dataclasses import replace
from decimal import Decimal

import pytest

from graph_api.store import Store
from graph_api.validate import validate
from loaders.model import (
    Citation,
    Directive,
    Extraction,
    Figure,
    Meeting,
    Organisation,
    Part,
    Participation,
    Person,
    PostHeld,
    Problem,
    Relation,
    Report,
    Span,
    Status,
    Subordination,
)
from loaders.triples import nquads
from ontology.terms import expand

TEXT = "Ông Lò Văn Mây chủ trì hội nghị của Chi bộ Bến Gỗ, cần theo Nghị quyết 7-NQ/ĐU."
MAY = Person("Lò Văn Mây", "Chi bộ Bến Gỗ")
CHI_BO = Organisation("Chi bộ Bến Gỗ", "chi_bo")
XA = Organisation("Xã Bến Gỗ", "xa")
RIGHT = Extraction(
    Report("dung", TEXT, "Họp chi bộ"),
    meetings=(
        Meeting("Hội nghị", "2031-07-15", CHI_BO, "Bến Gỗ", 3, "hoi_nghi", Span(23, 31), "m"),
    ),
    participations=(Participation(MAY, Part.CHAIR, Span(0, 22), "p"),),
    posts=(PostHeld(MAY, "Bí thư", CHI_BO, Status.CURRENT, Span(4, 14), "r"),),
    directives=(Directive(1, MAY, "đảng viên", "cần theo", Span(51, 59), "d"),),
    citations=(Citation(1, "Nghị quyết", "7-NQ/ĐU", "", "2030", CHI_BO, Span(60, 78), "c"),),
    hierarchy=(Subordination(CHI_BO, XA, Relation.PARTY_ORGANISATION_OF, Span(36, 49), "h"),),
    figures=(Figure(Decimal("12.5"), "tấn", "sản lượng", "2030", "", Span(0, 3), "f"),),
    problems=(Problem("no-year", "ngày không có năm", Span(0, 3)),),
)


def checked(quads: str, name: str = "dung") -> list[tuple[str, str, str]]:
    """Path, value and English message of what is wrong."""
    store = Store.open()
    store.put(store.iris.report(name), quads)
    found = list(validate(store))
    assert all(violation.report == store.iris.report(name) for violation in found)
    assert all(violation.vi and violation.vi != violation.en for violation in found)
    return [(violation.path, violation.value, violation.en) for violation in found]


def test_what_loaders_write_is_right() -> None:
    assert checked(nquads(RIGHT)) == []


def without(curie: str) -> str:
    """The right graph without the lines of a property."""
    lines = nquads(RIGHT).splitlines(keepends=True)
    kept = [line for line in lines if f" <{expand(curie)}> " not in line]
    assert len(kept) < len(lines)
    return "".join(kept)


@pytest.mark.parametrize(
    ("curie", "message"),
    [
        ("dcterms:identifier", "exactly one name"),
        ("nif:isString", "exactly one text"),
        ("ct:checksum", "SHA-256"),
        ("nif:anchorOf", "exactly one text"),
        ("nif:referenceContext", "exactly one report"),
        ("foaf:name", "exactly one name"),
        ("skos:prefLabel", "exactly one main label"),
        ("org:member", "exactly one person"),
        ("ct:status", "current, former, acting or appointed"),
        ("dcterms:title", "exactly one title"),
        ("ct:participant", "exactly one person"),
        ("ct:part", "exactly one part"),
        ("ct:text", "exactly one text"),
        ("cito:hasCitingEntity", "exactly one citing"),
        ("ct:child", "body below"),
        ("ct:relation", "one of the four relations"),
        ("schema:value", "exactly one number"),
        ("ct:code", "exactly one code"),
        ("rdfs:comment", "exactly one explanation"),
        ("prov:wasQuotedFrom", "the words that say it"),
        ("ct:rule", "the rule that found it"),
        ("ct:statedIn", "the report that states it"),
    ],
)
def test_what_is_missing(curie: str, message: str) -> None:
    found = checked(without(curie))
    assert any(path == curie and message in en for path, _, en in found), found


@pytest.mark.parametrize(
    ("before", "after", "path", "message"),
    [
        # evidence that is not what the text says
        ('"hội nghị"', '"đại hội"', "nif:anchorOf", "not those of the report's text"),
        ('"23"^^', '"24"^^', "nif:anchorOf", "not those of the report's text"),
        ('"23"^^', '"99"^^', "nif:beginIndex", "before its end"),
        # values
        ('"current"', '"maybe"', "ct:status", "current, former"),
        ('"12.5"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"nhiều"', "schema:value", "number"),
        ('"2031-07-15"^^<http://www.w3.org/2001/XMLSchema#date>', '"hôm qua"', "schema:startDate",
         "day, month or year"),
        ('"Hội nghị"@vi', '"Meeting"@en', "dcterms:title", "exactly one title"),
        ("#part-chair>", "#part-cook>", "ct:part", "exactly one part"),
        ("#partyOrganisationOf>", "#cousinOf>", "ct:relation", "four relations"),
        # classes
        ("http://xmlns.com/foaf/0.1/Person", "http://example.org/Robot", "org:member", "person"),
        ("ontology#Document>", "ontology#Novel>", "cito:hasCitedEntity", "cited document"),
    ],
)  # fmt: skip
def test_what_is_wrong(before: str, after: str, path: str, message: str) -> None:
    quads = nquads(RIGHT)
    assert before in quads
    found = checked(quads.replace(before, after))
    assert any(path == at and message in en for at, _, en in found), found


def test_a_citation_needs_a_document_or_to_be_generic() -> None:
    said = checked(without("cito:hasCitedEntity"))
    assert any("not generic" in en for _, _, en in said)
    generic = replace(RIGHT.citations[0], number="", name="các nghị quyết", generic=True)
    assert checked(nquads(replace(RIGHT, citations=(generic,)))) == []


def test_a_body_is_not_under_itself() -> None:
    itself = replace(RIGHT.hierarchy[0], parent=CHI_BO)
    found = checked(nquads(replace(RIGHT, hierarchy=(itself,))))
    assert [path for path, _, _ in found] == ["ct:child"]


def test_some_reports_alone() -> None:
    store = Store.open()
    for name in ("mot", "hai"):
        quads = without("ct:status").replace("/dung", f"/{name}")
        store.put(store.iris.report(name), quads)
    assert {v.report for v in validate(store, [store.iris.report("hai")])} == {
        store.iris.report("hai")
    }
    assert list(validate(store, ["http://example.org/none"])) == []
