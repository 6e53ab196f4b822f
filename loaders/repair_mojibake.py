"""UTF-8 that was read as CP1252, Latin-1 or CP1258, once or more often -> the text it was.

`Äáº£ng bá»™` is `Đảng bộ`: each letter of two or three bytes became two or three letters, of
which some do not print and are lost on the way. What can be turned back is; of a lost byte the
one letter that makes a syllable is taken, and where there are several the place stays as it is
and is counted. Entities of HTML that stand in a text as such are read here too.
"""

import html
import re
from collections.abc import Mapping
from itertools import product
from typing import Final

from loaders.repair_syllables import is_syllable

_TIMES: Final = 3  # read wrongly so often at most
_MOST_LOST: Final = 3  # letters of a word: more leave no word to recognise


def read_entities(text: str) -> tuple[str, int]:
    """`text` with entities of HTML (`&#7843;`, `&ecirc;`) as the characters, and how many."""
    count = 0
    for _ in range(2):  # `&amp;ecirc;`
        read, found = _ENTITY.subn(_entity, text)
        if read == text:
            break
        text, count = read, count + found
    return text, count


def _entity(found: re.Match[str]) -> str:
    character = html.unescape(found[0])
    return character if len(character) <= 2 and character != "\ufffd" else found[0]


_ENTITY: Final = re.compile(r"&(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[a-zA-Z][a-zA-Z0-9]{1,30});")


def read_mojibake(text: str) -> tuple[str, int, int]:
    """`text` with UTF-8 that was read wrongly put right; letters put right, and letters lost."""
    fixed = lost = 0
    dropped = "".join(c for c in "\xa0\xad" if c not in text)
    for turn in range(_TIMES):
        lines = text.split("\n")
        unicode = [_UNICODE.search(line) is not None for line in lines]
        # What is still odd in a line that now has Vietnamese letters is lost, not read twice.
        certain = [
            _CERTAIN.search(line) is not None and not (turn and proper)
            for line, proper in zip(lines, unicode, strict=True)
        ]
        if not any(certain):
            break
        pure = not any(unicode)
        for at, line in enumerate(lines):
            if certain[at] or (pure and not line.isascii()):
                lines[at], count, missing = _line(line, dropped)
                fixed += count
                lost += missing
        text = "\n".join(lines)
    return text, fixed, lost


# --- Bytes as letters ----------------------------------------------------------------------------


def _readings() -> dict[str, int]:
    """The characters that stand for a byte from 80 to FF in Latin-1, CP1252 and CP1258."""
    found = {chr(byte): byte for byte in range(0x80, 0x100)}
    for codec in ("cp1258", "cp1252"):
        for byte in range(0x80, 0x100):
            character = bytes([byte]).decode(codec, "ignore")
            if character and not "\u0300" <= character <= "\u036f":
                found[character] = byte
    return found


_BYTE: Final = _readings()


def _class(first: int, last: int) -> str:
    inside = [re.escape(c) for c, byte in _BYTE.items() if first <= byte <= last]
    return f"[{''.join(inside)}]"


_NEXT: Final = _class(0x80, 0xBF)
_TWO: Final = f"(?:{_class(0xC2, 0xC6)}|{_class(0xCB, 0xCC)}){_NEXT}"
_THREE: Final = f"(?:{_class(0xE1, 0xE2)}|{_class(0xEF, 0xEF)}){_NEXT}{_NEXT}"
_SEQUENCE: Final = re.compile(f"{_THREE}|{_TWO}")
_SIGN: Final = "[¡-§©ª¬-º¼-¾\x80-\x9f]"  # never beside a letter in a text that is right
# What no right text holds: lead and second byte of Vietnamese letters with two marks, of ă đ ĩ ơ
# ũ ư, and of the plainer ones where the second is a sign; a dash or a quote may follow a capital.
_CERTAIN: Final = re.compile(
    f"á[º»](?![\\s.,;:)]|$)|[ÃĂ]{_SIGN}|Ä[ƒ‘\x91©\xad]|[ÄĂ]á|Æ[°¡]|Å©|â€|Â[\xa0»°]"
)
_UNICODE: Final = re.compile("[\u1ea0-\u1ef9ơưƠƯđĐ]")


