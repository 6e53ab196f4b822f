"""The words by which requests, what they ask for, and what only looks like one, are known."""

from functools import cache

from loaders.document import Document
from loaders.find.phrases import Phrases
from loaders.groups import Group
from ontology.lexicon import Hit, Terms, fold, table

ASKS = ("dong_tu", "sat")
"""The kinds of `yeu_cau` by which somebody asks."""

SAYS = ("mo_ta", "nhac")
"""The kinds by which somebody only speaks, or stresses something."""

LISTS = ("nhiem_vu", "noi_dung")
"""The kinds that announce a list."""

BLANKS = " \t\n,:;–—-•*+."
"""What may stand between the parts of a clause."""

TRAILING = " \t./;,:…-–"
"""What may end a clause and is no part of it."""

_REACH = 120  # code points after a clause's head in which its opening may end


@cache
def _openings() -> Phrases:
    return Phrases("mo_dau_cau")


@cache
def _doing() -> Terms:
    return Terms("dong_tu_chi_dao", "danh_tu_viec")


@cache
def _other() -> Terms:
    return Terms("khong_phai_chi_thi")


@cache
def around(kinds: str) -> Phrases:
    """The words of `quanh_yeu_cau` of some kinds (split by a space)."""
    return Phrases("quanh_yeu_cau", "kind", kinds.split())


@cache
def ordinals() -> dict[str, int]:
    """`một là`, `thứ nhất` and the like, folded, to their numbers."""
    return {fold(form): int(row["value"]) for row in table("so_thu_tu") for form in row.forms}


def asking(document: Document, start: int, end: int) -> list[Hit]:
    """The words of `[start, end)` that ask, conclude, say or announce (`yeu_cau`).

    A capital within a sentence is part of a name: `Quy định Yêu cầu tay nghề`.
    """
    return [
        hit
        for hit in document.terms(Group.ASKING).within(start, end)
        if hit.row.table == "yeu_cau" and not _in_name(document.text, hit.start)
    ]


def _in_name(text: str, at: int) -> bool:
    return text[at].isupper() and text[max(0, at - 3) : at].rstrip(" ")[-1:].isalnum()


def doing(document: Document, start: int, end: int) -> list[Hit]:
    """The words of duty and doing (`dong_tu_chi_dao`) in `[start, end)`."""
    hits = _doing().within(document.folded, start, end)
    return [hit for hit in hits if hit.row.table == "dong_tu_chi_dao"]


def announces(document: Document, start: int, end: int, *kinds: str) -> bool:
    """Whether `[start, end)` holds words of some kinds: of results (`ket_qua`), of an agenda."""
    return any(h.row["kind"] in kinds for h in _other().within(document.folded, start, end))


def opening(folded: str, start: int) -> tuple[str, int]:
    """What a clause that begins at `start` opens with: its kind in `mo_dau_cau`, and its end."""
    hit = _openings().at(folded, start, min(len(folded), start + _REACH))
    return (hit.row["kind"], hit.end) if hit is not None and hit.start == start else ("", start)
