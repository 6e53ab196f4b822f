"""The words around a number: the phrase before its predicate, the noun phrase after its unit."""

import re
from functools import cache
from typing import NamedTuple

from loaders.document import Document, Sentence
from loaders.find.numbers import Measure
from loaders.find.periods import Periods
from loaders.find.phrases import Phrases

_CUT = re.compile(r"[;:.…“”\"](?:(?<![.…])|(?=\s))")
_PART = re.compile(r"[,;]\s")
_COMMA = re.compile(r",\s")
_STOP = re.compile(r"[,;:.()…“”\"\s](?:(?<!\s)(?!\d)|(?<=\s)-\s)")
_WORD = re.compile(r"[^\W_]+")
_JOINT = re.compile(r"\s(?:và|với|cùng)\s")
_RIGHT = " \t:-(\"“”'*+•–"
_LEFT = " \t:-)\"“”'*+•–,.;…"
_REACH = 240  # code points in which a bracket or a noun phrase closes
_DEGREE = 3  # words of degree before a number
_SHORT = 9  # words of a clause that is taken whole, commas and all
_LONG = 16  # words of an indicator
_TAIL = 12  # words of a noun phrase after a unit


class Head(NamedTuple):
    """What stands before a number: its phrase at `[start, end)`, and what parts it from the number.

    `kinds` are those of `ontology/lexicon/dinh_luong.tsv` met on the way; `qualifier` the words
    of degree; `has` where a last `có` begins, 0 without one.
    """

    start: int
    end: int
    qualifier: str
    kinds: frozenset[str]
    has: int = 0

    @property
    def empty(self) -> bool:
        return self.start >= self.end


@cache
def words(kinds: str) -> Phrases:
    """The words of `ontology/lexicon/dinh_luong.tsv` of some kinds (split by a space)."""
    return Phrases("dinh_luong", "kind", kinds.split())


@cache
def indicators() -> Phrases:
    """What begins the name of an indicator, or some work that is counted."""
    return Phrases("chi_tieu")


