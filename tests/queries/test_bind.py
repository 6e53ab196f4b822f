"""Parameters: what each type takes, how a wrong one is told, and that none can change a query."""

import re

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.bind import ParameterError, bind, check
from queries.catalogue import catalogue
from queries.names import UnknownNameError
from queries.question import Parameter, Question, Type
from queries.run import ask

XSD = "http://www.w3.org/2001/XMLSchema#"
QUESTIONS = list(catalogue().values())
VALUES_LINE = re.compile(r"^ *VALUES \?\w+ \{ .* \}\n", re.MULTILINE)


def find(kind: Type, name: str) -> tuple[str, ...]:
    """Two things bear the name `Mây`, none another."""
    if name != "Mây":
        raise UnknownNameError(name, ("Mây",))
    return (f"urn:{kind}:1", f"urn:{kind}:2")


def question(kind: Type, **more: object) -> Question:
    """A question with one parameter `x`."""
    parameter = Parameter("x", kind, "Cái gì", "What", "ví dụ", **more)  # type: ignore[arg-type]
    body = f"SELECT * WHERE {{\n  VALUES ?{parameter.variable} {{ UNDEF }}\n}}\n"
    return Question("hoi", "Hỏi", "Ask", (), (parameter,), ("x",), "", body, False)


def literal(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("kind", "text", "terms"),
    [
        (Type.STRING, " hai chữ ", (ox.Literal("hai chữ"),)),
        (Type.STRING, "e\u0302", (ox.Literal("ê"),)),  # NFD
        (Type.IRI, "https://a.example/ơ", (ox.NamedNode("https://a.example/ơ"),)),
        (Type.IRI, "mailto:a", (ox.NamedNode("mailto:a"),)),
        (Type.DATE, "2020", (literal("2020", "gYear"),)),
        (Type.DATE, "2020-07", (literal("2020-07", "gYearMonth"),)),
        (Type.DATE, "2020-07-15", (literal("2020-07-15", "date"),)),
        (Type.INTEGER, "007", (literal("7", "integer"),)),
        (Type.INTEGER, "-3", (literal("-3", "integer"),)),
        (Type.WORDS, "chi bộ", (ox.Literal("chi bộ"),)),
        (Type.WORDS, "https://a.example/1", (ox.NamedNode("https://a.example/1"),)),
        (Type.PERSON, "Mây", (ox.NamedNode("urn:person:1"), ox.NamedNode("urn:person:2"))),
        (Type.PERSON, "urn:x:1", (ox.NamedNode("urn:x:1"),)),
        (Type.ROLE, "VIỆN TRƯỞNG", (ox.NamedNode("https://w3id.org/chithi/ontology#role-vien-truong"),)),
    ],
)  # fmt: skip
def test_a_value_becomes_a_term(kind: Type, text: str, terms: tuple[object, ...]) -> None:
    asked = question(kind)
    assert check(asked, {"x": text}, find) == {asked.parameters[0].variable: terms}


@pytest.mark.parametrize(
    ("kind", "text", "vietnamese", "english"),
    [
        (Type.IRI, "không là iri", "IRI đầy đủ", "absolute IRI"),
        (Type.IRI, "https://a.example/<x>", "IRI đầy đủ", "absolute IRI"),
        (Type.PERSON, "https://a.example/<x>", "IRI đầy đủ", "absolute IRI"),
        (Type.DATE, "15/7/2020", "2020-07-15", "2020-07-15"),
        (Type.DATE, "2021-02-29", "ngày có thật", "a date that exists"),
        (Type.DATE, "2021-13", "ngày có thật", "a date that exists"),
        (Type.DATE, "0000", "ngày có thật", "a date that exists"),
        (Type.DATE, "２０２１", "ngày có thật", "a date that exists"),
        (Type.INTEGER, "ba", "số nguyên", "an integer"),
        (Type.INTEGER, "9" * 19, "số nguyên", "an integer"),
        (Type.INTEGER, "٣", "số nguyên", "an integer"),
        (Type.STRING, "\ud800", "Unicode", "Unicode"),
        (Type.PERSON, "May", "kho không có tên “May”; gần giống: Mây", "near it: Mây"),
    ],
)
def test_a_wrong_value_is_told_with_what_is_wanted(
    kind: Type, text: str, vietnamese: str, english: str
) -> None:
    with pytest.raises(ParameterError) as error:
        check(question(kind), {"x": text}, find)
    assert error.value.parameter == "x"
    assert vietnamese in error.value.vietnamese
    assert english in error.value.english
    assert str(error.value).startswith("x: ")


