"""Find who did what at the meeting.

A person chaired, directed, reported, concluded, opened, spoke or attended, as `hanh_vi` says.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.document import BlockKind, Document, Sentence
from loaders.find.names import little_words
from loaders.find.organisations import Organisations
from loaders.find.patterns import any_of
from loaders.find.person_names import PersonMention
from loaders.find.post_bodies import post_body
from loaders.find.posts import Post, RoleOnly
from loaders.model import Part, Span, Status
from ontology.lexicon import Hit, Terms

_FEW = 28  # code points between a person and what the person does, where the two must be near
_REACH = 150  # … where the person stands before
_AFTER_REACH = 220  # … where the person stands after
_JOINED = 8  # code points between two acts of one breath: `nhấn mạnh và đề nghị`
_HONORIFIC = 12  # … that hold any honorific and the blank after it
_OPEN_LISTS = (Part.ATTEND, Part.DIRECT, Part.CHAIR)  # what lists of persons are opened by


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


@cache
def _terms() -> Terms:
    return Terms("khong_phai_viec", "hanh_vi")


def find_actors(
    document: Document,
    people: Sequence[PersonMention],
    posts: Sequence[Post],
    alone: Sequence[RoleOnly],
    organisations: Organisations,
) -> list[Actor]:
    """The persons of the text with the extent of their posts; posts that stand for their holders.

    In the order of the text.
    """
    extents: dict[int, tuple[int, int]] = {}
    for post in posts:
        lead, tail = extents.get(post.mention.start, (post.mention.lead, post.mention.end))
        extents[post.mention.start] = (min(lead, post.span.start), max(tail, post.span.end))
    actors = [
        Actor(*extents.get(m.start, (m.lead, m.end)), m.name, m)
        for m in people
        if document.kind_at(m.start) is not BlockKind.FURNITURE
    ]
    for role in alone:
        mention = _holder(role, posts, organisations)
        if mention is not None:
            lead = _honorific_before(document, role.start)
            actors.append(Actor(lead, role.end, mention.name, mention))
    return sorted(actors, key=lambda a: a.lead)


@cache
def _addressed() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){any_of('xung_ho', 'kind', 'xung_ho')} $")


def _honorific_before(document: Document, start: int) -> int:
    """Where the honorific right before `start` begins: `đồng chí Bí thư`; else `start`."""
    least = max(0, start - _HONORIFIC)
    found = _addressed().search(document.folded[least:start])
    return least + found.start() if found else start


def _holder(
    role: RoleOnly, posts: Sequence[Post], organisations: Organisations
) -> PersonMention | None:
    """The one person of the report who holds this post."""
    first = role.chunks[0]
    label = first.role["label"]
    holders = {
        p.mention.name: p for p in posts if p.role == label and p.status is not Status.FORMER
    }
    if first.body is not None:
        body = post_body(role.chunks, 0, organisations)
        holders = {name: p for name, p in holders.items() if p.organisation == body}
    if len(holders) != 1:
        return None
    wanted = next(iter(holders))
    mentions = [p.mention for p in posts if p.mention.name == wanted]
    before = [m for m in mentions if m.end <= role.start]
    return before[-1] if before else mentions[0]


def find_acts(document: Document, actors: Sequence[Actor]) -> list[Act]:
    """What the persons of the report do, in the order of the text.

    Each person and part once; `attend` only where a person does nothing else.
    """
    starts = [sentence.start for sentence in document.sentences]
    persons: dict[int, list[Actor]] = {}
    for actor in actors:
        persons.setdefault(bisect_right(starts, actor.lead) - 1, []).append(actor)
    hits: dict[int, list[Hit]] = {}
    for hit in _terms().find(document.folded):
        if hit.row.table != "hanh_vi":
            continue
        hits.setdefault(bisect_right(starts, hit.start) - 1, []).append(hit)
    acts: list[Act] = []
    last: Actor | None = None
    for index, sentence in enumerate(document.sentences):
        present = persons.get(index, [])
        inside = [hit for hit in hits.get(index, []) if hit.end <= sentence.end]
        acts.extend(_Scene(document, sentence, present, last).acts(inside))
        if present:
            last = present[-1] if len(present) == 1 else present[0]
    return _attending_last(acts)


def _act(actor: Actor, hit: Hit) -> Act:
    span = Span(min(actor.mention.lead, hit.start), max(actor.mention.end, hit.end))
    return Act(actor.name, Part(hit.row["part"]), span, f"act:{hit.row.id}", hit.start, hit.end)


@cache
def _between_people() -> re.Pattern[str]:
    joining = any_of("quanh_ten", "kind", "noi_nguoi")
    honorific = any_of("xung_ho", "kind", "xung_ho", "nhieu_nguoi")
    return re.compile(rf"\s*(?:[,;.]|{joining}|[,;]? ?{honorific})*\s*")


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
def _several() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of('xung_ho', 'kind', 'nhieu_nguoi')}\b")


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence, the persons in it, and the one whom the sentences before were about."""

    document: Document
    sentence: Sentence
    present: Sequence[Actor]
    last: Actor | None

    def acts(self, hits: Sequence[Hit]) -> Iterator[Act]:
        """What is done, by the terms of `hanh_vi` in the sentence."""
        speaking: dict[str, int] = {}
        for hit in hits:
            opened = (h.start for h in hits if h.start >= hit.end and self._opens(h))
            for actor in self._doers(hit, next(opened, self.sentence.end)):
                said = speaking.get(actor.name)
                if said is not None and actor.tail <= said and hit.start - said > _JOINED:
                    continue  # told by the speaker: `A cho biết … do Sở Y chủ trì`
                if hit.row["speech"]:
                    speaking[actor.name] = hit.end
                yield _act(actor, hit)

    def _doers(self, hit: Hit, following: int) -> list[Actor]:
        """`following` is where the next list of persons opens, or the end of the sentence."""
        if hit.row["lower"] and self.document.text[hit.start].isupper():
            return []  # Kết luận số 37: a document
        before = [actor for actor in self.present if actor.tail <= hit.start]
        after = [actor for actor in self.present if actor.lead >= hit.end]
        if self._opens(hit):
            return self._listed(after, hit, following)
        found: list[Actor] = []
        if hit.row["who"] in ("truoc", "ca_hai"):
            found = self._before(before, hit)
        if not found and hit.row["who"] in ("sau", "ca_hai"):
            found = self._after(after, hit)
        return found or self._meant(hit)

    def _opens(self, hit: Hit) -> bool:
        """Whether a list of persons begins with this act."""
        if hit.row["who"] == "danh_sach":
            return True
        after = next((actor for actor in self.present if actor.lead >= hit.end), None)
        return (
            hit.row["part"] in _OPEN_LISTS
            and after is not None
            and bool(_opens_list().fullmatch(self.document.folded, hit.end, after.lead))
        )

    def _listed(self, after: Sequence[Actor], hit: Hit, following: int) -> list[Actor]:
        """The persons of a list that the act opens; `Về phía X có` needs its `có` before them."""
        if side := hit.row["side"]:
            gap = self.document.folded[hit.end : after[0].lead] if after else ""
            if f" {side}" not in gap:
                return []
        return [actor for actor in after if actor.lead < following]

    def _before(self, before: Sequence[Actor], hit: Hit) -> list[Actor]:
        """Those who stand right before the act, or in the list that it closes."""
        if not before:
            return []
        gap = self.document.text[before[-1].tail : hit.start]
        near = len(gap) <= (_FEW if hit.row["near"] else _REACH)
        if near and not any(mark in gap for mark in ".;:“") and not _broken(gap):
            return self._group(before)
        return list(before) if self._closes_list(before, hit) else []

    def _closes_list(self, before: Sequence[Actor], hit: Hit) -> bool:
        """`Các đồng chí: A, …; B, … cùng lãnh đạo các sở tham dự`."""
        if hit.row["part"] != Part.ATTEND or len(before) < 2:
            return False
        opening = self.document.folded[self.sentence.start : before[0].mention.start]
        return bool(_several().search(opening)) and self.sentence.end - hit.end <= _FEW

    def _after(self, after: Sequence[Actor], hit: Hit) -> list[Actor]:
        """`dưới sự chủ trì của A và B`, `Phát biểu tại Hội nghị, A …`."""
        if not after:
            return []
        gap = self.document.text[hit.end : after[0].lead]
        if len(gap) > _AFTER_REACH or any(mark in gap for mark in ".;"):
            return []
        return [after[0]] if hit.row["who"] == "ca_hai" else self._run(after)

    def _meant(self, hit: Hit) -> list[Actor]:
        """Whom `Đồng chí` means in a sentence that names nobody."""
        if self.present or self.last is None or hit.row["who"] not in ("truoc", "ca_hai"):
            return []
        before = self.document.folded[self.sentence.start : hit.start]
        return [self.last] if _pronoun().search(before) else []

    def _group(self, before: Sequence[Actor]) -> list[Actor]:
        """The last person before the act and those joined to him: `A và B chủ trì`."""
        group = [before[-1]]
        for actor in reversed(before[:-1]):
            if not self._joined(actor, group[0]):
                break
            group.insert(0, actor)
        return group

    def _run(self, after: Sequence[Actor]) -> list[Actor]:
        """The first person after the act and those joined to him."""
        group = [after[0]]
        for actor in after[1:]:
            if not self._joined(group[-1], actor):
                break
            group.append(actor)
        return group

    def _joined(self, one: Actor, other: Actor) -> bool:
        return bool(_between_people().fullmatch(self.document.folded, one.tail, other.lead))


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
