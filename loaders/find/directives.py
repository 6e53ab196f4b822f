"""Find what the meeting, or a person at it, tells others to do.

Two forms: a list (`1. …`, `(1) …`, `Một là, …`, dashes) that a head announces, and requests in
prose (`yêu cầu …; đề nghị …`), one for each addressed group or clause. What a report tells as done
is no directive, nor is a petition to a superior.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from loaders.document import BlockKind, Document, Sentence
from loaders.find.acts import Actor
from loaders.find.organisations import Mention, Organisations
from loaders.model import Organisation, Span
from ontology.lexicon import Hit, Terms, fold, table

_ARABIC = re.compile(r"\s*(\d{1,2})\s*[.)/]\s*(?=[^\W\d])")
_BRACKETED = re.compile(r"\((\d{1,2})\)\s*")
_DASH = re.compile(r"\s*[-+•*–]\s*(?=[^\W\d])")
_INLINE = re.compile(r"(?:(?<=[:;.,])\s+|^\s*)\((\d{1,2})\)\s*")
_TRAILING = " \t./;,:…"
_ADDRESSEE_REACH = 170
_GAP = 60  # code points between a speaker and the word that opens a request
_MIN_WORDS = 4
_DONE = re.compile(r"^(?:[^,;]{0,40}\b)?(?:đã|được|kết quả|trong \d+ tháng (?:qua|đầu năm))\b")
_UPWARD = ("khoi", "tinh_uy", "chinh_phu", "quoc_hoi", "bo", "ban_chap_hanh_tw", "bo_chinh_tri")
_LEADING = ("đã", "phát biểu", "dự", "dự,", "và", "lãnh đạo,", "ban", "sự", "được", "luôn", "trực tiếp")
_SUBJECT_GAP = re.compile(r"\s*(?:cũng|đã|sẽ|còn|và|,|tiếp tục|thống nhất)*\s*")


@dataclass(frozen=True, slots=True)
class Instruction:
    """A directive with its issuer as found: a person's name, a body, or None."""

    number: int
    issuer: str | Organisation | None
    addressee: str
    text: str
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class _Item:
    """A directive before it has its number: printed number or None, addressee, text."""

    start: int
    end: int
    number: int | None
    issuer: str | Organisation | None
    addressee: str
    rule: str


@cache
def _openers() -> Terms:
    return Terms("yeu_cau")


@cache
def _verbs() -> Terms:
    return Terms("dong_tu_chi_dao")


@cache
def _ordinals() -> dict[str, int]:
    return {fold(form): int(row["value"]) for row in table("so_thu_tu") for form in row.forms}


@cache
def _ordinal_words() -> re.Pattern[str]:
    forms = sorted(_ordinals(), key=len, reverse=True)
    return re.compile(r"\s*(" + "|".join(map(re.escape, forms)) + r")\b\s*[,:.-]?\s*")


def find_directives(
    document: Document,
    actors: Sequence[Actor],
    organisations: Organisations,
) -> list[Instruction]:
    """The directives of a report in the order of the text."""
    finder = _Finder(document, actors, organisations)
    items = finder.lists()
    covered = [(item.start, item.end) for item in items]
    items += [i for i in finder.prose() if not any(s <= i.start < e for s, e in covered)]
    return finder.numbered(sorted(items, key=lambda i: i.start))


