"""Hierarchies at a date, chains of citations, neighbours page by page, things by their names."""

from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph_api.settings import Settings
from graph_api.store.embedded import Store
from loaders.model import Extraction, Organisation, Person, Relation, Report, Status
from loaders.triples import nquads
from ontology.terms import expand
from queries.run import ask
from tests.graph_api.small import loaded, serving
from tests.graph_api.walked import (
    BLOC,
    CENTRE,
    COMMITTEE,
    EGG,
    FIRST,
    HEN,
    INSTITUTE,
    IRIS,
    MAY,
    OTHER_MAY,
    PARTY,
    REPORTS,
    ROOM,
    SECOND,
    STATION,
    SUOI,
    UNION,
    body,
    directive,
    person,
    post,
    report,
    report_iri,
    under,
)

CT = expand("ct:")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with loaded(*REPORTS) as made:
        yield made


@pytest.fixture(scope="module")
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(serving(store, Settings(graph_nodes=500))) as made:
        yield made


def found(client: TestClient, name: str, **params: Any) -> dict[str, Any]:  # noqa: ANN401 - of an address
    answer = client.get(f"/graph/{name}", params=params)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    assert all(edge["evidence"] for edge in told["edges"] if edge["kind"] != "statedIn")
    return told


def node(told: dict[str, Any], iri: str) -> dict[str, Any]:
    (one,) = [node for node in told["nodes"] if node["id"] == iri]
    return dict(one)


def edges(told: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    called = {node["id"]: node["label"] for node in told["nodes"]}
    return {(called[one["source"]], called[one["target"]]): one for one in told["edges"]}


def labels(told: dict[str, Any]) -> set[str]:
    return {node["label"] for node in told["nodes"]}


# --- Hierarchies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("child", "parent", "line", "relation"),
    [
        (COMMITTEE, PARTY, "party", "ct:committeeOf"),
        (PARTY, BLOC, "party", "org:subOrganizationOf"),
        (PARTY, INSTITUTE, "host", "ct:partyOrganisationOf"),
        (ROOM, INSTITUTE, "state", "org:unitOf"),
        (UNION, INSTITUTE, "mass", "org:unitOf"),
    ],
)
def test_the_lines_are_told_apart(
    client: TestClient, child: Organisation, parent: Organisation, line: str, relation: str
) -> None:
    told = found(client, "hierarchy", id=body(INSTITUTE))
    said = edges(told)[child.name, parent.name]["said"]
    assert (said["line"], said["relation"]) == (line, relation)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("party", {PARTY, BLOC, COMMITTEE}),
        ("host", {PARTY, INSTITUTE}),
        ("party,host", {PARTY, BLOC, COMMITTEE, INSTITUTE}),
        ("mass", {PARTY}),
    ],
)
def test_a_line_alone(client: TestClient, line: str, expected: set[Organisation]) -> None:
    told = found(client, "hierarchy", id=body(PARTY), kind=line)
    assert labels(told) == {one.name for one in expected}


@pytest.mark.parametrize(
    ("as_of", "parents"),
    [
        (None, {INSTITUTE, CENTRE}),
        ("2031", {INSTITUTE}),
        ("2031-03", {INSTITUTE}),
        ("2031-02-28", set()),
        ("2033-05-04", {INSTITUTE, CENTRE}),
    ],
)
def test_as_of_a_date(client: TestClient, as_of: str | None, parents: set[Organisation]) -> None:
    told = found(
        client, "hierarchy", id=body(ROOM), direction="up", depth=1,
        **({"asOf": as_of} if as_of else {}),
    )  # fmt: skip
    assert labels(told) - {ROOM.name} == {one.name for one in parents}


def test_a_later_superior_takes_the_place_of_an_earlier_one(client: TestClient) -> None:
    told = found(client, "hierarchy", id=body(ROOM), direction="up", depth=1)
    old, new = (edges(told)[ROOM.name, above.name]["said"] for above in (INSTITUTE, CENTRE))
    assert (old["superseded"], old["until"]) == (True, "2033-05-04")
    assert "superseded" not in new
    assert told["notes"] == []


