"""Dates as reports print them, and the year of a day that is printed without one."""

from datetime import date as Date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Document
from loaders.find.date_mention import DateKind, DateMention, Precision
from loaders.find.dates import find_dates, implied_year
from loaders.model import Report
from loaders.segment import segment

TITLE = "Đảng ủy Viện Cơ khí Sông Thử họp bàn công tác phòng chống lụt"


def read(body: str, title: str = TITLE, published: Date | None = None) -> Document:
    return segment(Report("r", f"{title}\n{body}", published=published))


def only(body: str, year: int | None = None) -> DateMention:
    (mention,) = find_dates(read(body), year)
    return mention


@pytest.mark.parametrize(
    ("body", "iso"),
    [
        # numbers
        ("Ngày 26/07/2031, Viện họp.", "2031-07-26"),
        ("Ngày 6/7/2031, Viện họp.", "2031-07-06"),
        ("Ngày 16/10 /2031, Viện họp.", "2031-10-16"),
        ("Viện họp (26/07/2031).", "2031-07-26"),
        ("Ngày 21.8.2030, Viện họp.", "2030-08-21"),
        ("Ngày 03-4-2028, Viện họp.", "2028-04-03"),
        ("Ngày 16/10/31, Viện họp.", "2031-10-16"),
        ("Ngày 5/4 năm 2031, Viện họp.", "2031-04-05"),
        # words
        ("Ngày 14 tháng 4 năm 2030, Viện họp.", "2030-04-14"),
        ("Ngày 14 tháng tư năm 2030, Viện họp.", "2030-04-14"),
        ("Ngày 2 tháng mười hai năm 2030, Viện họp.", "2030-12-02"),
        ("Ngày 14 tháng 4, năm 2030, Viện họp.", "2030-04-14"),
        # times of day
        ("Sáng 9/7/2031, Viện họp.", "2031-07-09"),
        ("Chiều ngày 9/7/2031, Viện họp.", "2031-07-09"),
        ("Lúc 14h00 ngày 15/01/2031, Viện họp.", "2031-01-15"),
    ],
)
def test_a_day_with_its_year(body: str, iso: str) -> None:
    mention = only(body)
    assert (mention.iso, mention.precision, mention.year_printed) == (iso, Precision.DAY, True)


@pytest.mark.parametrize(
    ("body", "iso"),
    [
        ("Ngày 12/3, Viện họp.", "2031-03-12"),
        ("Ngày 7.2, Viện họp.", "2031-02-07"),
        ("Sáng 12-6, Viện họp.", "2031-06-12"),
        ("Chiều nay (17/10), Viện họp.", "2031-10-17"),
        ("Hôm nay 10.10, Viện họp.", "2031-10-10"),
        ("Ngày 5 tháng 4, Viện họp.", "2031-04-05"),
    ],
)
def test_a_day_without_its_year_takes_the_one_given(body: str, iso: str) -> None:
    mention = only(body, 2031)
    assert (mention.iso, mention.year_printed) == (iso, False)


@pytest.mark.parametrize(
    ("body", "iso", "until"),
    [
        ("Từ ngày 22-23/4/2031, Viện họp.", "2031-04-22", "2031-04-23"),
        ("Trong 2 ngày 6 và 7/8, Viện họp.", "2031-08-06", "2031-08-07"),
        ("Ngày 10 và 11-2, Viện họp.", "2031-02-10", "2031-02-11"),
        ("Từ ngày 29/5 đến ngày 2/6/2031, Viện họp.", "2031-05-29", "2031-06-02"),
        ("Ngày 29/5/2031 đến 2/6/2031, Viện họp.", "2031-05-29", "2031-06-02"),
        ("Từ ngày 12 đến 14/11, Viện họp.", "2031-11-12", "2031-11-14"),
        ("Trong các ngày 11, 12 tháng 01 năm 2031, Viện họp.", "2031-01-11", "2031-01-12"),
    ],
)
def test_several_days(body: str, iso: str, until: str) -> None:
    mention = only(body, 2031)
    assert (mention.iso, mention.until) == (iso, until)


