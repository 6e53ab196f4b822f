"""Read a clause that tells somebody to do something: whom it addresses, and what is to be done."""

import re
from typing import NamedTuple

from loaders.document import Document
from loaders.find.directive_verbs import Verbs
from loaders.find.directive_words import (
    ASKS,
    BLANKS,
    SAYS,
    TRAILING,
    around,
    asking,
    doing,
    opening,
)
from loaders.find.organisations import Organisations
from loaders.model import Organisation
from ontology.lexicon import Hit

_REACH = 190  # code points in which the work begins
_SHORT = 50  # a subject of that length stays before its word of duty: `các phòng cần …`
_TOPIC = 260  # code points in which the topic of a clause ends
_LEAST = 4  # words of a directive
_WHEN = re.compile(
    r"(?:ngay )?(?:trong|đến|trước|từ|hết|chậm nhất)(?: hết)? (?:tháng|quý|năm|tuần|ngày)"
    r" (?:này|tới|sau|[\d/ivx-]+),? "
)
_PART = re.compile(r"[,:]\s+")
_ASIDE = re.compile(
    r",? (?:theo|căn cứ|trên cơ sở|trong thời gian tới|thời gian tới|là|nhất|đặc biệt|trước hết"
    r"|(?:trong|từ nay đến|đến|trước) (?:tháng|quý|năm|tuần|ngày|hết|cuối))\b.*$"
)
_CREDIT = re.compile(r"\s*[-–.(]?\s*(?:nguồn )?ảnh\s*:.*$")
_QUOTES = '“”"'
_OPEN = "“\"‘'("


class Item(NamedTuple):
    """A directive before it has its number. `number` as printed, or None."""

    start: int
    end: int
    issuer: str | Organisation | None
    addressee: str
    rule: str
    number: int | None = None


class Clause(NamedTuple):
    """A clause at `[start, end)`: the work begins at `begin`; `addressee` is whom it names.

    `duty` tells by what the work begins: `phai` (a word of duty), `viec` (a verb), or nothing;
    `subject` what stands before it: `to_chuc`, a kind of `mo_dau_cau`, or nothing.
    """

    start: int
    end: int
    begin: int
    addressee: str
    duty: str
    subject: str
    strong: bool = False

    def item(self, issuer: str | Organisation | None, rule: str, addressee: str = "") -> Item:
        """The directive that the clause is; `addressee` where it names none itself."""
        return Item(self.begin, self.end, issuer, self.addressee or addressee, rule)


