"""What one sentence awards, and to whom: counted recipients, persons, bodies."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from loaders.document import BlockKind, Document, Sentence
from loaders.find.honours import Group, Honour, body_end, find_groups, ties
from loaders.model import Award, Person, Span

_CLAUSE = re.compile(r"[;:]|\btrong đó\b")
_WORD = re.compile(r"[^\W_]+")
_COUNT = re.compile(r"(?<![\w.,/])(\d{1,3}(?:\.\d{3})*|\d+) $")
_DIGITS = 12  # code points that hold a number and the blank after it
_OPENING = " \t\n,;:.-–\"“”'*+•"
_OPENING_WORDS = 3  # words of a clause before those who receive what the last clause named
_NEAR = 8  # words between holders and their title
_FAR = 25  # words between an award and who receives it
_WIDE = 400  # code points that hold more words than any of these
_TITLES = ("vat", "danh_hieu")  # kinds of honours that a person or a body may be named for
_MOST = 80  # awards, and kinds of recipients, that a sentence may name


class Mention(Protocol):
    """A person where the text names them."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def person(self) -> Person: ...


class Giving:
    """One sentence that names awards."""

    def __init__(
        self,
        document: Document,
        sentence: Sentence,
        honours: list[Honour],
        people: Sequence[Mention],
    ) -> None:
        self.text, self.folded = document.text, document.folded
        self.caption = document.kind_at(sentence.start) is BlockKind.CAPTION
        self.sentence = sentence
        self.honours = honours[:_MOST]
        self.people = people
        inside = {at for h in self.honours for at in range(h.start, h.end)}
        self.groups = [
            g
            for g in find_groups(document, sentence.start, sentence.end)
            if g.start not in inside and g.end - 1 not in inside
        ][:_MOST]

    def awards(self) -> Iterator[Award]:
        carried: Honour | None = None
        for start, end in self._clauses():
            honours = [h for h in self.honours if start <= h.start < end]
            groups = [g for g in self.groups if start <= g.start < end]
            yield from self._clause(start, end, honours, groups, carried)
            announced = self.text.startswith(":", end)  # `Chiến sĩ thi đua cấp tỉnh: 60 cá nhân`
            handed = [h for h in honours if h.kind == "vat" or (announced and h.kind in _TITLES)]
            carried = handed[-1] if handed else (None if honours else carried)

    def _clauses(self) -> Iterator[tuple[int, int]]:
        start = self.sentence.start
        for cut in _CLAUSE.finditer(self.folded, start, self.sentence.end):
            if cut[0] == ":" and ties("cho").before(self.folded, start, cut.start()):
                continue
            yield start, cut.start()
            start = cut.end()
        yield start, self.sentence.end

    def _clause(
        self,
        start: int,
        end: int,
        honours: list[Honour],
        groups: list[Group],
        carried: Honour | None,
    ) -> Iterator[Award]:
        served: set[int] = set()
        for group in groups:
            honour = self._of_group(start, group, honours, groups, carried)
            if honour is None or (group.count is None and self.caption):
                continue
            served.add(honour.start)
            shared = [h for h in honours if h.start == honour.start] or [honour]
            for one in shared:
                count = None if one.several else group.count
                rule = "award-kind" if group.count is None else "award-counted"
                span = Span(min(one.start, group.start), max(one.end, group.end))
                yield Award(one.name, group.kind, count, span, rule)
        for honour in honours:
            if honour.start in served or honour.kind not in _TITLES:
                continue
            if (counted := self._counted(start, honour)) is not None:
                yield counted
            else:
                yield from self._named(start, end, honour, honours)

    # --- counted recipients ---

    def _of_group(
        self,
        start: int,
        group: Group,
        honours: list[Honour],
        groups: list[Group],
        carried: Honour | None,
    ) -> Honour | None:
        """The award that goes to `group`: the one before `cho`, or the next, or one carried on."""
        before = [h for h in honours if h.end <= group.start]
        if before and before[-1].kind == "quyet":
            after = [h for h in honours if h.start >= group.end]
            named = next((h for h in after if self._holds(group, h, groups)), None)
            told = self._adjoins(before[-1], group, groups) and group.count is not None
            return named or (before[-1] if told else None)
        if before and self._gives(before[-1].end, group.start, groups):
            return self._governing(before)
        if before and before[-1].kind == "vat" and self._adjoins(before[-1], group, groups):
            return before[-1]
        if carried and not before and ties("cho").at(self.folded, start, group.start):
            return carried
        after = [h for h in honours if h.start >= group.end]
        if after and group.count is not None and self._holds(group, after[0], groups):
            return after[0]
        near = self._words(start, self._opening(group, groups)) <= _OPENING_WORDS
        return carried if near and group.count is not None else None

    def _opening(self, group: Group, groups: list[Group]) -> int:
        """Where the list begins in which `group` stands: `202 tập thể và 441 cá nhân`."""
        at = group.start
        for earlier in reversed([g for g in groups if g.end <= group.start]):
            if self._words(earlier.end, at) > 2:  # `và 441`
                break
            at = earlier.start
        return at

    def _governing(self, before: list[Honour]) -> Honour:
        """A prize handed over goes before the merit for which it is given."""
        handed = [h for h in before if h.kind == "vat"]
        return handed[-1] if handed and before[-1].kind == "xep_loai" else before[-1]

    def _adjoins(self, honour: Honour, group: Group, groups: list[Group]) -> bool:
        """`Giấy khen 6 chi bộ`, `khen thưởng đối với 12 chi bộ và 62 cá nhân`: nothing between."""
        between = [g for g in groups if honour.end <= g.start < group.start]
        end = between[0].start if between else group.start
        if end - honour.end > _WIDE:
            return False
        gap = self.folded[honour.end : end].strip()
        return not gap or (ties("cho").at(gap, 0, len(gap)) is not None and " " not in gap)

    def _gives(self, start: int, end: int, groups: list[Group]) -> bool:
        if self._words(start, end) > _FAR:
            return False
        between = [g for g in groups if start <= g.start < end]
        return self._has("cho", start, between[0].start if between else end)

    def _holds(self, group: Group, honour: Honour, groups: list[Group]) -> bool:
        between = [g for g in groups if group.end <= g.start < honour.start]
        last = between[-1].end if between else group.end
        words = self._words(last, honour.start)
        if words > _FAR or self._has("cho", group.end, honour.start):
            return False
        if self._has("nhan", last, honour.start):
            return words <= (_NEAR if honour.kind == "xep_loai" else _FAR)
        return words <= (2 if honour.kind == "vat" else _NEAR - 3)

    def _counted(self, start: int, honour: Honour) -> Award | None:
        """Those who hold a title, counted by it: `45 Chiến sĩ thi đua cơ sở`; else None."""
        if honour.kind != "danh_hieu":
            return None
        number = _COUNT.search(self.folded, max(start, honour.start - _DIGITS), honour.start)
        if number is None:
            return None
        count = int(number[1].replace(".", ""))
        return Award(honour.name, "", count, Span(number.start(1), honour.end), "award-counted")

    # --- persons and bodies ---

    def _named(
        self, start: int, end: int, honour: Honour, honours: list[Honour]
    ) -> Iterator[Award]:
        following = [h.start for h in honours if h.start > honour.start]
        limit = following[0] if following else end
        to_whom = self._to(honour.end, limit)
        if to_whom:
            after = [m for m in self.people if to_whom <= m.start < limit]
            if after and self._words(to_whom, after[0].start) <= _NEAR:
                for mention in self._listed(after):
                    yield self._to_person(honour, mention)
                return
            yield from self._body(honour, to_whom, limit)
            return
        receiving = self._receives(start, honour.start)
        if receiving:
            yield from self._subject(start, receiving, honour)

    def _to(self, start: int, end: int) -> int:
        """Where the recipient begins after `cho`, 0 where no `cho` follows the award."""
        hit = next(ties("cho").find(self.folded, start, min(end, start + _WIDE)), None)
        return hit.end if hit and self._words(start, hit.start) < _NEAR else 0

    def _receives(self, start: int, end: int) -> int:
        """Where the last verb of a recipient before the award begins, 0 where there is none."""
        at = last = 0
        for hit in ties("nhan").find(self.folded, max(start, end - _WIDE), end):
            if hit.start >= last:
                at, last = hit.start, hit.end
        return at if at and self._words(at, end) <= _NEAR else 0

    def _subject(self, start: int, verb: int, honour: Honour) -> Iterator[Award]:
        before = [m for m in self.people if start <= m.start < verb]
        if before:
            nearest = before[-1]
            if not self._does_else(nearest, verb):
                yield self._to_person(honour, nearest)
            return
        comma = self.folded.rfind(", ", start, verb)
        yield from self._body(honour, start if comma < 0 else comma + 2, verb)

    def _does_else(self, mention: Mention, verb: int) -> bool:
        """`Ông A phát biểu tại lễ kỷ niệm … và đón nhận Huân chương`: not he receives it."""
        gap = self.text[mention.end : verb].lstrip()
        return gap[:1] not in ",-–(" and self._words(mention.end, verb) > _NEAR

    def _body(self, honour: Honour, start: int, end: int) -> Iterator[Award]:
        """The body named at `start`, when one is."""
        while start < end and self.text[start] in _OPENING:
            start += 1
        if stop := body_end(self.text, self.folded, start, end):
            name = " ".join(self.text[start:stop].split()).strip(_OPENING)
            span = Span(min(honour.start, start), max(honour.end, stop))
            yield Award(honour.name, name, None, span, "award-body")

    def _listed(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """The persons of a list: those that follow one another without another clause."""
        yield mentions[0]
        for one, other in pairwise(mentions):
            if self._words(one.end, other.start) > _NEAR * 2:
                return
            yield other

    def _to_person(self, honour: Honour, mention: Mention) -> Award:
        span = Span(min(honour.start, mention.start), max(honour.end, mention.end))
        name = mention.person.name
        return Award(honour.name, name, None, span, "award-person", mention.person)

    # --- words ---

    def _words(self, start: int, end: int) -> int:
        """The words in between; of a long stretch only that they are many."""
        if end - start > _WIDE:
            return _WIDE
        return len(_WORD.findall(self.folded, start, end))

    def _has(self, kind: str, start: int, end: int) -> bool:
        return next(ties(kind).find(self.folded, start, end), None) is not None
