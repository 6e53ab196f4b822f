"""N-Quads of one report: what is said, how it is written, and that it is always the same."""

from dataclasses import replace
from datetime import date as Date
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import (
    Award,
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
    Renaming,
    Report,
    Span,
    Status,
    Subordination,
)
from loaders.triples import nquads
from ontology import terms
from ontology.literals import date_literal, decimal_literal, literal

BASE = "http://example.org/id/"
TEXT = "Ngày 15/7/2020, Đảng ủy Viện Sao Mai họp. Ông Lò Văn Mây chủ trì; cần theo 05-CT/TW."
DANG_UY = Organisation("Đảng ủy Viện Sao Mai", "dang_uy")
VIEN = Organisation("Viện Sao Mai", "vien")
MAY = Person("Lò Văn Mây", "Viện Sao Mai")
MEETING = Meeting(
    "Hội nghị sơ kết", "2020-07-15", DANG_UY, "Bến Gỗ", 6, "hoi_nghi", Span(0, 41), "m-1"
)
WHOLE = Extraction(
    Report("bao-cao-1", TEXT, "Đảng ủy họp", Date(2020, 7, 16), "https://example.org/1"),
    meetings=(MEETING,),
    participations=(Participation(MAY, Part.CHAIR, Span(42, 64), "p-1"),),
    posts=(PostHeld(MAY, "Bí thư", DANG_UY, Status.CURRENT, Span(42, 56), "r-1"),),
    directives=(
        Directive(1, MAY, "các chi bộ", "cần theo 05-CT/TW", Span(66, 84), "d-1"),
        Directive(1, DANG_UY, "", "cần theo", Span(66, 74), "d-1"),
    ),
    citations=(
        Citation(1, "Chỉ thị", "05-CT/TW", "", "", None, Span(75, 83), "c-1"),
        Citation(None, "Nghị quyết", "7-NQ/ĐU", "", "2019-02-03", DANG_UY, Span(75, 83), "c-1"),
        Citation(None, "Nghị quyết", "07-NQ/ĐU", "", "", None, Span(75, 83), "c-1"),
        Citation(
            None, "Nghị quyết", "", "các nghị quyết", "", None, Span(75, 83), "c-2", generic=True
        ),
    ),
    hierarchy=(Subordination(DANG_UY, VIEN, Relation.PARTY_ORGANISATION_OF, Span(16, 36), "h-1"),),
    renamings=(Renaming(VIEN, Organisation("Học viện Sao Mai", "vien"), Span(16, 36), "n-1"),),
    figures=(
        Figure(Decimal("24730.50"), "tỷ đồng", "doanh thu", "2020", "trên", Span(0, 4), "f-1"),
    ),
    awards=(Award("Bằng khen", "Lò Văn Mây", 2, Span(0, 4), "a-1", person=MAY),),
    problems=(
        Problem("no-year", "ngày không có năm", Span(0, 4)),
        Problem("no-place", "không rõ nơi họp"),
    ),
)
PREFIXES = terms.sparql_prefixes()


def loaded(*extractions: Extraction) -> ox.Store:
    store = ox.Store()
    for extraction in extractions:
        store.load(nquads(extraction, BASE).encode(), format=ox.RdfFormat.N_QUADS)
    return store


def answers(columns: str, pattern: str, *extractions: Extraction) -> list[list[str]]:
    """The sorted solutions of a pattern within any graph, IRIs cut to their last step."""
    solutions = loaded(*(extractions or (WHOLE,))).query(
        f"{PREFIXES} SELECT DISTINCT {columns} {{ GRAPH ?g {{ {pattern} }} }}"
    )
    assert isinstance(solutions, ox.QuerySolutions)
    return sorted([_shown(term) for term in row] for row in solutions)


def _shown(term: object) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal)
    return term.value.rpartition("/")[2] if isinstance(term, ox.NamedNode) else term.value


