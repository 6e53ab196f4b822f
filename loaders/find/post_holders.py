"""Find the persons to whom posts belong: before them, after them, or several at once."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from loaders.document import Document
from loaders.find.chunks import Chunk, term
from loaders.find.elected import elects
from loaders.find.names import little_words, spaced_words
from loaders.find.patterns import any_of
from loaders.find.person_names import PersonMention
from ontology.lexicon import fold, table

_PRESENTED = re.compile(r"[^.;:,\n]{0,40}, ")  # a time, a comma
_MARKS = (",", ";", ":", "(", "-")
_OPENING = 60  # code points before a post that opens its sentence: a time, a place
_ELECTED = 160  # code points between a person and the post to which an election brings them
_STANDING = 16  # code points at the head of a post that hold `giữ cương vị`
_LEAD = 12  # code points before a name in which `các đồng chí` tells that several follow


@cache
def _to_name() -> re.Pattern[str]:
    """What stands between a post and the person after it: the term, a mark, `là`."""
    words = any_of("quanh_ten", "kind", "chuc_nguoi")
    return re.compile(rf"(?:,? {term()}){{0,2}}(?: \([^()\n]{{1,40}}\))? *(?:[,:]|{words})? *")


@cache
def _from_name() -> re.Pattern[str]:
    """What stands between a person and the post after the name: a mark, `là`, `được bầu giữ`."""
    being = any_of("quanh_ten", "kind", "nguoi_chuc")
    electing, beside = any_of("bau_cu", "kind", "bau"), any_of("bau_cu", "kind", "bau", "kem")
    election = rf"(?:{beside} )*{electing}(?: {beside})*"
    return re.compile(rf" *(?:[,:(;-]|,? ?{being}|,? ?{election})? *")


class Holders:
    """Finds the persons to whom a sequence of posts belongs."""

    def __init__(self, document: Document, people: Sequence[PersonMention]) -> None:
        self._document, self._people = document, people
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
                return [after, *self._joined_after(after, start)]  # `A, B; Phó Chủ tịch X: C, D`
            return [after] if not gap and mark in (",", ";", "") else [before]
        if after is not None and self._stands_for_itself(start, end, after):
            return [after, *self._joined_after(after, start)]
        if before is None and (presented := self._in_the_post(sequence)):
            return [presented]
        if before is None and (elected := self._elected_before(sequence)):
            return [elected]
        return [*self._joined_before(before, start), before] if before else []

    def _elected_before(self, sequence: Sequence[Chunk]) -> PersonMention | None:
        """`điều động ông A đến Huyện ủy X giữ chức Bí thư`: the last person before, if one."""
        start = sequence[0].start
        sentence = self._document.sentence_at(start)
        folded = self._document.folded
        if sentence is None or not folded.startswith(little_words("giu_chuc"), start):
            return None
        at = bisect_right(self._ends, start)
        mention = self._people[at - 1] if at else None
        if mention is None or mention.start < sentence.start or start - mention.end > _ELECTED:
            return None
        return mention if elects(self._document, sentence.start, start) else None

    def all_of(self, sequence: Sequence[Chunk]) -> list[PersonMention]:
        """The persons of whom a post is told at once: `các đồng chí Ủy viên X: A, Giám đốc …`.

        They reach to the end of the sentence, or to one who is introduced anew.
        """
        folded, start, end = self._document.folded, sequence[0].start, sequence[-1].end
        sentence = self._document.sentence_at(start)
        if sentence is None or not folded.startswith(": ", end):
            return []
        if not folded.endswith(_plural(), sentence.start, start):
            return []
        out: list[PersonMention] = []
        for mention in self._people[bisect_left(self._leads, end) :]:
            if mention.end > sentence.end or (out and mention.lead < mention.start):
                break
            out.append(mention)
        return out if len(out) > 1 else []

    def _in_the_post(self, sequence: Sequence[Chunk]) -> PersonMention | None:
        """`Trên cương vị Bí thư Huyện ủy, đồng chí A …`: the person who holds it."""
        folded, start, end = self._document.folded, sequence[0].start, sequence[-1].end
        said = folded[start : start + _STANDING]
        if not any(words in said for words in little_words("cuong_vi")):
            return None
        at = bisect_left(self._leads, end)
        mention = self._people[at] if at < len(self._people) else None
        if mention is None or mention.lead == mention.start:
            return None
        return mention if _PRESENTED.fullmatch(folded, end, mention.lead) else None

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

    def _stands_for_itself(self, start: int, end: int, after: PersonMention) -> bool:
        """`Bí thư Chi bộ: đồng chí A`; `Giám đốc Sở X, ông A` where it opens the sentence.

        Elsewhere a list goes on past such a comma, and nobody's post is told.
        """
        gap = self._document.text[end : after.lead].strip()
        if gap != "," or after.lead == after.start:
            return True
        folded, sentence = self._document.folded, self._document.sentence_at(start)
        if sentence is None:
            return False
        opening = folded[sentence.start : start].strip()
        if opening.endswith(";") and not folded.startswith(",", after.end):
            return True
        if _list_goes_on(folded, after.end):
            return False
        return not opening or (len(opening) < _OPENING and opening.endswith(","))

    def _joined_before(self, last: PersonMention, start: int) -> list[PersonMention]:
        """`các đồng chí A, B được bầu giữ chức X`: those before the last."""
        folded = self._document.folded
        if not elects(self._document, last.end, start):
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

    def _joined_after(self, first: PersonMention, start: int) -> list[PersonMention]:
        """`là hai đồng chí A và B`, `Ba Phó Giám đốc Sở X A, B và C`: those after the first.

        The post begins at `start`.
        """
        folded = self._document.folded
        lead = folded[max(0, first.lead - _LEAD) : first.start]
        several = folded.endswith(_counts(), max(0, start - _LEAD), start)
        if not several and not any(words in lead for words in (":", *little_words("nhieu_nguoi"))):
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
def _plural() -> tuple[str, ...]:
    rows = [row for row in table("xung_ho") if row["kind"] == "nhieu_nguoi"]
    return tuple(f"{fold(form)} " for row in rows for form in row.forms)


@cache
def _counts() -> tuple[str, ...]:
    """Numbers in words of more than one, each with the blank after it."""
    rows = [row for row in table("so_dem") if row["value"] != "1"]
    return tuple(f"{fold(form)} " for row in rows for form in row.forms)


@cache
def _joining() -> tuple[str, ...]:
    return (",", *little_words("noi_nguoi"))


def _list_goes_on(folded: str, at: int) -> bool:
    """Whether a mark or a word that joins persons stands at `at`."""
    rest = at + (folded[at : at + 1] == " ")
    return folded.startswith((*_MARKS, *spaced_words("noi_nguoi")), rest)
