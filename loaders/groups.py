"""The groups of tables whose terms are looked for in every report, all in one pass."""

from enum import Enum
from functools import cache

from ontology.lexicon import table
from ontology.lexicon_scan import Found, Scanner


class Group(Enum):
    """Tables that are read together: where forms overlap the longest wins, whatever its table."""

    NAMES = (
        "chuc_vu",
        "to_chuc",
        "trang_thai_chuc_vu",
        "xung_ho",
        "tu_chan",
        "cap_dia_phuong",
    )
    HEADS = ("to_chuc",)
    ROLES = ("chuc_vu",)
    SUPERIORS = ("cap_tren",)
    HOLDING = ("mo_hop",)
    MEETINGS = ("khong_phai_hop", "cuoc_hop")
    OF_MEETINGS = ("hop_cua",)
    ACTS = ("khong_phai_viec", "hanh_vi")
    ASKING = ("khong_phai_chi_thi", "yeu_cau")
    NOT_ASKING = ("khong_phai_chi_thi",)
    DOING = ("dong_tu_chi_dao", "danh_tu_viec")
    DOCUMENTS = ("van_ban_khong_so", "loai_van_ban", "ky_hieu_van_ban")
    HONOURS = ("khen_thuong",)
    DATES = ("ngay_thang",)
    ELECTIONS = ("bau_cu",)
    YEARS = ("nam_cua_ban_tin",)


_GROUPS = tuple(Group)


@cache
def _scanner() -> Scanner:
    return Scanner([[table(name) for name in group.value] for group in _GROUPS])


def scan(folded: str) -> dict[Group, Found]:
    """The terms of each group in a folded text."""
    return dict(zip(_GROUPS, _scanner().scan(folded), strict=True))