@pytest.mark.parametrize(
    ("columns", "pattern", "expected"),
    [
        # the report
        (
            "?r ?id ?on ?sum",
            "?r a ct:Report ; dcterms:identifier ?id ; dcterms:issued ?on ; ct:checksum ?sum",
            [["bao-cao-1", "bao-cao-1", "2020-07-16", terms.checksum(TEXT)]],
        ),
        # who, where, what part, in which words
        (
            "?who ?title ?part ?b ?n ?words",
            """[] a ct:Participation ; ct:participant/foaf:name ?who ;
                 ct:meeting/dcterms:title ?title ; ct:part/skos:notation ?part ;
                 prov:wasQuotedFrom [ nif:beginIndex ?b ; nif:endIndex ?n ; nif:anchorOf ?words ;
                     nif:referenceContext/dcterms:identifier "bao-cao-1" ]""",
            [["Lò Văn Mây", "Hội nghị sơ kết", "chair", "42", "64", "Ông Lò Văn Mây chủ trì"]],
        ),
        (
            "?d ?o ?l ?n ?k",
            """[] a ct:Meeting ; schema:startDate ?d ; schema:organizer/skos:prefLabel ?o ;
                 schema:location ?l ; ct:ordinal ?n ; ct:meetingKind ?k""",
            [["2020-07-15", "Đảng ủy Viện Sao Mai", "Bến Gỗ", "6",
              "ontology#meetingkind-hoi_nghi"]],
        ),
        (
            "?who ?role ?c ?o ?s ?on",
            """[] a org:Membership ; org:member/foaf:name ?who ; rdfs:label ?role ; org:role ?c ;
                 org:organization/skos:prefLabel ?o ; ct:status ?s ; ct:observedOn ?on""",
            [["Lò Văn Mây", "Bí thư", "ontology#role-bi-thu", "Đảng ủy Viện Sao Mai", "current",
              "2020-07-15"]],
        ),
        # two lists that both begin with 1
        ("?d ?n", "?d a ct:Directive ; ct:number ?n", [["1", "1"], ["1-2", "1"]]),
        (
            "?who ?to ?t ?m",
            """[] a ct:Directive ; ct:issuedBy/foaf:name ?who ; ct:addressee ?to ; ct:text ?t ;
                 ct:issuedAt/dcterms:title ?m""",
            [["Lò Văn Mây", "các chi bộ", "cần theo 05-CT/TW", "Hội nghị sơ kết"]],
        ),
        # a document completed from the authority
        (
            "?d ?row ?on ?by ?label",
            """?d a ct:Document ; ct:completedFrom ?row ; eli:date_document ?on ;
                  eli:passed_by/skos:prefLabel ?by ; rdfs:label ?label""",
            [["05-ct-tw-2970ced832", "authority#05-ct-tw-2016", "2016-05-15",
              "Bộ Chính trị", "Chỉ thị 05-CT/TW"]],
        ),
        # a number given with its date once and bare later is one document, cited once
        (
            "?number ?on ?by ?printed",
            """[] cito:hasCitedEntity [ eli:id_local ?number ; eli:date_document ?on ;
                 eli:passed_by/skos:prefLabel ?by ; ct:documentType "Nghị quyết"@vi ] ;
                 ct:documentNumber ?printed""",
            [["07-NQ/ĐU", "2019-02-03", "Đảng ủy Viện Sao Mai", "07-NQ/ĐU"]],
        ),
        # the citing directive is the one around the citation, not the other number 1
        ("?d", '[] cito:hasCitingEntity ?d ; ct:documentNumber "05-CT/TW"', [["1-2"]]),
        # what names no single document has none
        (
            "?name",
            """?c ct:generic true ; ct:documentName ?name
               FILTER NOT EXISTS { ?c cito:hasCitedEntity ?d }""",
            [["các nghị quyết"]],
        ),
        (
            "?c ?p ?r",
            "[] ct:child/skos:prefLabel ?c ; ct:parent/skos:prefLabel ?p ; ct:relation ?r",
            [["Đảng ủy Viện Sao Mai", "Viện Sao Mai", "ontology#partyOrganisationOf"]],
        ),
        (
            "?a ?b",
            """[] a org:ChangeEvent ; org:originalOrganization/skos:prefLabel ?a ;
                 org:resultingOrganization/skos:prefLabel ?b""",
            [["Viện Sao Mai", "Học viện Sao Mai"]],
        ),
        (
            "?v ?u ?i ?p ?q ?o",
            """[] a ct:Figure ; schema:value ?v ; schema:unitText ?u ; ct:indicator ?i ;
                 ct:period ?p ; ct:qualifier ?q ; ct:aboutOrganisation/skos:prefLabel ?o""",
            [["24730.5", "tỷ đồng", "doanh thu", "2020", "trên", "Đảng ủy Viện Sao Mai"]],
        ),
        (
            "?a ?r ?n ?p",
            """[] a ct:Award ; rdfs:label ?a ; ct:recipient ?r ; ct:count ?n ;
                 ct:recipientPerson/foaf:name ?p""",
            [["Bằng khen", "Lò Văn Mây", "2", "Lò Văn Mây"]],
        ),
        # a problem may stand without words of its own
        (
            "?c ?m ?r",
            """?p a ct:Problem ; ct:code ?c ; rdfs:comment ?m ; ct:statedIn ?r .
               FILTER NOT EXISTS { ?p prov:wasQuotedFrom ?e }""",
            [["no-place", "không rõ nơi họp", "bao-cao-1"]],
        ),
    ],
)  # fmt: skip
def test_what_a_report_says(columns: str, pattern: str, expected: list[list[str]]) -> None:
    assert answers(columns, pattern) == expected


