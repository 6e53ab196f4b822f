"""A quick look at a text: which kinds of repair could find anything in it.

One automaton over the bytes of the text, with all that no clean report holds: letters of other
alphabets, what is left of wrongly read bytes, letters that cannot stand side by side inside a
syllable. A clean text costs one pass; what is found is no verdict, only a reason to look.
"""

from enum import Flag, auto
from functools import cache
from itertools import product
from typing import Final

from ahocorasick_rs import BytesAhoCorasick, Implementation

from loaders.repair_syllables import legal_syllables
from ontology.lexicon import table


class Hint(Flag):
    """What could be wrong with a text."""

    ENTITY = auto()
    BYTES = auto()
    FONT = auto()
    MARK = auto()
    ALPHABET = auto()
    FORM = auto()
    HIDDEN = auto()
    APART = auto()
    TWICE = auto()
    NUMBER = auto()
    JOINED = auto()
    DIGIT = auto()
    LINE_END = auto()
    LOST = auto()


NOTHING: Final = Hint(0)
EVERYTHING: Final = ~NOTHING

_ODD_LETTERS: Final = "ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüÿþµªº"
_ODD_SIGNS: Final = "¡¢£¤¥¦§¨©¬®¯´¶¸¹¼½¾"
_VOWELS: Final = "aăâeêioôơuưy"
_CONSONANTS: Final = (
    "b",
    "c",
    "d",
    "đ",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "q",
    "r",
    "s",
    "t",
    "v",
    "x",
)


_DIGRAPHS: Final = ("ng", "nh", "th", "tr", "ch", "ph", "kh")


def hints(text: str) -> Hint:
    """The kinds of damage of which `text` holds a sign."""
    automaton, kinds = _automaton()
    data = text.encode("utf-8", "surrogatepass")
    result = NOTHING
    for number, start, end in automaton.find_matches_as_indexes(data):
        kind = kinds[number]
        if kind not in result and not (kind is Hint.JOINED and _in_plain_word(data, start, end)):
            result |= kind
    return result


def _in_plain_word(data: bytes, start: int, end: int) -> bool:
    """Whether a word (blank to blank) is ASCII: a name or an address, whose letters may be any."""
    first, last = max(0, start - _NEAR), end + _NEAR
    return data[first:start].rpartition(b" ")[2].isascii() and (
        data[start:last].partition(b" ")[0].isascii()
    )


_NEAR: Final = 40  # bytes: no word that could be parted is longer


@cache
def _automaton() -> tuple[BytesAhoCorasick, list[Hint]]:
    patterns: dict[bytes, Hint] = {}
    for kind, signs in _signs().items():
        for sign in signs:
            data = sign if isinstance(sign, bytes) else sign.encode()
            patterns[data] = patterns.get(data, NOTHING) | kind
    return (
        BytesAhoCorasick(list(patterns), implementation=Implementation.DFA),
        list(patterns.values()),
    )


def _signs() -> dict[Hint, list[str | bytes]]:
    toned = sorted({letter for s in legal_syllables() for letter in s if not letter.isascii()})
    return {
        Hint.ENTITY: ["&"],
        Hint.BYTES: ["áº", "á»", "â€", "Ã¡", "Ã\xa0", "Ãª", "Ã´", "Ã³", "Ã\xad", *"ÄÅÆ"],
        Hint.FONT: [*_ODD_LETTERS, *_ODD_SIGNS, *map(chr, range(0x80, 0xA0))],
        Hint.MARK: [b"\xcc", b"\xcd"],
        Hint.ALPHABET: [*(bytes([lead]) for lead in range(0xCE, 0xD5)), *"ǎǍɑɡı"],
        Hint.FORM: [b"\xe2\x85", b"\xef\xac", b"\xef\xbc", b"\xef\xbd", b"\xf0\x9d"],
        Hint.HIDDEN: [
            *"\xad\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\ufeff",
            *map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065))),
            b"\xef\xb8\x80",
            b"\xef\xb8\x8e",
            b"\xef\xb8\x8f",
        ],
        Hint.APART: [f" {c} " for c in (*_CONSONANTS, *_DIGRAPHS, *"".join(_CONSONANTS).upper())],
        Hint.TWICE: [letter * 2 for letter in (*toned, *"".join(toned).upper())],
        Hint.NUMBER: _number_signs(),
        Hint.JOINED: [*_never_inside(toned), *_camel(toned)],
        Hint.DIGIT: _before_digits(),
        Hint.LINE_END: ["-\n", "\xad\n", "‐\n"],
        Hint.LOST: ["?", "\ufffd"],
    }


def _number_signs() -> list[str | bytes]:
    digits = "0123456789"
    signs = [f"{d}{c}{e}" for d, c, e in product(digits, "OoIl", "0123456789/.-Oo")]
    signs += [f"2{c}" for c in "Oo"] + [f" {c}{d}" for c, d in product("OolI", digits)]
    return [*signs, "XIl", "VIl", "IIl", "XVl", "XXl"]


def _never_inside(toned: list[str]) -> list[str | bytes]:
    """Letters that follow each other in no syllable, where a consonant begins the next one."""
    inside = {s[at : at + n] for s in legal_syllables() for n in (2, 3, 4) for at in range(len(s))}
    letters = [*_VOWELS, *_CONSONANTS, *toned]
    onsets = [*_CONSONANTS, "ch", "gh", "kh", "nh", "ngh", "ph", "th", "tr"]
    return [
        letter + onset for letter, onset in product(letters, onsets) if letter + onset not in inside
    ]


def _camel(toned: list[str]) -> list[str | bytes]:
    """A capital after a small letter that can end a syllable."""
    ends = [*"aeiouychgmnpt", *(letter for letter in toned if letter != "đ")]
    return [end + capital for end, capital in product(ends, "ABCDEGHIKLMNOPQRSTUVXYĐÂÊÔƠƯ")]


def _before_digits() -> list[str | bytes]:
    forms = [form for row in table("truoc_so") for form in row.forms]
    return [form + digit for form, digit in product(forms, "0123456789")]
