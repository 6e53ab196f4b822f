"""Citations: numbers in all their spellings, names, dates, issuers, and what cites nothing."""

import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.document import Document
from loaders.find.citations import find_citations
from loaders.model import Citation, Directive, Organisation, Report, Span
from loaders.segment import segment

TITLE = "Đảng ủy Viện Cơ khí Sông Thử tổ chức hội nghị cán bộ chủ chốt"
HOST = Organisation("Viện Cơ khí Sông Thử", "vien")


BODIES = {
    "Đảng ủy Viện": "Đảng ủy Viện Cơ khí Sông Thử",
    "Tỉnh ủy Lam Giang": "Tỉnh ủy Lam Giang",
    "Ban Thường vụ Tỉnh ủy": "Ban Thường vụ Tỉnh ủy Lam Giang",
    "Đảng đoàn Hội Nghề cá": "Đảng đoàn Hội Nghề cá",
    "Hội Nghề cá": "Hội Nghề cá",
    "Đảng bộ Hội Nghề cá": "Đảng bộ Hội Nghề cá",
    "Sở Khuyến nông": "Sở Khuyến nông",
    "Công ty Muối Hòa Lũy": "Công ty Muối Hòa Lũy",
}


@dataclass(frozen=True)
class Named:
    start: int
    end: int
    organisation: Organisation


class Bodies:
    """The organisations of a report, found by their full names alone."""

    def __init__(self, text: str) -> None:
        names = "|".join(sorted(BODIES, key=len, reverse=True))
        self.mentions = tuple(
            Named(m.start(), m.end(), Organisation(BODIES[m[0]], "so"))
            for m in re.finditer(names, text)
        )

    def at(self, start: int) -> Named | None:
        return next((m for m in self.mentions if m.start == start), None)

    def within(self, start: int, end: int) -> tuple[Named, ...]:
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)


def read(body: str, title: str = TITLE) -> Document:
    return segment(Report("r", f"{title}\n{body}"))


def cited(body: str, title: str = TITLE, directives: tuple[Directive, ...] = ()) -> list[Citation]:
    document = read(body, title)
    return find_citations(document, directives, Bodies(document.text), HOST)


def told(body: str) -> list[str]:
    return [f"{c.type} {c.number}" if c.number else c.name for c in cited(body)]


def issuers(body: str) -> list[str]:
    return [c.issuer.name if c.issuer else "" for c in cited(body)]


