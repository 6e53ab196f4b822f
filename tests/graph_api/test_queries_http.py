"""The questions over HTTP: the same table of cases as the library and the command line."""

import csv
import io
from collections.abc import Iterator
from html import unescape

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph_api.settings import Settings
from graph_api.store.embedded import Store
from ontology.terms import Iris
from queries.catalogue import catalogue
from tests.graph_api.small import serving
from tests.queries.cases import CASES, Case
from tests.queries.small_store import small_store


@pytest.fixture(scope="module")
def asked() -> Iterator[TestClient]:
    with TestClient(serving(Store(small_store(), Iris(), None), Settings())) as client:
        yield client


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_question_is_answered(case: Case, asked: TestClient) -> None:
    answer = asked.get(f"/queries/{case.query}", params={**case.given, "format": "csv"})
    assert answer.status_code == 200, answer.text
    rows = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert [tuple(row[column] for column in case.columns.split()) for row in rows] == list(
        case.rows
    )


@pytest.mark.parametrize("name", catalogue())
def test_every_question_has_a_page(asked: TestClient, name: str) -> None:
    given = catalogue()[name].example_values
    given.pop("format", None)
    page = asked.get(f"/queries/{name}", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert catalogue()[name].summary in unescape(page.text)


CHAIRED = {"person": "Phạm Văn Khảm"}


@pytest.mark.parametrize(
    ("name", "given", "accept", "form", "expected"),
    [
        ("chaired", CHAIRED, "*/*", None, "application/sparql-results+json"),
        ("chaired", CHAIRED, "application/json", None, "application/sparql-results+json"),
        ("chaired", CHAIRED, "text/csv", None, "text/csv; charset=utf-8"),
        ("chaired", CHAIRED, "text/csv;q=0.2,text/tab-separated-values", None,
         "text/tab-separated-values; charset=utf-8"),
        ("chaired", CHAIRED, "text/html", None, "text/html; charset=utf-8"),
        ("chaired", CHAIRED, "text/html", "csv", "text/csv; charset=utf-8"),
        ("chaired", CHAIRED, "text/html", "tsv", "text/tab-separated-values; charset=utf-8"),
        ("chaired", CHAIRED, "text/html", "json", "application/sparql-results+json"),
        ("chaired", CHAIRED, "text/csv", "html", "text/html; charset=utf-8"),
        ("citation-graph", {"document": "01-KL/TW"}, "*/*", None, "application/ld+json"),
        ("citation-graph", {"document": "01-KL/TW"}, "text/turtle", None,
         "text/turtle; charset=utf-8"),
    ],
)  # fmt: skip
def test_the_format(
    asked: TestClient,
    name: str,
    given: dict[str, str],
    accept: str,
    form: str | None,
    expected: str,
) -> None:
    params = {**given, "format": form} if form else given
    answer = asked.get(f"/queries/{name}", params=params, headers={"accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)


@pytest.mark.parametrize(
    ("name", "given", "parameter", "allowed"),
    [
        ("chaired", {"persn": "x"}, "persn", "person"),
        ("chaired", {"person": "Không Ai"}, "person", "kho không có tên"),
        ("chaired", {"since": "hôm qua"}, "since", "2020-07-15"),
        ("participation", {"part": "sing"}, "part", "chair"),
        ("hierarchy-above", {}, "organisation", "required"),
        ("chaired", {"format": "xlsx"}, "format", "csv"),
        ("citation-graph", {"document": "01-KL/TW", "format": "tsv"}, "format", "jsonld"),
    ],
)
def test_a_wrong_parameter_is_told_by_name(
    asked: TestClient, name: str, given: dict[str, str], parameter: str, allowed: str
) -> None:
    answer = asked.get(f"/queries/{name}", params=given)
    assert (answer.status_code, answer.headers["content-type"]) == (
        400,
        "application/problem+json",
    )
    problem = answer.json()
    assert problem["parameter"] == parameter
    assert parameter in problem["detail"]
    assert allowed in problem["detail"]


def test_a_wrong_parameter_is_told_on_the_page(asked: TestClient) -> None:
    page = asked.get("/queries/chaired?person=Không Ai", headers={"accept": "text/html"})
    assert page.status_code == 400
    assert "kho không có tên “Không Ai”" in page.text
    assert 'value="Không Ai" placeholder' in page.text


def test_a_question_that_asks_for_more_shows_its_form(asked: TestClient) -> None:
    page = asked.get("/queries/hierarchy-above", headers={"accept": "text/html"})
    assert page.status_code == 200
    assert 'name="organisation"' in page.text
    assert 'id="answer"' not in page.text


def test_the_page_links_things_and_sentences(asked: TestClient) -> None:
    page = asked.get("/queries/chaired", params=CHAIRED, headers={"accept": "text/html"}).text
    assert '<a href="/id/person/pham-van-kham-' in page
    assert '<a href="/reports/so-ket-2020">so-ket-2020</a>' in page
    assert 'class="proof" href="/reports/so-ket-2020?start=' in page


def test_no_such_question(asked: TestClient) -> None:
    answer = asked.get("/queries/roels")
    assert answer.status_code == 404
    assert "roles" in answer.json()["detail"]


def test_the_list_tells_the_parameters(asked: TestClient) -> None:
    questions = {item["name"]: item for item in asked.get("/queries").json()["questions"]}
    assert list(questions) == list(catalogue())
    (part,) = [p for p in questions["participation"]["parameters"] if p["name"] == "part"]
    assert "chair" in part["values"]
    page = asked.get("/queries", params={"format": "html"}).text
    assert [name for name in questions if f'href="/queries/{name}"' not in page] == []


def test_a_graph_is_written_as_a_graph(asked: TestClient) -> None:
    params = {"document": "01-KL/TW", "format": "ttl"}
    answer = asked.get("/queries/citation-graph", params=params)
    assert list(ox.parse(answer.content, format=ox.RdfFormat.TURTLE))
