"""Cut a stored text into blocks (lines) and sentences; tell body from menus, captions, bylines."""

import re
from collections.abc import Sequence
from datetime import date as Date
from functools import cache

from loaders.document import UPPER, Block, BlockKind, Document, Sentence
from loaders.model import Report
from ontology.lexicon import Row, fold, table

_STAMP = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?:\s*[-,|]?\s*\d{1,2}:\d{2}.{0,20})?\s*$")
_MARKS = re.compile(r"[\W\d_]+")
_STOP = re.compile(  # a mark first: what must not stand before it is looked at after
    r"[.!?…](?:(?<![.!?…].)[.!?…]*+[\"”’»)]*"
    rf"\s+(?=[“\"‘(«]?[{UPPER}0-9])|(?<=\.)\s*/\.\s*|(?<=/\.)\s+)"
)
_BEFORE_WORD = '("“.'  # what a word cannot hold
_NAME_ONLY = re.compile(rf"^(?:[{UPPER}][\w’']*\.?(?:\s*[-–&]\s*|\s+|$)){{1,7}}$")
_TITLE_WORDS = 6
_LONGEST_TITLE = 90  # words; a longer first line is the report itself
_CAPTION_WORDS = 45
_LONGEST = 32  # code points of a word that may be an abbreviation


def segment(report: Report) -> Document:
    """`report` as a Document. Pure; linear in the length of the text."""
    text = report.text
    folded = fold(text)
    blocks = _blocks(text, folded)
    sentences = _sentences(text, folded, blocks)
    return Document(report, text, folded, tuple(blocks), tuple(sentences))


def published(document: Document) -> Date | None:
    """The date of publication that a page prints on a line of its own (26/07/2021 15:31)."""
    for block in document.blocks[:12]:
        if block.kind is not BlockKind.FURNITURE:
            continue  # a line that is a date is none of the body
        if stamp := _STAMP.match(document.text[block.start : block.end]):
            day, month, year = (int(part) for part in stamp.groups())
            try:
                return Date(year, month, day)
            except ValueError:
                continue
    return None


@cache
def _furniture() -> tuple[tuple[str, Row], ...]:
    return tuple((fold(form), row) for row in table("khung_trang") for form in row.forms)


@cache
def _furniture_forms() -> tuple[str, ...]:
    return tuple(form for form, _ in _furniture())


@cache
def _unusual() -> re.Pattern[str]:
    """What a line of furniture, a byline or a date of publication begins with.

    A term of `khung_trang` may stand behind marks and digits: `» Trang chủ`.
    """
    forms = "|".join(map(re.escape, (*_furniture_forms(), *_bylines())))
    behind = "|".join(r"[\W\d_]+".join(map(re.escape, f.split(" "))) for f in _furniture_forms())
    return re.compile(rf"{forms}|[\W\d_]*+(?:{behind})|\d{{1,2}}/\d")


@cache
def _bylines() -> tuple[str, ...]:
    return tuple(fold(form) for row in table("but_danh") for form in row.forms)


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(fold(form) for row in table("viet_tat_cau") for form in row.forms)


def _furniture_row(line: str) -> Row | None:
    core = _MARKS.sub(" ", line).strip()
    for form, row in _furniture():
        if not line.startswith(form) and core != form:
            continue
        if row["whole"]:
            if core == _MARKS.sub(" ", form).strip():
                return row
        elif not line[len(form) : len(form) + 1].isalnum():
            return row
    return None


def _is_byline(line: str, folded: str) -> bool:
    for form in _bylines():
        if folded.startswith(form) and folded[len(form) :].lstrip()[:1] == ":":
            return True
        if folded.startswith(form + " ") and len(folded.split()) <= len(form.split()) + 5:
            return bool(_NAME_ONLY.match(line[len(form) :].strip()))
    return False


def _lines(text: str) -> list[tuple[int, int]]:
    """`[start, end)` of the lines that are not blank."""
    found, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and not line.isspace():
            found.append((start, end))
        start = end + 1
    return found


def _blocks(text: str, folded: str) -> list[Block]:
    lines = _lines(text)
    blocks: list[Block] = []
    ended = False
    title_found = False
    title = ""
    last = len(lines) - 1
    for index, (start, end) in enumerate(lines):
        line, low = text[start:end].strip(), folded[start:end].strip()
        unusual = _unusual().match(low) is not None
        row = _furniture_row(low) if unusual and not ended else None
        if row is not None and row["part"] == "het" and index * 3 >= last:
            ended = True
        if ended or (unusual and (_is_left_out(row) or _STAMP.match(line))):
            kind = BlockKind.FURNITURE
        elif not title_found:
            words = len(line.split())
            if words < _TITLE_WORDS and index < last:
                kind = BlockKind.FURNITURE
            else:
                kind, title_found, title = BlockKind.TITLE, True, low
                full = line.endswith((".", ";")) and words > _CAPTION_WORDS
                if full or words > _LONGEST_TITLE:
                    kind = BlockKind.PARAGRAPH
        elif low == title:
            kind = BlockKind.FURNITURE
        elif unusual and _is_byline(line, low):
            kind = BlockKind.BYLINE
        else:
            kind = _kind(line)
        blocks.append(Block(start, end, kind))
    return blocks


def _is_left_out(row: Row | None) -> bool:
    return row is not None and row["part"] == "bo"


def _kind(line: str) -> BlockKind:
    if _NAME_ONLY.match(line) and len(line.split()) <= _TITLE_WORDS:
        return BlockKind.BYLINE
    if line.endswith((".", ":", ";", "…", "?", "!", ".”", '."')):
        return BlockKind.PARAGRAPH
    return BlockKind.CAPTION if len(line.split()) <= _CAPTION_WORDS else BlockKind.PARAGRAPH


def _sentences(text: str, folded: str, blocks: Sequence[Block]) -> list[Sentence]:
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.FURNITURE or block.kind is BlockKind.BYLINE:
            continue
        start = block.start
        for stop in _STOP.finditer(text, start, block.end):
            end = stop.end()
            if end >= block.end or (stop[0].strip() == "." and _goes_on(folded, start, stop)):
                continue
            _add(found, text, start, end, index)
            start = end
        _add(found, text, start, block.end, index)
    return found


def _add(found: list[Sentence], text: str, start: int, end: int, block: int) -> None:
    """Add `[start, end)` without the blanks at its ends as a sentence; blanks alone are none."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Sentence(start, end, block))


def _goes_on(folded: str, start: int, stop: re.Match[str]) -> bool:
    """Whether a lone full stop belongs to an abbreviation, an initial or a list number."""
    at = stop.start()
    before = folded[max(start, at - _LONGEST) : at]
    if not before or before[-1] in _BEFORE_WORD or before[-1].isspace():
        return True
    token = before.split()[-1]
    for mark in _BEFORE_WORD:
        if mark in token:
            token = token[token.rindex(mark) + 1 :]
    return (
        token in _abbreviations()
        or (len(token) == 1 and token.isalpha())
        or (token.isdigit() and at - len(token) == start)
    )
