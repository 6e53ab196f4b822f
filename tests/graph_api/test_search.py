"""Search: what is found by which words, and that it follows the store."""

import re
import sqlite3
import unicodedata
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from graph_api.search_index import SearchIndex
from graph_api.search_words import first_place, initials, words
from graph_api.store.embedded import Store
from loaders.triples import nquads
from tests.graph_api.small import EXTRACTIONS, IRIS, MAIN, MARKUP, TEXT, loaded


@pytest.mark.parametrize(
    ("asked", "kind", "label"),
    [
        ("dang thi uoc", "person", "Đặng Thị Ước"),
        ("Đặng Thị Ước", "person", "Đặng Thị Ước"),
        ("ĐẶNG THỊ ƯỚC", "person", "Đặng Thị Ước"),
        (unicodedata.normalize("NFD", "Đặng Thị Ước"), "person", "Đặng Thị Ước"),
        ("uoc dang", "person", "Đặng Thị Ước"),
        ("thi uo", "person", "Đặng Thị Ước"),
        ("lo van ky", "person", "Lò Văn Kỷ"),
        ("KH&CN", "organisation", "Sở Khoa học và Công nghệ"),
        ("so khcn", "organisation", "Sở Khoa học và Công nghệ"),
        ("vdlsl", "organisation", "Viện Đo lường Sông Lam"),
        ("tram do luong", "organisation", "Trạm Đo lường Sông Lam"),
        ("05-ct/tw", "document", "Chỉ thị 05-CT/TW"),
        ("hoi nghi so ket", "meeting", "Hội nghị sơ kết 6 tháng đầu năm 2031"),
        ("chi bo thuc hien nghiem", "directive", "1. Các chi bộ thực hiện nghiêm"),
        ("trao 3 giay khen", "report", "Hội nghị sơ kết 6 tháng đầu năm 2031"),
        ("<script>", "person", "<script>alert(1)</script>"),
    ],
)  # fmt: skip
def test_what_is_found(client: TestClient, asked: str, kind: str, label: str) -> None:
    found = client.get("/search", params={"q": asked}).json()["results"]
    first = next(item for item in found if item["kind"] == kind)
    assert first["label"].startswith(label)
    assert client.get(first["address"]).status_code == 200


@pytest.mark.parametrize(
    "asked", ["", " ", "khongcogi", '"', "*", "dang OR", "label:dang", "^khong", "NEAR(", "((", "-"]
)
def test_nothing_found_is_an_empty_list(client: TestClient, asked: str) -> None:
    answer = client.get("/search", params={"q": asked})
    assert (answer.status_code, answer.json()["results"]) == (200, [])


@given(st.text(max_size=40))
def test_no_words_break_the_search(index: SearchIndex, asked: str) -> None:
    assert len(index.find(asked)) <= 50


@pytest.fixture(scope="module")
def index(store: Store) -> SearchIndex:
    return SearchIndex(store)


def test_words_in_a_text_must_stand_together_where_a_name_is_found(index: SearchIndex) -> None:
    """`thị` and `lò` both occur in the report, but only the name is meant."""
    assert {found.kind for found in index.find("lo van ky")} == {"person", "report"}
    assert [found.kind for found in index.find("ky lo van")] == ["person"]


def test_words_apart_are_found_where_nothing_else_is(index: SearchIndex) -> None:
    assert [found.kind for found in index.find("doanh thu giay khen")] == ["report"]


def test_things_of_one_name_are_told_apart(index: SearchIndex) -> None:
    details = {found.kind: found.detail for found in index.find("uoc")}
    assert details == {"person": "Viện Đo lường Sông Lam", "report": "so-ket-2031"}
    (document,) = index.find("09-NQ/ĐU", kind="document")
    assert document.detail == "2031-03-02, Đảng ủy Viện Đo lường Sông Lam"


def test_one_kind_alone(index: SearchIndex) -> None:
    assert {found.kind for found in index.find("so ket", kind="meeting")} == {"meeting"}


def test_a_hit_in_a_text_opens_at_its_words(client: TestClient) -> None:
    found = client.get("/search", params={"q": "doanh thu uoc dat"}).json()["results"]
    (report,) = [item for item in found if item["kind"] == "report"]
    assert "Doanh thu ước đạt 12,5 tỷ đồng" in report["snippet"]
    page = client.get(report["address"]).text
    assert '<mark id="hit">Doanh thu ước đạt</mark>' in page


