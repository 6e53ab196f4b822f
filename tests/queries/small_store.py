"""Six invented reports as a careful reader takes them, and the store that holds them.

They are made to disagree: two directors of one institute in one winter, medals that do not add
up, a resolution of May cited in March, a workshop that meets after it was renamed.
"""

from datetime import date as Date
from decimal import Decimal

import pyoxigraph as ox

from graph_api.store import vocabulary
from graph_api.store.derived import derive
from loaders.model import (
    Award,
    Citation,
    Directive,
    Extraction,
    Figure,
    Meeting,
    Organisation,
    Part,
    Participation,
    Person,
    PostHeld,
    Problem,
    Relation,
    Renaming,
    Report,
    Span,
    Status,
    Subordination,
)
from loaders.triples import nquads

VIEN = Organisation("Viện Luyện kim Sông Trà", "vien")
DANG_BO = Organisation("Đảng bộ Viện Luyện kim Sông Trà", "dang_bo")
DANG_UY = Organisation("Đảng ủy Viện Luyện kim Sông Trà", "dang_uy")
PHONG = Organisation("Phòng Kế hoạch Viện Luyện kim Sông Trà", "phong")
TO = Organisation("Tổ Dự toán Phòng Kế hoạch Viện Luyện kim Sông Trà", "to")
KHOI = Organisation("Đảng bộ Khối Công nghiệp tỉnh Lam Hà", "dang_bo")
TRUNG_TAM = Organisation("Trung tâm Đúc Sông Trà", "trung_tam")
TRUNG_TAM_CU = Organisation("Xưởng Đúc Sông Trà", "xuong")
CHI_BO = Organisation("Chi bộ Xưởng Đúc Sông Trà", "chi_bo")
BO_CHINH_TRI = Organisation("Bộ Chính trị", "bo_chinh_tri")

KHAM = Person("Phạm Văn Khảm", VIEN.name)
BUOI = Person("Lê Thị Bưởi", VIEN.name)
TAM = Person("Hà Quang Tấm", VIEN.name)
SU = Person("Vũ Đình Sử", VIEN.name)
GANG = Person("Cao Thị Gang", TRUNG_TAM_CU.name)


