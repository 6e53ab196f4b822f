"""Numbers as they are printed, and the units that follow."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.find.numbers import measures, parse_number
from ontology.lexicon import fold


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("12", "12"),
        ("05", "5"),
        ("24.730", "24730"),
        ("1.300.734", "1300734"),
        ("45,8", "45.8"),
        ("4.5", "4.5"),  # one digit after the dot: no thousands
        ("3.802,8", "3802.8"),
        ("3,802.8", "3802.8"),
        ("1,234", "1.234"),  # a comma parts the fraction
        ("1,500", "1500"),  # but nobody prints the last zeros of one
        ("0.125", "0.125"),
        ("12.34.56", None),
        ("1.2,3,4", None),
        ("1234567890123456", None),  # numbers something, counts nothing
        ("٣", None),
    ],
)
def test_a_printed_number_has_its_value(printed: str, value: str | None) -> None:
    assert parse_number(printed) == (None if value is None else Decimal(value))


def test_what_is_counted_has_no_fraction() -> None:
    assert parse_number("12,534", whole=True) == 12534


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("thu 24.730 tỷ đồng", [("24730", "tỷ đồng", "")]),
        ("thu 111 ngàn tỷ đồng", [("111", "ngàn tỷ đồng", "")]),
        ("thu 15 tỷ", [("15", "tỷ", "")]),
        ("thu 394 tỷ 581 triệu đồng", [("394.581", "tỷ đồng", "")]),
        ("thu 2 triệu 50 nghìn đồng", [("2.050", "triệu đồng", "")]),
        ("lương 11 triệu đồng/tháng", [("11", "triệu đồng/tháng", "")]),
        ("lương 12 triệu đồng / người / năm", [("12", "triệu đồng/người/năm", "")]),
        ("đạt 100 % và 7%", [("100", "%", ""), ("7", "%", "")]),
        ("tăng 8.943%", [("8.943", "%", "")]),
        ("có 7/10 xã", [("7", "xã", "7/10")]),
        ("giảm 60 – 70%", [("60", "%", "60 - 70%")]),
        ("từ 500 đến 520 tỷ đồng", [("500", "tỷ đồng", "500 đến 520")]),
        ("01 (một) quần chúng", [("1", "quần chúng", "")]),
        ("rộng 32ha", [("32", "ha", "")]),
        ("Ngày 25/5 người dân", []),
        ("ngày 15/7/2020 đảng viên", []),
        ("năm 2019 cuộc vận động", []),
        ("tổ 20 phường Bến Thử", []),
        ("Điều 5 người lao động", []),
        ("Nghị quyết 01-NQ/ĐU", []),
        ("quy định 5k", []),
        ("cấp 1.2.3 đồng", []),
        ("điện thoại 0912345678901234 đồng", []),
    ],
)
def test_a_number_goes_with_its_unit(text: str, found: list[tuple[str, str, str]]) -> None:
    told = [(m.value, m.unit, m.note) for m in measures(text, fold(text), 0, len(text))]
    assert told == [(Decimal(value), unit, note) for value, unit, note in found]


@given(st.text(alphabet="0123456789.,/- (%)tỷđồng xã", max_size=60))
def test_measures_stay_in_the_text_and_in_order(text: str) -> None:
    found = list(measures(text, fold(text), 0, len(text)))
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
