"""Forms of tables as patterns of rules."""

import re

import pytest

from loaders.find.patterns import any_of


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("đồng thời là", "đồng thời là"),
        ("kiêm nhiệm", "kiêm nhiệm"),  # the longest, not `kiêm`
        ("kiêm", "kiêm"),
        ("cùng", None),  # a word of another kind
    ],
)
def test_forms_of_one_kind(text: str, match: str | None) -> None:
    found = re.match(any_of("quanh_ten", "kind", "noi_chuc"), text)
    assert (found and found[0]) == match


def test_forms_are_folded_and_marks_stand_for_themselves() -> None:
    assert re.fullmatch(any_of("cap_dia_phuong"), "tp.")
    assert not re.fullmatch(any_of("cap_dia_phuong"), "tpx")


def test_holes_take_their_patterns() -> None:
    term = any_of("quanh_ten", "kind", "nhiem_ky", holes={"k": "[xvi]+", "n": r"\d{4}-\d{4}"})
    assert re.fullmatch(term, "khóa xx")
    assert re.fullmatch(term, "nhiệm kỳ 2025-2030")
    assert not re.fullmatch(term, "khóa {k}")


def test_a_hole_that_nobody_fills_is_told() -> None:
    with pytest.raises(KeyError):
        any_of("quanh_ten", "kind", "nhiem_ky")
