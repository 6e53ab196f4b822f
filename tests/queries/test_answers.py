"""What the questions answer, where they say it stands, and in which order."""

from itertools import pairwise
from operator import itemgetter

import pyoxigraph as ox
import pytest

from queries.catalogue import catalogue
from queries.run import UnknownQuestionError, ask, question
from tests.queries.cases import CASES, FIXED, Case
from tests.queries.small_store import TEXTS

# The contract that score.py and other programs rely on.
LEADING = {
    "reports": "report title date source text",
    "meetings": "report title date organiser place ordinal start end",
    "participation": "report person part start end",
    "roles": "report person role organisation status start end",
    "directives": "report number issuer addressee text start end",
    "citations": "report directive type number name date issuer start end",
    "hierarchy": "report child parent start end",
    "figures": "report value unit indicator period qualifier start end",
    "awards": "report award recipient count start end",
}
GRAPHS = {
    "hierarchy-graph": {"organisation": "Viện Luyện kim Sông Trà"},
    "citation-graph": {"document": "01-KL/TW"},
}
EVIDENT = [case for case in CASES if "start" in question(case.query).columns and case.rows]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_question_is_answered(case: Case, small_store: ox.Store) -> None:
    answer = ask(small_store, case.query, case.given)
    kept = [answer.columns.index(column) for column in case.columns.split()]
    assert [tuple(row[n] for n in kept) for row in answer.rows()] == list(case.rows)


def test_every_question_has_a_case() -> None:
    assert {case.query for case in CASES} | set(GRAPHS) == set(catalogue())


@pytest.mark.parametrize("name", LEADING)
def test_the_leading_columns_are_fixed(name: str) -> None:
    leading = LEADING[name].split()
    assert question(name).columns[: len(leading)] == tuple(leading)


@pytest.mark.parametrize("case", EVIDENT, ids=lambda case: case.id)
def test_a_row_points_at_the_words_that_say_it(case: Case, small_store: ox.Store) -> None:
    answer = ask(small_store, case.query, case.given)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows()]
    for row in rows:
        if not row["start"]:  # what no report says: a document's basis, a problem as a whole
            continue
        words = TEXTS[row["report"]][int(row["start"]) : int(row["end"])]
        assert words.strip()
        assert row.get("quote", words) == words
        assert row.get("text", words) == words


@pytest.mark.parametrize("case", FIXED, ids=lambda case: case.id)
def test_rows_follow_the_reports_and_their_texts(case: Case, small_store: ox.Store) -> None:
    answer = ask(small_store, case.query, case.given)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows()]
    places = [(row["report"], int(row.get("start", 0))) for row in rows]
    assert all(before <= after for before, after in pairwise(places))


@pytest.mark.parametrize("name", sorted(set(LEADING)))
def test_one_report_alone(name: str, small_store: ox.Store) -> None:
    every = ask(small_store, name)
    mine = [row for row in every.rows() if row[0] == "so-ket-2020"]
    assert list(ask(small_store, name, {"report": "so-ket-2020"}).rows()) == mine


def test_an_iri_asks_the_same_as_a_name(small_store: ox.Store) -> None:
    by_name = ask(small_store, "chaired", {"person": "Phạm Văn Khảm"})
    rows = list(by_name.rows())
    iri = itemgetter(by_name.columns.index("person_iri"))(rows[0])
    assert list(ask(small_store, "chaired", {"person": iri}).rows()) == rows


def test_what_is_told_to_a_body_is_found_by_its_iri(small_store: ox.Store) -> None:
    hierarchy = ask(small_store, "hierarchy", {"report": "so-ket-2020"})
    room = next(row for row in hierarchy.rows() if row[1].startswith("Phòng"))
    iri = room[hierarchy.columns.index("child_iri")]
    # the report tells "Phòng Kế hoạch", which is the beginning of the body's name
    told = ask(small_store, "told-to-do", {"told": iri}).rows()
    assert [row[:2] for row in told] == [("so-ket-2020", "2")]


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_holds_labelled_edges(name: str, small_store: ox.Store) -> None:
    triples = list(ask(small_store, name, GRAPHS[name]).rows())
    labels = {s for s, p, _ in triples if p.endswith(("#prefLabel", "#label"))}
    edges = {(s, o) for s, p, o in triples if p.endswith(("unitOf", "based_on"))}
    assert edges
    assert {end for edge in edges for end in edge} <= labels


def test_the_columns_are_those_of_the_results(small_store: ox.Store) -> None:
    for name in catalogue():
        if name not in GRAPHS:
            results = small_store.query(question(name).sparql)
            assert isinstance(results, ox.QuerySolutions)
            assert tuple(variable.value for variable in results.variables) == question(name).columns


def test_a_question_that_is_not_there_is_told_with_those_that_are(small_store: ox.Store) -> None:
    with pytest.raises(UnknownQuestionError, match=r"`roels`.*roles"):
        ask(small_store, "roels")
