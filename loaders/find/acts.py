"""Find who did what at the meeting.

A person chaired, directed, reported, concluded, opened, spoke or attended, as `hanh_vi` says.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.document import Document, Sentence
from loaders.find.names import little_words
from loaders.find.patterns import any_of
from loaders.find.person_names import PersonMention
from loaders.groups import Group
from loaders.model import Part, Span
from ontology.lexicon import Hit

_FEW = 28  # code points between a person and what the person does, where the two must be near
_REACH = 150  # … where the person stands before
_AFTER_REACH = 220  # … where the person stands after
_BESIDE = 2  # … where the person stands right after
_JOINED = 8  # code points between two acts of one breath: `nhấn mạnh và đề nghị`
_LIST_REACH = 160  # … where a list of persons is opened
_OPEN_LISTS = frozenset((Part.ATTEND, Part.DIRECT, Part.CHAIR))  # what opens lists of persons
_NUMBERED = re.compile(r" (?:\w{2} )?\d")  # after `Kết luận`: the number of a document
_PARTS = {part.value: part for part in Part}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person where the text names him, with posts before and after: `[lead, tail)`."""

    lead: int
    tail: int
    name: str
    mention: PersonMention


@dataclass(frozen=True, slots=True)
class Act:
    name: str
    part: Part
    span: Span
    rule: str
    start: int  # where the words of the act begin
    end: int


def find_acts(document: Document, actors: Sequence[Actor]) -> list[Act]:
    """What the persons of the report do, in the order of the text.

    Each person and part once; `attend` only where a person does nothing else.
    """
    persons: dict[int, list[Actor]] = {}
    for actor in actors:
        persons.setdefault(document.begun(actor.lead), []).append(actor)
    persons.pop(-1, None)
    hits: dict[int, list[Hit]] = {}
    for hit in document.terms(Group.ACTS).all:
        if hit.row.table != "hanh_vi":
            continue
        index = document.begun(hit.start)
        if index >= 0 and hit.end <= document.sentences[index].end:
            hits.setdefault(index, []).append(hit)
    acts: list[Act] = []
    last: Actor | None = None
    for index in sorted({*persons, *hits}):
        present = persons.get(index, [])
        if index in hits and (present or last is not None):
            scene = _Scene(document, document.sentences[index], present, last)
            acts.extend(scene.acts(hits[index]))
        if present:
            last = present[-1] if len(present) == 1 else present[0]
    return _attending_last(acts)


def _act(actor: Actor, hit: Hit) -> Act:
    span = Span(min(actor.mention.lead, hit.start), max(actor.mention.end, hit.end))
    return Act(actor.name, _PARTS[hit.row["part"]], span, f"act:{hit.row.id}", hit.start, hit.end)


@cache
def _between_people() -> re.Pattern[str]:
    joining = any_of("quanh_ten", "kind", "noi_nguoi")
    honorific = any_of("xung_ho", "kind", "xung_ho", "nhieu_nguoi")
    return re.compile(rf"(?: ?\([^()\n]{{0,30}}\))?\s*(?:[,;.]|{joining}|[,;]? ?{honorific})*\s*")


@cache
def _pronoun() -> re.Pattern[str]:
    """`Đồng chí cũng …`: an honorific that stands for the person of the sentence before."""
    honorific, beside = any_of("xung_ho", "kind", "xung_ho"), any_of("quanh_ten", "kind", "them")
    return re.compile(rf"(?:^|[.;,]\s*){honorific}(?: {beside})*\s*$")


@cache
def _opens_list() -> re.Pattern[str]:
    """Between an act and the first person of a list: `Dự hội nghị` + ` có các đồng chí: `."""
    words = any_of("quanh_ten", "kind", "danh_sach")
    return re.compile(rf"[^.;:]{{0,70}}?\b{words}\b:?(?: [^.;:,]{{0,60}})?\s*")


@cache
def _opens_attendance() -> re.Pattern[str]:
    """The same for those who attend, who may come after bodies and posts in any number."""
    words = any_of("quanh_ten", "kind", "danh_sach")
    return re.compile(rf"[^.,;:]{{0,70}}?(?:, ?)?\b{words}\b")


@cache
def _several() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('xung_ho', 'kind', 'nhieu_nguoi')}\b")


