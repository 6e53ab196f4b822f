"""The pages: what they hold, that nothing in them runs, and that all is documented."""

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import Mount

from graph_api.highlight import paragraphs
from graph_api.settings import SettingError, Settings, variable
from graph_api.store.embedded import Store
from loaders.triples import nquads
from tests.graph_api.small import (
    COMMITTEE,
    DEPARTMENT,
    HOSTILE,
    IRIS,
    MAIN,
    MARKUP,
    SCRIPT,
    TEXT,
    UOC,
    body,
    loaded,
    local,
    person,
    serving,
)

PAGE = {"accept": "text/html"}
LA = local(IRIS.report(MARKUP.report.name)).replace("/id/report/", "/reports/")
PAGES = [
    "/",
    "/add",
    "/about",
    "/ontology",
    "/docs",
    "/reports",
    "/reports/so-ket-2031",
    "/reports/so-ket-2031?start=0&end=20",
    LA,
    LA + "?start=0&end=20",
    "/search",
    "/search?q=script",
    "/search?q=<script>alert(2)</script>",
    "/search?q=%22%3E%3Cscript%3E&kind=person",
    "/queries",
    "/queries/roles",
    "/queries/chaired?person=<script>alert(3)</script>",
    "/queries/reports",
    "/explore",
    f"/explore?id={local(person(UOC))}&id={local(person(SCRIPT))}&hide=document",
    "/explore?id=<script>alert(1)</script>&id=nobody",
    "/sparql",
    "/sparql?example=roles",
    "/sparql?query=SELECT * { ?s ?p ?o }",
    "/sparql?query=CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }",
    "/sparql?query=ASK {}",
    "/sparql?query=</textarea><script>",
    "/id/person/<script>alert(4)</script>",
    "/nope/<script>",
    local(person(UOC)),
    local(person(SCRIPT)),
    local(body(COMMITTEE)),
    local(body(DEPARTMENT)),
    local(IRIS.directive(MAIN.report.name, "2")),
    local(IRIS.report(MARKUP.report.name)),
]


class Page(HTMLParser):
    """The elements of a page, checked as they come: what opens closes, in its order."""

    VOID = frozenset(("meta", "link", "input", "br", "img"))

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open
        assert self.open.pop() == tag


def elements(client: TestClient, path: str) -> list[tuple[str, dict[str, str | None]]]:
    page = Page(client.get(path, headers=PAGE).text)
    assert page.open == []
    return page.elements


def ours(script: dict[str, str | None]) -> bool:
    """An island, or data for it, which no browser runs."""
    module = script.get("type") == "module" and (script.get("src") or "").startswith("/static/")
    data = script.get("type") in {"application/json", "application/ld+json"}
    return module or (data and "src" not in script)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_a_report_or_an_address_becomes_markup(client: TestClient, path: str) -> None:
    found = elements(client, path)
    assert not [attrs for tag, attrs in found if tag == "script" and not ours(attrs)]
    assert not {tag for tag, _ in found} & {"b", "i", "style", "iframe", "object", "img"}
    assert not [name for _, attrs in found for name in attrs if name.startswith("on")]
    assert not [attrs for _, attrs in found if "style" in attrs]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else(client: TestClient, path: str) -> None:
    loaded_from = [
        attrs.get("href") or attrs.get("src") or attrs.get("action") or ""
        for tag, attrs in elements(client, path)
        if (tag in {"link", "img", "form"} or (tag == "script" and "src" in attrs))
        and attrs.get("rel") != "canonical"
    ]
    assert loaded_from
    assert [address for address in loaded_from if not address.startswith("/")] == []


@pytest.mark.parametrize("path", PAGES)
def test_a_page_can_be_read_aloud(client: TestClient, path: str) -> None:
    found = elements(client, path)
    assert [tag for tag, _ in found].count("h1") == 1
    assert [tag for tag, _ in found].count("main") == 1
    assert ("html", {"lang": "vi"}) in found
    labelled = {attrs.get("for") for tag, attrs in found if tag == "label"}
    fields = [attrs for tag, attrs in found if tag in {"input", "select", "textarea"}]
    shown = [attrs for attrs in fields if attrs.get("type") != "hidden"]
    assert [attrs for attrs in shown if attrs.get("id") not in labelled] == []
    ids = [attrs["id"] for _, attrs in found if "id" in attrs]
    assert len(ids) == len(set(ids))


