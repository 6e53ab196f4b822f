"""An invented world for invented reports: bodies in a tree, who led them, documents.

All of it follows from a seed. Names of places and people are put together from tables of syllables.
Bodies stand five levels deep under one government (province, department or district, office or
commune, team), their Party organisations beside them; people hold several posts one after another;
documents are based on earlier ones, a few of them on very many.
"""

import random
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import cached_property
from itertools import accumulate, pairwise

from bench.load import FAMILY, MIDDLE
from bench.words import FIELDS, FIRST, GIVEN, MATTERS, OFFICES, SECOND, THIRD, TYPES
from loaders.model import Organisation, Person, Relation

BEGIN, END = Date(2010, 1, 1), Date(2026, 1, 1)

_POSTS = {
    "chinh_phu": ("Chủ nhiệm", "Phó Chủ nhiệm"),
    "ubnd": ("Chủ tịch", "Phó Chủ tịch"),
    "so": ("Giám đốc", "Phó Giám đốc"),
    "trung_tam": ("Giám đốc", "Phó Giám đốc"),
    "phong": ("Trưởng phòng", "Phó Trưởng phòng"),
    "to": ("Tổ trưởng",),
    "tinh_uy": ("Bí thư", "Phó Bí thư Thường trực"),
    "dang_uy": ("Bí thư", "Phó Bí thư"),
    "chi_bo": ("Bí thư",),
}
_CODES = {"ubnd": "UBND", "dang_uy": "ĐU", "tinh_uy": "TU", "chi_bo": "CB"}
_MEETS = {"ubnd": 4, "so": 8, "dang_uy": 8, "tinh_uy": 40, "trung_tam": 3, "chinh_phu": 20}
_REPORTS_OF_A_PROVINCE = 600
_AGAIN = 0.7  # how often a post goes to somebody who held another one


