"""Each page has its data at the same address with an ending, and says so in its head."""

import csv
import json
import re
from html import unescape
from io import StringIO

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph_api.ending import ended
from loaders.model import Extraction, Report
from tests.graph_api.small import IRIS, MAIN, MARKUP, SCRIPT, UOC, loaded, local, person, serving

PAGE = {"accept": "text/html"}
UOC_PAGE = local(person(UOC))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/search.json", ("/search", "json")),
        ("/id/person/x-1.ttl", ("/id/person/x-1", "ttl")),
        ("/reports/a.b.csv", ("/reports/a.b", "csv")),
        ("/reports/a.json.ttl", ("/reports/a.json", "ttl")),
        ("/reports/a.txt", None),
        ("/reports/a", None),
        ("/reports/.json", None),
        ("/.json", None),
        ("/static/x.json", None),
        ("/store/x.ttl", None),
        ("/openapi.json", None),
    ],
)
def test_what_is_an_ending(path: str, expected: tuple[str, str] | None) -> None:
    assert ended(path) == expected


@pytest.mark.parametrize(
    ("path", "content_type", "says"),
    [
        ("/reports.json", "application/json", '"so-ket-2031"'),
        ("/reports.csv", "text/csv; charset=utf-8", "so-ket-2031,Hội nghị sơ kết"),
        ("/reports/so-ket-2031.json", "application/json", '"text"'),
        ("/reports/so-ket-2031.ttl", "text/turtle; charset=utf-8", "Sông Lam"),
        ("/reports/so-ket-2031.nt", "application/n-triples", "so-ket-2031"),
        ("/reports/so-ket-2031.jsonld", "application/ld+json", "so-ket-2031"),
        ("/reports/so-ket-2031.csv", "text/csv; charset=utf-8", "posts,"),
        ("/reports/so-ket-2031.html", "text/html; charset=utf-8", "<article"),
        (f"{UOC_PAGE}.json", "application/ld+json", "Đặng Thị Ước"),
        (f"{UOC_PAGE}.ttl", "text/turtle; charset=utf-8", "Đặng Thị Ước"),
        (f"{UOC_PAGE}.csv", "text/csv; charset=utf-8", "Viện trưởng"),
        ("/search.json?q=song lam", "application/json", '"results"'),
        ("/search.csv?q=song lam", "text/csv; charset=utf-8", "Viện Đo lường Sông Lam"),
        ("/queries.json", "application/json", '"chaired"'),
        ("/graph/changes.atom", "application/atom+xml", "<feed"),
        (f"/graph/neighbours.graphml?id={UOC_PAGE}", "application/graphml+xml", "<graphml"),
        ("/queries/roles.csv", "text/csv; charset=utf-8", "Viện trưởng"),
        ("/queries/chaired.tsv?person=Đặng Thị Ước", "text/tab-separated-values", "2031-07-15"),
    ],
)
def test_a_page_has_its_data_beside_it(
    client: TestClient, path: str, content_type: str, says: str
) -> None:
    answer = client.get(path, headers=PAGE)
    assert (answer.status_code, says in answer.text) == (200, True), answer.text[:500]
    assert answer.headers["content-type"].startswith(content_type)
    assert ("etag" in answer.headers) != path.startswith("/graph/changes")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nope.json", 404),
        ("/reports/nope.ttl", 404),
        ("/id/person/nope.csv", 404),
        ("/queries/nope.json", 404),
        ("/reports.ttl", 400),
        ("/search.json?format=csv", 404),
        ("/queries/roles.ttl", 400),
    ],
)
def test_what_has_no_such_data(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_a_report_that_is_called_so_is_meant() -> None:
    """A report `a.json` is no data of a report `a`, and has data of its own."""
    both = [Extraction(Report(name, f"Văn bản {name}.")) for name in ("a", "a.json")]
    with loaded(*both) as store:
        client = TestClient(serving(store))
        shown = {path: client.get(path, headers=PAGE).text for path in ("/reports/a.json",)}
        assert "Văn bản a.json." in shown["/reports/a.json"]
        assert client.get("/reports/a.json.json").json()["text"] == "Văn bản a.json."
        assert client.get("/reports/a?format=json").json()["text"] == "Văn bản a."
        assert 'href="/reports/a.json.json"' in shown["/reports/a.json"]


def test_the_table_of_a_thing_has_a_row_for_each_fact(client: TestClient) -> None:
    rows = list(csv.DictReader(StringIO(client.get(f"{UOC_PAGE}.csv").text)))
    posts = [row for row in rows if row["table"] == "posts"]
    assert {(row["Post"], row["Organisation"]) for row in posts} == {
        ("Bí thư", "Đảng ủy Viện Đo lường Sông Lam"),
        ("Viện trưởng", "Viện Đo lường Sông Lam"),
    }
    address = posts[0]["evidence"].removeprefix("http://testserver")
    assert '<mark id="hit">' in client.get(address).text


def test_the_triples_are_those_of_the_thing(client: TestClient) -> None:
    def triples(path: str) -> set[ox.Triple]:
        found = ox.parse(client.get(path).content, format=ox.RdfFormat.N_TRIPLES)
        return {quad.triple for quad in found}

    iri = local(IRIS.report(MAIN.report.name))
    assert triples("/reports/so-ket-2031.nt") == triples(f"{iri}?format=nt") != set()


@pytest.mark.parametrize(
    ("path", "address", "kind", "name"),
    [
        (UOC_PAGE, UOC_PAGE, "Person", "Đặng Thị Ước"),
        (local(person(SCRIPT)), local(person(SCRIPT)), "Person", SCRIPT.name),
        ("/reports/so-ket-2031?start=0&end=9", "/reports/so-ket-2031", "Report", MAIN.report.title),
        (
            local(IRIS.report(MARKUP.report.name)),
            local(IRIS.report(MARKUP.report.name)).replace("/id/report/", "/reports/"),
            "Report",
            MARKUP.report.title,
        ),
        ("/reports?after=la", "/reports", "WebPage", "Báo cáo · Reports"),
        ("/queries", "/queries", "WebPage", "Câu hỏi · Questions"),
        ("/queries/met-with", "/queries/met-with", "WebPage", "Ai cùng dự cuộc họp với một người"),
        (
            "/queries/chaired?person=Đặng Thị Ước&until=2032",
            "/queries/chaired?person=%C4%90%E1%BA%B7ng+Th%E1%BB%8B+%C6%AF%E1%BB%9Bc&amp;until=2032",
            "WebPage",
            "Ai đã chủ trì cuộc họp nào",
        ),
    ],
)
def test_a_page_says_what_it_is(
    client: TestClient, path: str, address: str, kind: str, name: str
) -> None:
    page = client.get(path, headers=PAGE).text
    assert f'<link rel="canonical" href="http://testserver{address}">' in page
    (title,) = re.findall(r'<meta property="og:title" content="(.*?)">', page)
    assert unescape(title) == name
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    told = json.loads(data)
    assert (told["@type"], told["name"]) == (kind, name)
    for link in re.findall(r'<link rel="alternate" type="[^"]+" href="([^"]+)">', page):
        assert client.get(unescape(link)).status_code == 200, link
