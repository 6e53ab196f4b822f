"""Find which bodies stand under which where their names stand beside each other.

`Cục A (Bộ B)`, `Cục A, Bộ B`, `Trung tâm A thuộc Sở B`, `Phòng A huyện B`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from loaders.document import Document
from loaders.find.names import little_words
from loaders.find.organisations import Mention
from loaders.find.patterns import any_of
from loaders.find.places import levels
from loaders.find.printed_names import has_trait, kind_rows
from loaders.model import Organisation, Relation, Span, Subordination

_PARTY, _COMMITTEE = "dang", "cap_uy"  # groups of `to_chuc`
_COMMA = ", "
_BRACKET = re.compile(r" ?\(")


@cache
def _belonging() -> re.Pattern[str]:
    return re.compile(rf",? {any_of('quanh_ten', 'kind', 'thuoc')} ")


def beside(document: Document, mentions: Sequence[Mention]) -> Iterator[Subordination]:
    """Each unit and the body whose name stands beside its own; `mentions` in order."""
    for index, (unit, above) in enumerate(pairwise(mentions)):
        if unit.organisation == above.organisation or above.start <= unit.end:
            continue
        if _belongs(document, mentions, index):
            span = Span(unit.start, above.end)
            yield Subordination(
                unit.organisation, above.organisation, Relation.UNIT_OF, span, "beside"
            )


def _belongs(document: Document, mentions: Sequence[Mention], index: int) -> bool:
    unit, above = mentions[index], mentions[index + 1]
    kind, over = kind_rows()[unit.organisation.kind], kind_rows()[above.organisation.kind]
    if not (unit.full and (above.full or over["after"] == "none")):
        return False
    if _PARTY in (kind["group"], over["group"]) and kind["group"] != over["group"]:
        return False
    if _COMMITTEE in (kind["group"], over["group"]):
        return False  # a committee is of the Party organisation that its own name tells
    gap = document.folded[unit.end : above.start]
    if _belonging().fullmatch(gap):
        return True
    if unit.hosts or kind["over"] != "unitOf" or not has_trait(over, "co_don_vi"):
        return False
    if _BRACKET.fullmatch(gap):
        return document.folded.startswith(")", above.end)
    return gap == _COMMA and not _listed(document, mentions, index)


def _listed(document: Document, mentions: Sequence[Mention], index: int) -> bool:
    """Whether the two stand in a longer list: `Vụ A, Bộ B và các địa phương`."""
    before = mentions[index - 1].end if index else None
    gap = document.folded[before : mentions[index].start].strip() if before is not None else None
    return gap in _joining() or document.folded.startswith(
        tuple(f"{mark} " if mark == "," else f" {mark} " for mark in _joining()),
        mentions[index + 1].end,
    )


@cache
def _joining() -> tuple[str, ...]:
    return (",", *little_words("noi_nguoi"))


def of_districts(units: Iterable[tuple[Organisation, Span]]) -> Iterator[Subordination]:
    """`Phòng Nội vụ huyện B` stands under the government of the district that its name tells."""
    for unit, span in units:
        if not has_trait(kind_rows()[unit.kind], "cua_chinh_quyen"):
            continue
        for level, row in levels().items():
            _, told, place = unit.name.partition(f" {level} ")
            if told and place and row["government"]:
                over = kind_rows()[row["government"]]
                above = Organisation(f"{over['label']} {level} {place}", over.id)
                yield Subordination(unit, above, Relation.UNIT_OF, span, "beside")
