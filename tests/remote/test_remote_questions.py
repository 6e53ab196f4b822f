"""Every question, page and file is as an embedded store gives it.

The store holds the reports of the catalogue's cases and three samples.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph_api.app import create_app
from graph_api.export import Format, export
from graph_api.load import State, load
from graph_api.runner import Threads
from graph_api.settings import Settings
from graph_api.store import Store
from graph_api.store.endpoint import Endpoint
from graph_api.store.remote import RemoteStore
from graph_api.validate import validate
from loaders.read import Given, find
from loaders.triples import nquads
from queries.catalogue import catalogue
from queries.run import ask, question
from queries.write import Format as Written
from queries.write import written
from tests.queries.cases import CASES, Case
from tests.queries.small_store import EXTRACTIONS

BASE = "http://kho.example/cau-hoi/"
SAMPLES = Path(__file__).parents[2] / "samples"
EXAMPLES = [
    Case(name, "", (), {option: value for option, value in given.items() if option != "format"})
    for name, asked in catalogue().items()
    for given in (asked.example_values, {})
    if given or not any(parameter.required for parameter in asked.parameters)
]
PERIODS = [
    Case(case.query, "", (), {**case.given, bound: when})
    for case in EXAMPLES
    for bound, when in (("since", "2020-06"), ("until", "2022"), ("at", "2020-08-01"))
    if question(case.query).parameter(bound)
]
ASKED = {case.id: case for case in EXAMPLES}  # Virtuoso takes a second to plan one
MORE = {case.id: case for case in (*CASES, *PERIODS) if case.id not in ASKED}


def fill(store: Store | RemoteStore) -> None:
    for extraction in EXTRACTIONS:
        store.put(store.iris.report(extraction.report.name), nquads(extraction, BASE))
    files = [path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".html"}]
    assert {one.state for one in load(find(files, Given()), store)} == {State.NEW}


@pytest.fixture(scope="module")
def embedded() -> Iterator[Store]:
    with Store.open(base=BASE) as store:
        fill(store)
        yield store


@pytest.fixture(scope="module")
def filled(cleared: Endpoint) -> Iterator[RemoteStore]:
    with RemoteStore.open(cleared, base=BASE, create=True) as store:
        fill(store)
        store.describe()
        yield store


def answer(store: Store | RemoteStore, case: Case) -> list[str]:
    """The rows as they come; of a graph, which has no order, sorted."""
    theirs = "https://w3id.org/chithi/id/"
    given = {name: value.replace(theirs, BASE) for name, value in case.given.items()}
    told = ask(store, case.query, given)
    if told.question.is_graph:
        return sorted(" ".join(row) for row in told.rows())
    return written(told, Written.CSV).decode().splitlines()


@pytest.mark.parametrize("name", ASKED)
def test_a_question_has_the_same_answer(name: str, filled: RemoteStore, embedded: Store) -> None:
    assert answer(filled, ASKED[name]) == answer(embedded, ASKED[name])


@pytest.mark.parametrize("service", ["oxigraph"], indirect=True)
@pytest.mark.parametrize("name", MORE)
def test_parameters_have_the_same_answer(name: str, filled: RemoteStore, embedded: Store) -> None:
    assert answer(filled, MORE[name]) == answer(embedded, MORE[name])


@pytest.mark.parametrize("form", Format)
def test_an_export_is_the_same(form: Format, filled: RemoteStore, embedded: Store) -> None:
    ours, theirs = io.BytesIO(), io.BytesIO()
    export(embedded, form, ours)
    export(filled, form, theirs)
    assert theirs.getvalue() == ours.getvalue()


def test_the_check_finds_the_same(filled: RemoteStore, embedded: Store) -> None:
    assert list(validate(filled)) == list(validate(embedded))


def client(store: Store | RemoteStore) -> TestClient:
    return TestClient(create_app(Threads(store, Settings())))


def told(store: Store | RemoteStore, address: str) -> tuple[int, list[str]]:
    """Status and lines of an answer, which have no order in a graph."""
    answered = client(store).get(address)
    if answered.headers["content-type"] == "application/problem+json":
        problem = answered.json()
        return answered.status_code, [problem["title"], problem["detail"]]
    return answered.status_code, sorted(answered.text.splitlines())


def things(store: Store) -> list[str]:
    """One thing of each kind, by the end of its IRI: what most is said of."""
    kinds = "foaf:Person", "org:Organization", "ct:Meeting", "ct:Directive", "ct:Document"
    query = "SELECT ?s { ?s a KIND . ?f ?p ?s } GROUP BY ?s ORDER BY DESC(COUNT(?f)) ?s LIMIT 1"
    found = [
        row["s"].value.removeprefix(BASE)
        for kind in kinds
        for row in cast(ox.QuerySolutions, store.evaluate(query.replace("KIND", kind)))
    ]
    return [*found, "report/so-ket-2020"]


ADDRESSES = (
    "/",
    "/search?q=vien luyen kim&format=json",
    "/search?q=hoi nghi&format=json",
    "/reports",
    "/reports/so-ket-2020",
    "/reports?format=json",
    "/queries/chaired?format=csv",
    "/sparql?query=SELECT ?n { ?p foaf:name ?n } ORDER BY ?n&format=csv",
    "/sparql?query=CONSTRUCT { ?s foaf:name ?n } { ?s foaf:name ?n }&format=nt",
    "/sparql?query=ASK { ?s foaf:name 'x' }&format=json",
    "/sparql?query=SELECT * { ?s foaf: }",
    "/sparql?query=SELECT * { SERVICE <http://127.0.0.1/> {} }",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_the_same(address: str, filled: RemoteStore, embedded: Store) -> None:
    assert told(filled, address) == told(embedded, address)


def test_the_page_of_each_thing_is_the_same(filled: RemoteStore, embedded: Store) -> None:
    for thing in things(embedded):
        walks = ("neighbours", "hierarchy?depth=5", "citations?depth=3", "person", "citations/most")
        drawn = (f"/graph/{walk}{'&' if '?' in walk else '?'}id={thing}" for walk in walks)
        for address in (f"/id/{thing}", f"/id/{thing}?format=nt", *drawn):
            assert told(filled, address) == told(embedded, address), address


def test_a_table_has_its_columns_even_when_nothing_is_found(filled: RemoteStore) -> None:
    rows = list(csv.reader(answer(filled, Case("chaired", "", (), {"until": "1900"}))))
    assert rows == [list(question("chaired").columns)]