def visit(client: TestClient, link: str) -> int:
    return client.get(link, headers=PAGE).status_code


@pytest.mark.parametrize("path", ["/", "/reports", "/queries", "/docs", local(person(UOC))])
def test_every_link_leads_somewhere(client: TestClient, path: str) -> None:
    links = {
        attrs["href"] or ""
        for tag, attrs in elements(client, path)
        if tag in {"a", "link"} and not (attrs["href"] or "").startswith("#")
    }
    assert len(links) > 3
    assert {link: status for link in links if (status := visit(client, link)) != 200} == {}


@pytest.mark.parametrize(
    "path", [*PAGES[:4], "/health", "/openapi.json", "/static/style.css", "/nope", "/sparql"]
)
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_a_fault_of_ours_tells_no_insides(store: Store) -> None:
    app = serving(store)

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("secret")

    answer = TestClient(app, raise_server_exceptions=False).get("/fault")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "content-security-policy" in answer.headers
    assert "secret" not in answer.text


@pytest.mark.parametrize("path", ["/", "/search?q=x", "/queries/roles", "/sparql?query=ASK {}"])
def test_a_store_that_cannot_be_read_is_told(path: str, caplog: pytest.LogCaptureFixture) -> None:
    store = loaded(MARKUP)
    client = TestClient(serving(store))
    store.close()
    answer = client.get(path, headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert "closed" not in answer.text
    assert "closed" in caplog.text


def test_what_a_client_holds_is_good_until_the_store_changes() -> None:
    with loaded(MARKUP) as store:
        client = TestClient(serving(store))
        first = client.get("/reports")
        held = {"if-none-match": first.headers["etag"]}
        again = client.get("/reports", headers=held)
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert "content-security-policy" in again.headers
        assert first.headers["vary"] == "Accept, Accept-Encoding"
        store.put(IRIS.report(MAIN.report.name), nquads(MAIN))
        changed = client.get("/reports", headers=held)
        assert (changed.status_code, len(changed.json()["reports"])) == (200, 2)


@pytest.mark.parametrize(
    "path", ["/health", "/ready", "/static/style.css", "/nope", "/sparql?query=x"]
)
def test_what_has_no_tag(client: TestClient, path: str) -> None:
    assert 'W/"' not in client.get(path).headers.get("etag", "")


def marked(page: str) -> list[str]:
    return [unescape(words) for words in re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL)]


@pytest.mark.parametrize(
    ("text", "report", "words"),
    [
        (TEXT, "so-ket-2031", "Doanh thu ước đạt 12,5 tỷ đồng."),
        (TEXT, "so-ket-2031", "Hội nghị sơ kết 6 tháng đầu năm 2031"),
        (TEXT, "so-ket-2031", "Hội nghị trao 3 Giấy khen."),
        (HOSTILE, LA.removeprefix("/reports/"), '<script>alert("chữ")</script> & Hội'),
    ],
)
def test_a_report_opens_at_the_sentence(
    client: TestClient, text: str, report: str, words: str
) -> None:
    start = text.index(words)
    answer = client.get(f"/reports/{report}?start={start}&end={start + len(words)}")
    assert answer.text.count('id="hit"') == 1
    assert marked(answer.text) == [words]


