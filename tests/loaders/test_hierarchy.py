"""Which bodies stand under which, and which were renamed."""

import pytest

from tests.loaders.pipeline import TITLE, read

VIEN = "Viện Cơ khí Sông Thử"
PARTY = "Đảng ủy Viện Cơ khí Sông Thử tổ chức Hội nghị"  # the Party committee meets

Pair = tuple[str, str, str]


def pairs(text: str, title: str = TITLE) -> list[Pair]:
    return [
        (one.child.name, one.parent.name, one.relation.value) for one in read(text, title).hierarchy
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each body under the one that its name goes on with
        (
            "Ban Thường vụ Đảng ủy Viện Cơ khí Sông Thử giao việc.",
            [
                (f"Ban Thường vụ Đảng ủy {VIEN}", f"Đảng ủy {VIEN}", "subOrganizationOf"),
                (f"Đảng ủy {VIEN}", VIEN, "committeeOf"),
            ],
        ),
        (
            "Ban Tuyên giáo Tỉnh ủy Hải Vân giao việc.",
            [("Ban Tuyên giáo Tỉnh ủy Hải Vân", "Tỉnh ủy Hải Vân", "subOrganizationOf")],
        ),
        # the committee of an association under its centre
        (
            "Ban Chấp hành Trung ương Hội Khuyến học giao việc.",
            [
                (
                    "Ban Chấp hành Trung ương Hội Khuyến học",
                    "Trung ương Hội Khuyến học",
                    "subOrganizationOf",
                )
            ],
        ),
        # organs of the centre, whose names tell it
        (
            "Ủy ban Thường vụ Quốc hội giao việc.",
            [("Ủy ban Thường vụ Quốc hội", "Quốc hội", "subOrganizationOf")],
        ),
        (
            "Cục Cứu hộ Bộ Quốc phòng giao việc.",
            [("Cục Cứu hộ Bộ Quốc phòng", "Bộ Quốc phòng", "unitOf")],
        ),
        # a bare organ is of the host's committee
        (
            "Ban Thường vụ giao việc.",
            [(f"Ban Thường vụ Đảng ủy {VIEN}", f"Đảng ủy {VIEN}", "subOrganizationOf")],
        ),
        # whose cell it is the report does not tell
        ("Ban Chấp hành Chi bộ giao việc.", []),
        # a unit of another body
        (
            "Công đoàn Sở Nội vụ giao việc.",
            [("Công đoàn Sở Nội vụ", "Sở Nội vụ", "unitOf")],
        ),
        # of other bodies their Party committees are only told of
        ("Đảng ủy Sở Nội vụ giao việc.", []),
    ],
)
def test_by_name(text: str, expected: list[Pair]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a committee whose leave or lead is told of
        (
            "Được sự nhất trí của Đảng ủy Khối Doanh nghiệp Hải Vân, Viện họp.",
            [(f"Đảng ủy {VIEN}", "Đảng ủy Khối Doanh nghiệp Hải Vân", "subOrganizationOf")],
        ),
        # through its standing committee
        (
            "Được sự nhất trí của Ban Thường vụ Đảng ủy Khối Doanh nghiệp Hải Vân, Viện họp.",
            [
                (f"Đảng ủy {VIEN}", "Đảng ủy Khối Doanh nghiệp Hải Vân", "subOrganizationOf"),
                (
                    "Ban Thường vụ Đảng ủy Khối Doanh nghiệp Hải Vân",
                    "Đảng ủy Khối Doanh nghiệp Hải Vân",
                    "subOrganizationOf",
                ),
            ],
        ),
        # a Party organisation stands under one
        (
            "Đề nghị Đảng bộ Khối Doanh nghiệp Hải Vân xếp loại.",
            [(f"Đảng bộ {VIEN}", "Đảng bộ Khối Doanh nghiệp Hải Vân", "subOrganizationOf")],
        ),
        # right after `đề nghị` only
        ("Đề nghị các đơn vị và Đảng bộ Khối Doanh nghiệp Hải Vân xếp loại.", []),
        # the host's own committee is no superior
        ("Được sự nhất trí của Đảng ủy, Viện họp.", []),
        # nor is a department
        ("Được sự nhất trí của Sở Nội vụ, Viện họp.", []),
    ],
)
def test_by_statement(text: str, expected: list[Pair]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # departments, centres
        (
            "Phòng Kế hoạch trình bày. Trung tâm Thử nghiệm dự.",
            [("Phòng Kế hoạch", VIEN, "unitOf"), ("Trung tâm Thử nghiệm", VIEN, "unitOf")],
        ),
        # in a post
        (
            "Ông Lò Văn Mây, Trưởng phòng Kế hoạch dự.",
            [("Phòng Kế hoạch", VIEN, "unitOf")],
        ),
        # past a comma, of another body
        (
            "Ông Lò Văn Mây, Trưởng phòng Kế hoạch, Công ty Cấp nước Bình Hà dự.",
            [("Phòng Kế hoạch", "Công ty Cấp nước Bình Hà", "unitOf")],
        ),
        # that of a district is none of the institute's
        (
            "Phòng Nội vụ huyện Sông Lam dự.",
            [("Phòng Nội vụ huyện Sông Lam", "Ủy ban nhân dân huyện Sông Lam", "unitOf")],
        ),
        # a body of its own
        ("Công ty Cấp nước Bình Hà dự.", []),
        # each pair once
        ("Phòng Kế hoạch mới. Phòng Kế hoạch dự.", [("Phòng Kế hoạch", VIEN, "unitOf")]),
    ],
)
def test_units_of_the_host(text: str, expected: list[Pair]) -> None:
    assert pairs(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # in brackets, past a comma, past a word
        (
            "Cục Tần số (Bộ Kho vận) giao việc.",
            [("Cục Tần số", "Bộ Kho vận", "unitOf")],
        ),
        (
            "Hôm qua, cục Tổ chức cán bộ, Bộ Công an giao việc.",
            [("Cục Tổ chức cán bộ", "Bộ Công an", "unitOf")],
        ),
        (
            "Trung tâm Khuyến nông thuộc Sở Thủy lợi giao việc.",
            [("Trung tâm Khuyến nông", "Sở Thủy lợi", "unitOf")],
        ),
        (
            "Ủy ban Pháp luật của Quốc hội giao việc.",
            [("Ủy ban Pháp luật", "Quốc hội", "unitOf")],
        ),
        (
            "Công ty Điện lực Mây là đơn vị thành viên của Tổng công ty Điện lực Núi.",
            [("Công ty Điện lực Mây", "Tổng công ty Điện lực Núi", "unitOf")],
        ),
        # a list shows nothing
        ("Cục Tần số, Bộ Kho vận, Bộ Ngoại giao dự.", []),
        ("Cục Tần số, Bộ Kho vận và các địa phương dự.", []),
        # nor does a committee beside another body
        ("Đảng ủy Cục Tần số thuộc Bộ Kho vận giao việc.", []),
        # a district's department by its name
        (
            "Phòng Tài chính huyện Sông Lam giao việc.",
            [("Phòng Tài chính huyện Sông Lam", "Ủy ban nhân dân huyện Sông Lam", "unitOf")],
        ),
    ],
)
def test_beside(text: str, expected: list[Pair]) -> None:
    assert pairs(text, "Tin vắn cuối tuần của tỉnh") == expected