def test_two_superiors_of_one_time_are_noted() -> None:
    twice = report(
        "ba", "2034-01-01",
        hierarchy=(
            under(ROOM, CENTRE, Relation.UNIT_OF),
            under(ROOM, INSTITUTE, Relation.UNIT_OF),
        ),
    )  # fmt: skip
    with loaded(twice) as store:
        told = found(TestClient(serving(store)), "hierarchy", id=body(INSTITUTE))
    assert (ROOM.name, CENTRE.name) in edges(told)  # though the centre is not below
    (note,) = told["notes"]
    assert note.startswith(f"{ROOM.name}: 2 cấp trên cùng lúc")


@pytest.mark.parametrize("start", [EGG, HEN])
@pytest.mark.parametrize("direction", ["up", "down", "both"])
def test_a_loop_is_reported(client: TestClient, start: Organisation, direction: str) -> None:
    told = found(client, "hierarchy", id=body(start), depth=10, direction=direction)
    assert labels(told) == {EGG.name, HEN.name}
    (note,) = [note for note in told["notes"] if "loop" in note]
    assert note.count("→") == 2


@pytest.mark.parametrize(
    ("as_of", "heads"),
    [
        ("2030", None),
        ("2032", "Viện trưởng: Lò Văn Mây (2031-03-01)"),
        ("2033-05-04", "Viện trưởng: Vi Thị Suối (2033-05-04)"),
    ],
)
def test_who_heads_a_body(client: TestClient, as_of: str, heads: str | None) -> None:
    told = found(client, "hierarchy", id=body(INSTITUTE), asOf=as_of)
    institute = node(told, body(INSTITUTE))
    assert institute["said"].get("heads") == heads
    assert bool(institute["evidence"]) == bool(heads)


def test_who_was_called_the_former_head_heads_nothing(client: TestClient) -> None:
    told = found(client, "hierarchy", id=body(ROOM), depth=1)
    assert "heads" not in node(told, body(ROOM))["said"]


def test_superiors_stand_above(client: TestClient) -> None:
    told = found(client, "hierarchy", id=body(INSTITUTE), asOf="2031")
    y = {node["id"]: node["y"] for node in told["nodes"]}
    assert all(y[edge["target"]] < y[edge["source"]] for edge in told["edges"])


def test_what_was_cut_tells_the_way_to_the_rest(client: TestClient) -> None:
    told = found(client, "hierarchy", id=body(INSTITUTE), limit=2)
    assert (told["truncated"], len(told["nodes"])) == (True, 2)
    more = client.get(told["rest"]).json()
    assert not more["truncated"]
    assert len(more["nodes"]) > 2


# --- Between two dates ----------------------------------------------------------------------------


def changes(told: dict[str, Any]) -> dict[str, str]:
    return {
        node["label"]: node["said"]["change"] for node in told["nodes"] if "change" in node["said"]
    }


def test_what_changed_between_two_dates(client: TestClient) -> None:
    told = found(
        client, "hierarchy/difference", id=body(INSTITUTE), **{"from": "2032", "to": "2034"}
    )
    assert changes(told) == {
        CENTRE.name: "renamed",
        STATION.name: "renamed",
        ROOM.name: "moved heads",  # its head is called the former one
        INSTITUTE.name: "heads",
    }
    assert {ends: edge["said"]["change"] for ends, edge in edges(told).items()} == {
        (ROOM.name, INSTITUTE.name): "ended",
        (ROOM.name, CENTRE.name): "began",
        (CENTRE.name, INSTITUTE.name): "began",
        (STATION.name, CENTRE.name): "renamed",
    }
    said = node(told, body(INSTITUTE))["said"]
    assert said["headsBefore"] == "Viện trưởng: Lò Văn Mây (2031-03-01)"
    assert said["headsAfter"] == "Viện trưởng: Vi Thị Suối (2033-05-04)"


