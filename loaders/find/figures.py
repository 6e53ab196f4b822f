"""Find the figures of a report: results and targets with their indicator, unit and period.

A figure is a number with a unit of `ontology/lexicon/don_vi_do.tsv`. Its indicator is the phrase
that the number measures, in the report's words: before the predicate (`Doanh thu đạt 13 tỷ đồng`),
or after the unit (`giảm 50% số đơn vị hành chính`), or that of the figure before
(`..., tăng 12% so với cùng kỳ`). Dates, ordinals, numbers of documents, people present and the
counts of an award list are no figures; what is counted without a degree, a predicate or some work
is none either.
"""

from loaders.document import BlockKind, Document, Sentence
from loaders.find.clauses import Clauses, Head, indicators, words
from loaders.find.numbers import Measure, measures, sites
from loaders.find.periods import Periods
from loaders.groups import Group
from loaders.model import Figure, Span
from ontology.lexicon import Hit

_PEOPLE_AND_THINGS = frozenset(("nguoi", "vat", "dong_chi"))
_COUNTS = _PEOPLE_AND_THINGS | {"do"}
_NO_FIGURES = frozenset(("thoi_gian", "khong"))
_AWARDED = {"vat": 160, "tuoi": 12, "danh_hieu": 80, "xep_loai": 60}  # code points to those awarded
_MOST = 80  # awards that a sentence may name
_PRESENT_BEFORE = 80  # code points in which people present are announced
_PRESENT_AFTER = 40

_Part = tuple[int, int]


