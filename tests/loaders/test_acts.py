"""Who did what at the meeting, and who only stands near the words for it."""

import pytest

from tests.loaders.pipeline import read

MAY, SUOI, SONG = "Lò Văn Mây", "Cù Thị Suối", "Kiều Bá Sông"

Did = tuple[str, str]


def acts(text: str) -> list[Did]:
    return [(act.name, act.part.value) for act in read(text).acts]


@pytest.mark.parametrize(
    ("text", "did"),
    [
        # one act of each part
        ("Ông Lò Văn Mây chủ trì Hội nghị.", [(MAY, "chair")]),
        ("Ông Lò Văn Mây dự và chỉ đạo Hội nghị.", [(MAY, "direct")]),
        ("Ông Lò Văn Mây trình bày báo cáo.", [(MAY, "report")]),
        ("Ông Lò Văn Mây phát biểu khai mạc Hội nghị.", [(MAY, "open")]),
        ("Ông Lò Văn Mây phát biểu kết luận Hội nghị.", [(MAY, "conclude")]),
        ("Ông Lò Văn Mây phát biểu.", [(MAY, "speak")]),
        ("Ông Lò Văn Mây dự Hội nghị.", [(MAY, "attend")]),
        # of those whom a post and a colon list
        (
            "Các Phó Giám đốc Sở Nội vụ: Lò Văn Mây, Cù Thị Suối, Kiều Bá Sông đồng chủ trì.",
            [(MAY, "chair"), (SUOI, "chair"), (SONG, "chair")],
        ),
        # the act stands before
        (
            "Hội nghị diễn ra dưới sự chủ trì của ông Lò Văn Mây và bà Cù Thị Suối.",
            [(MAY, "chair"), (SUOI, "chair")],
        ),
        (
            "Phát biểu kết luận Hội nghị, ông Lò Văn Mây nhắc lại kết quả.",
            [(MAY, "conclude")],
        ),
        # past the posts of the person
        ("Ông Lò Văn Mây, Bí thư Đảng ủy, Viện trưởng chủ trì.", [(MAY, "chair")]),
        # nobody does it
        ("Hội nghị chủ trì rất tốt.", []),
        # a document is no act
        ("Ông Lò Văn Mây nghe. Kết luận số 37-KL/TW đã nêu.", []),
        ("Ông Lò Văn Mây kết luận.", [(MAY, "conclude")]),
        ("Ông Lò Văn Mây quán triệt kết luận 66 của Tỉnh ủy.", [(MAY, "report")]),
        # a comma before the list of those who attend
        ("Tham dự Hội nghị, có ông Lò Văn Mây.", [(MAY, "attend")]),
        # the end of a notice says whose conclusion it was, where he stands beside the words
        ("Trên đây là kết luận của ông Lò Văn Mây tại Hội nghị.", [(MAY, "conclude")]),
        ("Trên đây là kết luận của cuộc họp mà ông Lò Văn Mây ký.", []),
        ("Phát biểu mở đầu Hội nghị, ông Lò Văn Mây nhắc lại kết quả.", [(MAY, "open")]),
        # a meeting at which others report
        ("Ông Lò Văn Mây chủ trì buổi báo cáo tình hình công tác.", [(MAY, "chair")]),
        ("Ông Lò Văn Mây đã làm việc với các phòng của Sở.", [(MAY, "attend")]),
        # who hears a report does not give it
        ("Ông Lò Văn Mây chủ trì Hội nghị, nghe báo cáo tình hình.", [(MAY, "chair")]),
        # words in a quote are no act
        ('Ông Lò Văn Mây cho rằng "báo cáo này còn sơ sài".', [(MAY, "speak")]),
    ],
)
def test_parts(text: str, did: list[Did]) -> None:
    assert acts(text) == did


@pytest.mark.parametrize(
    ("text", "did"),
    [
        # joined by `và`, a comma, an honorific
        ("Ông Lò Văn Mây và bà Cù Thị Suối chủ trì.", [(MAY, "chair"), (SUOI, "chair")]),
        (
            "Đồng chí Lò Văn Mây, đồng chí Cù Thị Suối cùng đồng chí Kiều Bá Sông chủ trì.",
            [(MAY, "chair"), (SUOI, "chair"), (SONG, "chair")],
        ),
        # joined past a note on a photo
        (
            "Ông Lò Văn Mây (phải) và bà Cù Thị Suối chủ trì hội nghị.",
            [(MAY, "chair"), (SUOI, "chair")],
        ),
        # not joined: only the nearest
        ("Ông Lò Văn Mây mời bà Cù Thị Suối chủ trì.", [(SUOI, "chair")]),
        # after an act that may stand before or after only the first
        ("Phát biểu tại Hội nghị, ông Lò Văn Mây cùng bà Cù Thị Suối vui vẻ.", [(MAY, "speak")]),
    ],
)
def test_several_persons_of_one_act(text: str, did: list[Did]) -> None:
    assert acts(text) == did


