"""Join the mentions of one report into its persons, and what was found into one Extraction."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loaders.find.acts import Act, Actor
from loaders.find.directives import Instruction
from loaders.find.organisations import Organisations
from loaders.find.posts import Post
from loaders.find.posts_once import told_once
from loaders.find.printed_names import kind_rows
from loaders.model import (
    Agent,
    Award,
    Citation,
    Directive,
    Extraction,
    Figure,
    Meeting,
    Part,
    Participation,
    Person,
    PostHeld,
    Problem,
    Renaming,
    Report,
    Status,
    Subordination,
)

_NEAR = 200  # code points between the report that a person gives and what is said in it
_PARTY = ("dang", "cap_uy", "trung_uong")  # groups of `to_chuc`: the Party and the centre


class Named(NamedTuple):
    """A person where the text names them."""

    start: int
    end: int
    person: Person


def persons_of(
    posts: Sequence[Post], actors: Sequence[Actor], organisations: Organisations
) -> dict[str, Person]:
    """The persons of a report by name; the anchor is the host of the last post that is held now.

    Posts outside the Party come first: a director is told apart by the department, wherever else
    the report says that he sits.
    """
    kinds = kind_rows()
    anchors: dict[str, tuple[int, str]] = {}
    for post in posts:
        root = organisations.root_of(post.organisation)
        held = post.status is not Status.FORMER
        kind = kinds.get(post.organisation.kind)
        outside = kind is None or kind["group"] not in _PARTY
        rank = 2 * held + outside
        if post.mention.name not in anchors or rank >= anchors[post.mention.name][0]:
            anchors[post.mention.name] = (rank, root)
    default = organisations.host.name if organisations.host else ""
    names = dict.fromkeys([*(a.name for a in actors), *(p.mention.name for p in posts)])
    return {name: Person(name, anchors.get(name, (0, default))[1]) for name in names}


def named(actors: Sequence[Actor], persons: Mapping[str, Person]) -> list[Named]:
    """The persons where the text names them, in order."""
    spots = {(a.mention.start, a.mention.end): persons[a.name] for a in actors}
    return [Named(start, end, person) for (start, end), person in sorted(spots.items())]


def resolve(
    report: Report,
    persons: Mapping[str, Person],
    *,
    meetings: Sequence[Meeting],
    acts: Sequence[Act],
    posts: Sequence[Post],
    directives: Sequence[Instruction],
    citations: Sequence[Citation],
    hierarchy: Sequence[Subordination],
    renamings: Sequence[Renaming],
    figures: Sequence[Figure],
    awards: Sequence[Award],
    problems: Sequence[Problem],
) -> Extraction:
    """The facts of a report, each once, at its first span."""
    givers = {d.issuer for d in directives if isinstance(d.issuer, str)}
    return Extraction(
        report=report,
        meetings=tuple(meetings),
        participations=tuple(_participations(acts, persons, givers)),
        posts=tuple(_posts_held(posts, persons)),
        directives=tuple(_directive(d, persons) for d in directives),
        citations=tuple(citations),
        hierarchy=tuple(hierarchy),
        renamings=tuple(renamings),
        figures=tuple(figures),
        awards=tuple(awards),
        problems=tuple(problems),
    )


def _participations(
    acts: Sequence[Act], persons: Mapping[str, Person], givers: set[str]
) -> list[Participation]:
    """One row for each person and part; who speaks and also orders, directs."""
    leading = {a.name for a in acts if a.part in (Part.DIRECT, Part.CONCLUDE)}
    opening = {a.name for a in acts if a.part is Part.OPEN}
    reports: dict[str, list[Act]] = {}
    for act in acts:
        if act.part is Part.REPORT:
            reports.setdefault(act.name, []).append(act)
    out: dict[tuple[str, Part], Participation] = {}
    for act in acts:
        part = act.part
        if part is Part.SPEAK:
            if act.name in leading or (act.rule == "act:noi" and act.name in opening):
                continue  # the same speech goes on
            if act.rule == "act:noi" and _reports_in(act, reports.get(act.name, [])):
                continue
            if act.name in givers:
                part = Part.DIRECT
        row = Participation(persons[act.name], part, act.span, act.rule)
        out.setdefault((act.name, part), row)
    return list(out.values())


def _reports_in(act: Act, reports: Sequence[Act]) -> bool:
    """Whether the person says it in giving a report: `Báo cáo tại Hội nghị, A cho biết`."""
    return any(abs(report.end - act.start) < _NEAR for report in reports)


def _posts_held(posts: Sequence[Post], persons: Mapping[str, Person]) -> list[PostHeld]:
    out: dict[tuple[str, str, str, Status], PostHeld] = {}
    for post in told_once(posts):
        person = persons[post.mention.name]
        key = (person.name, post.role, post.organisation.name, post.status)
        row = PostHeld(person, post.role, post.organisation, post.status, post.span, post.rule)
        out.setdefault(key, row)
    return list(out.values())


def _directive(found: Instruction, persons: Mapping[str, Person]) -> Directive:
    issuer: Agent | None
    issuer = persons.get(found.issuer) if isinstance(found.issuer, str) else found.issuer
    return Directive(found.number, issuer, found.addressee, found.text, found.span, found.rule)
