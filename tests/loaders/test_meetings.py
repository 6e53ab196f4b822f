"""The meeting that a report is about: how it is called, when, where, which in a row."""

from dataclasses import replace
from datetime import date as Date

import pytest

from loaders.model import Meeting
from tests.loaders.pipeline import TITLE, Read, read

NEWS = "Tin của Viện Cơ khí Sông Thử trong tháng qua"  # a title that names no meeting


def meeting(body: str, title: str = NEWS) -> Meeting:
    (one,) = read(body, title).meetings
    return one


@pytest.mark.parametrize(
    ("body", "title"),
    [
        # after the verb that holds it, up to the words that are none of its name
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác 6 tháng, nhằm rút kinh nghiệm.",
            "Hội nghị sơ kết công tác 6 tháng",
        ),
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết quý III dưới sự chủ trì của bà Mây.",
            "Hội nghị sơ kết quý III",
        ),
        # … up to the venue, the day
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác quý III tại Hội trường lớn.",
            "Hội nghị sơ kết công tác quý III",
        ),
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác quý III vào ngày 15/7/2031.",
            "Hội nghị sơ kết công tác quý III",
        ),
        (
            "Viện Cơ khí tổ chức Lễ trao thưởng sáng kiến cấp tỉnh năm 2031 có ông Mây tới dự.",
            "Lễ trao thưởng sáng kiến cấp tỉnh năm 2031",
        ),
        # where it is held is not its name
        (
            "Ông Lò Văn Mây dự Hội nghị sơ kết công tác quý III. Hội nghị tổ chức tại Cửa Lũy.",
            "Hội nghị sơ kết công tác quý III",
        ),
        # words between verb and name
        (
            "Viện Cơ khí Sông Thử tổ chức thành công Hội nghị sơ kết công tác quý III.",
            "Hội nghị sơ kết công tác quý III",
        ),
        # a short name takes the organiser's
        ("Viện Cơ khí Sông Thử tổ chức Hội nghị.", "Hội nghị Viện Cơ khí Sông Thử"),
        # what is held is a meeting even where no word says so
        (
            "Viện Cơ khí Sông Thử tổ chức học tập nghị quyết mới của cấp trên.",
            "Hội nghị học tập nghị quyết mới của cấp trên",
        ),
        # only told of
        (
            "Hôm qua đã diễn ra cuộc họp của Ban Thường vụ Huyện ủy Sông Lam.",
            "Cuộc họp của Ban Thường vụ Huyện ủy Sông Lam",
        ),
        # a word of organising that is part of others holds nothing
        (
            "Theo kế hoạch về việc tổ chức Đại hội, Viện tổ chức Hội nghị tập dượt tiếp đón.",
            "Hội nghị tập dượt tiếp đón",
        ),
        (
            "Ông Lò Văn Mây dự Hội nghị về mô hình tổ chức chính quyền ở đặc khu Hải Vân.",
            "Hội nghị về mô hình tổ chức chính quyền ở đặc khu Hải Vân",
        ),
        # a body that meets in sessions
        (
            "Ngày 15/7/2031, Ủy ban Thường vụ Quốc hội họp phiên thứ 77.",
            "Họp phiên thứ 77 Ủy ban Thường vụ Quốc hội",
        ),
        (
            "Chiều 15/7/2031, Huyện ủy Sông Lam đã họp, cho ý kiến về nhân sự.",
            "Họp, cho ý kiến về nhân sự",
        ),
        # what somebody chairs is a meeting too, where the words say what it is held for
        (
            "Sáng 15/7/2031, ông Lò Văn Mây chủ trì sơ kết thực hiện chỉ thị mới tại Hải Vân.",
            "Hội nghị sơ kết thực hiện chỉ thị mới tại Hải Vân",
        ),
        # the name ends before what is told of it
        (
            "Sáng 15/7/2031, Kỳ họp thứ 9 Hội đồng nhân dân huyện Sông Lam đã khai mạc tại Lũy.",
            "Kỳ họp thứ 9 Hội đồng nhân dân huyện Sông Lam",
        ),
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết quý III, thông qua hai nghị quyết.",
            "Hội nghị sơ kết quý III",
        ),
        (
            "Viện Cơ khí tổ chức Hội nghị sơ kết quý III do Viện trưởng Lò Văn Mây chủ trì.",
            "Hội nghị sơ kết quý III",
        ),
        (
            "Sáng 15/7/2031, Hội thảo về an toàn cháy nổ do Viện Cơ khí tổ chức đã khép lại.",
            "Hội thảo về an toàn cháy nổ",
        ),
        (
            "Ngày 15/7, ông Mây thăm làm việc tại tỉnh ta về chợ. Làm việc với đoàn có bà Hoa.",
            "Thăm làm việc tại tỉnh ta về chợ",
        ),
        (
            "Tại buổi làm việc về an toàn cháy nổ sáng 9/6, sau khi nghe báo cáo, ông Mây nói.",
            "Buổi làm việc về an toàn cháy nổ",
        ),
        (
            "Tại Hội thảo về an toàn cháy nổ, ông Lò Văn Mây nói nhiều.",
            "Hội thảo về an toàn cháy nổ",
        ),
        (
            "Sáng 15/7/2031, Viện Cơ khí tổ chức Lễ khai giảng năm học mới, tới dự có bà Hoa.",
            "Lễ khai giảng năm học mới",
        ),
        (
            "Chào mừng các ngày lễ lớn, Đại hội Chi bộ Phòng Kế hoạch đã được long trọng tổ chức.",
            "Đại hội Chi bộ Phòng Kế hoạch",
        ),
        # … not at a semicolon or a colon that is part of it
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị tổng kết công tác dân vận; hoạt động văn nghệ.",
            "Hội nghị tổng kết công tác dân vận; hoạt động văn nghệ",
        ),
        (
            "Ông Mây dự Hội nghị tổng kết công tác dân vận của huyện; lãnh đạo xã cùng đi.",
            "Hội nghị tổng kết công tác dân vận của huyện",
        ),
        (
            "Viện Cơ khí Sông Thử tổ chức Hội thảo “Máy cày: xưa và nay” ở xã Lũy.",
            "Hội thảo “Máy cày: xưa và nay” ở xã Lũy",
        ),
        # … but the day of a document belongs to the name
        (
            "Viện Cơ khí tổ chức Hội nghị quán triệt Quyết định 7/QĐ-VCK ngày 5/4/2031 của Viện.",
            "Hội nghị quán triệt Quyết định 7/QĐ-VCK ngày 5/4/2031 của Viện",
        ),
        # of two sentences the one that tells when it is held, though another speaks of one before
        (
            "Phiên họp trước vắng nhiều người. Ngày 15/7/2031, ông Mây chủ trì cuộc họp về bão lũ.",
            "Cuộc họp về bão lũ",
        ),
        (
            (
                "Ngày 15/7, ông Mây chủ trì cuộc họp về việc chống bão lũ. Trước đó, ngày 12/7, "
                "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết quý III."
            ),
            "Cuộc họp về việc chống bão lũ",
        ),
        # of several the one that somebody chairs
        (
            "Sau Hội nghị tuần trước, ông Lò Văn Mây chủ trì Hội nghị giao ban tháng bảy của Viện.",
            "Hội nghị giao ban tháng bảy của Viện",
        ),
    ],
)
def test_the_name_in_the_opening(body: str, title: str) -> None:
    assert meeting(body).title == title