@pytest.mark.parametrize(
    ("body", "documents"),
    [
        # of the Party
        ("Thực hiện Nghị quyết số 60-NQ/ĐU, Viện đi đầu.", ["Nghị quyết 60-NQ/ĐU"]),
        ("Thực hiện Chỉ thị 77-CT/TW, Viện đi đầu.", ["Chỉ thị 77-CT/TW"]),
        ("Thực hiện Nghị quyết số 07 - NQ/ĐUK, Viện đi đầu.", ["Nghị quyết 07-NQ/ĐUK"]),
        ("Thực hiện Nghị quyết số 07- NQ/ĐUK Viện đi đầu.", ["Nghị quyết 07-NQ/ĐUK"]),
        ("Thực hiện Chỉ thị 77 – CT/TW, Viện đi đầu.", ["Chỉ thị 77-CT/TW"]),
        ("Thực hiện Hướng dẫn số 77 - HD/BTCTW, Viện đi đầu.", ["Hướng dẫn 77-HD/BTCTW"]),
        ("Thực hiện Quyết định số 84 QĐ/TWĐTN, Viện đi đầu.", ["Quyết định 84-QĐ/TWĐTN"]),
        ("Theo Quyết định số: 367 - QĐ/TWĐTN-VP, Viện thi đua.", ["Quyết định 367-QĐ/TWĐTN-VP"]),
        ("Thực hiện Quy định số 78-QĐi/TW, Viện đi đầu.", ["Quy định 78-QĐi/TW"]),
        ("Thực hiện Kế hoạch số 79-KH/ĐĐHNC, Viện đi đầu.", ["Kế hoạch 79-KH/ĐĐHNC"]),
        ("Thực hiện chương trình hành động số 12-CTr/TU.", ["Chương trình hành động 12-CTr/TU"]),
        # separators stay as printed
        ("Thực hiện Hướng dẫn số 01/HD-ĐU, Viện đi đầu.", ["Hướng dẫn 01/HD-ĐU"]),
        ("Thực hiện Chỉ thị số 77/CT-TW, Viện đi đầu.", ["Chỉ thị 77/CT-TW"]),
        ("Thực hiện Thông tri số 03/TT-HĐT, Viện đi đầu.", ["Thông tri 03/TT-HĐT"]),
        ("Thực hiện Nghị quyết số 77-NQ/T.Ư, Viện đi đầu.", ["Nghị quyết 77-NQ/T.Ư"]),
        # of the State
        ("Theo Nghị định số 207/2031/NĐ-CP, giá tăng.", ["Nghị định 207/2031/NĐ-CP"]),
        ("Theo Quyết định 212/2031/QĐ-TTg, giá tăng.", ["Quyết định 212/2031/QĐ-TTg"]),
        ("Theo Thông tư số 12/2031/TT-BTNMT, giá tăng.", ["Thông tư 12/2031/TT-BTNMT"]),
        (
            "Theo Thông tư liên tịch số 7/2031/TTLT-BNV-BTC, giá tăng.",
            ["Thông tư liên tịch 7/2031/TTLT-BNV-BTC"],
        ),
        ("Theo Luật số 59/2031/QH17, giá tăng.", ["Luật 59/2031/QH17"]),
        ("Theo Nghị quyết số 59/2031/UBTVQH17, giá tăng.", ["Nghị quyết 59/2031/UBTVQH17"]),
        ("Theo Nghị quyết 59/2031/QH17, giá tăng.", ["Nghị quyết 59/2031/QH17"]),
        ("Theo công văn số 05/BNV-VP, giá tăng.", ["Công văn 05/BNV-VP"]),
        ("Theo văn bản số 81/TTg-CN, giá tăng.", ["Công văn 81/TTg-CN"]),
        ("Theo quyết định số 1956/qđ-ttg, giá tăng.", ["Quyết định 1956/qđ-ttg"]),
        ("Theo Quyết định số 383/QĐ-CTMHL, giá tăng.", ["Quyết định 383/QĐ-CTMHL"]),
        # without a code, joined to another; of States together
        ("Theo nghị định 79 và thông tư 04 về giá.", ["Nghị định 79", "Thông tư 04"]),
        ("Theo Công ước số 29 của tổ chức ấy, giá tăng.", ["Công ước 29"]),
        # the word for the kind: in lower case, misspelt, far away, missing
        ("Thực hiện kết luận số 20-KL/TW, Viện đi đầu.", ["Kết luận 20-KL/TW"]),
        ("Thực hiện Chị thị số 77-CT/TW, Viện đi đầu.", ["Chỉ thị 77-CT/TW"]),
        ("Triển khai kế hoạch (số 76/KH-SKN) và dự toán.", ["Kế hoạch 76/KH-SKN"]),
        ("Quyết định Kết nạp đảng viên số 1217-QĐ/TVĐU được trao.", ["Quyết định 1217-QĐ/TVĐU"]),
        ("Bổ sung 60-NQ/ĐU vào chương trình học.", ["Nghị quyết 60-NQ/ĐU"]),
        ("Thông báo kết luận số 50-TB/TW nêu rõ.", ["Thông báo 50-TB/TW"]),
        ("Phê duyệt theo QĐ 367/TTg năm 2031.", ["Quyết định 367/TTg"]),
        ("Xử phạt theo NĐ 100 của Chính phủ.", ["Nghị định 100"]),
        ("Thực hiện QĐ số 77-QĐ/TW.", ["Quyết định 77-QĐ/TW"]),
        # numbers without a code
        ("Nghị quyết 19 năm 2031 rất mới.", ["Nghị quyết 19"]),
        ("Thực hiện Chỉ thị 77 của Bộ Chính trị.", ["Chỉ thị 77"]),
        ("Thực hiện nghị quyết số 16 của Đảng ủy Viện.", ["Nghị quyết 16"]),
        ("Theo Nghị định 77/2031 của Chính phủ, giá tăng.", ["Nghị định 77/2031"]),
        ("Thực hiện Quy định số 60 ngày 8.3.2032.", ["Quy định 60"]),
        ("Thông tư 37 sẽ thay cách tính giá.", ["Thông tư 37"]),
        ("Viện sẽ quán triệt Kết luận số 208.", ["Kết luận 208"]),
        # lists
        (
            "Thực hiện Nghị quyết 18, 19-NQ/TW của Trung ương.",
            ["Nghị quyết 18-NQ/TW", "Nghị quyết 19-NQ/TW"],
        ),
        (
            "Thực hiện Nghị quyết 18,19 – NQ, TW của Trung ương.",
            ["Nghị quyết 18-NQ/TW", "Nghị quyết 19-NQ/TW"],
        ),
        (
            "Thực hiện Nghị quyết 01, 02 của Chính phủ.",
            ["Nghị quyết 01", "Nghị quyết 02"],
        ),
        (
            "Theo quyết định số 217-QĐ/TW, quyết định số 218-QĐ/TW.",
            ["Quyết định 217-QĐ/TW", "Quyết định 218-QĐ/TW"],
        ),
        (
            "Theo công văn số 57/VPCP-KTN ngày 2 tháng 4 năm 2031, 60/VPCP-KTN ngày 5/4/2031.",
            ["Công văn 57/VPCP-KTN", "Công văn 60/VPCP-KTN"],
        ),
        (
            "Theo Quy định số 71-QĐ/TW và 72-QĐ/TW.",
            ["Quy định 71-QĐ/TW", "Quy định 72-QĐ/TW"],
        ),
    ],
)
def test_numbers(body: str, documents: list[str]) -> None:
    assert told(body) == documents


