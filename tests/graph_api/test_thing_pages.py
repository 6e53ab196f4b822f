"""What the pages of things show beyond tables: lines of time, charts, chains, marked texts."""

import re
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph_api.graph.model import Edge, Graph, Node
from graph_api.highlight import Span as Place
from graph_api.pages.axis import axis, dated
from graph_api.pages.marks import Fact, marked
from graph_api.pages.picture import columns
from graph_api.store.embedded import Store
from graph_api.web.tables import Cell, Column, Row, Table
from loaders.model import (
    Extraction,
    Figure,
    Meeting,
    Organisation,
    Person,
    PostHeld,
    Relation,
    Report,
    Span,
    Status,
    Subordination,
)
from loaders.triples import nquads
from tests.graph_api.graph_values import HOSTILE, PLACE
from tests.graph_api.small import (
    COMMITTEE,
    EXTRACTIONS,
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

PAGE = {"accept": "text/html"}
RULE = "test"
CANAL = Organisation("Công ty Kênh Mây", "cong_ty")
OLD_ABOVE = Organisation("Sở Canh nông Ruộng Bậc", "so")
NEW_ABOVE = Organisation("Sở Thủy nông Ruộng Bậc", "so")
MAY = Person("Lò Văn Mây", "Công ty Kênh Mây")
SUOI = Person("Vi Thị Suối", "Công ty Kênh Mây")


def told(name: str, day: str, *sentences: str) -> Report:
    return Report(name, "\n".join((f"Hội nghị {name}", *sentences)), f"Hội nghị {name}", None, day)


def year(day: str, above: Organisation, head: Person, status: Status, value: str) -> Extraction:
    """A report of one meeting: who stands above the company, who heads it, what it earned."""
    words = Span(0, 8)
    report = told(f"kênh mây {day}", day, "Doanh thu đạt.")
    return Extraction(
        report,
        meetings=(Meeting(report.title, day, CANAL, "", 1, "hoi_nghi", words, RULE),),
        posts=(PostHeld(head, "Giám đốc", CANAL, status, words, RULE),),
        hierarchy=(Subordination(CANAL, above, Relation.UNIT_OF, words, RULE),),
        figures=(Figure(Decimal(value), "tỷ đồng", "Doanh thu", "", "", words, RULE),),
    )


YEARS = (
    year("2029-05-02", OLD_ABOVE, MAY, Status.CURRENT, "10"),
    year("2030-05-02", OLD_ABOVE, MAY, Status.CURRENT, "12.5"),
    year("2031-05-02", NEW_ABOVE, SUOI, Status.CURRENT, "-3"),
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with loaded(*EXTRACTIONS, *YEARS) as store:
        yield TestClient(serving(store))


def shown(client: TestClient, path: str) -> str:
    answer = client.get(path, headers=PAGE)
    assert answer.status_code == 200, answer.text
    return answer.text


def part(page: str, name: str) -> str:
    """A section of a page, as text with its markup."""
    return page.split(f'id="{name}"', 1)[1].split("</section>", 1)[0]


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


# --- A person over time -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (UOC, "Bí thư Đảng ủy Viện Đo lường Sông Lam thấy giữ 2031-07-15; chưa rõ khi nào thôi"),
        (KY, "Giám đốc Sở Khoa học và Công nghệ thôi trước 2031-07-15"),
        (  # another was seen in the post later
            MAY,
            "thấy giữ 2029-05-02 – 2030-05-02; người khác giữ từ 2031-05-02 (suy ra)",
        ),
        (SUOI, "Giám đốc Công ty Kênh Mây thấy giữ 2031-05-02; chưa rõ khi nào thôi"),
    ],
)
def test_posts_on_a_line_of_time(client: TestClient, who: Person, said: str) -> None:
    assert said in words(part(shown(client, local(person(who))), "life"))


@pytest.mark.parametrize(("who", "known", "inferred"), [(MAY, 1, 2), (UOC, 2, 4), (KY, 0, 1)])
def test_what_is_inferred_is_drawn_otherwise(
    client: TestClient, who: Person, known: int, inferred: int
) -> None:
    life = part(shown(client, local(person(who))), "life")
    assert life.count('<line class="known"') == known
    assert life.count('<line class="inferred"') == inferred


def test_colleagues_with_what_is_shared(client: TestClient) -> None:
    table = words(part(shown(client, local(person(MAY))), "colleagues"))
    assert "Vi Thị Suối Công ty Kênh Mây Giám đốc Giám đốc câu chứng" in table


