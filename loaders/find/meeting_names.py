"""Where a report names its meeting: the sentences and the title that may, and which tells most."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from loaders.document import Document, Sentence
from loaders.find import meeting_words as words
from loaders.find.date_mention import DateKind, DateMention, Precision
from loaders.groups import Group
from loaders.model import Span
from ontology.lexicon import Hit

_COMMA = re.compile(r", ")
_LEAD_SENTENCES = 4
_NEAR = 30  # code points between `tổ chức` and the word for a meeting that tells its kind
_ACT_REACH = 64  # code points that hold the words for what somebody does at a meeting
_MAX_TITLE = 420
_CUT = 3  # words that a title has left where its name ends before it does

# how much the words around a name say that it is the meeting of the report
_HELD, _CHAIRED, _DONE, _NAMED, _BARE, _DAY = 5, 4, 3, 2, 1, 1
_OTHER = 2  # less, where the sentence opens with another time: `Trước đó, …`


@dataclass(frozen=True, slots=True)
class Named:
    """The words that name a meeting, the sentence or title they stand in, and its kind.

    `bare` marks one that has no name of its own: `Buổi lễ`, `Hội nghị trên`.
    """

    within: Span
    name: Span
    kind: str
    bare: bool = False


def opening(document: Document) -> list[Sentence]:
    """The sentences in which a report tells of its meeting."""
    return list(islice(document.body, _LEAD_SENTENCES))


class MeetingNames:
    """The words for meetings of one document, and the names that begin with them."""

    def __init__(self, document: Document, dates: Sequence[DateMention]) -> None:
        self._document = document
        self._text, self._folded = document.text, document.folded
        found = document.terms(Group.MEETINGS).all
        self._hits = [hit for hit in found if hit.row.table == "cuoc_hop"]
        self._starts = [hit.start for hit in self._hits]
        days = [day for day in dates if day.precision is Precision.DAY]
        self._days = [day.span.start for day in days if day.kind is DateKind.EVENT]
        self._dated = {day.span.start for day in days if day.kind is DateKind.DOCUMENT}

    def in_lead(self) -> Named | None:
        """The meeting that the opening tells of most plainly, the first of several.

        Most plainly does a sentence that says that it is held, chaired or attended, and when.
        """
        best, most = None, 0
        for sentence in opening(self._document):
            for named, weight in self._told(sentence):
                dated = weight > _BARE and self._has_day(sentence)
                if weight + _DAY * dated > most:
                    best, most = named, weight + _DAY * dated
        return best

    def in_title(self) -> Named | None:
        """The meeting that the title names."""
        title = self._document.title
        inside = self._within(title.start, title.end) if title else ()
        if title is None or not inside:
            return None
        hit = inside[0]
        end = self._end(hit.start, title.end, hit)
        if len(self._text[hit.start : end].split()) < _CUT:
            end = _trimmed(self._text, hit.start, title.end)
        name = Span(hit.start, end)
        return Named(name, name, hit.row.id, self._is_bare(hit, end))

    def occasion(self) -> Span | None:
        """What a title that names no meeting says that it is held for: `Kỷ niệm 20 năm …`."""
        title = self._document.title
        held_for = title and words.occasion_within().search(self._folded, title.start, title.end)
        if title is None or not held_for:
            return None
        return Span(held_for.start(), self._end(held_for.start(), title.end))

    def tells(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of a meeting."""
        return bool(self._within(sentence.start, sentence.end))

    def _within(self, start: int, end: int) -> list[Hit]:
        """The terms that begin in `[start, end)`."""
        return self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _has_day(self, sentence: Sentence) -> bool:
        at = bisect_left(self._days, sentence.start)
        return at < len(self._days) and self._days[at] < sentence.end

    def _told(self, sentence: Sentence) -> Iterator[tuple[Named, int]]:
        """The meetings of a sentence, and how plainly it tells that each is the report's."""
        less = _OTHER if words.another_time().match(self._folded, sentence.start) else 0
        for named, weight in islice(self._held(sentence), 1):
            yield named, weight - less
        hits = self._within(sentence.start, sentence.end)
        for at, hit in enumerate(hits):
            after = hits[at + 1].start if at + 1 < len(hits) else sentence.end
            if after <= hit.end + 1 and _session_of(self._folded, sentence.start, hit.end):
                continue  # `đã họp Hội nghị lần thứ 5`
            named, weight = self._named(sentence, hit)
            yield named, weight - less

    def _named(self, sentence: Sentence, hit: Hit) -> tuple[Named, int]:
        """A meeting that a sentence names, not as the object of `tổ chức`."""
        end = self._end(hit.start, sentence.end, hit)
        bare = self._is_bare(hit, end)
        named = Named(sentence.span, Span(hit.start, end), hit.row.id, bare)
        before = max(sentence.start, hit.start - _ACT_REACH)
        if _session_of(self._folded, before, hit.end):
            return named, _HELD  # `Ban Bí thư đã họp`
        if bare:
            return named, _BARE
        if words.at_meeting().search(self._folded, before, hit.start):
            return named, _CHAIRED
        return named, _HELD if words.goes_on().match(self._folded, end) else _NAMED

    def _is_bare(self, hit: Hit, end: int) -> bool:
        """Whether a name is the word for a meeting alone, or points back: `Hội nghị trên`."""
        return end <= hit.end or bool(words.back().fullmatch(self._folded, hit.end, end))

    def _held(self, sentence: Sentence) -> Iterator[tuple[Named, int]]:
        """The meetings that a sentence says are held."""
        for hosted in words.hosted().finditer(self._folded, sentence.start, sentence.end):
            if self._holds_nothing(hosted):
                continue
            at = hosted.end()
            near = next(iter(self._within(at, sentence.end)), None)
            if near is not None and near.start == at:
                if hosted["chairs"]:
                    continue  # told of it is, but not that it is held
                end = self._end(at, sentence.end, near)
                bare = self._is_bare(near, end)
                named = Named(sentence.span, Span(at, end), near.row.id, bare)
                yield named, _NAMED if bare else _HELD
            elif not hosted["between"] and (end := self._occasion_end(hosted, near, sentence)):
                kind = near.row.id if near and near.start < at + _NEAR else words.usual()
                yield Named(sentence.span, Span(at, end), kind), _DONE

    def _occasion_end(self, hosted: re.Match[str], near: Hit | None, sentence: Sentence) -> int:
        """Where the name ends of what is held with no word for a meeting; 0 where there is none."""
        at = hosted.end()
        if hosted["maybe"] or words.at_a_place().match(self._folded, at):
            return 0  # `Hội nghị được tổ chức tại Hải Vân`: its name stands before
        told = near is not None and near.start < at + _NEAR and not hosted["chairs"]
        if not told and not words.occasion().match(self._folded, at):
            return 0  # `mô hình tổ chức chính quyền`
        end = self._end(at, sentence.end)
        return end if end > at else 0

    def _holds_nothing(self, hosted: re.Match[str]) -> bool:
        """Whether `tổ chức` is a part of other words: `Ban Tổ chức`, `kế hoạch tổ chức`."""
        at = hosted.start()
        around = self._document.terms(Group.HOLDING).within(max(0, at - _NEAR), hosted.end())
        return any(hit.start <= at < hit.end and hit.row["kind"] == "khong" for hit in around)

    def _end(self, start: int, limit: int, head: Hit | None = None) -> int:
        """Where a name that begins at `start` ends; `head` is its word for a meeting."""
        begun = head.end if head else start
        alone = head is not None and self._text.startswith(",", begun)
        if alone and not words.topic().match(self._folded, begun):
            return begun  # `Tại Diễn đàn, …`
        limit = min(limit, start + _MAX_TITLE)
        visit = head and head.row["visit"] and words.at_a_place().match(self._folded, begun + 1)
        for stop in words.name_end().finditer(self._folded, start, limit):
            visited = bool(visit) and stop.start() == begun  # `làm việc tại tỉnh Hải Vân`
            documents = stop["day"] is not None and stop.end() - 1 in self._dated
            if not visited and not documents and not self._goes_past(stop, start):
                limit = stop.start()
                break
        for comma in _COMMA.finditer(self._text, start, limit):
            if self._says_more(comma.end()):
                limit = comma.start()
                break
        by = words.by().search(self._text, start, limit)
        return _trimmed(self._text, start, by.start() if by else limit)

    def _goes_past(self, stop: re.Match[str], start: int) -> bool:
        """Whether a name goes on after a mark: in quotes, or after a semicolon in lower case."""
        mark, at = stop[0], stop.end() + 1
        if mark == ":":
            name = self._text[start : stop.start()]
            return name.count("“") > name.count("”")
        if mark != ";" or at >= len(self._text):
            return False
        return not self._text[at].isupper() and not self._says_more(at)

    def _says_more(self, at: int) -> bool:
        """Whether what stands after a comma is no part of a name: `, Thủ tướng …`, `, nghe …`."""
        if words.after_comma().match(self._folded, at):
            return self._text[at].islower()
        post = self._text[at].isupper() and words.post().match(self._folded, at)
        return bool(post or words.honorific().match(self._text, at))


def _session_of(folded: str, start: int, end: int) -> bool:
    """Whether a body is said to meet right before `end`: `đã họp`."""
    return bool(words.in_session().search(folded, max(start, end - _ACT_REACH), end))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " ,.;:":
        end -= 1
    return end
