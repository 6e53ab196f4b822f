"""IRIs: readable, stable, told apart by what identifies a thing and by nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import terms
from ontology.authority import identity, landmark, landmark_of, parse_number, table
from ontology.lexicon import Row
from ontology.terms import Iris

IRIS = Iris("http://example.org/id/")
REPORT = IRIS.report("bao-cao-1")
DANG_UY = IRIS.organisation("Đảng ủy Khối Ruộng Bậc", "", REPORT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đảng ủy Viện Thử nghiệm Sao Mai", "dang-uy-vien-thu-nghiem-sao-mai"),
        ("ĐẶNG ĐÌNH ƯỚC", "dang-dinh-uoc"),
        ("Sở KH&CN", "so-kh-cn"),
        ("01-NQ/ĐUK", "01-nq-duk"),
        ("  — ", ""),
        ("中文", ""),
        ("một hai " * 20, "mot-hai-mot-hai-mot-hai-mot-hai-mot-hai-mot-hai-mot-hai-mot"),
        ("ă" * 100, "a" * 60),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert terms.slug(text) == expected


@given(st.text())
def test_a_slug_is_safe_in_an_iri(text: str) -> None:
    made = terms.slug(text)
    assert len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(
    ("name", "encoded"),
    [
        ("bao-cao_1.v2", "bao-cao_1.v2"),
        ("hội nghị", "h%E1%BB%99i%20ngh%E1%BB%8B"),
        ("a/b#c?d", "a%2Fb%23c%3Fd"),
    ],
)
def test_a_report_is_named_by_its_file(name: str, encoded: str) -> None:
    assert IRIS.report(name) == f"http://example.org/id/report/{encoded}"
    assert IRIS.report_name(IRIS.report(name)) == name
    assert IRIS.report_name(IRIS.span(IRIS.report(name), 1, 2)) == name


def test_a_report_needs_a_name() -> None:
    with pytest.raises(ValueError, match="name"):
        IRIS.report("")


def test_only_reports_have_a_report_name() -> None:
    assert IRIS.report_name("http://example.org/id/person/x") == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Viện Mỏ - Luyện kim", ""), ("Viện  Mỏ – Luyện kim", "")),
        (("Đảng ủy Viện", ""), ("Đảng Ủy viện", "")),
    ],
)
def test_spellings_of_one_body(one: tuple[str, str], other: tuple[str, str]) -> None:
    first, second = IRIS.organisation(*one, REPORT), IRIS.organisation(*other, "r2")
    assert first.rpartition("-")[2] == second.rpartition("-")[2]
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Sở Canh nông", "Hải Trạch"), ("Sở Canh nông", "Lạc Khê")),
        (("Viện Dược", ""), ("Viện Được", "")),
        (("Tỉnh ủy", "?"), ("Tỉnh ủy", "")),
    ],
)
def test_bodies_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert IRIS.organisation(*one, REPORT) != IRIS.organisation(*other, REPORT)


def test_a_body_of_an_open_place_is_the_reports_own() -> None:
    assert IRIS.organisation("Tỉnh ủy", "?", "r1") != IRIS.organisation("Tỉnh ủy", "?", "r2")


def test_namesakes_are_told_apart_by_their_anchor() -> None:
    assert IRIS.person("Lò Văn Mây", "Sở A") != IRIS.person("Lò Văn Mây", "Sở B")


@pytest.mark.parametrize(
    ("date", "organiser", "same"),
    [("2020-07-15", DANG_UY, True), ("2020-07", DANG_UY, False), ("2020-07-15", "", False)],
)
def test_two_reports_of_one_meeting(date: str, organiser: str, same: bool) -> None:
    first = IRIS.meeting("Hội nghị A", date, organiser, "hoi_nghi", "r1")
    second = IRIS.meeting("Hội nghị lần A", date, organiser, "hoi_nghi", "r2")
    assert (first == second) is same


def test_an_iri_is_the_same_for_ever() -> None:
    assert IRIS.person("Đào Thị Suối", "Sở Canh nông").endswith("/dao-thi-suoi-2867ca58bb")


@pytest.mark.parametrize("curie", ["ct:Report", "org:Membership", "skos:prefLabel"])
def test_curies_go_both_ways(curie: str) -> None:
    assert terms.shorten(terms.expand(curie)) == curie


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("05-CT/TW", ("5", "", "ct", "tw")),
        ("05 – CT/TƯ", ("5", "", "ct", "tw")),
        ("18-NQ,TW", ("18", "", "nq", "tw")),
        ("107/2020/NĐ-CP", ("107", "2020", "nđ", "cp")),
        ("60-NQ/ĐU", ("60", "", "nq", "đu")),
        ("9/2021/TTLT-BTC-BNV", ("9", "2021", "ttlt-btc", "bnv")),
        ("05", ("5", "", "", "")),
        ("", ("", "", "", "")),
        ("/-", ("", "", "", "")),
    ],
)
def test_the_parts_of_a_number(printed: str, parts: tuple[str, ...]) -> None:
    number = parse_number(printed)
    assert (number.serial, number.year, number.kind, number.issuer) == parts


@given(st.text(max_size=20))
def test_no_number_is_an_error(text: str) -> None:
    assert isinstance(parse_number(text).national, bool)


@pytest.mark.parametrize(
    ("cited", "date", "by", "expected"),
    [
        # number alone, in a report of later
        (("Chỉ thị", "05-CT/TW", ""), "", "2021-07-26", "2016-05-15"),
        # the number of a report before the document: another one
        (("Chỉ thị", "05-CT/TW", ""), "", "2013-01-01", ""),
        # the date given decides
        (("Chỉ thị", "05-CT/TW", ""), "2016-05-15", "2021-07-26", "2016-05-15"),
        (("Chỉ thị", "05-CT/TW", ""), "2001-05-15", "2021-07-26", ""),
        # a number of two terms, before and after the second
        (("Nghị quyết", "18-NQ/TW", ""), "", "2019-01-01", "2017-10-25"),
        (("Nghị quyết", "18-NQ/TW", ""), "", "2023-01-01", ""),
        # by name
        (("Nghị quyết", "", "Nghị quyết Trung ương 4 khóa XII"), "", "", "2016-10-30"),
        (("Nghị quyết", "", "Nghị quyết Trung ương 4 khóa XI"), "", "", "2012-01-16"),
        (("Chỉ thị", "05", ""), "", "", "2016-05-15"),
        # not known, or not certain
        (("Nghị quyết", "60-NQ/ĐU", ""), "", "", ""),
        (("Nghị quyết", "", ""), "", "", ""),
        (("Nghị quyết", "59-NQ/TW", ""), "", "", ""),
    ],
)
def test_landmark_documents(cited: tuple[str, str, str], date: str, by: str, expected: str) -> None:
    found = landmark(*cited, date=date, by=by)
    assert (found.date if found else "") == expected


@pytest.mark.parametrize(
    ("issuer", "found"), [("", True), ("Bộ Chính trị", True), ("Đảng ủy Sở Canh nông", False)]
)
def test_a_bare_number_is_a_landmark_of_the_centre_alone(issuer: str, found: bool) -> None:
    assert (landmark("Chỉ thị", "05", issuer=issuer) is not None) is found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        # national: the number and the year, whoever cites it
        (("Chỉ thị", "05-CT/TW", "", "2016", ""), ("Chỉ thị", "5-CT/TW", "", "2016-05", "x"), True),
        (("Nghị định", "7/2020/NĐ-CP", "", "", ""), ("Nghị định", "07/2020/NĐ-CP", "", "2020", ""),
         True),
        # one series whatever it is called
        (("Quyết định", "9-QĐ/TW", "", "2013", ""), ("Quy định", "9-QĐ/TW", "", "2013", ""), True),
        # local numbers start again every term, and with every body
        (("Nghị quyết", "1-NQ/ĐUK", "", "2016", "x"), ("Nghị quyết", "1-NQ/ĐUK", "", "2021", "x"),
         False),
        (("Nghị quyết", "1-NQ/ĐUK", "", "2021", "x"), ("Nghị quyết", "1-NQ/ĐUK", "", "2021", "y"),
         False),
        (("Nghị quyết", "1-NQ/ĐUK", "", "2021", "x"), ("Nghị quyết", "01-NQ/ĐUK", "", "2021-05-19",
         "x"), True),
        # what is left open stays with the report
        (("Nghị quyết", "1-NQ/ĐUK", "", "2021", ""), ("Nghị quyết", "1-NQ/ĐUK", "", "2021", ""),
         False),
        (("Nghị quyết", "1-NQ/ĐUK", "", "", "x"), ("Nghị quyết", "1-NQ/ĐUK", "", "", "x"), False),
        (("Quy chế", "", "Quy chế làm việc", "", ""), ("Quy chế", "", "Quy chế làm việc", "", ""),
         False),
        (("Quy chế", "", "Quy chế làm việc", "", "x"), ("Quy chế", "", "Quy chế làm việc", "", "x"),
         True),
        (("Luật", "", "Luật Sứa", "", ""), ("Luật", "", "Luật sứa", "", ""), True),
    ],
)  # fmt: skip
def test_by_what_two_reports_mean_one_document(
    one: tuple[str, ...], other: tuple[str, ...], same: bool
) -> None:
    def minted(cited: tuple[str, ...], report: str) -> str:
        type_, number, name, date, issuer = cited
        who = identity(type_, number, name, date, issuer=issuer, report=report)
        return IRIS.document("x", *who)

    assert (minted(one, "r1") == minted(other, "r2")) is same


@pytest.mark.parametrize("name", ["van_ban_moc", "noi_ban_hanh", "the_loai"])
def test_the_ids_of_a_table_are_its_own(name: str) -> None:
    ids = [row.id for row in table(name)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("row", table("van_ban_moc"), ids=lambda row: row.id)
def test_a_landmark_is_named_in_its_example(row: Row) -> None:
    cells = row
    named = [cells["number"], *cells["form"].split("; ")]
    assert any(form and form in cells["example"] for form in named)
    assert cells["confidence"] in ("high", "medium")
    assert parse_number(cells["number"]).national or not cells["number"]


def test_what_a_landmark_carries_out_is_in_the_table() -> None:
    based = [landmark_of(row.id).based_on for row in table("van_ban_moc")]
    assert any(based)
    assert all(landmark_of(id_) for ids in based for id_ in ids)


@pytest.mark.parametrize("row", table("noi_ban_hanh"), ids=lambda row: row.id)
def test_a_national_code_is_found_in_its_example(row: Row) -> None:
    cells = row
    assert parse_number(cells["example"]).issuer == terms.key(cells["id"])


@pytest.mark.parametrize("row", table("the_loai"), ids=lambda row: row.id)
def test_a_kind_of_document_is_named_in_its_example(row: Row) -> None:
    cells = row
    assert cells["example"].startswith(cells["form"].split("; ")[0])
    assert terms.document_type(cells["form"].split("; ")[0]).endswith(f"#doctype-{cells['id']}")
