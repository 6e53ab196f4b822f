"""What a report is and what it says: the values that pass along `read -> ... -> triples`.

All offsets are code points of `Report.text`, the text as stored (see `loaders.clean`).
Every fact carries the `Span` that says it and the id of the rule that found it.
Names of persons and organisations are canonical: as a careful reader would write them in full.
"""

from dataclasses import dataclass, field
from datetime import date as Date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """The half-open range `[start, end)` of code points of the report's stored text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Report:
    """One report as read and cleaned.

    `name` is the file name without its ending; `published` the date of publication where
    the file or the page tells it (not the date of the meeting); `source` an address or file.
    """

    name: str
    text: str
    title: str = ""
    published: Date | None = None
    source: str = ""


class Part(StrEnum):
    """What a person did at a meeting (the fixed values of the catalogue)."""

    CHAIR = "chair"
    DIRECT = "direct"
    REPORT = "report"
    CONCLUDE = "conclude"
    OPEN = "open"
    SPEAK = "speak"
    ATTEND = "attend"


class Status(StrEnum):
    """How a person holds a post."""

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    APPOINTED = "appointed"


class Relation(StrEnum):
    """How a body stands under another."""

    COMMITTEE_OF = "committeeOf"  # Đảng ủy X -> Đảng bộ X
    PARTY_ORGANISATION_OF = "partyOrganisationOf"  # Đảng bộ X -> X
    SUBORDINATE_TO = "subOrganizationOf"  # Đảng bộ X -> Đảng bộ Khối
    UNIT_OF = "unitOf"  # Phòng Y -> Viện X


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body by its full name.

    `kind` is an id of `ontology/lexicon/to_chuc.tsv` (e.g. `dang_uy`, `so`, `vien`).
    `scope` tells bodies of one name apart: a place, or "" where the name alone identifies, or
    `?` where the report leaves the place open (such a body is minted for its report alone).
    """

    name: str
    kind: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person by full name, without titles.

    `anchor` is the name of the organisation by which namesakes are told apart: the host of
    the person's last named post, or else the organiser of the meeting.
    """

    name: str
    anchor: str = ""


Agent = Person | Organisation


@dataclass(frozen=True, slots=True)
class Meeting:
    title: str
    date: str  # ISO 8601: 2020-07-15, 2021-03, 2021, or "" where the report does not tell
    organiser: Organisation | None
    place: str
    ordinal: int | None
    kind: str  # an id of ontology/lexicon/cuoc_hop.tsv
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Participation:
    person: Person
    part: Part
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class PostHeld:
    person: Person
    role: str  # the post without its organisation: `Bí thư`, `Phó Viện trưởng`
    organisation: Organisation
    status: Status
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Directive:
    number: int
    issuer: Agent | None
    addressee: str
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Citation:
    directive: int | None  # number of the directive that cites, None where the report does
    type: str  # Nghị quyết, Chỉ thị, ...
    number: str  # 05-CT/TW, 107/2020/NĐ-CP, or ""
    name: str  # for documents without number
    date: str  # ISO 8601 or ""
    issuer: Organisation | None
    span: Span
    rule: str
    title: str = ""  # what the document is about, where the report says it
    generic: bool = False  # "các nghị quyết của Đảng": names no single document


@dataclass(frozen=True, slots=True)
class Subordination:
    child: Organisation
    parent: Organisation
    relation: Relation
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Renaming:
    """`A nay là B`."""

    before: Organisation
    after: Organisation
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Figure:
    value: Decimal  # as printed, never scaled: 24730 of "24.730 tỷ đồng"
    unit: str
    indicator: str
    period: str
    qualifier: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Award:
    award: str
    recipient: str
    count: int | None
    span: Span
    rule: str
    person: Person | None = None  # where the recipient is a person of the report


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that the reader of the report should know: nothing is guessed silently.

    `code` is stable (`no-meeting`, `ambiguous-organisation`, ...); `message` is Vietnamese.
    """

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one report says."""

    report: Report
    meetings: tuple[Meeting, ...] = ()
    participations: tuple[Participation, ...] = ()
    posts: tuple[PostHeld, ...] = ()
    directives: tuple[Directive, ...] = ()
    citations: tuple[Citation, ...] = ()
    hierarchy: tuple[Subordination, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    figures: tuple[Figure, ...] = ()
    awards: tuple[Award, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
