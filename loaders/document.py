"""A report cut into blocks and sentences: what the finders work on."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from loaders.groups import Group, scan
from loaders.model import Report, Span
from ontology.lexicon_scan import Found, Scan

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯ" + "".join(chr(c) for c in range(0x1EA0, 0x1EF9, 2))
"""The capital letters of Vietnamese, for character classes."""


class BlockKind(StrEnum):
    TITLE = "title"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"  # a short line without a full stop: under a photo, or a heading
    BYLINE = "byline"  # who wrote or photographed; no participant
    FURNITURE = "furniture"  # menus, counters, related links: not body


class Block(NamedTuple):
    """One line of the stored text."""

    start: int
    end: int
    kind: BlockKind


class Sentence(NamedTuple):
    """A sentence of the body, within one block."""

    start: int
    end: int
    block: int  # index into Document.blocks

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True)
class Document:
    """A report, its folded text (same offsets, see `ontology.lexicon.fold`), blocks and sentences.

    Sentences cover titles, paragraphs and captions, in the order of the text; bylines and
    furniture have none.
    """

    report: Report
    text: str
    folded: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [s.start for s in self.sentences])

    def terms(self, group: Group) -> Found:
        """The terms of a group of tables in the whole text; found once, in one pass for all."""
        return self._found[group]

    @cached_property
    def _found(self) -> Scan:
        return scan(self.folded)

    def begun(self, offset: int) -> int:
        """The index of the last sentence that begins at or before `offset`, -1 before all."""
        return bisect_right(self._starts, offset) - 1

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds `offset`, None in furniture and between sentences."""
        at = self.begun(offset)
        if at < 0:
            return None
        sentence = self.sentences[at]
        return sentence if offset < sentence.end else None

    def kind_at(self, offset: int) -> BlockKind:
        sentence = self.sentence_at(offset)
        return self.blocks[sentence.block].kind if sentence else BlockKind.FURNITURE

    @cached_property
    def title(self) -> Block | None:
        return next((b for b in self.blocks if b.kind is BlockKind.TITLE), None)

    @cached_property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences outside the title."""
        kinds = [block.kind for block in self.blocks]
        return tuple(s for s in self.sentences if kinds[s.block] is not BlockKind.TITLE)
