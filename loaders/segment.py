"""Cut a stored text into blocks (lines) and sentences; tell body from menus, captions, bylines."""

import re
from collections.abc import Iterator
from datetime import date as Date
from functools import cache

from loaders.document import UPPER, Block, BlockKind, Document, Sentence
from loaders.model import Report
from ontology.lexicon import Row, fold, table

_LINE = re.compile(r"[^\n]+")
_STAMP = re.compile(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?:\s*[-,|]?\s*\d{1,2}:\d{2}.{0,20})?\s*$")
_MARKS = re.compile(r"[\W\d_]+")
_STOP = re.compile(
    rf"(?<![.!?…])[.!?…]++[\"”’»)]*\s+(?=[“\"‘(«]?(?:[{UPPER}0-9]))|(?<=/\.)\s+|\.\s*/\.\s*"
)
_LAST_WORD = re.compile(r"[^\s(\"“.]+$")
_NAME_ONLY = re.compile(rf"^(?:[{UPPER}][\w’']*\.?(?:\s*[-–&]\s*|\s+|$)){{1,7}}$")
_TITLE_WORDS = 6
_CAPTION_WORDS = 45
_LONGEST = 32  # code points of a word that may be an abbreviation


def segment(report: Report) -> Document:
    """`report` as a Document. Pure; linear in the length of the text."""
    text = report.text
    folded = fold(text)
    blocks = tuple(_blocks(text, folded))
    sentences = tuple(_sentences(text, folded, blocks))
    return Document(report, text, folded, blocks, sentences)


def published(document: Document) -> Date | None:
    """The date of publication that a page prints on a line of its own (26/07/2021 15:31)."""
    for block in document.blocks[:12]:
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


def _blocks(text: str, folded: str) -> Iterator[Block]:
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if m[0].strip()]
    ended = False
    title_found = False
    title = ""
    last = len(lines) - 1
    for index, (start, end) in enumerate(lines):
        line, low = text[start:end].strip(), folded[start:end].strip()
        row = None if ended else _furniture_row(low)
        if row is not None and row["part"] == "het" and index * 3 >= last:
            ended = True
        if ended or (row is not None and row["part"] == "bo") or _STAMP.match(line):
            kind = BlockKind.FURNITURE
        elif not title_found:
            words = len(line.split())
            if words < _TITLE_WORDS and index < last:
                kind = BlockKind.FURNITURE
            else:
                kind, title_found, title = BlockKind.TITLE, True, low
                if line.endswith((".", ";")) and words > _CAPTION_WORDS:
                    kind = BlockKind.PARAGRAPH
        elif low == title:
            kind = BlockKind.FURNITURE
        elif _is_byline(line, low):
            kind = BlockKind.BYLINE
        else:
            kind = _kind(line)
        yield Block(start, end, kind)


def _kind(line: str) -> BlockKind:
    if _NAME_ONLY.match(line) and len(line.split()) <= _TITLE_WORDS:
        return BlockKind.BYLINE
    if line.endswith((".", ":", ";", "…", "?", "!", ".”", '."')):
        return BlockKind.PARAGRAPH
    return BlockKind.CAPTION if len(line.split()) <= _CAPTION_WORDS else BlockKind.PARAGRAPH


def _sentences(text: str, folded: str, blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.FURNITURE, BlockKind.BYLINE):
            continue
        start = block.start
        for stop in _STOP.finditer(text, block.start, block.end):
            if stop.end() >= block.end or _goes_on(folded, start, stop):
                continue
            yield from _sentence(text, start, stop.end(), index)
            start = stop.end()
        yield from _sentence(text, start, block.end, index)


def _sentence(text: str, start: int, end: int, block: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Sentence(start, end, block)


def _goes_on(folded: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or a list number."""
    if stop[0].strip() != ".":
        return False
    word = _LAST_WORD.search(folded, max(start, stop.start() - _LONGEST), stop.start())
    if word is None:
        return True
    token = word[0]
    return (
        token in _abbreviations()
        or (len(token) == 1 and token.isalpha())
        or (word.start() == start and token.isdigit())
    )