@pytest.mark.parametrize(("since", "to"), [("2031-03-01", "2033-05-03"), ("2034", "2035")])
def test_a_time_in_which_nothing_changed(client: TestClient, since: str, to: str) -> None:
    told = found(client, "hierarchy/difference", id=body(INSTITUTE), **{"from": since, "to": to})
    assert (changes(told), told["edges"], told["notes"]) == ({}, [], [])


def test_bodies_that_came(client: TestClient) -> None:
    told = found(
        client, "hierarchy/difference", id=body(INSTITUTE), **{"from": "2030", "to": "2031"}
    )
    come = {name for name, change in changes(told).items() if "come" in change}
    assert come == {one.name for one in (PARTY, BLOC, COMMITTEE, ROOM, UNION, STATION)}


# --- Citations ------------------------------------------------------------------------------------


def document(client: TestClient, name: str) -> str:
    told = found(client, "neighbours", id=body(COMMITTEE), kind="passedBy")
    (iri,) = [node["id"] for node in told["nodes"] if node["label"] == name]
    return str(iri)


@pytest.mark.parametrize(
    ("start", "direction", "expected"),
    [
        (directive("1"), "both", {"Đo gió": 0, "Chỉ thị 77-CT/ĐU": -1}),
        (directive("1"), "down", {"Đo gió": 0}),
        (
            report_iri(SECOND),
            "up",
            {"Hội nghị hai": 0, "Chỉ thị 77-CT/ĐU": -1},
        ),
    ],
)
def test_the_chain_in_layers(
    client: TestClient, start: str, direction: str, expected: dict[str, int]
) -> None:
    told = found(client, "citations", id=start, direction=direction)
    assert {node["label"]: node["said"]["layer"] for node in told["nodes"]} == expected


def test_what_rests_on_a_document(client: TestClient) -> None:
    told = found(client, "citations", id=document(client, "Chỉ thị 77-CT/ĐU"))
    below = {node["label"] for node in told["nodes"] if node["said"]["layer"] == 1}
    assert below == {"Đo gió", "Báo cáo gió", "Hội nghị hai"}


def test_a_meeting_rests_on_what_its_directives_cite(client: TestClient) -> None:
    told = found(client, "neighbours", id=directive("1"), kind="issuedAt")
    (meeting,) = [node["id"] for node in told["nodes"] if node["kind"] == "meeting"]
    told = found(client, "citations", id=meeting)
    assert labels(told) >= {"Đo gió", "Báo cáo gió", "Chỉ thị 77-CT/ĐU", "Kế hoạch 05-KH/ĐU"}
    (first,) = [node for node in told["nodes"] if node["label"] == "Kế hoạch 05-KH/ĐU"]
    assert (first["said"]["layer"], first["step"]) == (-2, 2)


def test_documents_tell_whether_they_are_held() -> None:
    held = Extraction(Report("chi-thi", "Lời", "Chỉ thị 77-CT/ĐU về gió", None, "chi-thi.txt"))
    with loaded(FIRST, held) as store:
        client = TestClient(serving(store))
        told = found(client, "citations", id=directive("2"))
        missing = {row[0] for row in ask(store, "documents-not-held").rows()}
    assert missing == {"Kế hoạch 05-KH/ĐU"}  # the question says so too
    said = {node["label"]: node["said"].get("held") for node in told["nodes"]}
    assert said == {"Báo cáo gió": None, "Chỉ thị 77-CT/ĐU": True, "Kế hoạch 05-KH/ĐU": False}


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [("Chỉ thị 77-CT/ĐU", 3, 2), ("Kế hoạch 05-KH/ĐU", 1, 1)]),
        ({"id": body(COMMITTEE)}, [("Chỉ thị 77-CT/ĐU", 3, 2), ("Kế hoạch 05-KH/ĐU", 1, 1)]),
        ({"id": body(INSTITUTE)}, []),
        ({"from": "2033"}, [("Chỉ thị 77-CT/ĐU", 1, 1)]),
        ({"to": "2032-12", "limit": 1}, [("Chỉ thị 77-CT/ĐU", 2, 1)]),
    ],
)
def test_the_most_cited(
    client: TestClient, params: dict[str, Any], expected: list[tuple[str, int, int]]
) -> None:
    told = found(client, "citations/most", **params)
    documents = [node for node in told["nodes"] if node["kind"] == "document"]
    documents.sort(key=lambda node: node["said"]["rank"])
    assert [
        (node["label"], node["said"]["citations"], node["said"]["reports"]) for node in documents
    ] == expected


