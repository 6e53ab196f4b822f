"""Find the organisations that a report names, and name each as fully as the report lets a reader know.

Two steps: `parse` reads the head and what follows it where a term begins (`Đảng ủy` + `Sở` +
`KH&CN`); `Organisations` then completes short forms from the rest of the report: a bare `Đảng ủy`
is that of the host, `Viện` the institute named in full, `UBND tỉnh` that of the province named.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from loaders.document import BlockKind, Document
from loaders.find.names import (
    WORD,
    NameHits,
    abbreviations,
    begins_verb,
    ends_name,
    field_end,
    skip_blanks,
)
from loaders.find.people import PersonMention
from loaders.model import Organisation
from ontology.lexicon import Hit, Row, Terms, fold, table

_DEFINED = re.compile(
    r" ?\((?:gọi tắt là |viết tắt là |sau đây gọi tắt là )?([A-ZĐƯ][\w&.-]{1,11})\)"
)
_SHORT = re.compile(r"\b[A-ZĐƯ][\w&]*[A-ZĐƯ][\w&]*\b")
_JOIN = re.compile(r" ?[-–] ?| & ")
_NUMBER = re.compile(r"(?:số )?(?:\d{1,4}|[IVX]{1,5})(?![\w/.,]?\d)\b")
_CONNECTORS = ("và", "về", "các", "vì", "cùng")
_HOSTING = re.compile(
    r"(?:[^.;:\n(]{0,48}?\b)?(?:đã |vừa |long trọng |phối hợp |sẽ )*"
    r"(?:tổ chức(?! lại| bộ máy| đảng| cán bộ| sản xuất| thực hiện| cơ sở)|tiến hành|khai mạc|họp|"
    r"triệu tập|(?:có |thăm và |thăm, )?(?:buổi )?làm việc)\b"
)
_MEETING_OF = re.compile(
    r"(?:hội nghị|đại hội|cuộc họp|phiên họp|kỳ họp|buổi lễ|lễ)[^.,;:]{0,34}(?:của |đại biểu |lần thứ \w+,? )$"
    r"|(?:hội nghị|đại hội|cuộc họp|phiên họp|họp)(?: điểm| đại biểu| thành viên)? $"
    r"|(?:kỳ họp|phiên họp)(?: thường kỳ| chuyên đề)?(?: thứ| lần thứ)? \w+,? (?:của )?$"
)
_GENERIC = ("các ", "mỗi ", "từng ", "những ", "số ")
_HEAD_REACH = 60  # longer than any head
_LOWER_RUN = 4  # syllables in lower case that may follow one another within a name
_OFTEN = 3  # mentions that make a body the likely host
_MAX_WORDS = 16
_COMMITTEE_OF_PLACE = {
    "tinh_uy": "1",
    "thanh_uy": "2",
    "huyen_uy": "2",
    "quan_uy": "2",
    "thi_uy": "2",
    "tinh_doan": "",
}
_LEVEL_OF_HEAD = {"tỉnh": "1", "thành": "2", "huyện": "2", "quận": "2", "thị": "2"}
_PLACELESS = re.compile(r" (tỉnh|huyện|xã|phường|quận|thị xã|thành phố)$")


@dataclass(slots=True)
class Parsed:
    """A name as printed: its head (a row of `to_chuc`), the words after it, the body it belongs to."""

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


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation named at `[start, end)`, and the bodies that its name says it belongs to."""

    start: int
    end: int
    organisation: Organisation
    hosts: tuple[Organisation, ...] = ()
    full: bool = True  # False: completed from the rest of the report


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
        self._person_starts = frozenset(m.start for m in self.people) | frozenset(
            m.lead for m in self.people
        )

    def parse(self, start: int, limit: int, *, loose: bool = False) -> Parsed | None:
        """The organisation whose head stands at `start`, not reaching past `limit`.

        `loose` (after a post) lets a head in lower case begin a name.
        """
        hit = self.hits.at(start, "to_chuc") or (self._head_within(start) if loose else None)
        if hit is None or hit.end > limit:
            return None
        head = self._spell(self.document.text[hit.start : hit.end])
        parsed = Parsed(
            hit.start, hit.end, hit.row, head_end=hit.end, head=head[0].upper() + head[1:]
        )
        self._after_head(parsed, limit, loose)
        if not loose and not self.document.text[start].isupper():
            if hit.row["after"] == "name" or parsed.bare:
                return None
        elif parsed.bare and self._generic(start):
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
            parsed.words = _tidy(full[len(head) :])
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
        if follows == "host" and self._take_host(parsed, at, limit, loose):
            return
        if self._take_place(parsed, at, limit):
            if follows != "name":
                self._definition(parsed, limit)
                return
            at = skip_blanks(text, parsed.end)
        self._take_words(parsed, at, limit, loose)
        self._definition(parsed, limit)

    def _take_host(self, parsed: Parsed, at: int, limit: int, loose: bool) -> bool:
        hit = self.hits.at(at, "to_chuc")
        if hit is None or at in self._person_starts:
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
        name_end = self._capitals(skip_blanks(text, level.end), limit, most=3)
        if name_end is None and parsed.kind["after"] == "name" and not parsed.words:
            return False
        parsed.level = level.row["label"]
        parsed.end = name_end or level.end
        if name_end is not None:
            parsed.place = _tidy(text[level.end : name_end])
        return True

    def _capitals(self, at: int, limit: int, most: int) -> int | None:
        text, end = self.document.text, None
        for _ in range(most):
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
            end = self._name_part(parsed, at, first, limit, loose)
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
            for connector in _CONNECTORS:
                after = at + len(connector) + 1
                if folded.startswith(connector + " ", at) and self._goes_on(after, limit):
                    at = after
                    break
        if parsed.end > first:
            parsed.words = self._spell(text[first : parsed.end])
        self._nested(parsed, limit, loose)

    def _name_part(
        self, parsed: Parsed, at: int, first: int, limit: int, loose: bool
    ) -> int | None:
        """The end of the word or field at `at` where it belongs to the name, else None."""
        text, folded = self.document.text, self.document.folded
        hit = self.hits.at(at, "to_chuc", "chuc_vu", "xung_ho", "trang_thai_chuc_vu")
        field_stop = field_end(folded, at)
        if hit is not None and not (hit.row.table == "to_chuc" and field_stop):
            inside = (
                hit.row.table == "to_chuc"
                and hit.row["after"] == "name"
                and hit.row.id
                in (
                    "truong",
                    "dai_hoc",
                    "vien",
                    "so",
                    "bo",
                )
                and at == first
                and parsed.kind.id in ("truong", "ban_quan_ly_du_an")
            )
            if not inside:
                return None
        if field_stop is None and ends_name(text, folded, at):
            return None
        if field_stop is not None and field_stop <= limit:
            unsaid = parsed.start == parsed.head_end
            if text[at].isupper() or at > first or unsaid or not begins_verb(folded, at):
                return field_stop
        if place := self.hits.at(at, "cap_dia_phuong"):
            if at == first:
                return None
            name_end = self._capitals(skip_blanks(text, place.end), limit, most=3)
            return name_end or place.end
        word = WORD.match(text, at)
        if word is None or word.end() > limit:
            return None
        if at == first and re.fullmatch(r"\d+[A-ZĐ]\d?", word[0]):  # Vụ 1A
            return word.end()
        if word[0][0].isupper() and not self._shouted(at):
            return word.end()
        number = _NUMBER.match(text, at)
        if number is not None:
            return number.end() if number.end() <= limit else None
        if at > first and self._lower_case(parsed, first, at):
            return word.end()
        return None

    def _lower_case(self, parsed: Parsed, first: int, at: int) -> bool:
        """Whether the lower-case syllable at `at` still belongs to the name: `Thử nghiệm`, `Máy canh tác`.

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
        if self.hits.at(at, "to_chuc", "chuc_vu", "xung_ho", "trang_thai_chuc_vu"):
            return False
        return text[at].isupper() or field_end(self.document.folded, at) is not None

    def _nested(self, parsed: Parsed, limit: int, loose: bool) -> None:
        """`Văn phòng Sở …`, `Phòng A Công ty B`, `Phòng A, Sở B`: the body that the unit belongs to."""
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
        found = _DEFINED.match(text, parsed.end)
        if found is None or found.end() > limit:
            return
        short = found[1]
        spelled = _explains(text[parsed.start : parsed.end], short)
        if spelled is None and (parsed.kind["after"] != "name" or not parsed.words):
            return
        self.spelled.setdefault(short, spelled or self._join_name(parsed))
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
            hit = self.hits.at(after, "to_chuc")
            if hit is not None and self._take_host(parsed, after, limit, loose=False):
                return
            parsed.end = found.end()
        else:
            parsed.end = found.end()

    @staticmethod
    def _join_name(parsed: Parsed) -> str:
        return f"{parsed.label} {parsed.words}".strip()

    def learn(self, parsed: Iterable[Parsed]) -> None:
        """Take capitals in the text for the initials of a body named in full: `UBQLVNN`."""
        shorts = set(_SHORT.findall(self.document.text)) - set(self.spelled)
        for one in parsed:
            for part in one.chain():
                if part.kind["after"] != "name" or len(part.words.split()) < 2:
                    continue
                name = self._join_name(part)
                initials = _unmarked("".join(w[0] for w in re.findall(r"\w+", name)).upper())
                if initials in shorts and len(initials) > 2:
                    self.spelled.setdefault(initials, name)

    def _spell(self, words: str) -> str:
        """The words of a name, abbreviations spelled out."""
        out = []
        for word in _tidy(words).split(" "):
            bare = word.rstrip(",")
            full = self.spelled.get(bare) or abbreviations().get(bare)
            out.append(word if full is None else full + word[len(bare) :])
        return " ".join(out)


def _tidy(words: str) -> str:
    return " ".join(_DEFINED.sub("", words).replace("–", "-").replace("’", "'").split())


def _explains(name: str, short: str) -> str | None:
    """The last words of `name` whose initials are `short`: `Khoa học và Công nghệ` for `KH&CN`."""
    letters = [c for c in fold(short) if c.isalnum()]
    words = name.replace("-", " ").split()
    at = len(letters)
    for index in range(len(words) - 1, -1, -1):
        initial = fold(words[index][0])
        if at and initial == letters[at - 1]:
            at -= 1
            if at == 0:
                return " ".join(name.split()[index - len(words) :]) if index else name
        elif fold(words[index]) not in _CONNECTORS:
            return None
    return None


class Organisations:
    """The organisations of one report, each by its full name.

    `host` is the body whose report it is: the organiser of the meeting without committees and
    Party organisations around it (`Viện X` of `Đảng ủy Viện X`); None where the report tells none.
    """

    def __init__(self, document: Document, parser: Parser, parsed: Iterable[Parsed]) -> None:
        self._document = document
        self._parser = parser
        self._all = sorted(parsed, key=lambda p: (p.start, -p.end))
        self._places = self._find_places()
        self._full: dict[str, Counter[str]] = {}
        self._spelling: dict[str, str] = {}
        self._roots: dict[str, str] = {}
        for one in self._all:
            for part in one.chain():
                self._register(part)
        self.organiser_parsed = self._find_organiser()
        root = self.organiser_parsed.innermost if self.organiser_parsed else None
        self._host = _association(self._root(root))
        self.host = self._organisation(self._host) if self._host else None
        self.organiser = self.name(self.organiser_parsed) if self.organiser_parsed else None
        self.mentions = tuple(m for m in map(self.mention, self._all) if m is not None)
        self._by_start = {m.start: m for m in self.mentions}

    # -- what the finders ask -------------------------------------------------

    def at(self, start: int) -> Mention | None:
        """The organisation whose mention begins at `start`."""
        return self._by_start.get(start)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie in `[start, end)`, in order."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)

    def mention(self, parsed: Parsed) -> Mention | None:
        """The mention by its full name; None where the report never says which body it is."""
        if parsed.bare and parsed.kind["after"] == "name" and not parsed.kind["bare"]:
            if self._alias(parsed) is None:
                return None
        hosts = tuple(self.name(part) for part in parsed.chain())[1:]
        return Mention(parsed.start, parsed.end, self.name(parsed), hosts, not parsed.bare)

    def name(self, parsed: Parsed) -> Organisation:
        """The body by its full name."""
        organisation = self._organisation(parsed)
        if parsed.host is not None:
            self._roots[organisation.name] = self._organisation(parsed.innermost).name
        return organisation

    def root_of(self, organisation: Organisation) -> str:
        """The name of the body without committees and Party organisations around it: `Viện X` of
        `Đảng ủy Viện X`."""
        return self._roots.get(organisation.name, organisation.name)

    def of_kind(self, kind: str) -> Organisation | None:
        """The body of `kind` that a bare mention means: the host's own, or the only one named."""
        row = kind_rows()[kind]
        return self._organisation(Parsed(0, 0, row)) if self._known(row) else None

    def expected(self, kinds: Sequence[str]) -> Organisation | None:
        """The body of a bare post: the first of `kinds` that the host is or has, or that is named."""
        host = self._host
        if host is not None:
            organiser = self.organiser_parsed
            for part in organiser.chain() if organiser else (host,):
                if part.kind.id in kinds:
                    return self._organisation(part)
            if host.kind.id in kinds:
                return self._organisation(host)
        for kind in kinds:
            row = kind_rows()[kind]
            if row["bare"] and row["after"] == "host" and host is not None:
                return self._own(row) if self._is_hosts(row) else None
            if row["over"] == "unitOf" and row["after"] == "host" and host is not None:
                return self._own(row)
            if self._full.get(kind) and (name := self._alias(Parsed(0, 0, row))):
                return Organisation(name, kind, "" if not row["local"] else self._place("1") or "?")
            if row["after"] == "place" and any(p.kind.id == kind for p in self._all):
                return self._organisation(Parsed(0, 0, row))
        return None

    def kind_of_host(self) -> str:
        return self._host.kind.id if self._host else ""

    # -- completing short forms -----------------------------------------------

    def _known(self, row: Row) -> bool:
        if row["bare"] or row["after"] in ("none", "place"):
            return row["after"] != "host" or self._host is not None
        if self._host and self._host.kind.id == row.id:
            return True
        return bool(self._full.get(row.id))

    def _register(self, parsed: Parsed) -> None:
        if parsed.words and parsed.kind["after"] == "name":
            name = self._join(parsed.label, parsed.words)
            self._full.setdefault(parsed.kind.id, Counter())[fold(name)] += 1
            if parsed.kind.id in ("bch_tw_hoi", "trung_uong_hoi"):
                self._register(_association(parsed) or parsed)
                central = f"Trung ương Hội {parsed.words}"
                self._full.setdefault("trung_uong_hoi", Counter())[fold(central)] += 1
                self._spelling.setdefault(fold(central), central)
            kept = self._spelling.setdefault(fold(name), name)
            if kept.split()[-1].isupper() and len(kept) > len(parsed.label) + 8:
                self._spelling[fold(name)] = name  # a heading in capitals spells no name

    def _alias(self, parsed: Parsed) -> str | None:
        """The full name that a short one stands for (`Viện`; `Liên hiệp Hội Việt Nam`)."""
        names = self._full.get(parsed.kind.id)
        if not names:
            return None
        if not parsed.words:
            if self._host and self._host.kind.id == parsed.kind.id and self._host.words:
                return self._join(self._host.label, self._host.words)
            longest = self._merged(names)
            if len(longest) == 1:
                return self._spelling[next(iter(longest))]
            first, second = longest.most_common(2)
            return self._spelling[first[0]] if first[1] > 2 * second[1] else None
        own = fold(self._join(parsed.label, parsed.words)).split()
        fuller = [n for n in names if _shortened(own, n.split())]
        return self._spelling[fuller[0]] if len(fuller) == 1 else None

    @staticmethod
    def _merged(names: Counter[str]) -> Counter[str]:
        """Counts of names, those of a shortened form added to its full one."""
        out: Counter[str] = Counter()
        for name, count in names.items():
            fuller = [n for n in names if n != name and _shortened(name.split(), n.split())]
            out[fuller[0] if len(fuller) == 1 else name] += count
        return out

    def _root(self, organiser: Parsed | None) -> Parsed | None:
        """The body whose report it is: of the organiser, else of the first name in the title, else
        the one named most."""
        if organiser is not None:
            return organiser
        title = self._document.title
        for one in self._all:
            if title is not None and title.start <= one.start < title.end and self._can_host(one):
                if one.innermost.words or one.innermost.place:
                    return one.innermost
        names = Counter(
            (p.innermost.kind.id, p.innermost.words) for p in self._all if p.innermost.words
        )
        best = names.most_common(1)
        if not best or best[0][1] < _OFTEN:
            return None
        kind, words = best[0][0]
        return Parsed(0, 0, kind_rows()[kind], words=words)

    def _organisation(self, parsed: Parsed) -> Organisation:
        kind = parsed.kind
        label = parsed.label
        follows = kind["after"]
        if follows == "none":
            return Organisation(label, kind.id)
        if follows == "place":
            return self._of_place(parsed)
        if follows == "host":
            return self._of_host(parsed)
        if not parsed.words and kind["bare"]:
            name = label
        else:
            name = self._alias(parsed) or self._join(label, parsed.words)
        name = self._spelling.get(fold(name), name)
        if local := _PLACELESS.search(name):
            name = f"{name} {self._place(_rank(local[1]), local[1])}".strip()
        if parsed.place and not parsed.words:
            name = f"{label} {parsed.level} {parsed.place}"
        if parsed.host is not None:
            host = self._organisation(parsed.host)
            full = name if parsed.apart else f"{name} {host.name}"
            return Organisation(full, kind.id, host.scope)
        return Organisation(name, kind.id, self._scope(parsed, name))

    def _scope(self, parsed: Parsed, name: str) -> str:
        if not parsed.kind["local"]:
            return "" if name != parsed.label else "?"
        if parsed.place or any(fold(place) in fold(name) for place in self._places.get("1", ())):
            return ""
        return self._place("1") or "?"

    def _of_place(self, parsed: Parsed) -> Organisation:
        kind, label = parsed.kind, parsed.label
        if parsed.host is not None:
            return self._of_host(parsed)
        if parsed.words:
            return Organisation(self._join(label, parsed.words), kind.id)
        level, place = parsed.level, parsed.place
        if not place:
            rank = _rank_of(parsed) or _rank(level)
            place = self._place(rank, level) if rank else ""
            if not level and rank and place and kind.id not in _COMMITTEE_OF_PLACE:
                level = ""
        if kind.id in _COMMITTEE_OF_PLACE:
            level = level if level and place and parsed.level else ""
        name = self._join(label, f"{level} {place}")
        return Organisation(name, kind.id, "" if place else "?")

    def _of_host(self, parsed: Parsed) -> Organisation:
        kind, label = parsed.kind, parsed.label
        if parsed.host is not None:
            host = self._organisation(parsed.host)
            return Organisation(f"{label} {host.name}", kind.id, host.scope)
        if parsed.place or parsed.level:
            place = parsed.place or self._place(_rank(parsed.level), parsed.level)
            name = self._join(label, f"{parsed.level} {place}")
            return Organisation(name, kind.id, "" if place else "?")
        if parsed.words:
            return Organisation(self._join(label, parsed.words), kind.id, "?")
        if kind["bare"] and self._host is not None and self._is_hosts(kind):
            return self._own(kind, parsed.head)
        return Organisation(label, kind.id, "?")

    def _is_hosts(self, kind: Row) -> bool:
        """Whether a bare body of `kind` is the host's: a host has many cells, but one committee."""
        if kind.id not in ("chi_bo", "chi_uy", "chi_doan"):
            return True
        organiser = self.organiser_parsed
        return organiser is not None and any(
            part.kind.id in ("chi_bo", "chi_doan") for part in organiser.chain()
        )

    def _own(self, kind: Row, head: str = "") -> Organisation:
        """The host's own body of `kind`: `Đảng ủy` -> `Đảng ủy Viện X`, `Ban Thường vụ` -> that of it."""
        assert self._host is not None
        own = self._own_name(kind, head)
        self._roots[own.name] = self._organisation(self._host).name
        return own

    def _head_of(self, kind: Row) -> str:
        """The head as the organiser's name prints it: Đoàn cơ sở, Công đoàn cơ sở."""
        chain = self.organiser_parsed.chain() if self.organiser_parsed else ()
        return next((part.label for part in chain if part.kind.id == kind.id), kind.forms[0])

    def _own_name(self, kind: Row, head: str) -> Organisation:
        assert self._host is not None
        host = self._organisation(self._host)
        label = kind["label"] or head or kind.forms[0]
        organiser = self.organiser_parsed
        if self._host.kind.id in _COMMITTEE_OF_PLACE and kind.id in ("dang_bo", "ban_chap_hanh"):
            rank = _rank_of(self._host)
            level = "tỉnh" if rank == "1" else "huyện"
            place = f"{level} {self._host.words or self._host.place or self._place(rank)}".strip()
            party = "Đảng bộ " if kind.id == "ban_chap_hanh" else ""
            return Organisation(f"{label} {party}{place}", kind.id, host.scope)
        if kind.id in ("ban_chap_hanh", "ban_thuong_vu", "uy_ban_kiem_tra"):
            if self._host.kind.id in _COMMITTEE_OF_PLACE:
                return Organisation(f"{label} {host.name}", kind.id, host.scope)
            party = [
                p.kind
                for p in (organiser.chain() if organiser else ())
                if p.kind.id
                in ("dang_bo", "chi_bo", "cong_doan", "doan_thanh_nien", "chi_doan", "dang_uy")
            ]
            if not party and self._host.kind["group"] == "hoi":
                return Organisation(f"{label} {host.name}", kind.id, host.scope)
            over = party[0]["label"] or self._head_of(party[0]) if party else "Đảng bộ"
            if kind.id != "ban_chap_hanh" and over == "Đảng bộ":
                over = "Đảng ủy"
            return Organisation(f"{label} {over} {host.name}", kind.id, host.scope)
        return Organisation(f"{label} {host.name}", kind.id, host.scope)

    # -- places -----------------------------------------------------------------

    def _find_places(self) -> dict[str, Counter[str]]:
        places: dict[str, Counter[str]] = {}
        parser, text = self._parser, self._document.text
        for hit in parser.hits.of("cap_dia_phuong"):
            at = skip_blanks(text, hit.end)
            end = parser._capitals(at, len(text), most=3)
            if end is not None and at > hit.end:
                key = hit.row["level"]
                name = _tidy(text[at:end])
                places.setdefault(key, Counter())[f"{hit.row['label']} {name}"] += 1
        for one in self._all:
            for part in one.chain():
                rank = _rank_of(part)
                if rank and part.words:
                    level = "tỉnh" if rank == "1" else "huyện"
                    places.setdefault(rank, Counter())[f"{level} {part.words}"] += 2
        return places

    def _place(self, rank: str, level: str = "") -> str:
        """The name of the one place of a rank that the report is about, "" where there are several."""
        counts: Counter[str] = Counter()
        for name, count in self._places.get(rank, Counter()).items():
            word, _, place = (
                name.partition(" ")
                if not name.startswith(("thành phố", "thị xã"))
                else (" ".join(name.split()[:2]), "", " ".join(name.split()[2:]))
            )
            if not level or word == level:
                counts[place] += count
        best = counts.most_common(2)
        if not best or (len(best) > 1 and best[0][1] < 2 * best[1][1]):
            return ""
        return best[0][0]

    # -- the host -----------------------------------------------------------------

    def _find_organiser(self) -> Parsed | None:
        """The subject of `tổ chức` in the opening sentences or the title."""
        document = self._document
        title = document.title
        spans = [(s.start, s.end) for s in list(document.body())[:4]]
        spans += [(title.start, title.end)] if title else []
        starts = [p.start for p in self._all]
        for start, end in spans:
            inside = self._all[bisect_left(starts, start) : bisect_left(starts, end)]
            best: tuple[int, int] | None = None
            for index, one in enumerate(inside):
                hosting = _HOSTING.match(document.folded, one.end, end)
                if hosting is None or not self._can_host(one):
                    continue
                if best is None or hosting.end() == best[0]:
                    joined = (
                        best is not None
                        and "phối hợp" in document.folded[inside[best[1]].end : one.start]
                    )
                    if not joined:
                        best = (hosting.end(), index)
            if best is not None:
                return inside[best[1]]
        return self._named_in_meeting(spans)

    def _named_in_meeting(self, spans: Sequence[tuple[int, int]]) -> Parsed | None:
        """`Đại hội đại biểu Đảng bộ huyện X`, `cuộc họp của Ban Thường vụ Y`: the body whose it is."""
        for start, end in spans:
            for one in self._all:
                if not start <= one.start < end or not self._can_host(one):
                    continue
                if _MEETING_OF.search(self._document.folded, max(start, one.start - 60), one.start):
                    return one
        return None

    @staticmethod
    def _can_host(parsed: Parsed) -> bool:
        return parsed.kind["group"] != "trung_uong" or parsed.kind.id in ("quoc_hoi", "chinh_phu")

    @staticmethod
    def _join(label: str, words: str) -> str:
        words = " ".join(words.split())
        return f"{label} {words}" if words else label


