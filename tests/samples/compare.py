"""Compare what was found in a report with what a careful reader takes from it.

`expected/NAME.json` lists the facts of a report by relation. A cell holds answers that are all
right, split by ` | `; `null` is none. An entry marked `optional` is not missed when absent nor
wrong when present. Case, dashes, marks and the spelling of `&` make no difference.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.clean import clean
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
    Subordination,
)

Entry = Mapping[str, Any]

_ALIKE = 0.7  # of the words of a title that must be shared
_INDICATOR = 0.4  # … of an indicator, which reports word freely
_RECIPIENT = 0.5
_NAME = 0.75  # … of a document
_NEAR = 60  # code points before the words with which a directive starts


def level(words: object) -> str:
    """Words as they are compared: case, marks and the ways to write one thing levelled."""
    text = clean(unicodedata.normalize("NFC", str(words))).casefold().replace("&", " và ")
    text = re.sub(r"[‐-―−]", "-", text)
    text = re.sub(r"[^\w%/.-]+", " ", text)
    return " ".join(re.sub(r"\s*-\s*", "-", text).split()).strip(" .-")


def answers(cell: object) -> list[str]:
    """The right answers of a cell, levelled; "" for none."""
    if cell is None:
        return [""]
    return ["" if part.strip() == "null" else level(part) for part in str(cell).split("|")]


def same(cell: object, found: object) -> bool:
    return level("" if found is None else found) in answers(cell)


def same_number(cell: object, found: str) -> bool:
    """Numbers of documents: blanks, full stops and leading zeros make no difference."""
    return _squeezed(level(found)) in [_squeezed(answer) for answer in answers(cell)]


def _squeezed(words: str) -> str:
    return re.sub(r"[\s.]", "", words).lstrip("0")


def same_value(cell: object, found: float | None) -> bool:
    return any(
        found is None if answer == "" else found is not None and float(answer) == float(found)
        for answer in answers(cell)
    )


def alike(cell: object, found: str, least: float) -> bool:
    """Whether the words are those of an answer, but for a share of them."""
    have = level(found).split()
    return any(
        2 * sum(min(want.count(w), have.count(w)) for w in set(want)) >= least * len(want + have)
        for want in (answer.split() for answer in answers(cell))
    )


def name_of(agent: Agent | None) -> str:
    return agent.name if agent else ""


def _meeting(entry: Entry, found: Meeting) -> bool:
    return (
        same(entry["date"], found.date)
        and same(entry["organiser"], name_of(found.organiser))
        and alike(entry["title"], found.title, _ALIKE)
    )


def _participation(entry: Entry, found: Participation) -> bool:
    return same(entry["person"], found.person.name) and same(entry["part"], found.part.value)


def _post(entry: Entry, found: PostHeld) -> bool:
    return (
        same(entry["person"], found.person.name)
        and same(entry["role"], found.role)
        and same(entry["organisation"], found.organisation.name)
        and same(entry["status"], found.status.value)
    )


def _directive(entry: Entry, found: Directive) -> bool:
    text = level(found.text)
    starts = (text.find(words) for words in answers(entry["starts"]))
    return any(0 <= at <= _NEAR for at in starts) and same(entry["issuer"], name_of(found.issuer))


def _citation(entry: Entry, found: Citation) -> bool:
    return (
        same(entry["type"], found.type)
        and _document(entry, found)
        and same(entry["date"], found.date)
        and same(entry["issuer"], name_of(found.issuer))
        and same_value(entry["directive"], found.directive)
    )


def _document(entry: Entry, found: Citation) -> bool:
    if any(answers(entry["number"])):
        return same_number(entry["number"], found.number)
    return not found.number and alike(entry["name"], found.name, _NAME)


def _subordination(entry: Entry, found: Subordination) -> bool:
    return same(entry["child"], found.child.name) and same(entry["parent"], found.parent.name)


def _figure(entry: Entry, found: Figure) -> bool:
    return (
        same_value(entry["value"], float(found.value))
        and same(entry["unit"], found.unit)
        and alike(entry["indicator"], found.indicator, _INDICATOR)
    )


def _award(entry: Entry, found: Award) -> bool:
    recipient = entry["recipient"]
    return (
        alike(entry["award"], found.award, _ALIKE)
        and same_value(entry["count"], found.count)
        and (answers(recipient) == [""] or alike(recipient, found.recipient, _RECIPIENT))
    )


@dataclass(frozen=True, slots=True)
class Relation:
    """How the facts of one relation are found in an Extraction, and when one is as expected."""

    facts: Callable[[Extraction], Sequence[Any]]
    agrees: Callable[[Entry, Any], bool]


RELATIONS = {
    "meetings": Relation(lambda e: e.meetings, _meeting),
    "participation": Relation(lambda e: e.participations, _participation),
    "roles": Relation(lambda e: e.posts, _post),
    "directives": Relation(lambda e: e.directives, _directive),
    "citations": Relation(lambda e: [c for c in e.citations if not c.generic], _citation),
    "hierarchy": Relation(lambda e: e.hierarchy, _subordination),
    "figures": Relation(lambda e: e.figures, _figure),
    "awards": Relation(lambda e: e.awards, _award),
}


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts are as expected, missed, and wrong; with what they are."""

    hit: int
    missed: tuple[Entry, ...] = ()
    wrong: tuple[Any, ...] = ()

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + len(self.wrong)) if self.hit or self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + len(self.missed)) if self.hit or self.missed else 1.0


def total(scores: Iterable[Score]) -> Score:
    every = list(scores)
    return Score(
        sum(score.hit for score in every),
        tuple(entry for score in every for entry in score.missed),
        tuple(fact for score in every for fact in score.wrong),
    )


def compare(relation: str, expected: Sequence[Entry], extraction: Extraction) -> Score:
    """The facts of a relation against the expected ones, paired one to one, required ones first.

    A fact that says an expected one once more (an optional entry at another granularity) is
    neither a hit nor wrong.
    """
    facts, agrees = RELATIONS[relation].facts(extraction), RELATIONS[relation].agrees
    required = [entry for entry in expected if not entry.get("optional")]
    pairs = [[at for at, fact in enumerate(facts) if agrees(entry, fact)] for entry in required]
    taken = _paired(pairs)
    return Score(
        len(taken),
        tuple(entry for at, entry in enumerate(required) if at not in taken.values()),
        tuple(fact for fact in facts if not any(agrees(entry, fact) for entry in expected)),
    )


def _paired(pairs: Sequence[Sequence[int]]) -> dict[int, int]:
    """As many pairs as there can be of entries and facts: fact -> entry (augmenting paths)."""
    of: dict[int, int] = {}

    def pair(entry: int, seen: set[int]) -> bool:
        for fact in pairs[entry]:
            if fact in seen:
                continue
            seen.add(fact)
            if fact not in of or pair(of[fact], seen):
                of[fact] = entry
                return True
        return False

    for entry in range(len(pairs)):
        pair(entry, set())
    return of