# --- Neighbours -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("params", "kinds"),
    [
        ({"kind": "post"}, {"post"}),
        ({"kind": "post,issued"}, {"post", "issued"}),
        ({"kind": ["post", "issued"]}, {"post", "issued"}),
        ({"from": "2033"}, {"post", "participation"}),
        ({"to": "2030"}, set()),
    ],
)
def test_the_kinds_and_the_time_of_neighbours(
    client: TestClient, params: dict[str, Any], kinds: set[str]
) -> None:
    told = found(client, "neighbours", id=person(MAY), **params)
    assert {edge["kind"] for edge in told["edges"]} == kinds


@pytest.mark.parametrize("limit", [2, 3, 4, 100])
def test_pages_of_neighbours_hold_them_all(client: TestClient, limit: int) -> None:
    whole = found(client, "neighbours", id=person(MAY))
    met: list[tuple[str, str, str]] = []
    told = found(client, "neighbours", id=person(MAY), limit=limit)
    for _ in range(30):
        assert len(told["nodes"]) <= limit
        met += [(edge["source"], edge["kind"], edge["target"]) for edge in told["edges"]]
        if not told["truncated"]:
            break
        told = client.get(told["rest"]).json()
    expected = [(edge["source"], edge["kind"], edge["target"]) for edge in whole["edges"]]
    assert sorted(set(met)) == sorted(set(expected))


def test_the_neighbours_of_what_has_very_many() -> None:
    hub = body(INSTITUTE)
    lines = [
        f'<{IRIS.base}org/p{n:05}> <{expand("skos:prefLabel")}> "Phòng {n}"@vi .\n'
        f"<{IRIS.base}subordination/s{n:05}> <{CT}child> <{IRIS.base}org/p{n:05}> ; "
        f"<{CT}parent> <{hub}> .\n"
        for n in range(50_000)
    ]
    with Store.open() as store:
        store.dataset.bulk_load(
            "".join([*lines, f"<{hub}> a <http://www.w3.org/ns/org#Organization> ."]),
            format=ox.RdfFormat.TURTLE,
        )
        client = TestClient(serving(store))
        first = client.get("/graph/neighbours", params={"id": hub}).json()
        second = client.get(first["rest"]).json()
        below = client.get("/graph/hierarchy", params={"id": hub, "limit": 1000}).json()
    pages = [{node["label"] for node in told["nodes"][1:]} for told in (first, second)]
    assert [len(page) for page in pages] == [199, 199]
    assert not pages[0] & pages[1]
    assert (len(below["nodes"]), below["truncated"]) == (1000, True)


# --- People ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "post", "first", "last", "said"),
    [
        (
            MAY, "Viện trưởng", "2031-03-01", "2031-03-01",
            {
                "seenFirst": "2031-03-01", "seenLast": "2031-03-01",
                "leftBy": "2033-05-04", "inferredEnd": "2033-05-04",
            },
        ),
        (MAY, "Bí thư", "2031-03-01", "2031-03-01", {
            "seenFirst": "2031-03-01", "seenLast": "2031-03-01",
        }),
        (SUOI, "Viện trưởng", "2033-05-04", "2033-05-04", {
            "seenFirst": "2033-05-04", "seenLast": "2033-05-04",
        }),
    ],
)  # fmt: skip
def test_posts_are_intervals(
    client: TestClient, who: Person, post: str, first: str, last: str, said: dict[str, str]
) -> None:
    told = found(client, "person", id=person(who))
    (held,) = [edge for edge in told["edges"] if edge["label"].startswith(post)]
    assert (held["first"], held["last"], held["said"]) == (first, last, said)