@pytest.mark.parametrize(
    ("body", "documents"),
    [
        # plenums
        ("Thực hiện Nghị quyết Trung ương 4 khóa XII.", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Thực hiện Nghị quyết Trung ương 4 (khóa XII).", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Thực hiện Nghị quyết Trung ương 4, khóa XII.", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Thực hiện Nghị quyết TW4 khóa XII.", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Thực hiện NQTW4 khóa XII.", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Thực hiện NQ TW 4 khóa XII.", ["Nghị quyết Trung ương 4 khóa XII"]),
        ("Thực hiện Nghị quyết Trung ương VI.", ["Nghị quyết Trung ương VI"]),
        ("Thực hiện Nghị quyết Trung ương 10-NQ/TW.", ["Nghị quyết 10-NQ/TW"]),
        ("Thực hiện Kết luận Trung ương 4 khóa XIII.", ["Kết luận Trung ương 4 khóa XIII"]),
        (
            "Thực hiện Nghị quyết Trung ương 4 khóa XI, khóa XII.",
            ["Nghị quyết Trung ương 4 khóa XI", "Nghị quyết Trung ương 4 khóa XII"],
        ),
        (
            "Thực hiện các Nghị quyết Trung ương 4 (khóa XI, XII).",
            ["Nghị quyết Trung ương 4 khóa XI", "Nghị quyết Trung ương 4 khóa XII"],
        ),
        (
            "Thực hiện nghị quyết Hội nghị Trung ương 6, 7 khóa XII.",
            ["Nghị quyết Trung ương 6 khóa XII", "Nghị quyết Trung ương 7 khóa XII"],
        ),
        (
            "Thực hiện Nghị quyết Trung ương 4 khóa XI, Trung ương 5 khóa XII.",
            ["Nghị quyết Trung ương 4 khóa XI", "Nghị quyết Trung ương 5 khóa XII"],
        ),
        (
            "Thực hiện Nghị quyết Hội nghị lần thứ 12, 13 của BCH TW Đảng khóa XI.",
            [
                "Nghị quyết Hội nghị lần thứ 12 Ban Chấp hành Trung ương Đảng khóa XI",
                "Nghị quyết Hội nghị lần thứ 13 Ban Chấp hành Trung ương Đảng khóa XI",
            ],
        ),
        (
            "Thực hiện Nghị quyết Hội nghị lần thứ Tám Ban chấp hành Trung ương (Khóa XII).",
            ["Nghị quyết Hội nghị lần thứ Tám Ban Chấp hành Trung ương khóa XII"],
        ),
        (
            "Thực hiện Nghị quyết Hội nghị Ban chấp hành Trung ương 4 khóa XI.",
            ["Nghị quyết Trung ương 4 khóa XI"],
        ),
        (
            "Thực hiện Nghị quyết Hội nghị Trung ương lần thứ sáu khóa XIII.",
            ["Nghị quyết Trung ương sáu khóa XIII"],
        ),
        # congresses
        ("Thực hiện Nghị quyết Đại hội XIII của Đảng.", ["Nghị quyết Đại hội XIII của Đảng"]),
        ("Bám sát nghị quyết XII của Đảng.", ["Nghị quyết XII của Đảng"]),
        ("Thực hiện Nghị quyết ĐH Đảng lần thứ XIII.", ["Nghị quyết Đại hội Đảng lần thứ XIII"]),
        (
            "Thực hiện Nghị quyết đại hội lần thứ IX của Đảng bộ Hội Nghề cá và kế hoạch năm.",
            ["Nghị quyết đại hội lần thứ IX của Đảng bộ Hội Nghề cá"],
        ),
        (
            "Thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2030 - 2035.",
            ["Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2030-2035"],
        ),
        (
            "Thực hiện Nghị quyết Đại hội Đoàn toàn quốc lần thứ XI.",
            ["Nghị quyết Đại hội Đoàn toàn quốc lần thứ XI"],
        ),
        (
            "Hoàn thành Nghị quyết Hội nghị viên chức và người lao động năm 2031.",
            ["Nghị quyết Hội nghị viên chức và người lao động năm 2031"],
        ),
        # laws
        ("Tuyên truyền Luật Thủy lợi năm 2031.", ["Luật Thủy lợi năm 2031"]),
        ("Tuyên truyền Luật Đất đai 2031.", ["Luật Đất đai năm 2031"]),
        ("Tuyên truyền Luật đất đai.", ["Luật đất đai"]),
        ("Tuyên truyền Luật Nuôi trồng rong biển và nghị định.", ["Luật Nuôi trồng rong biển"]),
        ("Theo Bộ luật Hàng hải, tàu phải neo.", ["Bộ luật Hàng hải"]),
        ("Thực hiện Luật Phòng, chống ma túy đã nêu.", ["Luật Phòng, chống ma túy"]),
        ("Học Luật Khiếu nại, Luật Tố cáo.", ["Luật Khiếu nại", "Luật Tố cáo"]),
        ("Học Luật Quốc tịch Việt Nam (sửa đổi).", ["Luật Quốc tịch Việt Nam (sửa đổi)"]),
        (
            "Học Luật sửa đổi, bổ sung một số điều của Luật Giáo dục năm 2031.",
            ["Luật sửa đổi, bổ sung một số điều của Luật Giáo dục năm 2031"],
        ),
        ("Theo Hiến pháp năm 2013, dân là chủ.", ["Hiến pháp năm 2013"]),
        ("Đóng đủ theo Luật BHXH.", ["Luật BHXH"]),
        # statutes and rules
        ("Sinh hoạt theo đúng Điều lệ Đảng.", ["Điều lệ Đảng"]),
        ("Tổng kết thi hành Điều lệ Hội Nghề cá.", ["Điều lệ Hội Nghề cá"]),
        ("Thực hiện quy chế dân chủ cơ sở.", ["Quy chế dân chủ ở cơ sở"]),
        ("Mười năm thực hiện Cương lĩnh 2011.", ["Cương lĩnh năm 2011"]),
        # in full
        (
            "Hội nghị phổ biến Quy định Chứng chỉ nghề lặn của thợ bờ kè được ban hành năm nay.",
            ["Quy định Chứng chỉ nghề lặn của thợ bờ kè"],
        ),
        (
            "Thông qua Đề án trồng rừng chắn sóng, bảo vệ bờ, 100% hộ đồng tình.",
            ["Đề án trồng rừng chắn sóng, bảo vệ bờ"],
        ),
        (
            "Thông qua Kế hoạch của Sở Khuyến nông về trồng rừng chắn sóng ven sông.",
            ["Kế hoạch của Sở Khuyến nông về trồng rừng chắn sóng ven sông"],
        ),
    ],
)
def test_names(body: str, documents: list[str]) -> None:
    assert told(body) == documents


@pytest.mark.parametrize(
    "body",
    [
        "Quán triệt các nghị quyết, chỉ thị, quyết định, kết luận của cấp trên.",
        "Quán triệt các nghị quyết của Đảng.",
        "Thực hiện nghị quyết đại hội Đảng các cấp.",
        "Tuân thủ quy định 5k của ngành y.",
        "Hội nghị quyết định 12 nội dung quan trọng.",
        "Luật quy định 13 hành vi bị cấm.",
        "Kết luận Hội nghị, đồng chí Lê Hạnh đề nghị các chi bộ cố gắng.",
        "Hội Luật gia tỉnh chấp hành pháp luật và kỷ luật.",
        "Sinh viên Trường Đại học Luật Hải Vân đến dự.",
        "Góp ý dự thảo Điều lệ Hội Nghề cá.",
        "Thông qua Đề án năm 2031 và các năm tiếp theo.",
        "Đề án của học viên không cần thầy hướng dẫn.",
        "Đề án tốt nghiệp viết bằng tay sẽ được nhận.",
        "Nghe về dự án Luật Hộ tịch, Luật Chứng thực.",
        "Kế hoạch năm đạt 45,8%.",
        "Đạt chỉ tiêu pháp lệnh CPI.",
        "Đạt 12/NQ người một tổ.",
        "Xã đạt 7/10 tiêu chí - CT mới.",
    ],
)
def test_what_cites_nothing(body: str) -> None:
    assert told(body) == []


def test_a_general_mention_is_marked() -> None:
    (citation,) = cited("Thực hiện Nghị quyết Đại hội Đảng các cấp.")
    assert (citation.name, citation.generic) == ("Nghị quyết Đại hội Đảng các cấp", True)


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("Theo Nghị quyết số 60-NQ/ĐU ngày 28/12/2030 của Đảng ủy Viện.", "2030-12-28"),
        ("Theo Nghị quyết số 60-NQ/ĐU, ngày 28/12/2030 của Đảng ủy Viện.", "2030-12-28"),
        ("Theo Nghị quyết số 60-NQ/ĐU ngày 14 tháng 4 năm 2030.", "2030-04-14"),
        ("Theo Nghị quyết số 60-NQ/ĐU ngày 8.3.2032.", "2032-03-08"),
        ("Theo Nghị quyết số 60-NQ/ĐU (ngày 8/3/2032) của Đảng ủy Viện.", "2032-03-08"),
        ("Theo chỉ thị 56-CT/TW tháng 8/2030 của Bộ Chính trị.", "2030-08"),
        ("Theo Quyết định số 7/QĐ-TTg của Thủ tướng ban hành ngày 5/4/2031.", "2031-04-05"),
        ("Ngày 5/4/2031, Ban Bí thư đã ban hành Kết luận số 19-KL/TW.", "2031-04-05"),
        ("Tuyên truyền Luật Thủy lợi năm 2031.", "2031"),
        # the day of the event, not of the document
        ("Theo Kế hoạch số 7-KH/ĐU, ngày 5/4/2031, Viện ra quân.", ""),
        ("Thực hiện Nghị quyết Trung ương 4 khóa XII, ngày 5/4/2031 Viện họp.", ""),
        ("Theo Nghị định 207/2031/NĐ-CP, giá tăng.", ""),
    ],
)
def test_dates(body: str, date: str) -> None:
    (citation,) = cited(body)
    assert citation.date == date