@dataclass(frozen=True, slots=True)
class Body:
    """A body, and the numbers of those that it stands under."""

    organisation: Organisation
    above: tuple[tuple[int, Relation], ...]
    province: int


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held a post of a body from one day to another."""

    person: Person
    role: str
    since: Date
    until: Date


@dataclass(frozen=True, slots=True)
class Paper:
    """A document; `bases` are the numbers of the earlier ones that it is based on."""

    type: str
    number: str
    date: Date
    issuer: Organisation
    title: str
    bases: tuple[int, ...]


@dataclass(frozen=True)
class World:
    """What invented reports tell of; `papers` in the order of their dates."""

    seed: int
    reports: int
    bodies: Sequence[Body]
    tenures: Sequence[Sequence[Tenure]]  # of each body, by its number
    papers: Sequence[Paper]

    @cached_property
    def below(self) -> dict[int, list[int]]:
        """The bodies directly below each body that has any."""
        found: dict[int, list[int]] = defaultdict(list)
        for number, body in enumerate(self.bodies):
            for above, _ in body.above:
                found[above].append(number)
        return dict(found)

    @cached_property
    def _hosts(self) -> tuple[list[int], list[int]]:
        """The bodies that hold meetings, and how often, added up."""
        kinds = [body.organisation.kind for body in self.bodies]
        hosts = [number for number, kind in enumerate(kinds) if kind in _POSTS]
        return hosts, list(accumulate(_MEETS.get(kinds[number], 1) for number in hosts))

    def host(self, draw: random.Random) -> int:
        """The number of a body that holds a meeting."""
        hosts, often = self._hosts
        return draw.choices(hosts, cum_weights=often)[0]

    def issued_by(self, day: Date) -> int:
        """How many of the documents there are by a day."""
        return bisect_right(self.papers, day, key=lambda paper: paper.date)

    def leading(self, body: int, day: Date) -> list[Tenure]:
        """Who led a body on a day, its head first."""
        return [one for one in self.tenures[body] if one.since <= day < one.until]


def world(reports: int, seed: int) -> World:
    """The world that so many reports tell of."""
    draw = random.Random(f"world {seed}")
    bodies = _bodies(draw, max(1, reports // _REPORTS_OF_A_PROVINCE))
    papers = list(_papers(draw, bodies, max(20, reports * 3 // 4)))
    return World(seed, reports, bodies, _tenures(draw, bodies), papers)


# -- bodies ----------------------------------------------------------------------------------------


def _places(draw: random.Random) -> Iterator[str]:
    """Names of places, none twice."""
    names = [f"{a} {b} {c}".rstrip() for a in FIRST for b in SECOND for c in THIRD]
    draw.shuffle(names)
    yield from names
    for more in range(2, 1000):
        yield from (f"{name} {more}" for name in names)


class _Tree:
    """Bodies as they are added."""

    def __init__(self, draw: random.Random) -> None:
        self.all: list[Body] = []
        self._places = _places(draw)
        self._province = -1

    def add(
        self, name: str, kind: str, scope: str, *above: tuple[int, Relation], new: bool = False
    ) -> int:
        """The number of a body; `new` begins a province."""
        self._province += new
        self.all.append(Body(Organisation(name, kind, scope), above, self._province))
        return len(self.all) - 1

    def party(self, name: str, scope: str, host: int, above: int, committee: str) -> int:
        """The Party organisation of a body, with its committee."""
        over = [(host, Relation.PARTY_ORGANISATION_OF)]
        if above >= 0:
            over.append((above, Relation.SUBORDINATE_TO))
        own = self.add(f"Đảng bộ {name}", "dang_bo", scope, *over)
        kind = "tinh_uy" if committee.startswith("Tỉnh ủy") else "dang_uy"
        self.add(committee, kind, scope, (own, Relation.COMMITTEE_OF))
        return own

    def office(self, field: str, scope: str, host: int, party: int) -> None:
        """An office of a body, with its Party cell."""
        own = self.add(f"Phòng {field}", "phong", scope, (host, Relation.UNIT_OF))
        over = ((own, Relation.PARTY_ORGANISATION_OF), (party, Relation.SUBORDINATE_TO))
        self.add(f"Chi bộ Phòng {field}", "chi_bo", scope, *over)

    def province(self, top: int) -> None:
        place = f"tỉnh {next(self._places)}"
        name = f"Ủy ban nhân dân {place}"
        own = self.add(name, "ubnd", "", (top, Relation.SUBORDINATE_TO), new=True)
        party = self.party(place, "", own, -1, f"Tỉnh ủy {place.removeprefix('tỉnh ')}")
        for field in FIELDS:
            self._department(field, place, own, party)
        for _ in range(6):
            self._district(place, own, party)

    def _department(self, field: str, place: str, above: int, party: int) -> None:
        name = f"Sở {field}"
        own = self.add(name, "so", place, (above, Relation.UNIT_OF))
        cells = self.party(name, place, own, party, f"Đảng ủy {name}")
        for office in OFFICES:
            self.office(office, f"{name} {place}", own, cells)
        for _ in range(2):
            centre = f"Trung tâm {field} {next(self._places)}"
            unit = self.add(centre, "trung_tam", "", (own, Relation.UNIT_OF))
            for team in ("Tổ Hành chính", "Tổ Chuyên môn"):
                self.add(team, "to", centre, (unit, Relation.UNIT_OF))

    def _district(self, province: str, above: int, party: int) -> None:
        place = f"huyện {next(self._places)}"
        name = f"Ủy ban nhân dân {place}"
        own = self.add(name, "ubnd", "", (above, Relation.SUBORDINATE_TO))
        cells = self.party(place, province, own, party, f"Đảng ủy {place}")
        for office in OFFICES:
            self.office(office, name, own, cells)
        for _ in range(6):
            commune = f"Ủy ban nhân dân xã {next(self._places)}"
            self.add(commune, "ubnd", place, (own, Relation.SUBORDINATE_TO))


def _bodies(draw: random.Random, provinces: int) -> list[Body]:
    tree = _Tree(draw)
    top = tree.add("Hội đồng Tám Dòng Sông", "chinh_phu", "")
    for _ in range(provinces):
        tree.province(top)
    return tree.all


# -- people ----------------------------------------------------------------------------------------


def _terms(draw: random.Random) -> Iterator[tuple[Date, Date]]:
    """Terms of office, from the beginning to the end."""
    days = [BEGIN]
    while days[-1] < END:
        days.append(days[-1] + timedelta(days=draw.randrange(700, 1900)))
    yield from pairwise(days)


def _tenures(draw: random.Random, bodies: Sequence[Body]) -> list[list[Tenure]]:
    """Who held the posts of each body: people of its province, who rise, or change places."""
    vacant = sorted(
        (since, number, place, until)
        for number, body in enumerate(bodies)
        for place in range(len(_POSTS.get(body.organisation.kind, ())))
        for since, until in _terms(draw)
    )
    held: list[list[Tenure]] = [[] for _ in bodies]
    known: dict[int, list[tuple[Date, Person]]] = defaultdict(list)  # until when they are bound
    for since, number, place, until in vacant:
        body = bodies[number]
        own = known[body.province]
        chosen = draw.randrange(len(own)) if own and draw.random() < _AGAIN else -1
        if chosen >= 0 and own[chosen][0] <= since:
            person = own[chosen][1]
            own[chosen] = (until, person)
        else:
            name = " ".join(map(draw.choice, (FAMILY, MIDDLE, GIVEN, GIVEN)))
            person = Person(name, body.organisation.name)
            own.append((until, person))
        held[number].append(Tenure(person, _POSTS[body.organisation.kind][place], since, until))
    return held


# -- documents -------------------------------------------------------------------------------------


def _papers(draw: random.Random, bodies: Sequence[Body], count: int) -> Iterator[Paper]:
    """Documents in the order of their dates."""
    issuers = [
        b.organisation for b in bodies if b.organisation.kind in {*_CODES, "so"} - {"chi_bo"}
    ]
    serial: dict[tuple[Organisation, str, int], int] = defaultdict(int)
    days = sorted(draw.randrange((END - BEGIN).days) for _ in range(count))
    for place, day in enumerate(days):
        date = BEGIN + timedelta(days=day)
        issuer, type_ = draw.choice(issuers), draw.choice(list(TYPES))
        serial[issuer, type_, date.year] += 1
        number = f"{serial[issuer, type_, date.year]:02}-{TYPES[type_]}/{_code(issuer)}"
        bases = {int(place * draw.random() ** 2) for _ in range(draw.randrange(3) if place else 0)}
        yield Paper(type_, number, date, issuer, f"về {draw.choice(MATTERS)}", tuple(sorted(bases)))


def _code(issuer: Organisation) -> str:
    initials = "".join(word[0] for word in issuer.name.split()).upper()
    return _CODES.get(issuer.kind, initials)
