"""Find who did what at the meeting: chaired, directed, reported, concluded, opened, spoke, attended."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.document import BlockKind, Document, Sentence
from loaders.find.person_names import PersonMention
from loaders.find.post_bodies import post_body
from loaders.find.posts import Post, RoleOnly
from loaders.find.organisations import Organisations
from loaders.model import Part, Span
from ontology.lexicon import Hit, Terms

_BETWEEN_PEOPLE = re.compile(r"\s*(?:[,;.]|và|cùng|cùng với|,? ?đồng chí|;? ?các đồng chí)*\s*")
_FEW = 28  # code points between a person and what the person does, where the two must be near
_PRONOUN = re.compile(r"(?:^|[.;,]\s*)(?:đồng chí|đ/c|ông|bà|đồng chí này)(?: cũng| đã| còn)*\s*$")
_AFTER_REACH = 220
_REACH = 150
_BREAKS = (
    " các đại biểu ",
    " hội nghị đã ",
    " đại diện lãnh đạo ",
    " yêu cầu ",
    " đề nghị ",
    " giao ",
)
_OPEN_LISTS = ("attend", "direct", "chair")
_OPENS_LIST = re.compile(
    r"[^.;:]{0,70}?\b(?:có|gồm|gồm có|còn có|là|có sự tham dự của)\b:?(?: [^.;:,]{0,60})?\s*"
)


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
    return Terms("hanh_vi")


def find_actors(
    document: Document,
    people: Sequence[PersonMention],
    posts: Sequence[Post],
    alone: Sequence[RoleOnly],
    organisations: Organisations,
) -> list[Actor]:
    """The persons of the text with the extent of their posts; and posts that stand for their holders."""
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


def _honorific_before(document: Document, start: int) -> int:
    for form in ("đồng chí ", "đ/c ", "ông ", "bà "):
        if document.folded.startswith(form, start - len(form)):
            return start - len(form)
    return start


def _holder(
    role: RoleOnly, posts: Sequence[Post], organisations: Organisations
) -> PersonMention | None:
    """The one person of the report who holds this post."""
    first = role.chunks[0]
    label = first.role["label"]
    holders = {p.mention.name: p for p in posts if p.role == label and p.status.value != "former"}
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
    """What the persons of the report do, in the order of the text; `attend` only where nothing else."""
    acts: list[Act] = []
    by_sentence: dict[int, list[Actor]] = {}
    starts = [s.start for s in document.sentences]
    for actor in actors:
        by_sentence.setdefault(bisect_left(starts, actor.lead + 1) - 1, []).append(actor)
    hits: dict[int, list[Hit]] = {}
    for hit in _terms().find(document.folded):
        hits.setdefault(bisect_left(starts, hit.start + 1) - 1, []).append(hit)
    last: Actor | None = None
    for index, sentence in enumerate(document.sentences):
        present = by_sentence.get(index, [])
        inside = hits.get(index, [])
        for hit in inside:
            if hit.end > sentence.end:
                continue
            following = next(
                (h.start for h in inside if h.start >= hit.end and _opens(document, h, present)),
                sentence.end,
            )
            for actor in _doers(document, sentence, hit, present, last, following):
                acts.append(_act(actor, hit))
        if present:
            last = present[-1] if len(present) == 1 else present[0]
    return _attending_last(acts)


def _act(actor: Actor, hit: Hit) -> Act:
    span = Span(min(actor.mention.lead, hit.start), max(actor.mention.end, hit.end))
    return Act(actor.name, Part(hit.row["part"]), span, f"act:{hit.row.id}", hit.start, hit.end)


def _doers(
    document: Document,
    sentence: Sentence,
    hit: Hit,
    present: Sequence[Actor],
    last: Actor | None,
    following: int,
) -> list[Actor]:
    """`following` is where the next list of persons opens, or the end of the sentence."""
    who, near, part = hit.row["who"], bool(hit.row["near"]), hit.row["part"]
    if hit.row.id == "ket_luan_2" and document.text[hit.start].isupper():
        return []  # Kết luận số 37: a document
    before = [a for a in present if a.tail <= hit.start]
    after = [a for a in present if a.lead >= hit.end]
    if who == "danh_sach":
        return _listed(document, after, hit, following)
    if part in _OPEN_LISTS and after:
        if _OPENS_LIST.fullmatch(document.folded, hit.end, after[0].lead):
            return _listed(document, after, hit, following)
    if who in ("truoc", "ca_hai") and before:
        gap = document.text[before[-1].tail : hit.start]
        if len(gap) <= (_FEW if near else _REACH) and not any(m in gap for m in ".;:“"):
            if not _broken(gap):
                return _group(document, before)
        if part == "attend" and _closes_list(document, sentence, hit, before):
            return before
    if who in ("sau", "ca_hai") and after:
        gap = document.text[hit.end : after[0].lead]
        if len(gap) <= _AFTER_REACH and not any(m in gap for m in ".;"):
            return [after[0]] if who == "ca_hai" else _run(document, after)
    if not present and last is not None and who in ("truoc", "ca_hai"):
        if _PRONOUN.search(document.folded[sentence.start : hit.start]):
            return [last]
    return []


def _broken(gap: str) -> bool:
    """Whether another subject, or another act of the person, stands between the person and the act."""
    low = gap.casefold()
    return any(word in low for word in _BREAKS)


def _opens(document: Document, hit: Hit, present: Sequence[Actor]) -> bool:
    """Whether a list of persons begins with this act."""
    if hit.row["who"] == "danh_sach":
        return True
    after = next((a for a in present if a.lead >= hit.end), None)
    return (
        hit.row["part"] in _OPEN_LISTS
        and after is not None
        and bool(_OPENS_LIST.fullmatch(document.folded, hit.end, after.lead))
    )


def _closes_list(document: Document, sentence: Sentence, hit: Hit, before: Sequence[Actor]) -> bool:
    """`Các đồng chí: A, …; B, … cùng lãnh đạo các sở tham dự`."""
    opening = document.folded[sentence.start : before[0].mention.start]
    return len(before) > 1 and "các đồng chí" in opening and sentence.end - hit.end <= _FEW


def _listed(document: Document, after: Sequence[Actor], hit: Hit, following: int) -> list[Actor]:
    """The persons of a list that the act opens; `Về phía X có` needs its `có` before them."""
    if hit.row.id == "ve_phia" and after:
        if " có" not in document.folded[hit.end : after[0].lead]:
            return []
    return [actor for actor in after if actor.lead < following]


def _group(document: Document, before: Sequence[Actor]) -> list[Actor]:
    """The last person before the act and those joined to him: `A và B chủ trì`."""
    group = [before[-1]]
    for actor in reversed(before[:-1]):
        if not _BETWEEN_PEOPLE.fullmatch(document.folded, actor.tail, group[0].lead):
            break
        group.insert(0, actor)
    return group


def _run(document: Document, after: Sequence[Actor]) -> list[Actor]:
    group = [after[0]]
    for actor in after[1:]:
        if not _BETWEEN_PEOPLE.fullmatch(document.folded, group[-1].tail, actor.lead):
            break
        group.append(actor)
    return group


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
