"""Invented reports in any number: what each tells of the invented world (`bench/world.py`).

A report tells of a meeting of one body: who chaired it, who came and from which posts, what was
directed to whom on the strength of which documents, under which bodies the body stands. It
follows from the world's seed and the report's number alone. The facts are values of
`loaders.model`, each with its words in the text.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from decimal import Decimal

from bench.words import ASIDE, COUNTED, KINDS, KNOWN_TO_ALL, MATTERS
from bench.world import BEGIN, END, Paper, Tenure, World
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
    Renaming,
    Report,
    Span,
    Status,
    Subordination,
)
from ontology.terms import slug

RULE = "invented"


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says, and which of the documents that it cites it bases on which others."""

    extraction: Extraction
    based_on: tuple[tuple[Paper, Paper], ...]


def tell(world: World, number: int) -> Told:
    """The report of that number."""
    return _Telling(world, number).told()


class _Telling:
    """One report: its text, written sentence by sentence, and the facts as they are said."""

    def __init__(self, world: World, number: int) -> None:
        self._world, self._number = world, number
        self._draw = random.Random(f"report {world.seed} {number}")
        self._parts: list[str] = []
        self._length = 0
        self._host = world.host(self._draw)
        self._body = world.bodies[self._host].organisation
        self._day = BEGIN + timedelta(days=self._draw.randrange(500, (END - BEGIN).days))
        self._kind = self._draw.choice(list(KINDS))
        self._title = f"{KINDS[self._kind]} {self._draw.choice(MATTERS)} {self._body.name}"
        self._posts: list[PostHeld] = []
        self._parts_taken: list[Participation] = []
        self._cited: dict[int, Paper] = {}  # by their numbers
        self._citations: list[Citation] = []

    def told(self) -> Told:
        self._say(self._title, "\n")
        meeting, chair = self._opened()
        self._guests()
        hierarchy = tuple(self._stands())
        renamings = tuple(self._renamed())
        self._aside(24)
        figures = tuple(self._counted())
        directives = tuple(self._directed(chair.person))
        awards = tuple(self._awarded())
        problems = (Problem("invented", "Không rõ nơi nhận"),) if self._draw.random() < 0.2 else ()
        name = f"{slug(self._title)}-{self._number:06}"
        published = self._day + timedelta(days=self._draw.randrange(3))
        extraction = Extraction(
            Report(name, "".join(self._parts), self._title, published, f"{name}.txt"),
            meetings=(meeting,),
            participations=tuple(self._parts_taken),
            posts=tuple(self._posts),
            directives=directives,
            citations=tuple(self._citations),
            hierarchy=hierarchy,
            renamings=renamings,
            figures=figures,
            awards=awards,
            problems=problems,
        )
        return Told(extraction, tuple(self._based_on()))

    # -- words ---------------------------------------------------------------------------------

    def _say(self, words: str, after: str = ". ") -> Span:
        """Adds words, and what comes after them; where the words stand."""
        span = Span(self._length, self._length + len(words))
        self._parts += [words, after]
        self._length = span.end + len(after)
        return span

    def _aside(self, most: int) -> None:
        for _ in range(self._draw.randrange(most)):
            self._say(self._draw.choice(ASIDE), self._draw.choice((". ", ".\n")))

    # -- the meeting and its people ------------------------------------------------------------

    def _opened(self) -> tuple[Meeting, Tenure]:
        day, title = self._day, self._title
        place = f"Hội trường tầng {self._draw.randrange(1, 9)}"
        span = self._say(f"Ngày {_spoken(day)}, {self._body.name} tổ chức {title} tại {place}")
        held = Meeting(title, day.isoformat(), self._body, place, None, self._kind, span, RULE)
        chair, *deputies = self._world.leading(self._host, day)
        self._came(chair, self._body, "chủ trì", Part.CHAIR)
        for deputy in deputies:
            self._came(deputy, self._body, "trình bày báo cáo", Part.REPORT)
        return held, chair

    def _guests(self) -> None:
        """Those who lead bodies above, below and elsewhere, and somebody who once did."""
        world, draw = self._world, self._draw
        above = [number for number, _ in world.bodies[self._host].above]
        below = world.below.get(self._host, [])
        near = [*above, *draw.sample(below, min(len(below), draw.randrange(4)))]
        for number in [*near, world.host(draw)]:
            body = world.bodies[number].organisation
            for one in world.leading(number, self._day)[:1]:
                does, part = draw.choice((("dự", Part.ATTEND), ("phát biểu", Part.SPEAK)))
                self._came(one, body, does, part)
        before = [one for one in world.tenures[self._host] if one.until <= self._day]
        if before and draw.random() < 0.3:
            self._came(draw.choice(before), self._body, "dự", Part.ATTEND, Status.FORMER)

    def _came(
        self,
        who: Tenure,
        body: Organisation,
        does: str,
        part: Part,
        status: Status = Status.CURRENT,
    ) -> None:
        once = "nguyên " if status is Status.FORMER else ""
        span = self._say(
            f"Đồng chí {who.person.name}, {once}{who.role} {body.name} {does} Hội nghị", ".\n"
        )
        self._posts.append(PostHeld(who.person, who.role, body, status, span, RULE))
        self._parts_taken.append(Participation(who.person, part, span, RULE))

    # -- bodies, figures, awards ---------------------------------------------------------------

    def _stands(self) -> Iterator[Subordination]:
        """The bodies above, to the top, and two of those below."""
        world = self._world
        below = world.below.get(self._host, [])
        steps, front = [], [self._host]
        while front:
            number = front.pop()
            for above, relation in world.bodies[number].above:
                steps.append((number, above, relation))
                front.append(above)
        for number in self._draw.sample(below, min(len(below), 2)):
            relation = dict(world.bodies[number].above)[self._host]
            steps.append((number, self._host, relation))
        for number, above, relation in steps[:6]:
            child, parent = (world.bodies[n].organisation for n in (number, above))
            span = self._say(f"{child.name} thuộc {parent.name}")
            yield Subordination(child, parent, relation, span, RULE)

    def _renamed(self) -> Iterator[Renaming]:
        if self._draw.random() < 0.03:
            old = Organisation(f"{self._body.name} cũ", self._body.kind, self._body.scope)
            yield Renaming(old, self._body, self._say(f"{old.name} nay là {self._body.name}"), RULE)

    def _counted(self) -> Iterator[Figure]:
        for _ in range(self._draw.randrange(3)):
            value = Decimal(self._draw.randrange(10, 9999)) / 10
            what, unit = self._draw.choice(COUNTED)
            span = self._say(f"{what} đạt {str(value).replace('.', ',')} {unit}", ".\n")
            yield Figure(value, unit, what, str(self._day.year), "đạt", span, RULE)

    def _awarded(self) -> Iterator[Award]:
        if self._draw.random() < 0.2:
            count = self._draw.randrange(1, 20)
            span = self._say(f"Hội nghị trao {count} Giấy khen cho các tập thể", ".\n")
            yield Award("Giấy khen", "các tập thể", count, span, RULE)

    # -- directives and documents --------------------------------------------------------------

    def _directed(self, chair: Person) -> Iterator[Directive]:
        span = self._say(f"Kết luận Hội nghị, đồng chí {chair.name} yêu cầu", ":\n")
        self._parts_taken.append(Participation(chair, Part.CONCLUDE, span, RULE))
        below = [self._world.bodies[n].organisation for n in self._world.below.get(self._host, [])]
        for number in range(1, self._draw.randrange(2, 6)):
            told = self._draw.choice(below).name if below else "Các đơn vị"
            words = f"{number}. {told} tiếp tục {self._draw.choice(MATTERS)}"
            begin = self._say(words, "").start
            for _ in range(self._draw.choice((0, 1, 1, 2))):
                self._cite(number)
            whole = Span(begin, self._length)
            text = "".join(self._parts)[whole.start : whole.end]
            self._say("", ".\n")
            yield Directive(number, chair, told, text, whole, RULE)

    def _cite(self, directive: int) -> None:
        """One document, recent or well known, and those that it is based on."""
        draw, papers = self._draw, self._world.papers
        if draw.random() < 0.08:
            type_, code = draw.choice(KNOWN_TO_ALL)
            self._say(" theo ", "")
            span = self._say(f"{type_} số {code}", "")
            self._citations.append(Citation(directive, type_, code, "", "", None, span, RULE))
            return
        issued = self._world.issued_by(self._day)
        if not issued:
            return
        far = draw.random()
        number = int(issued * (far**3 if draw.random() < 0.4 else 1 - far**2 / 2 - 1e-9))
        self._print(directive, number, " theo ")
        for base in papers[number].bases:
            self._print(directive, base, ", căn cứ ")

    def _print(self, directive: int, number: int, before: str) -> None:
        paper = self._world.papers[number]
        self._cited[number] = paper
        self._say(before, "")
        span = self._say(
            f"{paper.type} số {paper.number} ngày {_spoken(paper.date)} của {paper.issuer.name}"
            f" {paper.title}",
            "",
        )
        self._citations.append(
            Citation(
                directive,
                paper.type,
                paper.number,
                "",
                paper.date.isoformat(),
                paper.issuer,
                span,
                RULE,
                paper.title,
            )
        )

    def _based_on(self) -> Iterator[tuple[Paper, Paper]]:
        for paper in self._cited.values():
            yield from ((paper, self._cited[base]) for base in paper.bases if base in self._cited)


def _spoken(day: Date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
