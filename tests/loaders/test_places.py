"""Which place a report is about, by rank."""

import pytest

from loaders.find.places import Places, level_at_end, level_of, levels, rank_of
from tests.loaders.pipeline import read

TIN = "Tin về công tác Đảng trong tháng qua"


def places(text: str) -> Places:
    found = read(text)
    parser, parsed = found.names
    return Places(found.document, parser, parsed)


@pytest.mark.parametrize(
    ("text", "rank", "name"),
    [
        # the only one named
        ("Tỉnh Hải Vân mưa.", "1", "Hải Vân"),
        ("Huyện Sông Lam mưa.", "2", "Sông Lam"),
        # of another rank there is none
        ("Huyện Sông Lam mưa.", "1", ""),
        # by its committee
        ("Tỉnh ủy Hải Vân họp.", "1", "Hải Vân"),
        # the one that is named more than the other
        ("Tỉnh Hải Vân mưa, tỉnh Hải Vân nắng, tỉnh Lam Sơn gió.", "1", "Hải Vân"),
        # one place in two spellings
        ("Huyện Đăk Mây mưa, huyện Đắk Mây nắng, huyện Sông Lam gió.", "2", "Đăk Mây"),
        # two alike: it is not told
        ("Tỉnh Hải Vân mưa, tỉnh Lam Sơn nắng.", "1", ""),
        # a level without a name is no place
        ("Cả tỉnh mưa.", "1", ""),
        # a district may be a number
        ("Quận 3 mưa.", "2", "3"),
    ],
)
def test_the_place_of_a_rank(text: str, rank: str, name: str) -> None:
    assert places(text).the(rank) == name


def test_a_place_in_the_title_weighs_more() -> None:
    title, body = "Huyện Sông Lam tổng kết năm", "Huyện Cửa Lũy mưa."
    found = read(body, title)
    assert Places(found.document, *found.names).the("2") == "Sông Lam"


def test_a_place_in_a_heading_in_capitals_does_not_count() -> None:
    title, body = "TỈNH SÔNG LAM BÀN NHIỆM VỤ SÁU THÁNG", "Tỉnh Sông Lam mưa."
    found = read(body, title)
    assert Places(found.document, *found.names).the("1") == "Sông Lam"


@pytest.mark.parametrize(
    ("title", "body", "rank", "level", "name"),
    [
        # a province or city that the title names alone
        (
            "Quảng Ninh: nhiều đổi mới trong công tác Đảng",
            "Cả tỉnh mưa to gió lớn từ đêm qua.",
            "1",
            "tỉnh",
            "Quảng Ninh",
        ),
        (
            "Đà Nẵng: nhiều đổi mới trong công tác Đảng",
            "Cả thành phố mưa to gió lớn từ đêm qua.",
            "2",
            "thành phố",
            "Đà Nẵng",
        ),
        # … or the text, more than once
        (TIN, "Quảng Ninh mưa. Quảng Ninh nắng.", "1", "tỉnh", "Quảng Ninh"),
        (TIN, "Quảng Ninh mưa.", "1", "tỉnh", ""),
        # two alike
        (TIN, "Hà Nội, Hà Nội mưa. Đà Nẵng, Đà Nẵng gió.", "2", "thành phố", ""),
        # a committee is of a place of its own level
        (TIN, "Thành ủy Bình Hà họp.", "2", "thành phố", "Bình Hà"),
        (TIN, "Thành ủy Bình Hà họp.", "2", "huyện", ""),
    ],
)
def test_a_place_that_is_implied(title: str, body: str, rank: str, level: str, name: str) -> None:
    found = read(body, title)
    assert Places(found.document, *found.names).the(rank, level) == name


def test_a_level_tells_places_of_one_rank_apart() -> None:
    found = places("Huyện Sông Lam mưa, thành phố Bến Gỗ nắng.")
    assert (found.the("2"), found.the("2", "huyện"), found.the("2", "thành phố")) == (
        "",
        "Sông Lam",
        "Bến Gỗ",
    )


def test_the_provinces_named() -> None:
    assert sorted(places("Tỉnh Hải Vân mưa, tỉnh Lam Sơn nắng.").provinces()) == [
        "Hải Vân",
        "Lam Sơn",
    ]


@pytest.mark.parametrize(
    ("level", "rank"), [("tỉnh", "1"), ("thị xã", "2"), ("phường", "3"), ("làng", "")]
)
def test_the_rank_of_a_level(level: str, rank: str) -> None:
    assert rank_of(level) == rank


@pytest.mark.parametrize(("rank", "level"), [("1", "tỉnh"), ("2", "huyện"), ("3", "xã"), ("4", "")])
def test_the_usual_word_of_a_rank(rank: str, level: str) -> None:
    assert level_of(rank) == level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Hội Khuyến học tỉnh", "tỉnh"),
        ("Hội Khuyến học thị xã", "thị xã"),  # not `xã`
        ("Hội Khuyến học tỉnh Hải Vân", ""),  # the place is said
        ("Hội Khuyến học", ""),
    ],
)
def test_the_level_whose_place_is_unsaid(name: str, level: str) -> None:
    assert level_at_end(name) == level


def test_one_word_at_most_is_the_usual_one_of_its_rank() -> None:
    usual = [row["level"] for row in levels().values() if row["usual"]]
    assert len(usual) == len(set(usual))
