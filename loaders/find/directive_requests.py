"""The directives of one request: `yêu cầu A …; B …, đồng thời giao C …`, or words in quotes."""

import re
from collections.abc import Iterator

from loaders.document import Document, Sentence
from loaders.find.directive_clauses import Clauses, Item
from loaders.find.directive_speakers import Speaker, Speakers
from loaders.find.directive_words import ASKS, LISTS, around, asking
from ontology.lexicon import Hit

_SPEECH_END = re.compile(r"[\s.,”\"]*(?:như vậy|như thế|tại hội nghị|tại cuộc họp)?[\s.…]*")
_LONGEST = 5000  # code points of one request
_LOOK = 400  # code points in which a request names whom it addresses
_EXAMPLE = 60  # code points in which the first of several examples stands
_BESIDE = 40  # code points between a quote and who said it


class Requests:
    """The requests of one document."""

    def __init__(self, document: Document, speakers: Speakers, clauses: Clauses) -> None:
        self._document = document
        self._text, self._folded = document.text, document.folded
        self._speakers = speakers
        self._clauses = clauses

    def after(self, hit: Hit, end: int, speaker: Speaker) -> Iterator[Item]:
        """The directives that the words from `hit` to `end` hold.

        One for each clause split by `;` and for each further request in it. A clause that neither
        names whom it addresses nor opens with a verb goes on with the one before.
        """
        rule = f"prose:{hit.row.id}"
        end = min(end, hit.end + _LONGEST)
        if colon := self._announced(hit.end, end):
            yield from self._points(hit, colon, end, speaker)
            return
        addressee = ""
        last: Item | None = None
        pieces = [(hit.end, end)] if self._lists_examples(hit.end, end) else None
        for start, stop in pieces or self.pieces(hit.end, end):
            for at, bound, again in self._parts(start, stop):
                asked = last is None or again
                clause = self._clauses.read(at, bound, asked=asked)
                if clause is None:
                    continue
                quotes = any(mark in self._text[clause.start : clause.end] for mark in '“”"')
                named = asked and not quotes and clause.subject in ("to_chuc", "noi_nhan")
                if not clause.duty and clause.subject != "su_vat" and not named:
                    last = last._replace(end=clause.end) if last else None
                    continue
                if last is not None:
                    yield last
                addressee = clause.addressee or addressee
                last = clause.item(speaker, rule, "" if clause.subject else addressee)
        if last is not None:
            yield last

    def _lists_examples(self, start: int, end: int) -> bool:
        """Whether the semicolons stand between examples: `… nhiều vấn đề như A; B; C`."""
        first = self._text.find(";", start, end)
        low = max(start, first - _EXAMPLE)
        return first >= 0 and around("liet_ke").first(self._folded, low, first) is not None

    def _announced(self, start: int, end: int) -> int:
        """Where points begin that stand in one sentence: `… một số nhiệm vụ như: …`; else 0."""
        colon = self._text.find(": ", start, min(end, start + _LOOK))
        if colon < 0 or ";" in self._text[start:colon]:
            return 0
        hits = asking(self._document, start, colon)
        return colon if any(h.row["kind"] in LISTS for h in hits) else 0

    def _points(self, hit: Hit, colon: int, end: int, speaker: Speaker) -> Iterator[Item]:
        """The points after the colon, for whom the words before it address."""
        head = self._clauses.read(hit.end, colon, asked=True)
        addressee = head.addressee if head else self._clauses.named_in(hit.end, colon)
        last: Item | None = None
        for start, stop in self.pieces(colon + 1, end):
            clause = self._clauses.read(start, stop)
            if clause is None:
                continue
            if last is not None and not clause.duty:
                last = last._replace(end=clause.end)
                continue
            if last is not None:
                yield last
            last = clause.item(speaker, f"prose:{hit.row.id}", addressee)
        if last is not None:
            yield last

    def stressed(self, hit: Hit, end: int, speaker: Speaker) -> Iterator[Item]:
        """What a word of stress tells somebody to do: `nhấn mạnh, các phòng cần …`."""
        end = min(end, hit.end + _LONGEST)
        clause = self._clauses.read(hit.end, end)
        bare = clause is not None and clause.begin == clause.start and not clause.subject
        if clause and clause.duty == "phai" and (bare or clause.subject in ("to_chuc", "noi_nhan")):
            for start, stop in self.pieces(clause.start, end):
                for at, bound, again in self._parts(start, stop):
                    clause = self._clauses.read(at, bound, asked=again)
                    if clause is not None and clause.duty:
                        yield clause.item(speaker, f"prose:{hit.row.id}")

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """`[start, end)` split at its semicolons."""
        at = start
        for piece in self._text[start:end].split(";"):
            yield at, at + len(piece)
            at += len(piece) + 1

    def _parts(self, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """A clause at its further requests: `…, đồng thời giao Phòng …`; whether one begins it."""
        at, _ = self._clauses.trim(start, end)
        again = False
        for hit in asking(self._document, at, end):
            if hit.row["kind"] != "dong_tu":
                continue
            if hit.start == at:
                at, again = hit.end, True
            elif (bound := self._bound(at, hit.start)) is not None and self._addresses(hit, end):
                yield at, bound, again
                at, again = hit.end, True
        yield at, end, again

    def _bound(self, start: int, at: int) -> int | None:
        """Where the clause before a further request ends: before `,`, `và` or `đồng thời`."""
        joint = around("noi_yeu_cau").before(self._folded, start, at)
        end = joint.start if joint else at
        while end > start and self._text[end - 1] == " ":
            end -= 1
        return end if joint or self._text[end - 1 : end] == "," else None

    def _addresses(self, hit: Hit, end: int) -> bool:
        """Whether a word that asks goes on to say whom; `đề nghị` may also be the work itself."""
        clause = self._clauses.read(hit.end, min(end, hit.end + _LOOK), asked=True)
        if clause is None or not clause.duty or not clause.addressee:
            return False
        sure = self._folded[hit.start : hit.end] == "yêu cầu"
        return sure or clause.subject in ("to_chuc", "noi_nhan")

    def ends_speech(self, hit: Hit, end: int) -> bool:
        """Whether nothing follows a word that asks: what is asked for stood before it."""
        return _SPEECH_END.fullmatch(self._folded, hit.end, end) is not None

    def quoted(self, sentence: Sentence, hit: Hit, speaker: Speaker) -> Item | None:
        """The words in quotes before `hit` as a directive; they may hold several sentences.

        Where `hit` only stresses them, they must tell somebody's duty.
        """
        first = max(self._document.blocks[sentence.block].start, hit.start - _LONGEST)
        persons = self._speakers.named(sentence.start, hit.start)
        until = persons[-1].lead if persons else hit.start
        close = max(self._text.rfind(mark, first, until) for mark in '”"')
        if close < 0 or until - close > _BESIDE:
            return None
        opened = max(self._text.rfind(mark, first, close) for mark in '“"')
        if opened < 0:  # opened lines before, where each sentence has a line
            opened = first - 1
        clause = self._clauses.read(opened + 1, close)
        if clause is None:
            return None
        if hit.row["kind"] not in ASKS and not (clause.duty == "phai" and clause.addressee):
            return None
        return Item(clause.start, clause.end, speaker, clause.addressee, "quote")
