"""Read posts as printed: `Phó Bí thư` + `Đảng ủy X`, and posts in a row of one person."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from loaders.document import UPPER, Document
from loaders.find.abbreviations import defined
from loaders.find.names import (
    WORD,
    NameHits,
    cities,
    is_general,
    place_end,
    said_with_level,
    skip_blanks,
    skip_of,
)
from loaders.find.organisation_names import Parser
from loaders.find.patterns import any_of
from loaders.find.places import CITY, PROVINCE, level_of, levels
from loaders.find.printed_names import Parsed, has_trait, kind_rows
from loaders.model import Status
from loaders.repair_syllables import is_syllable
from ontology.lexicon import Hit, Row, fold

_IN_CODE = re.compile(r"[./&]|[-–]\w")  # after a part of a code: `QĐ-CT`
_CODE_BEFORE = re.compile(r"[./&]$|[\dA-ZĐƯ][-–]$")
_LIST_REACH = 90  # code points of a post with its body, before the list of its holders
_ABBREVIATED = 4  # code points up to which a post is an abbreviation
_LOWER = re.compile(rf"(?:[^\W\d_{UPPER}]++ ?){{1,6}}\b")  # words in small letters
_ENTERPRISE = "cong_ty"  # the kind of `to_chuc` whose heads may lead what has only a name
_WORK_REACH = 40  # code points of the work that stands between a post and its body


class Chunk(NamedTuple):
    """One post as printed: `[start, end)` with its body where it is named."""

    start: int
    end: int
    role: Row
    status: Status
    body: Parsed | None


def find_chunks(document: Document, hits: NameHits, parser: Parser) -> list[Chunk]:
    """Every post of the body with what follows it, in order."""
    reader = _Reader(document, hits, parser)
    out: list[Chunk] = []
    for index, hit in enumerate(hits.hits):
        if hit.row.table != "chuc_vu" or (out and hit.start < out[-1].end):
            continue
        sentence = document.sentence_at(hit.start)
        if sentence is None:
            continue
        several = not _is_post(document, hit)
        if several and not _announces(document, hit):
            continue
        chunk = reader.chunk(index, hit, sentence.end)
        if several and not document.text.startswith(":", chunk.end):
            continue
        if out and _carries_on(document, out[-1], chunk):
            out[-1] = out[-1]._replace(end=chunk.end, body=chunk.body)
        elif chunk.body is not None or not has_trait(hit.row, "can_to_chuc"):
            out.append(chunk)
    return out


def _is_post(document: Document, hit: Hit) -> bool:
    """Abbreviations count only in capitals: `PGĐ`; `các Giám đốc` is no post of one person."""
    printed = document.text[hit.start : hit.end]
    if len(printed) <= _ABBREVIATED and "." not in printed:
        return (
            printed.isupper()
            and not _IN_CODE.match(document.text, hit.end)
            and (not _CODE_BEFORE.search(document.text, max(0, hit.start - 2), hit.start))
        )
    return not is_general(document.folded, hit.start)


def _announces(document: Document, hit: Hit) -> bool:
    """Whether a list may follow: `các Phó Chủ tịch Hội: Lò Văn Mây, Cù Thị Suối`."""
    listed = document.text.find(":", hit.end, hit.end + _LIST_REACH) >= 0
    return listed and is_general(document.folded, hit.start)


def _carries_on(document: Document, chunk: Chunk, following: Chunk) -> bool:
    """`Phó Bí thư phụ trách Huyện đoàn`: one post."""
    return (
        bool(following.role["status"])
        and following.body is not None
        and chunk.body is None
        and not document.text[chunk.end : following.start].strip()
    )


class _Reader:
    def __init__(self, document: Document, hits: NameHits, parser: Parser) -> None:
        self._document, self._hits, self._parser = document, hits, parser
        self._heads = [hit.start for hit in hits.of("to_chuc")]

    def chunk(self, index: int, hit: Hit, limit: int) -> Chunk:
        """The post of `hit`, the `index`-th term of the document, up to `limit`."""
        start, status = self._status(index, hit)
        end = self._past_field(hit, limit)
        body = self._body(hit, end, limit)
        return Chunk(start, body.end if body else end, hit.row, status, body)

    def _past_field(self, hit: Hit, limit: int) -> int:
        """The end of a post with what its holder is in charge of: `Phó Chủ tịch phụ trách y tế`."""
        explained = defined().match(self._document.text, hit.end, limit)
        if explained is not None:  # `Ủy viên Ban Thường vụ (BTV) Tỉnh ủy`
            return explained.end()
        charge = _in_charge().match(self._document.folded, hit.end, limit)
        words = _LOWER.match(self._document.text, charge.end(), limit) if charge else None
        if words is None:
            return hit.end
        stops = (other.start() for other in _of().finditer(self._document.folded, *words.span()))
        return next(stops, words.end())

    def _status(self, index: int, hit: Hit) -> tuple[int, Status]:
        """Where the post begins, `nguyên`, `quyền` … before it included, and how it is held."""
        told = hit.row["status"]
        own = Status(told) if told else Status.CURRENT
        before = self._hits.hits[index - 1] if index else None
        if before is None or before.row.table != "trang_thai_chuc_vu":
            return hit.start, own
        if self._document.text[before.end : hit.start].strip():
            return hit.start, own
        return before.start, own if told else Status(before.row["status"])

    def _body(self, hit: Hit, end: int, limit: int) -> Parsed | None:
        """The body named after a post that ends at `end`, with the head that the post holds."""
        role, text = hit.row, self._document.text
        at = skip_of(text, skip_blanks(text, end))
        joined = at == end and text[end - 1] != "."  # `CT.UBND` needs no blank
        following = self._hits.by_start.get(at)
        beside = following.row.table if following is not None else ""
        if joined or at >= limit or beside in ("xung_ho", "chuc_vu"):
            return None
        if role["head"] and end == hit.end and self._goes_on(hit):
            return self._with_head(hit, at, limit)
        if beside == "to_chuc":
            return self._parser.parse(at, limit, loose=True)
        if role["head"]:
            return self._with_head(hit, at, limit)
        if beside == "cap_dia_phuong":
            return self._of_place(role, at, limit)
        if has_trait(role, "co_viec") and (past := self._past_work(at, limit)):
            return self._parser.parse(past, limit, loose=True)
        return (
            self._of_named_place(role, at, limit)
            or self._parser.abbreviated(at, limit)
            or self._own_name_alone(role, at, limit)
        )

    def _own_name_alone(self, role: Row, at: int, limit: int) -> Parsed | None:
        """`Giám đốc Mayobank Hải Vân`: an enterprise by a name that is no Vietnamese word."""
        text, word = self._document.text, WORD.match(self._document.text, at)
        if word is None or not word[0][0].isupper() or is_syllable(word[0]):
            return None
        if _ENTERPRISE not in role["expects"].split() or self._parser.words.person_at(at):
            return None
        kind = next(row for row in kind_rows().values() if has_trait(row, "khong_dau"))
        body = Parsed(at, word.end(), kind, head=word[0])
        after = skip_blanks(text, word.end())
        place = place_end(self._document.folded, after)
        if place is not None and place <= limit and text[after].isupper():
            body.words, body.end = text[after:place], place
        elif text[after : after + 1].isupper() and not word[0].isupper():
            return None  # rather a person's name
        return body

    def _of_named_place(self, role: Row, at: int, limit: int) -> Parsed | None:
        """`Chủ tịch Hải Vân`, `Bí thư Hải Vân`: the body that leads the province or city."""
        text, end = self._document.text, place_end(self._document.folded, at)
        if end is None or end > limit or not text[at].isupper():
            return None
        place = text[at:end]
        if place in said_with_level():
            return None  # Chủ tịch Hồ Chí Minh
        level = CITY if fold(place) in cities() else level_of(PROVINCE)
        committee, government = (levels()[level][body] for body in ("committee", "government"))
        expects = role["expects"].split()
        if committee in expects:
            return Parsed(at, end, kind_rows()[committee], words=place)
        if government in expects:
            return Parsed(at, end, kind_rows()[government], level=level, place=place)
        return None

    def _goes_on(self, hit: Hit) -> bool:
        """Whether a head that begins in the post goes on: `Chánh Văn phòng Trung ương Đảng`."""
        inside = self._inside(hit)
        head = self._parser.head_within(inside) if inside is not None else None
        return head is not None and head.end > hit.end

    def _inside(self, hit: Hit) -> int | None:
        """Where the head of the body begins within a post: `Văn phòng` of `Chánh Văn phòng`."""
        inside = hit.end - len(hit.row["head"])
        same = self._document.folded[inside : hit.end] == hit.row["head"].casefold()
        return inside if same else None

    def _with_head(self, hit: Hit, at: int, limit: int) -> Parsed | None:
        """`Trưởng phòng Kế hoạch`, `Trưởng Ban Dân vận`: the head of the body is in the post."""
        role = hit.row
        beside = self._parser.named(at, kind_rows()[role["expects"].split()[0]], limit)
        if (inside := self._inside(hit)) is None:
            return beside
        within = self._parser.parse(inside, limit, loose=True)
        found = [body for body in (within, beside) if body is not None and body.end > hit.end]
        return max(found, key=lambda body: body.end, default=None)

    def _of_place(self, role: Row, at: int, limit: int) -> Parsed | None:
        """`Chủ tịch tỉnh Hải Vân`, `Bí thư huyện`: the body that leads the place."""
        level = self._hits.by_start[at].row
        for kind in (level["committee"], level["government"]):
            if kind and kind in role["expects"].split():
                return self._parser.named(at, kind_rows()[kind], limit)
        return None

    def _past_work(self, at: int, limit: int) -> int | None:
        """Where the body begins in `Nhân viên quản lý dự án Ban X`: past the work."""
        following = bisect_left(self._heads, at)
        head = self._heads[following] if following < len(self._heads) else limit
        if head >= min(limit, at + _WORK_REACH):
            return None
        return None if any(mark in self._document.text[at:head] for mark in ",;.-") else head


@cache
def _in_charge() -> re.Pattern[str]:
    return re.compile(rf" {any_of('quanh_ten', 'kind', 'phu_trach')} ")


@cache
def _of() -> re.Pattern[str]:
    return re.compile(rf" {any_of('quanh_ten', 'kind', 'cua')} ")


@cache
def term() -> str:
    """The term of office, as a pattern: `nhiệm kỳ 2025 - 2030`, `khóa XVIII`."""
    return any_of(
        "quanh_ten", "kind", "nhiem_ky", holes={"k": r"[ivxlc\d]+", "n": r"\d{4} ?- ?\d{4}"}
    )


@cache
def _joint() -> re.Pattern[str]:
    """What stands between two posts of one person: a comma, a dash, `kiêm`, `, đồng thời là`."""
    joining = any_of("quanh_ten", "kind", "noi_chuc")
    return re.compile(rf"(?:,? {term()})?[ ]*(?:,[ ]*{joining}?|-|{joining}|\()[ ]*")


def sequences(document: Document, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, ...]]:
    """Chunks that follow one another with nothing but a joint between them."""
    current: list[Chunk] = []
    for chunk in chunks:
        if current and not _follows(document, current[-1], chunk):
            yield tuple(current)
            current = []
        current.append(chunk)
    if current:
        yield tuple(current)


def _follows(document: Document, chunk: Chunk, following: Chunk) -> bool:
    if _joint().fullmatch(document.folded, chunk.end, following.start):
        return True
    # bổ nhiệm A, Trưởng khoa X giữ chức Phó Hiệu trưởng
    gap = document.text[chunk.end : following.start]
    return following.status is Status.APPOINTED and not gap.strip()
