"""Each thing as a page and as a graph, at the path of its IRI."""

import re
from html import unescape

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from ontology.terms import expand
from tests.graph_api.small import (
    COMMITTEE,
    DEPARTMENT,
    INSTITUTE,
    IRIS,
    KY,
    MAIN,
    MARKUP,
    OLD,
    UOC,
    body,
    local,
    person,
)

REPORT = IRIS.report(MAIN.report.name)
DIRECTIVE = IRIS.directive(REPORT, "2")
PAGE = {"accept": "text/html"}
FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
}


def only(store: ox.Store, pattern: str) -> str:
    """The one thing that a pattern matches."""
    found = store.query("PREFIX ct: <https://w3id.org/chithi/ontology#> " + pattern)
    assert isinstance(found, ox.QuerySolutions)
    (solution,) = found
    term = solution[0]
    assert isinstance(term, ox.NamedNode)
    return term.value


@pytest.fixture(scope="module")
def graph(client: TestClient) -> ox.Store:
    """All triples of the server, asked by SPARQL."""
    store = ox.Store()
    asked = {"query": "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", "format": "nt"}
    store.load(client.get("/sparql", params=asked).content, format=ox.RdfFormat.N_TRIPLES)
    return store


@pytest.fixture(scope="module")
def meeting(graph: ox.Store) -> str:
    return only(graph, "SELECT ?m { ?m a ct:Meeting ; ct:ordinal ?o }")


@pytest.fixture(scope="module")
def document(graph: ox.Store) -> str:
    return only(
        graph,
        "SELECT ?d { ?d a ct:Document ; <http://data.europa.eu/eli/ontology#id_local> '09-NQ/ĐU' }",
    )


