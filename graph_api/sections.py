"""What a page tells of a thing: for each kind the tables of its facts."""

from graph_api.section import (
    ADDRESSEE,
    AFTER,
    AWARD,
    BEFORE,
    BODY,
    CHILD,
    CITING,
    COUNT,
    DATE,
    DIRECTIVE,
    DOCUMENT,
    INDICATOR,
    ISSUER,
    MEETING,
    NUMBER,
    PARENT,
    PART,
    PERIOD,
    PERSON,
    QUALIFIER,
    RECIPIENT,
    RELATION,
    ROLE,
    SEEN,
    STATUS,
    UNIT,
    VALUE,
    Section,
)

_ROLE = "?fact rdfs:label ?role"
_HOLDER = "?fact org:member ?person"
_BODY = "?fact org:organization ?organisation"
_POST = ("?fact ct:status ?status", "?fact ct:observedOn ?observed")
_MET = ("?fact ct:meeting ?meeting", "?fact ct:part ?part")
_BEGAN = ("?meeting schema:startDate ?date",)
_MEETING = "?fact a ct:Meeting"
_AS_MEETING = (("meeting", ("fact",)),)
_DIRECTIVE = "?fact a ct:Directive"
_NUMBERED = ("?fact a ct:Directive", "?fact ct:number ?number")
_DIRECTED = (
    "?fact ct:issuedBy ?issuer",
    "?fact ct:addressee ?addressee",
    "?fact ct:issuedAt ?meeting",
)
_AS_DIRECTIVE = (("directive", ("fact",)),)
_CITED = ("?fact cito:hasCitingEntity ?citing", "?fact cito:hasCitedEntity ?document")
_SUBORDINATE = (
    "?fact ct:child ?child",
    "?fact ct:parent ?parent",
    "?fact ct:relation ?relation",
)
_RENAMED = ("?fact org:originalOrganization ?before", "?fact org:resultingOrganization ?after")
_FIGURE = (
    "?fact schema:unitText ?unit",
    "?fact ct:indicator ?indicator",
    "?fact ct:period ?period",
    "?fact ct:qualifier ?qualifier",
)
_VALUED = ("?fact a ct:Figure", "?fact schema:value ?value")
_AWARDED = ("?fact a ct:Award", "?fact rdfs:label ?award")
_TO_WHOM = (
    "?fact ct:recipient ?words",
    "?fact ct:recipientPerson ?person",
    "?fact ct:count ?count",
)

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
        Section(
            "posts",
            _POSTS,
            (ROLE, BODY, STATUS, SEEN),
            "?fact org:member ?this",
            (_ROLE, _BODY),
            _POST,
            order="?fact ct:observedOn ?by",
        ),
        Section(
            "meetings",
            _MEETINGS,
            (DATE, MEETING, PART),
            "?fact ct:participant ?this",
            _MET,
            _BEGAN,
            order="?fact ct:meeting ?held . ?held schema:startDate ?by",
        ),
        Section(
            "directives",
            _DIRECTIVES,
            (NUMBER, DIRECTIVE, ADDRESSEE, MEETING),
            "?fact ct:issuedBy ?this",
            _NUMBERED,
            _DIRECTED,
            made=_AS_DIRECTIVE,
            order="?fact ct:issuedAt ?by",
        ),
        Section(
            "awards",
            _AWARDS,
            (AWARD, COUNT),
            "?fact ct:recipientPerson ?this",
            _AWARDED,
            _TO_WHOM,
        ),
    ),
    "organisation": (
        Section(
            "above",
            ("Cấp trên", "Above"),
            (PARENT, RELATION),
            "?fact ct:child ?this",
            _SUBORDINATE,
            (),
            order="?fact ct:parent ?by",
        ),
        Section(
            "below",
            ("Cấp dưới", "Below"),
            (CHILD, RELATION),
            "?fact ct:parent ?this",
            _SUBORDINATE,
            (),
            order="?fact ct:child ?by",
        ),
        Section(
            "renamed",
            ("Đổi tên", "Renamed"),
            (BEFORE, AFTER),
            "{ ?fact org:originalOrganization ?this } UNION "
            "{ ?fact org:resultingOrganization ?this }",
            _RENAMED,
        ),
        Section(
            "people",
            _PEOPLE,
            (ROLE, PERSON, STATUS, SEEN),
            "?fact org:organization ?this",
            (_ROLE, _HOLDER),
            _POST,
            order="?fact rdfs:label ?by",
        ),
        Section(
            "meetings",
            ("Cuộc họp đã tổ chức", "Meetings organised"),
            (DATE, MEETING),
            "?fact schema:organizer ?this",
            (_MEETING,),
            ("?fact schema:startDate ?date",),
            made=_AS_MEETING,
            order="?fact schema:startDate ?by",
        ),
        Section(
            "directives",
            _DIRECTIVES,
            (NUMBER, DIRECTIVE, ADDRESSEE, MEETING),
            "?fact ct:issuedBy ?this",
            _NUMBERED,
            _DIRECTED,
            made=_AS_DIRECTIVE,
            order="?fact ct:issuedAt ?by",
        ),
        Section(
            "documents",
            ("Văn bản đã ban hành", "Documents issued"),
            (DOCUMENT, CITING),
            "?document eli:passed_by ?this . ?fact cito:hasCitedEntity ?document",
            _CITED,
            (),
            order="?fact cito:hasCitedEntity ?by",
        ),
        Section(
            "figures",
            _FIGURES,
            _FIGURE_COLUMNS,
            "?fact ct:aboutOrganisation ?this",
            _VALUED,
            _FIGURE,
            order="?fact ct:period ?by",
        ),
    ),
    "meeting": (
        Section(
            "people",
            ("Người tham gia", "Who took part"),
            (PERSON, PART),
            "?fact ct:meeting ?this",
            ("?fact ct:participant ?person", "?fact ct:part ?part"),
        ),
        Section(
            "directives",
            _DIRECTIVES,
            (NUMBER, DIRECTIVE, ISSUER, ADDRESSEE),
            "?fact ct:issuedAt ?this",
            _NUMBERED,
            _DIRECTED,
            made=_AS_DIRECTIVE,
        ),
    ),
    "directive": (
        Section(
            "documents",
            _DOCUMENTS,
            (DOCUMENT,),
            "?fact cito:hasCitingEntity ?this",
            ("?fact cito:hasCitedEntity ?document",),
        ),
    ),
    "document": (
        Section(
            "cited",
            ("Được viện dẫn", "Cited"),
            (CITING,),
            "?fact cito:hasCitedEntity ?this",
            ("?fact cito:hasCitingEntity ?citing",),
        ),
    ),
    "report": (
        Section(
            "meetings",
            _MEETINGS,
            (DATE, MEETING),
            _MEETING,
            (),
            ("?fact schema:startDate ?date",),
            made=_AS_MEETING,
        ),
        Section(
            "participation",
            ("Người tham gia", "Who took part"),
            (PERSON, PART, MEETING),
            "?fact a ct:Participation",
            ("?fact ct:participant ?person", *_MET),
        ),
        Section(
            "posts",
            _POSTS,
            (PERSON, ROLE, BODY, STATUS),
            "?fact a org:Membership",
            (_HOLDER, _ROLE, _BODY),
            _POST,
        ),
        Section(
            "directives",
            _DIRECTIVES,
            (NUMBER, DIRECTIVE, ISSUER, ADDRESSEE),
            _DIRECTIVE,
            _NUMBERED,
            _DIRECTED,
            made=_AS_DIRECTIVE,
        ),
        Section(
            "documents",
            _DOCUMENTS,
            (DOCUMENT, CITING),
            "?fact a ct:Citation",
            ("?fact cito:hasCitingEntity ?citing",),
            (
                "?fact cito:hasCitedEntity ?cited",
                "?fact ct:documentName ?name",
                "?fact ct:documentType ?type",
            ),
            made=(("document", ("cited", "name", "type")),),
        ),
        Section(
            "hierarchy",
            ("Cấp trên, cấp dưới", "Hierarchy"),
            (CHILD, RELATION, PARENT),
            "?fact a ct:Subordination",
            _SUBORDINATE,
        ),
        Section(
            "renamed",
            ("Đổi tên", "Renamed"),
            (BEFORE, AFTER),
            "?fact a org:ChangeEvent",
            _RENAMED,
        ),
        Section(
            "figures",
            _FIGURES,
            _FIGURE_COLUMNS,
            "?fact a ct:Figure",
            _VALUED,
            _FIGURE,
        ),
        Section(
            "awards",
            _AWARDS,
            (AWARD, RECIPIENT, COUNT),
            "?fact a ct:Award",
            _AWARDED,
            _TO_WHOM,
            made=(("recipient", ("person", "words")),),
        ),
    ),
}