class _Indicator:
    """What a figure measures: its words, and from where to where the text says them."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, *parts: _Part) -> None:
        joined = (" ".join(text[a:b].split()).strip(" ,;:.-–()") for a, b in parts)
        self.text = " ".join(part for part in joined if part)
        self.start = min(start for start, _ in parts)
        self.end = max(end for _, end in parts)


def find_figures(document: Document) -> list[Figure]:
    """The figures of a report in the order of the text, each once. Pure, linear in its length."""
    periods = Periods(document)
    found: dict[tuple[object, ...], Figure] = {}
    carried: _Indicator | None = None
    block = -1
    for sentence in _with_numbers(document):
        if sentence.block != block:
            block, carried = sentence.block, None
        numbers = _figures_of(document, sentence)
        if not numbers:
            continue
        figures, carried = _Sentence(document, sentence, periods, numbers).figures(carried)
        for figure in figures:
            key = (figure.value, figure.unit, figure.indicator.lower(), figure.period)
            found.setdefault(key, figure)
    return list(found.values())


def _with_numbers(document: Document) -> list[Sentence]:
    """The sentences of the body in which a number has a unit."""
    indices = {document.begun(at) for site in sites(document.folded) for at in site}
    held = [document.sentences[index] for index in sorted(indices) if index >= 0]
    return [s for s in held if document.blocks[s.block].kind is not BlockKind.TITLE]


def _figures_of(document: Document, sentence: Sentence) -> list[Measure]:
    """The measures of a sentence that may be figures."""
    folded, start, end = document.folded, sentence.start, sentence.end
    found = list(measures(document.text, folded, start, end, _NO_FIGURES))
    if any(m.kind in _PEOPLE_AND_THINGS for m in found):
        honours = document.terms(Group.HONOURS).within(start, end)[:_MOST]
        found = [
            m
            for m in found
            if m.kind not in _PEOPLE_AND_THINGS
            or not (_awarded(folded, m, honours) or _present(folded, sentence, m))
        ]
    return [
        m
        for m in found  # `2,5 lần` is a figure after `tăng`, not by itself
        if m.kind != "boi" or words("dong").before(folded, start, m.start)
    ]


def _awarded(folded: str, measure: Measure, honours: list[Hit]) -> bool:
    """Whether those counted are awarded: an award is named near them, in the same clause."""
    for hit in honours:
        between = (min(hit.end, measure.end), max(hit.start, measure.start))
        reach = _AWARDED.get(hit.row["kind"], 0)
        if between[1] - between[0] <= reach and ";" not in folded[slice(*between)]:
            return True
    return False


def _present(folded: str, sentence: Sentence, measure: Measure) -> bool:
    """Whether the people counted are those who attend."""
    if measure.kind == "vat":
        return False
    left = max(sentence.start, measure.start - _PRESENT_BEFORE)
    right = min(sentence.end, measure.end + _PRESENT_AFTER)
    return words("du").first(folded, left, right) is not None


class _Sentence:
    """The figures of one sentence."""

    def __init__(
        self, document: Document, sentence: Sentence, periods: Periods, numbers: list[Measure]
    ) -> None:
        self.text, self.folded = document.text, document.folded
        self.sentence, self.periods, self.numbers = sentence, periods, numbers
        self.clauses = Clauses(document, sentence, periods)

    def figures(self, carried: _Indicator | None) -> tuple[list[Figure], _Indicator | None]:
        """The figures, and the indicator that a later sentence may go on with."""
        found = []
        before: Measure | None = None
        linked = False  # whether the number before is a figure
        tail_end = self.sentence.start
        for index, measure in enumerate(self.numbers):
            following = self.numbers[index + 1] if index + 1 < len(self.numbers) else None
            head = self.clauses.head(measure, before, tail_end)
            before = measure
            linked = measure.kind not in _COUNTS or self._tells(measure, head, linked)
            if not linked:
                tail_end = measure.end
                continue
            tail = self.clauses.tail(measure, following, whole=self._opens(measure, head))
            tail_end = tail[1]
            indicator = self._indicator(measure, head, tail, carried)
            if indicator is None or not indicator.text:
                continue
            found.append(self._figure(measure, head, tail, indicator))
            if self.clauses.in_brackets(measure.start) == -1:
                carried = indicator
        return found, carried

    def _opens(self, measure: Measure, head: Head) -> bool:
        """Whether a share begins its clause, or `có` does: then the clause is what is counted."""
        if head.has and measure.kind in _PEOPLE_AND_THINGS:
            return True
        if measure.kind != "ty_le" or head.kinds & {"vi", "dong"}:
            return False
        return head.empty or ":" in self.folded[head.end : measure.start]

    def _tells(self, measure: Measure, head: Head, linked: bool) -> bool:
        """Whether a count is a result: it has a degree or predicate, or some work is counted."""
        if "cua" in head.kinds:
            return False
        hit = indicators().first(self.folded, head.start, head.end)
        if measure.kind == "dong_chi":
            return hit is not None and hit.row["kind"] == "viec"
        if hit or head.kinds & {"muc", "dong", "vi", "co"} or "/" in measure.note:
            return True
        return linked

    def _figure(self, measure: Measure, head: Head, tail: _Part, what: _Indicator) -> Figure:
        start, end = min(measure.start, head.start), max(measure.end, tail[1])
        period = self.periods.at(
            self.sentence.block, start, end, measure.start, compared="so" in head.kinds
        )
        if what.start >= self.sentence.start:
            start = min(start, what.start)
        return Figure(
            value=measure.value,
            unit=measure.unit,
            indicator=what.text,
            period=period,
            qualifier=" ".join(part for part in (head.qualifier, measure.note) if part),
            span=Span(start, end),
            rule=f"figure-{measure.kind.replace('_', '-')}",
        )

    # --- what is measured ---

    def _indicator(
        self, measure: Measure, head: Head, tail: _Part, carried: _Indicator | None
    ) -> _Indicator | None:
        own, has_tail = (head.start, head.end), tail[0] < tail[1]
        if measure.kind == "ty_le":
            return self._of_share(head, tail, carried)
        counted = measure.kind in _PEOPLE_AND_THINGS
        if head.empty and carried and not (counted and has_tail):
            bare = not has_tail and not counted
            if bare or head.kinds & {"dong", "vi", "so"}:
                return carried
        if counted:
            noun = (measure.end - len(measure.unit), tail[1])
            if head.empty:
                return self._said(noun)
            return self._said(own, noun) if has_tail or head.has else self._said(own)
        if measure.kind == "do" and has_tail:
            return self._said(own, tail)
        return self._said(tail if head.empty else own)

    def _of_share(self, head: Head, tail: _Part, carried: _Indicator | None) -> _Indicator | None:
        """A percentage is of what stands after it, unless a predicate gives it to its subject."""
        planned = words("ke").at(self.folded, *tail) is not None
        shared = tail[0] < tail[1] and not planned
        if head.empty:
            if shared and not head.kinds & {"vi", "dong", "so"}:
                return self._said(tail)
            return carried or self._said(tail)
        if planned and words("xong").before(self.folded, head.start, head.end):
            return self._said(tail)
        hit = indicators().at(self.folded, head.start, head.end)
        named = hit is not None and hit.row["kind"] == "ten"
        if shared and not named and "vi" not in head.kinds:
            return self._said(tail)
        return self._said((head.start, head.end))

    def _said(self, *parts: _Part) -> _Indicator:
        return _Indicator(self.text, *parts)
