"""What a page tells of a thing: for each kind the tables of its facts, each with its question.

A pattern is asked within the graph of each report, so that a row is one fact as one report
states it. `?this` is the thing (on the page of a report `?report` is), `?fact` the node that
carries the evidence. Columns are variables with their names in Vietnamese and English.
"""

from dataclasses import dataclass

Names = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    anchor: str
    title: Names
    columns: tuple[tuple[str, Names], ...]
    pattern: str
    order: str = ""


PERSON = ("person", ("Người", "Person"))
ROLE = ("role", ("Chức vụ", "Post"))
BODY = ("organisation", ("Tổ chức", "Organisation"))
STATUS = ("status", ("Tình trạng", "Status"))
SEEN = ("observed", ("Vào ngày", "As of"))
PART = ("part", ("Vai trò", "Part"))
MEETING = ("meeting", ("Cuộc họp", "Meeting"))
DATE = ("date", ("Ngày", "Date"))
NUMBER = ("number", ("Số", "No."))
DIRECTIVE = ("directive", ("Nội dung chỉ đạo", "Directive"))
ADDRESSEE = ("addressee", ("Giao cho", "Addressee"))
ISSUER = ("issuer", ("Người / cơ quan chỉ đạo", "Issued by"))
DOCUMENT = ("document", ("Văn bản", "Document"))
CITING = ("citing", ("Được viện dẫn trong", "Cited in"))
CHILD = ("child", ("Cấp dưới", "Body below"))
PARENT = ("parent", ("Cấp trên", "Body above"))
RELATION = ("relation", ("Quan hệ", "Relation"))
INDICATOR = ("indicator", ("Chỉ tiêu", "Indicator"))
QUALIFIER = ("qualifier", ("Mức", "Qualifier"))
VALUE = ("value", ("Giá trị", "Value"))
UNIT = ("unit", ("Đơn vị", "Unit"))
PERIOD = ("period", ("Kỳ", "Period"))
AWARD = ("award", ("Hình thức", "Award"))
RECIPIENT = ("recipient", ("Được khen thưởng", "Recipient"))
COUNT = ("count", ("Số lượng", "Count"))
BEFORE = ("before", ("Tên cũ", "Former name"))
AFTER = ("after", ("Tên mới", "New name"))

_POST = (
    "?fact org:member ?person ; org:organization ?organisation ; rdfs:label ?role . "
    "OPTIONAL { ?fact ct:status ?status } OPTIONAL { ?fact ct:observedOn ?observed }"
)
_PARTICIPATION = (
    "?fact ct:participant ?person ; ct:meeting ?meeting ; ct:part ?part . "
    "OPTIONAL { ?meeting schema:startDate ?date }"
)
_DIRECTIVE = (
    "?fact a ct:Directive ; ct:number ?number . BIND(?fact AS ?directive) "
    "OPTIONAL { ?fact ct:issuedBy ?issuer } OPTIONAL { ?fact ct:addressee ?addressee } "
    "OPTIONAL { ?fact ct:issuedAt ?meeting }"
)
_CITATION = "?fact cito:hasCitingEntity ?citing ; cito:hasCitedEntity ?document ."
_GENERIC = (
    "?fact a ct:Citation ; cito:hasCitingEntity ?citing . "
    "OPTIONAL { ?fact cito:hasCitedEntity ?cited } OPTIONAL { ?fact ct:documentName ?name } "
    "OPTIONAL { ?fact ct:documentType ?type } BIND(COALESCE(?cited, ?name, ?type) AS ?document)"
)
_SUBORDINATION = "?fact ct:child ?child ; ct:parent ?parent ; ct:relation ?relation ."
_RENAMING = "?fact org:originalOrganization ?before ; org:resultingOrganization ?after ."
_FIGURE = (
    "?fact a ct:Figure ; schema:value ?value . OPTIONAL { ?fact schema:unitText ?unit } "
    "OPTIONAL { ?fact ct:indicator ?indicator } OPTIONAL { ?fact ct:period ?period } "
    "OPTIONAL { ?fact ct:qualifier ?qualifier }"
)
_AWARD = (
    "?fact a ct:Award ; rdfs:label ?award . OPTIONAL { ?fact ct:recipient ?words } "
    "OPTIONAL { ?fact ct:recipientPerson ?person } OPTIONAL { ?fact ct:count ?count } "
    "BIND(COALESCE(?person, ?words) AS ?recipient)"
)
_MEETING = "?fact a ct:Meeting . BIND(?fact AS ?meeting) OPTIONAL { ?fact schema:startDate ?date }"


def _of(variable: str, pattern: str) -> str:
    """`pattern` with `?this` where it says `?variable`."""
    return pattern.replace(f"?{variable} ", "?this ")


