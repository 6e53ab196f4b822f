"""Read a list of directives: who announces it, whom it addresses, what each point asks for."""

import re
from collections.abc import Sequence

from loaders.document import Document, Sentence
from loaders.find.directive_clauses import Clauses, Item
from loaders.find.directive_lists import Series
from loaders.find.directive_marks import Point
from loaders.find.directive_speakers import CONCLUSION, PAUSE, Floor, Speaker, Speakers
from loaders.find.directive_words import (
    ASKS,
    LISTS,
    SAYS,
    announces,
    around,
    asking,
    doing,
    opening,
)
from ontology.lexicon import Hit

_HEAD = re.compile(r"\b(?:như sau|sau đây)$")
_TAIL = 60  # code points in which a head ends
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
        if not series.worded and not self.ends(head):
            return None
        hits = asking(self._document, head.start, head.end)
        found = self._announced(series, head, hits, floor) or self._worded(
            series, head, hits, floor
        )
        if found is None:
            return None
        speaker, hit = found
        addressee = ""
        if hit.row["kind"] in ASKS:
            clause = self._clauses.read(hit.end, head.end, asked=True)
            addressee = clause.addressee if clause else ""
            if clause is None or not clause.duty:
                addressee = addressee or self._clauses.named_in(hit.end, head.end)
        concluded = hit.row["kind"] == "ket_luan"
        if concluded and (series.prose or not self._is_work(series)):
            return None
        rule = f"list:{hit.row.id}"
        items = [self._point(point, speaker, addressee, rule) for point in series.points]
        patience = CONCLUSION if concluded else PAUSE
        return Floor(speaker, asks=True, block=head.block, patience=patience), items

    def _worded(
        self, series: Series, head: Sentence, hits: Sequence[Hit], floor: Floor
    ) -> tuple[Speaker, Hit] | None:
        """`Một là …`, `Hai là …` after what somebody says: all that he stresses, if it is work."""
        if not series.worded or not self._is_work(series):
            return None
        for hit in (h for h in hits if h.row["kind"] in SAYS):
            speaker = self._speakers.asks(head.start, hit, floor.holder(head.block))
            if speaker is not None:
                return speaker, hit
        return None

    def ends(self, head: Sentence) -> bool:
        """Whether a sentence ends as one that announces a list: `…:`, `… như sau.`."""
        start = max(head.start, head.end - _TAIL)
        tail = self._folded[start : head.end].rstrip(" (1)\n.")
        if tail.endswith(":") or _HEAD.search(tail):
            return True
        named = [h for h in asking(self._document, start, head.end) if h.row["kind"] in LISTS]
        rest = tail[named[-1].end - start :].split() if named else []
        return bool(named) and rest in ([], ["sau"], ["trọng", "tâm"])

    def _announced(
        self, series: Series, head: Sentence, hits: Sequence[Hit], floor: Floor
    ) -> tuple[Speaker | None, Hit] | None:
        """Who announces a list of directives by these words, and the word that tells so."""
        lists = [h for h in hits if h.row["kind"] in LISTS]
        floor_speaker = floor.holder(head.block)
        others = opening(self._folded, head.start)[0] in ("khac", "y_kien", "gop_y")
        for kinds in (ASKS, ("ket_luan",), SAYS if lists else ()):
            for hit in (h for h in hits if h.row["kind"] in kinds):
                speaker = self._speakers.asks(head.start, hit, floor_speaker)
                if speaker is None and kinds == ASKS and not others:
                    speaker = self._speakers.organiser
                if speaker is not None and not self._speakers.petition(hit, speaker):
                    return speaker, hit
        return self._planned(series, head, hits, floor_speaker)

    def _planned(
        self, series: Series, head: Sentence, hits: Sequence[Hit], floor: Speaker | None
    ) -> tuple[Speaker | None, Hit] | None:
        """A plan, which nobody asks for: `Năm tới, Sở tập trung vào các nhiệm vụ sau:`."""
        tasks = [h for h in hits if h.row["kind"] == "nhiem_vu"]
        coming = [h for h in hits if h.row["kind"] == "tuong_lai"]
        if not (tasks or coming) or any(h.row["kind"] in ASKS for h in hits):
            return None
        sure = tasks and not announces(
            self._document, head.start, head.end, "ket_qua", "chuong_trinh"
        )
        told = around("the").first(self._folded, head.start, head.end) is not None
        if not sure and (not self._is_work(series) or (told and not coming)):
            return None
        planner = self._speakers.planner(head.start, head.end)
        return planner or floor or self._speakers.organiser, (tasks or coming)[-1]

    def _is_work(self, series: Series) -> bool:
        """Whether points tell what is to be done, and not who did what."""
        points = series.points
        people = (self._speakers.named(p.start, min(p.end, p.start + _BESIDE)) for p in points)
        return not any(people) and any(map(self._is_duty, points))

    def _is_duty(self, point: Point) -> bool:
        """Whether a point holds a word of duty, or begins with a verb of effort."""
        words = doing(self._document, point.start, min(point.end, point.start + _LOOK))
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
