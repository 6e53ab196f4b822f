"""Who is a person: names with an honorific, beside a post, in a list; and names that are none."""

import pytest

from tests.loaders.pipeline import read


def people(text: str) -> list[str]:
    return [mention.name for mention in read(text).people]


MAY, SUOI = "Lò Văn Mây", "Cù Thị Suối"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # honorifics, as they are written
        ("Đồng chí Lò Văn Mây phát biểu.", [MAY]),
        ("Đ/c Lò Văn Mây phát biểu.", [MAY]),
        ("Hôm qua bà Cù Thị Suối phát biểu.", [SUOI]),
        # one that counts persons, at the end of a sentence
        ("Đại hội bầu 7 đồng chí. Bà Lò Thị Mây phát biểu.", ["Lò Thị Mây"]),
        # titles and ranks stand between honorific and name, or alone
        ("Đồng chí Đại tá, TS. Lò Văn Mây trình bày.", [MAY]),
        ("PGS.TS. Lò Văn Mây trình bày.", [MAY]),
        ("Đại biểu Lò Văn Mây đề nghị.", [MAY]),
        # a title alone needs a family name after it
        ("Tiến sĩ Khoa Học Đất là ước mơ.", []),
        # a list goes on from the first
        ("Các đồng chí: Lò Văn Mây, Cù Thị Suối và Kiều Bá Sông dự.", [MAY, SUOI, "Kiều Bá Sông"]),
        # a name in capitals is spelled as names are
        ("Đồng chí LÒ VĂN MÂY phát biểu.", [MAY]),
        # names of the highlands: an apostrophe, one letter
        ("Đồng chí Y H’Hen Niê dự.", ["Y H'Hen Niê"]),
        # … one word
        ("Ông K’Tuôi dự.", ["K'Tuôi"]),
        # a family name that is also an honorific
        ("Bà Ông Thị Trâm phát biểu.", ["Ông Thị Trâm"]),
        # a given name that is also the head of a body
        ("Ông Lê Vũ Trường Sơn dự.", ["Lê Vũ Trường Sơn"]),
        # the name ends where a post begins
        ("Đồng chí Lò Văn Mây Phó Giám đốc dự.", [MAY]),
        # an honorific before a post names nobody
        ("Ông Bí thư Đảng ủy nói.", []),
        # an honorific before one word that nobody of the report is called by
        ("Đồng chí Mây nói.", []),
    ],
)
def test_with_an_honorific(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a post before the name
        ("Giám đốc Lò Văn Mây phát biểu.", [MAY]),
        # with the body between
        ("Giám đốc Sở Nội vụ Lò Văn Mây phát biểu.", [MAY]),
        # a bare level ends the post, and is none of the place's name
        ("Chủ tịch UBND tỉnh Lò Văn Mây phát biểu.", [MAY]),
        # a post in apposition
        ("Lò Văn Mây, Giám đốc Trung tâm Thử nghiệm, phát biểu.", [MAY]),
        ("Lò Văn Mây (nguyên Giám đốc) phát biểu.", [MAY]),
        # a post and a colon open the list of its holders
        ("Chủ tịch Hội Làm vườn Hải Vân: Lò Văn Mây.", [MAY]),
        (
            "Các Phó Chủ tịch Hội Làm vườn Hải Vân: Lò Văn Mây, Siu Sông, Tô Thị Suối dự.",
            [MAY, "Siu Sông", "Tô Thị Suối"],
        ),
        # the report names the person elsewhere
        ("Ông Lò Văn Mây mở đầu. Sau đó Lò Văn Mây kết thúc.", [MAY, MAY]),
        # nothing vouches for the name
        ("Hội thi vắng mặt Lò Văn Mây.", []),
        # the `và` of a field of work parts nothing, nor does the full stop of an abbreviation
        ("Giám đốc Sở Thông tin và Truyền thông Lò Văn Mây phát biểu.", [MAY]),
        ("Bí thư Thành ủy TP. Bình Hà Lò Văn Mây phát biểu.", [MAY]),
        # nor do brackets right before the name
        ("Giám đốc Sở Nội vụ (tỉnh Hải Vân) Lò Văn Mây phát biểu.", [MAY]),
        # what stands in brackets parts nothing
        ("Giám đốc Sở Nội vụ (SNV) Lò Văn Mây phát biểu.", [MAY]),
        # nor does the comma between a unit and its body
        ("Trưởng phòng Kế hoạch, Sở Nội vụ Lò Văn Mây phát biểu.", [MAY]),
        # a family name that is a common word too, before a middle name
        ("Giám đốc Sawamay Hồ Văn Suối phát biểu.", ["Hồ Văn Suối"]),
        # a verb parts post and name
        ("Giám đốc Sở Nội vụ đã gặp Lò Văn Mây.", []),
    ],
)
def test_without_an_honorific(text: str, names: list[str]) -> None:
    assert people(text) == names


@pytest.mark.parametrize(
    "text",
    [
        # a district, by two words after its committee, or by its level elsewhere
        "Bí thư Huyện ủy Trần Mây.",
        "Bí thư Quận ủy Ngũ Hồ Sơn. Cả quận Ngũ Hồ Sơn.",
        # a street
        "Đường Nguyễn Văn Mây đã mở rộng.",
        # a school
        "Học sinh Trường THPT Trần Văn Suối dự thi.",
        # a leader of the past, even with an honorific
        "Tư tưởng Hồ Chí Minh soi đường. Đồng chí Hồ Chí Minh về thăm.",
        # a place that begins like a family name
        "Hội nghị ở Hà Giang kéo dài.",
        # who wrote the report
        "Tin, ảnh: Lò Văn Mây",
    ],
)
def test_no_person(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # one person of the report has this given name
        ("Ông Lò Văn Mây phát biểu. Ông Mây nói thêm.", [MAY, MAY]),
        # a family name that is an honorific makes no second person of the rest
        ("Bà Ông Thị Trâm phát biểu. Bà Trâm nói thêm.", ["Ông Thị Trâm", "Ông Thị Trâm"]),
        # two have it: who is meant stays open
        (
            "Ông Lò Văn Mây và ông Cù Văn Mây dự. Ông Mây nói thêm.",
            [MAY, "Cù Văn Mây"],
        ),
    ],
)
def test_a_given_name_after_an_honorific(text: str, names: list[str]) -> None:
    assert people(text) == names


def test_the_lead_holds_honorific_and_titles_and_the_mention_the_name_alone() -> None:
    found = read("Sáng nay, đồng chí Đại tá, TS. Lò Văn Mây dự.")
    (mention,) = found.people
    text = found.document.text
    assert text[mention.lead : mention.end] == "đồng chí Đại tá, TS. Lò Văn Mây"
    assert text[mention.start : mention.end] == "Lò Văn Mây"


def test_titles_without_end_are_read_to_some_length_only() -> None:
    assert people("Đại tá, " * 100 + "Lò Văn Mây dự.") == [MAY]