def _association(root: Parsed | None) -> Parsed | None:
    """The association itself where its central committee is the host: Trung ương Hội X -> Hội X."""
    if root is None or root.kind.id not in ("trung_uong_hoi", "bch_tw_hoi") or not root.words:
        return root
    hoi = kind_rows()["hoi"]
    return Parsed(root.start, root.end, hoi, words=root.words, head=hoi.forms[0])


def _unmarked(letters: str) -> str:
    """Capital letters without their marks, Đ kept: ỦBQL -> UBQL."""
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))


def _rank_of(parsed: Parsed) -> str:
    """The rank of place that a committee by its head stands for: Huyện ủy, Huyện đoàn -> 2."""
    rank = _COMMITTEE_OF_PLACE.get(parsed.kind.id, "")
    if parsed.kind.id != "tinh_doan":
        return rank
    return _LEVEL_OF_HEAD.get(fold(parsed.label).split()[0], "")


def _rank(level: str) -> str:
    return next((row["level"] for row in table("cap_dia_phuong") if row["label"] == level), "")


def _shortened(short: list[str], full: list[str]) -> bool:
    """Whether `short` is `full` with words left out: first and last kept, or only the place gone."""
    if len(short) >= len(full) or short[0] != full[0] or len(short) < 3:
        return False
    if full[: len(short)] == short and full[len(short)] in ("tỉnh", "thành", "huyện", "việt"):
        return True
    if short[-1] != full[-1] or len(short) < 4:
        return False
    at = iter(full)
    return all(any(word == other for other in at) for word in short)


def find_organisations(
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
    document, out = parser.document, []
    for word in _SHORT.finditer(document.text):
        at = bisect_left(starts, word.end()) - 1
        if word[0] not in parser.spelled or (at >= 0 and spans[at][1] > word.start()):
            continue
        sentence = document.sentence_at(word.start())
        one = parser.abbreviated(word.start(), sentence.end) if sentence else None
        if one is not None and not (out and one.start < out[-1].end):
            out.append(one)
    return out