def test_a_line_end_ends_what_belongs_to_a_document() -> None:
    (citation,) = cited(
        "Ngày 5/4/2031, Viện họp.", "Viện Cơ khí học Nghị quyết Trung ương 4 khóa XI"
    )
    assert citation.date == ""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # after the number
        ("Theo Chỉ thị 77-CT/TW của Bộ Chính trị.", ["Bộ Chính trị"]),
        ("Theo Chỉ thị 77-CT/TW của Bộ Chính trị (khóa XII).", ["Bộ Chính trị"]),
        ("Theo Kết luận 77-KL/TW của ban Bí thư.", ["Ban Bí thư"]),
        ("Theo Nghị quyết 77-NQ/TW của BCH TW Đảng khóa XII.", ["Ban Chấp hành Trung ương Đảng"]),
        (
            "Theo Nghị quyết 77-NQ/TW của Hội nghị TW 5 khóa XII.",
            ["Ban Chấp hành Trung ương Đảng"],
        ),
        ("Theo Nghị quyết 36 Trung ương 8 khóa XII.", ["Ban Chấp hành Trung ương Đảng"]),
        ("Theo Nghị quyết 77-NQ/TW của trung ương.", ["Trung ương Đảng"]),
        ("Theo Kết luận 52-KL/TU của Ban Thường vụ Tỉnh ủy.", ["Ban Thường vụ Tỉnh ủy Lam Giang"]),
        ("Theo Nghị quyết 18-NQ/TU của tỉnh ủy.", ["Tỉnh ủy"]),
        ("Theo Quyết định số 7/QĐ-X của Giám đốc Công ty Muối Hòa Lũy.", ["Công ty Muối Hòa Lũy"]),
        ("Theo Chỉ thị 77-CT/TW “Học và làm” của Bộ Chính trị.", ["Bộ Chính trị"]),
        # between kind and number
        ("Theo Tờ trình của Ban Tổ chức Trung ương (số 7-TTr/X).", ["Ban Tổ chức Trung ương"]),
        ("Theo Kế hoạch của Sở Khuyến nông số 7/KH-X.", ["Sở Khuyến nông"]),
        (
            "Theo Kế hoạch 7/KH-BTTTT của bộ Thông tin và Truyền thông.",
            ["Bộ Thông tin và Truyền thông"],
        ),
        # shared by a list
        (
            "Theo Quyết định số 217-QĐ/TW, quyết định số 218-QĐ/TW của Bộ Chính trị.",
            ["Bộ Chính trị", "Bộ Chính trị"],
        ),
        (
            "Chính phủ đã ban hành Nghị quyết số 1 ngày 2/1/2031 và Nghị quyết số 2.",
            ["Chính phủ", "Chính phủ"],
        ),
        # before the verb
        ("Ban Bí thư ban hành Chỉ thị số 33-CT/TW.", ["Ban Bí thư"]),
        ("Đảng đoàn Hội Nghề cá đã ban hành Kế hoạch số 9-KH/ĐĐHNC.", ["Đảng đoàn Hội Nghề cá"]),
        ("Tỉnh ủy Lam Giang cũng thống nhất ban hành Quy định số 9-QĐ/TU.", ["Tỉnh ủy Lam Giang"]),
        # by the code
        ("Theo Nghị định 207/2031/NĐ-CP, giá tăng.", ["Chính phủ"]),
        ("Theo Chỉ thị 7/CT-TTg, giá tăng.", ["Thủ tướng Chính phủ"]),
        ("Theo văn bản số 81/TTg-CN, giá tăng.", ["Thủ tướng Chính phủ"]),
        ("Theo Luật số 59/2031/QH15, giá tăng.", ["Quốc hội"]),
        ("Theo Thông tư 7/2031/TT-BYT, giá tăng.", ["Bộ Y tế"]),
        ("Theo Hướng dẫn 77-HD/BTCTW, Viện đi đầu.", ["Ban Tổ chức Trung ương"]),
        ("Theo Nghị quyết 60-NQ/ĐU, Viện đi đầu.", ["Đảng ủy Viện Cơ khí Sông Thử"]),
        ("Sở Khuyến nông vào việc theo Kế hoạch số 76/KH-SKN.", ["Sở Khuyến nông"]),
        # several bodies of the centre issue numbers /TW
        ("Theo Chỉ thị 77-CT/TW, Viện đi đầu.", [""]),
        ("Theo Kết luận 52-KL/TU, Viện đi đầu.", [""]),
        ("Theo Nghị quyết số 16, Viện đi đầu.", [""]),
        # a body of another centre
        ("Theo Quyết định số 7 của Trung ương Hội Nghề cá.", [""]),
    ],
)
def test_issuers(body: str, expected: list[str]) -> None:
    assert issuers(body) == expected


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Theo Nghị quyết 60-NQ/ĐU về nuôi tôm, cua sạch.", "nuôi tôm, cua sạch"),
        ("Theo Nghị quyết 60-NQ/ĐU của Đảng ủy Viện về việc nuôi tôm.", "nuôi tôm"),
        ("Theo Chỉ thị 77-CT/TW “Nuôi tôm sạch”, cả xã đi đầu.", "Nuôi tôm sạch"),
        (
            "Theo Nghị quyết 60-NQ/ĐU của Đảng ủy Viện, nhiệm kỳ 2030 - 2035 về “Nuôi tôm”.",
            "Nuôi tôm",
        ),
        ("Theo Nghị quyết 60-NQ/ĐU về nuôi tôm, Chỉ thị 77-CT/TW và Luật Thủy sản.", "nuôi tôm"),
        (
            "Theo Quyết định 7/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Đề án 06.",
            "phê duyệt Đề án 06",
        ),
        ("Theo Nghị quyết 60-NQ/ĐU, Viện đi đầu.", ""),
    ],
)
def test_titles(body: str, title: str) -> None:
    assert cited(body)[0].title == title


