"""Who asks: the person or body before a word that asks, or who has the floor."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from loaders.document import Document
from loaders.find.acts import Actor
from loaders.find.directive_words import around, asking, opening
from loaders.find.organisations import Mention, Organisations
from loaders.find.phrases import Phrases
from loaders.groups import Group
from loaders.model import Organisation
from ontology.lexicon import Hit

Speaker = str | Organisation
"""A person's name as `Actor` has it, or a body."""

PAUSE = 2
"""Sentences that ask for nothing, after which a speaker is done asking."""

CONCLUSION = 40
"""The same after `kết luận như sau:`, to which all that follows belongs."""

_LONG = 6  # blocks for which one who asked keeps the floor
_BRIEF = 2  # blocks for which one who only spoke keeps it
_BOUND = re.compile(r"(?:^|[.,;:“”\"(–-]|\b(?:và|đồng thời))$")
_JOINT = 12  # code points that hold what may bound a clause
_CLAUSE = re.compile(r"[.,;:“”\"(–—v](?:(?<!v)\s*|(?<!\wv)à\s+)")
_CLAUSE_REACH = 160  # code points that hold most clauses
_WITHIN = re.compile(r"[,;.“”\"][^,;.“”\"]*+$")
_SENTENCE = 1500  # code points before a word that asks in which its speaker is looked for
_NEAR = 60  # code points before a word that asks in which its clause tells whose it is
_PLACE = 4  # words of a place
_FAR = 90  # code points from a body at the head of a sentence to the word that asks
_UPWARD = ("khoi", "tinh_uy", "chinh_phu", "quoc_hoi", "bo", "ban_chap_hanh_tw", "bo_chinh_tri")


@cache
def _levels() -> Phrases:
    return Phrases("cap_dia_phuong")


@dataclass(slots=True)
class Floor:
    """Who has the floor, since which block, and whether he is asking for something.

    `lists`: he announced points, which stand without a mark.
    """

    speaker: Speaker | None = None
    asks: bool = False
    lists: bool = False
    block: int = -1
    pause: int = 0
    patience: int = PAUSE

    def holder(self, block: int) -> Speaker | None:
        """Who asks where a sentence of the block names nobody."""
        reach = max(_LONG, self.patience) if self.asks else _BRIEF
        return self.speaker if block - self.block <= reach else None


