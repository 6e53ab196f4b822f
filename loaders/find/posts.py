"""Find who holds which post where: `NAME, POST BODY - POST BODY`, `POST BODY NAME`, elections.

A post and its body make a `Chunk`; chunks joined by commas, hyphens or `kiêm` make one sequence,
which belongs to the person right before it or right after it. A post without a body takes it from
the next chunk, else from the chunk before, else from the body whose report it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.document import Document
from loaders.find.chunks import Chunk, sequences, term
from loaders.find.names import little_words
from loaders.find.organisations import Organisations
from loaders.find.patterns import any_of
from loaders.find.person_names import PersonMention
from loaders.find.post_bodies import Sides, post_body
from loaders.find.printed_names import Parsed
from loaders.groups import Group
from loaders.model import Organisation, Span, Status
from ontology.lexicon import Hit

_LEAD = 12  # code points before a name in which `các đồng chí` tells that several follow


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a mention of a person carries."""

    mention: PersonMention
    role: str
    organisation: Organisation
    status: Status
    span: Span
    rule: str
    unit: Parsed | None = None
    implied: bool = False  # the text names no body beside the post


@dataclass(frozen=True, slots=True)
class RoleOnly:
    """A post that stands for its holder: `Bí thư Huyện ủy đề nghị`."""

    start: int
    end: int
    chunks: tuple[Chunk, ...]


@cache
def _to_name() -> re.Pattern[str]:
    """What stands between a post and the person after it: the term, a mark, `là`."""
    words = any_of("quanh_ten", "kind", "chuc_nguoi")
    return re.compile(rf"(?:,? {term()}){{0,2}} *(?:[,:]|{words})? *")


@cache
def _from_name() -> re.Pattern[str]:
    """What stands between a person and the post after the name: a mark, `là`, `được bầu giữ`."""
    being = any_of("quanh_ten", "kind", "nguoi_chuc")
    electing, beside = any_of("bau_cu", "kind", "bau"), any_of("bau_cu")
    election = rf"(?:{beside} )*{electing}(?: {beside})*"
    return re.compile(rf" *(?:[,:(;-]|,? ?{being}|,? ?{election})? *")


def find_posts(
    document: Document,
    people: Sequence[PersonMention],
    chunks: Sequence[Chunk],
    organisations: Organisations,
) -> tuple[list[Post], list[RoleOnly]]:
    """The posts of the persons named, and the posts that stand alone for their holders."""
    elections = [hit.start for hit in document.terms(Group.ELECTIONS).every if _elects(hit)]
    holders, sides = _Holders(document, people, elections), Sides(document, organisations)
    posts: list[Post] = []
    alone: list[RoleOnly] = []
    for sequence in sequences(document, chunks):
        mentions = holders.of(sequence)
        if not mentions:
            alone.append(RoleOnly(sequence[0].start, sequence[-1].end, sequence))
        for mention in mentions:
            posts.extend(_posts(document, mention, sequence, organisations, sides, elections))
    return posts, alone


def _elects(hit: Hit) -> bool:
    return hit.row["kind"] == "bau"


def _posts(
    document: Document,
    mention: PersonMention,
    sequence: tuple[Chunk, ...],
    organisations: Organisations,
    sides: Sides,
    elections: Sequence[int],
) -> Iterator[Post]:
    for index, chunk in enumerate(sequence):
        organisation = sides.body(chunk) or post_body(sequence, index, organisations)
        if organisation is None:
            continue
        status = chunk.status
        if status is Status.APPOINTED and not _elected(document, chunk, elections):
            status = Status.CURRENT  # `giữ chức`, long ago
        yield Post(
            mention,
            chunk.role["label"],
            organisation,
            status,
            Span(min(mention.lead, chunk.start), max(mention.end, chunk.end)),
            f"post:{chunk.role.id}",
            chunk.body,
            chunk.body is None and not chunk.role["body"],
        )


def _elected(document: Document, chunk: Chunk, elections: Sequence[int]) -> bool:
    """Whether the sentence tells of an election or an appointment."""
    sentence = document.sentence_at(chunk.start)
    return sentence is not None and _any_in(elections, sentence.start, sentence.end)


def _any_in(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of some sorted places lies in `[start, end)`."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


class _Holders:
    """Finds the persons to whom a sequence of posts belongs."""

    def __init__(
        self, document: Document, people: Sequence[PersonMention], elections: Sequence[int]
    ) -> None:
        self._document, self._people, self._elections = document, people, elections
        self._leads = [mention.lead for mention in people]
        self._ends = [mention.end for mention in people]

    def of(self, sequence: Sequence[Chunk]) -> list[PersonMention]:
        text, start, end = self._document.text, sequence[0].start, sequence[-1].end
        before, after = self._before(start), self._after(end)
        if after is not None and before is not None:
            # `A, Giám đốc Sở X Trần B`: a comma before and nothing between post and name
            mark = text[before.end : start].strip()
            gap = text[end : after.lead].strip()
            if mark == ";" and gap == ":":
                return [after, *self._joined_after(after)]  # `A, B; Phó Chủ tịch X: C, D`
            return [after] if not gap and mark in (",", ";", "") else [before]
        if after is not None and self._stands_for_itself(end, after):
            return [after, *self._joined_after(after)]
        return [*self._joined_before(before, start), before] if before else []

    def _before(self, start: int) -> PersonMention | None:
        """The person right before a post."""
        at = bisect_right(self._ends, start)
        mention = self._people[at - 1] if at else None
        if mention is None or not _from_name().fullmatch(self._document.folded, mention.end, start):
            return None
        return mention

    def _after(self, end: int) -> PersonMention | None:
        """The person right after a post."""
        at = bisect_left(self._leads, end)
        mention = self._people[at] if at < len(self._people) else None
        if mention is None or not _to_name().fullmatch(self._document.folded, end, mention.lead):
            return None
        return mention

    def _stands_for_itself(self, end: int, after: PersonMention) -> bool:
        """`Bí thư Chi bộ: đồng chí A`; not `Giám đốc Sở, ông A`, where a list goes on."""
        gap = self._document.text[end : after.lead].strip()
        return gap != "," or after.lead == after.start

    def _joined_before(self, last: PersonMention, start: int) -> list[PersonMention]:
        """`các đồng chí A, B được bầu giữ chức X`: those before the last."""
        folded = self._document.folded
        if not _any_in(self._elections, last.end, start):
            return []
        out: list[PersonMention] = []
        nearest = last
        at = bisect_left(self._leads, last.lead)
        for previous in reversed(self._people[:at]):
            if folded[previous.end : nearest.lead].strip() not in _joining():
                break
            out.insert(0, previous)
            nearest = previous
        return out

    def _joined_after(self, first: PersonMention) -> list[PersonMention]:
        """`là hai đồng chí A và B`: those after the first."""
        folded = self._document.folded
        lead = folded[max(0, first.lead - _LEAD) : first.start]
        if not any(words in lead for words in (":", *little_words("nhieu_nguoi"))):
            return []
        out: list[PersonMention] = []
        at = bisect_left(self._leads, first.lead)
        previous = first
        for mention in self._people[at + 1 :]:
            if folded[previous.end : mention.lead].strip() not in (";", *_joining()):
                break
            out.append(mention)
            previous = mention
        return out


@cache
def _joining() -> tuple[str, ...]:
    return (",", *little_words("noi_nguoi"))