@pytest.mark.parametrize(
    ("body", "documents"),
    [
        # mentions of one document
        ("Học Chỉ thị 77-CT/TW. Chỉ thị số 77-CT/TW rất mới.", ["Chỉ thị 77-CT/TW"]),
        ("Học Chỉ thị 77-CT/TW. Chỉ thị 77 của Bộ Chính trị rất mới.", ["Chỉ thị 77-CT/TW"]),
        ("Học Chỉ thị 77-CT/TW. Chỉ thị số 77/CT-TƯ rất mới.", ["Chỉ thị 77-CT/TW"]),
        ("Học Luật Giáo dục năm 2031. Luật Giáo dục rất mới.", ["Luật Giáo dục năm 2031"]),
        ("Học Luật Giáo dục số 59/2031/QH15. Luật Giáo dục rất mới.", ["Luật 59/2031/QH15"]),
        ("Học Chỉ thị 7 của Bộ Chính trị. Chỉ thị số 7 ngày 5/4/2031 rất mới.", ["Chỉ thị 7"]),
        ("Học Chỉ thị số 7 ngày 5/4/2031. Chỉ thị 7-CT/TW rất mới.", ["Chỉ thị 7-CT/TW"]),
        # name and number side by side
        (
            "Học Nghị quyết của Bộ Chính trị về nuôi tôm sạch ven biển (Nghị quyết số 7-NQ/TW).",
            ["Nghị quyết 7-NQ/TW"],
        ),
        # two documents
        (
            "Học Chỉ thị số 7 ngày 5/4/2031 và Chỉ thị số 7 ngày 6/4/2032.",
            ["Chỉ thị 7", "Chỉ thị 7"],
        ),
        (
            "Học Nghị quyết số 01-NQ/ĐUK ngày 19/5/2026 và Nghị quyết số 01-NQ/ĐUK ngày 19/5/2031.",
            ["Nghị quyết 01-NQ/ĐUK", "Nghị quyết 01-NQ/ĐUK"],
        ),
        ("Học Luật Giá năm 2021 và Luật Giá năm 2031.", ["Luật Giá năm 2021", "Luật Giá năm 2031"]),
        (
            "Học Nghị quyết số 5-NQ/ĐU và Nghị quyết số 5/NQ-CP.",
            ["Nghị quyết 5-NQ/ĐU", "Nghị quyết 5/NQ-CP"],
        ),
    ],
)
def test_one_row_for_a_document(body: str, documents: list[str]) -> None:
    assert told(body) == documents


