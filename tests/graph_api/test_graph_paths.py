"""`/graph/paths`: the shortest ways between two things, beside networkx, and where none is."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

import networkx as nx
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph_api.graph.between import Limits, between
from loaders.model import Extraction, Person
from tests.graph_api.networks import LUA, MAY, NGO, RUONG, SUOI, iri, told
from tests.graph_api.small import EXTRACTIONS, UOC, loaded, local, person, serving

FAR = Person("Phùng Văn Xa", "Sở Canh nông")
REPORTS = (
    told("mot", "2031-07-15", [MAY, SUOI]),
    told("hai", "2031-08-15", [SUOI, LUA]),
    told("ba", "2031-09-15", [MAY, NGO], [(MAY, "Phòng Giống")]),
    told("bon", "2031-10-15", [NGO, LUA]),
    told("nam", "2032", [LUA, RUONG], [(RUONG, "Phòng Giống")]),
    told("sau", "2032", [FAR]),
)
PEOPLE = [Person(f"Người {letter}", "") for letter in "ABCDEFGH"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with loaded(*REPORTS) as store:
        yield TestClient(serving(store), raise_server_exceptions=False)


def found(client: TestClient, source: object, target: object, **params: object) -> dict[str, Any]:
    ends = (iri(end) if isinstance(end, Person) else end for end in (source, target))
    asked = dict(zip(("source", "target"), ends, strict=True), **params)
    answer = client.get("/graph/paths", params=asked)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    graph: dict[str, Any] = answer.json()
    return graph


def paths(graph: dict[str, Any], source: Person) -> list[str]:
    """Each path as last words of its things: `Mây mot Suối`."""
    called = {node["id"]: node["label"].split()[-1] for node in graph["nodes"]}
    numbers = {int(n) for edge in graph["edges"] for n in edge["said"]["paths"].split()}
    lines = []
    for number in sorted(numbers):
        steps = [
            {edge["source"], edge["target"]}
            for edge in graph["edges"]
            if str(number) in edge["said"]["paths"].split()
        ]
        line = [iri(source)]
        while step := next((step for step in steps if line[-1] in step), None):
            steps = [other for other in steps if other != step]
            line += step - {line[-1]}
        lines.append(" ".join(called[one] for one in line))
    return lines


@pytest.mark.parametrize(
    ("ends", "params", "expected"),
    [
        ((MAY, SUOI), {"k": 1}, ["Mây mot Suối"]),
        ((SUOI, MAY), {"k": 1}, ["Suối mot Mây"]),
        ((MAY, SUOI), {"depth": 2}, ["Mây mot Suối"]),
        ((MAY, SUOI), {"k": 2}, ["Mây mot Suối", "Mây ba Ngô bon Lúa hai Suối"]),
        ((MAY, LUA), {"k": 2}, ["Mây ba Ngô bon Lúa", "Mây mot Suối hai Lúa"]),
        ((MAY, LUA), {"k": 1, "kind": "post,participation"}, ["Mây ba Ngô bon Lúa"]),
        ((MAY, RUONG), {"k": 1}, ["Mây Giống Ruộng"]),
        ((MAY, RUONG), {"k": 1, "kind": "participation"}, ["Mây ba Ngô bon Lúa nam Ruộng"]),
        ((MAY, RUONG), {"depth": 1}, []),
        ((MAY, RUONG), {"kind": "citation"}, []),
        ((MAY, FAR), {"depth": 10}, []),
        ((MAY, MAY), {}, []),
    ],
)
def test_the_paths(
    client: TestClient, ends: tuple[Person, Person], params: dict[str, object], expected: list[str]
) -> None:
    graph = found(client, *ends, **params)
    assert sorted(paths(graph, ends[0])) == sorted(expected)
    assert not graph["truncated"]


@pytest.mark.parametrize(
    ("ends", "params", "note", "nodes"),
    [
        ((MAY, FAR), {}, "no path within 6 steps", 2),
        ((MAY, RUONG), {"depth": 1}, "no path within 1 steps", 2),
        ((MAY, MAY), {}, "both ends are the same thing", 1),
        ((MAY, SUOI), {"k": 2}, "2 đường, số bước: 2, 6", 8),
    ],
)
def test_what_was_found_is_said(
    client: TestClient,
    ends: tuple[Person, Person],
    params: dict[str, object],
    note: str,
    nodes: int,
) -> None:
    graph = found(client, *ends, **params)
    assert note in graph["notes"][0]
    assert len(graph["nodes"]) == nodes
    assert {node["id"] for node in graph["nodes"]} >= set(map(iri, ends))


def test_nodes_tell_at_which_step_they_are_met(client: TestClient) -> None:
    graph = found(client, MAY, RUONG, k=1)
    assert {node["label"].split()[-1]: node["step"] for node in graph["nodes"]} == {
        "Mây": 0, "Giống": 1, "Ruộng": 2,
    }  # fmt: skip


def test_each_step_tells_its_words_and_where_they_stand(client: TestClient) -> None:
    graph = found(client, MAY, RUONG, k=1)
    assert [(edge["kind"], edge["label"]) for edge in graph["edges"]] == [
        ("post", "Trưởng phòng"),
        ("post", "Trưởng phòng"),
    ]
    pages = [client.get(edge["evidence"][0]).text for edge in graph["edges"]]
    assert {page.partition('id="hit">')[2].partition("<")[0] for page in pages} == {
        MAY.name,
        RUONG.name,
    }


@pytest.mark.parametrize("form", ["json", "graphml", "gexf", "dot", "mermaid", "csv", "ttl"])
def test_the_formats(client: TestClient, form: str) -> None:
    asked = {"source": iri(MAY), "target": iri(SUOI), "format": form}
    assert client.get("/graph/paths", params=asked).status_code == 200


def test_things_are_named_as_people_name_them() -> None:
    with loaded(*EXTRACTIONS) as store:
        graph = found(TestClient(serving(store)), "Đặng Thị Ước", local(person(UOC)), depth=2)
    assert [node["id"] for node in graph["nodes"]] == [person(UOC)]


@pytest.mark.parametrize(
    ("params", "status", "parameter"),
    [
        ({"source": iri(MAY)}, 400, "target"),
        ({"target": iri(MAY)}, 400, "source"),
        ({"source": iri(MAY), "target": ""}, 400, "target"),
        ({"source": "person/khong-co", "target": iri(MAY)}, 404, "source"),
        ({"source": iri(MAY), "target": "http://example.org/x"}, 404, "target"),
        ({"source": iri(MAY), "target": "http://x/> } DROP ALL #"}, 404, "target"),
        ({"source": iri(MAY), "target": '"> <script>'}, 404, "target"),
        ({"source": iri(MAY), "target": iri(SUOI), "k": 0}, 400, "k"),
        ({"source": iri(MAY), "target": iri(SUOI), "k": 1000}, 400, "k"),
        ({"source": iri(MAY), "target": iri(SUOI), "depth": 1000}, 400, "depth"),
        ({"source": iri(MAY), "target": iri(SUOI), "kind": "meets"}, 400, "kind"),
        ({"source": iri(MAY), "target": iri(SUOI), "format": "svg"}, 400, "format"),
    ],
)
def test_what_is_asked_wrongly(
    client: TestClient, params: dict[str, Any], status: int, parameter: str
) -> None:
    answer = client.get("/graph/paths", params=params)
    assert (answer.status_code, answer.json()["parameter"]) == (status, parameter)


def meetings(groups: list[list[int]]) -> list[Extraction]:
    return [
        told(f"so-{number}", "2031", [PEOPLE[one] for one in dict.fromkeys(group)])
        for number, group in enumerate(groups)
    ]


@given(st.lists(st.lists(st.integers(0, 7), min_size=1, max_size=3), max_size=9))
def test_they_are_as_short_as_those_that_networkx_finds(groups: list[list[int]]) -> None:
    source, target = iri(PEOPLE[0]), iri(PEOPLE[1])
    known: nx.Graph[str] = nx.Graph()
    known.add_nodes_from((source, target))
    known.add_edges_from(
        (iri(PEOPLE[one]), f"meeting {number}")
        for number, group in enumerate(groups)
        for one in group
    )
    expected = []
    if nx.has_path(known, source, target):
        expected = [
            len(path) for path in islice(nx.shortest_simple_paths(known, source, target), 4)
        ]
    with loaded(*meetings(groups)) as store:
        made = between(store, source, target, ["participation"], Limits(4, 10))
    assert [len(path) for path in made.paths] == [length for length in expected if length <= 11]
    assert not made.cut


HALL = list(range(2, 8))  # six people that are no end


@pytest.mark.parametrize(
    ("groups", "lengths", "cut"),
    [
        ([[0, *HALL], [7, 1]], [5], False),  # the hall is come to from the other end
        ([[0, 2], [2, *HALL, 1]], [5], False),
        ([[0, *HALL, 1]], [3], False),
        ([[0, 2], [2, *HALL], [7, 1]], [7], False),  # from both ends
    ],
)
def test_a_hall_full_of_people_is_come_to_from_the_other_end(
    groups: list[list[int]], lengths: list[int], cut: bool
) -> None:
    with loaded(*meetings(groups)) as store:
        limits = Limits(1, 10, facts=4)
        made = between(store, iri(PEOPLE[0]), iri(PEOPLE[1]), ["participation"], limits)
    assert ([len(path) for path in made.paths], made.cut) == (lengths, cut)


def test_two_halls_in_a_row_are_passed_over_and_that_is_told() -> None:
    groups = [[0, *HALL], [1, *HALL]]
    with loaded(*meetings(groups)) as store:
        ends = iri(PEOPLE[0]), iri(PEOPLE[1])
        made = between(store, *ends, ["participation"], Limits(1, 10, facts=4))
        assert (made.paths, made.cut) == ((), True)
        whole = between(store, *ends, ["participation"], Limits(1, 10))
        assert [len(path) for path in whole.paths] == [5]


def test_no_more_things_are_looked_at_than_may_be() -> None:
    groups = [[0, 2], [2, 3], [3, 4], [4, 5], [5, 6], [6, 1]]
    with loaded(*meetings(groups)) as store:
        limits = Limits(1, 10, things=4)
        made = between(store, iri(PEOPLE[0]), iri(PEOPLE[1]), ["participation"], limits)
    assert (made.paths, made.cut) == ((), True)
