"""`/graph/network`: who is in it, what joins them, and that it is analysed once."""

from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_api.graph.network import answer
from graph_api.graph.network.kept import Failed, NotYet
from graph_api.settings import Settings
from graph_api.store.embedded import Store
from loaders.model import Part, Person, Status
from tests.graph_api.networks import LUA, MAY, NGO, RUONG, SUOI, iri, told
from tests.graph_api.small import EXTRACTIONS, loaded, serving

REPORTS = (
    told("thang-bay", "2031-07-15", [(MAY, Part.CHAIR), SUOI, LUA]),
    told("thang-tam", "2031-08-15", [(MAY, Part.CHAIR), (SUOI, Part.CHAIR)]),
    told("nam-sau", "2032", [LUA, NGO], [(NGO, "Phòng Giống"), (MAY, "Phòng Giống")]),
    told("khong-ngay", "", [NGO, RUONG], [(NGO, "Phòng Đất", Status.FORMER)]),
)
NAMES = {iri(who): who.name.split()[-1] for who in (MAY, SUOI, LUA, NGO, RUONG)}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with loaded(*REPORTS) as store:
        yield TestClient(serving(store), raise_server_exceptions=False)


def network(client: TestClient, **params: object) -> dict[str, Any]:
    answer = client.get("/graph/network", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def joined(found: dict[str, Any]) -> set[str]:
    """Edges as `Lúa-Mây`, with what both share where it is more than one."""
    called = {node["id"]: node["label"].split()[-1] for node in found["nodes"]}
    return {
        "-".join(sorted((called[edge["source"]], called[edge["target"]])))
        + (f" {edge['weight']:g}" if edge["weight"] > 1 else "")
        for edge in found["edges"]
    }


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, {"Mây-Suối 2", "Lúa-Mây", "Lúa-Suối", "Lúa-Ngô", "Ngô-Ruộng"}),
        ({"from": "2031-07", "to": "2031-07"}, {"Mây-Suối", "Lúa-Mây", "Lúa-Suối"}),
        ({"from": "2031-08"}, {"Mây-Suối", "Lúa-Ngô"}),
        ({"to": "2031"}, {"Mây-Suối 2", "Lúa-Mây", "Lúa-Suối"}),
        ({"from": "2033"}, set()),
        ({"kind": "chair"}, {"Mây-Suối"}),
        ({"kind": "attend"}, {"Lúa-Suối", "Lúa-Ngô", "Ngô-Ruộng"}),
        ({"kind": "attend,chair", "to": "2031-07"}, {"Mây-Suối", "Lúa-Mây", "Lúa-Suối"}),
        ({"of": "bodies"}, {"Mây-Ngô"}),
        ({"of": "bodies", "kind": "former"}, set()),
        ({"of": "people"}, {"Giống-Đất"}),
        ({"of": "people", "from": "2032"}, set()),  # the other post is not dated
    ],
)
def test_who_is_joined(client: TestClient, params: dict[str, str], expected: set[str]) -> None:
    assert joined(network(client, **params)) == expected


def test_what_is_measured(client: TestClient) -> None:
    said = {node["label"].split()[-1]: node["said"] for node in network(client)["nodes"]}
    assert {name: one["degree"] for name, one in said.items()} == {
        "Lúa": 3, "Mây": 2, "Suối": 2, "Ngô": 2, "Ruộng": 1,
    }  # fmt: skip
    assert said["Mây"]["strength"] == 3
    assert said["Lúa"]["betweenness"] == pytest.approx(4 / 6)
    assert sum(one["pagerank"] for one in said.values()) == pytest.approx(1)
    assert said["Mây"]["community"] == said["Suối"]["community"] != said["Ruộng"]["community"]


@pytest.mark.parametrize(
    ("measure", "first"), [("degree", "Lúa"), ("betweenness", "Lúa"), ("pagerank", "Lúa")]
)
def test_the_first_node_is_the_one_that_matters_most(
    client: TestClient, measure: str, first: str
) -> None:
    found = network(client, measure=measure, limit=1)
    assert [node["label"].split()[-1] for node in found["nodes"]] == [first]


