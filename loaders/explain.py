"""Tell why a report says what it says: rules, rows of the lexicon, and what was nearly found.

What a rule used is found again, by looking for the terms of its tables (`ontology/rules.tsv`) where
the fact stands: the finders themselves carry nothing for this, so that extraction stays fast.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from loaders.document import Document, Sentence
from loaders.facts import Fact, facts
from loaders.find.names import scan
from loaders.find.numbers import Measure, measures
from loaders.find.organisations import Organisations
from loaders.find.organisations_printed import find_names
from loaders.find.people import find_people
from loaders.model import Extraction, Span
from loaders.segment import segment
from ontology.lexicon import Hit, Row, fold, table
from ontology.lexicon_match import Finder
from ontology.rules import FIRST, NearMiss, Rule, Tables, near_misses, rule_of

# Tables whose terms are found in one pass, so that one term may keep another from being seen.
_OF_NAMES = ("chuc_vu", "to_chuc", "trang_thai_chuc_vu", "xung_ho", "cap_dia_phuong")


@dataclass(frozen=True, slots=True)
class Used:
    """A term of the lexicon as it is printed at `[start, end)`.

    Where start is end, the rule names the row and no form of it is printed there.
    """

    start: int
    end: int
    row: Row
    printed: str

    @property
    def place(self) -> str:
        """Table (or the user's file) and line of the row, or of the form that a user added."""
        return self.row.place(self.printed)


@dataclass(frozen=True, slots=True)
class Explained:
    """A fact, the rule that found it (None where `rules.tsv` does not tell of it), and its rows."""

    relation: str
    fact: Fact
    rule: Rule | None
    rows: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class Nearly:
    """What is part of a fact and was found without the rest, once or more in a sentence."""

    miss: NearMiss
    spans: tuple[Span, ...]
    rows: tuple[Used, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence, its number from 1 on, the facts that begin in it, and what was nearly found.

    `silent`: of the body, and no fact lies in it.
    """

    number: int
    sentence: Sentence
    facts: tuple[Explained, ...]
    nearly: tuple[Nearly, ...]
    silent: bool


def explain(said: Extraction, only: str = "") -> tuple[Document, tuple[Reading, ...]]:
    """The report and its sentences in order, each with its facts and near misses.

    With `only` as if there were facts of that relation alone. Near misses are told of sentences
    of the body in which no fact lies. Pure.
    """
    document = segment(said.report)
    chosen = [(relation, fact) for relation, fact in facts(said) if only in ("", relation)]
    explaining = _Explaining(document, said)
    begins: dict[int, list[tuple[str, Fact]]] = {}
    told: set[int] = set()
    starts = [sentence.start for sentence in document.sentences]
    for relation, fact in chosen:
        first = max(0, bisect_left(starts, fact.span.start + 1) - 1)
        last = max(first, bisect_left(starts, fact.span.end) - 1)
        begins.setdefault(first, []).append((relation, fact))
        told.update(range(first, last + 1))
    bodies = set(document.body)
    readings = []
    for at, sentence in enumerate(document.sentences):
        found = [explaining.fact(relation, fact) for relation, fact in begins.get(at, ())]
        silent = at not in told and sentence in bodies
        nearly = explaining.nearly(sentence, only) if silent else ()
        readings.append(Reading(at + 1, sentence, tuple(found), tuple(nearly), silent))
    return document, tuple(readings)


@cache
def _finder(name: str) -> Finder:
    return Finder(name, table(name))


class _Explaining:
    """The terms of one document, table by table, found when first asked for."""

    def __init__(self, document: Document, said: Extraction) -> None:
        self._document = document
        self._said = said
        self._scanned = scan(document)
        self._people = find_people(document, self._scanned)
        parser, parsed = find_names(document, self._scanned, self._people)
        self._bodies = Organisations(document, parser, parsed).mentions
        self._terms: dict[str, list[Hit]] = {}

    def fact(self, relation: str, fact: Fact) -> Explained:
        """The rule of a fact, and the rows that the rule can have used where the fact stands."""
        rule = rule_of(fact.rule, relation)
        return Explained(relation, fact, rule, self._rows(rule, fact) if rule else ())

    def _rows(self, rule: Rule, fact: Fact) -> tuple[Used, ...]:
        """The terms in the span; of a table that has none there, those of the sentence."""
        span, around = fact.span, self._around(fact.span)
        used: list[Used] = []
        if (named := rule.row_of(fact.rule)) is not None:
            used.append(self._named(named, span, around[1]))
        for one in rule.tables:
            used += self._used((one,), span.start, span.end) or self._used((one,), *around)
        return _each_once(used)

    def _named(self, row: Row, span: Span, end: int) -> Used:
        """The row that the rule's id names, where it is printed: in the fact, or else nearest."""
        tables = ((row.table, (row.id,)),)
        inside = self._used(tables, span.start, span.end)
        before = inside or self._used(tables, 0, span.start)[-1:]
        found = before or self._used(tables, span.end, end)
        return found[0] if found else Used(span.start, span.start, row, "")

    def _around(self, span: Span) -> tuple[int, int]:
        first = self._document.sentence_at(span.start)
        last = self._document.sentence_at(max(span.start, span.end - 1))
        return first.start if first else span.start, last.end if last else span.end

    def _used(self, tables: Tables, start: int, end: int, *, capital: bool = False) -> list[Used]:
        """The terms of some tables in `[start, end)`, in the order of the tables."""
        found = []
        for name, ids in tables:
            used = self._terms_of(name, start, end, capital=capital)
            wanted = set(ids) - {FIRST}
            fitting = [use for use in used if not wanted or use.row.id in wanted]
            found += fitting[:1] if FIRST in ids else fitting
        return found

    def _terms_of(self, name: str, start: int, end: int, *, capital: bool) -> Iterator[Used]:
        hits = self._of(name)
        for at in range(bisect_left(hits, start, key=_start), len(hits)):
            hit = hits[at]
            if hit.start >= end:
                break
            printed = self._document.text[hit.start : hit.end]
            if hit.end <= end and _fits(hit.row, printed, capital=capital):
                yield Used(hit.start, hit.end, hit.row, printed)

    def _of(self, name: str) -> list[Hit]:
        """The terms of a table in the document, where its readers look for them."""
        if name not in self._terms:
            if name in _OF_NAMES:
                self._terms[name] = self._scanned.of(name)
            else:
                self._terms[name] = _finder(name).find(self._document.folded)
            if name == "don_vi_do":  # a unit is one after a number
                counted = {at for m in self._measures() for at in range(m.start, m.end)}
                self._terms[name] = [h for h in self._terms[name] if h.start in counted]
        return self._terms[name]

    def _measures(self) -> list[Measure]:
        document = self._document
        spans = ((sentence.start, sentence.end) for sentence in document.sentences)
        return [m for span in spans for m in measures(document.text, document.folded, *span)]

    # -- what was nearly found ------------------------------------------------------------------

    def nearly(self, sentence: Sentence, only: str) -> Iterator[Nearly]:
        """What a sentence without facts holds of a fact; of one relation alone with `only`."""
        for miss in near_misses():
            if only and only not in miss.relations:
                continue
            if miss.id == "meeting" and self._said.meetings:
                continue
            if spans := tuple(self._found(miss, sentence)):
                used = [
                    use
                    for span in spans
                    for use in self._used(miss.tables, span.start, span.end, capital=miss.capital)
                ]
                yield Nearly(miss, spans, _each_once(used))

    def _found(self, miss: NearMiss, sentence: Sentence) -> Iterator[Span]:
        """Where a sentence holds what a near miss is about."""
        start, end = sentence.start, sentence.end
        if miss.id.startswith("person_"):
            yield from (Span(p.lead, p.end) for p in self._people if start <= p.start < end)
            return
        known = self._bodies if miss.id == "body" else ()
        for use in self._used(miss.tables, start, end, capital=miss.capital):
            if not any(body.start <= use.start < body.end for body in known):
                yield Span(use.start, use.end)


def _each_once(used: list[Used]) -> tuple[Used, ...]:
    """Each form of a row once; none that is a part of a longer one."""
    whole = [use for use in used if not any(_lies_in(use, other) for other in used)]
    return tuple({(use.place, fold(use.printed)): use for use in reversed(whole)}.values())[::-1]


def _lies_in(use: Used, other: Used) -> bool:
    longer = other.end - other.start > use.end - use.start
    return longer and other.start <= use.start and use.end <= other.end


def _start(hit: Hit) -> int:
    return hit.start


def _fits(row: Row, printed: str, *, capital: bool) -> bool:
    """Whether a term is printed as it must be: an abbreviation in capitals, a name with one."""
    if capital and not printed[:1].isupper():
        return False
    forms = [form for form in row.forms if fold(form) == fold(printed)]
    return printed.isupper() or not forms or not all(form.isupper() for form in forms)