def test_the_commission_of_a_committee_is_of_the_one_that_meets() -> None:
    title = "Huyện ủy Sông Lam tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm"
    found = read("Ban Tuyên giáo giao việc.", title).organisations.mentions
    assert found[-1].organisation.name == "Ban Tuyên giáo Huyện ủy Sông Lam"


def test_a_unit_that_many_have_is_none_of_the_host() -> None:
    title = "Bộ Kho vận tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm"
    assert pairs("Cục Kiểm kê các tỉnh, Cục Cứu hộ giao việc.", title) == [
        ("Cục Cứu hộ", "Bộ Kho vận", "unitOf")
    ]


def test_organs_of_the_party_organisation_of_a_place() -> None:
    title = "Đại hội đại biểu Đảng bộ huyện Sông Lam lần thứ XX"
    found = read("Ban Chấp hành giao việc. Ban Thường vụ giao việc.", title).organisations
    assert [mention.organisation.name for mention in found.mentions[1:]] == [
        "Ban Chấp hành Đảng bộ huyện Sông Lam",
        "Ban Thường vụ Huyện ủy Sông Lam",
    ]


def test_a_bare_organ_is_the_one_of_the_centre_that_meets() -> None:
    title = "Ủy ban Kiểm tra Trung ương tổ chức kỳ họp thứ 7"
    found = read("Ủy ban Kiểm tra kết luận.", title).organisations
    assert found.mentions[-1].organisation.name == "Ủy ban Kiểm tra Trung ương"


