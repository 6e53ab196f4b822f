"""The rows of an answer page by page: together they are the answer, in its order."""

from collections.abc import Iterator, Mapping
from html import unescape

import pytest
from fastapi.testclient import TestClient

from graph_api import answer_rows
from graph_api.answer_rows import Rows, by_pieces, is_whole, whole
from graph_api.paging import Turn
from graph_api.store.embedded import Store
from ontology.terms import Iris
from queries.catalogue import catalogue
from queries.run import Row, ask, question
from tests.graph_api.small import serving
from tests.queries.small_store import small_store

PAGED = [name for name, asked in catalogue().items() if asked.pages]
ASKED = [
    *((name, {}) for name in PAGED),
    ("participation", {"part": "chair"}),
    ("roles", {"status": "former"}),
    ("posts-held", {"status": "current", "since": "2020"}),
    ("chaired", {"until": "2021"}),
    ("chaired", {"since": "2020-07"}),
]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store(small_store(), Iris(), None) as made:
        yield made


@pytest.fixture(params=[(1, 1, 1), (3, 2, 5), (100, 20, 320)])
def sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of a page, things asked at once, things looked at."""
    rows, fewest, looked_at = request.param
    monkeypatch.setattr(answer_rows, "ROWS", rows)
    monkeypatch.setattr(answer_rows, "_FEWEST", dict.fromkeys(answer_rows._FEWEST, fewest))
    monkeypatch.setattr(answer_rows, "_MOST_LOOKED_AT", looked_at)


def asked(store: Store, name: str, given: dict[str, str], turn: Mapping[str, str]) -> Rows:
    edge = Turn(turn.get("after", ""), turn.get("before", ""))
    return by_pieces(store, question(name), given, edge, int(turn.get("start", 0)))


def walked(store: Store, name: str, given: dict[str, str]) -> tuple[list[Row], Rows]:
    page = asked(store, name, given, {})
    assert page.previous is None
    rows = list(page.rows)
    while page.next is not None:
        page = asked(store, name, given, page.next)
        rows += page.rows
    return rows, page


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize(("name", "given"), ASKED)
def test_the_pages_are_the_answer(store: Store, name: str, given: dict[str, str]) -> None:
    answer = list(ask(store, name, given).rows())
    rows, page = walked(store, name, given)
    assert answer
    assert rows == answer
    rows = list(page.rows)
    while page.previous is not None:
        page = asked(store, name, given, page.previous)
        rows = [*page.rows, *rows]
    assert rows == answer


@pytest.mark.usefixtures("sizes")
def test_an_answer_as_a_whole_by_number(store: Store) -> None:
    given = {"organisation": "Viện Luyện kim Sông Trà"}
    answer = list(ask(store, "posts-held", given).rows())
    page = whole(store, question("posts-held"), given, 0)
    rows = list(page.rows)
    while page.next:
        page = whole(store, question("posts-held"), given, int(page.next["start"]))
        rows += page.rows
    assert rows == answer


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("roles", {}, False),
        ("roles", {"status": "former", "person": " "}, False),
        ("roles", {"person": "Ai đó"}, True),
        ("roles", {"report": "so-ket-2020"}, True),
        ("posts-held", {"post": "Viện trưởng"}, True),
        ("most-cited", {}, True),
        ("two-heads", {}, True),
    ],
)
def test_what_is_asked_as_a_whole(name: str, given: dict[str, str], expected: bool) -> None:
    assert is_whole(question(name), given) is expected


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize(
    "path", ["/queries/roles", "/queries/roles?status=current", "/queries/problems"]
)
def test_a_page_leads_to_all_others(store: Store, path: str) -> None:
    client = TestClient(serving(store))
    seen = [path]
    while len(seen) < 50:
        page = client.get(seen[-1], headers={"accept": "text/html"})
        assert page.status_code == 200
        if 'rel="next"' not in page.text:
            break
        link = unescape(page.text.split('rel="next" href="')[1].split('"')[0])
        assert link not in seen
        seen.append(link)
    assert len(seen) < 50


@pytest.mark.parametrize(
    ("params", "accept", "parameter"),
    [
        ({"person": "Phạm Văn Khảm", "start": "x"}, "text/html", "start"),
        ({"after": "x"}, "text/csv", "after"),  # data are not in pages
    ],
)
def test_a_wrong_turn(store: Store, params: dict[str, str], accept: str, parameter: str) -> None:
    client = TestClient(serving(store))
    answer = client.get("/queries/chaired", params=params, headers={"accept": accept})
    assert answer.status_code == 400
    assert parameter in answer.text