def test_a_value_that_is_not_of_the_list_is_told_with_the_list() -> None:
    asked = question(Type.ENUM, values=("chair", "attend"))
    with pytest.raises(ParameterError, match=r"^x: “chủ trì”.*chair, attend .*chair, attend$"):
        check(asked, {"x": "chủ trì"}, find)


def test_an_unknown_parameter_is_told_with_the_known() -> None:
    with pytest.raises(ParameterError, match=r"^y: .*có: x · unknown parameter; known: x$"):
        check(question(Type.STRING), {"y": "1"}, find)


@pytest.mark.parametrize("values", [{}, {"x": ""}, {"x": "  "}])
def test_what_is_required_is_missed(values: dict[str, str]) -> None:
    with pytest.raises(ParameterError, match=r"^x: cần có \(Cái gì\).* · is required \(What\)"):
        check(question(Type.STRING, required=True), values, find)


def test_what_is_left_out_binds_nothing() -> None:
    assert bind(question(Type.STRING), {}, find) == "SELECT * WHERE {\n}\n"


def test_a_default_stands_for_what_is_left_out() -> None:
    assert "VALUES ?x { 2 }" not in bind(question(Type.INTEGER), {}, find)
    terms = check(question(Type.INTEGER, default="2"), {"x": ""}, find)
    assert terms == {"x": (literal("2", "integer"),)}


def test_a_table_stands_for_what_is_left_out() -> None:
    terms = check(question(Type.ROLE, default_table="chuc_vu_dung_dau"), {}, find)
    assert ox.NamedNode("https://w3id.org/chithi/ontology#role-hieu-truong") in terms["x_iri"]
    assert len(terms["x_iri"]) > 20


HOSTILE = st.one_of(
    st.text(),
    st.sampled_from(
        [
            '" } # ',
            "x } UNION { ?s ?p ?o } #",
            "https://a.example/> } UNION { ?s ?p ?o",
            "urn:x>} SERVICE <http://127.0.0.1/> {",
            'a"""b',
            "\\",
            "\\u0022",
            "\r\n  VALUES ?x { UNDEF }\n",
            "UNDEF",
            "\\1",
            "\x00",
            "$1 ${x} {0} %s",
        ]
    ),
    st.text(alphabet="\"'\\<>{}#?\n\r\t UNDEF"),
)


@given(text=HOSTILE)
def test_a_string_comes_back_from_the_query_as_it_was_given(text: str) -> None:
    asked = question(Type.STRING)
    try:
        terms = check(asked, {"x": text}, find)
    except ParameterError:
        return
    results = ox.Store().query(bind(asked, {"x": text}, find))
    assert isinstance(results, ox.QuerySolutions)
    assert [(solution["x"],) for solution in results] == [terms.get("x", (None,))]


@given(asked=st.sampled_from(QUESTIONS), text=HOSTILE)
def test_no_value_changes_a_question_outside_its_own_line(asked: Question, text: str) -> None:
    for parameter in asked.parameters:
        others = {p.name: p.example for p in asked.parameters if p.required and p != parameter}
        try:
            bound = bind(asked, {**others, parameter.name: text}, lambda *_: ("urn:x:1",))
        except ParameterError:
            continue
        assert VALUES_LINE.sub("", bound) == VALUES_LINE.sub("", asked.sparql)
        ox.Store().query(bound)


@given(text=HOSTILE)
def test_no_name_breaks_the_search_for_it(text: str) -> None:
    kept = False
    try:
        rows = list(ask(ox.Store(), "served-with", {"person": text}).rows())
    except ParameterError as error:
        kept = error.parameter == "person"
    else:
        kept = rows == []
    assert kept
