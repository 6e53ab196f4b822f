"""Why a report says what it says: rules and rows of facts, near misses of silent sentences."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.explain import Reading, explain
from loaders.extract import extract
from loaders.facts import facts
from loaders.model import Extraction, Report
from ontology.lexicon import fold, table
from ontology.rules import NearMiss, near_misses

TITLE = "Viện Địa chất Hải Vân sơ kết công tác sáu tháng đầu năm\n"
LEAD = "Ngày 12/7/2031, Viện Địa chất Hải Vân tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm.\n"


def said(text: str) -> Extraction:
    return extract(Report("tin", clean(text)))


def last(text: str, only: str = "") -> Reading:
    """The last sentence of a report whose title and lead are those above."""
    return explain(said(TITLE + LEAD + text), only)[1][-1]


@pytest.mark.parametrize(
    ("text", "rule", "rows"),
    [
        (
            "Đồng chí Lê Văn Hạnh, Viện trưởng, chủ trì Hội nghị.",
            "act:chu_tri",
            {("hanh_vi", "chủ trì"), ("xung_ho", "Đồng chí"), ("chuc_vu", "Viện trưởng")},
        ),
        (
            "Đồng chí Lê Văn Hạnh, nguyên Viện trưởng Viện Địa chất Hải Vân, gửi lời chào.",
            "post:vien_truong",
            {
                ("chuc_vu", "Viện trưởng"),
                ("trang_thai_chuc_vu", "nguyên"),
                ("to_chuc", "Viện"),
                ("xung_ho", "Đồng chí"),
            },
        ),
        (
            "Đồng chí Lê Văn Hạnh yêu cầu các phòng rà soát toàn bộ mẫu khoan ở kho.",
            "prose:yeu_cau",
            {("yeu_cau", "yêu cầu"), ("dong_tu_chi_dao", "rà soát")},  # before and in the fact
        ),
        (
            "Hội nghị quán triệt Chỉ thị số 77-CT/TW.",
            "citation-number",
            {("loai_van_ban", "Chỉ thị"), ("ky_hieu_van_ban", "CT"), ("co_quan_trung_uong", "TW")},
        ),
        (
            "Chi bộ kết nạp đảng viên theo Điều lệ Đảng.",
            "citation-dieu-le-dang",
            {("van_ban_khong_so", "Điều lệ Đảng")},
        ),
        (
            "Doanh thu từ hợp đồng dịch vụ đạt 38,6 tỷ đồng.",
            "figure-tien",  # `hợp đồng` and `vụ` are units too, after a number
            {("chi_tieu", "Doanh thu"), ("don_vi_do", "tỷ"), ("don_vi_do", "đồng")},
        ),
        (
            "Viện tặng Giấy khen cho 4 tập thể.",
            "award-counted",
            {("khen_thuong", "Giấy khen"), ("trao_tang", "cho"), ("nguoi_nhan", "tập thể")},
        ),
    ],
)
def test_a_fact_names_its_rule_and_rows(text: str, rule: str, rows: set[tuple[str, str]]) -> None:
    (explained,) = (one for one in last(text).facts if one.fact.rule == rule)
    assert explained.rule is not None
    told = {(use.row.table, use.printed) for use in explained.rows}
    little = {"dinh_luong", "trao_tang"} - {name for name, _ in rows}
    assert {one for one in told if one[0] not in little} == rows


def test_the_row_that_a_rule_names_stands_first() -> None:
    text = "Đồng chí Lê Văn Hạnh, Bí thư Đảng ủy, Viện trưởng Viện Địa chất Hải Vân, dự."
    told = {one.fact.rule: one.rows[0].row.id for one in last(text).facts}
    assert told["post:bi_thu"] == "bi_thu"
    assert told["post:vien_truong"] == "vien_truong"


@pytest.mark.parametrize("miss", near_misses(), ids=lambda miss: miss.id)
def test_the_example_of_a_near_miss_is_one(miss: NearMiss) -> None:
    _, readings = explain(said(miss.example))
    told = [one for reading in readings for one in reading.nearly if one.miss == miss]
    assert told, [fact.rule for _, fact in facts(said(miss.example))]


@pytest.mark.parametrize(
    ("text", "misses"),
    [
        ("Viện trưởng rất vui.", {"post": {("chuc_vu", "Viện trưởng")}}),
        ("Nhiều người góp ý cho Nghị định này.", {"document": {("loai_van_ban", "Nghị định")}}),
        ("Nhiều người góp ý cho nghị định này.", {}),  # in general
        ("Trời mưa.", {}),
    ],
)
def test_a_silent_sentence_tells_what_was_nearly_found(
    text: str, misses: dict[str, set[tuple[str, str]]]
) -> None:
    reading = last(text)
    assert reading.silent
    told = {n.miss.id: {(u.row.table, u.printed) for u in n.rows} for n in reading.nearly}
    assert told == misses


def test_a_sentence_with_a_fact_is_not_silent() -> None:
    reading = last("Đồng chí Lê Văn Hạnh chủ trì Hội nghị. Thực thi nghiêm Nghị định này.")
    assert [one.miss.id for one in reading.nearly] == ["document"]
    assert last("Đồng chí Lê Văn Hạnh chủ trì Hội nghị.").nearly == ()


@pytest.mark.parametrize(
    ("only", "rules", "misses"),
    [
        ("participation", ["act:chu_tri"], []),
        ("roles", [], ["person_post"]),  # as if there were no facts but posts
        ("figures", [], []),
    ],
)
def test_only_one_relation(only: str, rules: list[str], misses: list[str]) -> None:
    reading = last("Đồng chí Lê Văn Hạnh chủ trì Hội nghị.", only)
    assert [one.fact.rule for one in reading.facts] == rules
    assert [one.miss.id for one in reading.nearly] == misses


@pytest.mark.parametrize("miss", near_misses(), ids=lambda miss: miss.id)
def test_a_near_miss_says_what_it_is(miss: NearMiss) -> None:
    assert miss.vi
    assert miss.en
    for name, ids in miss.tables:
        assert set(ids) <= {row.id for row in table(name)}


def consistent(report: Extraction) -> None:
    """Each fact is told once, each row where its form is printed."""
    document, readings = explain(report)
    told = [explained.fact for reading in readings for explained in reading.facts]
    assert sorted(map(id, told)) == sorted(id(fact) for _, fact in facts(report))
    for reading in readings:
        for rows in (*(one.rows for one in reading.facts), *(one.rows for one in reading.nearly)):
            assert [document.text[use.start : use.end] for use in rows] == [u.printed for u in rows]
        for nearly in reading.nearly:
            sentence = reading.sentence
            assert all(sentence.start <= s.start <= s.end for s in nearly.spans)


def test_the_samples_are_explained(samples: Path) -> None:
    for path in samples.glob("*.txt"):
        report = said(path.read_text(encoding="utf-8"))
        consistent(report)
        rules = [one.rule for reading in explain(report)[1] for one in reading.facts]
        assert None not in rules


WORDS = [
    "Đồng chí", "Lê Văn Hạnh", "Bí thư", "chủ trì", "yêu cầu", "Nghị quyết số", "12-NQ/TW", "đạt",
    "38,6 tỷ đồng", "Giấy khen", "cho 4 tập thể", "Huyện ủy", "Sở", "tổ chức", "Hội nghị", ",", ".",
    "\n", "của", "12/7/2031", "phải", "được sự lãnh đạo", "đơn vị",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text())
def test_any_text_is_explained(text: str) -> None:
    consistent(said(text))


def test_what_is_printed_is_a_form_of_its_row() -> None:
    for explained in last("Đồng chí Lê Văn Hạnh, Viện trưởng, chủ trì Hội nghị.").facts:
        for use in explained.rows:
            assert fold(use.printed) in {fold(form) for form in use.row.forms}
