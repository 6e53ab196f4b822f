"""Long lists page by page: each item once, in its order, forward and back."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph_api import facts_found
from graph_api.address import Addresses
from graph_api.details import mentions
from graph_api.facts import FIRST, About, table
from graph_api.facts_found import fact_and_report, found
from graph_api.paging import FIRST_PAGE, Page, Turn, paged
from graph_api.report_list import listed
from graph_api.section import Section
from graph_api.sections import SECTIONS
from graph_api.store.embedded import Store
from loaders.model import Extraction
from ontology.terms import sparql_prefixes
from tests.graph_api.small import (
    COMMITTEE,
    DEPARTMENT,
    INSTITUTE,
    IRIS,
    KY,
    MAIN,
    UOC,
    body,
    loaded,
    local,
    person,
    serving,
)

PLACE = Addresses(IRIS.base)
MANY = 12
MEETINGS = "SELECT ?m { ?m a ct:Meeting }"


def again(number: int) -> Extraction:
    """The same facts as another report states them, with some of its own."""
    posts = [replace(post, role=f"{post.role} {number % 3}") for post in MAIN.posts]
    return replace(
        MAIN,
        report=replace(MAIN.report, name=f"báo cáo {number}"),
        posts=(*MAIN.posts, *posts),
        meetings=tuple(replace(held, title=f"Họp {number % 4}") for held in MAIN.meetings),
    )


@pytest.fixture(scope="module")
def many() -> Iterator[Store]:
    with loaded(*map(again, range(MANY))) as made:
        yield made


def forward(ask: Callable[[Turn], Page]) -> list[str]:
    """All keys, from page to page."""
    page = ask(FIRST_PAGE)
    assert not page.before
    keys = list(page.keys)
    while page.after:
        page = ask(Turn(after=page.after))
        assert page.before
        keys += page.keys
    return keys


def backward(ask: Callable[[Turn], Page]) -> list[str]:
    """All keys but those of the first page reached, from the end."""
    page = ask(Turn(before="\U0010ffff"))
    keys = list(page.keys)
    while page.before:
        page = ask(Turn(before=page.before))
        assert page.after
        keys = [*page.keys, *keys]
    return keys


@given(keys=st.sets(st.text("abữ 😀", min_size=1, max_size=4)), most=st.integers(1, 5))
def test_each_key_is_on_one_page(keys: set[str], most: int) -> None:
    def ask(turn: Turn) -> Page:
        near = sorted(filter(turn.reaches, keys), reverse=turn.backward)
        return paged(near[: most + 1], turn, most)

    assert forward(ask) == backward(ask) == sorted(keys)


@given(keys=st.sets(st.text("abc", min_size=1, max_size=3), min_size=1), edge=st.text("abc"))
def test_a_page_begins_where_its_key_would_stand(keys: set[str], edge: str) -> None:
    turn = Turn(after=edge)
    near = sorted(filter(turn.reaches, keys))
    assert list(paged(near[:3], turn, 2).keys) == [key for key in sorted(keys) if key > edge][:2]


THINGS = [
    ("person", person(UOC)),
    ("person", person(KY)),
    ("organisation", body(COMMITTEE)),
    ("organisation", body(INSTITUTE)),
    ("organisation", body(DEPARTMENT)),
    ("meeting", ""),
    ("report", IRIS.report("báo cáo 3")),
    ("directive", IRIS.directive(IRIS.report("báo cáo 3"), "2")),
]
TABLES = [
    pytest.param(kind, iri, section, id=f"{kind}-{at}-{section.anchor}")
    for at, (kind, iri) in enumerate(THINGS)
    for section in SECTIONS[kind]
]
PREFIXES = sparql_prefixes()


@pytest.mark.parametrize("most", [1, 5, 1000])
@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize(("kind", "iri", "section"), TABLES)
def test_each_fact_of_a_thing_is_on_one_page(
    many: Store,
    kind: str,
    iri: str,
    section: Section,
    most: int,
    few: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(facts_found, "_MANY", few)  # of more only the IRIs are asked
    this = iri or min(row["m"].value for row in many.select(f"{PREFIXES} {MEETINGS}"))

    def ask(turn: Turn) -> Page:
        return found(many, this, kind, section, turn, most)

    keys = forward(ask)
    assert keys == backward(ask) == sorted(set(keys))
    graph, pattern = "?report", section.found.replace("?this", f"<{this}>")
    if kind == "report":
        graph, pattern = f"<{this}>", f"{pattern} BIND(<{this}> AS ?report)"
    stated = many.select(
        f"{PREFIXES} SELECT DISTINCT ?fact ?report {{ GRAPH {graph} {{ {pattern} }} "
        "?report a ct:Report }"
    )
    assert sorted(map(fact_and_report, keys)) == sorted(
        (row["fact"].value, row["report"].value) for row in stated
    )


def test_the_pages_of_a_table_are_the_table(many: Store) -> None:
    about = About(many, PLACE, person(UOC), "person", local(person(UOC)))
    section = SECTIONS["person"][0]
    whole = table(about, section, most=1000)
    assert len(whole.rows) == MANY * 4
    page = found(many, about.iri, about.kind, section, FIRST_PAGE, 5)
    rows = list(table(about, section, most=5).rows)
    while page.after:
        turn = Turn(after=page.after)
        rows += table(about, section, turn, 5).rows
        page = found(many, about.iri, about.kind, section, turn, 5)
    assert tuple(rows) == whole.rows


def test_reports_that_name_a_thing(many: Store) -> None:
    about = About(many, PLACE, person(KY), "person", local(person(KY)))
    whole = mentions(about, most=1000)
    first = mentions(about, most=5)
    assert len(whole.rows) == MANY
    assert first.rows == whole.rows[:5]
    assert (first.links.previous, bool(first.links.next), first.truncated) == ("", True, True)


@pytest.mark.parametrize("most", [1, 5, 100])
def test_reports_are_listed_once(many: Store, most: int) -> None:
    def ask(turn: Turn) -> Page:
        told, pages = listed(many, PLACE, turn, most)
        assert [one["report"] for one in told] == list(pages.keys)
        return pages

    names = sorted(f"báo cáo {number}" for number in range(MANY))
    assert forward(ask) == backward(ask) == names


def test_reports_by_number_and_by_name(many: Store) -> None:
    client = TestClient(serving(many))
    by_number = client.get("/reports", params={"start": 3}).json()
    by_name = client.get("/reports", params={"after": by_number["before"]}).json()
    assert by_name["reports"] == by_number["reports"][1:]
    assert (by_number["after"], by_number["next"]) == (None, None)
    last = client.get("/reports", params={"before": by_number["before"]}).json()
    assert len(last["reports"]) == 3
    assert last["after"] == last["reports"][-1]["report"]


def links(client: TestClient, path: str) -> list[str]:
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code == 200
    return [part.split('"')[0] for part in page.text.split('href="')]


def test_a_table_that_is_long_has_pages_of_its_own() -> None:
    posts = tuple(replace(MAIN.posts[0], role=f"Vai {number}") for number in range(FIRST + 1))
    with loaded(replace(MAIN, posts=posts)) as store:
        client = TestClient(serving(store))
        path = local(person(UOC))
        assert f"{path}?section=posts" in links(client, path)
        page = client.get(f"{path}?section=posts", headers={"accept": "text/html"}).text
        assert page.count("Vai ") == FIRST + 1
        report = client.get("/reports/so-ket-2031?section=posts", headers={"accept": "text/html"})
        assert report.text.count("Vai ") == FIRST + 1


@pytest.mark.parametrize("path", [local(person(UOC)), "/reports/so-ket-2031"])
def test_a_table_that_there_is_not(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"section": "nope"}, headers={"accept": "text/html"})
    assert answer.status_code == 400
    assert "directives" in answer.text  # those that there are