@pytest.mark.parametrize(
    ("title", "body", "name"),
    [
        # a title that names it in full
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác quý III",
            "Hôm qua, Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết.",
            "Hội nghị sơ kết công tác quý III",
        ),
        # a title in capitals gives way
        (
            "VIỆN CƠ KHÍ TỔ CHỨC HỘI NGHỊ SƠ KẾT CÔNG TÁC QUÝ III",
            "Hôm qua, Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác quý III.",
            "Hội nghị sơ kết công tác quý III",
        ),
        # so does one of a few words
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị",
            "Hôm qua, Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác quý III.",
            "Hội nghị sơ kết công tác quý III",
        ),
        # a title that tells of another meeting
        (
            "Hải Vân bầu đoàn đại biểu dự Đại hội lần thứ 13 của Hội Cơ khí",
            "Hôm qua, Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết công tác quý III.",
            "Hội nghị sơ kết công tác quý III",
        ),
        # a headline goes on after the name
        (
            "Hội nghị sơ kết công tác quý III: Nói thẳng, nói thật",
            "Trời mưa to.",
            "Hội nghị sơ kết công tác quý III",
        ),
        # the opening points back to what the title names
        (
            "Hội nghị sơ kết công tác quý III của Viện",
            "Dự Hội nghị có ông Lò Văn Mây. Hội nghị trên diễn ra hôm qua.",
            "Hội nghị sơ kết công tác quý III của Viện",
        ),
        # … or says what the meeting was held for
        (
            "Kỷ niệm 20 năm ngày thành lập xã Phú Lâm",
            "Về dự buổi lễ có ông Lò Văn Mây. Trời mưa to.",
            "Lễ kỷ niệm 20 năm ngày thành lập xã Phú Lâm",
        ),
        (
            "Huyện Sông Lam công bố kế hoạch chống bão lũ",
            "Cuộc họp báo do Chủ tịch huyện Lò Văn Mây chủ trì.",
            "Cuộc họp công bố kế hoạch chống bão lũ",
        ),
        # only the title tells of it
        (
            "Hội nghị sơ kết công tác quý III của Viện",
            "Trời mưa to.",
            "Hội nghị sơ kết công tác quý III của Viện",
        ),
    ],
)
def test_the_name_in_the_title(title: str, body: str, name: str) -> None:
    assert meeting(body, title).title == name


