"""Letters that are not the ones they look like, marks that stand beside their letter, noise.

Each function takes a text (NFC) and returns it repaired with the count of what it repaired; what
it does not change it returns as it came.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final
from unicodedata import normalize

from loaders.repair_syllables import TONE_MARKS, is_syllable, legal_syllables, tone
from ontology.lexicon import table

_LETTER: Final = r"[^\W\d_]"
_WORD: Final = re.compile(rf"(?:{_LETTER}[\u0300-\u036f]*)+")


def _counted(
    pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str
) -> tuple[str, int]:
    count = 0

    def changed(found: re.Match[str]) -> str:
        nonlocal count
        new = change(found)
        count += new != found[0]
        return new

    return pattern.sub(changed, text), count


# --- Letters of other alphabets ------------------------------------------------------------------


@cache
def _lookalikes() -> dict[int, str]:
    found = {}
    for row in table("chu_giong"):
        if row["small"]:
            found[ord(row["form"])] = row["small"]
        if row["capital"] and not row["form"].upper().isascii():
            found[ord(row["form"].upper())] = row["capital"]
    return found


_FOREIGN: Final = re.compile("[\u01cd\u01ce\u0131\u0251\u0261\u0370-\u03ff\u0400-\u052f]")


def latin_letters(text: str) -> tuple[str, int]:
    """`text` with Greek and Cyrillic letters inside Vietnamese words as the Latin they look like.

    A word of such letters alone is changed only in a text without a word in that alphabet.
    """
    words = [found[0] for found in _WORD.finditer(text) if _FOREIGN.search(found[0])]
    foreign = any(not _latin(word) for word in words if len(word) > 1)

    def change(found: re.Match[str]) -> str:
        word = found[0]
        if not _FOREIGN.search(word):
            return word
        latin = _latin(word)
        own = any(c < "\u0370" or c > "\u052f" for c in word)
        return latin if latin and (own or (len(word) > 1 and not foreign)) else word

    return _counted(_WORD, change, text) if words else (text, 0)


def _latin(word: str) -> str:
    """A word in Latin letters, or "" where one of its letters looks like none of them."""
    read = normalize("NFD", word.translate(_lookalikes())).translate(_lookalikes())
    read = normalize("NFC", read)
    if _FOREIGN.search(read):
        return ""
    # Of Latin letters that Vietnamese lacks a foreign name may be made: they must make a syllable.
    return read if re.search("[\u0370-\u052f]", word) or is_syllable(read) else ""


_PRESENTATION: Final = re.compile(
    "[\u2160-\u217f\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff]+"
)


def plain_letters(text: str) -> tuple[str, int]:
    """`text` with full-width and mathematical letters, Roman numerals and ligatures as plain."""
    return _counted(_PRESENTATION, lambda found: normalize("NFKC", found[0]), text)


# --- Marks ---------------------------------------------------------------------------------------

_TONES: Final = f"[{TONE_MARKS}]"
_DETACHED: Final = re.compile(
    rf"(?<!{_LETTER})({_LETTER}{{1,7}})[ \xa0]?({_TONES}{{1,3}})({_LETTER}{{0,7}})(?!{_LETTER})"
)
_DOUBLED: Final = re.compile(rf"{_LETTER}[\u0300-\u036f]+")


def joined_marks(text: str) -> tuple[str, int]:
    """`text` with tone marks that stand beside their letter or twice on it put in their place."""
    text, doubled = _counted(_DOUBLED, lambda found: _without_double(found[0]), text)
    text, detached = _counted(_DETACHED, _attached, text)
    return text, doubled + detached


def _without_double(group: str) -> str:
    letters = normalize("NFD", group)
    return normalize("NFC", letters[0] + "".join(dict.fromkeys(letters[1:])))


def _attached(found: re.Match[str]) -> str:
    before, marks, after = found.groups()
    if len(set(marks)) > 1:
        return found[0]
    for word, rest in ((before + after, ""), (before, after)):
        if not tone(word) and (toned := with_tone(word, marks[0])):
            blank = " " if rest and not found[0].startswith(before + marks) else ""
            return toned + blank + rest if not rest or is_syllable(rest) else found[0]
    return found[0]


def with_tone(word: str, mark: str) -> str:
    """A word without tone with a tone mark on the vowel that bears it, or "" if it is no syllable.

    In an open oa, oe, uy the second vowel: `loaders.clean` moves it.
    """
    shaped = [at for at, c in enumerate(word) if c in "ăâêôơưĂÂÊÔƠƯ"]
    vowels = [at for at, c in enumerate(word) if c in "aeiouyAEIOUY"]
    places = shaped[::-1] or (vowels[::-1] if word[-1:].lower() not in "aeiouy" else vowels)
    for at in places:
        toned = normalize("NFC", word[: at + 1] + mark + word[at + 1 :])
        if is_syllable(toned):
            return toned
    return ""


# --- What does not print -------------------------------------------------------------------------

_INVISIBLE: Final = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f"
_FORMAT: Final = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
_HIDDEN: Final = re.compile(rf"[{_INVISIBLE}]+|(?<={_LETTER})[{_FORMAT}]+(?={_LETTER})")


def visible(text: str) -> tuple[str, int]:
    """`text` without invisible characters inside words, which part what belongs together."""
    return _counted(_HIDDEN, lambda _: "", text)


# --- Letters apart and letters twice -------------------------------------------------------------

_SPACED: Final = re.compile(rf"(?<!\w){_LETTER}(?:[ \xa0]{{1,4}}{_LETTER}(?!\w)){{3,}}(?!\w)")
_CONSONANT: Final = re.compile("[bcdđghklmnpqrstvx]", re.IGNORECASE)
_MOST_SPACED: Final = 400  # letters: no heading is longer


def closed_letters(text: str) -> tuple[str, int]:
    """`text` with words that are printed letter by letter (`Đ ả n g  b ộ`) closed up."""
    return _counted(_SPACED, lambda found: _closed(found[0]), text)


def _closed(run: str) -> str:
    if run.isascii() or len(run) > _MOST_SPACED or not _CONSONANT.search(run):
        return run  # a consonant alone is no word, a vowel is (`à ơi`)
    groups = re.split(r"[ \xa0]{2,}", run)
    words: list[str] = []
    for group in groups:
        parts = split_syllables(re.sub(r"[ \xa0]", "", group))
        if not parts:
            return run
        words += parts
    return " ".join(words) if any(len(word) > 1 for word in words) else run


def split_syllables(letters: str) -> list[str]:
    """The fewest legal syllables that a run of letters is made of; [] where there is no one way."""
    small, legal, size = letters.lower(), legal_syllables(), len(letters)
    best: list[tuple[int, int, int]] = [(0, 1, 0)]  # fewest syllables, ways, start of the last
    for end in range(1, size + 1):
        fewest, ways, last = size + 1, 0, 0
        for start in range(max(0, end - 7), end):
            count = best[start][0] + 1
            if best[start][1] and count <= fewest and small[start:end] in legal:
                ways = best[start][1] + (ways if count == fewest else 0)
                fewest, last = count, start
        best.append((fewest, ways, last))
    if best[size][1] != 1:
        return []
    parts, end = [], size
    while end:
        start = best[end][2]
        parts.append(letters[start:end])
        end = start
    return parts[::-1]


def single_letters(text: str) -> tuple[str, int]:
    """`text` with lines in which every letter is printed twice (`ĐĐảảnngg`) printed once."""
    if not _TWICE.search(text):
        return text, 0
    lines, count = text.split("\n"), 0
    for at, line in enumerate(lines):
        words = [found[0] for found in _WORD.finditer(line) if len(found[0]) > 1]
        doubled = {word for word in words if _doubled(word)}
        if len(doubled) > 1 and 2 * sum(word in doubled for word in words) > len(words):
            lines[at], found_here = _counted(
                _WORD, lambda found: found[0][::2] if _doubled(found[0]) else found[0], line
            )
            count += found_here
    return ("\n".join(lines), count) if count else (text, 0)


_TWICE: Final = re.compile(rf"({_LETTER})\1({_LETTER})\2")


def _doubled(word: str) -> bool:
    return (
        len(word) > 3
        and word[::2].lower() == word[1::2].lower()
        and (is_syllable(word[::2]) or word.isupper())
    )


# --- Digits that are letters ---------------------------------------------------------------------

_YEAR: Final = re.compile(
    r"(?<!\w)(?:19|2[0Oo])(?:[Oo]\d|\d[Oo]|[lI]\d)(?!\w)|(?<!\w)2[Oo]\d\d(?!\w)"
)
_DATE: Final = re.compile(
    r"(?<![\w/.-])([\dOolI]{1,2})([/.-])([\dOolI]{1,2})\2((?:19|2[0Oo])[\dOolI]{2})(?![\w/-])"
)
_ROMAN: Final = re.compile(r"(?<!\w)[XVI]{2,}l{1,2}(?!\w)")
_DIGITS: Final = str.maketrans("OolI", "0011")


def plain_numbers(text: str) -> tuple[str, int]:
    """`text` with O and l in dates and years as 0 and 1, and l in Roman numerals as I."""
    count = 0
    for pattern, change in ((_DATE, _date), (_YEAR, _year), (_ROMAN, _roman)):
        text, found = _counted(pattern, change, text)
        count += found
    return text, count


def _year(found: re.Match[str]) -> str:
    return found[0].translate(_DIGITS)


def _date(found: re.Match[str]) -> str:
    day, separator, month, year = (part.translate(_DIGITS) for part in found.groups())
    real = 0 < int(day) < 32 and 0 < int(month) < 13
    return separator.join((day, month, year)) if real else found[0]


def _roman(found: re.Match[str]) -> str:
    number = found[0].replace("l", "I")
    return number if re.fullmatch("X{0,3}(?:IX|IV|V?I{0,3})", number) else found[0]
