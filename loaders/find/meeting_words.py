"""The words around the name of a meeting: what opens it, what ends it, what tells it is held.

Patterns for folded text, each made of the rows of a table (`ten_hop` for the most).
"""

import re
from functools import cache

from loaders.document import UPPER
from loaders.find.patterns import any_of
from ontology.lexicon import table


@cache
def usual() -> str:
    """The kind of a meeting where nothing tells its kind."""
    return next(row.id for row in table("cuoc_hop") if row["usual"])


def _words(*kinds: str) -> str:
    return any_of("ten_hop", "kind", *kinds)


@cache
def hosted() -> re.Pattern[str]:
    """`tổ chức thành công `: the verb before the name of a meeting, and what stands between.

    `maybe` are verbs that need a word for a meeting after them, `chairs` those of who chairs it.
    """
    chairs = any_of("hanh_vi", "part", "chair")
    return re.compile(
        rf"\b(?!{_words('khong')})"
        rf"(?:{_words('mo_chac')}|(?P<maybe>{_words('mo')})|(?P<chairs>{chairs}))"
        rf"(?P<between>(?: {_words('chen')})*)\s+"
    )


@cache
def at_a_place() -> re.Pattern[str]:
    return re.compile(rf"{_words('tai')}\b")


@cache
def name_end() -> re.Pattern[str]:
    day, time = any_of("ngay_thang", "kind", "ngay"), any_of("ngay_thang", "kind", "buoi")
    return re.compile(
        r"[.;:,\s]"  # a character first: what stands before it is looked at after
        r"(?:(?<=[.;:])(?<!\btp.)(?<!\btx.)(?=\s|$)"
        rf"|(?<=\s)(?:{_words('het', 'dien_ra')}|{_words('do')} {any_of('chuc_vu')})\b"
        rf"|(?:(?<=,) |(?<= ))"
        rf"(?:{_words('tai')} {_words('noi')}|(?P<day>(?:{time} ?{day}?|{day}) \d)))"
    )


@cache
def goes_on() -> re.Pattern[str]:
    """After a name: what is told of the meeting as of one that is held."""
    return re.compile(rf"\s*{_words('dien_ra')}\b")


@cache
def after_comma() -> re.Pattern[str]:
    return re.compile(rf"{_words('sau_phay', 'het')}\b")


@cache
def topic() -> re.Pattern[str]:
    return re.compile(rf", {_words('de_tai')}\b")


@cache
def back() -> re.Pattern[str]:
    """Words that point back to a meeting told of before."""
    return re.compile(rf"(?:\s+{_words('chi_lai')})+\b")


@cache
def occasion() -> re.Pattern[str]:
    return re.compile(rf"{_words('viec')}\b")


@cache
def own_work() -> re.Pattern[str]:
    """After the word for a meeting: that it sums up the work of whoever holds it."""
    return re.compile(rf"(?: [\w]+){{0,4}} {_words('viec_minh')}\b")


@cache
def occasion_within() -> re.Pattern[str]:
    return re.compile(rf"\b{_words('viec')}\b")


@cache
def by() -> re.Pattern[str]:
    """Before who holds or chairs it, in a text as printed: ` do Sở A tổ chức`."""
    return re.compile(rf" (?i:{_words('do')}) (?=[{UPPER}])")


@cache
def post() -> re.Pattern[str]:
    """The post of somebody who does something at the meeting."""
    return re.compile(rf"{any_of('chuc_vu')}\b")


@cache
def honorific() -> re.Pattern[str]:
    return re.compile(rf"(?i:{any_of('xung_ho')}) (?=[{UPPER}])")


@cache
def in_session() -> re.Pattern[str]:
    """`đã họp`: a body that meets."""
    return re.compile(rf"\b{_words('thi')} {_words('hop')}(?: \w+){{0,2}}$")


@cache
def another_time() -> re.Pattern[str]:
    return re.compile(rf"{_words('luc_khac')}\b")


@cache
def at_meeting() -> re.Pattern[str]:
    """Right before a meeting that somebody chairs or attends."""
    return re.compile(rf"\b{any_of('hanh_vi', 'part', 'chair', 'direct', 'attend')} $")
