"""Make of a text as it came the text as it is stored: one spelling for what looks alike.

Offsets of all facts count code points of the text that `clean` returns. Dashes and quotation marks
stay as they are printed; `ontology.lexicon.fold` levels them, one code point for one, when it
looks for terms.
"""

import re
from functools import cache
from typing import Final
from unicodedata import category, combining, is_normalized, normalize

_TONE_MARKS: Final = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_SHAPED: Final = "âăêôơ"
_LETTER: Final = r"[^\W\d_]"
_FEW: Final = 64  # kinds of characters that do not print: a real text has a handful
_LONG: Final = 8_000  # code points; NFC of so many marks takes a few hundredths of a second
_STRAY: Final = r"[\u0300-\u036f]"  # would join the vowel from which a tone mark is taken


def clean(raw: str) -> str:
    """The stored form of `raw`: NFC, plain spaces, line feeds, one way to place a tone mark.

    Every kind of blank becomes a space, runs of them one space; there is none at the ends of
    a line. What does not print (zero-width, soft hyphen, controls, direction marks) is dropped.
    Lines stay lines; the whole is stripped. `clean(clean(x)) == clean(x)`.
    """
    text = raw
    # Next to everything is printable, and `isprintable` says so at the speed of C: the work of
    # the branch is for the texts that need it.
    if not text.replace("\n", "").isprintable():
        text = _only_printable(text)
    if len(text) > _LONG:
        text = _with_few_marks(text)
    if not is_normalized("NFC", text):
        text = _with_few_marks(_composed(text))
    text = _with_crossed_d(text)
    text = _OPEN.sub(_tone_on_first, text)
    text = _MISPLACED.sub(_tone_on_last, text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text.replace(" \n", "\n").replace("\n ", "\n").strip()


def _only_printable(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    odd = {c for c in text if not c.isprintable()}
    if len(odd) > _FEW:  # no text, but its time must not grow with the square of its length
        return "".join(_instead_of(c) if c in odd else c for c in text)
    for character in odd:
        text = text.replace(character, _instead_of(character))
    return text


@cache
def _instead_of(character: str) -> str:
    """What stands for a character that does not print, by its Unicode category."""
    kind = category(character)
    if character == "\n":
        return character
    if kind == "Zs" or character == "\t":
        return " "
    if kind in ("Zl", "Zp") or character in "\v\f\x85":
        return "\n"  # a page or a line ends there, and so does the word
    if kind in ("Cc", "Cf", "Cs"):
        return ""
    return character  # private use: the bullets of old office fonts are marks of lists


def _with_few_marks(text: str) -> str:
    """No letter with more than thirty marks: NFC takes time as their square (UAX #15, 13)."""
    return _MARKS.sub(
        lambda run: run[0][:30] + "".join(c for c in run[0][30:] if not combining(c)), text
    )


_MARKS: Final = re.compile(r"[^\w\s]{31,}")


def _composed(text: str) -> str:
    """NFC, also where a tone mark was typed before the hat or the breve of its letter."""
    text = normalize("NFC", text)
    if "\u0302" in text or "\u0306" in text:
        text = _LATE_SHAPE.sub(lambda found: normalize("NFC", _shape_first(found[0])), text)
    return text


def _shape_first(group: str) -> str:
    letters = normalize("NFD", group)
    return letters[0] + "".join(sorted(letters[1:], key=lambda mark: mark not in "\u0302\u0306"))


_LATE_SHAPE: Final = re.compile(rf"{_LETTER}[{_TONE_MARKS}]?[\u0302\u0306]")


def _with_crossed_d(text: str) -> str:
    """Eth and the African d, which print like Đ, as Đ.

    A small one is changed at the beginning of a syllable only, where Vietnamese has its đ:
    an Icelandic name keeps its eth.
    """
    for alike in "ÐƉ":
        if alike in text:
            text = text.replace(alike, "Đ")
    if "ð" in text or "ɖ" in text:
        text = re.sub(rf"(?<!{_LETTER})[ðɖ]", "đ", text)
    return text


# Where the tone mark stands. Both ways are printed, often in one report: `hoà, khoẻ, uỷ` and
# `hòa, khỏe, ủy`. Stored is the older one, as official documents have it; the rule is the one
# of school books: in an open oa, oe, uy the first vowel bears the mark, before a final letter the
# second, after q (whose u is no vowel) and in a pair with a hat, breve or horn always the second.


def _toned(letters: str) -> str:
    """The letters with each tone mark, small and capital."""
    small = "".join(normalize("NFC", letter + mark) for letter in letters for mark in _TONE_MARKS)
    return small + small.upper()


def _tone_moved(source: str, target: str) -> tuple[str, str]:
    """`source` without its tone mark, `target` with it; as they are where there is none."""
    letters = normalize("NFD", source)
    for mark in _TONE_MARKS:
        if mark in letters:
            return (
                normalize("NFC", letters.replace(mark, "")),
                normalize("NFC", target + mark),
            )
    return source, target


def _tone_on_first(found: re.Match[str]) -> str:
    second, first = _tone_moved(found[0][1], found[0][0])
    return first + second


def _tone_on_last(found: re.Match[str]) -> str:
    vowels = found[0]
    first, last = _tone_moved(vowels[0], vowels[-1])
    return first + vowels[1:-1] + last


_FINAL: Final = rf"(?=(?:ng|nh|ch|[cimnopty])(?!{_LETTER}))"
_OPEN: Final = re.compile(
    rf"[oOuU](?:(?<=[oO])[{_toned('ae')}]|(?<=[uU])(?<![qQ].)[{_toned('y')}])"
    rf"(?!{_LETTER}|{_STRAY})"
)
_MISPLACED: Final = re.compile(
    rf"[{_toned('iouyư')}](?=\w)(?:"
    rf"(?<=[{_toned('u')}])[yY]?[{_SHAPED}{_SHAPED.upper()}]"
    rf"|[{_SHAPED}{_SHAPED.upper()}]"
    rf"|(?<=[qQ][{_toned('u')}])[aeioyAEIOY]"
    rf"|(?<=[{_toned('o')}])[aeAE](?i:{_FINAL})"
    rf"|(?<=[{_toned('u')}])[yY](?i:{_FINAL}))(?!{_STRAY})"
)