def test_the_day_of_an_appointment_is_a_known_start() -> None:
    elected = report(
        "bau", "2035-02-03", posts=(post(SUOI, "Bí thư", COMMITTEE, Status.APPOINTED),)
    )
    with loaded(elected) as store:
        told = found(TestClient(serving(store)), "person", id=person(SUOI))
    (held,) = told["edges"]
    assert held["said"]["knownStart"] == held["first"] == "2035-02-03"


def test_meetings_with_their_part_and_directives(client: TestClient) -> None:
    told = found(client, "person", id=person(MAY), kind="participation,issued")
    called = {node["id"]: node["label"] for node in told["nodes"]}
    assert {(edge["label"], called[edge["target"]]) for edge in told["edges"]} == {
        ("chủ trì · chair", "Hội nghị mot"),
        ("dự · attend", "Hội nghị hai"),
        ("chỉ đạo · directed", "Đo gió"),
        ("chỉ đạo · directed", "Báo cáo gió"),
    }


@pytest.mark.parametrize(
    ("kind", "other", "weight", "shared"),
    [
        ("servesWith", SUOI, 1, "Viện Sao Mai"),
        ("meets", SUOI, 2, "Hội nghị hai; Hội nghị mot"),
        ("meets", OTHER_MAY, 1, "Hội nghị mot"),
    ],
)
def test_colleagues_with_what_they_share(
    client: TestClient, kind: str, other: Person, weight: int, shared: str
) -> None:
    told = found(client, "person", id=person(MAY), kind=kind)
    (edge,) = [edge for edge in told["edges"] if edge["target"] == person(other)]
    assert edge["weight"] == weight
    assert sorted(edge["said"]["shared"].split("; ")) == sorted(shared.split("; "))


@pytest.mark.parametrize(
    ("period", "posts"),
    [
        ({"from": "2032", "to": "2032-12"}, {"Viện trưởng"}),  # left it by 2033
        ({"from": "2034"}, set()),
        ({"to": "2031"}, {"Viện trưởng", "Bí thư"}),
        ({"to": "2030"}, set()),
    ],
)
def test_posts_of_a_period(client: TestClient, period: dict[str, str], posts: set[str]) -> None:
    told = found(client, "person", id=person(MAY), kind="post", **period)
    assert {edge["label"] for edge in told["edges"]} == posts


def test_a_body_is_no_person(client: TestClient) -> None:
    answer = client.get("/graph/person", params={"id": body(INSTITUTE)})
    assert (answer.status_code, answer.json()["parameter"]) == (400, "id")


# --- What is meant --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Vi Thị Suối", person(SUOI)),
        ("vi thi suoi", person(SUOI)),
        ("VIỆN SAO MAI", body(INSTITUTE)),
        (f"/id/{person(SUOI).removeprefix(IRIS.base)}", person(SUOI)),
        (person(SUOI), person(SUOI)),
    ],
)
def test_a_thing_by_its_name(client: TestClient, given: str, meant: str) -> None:
    assert found(client, "neighbours", id=given)["nodes"][0]["id"] == meant


def test_a_document_by_its_number(client: TestClient) -> None:
    told = found(client, "citations", id="77-CT/ĐU")
    assert told["nodes"][0]["label"] == "Chỉ thị 77-CT/ĐU"