def words(page: str) -> str:
    """What a reader sees, without the markup."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))


@pytest.mark.parametrize("accept", FORMATS)
def test_the_graph_of_a_thing_is_the_same_in_all_formats(client: TestClient, accept: str) -> None:
    path = local(person(UOC))
    first = client.get(path, headers={"accept": "application/n-triples"})
    other = client.get(path, headers={"accept": accept})
    assert other.headers["content-type"].partition(";")[0] == accept
    triples = {quad.triple for quad in ox.parse(other.content, format=FORMATS[accept])}
    assert triples == {
        quad.triple for quad in ox.parse(first.content, format=ox.RdfFormat.N_TRIPLES)
    }


def test_the_graph_of_a_person_holds_facts_with_their_evidence(client: TestClient) -> None:
    answer = client.get(local(person(UOC)), params={"format": "nt"})
    triples = [quad.triple for quad in ox.parse(answer.content, format=ox.RdfFormat.N_TRIPLES)]
    about = {t.subject for t in triples if t.object == ox.NamedNode(person(UOC))}
    quoted = {t.object for t in triples if t.predicate.value == expand("prov:wasQuotedFrom")}
    anchors = {t.subject for t in triples if t.predicate.value == expand("nif:anchorOf")}
    assert len(about) == 2 + 2 + 2  # parts, posts, directives
    assert quoted
    assert quoted == anchors


@pytest.mark.parametrize(
    ("accept", "name", "expected"),
    [
        ("", None, "text/html; charset=utf-8"),
        ("text/html,*/*;q=0.8", None, "text/html; charset=utf-8"),
        ("application/json", None, "application/ld+json"),
        ("text/html", "ttl", "text/turtle; charset=utf-8"),
        ("text/html", "jsonld", "application/ld+json"),
        ("text/turtle", "html", "text/html; charset=utf-8"),
    ],
)
def test_the_format(client: TestClient, accept: str, name: str | None, expected: str) -> None:
    asked = {"format": name} if name else {}
    answer = client.get(local(person(UOC)), params=asked, headers={"accept": accept})
    assert answer.headers["content-type"] == expected


@pytest.mark.parametrize(
    ("accept", "params", "status"),
    [("image/png", {}, 406), ("text/html", {"format": "xml"}, 400)],
)
def test_no_such_format(
    client: TestClient, accept: str, params: dict[str, str], status: int
) -> None:
    answer = client.get(local(person(UOC)), params=params, headers={"accept": accept})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("iri", "told"),
    [
        (person(UOC), ["Người", "Đặng Thị Ước", "Bí thư", "Viện trưởng", "Đương nhiệm · current",
                       "2031-07-15", "Chủ trì · chair", "Kết luận · conclude", "Các chi bộ"]),
        (person(KY), ["Lò Văn Kỷ", "Giám đốc", "Nguyên · former", "Dự · attend"]),
        (body(COMMITTEE), ["Tổ chức", "Là cấp ủy của", "Hội nghị sơ kết 6 tháng đầu năm 2031",
                           "Văn bản đã ban hành", "Nghị quyết 09-NQ/ĐU"]),
        (body(INSTITUTE), ["Cấp dưới", "Phòng Kế hoạch", "Đổi tên", "Trạm Đo lường Sông Lam"]),
        (body(OLD), ["Đổi tên", "Viện Đo lường Sông Lam"]),
        (body(DEPARTMENT), ["tỉnh Lam Hạ", "Người giữ chức vụ", "Lò Văn Kỷ"]),
        (DIRECTIVE, ["Chỉ đạo", "Phòng Kế hoạch", "Đặng Thị Ước", "Nghị quyết 09-NQ/ĐU"]),
        (REPORT, ["Báo cáo", "Doanh thu", "12.5", "tỷ đồng", "Giấy khen", "Chỉ thị 05-CT/TW",
                  "Không rõ ai được khen thưởng", "no-recipient"]),
    ],
)  # fmt: skip
def test_a_page_tells_what_reports_say(client: TestClient, iri: str, told: list[str]) -> None:
    answer = client.get(local(iri), headers=PAGE)
    assert answer.status_code == 200
    seen = words(answer.text)
    assert [word for word in told if word not in seen] == []


def test_a_meeting_has_a_page(client: TestClient, meeting: str) -> None:
    seen = words(client.get(local(meeting), headers=PAGE).text)
    told = ["Hội trường tầng 2", "Đảng ủy Viện Đo lường Sông Lam", "Lò Văn Kỷ", "Các chi bộ", "3"]
    assert [word for word in told if word not in seen] == []


def test_a_document_has_a_page(client: TestClient, document: str) -> None:
    seen = words(client.get(local(document), headers=PAGE).text)
    told = ["Nghị quyết 09-NQ/ĐU", "2031-03-02", "2. Phòng Kế hoạch xây dựng", "Được viện dẫn"]
    assert [word for word in told if word not in seen] == []


def test_a_node_of_a_fact_has_a_page(client: TestClient, graph: ox.Store) -> None:
    figure = only(graph, "SELECT ?f { ?f a ct:Figure }")
    seen = words(client.get(local(figure), headers=PAGE).text)
    told = ["Số liệu", "Doanh thu", "12.5", "tỷ đồng", "ước", "câu chứng"]
    assert [word for word in told if word not in seen] == []


def evidence(page: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]*#hit)"', page)]


@pytest.mark.parametrize("iri", [person(UOC), person(KY), body(COMMITTEE), DIRECTIVE, REPORT])
def test_each_evidence_opens_the_report_at_its_words(client: TestClient, iri: str) -> None:
    links = evidence(client.get(local(iri), headers=PAGE).text)
    assert links
    for link in set(links):
        place = re.fullmatch(r"(/reports/[^?]+)\?start=(\d+)&end=(\d+)#hit", link)
        assert place, link
        text = client.get(f"{place[1]}?format=json").json()["text"]
        marked = re.search(r'<mark id="hit">(.*?)</mark>', client.get(link, headers=PAGE).text)
        assert marked
        assert unescape(marked[1]) == text[int(place[2]) : int(place[3])]


@pytest.mark.parametrize("section", ["posts", "meetings", "directives"])
def test_each_fact_has_its_evidence(client: TestClient, section: str) -> None:
    page = client.get(local(person(UOC)), headers=PAGE).text
    table = page.split(f'id="{section}"')[1].split("</section>")[0]
    assert table.count("<tr") - 1 == table.count('class="proof"') > 0


def test_a_name_that_needs_encoding_is_found(client: TestClient) -> None:
    path = local(IRIS.report(MARKUP.report.name))
    assert "%3C" in path
    assert client.get(path, headers=PAGE).status_code == 200
    assert client.get(path, params={"format": "ttl"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/id/person/khong-co-0123456789",
        "/id/person/%22%20%7D",
        "/id/",
        "/id/%00",
        "/id/%ff",
        "/id/person/" + "x" * 3000,
    ],
)
def test_404_for_what_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (
        404,
        "application/problem+json",
    )


def test_the_404_page_helps(client: TestClient) -> None:
    page = client.get("/id/person/dang-thi-uoc-0123456789", headers=PAGE)
    assert page.status_code == 404
    assert 'href="/search?q=dang%20thi%20uoc"' in page.text
