"""Figures: value, unit, indicator, period and qualifier, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Document
from loaders.find.figures import find_figures
from loaders.model import Report
from loaders.segment import segment

TITLE = "Hội nghị tổng kết công tác năm 2022 của Đảng bộ Viện Cơ khí Sông Thử"


def read(body: str, title: str = TITLE) -> Document:
    return segment(Report("r", f"{title}\n{body}"))


def told(body: str) -> list[tuple[str, str, str]]:
    return [(f"{f.value}", f.unit, f.indicator) for f in find_figures(read(body))]


@pytest.mark.parametrize(
    ("body", "figures"),
    [
        # before the predicate
        ("Doanh thu toàn Viện đạt trên 13 tỷ đồng.", [("13", "tỷ đồng", "Doanh thu toàn Viện")]),
        ("Thu ngân sách xã 1.481 tỷ đồng.", [("1481", "tỷ đồng", "Thu ngân sách xã")]),
        (
            "Về chăn nuôi, tỷ lệ hộ nghèo giảm còn 2,1%.",
            [("2.1", "%", "tỷ lệ hộ nghèo")],
        ),
        # the figure before goes on
        (
            "Tổng doanh thu ước đạt 800 tỷ đồng (tăng hơn 21,37% so cùng kỳ), đạt 63% kế hoạch.",
            [
                ("800", "tỷ đồng", "Tổng doanh thu"),
                ("21.37", "%", "Tổng doanh thu"),
                ("63", "%", "Tổng doanh thu"),
            ],
        ),
        (
            "Tỷ lệ giải ngân đạt 62,3% (cùng kỳ năm 2021 đạt 55%).",
            [("62.3", "%", "Tỷ lệ giải ngân"), ("55", "%", "Tỷ lệ giải ngân")],
        ),
        # the plan in brackets
        (
            "Doanh thu đạt 7% kế hoạch năm 2023 (180 tỷ đồng).",
            [("7", "%", "Doanh thu"), ("180", "tỷ đồng", "kế hoạch năm 2023")],
        ),
        # after the unit
        ("Đảng bộ đã hoàn thành 45,8% kế hoạch năm.", [("45.8", "%", "kế hoạch năm")]),
        (
            "Dự kiến sẽ giảm khoảng 50% số đơn vị hành chính.",
            [("50", "%", "số đơn vị hành chính")],
        ),
        (
            "Kết quả: 100% đảng viên được học tập nghị quyết.",
            [("100", "%", "đảng viên được học tập nghị quyết")],
        ),
        # counts: some work, or a predicate
        (
            "Trong năm, Đảng bộ đã kết nạp được 12 đảng viên mới.",
            [("12", "đảng viên mới", "Đảng bộ đã kết nạp")],
        ),
        ("Chi bộ Một có 28 đảng viên.", [("28", "đảng viên", "Chi bộ Một có đảng viên")]),
        (
            "Toàn huyện có 7/10 xã đạt chuẩn nông thôn mới.",
            [("7", "xã", "Toàn huyện có xã đạt chuẩn nông thôn mới")],
        ),
        (
            "Giải quyết việc làm cho khoảng 1.087 lao động với thu nhập bình quân 9 triệu đồng.",
            [
                ("1087", "lao động", "Giải quyết việc làm"),
                ("9", "triệu đồng", "thu nhập bình quân"),
            ],
        ),
        # measures with what is measured
        (
            "Nhà máy sản xuất được 650 tấn chè và nộp ngân sách trên 3 tỷ đồng.",
            [("650", "tấn", "Nhà máy sản xuất chè"), ("3", "tỷ đồng", "nộp ngân sách")],
        ),
        ("Số hộ kinh doanh tăng 2,5 lần.", [("2.5", "lần", "Số hộ kinh doanh")]),
    ],
)
def test_an_indicator_is_what_the_number_measures(
    body: str, figures: list[tuple[str, str, str]]
) -> None:
    assert told(body) == figures


@pytest.mark.parametrize(
    "body",
    [
        "Tham dự hội nghị có 60 đảng viên.",
        "Có 45 đại biểu về dự.",
        "Sáng ngày 15/7/2020, 12 chi bộ họp.",
        "Đồng chí nêu 3 nội dung và 5 nhiệm vụ trọng tâm.",
        "Thực hiện Nghị quyết số 01-NQ/ĐU và Nghị định 120/2020/NĐ-CP.",
        "Đảng bộ tuân thủ quy định 5k.",
        "Lớp học kéo dài 12 tháng.",
        "Cần xử lý tồn tại của 12 dự án.",
        "Bằng khen được trao cho 12 chi bộ.",
        "Trao Huy hiệu Đảng cho 28 đảng viên.",
        "Đại hội bầu Ban Chấp hành gồm 15 đồng chí.",
        "Hội nghị lần thứ 17 họp ở 53 đường Sông Thử.",
    ],
)
def test_what_is_no_result_is_no_figure(body: str) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "period"),
    [
        ("Thu nhập tăng từ 12 triệu đồng năm 2000.", "năm 2000"),
        ("Doanh thu quý I/2022 đạt 13 tỷ đồng.", "quý I/2022"),
        ("Doanh thu Quý II phấn đấu đạt 13 tỷ đồng.", "Quý II năm 2022"),
        ("Trong 6 tháng đầu năm 2021, doanh thu đạt 13 tỷ đồng.", "6 tháng đầu năm 2021"),
        ("6 tháng đầu năm kết quả tốt. Doanh thu đạt 13 tỷ đồng.", "6 tháng đầu năm 2022"),
        ("Doanh thu đạt 13 tỷ đồng trong khi năm 2019 còn khó.", "năm 2022"),
        ("Doanh thu đạt 13 tỷ đồng.", "năm 2022"),
        ("Kết quả quý III/2021:\n- Doanh thu đạt 13 tỷ đồng;", "quý III/2021"),
        ("Ngày 3 tháng 4 năm 2020, doanh thu đạt 13 tỷ đồng.", "năm 2022"),
        ("So với cùng kỳ năm 2018 doanh thu đạt 13 tỷ đồng.", "năm 2022"),
    ],
)
def test_a_period_is_printed_or_inherited(body: str, period: str) -> None:
    assert [figure.period for figure in find_figures(read(body))] == [period]


@pytest.mark.parametrize(
    ("body", "qualifier"),
    [
        ("Doanh thu ước đạt 13 tỷ đồng.", "ước"),
        ("Doanh thu ước đạt khoảng 13 tỷ đồng.", "ước khoảng"),
        ("Doanh thu tăng hơn 13%.", "tăng hơn"),
        ("Số hồ sơ giải quyết đạt 7/10 hồ sơ.", "7/10"),
        ("Số đầu mối giảm khoảng 60 - 70%.", "giảm khoảng 60 - 70%"),
        ("Doanh thu đạt 13 tỷ đồng.", ""),
    ],
)
def test_a_qualifier_is_the_degree_of_the_number(body: str, qualifier: str) -> None:
    assert [figure.qualifier for figure in find_figures(read(body))] == [qualifier]


def test_the_span_says_the_indicator_and_the_number() -> None:
    document = read("Năm qua, doanh thu đạt 13 tỷ đồng, tăng 5%.")
    assert [figure.span.of(document.text) for figure in find_figures(document)] == [
        "doanh thu đạt 13 tỷ đồng",
        "doanh thu đạt 13 tỷ đồng, tăng 5%",
    ]


def test_a_repeated_paragraph_tells_a_figure_once() -> None:
    body = "Doanh thu đạt 13 tỷ đồng."
    assert told(f"{body}\n{body}") == told(body)


PIECES = (
    *("đạt ", "5% ", "(", ")", "tăng ", "3 tỷ đồng ", "; ", ", ", "7/10 xã ", ": ", "\n", "và "),
    *("quý I ", "năm 2020 ", "có ", "của ", "doanh thu ", ". ", "Đảng viên ", "so với "),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_gives_figures_within_it(words: list[str]) -> None:
    document = read("".join(words))
    for figure in find_figures(document):
        assert 0 <= figure.span.start < figure.span.end <= len(document.text)
        assert any(c.isdigit() for c in figure.span.of(document.text))
        assert figure.indicator