def test_evidence_is_the_words_at_the_offsets() -> None:
    for begin, end, words in answers(
        "?b ?e ?w",
        "[] a nif:OffsetBasedString ; nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?w",
    ):
        assert TEXT[int(begin) : int(end)] == words


@pytest.mark.parametrize(
    "kind",
    ["Meeting", "Participation", "Directive", "Citation", "Subordination", "Figure", "Award"],
)
def test_every_fact_has_evidence_and_a_rule(kind: str) -> None:
    facts = answers("?f", f"?f a ct:{kind}")
    assert facts
    told = answers(
        "?f", f"?f a ct:{kind} ; prov:wasQuotedFrom/a nif:OffsetBasedString ; ct:rule ?r"
    )
    assert [row[0] for row in told] == [row[0] for row in facts]


def test_lines_are_sorted_and_end_in_the_reports_graph() -> None:
    lines = nquads(WHOLE, BASE).splitlines()
    assert lines == sorted(set(lines))
    assert all(line.endswith(" <http://example.org/id/report/bao-cao-1> .") for line in lines)


def test_the_order_of_facts_changes_nothing() -> None:
    turned = replace(
        WHOLE,
        directives=WHOLE.directives[::-1],
        citations=WHOLE.citations[::-1],
        problems=WHOLE.problems[::-1],
    )
    assert nquads(turned, BASE) == nquads(WHOLE, BASE)


def test_oxigraph_keeps_every_line_as_written() -> None:
    dumped = loaded(WHOLE).dump(format=ox.RdfFormat.N_QUADS)
    assert dumped is not None
    assert sorted(dumped.decode().splitlines()) == nquads(WHOLE, BASE).splitlines()


def test_two_reports_of_one_meeting_share_its_node() -> None:
    second = replace(
        WHOLE,
        report=replace(WHOLE.report, name="bao-cao-2"),
        meetings=(replace(MEETING, title="Hội nghị sơ kết sáu tháng"),),
    )
    assert len(answers("?m", "?m a ct:Meeting", WHOLE, second)) == 1