def test_what_is_cut_is_told(client: TestClient) -> None:
    found = network(client, limit=2, kind="chair,attend")
    assert (len(found["nodes"]), found["truncated"]) == (2, True)
    more: dict[str, Any] = client.get(found["rest"]).json()
    assert (len(more["nodes"]), more["truncated"]) == (5, False)
    whole = network(client, limit=5)
    assert (whole["truncated"], whole["rest"]) == (False, "")


def test_an_edge_tells_what_both_share(client: TestClient) -> None:
    found = network(client)
    (edge,) = [edge for edge in found["edges"] if edge["weight"] == 2]
    assert (edge["kind"], edge["label"]) == ("meets", "cùng dự họp với · was at meetings with")
    assert (edge["first"], edge["last"], edge["said"]) == (
        "2031-07-15", "2031-08-15", {"shared": 2},
    )  # fmt: skip
    assert len(edge["evidence"]) == 4  # each of both at each meeting
    quoted = {
        client.get(address).text.partition('id="hit">')[2].partition("<")[0]
        for address in edge["evidence"]
    }
    assert quoted == {MAY.name, SUOI.name}


def test_a_node_tells_a_sentence_that_names_it(client: TestClient) -> None:
    for node in network(client)["nodes"]:
        page = client.get(node["evidence"][0]).text
        assert page.partition('id="hit">')[2].partition("<")[0] == node["label"]


@pytest.mark.parametrize("of", ["meetings", "bodies", "people"])
def test_an_empty_store(of: str) -> None:
    with Store.open() as store:
        found = network(TestClient(serving(store)), of=of)
    assert (found["nodes"], found["edges"], found["truncated"]) == ([], [], False)
    assert found["notes"] == [
        "không có gì trong kho hay trong khoảng này · nothing in the store or in this period"
    ]


def test_markup_in_names_stays_text() -> None:
    with loaded(*EXTRACTIONS) as store:
        client = TestClient(serving(store))
        assert "<script>" not in client.get("/graph/network?format=graphml").text
        labels = {node["label"] for node in network(client)["nodes"]}
    assert "<script>alert(1)</script>" in labels


def test_a_large_meeting_joins_nobody_and_is_told() -> None:
    hall = [Person(f"Người Thứ {number}", "") for number in range(201)]
    with loaded(told("dai-hoi", "2031", hall), told("hop", "2031", [MAY, SUOI])) as store:
        found = network(TestClient(serving(store)))
    assert joined(found) == {"Mây-Suối"}
    assert [note for note in found["notes"] if "200" in note]


@pytest.mark.parametrize("form", ["json", "graphml", "gexf", "dot", "mermaid", "csv", "ttl"])
def test_the_formats(client: TestClient, form: str) -> None:
    answer = client.get("/graph/network", params={"format": form})
    assert answer.status_code == 200
    assert MAY.name in unescape(answer.text)


def test_it_is_drawn_at_the_same_places_from_call_to_call(client: TestClient) -> None:
    assert network(client) == network(client)


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ({"of": "places"}, "of"),
        ({"measure": "beauty"}, "measure"),
        ({"kind": "current"}, "kind"),  # of posts, not of meetings
        ({"of": "bodies", "kind": "chair"}, "kind"),
        ({"kind": "'; DROP TABLE node"}, "kind"),
        ({"from": "2031-02-30"}, "from"),
        ({"from": "2032", "to": "2031"}, "to"),
        ({"limit": 0}, "limit"),
        ({"limit": 100_000}, "limit"),
        ({"format": "xlsx"}, "format"),
    ],
)
def test_what_is_asked_wrongly(client: TestClient, params: dict[str, Any], parameter: str) -> None:
    answer = client.get("/graph/network", params=params)
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


@pytest.mark.parametrize(
    ("error", "told_of"),
    [
        (NotYet(), "The network is being analysed"),
        (Failed("MemoryError"), "CHITHI_NETWORK_MEMORY"),
        (Failed(""), "too long or too large"),
    ],
)
def test_an_analysis_that_is_not_there_is_told(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told_of: str
) -> None:
    def obtain(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(answer, "obtain", obtain)
    with loaded(*REPORTS) as store:
        asked = TestClient(serving(store, Settings(query_seconds=1))).get("/graph/network")
    assert (asked.status_code, asked.headers["retry-after"]) == (503, "10")
    assert told_of in asked.json()["title"] + asked.json()["detail"]
