"""The names of bodies: how far they reach, and which body a short name means."""

import pytest

from loaders.find.organisations import Mention
from loaders.model import Organisation
from tests.loaders.pipeline import TITLE, read

VIEN = "Viện Cơ khí Sông Thử"


def mentions(text: str, title: str = TITLE) -> list[Mention]:
    """The mentions of the body, in the order of the text."""
    found = read(text, title).organisations.mentions
    return sorted((m for m in found if m.start > len(title)), key=lambda m: m.start)


def printed(text: str) -> list[str]:
    """Which words of `text` the finder takes for names of bodies."""
    document = read(text).document
    return [document.text[m.start : m.end] for m in mentions(text)]


def named(text: str, title: str = TITLE) -> list[str]:
    """The full names of the bodies that `text` mentions."""
    return [mention.organisation.name for mention in mentions(text, title)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # capitals, joined by `và` and a hyphen
        ("Sở Khoa học và Công nghệ Hải Vân dự.", ["Sở Khoa học và Công nghệ Hải Vân"]),
        ("Công ty Bình Hà - Sông Thử dự.", ["Công ty Bình Hà - Sông Thử"]),
        # a field of work in small letters belongs to the name
        ("Sở Nông nghiệp và phát triển nông thôn dự.", ["Sở Nông nghiệp và phát triển nông thôn"]),
        # the shorter of two fields, where the next one reaches farther
        (
            "Trường THPT chuyên Khoa học tự nhiên dự.",
            ["Trường THPT chuyên Khoa học tự nhiên"],
        ),
        # the name of a place holds a word that says how a post is held
        ("Tỉnh ủy Thái Nguyên dự.", ["Tỉnh ủy Thái Nguyên"]),
        # fields that a comma and `và` list
        (
            "Khoa Khí tượng, Thủy văn và Hải dương học dự.",
            ["Khoa Khí tượng, Thủy văn và Hải dương học"],
        ),
        # … of one body, not of several
        ("Các Phòng Tài chính, Kế hoạch và Nội vụ dự.", ["Phòng Tài chính"]),
        # … with its capitals within
        ("Hôm qua trường THPT Sông Thử dự.", ["trường THPT Sông Thử"]),
        ("Các trường THPT dự.", []),
        # hyphens with or without blanks
        ("Bộ Lao động-Thương binh và Xã hội dự.", ["Bộ Lao động-Thương binh và Xã hội"]),
        # a head in lower case, where a field in capitals follows
        ("Hôm qua sở Y tế Hải Vân dự.", ["sở Y tế Hải Vân"]),
        # … but not as the end of another word
        ("Ngày hội Quân đội Nhân dân ta.", []),
        # a number that counts what follows
        ("Hội Nho Hải Vân 3 năm liền dự.", ["Hội Nho Hải Vân"]),
        ("Nhà máy Gạch Bến Gỗ 2 dự.", ["Nhà máy Gạch Bến Gỗ 2"]),
        # a field that is a verb too ends the name where it has no object
        (
            "Cục Quản lý đầu tư xây dựng cùng Sở Nội vụ dự.",
            ["Cục Quản lý đầu tư xây dựng", "Sở Nội vụ"],
        ),
        # verbs in a row end the name
        ("Cục Cứu hộ nghiên cứu, kiến nghị.", ["Cục Cứu hộ"]),
        # a verb ends the name
        ("Sở Nội vụ đã dự.", ["Sở Nội vụ"]),
        ("Phòng Kế hoạch trình bày.", ["Phòng Kế hoạch"]),
        # where and when are none of it
        ("Ngân hàng Phát triển Hải Vân tại Sông Lam dự.", ["Ngân hàng Phát triển Hải Vân"]),
        # a number is
        ("Cụm thi đua số 9 dự.", ["Cụm thi đua số 9"]),
        # a head may open the name of another
        ("Trường Đại học Hải Vân dự.", ["Trường Đại học Hải Vân"]),
        # the body that it belongs to is part of the mention
        ("Vụ Pháp chế Bộ Tài chính dự.", ["Vụ Pháp chế Bộ Tài chính"]),
        ("Ban Thường vụ Đảng ủy Sở Nội vụ dự.", ["Ban Thường vụ Đảng ủy Sở Nội vụ"]),
        # `của` joins a committee to its owner
        ("Đảng ủy của Sở Nội vụ dự.", ["Đảng ủy của Sở Nội vụ"]),
        # a comma parts two bodies
        ("Sở Nội vụ, Sở Y tế dự.", ["Sở Nội vụ", "Sở Y tế"]),
        # a person's name is not the body's
        ("Giám đốc Sở Nội vụ Lò Văn Mây dự.", ["Sở Nội vụ"]),
        # words that begin like a body
        ("Hội trường lớn đông người.", []),
        ("Ban hành quy chế.", []),
        ("Khối lượng công việc lớn.", []),
        # no body in particular
        ("Các Chi bộ dự.", []),
        ("Mọi người dự, các sở, ngành dự.", []),
        # small letters name no body
        ("Một trung tâm mới mở.", []),
    ],
)
def test_how_far_a_name_reaches(text: str, words: list[str]) -> None:
    assert printed(text) == words


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # of the host: its committees, its youth union
        ("Đảng ủy giao việc.", [f"Đảng ủy {VIEN}"]),
        ("Ban Thường vụ giao việc.", [f"Ban Thường vụ Đảng ủy {VIEN}"]),
        ("Ban Chấp hành giao việc.", [f"Ban Chấp hành Đảng bộ {VIEN}"]),
        ("Đoàn thanh niên tham gia.", [f"Đoàn thanh niên {VIEN}"]),
        # the host itself
        ("Viện giao việc.", [VIEN]),
        # of a host that a name shortens
        ("Công đoàn Viện giao việc.", [f"Công đoàn {VIEN}"]),
        # a host has many cells: which one is not told
        ("Chi bộ giao việc.", ["Chi bộ"]),
        # the level that the committee says is not said twice
        ("Huyện ủy huyện Sông Lam giao việc.", ["Huyện ủy Sông Lam"]),
        # a name in full stays as it is
        ("Đảng ủy Sở Nội vụ giao việc.", ["Đảng ủy Sở Nội vụ"]),
    ],
)
def test_a_bare_name_is_of_the_host(text: str, names: list[str]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("title", "text", "names"),
    [
        # the host is a province's committee: its Đảng bộ is named by the place
        (
            "Tỉnh ủy Hải Vân tổ chức Hội nghị sơ kết công tác",
            "Đảng bộ giao việc.",
            ["Đảng bộ tỉnh Hải Vân"],
        ),
        (
            "Huyện ủy Sông Lam tổ chức Hội nghị sơ kết công tác",
            "Ban Chấp hành giao việc.",
            ["Ban Chấp hành Đảng bộ huyện Sông Lam"],
        ),
        # and its standing committee is its own
        (
            "Huyện ủy Sông Lam tổ chức Hội nghị sơ kết công tác",
            "Ban Thường vụ giao việc.",
            ["Ban Thường vụ Huyện ủy Sông Lam"],
        ),
        # an association has organs itself
        (
            "Hội Khuyến học Hải Vân tổ chức Hội nghị sơ kết công tác",
            "Ban Thường vụ giao việc.",
            ["Ban Thường vụ Hội Khuyến học Hải Vân"],
        ),
        (
            "Hội Phụ nữ phường Bến Gỗ tổ chức Hội nghị sơ kết công tác",
            "Ban Thường vụ giao việc.",
            ["Ban Thường vụ Hội Liên hiệp Phụ nữ phường Bến Gỗ"],
        ),
        # the committee of a commune is the place's, whoever of it meets
        (
            "Đảng bộ xã Phú Lâm tổ chức Hội nghị sơ kết công tác",
            "Đảng ủy giao việc. Ban Chấp hành họp.",
            ["Đảng ủy xã Phú Lâm", "Ban Chấp hành Đảng bộ xã Phú Lâm"],
        ),
        (
            "Hội Phụ nữ phường Bến Gỗ tổ chức Hội nghị sơ kết công tác",
            "Đảng ủy giao việc.",
            ["Đảng ủy phường Bến Gỗ"],
        ),
        # so has a cell that meets
        (
            "Chi bộ Phòng Kế hoạch tổ chức Hội nghị sơ kết công tác",
            "Chi bộ giao việc.",
            ["Chi bộ Phòng Kế hoạch"],
        ),
        # the beginning of the host's own name
        (
            "Viện Hàn lâm Khoa học Hải Vân tổ chức Hội nghị sơ kết công tác",
            "Viện Hàn lâm giao việc. Đảng ủy Viện Hàn lâm họp.",
            ["Viện Hàn lâm Khoa học Hải Vân", "Đảng ủy Viện Hàn lâm Khoa học Hải Vân"],
        ),
        # a government whose place nobody says
        (
            "UBND phường tổ chức Hội nghị sơ kết công tác",
            "UBND giao việc.",
            ["Ủy ban nhân dân phường"],
        ),
        # a bare name of the kind that the host is
        (
            "Đoàn Khối Doanh nghiệp Hải Vân tổ chức Hội nghị sơ kết công tác",
            "Đoàn Khối giao việc.",
            ["Đoàn Khối Doanh nghiệp Hải Vân"],
        ),
        # nobody says whose it is
        ("Tin về công tác Đảng trong tháng qua", "Đảng ủy giao việc.", ["Đảng ủy"]),
    ],
)
def test_what_a_bare_name_means_depends_on_the_host(
    title: str, text: str, names: list[str]
) -> None:
    assert named(text, title) == names


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # the committee of the one province, district that the report names
        ("Tỉnh ủy Hải Vân dự. Tỉnh ủy giao việc.", "Tỉnh ủy Hải Vân"),
        ("Tỉnh Hải Vân mưa. UBND tỉnh giao việc.", "Ủy ban nhân dân tỉnh Hải Vân"),
        # of two it is not told
        ("Tỉnh Hải Vân mưa, tỉnh Lam Sơn nắng. UBND tỉnh giao việc.", "Ủy ban nhân dân tỉnh"),
        # words left out of the only long name
        (
            "Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam dự. Liên hiệp Hội Việt Nam giao việc.",
            "Liên hiệp các Hội Khoa học và Kỹ thuật Việt Nam",
        ),
        # the place left out
        (
            "Hội Khuyến học huyện Sông Lam dự. Hội Khuyến học giao việc.",
            "Hội Khuyến học huyện Sông Lam",
        ),
        # of a commune it must be said
        ("Hội Khuyến học xã Phú Lâm dự. Hội Khuyến học giao việc.", "Hội Khuyến học"),
        # the one body of its kind
        ("Công ty Cấp nước Bình Hà dự. Công ty giao việc.", "Công ty Cấp nước Bình Hà"),
        # an association by its central committee
        ("Trung ương Hội Khuyến học dự. Hội giao việc.", "Hội Khuyến học"),
    ],
)
def test_a_short_name_takes_the_full_one_of_the_report(text: str, last: str) -> None:
    assert named(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        # brackets explain it
        ("Sở Khoa học và Công nghệ (KH&CN) dự. Sở KH&CN giao việc.", "Sở Khoa học và Công nghệ"),
        # brackets explain the whole name
        ("Hội Vườn Nho Hải Vân (gọi tắt là HVN) dự. HVN giao việc.", "Hội Vườn Nho Hải Vân"),
        # … within it too, before a place
        (
            "Hội Vườn Nho (HVN) tỉnh Hải Vân tổ chức Hội nghị.",
            "Hội Vườn Nho tỉnh Hải Vân",
        ),
        # the initials do
        (
            "Hội Quản lý Vườn Nho Nam Hải dự. HQLVNNH giao việc.",
            "Hội Quản lý Vườn Nho Nam Hải",
        ),
        # a hyphen parts the words of what is explained, and the head is none of it
        ("Bộ Vườn Nho-Rừng Thông (VN-RT) dự. Bộ VN-RT họp.", "Bộ Vườn Nho-Rừng Thông"),
        # the head that an abbreviation holds is not said twice
        ("Tập đoàn Vườn Nho (TVN) dự. Tập đoàn TVN giao việc.", "Tập đoàn Vườn Nho"),
        # one of several words
        ("Sở GD & ĐT Hải Vân giao việc.", "Sở Giáo dục và Đào tạo Hải Vân"),
        # a head without words of its own before another body stays bare
        (
            "Bộ Tư lệnh Cảnh sát biển dự. Bộ Tư lệnh Quân đoàn 7 giao việc.",
            "Bộ Tư lệnh Quân đoàn 7",
        ),
        # two bodies with one office
        (
            "Văn phòng HĐND và UBND huyện Sông Lam giao việc.",
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện Sông Lam",
        ),
        # the level that a committee leads is not said twice
        ("Tỉnh ủy tỉnh Hải Vân giao việc.", "Tỉnh ủy Hải Vân"),
        # the court above all courts is of no place
        ("VKSND tối cao giao việc.", "Viện kiểm sát nhân dân tối cao"),
        # … before a place, or before the country
        ("Hội Vườn Nho (HVN) tỉnh Hải Vân dự.", "Hội Vườn Nho tỉnh Hải Vân"),
        (
            "Hội Vườn Nho (HVN) tỉnh Hải Vân dự. HVN tỉnh giao việc.",
            "Hội Vườn Nho tỉnh Hải Vân",
        ),
        ("Bảo hiểm xã hội (BHXH) Việt Nam dự.", "Bảo hiểm xã hội Việt Nam"),
        # everybody knows it
        ("UBND huyện Sông Lam giao việc.", "Ủy ban nhân dân huyện Sông Lam"),
    ],
)
def test_abbreviations_are_spelled_out(text: str, last: str) -> None:
    assert named(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        # the name alone tells which
        ("Viện Địa chất Hải Vân giao việc.", ""),
        # a department is of a province: the one that is named
        ("Tỉnh Hải Vân mưa. Sở Nội vụ giao việc.", "Hải Vân"),
        # or none is
        ("Sở Nội vụ giao việc.", "?"),
        # its name says it
        ("Sở Nội vụ tỉnh Hải Vân giao việc.", ""),
    ],
)
def test_what_tells_bodies_of_one_name_apart(text: str, scope: str) -> None:
    assert mentions(text)[-1].organisation.scope == scope