# --- A body ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "above", "absent"),
    [
        ("", ["Sở Canh nông", "Sở Thủy nông", "từ 2031-05-02 thuộc nơi khác"], []),
        ("2030-12-31", ["Sở Canh nông Ruộng Bậc"], ["Thủy nông", "thuộc nơi khác"]),
        ("2030", ["Sở Canh nông Ruộng Bậc"], ["Thủy nông"]),
        ("2028", ["Không thấy nói"], ["Ruộng Bậc"]),
    ],
)  # fmt: skip
def test_a_chart_as_it_was_known(
    client: TestClient, as_of: str, above: list[str], absent: list[str]
) -> None:
    chart = words(part(shown(client, f"{local(body(CANAL))}?asOf={as_of}"), "chart"))
    assert [one for one in above if one not in chart] == []
    assert [one for one in absent if one in chart] == []


def test_a_wrong_date(client: TestClient) -> None:
    answer = client.get(f"{local(body(CANAL))}?asOf=hôm qua")
    assert (answer.status_code, answer.json()["parameter"]) == (400, "asOf")


def test_the_lines_are_told_apart(client: TestClient) -> None:
    chart = part(shown(client, local(body(COMMITTEE))), "chart")
    assert {"line-party", "line-host"} <= set(re.findall(r"line-\w+", chart))


def test_figures_over_time_are_a_line(client: TestClient) -> None:
    charts = part(shown(client, local(body(CANAL))), "charts")
    assert charts.count('<circle class="dot"') == 3
    assert [words(title) for title in re.findall(r"<title>(.*?)</title>", charts)] == [
        "2029-05-02: 10 tỷ đồng – câu chứng",
        "2030-05-02: 12.5 tỷ đồng – câu chứng",
        "2031-05-02: -3 tỷ đồng – câu chứng",
    ]
    places = [float(y) for y in re.findall(r'cy="([\d.]+)" r', charts)]
    assert places[1] < places[0] < places[2]


def test_a_figure_told_once_stands_by_its_unit(client: TestClient) -> None:
    charts = part(shown(client, local(body(COMMITTEE))), "charts")
    assert "tỷ đồng Doanh thu 2031-07-15 ước 12.5" in words(charts)


def test_what_a_body_was_told_to_do(client: TestClient) -> None:
    office = Organisation("Phòng Kế hoạch", "phong", "Viện Đo lường Sông Lam")
    assert "Nghị quyết số 09-NQ/ĐU" in words(part(shown(client, local(body(office))), "received"))


# --- A meeting, a directive, a document -----------------------------------------------------------


@pytest.fixture(scope="module")
def meeting(client: TestClient) -> str:
    found = client.get("/search?q=so ket 6 thang&kind=meeting&format=json").json()["results"]
    return shown(client, found[0]["address"])


def test_a_meeting_stands_beside_its_report(meeting: str) -> None:
    text = meeting.split('<article class="text"')[1].split("</article>", maxsplit=1)[0]
    assert words(text.partition(">")[2]).replace(" ", "") == "".join(MAIN.report.text.split())
    assert "Doanh thu" in part(meeting, "figures")
    assert "Giấy khen" in part(meeting, "awards")


def test_the_words_of_a_report_lead_to_the_rows_of_the_page(meeting: str) -> None:
    ids = set(re.findall(r' id="([^"]+)"', meeting))
    leads = re.findall(r'<a class="fact" href="#([^"]+)"', meeting)
    assert leads
    assert set(leads) <= ids


def test_a_directive_tells_what_it_cites(meeting: str) -> None:
    assert "viện dẫn cites : Chỉ thị 05-CT/TW" in words(part(meeting, "directives"))


def test_a_chain_tells_what_is_not_held(client: TestClient) -> None:
    directive = IRIS.directive(MAIN.report.name, "1")
    chain = part(shown(client, local(directive)), "chain")
    assert "Chỉ thị 05-CT/TW Văn bản Document viện dẫn, chưa lưu" in words(chain)
    assert re.search(r'<a href="/reports/[^"]+#hit" class="link"', chain)


# --- Pure: marked texts ---------------------------------------------------------------------------

TEXT = "Bà Suối, Giám đốc, chủ trì.\nHọp xong."


def table(*facts: tuple[str, str]) -> Table:
    rows = tuple(Row((Cell(said),), (), fact) for fact, said in facts)
    return Table(Column("Chức vụ"), (Column("Chức vụ"),), rows, anchor="posts")


