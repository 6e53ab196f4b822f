"""The graph for drawing: which edges, how far, in which direction, and how much."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_api.settings import Settings
from loaders.model import Organisation
from tests.graph_api.small import (
    COMMITTEE,
    DEPARTMENT,
    INSTITUTE,
    IRIS,
    KY,
    MAIN,
    OFFICE,
    PARTY,
    TEXT,
    UOC,
    body,
    loaded,
    local,
    person,
    serving,
)

REPORT = IRIS.report(MAIN.report.name)
ONE, TWO = (IRIS.directive(REPORT, number) for number in "12")


def drawn(client: TestClient, name: str, **params: object) -> dict[str, Any]:
    answer = client.get(f"/graph/{name}", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def labels(found: dict[str, Any]) -> set[str]:
    return {node["label"] for node in found["nodes"]}


@pytest.mark.parametrize(
    ("iri", "edges"),
    [
        (person(UOC), {"participation", "post", "issued"}),
        (person(KY), {"participation", "post"}),
        (body(COMMITTEE), {"post", "organiser", "subordination", "passedBy"}),
        (body(INSTITUTE), {"post", "subordination", "renaming"}),
        (TWO, {"issued", "issuedAt", "citation"}),
    ],
)
def test_the_neighbours(client: TestClient, iri: str, edges: set[str]) -> None:
    found = drawn(client, "neighbours", id=iri)
    assert {edge["kind"] for edge in found["edges"]} == edges
    assert all(iri in (edge["source"], edge["target"]) for edge in found["edges"])
    assert not found["truncated"]


def test_a_node_tells_its_kind_label_and_page(client: TestClient) -> None:
    found = drawn(client, "neighbours", id=person(KY))
    (department,) = [node for node in found["nodes"] if node["id"] == body(DEPARTMENT)]
    assert department == {
        "id": body(DEPARTMENT),
        "label": "Sở Khoa học và Công nghệ",
        "kind": "organisation",
        "date": "",
        "step": 1,
        "address": local(body(DEPARTMENT)),
        "said": {},
    } | {name: department[name] for name in ("x", "y", "evidence")}
    assert department["evidence"]


def test_an_edge_tells_its_label_and_the_words_that_say_it(client: TestClient) -> None:
    found = drawn(client, "neighbours", id=person(KY))
    (edge,) = [edge for edge in found["edges"] if edge["kind"] == "post"]
    assert (edge["source"], edge["target"]) == (person(KY), body(DEPARTMENT))
    assert edge["label"] == "Giám đốc"
    (address,) = edge["evidence"]
    start, end = map(int, re.findall(r"=(\d+)", address))
    assert TEXT[start:end] == "nguyên Giám đốc Sở"
    assert 'id="hit">nguyên Giám đốc Sở</mark>' in client.get(address).text


@pytest.mark.parametrize("given", [person(UOC), local(person(UOC)), local(person(UOC))[4:]])
def test_the_ways_to_name_a_thing(client: TestClient, given: str) -> None:
    assert drawn(client, "neighbours", id=given)["nodes"][0]["id"] == person(UOC)


@pytest.mark.parametrize(
    ("start", "params", "expected"),
    [
        (COMMITTEE, {"direction": "up"}, {COMMITTEE, PARTY, INSTITUTE}),
        (COMMITTEE, {"direction": "up", "depth": 1}, {COMMITTEE, PARTY}),
        (COMMITTEE, {"direction": "down"}, {COMMITTEE}),
        (INSTITUTE, {"direction": "down"}, {INSTITUTE, PARTY, OFFICE, COMMITTEE}),
        (INSTITUTE, {"direction": "down", "depth": 1}, {INSTITUTE, PARTY, OFFICE}),
        (PARTY, {}, {COMMITTEE, PARTY, INSTITUTE}),  # above and below, not beside
    ],
)
def test_the_hierarchy(
    client: TestClient, start: Organisation, params: dict[str, object], expected: set[Organisation]
) -> None:
    found = drawn(client, "hierarchy", id=body(start), **params)
    assert labels(found) == {which.name for which in expected}
    assert all(edge["evidence"] for edge in found["edges"])


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (ONE, {"directive", "document"}),
        (IRIS.report("so-ket-2031"), {"report"}),  # its directives cite, not the report itself
    ],
)
def test_citations(client: TestClient, start: str, expected: set[str]) -> None:
    found = drawn(client, "citations", id=start)
    assert {node["kind"] for node in found["nodes"]} == expected


def test_citations_are_followed_from_the_document_back(client: TestClient) -> None:
    cited = drawn(client, "citations", id=TWO)
    (document,) = [node["id"] for node in cited["nodes"] if node["kind"] == "document"]
    back = drawn(client, "citations", id=document)
    assert {node["id"] for node in back["nodes"]} == {document, TWO}
    assert [(edge["source"], edge["target"]) for edge in back["edges"]] == [(TWO, document)]


def test_a_drawing_that_is_cut_says_so(client: TestClient) -> None:
    whole = drawn(client, "neighbours", id=person(UOC))
    cut = drawn(client, "neighbours", id=person(UOC), limit=3)
    assert (len(cut["nodes"]), cut["truncated"]) == (3, True)
    inside = {node["id"] for node in cut["nodes"]}
    assert all({edge["source"], edge["target"]} <= inside for edge in cut["edges"])
    assert len(whole["nodes"]) > 3


@pytest.mark.parametrize(
    ("name", "params", "status", "parameter"),
    [
        ("hierarchy", {}, 400, "id"),
        ("hierarchy", {"id": ""}, 400, "id"),
        ("hierarchy", {"id": "a b"}, 404, "id"),
        ("hierarchy", {"id": '"> <script>'}, 404, "id"),
        ("hierarchy", {"id": person(UOC), "depth": 0}, 400, "depth"),
        ("hierarchy", {"id": person(UOC), "depth": 11}, 400, "depth"),
        ("hierarchy", {"id": person(UOC), "depth": "two"}, 400, "depth"),
        ("hierarchy", {"id": person(UOC), "direction": "sideways"}, 400, "direction"),
        ("citations", {"id": person(UOC), "depth": -1}, 400, "depth"),
        ("neighbours", {"id": person(UOC), "limit": 0}, 400, "limit"),
        ("neighbours", {"id": person(UOC), "limit": 100_000}, 400, "limit"),
        ("neighbours", {"id": "person/khong-co"}, 404, "id"),
        ("neighbours", {"id": "http://example.org/x"}, 404, "id"),
    ],
)
def test_what_cannot_be_drawn(
    client: TestClient, name: str, params: dict[str, Any], status: int, parameter: str | None
) -> None:
    answer = client.get(f"/graph/{name}", params=params)
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json().get("parameter")) == (status, parameter)


def test_the_settings_bound_a_drawing() -> None:
    with loaded(MAIN) as store:
        client = TestClient(serving(store, Settings(graph_nodes=2)))
        assert len(drawn(client, "neighbours", id=person(UOC))["nodes"]) == 2