def test_a_mention_holds_the_bodies_that_its_name_goes_on_with() -> None:
    (mention,) = mentions("Ban Thường vụ Đảng ủy Sở Nội vụ tỉnh Hải Vân dự.")
    assert [host.name for host in mention.hosts] == [
        "Đảng ủy Sở Nội vụ tỉnh Hải Vân",
        "Sở Nội vụ tỉnh Hải Vân",
    ]


def test_the_root_of_a_committee_is_the_body_itself() -> None:
    organisations = read("Đảng ủy giao việc. Ban Thường vụ Đảng ủy Sở Nội vụ dự.").organisations
    own, other = sorted(organisations.mentions, key=lambda m: m.start)[-2:]
    assert organisations.root_of(own.organisation) == VIEN
    assert organisations.root_of(other.organisation) == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("dang_uy", f"Đảng ủy {VIEN}"),  # what the host has
        ("vien", VIEN),  # what it is
        ("so", "Sở Nội vụ"),  # what the report names
        ("cong_ty", None),  # neither
    ],
)
def test_the_body_of_a_kind(kind: str, name: str | None) -> None:
    found = read("Sở Nội vụ dự.").organisations.of_kind(kind)
    assert (found and found.name) == name


def test_mentions_within_a_range_lie_in_it() -> None:
    found = read("Sở Nội vụ dự. Sở Y tế về.")
    text, organisations = found.document.text, found.organisations
    start, end = text.index("Sở Y tế"), len(text)
    assert [m.organisation for m in organisations.within(start, end)] == [
        Organisation("Sở Y tế", "so", "?")
    ]
    assert organisations.at(start) == organisations.within(start, end)[0]
    assert organisations.within(start + 1, end) == ()


def test_a_chain_of_heads_without_end_is_read_to_some_depth_only() -> None:
    assert all(len(m.hosts) < 10 for m in mentions("Đảng ủy " * 300))