class _Finder:
    def __init__(
        self, document: Document, actors: Sequence[Actor], organisations: Organisations
    ) -> None:
        self._document = document
        self._text, self._folded = document.text, document.folded
        self._actors = actors
        self._leads = [a.lead for a in actors]
        self._organisations = organisations
        self._openers = list(_openers().find(document.folded))
        self._opener_starts = [h.start for h in self._openers]

    # -- lists -------------------------------------------------------------------

    def lists(self) -> list[_Item]:
        out: list[_Item] = []
        blocks = [
            (i, b)
            for i, b in enumerate(self._document.blocks)
            if b.kind in (BlockKind.PARAGRAPH, BlockKind.CAPTION)
        ]
        at = 0
        while at < len(blocks):
            series, after = self._series(blocks, at)
            if len(series) >= 2 and (head := self._head(blocks, at, series[0])):
                issuer, addressee, rule = head
                out += [replace(i, issuer=issuer, addressee=addressee, rule=rule) for i in series]
                at = after
            else:
                at += 1
        return out

    def _series(
        self, blocks: list[tuple[int, object]], at: int
    ) -> tuple[list[_Item], int]:
        """The points of a list that begins in the block at `at`, and the block after it."""
        block = self._document.blocks[blocks[at][0]]
        inline = self._inline(block.start, block.end)
        items = inline
        kind = _BRACKETED if inline else None
        if not inline:
            first = self._point(block.start, block.end, 1, None)
            if first is None:
                return [], at + 1
            kind, item = first
            items = [item]
        following = at + 1
        while following < len(blocks):
            other = self._document.blocks[blocks[following][0]]
            expected = (items[-1].number or 0) + 1
            point = self._point(other.start, other.end, expected, kind)
            if point is None:
                break
            items = [*items, point[1]]
            following += 1
        return items, following

    def _inline(self, start: int, end: int) -> list[_Item]:
        """`… như sau: (1) …; (2) …` within one block; only the first may stand there."""
        marks = [m for m in _INLINE.finditer(self._text, start, end)]
        marks = [m for n, m in enumerate(marks, start=1) if int(m[1]) == n]
        if not marks or not self._text[start : marks[0].start()].rstrip().endswith(":"):
            return []
        bounds = [*(m.start() for m in marks[1:]), end]
        return [
            self._item(mark.end(), bound, int(mark[1]))
            for mark, bound in zip(marks, bounds, strict=True)
        ]

    def _point(
        self, start: int, end: int, expected: int, kind: re.Pattern[str] | None
    ) -> tuple[re.Pattern[str], _Item] | None:
        for pattern in (_ARABIC, _BRACKETED, _ordinal_words(), _DASH):
            if kind is not None and pattern is not kind:
                continue
            source = self._folded if pattern is _ordinal_words() else self._text
            mark = pattern.match(source, start, end)
            if mark is None:
                continue
            if pattern is _DASH:
                return pattern, self._item(mark.end(), end, None)
            number = _ordinals()[mark[1]] if pattern is _ordinal_words() else int(mark[1])
            if number == expected:
                return pattern, self._item(mark.end(), end, number)
        return None

    def _item(self, start: int, end: int, number: int | None) -> _Item:
        while end > start and self._text[end - 1] in _TRAILING:
            end -= 1
        return _Item(start, end, number, None, "", "list")

    def _head(
        self, blocks: list[tuple[int, object]], at: int, first: _Item
    ) -> tuple[str | Organisation | None, str, str] | None:
        """Issuer, addressee and rule where the words before a list announce directives."""
        block = self._document.blocks[blocks[at][0]]
        start, end = block.start, first.start
        own = self._text[start:end].strip()
        if not own.endswith(":") and len(own) < 14 and at:
            block = self._document.blocks[blocks[at - 1][0]]
            start, end = block.start, block.end
            if not self._text[start:end].rstrip().endswith((":", ".", "sau")):
                return None
        announced = [
            h for h in self._between(start, end) if h.row["kind"] in ("dong_tu", "nhiem_vu", "mo_ta")
        ]
        if not announced or not self._text[start:end].rstrip(" (1)\n").endswith((":", "sau", "sau.")):
            return None
        if all(h.row["kind"] == "mo_ta" for h in announced):
            return None
        if self._is_past(start, end):
            return None
        issuer = self._issuer_in(start, end)
        requests = [h for h in announced if h.row["kind"] == "dong_tu"]
        addressee = self._addressee(requests[-1].end, end)[0] if requests else ""
        return issuer, addressee, "list:" + announced[-1].row.id

    def _is_past(self, start: int, end: int) -> bool:
        """A list of results: `đã đạt được những kết quả sau:`."""
        tail = self._folded[max(start, end - 160) : end]
        return "kết quả" in tail and not any(h.row["kind"] == "dong_tu" for h in self._between(start, end))

    def _issuer_in(self, start: int, end: int) -> str | Organisation | None:
        actor = self._last_actor(start, end)
        if actor is not None:
            return actor.name
        mention = self._first_body(start, end)
        if mention is not None:
            return mention.organisation
        return self._organisations.organiser

    def _first_body(self, start: int, end: int) -> Mention | None:
        inside = self._organisations.within(start, end)
        return inside[0] if inside else None

    def _last_actor(self, start: int, end: int) -> Actor | None:
        at = bisect_left(self._leads, end)
        inside = [a for a in self._actors[max(0, at - 4) : at] if a.lead >= start]
        return inside[-1] if inside else None

    # -- prose -------------------------------------------------------------------

    def prose(self) -> Iterator[_Item]:
        speaker: str | Organisation | None = None
        block = -1
        for sentence in self._document.body():
            if self._document.blocks[sentence.block].kind is BlockKind.CAPTION:
                continue
            if sentence.block != block:
                block, speaker = sentence.block, None
            request = self._request(sentence)
            if request is not None:
                hit, speaker = request
                yield from self._clauses(hit.end, sentence.end, speaker, f"prose:{hit.row.id}")
            elif speaker is not None and self._continues(sentence):
                yield from self._clauses(sentence.start, sentence.end, speaker, "prose:continued")
            elif self._last_actor(sentence.start, sentence.end) is not None:
                speaker = None

    def _request(self, sentence: Sentence) -> tuple[Hit, str | Organisation] | None:
        """The word that opens a request in the sentence, and who makes it."""
        for hit in self._between(sentence.start, sentence.end):
            if hit.row["kind"] != "dong_tu" or self._text[hit.end : sentence.end].endswith(":"):
                continue
            who = self._speaker(sentence, hit)
            if who is None or self._petition(hit, who):
                continue
            after = self._folded[hit.end : hit.end + 2]
            if after[:1] in (".", ")") or self._is_noun(hit):
                continue
            return hit, who
        return None

    def _is_noun(self, hit: Hit) -> bool:
        """`đáp ứng yêu cầu`, `phát biểu chỉ đạo`, `đã chỉ đạo`: no request."""
        before = self._folded[max(0, hit.start - 12) : hit.start].rstrip()
        if hit.row.id == "chi_dao" and before.endswith(_LEADING):
            return True
        after = self._folded[hit.end : hit.end + 5]
        nouns = ("đáp ứng", "theo", "các", "những", "về", "được", "tờ trình", "có", "sự", "và các", "lãnh đạo,")
        return before.endswith(nouns) or after.startswith((" của", " về", " công tác"))

    def _speaker(self, sentence: Sentence, hit: Hit) -> str | Organisation | None:
        actor = self._last_actor(sentence.start, hit.start)
        if actor is not None and actor.tail <= hit.start:
            gap = self._folded[actor.tail : hit.start]
            if ";" not in gap and "." not in gap:
                return actor.name
        for mention in reversed(self._organisations.within(sentence.start, hit.start)):
            if _SUBJECT_GAP.fullmatch(self._folded, mention.end, hit.start):
                return mention.organisation
            break
        return None

    def _petition(self, hit: Hit, who: str | Organisation) -> bool:
        """Whether the request goes up: a body that asks its superior."""
        at = hit.end + 1
        while self._folded[at : at + 1] == " ":
            at += 1
        to = self._organisations.at(at)
        host = self._organisations.host
        if to is None or (host is not None and to.organisation.name.endswith(host.name)):
            return False
        kinds = (to.organisation.kind, *(h.kind for h in to.hosts))
        return not isinstance(who, str) and any(kind in _UPWARD for kind in kinds)

    def _continues(self, sentence: Sentence) -> bool:
        """Whether a sentence goes on with what its paragraph's speaker asks for."""
        if self._last_actor(sentence.start, sentence.end) is not None:
            return False
        if _DONE.match(self._folded[sentence.start : sentence.start + 90]):
            return False
        verbs = [
            h for h in _verbs().find(self._folded[sentence.start : sentence.start + 140])
            if h.row["strong"]
        ]
        return bool(verbs)

    def _clauses(
        self, start: int, end: int, who: str | Organisation, rule: str
    ) -> Iterator[_Item]:
        at = start
        for piece in self._text[start:end].split(";"):
            stop = at + len(piece)
            item = self._clause(at, stop, who, rule)
            if item is not None:
                yield item
            at = stop + 1

    def _clause(
        self, start: int, end: int, who: str | Organisation, rule: str
    ) -> _Item | None:
        while start < end and self._text[start] in " ,:–-\n":
            start += 1
        while end > start and self._text[end - 1] in _TRAILING:
            end -= 1
        if len(self._text[start:end].split()) < _MIN_WORDS:
            return None
        addressee, begin = self._addressee(start, end)
        return _Item(begin, end, None, who, addressee, rule)

    def _addressee(self, start: int, end: int) -> tuple[str, int]:
        """Whom the words from `start` address, and where what is to be done begins."""
        limit = min(end, start + _ADDRESSEE_REACH)
        while start < limit and self._text[start] in " ,:":
            start += 1
        for hit in _verbs().find(self._folded[start:limit]):
            words = self._text[start : start + hit.start].strip(" ,:")
            if not words:
                return "", start
            if any(mark in words for mark in "“”"):
                return "", start
            return words, start + hit.start
        return self._text[start:limit].strip(" ,:") if self._text[start:end].endswith(":") else "", start

    # -- all -----------------------------------------------------------------------

    def _between(self, start: int, end: int) -> list[Hit]:
        low = bisect_left(self._opener_starts, start)
        high = bisect_left(self._opener_starts, end)
        return [h for h in self._openers[low:high] if h.end <= end]

    def numbered(self, items: Sequence[_Item]) -> list[Instruction]:
        out: list[Instruction] = []
        used: set[int] = set()
        for item in items:
            number = item.number
            if number is None or number in used:
                number = max(used, default=0) + 1
            used.add(number)
            out.append(
                Instruction(
                    number=number,
                    issuer=item.issuer,
                    addressee=" ".join(item.addressee.split()),
                    text=" ".join(self._text[item.start : item.end].split()),
                    span=Span(item.start, item.end),
                    rule=item.rule,
                )
            )
        return out