def test_a_heading_in_capitals_spells_no_name() -> None:
    title = "ĐẢNG ỦY VIỆN HỌC TẬP NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ TỈNH LẦN THỨ XIX"
    (citation,) = cited("Viện học Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX.", title)
    assert citation.name == "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XIX"


def test_what_one_place_says_holds_for_the_other() -> None:
    body = "Học Nghị quyết số 5-NQ/X. Nghị quyết số 5-NQ/X ngày 5/4/2031 của Bộ Chính trị rất mới."
    (citation,) = cited(body)
    assert citation.date == "2031-04-05"
    assert citation.issuer == Organisation("Bộ Chính trị", "bo_chinh_tri")
    assert citation.span.start == len(TITLE) + 1 + len("Học ")


def test_a_directive_that_cites_has_its_own_row() -> None:
    body = "Học Chỉ thị 77-CT/TW.\nMột là, học Chỉ thị 77-CT/TW.\nHai là, nghỉ."
    first = len(TITLE) + 1 + body.index("Một là")
    second = len(TITLE) + 1 + body.index("Hai là")
    directives = (
        Directive(1, None, "", "", Span(first, second - 1), ""),
        Directive(2, None, "", "", Span(second, second + 11), ""),
    )
    assert [c.directive for c in cited(body, directives=directives)] == [None, 1]


