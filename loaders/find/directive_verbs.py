"""The verbs of what is to be done, apart from names and nouns that hold the same words."""

from collections.abc import Iterator, Sequence

from loaders.document import Document
from loaders.find.directive_words import around, doing
from loaders.find.organisations import Mention, Organisations
from ontology.lexicon import Hit

_BEFORE = 24  # code points before a verb that tell what it is there
_HINDERING = "khong_buoc danh_hoa the trang_thai gan"  # all kinds of words that may hinder it
_NAME = 190  # code points after a verb in which a name that holds it ends


class Verbs:
    """The verbs of one document."""

    def __init__(self, document: Document, organisations: Organisations) -> None:
        self._document = document
        self._text, self._folded = document.text, document.folded
        self._organisations = organisations

    def find(self, start: int, end: int) -> Iterator[Hit]:
        """The verbs in `[start, end)` that are no part of a name or of a noun phrase."""
        hits = doing(self._document, start, end)
        bodies = self._organisations.within(start, end + _NAME) if hits else ()
        nominal = -1
        for hit in hits:
            if bodies and self._in_name(hit, bodies):
                continue
            if self._text[hit.start].isupper() and hit.start != start:
                continue
            low = max(start, hit.start - _BEFORE)
            if around(_HINDERING).before(self._folded, low, hit.start) is None:
                if hit.row["kind"] == "phai" or not self._goes_on(nominal, hit.start):
                    yield hit
                else:
                    nominal = hit.end
                continue
            if hit.row["kind"] == "phai":
                if around("khong_buoc").before(self._folded, low, hit.start) is None:
                    yield hit
                continue
            made_noun = around("danh_hoa").before(self._folded, low, hit.start) is not None
            if made_noun or self._goes_on(nominal, hit.start):
                nominal = hit.end
            elif around("the trang_thai gan").before(self._folded, low, hit.start) is None:
                yield hit

    def _in_name(self, hit: Hit, bodies: Sequence[Mention]) -> bool:
        """Whether the name of one of the bodies holds a verb, and goes on behind it."""
        held = any(body.start <= hit.start < body.end for body in bodies)
        return held and not self._ends_name(hit)

    def _ends_name(self, hit: Hit) -> bool:
        """Whether a verb that a name seems to hold ends it: `Vụ Pháp chế tổng hợp …`."""
        before = self._text[max(0, hit.start - 30) : hit.start].split()
        if hit.row["named"] or not before or before[-1] in ("và", "-", "–", "về", "các"):
            return False
        return not before[-1].endswith(",") and any(word[0].isupper() for word in before[-5:])

    def _goes_on(self, nominal: int, at: int) -> bool:
        """`việc sắp xếp, tổ chức lại`: the second verb is a noun as well."""
        return nominal >= 0 and self._folded[nominal:at].strip() in (",", "và", "", "hoặc")