@pytest.mark.parametrize(
    ("text", "did"),
    [
        # opened by `có`, `gồm`
        (
            "Dự Hội nghị có các đồng chí: Lò Văn Mây, Viện trưởng; Cù Thị Suối, Phó Viện trưởng.",
            [(MAY, "attend"), (SUOI, "attend")],
        ),
        ("Chủ trì Hội nghị gồm ông Lò Văn Mây; bà Cù Thị Suối.", [(MAY, "chair"), (SUOI, "chair")]),
        (
            "Hội nghị vui với sự tham dự của ông Lò Văn Mây, bà Cù Thị Suối.",
            [(MAY, "attend"), (SUOI, "attend")],
        ),
        # those who attend may come after bodies and posts in any number
        (
            "Cùng dự còn có lãnh đạo các phòng, các khoa; đại diện Sở Nội vụ; ông Lò Văn Mây.",
            [(MAY, "attend")],
        ),
        # a side is told of, with `có` before its persons
        ("Về phía Sở Nội vụ có bà Cù Thị Suối.", [(SUOI, "attend")]),
        ("Về phía Sở Nội vụ, bà Cù Thị Suối vắng.", []),
        # one list ends where the next opens
        (
            "Dự Hội nghị có ông Lò Văn Mây, chủ trì Hội nghị có bà Cù Thị Suối.",
            [(MAY, "attend"), (SUOI, "chair")],
        ),
        # a list that the act closes, other guests between
        (
            "Các đồng chí: Lò Văn Mây; Cù Thị Suối; lãnh đạo các phòng tham dự.",
            [(MAY, "attend"), (SUOI, "attend")],
        ),
        # … closes it: words that go on after it do not
        (
            (
                "Các đồng chí: Lò Văn Mây; Cù Thị Suối; lãnh đạo các phòng tham dự "
                "trong tiếng vỗ tay vang dội của cả hội trường."
            ),
            [],
        ),
        # the persons right before it
        (
            "Các đồng chí: Lò Văn Mây, Viện trưởng; Cù Thị Suối, Phó Viện trưởng cùng tham dự.",
            [(MAY, "attend"), (SUOI, "attend")],
        ),
    ],
)
def test_lists_of_persons(text: str, did: list[Did]) -> None:
    assert acts(text) == did


@pytest.mark.parametrize(
    ("text", "did"),
    [
        # a full stop, a semicolon, a quotation mark between
        ("Ông Lò Văn Mây nghe. Chủ trì rất tốt.", []),
        ("Ông Lò Văn Mây nghe; chủ trì rất tốt.", []),
        ("Ông Lò Văn Mây nghe “chủ trì rất tốt”.", []),
        # another subject
        ("Ông Lò Văn Mây nghe, các đại biểu phát biểu.", []),
        # words like these must stand beside the person
        ("Ông Lò Văn Mây nhấn mạnh kết quả.", [(MAY, "speak")]),
        ("Ông Lò Văn Mây về thăm vườn cây của bà con trong xã rồi nhấn mạnh kết quả.", []),
        # too far
        (f"Ông Lò Văn Mây nghe {'rất lâu ' * 30}chủ trì.", []),
    ],
)
def test_what_parts_a_person_from_an_act(text: str, did: list[Did]) -> None:
    assert acts(text) == did


@pytest.mark.parametrize(
    ("text", "did"),
    [
        # `Đồng chí` means the one whom the sentence before was about
        (
            "Ông Lò Văn Mây phát biểu khai mạc. Đồng chí cũng nhấn mạnh kết quả.",
            [(MAY, "open"), (MAY, "speak")],
        ),
        # a sentence that names somebody means nobody else
        ("Ông Lò Văn Mây nghe. Đồng chí và ông Kiều Bá Sông về.", []),
        # nobody was named
        ("Đồng chí nhấn mạnh kết quả.", []),
        # a post stands for its only holder
        (
            "Viện trưởng Lò Văn Mây chủ trì. Viện trưởng kết luận Hội nghị.",
            [(MAY, "chair"), (MAY, "conclude")],
        ),
        # of two holders it is not told which
        (
            (
                "Phó Viện trưởng Lò Văn Mây nghe. Phó Viện trưởng Cù Thị Suối nghe. "
                "Phó Viện trưởng kết luận Hội nghị."
            ),
            [],
        ),
        # a former holder is not meant
        ("Ông Lò Văn Mây, nguyên Viện trưởng nghe. Viện trưởng kết luận Hội nghị.", []),
    ],
)
def test_who_is_meant(text: str, did: list[Did]) -> None:
    assert acts(text) == did


@pytest.mark.parametrize(
    ("text", "did"),
    [
        # `attend` only where there is nothing else
        ("Ông Lò Văn Mây dự Hội nghị. Ông Lò Văn Mây phát biểu.", [(MAY, "speak")]),
        # each person and part once
        ("Ông Lò Văn Mây phát biểu. Ông Lò Văn Mây phát biểu.", [(MAY, "speak")]),
        # what a speaker tells of is no act of his
        ("Ông Lò Văn Mây cho biết Viện mới mua máy và sẽ chủ trì hội thi.", [(MAY, "speak")]),
    ],
)
def test_each_person_and_part_once(text: str, did: list[Did]) -> None:
    assert acts(text) == did


def test_who_wrote_the_report_did_nothing() -> None:
    assert acts("Ông Lò Văn Mây phát biểu.\nTin, ảnh: Cù Thị Suối") == [(MAY, "speak")]


def test_an_actor_reaches_over_posts_and_the_honorific_of_a_post() -> None:
    found = read("Ông Lò Văn Mây, Viện trưởng nghe. Sau đó, đồng chí Viện trưởng về.")
    text = found.document.text
    assert [text[actor.lead : actor.tail] for actor in found.actors] == [
        "Ông Lò Văn Mây, Viện trưởng",
        "đồng chí Viện trưởng",
    ]


def test_the_span_holds_person_and_act() -> None:
    found = read("Hôm nay, ông Lò Văn Mây, Viện trưởng chủ trì Hội nghị.")
    (act,) = found.acts
    assert act.span.of(found.document.text) == "ông Lò Văn Mây, Viện trưởng chủ trì"
    assert found.document.text[act.start : act.end] == "chủ trì"