@pytest.mark.parametrize(
    "body",
    [
        # nothing is held
        "Viện vừa mua máy mới. Máy chạy tốt.",
        # a body is set up anew
        "Viện Cơ khí Sông Thử tổ chức lại bộ máy. Máy chạy tốt.",
        # what is organised is none
        "Bộ máy của Viện theo mô hình tổ chức chính quyền mới. Máy chạy tốt.",
        # nothing follows that could be its name
        "Viện Cơ khí Sông Thử tổ chức : máy chạy tốt.",
        # far from the opening
        "Trời mưa. " * 6 + "Viện Cơ khí Sông Thử tổ chức Hội nghị.",
    ],
)
def test_no_meeting(body: str) -> None:
    assert read(body, NEWS).meetings == []


@pytest.mark.parametrize(
    ("body", "kind", "rule"),
    [
        ("Viện Cơ khí Sông Thử tổ chức Đại hội.", "dai_hoi", "meeting:lead"),
        ("Viện Cơ khí Sông Thử tổ chức trọng thể Lễ kỷ niệm.", "le", "meeting:lead"),
        ("Viện Cơ khí Sông Thử tổ chức học tập nghị quyết.", "hoi_nghi", "meeting:lead"),
    ],
)
def test_the_kind(body: str, kind: str, rule: str) -> None:
    found = meeting(body)
    assert (found.kind, found.rule) == (kind, rule)


def test_the_rule_tells_that_only_the_title_names_it() -> None:
    found = meeting("Trời mưa to.", "Đại hội Chi bộ Phòng Kế hoạch năm nay")
    assert (found.kind, found.rule) == ("dai_hoi", "meeting:title")


@pytest.mark.parametrize(
    ("words", "ordinal"),
    [
        ("Hội nghị lần thứ 6", 6),
        ("Đại hội lần thứ XXIV", 24),
        ("Đại hội lần thứ IX", 9),
        ("Hội nghị lần thứ nhất", 1),
        ("Hội nghị lần thứ tư", 4),
        ("Hội nghị lần thứ mười", 10),
        ("Hội nghị lần thứ mười một", 11),
        ("Hội nghị lần thứ hai mươi mốt", 21),
        ("Phiên họp thứ 35", 35),
        ("Kỳ họp thứ năm", 5),
        ("Hội nghị", None),
        ("Hội nghị lần này", None),
        ("Hội nghị quý III", None),
    ],
)
def test_which_in_a_row(words: str, ordinal: int | None) -> None:
    assert meeting(f"Viện Cơ khí Sông Thử tổ chức {words} của Viện.").ordinal == ordinal


