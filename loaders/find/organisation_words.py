"""How far the own words of an organisation's name reach: `Khoa học và Công nghệ` after `Sở`."""

import re
from collections.abc import Iterable
from functools import cache

from loaders.document import Document
from loaders.find.fields import field_end
from loaders.find.names import (
    WORD,
    NameHits,
    ends_any_name,
    ends_name,
    is_general,
    little_words,
    place_end,
    skip_blanks,
    spaced_words,
    verb_end,
)
from loaders.find.patterns import any_of
from loaders.find.person_names import PersonMention
from loaders.find.printed_names import Parsed, has_trait
from ontology.lexicon import Hit

_JOIN = re.compile(r" ?[-–] ?| & ")
_NUMBERED_UNIT = re.compile(r"\d+[A-ZĐ]\d?")  # Vụ 1A
_LOWER_RUN = 4  # syllables in lower case that may follow one another within a name
_MAX_WORDS = 16
_OF_PLACE = 3  # words of the name of a place
_ENDING = ("to_chuc", "chuc_vu", "xung_ho", "trang_thai_chuc_vu")  # tables whose terms end a name


@cache
def _number() -> re.Pattern[str]:
    """The number in a name: `Cụm thi đua số 9`, `Vụ II`."""
    opening = any_of("quanh_ten", "kind", "so_hieu")
    return re.compile(rf"(?:{opening} )?(?:\d{{1,4}}|[IVX]{{1,5}})(?![\w/.,]?\d)\b")