def _line(line: str, dropped: str) -> tuple[str, int, int]:
    """A line put right, and how many letters are and are not; `dropped`: bytes that got lost."""
    count = 0
    # Beside Unicode a lone letter may be what it seems to be.
    mark_holes = not _UNICODE.search(line)

    def read(found: re.Match[str]) -> str:
        nonlocal count
        try:
            character = bytes(_BYTE[c] for c in found[0]).decode("utf-8")
        except (UnicodeDecodeError, KeyError):
            return _HOLES.get(found[0], found[0]) if mark_holes else found[0]
        if not _WANTED.match(character):
            return found[0]
        count += 1
        return character

    line = _READ.sub(read, line)
    if not _HOLED.search(line):
        return line, count, 0
    holes = len(_HOLE.findall(line))
    line = _HOLED.sub(lambda found: _filled(found, dropped), line)
    lost = len(_HOLE.findall(line))
    line = _HOLE.sub(lambda hole: _LEFT[hole[0]], line)
    return line, count + holes - lost, lost


# Latin letters and signs, Vietnamese letters, tone marks of NFD, dashes and quotes, a mark of bytes
_WANTED: Final = re.compile(
    "[\x80-\u024f\u02c6\u02dc\u0300-\u036f\u1e00-\u1eff\u2010-\u2122\ufeff\ufffd]"
)

# --- Bytes lost ----------------------------------------------------------------------------------

# Bytes that CP1252 has no character for (81 8D 8F 90 9D) and the soft hyphen (AD) get lost, the
# non-breaking space (A0) becomes a space: what then is left of a letter stands here as a character
# for private use, with the letters that it can have been.
_HOLES: Final[Mapping[str, str]] = {
    "áº": "\ue0b0",
    "á»": "\ue0b1",
    "Ã": "\ue0b2",
    "Æ": "\ue0b3",
    "Ä": "Đ",
    "â€": "”",  # no other letter or quote has a byte that gets lost
}
_LEFT: Final = {hole: left for left, hole in _HOLES.items() if hole > "\ue000"}
_HOLE: Final = re.compile("[\ue0b0-\ue0b3]")
_READ: Final = re.compile(f"{_SEQUENCE.pattern}|áº|á»|â€|[ÃÄÆ]")
_UNPRINTABLE: Final[Mapping[str, str]] = {
    "\ue0b0": "",
    "\ue0b1": "ềọỏỐờ",
    "\ue0b2": "ÁÍÝ",
    "\ue0b3": "",
}
_SOFT: Final[Mapping[str, str]] = {"\ue0b0": "ậ", "\ue0b1": "ử", "\ue0b2": "í"}
_BLANK: Final[Mapping[str, str]] = {
    "\ue0b0": "Ạ",
    "\ue0b1": "Ỡ",
    "\ue0b2": "à",
    "\ue0b3": "Ơ",
}
_HOLED: Final = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{0,7}[\ue0b0-\ue0b3](?:[^\W\d_]|[\ue0b0-\ue0b3])*)( *)(?=([^\W\d_]*))"
)


def _filled(found: re.Match[str], dropped: str) -> str:
    """A word with holes, and the word after it, filled in the one way that makes syllables."""
    word, gap, after = found.groups()
    if len(_HOLE.findall(word)) > _MOST_LOST:
        return found[0]
    readings = {reading + gap for reading in _words(word, dropped)}
    if gap and "\xa0" in dropped and word[-1] in _BLANK:
        spaced = word[:-1] + _BLANK[word[-1]]
        alone = _words(spaced, dropped)
        joined = _words(spaced + after, dropped) if after else set()
        if len(gap) > 1:  # one of them was a byte
            readings = {reading + gap[1:] for reading in alone}
        elif joined:
            readings = {reading.removesuffix(after) for reading in joined}
        else:
            readings |= {reading + gap for reading in alone}
    return readings.pop() if len(readings) == 1 else found[0]


def _words(word: str, dropped: str) -> set[str]:
    """The syllables that a word with holes can be."""
    options = [
        _UNPRINTABLE[c] + (_SOFT.get(c, "") if "\xad" in dropped else "") if c in _LEFT else c
        for c in word
    ]
    capitals = sum(c.isascii() and c.isupper() for c in word) > 1
    found = set()
    for choice in product(*options):
        text = "".join(choice)
        if is_syllable(text) and (
            text.isupper() if capitals else text[1:].islower() or not text[1:]
        ):
            found.add(text)
    return found
