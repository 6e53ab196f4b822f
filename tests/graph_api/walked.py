"""A store of invented bodies, people and documents, to walk through: who stands under whom, when.

The Party organisation of the institute stands under that of the bloc, and belongs to the institute.
Phòng Đo moves from the institute to the centre in 2033; Trạm Gió becomes Trung tâm Gió. Two bodies
stand under each other. Two people are called Lò Văn Mây.
"""

from loaders.model import (
    Citation,
    Directive,
    Extraction,
    Meeting,
    Organisation,
    Part,
    Participation,
    Person,
    PostHeld,
    Relation,
    Renaming,
    Report,
    Span,
    Status,
    Subordination,
)
from ontology.terms import Iris

IRIS = Iris()
RULE = "test"
WORDS = Span(0, 7)

BLOC = Organisation("Đảng bộ Khối Ruộng Bậc", "dang_bo")
PARTY = Organisation("Đảng bộ Viện Sao Mai", "dang_bo")
COMMITTEE = Organisation("Đảng ủy Viện Sao Mai", "dang_uy")
INSTITUTE = Organisation("Viện Sao Mai", "vien")
CENTRE = Organisation("Trung tâm Gió", "trung_tam")
STATION = Organisation("Trạm Gió", "tram")
ROOM = Organisation("Phòng Đo", "phong", "Viện Sao Mai")
UNION = Organisation("Công đoàn Viện Sao Mai", "cong_doan")
EGG = Organisation("Ban Trứng", "ban")
HEN = Organisation("Ban Gà", "ban")

MAY = Person("Lò Văn Mây", "Viện Sao Mai")
OTHER_MAY = Person("Lò Văn Mây", "Trung tâm Gió")
SUOI = Person("Vi Thị Suối", "Viện Sao Mai")


def under(child: Organisation, parent: Organisation, relation: Relation) -> Subordination:
    return Subordination(child, parent, relation, WORDS, RULE)


def post(who: Person, role: str, body: Organisation, status: Status = Status.CURRENT) -> PostHeld:
    return PostHeld(who, role, body, status, WORDS, RULE)


def report(name: str, day: str, **facts: object) -> Extraction:
    """A report of one meeting of the institute on a day."""
    text = f"{name}: hội nghị của Viện Sao Mai."
    meeting = Meeting(f"Hội nghị {name}", day, INSTITUTE, "", None, "hoi_nghi", WORDS, RULE)
    return Extraction(
        Report(name, text, f"Hội nghị {name}", None, f"{name}.txt"),
        meetings=(meeting,),
        **facts,  # type: ignore[arg-type]
    )


FIRST = report(
    "mot",
    "2031-03-01",
    participations=(
        Participation(MAY, Part.CHAIR, WORDS, RULE),
        Participation(SUOI, Part.REPORT, WORDS, RULE),
        Participation(OTHER_MAY, Part.ATTEND, WORDS, RULE),
    ),
    posts=(
        post(MAY, "Viện trưởng", INSTITUTE),
        post(MAY, "Bí thư", COMMITTEE),
        post(SUOI, "Trưởng phòng", ROOM),
        post(OTHER_MAY, "Giám đốc", CENTRE),
    ),
    hierarchy=(
        under(COMMITTEE, PARTY, Relation.COMMITTEE_OF),
        under(PARTY, INSTITUTE, Relation.PARTY_ORGANISATION_OF),
        under(PARTY, BLOC, Relation.SUBORDINATE_TO),
        under(ROOM, INSTITUTE, Relation.UNIT_OF),
        under(UNION, INSTITUTE, Relation.UNIT_OF),
        under(STATION, INSTITUTE, Relation.UNIT_OF),
        under(EGG, HEN, Relation.UNIT_OF),
        under(HEN, EGG, Relation.UNIT_OF),
    ),
    directives=(
        Directive(1, MAY, "Phòng Đo", "Đo gió", WORDS, RULE),
        Directive(2, MAY, "Phòng Đo", "Báo cáo gió", WORDS, RULE),
    ),
    citations=(
        Citation(1, "Chỉ thị", "77-CT/ĐU", "", "2030-01-02", COMMITTEE, WORDS, RULE),
        Citation(2, "Chỉ thị", "77-CT/ĐU", "", "2030-01-02", COMMITTEE, WORDS, RULE),
        Citation(2, "Kế hoạch", "05-KH/ĐU", "", "2029", COMMITTEE, WORDS, RULE),
    ),
)
SECOND = report(
    "hai",
    "2033-05-04",
    participations=(
        Participation(SUOI, Part.CHAIR, WORDS, RULE),
        Participation(MAY, Part.ATTEND, WORDS, RULE),
    ),
    posts=(
        post(SUOI, "Viện trưởng", INSTITUTE),
        post(MAY, "Viện trưởng", INSTITUTE, Status.FORMER),
        post(SUOI, "Trưởng phòng", ROOM, Status.FORMER),
    ),
    hierarchy=(
        under(ROOM, CENTRE, Relation.UNIT_OF),
        under(CENTRE, INSTITUTE, Relation.UNIT_OF),
    ),
    renamings=(Renaming(STATION, CENTRE, WORDS, RULE),),
    citations=(Citation(None, "Chỉ thị", "77-CT/ĐU", "", "2030-01-02", COMMITTEE, WORDS, RULE),),
)
REPORTS = (FIRST, SECOND)


def body(which: Organisation) -> str:
    return IRIS.organisation(which.name, which.scope, "")


def person(who: Person) -> str:
    return IRIS.person(who.name, who.anchor)


def report_iri(extraction: Extraction) -> str:
    return IRIS.report(extraction.report.name)


def directive(number: str) -> str:
    return IRIS.directive(report_iri(FIRST), number)
