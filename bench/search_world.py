"""Invented reports for measuring search: many names, long texts, words that occur everywhere.

Each report tells of one meeting, with people, bodies and documents of its own and some that others
tell of too. Words of the texts are drawn as words are in texts: a few of them make up the most.
"""

import random
from collections.abc import Iterator
from itertools import accumulate

import pyoxigraph as ox

from bench.load import GIVEN, MIDDLE
from graph_api.store import vocabulary
from graph_api.store.embedded import Store
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
    Report,
    Span,
    Status,
)
from loaders.triples import nquads
from ontology.terms import BASE, Iris, checksum, expand

FAMILY = "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô".split()
PLACES = "Sông Lam Hạ Thượng Trà Mây Đồng Nà Khe Lũng Bồng Chảy Ngọt Sim Trầm Vọng Quế Tân".split()
BODIES = (
    "Đảng ủy Viện; Chi bộ Phòng; Sở Khoa học và Công nghệ; Ủy ban nhân dân xã; Trung tâm Đo lường; "
    "Phòng Kế hoạch; Ban Tổ chức Huyện ủy; Hội đồng nhân dân huyện; Trường Đại học"
).split("; ")
TYPES = (("Quyết định", "QĐ"), ("Nghị quyết", "NQ"), ("Chỉ thị", "CT"), ("Kế hoạch", "KH"))
COMMON = (
    "hội nghị đảng ủy công tác cán bộ thực hiện nhiệm vụ phát triển kinh tế xã hội nghị quyết "
    "chỉ đạo tổ chức các đơn vị năm đồng chí nguyễn kế hoạch xây dựng báo cáo tình hình nhân dân"
).split()
RULE = "invented"
PEOPLE, OWN_BODIES, DOCUMENTS, DIRECTIVES, WORDS = 14, 7, 7, 12, 950


class Telling:
    """Draws reports; the same ones for the same seed."""

    def __init__(self, seed: int = 2026) -> None:
        self._draw = random.Random(seed)
        heads, rhymes = (
            "b c ch d đ g h kh l m n ng nh ph qu s t th tr v x".split(),
            (
                "a à ả ã á ạ an áng ăn ấp âm ân e em én ê ếch ên i in ính inh o ong ỏi ông ơi ơn u ung "
                "uyên ưa ương ươi uôn iêm iếp iều oai oan oanh uy uynh ưng ức"
            ).split(),
        )
        syllables = [head + rhyme for head in heads for rhyme in rhymes]
        self._draw.shuffle(syllables)
        self._words = COMMON + syllables
        self._often = list(accumulate(1 / (place + 15) for place in range(len(self._words))))
        self._people: list[Person] = []
        self._bodies: list[Organisation] = []

    def reports(self, count: int) -> Iterator[tuple[str, str]]:
        """The IRI and the N-Quads of each report."""
        iris = Iris(BASE)
        for number in range(count):
            told = self._told(number)
            yield iris.report(told.report.name), nquads(told)

    def _some(self, count: int) -> str:
        return " ".join(self._draw.choices(self._words, cum_weights=self._often, k=count))

    def _told(self, number: int) -> Extraction:
        draw = self._draw
        host = self._body()
        title = f"Hội nghị {self._some(6)} {host.name}"
        said = Report(f"{number:06}", f"{title}\n\n{self._some(WORDS)}", title, None, "")
        all_, day = Span(0, len(title)), f"20{draw.randrange(10, 26)}-0{draw.randrange(1, 10)}-15"
        bodies = [host, *(self._body() for _ in range(OWN_BODIES - 1)), *self._known(self._bodies)]
        people = [self._person(bodies) for _ in range(PEOPLE)] + self._known(self._people)
        self._people += people
        self._bodies += bodies
        directives = []
        for place in range(1, DIRECTIVES + 1):
            words = f"{place}. {draw.choice(bodies).name} {self._some(draw.randrange(8, 40))}"
            directives.append(Directive(place, people[0], "", words, all_, RULE))
        citations = []
        for place in range(1, DOCUMENTS + 1):
            (name, code), serial = draw.choice(TYPES), f"{place + 9 * (number % 90)}"
            issuer = draw.choice(bodies)
            citations.append(
                Citation(place, name, f"{serial}-{code}/{number}", "", day, issuer, all_, RULE)
            )
        return Extraction(
            said,
            meetings=(Meeting(title, day, host, "", None, "", all_, RULE),),
            participations=tuple(Participation(one, Part.ATTEND, all_, RULE) for one in people),
            posts=tuple(
                PostHeld(one, "Bí thư", body, Status.CURRENT, all_, RULE)
                for one, body in zip(people, bodies, strict=False)
            ),
            directives=tuple(directives),
            citations=tuple(citations),
        )

    def _known(self, all_: list) -> list:
        """A few of what was told before, the first ones often."""
        draw = self._draw
        return [all_[int(len(all_) * draw.random() ** 4)] for _ in range(3)] if all_ else []

    def _body(self) -> Organisation:
        draw = self._draw
        place = " ".join(draw.choices(PLACES, k=draw.randrange(2, 4)))
        return Organisation(
            f"{draw.choice(BODIES)} {place}", "", f"tỉnh {draw.choice(PLACES)} {draw.randrange(99)}"
        )

    def _person(self, bodies: list[Organisation]) -> Person:
        draw = self._draw
        name = " ".join(
            (draw.choice(FAMILY), *draw.choices(MIDDLE, k=draw.randrange(1, 3)), draw.choice(GIVEN))
        )
        return Person(name, draw.choice(bodies).name)
