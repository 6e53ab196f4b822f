"""A small store of two invented reports.

`EXTRACTIONS` are what a careful reader takes from them, written by hand: the server is tested
apart from extraction. The second report holds markup, to be seen as text and nothing else.
"""

from decimal import Decimal

from fastapi import FastAPI

from graph_api.app import create_app
from graph_api.runner import Threads
from graph_api.settings import Settings
from graph_api.store.embedded import Store
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
from ontology.terms import Iris

IRIS = Iris()
RULE = "test"

TEXT = """Hội nghị sơ kết 6 tháng đầu năm 2031

Ngày 15/7/2031, Đảng ủy Viện Đo lường Sông Lam tổ chức Hội nghị sơ kết 6 tháng đầu năm 2031.
Đồng chí Đặng Thị Ước, Bí thư Đảng ủy, Viện trưởng Viện Đo lường Sông Lam chủ trì Hội nghị.
Đồng chí Lò Văn Kỷ, nguyên Giám đốc Sở KH&CN, dự Hội nghị.
Doanh thu ước đạt 12,5 tỷ đồng.
Kết luận Hội nghị, đồng chí Đặng Thị Ước yêu cầu:
1. Các chi bộ thực hiện nghiêm Chỉ thị số 05-CT/TW.
2. Phòng Kế hoạch xây dựng Nghị quyết số 09-NQ/ĐU ngày 02/3/2031.
Hội nghị trao 3 Giấy khen."""

HOSTILE = """<script>alert("chữ")</script> & Hội nghị <b>lạ</b>
Ông <script>alert(1)</script> dự họp tại Sở Khoa học và Công nghệ."""

INSTITUTE = Organisation("Viện Đo lường Sông Lam", "vien")
PARTY = Organisation("Đảng bộ Viện Đo lường Sông Lam", "dang_bo")
COMMITTEE = Organisation("Đảng ủy Viện Đo lường Sông Lam", "dang_uy")
DEPARTMENT = Organisation("Sở Khoa học và Công nghệ", "so", "tỉnh Lam Hạ")
OFFICE = Organisation("Phòng Kế hoạch", "phong", "Viện Đo lường Sông Lam")
OLD = Organisation("Trạm Đo lường Sông Lam", "tram")
UOC = Person("Đặng Thị Ước", "Viện Đo lường Sông Lam")
KY = Person("Lò Văn Kỷ", "Sở Khoa học và Công nghệ")
SCRIPT = Person("<script>alert(1)</script>", "Sở Khoa học và Công nghệ")


def span(words: str, text: str = TEXT) -> Span:
    """Where some words stand in the report, the last time."""
    start = text.rindex(words)
    return Span(start, start + len(words))


CHAIRS = span("Đồng chí Đặng Thị Ước, Bí thư Đảng ủy, Viện trưởng Viện Đo lường Sông Lam chủ trì")
FIRST = span("1. Các chi bộ thực hiện nghiêm Chỉ thị số 05-CT/TW.")
SECOND = span("2. Phòng Kế hoạch xây dựng Nghị quyết số 09-NQ/ĐU ngày 02/3/2031.")

MAIN = Extraction(
    Report("so-ket-2031", TEXT, "Hội nghị sơ kết 6 tháng đầu năm 2031", None, "so-ket-2031.txt"),
    meetings=(
        Meeting(
            "Hội nghị sơ kết 6 tháng đầu năm 2031",
            "2031-07-15",
            COMMITTEE,
            "Hội trường tầng 2",
            3,
            "so_ket",
            span("Đảng ủy Viện Đo lường Sông Lam tổ chức Hội nghị sơ kết 6 tháng đầu năm 2031"),
            RULE,
        ),
    ),
    participations=(
        Participation(UOC, Part.CHAIR, CHAIRS, RULE),
        Participation(UOC, Part.CONCLUDE, span("Kết luận Hội nghị, đồng chí Đặng Thị Ước"), RULE),
        Participation(KY, Part.ATTEND, span("Đồng chí Lò Văn Kỷ, nguyên Giám đốc Sở"), RULE),
    ),
    posts=(
        PostHeld(UOC, "Bí thư", COMMITTEE, Status.CURRENT, CHAIRS, RULE),
        PostHeld(UOC, "Viện trưởng", INSTITUTE, Status.CURRENT, CHAIRS, RULE),
        PostHeld(KY, "Giám đốc", DEPARTMENT, Status.FORMER, span("nguyên Giám đốc Sở"), RULE),
    ),
    directives=(
        Directive(1, UOC, "Các chi bộ", FIRST.of(TEXT), FIRST, RULE),
        Directive(2, UOC, "Phòng Kế hoạch", SECOND.of(TEXT), SECOND, RULE),
    ),
    citations=(
        Citation(1, "Chỉ thị", "05-CT/TW", "", "", None, span("Chỉ thị số 05-CT/TW"), RULE),
        Citation(
            2,
            "Nghị quyết",
            "09-NQ/ĐU",
            "",
            "2031-03-02",
            COMMITTEE,
            span("Nghị quyết số 09-NQ/ĐU ngày 02/3/2031"),
            RULE,
        ),
    ),
    hierarchy=(
        Subordination(COMMITTEE, PARTY, Relation.COMMITTEE_OF, CHAIRS, RULE),
        Subordination(PARTY, INSTITUTE, Relation.PARTY_ORGANISATION_OF, CHAIRS, RULE),
        Subordination(OFFICE, INSTITUTE, Relation.UNIT_OF, span("Phòng Kế hoạch"), RULE),
    ),
    renamings=(Renaming(OLD, INSTITUTE, CHAIRS, RULE),),
    figures=(
        Figure(
            Decimal("12.5"), "tỷ đồng", "Doanh thu", "", "ước", span("ước đạt 12,5 tỷ đồng"), RULE
        ),
    ),
    awards=(Award("Giấy khen", "", 3, span("3 Giấy khen"), RULE),),
    problems=(Problem("no-recipient", "Không rõ ai được khen thưởng", span("3 Giấy khen")),),
)

MARKUP = Extraction(
    Report("<b>la</b> & 100%", HOSTILE, '<script>alert("chữ")</script>', None, "la.txt"),
    meetings=(
        Meeting(
            "Hội nghị <b>lạ</b>", "2031", DEPARTMENT, "", None, "hoi_nghi",
            span("Hội nghị <b>lạ</b>", HOSTILE), RULE,
        ),
    ),
    participations=(
        Participation(
            SCRIPT, Part.ATTEND, span("<script>alert(1)</script> dự họp", HOSTILE), RULE
        ),
    ),
    posts=(
        PostHeld(
            SCRIPT, "<i>Vụ trưởng</i>", DEPARTMENT, Status.CURRENT,
            span("Sở Khoa học và Công nghệ", HOSTILE), RULE,
        ),
    ),
)  # fmt: skip

EXTRACTIONS = (MAIN, MARKUP)


def person(who: Person) -> str:
    return IRIS.person(who.name, who.anchor)


def body(which: Organisation) -> str:
    return IRIS.organisation(which.name, which.scope, "")


def local(iri: str) -> str:
    """The path of a thing's page."""
    return "/id/" + iri.removeprefix(IRIS.base)


def loaded(*extractions: Extraction) -> Store:
    """A store in memory with some reports."""
    store = Store.open()
    for extraction in extractions:
        store.put(IRIS.report(extraction.report.name), nquads(extraction))
    return store


def serving(store: Store, settings: Settings | None = None) -> FastAPI:
    """The server over a store in memory."""
    settings = settings or Settings()
    return create_app(Threads(store, settings), settings)
