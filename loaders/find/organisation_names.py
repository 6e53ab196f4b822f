"""Read the names of organisations where their heads stand: `Đảng ủy` + `Sở` + `KH&CN`."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from loaders.document import BlockKind, Document
from loaders.find.abbreviations import DEFINED, SHORT, explained, initials, spell, tidy
from loaders.find.names import (
    CONNECTORS,
    WORD,
    NameHits,
    begins_verb,
    ends_name,
    field_end,
    skip_blanks,
)
from loaders.find.people import PersonMention
from ontology.lexicon import Hit, Row, Terms, fold, table

_JOIN = re.compile(r" ?[-–] ?| & ")
_NUMBER = re.compile(r"(?:số )?(?:\d{1,4}|[IVX]{1,5})(?![\w/.,]?\d)\b")
_NUMBERED_UNIT = re.compile(r"\d+[A-ZĐ]\d?")  # Vụ 1A
_GENERIC = ("các ", "mỗi ", "từng ", "những ", "số ")
_HEAD_REACH = 60  # longer than any head
_LOWER_RUN = 4  # syllables in lower case that may follow one another within a name
_MAX_WORDS = 16
_OF_PLACE = 3  # words of the name of a place
_ENDING = ("to_chuc", "chuc_vu", "xung_ho", "trang_thai_chuc_vu")  # tables whose terms end a name


@dataclass(slots=True)
class Parsed:
    """A name as printed: head (a row of `to_chuc`), words after it, the body it belongs to."""

    start: int
    end: int
    kind: Row
    words: str = ""  # own name after the head, abbreviations spelled out
    level: str = ""  # tỉnh, huyện … where a place follows
    place: str = ""
    host: "Parsed | None" = None
    head_end: int = 0
    head: str = ""  # the head as a full name has it
    apart: bool = False  # the host stands after a comma, outside the name

    @property
    def label(self) -> str:
        return self.kind["label"] or self.head or self.kind.forms[0]

    @property
    def own_name(self) -> str:
        """Head and words, without the body that it belongs to."""
        return f"{self.label} {self.words}".strip()

    @property
    def bare(self) -> bool:
        return not (self.words or self.place or self.level or self.host)

    @property
    def innermost(self) -> "Parsed":
        return self.host.innermost if self.host else self

    def chain(self) -> Iterator["Parsed"]:
        """This body and those it belongs to, as printed."""
        yield self
        if self.host:
            yield from self.host.chain()


@cache
def _heads() -> Terms:
    return Terms("to_chuc")


@cache
def kind_rows() -> dict[str, Row]:
    return {row.id: row for row in table("to_chuc")}


@dataclass
class Parser:
    """Reads names of organisations where their heads stand."""

    document: Document
    hits: NameHits
    people: Sequence[PersonMention]
    spelled: dict[str, str] = field(default_factory=dict)  # abbreviations that the report explains
    _person_starts: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        starts = (at for m in self.people for at in (m.lead, m.start))
        self._person_starts = frozenset(starts)

    def parse(self, start: int, limit: int, *, loose: bool = False) -> Parsed | None:
        """The organisation whose head stands at `start`, not reaching past `limit`.

        `loose` (after a post) lets a head in lower case begin a name.
        """
        hit = self.hits.at(start, "to_chuc") or (self._head_within(start) if loose else None)
        if hit is None or hit.end > limit:
            return None
        head = spell(self.document.text[hit.start : hit.end], self.spelled)
        parsed = Parsed(
            hit.start, hit.end, hit.row, head_end=hit.end, head=head[0].upper() + head[1:]
        )
        self._after_head(parsed, limit, loose)
        common = not loose and not self.document.text[start].isupper()
        if common and (hit.row["after"] == "name" or parsed.bare):
            return None
        if parsed.bare and not common and self._generic(start):
            return None
        return parsed

    def _head_within(self, start: int) -> Hit | None:
        """The head that stands inside a longer term: `Ban Dân vận` in `Trưởng Ban Dân vận`."""
        first = next(_heads().find(self.document.folded[start : start + _HEAD_REACH]), None)
        if first is None or first.start:
            return None
        return Hit(start, start + first.end, first.row)

    def _generic(self, start: int) -> bool:
        """`các Chi bộ`, `mỗi Phòng`: no body in particular."""
        before = self.document.folded[max(0, start - 7) : start]
        return before.endswith(_GENERIC)

    def named(self, start: int, kind: Row, limit: int) -> Parsed | None:
        """An organisation of `kind` whose head is unsaid: `Kế hoạch` after `Trưởng phòng`."""
        parsed = Parsed(start, start, kind, head_end=start)
        self._after_head(parsed, limit, loose=True)
        return parsed if parsed.end > start else None

    def abbreviated(self, start: int, limit: int) -> Parsed | None:
        """An organisation by an abbreviation that the report explains: `HLG Việt Nam`."""
        word = WORD.match(self.document.text, start)
        full = self.spelled.get(word[0]) if word else None
        if word is None or full is None:
            return None
        for row in table("to_chuc"):
            head = next((f for f in row.forms if fold(full).startswith(fold(f) + " ")), None)
            if head is None or row["after"] != "name":
                continue
            parsed = Parsed(start, word.end(), row, head=full[: len(head)])
            parsed.words = tidy(full[len(head) :])
            after = skip_blanks(self.document.text, word.end())
            if after > word.end() and self._goes_on(after, limit):
                more = Parsed(after, after, row, head_end=after)
                self._take_words(more, after, limit, loose=False)
                parsed.words = f"{parsed.words} {more.words}".strip()
                parsed.end = max(parsed.end, more.end)
            return parsed
        return None

    def _after_head(self, parsed: Parsed, limit: int, loose: bool) -> None:
        text, follows = self.document.text, parsed.kind["after"]
        at = skip_blanks(text, parsed.end)
        if follows == "none" or at >= limit or (at == parsed.end and at != parsed.start):
            self._definition(parsed, limit)
            return
        if follows in ("host", "place") and text.startswith("của ", at):
            at = skip_blanks(text, at + 4)
        if follows == "host" and self._take_host(parsed, at, limit):
            return
        if self._take_place(parsed, at, limit):
            if follows != "name":
                self._definition(parsed, limit)
                return
            at = skip_blanks(text, parsed.end)
        self._take_words(parsed, at, limit, loose)
        self._definition(parsed, limit)

    def _take_host(self, parsed: Parsed, at: int, limit: int) -> bool:
        if self.hits.at(at, "to_chuc") is None or at in self._person_starts:
            return False
        host = self.parse(at, limit, loose=not self.document.text[at].isupper())
        if host is None:
            return False
        parsed.host, parsed.end = host, host.end
        return True

    def _take_place(self, parsed: Parsed, at: int, limit: int) -> bool:
        """`tỉnh Hải Vân`, or a bare `tỉnh`, or (after Tỉnh ủy …) the place alone."""
        text = self.document.text
        level = self.hits.at(at, "cap_dia_phuong")
        if level is None or level.end > limit:
            return False
        name_end = self.capitals(skip_blanks(text, level.end), limit)
        if name_end is None and parsed.kind["after"] == "name" and not parsed.words:
            return False
        parsed.level = level.row["label"]
        parsed.end = name_end or level.end
        if name_end is not None:
            parsed.place = tidy(text[level.end : name_end])
        return True

    def capitals(self, at: int, limit: int) -> int | None:
        """The end of the capitalised words from `at` that can name a place, None if there are none."""
        text, end = self.document.text, None
        for _ in range(_OF_PLACE):
            word = WORD.match(text, at)
            if (
                word is None
                or word.end() > limit
                or not (word[0][0].isupper() or (end is None and word[0][0].isdigit()))
                or at in self._person_starts
                or self.hits.at(at, "chuc_vu", "to_chuc", "xung_ho")
            ):
                break
            end = word.end()
            if text[end : end + 1] != " ":
                break
            at = end + 1
        return end

    def _take_words(self, parsed: Parsed, at: int, limit: int, loose: bool) -> None:
        text, folded = self.document.text, self.document.folded
        first = at
        for _ in range(_MAX_WORDS):
            if at >= limit or at in self._person_starts:
                break
            end = self._name_part(parsed, at, first, limit)
            if end is None:
                break
            parsed.end = end
            join = _JOIN.match(text, end)
            blank = text[end : end + 1] == " "
            if join and self._goes_on(join.end(), limit):
                at = join.end()
                continue
            if not blank:
                break
            at = end + 1
            for connector in CONNECTORS:
                after = at + len(connector) + 1
                if folded.startswith(connector + " ", at) and self._goes_on(after, limit):
                    at = after
                    break
        if parsed.end > first:
            parsed.words = spell(text[first : parsed.end], self.spelled)
        self._nested(parsed, limit, loose)

    def _name_part(self, parsed: Parsed, at: int, first: int, limit: int) -> int | None:
        """The end of the word or field at `at` where it belongs to the name, else None."""
        text, folded = self.document.text, self.document.folded
        in_field = field_end(folded, at)
        hit = self.hits.at(at, *_ENDING)
        if hit is not None and not self._inside(parsed, hit, at == first, in_field is not None):
            return None
        if in_field is None and ends_name(text, folded, at):
            return None
        if in_field is not None and in_field <= limit:
            unsaid = parsed.start == parsed.head_end
            if text[at].isupper() or at > first or unsaid or not begins_verb(folded, at):
                return in_field
        if place := self.hits.at(at, "cap_dia_phuong"):
            if at == first:
                return None
            return self.capitals(skip_blanks(text, place.end), limit) or place.end
        return self._word(parsed, at, first, limit)

    @staticmethod
    def _inside(parsed: Parsed, hit: Hit, opens: bool, in_field: bool) -> bool:
        """Whether a head stands within a name: `Trường Đại học`, `Ban Quản lý`, not a body beside it."""
        if hit.row.table != "to_chuc":
            return False
        nested = hit.row["after"] == "name" and hit.row["group"] in ("don_vi", "nha_nuoc")
        return in_field or (opens and nested and parsed.kind.id in ("truong", "ban_quan_ly_du_an"))

    def _word(self, parsed: Parsed, at: int, first: int, limit: int) -> int | None:
        text = self.document.text
        word = WORD.match(text, at)
        if word is None or word.end() > limit:
            return None
        if at == first and _NUMBERED_UNIT.fullmatch(word[0]):
            return word.end()
        if word[0][0].isupper() and not self._shouted(at):
            return word.end()
        if number := _NUMBER.match(text, at):
            return number.end() if number.end() <= limit else None
        return word.end() if at > first and self._lower_case(parsed, first, at) else None

    def _lower_case(self, parsed: Parsed, first: int, at: int) -> bool:
        """Whether the lower-case syllable at `at` still belongs to the name: `Máy canh tác`.

        The name ends where a word of `tu_dung` or a verb of the other tables begins; those that
        also occur in names are listed as fields (`linh_vuc`).
        """
        text, folded = self.document.text, self.document.folded
        if parsed.kind["after"] != "name" or begins_verb(folded, at):
            return False
        tail = text[first:at].split()[-_LOWER_RUN:]
        return len(tail) < _LOWER_RUN or any(not word[0].islower() for word in tail)

    def _shouted(self, at: int) -> bool:
        """Whether the line is all capitals, so that a capital says nothing."""
        sentence = self.document.sentence_at(at)
        return sentence is not None and self.document.text[sentence.start : sentence.end].isupper()

    def _goes_on(self, at: int, limit: int) -> bool:
        """Whether a name can go on at `at`, after a hyphen or a connecting word."""
        text = self.document.text
        if at >= limit or at in self._person_starts or not text[at : at + 1].strip():
            return False
        if self.hits.at(at, *_ENDING):
            return False
        return text[at].isupper() or field_end(self.document.folded, at) is not None

    def _nested(self, parsed: Parsed, limit: int, loose: bool) -> None:
        """`Văn phòng Sở A`, `Phòng A Công ty B`, `Phòng A, Sở B`: the body a unit belongs to."""
        if parsed.kind["over"] != "unitOf" or parsed.host:
            return
        text = self.document.text
        at = skip_blanks(text, parsed.end)
        comma = text.startswith(",", at)
        if comma:
            at = skip_blanks(text, at + 1)
        if comma and not (loose and parsed.words):
            return
        if self.hits.at(at, "to_chuc") is None or at in self._person_starts or at >= limit:
            return
        host = self.parse(at, limit, loose=True)
        if host is not None and not host.bare and host.kind["over"] != "unitOf":
            parsed.host, parsed.end, parsed.apart = host, host.end, comma

    def _definition(self, parsed: Parsed, limit: int) -> None:
        """`(KH&CN)` after a name: an abbreviation that the report explains; the name may go on."""
        text = self.document.text
        found = DEFINED.match(text, parsed.end)
        if found is None or found.end() > limit:
            return
        short = found[1]
        in_full = explained(text[parsed.start : parsed.end], short)
        if in_full is None and (parsed.kind["after"] != "name" or not parsed.words):
            return
        self.spelled.setdefault(short, in_full or parsed.own_name)
        after = skip_blanks(text, found.end())
        if after > found.end() and self._goes_on(after, limit) and parsed.kind["after"] == "name":
            words = parsed.words
            parsed.end = found.end()
            more = Parsed(after, after, parsed.kind, head_end=after)
            self._take_words(more, after, limit, loose=False)
            if more.words:
                parsed.words = f"{words} {more.words}"
                parsed.end = more.end
        elif after > found.end() and parsed.kind["after"] == "host" and parsed.bare:
            if self._take_host(parsed, after, limit):
                return
            parsed.end = found.end()
        else:
            parsed.end = found.end()

    def learn(self, parsed: Iterable[Parsed]) -> None:
        """Take capitals in the text for the initials of a body named in full: `UBQLVNN`."""
        shorts = set(SHORT.findall(self.document.text)) - set(self.spelled)
        for one in parsed:
            for part in one.chain():
                if part.kind["after"] != "name" or len(part.words.split()) < 2:
                    continue
                short = initials(part.own_name)
                if short in shorts:
                    self.spelled.setdefault(short, part.own_name)


def find_names(
    document: Document, hits: NameHits, people: Sequence[PersonMention]
) -> tuple[Parser, list[Parsed]]:
    """The organisations as printed, outermost names only (those within a name are its `chain`)."""
    parser = Parser(document, hits, people)
    out: list[Parsed] = []
    end = -1
    for hit in hits.of("to_chuc"):
        if hit.start < end:
            continue
        sentence = document.sentence_at(hit.start)
        if sentence is None or document.blocks[sentence.block].kind is BlockKind.FURNITURE:
            continue
        parsed = parser.parse(hit.start, sentence.end)
        if parsed is not None:
            out.append(parsed)
            end = parsed.end
    parser.learn(out)
    out += _abbreviated(parser, out)
    return parser, out


def _abbreviated(parser: Parser, parsed: Sequence[Parsed]) -> list[Parsed]:
    """Mentions by an abbreviation alone, outside the names found."""
    if not parser.spelled:
        return []
    spans = sorted((p.start, p.end) for p in parsed)
    starts = [start for start, _ in spans]
    document = parser.document
    out: list[Parsed] = []
    for word in SHORT.finditer(document.text):
        at = bisect_left(starts, word.end()) - 1
        if word[0] not in parser.spelled or (at >= 0 and spans[at][1] > word.start()):
            continue
        sentence = document.sentence_at(word.start())
        one = parser.abbreviated(word.start(), sentence.end) if sentence else None
        if one is not None and not (out and one.start < out[-1].end):
            out.append(one)
    return out