@pytest.mark.parametrize(
    ("body", "iso", "until", "precision"),
    [
        ("Họp thường kỳ tháng 03/2031.", "2031-03", "", Precision.MONTH),
        ("Đến hết tháng 6 năm 2031 đạt một nửa.", "2031-06", "", Precision.MONTH),
        ("Áp dụng từ tháng 8-2030.", "2030-08", "", Precision.MONTH),
        ("Quý III/2031 thu đủ.", "2031-07", "2031-09", Precision.QUARTER),
        ("Quý I năm 2031 thu đủ.", "2031-01", "2031-03", Precision.QUARTER),
        ("06 tháng đầu năm 2031 thu đủ.", "2031-01", "2031-06", Precision.PART),
        ("6 tháng cuối năm 2031 thu đủ.", "2031-07", "2031-12", Precision.PART),
        ("Năm 2031 thu đủ.", "2031", "", Precision.YEAR),
        ("Nhiệm kỳ 2030 - 2035 có nhiều đổi mới.", "2030", "2035", Precision.TERM),
        ("Giai đoạn 2030–2035 có nhiều đổi mới.", "2030", "2035", Precision.TERM),
    ],
)
def test_periods(body: str, iso: str, until: str, precision: Precision) -> None:
    mention = only(body)
    assert (mention.iso, mention.until, mention.precision) == (iso, until, precision)
    assert mention.kind is DateKind.PERIOD


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Nghị quyết số 60-NQ/ĐU ngày 28/12/2030 đã đi vào đời sống.", DateKind.DOCUMENT),
        ("Kế hoạch số 7/KH-VCK, ngày 28/12/2030 đã đi vào đời sống.", DateKind.DOCUMENT),
        ("Quy định 60 ngày 8.3.2032 đã đi vào đời sống.", DateKind.DOCUMENT),
        ("Kỷ niệm 40 năm Ngày thành lập Viện (5/4/1991 - 5/4/2031).", DateKind.ANNIVERSARY),
        ("Chào mừng ngày Phụ nữ 20/10/2031.", DateKind.ANNIVERSARY),
        ("Sáng 26/3/2031, Viện làm lễ kỷ niệm.", DateKind.EVENT),
        ("Lễ kỷ niệm thành lập Viện vào sáng 26/3/2031.", DateKind.EVENT),
        ("Bà Lê Hạnh, sinh ngày 5/4/1990, trúng cử.", DateKind.BIRTH),
        ("Hội nghị kéo dài đến ngày 11/7/2031.", DateKind.EVENT),
    ],
)
def test_what_a_date_is_of(body: str, kind: DateKind) -> None:
    days = [m for m in find_dates(read(body)) if m.precision is Precision.DAY]
    assert [m.kind for m in days] == [kind]


def test_the_stamp_of_a_page_is_no_day_of_the_report() -> None:
    mentions = find_dates(read("26/07/2031 15:31\nNgày 20/07/2031, Viện họp."))
    assert [m.kind for m in mentions] == [DateKind.PUBLISHED, DateKind.EVENT]


@pytest.mark.parametrize(
    "body",
    [
        "Đạt 7/10 xã nông thôn mới.",
        "Doanh thu 24.730 tỷ đồng.",
        "Tăng 1,5 lần.",
        "Ngày 32/1/2031 không có trên lịch.",
        "Ngày 30 tháng hai không có trên lịch.",
        "Ngày 5/13/2031 không có trên lịch.",
        "Sáng 7,2% số hộ có nước.",
        "Gọi số 0912/04/2031567.",
    ],
)
def test_what_is_no_date(body: str) -> None:
    assert find_dates(read(body)) == []


