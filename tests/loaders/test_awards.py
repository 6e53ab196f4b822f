"""Awards: what, to whom, to how many; and what is no award."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Document
from loaders.find.awards import find_awards
from loaders.model import Person, Report
from loaders.segment import segment

TITLE = "Hội nghị tổng kết công tác năm 2022 của Đảng bộ Viện Cơ khí Sông Thử"
PEOPLE = ("Lê Văn Hạnh", "Trần Thị Sen")


@dataclass(frozen=True)
class Named:
    start: int
    end: int
    person: Person


def read(body: str) -> Document:
    return segment(Report("r", f"{TITLE}\n{body}"))


def people(document: Document) -> list[Named]:
    places = [(document.text.find(name), name) for name in PEOPLE]
    return [Named(at, at + len(n), Person(n)) for at, n in sorted(places) if at != -1]


def told(body: str) -> list[tuple[str, str, int | None]]:
    document = read(body)
    return [(a.award, a.recipient, a.count) for a in find_awards(document, people(document))]


@pytest.mark.parametrize(
    ("body", "awards"),
    [
        # titles and awards, each with those who hold it after a colon
        (
            "Chiến sĩ thi đua cấp tỉnh: 60 cá nhân; Bằng khen: 202 tập thể và 441 cá nhân.",
            [
                ("Chiến sĩ thi đua cấp tỉnh", "cá nhân", 60),
                ("Bằng khen", "tập thể", 202),
                ("Bằng khen", "cá nhân", 441),
            ],
        ),
        # who speaks where a body receives it does not receive it
        (
            "Ông Lê Văn Hạnh phát biểu tại lễ kỷ niệm 80 năm Nhà máy đón nhận Huân chương.",
            [],
        ),
        # one row for each kind of recipient
        (
            "Hội nghị trao Bằng khen của Tỉnh ủy cho 2 tập thể 8 cá nhân có thành tích.",
            [
                ("Bằng khen của Tỉnh ủy", "tập thể", 2),
                ("Bằng khen của Tỉnh ủy", "cá nhân", 8),
            ],
        ),
        (
            "Sở tặng giấy khen cho 02 (hai) tập thể và 13 cá nhân.",
            [("Giấy khen", "tập thể", 2), ("Giấy khen", "cá nhân", 13)],
        ),
        (
            "Chi bộ tặng giấy khen 6 chi bộ và 14 đảng viên hoàn thành xuất sắc nhiệm vụ.",
            [("Giấy khen", "chi bộ", 6), ("Giấy khen", "đảng viên", 14)],
        ),
        # those who hold a title, counted by it
        (
            "Năm qua Sở có 3.182 lao động tiên tiến và 45 chiến sĩ thi đua cơ sở.",
            [("Lao động tiên tiến", "", 3182), ("Chiến sĩ thi đua cơ sở", "", 45)],
        ),
        (
            "Năm qua có 8 tập thể đạt danh hiệu lao động xuất sắc, 141 tập thể lao động tiên tiến.",
            [("Lao động xuất sắc", "tập thể", 8), ("Tập thể lao động tiên tiến", "", 141)],
        ),
        # recipients first
        (
            "4 tập thể, 9 cá nhân được Sở tặng Bằng khen; 12 tập thể được tặng Cờ thi đua của Sở.",
            [
                ("Bằng khen", "tập thể", 4),
                ("Bằng khen", "cá nhân", 9),
                ("Cờ thi đua của Sở", "tập thể", 12),
            ],
        ),
        # badges: both orders, lists, several at one place, the name left out
        (
            (
                "Đảng ủy trao tặng: 1 đồng chí Huy hiệu 75 năm tuổi Đảng; "
                "6 đồng chí Huy hiệu 45 tuổi Đảng."
            ),
            [
                ("Huy hiệu 75 năm tuổi Đảng", "đồng chí", 1),
                ("Huy hiệu 45 năm tuổi Đảng", "đồng chí", 6),
            ],
        ),
        (
            "Huyện trao Huy hiệu 65 năm cho 4 đảng viên, 60 năm cho 2 đảng viên.",
            [
                ("Huy hiệu 65 năm tuổi Đảng", "đảng viên", 4),
                ("Huy hiệu 60 năm tuổi Đảng", "đảng viên", 2),
            ],
        ),
        (
            (
                "Đảng ủy trao Huy hiệu Đảng cho 45 đảng viên; trong đó có 1 đảng viên 70 năm tuổi "
                "Đảng."
            ),
            [
                ("Huy hiệu Đảng", "đảng viên", 45),
                ("Huy hiệu 70 năm tuổi Đảng", "đảng viên", 1),
            ],
        ),
        (
            "Đảng ủy trao Huy hiệu 60 và 55 năm tuổi Đảng cho 12 đảng viên.",
            [
                ("Huy hiệu 60 năm tuổi Đảng", "đảng viên", None),
                ("Huy hiệu 55 năm tuổi Đảng", "đảng viên", None),
            ],
        ),
        # titles and classifications of those counted
        (
            "15 đồng chí đạt danh hiệu Chiến sĩ thi đua cơ sở, 60 cá nhân là Lao động tiên tiến.",
            [("Chiến sĩ thi đua cơ sở", "đồng chí", 15), ("Lao động tiên tiến", "cá nhân", 60)],
        ),
        (
            (
                "Khen thưởng đối với 12 chi bộ đạt “Trong sạch vững mạnh” và 62 cá nhân "
                "“hoàn thành xuất sắc nhiệm vụ”."
            ),
            [
                ("Trong sạch vững mạnh", "chi bộ", 12),
                ("Hoàn thành xuất sắc nhiệm vụ", "cá nhân", 62),
            ],
        ),
        (
            "Trao quyết định công nhận đơn vị trong sạch vững mạnh 2018 cho 20 đơn vị.",
            [("Trong sạch vững mạnh", "đơn vị", 20)],
        ),
        # a prize goes before the merit for which it is given, also over a semicolon
        (
            (
                "Đề nghị Đảng ủy Khối xét tặng Bằng khen đối với 01 tập thể chi bộ đạt “Trong sạch "
                "vững mạnh”; đối với 05 cá nhân xếp loại “Hoàn thành xuất sắc nhiệm vụ”."
            ),
            [("Bằng khen", "tập thể chi bộ", 1), ("Bằng khen", "cá nhân", 5)],
        ),
        ("Hội nghị khen thưởng 8 tập thể.", [("Khen thưởng", "tập thể", 8)]),
        # persons and bodies
        (
            "Đồng chí Trần Thị Sen được tặng Kỷ niệm chương “Vì sự nghiệp cơ khí”.",
            [("Kỷ niệm chương Vì sự nghiệp cơ khí", "Trần Thị Sen", None)],
        ),
        (
            "Đồng chí Lê Văn Hạnh trao Bằng khen cho đồng chí Trần Thị Sen.",
            [("Bằng khen", "Trần Thị Sen", None)],
        ),
        (
            "Đồng chí Lê Văn Hạnh trao Huân chương Lao động hạng Nhì cho Công ty Sông Thử.",
            [("Huân chương Lao động hạng Nhì", "Công ty Sông Thử", None)],
        ),
        (
            "Công ty Sông Thử vinh dự được tặng Cờ thi đua của Chính phủ.",
            [("Cờ thi đua của Chính phủ", "Công ty Sông Thử", None)],
        ),
        # kinds, where nothing more is said
        (
            "Huyện đã trao nhiều giấy khen cho các tập thể và cá nhân có thành tích.",
            [("Giấy khen", "tập thể", None), ("Giấy khen", "cá nhân", None)],
        ),
        # slogans, counts of what is no recipient
        ("Quyết tâm xây dựng Đảng bộ trong sạch, vững mạnh, hoàn thành tốt nhiệm vụ.", []),
        ("Công tác thi đua, khen thưởng được quan tâm.", []),
        ("Tất cả đảng viên được đánh giá hoàn thành tốt nhiệm vụ.", []),
        ("Viện phấn đấu có nhiều chiến sĩ thi đua.", []),
    ],
)
def test_an_award_goes_to_its_recipients(
    body: str, awards: list[tuple[str, str, int | None]]
) -> None:
    assert told(body) == awards


def test_a_person_is_linked() -> None:
    document = read("Đồng chí Trần Thị Sen được tặng Bằng khen.")
    found = find_awards(document, people(document))
    assert [award.person for award in found] == [Person("Trần Thị Sen")]


def test_what_is_counted_once_is_not_told_again_as_a_kind() -> None:
    body = "Lãnh đạo Viện trao giấy khen cho các cá nhân.\nViện tặng Giấy khen cho 13 cá nhân."
    assert told(body) == [("Giấy khen", "cá nhân", 13)]


def test_two_givers_in_a_sentence_are_two_awards() -> None:
    body = "Huyện trao giấy khen cho 10 cá nhân và thị trấn trao giấy khen cho 10 cá nhân."
    assert told(body) == [("Giấy khen", "cá nhân", 10)] * 2


def test_a_repeated_paragraph_tells_an_award_once() -> None:
    body = "Viện tặng Giấy khen cho 13 cá nhân."
    assert told(f"{body}\n{body}") == [("Giấy khen", "cá nhân", 13)]


def test_the_span_says_the_award_and_the_recipient() -> None:
    document = read("Nhân dịp này, Viện tặng Giấy khen cho 13 cá nhân tiêu biểu.")
    spans = [award.span.of(document.text) for award in find_awards(document, ())]
    assert spans == ["Giấy khen cho 13 cá nhân tiêu biểu"]


PIECES = (
    *(
        "Bằng khen ",
        "cho ",
        "5 tập thể ",
        "các cá nhân ",
        "; ",
        ", ",
        ": ",
        "được ",
        "và ",
        "“",
        "”",
    ),
    *("huy hiệu 40 năm ", "30, 50 năm tuổi đảng ", "Lê Văn Hạnh ", "trong đó ", "\n", ". "),
    *("của Tỉnh ủy ", "khen thưởng ", "trong sạch vững mạnh "),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_text_gives_awards_within_it(words: list[str]) -> None:
    document = read("".join(words))
    for award in find_awards(document, people(document)):
        assert 0 <= award.span.start < award.span.end <= len(document.text)
        assert award.award
        assert award.recipient
