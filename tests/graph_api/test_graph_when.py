"""What is told of a thing by date, and figures as series: over the small stores of both suites."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from loaders.model import Extraction, Meeting, Part, Participation, Person, Report, Span
from tests.graph_api.small import EXTRACTIONS, IRIS, OLD, UOC, body, loaded, local, person, serving
from tests.queries.small_store import DANG_BO, DANG_UY, KHAM, SU, TEXTS, TRUNG_TAM, VIEN
from tests.queries.small_store import EXTRACTIONS as METALLURGY


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    with loaded(*EXTRACTIONS, *METALLURGY) as store:
        yield TestClient(serving(store))


def told(client: TestClient, name: str, **params: object) -> dict[str, Any]:
    answer = client.get(f"/graph/{name}", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def lines(client: TestClient, **params: object) -> list[tuple[str, str, str]]:
    entries = told(client, "timeline", **params)["entries"]
    return [(entry["date"], entry["kind"], entry["label"]) for entry in entries]


KHAM_2020 = [
    ("2020-07-15", "participation", "kết luận · conclude – Hội nghị sơ kết 6 tháng đầu năm 2020"),
    ("2020-07-15", "participation", "chủ trì · chair – Hội nghị sơ kết 6 tháng đầu năm 2020"),
]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"id": person(KHAM), "kind": "participation", "to": "2020"}, KHAM_2020),
        (  # one post, seen in two years
            {"id": person(KHAM), "kind": "post"},
            [
                ("2020-07-15", "post", "Viện trưởng (đương nhiệm · current) – " + VIEN.name),
                ("2021-03-10", "post", "Viện trưởng (đương nhiệm · current) – " + VIEN.name),
            ],
        ),
        (
            {"id": person(SU), "kind": "post"},
            [("2020-07-15", "post", "Viện trưởng (nguyên · former) – " + VIEN.name)],
        ),
        (
            {"id": body(VIEN), "kind": "meeting"},
            [("2021-03-10", "meeting", "Gặp mặt đầu xuân")],
        ),
        (  # dated by the meeting of the report
            {"id": body(TRUNG_TAM)},
            [("2021-03-10", "renaming", "Xưởng Đúc Sông Trà")],
        ),
        (
            {"id": body(DANG_BO), "kind": "figure,meeting", "from": "2020-12"},
            [
                ("2020-12-20", "figure", "Doanh thu cả năm"),
                ("2020-12-20", "meeting", "Hội nghị tổng kết năm 2020"),
            ],
        ),
        (
            {"id": body(DANG_UY), "kind": "document"},
            [
                ("2020-03-02", "document", "Kế hoạch 12-KH/ĐU"),
                ("2021-05-01", "document", "Nghị quyết 07-NQ/ĐU"),
            ],
        ),
        ({"id": body(OLD), "from": "2032"}, []),
    ],
)
def test_what_is_told_stands_by_date(
    client: TestClient, params: dict[str, object], expected: list[tuple[str, str, str]]
) -> None:
    assert lines(client, **params) == expected


def test_what_cites_a_document_stands_by_date(client: TestClient) -> None:
    cited = told(client, "timeline", id=person(UOC), kind="directive")["entries"][0]["id"]
    (document,) = [
        node["id"]
        for entry in told(client, "timeline", id=cited)["entries"]
        for node in entry["things"]
        if node["kind"] == "document"
    ]
    dates = [(date, kind) for date, kind, _ in lines(client, id=document)]
    assert dates == [
        ("2016-05-15", "document"),  # of the table of landmark documents
        ("2020-07-15", "citation"),
        ("2020-12-20", "citation"),
        ("2021-05-18", "document"),  # one that rests on it
        ("2031-07-15", "citation"),
        ("", "citation"),  # in a report without a date: last
    ]


def test_a_line_tells_where_it_is_said(client: TestClient) -> None:
    (entry,) = told(client, "timeline", id=person(SU), kind="post")["entries"]
    (address,) = entry["evidence"]
    start, end = map(int, re.findall(r"=(\d+)", address))
    assert TEXTS["so-ket-2020"][start:end] == "Vũ Đình Sử, nguyên"
    assert entry["said"] == {"role": "Viện trưởng", "status": "nguyên · former"}
    assert [node["kind"] for node in entry["things"]] == ["person", "organisation"]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_line_that_is_cut_goes_on(client: TestClient, limit: int) -> None:
    whole = told(client, "timeline", id=person(KHAM))["entries"]
    found, seen = told(client, "timeline", id=person(KHAM), limit=limit), list[Any]()
    while found["truncated"]:
        seen += found["entries"]
        found = client.get(found["rest"]).json()
    assert found["rest"] is None
    assert seen + found["entries"] == whole
    assert len(whole) > 3


def many(number: int) -> Extraction:
    """One person in as many meetings as days."""
    text = "Bà Lò Thị Suối dự họp.\n" * number
    spans = [Span(n * 23, n * 23 + 22) for n in range(number)]
    return Extraction(
        Report("nhieu", text),
        meetings=tuple(
            Meeting("Họp", f"{2000 + n // 360}-{n // 30 % 12 + 1:02}-{n % 28 + 1:02}", None, "",
                    None, "", span, "t")
            for n, span in enumerate(spans)
        ),
        participations=tuple(
            Participation(Person("Lò Thị Suối", ""), Part.ATTEND, span, "t") for span in spans
        ),
    )  # fmt: skip


def test_a_thing_with_very_many_facts_is_cut() -> None:
    with loaded(many(3000)) as store:
        client = TestClient(serving(store))
        found = told(client, "timeline", id=IRIS.person("Lò Thị Suối", ""), limit=5)
    assert (len(found["entries"]), found["truncated"]) == (5, True)


def test_lines_as_csv(client: TestClient) -> None:
    answer = client.get("/graph/timeline", params={"id": person(SU), "format": "csv"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    posts = [row for row in csv.DictReader(io.StringIO(answer.text)) if row["kind"] == "post"]
    assert [(row["date"], row["role"], row["report"]) for row in posts] == [
        ("2020-07-15", "Viện trưởng", "so-ket-2020")
    ]


def test_what_looks_like_a_formula_is_text_in_csv() -> None:
    extraction = Extraction(
        Report("cong-thuc", "=SUM(A1) họp"),
        meetings=(Meeting("=SUM(A1)", "2031", OLD, "", None, "hop", Span(0, 8), "t"),),
    )
    with loaded(extraction) as store:
        client = TestClient(serving(store))
        answer = client.get("/graph/timeline", params={"id": body(OLD), "format": "csv"})
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert row["label"] == row["title"] == "'=SUM(A1)"


@pytest.mark.parametrize(("name", "who"), [("timeline", KHAM), ("figures", DANG_BO)])
def test_lines_as_turtle(client: TestClient, name: str, who: Any) -> None:  # noqa: ANN401
    iri = person(who) if isinstance(who, Person) else body(who)
    answer = client.get(f"/graph/{name}", params={"id": iri}, headers={"accept": "text/turtle"})
    said = {quad.subject for quad in ox.parse(answer.content, format=ox.RdfFormat.TURTLE)}
    found = told(client, name, id=iri)
    entries = found.get("entries") or [p for one in found["series"] for p in one["points"]]
    assert {ox.NamedNode(entry["id"]) for entry in entries} <= said


def test_figures_are_series(client: TestClient) -> None:
    found = told(client, "figures", id=body(DANG_BO))
    assert [
        (
            one["indicator"],
            one["unit"],
            [(p["period"], p["told"], p["date"]) for p in one["points"]],
        )
        for one in found["series"]
    ] == [
        ("doanh thu", "tỷ đồng", [("6 tháng", "30.5", "2020-07-15")]),
        ("Doanh thu cả năm", "tỷ đồng", [("2020", "64", "2020-12-20")]),
    ]
    (point,) = found["series"][0]["points"]
    assert (point["value"], point["sentences"][0]["quote"]) == (30.5, "30,5 tỷ đồng")


@pytest.mark.parametrize(
    ("params", "indicators"),
    [
        ({"indicator": "cả năm"}, ["Doanh thu cả năm"]),
        ({"to": "2020-08"}, ["doanh thu"]),
        ({"from": "2021"}, []),
        ({"limit": 1}, ["doanh thu"]),
    ],
)
def test_some_figures(client: TestClient, params: dict[str, object], indicators: list[str]) -> None:
    found = told(client, "figures", id=body(DANG_BO), **params)
    assert [one["indicator"] for one in found["series"]] == indicators
    assert found["truncated"] == ("limit" in params)


@pytest.mark.parametrize(
    "given", [person(KHAM), local(person(KHAM)), local(person(KHAM))[4:], "phạm văn khảm"]
)
def test_the_ways_to_name_a_thing(client: TestClient, given: str) -> None:
    assert lines(client, id=given, kind="participation", to="2020") == KHAM_2020


@pytest.mark.parametrize(
    ("name", "params", "status", "parameter"),
    [
        ("timeline", {}, 400, "id"),
        ("timeline", {"id": "person/khong-co"}, 404, "id"),
        ("timeline", {"id": IRIS.report("so-ket-2020")}, 400, "id"),
        ("timeline", {"id": person(KHAM), "kind": "party"}, 400, "kind"),
        ("timeline", {"id": person(KHAM), "from": "2020-02-31"}, 400, "from"),
        ("timeline", {"id": person(KHAM), "from": "2021", "to": "2020"}, 400, "to"),
        ("timeline", {"id": person(KHAM), "limit": 0}, 400, "limit"),
        ("timeline", {"id": person(KHAM), "limit": 100_000}, 400, "limit"),
        ("timeline", {"id": person(KHAM), "format": "svg"}, 400, "format"),
        ("figures", {"id": person(KHAM)}, 400, "id"),
        ("figures", {"id": body(DANG_BO), "to": "nay"}, 400, "to"),
    ],
)
def test_what_cannot_be_told(
    client: TestClient, name: str, params: dict[str, Any], status: int, parameter: str | None
) -> None:
    answer = client.get(f"/graph/{name}", params=params)
    assert (answer.status_code, answer.json().get("parameter")) == (status, parameter)
