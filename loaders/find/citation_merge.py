"""Join the mentions of one document within a report, and give each citing directive its row."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from loaders.model import Citation, Organisation, Span
from ontology.authority import parse_number
from ontology.lexicon import fold

_NOT_WORDS = re.compile(r"[^\w/&]+")
_PREFIX_WORDS = 4  # a name this long is the beginning of no other by chance
_NESTED = 4  # directives that may begin at one place or lie within another


class Directive(Protocol):
    """A directive as far as citations care: its number and where it stands."""

    @property
    def number(self) -> int: ...
    @property
    def span(self) -> Span: ...


@dataclass(slots=True)
class Draft:
    """A document as one place of the report, `[start, end)`, names it; "" and None: not said."""

    start: int
    end: int
    type: str
    number: str = ""
    name: str = ""
    date: str = ""
    issuer: Organisation | None = None
    title: str = ""
    generic: bool = False  # names no single document
    rule: str = ""
    code: str = ""  # of the issuer, from the number
    at: int = 0  # where the number begins
    title_start: int = 0


Cited = list[Draft]
"""The drafts that mean one document, the one that says most first."""


def merge(drafts: Sequence[Draft], directives: Sequence[Directive]) -> list[Citation]:
    """One citation for each document and citing directive, at its first place.

    What one place says of a document (date, issuer, title) holds for all.
    """
    if not drafts:
        return []
    documents = _numbered([draft for draft in drafts if draft.number])
    _join_named(documents, [draft for draft in drafts if not draft.number])
    inside = _Directives(directives)
    rows: list[Citation] = []
    for cited in documents:
        seen: set[int | None] = set()
        told = _told(cited)
        for draft in sorted(cited, key=lambda each: each.start):
            directive = inside.at(draft.start)
            if directive not in seen:
                seen.add(directive)
                rows.append(_citation(draft, cited[0], told, directive))
    return sorted(rows, key=lambda row: (row.span, row.number, row.name))


class _Directives:
    """Which directive holds an offset."""

    def __init__(self, directives: Sequence[Directive]) -> None:
        self._all = sorted(directives, key=lambda each: each.span)
        self._starts = [each.span.start for each in self._all]

    def at(self, offset: int) -> int | None:
        last = bisect_right(self._starts, offset)
        near = reversed(self._all[max(0, last - _NESTED) : last])
        return next((each.number for each in near if offset < each.span.end), None)


def _told(cited: Cited) -> tuple[str, Organisation | None, str]:
    """Date, issuer and title as the first place says that tells them."""
    return (
        next((each.date for each in cited if each.date), ""),
        next((each.issuer for each in cited if each.issuer), None),
        next((each.title for each in cited if each.title), ""),
    )


def _citation(
    draft: Draft,
    first: Draft,
    told: tuple[str, Organisation | None, str],
    directive: int | None,
) -> Citation:
    date, issuer, title = told
    return Citation(
        directive=directive,
        type=first.type,
        number=first.number,
        name="" if first.number else first.name,
        date=draft.date or date,
        issuer=draft.issuer or issuer,
        span=Span(draft.start, draft.end),
        rule=draft.rule,
        title=draft.title or title,
        generic=first.generic,
    )


def _numbered(drafts: Sequence[Draft]) -> list[Cited]:
    """Documents by number and date: a number is given anew every term."""
    dated: dict[str, dict[str, Cited]] = defaultdict(dict)
    for draft in drafts:
        if draft.code and draft.date:
            dated[_key(draft)].setdefault(draft.date, []).append(draft)
    for draft in drafts:
        if draft.code and not draft.date:
            same = dated[_key(draft)]
            only = next(iter(same)) if len(same) == 1 else ""
            same.setdefault(only, []).append(draft)
    documents = [cited for same in dated.values() for cited in same.values()]
    _join_bare(documents, [draft for draft in drafts if not draft.code])
    for cited in documents:
        cited.sort(key=lambda each: (not each.code, each.start))
    return documents


def _join_bare(documents: list[Cited], drafts: Sequence[Draft]) -> None:
    """`Chỉ thị 05` is `Chỉ thị 05-CT/TW` where the report names one such."""
    known: dict[tuple[str, str], list[Cited]] = defaultdict(list)
    for cited in documents:
        known[_serial(cited[0])].append(cited)
    for draft in sorted(drafts, key=lambda each: not each.date):
        same = known[_serial(draft)]
        if len(same) == 1 and draft.date in ("", same[0][0].date):
            same[0].append(draft)
        elif len(same) == 1 and not same[0][0].date:
            same[0].insert(0, draft)  # the date that others are compared with
        else:
            documents.append([draft])
            same.append(documents[-1])


def _join_named(documents: list[Cited], drafts: Sequence[Draft]) -> None:
    """Documents by name; a name cut short means the longer one (`Luật Giáo dục`, `… năm 2031`)."""
    known: dict[tuple[str, ...], Cited] = {}
    for cited in documents:
        if cited[0].name:  # a law with its number
            _know(known, cited)
    # the longest first, in capitals last
    for draft in sorted(drafts, key=lambda each: (-len(_words(each)), each.name[1:].isupper())):
        cited = known.get(_words(draft), [])
        if not cited:
            documents.append(cited)
        cited.append(draft)
        if len(cited) == 1:
            _know(known, cited)


def _know(known: dict[tuple[str, ...], Cited], cited: Cited) -> None:
    words = _words(cited[0])
    shortest = 2 if cited[0].type in ("Luật", "Bộ luật", "Pháp lệnh") else _PREFIX_WORDS + 1
    known.setdefault(words, cited)
    for length in range(shortest + 1, len(words)):
        known.setdefault(words[:length], cited)


def _words(draft: Draft) -> tuple[str, ...]:
    """The kind and the words of the name, as names are compared."""
    return (draft.type, *_NOT_WORDS.sub(" ", fold(draft.name)).split())


def _key(draft: Draft) -> str:
    return parse_number(draft.number).text  # 05/CT-TW and 05-CT/TƯ are 05-CT/TW


def _serial(draft: Draft) -> tuple[str, str]:
    return draft.type, parse_number(draft.number).serial
