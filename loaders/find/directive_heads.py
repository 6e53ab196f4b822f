"""Read a list of directives: who announces it, whom it addresses, what each point asks for."""

import re
from collections.abc import Sequence

from loaders.document import Document, Sentence
from loaders.find.directive_clauses import Clauses, Item
from loaders.find.directive_lists import Point, Series
from loaders.find.directive_speakers import Floor, Speaker, Speakers
from loaders.find.directive_words import ASKS, SAYS, announces, asking, doing, opening
from ontology.lexicon import Hit

_HEAD = re.compile(r"(?::|\bsau(?: đây)?\s*[.:]?)\s*$")
_TAIL = 40  # code points in which a head ends
_AS_PRINTED = 58  # code points before the work that a point of a list keeps
_LOOK = 150  # code points in which a point tells what is to be done
_BESIDE = 30  # code points in which a point names who did something


class Heads:
    """The lists of one document with the words that announce them."""

    def __init__(self, document: Document, speakers: Speakers, clauses: Clauses) -> None:
        self._document = document
        self._folded = document.folded
        self._speakers = speakers
        self._clauses = clauses

    def read(self, series: Series, head: Sentence, floor: Floor) -> tuple[Floor, list[Item]] | None:
        """The directives of a list and who has the floor then; None where it is no such list."""
        if not self.ends(head):
            return None
        found = self._announced(head, asking(self._document, head.start, head.end), floor)
        if found is None:
            return None
        speaker, hit = found
        addressee = ""
        if hit.row["kind"] in ASKS:
            clause = self._clauses.read(hit.end, head.end, asked=True)
            addressee = clause.addressee if clause else ""
            if clause is None or not clause.duty:
                addressee = addressee or self._clauses.named_in(hit.end, head.end)
        if hit.row["kind"] == "ket_luan" and not any(map(self._is_duty, series.points)):
            return None
        rule = f"list:{hit.row.id}"
        items = [self._point(point, speaker, addressee, rule) for point in series.points]
        return Floor(speaker, asks=True, block=head.block), items

    def ends(self, head: Sentence) -> bool:
        """Whether a sentence ends as one that announces a list: `…:`, `… như sau.`."""
        tail = self._folded[max(head.start, head.end - _TAIL) : head.end]
        return _HEAD.search(tail.rstrip(" (1)\n")) is not None

    def _announced(
        self, head: Sentence, hits: Sequence[Hit], floor: Floor
    ) -> tuple[Speaker | None, Hit] | None:
        """Who announces a list of directives by these words, and the word that tells so."""
        lists = [h for h in hits if h.row["kind"] in ("nhiem_vu", "noi_dung")]
        floor_speaker = floor.holder(head.block)
        others = opening(self._folded, head.start)[0] in ("khac", "y_kien", "gop_y")
        for kinds in (ASKS, ("ket_luan",), SAYS if lists else ()):
            for hit in (h for h in hits if h.row["kind"] in kinds):
                speaker = self._speakers.asks(head.start, hit, floor_speaker)
                if speaker is None and kinds == ASKS and not others:
                    speaker = self._speakers.organiser
                if speaker is not None and not self._speakers.petition(hit, speaker):
                    return speaker, hit
        tasks = [h for h in lists if h.row["kind"] == "nhiem_vu"]
        if not tasks or any(h.row["kind"] in ASKS for h in hits):
            return None
        if announces(self._folded[head.start : head.end], "ket_qua", "chuong_trinh"):
            return None
        planner = self._speakers.planner(head.start, head.end)
        return planner or floor_speaker or self._speakers.organiser, tasks[-1]

    def _is_duty(self, point: Point) -> bool:
        """Whether a point tells somebody to do something, and not what somebody did."""
        if self._speakers.named(point.start, min(point.end, point.start + _BESIDE)):
            return False
        words = list(doing(self._folded, point.start, min(point.end, point.start + _LOOK)))
        strong = bool(words) and words[0].start == point.start and bool(words[0].row["strong"])
        return strong or any(word.row["kind"] == "phai" for word in words)

    def _point(self, point: Point, speaker: Speaker | None, to: str, rule: str) -> Item:
        """One point: as printed, but without a long word of asking and addressee before it."""
        start, end = point.start, point.end
        if point.heading is not None:
            to = self._clauses.named_in(*point.heading) or to
        first = next(iter(asking(self._document, start, min(end, start + _BESIDE))), None)
        if first is not None and (first.start != start or first.row["kind"] not in ASKS):
            first = None
        asked = first is not None
        clause = self._clauses.read(first.end if first else start, end, asked=asked)
        if clause is None:
            return Item(start, end, speaker, to, rule, point.number)
        own = clause.addressee if asked or clause.subject in ("to_chuc", "noi_nhan") else ""
        begin = start if clause.begin - start <= _AS_PRINTED or not own else clause.begin
        return Item(begin, end, speaker, own or to, rule, point.number)
