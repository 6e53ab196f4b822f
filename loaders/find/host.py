"""Find who holds the meeting, and the body whose report it is."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice

from loaders.document import Document
from loaders.find.meeting_words import by, occasion, own_work
from loaders.find.names import little_words
from loaders.find.printed_names import Parsed, has_trait, kind_rows
from loaders.groups import Group
from ontology.lexicon import Hit, Terms, fold

_IN_BRACKETS = re.compile(r"\([^()\n]{0,30}\)")
_OPENING = 4  # sentences
_REACH = 48  # code points between a body and the word that says that it holds the meeting
_LED = 72  # … with who leads it between: `Đoàn công tác Bộ A do ông B làm trưởng đoàn đã …`
_FAR = 160  # … and the body whose work it sums up
_OFTEN = 3  # mentions that make a body the likely host
_SHORT = 4  # letters of words that tell nothing: lần, thứ, kỳ, a number


def find_organiser(document: Document, parsed: Sequence[Parsed]) -> Parsed | None:
    """Who holds the meeting, None where the report does not tell.

    Of the opening sentences and the title the first that tells has it: the subject of `tổ chức`,
    else the body whose meeting it is by its name (`Đại hội đại biểu Đảng bộ X`). Else it is the
    body that sits in sessions, where one is told of. `parsed` in the order of the text.
    """
    title = document.title
    spans = [(s.start, s.end) for s in islice(document.body, _OPENING)]
    spans += [(title.start, title.end)] if title else []
    starts = [p.start for p in parsed]
    named = [
        (start, end, parsed[bisect_left(starts, start) : bisect_left(starts, end)])
        for start, end in spans
    ]
    for start, end, inside in named:
        if holder := _holder(document, inside, start, end):
            lead = _leading(document, parsed)
            # of the many cells of one host that met each, the report is the host's
            many = lead is not None and has_trait(holder.kind, "nhieu")
            return lead if many and not _same_root(lead, holder) else holder
        if owner := _named_in_meeting(document, inside, start):
            return owner
    for start, end, inside in named:
        if _tells_of_session(document, start, end):
            sitting = (one for one in inside if has_trait(one.kind, "ky_hop"))
            if one := next(sitting, None):
                return one
    return None


def _tells_of_session(document: Document, start: int, end: int) -> bool:
    """Whether `[start, end)` names a session: `Tại kỳ họp thứ 9, …`."""
    hits = document.terms(Group.MEETINGS).within(start, end)
    return any(hit.row.table == "cuoc_hop" and hit.row["session"] for hit in hits)


def _leading(document: Document, parsed: Sequence[Parsed]) -> Parsed | None:
    """The body with whose full name the title begins: `Đảng bộ Viện X hoàn thành …`."""
    title = document.title
    one = next((p for p in parsed if title is not None and p.start >= title.start), None)
    if title is None or one is None or one.start > title.start or not _can_hold(one):
        return None
    if document.text[title.start : title.end].isupper():  # where a name ends is not to be seen
        return None
    return one if one.innermost.words or one.innermost.place else None


def _same_root(one: Parsed | None, other: Parsed) -> bool:
    return one is not None and fold(one.innermost.own_name) == fold(other.innermost.own_name)


def _holder(document: Document, inside: Sequence[Parsed], start: int, end: int) -> Parsed | None:
    hits = document.terms(Group.HOLDING).within(start, end)
    joint = next((hit.start for hit in hits if hit.row["kind"] == "chung"), end)
    for hit in hits:
        if hit.row["kind"] != "mo" or not _meeting_follows(document, hit, end):
            continue
        limit = min(hit.start, joint)
        before = [one for one in inside if one.end <= limit and _can_hold(one)]
        if before and _beside(document.text[before[-1].end : limit]):
            return _first_of(document, before)
    return None


def _meeting_follows(document: Document, hit: Hit, end: int) -> bool:
    """Whether what is held is a meeting: `tổ chức Hội nghị`, `tổ chức quán triệt`, `họp`."""
    reach = min(end, hit.end + _REACH)
    named = document.terms(Group.MEETINGS).within(hit.start, reach)
    if any(one.row.table == "cuoc_hop" for one in named):
        return True
    return occasion().match(document.folded, hit.end + 1, end) is not None


def _first_of(document: Document, bodies: Sequence[Parsed]) -> Parsed:
    """The first of the bodies that hold it together: `Sở A` of `Sở A và Sở B tổ chức`."""
    at = len(bodies) - 1
    while at and document.folded[bodies[at - 1].end : bodies[at].start].strip() in _and():
        at -= 1
    return bodies[at]


@cache
def _and() -> tuple[str, ...]:
    """Between two bodies of which the first holds the meeting: `và`, `trực thuộc`."""
    return little_words("noi_nguoi") + little_words("thuoc")


def _beside(gap: str) -> bool:
    gap = _IN_BRACKETS.sub("", gap)
    reach = _LED if by().match(gap) else _REACH
    return len(gap) <= reach and not any(mark in gap for mark in ".;:(\n")


def _named_in_meeting(document: Document, inside: Sequence[Parsed], start: int) -> Parsed | None:
    """`cuộc họp của Ban Thường vụ Y`: nothing but common words between the meeting and the body."""
    last = inside[-1].start if inside else start
    hits = document.terms(Group.MEETINGS).within(start, last)
    hits = [hit for hit in hits if hit.row.table == "cuoc_hop"]
    for one in inside:
        at = bisect_right(hits, one.start, key=lambda hit: hit.end)
        if not at or not _can_hold(one) or _unread(one):
            continue
        hit, owned = hits[at - 1], _owned(document.folded, one.start)
        if owned and _of_own_work(document, hit.end, one.start):
            return one
        if one.start - hit.end > _REACH or (hit.row["visit"] and not owned):
            continue
        if _only_common(document, hit.end, one.start):
            return one
    return None


def _unread(one: Parsed) -> bool:
    """Whether a head of one word stands alone that a name must follow: `Bộ mã vật tư`."""
    return one.bare and one.kind["after"] == "name" and " " not in one.label


def _of_own_work(document: Document, start: int, end: int) -> bool:
    """Whether a meeting sums up the work of the body at `end`: `tổng kết công tác … của Sở A`."""
    gap = document.folded[start:end]
    if end - start > _FAR or any(mark in gap for mark in ".;:"):
        return False
    return document.terms(Group.DOCUMENTS).first(start, end) is None and bool(own_work().match(gap))


@cache
def _common() -> Terms:
    return Terms("hop_cua")


def _owned(folded: str, start: int) -> bool:
    """Whether `của` stands right before `start`."""
    return folded[max(0, start - _SHORT - 1) : start].rstrip().endswith(little_words("cua"))


def _only_common(document: Document, start: int, end: int) -> bool:
    """Whether a gap holds only words of `hop_cua` and short ones: `thứ 8, `, ` đại biểu `."""
    gap = document.folded[start:end]
    if document.terms(Group.DOCUMENTS).first(start, end):
        return False  # `hội nghị học tập Nghị quyết của Tỉnh ủy X`
    if any(mark in gap for mark in ".;:"):
        return False
    if _owned(document.folded, end) and "," not in gap:
        return True
    rest = gap
    for hit in reversed(_common().within(document.folded, start, end)):
        if hit.row["kind"] == "khong":
            return False
        rest = rest[: hit.start - start] + rest[hit.end - start :]
    return all(
        len(word) <= _SHORT or word.isdigit() or set(word) <= set("ivxlc")
        for word in rest.replace(",", " ").split()
    )


def _can_hold(parsed: Parsed) -> bool:
    return parsed.kind["group"] != "trung_uong" or has_trait(parsed.kind, "tu_hop")


def find_host(
    document: Document, parsed: Sequence[Parsed], organiser: Parsed | None
) -> Parsed | None:
    """The body whose report it is, None where the report does not tell.

    It is the organiser's, else that of the first name in the title, else the one named most; of an
    association its own name rather than its central committee. Where a body of the centre holds
    the meeting, the others go before it: what it met about is more often theirs.
    """
    central = organiser is not None and organiser.innermost.kind["group"] == "trung_uong"
    if organiser is not None and not central:
        inner = (_leading(document, parsed) or organiser).innermost
        # `Đảng ủy tổ chức …` alone does not tell whose committee it is
        return None if inner.bare and inner.kind["after"] == "host" else association(inner)
    title = document.title
    for one in parsed:
        in_title = title is not None and title.start <= one.start < title.end
        if in_title and _can_hold(one) and (one.innermost.words or one.innermost.place):
            return association(one.innermost)
    bodies = [p.innermost for p in parsed if p.innermost.words]
    best = Counter((p.kind.id, p.words) for p in bodies).most_common(1)
    if not best or best[0][1] < _OFTEN:
        return organiser.innermost if organiser is not None and central else None
    return association(next(p for p in bodies if (p.kind.id, p.words) == best[0][0]))


def association(parsed: Parsed) -> Parsed:
    """The association itself for its central committee: `Hội X` for `Trung ương Hội X`."""
    kinds = parsed.kind["within"].split()
    if not kinds or not parsed.words:
        return parsed
    row = kind_rows()[kinds[-1]]
    return Parsed(parsed.start, parsed.end, row, words=parsed.words, head=row.forms[0])
