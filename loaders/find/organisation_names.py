"""Read the names of organisations where their heads stand: `Đảng ủy` + `Sở` + `KH&CN`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from loaders.document import Document
from loaders.find.abbreviations import SHORT, defined, explained, initials, spell, tidy
from loaders.find.fields import field_end
from loaders.find.names import (
    WORD,
    NameHits,
    ends_name,
    is_general,
    skip_blanks,
    skip_of,
)
from loaders.find.organisation_words import NameWords
from loaders.find.printed_names import Parsed, head_of
from ontology.lexicon import Hit, Row, Terms, fold

_BRACKETS = ("(", " (")
_HEAD_REACH = 60  # longer than any head
_WORD_REACH = 12  # code points that hold the word before a name
_DEEPEST = 8  # bodies in a chain: Ban Thường vụ Đảng ủy Văn phòng Sở … has four


@cache
def _every_head() -> Terms:
    return Terms("to_chuc")


@dataclass
class Parser:
    """Reads names of organisations where their heads stand."""

    document: Document
    hits: NameHits
    words: NameWords
    spelled: dict[str, str] = field(default_factory=dict)  # abbreviations that the report explains
    _heads: dict[str, tuple[Row, int] | None] = field(default_factory=dict)  # of full names

    @cached_property
    def shorts(self) -> list[re.Match[str]]:
        """The words of the text that may be abbreviations."""
        return list(SHORT.finditer(self.document.text))

    def parse(
        self, start: int, limit: int, *, loose: bool = False, depth: int = 0
    ) -> Parsed | None:
        """The organisation whose head stands at `start`, not reaching past `limit`.

        `loose` (after a post) lets a head in lower case begin a name. `depth` is how many bodies
        stand before it in a chain.
        """
        hit = self.hits.heads.get(start) or (self.head_within(start) if loose else None)
        if hit is None or hit.end > limit or depth > _DEEPEST:
            return None
        by_name = hit.row["after"] == "name"
        lower = not loose and not self.document.text[start].isupper()
        common = lower and not self._proper(hit)
        named = common and self._opens_name(hit, limit)
        if common and by_name and not named and not self._brackets(start, limit):
            return None
        head = spell(self.document.text[hit.start : hit.end], self.spelled)
        head = head[0].upper() + head[1:]
        parsed = Parsed(hit.start, hit.end, hit.row, head_end=hit.end, head=head, depth=depth)
        self._after_head(parsed, limit, loose)
        if common and (parsed.bare or (by_name and not named)):
            return None
        if parsed.bare and not common and self._generic(start):
            return None
        return parsed

    def _opens_name(self, hit: Hit, limit: int) -> bool:
        """Whether a head in lower case begins a name: `cục Tổ chức cán bộ`, `sở Y tế`.

        A field of work in capitals goes on, of one body.
        """
        text, folded, at = self.document.text, self.document.folded, hit.end + 1
        if at >= limit or not text[at].isupper() or text[at - 1] != " ":
            return False
        field, word = field_end(folded, at), WORD.match(folded, at)
        if field is None or word is None or self._generic(hit.start) or self._compound(hit.start):
            return False
        return field > word.end() or not ends_name(text, folded, at)

    def _compound(self, start: int) -> bool:
        """Whether what stands at `start` goes on with a capitalised word: `Quân đội`."""
        before = self.document.text[max(0, start - _WORD_REACH) : start].split(" ")
        return len(before) > 1 and not before[-1] and before[-2][:1].isupper()

    def _brackets(self, start: int, limit: int) -> bool:
        """Whether an abbreviation may be explained in `[start, limit)`."""
        return self.document.text.find("(", start, limit) >= 0

    def head_within(self, start: int) -> Hit | None:
        """The head that stands inside a longer term: `Ban Dân vận` in `Trưởng Ban Dân vận`."""
        found = _every_head().within(self.document.folded, start, start + _HEAD_REACH)
        return found[0] if found and found[0].start == start else None

    def _proper(self, hit: Hit) -> bool:
        """Whether a head has its capitals within: `ban Bí thư`, `trường THPT Hải Vân`."""
        text = self.document.text
        rest = text[hit.start + 1 : hit.end]
        if rest.lower() == rest or not any(form[1:] == rest for form in hit.row.forms):
            return False
        named = hit.row["after"] == "name" and text[hit.end + 1 : hit.end + 2].isupper()
        return named or hit.row["after"] == "none"

    def _generic(self, start: int) -> bool:
        """`các Chi bộ`, `mỗi Phòng`: no body in particular."""
        return is_general(self.document.folded, start)

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
        if full not in self._heads:
            self._heads[full] = head_of(full)
        known = self._heads[full]
        if known is None:
            return None
        row, size = known
        parsed = Parsed(start, word.end(), row, head=full[:size])
        parsed.words = tidy(full[size:])
        after = skip_blanks(self.document.text, word.end())
        if local := self._local(after, limit):
            words = spell(self.document.text[after:local], self.spelled)
            if f" {words.split()[0]} " not in full:  # the level that the full name says
                parsed.words = f"{parsed.words} {words}".strip()
            parsed.end = local
        elif after > word.end() and self.words.goes_on(after, limit):
            more = Parsed(after, after, row, head_end=after, depth=parsed.depth)
            self._take_words(more, after, limit, loose=False)
            parsed.words = f"{parsed.words} {more.words}".strip()
            parsed.end = max(parsed.end, more.end)
        return parsed

    def _after_head(self, parsed: Parsed, limit: int, loose: bool) -> None:
        text, follows = self.document.text, parsed.kind["after"]
        at = skip_blanks(text, parsed.end)
        if follows == "none" or at >= limit or (at == parsed.end and at != parsed.start):
            self._definition(parsed, limit)
            return
        if follows in ("host", "place"):
            at = skip_of(text, at)
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
        if at not in self.hits.heads or self.words.person_at(at):
            return False
        loose = not self.document.text[at].isupper()
        host = self.parse(at, limit, loose=loose, depth=parsed.depth + 1)
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
        name_end = self.words.capitals(skip_blanks(text, level.end), limit)
        if name_end is None and parsed.kind["after"] == "name" and not parsed.words:
            return False
        parsed.level = level.row["label"]
        parsed.end = name_end or level.end
        if name_end is not None:
            parsed.place = spell(text[level.end : name_end], self.spelled)
        return True

    def _local(self, at: int, limit: int) -> int | None:
        """The end of `tỉnh Hải Vân`, or of a bare `tỉnh`, at `at`; None where no level stands."""
        level = self.hits.at(at, "cap_dia_phuong")
        if level is None or level.end > limit:
            return None
        return self.words.capitals(skip_blanks(self.document.text, level.end), limit) or level.end

    def _take_words(self, parsed: Parsed, at: int, limit: int, loose: bool) -> None:
        end = self.words.extent(parsed, at, limit)
        if end is not None:
            parsed.end = end
            parsed.words = self._without_head(
                parsed, spell(self.document.text[at:end], self.spelled)
            )
        self._nested(parsed, limit, loose)

    def _without_head(self, parsed: Parsed, words: str) -> str:
        """`Tập đoàn HLG`, where the abbreviation says `Tập đoàn` too: the words without it."""
        head = fold(parsed.label) + " "
        return words[len(head) :] if fold(words).startswith(head) else words

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
        if at not in self.hits.heads or self.words.person_at(at) or at >= limit:
            return
        host = self.parse(at, limit, loose=True, depth=parsed.depth + 1)
        whole = host is not None and (host.kind["after"] == "none" or not host.bare)
        if host is not None and whole and host.kind["over"] != "unitOf":
            parsed.host, parsed.end, parsed.apart = host, host.end, comma

    def _definition(self, parsed: Parsed, limit: int) -> None:
        """`(KH&CN)` after a name: an abbreviation that the report explains; the name may go on."""
        text = self.document.text
        if not text.startswith(_BRACKETS, parsed.end):
            return
        found = defined().match(text, parsed.end)
        if found is None or found.end() > limit:
            return
        short = found[1]
        in_full = explained(text[parsed.start : parsed.end], short)
        if in_full is None and (parsed.kind["after"] != "name" or not parsed.words):
            return
        self.spelled.setdefault(short, in_full or parsed.own_name)
        after = skip_blanks(text, found.end())
        more_follows = self.words.goes_on(after, limit) or self.hits.at(after, "cap_dia_phuong")
        if after > found.end() and more_follows and parsed.kind["after"] == "name":
            parsed.end = found.end()
            self._goes_on(parsed, after, limit)
        elif after > found.end() and parsed.kind["after"] == "host" and parsed.bare:
            if self._take_host(parsed, after, limit):
                return
            parsed.end = found.end()
        elif after > found.end() and parsed.kind["after"] == "place" and not parsed.level:
            if not self._take_place(parsed, after, limit):
                parsed.end = found.end()
                if more_follows and not parsed.words:  # Bảo hiểm xã hội (BHXH) Việt Nam
                    self._take_words(parsed, after, limit, loose=False)
        else:
            parsed.end = found.end()

    def _goes_on(self, parsed: Parsed, after: int, limit: int) -> None:
        """The words of a name that stand behind the brackets: `Hội Làm vườn (HLV) tỉnh`."""
        words = parsed.words
        if local := self._local(after, limit):
            more_words = spell(self.document.text[after:local], self.spelled)
            parsed.end, parsed.words = local, f"{words} {more_words}"
            return
        more = Parsed(after, after, parsed.kind, head_end=after, depth=parsed.depth)
        if self._take_place(more, after, limit) and more.place:
            more.words = f"{more.level} {more.place}"
        else:
            self._take_words(more, after, limit, loose=False)
        if more.words:
            parsed.words = f"{words} {more.words}"
            parsed.end = more.end

    def learn(self, parsed: Iterable[Parsed]) -> None:
        """Take capitals in the text for the initials of a body named in full: `UBQLVNN`."""
        shorts = {word[0] for word in self.shorts} - self.spelled.keys()
        for one in parsed if shorts else ():
            for part in one.chain():
                if " " not in part.words or part.kind["after"] != "name":
                    continue
                short = initials(part.own_name)
                if short is not None and short in shorts:
                    self.spelled.setdefault(short, part.own_name)