class NameWords:
    """Reads the words of names in one document; a name ends where a person is named."""

    def __init__(self, document: Document, hits: NameHits, people: Iterable[PersonMention]) -> None:
        self._document, self._hits = document, hits
        self._person_starts = frozenset(at for m in people for at in (m.lead, m.start))
        self._shouting: dict[int, bool] = {}  # by where the sentence begins

    def person_at(self, at: int) -> bool:
        """Whether a person's name, or the honorific before it, begins at `at`."""
        return at in self._person_starts

    def extent(self, parsed: Parsed, first: int, limit: int) -> int | None:
        """The end of the words of `parsed` that begin at `first`; None where there are none."""
        text, end, at = self._document.text, None, first
        for _ in range(_MAX_WORDS):
            if at >= limit or at in self._person_starts:
                break
            part = self._part(parsed, at, first, limit)
            if part is None:
                break
            end = part
            join = _JOIN.match(text, end)
            if join and self.goes_on(join.end(), limit):
                at = join.end()
            elif text.startswith(", ", end):
                if (listed := self._past_listed(parsed, end, limit)) is None:
                    break
                end = listed
                at = end + 1
            elif text[end : end + 1] == " ":
                at = self._past_connector(end + 1, limit)
            else:
                break
        return end

    def _past_listed(self, parsed: Parsed, end: int, limit: int) -> int | None:
        """Past the fields that a name lists: `Khoa Khí tượng, Thủy văn và Hải dương học`.

        None where the comma ends the name: no `và` closes the list, or what follows `các` lists
        bodies rather than the fields of one.
        """
        folded = self._document.folded
        if parsed.kind["group"] != "don_vi" or is_general(folded, parsed.start):
            return None
        at = end
        while folded.startswith(", ", at):
            if (field := field_end(folded, at + 2)) is None or self._hits.at(at + 2, *_ENDING):
                return None
            at = field
        closing = self._past_connector(at + 1, limit)
        last = field_end(folded, closing) if closing > at + 1 else None
        return last if last is not None and last <= limit else None

    def _past_connector(self, at: int, limit: int) -> int:
        """Where the name goes on after `và`, `về` …; `at` where no such word stands there."""
        folded = self._document.folded
        if not folded.startswith(spaced_words("noi_ten"), at):
            return at
        for connector in spaced_words("noi_ten"):
            after = at + len(connector)
            if folded.startswith(connector, at) and self.goes_on(after, limit):
                return after
        return at

    def capitals(self, at: int, limit: int) -> int | None:
        """The end of the capitalised words from `at` that can name a place; None if there are none.

        A place may be a number: `Quận 3`.
        """
        text, end = self._document.text, None
        known = place_end(self._document.folded, at) if text[at : at + 1].isupper() else None
        if known is not None and known <= limit:
            return known
        for _ in range(_OF_PLACE):
            word = WORD.match(text, at)
            if (
                word is None
                or word.end() > limit
                or not (word[0][0].isupper() or (end is None and word[0][0].isdigit()))
                or at in self._person_starts
                or self._hits.at(at, "chuc_vu", "to_chuc", "xung_ho")
                or word[0].lower() in little_words("noi_chuc")
            ):
                break
            end = word.end()
            if text[end : end + 1] != " ":
                break
            at = end + 1
        return end

    def goes_on(self, at: int, limit: int) -> bool:
        """Whether a name can go on at `at`, after a hyphen or a connecting word."""
        text = self._document.text
        if at >= limit or at in self._person_starts or not text[at : at + 1].strip():
            return False
        hit = self._hits.by_start.get(at)
        if hit is not None and hit.row.table in _ENDING:
            return False
        return text[at].isupper() or field_end(self._document.folded, at) is not None

    def _part(self, parsed: Parsed, at: int, first: int, limit: int) -> int | None:
        """The end of the word or field at `at` where it belongs to the name, else None."""
        text, folded = self._document.text, self._document.folded
        in_field = field_end(folded, at)
        hit = self._hits.by_start.get(at)
        if (
            hit is not None
            and hit.row.table in _ENDING
            and not _inside(parsed, hit, at == first, in_field is not None)
        ):
            return None
        if in_field is None and ends_name(text, folded, at) and not self._closes(at, first):
            return None
        if in_field is not None and in_field <= limit:
            unsaid = parsed.start == parsed.head_end
            verb = None if text[at].isupper() else verb_end(folded, at)
            lower_verb = verb is not None and verb >= in_field
            if unsaid or not lower_verb or (at > first and self._names_on(in_field, limit)):
                return in_field
        if hit is not None and hit.row.table == "cap_dia_phuong":
            if at == first:
                return None
            return self.capitals(skip_blanks(text, hit.end), limit) or hit.end
        return self._word(parsed, at, first, limit)

    def _closes(self, at: int, first: int) -> bool:
        """`Bộ Ngoại giao,`: a syllable that ends a name before a mark, whatever it means alone."""
        text = self._document.text
        if at <= first or text[at].isupper():
            return False
        word = WORD.match(text, at)
        if word is None:
            return False
        before = text[first:at].split()[-1]
        return before[0].isupper() and text[word.end() : word.end() + 1] in ",.;:)"

    def _names_on(self, at: int, limit: int) -> bool:
        """Whether a name goes on or ends behind a field that is a verb as well.

        `Cục Quản lý đầu tư xây dựng` is a name, `Vụ Năng lượng tổng hợp ý kiến` tells what it does.
        """
        text = self._document.text
        if at >= limit or text[at] != " ":
            return not (text.startswith(", ", at) and verb_end(self._document.folded, at + 2))
        after, folded = at + 1, self._document.folded
        if text[after : after + 1].isupper() or field_end(folded, after) is not None:
            return True
        # `cùng` goes on with another, not with an object
        with_other = next((w for w in spaced_words("noi_nguoi") if folded.startswith(w, after)), "")
        return bool(with_other) and verb_end(folded, after + len(with_other)) is None

    def _word(self, parsed: Parsed, at: int, first: int, limit: int) -> int | None:
        text = self._document.text
        word = WORD.match(text, at)
        if word is None or word.end() > limit:
            return None
        if text[at].isupper():
            if not self.shouted(at):
                return word.end()
        elif at == first and text[at].isdigit() and _NUMBERED_UNIT.fullmatch(word[0]):
            return word.end()
        if number := _number().match(text, at):
            counts = at > first and self._counts(number.end())
            return number.end() if number.end() <= limit and not counts else None
        return word.end() if at > first and self._lower_case(parsed, first, at) else None

    def _counts(self, end: int) -> bool:
        """Whether a number that ends at `end` counts what follows: `Hội X 3 năm liền`."""
        text = self._document.text
        follows = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
        return follows and ends_any_name(self._document.folded, end + 1)

    def _lower_case(self, parsed: Parsed, first: int, at: int) -> bool:
        """Whether the lower-case syllable at `at` still belongs to the name: `Máy canh tác`.

        The name ends where a word of `tu_dung` or a verb of the other tables begins; those that
        also occur in names are listed as fields (`linh_vuc`).
        """
        if parsed.kind["after"] != "name" or verb_end(self._document.folded, at):
            return False
        tail = self._document.text[first:at].split()[-_LOWER_RUN:]
        return len(tail) < _LOWER_RUN or any(not word[0].islower() for word in tail)

    def shouted(self, at: int) -> bool:
        """Whether the line is all capitals, so that a capital says nothing."""
        sentence = self._document.sentence_at(at)
        if sentence is None:
            return False
        if (known := self._shouting.get(sentence.start)) is None:  # once a sentence, not a word
            known = sentence.span.of(self._document.text).isupper()
            self._shouting[sentence.start] = known
        return known


def _inside(parsed: Parsed, hit: Hit, opens: bool, in_field: bool) -> bool:
    """Whether a head stands within a name (`Trường Đại học`) and is no body beside it."""
    if hit.row.table != "to_chuc":
        return False
    nested = hit.row["after"] == "name" and hit.row["group"] in ("don_vi", "nha_nuoc")
    return in_field or (opens and nested and has_trait(parsed.kind, "mo_ten"))
