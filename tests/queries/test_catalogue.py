"""The files of the catalogue: how they are read, and that each keeps the rules."""

import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology.lexicon import table
from queries.bind import bind
from queries.catalogue import SLOT, CatalogueError, catalogue, parse
from queries.question import Question, Type, with_prefixes
from tests.queries.cases import CASES

HEADER = """\
#+ summary: Ai ở đâu
#+ summary_en: Who is where
#+ tags: people, places
#+ parameter: person
#+   type: person
#+   required: true
#+   example: Lò Văn Mây
#+   summary: Người
#+   summary_en: The person
#+ parameter: part
#+   type: enum
#+   values: chair, attend
#+   default: chair
#+   example: attend
#+   summary: Vai trò
#+   summary_en: The part
#+ example: chithi query where --person "Lò Văn Mây"
"""
BODY = """
SELECT DISTINCT ?name (MAX(?seen) AS ?last) WHERE {
  VALUES ?person_iri { UNDEF }
  VALUES ?part { UNDEF }
  ?person_iri foaf:name ?name .
}
"""
PATH = Path("queries/where.rq")
QUESTIONS = [pytest.param(question, id=name) for name, question in catalogue().items()]


def any_thing(kind: Type, name: str) -> tuple[str, ...]:
    """A `Find` that knows every name."""
    return (f"urn:{kind}:{len(name)}",)


def test_a_file_is_read() -> None:
    question = parse(HEADER + BODY, PATH)
    assert question.name == "where"
    assert (question.summary, question.summary_en) == ("Ai ở đâu", "Who is where")
    assert question.tags == ("people", "places")
    assert question.columns == ("name", "last")
    assert not question.is_graph
    assert question.example_values == {"person": "Lò Văn Mây"}


def test_parameters_are_read() -> None:
    person, part = parse(HEADER + BODY, PATH).parameters
    assert (person.type, person.required, person.default) == (Type.PERSON, True, "")
    assert person.variable == "person_iri"
    assert (part.type, part.required, part.default) == (Type.ENUM, False, "chair")
    assert (part.variable, part.values) == ("part", ("chair", "attend"))


def test_a_graph_has_the_columns_of_a_triple() -> None:
    body = BODY.replace("SELECT DISTINCT ?name (MAX(?seen) AS ?last)", "CONSTRUCT { ?s ?p ?o }")
    question = parse(HEADER + body, PATH)
    assert question.is_graph
    assert question.columns == ("subject", "predicate", "object")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("#+ summary: Ai ở đâu\n", "", 1, "`summary`"),
        ("#+ example: chithi", "#+ exempel: chithi", 17, "`exempel`"),
        ("#+ tags: people, places", "#+ tags:", 3, "`tags`"),
        ("#+ tags: people, places", "#+ summary: Ai", 3, "stands twice"),
        ("#+ tags: people, places", "#+   type: enum", 3, "outside a parameter"),
        ("#+ parameter: part", "#+ parameter: person", 10, "stands twice"),
        ("#+ parameter: part", "#+ parameter: Vai-trò", 10, "`Vai-trò`"),
        ("#+   type: person", "#+   type: persona", 5, "`persona`"),
        ("#+   required: true", "#+   required: yes", 6, "`yes`"),
        ("#+   type: person\n", "", 4, "`type`"),
        ("#+   example: attend\n", "", 10, "`example`"),
        ("#+   type: enum", "#+   type: string", 11, "`values` go with `enum`"),
        ("#+   values: chair, attend\n", "", 11, "`values` go with `enum`"),
        ("#+ tags: people, places", "#+ tags: a\n#+ pages: place", 4, "`pages` has no such line"),
        ("SELECT DISTINCT", "SELEKT", 18, "SELECT"),
        ("  VALUES ?part { UNDEF }\n", "", 10, "VALUES ?part { UNDEF }"),
        ("VALUES ?part { UNDEF }", "VALUES ?role { UNDEF }", 21, "?role"),
    ],
)
def test_what_is_wrong_is_told_by_file_and_line(old: str, new: str, line: int, said: str) -> None:
    text = HEADER + BODY
    assert old in text
    with pytest.raises(CatalogueError, match=re.escape(said)) as error:
        parse(text.replace(old, new, 1), PATH)
    assert str(error.value).startswith(f"queries/where.rq:{line}: ")


def test_only_the_prefixes_in_use_are_declared() -> None:
    declared = with_prefixes("SELECT ?x { ?x a ct:Report ; <https://schema.org/url> ?prov }")
    assert re.findall(r"PREFIX (\w+):", declared) == ["ct"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_sparql(question: Question) -> None:
    results = ox.Store().query(question.sparql)
    assert isinstance(results, ox.QueryTriples) == question.is_graph


@pytest.mark.parametrize("question", QUESTIONS)
def test_its_example_can_be_asked(question: Question) -> None:
    words = question.example.split()
    assert words[:3] == ["chithi", "query", question.name]
    given = {name: value for name, value in question.example_values.items() if name != "format"}
    ox.Store().query(bind(question, given, any_thing))


@pytest.mark.parametrize(
    "parameter",
    [
        pytest.param(parameter, id=f"{question.name}:{parameter.name}")
        for question in catalogue().values()
        for parameter in question.parameters
    ],
)
def test_the_example_of_a_parameter_is_one_that_it_takes(parameter: object) -> None:
    question = next(q for q in catalogue().values() if any(p is parameter for p in q.parameters))
    given = {p.name: p.example for p in question.parameters if p.required or p is parameter}
    ox.Store().query(bind(question, given, any_thing))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_table_is_sorted(question: Question) -> None:
    assert question.is_graph or re.search(r"^ORDER BY ", question.body, re.MULTILINE)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_asks_nothing_of_other_servers(question: Question) -> None:
    assert not re.search(r"\b(SERVICE|LOAD)\b", question.body, re.IGNORECASE)


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_parameter_is_tried_in_a_case(question: Question) -> None:
    tried = {name for case in CASES if case.query == question.name for name in case.given}
    # one report alone is tried of every fixed question in test_answers.py
    known = {parameter.name for parameter in question.parameters} - {"report"}
    assert question.is_graph or known <= tried


def test_every_open_line_is_a_parameter_s() -> None:
    for question in catalogue().values():
        assert question.body.count("UNDEF") == len(SLOT.findall(question.body))


def test_posts_of_heads_are_posts() -> None:
    labels = {row["label"] for row in table("chuc_vu")}
    heads = {form for row in table("chuc_vu_dung_dau") for form in row.forms}
    assert heads <= labels
