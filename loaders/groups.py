"""The groups of tables whose terms are looked for all over a report, all in one pass.

What is asked at few places only is cheaper to look for there: `ontology.lexicon.Terms`.
"""

from enum import IntEnum
from functools import cache

from ontology.lexicon import table
from ontology.lexicon_scan import Scan, Scanner


class Group(IntEnum):
    """Tables that are read together: where forms overlap the longest wins, whatever its table."""

    tables: tuple[str, ...]

    def __new__(cls, *tables: str) -> "Group":
        group = int.__new__(cls, len(cls.__members__))
        group._value_ = len(cls.__members__)
        group.tables = tables
        return group

    NAMES = (
        "chuc_vu",
        "to_chuc",
        "trang_thai_chuc_vu",
        "xung_ho",
        "tu_chan",
        "cap_dia_phuong",
    )
    ROLES = ("chuc_vu",)
    SUPERIORS = ("cap_tren",)
    HOLDING = ("mo_hop",)
    MEETINGS = ("khong_phai_hop", "cuoc_hop")
    ACTS = ("khong_phai_viec", "hanh_vi")
    ASKING = ("khong_phai_chi_thi", "yeu_cau")
    DOCUMENTS = ("van_ban_khong_so", "loai_van_ban", "ky_hieu_van_ban")
    HONOURS = ("khen_thuong",)
    DATES = ("ngay_thang",)
    YEARS = ("nam_cua_ban_tin",)

    __hash__ = object.__hash__  # members are themselves alone: no need to hash their names


@cache
def _scanner() -> Scanner:
    return Scanner([[table(name) for name in group.tables] for group in Group])


def scan(folded: str) -> Scan:
    """The terms of each group in a folded text."""
    return _scanner().scan(folded)