def test_the_page_and_the_json_hold_the_same(client: TestClient) -> None:
    asked = {"q": "song lam"}
    found = client.get("/search", params=asked).json()["results"]
    page = client.get("/search", params={**asked, "format": "html"}).text
    assert found
    assert [item for item in found if item["label"] not in unescape(page)] == []


def test_the_index_follows_the_store(tmp_path: Path) -> None:
    with loaded() as store:
        index = SearchIndex(store, str(tmp_path / "index.sqlite"))
        assert index.find("dang thi uoc") == []
        for extraction in EXTRACTIONS:
            store.put(IRIS.report(extraction.report.name), nquads(extraction))
        assert [found.kind for found in index.find("dang thi uoc")] == ["person", "report"]
        assert index.counts() == {
            "person": 3,
            "organisation": 7,
            "meeting": 2,
            "document": 2,
            "directive": 2,
            "report": 2,
        }
        store.retract(IRIS.report(MAIN.report.name))
        assert index.find("dang thi uoc") == []
        assert index.counts()["person"] == 1
        assert index.find("script")


def test_a_file_left_by_another_run_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"no database")
    with loaded(MARKUP) as store:
        index = SearchIndex(store, str(path))
        assert index.find("khoa hoc")
        index.close()
    with sqlite3.connect(path) as database:
        assert database.execute("SELECT count(*) FROM name_person").fetchone()[0] > 0
    database.close()


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Đặng Thị Ước", ["dang", "thi", "uoc"]),
        ("KH&CN", ["khcn"]),
        ("05-CT/TW", ["05", "ct", "tw"]),
        ("TP.HCM", ["tphcm"]),
        ("12,5 tỷ", ["12", "5", "ty"]),
        ("…", []),
    ],
)
def test_words(phrase: str, expected: list[str]) -> None:
    assert words(phrase) == expected


def test_initials() -> None:
    assert initials("so khoa hoc va cong nghe") == "skhcn khcn hcn cn"
    assert initials("so") == ""


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("giay khen", "Giấy khen"),
        ("giay khe", "Giấy khen"),
        ("kh&cn", "KH&CN"),
        ("khen giay", "khen"),  # not in this order: the first of the words
        ("g", "Giám"),
        ("cn", ""),  # no word begins so: it is the end of KH&CN
        ("so kh cn", "sơ"),  # KH&CN is one word
        ("so khc", "Sở KH&CN"),
        ("05 ct tw", "05-CT/TW"),
        ("khongco", ""),
    ],
)
def test_where_words_stand(asked: str, expected: str) -> None:
    start, end = first_place(TEXT, words(asked))
    assert TEXT[start:end] == expected


def test_words_stand_in_a_text_that_is_not_composed() -> None:
    text = unicodedata.normalize("NFD", TEXT)
    start, end = first_place(text, words("giay khen"))
    assert unicodedata.normalize("NFC", text[start:end]) == "Giấy khen"


@given(
    st.lists(st.sampled_from(["Sở", "KH&CN", "kh", "CN", "giấy", "số", "x.y", "…", "_"])),
    st.sampled_from([" ", "-", "&", "\n"]),
    st.lists(st.sampled_from(["so", "khcn", "kh", "cn", "giay", "x", "xy"]), min_size=1),
)
def test_the_place_is_the_first_one(told: list[str], between: str, asked: list[str]) -> None:
    """As by a look at each word of the text."""
    text = between.join(told)
    found = [
        (match.start(), match.end(), "".join(words(match[0])))
        for match in re.finditer(r"[^\W_]+(?:[&.][^\W_]+)*", text)
    ]
    expected = (0, 0)
    for wanted in (asked[:1], asked):  # the row counts for more, and what comes first
        for at in reversed(range(len(found) - len(wanted) + 1)):
            row = [word for *_, word in found[at : at + len(wanted)]]
            if row[:-1] == wanted[:-1] and row[-1].startswith(wanted[-1]):
                expected = found[at][0], found[at + len(wanted) - 1][1]
    assert first_place(text, asked) == expected
