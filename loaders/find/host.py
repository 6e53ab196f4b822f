"""Find who holds the meeting, and the body whose report it is."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache

from loaders.document import Document
from loaders.find.printed_names import Parsed, kind_rows
from ontology.lexicon import Hit, Terms

_OPENING = 4  # sentences
_REACH = 48  # code points between a body and the word that says that it holds the meeting
_OFTEN = 3  # mentions that make a body the likely host
_NATIONAL = ("quoc_hoi", "chinh_phu")  # national bodies that hold meetings of their own


@cache
def _holding() -> Terms:
    return Terms("mo_hop")


@cache
def _meetings() -> Terms:
    return Terms("cuoc_hop")


@cache
def _between() -> Terms:
    return Terms("hop_cua")


def find_organiser(document: Document, parsed: Sequence[Parsed]) -> Parsed | None:
    """The subject of `tổ chức` in the opening sentences or the title, else the body whose meeting
    it is by its name (`Đại hội đại biểu Đảng bộ X`); None where neither stands there.
    """
    title = document.title
    spans = [(s.start, s.end) for s in list(document.body())[:_OPENING]]
    spans += [(title.start, title.end)] if title else []
    starts = [p.start for p in parsed]
    for start, end in spans:
        inside = parsed[bisect_left(starts, start) : bisect_left(starts, end)]
        if holder := _holder(document, inside, start, end):
            return holder
    for start, end in spans:
        inside = parsed[bisect_left(starts, start) : bisect_left(starts, end)]
        if named := _named_in_meeting(document, inside, start):
            return named
    return None


def _holder(
    document: Document, inside: Sequence[Parsed], start: int, end: int
) -> Parsed | None:
    hits = [
        Hit(start + h.start, start + h.end, h.row)
        for h in _holding().find(document.folded[start:end])
    ]
    for hit in hits:
        if hit.row["kind"] != "mo":
            continue
        jointly = next((h.start for h in hits if h.row["kind"] == "chung"), hit.start)
        for one in reversed(inside):
            limit = min(hit.start, jointly) if jointly < hit.start else hit.start
            if one.end > limit or not _can_hold(one):
                continue
            gap = document.text[one.end : limit]
            if len(gap) <= _REACH and not any(mark in gap for mark in ".;:(\n"):
                return one
            break
    return None


def _named_in_meeting(
    document: Document, inside: Sequence[Parsed], start: int
) -> Parsed | None:
    """`cuộc họp của Ban Thường vụ Y`: nothing but common words between the meeting and the body."""
    for one in inside:
        if not _can_hold(one):
            continue
        meetings = [h for h in _meetings().find(document.folded[start : one.start])]
        if not meetings:
            continue
        gap = document.folded[start + meetings[-1].end : one.start]
        if len(gap) <= _REACH and _only_common(gap):
            return one
    return None


def _only_common(gap: str) -> bool:
    """Whether a gap holds only words of `hop_cua`, ordinals and numbers: `thứ 8, `, ` đại biểu `."""
    if gap.rstrip().endswith("của") and not any(mark in gap for mark in ",.;:"):
        return True
    rest = gap
    for hit in reversed(list(_between().find(gap))):
        rest = rest[: hit.start] + rest[hit.end :]
    words = rest.replace(",", " ").split()
    return all(word in ("lần", "thứ", "kỳ") or _is_ordinal(word) for word in words)


def _is_ordinal(word: str) -> bool:
    return word.isdigit() or set(word) <= set("ivxlc") or len(word) <= 4


def _can_hold(parsed: Parsed) -> bool:
    return parsed.kind["group"] != "trung_uong" or parsed.kind.id in _NATIONAL


def find_host(
    document: Document, parsed: Sequence[Parsed], organiser: Parsed | None
) -> Parsed | None:
    """The body whose report it is: of the organiser, else of the first name in the title, else the
    one named most; of an association its own name rather than its central committee.
    """
    if organiser is not None:
        inner = organiser.innermost
        # `Đảng ủy tổ chức …` alone does not tell whose committee it is
        return None if inner.bare and inner.kind["after"] == "host" else association(inner)
    title = document.title
    for one in parsed:
        in_title = title is not None and title.start <= one.start < title.end
        if in_title and _can_hold(one) and (one.innermost.words or one.innermost.place):
            return association(one.innermost)
    inner = [p.innermost for p in parsed if p.innermost.words]
    best = Counter((p.kind.id, p.words) for p in inner).most_common(1)
    if not best or best[0][1] < _OFTEN:
        return None
    return association(next(p for p in inner if (p.kind.id, p.words) == best[0][0]))


def association(parsed: Parsed) -> Parsed:
    """The association itself for its central committee: Trung ương Hội X -> Hội X."""
    if parsed.kind.id not in ("trung_uong_hoi", "bch_tw_hoi") or not parsed.words:
        return parsed
    hoi = kind_rows()["hoi"]
    return Parsed(parsed.start, parsed.end, hoi, words=parsed.words, head=hoi.forms[0])