@pytest.mark.parametrize(
    ("facts", "pieces"),
    [
        ({}, [("Bà Suối, Giám đốc, chủ trì.", (), ()), ("Họp xong.", (), ())]),
        (  # the narrower fact lies in the wider one
            {(0, 26): [Fact("f:1", "participation")], (9, 17): [Fact("f:2", "post")]},
            [
                ("Bà Suối, ", ("participation",), ("posts-1",)),
                ("Giám đốc", ("participation", "post"), ("posts-2", "posts-1")),
                (", chủ trì", ("participation",), ("posts-1",)),
                (".", (), ()),
                ("Họp xong.", (), ()),
            ],
        ),
        (  # one span, two kinds; a fact that no row tells
            {(0, 7): [Fact("f:1", "post"), Fact("f:9", "figure")]},
            [
                ("Bà Suối", ("post", "figure"), ("posts-1",)),
                (", Giám đốc, chủ trì.", (), ()),
                ("Họp xong.", (), ()),
            ],
        ),
    ],
)
def test_a_text_with_its_facts(
    facts: dict[Place, list[Fact]], pieces: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    made = marked(TEXT, facts, [table(("f:1", "chủ trì"), ("f:2", "Giám đốc"))], None)
    found = [(one.run.text, one.kinds, one.rows) for line in made.paragraphs for one in line]
    assert found == pieces


# --- Pure: lines of time and drawings -------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "years"),
    [
        (["2031-07-15"], [2031, 2032]),
        (["2031-03"], [2031]),
        (["2029", "2031-05-02"], [2029, 2030, 2031]),
        (["1945-09-02", "2031"], [1960, 1980, 2000, 2020]),
        (["hôm qua", "2031-07-15", ""], [2031, 2032]),
    ],
)
def test_the_years_below_a_line(days: list[str], years: list[int]) -> None:
    line = axis(days)
    assert line
    assert [one for one, _ in line.years()] == years
    assert all(0 <= line.place(day) <= 100 for day in days)


@pytest.mark.parametrize(
    "day", ["", "hôm qua", "2031-13", "2031-02-30", "2031-1-1", "0000", "12031"]
)
def test_what_is_no_date_is_not_drawn(day: str) -> None:
    assert not dated(day)
    assert axis([day]) is None


LABELS = (*HOSTILE, "Hội nghị sơ kết công tác sáu tháng đầu năm của Viện Sao Mai")


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=20),
    st.lists(st.integers(-3, 3), min_size=10, max_size=10),
    st.lists(st.sampled_from(LABELS), min_size=10, max_size=10),
)  # fmt: skip
def test_cards_never_cover_one_another(
    ends: list[tuple[int, int]], layer: list[int], labels: list[str]
) -> None:
    nodes = tuple(
        Node(f"{IRIS.base}org/{n}", "organisation", label) for n, label in enumerate(labels)
    )
    edges = tuple(Edge(nodes[a].id, nodes[b].id, "subordination", "thuộc") for a, b in ends)
    column = {node.id: at + 3 for node, at in zip(nodes, layer, strict=True)}
    made = columns(Graph(nodes, edges), column, PLACE, "hình")
    assert len(made.cards) == len(nodes)
    for one in made.cards:
        assert 0 <= one.x <= one.x + one.width <= made.width
        assert 0 <= one.y <= one.y + one.height <= made.height
        assert 1 <= len(one.lines) <= 3
    boxes = sorted((one.x, one.y, one.y + one.height) for one in made.cards)
    for (x, _, end), (other, begin, _) in pairwise(boxes):
        assert x != other or end < begin


def test_a_wrong_figure_or_date_in_the_store_is_left_out() -> None:
    told_ = nquads(YEARS[0])
    assert '"10"' in told_
    broken = told_.replace('"10"', '"nhiều"').replace('"2029-05-02"', '"mai"')
    with Store.open() as store:
        plain = re.sub(r"\^\^<[^>]*(date|decimal)>", "", broken)
        store.put(IRIS.report(YEARS[0].report.name), plain)
        client = TestClient(serving(store))
        assert 'id="charts"' not in shown(client, local(body(CANAL)))
        assert "không rõ" not in part(shown(client, local(person(MAY))), "life")


# --- What is told in order of time ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "said", "formats"),
    [
        (
            f"/graph/timeline?id={person(UOC)}&kind=post",
            ["Điều được kể về một đối tượng", "2031-07-15 Chức vụ", "Bí thư (đương nhiệm"],
            ["json", "csv", "ttl"],
        ),
        (
            "/graph/contradictions?kind=two-heads",
            ["Điều mâu thuẫn"],
            ["json", "csv", "ttl"],
        ),
        ("/graph/changes", ["Kho thay đổi gì"], ["json", "csv", "ttl", "atom"]),
    ],
)
def test_entries_are_a_page(
    client: TestClient, path: str, said: list[str], formats: list[str]
) -> None:
    page = shown(client, path)
    assert [one for one in said if one not in words(page)] == []
    links = [unescape(link) for link in re.findall(r'href="([^"]*format=[^"]*)"', page)]
    assert {link: status for link in links if (status := client.get(link).status_code) != 200} == {}
    assert sorted({link.rpartition("=")[2] for link in links}) == sorted(formats)