class _Text:
    """A report's text, and the spans of its phrases."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __call__(self, phrase: str, nth: int = 1) -> Span:
        start = -1
        for _ in range(nth):
            start = self.text.index(phrase, start + 1)
        return Span(start, start + len(phrase))


def _so_ket() -> Extraction:
    at = _Text(
        "Đảng bộ Viện Luyện kim Sông Trà sơ kết 6 tháng\n"
        "Ngày 15/7/2020, tại hội trường A, Đảng bộ Viện Luyện kim Sông Trà họp lần thứ ba.\n"
        "Ông Phạm Văn Khảm, Viện trưởng, chủ trì. Bà Lê Thị Bưởi, Phó Viện trưởng, báo cáo: "
        "doanh thu đạt 30,5 tỷ đồng. Ông Vũ Đình Sử, nguyên Viện trưởng, dự họp.\n"
        "Kết luận, ông Phạm Văn Khảm yêu cầu:\n"
        "1. Các chi bộ học tập theo Chỉ thị 05-CT/TW của Bộ Chính trị.\n"
        "2. Phòng Kế hoạch làm theo Kế hoạch 12-KH/ĐU ngày 2/3/2020.\n"
        "Phòng Kế hoạch của Viện có Tổ Dự toán. Đảng ủy Viện lãnh đạo cả hai."
    )
    return Extraction(
        Report(
            "so-ket-2020",
            at.text,
            "Đảng bộ Viện Luyện kim Sông Trà sơ kết 6 tháng",
            Date(2020, 7, 16),
            "https://luyenkim.example/so-ket",
        ),
        meetings=(
            Meeting(
                "Hội nghị sơ kết 6 tháng đầu năm 2020",
                "2020-07-15",
                DANG_BO,
                "hội trường A",
                3,
                "hoi_nghi",
                at("Ngày 15/7/2020, tại hội trường A, Đảng bộ Viện Luyện kim Sông Trà họp"),
                "t",
            ),
        ),
        participations=(
            Participation(KHAM, Part.CHAIR, at("Phạm Văn Khảm, Viện trưởng, chủ trì"), "t"),
            Participation(KHAM, Part.CONCLUDE, at("Phạm Văn Khảm", 2), "t"),
            Participation(BUOI, Part.REPORT, at("Lê Thị Bưởi, Phó Viện trưởng, báo cáo"), "t"),
            Participation(SU, Part.ATTEND, at("Vũ Đình Sử, nguyên Viện trưởng, dự họp"), "t"),
        ),
        posts=(
            PostHeld(KHAM, "Viện trưởng", VIEN, Status.CURRENT, at("Phạm Văn Khảm", 2), "t"),
            PostHeld(
                KHAM, "Viện trưởng", VIEN, Status.CURRENT, at("Phạm Văn Khảm, Viện trưởng"), "t"
            ),
            PostHeld(
                BUOI, "Phó Viện trưởng", VIEN, Status.CURRENT, at("Lê Thị Bưởi, Phó Viện"), "t"
            ),
            PostHeld(SU, "Viện trưởng", VIEN, Status.FORMER, at("Vũ Đình Sử, nguyên"), "t"),
        ),
        directives=(
            Directive(
                1,
                KHAM,
                "các chi bộ",
                "Các chi bộ học tập theo Chỉ thị 05-CT/TW của Bộ Chính trị.",
                at("Các chi bộ học tập theo Chỉ thị 05-CT/TW của Bộ Chính trị."),
                "t",
            ),
            Directive(
                2,
                KHAM,
                "Phòng Kế hoạch",
                "Phòng Kế hoạch làm theo Kế hoạch 12-KH/ĐU ngày 2/3/2020.",
                at("Phòng Kế hoạch làm theo Kế hoạch 12-KH/ĐU ngày 2/3/2020."),
                "t",
            ),
        ),
        citations=(
            Citation(1, "Chỉ thị", "05-CT/TW", "", "", BO_CHINH_TRI, at("Chỉ thị 05-CT/TW"), "t"),
            Citation(
                2, "Kế hoạch", "12-KH/ĐU", "", "2020-03-02", DANG_UY, at("Kế hoạch 12-KH/ĐU"), "t"
            ),
        ),
        hierarchy=(
            Subordination(PHONG, VIEN, Relation.UNIT_OF, at("Phòng Kế hoạch của Viện"), "t"),
            Subordination(TO, PHONG, Relation.UNIT_OF, at("có Tổ Dự toán"), "t"),
            Subordination(DANG_UY, DANG_BO, Relation.COMMITTEE_OF, at("Đảng ủy Viện"), "t"),
        ),
        figures=(
            Figure(Decimal("30.5"), "tỷ đồng", "doanh thu", "6 tháng", "", at("30,5 tỷ đồng"), "t"),
        ),
    )


def _tong_ket() -> Extraction:
    at = _Text(
        "Ngày 20/12/2020, Đảng bộ Viện Luyện kim Sông Trà họp tổng kết. Ông Hà Quang Tấm, "
        "Viện trưởng, chủ trì; bà Lê Thị Bưởi dự. Doanh thu cả năm đạt trên 64 tỷ đồng, theo "
        "đúng Chỉ thị 05-CT/TW và các nghị quyết của Đảng. "
        'Bằng khen: ông "Tư", nói: "được, cảm ơn".'
    )
    return Extraction(
        Report("tong-ket-2020", at.text),
        meetings=(
            Meeting(
                "Hội nghị tổng kết năm 2020",
                "2020-12-20",
                DANG_BO,
                "",
                None,
                "hoi_nghi",
                at("Đảng bộ Viện Luyện kim Sông Trà họp tổng kết"),
                "t",
            ),
        ),
        participations=(
            Participation(TAM, Part.CHAIR, at("Hà Quang Tấm, Viện trưởng, chủ trì"), "t"),
            Participation(BUOI, Part.ATTEND, at("Lê Thị Bưởi dự"), "t"),
        ),
        posts=(PostHeld(TAM, "Viện trưởng", VIEN, Status.CURRENT, at("Hà Quang Tấm, Viện"), "t"),),
        citations=(
            Citation(None, "Chỉ thị", "05-CT/TW", "", "", None, at("Chỉ thị 05-CT/TW"), "t"),
            Citation(
                None,
                "Nghị quyết",
                "",
                "các nghị quyết của Đảng",
                "",
                None,
                at("các nghị quyết của Đảng"),
                "t",
                generic=True,
            ),
        ),
        figures=(
            Figure(Decimal(64), "tỷ đồng", "Doanh thu cả năm", "2020", "trên", at("64 tỷ"), "t"),
        ),
        awards=(Award("Bằng khen", 'ông "Tư"', None, at('Bằng khen: ông "Tư"'), "t"),),
    )


def _gap_mat() -> Extraction:
    at = _Text(
        "Ngày 10/3/2021, Viện Luyện kim Sông Trà gặp mặt đầu xuân. Viện trưởng Phạm Văn Khảm "
        "chủ trì, trao 5 Huy hiệu Đảng: 2 Huy hiệu 50 năm tuổi Đảng, 1 Huy hiệu 40 năm tuổi "
        "Đảng và 1 Huy hiệu 30 năm tuổi Đảng; 4 Giấy khen. Viện đề nghị Đảng bộ Khối Công nghiệp "
        "tỉnh Lam Hà giúp Đảng bộ Viện thực hiện Nghị quyết 07-NQ/ĐU ngày 1/5/2021. "
        "Xưởng Đúc nay là Trung tâm Đúc Sông Trà. Đồng chí Bí thư dự."
    )

    def medal(name: str, count: int, phrase: str, to: str = "đồng chí") -> Award:
        return Award(name, to, count, at(phrase), "t")

    return Extraction(
        Report("gap-mat-2021", at.text),
        meetings=(
            Meeting(
                "Gặp mặt đầu xuân",
                "2021-03-10",
                VIEN,
                "",
                None,
                "gap_mat",
                at("Viện Luyện kim Sông Trà gặp mặt đầu xuân"),
                "t",
            ),
        ),
        participations=(
            Participation(KHAM, Part.CHAIR, at("Viện trưởng Phạm Văn Khảm chủ trì"), "t"),
        ),
        posts=(
            PostHeld(
                KHAM, "Viện trưởng", VIEN, Status.CURRENT, at("Viện trưởng Phạm Văn Khảm"), "t"
            ),
        ),
        citations=(
            Citation(
                None,
                "Nghị quyết",
                "07-NQ/ĐU",
                "",
                "2021-05-01",
                DANG_UY,
                at("Nghị quyết 07-NQ/ĐU ngày 1/5/2021"),
                "t",
            ),
        ),
        hierarchy=(
            Subordination(
                DANG_BO, KHOI, Relation.SUBORDINATE_TO, at("Đảng bộ Khối Công nghiệp"), "t"
            ),
        ),
        renamings=(Renaming(TRUNG_TAM_CU, TRUNG_TAM, at("Xưởng Đúc nay là Trung tâm"), "t"),),
        awards=(
            medal("Huy hiệu Đảng", 5, "5 Huy hiệu Đảng", "đảng viên"),
            medal("Huy hiệu 50 năm tuổi Đảng", 2, "2 Huy hiệu 50 năm tuổi Đảng"),
            medal("Huy hiệu 40 năm tuổi Đảng", 1, "1 Huy hiệu 40 năm tuổi Đảng"),
            medal("Huy hiệu 30 năm tuổi Đảng", 1, "1 Huy hiệu 30 năm tuổi Đảng"),
            medal("Giấy khen", 4, "4 Giấy khen", ""),
        ),
        problems=(Problem("ambiguous-person", "không rõ “Bí thư” là ai", at("Đồng chí Bí thư")),),
    )


def _cong_bo() -> Extraction:
    """A document itself, not a report of a meeting: the store holds its text."""
    text = "Kế hoạch số 12-KH/ĐU về tiết kiệm năm 2020. Thực hiện Chỉ thị 05-CT/TW."
    return Extraction(
        Report("ke-hoach-12", text, "Kế hoạch số 12-KH/ĐU về tiết kiệm năm 2020"),
        citations=(
            Citation(
                None, "Chỉ thị", "05-CT/TW", "", "", None, _Text(text)("Chỉ thị 05-CT/TW"), "t"
            ),
        ),
        problems=(Problem("no-meeting", "không thấy cuộc họp nào"),),
    )


def _hoc_tap() -> Extraction:
    at = _Text(
        "Trong tháng 6/2021, Đảng ủy Viện Luyện kim Sông Trà họp. Bà Lê Thị Bưởi, quyền Viện "
        "trưởng, được bầu làm Bí thư, chỉ đạo: học tập theo Kết luận 01-KL/TW ngày 18/5/2021."
    )
    return Extraction(
        Report("hoc-tap-2021", at.text),
        meetings=(
            Meeting(
                "Cuộc họp tháng 6",
                "2021-06",
                DANG_UY,
                "",
                None,
                "cuoc_hop",
                at("Đảng ủy Viện Luyện kim Sông Trà họp"),
                "t",
            ),
        ),
        participations=(Participation(BUOI, Part.DIRECT, at("Lê Thị Bưởi"), "t"),),
        posts=(
            PostHeld(BUOI, "Viện trưởng", VIEN, Status.ACTING, at("Lê Thị Bưởi, quyền"), "t"),
            PostHeld(BUOI, "Bí thư", DANG_UY, Status.APPOINTED, at("Lê Thị Bưởi"), "t"),
        ),
        directives=(
            Directive(
                1,
                DANG_UY,
                "",
                "học tập theo Kết luận 01-KL/TW ngày 18/5/2021",
                at("học tập theo Kết luận 01-KL/TW ngày 18/5/2021"),
                "t",
            ),
        ),
        citations=(
            Citation(
                1,
                "Kết luận",
                "01-KL/TW",
                "",
                "2021-05-18",
                None,
                at("Kết luận 01-KL/TW ngày 18/5/2021"),
                "t",
            ),
        ),
    )


def _xuong_duc() -> Extraction:
    """What does not fit: a body that is no more, two places, a directive of a cell."""
    at = _Text(
        "Ngày 5/4/2022, Xưởng Đúc Sông Trà họp tại hội trường B. Bà Cao Thị Gang, Quản đốc Xưởng "
        "Đúc Sông Trà, dự. Cùng ngày, Xưởng Đúc Sông Trà họp tại nhà văn hóa xã. Bà Cao Thị Gang "
        "phát biểu về Chỉ thị 02-CT/CB của Chi bộ Xưởng Đúc Sông Trà."
    )

    def meeting(kind: str, place: str, phrase: str) -> Meeting:
        return Meeting(
            f"Họp {place}", "2022-04-05", TRUNG_TAM_CU, place, None, kind, at(phrase), "t"
        )

    return Extraction(
        Report("xuong-duc-2022", at.text),
        meetings=(
            meeting("hop", "hội trường B", "Xưởng Đúc Sông Trà họp tại hội trường B"),
            meeting("gap_mat", "nhà văn hóa xã", "Xưởng Đúc Sông Trà họp tại nhà văn hóa xã"),
        ),
        participations=(
            Participation(GANG, Part.ATTEND, at("Cao Thị Gang"), "t"),
            Participation(GANG, Part.SPEAK, at("Cao Thị Gang", 2), "t"),
        ),
        posts=(
            PostHeld(GANG, "Quản đốc", TRUNG_TAM_CU, Status.CURRENT, at("Cao Thị Gang, Quản"), "t"),
        ),
        citations=(
            Citation(
                None, "Chỉ thị", "02-CT/CB", "", "", CHI_BO, at("Chỉ thị 02-CT/CB của Chi bộ"), "t"
            ),
        ),
    )


EXTRACTIONS = (_so_ket(), _tong_ket(), _gap_mat(), _hoc_tap(), _cong_bo(), _xuong_duc())
TEXTS = {extraction.report.name: extraction.report.text for extraction in EXTRACTIONS}


def small_store() -> ox.Store:
    """Each report in its named graph; all their triples once, and their edges, by default.

    The vocabulary has a graph of its own, as in every store.
    """
    store = ox.Store()
    vocabulary.describe(store)
    for extraction in EXTRACTIONS:
        written = nquads(extraction).encode()
        store.load(written, format=ox.RdfFormat.N_QUADS)
        said = {quad.triple for quad in ox.parse(written, format=ox.RdfFormat.N_QUADS)}
        store.extend(ox.Quad(*triple) for triple in said | derive(said))
    return store