def test_a_sentence_over_two_paragraphs_is_marked_in_both(client: TestClient) -> None:
    start, end = TEXT.index("Doanh thu"), TEXT.index("1. Các chi bộ")
    page = client.get(f"/reports/so-ket-2031?start={start}&end={end}").text
    assert marked(page) == TEXT[start:end].strip().split("\n")
    assert page.count('id="hit"') == 1


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ("start=5", "end"),
        ("end=5", "start"),
        ("start=5&end=5", "end"),
        ("start=9&end=5", "end"),
        ("start=0&end=99999", "end"),
        ("start=-1&end=5", "start"),
        ("start=x&end=5", "start"),
        ("format=pdf", "format"),
    ],
)
def test_a_wrong_span(client: TestClient, params: str, parameter: str) -> None:
    answer = client.get(f"/reports/so-ket-2031?{params}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, parameter)


def test_a_report_as_json(client: TestClient) -> None:
    found = client.get("/reports/so-ket-2031?start=0&end=8&format=json").json()
    assert (found["text"], found["quote"]) == (TEXT, "Hội nghị")


@pytest.mark.parametrize("path", ["/reports/khong-co", "/reports/", "/reports/a/b"])
def test_no_such_report(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@given(
    text=st.text(st.sampled_from("ab \n<&ữ😀"), max_size=30),
    facts=st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=5),
    hit=st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
def test_marking_loses_and_adds_nothing(
    text: str, facts: list[tuple[int, int]], hit: tuple[int, int]
) -> None:
    made = paragraphs(text, facts, hit)
    assert ["".join(run.text for run in runs) for runs in made] == [
        line for line in text.split("\n") if line.strip()
    ]
    shown = "".join(run.text for runs in made for run in runs if run.hit)
    wanted = text[hit[0] : hit[1]] if hit[0] < hit[1] else ""
    assert shown.replace(" ", "") == wanted.replace(" ", "").replace("\n", "")
    assert [run.first for runs in made for run in runs if run.hit][:1] in ([], [True])
    assert sum(run.first for runs in made for run in runs) == bool(shown)


def test_the_first_page_tells_what_there_is(client: TestClient) -> None:
    page = client.get("/", headers=PAGE).text
    assert page.count('type="search"') == 1
    assert re.search(r"Báo cáo <[^>]*>Report</span></dt><dd>2</dd>", page)
    assert "Hội nghị sơ kết 6 tháng đầu năm 2031" in page
    assert 'href="/queries/chaired"' in page


def test_an_empty_store_tells_how_to_fill_it() -> None:
    with loaded() as store:
        page = TestClient(serving(store)).get("/", headers=PAGE).text
    assert "chithi load" in page


def test_reports_are_listed_by_the_page(store: Store) -> None:
    client = TestClient(serving(store))
    found = client.get("/reports", params={"start": 1}).json()
    assert [item["report"] for item in found["reports"]] == ["so-ket-2031"]
    assert found["reports"][0]["date"] == "2031-07-15"
    assert found["next"] is None


BEHIND = ("/chithi/", "http://testserver/chithi/", "#")


def test_behind_a_proxy_all_links_have_its_path(store: Store) -> None:
    client = TestClient(serving(store), root_path="/chithi")
    for path in ("/", local(person(UOC)), "/reports/so-ket-2031", "/search?q=uoc"):
        page = Page(client.get("/chithi" + path, headers=PAGE).text)
        links = [attrs.get("href") or attrs.get("action") or "" for _, attrs in page.elements]
        assert [link for link in links if link and not link.startswith(BEHIND)] == []


def served(app: FastAPI) -> set[str]:
    """`GET /search` and so on: all that the application answers."""
    described: dict[str, Any] = app.openapi()
    found = {
        f"{method.upper()} {path}"
        for path, methods in described["paths"].items()
        for method in methods
    }
    hidden = [route for route in app.routes if isinstance(route, APIRoute)]
    found |= {f"{method} {route.path}" for route in hidden for method in route.methods or ()}
    found |= {f"GET {route.path}/{{path}}" for route in app.routes if isinstance(route, Mount)}
    return found | {f"GET {app.openapi_url}"}


def test_every_endpoint_is_documented(app: FastAPI, root: Path) -> None:
    told = (root / "docs" / "http.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### `(.*)`$", told, re.MULTILINE))
    assert headings == {name.replace(":path}", "}") for name in served(app)}


def test_every_setting_is_documented(root: Path) -> None:
    told = (root / "docs" / "http.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(CHITHI_\w+)`", told, re.MULTILINE)) == {
        variable(name) for name in Settings.__dataclass_fields__
    }


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ({}, Settings()),
        ({"CHITHI_BODY_BYTES": "5", "PATH": "x"}, Settings(body_bytes=5)),
        ({"CHITHI_QUERY_SECONDS": " 7 "}, Settings(query_seconds=7)),
        ({"CHITHI_WORKERS": ""}, Settings()),
    ],
)
def test_settings(given_: dict[str, str], expected: Settings) -> None:
    assert Settings.from_environment(given_) == expected


@pytest.mark.parametrize("value", ["0", "-1", "x", "1.5", "1e3", "٣"])
def test_a_wrong_setting_is_told_by_name(value: str) -> None:
    with pytest.raises(SettingError, match="CHITHI_BODY_BYTES"):
        Settings.from_environment({"CHITHI_BODY_BYTES": value})