@pytest.mark.parametrize(
    ("body", "place"),
    [
        # a building, with the place it is in
        (
            "Tại Hội trường tầng 3, Phú Lâm, Viện Cơ khí Sông Thử tổ chức Hội nghị.",
            "Hội trường tầng 3, Phú Lâm",
        ),
        # who meets there is none of it
        (
            "Tại Hội trường tầng 3, Viện Cơ khí Sông Thử tổ chức Hội nghị.",
            "Hội trường tầng 3",
        ),
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị tại trụ sở số 9 phố Cầu Mây.",
            "trụ sở số 9 phố Cầu Mây",
        ),
        # the name ends before what is done there
        ("Tại hội trường Viện đã diễn ra Hội nghị sơ kết.", "hội trường Viện"),
        # a place that opens the sentence
        ("Tại Sông Lam, Viện Cơ khí Sông Thử tổ chức Hội nghị.", "Sông Lam"),
        (
            "Tại huyện Sông Lam, Viện Cơ khí Sông Thử tổ chức Hội nghị.",
            "huyện Sông Lam",
        ),
        # a building that another sentence tells
        (
            "Viện Cơ khí Sông Thử tổ chức Hội nghị. Hội nghị diễn ra tại Hội trường tầng 3.",
            "Hội trường tầng 3",
        ),
        # no venue
        ("Viện Cơ khí Sông Thử tổ chức Hội nghị tại đây.", ""),
        ("Viện Cơ khí Sông Thử tổ chức Hội nghị.", ""),
    ],
)
def test_where(body: str, place: str) -> None:
    assert meeting(body).place == place


@pytest.mark.parametrize(
    ("title", "body", "day"),
    [
        # in the sentence that tells of it
        (
            NEWS,
            "Ngày 15/7/2031, Viện Cơ khí Sông Thử tổ chức Hội nghị. Ngày 16/7/2031 nghỉ.",
            "2031-07-15",
        ),
        # in another sentence of the opening
        (NEWS, "Viện Cơ khí Sông Thử tổ chức Hội nghị. Ngày 16/7/2031 bế mạc.", "2031-07-16"),
        # a day whose year nobody tells is no other day
        (
            NEWS,
            "Ngày 15/7, Viện Cơ khí Sông Thử tổ chức Hội nghị. Ngày 5/3/2011 trời mưa.",
            "",
        ),
        # in the title
        ("Hội nghị sơ kết của Viện ngày 17/7/2031", "Trời mưa to.", "2031-07-17"),
        # far away it is another day
        (
            NEWS,
            "Viện Cơ khí Sông Thử tổ chức Hội nghị. " + "Trời mưa. " * 6 + "Ngày 16/7/2031 nghỉ.",
            "",
        ),
        # no more than the month
        (NEWS, "Tháng 7/2031, Viện Cơ khí Sông Thử tổ chức Hội nghị.", "2031-07"),
        # nobody tells
        (NEWS, "Viện Cơ khí Sông Thử tổ chức Hội nghị.", ""),
        # the day on which the page was published
        (NEWS, "18/7/2031 09:00\nViện Cơ khí Sông Thử tổ chức Hội nghị.", "2031-07-18"),
    ],
)
def test_when(title: str, body: str, day: str) -> None:
    assert meeting(body, title).date == day


def test_the_day_of_publication_stands_in_where_no_day_is_told() -> None:
    report = replace(
        read("Viện Cơ khí Sông Thử tổ chức Hội nghị.", NEWS).report, published=Date(2031, 7, 19)
    )
    assert [found.date for found in Read(report).meetings] == ["2031-07-19"]


def test_who_holds_it() -> None:
    organiser = meeting("Đảng ủy Viện Cơ khí Sông Thử tổ chức Hội nghị.").organiser
    assert organiser is not None
    assert organiser.name == "Đảng ủy Viện Cơ khí Sông Thử"


def test_the_span_is_the_sentence_that_tells_of_it() -> None:
    found = read("Trời mưa. Viện Cơ khí Sông Thử tổ chức Hội nghị. Trời nắng.", TITLE)
    (one,) = found.meetings
    assert one.span.of(found.document.text) == "Viện Cơ khí Sông Thử tổ chức Hội nghị."
