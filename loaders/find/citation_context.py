"""Read what stands around a cited document: its date, its issuer, what it is about."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from loaders.document import Document
from loaders.find.citation_issuer import Issuers
from loaders.find.citation_merge import Draft
from loaders.find.date_mention import DateKind, DateMention, Precision
from loaders.find.dates import find_dates
from ontology.lexicon import Hit

_TO_DATE = re.compile(r" {0,2}[,;]? ?\(? ?(?:(?:được|ra|ký|ban hành) )*(?:ngày )?")
_ISSUED_ON = re.compile(r" (?:(?:ban hành|ký) )?ngày ")
_TO_YEAR = re.compile(r" {0,2},? ?\(?")
_YEAR = re.compile(r" ((?:19|20)\d\d)(?![\d/])")
_ABOUT = re.compile(
    r" {0,2}\)?,? ?(?:\(?nhiệm kỳ \d{4} ?- ?\d{4}\)?|\(?khóa [ivx]+\)?)?,? ?"
    r"(?:(?:quy định về việc|quy định về|về việc|về|v/v) |"
    r"(?=[“\"]|(?:phê duyệt|ban hành|hướng dẫn|quy định) ))"
)
_QUOTED = re.compile(r"[“\"]([^”\"\n]{3,300})[”\"]")
_CLAUSE = re.compile(r"[^.;\n“\"]{3,300}")
_TITLE_END = re.compile(r" ?(?:,|;|\bvà|\bvới) ?(?:các )?$")
_NEW_CLAUSE = re.compile(r" ?,(?! ?(?:của|do|về|v/v)\b)")
_DAY_BEFORE = re.compile(r",? {0,2}(?:ngày )?$")


class Context:
    """Reads around citations of one document; `dates` are found when first asked for."""

    def __init__(
        self, document: Document, issuers: Issuers, dates: Sequence[DateMention] | None
    ) -> None:
        self._document = document
        self._issuers = issuers
        self._given = dates
        self._starts: list[int] | None = None
        self._dates: Sequence[DateMention] = ()

    def read(self, draft: Draft, at: int) -> None:
        """Fill date, issuer and title of `draft` from what stands behind its name or number."""
        text = self._document.text
        date = None if draft.date else self._date(at, _TO_DATE)
        if date is not None and not self._of_the_clause(draft, at, date):
            draft.date, draft.end = date.iso, date.span.end
            at = draft.end + text.startswith(")", draft.end)
        quoted = _QUOTED.match(text, at + 1) if text.startswith(" ", at) else None
        if quoted:
            draft.title, at = quoted[1].strip(), quoted.end()
        if draft.issuer is None and (after := self._issuers.after(at)):
            at, draft.issuer = after
            draft.end = draft.end if quoted else at
            if not draft.date and (date := self._date(at, _ISSUED_ON)):
                draft.date, at = date.iso, date.span.end
        if draft.issuer is None:
            self._before(draft)
        if not draft.title:
            self._about(draft, at)

    def _of_the_clause(self, draft: Draft, at: int, date: DateMention) -> bool:
        """Whether the date is that of the event: `theo Quy chế 7-QC/ĐU, ngày 5/4/2031, Sở …`."""
        folded = self._document.folded
        if folded[at : at + 1] != ",":
            return False
        return not draft.number or bool(_NEW_CLAUSE.match(folded, date.span.end))

    def known(self, kind: Hit) -> Draft:
        """A document of `van_ban_khong_so`, with the year that belongs to its name."""
        row, text = kind.row, self._document.text
        name = row["name"] or " ".join(text[kind.start : kind.end].split())
        draft = Draft(kind.start, kind.end, row["type"], name=name[0].upper() + name[1:])
        draft.rule = f"citation-{row.id.replace('_', '-')}"
        if row["year"]:
            date = self._date(kind.end, _TO_YEAR)
            year = _YEAR.match(text, kind.end)
            if date is not None and date.precision is Precision.YEAR:
                draft.date, draft.end = date.iso, date.span.end
            elif year:
                draft.date, draft.end = year[1], year.end()
            if draft.date:
                draft.name += f" năm {draft.date}"
        return draft

    def end_title(self, draft: Draft, following: int) -> None:
        """Cut a title before the next document of a list: `về X, Chỉ thị 05 …`."""
        inside = following - draft.title_start
        if draft.title_start and 0 < inside < len(draft.title):
            end = _TITLE_END.search(draft.title, max(0, inside - 12), inside)
            if end:
                draft.title = draft.title[: end.start()].rstrip(" ,")

    def _about(self, draft: Draft, at: int) -> None:
        """What the document is about: after `về`, or in quotation marks."""
        document = self._document
        about = _ABOUT.match(document.folded, at)
        if about is None:
            return
        quoted = _QUOTED.match(document.text, about.end())
        found = quoted or _CLAUSE.match(document.text, about.end())
        if found:
            draft.title = (quoted[1] if quoted else found[0]).strip(" ,")
            draft.title_start = 0 if quoted else about.end()

    def _before(self, draft: Draft) -> None:
        """`Ngày 5/4/2031, Ban Bí thư đã ban hành Kết luận số …`."""
        sentence = self._document.sentence_at(draft.start)
        found = self._issuers.before(draft.start, sentence) if sentence else None
        if found is None or sentence is None:
            return
        start, draft.issuer = found
        draft.rule = "citation-issued"
        starts = self._found()
        at = bisect_left(starts, start) - 1
        if draft.date or at < 0 or starts[at] < sentence.start:
            return
        date = self._dates[at]
        day = date.kind is DateKind.EVENT and date.precision is Precision.DAY
        if day and not date.lacks_year and self._right_before(date, start):
            draft.date = date.iso

    def _right_before(self, date: DateMention, start: int) -> bool:
        between = self._document.folded[date.span.end : start]
        return len(between) < 12 and bool(_DAY_BEFORE.match(between))

    def _found(self) -> list[int]:
        """Where the dates of the document begin."""
        if self._starts is None:
            self._dates = self._given if self._given is not None else find_dates(self._document)
            self._starts = [date.span.start for date in self._dates]
        return self._starts

    def _date(self, at: int, lead: re.Pattern[str]) -> DateMention | None:
        """The date that begins right behind `lead` at `at`."""
        if (found := lead.match(self._document.folded, at)) is None:
            return None
        starts = self._found()
        index = bisect_left(starts, found.end())
        if index == len(starts) or starts[index] != found.end():
            return None
        date = self._dates[index]
        return None if date.lacks_year else date