def test_a_ministry_has_no_units_but_those_of_ministries() -> None:
    text = "Phòng Tài chính, Nhà máy Gạch Bến Gỗ và Vụ Pháp chế giao việc."
    title = "Bộ Kho vận tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm"
    assert pairs(text, title) == [("Vụ Pháp chế", "Bộ Kho vận", "unitOf")]


def test_a_department_of_a_district_is_a_unit_of_its_government() -> None:
    title = "UBND huyện Sông Lam tổ chức Hội nghị sơ kết công tác"
    assert pairs("Phòng Nội vụ huyện Sông Lam dự.", title) == [
        ("Phòng Nội vụ huyện Sông Lam", "Ủy ban nhân dân huyện Sông Lam", "unitOf")
    ]


def test_a_committee_of_many_bodies_is_the_committee_of_none() -> None:
    title = "Đảng ủy Khối Doanh nghiệp Hải Vân tổ chức Hội nghị"
    assert pairs("Ban Thường vụ Đảng ủy Khối giao việc.", title) == [
        (
            "Ban Thường vụ Đảng ủy Khối Doanh nghiệp Hải Vân",
            "Đảng ủy Khối Doanh nghiệp Hải Vân",
            "subOrganizationOf",
        )
    ]


def test_nobody_has_units_where_nobody_meets_and_no_title_tells() -> None:
    units = [("Phòng Kế hoạch", VIEN, "unitOf")]
    assert pairs("Phòng Kế hoạch trình bày.", f"{VIEN} bước vào năm mới") == units
    often = f"Thăm {VIEN}. Nhớ {VIEN}. Ơn {VIEN}. Phòng Kế hoạch trình bày."
    assert pairs(often, "Tin về công tác cán bộ trong tháng qua") == []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        # a cell of a unit, where the Party organisation meets
        (
            "Chi bộ Phòng Kế hoạch trình bày.",
            [("Chi bộ Phòng Kế hoạch", f"Đảng bộ {VIEN}", "subOrganizationOf")],
        ),
        # of an unnamed unit
        ("Chi bộ trình bày.", []),
    ],
)
def test_cells_of_the_party_organisation(text: str, cells: list[Pair]) -> None:
    own = (f"Đảng ủy {VIEN}", VIEN, "committeeOf")
    assert pairs(text, PARTY) == [own, *cells]


def test_the_rule_and_the_span_tell_where_it_stands() -> None:
    found = read("Hôm nay, Phòng Kế hoạch trình bày.")
    (pair,) = found.hierarchy
    assert (pair.rule, pair.span.of(found.document.text)) == ("unit", "Phòng Kế hoạch")


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        (
            "Công ty Cấp nước Bình Hà, nay là Công ty Nước sạch Bình Hà dự.",
            [("Công ty Cấp nước Bình Hà", "Công ty Nước sạch Bình Hà")],
        ),
        (
            "Công ty Cấp nước Bình Hà (nay là Công ty Nước sạch Bình Hà) dự.",
            [("Công ty Cấp nước Bình Hà", "Công ty Nước sạch Bình Hà")],
        ),
        # what it is now, not how it is called
        ("Công ty Cấp nước Bình Hà nay là đơn vị mạnh.", []),
        # two bodies
        ("Công ty Cấp nước Bình Hà, Công ty Nước sạch Bình Hà dự.", []),
    ],
)
def test_renamed_bodies(text: str, renamed: list[tuple[str, str]]) -> None:
    assert [(one.before.name, one.after.name) for one in read(text).renamings] == renamed