_POSTS = ("Chức vụ", "Posts held")
_PEOPLE = ("Người giữ chức vụ", "Who held a post")
_MEETINGS = ("Cuộc họp", "Meetings")
_DIRECTIVES = ("Chỉ đạo", "Directives")
_DOCUMENTS = ("Văn bản được viện dẫn", "Documents cited")
_FIGURES = ("Số liệu", "Figures")
_AWARDS = ("Khen thưởng", "Awards")
_FIGURE_COLUMNS = (INDICATOR, QUALIFIER, VALUE, UNIT, PERIOD)

SECTIONS: dict[str, tuple[Section, ...]] = {
    "person": (
        Section("posts", _POSTS, (ROLE, BODY, STATUS, SEEN), _of("person", _POST), "?observed"),
        Section(
            "meetings", _MEETINGS, (DATE, MEETING, PART), _of("person", _PARTICIPATION), "?date"
        ),
        Section(
            "directives",
            _DIRECTIVES,
            (NUMBER, DIRECTIVE, ADDRESSEE, MEETING),
            "?fact ct:issuedBy ?this . " + _DIRECTIVE,
            "STR(?meeting) ?number",
        ),
        Section("awards", _AWARDS, (AWARD, COUNT), "?fact ct:recipientPerson ?this . " + _AWARD),
    ),
    "organisation": (
        Section("above", ("Cấp trên", "Above"), (PARENT, RELATION), _of("child", _SUBORDINATION)),
        Section("below", ("Cấp dưới", "Below"), (CHILD, RELATION), _of("parent", _SUBORDINATION)),
        Section(
            "renamed",
            ("Đổi tên", "Renamed"),
            (BEFORE, AFTER),
            _RENAMING + " FILTER(?before = ?this || ?after = ?this)",
        ),
        Section(
            "people",
            _PEOPLE,
            (ROLE, PERSON, STATUS, SEEN),
            _of("organisation", _POST),
            "STR(?role) ?observed",
        ),
        Section(
            "meetings",
            ("Cuộc họp đã tổ chức", "Meetings organised"),
            (DATE, MEETING),
            "?fact schema:organizer ?this . " + _MEETING,
            "?date",
        ),
        Section(
            "directives",
            _DIRECTIVES,
            (NUMBER, DIRECTIVE, ADDRESSEE, MEETING),
            "?fact ct:issuedBy ?this . " + _DIRECTIVE,
            "STR(?meeting) ?number",
        ),
        Section(
            "documents",
            ("Văn bản đã ban hành", "Documents issued"),
            (DOCUMENT, CITING),
            "?document eli:passed_by ?this . " + _CITATION,
            "STR(?document)",
        ),
        Section(
            "figures",
            _FIGURES,
            _FIGURE_COLUMNS,
            "?fact ct:aboutOrganisation ?this . " + _FIGURE,
            "STR(?period) STR(?indicator)",
        ),
    ),
    "meeting": (
        Section(
            "people",
            ("Người tham gia", "Who took part"),
            (PERSON, PART),
            _of("meeting", _PARTICIPATION),
        ),
        Section(
            "directives",
            _DIRECTIVES,
            (NUMBER, DIRECTIVE, ISSUER, ADDRESSEE),
            "?fact ct:issuedAt ?this . " + _DIRECTIVE,
            "?number",
        ),
    ),
    "directive": (Section("documents", _DOCUMENTS, (DOCUMENT,), _of("citing", _CITATION)),),
    "document": (
        Section("cited", ("Được viện dẫn", "Cited"), (CITING,), _of("document", _CITATION)),
    ),
    "report": (
        Section("meetings", _MEETINGS, (DATE, MEETING), _MEETING),
        Section(
            "participation",
            ("Người tham gia", "Who took part"),
            (PERSON, PART, MEETING),
            _PARTICIPATION,
        ),
        Section("posts", _POSTS, (PERSON, ROLE, BODY, STATUS), _POST),
        Section("directives", _DIRECTIVES, (NUMBER, DIRECTIVE, ISSUER, ADDRESSEE), _DIRECTIVE),
        Section("documents", _DOCUMENTS, (DOCUMENT, CITING), _GENERIC),
        Section(
            "hierarchy",
            ("Cấp trên, cấp dưới", "Hierarchy"),
            (CHILD, RELATION, PARENT),
            _SUBORDINATION,
        ),
        Section("renamed", ("Đổi tên", "Renamed"), (BEFORE, AFTER), _RENAMING),
        Section("figures", _FIGURES, _FIGURE_COLUMNS, _FIGURE),
        Section("awards", _AWARDS, (AWARD, RECIPIENT, COUNT), _AWARD),
    ),
}