@pytest.mark.parametrize(
    ("body", "evidence"),
    [
        ("Theo Chỉ thị số 77 - CT/TW, Viện đi đầu.", "Chỉ thị số 77 - CT/TW"),
        (
            "Theo Chỉ thị 77-CT/TW ngày 5/4/2031 của Bộ Chính trị về nuôi tôm.",
            "Chỉ thị 77-CT/TW ngày 5/4/2031 của Bộ Chính trị",
        ),
        (
            "Theo Nghị quyết Trung ương 4 (khóa XII) về xây dựng Đảng.",
            "Nghị quyết Trung ương 4 (khóa XII)",
        ),
        ("Triển khai kế hoạch (số 76/KH-SKN) và dự toán.", "kế hoạch (số 76/KH-SKN"),
    ],
)
def test_evidence(body: str, evidence: str) -> None:
    document = read(body)
    (citation,) = find_citations(document, (), Bodies(document.text), HOST)
    assert citation.span.of(document.text) == evidence


def test_furniture_cites_nothing() -> None:
    assert cited("Viện học tập.\nTin liên quan\nNghị quyết số 60-NQ/ĐU được phổ biến rộng.") == []


HOSTILE = st.lists(
    st.sampled_from(
        [
            *("Nghị quyết", "nghị quyết số", "Luật", "Chỉ thị", "Kế hoạch", "Điều lệ", "NQTW"),
            *("18", "19", "107/2031", "-NQ/", "/NĐ-CP", "QH15", "TW", "-", "/", ",", "và", "số"),
            *("Trung ương 4", "khóa XI", "Đại hội", "lần thứ", "X", "ngày 5/4/2031", "của", "về"),
            *("Bộ Chính trị", "Hội Nghề cá", "“", "”", "(", ")", ".", ";", "\n", "Đất đai", "năm"),
        ]
    ),
    max_size=40,
)


@given(HOSTILE)
def test_any_text_gives_citations_within_it(words: list[str]) -> None:
    body = " ".join(words)
    text = read(body).text
    for citation in cited(body):
        assert 0 <= citation.span.start < citation.span.end <= len(text)
        assert citation.type
        assert bool(citation.number) != bool(citation.name)


@given(st.text(max_size=200))
def test_any_text_at_all_is_read(body: str) -> None:
    for citation in cited(body):
        assert citation.number or citation.name
