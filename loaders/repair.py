"""Broken text -> the text that was meant, where that is certain; else the reason why not.

Between decoding and `loaders.clean`. What is repaired: the codes of old Vietnamese fonts and UTF-8
read as something else, entities of HTML, letters of other alphabets, marks beside their letter,
invisible and doubled letters, words printed letter by letter, blanks missing between words or
standing inside them, a few confusions of OCR in numbers. What is not guessed: lost letters and
marks. Offsets of facts are those of the repaired (and cleaned) text.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from loaders.repair_fonts import FONTS, read_fonts
from loaders.repair_letters import (
    closed_letters,
    joined_marks,
    latin_letters,
    plain_letters,
    plain_numbers,
    single_letters,
    visible,
)
from loaders.repair_mojibake import read_entities, read_mojibake
from loaders.repair_refusal import Refusal, refusal
from loaders.repair_scan import EVERYTHING, Hint, hints
from loaders.repair_spaces import parted_numbers, parted_words, whole_words
from loaders.repair_syllables import composed, legal_share

__all__ = ["Refusal", "Repaired", "legal_share", "repair", "repair_bytes"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text after repair.

    `done` holds (kind, count) in the order of repair: `entity`, `mojibake` (letters), `tcvn3`,
    `vni`, `viscii`, `vps` (lines), `alphabet`, `form`, `mark`, `hidden`, `apart`, `twice`,
    `number`, `broken`, `joined` (places). Where it is empty `text` is the text that came.
    `refusal` says why the text should not be read, or is None.
    """

    text: str
    done: tuple[tuple[str, int], ...] = ()
    refusal: Refusal | None = None


_Step = Callable[[str], tuple[str, int]]
_STEPS: Final[tuple[tuple[str, Hint, _Step], ...]] = (
    ("alphabet", Hint.ALPHABET, latin_letters),
    ("form", Hint.FORM, plain_letters),
    ("mark", Hint.MARK, joined_marks),
    ("hidden", Hint.HIDDEN, visible),
    ("twice", Hint.TWICE, single_letters),
    ("apart", Hint.APART, closed_letters),
    ("broken", Hint.APART | Hint.LINE_END, whole_words),
    ("number", Hint.NUMBER, plain_numbers),
    ("joined", Hint.JOINED, parted_words),
    ("joined", Hint.DIGIT, parted_numbers),
)


def repair(text: str) -> Repaired:
    """`text` with what is certainly broken put right; pure, and no change to a clean text."""
    hint = hints(text)
    if not hint:
        return Repaired(text, (), refusal(text))
    done: Counter[str] = Counter()
    read, lost = _read_bytes(text, hint, done)
    if done:
        hint = EVERYTHING
    whole = composed(read)
    if whole != read:
        read, hint = whole, hint | hints(whole)
    for kind, sign, step in _STEPS:
        if sign & hint:
            read, count = step(read)
            if count:
                done[kind] += count
                hint = EVERYTHING
    if Hint.LOST in hint:
        lost += len(_QUESTIONED.findall(read))
    return Repaired(read if done else text, tuple(done.items()), refusal(read, lost))


def repair_bytes(data: bytes) -> Repaired | None:
    """The text of bytes in the code of an old font; None where that is not certain.

    For files that are in none of the encodings that are tried first.
    """
    read = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
    found = repair(read)
    fonts = any(kind in FONTS for kind, _ in found.done)
    return found if fonts and found.refusal is None else None


_QUESTIONED: Final = re.compile(r"\?(?<=[^\W\d_]\?)(?=[^\W\d_A-Z])|\ufffd")


def _read_bytes(text: str, hint: Hint, done: Counter[str]) -> tuple[str, int]:
    """`text` with its bytes read as they were meant; letters that are lost."""
    lost = 0
    if Hint.ENTITY in hint:
        text, count = read_entities(text)
        if count:
            done["entity"] += count
            hint = EVERYTHING
    if Hint.BYTES in hint:
        text, count, lost = read_mojibake(text)
        if count:
            done["mojibake"] += count
    if Hint.FONT in hint:
        text, lines, missing = read_fonts(text)
        done.update(lines)
        lost += missing
    return text, lost