class Clauses:
    """The clauses of one document."""

    def __init__(self, document: Document, organisations: Organisations) -> None:
        self._document = document
        self._text, self._folded = document.text, document.folded
        self._organisations = organisations
        self._verbs = Verbs(document, organisations)

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """`[start, end)` without blanks, marks and the credit of a photo at its ends."""
        photo = self._folded.find("ảnh", start, end) >= 0
        if photo and (credit := _CREDIT.search(self._folded, start, end)):
            end = credit.start()
        end = self._quote_end(start, end)
        while start < end and self._text[start] in BLANKS:
            start += 1
        while end > start and self._text[end - 1] in TRAILING:
            end -= 1
        if start < end and self._text[start] in _QUOTES:
            closed = end - 1 if self._text[end - 1] in _QUOTES else end
            if not any(mark in self._text[start + 1 : closed] for mark in _QUOTES):
                return self.trim(start + 1, closed)
        return start, end

    def _quote_end(self, start: int, end: int) -> int:
        """Where a quote closes that was opened before `start`; what follows says who spoke."""
        words = self._text[start:end]
        close = words.find("”")
        if close >= 0 and "“" not in words[:close]:
            return start + close
        if words.count('"') % 2:
            last = words.rfind('"')
            opens = words[last + 1 : last + 2].isalnum()
            if last and not opens and (words[last - 1] in " .,!" or last == len(words) - 1):
                return start + last
        return end

    def read(self, start: int, end: int, *, asked: bool = False) -> Clause | None:
        """The clause in `[start, end)`; None where it is too short to say anything.

        `asked`: a word that asks stands right before it, so that its first words are whom it asks.
        """
        start, end = self.trim(start, end)
        if len(self._text[start:end].split()) < _LEAST or "?" in self._text[end - 1 : end + 1]:
            return None
        at, topic = self._after_topics(start, end)
        clause = self._core(at, end, asked=asked)._replace(start=start)
        if topic and clause.duty and not clause.addressee:
            return clause._replace(addressee=topic)
        return clause

    def named_in(self, start: int, end: int) -> str:
        """Whom a heading addresses: `Đối với các xã`, `Vụ Pháp chế`; "" where it names nobody."""
        start, end = self.trim(start, end)
        if self._folded.startswith("đối với ", start):
            start += len("đối với ")
        return self._text[start:end] if self._names(start) else ""

    # -- what stands before -----------------------------------------------------

    def _after_topics(self, start: int, end: int) -> tuple[int, str]:
        """Where the clause proper begins, after connectives and topics, and whom a topic names."""
        at, topic = start, ""
        for _ in range(5):
            if when := _WHEN.match(self._folded, at, end):
                at = when.end()
                continue
            kind, stop = opening(self._folded, at)
            if kind == "noi" and self._text[at : at + 1] not in _OPEN:
                at = self._skip(stop, end)
                continue
            if kind not in ("chu_de", "chuyen"):
                break
            after = self._after_topic(stop, end)
            if after is None:
                break
            named = self._text[stop : after[0]].strip()
            if self._folded.startswith("đối với", at) and self._names(self._skip(stop, end)):
                topic = named
            at = after[1]
        return at, topic

    def _after_topic(self, start: int, end: int) -> tuple[int, int] | None:
        """The comma (or colon) that ends a topic, and where the clause goes on after it."""
        limit = min(end, start + _TOPIC)
        verbs = self._verbs.find(start, limit)
        first = next(verbs, None)
        for part in _PART.finditer(self._folded, start, limit):
            at = part.end()
            if self._folded[part.start()] == ":":
                return part.start(), at
            while first is not None and first.start < at:
                first = next(verbs, None)
            if first is not None and first.start == at:
                if self._folded.startswith(" của", first.end):  # `góp ý của …`: a noun
                    continue
                if first.row["kind"] == "phai" or not self._listed(start, part.start()):
                    return part.start(), at
                continue
            if self._names(at) and next(self._verbs.find(at, min(end, at + _REACH)), None):
                return part.start(), at
            if opening(self._folded, at)[0] in ("noi", "chu_de", "su_vat"):
                return part.start(), at
        return None

    def _listed(self, start: int, end: int) -> bool:
        """Whether a topic ends in a verb, so that a verb after its comma goes on with it."""
        return bool(doing(self._document, start, end)) and "," not in (self._folded[start:end])

    def _skip(self, at: int, end: int) -> int:
        while at < end and self._text[at] in " ,:":
            at += 1
        return at

    # -- whom, and what ---------------------------------------------------------

    def _core(self, start: int, end: int, *, asked: bool) -> Clause:
        subject = self._subject(start)
        found = self._verbs.find(start, min(end, start + _REACH))
        first = next(found, None)
        if first is not None and first.start == start and not self._leaders(first, asked=asked):
            strong = bool(first.row["strong"])
            return Clause(start, end, start, "", first.row["kind"], "", strong)
        whole = Clause(start, end, start, "", "", subject)
        if first is None or not (asked or subject):
            return whole
        verbs = [first, *found]
        duties = [v for v in verbs if v.row["kind"] == "phai"]
        if subject == "su_vat":
            if not duties or "," in self._folded[start : duties[0].start]:
                return whole
            return whole._replace(duty="phai", strong=True)
        verbs = [v for v in verbs if v.start > start]
        if not verbs:
            return whole
        first = verbs[0]
        if not asked and duties and not self._parted(first.start, duties[0].start):
            first = duties[0]
        words = self._text[start : first.start]
        if self._tells_of(start, first.start, asked=asked):
            return whole
        addressee = self._addressee(words)
        duty = first.row["kind"]
        keeps = not asked and duty == "phai" and first.start - start <= _SHORT
        begin = start if keeps else first.start
        return whole._replace(
            begin=begin, addressee=addressee, duty=duty, strong=bool(first.row["strong"])
        )

    def _subject(self, start: int) -> str:
        if self._organisations.at(start) is not None:
            return "to_chuc"
        kind, end = opening(self._folded, start)
        if kind == "khac":
            return "noi_nhan"
        if kind == "su_vat" and self._text[end : end + 1] == ",":
            return ""
        return kind if kind in ("noi_nhan", "su_vat") else ""

    def _names(self, at: int) -> bool:
        """Whether somebody who can be told to do something is named at `at`."""
        return self._subject(at) in ("to_chuc", "noi_nhan")

    def _leaders(self, verb: Hit, *, asked: bool) -> bool:
        """`yêu cầu lãnh đạo các phòng …`: those who lead, not the work: `lãnh đạo, chỉ đạo`."""
        if self._folded[verb.start : verb.end] != "lãnh đạo":
            return False
        after = self._skip(verb.end, len(self._folded))
        return (asked and self._folded[verb.end : verb.end + 1] == ",") or self._names(after)

    def _parted(self, verb: int, duty: int) -> bool:
        """Whether the words from a verb to a word of duty are more than a noun with its verb."""
        return any(mark in self._folded[verb:duty] for mark in ",;:") or duty - verb > 70

    def _tells_of(self, start: int, end: int, *, asked: bool) -> bool:
        """Whether the words before a verb are no addressee: what was, what is said, a speaker."""
        words = self._text[start:end]
        if any(mark in words for mark in '“”"?;'):
            return True
        if around("nguoi_noi").first(self._folded, start, end) is not None:
            return True
        aspect = around("the").first(self._folded, start, end)
        if asked:
            return aspect is not None and aspect.start == start
        return aspect is not None or "(" in words or self._said(start, end)

    def _said(self, start: int, end: int) -> bool:
        """Whether somebody says or asks something in `[start, end)`."""
        return any(h.row["kind"] in (*ASKS, *SAYS) for h in asking(self._document, start, end))

    def _addressee(self, words: str) -> str:
        words = " ".join(words.split()).strip(" ,:–-")
        return _ASIDE.sub("", words).strip(" ,:–-")