def test_two_meetings_of_a_kind_on_one_day_stay_two() -> None:
    both = replace(
        WHOLE, meetings=(MEETING, replace(MEETING, title="Hội nghị bầu", span=Span(42, 64)))
    )
    assert len(answers("?m", "?m a ct:Meeting", both)) == 2


def test_a_fact_is_of_the_meeting_named_last_before_it() -> None:
    later = replace(MEETING, title="Lễ mừng", date="2020-07-14", kind="le", span=Span(37, 41))
    both = replace(WHOLE, meetings=(later, MEETING))
    assert answers("?t", "[] a ct:Participation ; ct:meeting/dcterms:title ?t", both) == [
        ["Lễ mừng"]
    ]


def test_a_report_without_a_meeting() -> None:
    bare = replace(WHOLE, meetings=())
    assert answers("?p", "?p a ct:Participation FILTER NOT EXISTS { ?p ct:meeting ?m }", bare)


def test_spellings_of_one_body_give_one_main_label() -> None:
    again = replace(DANG_UY, name="Đảng Ủy Viện Sao Mai")
    both = replace(
        WHOLE, posts=(*WHOLE.posts, PostHeld(MAY, "x", again, Status.FORMER, Span(0, 1), "r"))
    )
    assert answers("?a ?b", "?o skos:altLabel ?a ; skos:prefLabel ?b", both) == [
        [
            "Đảng Ủy Viện Sao Mai",
            "Đảng ủy Viện Sao Mai",
        ]
    ]


def test_a_body_of_an_open_place_belongs_to_its_report() -> None:
    tinh_uy = Organisation("Tỉnh ủy", "tinh_uy", "?")
    one = replace(WHOLE, posts=(replace(WHOLE.posts[0], organisation=tinh_uy),))
    two = replace(one, report=replace(WHOLE.report, name="bao-cao-2"))
    assert len(answers("?o", "?o ct:scopedTo ?r", one, two)) == 2


@given(st.text(st.characters(), max_size=60))
def test_any_text_comes_back_from_a_literal(text: str) -> None:
    line = f"<http://x/s> <http://x/p> {literal(text)} <http://x/g> .\n"
    (quad,) = ox.parse(line.encode(), format=ox.RdfFormat.N_QUADS)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


@given(st.text(st.characters(), max_size=40), st.text(st.characters(), min_size=1, max_size=20))
def test_any_report_can_be_written(text: str, words: str) -> None:
    hostile = replace(
        WHOLE,
        report=Report(words, text, words, None, words),
        posts=(PostHeld(Person(words), words, Organisation(words, words, words), Status.CURRENT,
                        Span(0, 1), words),),
        citations=(Citation(None, words, words, words, words, None, Span(0, 1), words),
                   Citation(None, words, "", words, words, None, Span(0, 1), words)),
    )  # fmt: skip
    assert len(loaded(hostile)) > 100


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-07-15", "date"),
        ("2020-07", "gYearMonth"),
        ("2020", "gYear"),
        ("2020-02-30", ""),
        ("2020-13", ""),
        ("2020-W01-1", ""),
        ("0000", ""),
        ("quý II/2020", ""),
        ("２０２０", ""),
    ],
)
def test_dates(text: str, expected: str) -> None:
    written = date_literal(text)
    if expected:
        assert written == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#{expected}>'
    else:
        assert written == f'"{text}"'


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("24730", "24730"),
        ("12.50", "12.5"),
        ("12.0", "12"),
        ("1E+3", "1000"),
        ("-0.0", "0"),
        ("0", "0"),
        ("-7.250", "-7.25"),
        ("100", "100"),
    ],
)
def test_decimals(value: str, expected: str) -> None:
    assert decimal_literal(Decimal(value)).startswith(f'"{expected}"^^')


def test_what_is_no_number_is_written_as_text() -> None:
    assert decimal_literal(Decimal("NaN")) == '"NaN"'
