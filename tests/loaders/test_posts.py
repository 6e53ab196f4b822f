"""Who holds which post where, and how."""

import pytest

from tests.loaders.pipeline import read

MAY, SUOI, SONG = "Lò Văn Mây", "Cù Thị Suối", "Kiều Bá Sông"
VIEN = "Viện Cơ khí Sông Thử"
DANG_UY = f"Đảng ủy {VIEN}"
SO = "Sở Nội vụ"

Held = tuple[str, str, str, str]


def posts(text: str) -> list[Held]:
    return [
        (post.mention.name, post.role, post.organisation.name, post.status.value)
        for post in read(text).posts[0]
    ]


def alone(text: str) -> list[str]:
    """Posts that stand for their holders, as printed."""
    found = read(text)
    return [found.document.text[role.start : role.end] for role in found.posts[1]]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        # after the name: a comma, a dash, a bracket, `là`
        ("Ông Lò Văn Mây, Giám đốc Sở Nội vụ dự.", [(MAY, "Giám đốc", SO, "current")]),
        ("Ông Lò Văn Mây - Giám đốc Sở Nội vụ dự.", [(MAY, "Giám đốc", SO, "current")]),
        ("Ông Lò Văn Mây (Giám đốc Sở Nội vụ) dự.", [(MAY, "Giám đốc", SO, "current")]),
        ("Ông Lò Văn Mây hiện là Giám đốc Sở Nội vụ.", [(MAY, "Giám đốc", SO, "current")]),
        # before the name, with or without a mark
        ("Giám đốc Sở Nội vụ Lò Văn Mây dự.", [(MAY, "Giám đốc", SO, "current")]),
        ("Giám đốc Sở Nội vụ: ông Lò Văn Mây.", [(MAY, "Giám đốc", SO, "current")]),
        ("Giám đốc Sở Nội vụ là ông Lò Văn Mây.", [(MAY, "Giám đốc", SO, "current")]),
        # past the term of office
        (
            "Bí thư Huyện ủy Sông Lam khóa XX, nhiệm kỳ 2025 - 2030 là ông Lò Văn Mây.",
            [(MAY, "Bí thư", "Huyện ủy Sông Lam", "current")],
        ),
        # a comma before an honorific, where the post opens the sentence
        ("Giám đốc Sở Nội vụ, ông Lò Văn Mây dự.", [(MAY, "Giám đốc", SO, "current")]),
        ("Sáng 5/7, Giám đốc Sở Nội vụ, ông Lò Văn Mây dự.", [(MAY, "Giám đốc", SO, "current")]),
        # … or a part of it
        (
            "Sở Y tế đã họp; Giám đốc Sở Nội vụ, ông Lò Văn Mây cho rằng đủ.",
            [(MAY, "Giám đốc", SO, "current")],
        ),
        # elsewhere, or with another after it, a list goes on: nobody's post is told
        ("Dự họp có Giám đốc Sở Nội vụ, ông Lò Văn Mây.", []),
        ("Giám đốc Sở Nội vụ, ông Lò Văn Mây, bà Cù Thị Suối dự.", []),
        # a post of all whom a colon lists, whatever else each is
        (
            "Có các đồng chí Đảng ủy viên: Giám đốc Lò Văn Mây, Viện trưởng Cù Thị Suối; bà Kim.",
            [
                (MAY, "Đảng ủy viên", DANG_UY, "current"),
                (SUOI, "Đảng ủy viên", DANG_UY, "current"),
                (SUOI, "Viện trưởng", VIEN, "current"),
            ],
        ),
        # of those whom a number counts
        (
            "Ba Phó Giám đốc Sở Nội vụ Lò Văn Mây, Cù Thị Suối, Kiều Bá Sông dự.",
            [
                (MAY, "Phó Giám đốc", SO, "current"),
                (SUOI, "Phó Giám đốc", SO, "current"),
                (SONG, "Phó Giám đốc", SO, "current"),
            ],
        ),
        # who is spoken of in a post
        (
            "Trên cương vị Giám đốc Sở Nội vụ từ lâu, ông Lò Văn Mây giao việc.",
            [(MAY, "Giám đốc", SO, "current")],
        ),
        (
            "Trong thời gian giữ cương vị Giám đốc Sở Nội vụ, ông Lò Văn Mây giao việc.",
            [(MAY, "Giám đốc", SO, "current")],
        ),
        # past brackets
        ("Giám đốc Sở Nội vụ (SNV) Lò Văn Mây dự.", [(MAY, "Giám đốc", SO, "current")]),
        # a post between two persons is of the one before
        (
            "Ông Lò Văn Mây, Giám đốc Sở Nội vụ, ông Kiều Bá Sông, Giám đốc Sở Y tế dự.",
            [(MAY, "Giám đốc", SO, "current"), (SONG, "Giám đốc", "Sở Y tế", "current")],
        ),
        # … or of the one after, where nothing stands between post and name
        (
            "Ông Lò Văn Mây, Giám đốc Sở Nội vụ Kiều Bá Sông dự.",
            [(SONG, "Giám đốc", SO, "current")],
        ),
        # several persons of one post
        (
            "Phó Giám đốc Sở Nội vụ là hai đồng chí Lò Văn Mây và Cù Thị Suối.",
            [(MAY, "Phó Giám đốc", SO, "current"), (SUOI, "Phó Giám đốc", SO, "current")],
        ),
        (
            "Các Phó Giám đốc Sở Nội vụ: Lò Văn Mây, Cù Thị Suối đồng chủ trì.",
            [(MAY, "Phó Giám đốc", SO, "current"), (SUOI, "Phó Giám đốc", SO, "current")],
        ),
        # … of which the report tells no names
        ("Các Phó Giám đốc Sở Nội vụ dự.", []),
        # past what the holder is in charge of
        (
            "Phó Giám đốc phụ trách cấp nước của Sở Nội vụ Lò Văn Mây dự.",
            [(MAY, "Phó Giám đốc", SO, "current")],
        ),
        (
            "Phó Viện trưởng phụ trách an ninh Âu Văn Mây dự.",
            [("Âu Văn Mây", "Phó Viện trưởng", VIEN, "current")],
        ),
        # a verb between person and post parts them
        ("Ông Lò Văn Mây gặp Giám đốc Sở Nội vụ.", []),
    ],
)
def test_whose_post_it_is(text: str, held: list[Held]) -> None:
    assert posts(text) == held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        # joined by a comma, a dash, `kiêm`, `đồng thời là`
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy, Viện trưởng dự.",
            [(MAY, "Bí thư", DANG_UY, "current"), (MAY, "Viện trưởng", VIEN, "current")],
        ),
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy - Viện trưởng dự.",
            [(MAY, "Bí thư", DANG_UY, "current"), (MAY, "Viện trưởng", VIEN, "current")],
        ),
        (
            "Bí thư Đảng ủy kiêm Viện trưởng Lò Văn Mây dự.",
            [(MAY, "Bí thư", DANG_UY, "current"), (MAY, "Viện trưởng", VIEN, "current")],
        ),
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy, đồng thời là Viện trưởng dự.",
            [(MAY, "Bí thư", DANG_UY, "current"), (MAY, "Viện trưởng", VIEN, "current")],
        ),
        # past the term of office
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy nhiệm kỳ 2025 - 2030, Viện trưởng dự.",
            [(MAY, "Bí thư", DANG_UY, "current"), (MAY, "Viện trưởng", VIEN, "current")],
        ),
        # `và` joins persons, not posts
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy và Viện trưởng dự.",
            [(MAY, "Bí thư", DANG_UY, "current")],
        ),
    ],
)
def test_posts_in_a_row(text: str, held: list[Held]) -> None:
    assert posts(text) == held


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ông Lò Văn Mây, nguyên Giám đốc Sở Nội vụ dự.", "former"),
        ("Ông Lò Văn Mây từng giữ chức Giám đốc Sở Nội vụ.", "former"),
        ("Ông Lò Văn Mây, quyền Giám đốc Sở Nội vụ dự.", "acting"),
        ("Ông Lò Văn Mây, Giám đốc Sở Nội vụ dự.", "current"),
        # the sentence tells of an election or an appointment
        ("Đại hội bầu ông Lò Văn Mây giữ chức Giám đốc Sở Nội vụ.", "appointed"),
        ("Ông Lò Văn Mây được bổ nhiệm giữ chức Giám đốc Sở Nội vụ.", "appointed"),
        ("Ông Lò Văn Mây tái đắc cử chức Giám đốc Sở Nội vụ.", "appointed"),
        # it does not: the post is held as any
        ("Ông Lò Văn Mây giữ chức Giám đốc Sở Nội vụ từ lâu.", "current"),
    ],
)
def test_how_a_post_is_held(text: str, status: str) -> None:
    assert posts(text) == [(MAY, "Giám đốc", SO, status)]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        # who leads a unit without the post of its head
        (
            "Ông Lò Văn Mây, phụ trách Phòng Kế hoạch dự.",
            [(MAY, "Phụ trách", "Phòng Kế hoạch", "acting")],
        ),
        # a deputy in charge holds one post
        (
            "Ông Lò Văn Mây, Phó Trưởng phòng phụ trách Phòng Kế hoạch dự.",
            [(MAY, "Phó Trưởng phòng", "Phòng Kế hoạch", "current")],
        ),
        (
            "Ông Lò Văn Mây, Phó Bí thư phụ trách Huyện đoàn Sông Lam dự.",
            [(MAY, "Phó Bí thư", "Huyện đoàn Sông Lam", "current")],
        ),
        # a field of work is no unit
        ("Ông Lò Văn Mây, phụ trách công tác thi đua dự.", []),
        # those elected together
        (
            "Các đồng chí Lò Văn Mây, Cù Thị Suối được bầu giữ chức Phó Bí thư Đảng ủy.",
            [
                (MAY, "Phó Bí thư", DANG_UY, "appointed"),
                (SUOI, "Phó Bí thư", DANG_UY, "appointed"),
            ],
        ),
        # past where the new post takes its holder
        (
            "Bầu ông Lò Văn Mây vào Ban Chấp hành, giữ chức Phó Bí thư Huyện ủy Sông Lam.",
            [(MAY, "Phó Bí thư", "Huyện ủy Sông Lam", "appointed")],
        ),
        # the old post and the new one
        (
            "Bổ nhiệm ông Lò Văn Mây, Trưởng phòng Kế hoạch giữ chức Phó Viện trưởng.",
            [
                (MAY, "Trưởng phòng", "Phòng Kế hoạch", "current"),
                (MAY, "Phó Viện trưởng", VIEN, "appointed"),
            ],
        ),
        # a list of those elected
        (
            (
                "Đại hội đã bầu các chức danh của Đảng ủy gồm:\n"
                "1. Ông Lò Văn Mây, Bí thư;\n2. Bà Cù Thị Suối, Phó Bí thư."
            ),
            [
                (MAY, "Bí thư", DANG_UY, "appointed"),
                (SUOI, "Phó Bí thư", DANG_UY, "appointed"),
            ],
        ),
        # … but not of those who only run the meeting
        (
            (
                "Đại hội đã bầu Đoàn Chủ tịch gồm:\n- Ông Lò Văn Mây, Bí thư Đảng ủy;\n"
                "- Bà Cù Thị Suối, Phó Bí thư Đảng ủy."
            ),
            [
                (MAY, "Bí thư", DANG_UY, "current"),
                (SUOI, "Phó Bí thư", DANG_UY, "current"),
            ],
        ),
    ],
)
def test_in_charge_elected_appointed(text: str, held: list[Held]) -> None:
    assert posts(text) == held


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        # the post holds the head of the body in itself
        ("Ông Lò Văn Mây, Trưởng phòng Kế hoạch dự.", ["Phòng Kế hoạch"]),
        (
            "Ông Lò Văn Mây, Trưởng Ban Dân vận Huyện ủy Sông Lam dự.",
            ["Ban Dân vận Huyện ủy Sông Lam"],
        ),
        # … and so does its committee
        (
            "Ông Lò Văn Mây, Ủy viên Ban Chấp hành Trung ương Hội Khuyến học dự.",
            ["Ban Chấp hành Trung ương Hội Khuyến học"],
        ),
        # … which may go on after it as another head
        ("Ông Lò Văn Mây, Chánh Văn phòng Trung ương Đảng dự.", ["Văn phòng Trung ương Đảng"]),
        ("Ông Lò Văn Mây, Tư lệnh Cảnh sát biển dự.", ["Bộ Tư lệnh Cảnh sát biển"]),
        # the Party's central committee is named by the post
        (
            "Ông Lò Văn Mây, Ủy viên Ban Chấp hành Trung ương dự.",
            ["Ban Chấp hành Trung ương Đảng"],
        ),
        # a bare committee is of the body where the next post is held
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy, Giám đốc Sở Nội vụ dự.",
            ["Đảng ủy Sở Nội vụ", SO],
        ),
        # one of the commune where the next post is held, whoever reports
        (
            "Ông Lò Văn Mây, Ủy viên Ban Thường vụ, Chủ tịch MTTQ phường Bến Gỗ dự.",
            ["Đảng ủy phường Bến Gỗ", "Ủy ban Mặt trận Tổ quốc Việt Nam phường Bến Gỗ"],
        ),
        (
            "Bệnh viện Phổi Hải Vân mời. Ông Lò Văn Mây, Bí thư Đảng ủy, Giám đốc Bệnh viện dự.",
            ["Đảng ủy Bệnh viện Phổi Hải Vân", "Bệnh viện Phổi Hải Vân"],
        ),
        (
            "HĐND phường Bến Gỗ mời. Ông Lò Văn Mây, Bí thư Đảng ủy, Chủ tịch HĐND phường dự.",
            ["Đảng ủy phường Bến Gỗ", "Hội đồng nhân dân phường Bến Gỗ"],
        ),
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy, Chủ tịch UBND xã Phú Lâm dự.",
            ["Đảng ủy xã Phú Lâm", "Ủy ban nhân dân xã Phú Lâm"],
        ),
        # … though of an enterprise, and not of its board
        (
            "Ông Lò Văn Mây, Bí thư Đảng ủy, Chủ tịch HĐTV Tập đoàn Cảng biển Hải Vân dự.",
            [
                "Đảng ủy Tập đoàn Cảng biển Hải Vân",
                "Hội đồng thành viên Tập đoàn Cảng biển Hải Vân",
            ],
        ),
        # the organ of an enterprise is of the one that is named
        (
            "Ông Lò Văn Mây, Chủ tịch HĐTV dự. Tập đoàn Cảng biển Hải Vân đã họp.",
            ["Hội đồng thành viên Tập đoàn Cảng biển Hải Vân"],
        ),
        # the Party's affairs in a government are the government's, not the place's
        (
            "Ông Lò Văn Mây, Bí thư Ban cán sự đảng, Chủ tịch UBND tỉnh Hải Vân dự.",
            [
                "Ban Cán sự đảng Ủy ban nhân dân tỉnh Hải Vân",
                "Ủy ban nhân dân tỉnh Hải Vân",
            ],
        ),
        (
            "Ông Lò Văn Mây, Ủy viên Đảng đoàn, Phó Chủ tịch Hội Khuyến học Hải Vân dự.",
            ["Đảng đoàn Hội Khuyến học Hải Vân", "Hội Khuyến học Hải Vân"],
        ),
        # a committee that the post says is that of a neighbour, or of its place
        (
            "Ông Lò Văn Mây, Tỉnh ủy viên, Trưởng Ban Dân vận Tỉnh ủy Hải Vân dự.",
            ["Tỉnh ủy Hải Vân", "Ban Dân vận Tỉnh ủy Hải Vân"],
        ),
        (
            "Ông Lò Văn Mây, Tỉnh ủy viên, Phó Chủ tịch UBND tỉnh Hải Vân dự.",
            ["Tỉnh ủy Hải Vân", "Ủy ban nhân dân tỉnh Hải Vân"],
        ),
        # a bare post of the Party is of the committee of the other post's level
        (
            "Ông Lò Văn Mây, UVBTV, Chủ tịch UBND huyện Sông Lam dự.",
            ["Huyện ủy Sông Lam", "Ủy ban nhân dân huyện Sông Lam"],
        ),
        # a bare post takes the body of its neighbour, where such a body has such a post
        (
            "Ông Lò Văn Mây, Giám đốc, Bí thư Chi bộ Trung tâm Thử nghiệm dự.",
            ["Trung tâm Thử nghiệm", "Chi bộ Trung tâm Thử nghiệm"],
        ),
        # else the host's
        ("Ông Lò Văn Mây, Phó Bí thư dự.", [DANG_UY]),
        # a side is told of
        (
            "Về phía Tập đoàn Cảng biển Hải Vân có Tổng Giám đốc Lò Văn Mây.",
            ["Tập đoàn Cảng biển Hải Vân"],
        ),
        (
            "Về phía Tập đoàn Cảng biển Hải Vân có Chủ tịch HĐTV Lò Văn Mây.",
            ["Hội đồng thành viên Tập đoàn Cảng biển Hải Vân"],
        ),
        # the work between post and body
        (
            "Ông Lò Văn Mây, nhân viên thiết kế Ban Quản lý dự án Cầu Bến Gỗ dự.",
            ["Ban Quản lý dự án Cầu Bến Gỗ"],
        ),
        # an enterprise that has only a name of its own
        ("Ông Lò Văn Mây, Giám đốc Mayobank Quảng Ninh dự.", ["Mayobank Quảng Ninh"]),
        ("Ông Lò Văn Mây, Tổng Giám đốc MAYTEX dự.", ["MAYTEX"]),
        (
            "Ông Lò Văn Mây, Tổng Giám đốc Maytex dự. Tập đoàn Dệt Maytex đã họp.",
            ["Tập đoàn Dệt Maytex"],
        ),
        # the commission of the committee of another post's place
        (
            "Ông Lò Văn Mây, Trưởng Ban Dân vận, Chủ tịch UBMTTQ Việt Nam huyện Sông Lam dự.",
            ["Ban Dân vận Huyện ủy Sông Lam", "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Sông Lam"],
        ),
        # the province or city that a post leads
        ("Chủ tịch Quảng Ninh Lò Văn Mây dự.", ["Ủy ban nhân dân tỉnh Quảng Ninh"]),
        ("Bí thư Đà Nẵng Lò Văn Mây dự.", ["Thành ủy Đà Nẵng"]),
        # `của`
        ("Ông Lò Văn Mây, Giám đốc của Sở Nội vụ dự.", [SO]),
        # a unit and, past a comma, the body that it is of
        (
            "Ông Lò Văn Mây, Trưởng phòng Kế hoạch, Công ty Cấp nước Bình Hà dự.",
            ["Phòng Kế hoạch"],
        ),
        # a member of the committee of the commune of the other post
        (
            "Bà Cù Thị Suối, Đảng ủy viên, Chủ tịch Hội Phụ nữ phường Bến Gỗ dự.",
            ["Đảng ủy phường Bến Gỗ", "Hội Liên hiệp Phụ nữ phường Bến Gỗ"],
        ),
        # the place of a body ends before a further post
        (
            "Bà Cù Thị Suối, Chủ tịch UBND phường Bến Gỗ Kiêm Chủ tịch Hội Phụ nữ xã Phú Lâm dự.",
            ["Ủy ban nhân dân phường Bến Gỗ", "Hội Liên hiệp Phụ nữ xã Phú Lâm"],
        ),
        # a family name after a level is no youth union
        ("Phó Chủ tịch HĐND tỉnh Đoàn Văn Mây dự.", ["Hội đồng nhân dân tỉnh"]),
        # nothing tells the body: no post
        ("Ông Lò Văn Mây, Tổng Biên tập dự.", []),
        # a member of what?
        ("Ông Lò Văn Mây, Ủy viên dự.", []),
    ],
)
def test_where_a_post_is_held(text: str, bodies: list[str]) -> None:
    assert [body for _, _, body, _ in posts(text)] == bodies


