"""Find the normative documents that a report cites, each with the directive that cites it.

Numbers come first (`citation_number`), then names (`citation_party`, `citation_title`); around both
stand the date, the issuer (`citation_issuer`) and what the document is about. Mentions of one
document are joined at the end (`citation_merge`).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from loaders.document import Document, Sentence
from loaders.find.citation_context import Context
from loaders.find.citation_issuer import Bodies, Issuers
from loaders.find.citation_merge import Directive, Draft, merge
from loaders.find.citation_number import Number, bare, find_numbers
from loaders.find.citation_party import congress, plenums
from loaders.find.citation_title import in_full, law, statute
from loaders.find.date_mention import DateMention
from loaders.find.phrases import Phrases
from loaders.groups import Group
from loaders.model import Citation, Organisation
from ontology.lexicon import Hit, Row, table

_ADJACENT = re.compile(r" {0,2}(?:số {0,2}:? {0,2})?(?:\d{1,4} ?(?:,|;|và) ?(?:số )?){0,6}$")
_NEAR = re.compile(r"(?P<about>[^.;:\n()]{0,140}?) {0,2}[(,]? ?số {0,2}:? {0,2}$| ?\( ?$")
_JOINED = re.compile(r" {0,2}(?:,|;|và) {0,2}(?:[^\W\d]+ ){0,4}(?:số )?$")
_LISTED_WITH = re.compile(r"(?: ?\([^)\n]{0,20}\))? ?(?:,|;|và) $")
_BRACKET = re.compile(r" ?\((?!sửa đổi|ngày|khóa)")
_SQUASHED = re.compile(r"nqtw(?= ?\d)")
_LONGEST_JOIN = 40
_FARTHEST_KIND = 160  # how far before its number the word for a kind may stand
_LONGEST_CODE = 4  # CTHĐ
_LISTED = 7  # numbers that may share one end: 18, 19, 20-NQ/TW
_LAWS = ("Luật", "Bộ luật", "Pháp lệnh")


@cache
def _kind_rows() -> dict[str, Row]:
    """The first row of each kind of document."""
    return {row["type"]: row for row in reversed(table("loai_van_ban"))}


@cache
def _drafts() -> Phrases:
    return Phrases("truoc_loai_van_ban", "says", ("du_thao",))


def find_citations(
    document: Document,
    directives: Sequence[Directive],
    organisations: Bodies,
    host: Organisation | None,
    dates: Sequence[DateMention] | None = None,
) -> list[Citation]:
    """The documents cited in the title and body, one row for each document and citing directive.

    `host` is the body whose report it is, for local codes (`60-NQ/ĐU`); `dates` are those of the
    document, found here where they are not given. Pure; linear in the length of the text.
    """
    finder = _Finder(document, Issuers(document, organisations, host), dates)
    return merge(finder.drafts(), directives)


class _Finder:
    def __init__(
        self, document: Document, issuers: Issuers, dates: Sequence[DateMention] | None
    ) -> None:
        self._document = document
        self._issuers = issuers
        self._context = Context(document, issuers, dates)
        hits = document.terms(Group.DOCUMENTS).all
        codes = [hit for hit in hits if hit.row.table == "ky_hieu_van_ban"]
        self._coded = [n for n in find_numbers(document, codes) if document.sentence_at(n.start)]
        self._number_starts = [number.start for number in self._coded]
        self._kinds = [kind for hit in hits if (kind := self._kind(hit))]
        if "nqtw" in document.folded:
            found = _SQUASHED.finditer(document.folded)
            row = _kind_rows()["Nghị quyết"]
            self._kinds += [Hit(m.start(), m.start() + 2, row) for m in found]
            self._kinds.sort(key=lambda kind: kind.start)
        self._starts = [kind.start for kind in self._kinds]

    def _kind(self, hit: Hit) -> Hit | None:
        """The word for a kind or the name that a term is; some only with a capital."""
        row = hit.row
        if row.table == "loai_van_ban":
            return hit
        capital = self._document.text[hit.start].isupper()
        if row.table == "van_ban_khong_so":
            return hit if capital or not row["capital"] else None
        alone = capital and row["alone"] and not _covers(self._coded, hit.start)
        return Hit(hit.start, hit.end, _kind_rows()[row["type"].split("; ")[0]]) if alone else None

    def drafts(self) -> list[Draft]:
        """What each place of the report cites, in the order of the text."""
        numbered: list[Draft] = []
        used: set[int] = set()
        for number, kind in self._numbers():
            numbered.append(self._numbered(number, kind, numbered[-1] if numbered else None))
            if kind is not None:
                used.add(kind.start)
        self._share_issuers(numbered)
        found = numbered + list(self._named(numbered, used))
        found.sort(key=lambda draft: draft.start)
        for draft, following in pairwise(found):
            self._context.end_title(draft, following.start)
        return found

    # -- numbers --------------------------------------------------------------

    def _numbers(self) -> list[tuple[Number, Hit | None]]:
        """The numbers of the body, each with the word for its kind where one belongs to it."""
        document = self._document
        found: list[tuple[Number, Hit | None]] = [(n, self._kind_of(n)) for n in self._coded]
        for kind in self._kinds:
            if kind.row.table != "loai_van_ban":
                continue
            numbers = bare(document, kind)
            if numbers and document.sentence_at(kind.start):
                found += [(n, kind) for n in numbers if not _covers(self._coded, n.start)]
        found.sort(key=lambda pair: (pair[0].start, pair[0].end))
        return found

    def _kind_of(self, number: Number) -> Hit | None:
        at = bisect_left(self._starts, number.start) - 1
        sentence = self._document.sentence_at(number.start)
        if at < 0 or sentence is None or self._starts[at] < sentence.start:
            return None
        kind = self._kinds[at]
        if kind.row.table != "loai_van_ban" or number.start - kind.end > _FARTHEST_KIND:
            return None
        between = self._document.folded[kind.end : number.start]
        if _ADJACENT.match(between):
            return kind
        return kind if kind.row["type"] in number.types and _NEAR.match(between) else None

    def _numbered(self, number: Number, kind: Hit | None, last: Draft | None) -> Draft:
        document = self._document
        draft = Draft(number.start, number.end, "", number.text, code=number.issuer)
        draft.at = number.start
        draft.rule = "citation-number" if number.types else "citation-bare-number"
        if kind is not None:
            draft.type, draft.start = kind.row["type"], kind.start
            near = _NEAR.match(document.folded[kind.end : number.start])
            if near and near["about"]:
                self._about(draft, kind.end, kind.end + near.end("about"))
        elif last is not None and last.type in number.types and self._joined(last, draft):
            draft.type = last.type
        else:
            draft.type = number.types[0] if number.types else "Công văn"
        self._context.read(draft, number.end)
        return draft

    def _about(self, draft: Draft, start: int, end: int) -> None:
        """What stands between the kind and the number: a law's name, or the issuer."""
        if draft.type in _LAWS:
            draft.name = " ".join([draft.type, *self._document.text[start:end].split()])
        elif self._document.folded.startswith(" của ", start):
            issuer = self._issuers.named(start + len(" của "))
            draft.issuer = issuer[1] if issuer else None

    def _joined(self, draft: Draft, following: Draft) -> bool:
        """Whether two numbers stand in one list: `217-QĐ/TW, quyết định số 218-QĐ/TW`."""
        if draft.end >= following.at:
            return True  # 18, 19-NQ/TW
        start = following.start if following.start >= draft.end else following.at
        if start - draft.end > _LONGEST_JOIN:
            return False
        return bool(_JOINED.match(self._document.folded[draft.end : start]))

    def _share_issuers(self, drafts: list[Draft]) -> None:
        """The issuer behind the last number of a list, or before its first, is that of all."""
        pairs = [pair for pair in pairwise(drafts) if self._joined(*pair)]
        for draft, following in reversed(pairs):
            if draft.issuer is None and draft.code == following.code:
                draft.issuer = following.issuer
                draft.title = draft.title or following.title
        for draft, following in pairs:
            if draft.rule == "citation-issued" and draft.code == following.code:
                following.issuer = following.issuer or draft.issuer
        for draft in drafts:
            if draft.issuer is None:
                draft.issuer = self._issuers.of_code(draft.code)

    # -- names ----------------------------------------------------------------

    def _named(self, numbered: list[Draft], used: set[int]) -> Iterator[Draft]:
        covered = sorted(numbered, key=lambda draft: draft.start)
        end = unborn = -1  # where the last name and the last draft of a document end
        for kind in self._kinds:
            nameless = kind.row.table == "loai_van_ban" and not kind.row["name"]
            if nameless or kind.start < end or kind.start in used:
                continue
            sentence = self._document.sentence_at(kind.start)
            if sentence is None or _covers(covered, kind.start):
                continue
            names = list(self._by_name(kind, sentence))
            if names and self._is_unborn(kind, unborn):
                unborn = names[-1].end
            else:
                yield from names
            if names and names[-1].rule != "citation-in-full":  # such a name may cite others
                end = names[-1].end

    def _by_name(self, kind: Hit, sentence: Sentence) -> Iterator[Draft]:
        """The documents that the word for a kind names by what follows it."""
        if kind.row.table == "van_ban_khong_so":
            yield self._context.known(kind)
            return
        reading = (self._document, kind, sentence.end)
        match kind.row["name"]:
            case "dai_hoi":
                found = tuple(plenums(*reading)) or tuple(congress(*reading, self._issuers))
                found = found or tuple(in_full(*reading, self._issuers))
            case "luat":
                found = tuple(law(*reading, self._issuers))
            case "to_chuc":
                found = tuple(statute(*reading, self._issuers))
            case "day_du" | "nhan_de" | "ten_thuong" if kind.end - kind.start > _LONGEST_CODE:
                found = tuple(in_full(*reading, self._issuers))
            case _:
                return
        for draft in found:
            if not draft.generic:
                self._context.read(draft, draft.end)
            if not self._numbered_behind(draft):
                yield draft

    def _numbered_behind(self, draft: Draft) -> bool:
        """`Nghị quyết của Bộ Chính trị về … (Nghị quyết số 68-NQ/TW)`: the number says it all."""
        behind = _BRACKET.match(self._document.folded, draft.end)
        at = bisect_left(self._number_starts, draft.end)
        if behind is None or at == len(self._number_starts):
            return False
        return self._number_starts[at] - behind.end() < _LONGEST_JOIN

    def _is_unborn(self, kind: Hit, unborn: int) -> bool:
        """`dự thảo Quy định`: no document yet, nor one listed with it; `Tiểu ban Điều lệ`: none."""
        folded = self._document.folded
        if _drafts().before(folded, 0, kind.start):
            return True
        near = 0 <= unborn < kind.start < unborn + _LONGEST_JOIN
        return near and bool(_LISTED_WITH.match(folded[unborn : kind.start]))


def _covers(spans: Sequence[Draft] | Sequence[Number], offset: int) -> bool:
    """Whether one of the spans, in the order of their starts, holds `offset`."""
    if not spans:
        return False
    at = bisect_right(spans, offset, key=lambda span: span.start)
    return any(offset < span.end for span in spans[max(0, at - _LISTED) : at])
