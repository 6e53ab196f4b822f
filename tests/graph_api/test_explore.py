"""`/explore`: the address holds the view, each step is a link, names that mean several are told."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_api.settings import Settings
from graph_api.vocabulary import vocabulary
from tests.graph_api.small import (
    COMMITTEE,
    EXTRACTIONS,
    INSTITUTE,
    KY,
    MAIN,
    PARTY,
    SCRIPT,
    UOC,
    body,
    loaded,
    local,
    person,
    serving,
)

HTML = {"accept": "text/html"}
WHO, WHERE = local(person(UOC)), local(body(COMMITTEE))


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with loaded(*EXTRACTIONS) as store:
        yield TestClient(serving(store))


def page(client: TestClient, query: str) -> str:
    answer = client.get(f"/explore?{query}", headers=HTML)
    assert answer.status_code == 200
    return answer.text


def drawn(text: str) -> dict[str, Any]:
    """What the island of a page draws."""
    found = re.search(
        r'<script type="application/json" id="drawing">(.*?)</script>', text, re.DOTALL
    )
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


def labels(told: dict[str, Any]) -> set[str]:
    return {node["label"] for node in told["nodes"]}


@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        # a thing by its name, without tone marks
        ("id=dang thi uoc", {UOC.name, COMMITTEE.name}, {PARTY.name}),
        # two things: what is around both
        (f"id={WHO}&id={WHERE}", {UOC.name, COMMITTEE.name, PARTY.name}, {KY.name}),
        # a kind is hidden, but not a thing that was asked for
        (f"id={WHO}&hide=organisation&hide=person", {UOC.name}, {COMMITTEE.name}),
        # a thing is left out
        (f"id={WHO}&omit={WHERE}", {UOC.name, INSTITUTE.name}, {COMMITTEE.name}),
        # paths between two things, without their other neighbours
        (f"source={WHO}&target={local(body(PARTY))}", {COMMITTEE.name, PARTY.name}, {KY.name}),
    ],
)
def test_what_is_shown(client: TestClient, query: str, there: set[str], absent: set[str]) -> None:
    for told in (
        drawn(page(client, query)),
        client.get(f"/explore?{query}&format=json").json(),
    ):
        assert there <= labels(told)
        assert labels(told).isdisjoint(absent)


def test_each_step_is_a_link_and_comes_back(client: TestClient) -> None:
    begin = page(client, f"id={WHO}&hide=directive")
    links = [unescape(link) for link in re.findall(r'href="(/explore\?[^"]*)"', begin)]
    wider = next(link for link in links if f"id={WHERE}" in link and "omit" not in link)
    assert wider == f"/explore?id={WHO}&id={WHERE}&hide=directive"
    assert f"/explore?id={WHO}&hide=directive&omit={WHERE}" in links
    after = client.get(wider, headers=HTML).text
    back = [unescape(link) for link in re.findall(r'href="(/explore\?[^"]*)"', after)]
    assert f"/explore?id={WHO}&hide=directive" in back


def test_the_shortest_path_stands_first_with_its_sentences(client: TestClient) -> None:
    text = page(client, f"source={local(person(KY))}&target={local(body(COMMITTEE))}")
    table = text.partition('id="path"')[2].partition("</section>")[0]
    rows = re.findall(r"<tr><td.*?</tr>", table, re.DOTALL)
    assert KY.name in rows[0]
    assert COMMITTEE.name in rows[-1]
    assert all("#hit" in row for row in rows)


@pytest.mark.parametrize(
    ("query", "status", "told"),
    [
        ("id=khong ai ca", 404, "kho không nói gì về nó"),
        (f"id={WHO}&id=khong ai ca", 404, UOC.name),  # what is known is shown all the same
        (f"source={WHO}&target=khong ai ca", 404, "kho không nói gì về nó"),
        ("hide=nothing", 400, "kind=nothing"),
        ("limit=100000", 400, "CHITHI_GRAPH_NODES"),
        ("&".join(f"id={number}" for number in range(41)), 400, "40"),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, query: str, status: int, told: str) -> None:
    answer = client.get(f"/explore?{query}", headers=HTML)
    assert answer.status_code == status
    assert told in answer.text
    assert client.get(f"/explore?{query}&format=json").status_code == status


def test_a_name_of_several_things_offers_each() -> None:
    other = replace(UOC, anchor="Sở Khoa học và Công nghệ")
    posts = tuple(replace(post, person=other) for post in MAIN.posts if post.person == UOC)
    twice = replace(MAIN, posts=(*MAIN.posts, *posts))
    with loaded(twice) as store:
        answer = TestClient(serving(store)).get("/explore?id=dang thi uoc", headers=HTML)
        assert answer.status_code == 409
        offered = re.findall(r'href="(/explore\?id=/id/person/[^"]*)"', answer.text)
        assert len(set(offered)) == 2


def test_tables_begin_with_some_rows_and_have_all_where_asked(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph_api.explore_page._ROWS", 2)
    short = page(client, f"id={WHO}")
    things = short.partition('id="things"')[2].partition("</section>")[0]
    assert things.count("<tr><td") == 2
    whole = re.search(r'href="(/explore[^"]*all=1)"', things)
    assert whole
    every = client.get(unescape(whole[1]), headers=HTML).text
    rows = every.partition('id="things"')[2].partition("</section>")[0].count("<tr><td")
    assert rows == len(drawn(short)["nodes"])


def test_more_neighbours_are_one_link_away() -> None:
    with loaded(*EXTRACTIONS) as store:
        client = TestClient(serving(store, Settings(graph_nodes=20)))
        few = page(client, f"id={WHO}&limit=3")
        more = re.search(r'href="(/explore\?[^"]*limit=12)"', few)
        assert more
        wider = client.get(unescape(more[1]), headers=HTML).text
        assert len(drawn(wider)["nodes"]) > len(drawn(few)["nodes"])


@pytest.mark.parametrize(
    ("form", "begins"),
    [("graphml", "<?xml"), ("gexf", "<?xml"), ("dot", "digraph"), ("mermaid", "flowchart")],
)
def test_what_is_shown_in_other_formats(client: TestClient, form: str, begins: str) -> None:
    answer = client.get(f"/explore?id={WHO}&hide=organisation&format={form}")
    assert answer.text.startswith(begins)
    assert UOC.name in answer.text
    assert COMMITTEE.name not in answer.text


def test_as_a_table_each_edge_has_its_sentence(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"/explore?id={WHO}&format=csv").text)))
    assert rows
    assert all("#hit" in row["evidence"] for row in rows)


def test_markup_of_a_report_ends_no_script(client: TestClient) -> None:
    text = page(client, f"id={local(person(SCRIPT))}")
    assert SCRIPT.name in labels(drawn(text))
    assert SCRIPT.name not in text


@pytest.mark.parametrize(
    ("name", "label"),
    [("ct:chaired", "chủ trì"), ("foaf:name", ""), ("rdf:type", ""), ("prov:wasQuotedFrom", "")],
)
def test_properties_that_the_editor_completes(name: str, label: str) -> None:
    assert {term.name: term.label for term in vocabulary().properties}[name] == label


def test_classes_that_the_editor_completes() -> None:
    names = {term.name for term in vocabulary().classes}
    assert {"ct:Meeting", "foaf:Person", "org:Membership"} <= names
    assert not [name for name in names if name.startswith(("sh:", "owl:"))]