class Speakers:
    """The persons and bodies of one document as those who ask."""

    def __init__(
        self, document: Document, actors: Sequence[Actor], organisations: Organisations
    ) -> None:
        self._document = document
        self._folded = document.folded
        self._actors = actors
        self._leads = [a.lead for a in actors]
        self._organisations = organisations
        self.organiser = organisations.organiser

    def named(self, start: int, end: int) -> list[Actor]:
        """The persons named in `[start, end)`."""
        low, high = bisect_left(self._leads, start), bisect_left(self._leads, end)
        return [actor for actor in self._actors[low:high] if actor.tail <= end]

    def subjects(self, start: int, end: int) -> set[str]:
        """The persons that a sentence is about, not those whom it only mentions."""
        return {
            actor.name
            for actor in self.named(start, min(end, start + _FAR))
            if around("phu_thuoc").before(self._folded, start, actor.lead) is None
        }

    def planner(self, start: int, end: int) -> Speaker | None:
        """Whose plan a sentence tells: the person or body that it names."""
        if persons := self.named(start, end):
            return persons[-1].name
        bodies = self._organisations.within(start, end)
        return bodies[0].organisation if bodies else None

    def petition(self, hit: Hit, who: Speaker) -> bool:
        """Whether a request goes up: a body that asks its superior."""
        if isinstance(who, str) or hit.row["kind"] != "dong_tu":
            return False
        at = hit.end
        while self._folded[at : at + 1] == " ":
            at += 1
        to = self._organisations.at(at)
        host = self._organisations.host
        if to is None or (host is not None and to.organisation.name.endswith(host.name)):
            return False
        return any(kind in _UPWARD for kind in (to.organisation.kind, *(h.kind for h in to.hosts)))

    def asks(self, start: int, hit: Hit, floor: Speaker | None) -> Speaker | None:
        """Who asks by the word `hit` of the sentence that begins at `start`, None where nobody.

        `floor`: who has the floor, and asks where the sentence names nobody.
        """
        start = max(start, hit.start - _SENTENCE)
        if self._told(start, hit.start):
            return None
        end = self._before_adverbs(start, hit.start)
        if around("toi").before(self._folded, start, end) is not None:
            return self._quoted(start, hit.end, floor)
        persons = self.named(start, hit.start)
        if persons and (persons[-1].tail >= end or self._place(persons[-1].tail, end)):
            return persons[-1].name
        if body := self._body_ending(start, end):
            if around("phu_thuoc").before(self._folded, start, body.start) is None:
                past = " đã " in self._folded[end : hit.start]
                return None if past else body.organisation
            return persons[-1].name if persons else None
        if hit.row["kind"] == "sat":
            return self._pronoun(start, end, persons, floor)
        return self._further(start, end, persons, floor)

    def _place(self, start: int, end: int) -> bool:
        """Whether a place stands between a post and the word: `Chủ tịch tỉnh Hải Vân đề nghị`."""
        level = _levels().at(self._folded, start, end)
        words = self._document.text[level.end if level else start : end].split(None, _PLACE)
        return 0 < len(words) <= _PLACE and all(w.isalpha() and w[0].isupper() for w in words)

    def _told(self, start: int, at: int) -> bool:
        """Whether the word at `at` is a noun, or tells what others asked for."""
        if around("danh_tu").before(self._folded, start, at) is not None:
            return True
        low = max(start, at - _NEAR)
        clause = _WITHIN.search(self._folded, low, at)
        low = clause.start() + 1 if clause else low
        return around("dan_lai").first(self._folded, low, at) is not None

    def _before_adverbs(self, start: int, end: int) -> int:
        """The end of `[start, end)` without blanks and adverbs."""
        while adverb := around("trang_tu").before(self._folded, start, end):
            end = adverb.start
        while end > start and self._folded[end - 1].isspace():
            end -= 1
        return end

    def _further(
        self, start: int, end: int, persons: Sequence[Actor], floor: Speaker | None
    ) -> Speaker | None:
        """Who asks where nobody is named right before the word."""
        if pronoun := self._pronoun(start, end, persons, floor):
            return pronoun
        subject = self._subject(max(start, persons[-1].tail if persons else start), end)
        if subject == "hop":
            return self.organiser
        if subject in ("khac", "y_kien"):
            return None
        if persons and subject != "noi_nhan":
            gap = self._folded[persons[-1].tail : end]
            if ";" not in gap and ". " not in gap:
                return persons[-1].name
        if body := self._leading(start, end):
            return body.organisation
        if subject not in ("", "noi", "chu_de"):
            return None
        before = self._folded[start:end].rstrip()
        free = _BOUND.search(before, max(0, len(before) - _JOINT)) or self._connective(start, end)
        return floor if free else None

    def _connective(self, start: int, end: int) -> bool:
        """Whether only a connective stands between the head of the sentence and the word."""
        kind, stop = opening(self._folded, start)
        return kind in ("noi", "chu_de") and stop >= end

    def _body_ending(self, start: int, end: int) -> Mention | None:
        bodies = self._organisations.within(start, end)
        return bodies[-1] if bodies and bodies[-1].end >= end else None

    def _leading(self, start: int, end: int) -> Mention | None:
        """The body that the sentence is about: `Đảng ủy Sở, sau khi …, đề nghị`."""
        bodies = self._organisations.within(start, end)
        if not bodies or end - bodies[0].end > _FAR or ";" in self._folded[start:end]:
            return None
        after = bodies[0].end
        while after < end and self._folded[after] == " ":
            after += 1
        said = [hit.start for hit in asking(self._document, after, end)]
        if after < end and self._folded[after] != "," and after not in said:
            return None
        before = self._folded[start : bodies[0].start].strip()
        return bodies[0] if not before or before.endswith(",") else None

    def _pronoun(
        self, start: int, end: int, persons: Sequence[Actor], floor: Speaker | None
    ) -> Speaker | None:
        """The person meant by `đồng chí` or by a bare post."""
        known = persons[-1].name if persons else floor if isinstance(floor, str) else None
        if around("dai_tu").before(self._folded, start, end) is not None:
            return known or self._last(start)
        low = max(start, end - _NEAR)
        for role in self._document.terms(Group.ROLES).within(low, end):
            if role.end == end or self._place(role.end, end):
                return self._holder(start, self._folded[role.start : end]) or known
        return None

    def _quoted(self, start: int, end: int, floor: Speaker | None) -> Speaker | None:
        """Who says `tôi`: who is named after the quote, has the floor, or spoke last."""
        stop = self._document.sentence_at(start)
        after = self.named(end, stop.end) if stop else []
        beside = [
            a
            for a in after
            if self._folded[max(0, a.lead - _JOINT) : a.lead]
            .rstrip()
            .endswith(("”", '"', "”,", '",'))
        ]
        return beside[0].name if beside else floor or self._last(start)

    def _last(self, at: int) -> str | None:
        """The person last named before `at`."""
        before = bisect_left(self._leads, at)
        return self._actors[before - 1].name if before else None

    def _holder(self, at: int, role: str) -> str | None:
        """The person last named before `at` with a post written so."""
        before = bisect_left(self._leads, at)
        for actor in reversed(self._actors[:before]):
            if role in self._folded[actor.lead : actor.tail]:
                return actor.name
        return None

    def _subject(self, start: int, end: int) -> str:
        """What the last clause before `end` opens with."""
        at = start
        for low in (max(start, end - _CLAUSE_REACH), start):
            for bound in _CLAUSE.finditer(self._folded, low, end):
                if bound.end() < end:
                    at = bound.end()
            if at > start:
                break
        while at < end and self._folded[at] == " ":
            at += 1
        return opening(self._folded, at)[0] if at < end else ""