class _Scene:
    """One sentence, the persons in it, and the one whom the sentences before were about."""

    def __init__(
        self, document: Document, sentence: Sentence, present: Sequence[Actor], last: Actor | None
    ) -> None:
        self._text, self._folded = document.text, document.folded
        self._sentence, self._present, self._last = sentence, present, last
        self._leads = [actor.lead for actor in present]

    def acts(self, hits: Sequence[Hit]) -> Iterator[Act]:
        """What is done, by the terms of `hanh_vi` in the sentence."""
        opening = [hit for hit in hits if self._opens(hit)] if self._present else []
        opened = [hit.start for hit in opening]
        lists = set(opened)
        speaking: dict[str, int] = {}
        for hit in hits:
            if hit.row["lower"] and (
                self._text[hit.start].isupper() or _NUMBERED.match(self._text, hit.end)
            ):
                continue  # Kết luận số 37: a document
            if hit.start in lists:
                at = bisect_left(opened, hit.end)
                doers = self._listed(hit, opened[at] if at < len(opened) else self._sentence.end)
            else:
                doers = self._doers(hit)
            for actor in doers:
                said = speaking.get(actor.name)
                if said is not None and actor.tail <= said and hit.start - said > _JOINED:
                    continue  # told by the speaker: `A cho biết … do Sở Y chủ trì`
                if hit.row["speech"]:
                    speaking[actor.name] = hit.end
                yield _act(actor, hit)

    def _opens(self, hit: Hit) -> bool:
        """Whether a list of persons begins with this act."""
        if hit.row["who"] == "danh_sach":
            return True
        first = self._first_after(hit)
        if first is None or hit.row["part"] not in _OPEN_LISTS:
            return False
        if hit.row["part"] == Part.ATTEND:
            return _opens_attendance().match(self._folded, hit.end, first.lead) is not None
        return first.lead - hit.end <= _LIST_REACH and bool(
            _opens_list().fullmatch(self._folded, hit.end, first.lead)
        )

    def _first_after(self, hit: Hit) -> Actor | None:
        at = bisect_left(self._leads, hit.end)
        return self._present[at] if at < len(self._present) else None

    def _listed(self, hit: Hit, following: int) -> Sequence[Actor]:
        """The persons of a list that the act opens, up to where the next list opens.

        `Về phía X có` needs its `có` before them.
        """
        at, end = bisect_left(self._leads, hit.end), bisect_left(self._leads, following)
        gap = self._folded[hit.end : self._leads[at]] if at < end else ""
        return () if hit.row["side"] and f" {hit.row['side']}" not in gap else self._present[at:end]

    def _doers(self, hit: Hit) -> Sequence[Actor]:
        if not self._present:
            return self._meant(hit)
        found: Sequence[Actor] = ()
        if hit.row["who"] in ("truoc", "ca_hai"):
            found = self._before(hit)
        if not found and hit.row["who"] in ("sau", "ca_hai"):
            found = self._after(hit)
        return found or self._meant(hit)

    def _before(self, hit: Hit) -> Sequence[Actor]:
        """Those who stand right before the act, or in the list that it closes."""
        at = bisect_right(self._leads, hit.start) - 1
        while at >= 0 and self._present[at].tail > hit.start:
            at -= 1
        if at < 0:
            return ()
        nearest = self._present[at]
        if hit.start - nearest.tail <= (_FEW if hit.row["near"] else _REACH):
            gap = self._text[nearest.tail : hit.start]
            if not any(mark in gap for mark in '.;:“"') and not _broken(gap):
                return self._group(at)
        return self._present[: at + 1] if self._closes_list(at, hit) else ()

    def _closes_list(self, at: int, hit: Hit) -> bool:
        """`Các đồng chí: A, …; B, … cùng lãnh đạo các sở tham dự`."""
        if hit.row["part"] != Part.ATTEND or at < 1 or self._sentence.end - hit.end > _FEW:
            return False
        opening = self._folded[self._sentence.start : self._present[0].mention.start]
        return bool(_several().search(opening))

    def _after(self, hit: Hit) -> Sequence[Actor]:
        """`dưới sự chủ trì của A và B`, `Phát biểu tại Hội nghị, A …`."""
        first = self._first_after(hit)
        if first is None or first.lead - hit.end > (_BESIDE if hit.row["near"] else _AFTER_REACH):
            return ()
        if any(mark in self._text[hit.end : first.lead] for mark in ".;"):
            return ()
        return [first] if hit.row["who"] == "ca_hai" else self._run(hit)

    def _meant(self, hit: Hit) -> Sequence[Actor]:
        """Whom `Đồng chí` means in a sentence that names nobody."""
        if self._present or self._last is None or hit.row["who"] not in ("truoc", "ca_hai"):
            return ()
        before = self._folded[max(self._sentence.start, hit.start - _FEW) : hit.start]
        return [self._last] if _pronoun().search(before) else ()

    def _group(self, at: int) -> list[Actor]:
        """The person before the act and those joined to him: `A và B chủ trì`."""
        group = [self._present[at]]
        while at and self._joined(self._present[at - 1], group[0]):
            at -= 1
            group.insert(0, self._present[at])
        return group

    def _run(self, hit: Hit) -> list[Actor]:
        """The first person after the act and those joined to him."""
        at = bisect_left(self._leads, hit.end)
        group = [self._present[at]]
        for actor in self._present[at + 1 :]:
            if not self._joined(group[-1], actor):
                break
            group.append(actor)
        return group

    def _joined(self, one: Actor, other: Actor) -> bool:
        return bool(_between_people().fullmatch(self._folded, one.tail, other.lead))


def _broken(gap: str) -> bool:
    """Whether another subject, or another act of the person, stands in the gap."""
    low = gap.casefold()
    return any(f" {words} " in low for words in little_words("ngat"))


def _attending_last(acts: Iterable[Act]) -> list[Act]:
    kept = list(acts)
    busy = {act.name for act in kept if act.part is not Part.ATTEND}
    return list(_once(a for a in kept if a.part is not Part.ATTEND or a.name not in busy))


def _once(acts: Iterable[Act]) -> Iterator[Act]:
    seen: set[tuple[str, Part]] = set()
    for act in acts:
        if (act.name, act.part) not in seen:
            seen.add((act.name, act.part))
            yield act
