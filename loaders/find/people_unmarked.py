"""Find the persons whom a report names without an honorific: by a post, a list, another mention."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, cached_property

from loaders.document import BlockKind, Document
from loaders.find.fields import without_fields
from loaders.find.names import (
    CAPITALS,
    NameHits,
    family_names,
    is_no_person,
    little_words,
    middle_names,
    names_a_place,
    opens_place,
    place_end,
)
from loaders.find.patterns import any_of
from loaders.find.person_names import PersonMention, name_words, spelled
from loaders.find.places import DISTRICT, levels
from ontology.lexicon import fold

_APPOSITION = re.compile(r"\s*[,:(-]\s*")  # on folded text: `-` is any dash
_TWO_WORDS = 40  # code points that hold them
_BRACKETED = re.compile(r"\([^()\n]{1,40}\)")
_ASIDE = re.compile(r" \([^()\n]{1,40}\) $")  # brackets right before a name
_ASIDE_REACH = 46  # code points that hold them
_ROLE_REACH = 90  # code points between a post and the name of its holder


@cache
def _between() -> re.Pattern[str]:
    """What stands between two persons of a list: a comma, a semicolon, `và`, `cùng`."""
    return re.compile(rf"\s*(?:[,;]|,? ?{any_of('quanh_ten', 'kind', 'noi_nguoi')})?\s*")


def find_unmarked(
    document: Document, hits: NameHits, sure: Sequence[PersonMention]
) -> Iterator[PersonMention]:
    """Names without honorific that a post, an apposition or another mention shows to be persons.

    `sure` are the persons named in full with an honorific, in order.
    """
    return _Unmarked(document, hits, sure).find()


class _Unmarked:
    def __init__(self, document: Document, hits: NameHits, sure: Sequence[PersonMention]) -> None:
        self._document, self._hits = document, hits
        self._taken = [(mention.start, mention.end) for mention in sure]
        self._starts = [start for start, _ in self._taken]
        self._list_end = -1  # of the last person of a list that a post opens
        self._known = {fold(mention.name) for mention in sure}

    @cached_property
    def _addressed(self) -> set[str]:
        """The two words after each honorific."""
        return {
            self._two_words(hit.end + 1)
            for hit in self._hits.of("xung_ho")
            if hit.row["kind"] == "xung_ho" and self._document.text[hit.end : hit.end + 1] == " "
        }

    def find(self) -> Iterator[PersonMention]:
        previous_end, families = -1, family_names().keys()
        for run in CAPITALS.finditer(self._document.text):
            words = self._document.folded[run.start() : run.end()].split(" ")
            if families.isdisjoint(words):
                continue
            if self._document.kind_at(run.start()) is BlockKind.FURNITURE:
                continue
            at = bisect_left(self._starts, run.end())
            if at and self._taken[at - 1][1] > run.start():
                continue
            marked = bisect_left(self._starts, run.start()) - 1
            if marked >= 0:
                previous_end = max(previous_end, self._taken[marked][1])
            mention = self._in_run(run, words, previous_end)
            if mention is not None:
                yield mention
                previous_end = mention.end

    def _in_run(
        self, run: re.Match[str], words: Sequence[str], previous_end: int
    ) -> PersonMention | None:
        """The first person in a run of capitalised words, which are `words` folded."""
        families, places = family_names(), opens_place()
        start = past_place = run.start()
        following = start
        for index, word in enumerate(words[:-1]):
            start, following = following, following + len(word) + 1
            if word in places:
                past_place = max(past_place, self._past_place(start, run.end()))
            row = families.get(word)
            if row is None or start < past_place:
                continue
            mention = self._named_at(start)
            if mention is None:
                continue
            middle = words[index + 1] in middle_names()
            common, opens = bool(row["common"]) and not middle, index == 0
            if self._rules_out(mention, common and opens):
                continue
            if self._vouched(mention, opens, common, previous_end):
                return mention
        return None

    def _past_place(self, start: int, end: int) -> int:
        """Where the person begins in `Hà Nội Lê Văn Hạnh`; `start` where no place leads a name."""
        folded = self._document.folded
        place = place_end(folded, start)
        if place is None or place >= end:
            return start
        following = folded[place + 1 : end].split(" ", 1)[0]
        return place + 1 if following in family_names() else start

    def _named_at(self, start: int) -> PersonMention | None:
        words = name_words(self._document, self._hits, start)
        if len(words) < 2 or self._hits.at(start, "chuc_vu", "tu_chan"):
            return None
        end = words[-1][1]
        return PersonMention(start, start, end, spelled(self._document.text[start:end]))

    def _rules_out(self, mention: PersonMention, common: bool) -> bool:
        """Whether the name is that of a place, a school, a leader of the past.

        `common`: the run begins with a family name that is also a common word.
        """
        words = len(mention.name.split())
        doubtful = is_no_person(mention.name) or (common and words < 3)
        if fold(mention.name) not in self._known and (doubtful or self._district(mention)):
            return True
        return names_a_place(self._document.folded, mention.start) and not self._after_local_post(
            mention.start, words
        )

    def _district(self, mention: PersonMention) -> bool:
        """Whether a name right after a district's committee is rather the district's.

        Two words are, where nobody is addressed by them; more are where a word for its level
        stands before them elsewhere: `Quận ủy Ngũ Hành Sơn`, `quận Ngũ Hành Sơn`.
        """
        folded = self._document.folded
        before = next(self._hits.before(mention.start), None)
        if before is None or before.row.table != "to_chuc" or before.end + 1 != mention.start:
            return False
        if before.row["rank"] != DISTRICT:
            return False
        if mention.name.count(" ") == 1:
            return self._two_words(mention.start) not in self._addressed
        place = folded[mention.start : mention.end]
        return any(f" {level} {place}" in folded for level in levels())

    def _vouched(
        self, mention: PersonMention, opens: bool, common: bool, previous_end: int
    ) -> bool:
        """Whether the context says that this capitalised name is a person."""
        full = len(mention.name.split()) > 2
        if full and fold(mention.name) in self._known:
            return True
        if opens and self._in_list(mention, full, previous_end):
            self._list_end = mention.end
            return True
        after_post = self._after_post(mention.start)
        if not opens and (common or not after_post):
            return False
        if after_post:
            return True
        if mention.start in self._hits.heads:
            return False
        if self._before_post(mention.end):
            return True
        listed = 0 <= previous_end <= mention.start and not common and full
        gap = self._document.folded[previous_end : mention.start] if listed else ""
        return listed and bool(_between().fullmatch(gap))

    def _before_post(self, end: int) -> bool:
        """`Lê Văn Hạnh, Giám đốc …`: a post in apposition."""
        apposition = _APPOSITION.match(self._document.folded, end)
        return apposition is not None and bool(
            self._hits.at(apposition.end(), "chuc_vu", "trang_thai_chuc_vu")
        )

    def _after_local_post(self, start: int, words: int) -> bool:
        """`Chủ tịch UBND tỉnh Lê Văn Hạnh`: the bare `tỉnh` ends a post, and a person follows."""
        if words < 3 and self._two_words(start) not in self._addressed:
            return False
        return start not in self._hits.heads and self._after_post(start)

    def _listed(self, start: int, end: int) -> bool:
        """Whether a comma parts `[start, end)`, but for one before the body of a unit.

        `Trưởng phòng Kế hoạch, Sở Nội vụ Lê Văn Hạnh` goes on past the comma.
        """
        at = self._document.folded.find(",", start, end)
        while at >= 0:
            if self._hits.at(at + 2, "to_chuc") is None:
                return True
            at = self._document.folded.find(",", at + 1, end)
        return False

    def _two_words(self, start: int) -> str:
        folded = self._document.folded
        return " ".join(folded[start : start + _TWO_WORDS].split()[:2]).rstrip(".,;:")

    def _in_list(self, mention: PersonMention, full: bool, previous_end: int) -> bool:
        """Whether a post and a colon open a list of its holders: `Phó Chủ tịch Hội: A, B`."""
        folded = self._document.folded
        if 0 <= self._list_end == previous_end <= mention.start:
            return bool(_between().fullmatch(folded[previous_end : mention.start]))
        colon = mention.start - 1
        while colon > 0 and folded[colon].isspace():
            colon -= 1
        return full and folded[colon] == ":" and self._after_post(colon)

    def _after_post(self, start: int) -> bool:
        """Whether a post stands before `start` with no mark between it and the name."""
        sentence = self._document.sentence_at(start)
        if sentence is None:
            return False
        if aside := _ASIDE.search(self._document.folded, max(0, start - _ASIDE_REACH), start):
            start = aside.start()
        for hit in self._hits.before(start):
            if hit.start < sentence.start or start - hit.start > _ROLE_REACH:
                return False
            gap = self._document.folded[hit.end : start]
            if "(" in gap:
                gap = _BRACKETED.sub(" ", gap)
            if any(mark in gap for mark in ";:()\n") or self._listed(hit.end, start):
                return False
            if hit.row.table == "chuc_vu":
                gap = without_fields(gap)  # the `và` of Sở Khoa học và Công nghệ parts nothing
                return not any(f" {word} " in gap for word in little_words("tach_chuc"))
            if hit.row.table in ("xung_ho", "tu_chan"):
                return hit.row.table == "xung_ho" and not gap.strip()
        return False