@pytest.mark.parametrize(
    ("body", "iso"),
    [
        # looking back and planning ahead
        ("Ngày 12/3, Viện tổng kết công tác năm 2030, phương hướng năm 2031.", "2031-03-12"),
        ("Ngày 20/12, Viện tổng kết công tác năm 2030, phương hướng năm 2031.", "2030-12-20"),
        ("Ngày 11/1, Viện tổng kết công tác năm 2030.", "2031-01-11"),
        ("Ngày 11/12, Viện tổng kết công tác năm 2030.", "2030-12-11"),
        ("Ngày 26/12, Viện triển khai nhiệm vụ năm 2031.", "2030-12-26"),
        # within the year
        ("Ngày 8/7, Viện bàn nhiệm vụ 6 tháng cuối năm 2031.", "2031-07-08"),
        ("Ngày 3/4, Viện họp thường kỳ tháng 03/2031.", "2031-04-03"),
        ("Ngày 2/10, Viện xét ngân sách năm 2030, dự toán năm 2031.", "2030-10-02"),
        ("Ngày 18/6, Viện nghe báo cáo thu chi năm 2030.", "2031-06-18"),
        ("Ngày 18/6, Viện họp. Những tháng đầu năm 2031 trời mưa.", "2031-06-18"),
        # the year after, where the month of what is past comes later in the year
        ("Ngày 13/5, Viện họp. Dịch lan rộng từ tháng 8/2030.", "2031-05-13"),
        ("Ngày 5/2, Viện họp. Hai bên đã gặp nhau ngày 12/12/2030.", "2031-02-05"),
        ("Ngày 5/2, Viện họp. Lễ lớn mừng Ngày thành lập (7/2/2011 - 7/2/2031).", "2031-02-05"),
        # a document is past, and the newest is the nearest
        (
            (
                "Ngày 10/7, Viện họp. Ông ấy giữ chức từ tháng 4/2029 đến nay. "
                "Viện xét Tờ trình số 21-TTr/VCK ngày 6/7/2031."
            ),
            "2031-07-10",
        ),
        (
            (
                "Ngày 21/2, Viện họp. Viện học Nghị quyết số 6-NQ/ĐU ngày 9/11/2030, "
                "Nghị quyết số 7-NQ/ĐU ngày 17/11/2030, Kết luận số 8-KL/ĐU ngày 17/11/2030."
            ),
            "2031-02-21",
        ),
        # another full date
        ("Sáng 9/7, Viện khai mạc. Kỳ họp kéo dài đến ngày 11/7/2031.", "2031-07-09"),
        # a school year begins in September
        ("Sáng 4/10, Viện khai giảng năm học 2030-2031.", "2030-10-04"),
        ("Sáng 25/5, Viện bế giảng năm học 2030-2031.", "2031-05-25"),
        # the only year of the opening
        ("Ngày 18/12, Viện đi thăm các nơi theo chương trình năm 2031.", "2031-12-18"),
        ("Ngày 9/7, Viện họp Đại hội nhiệm kỳ 2030-2035.", "2030-07-09"),
        # a congress that is over tells less
        ("Ngày 15/3, Viện bàn Nghị quyết Đại hội lần thứ X, nhiệm kỳ 2030-2035.", "--03-15"),
        # a span of years past
        ("Ngày 5/5, Viện họp. Từ tháng 8/2026 đến tháng 4/2031, ông làm Viện trưởng.", "--05-05"),
        # terms, documents and years far away tell nothing
        ("Ngày 9/7, Viện bàn nhiệm kỳ 2030-2035.", "--07-09"),
        ("Ngày 9/7, Viện bàn tầm nhìn đến năm 2045.", "--07-09"),
        ("Ngày 9/7, Viện bàn Nghị quyết số 6-NQ/ĐU ngày 5/4/2021.", "--07-09"),
        ("Ngày 9/7, Viện họp.", "--07-09"),
        # no such day in the year
        ("Ngày 29/2, Viện bàn nhiệm vụ quý I năm 2031.", "--02-29"),
    ],
)
def test_the_text_implies_the_year(body: str, iso: str) -> None:
    assert find_dates(read(body))[0].iso == iso


@pytest.mark.parametrize(
    ("body", "published", "iso"),
    [
        ("Ngày 9/7, Viện họp.", Date(2031, 7, 10), "2031-07-09"),
        ("Ngày 28/12, Viện họp.", Date(2031, 1, 2), "2030-12-28"),
        ("Ngày 5/1 tới, Viện sẽ họp.", Date(2030, 12, 30), "2031-01-05"),
    ],
)
def test_publication_implies_the_year(body: str, published: Date, iso: str) -> None:
    assert find_dates(read(body, published=published))[0].iso == iso


def test_the_title_implies_the_year() -> None:
    document = read("Ngày 12/3, Viện họp.", "Viện Cơ khí Sông Thử tổng kết năm 2030")
    assert implied_year(document, 3) == 2031
    assert implied_year(document, 11) == 2030


def test_nothing_implies_the_year() -> None:
    assert implied_year(read("Viện họp.")) is None


DIGITS = st.text(alphabet="0123456789/.- ,ngàytháságu đếnvà%()", max_size=80)


@given(DIGITS)
def test_any_text_gives_dates_within_it_in_order(body: str) -> None:
    document = read(body)
    end = 0
    for mention in find_dates(document):
        assert end <= mention.span.start < mention.span.end <= len(document.text)
        end = mention.span.end
