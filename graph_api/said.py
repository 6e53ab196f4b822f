"""What a report says, for people: each fact in one line, and the sentence with its words marked."""

from dataclasses import dataclass
from functools import singledispatch

from graph_api.wording import said
from loaders.document import Document
from loaders.facts import Fact, by_relation
from loaders.model import (
    Agent,
    Award,
    Citation,
    Directive,
    Extraction,
    Figure,
    Meeting,
    Participation,
    PostHeld,
    Relation,
    Renaming,
    Span,
    Status,
    Subordination,
)
from ontology.terms import part, status

_RELATIONS = {
    Relation.COMMITTEE_OF: "là cấp ủy của · committee of",
    Relation.PARTY_ORGANISATION_OF: "là tổ chức đảng của · Party organisation of",
    Relation.SUBORDINATE_TO: "trực thuộc · subordinate to",
    Relation.UNIT_OF: "là đơn vị của · unit of",
}

HEADINGS = {
    "meetings": "Cuộc họp · meetings",
    "participation": "Tham gia · participation",
    "roles": "Chức vụ · posts",
    "directives": "Chỉ đạo · directives",
    "citations": "Viện dẫn · citations",
    "hierarchy": "Hệ thống tổ chức · hierarchy",
    "renamings": "Đổi tên · renamings",
    "figures": "Số liệu · figures",
    "awards": "Khen thưởng · awards",
}
"""How each kind of fact is called, by its id in the catalogue."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Facts of one kind under their heading; `id` as in the catalogue."""

    id: str
    heading: str
    facts: tuple[Fact, ...]


def kinds(told: Extraction) -> tuple[Kind, ...]:
    """All that a report says, in the order of the catalogue."""
    return tuple(Kind(id_, HEADINGS[id_], facts) for id_, facts in by_relation(told).items())


@singledispatch
def line(fact: Fact) -> str:
    """The fact in one line: what it is about, then what is known of it in brackets."""
    raise TypeError(type(fact))


@line.register
def _(fact: Meeting) -> str:
    ordinal = f"lần thứ {fact.ordinal}" if fact.ordinal else ""
    return _with(fact.title, fact.date, _name(fact.organiser), fact.place, ordinal)


@line.register
def _(fact: Participation) -> str:
    return f"{fact.person.name}: {_called(part(fact.part))}"


@line.register
def _(fact: PostHeld) -> str:
    post = f"{fact.person.name}: {fact.role} — {fact.organisation.name}"
    return _with(post, "" if fact.status is Status.CURRENT else _called(status(fact.status)))


@line.register
def _(fact: Directive) -> str:
    addressee = f"→ {fact.addressee}" if fact.addressee else ""
    return f"{_with(f'{fact.number}.', _name(fact.issuer), addressee)} {fact.text}"


@line.register
def _(fact: Citation) -> str:
    cited = fact.name or f"{fact.type} {fact.number}".strip()
    at = f"chỉ đạo {fact.directive}" if fact.directive is not None else ""
    return _with(cited, fact.date, _name(fact.issuer), fact.title, at)


@line.register
def _(fact: Subordination) -> str:
    return f"{fact.child.name} — {_RELATIONS[fact.relation]} — {fact.parent.name}"


@line.register
def _(fact: Renaming) -> str:
    return f"{fact.before.name} → {fact.after.name}"


@line.register
def _(fact: Figure) -> str:
    value = f"{fact.value:f} {fact.unit}".strip()
    return _with(f"{fact.indicator}: {value}", fact.qualifier, fact.period)


@line.register
def _(fact: Award) -> str:
    return _with(fact.award, fact.recipient, "" if fact.count is None else f"× {fact.count}")


def marked(document: Document, span: Span) -> tuple[str, str, str]:
    """The text before, in and after a span, as far as the sentences (or lines) around it go."""
    text = document.text
    first = document.sentence_at(span.start)
    last = document.sentence_at(max(span.start, span.end - 1))
    start = first.start if first else text.rfind("\n", 0, span.start) + 1
    if last:
        end = last.end
    else:
        line_end = text.find("\n", span.end)
        end = line_end if line_end >= 0 else len(text)
    return text[start : span.start], span.of(text), text[span.end : max(end, span.end)]


def _with(what: str, *more: str) -> str:
    known = ", ".join(filter(None, more))
    return f"{what} ({known})" if known else what


def _called(iri: str) -> str:
    """A concept of the model in both languages."""
    return " · ".join(filter(None, said(iri) or (iri,)))


def _name(agent: Agent | None) -> str:
    return agent.name if agent else ""