class Clauses:
    """One sentence, read around its numbers. Offsets are those of the document."""

    def __init__(self, document: Document, sentence: Sentence, periods: Periods) -> None:
        self.text, self.folded = document.text, document.folded
        self.sentence = sentence
        printed = periods.of_block(sentence.block)
        self._beginning = {period.start: period for period in printed}
        self._ending = {period.end: period for period in printed}

    def in_brackets(self, at: int) -> int:
        """Where the bracket that `at` stands in opens, -1 outside brackets."""
        left = max(self.sentence.start, at - _REACH)
        opened = self.folded.rfind("(", left, at)
        return opened if opened > self.folded.rfind(")", left, at) else -1

    def tail(
        self, measure: Measure, following: Measure | None, *, whole: bool = False
    ) -> tuple[int, int]:
        """The noun phrase after the unit, empty where another clause begins at once.

        `whole` takes the clause on to its end: what is measured is its subject.
        """
        limit = min(self.sentence.end, measure.end + _REACH)
        if stop := _STOP.search(self.folded, measure.end, limit):
            limit = stop.start()
        cut_by_number = following is not None and following.start <= limit
        if following is not None and cut_by_number:
            limit = following.start
        end = measure.end
        for count, word in enumerate(_WORD.finditer(self.folded, measure.end, limit)):
            if count == _TAIL or self._stops(word.start(), limit, whole=whole, first=not count):
                rest = len(_WORD.findall(self.folded, word.start(), limit))
                cut_by_number = cut_by_number and rest <= _DEGREE
                break
            end = word.end()
        if cut_by_number:
            joint = _JOINT.search(self.folded, measure.end, end + 1)
            end = joint.start() if joint else measure.end
        return measure.end, end

    def _stops(self, at: int, limit: int, *, whole: bool, first: bool) -> bool:
        """Whether a noun phrase ends before the word at `at`."""
        if whole and (not first or words("tiep").at(self.folded, at, limit)):
            return False
        return words("dung").at(self.folded, at, limit) is not None

    def head(self, measure: Measure, before: Measure | None, tail_end: int) -> Head:
        """The phrase before the number; `tail_end` is where the phrase after `before` ends."""
        left = tail_end if before else self.sentence.start
        opened = self.in_brackets(measure.start)
        if opened >= left:
            inside = self._trim(self._strip_right(opened + 1, measure.start))
            if not inside.empty or inside.has:
                return inside
            if before is not None:
                return self._in_brackets(inside, before, opened, tail_end)
        if before is not None:
            closed = self.folded.rfind(")", left, measure.start)
            comma = _COMMA.search(self.folded, max(left, closed), measure.start)
            left = comma.end() if comma else max(left, closed + 1)
        head = self._trim(self._strip_right(left, measure.start))
        if head.empty and before is None and measure.kind in ("ty_le", "tien", "bac"):
            return self._trim(self._strip_right(left, measure.start, past_comma=True))
        return head

    def _in_brackets(self, inside: Head, before: Measure, opened: int, tail_end: int) -> Head:
        """`kế hoạch năm (180 tỷ đồng)` says what it is before the bracket, `(tăng 2%)` does not."""
        cuts = [cut.end() for cut in _PART.finditer(self.folded, tail_end, opened)]
        if cuts and inside.kinds:
            outer = self._trim(self._strip_right(cuts[-1], opened))
            return outer._replace(kinds=inside.kinds, qualifier=inside.qualifier)
        if inside.kinds:
            return inside
        return self._trim(self._strip_right(before.end, opened, keep_period=True))

    def _strip_right(
        self, left: int, right: int, *, keep_period: bool = False, past_comma: bool = False
    ) -> Head:
        """`[left, right)` without the predicate, the words of degree and the period at its end."""
        folded, has = self.folded, 0
        kinds: set[str] = set()
        qualifiers: list[str] = []
        while right > left:
            comma = folded[right - 1] == "," and (past_comma or kinds & {"vi", "dong"})
            if comma or folded[right - 1] in _RIGHT:
                right -= 1
                continue
            hit = words("muc dong vi co gioi giu cua").before(folded, left, right)
            if hit is None or "giu" in hit.row["kind"]:
                period = None if keep_period else self._ending.get(right)
                if period is None or period.start < left:
                    break
                right = period.start
                continue
            row = set(hit.row["kind"].split())
            if "muc" in row:
                qualifiers.insert(0, self.text[hit.start : hit.end])
            kinds |= row
            if "co" in row:
                has = hit.start
                break
            right = hit.start
        if right > left and folded[right - 1] == ",":
            left = right
        return Head(left, right, " ".join(qualifiers), frozenset(kinds), has)

    def _trim(self, head: Head) -> Head:
        """`head` from where its noun phrase begins."""
        folded, start, end = self.folded, head.start, head.end
        for cut in _CUT.finditer(folded, start, end):
            start = cut.end()
        start = self._strip_left(start, end)
        if compared := words("so").at(folded, start, end):
            start = self._strip_left(compared.end, end)
            if start >= end:
                return head._replace(start=end, kinds=head.kinds | {"so"})
        commas = [comma.end() for comma in _COMMA.finditer(folded, start, end)]
        if commas:
            start = self._after_comma(start, end, commas)
        start = self._at_indicator(self._strip_left(start, end), end)
        start = self._shortened(start, end)
        if head.has and start >= head.has:
            start = end
        return head._replace(start=min(start, end))

    def _after_comma(self, start: int, end: int, commas: list[int]) -> int:
        last = commas[-1]
        adverbial = words("dan").at(self.folded, start, end) is not None
        if not adverbial and len(_WORD.findall(self.folded, start, end)) <= _SHORT:
            return start
        if len(_WORD.findall(self.folded, last, end)) < 2 and len(commas) > 1:
            return commas[-2]
        return last

    def _strip_left(self, start: int, end: int) -> int:
        while start < end:
            if self.folded[start] in _LEFT:
                start += 1
                continue
            period = self._beginning.get(start)
            if period and period.end <= end:
                start = period.end
            elif words("so").at(self.folded, start, end):
                break
            elif hit := words("noi").at(self.folded, start, end):
                start = hit.end
            else:
                break
        return start

    def _at_indicator(self, start: int, end: int) -> int:
        """Where a known indicator begins; in a long clause, where the last work named begins."""
        work = start
        for hit in indicators().find(self.folded, start, end):
            if hit.row["kind"] == "ten":
                return hit.start
            work = hit.start
        return work if len(_WORD.findall(self.folded, start, end)) > _SHORT else start

    def _shortened(self, start: int, end: int) -> int:
        """A start that leaves at most `_LONG` words, behind a particle where there is one."""
        places = [word.start() for word in _WORD.finditer(self.folded, start, end)]
        if len(places) <= _LONG:
            return start
        joint = next(words("noi gioi dan vi").find(self.folded, places[-_LONG], places[-2]), None)
        return self._strip_left(joint.end, end) if joint else places[-_LONG]