def test_a_name_of_two_people_lists_them(client: TestClient) -> None:
    answer = client.get("/graph/neighbours", params={"id": "Lò Văn Mây"})
    assert answer.status_code == 409
    told = answer.json()
    assert told["parameter"] == "id"
    assert {one["id"] for one in told["candidates"]} == {person(MAY), person(OTHER_MAY)}
    assert all(client.get(one["address"]).status_code == 200 for one in told["candidates"])


def test_an_unknown_name_tells_those_that_come_near(client: TestClient) -> None:
    answer = client.get("/graph/neighbours", params={"id": "Suối"})
    assert (answer.status_code, answer.json()["parameter"]) == (404, "id")
    assert [one["id"] for one in answer.json()["near"]] == [person(SUOI)]


@pytest.mark.parametrize(
    ("name", "params", "status", "parameter"),
    [
        ("hierarchy", {"depth": 1000}, 400, "depth"),
        ("hierarchy", {"asOf": "31/12/2031"}, 400, "asOf"),
        ("hierarchy", {"asOf": "2031-02-30"}, 400, "asOf"),
        ("hierarchy", {"kind": "post"}, 400, "kind"),
        ("citations", {"from": "2032", "to": "2031"}, 400, "to"),
        ("citations", {"direction": "sideways"}, 400, "direction"),
        ("neighbours", {"kind": "friend"}, 400, "kind"),
        ("neighbours", {"after": "nonsense"}, 400, "after"),
        ("neighbours", {"format": "pdf"}, 400, "format"),
        ("citations/most", {"limit": 501}, 400, "limit"),
        ("hierarchy", {"id": "org/khong-co"}, 404, "id"),
        ("hierarchy/difference", {"from": "2031"}, 400, "to"),
        ("hierarchy/difference", {"from": "", "to": "2031"}, 400, "from"),
        ("hierarchy/difference", {"from": "2032", "to": "2031"}, 400, "to"),
    ],
)
def test_what_is_asked_wrongly(
    client: TestClient, name: str, params: dict[str, Any], status: int, parameter: str
) -> None:
    answer = client.get(f"/graph/{name}", params={"id": body(INSTITUTE)} | params)
    assert (answer.status_code, answer.json()["parameter"]) == (status, parameter)


@pytest.mark.parametrize("name", ["neighbours", "hierarchy", "citations"])
def test_an_empty_store(name: str) -> None:
    with Store.open() as store:
        answer = TestClient(serving(store)).get(f"/graph/{name}", params={"id": "Viện Sao Mai"})
    assert (answer.status_code, answer.json()["near"]) == (404, [])


def test_the_most_cited_of_an_empty_store() -> None:
    with Store.open() as store:
        told = found(TestClient(serving(store)), "citations/most")
    assert (told["nodes"], told["edges"], told["truncated"]) == ([], [], False)


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("json", "{"),
        ("graphml", "<?xml"),
        ("gexf", "<?xml"),
        ("dot", "digraph"),
        ("mermaid", "flowchart "),
        ("csv", "source,"),
        ("ttl", "@prefix"),
    ],
)
@pytest.mark.parametrize("name", ["neighbours", "hierarchy", "citations"])
def test_each_format(client: TestClient, name: str, form: str, begins: str) -> None:
    answer = client.get(f"/graph/{name}", params={"id": body(INSTITUTE), "format": form})
    assert answer.status_code == 200
    assert answer.text.startswith(begins)


def test_what_changes_is_seen_at_once() -> None:
    with loaded(FIRST) as store:
        client = TestClient(serving(store))
        before = found(client, "hierarchy", id=body(STATION))
        store.retract(report_iri(FIRST))
        store.put(report_iri(SECOND), nquads(SECOND))
        after = client.get("/graph/hierarchy", params={"id": body(ROOM)}).json()
    assert INSTITUTE.name in labels(before)
    assert edges(after).keys() >= {(ROOM.name, CENTRE.name)}
    assert (ROOM.name, INSTITUTE.name) not in edges(after)