@pytest.mark.parametrize(
    ("text", "role"),
    [
        # abbreviations, spelled out
        ("Ông Lò Văn Mây, PGĐ Sở Nội vụ dự.", "Phó Giám đốc"),
        ("Ông Lò Văn Mây, PCT UBND huyện Sông Lam dự.", "Phó Chủ tịch"),
        ("Ông Lò Văn Mây - PCT. UBND huyện Sông Lam dự.", "Phó Chủ tịch"),
        ("Ông Lò Văn Mây - CT.UBND huyện Sông Lam dự.", "Chủ tịch"),
        ("Ông Lò Văn Mây - PBT- Huyện ủy Sông Lam dự.", "Phó Bí thư"),
        ("Ông Lò Văn Mây-PCT UBND huyện Sông Lam dự.", "Phó Chủ tịch"),
        # explained in brackets
        ("Ông Lò Văn Mây, Ủy viên Ban Thường vụ (BTV) Tỉnh ủy dự.", "Ủy viên Ban Thường vụ"),
        # in small letters they are none
        ("Ông Lò Văn Mây, gđ Sở Nội vụ dự.", None),
        # nor within a code
        ("Ông Lò Văn Mây, BT/CT Huyện ủy Sông Lam dự.", None),
    ],
)
def test_abbreviated_posts(text: str, role: str | None) -> None:
    assert [held[1] for held in posts(text)] == ([role] if role else [])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        # for its holder
        ("Bí thư Đảng ủy yêu cầu các đơn vị rà soát.", ["Bí thư Đảng ủy"]),
        # for nobody in particular
        ("Các Phó Viện trưởng dự.", []),
        ("Một số Phó Viện trưởng dự.", []),
        # with its holder it does not stand alone
        ("Bí thư Đảng ủy Lò Văn Mây yêu cầu.", []),
    ],
)
def test_posts_that_stand_alone(text: str, printed: list[str]) -> None:
    assert alone(text) == printed


def test_the_span_holds_person_and_post() -> None:
    found = read("Hôm nay, ông Lò Văn Mây, Giám đốc Sở Nội vụ dự.")
    (post,) = found.posts[0]
    assert post.span.of(found.document.text) == "ông Lò Văn Mây, Giám đốc Sở Nội vụ"
