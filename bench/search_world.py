"""Invented reports for measuring search: many names, long texts, words that occur everywhere.

Each report tells of one meeting, with people, bodies and documents of its own and some that others
tell of too. Words of the texts are drawn as words are in texts: a few of them make up the most.
"""

import hashlib
import random
from collections.abc import Iterator
from itertools import accumulate, product
from typing import TypeVar

import pyoxigraph as ox

from bench.load import GIVEN, MIDDLE
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
from ontology.terms import BASE, Iris, expand

FAMILIES = "Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô"
PLACES = "Sông Lam Hạ Thượng Trà Mây Đồng Nà Khe Lũng Bồng Chảy Ngọt Sim Trầm Vọng Quế Tân"
BODIES = (
    "Đảng ủy Viện",
    "Chi bộ Phòng",
    "Sở Khoa học và Công nghệ",
    "Ủy ban nhân dân xã",
    "Trung tâm Đo lường",
    "Phòng Kế hoạch",
    "Ban Tổ chức Huyện ủy",
    "Hội đồng nhân dân huyện",
    "Trường Đại học",
)
TYPES = (("Quyết định", "QĐ"), ("Nghị quyết", "NQ"), ("Chỉ thị", "CT"), ("Kế hoạch", "KH"))
OFTEN = (
    "hội nghị đảng ủy công tác cán bộ thực hiện nhiệm vụ phát triển kinh tế xã hội nghị quyết "
    "chỉ đạo tổ chức các đơn vị năm đồng chí nguyễn kế hoạch xây dựng báo cáo tình hình nhân dân"
)
HEADS = "b c ch d đ g h kh l m n ng nh ph qu s t th tr v x"
RHYMES = (
    "a à ả ã á ạ an áng ăn ấp âm ân e em én ê ếch ên i in ính inh o ong ỏi ông ơi ơn u ung uyên ưa "
    "ương ươi uôn iêm iếp iều oai oan oanh uy uynh ưng ức"
)
RULE = "invented"
PEOPLE, OWN_BODIES, DOCUMENTS, DIRECTIVES, WORDS = 14, 7, 7, 12, 950  # of a report
AGAIN = 3  # people and bodies of which others tell too

Item = TypeVar("Item")


class Telling:
    """Draws reports: the same ones for the same seed."""

    def __init__(self, seed: int = 2026) -> None:
        self._draw = random.Random(seed)
        rare = ["".join(pair) for pair in product(HEADS.split(), RHYMES.split())]
        self._draw.shuffle(rare)
        self._words = OFTEN.split() + rare
        self._weights = list(accumulate(1 / (place + 15) for place in range(len(self._words))))
        self._families = FAMILIES.split()
        self._places = PLACES.split() + [word.capitalize() for word in rare[:150]]
        self._people: list[Person] = []
        self._bodies: list[Organisation] = []

    def reports(self, count: int) -> Iterator[Extraction]:
        """What so many reports say."""
        return (self._told(number) for number in range(count))

    def _some(self, count: int) -> str:
        return " ".join(self._draw.choices(self._words, cum_weights=self._weights, k=count))

    def _told(self, number: int) -> Extraction:
        draw = self._draw
        host = self._body()
        title = f"Hội nghị {self._some(6)} {host.name}"
        day = f"20{draw.randrange(10, 26)}-0{draw.randrange(1, 10)}-15"
        bodies = [host, *(self._body() for _ in range(OWN_BODIES - 1)), *self._known(self._bodies)]
        people = [*(self._person(bodies) for _ in range(PEOPLE)), *self._known(self._people)]
        self._people += people
        self._bodies += bodies
        whole = Span(0, len(title))
        return Extraction(
            Report(f"{number:06}", f"{title}\n\n{self._some(WORDS)}", title, None, ""),
            meetings=(Meeting(title, day, host, "", None, "", whole, RULE),),
            participations=tuple(Participation(one, Part.ATTEND, whole, RULE) for one in people),
            posts=tuple(
                PostHeld(one, "Bí thư", body, Status.CURRENT, whole, RULE)
                for one, body in zip(people, bodies, strict=False)
            ),
            directives=tuple(
                Directive(place, people[0], "", self._directive(place, bodies), whole, RULE)
                for place in range(1, DIRECTIVES + 1)
            ),
            citations=tuple(
                self._citation(place, f"{place}-{{}}/{number}", day, bodies, whole)
                for place in range(1, DOCUMENTS + 1)
            ),
        )

    def _directive(self, place: int, bodies: list[Organisation]) -> str:
        draw = self._draw
        return f"{place}. {draw.choice(bodies).name} {self._some(draw.randrange(8, 40))}"

    def _citation(
        self, place: int, number: str, day: str, bodies: list[Organisation], whole: Span
    ) -> Citation:
        name, code = self._draw.choice(TYPES)
        issuer = self._draw.choice(bodies)
        return Citation(place, name, number.format(code), "", day, issuer, whole, RULE)

    def _known(self, told: list[Item]) -> list[Item]:
        """A few of what was told before, the first ones often."""
        return [told[int(len(told) * self._draw.random() ** 4)] for _ in range(AGAIN) if told]

    def _body(self) -> Organisation:
        draw = self._draw
        place = " ".join(draw.choices(self._places, k=draw.randrange(2, 4)))
        scope = f"tỉnh {draw.choice(self._places)} {draw.randrange(99)}"
        return Organisation(f"{draw.choice(BODIES)} {place}", "", scope)

    def _person(self, bodies: list[Organisation]) -> Person:
        draw = self._draw
        middle = draw.choices(MIDDLE, k=draw.randrange(1, 3))
        name = " ".join((draw.choice(self._families), *middle, draw.choice(GIVEN)))
        return Person(name, draw.choice(bodies).name)


def stored(reports: list[Extraction]) -> Store:
    """A store in memory of some reports, loaded at once, without the derived triples."""
    iris, checksum = Iris(BASE), expand("ct:graphChecksum")
    dataset = ox.Store()
    for start in range(0, len(reports), 500):
        parts = []
        for one in reports[start : start + 500]:
            iri, quads = iris.report(one.report.name), nquads(one)
            told = hashlib.sha256(quads.encode()).hexdigest()
            parts += [quads, quads.replace(f" <{iri}> .\n", " .\n")]
            parts.append(f'<{iri}> <{checksum}> "{told}" <{iris.loads}> .\n')
        dataset.bulk_load("".join(parts).encode(), format=ox.RdfFormat.N_QUADS)
    return Store(dataset, iris, None)
