"""The legal syllables of Vietnamese, and how much of a text they make up.

The syllables are made of the onsets, rhymes and tones of `am_tiet.tsv`, by the rules of spelling:
which onset stands before which rhyme, and that a rhyme in a stop bears sắc or nặng only. A tone
mark counts as well placed on any vowel of its rhyme: `loaders.clean` moves it to its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import combining, is_normalized, normalize

from ontology.lexicon import Row, table

TONE_MARKS: Final = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_STOP_TONES: Final = "\u0301\u0323"
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_WORD: Final = re.compile(r"[^\W\d_¹²³]+")
_WRITTEN_Y: Final = "y"  # begins a rhyme only alone or after qu; else as a rhyme of one letter


@cache
def legal_syllables() -> frozenset[str]:
    """Every legal syllable in small letters (NFC)."""
    rows = table("am_tiet")
    rhymes = [row for row in rows if row["kind"] == "van"]
    found = {row["form"] for row in rows if row["kind"] == "am_tiet"}
    for onset in (None, *(row for row in rows if row["kind"] == "am_dau")):
        for rhyme in rhymes:
            if _fit(onset, rhyme):
                found.update(_with_tones(onset["form"] if onset else "", rhyme["form"]))
    return frozenset(found)


@cache
def bare_syllables() -> frozenset[str]:
    """The legal syllables as one types them without marks: `dang`, `hoi`, `nghi`."""
    return frozenset(bare(syllable) for syllable in legal_syllables())


@cache
def initial_syllables() -> frozenset[str]:
    """The legal syllables that begin with a consonant."""
    return frozenset(s for s in legal_syllables() if normalize("NFD", s)[0] not in "aeiouy")


@cache
def _counted_legal() -> frozenset[str]:
    """The legal syllables, and those that names of places have besides (`Đắk`)."""
    places = (row["form"] for row in table("am_tiet") if row["kind"] == "dia_danh")
    return legal_syllables().union(places)


def is_syllable(word: str) -> bool:
    """Whether a word (NFC, any case) is one legal syllable."""
    return word.lower() in legal_syllables()


def bare(word: str) -> str:
    """A word without its marks, đ as d."""
    letters = normalize("NFD", word).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in letters if not "\u0300" <= c <= "\u036f")


def composed(text: str) -> str:
    """`text` in NFC, no letter with more than thirty marks: NFC takes time as their square."""
    if len(text) > _LONG:
        text = _FLOOD.sub(
            lambda run: run[0][:30] + "".join(c for c in run[0][30:] if not combining(c)), text
        )
    return text if is_normalized("NFC", text) else normalize("NFC", text)


_FLOOD: Final = re.compile(r"[^\w\s]{31,}")
_LONG: Final = 20_000  # code points: up to here the square is small


def tone(word: str) -> str:
    """The tone mark of a word, or "" for the level tone."""
    return next((c for c in normalize("NFD", word) if c in TONE_MARKS), "")


def _fit(onset: Row | None, rhyme: Row) -> bool:
    first = rhyme["form"][0]
    if onset is None:
        return rhyme["alone"] == "x"
    if rhyme["glide"] and not onset["glide"]:
        return False
    if first == _WRITTEN_Y and len(rhyme["form"]) > 1 and onset["form"] != "qu":
        return False
    return first in onset["before"]


def _with_tones(onset: str, rhyme: str) -> Iterator[str]:
    """A syllable in each of its tones, the mark on each of the vowels that may bear it."""
    stop = rhyme.endswith(("c", "ch", "p", "t"))
    if not stop:
        yield onset + rhyme
    start = len(onset) - 1 if onset in ("qu", "gi") else len(onset)  # Qúy, gía: misplaced
    syllable = onset + rhyme
    for mark in _STOP_TONES if stop else TONE_MARKS:
        for at in range(start, len(syllable)):
            if syllable[at] in _VOWELS:
                yield normalize("NFC", syllable[: at + 1] + mark + syllable[at + 1 :])


@dataclass(frozen=True, slots=True)
class Quality:
    """What the words of a text are: counts of words, abbreviations left out."""

    words: int
    legal: int  # legal syllables
    bare: int  # legal syllables once their marks are taken away
    marked: int  # words with a letter that is not ASCII
    broken: int  # such words that are no legal syllable: of another language, or damaged
    misspelt: int  # of these those built like a syllable (`cơng`), which no language has

    @property
    def share(self) -> float:
        return self.legal / self.words if self.words else 1.0


def quality(text: str) -> Quality:
    """Count the words of a text by what they are."""
    legal, bare_ones = _counted_legal(), bare_syllables()
    counted = right = unmarked = marked = broken = misspelt = 0
    text = composed(text)
    for word in (_MARKED_WORD if _MARK.search(text) else _WORD).findall(text):
        if word in legal or word.lower() in legal:
            right += 1
            unmarked += 1
            marked += not word.isascii()
        else:
            letters = bare(word.lower().replace("ð", "đ"))
            if word.isupper() or (letters.isascii() and not _ASCII_VOWEL.search(letters)):
                continue
            unmarked += letters in bare_ones
            if not word.isascii():
                marked += 1
                good = word.lower().replace("ð", "đ") in legal
                right += good
                broken += not good
                misspelt += not good and _BUILT_LIKE.fullmatch(letters) is not None
        counted += 1
    return Quality(counted, right, unmarked, marked, broken, misspelt)


def looks_well(text: str) -> bool:
    """Whether the words of a short text (NFC) are those of a good report; no is no verdict."""
    legal, words = _counted_legal(), _WORD.findall(text.lower())
    odd = [word for word in words if word not in legal]
    return (
        8 * len(odd) <= len(words)
        and not any(not word.isascii() and _ASCII_VOWEL.search(bare(word)) for word in odd)
        and 2 * sum(map(str.isascii, words)) <= len(words) > 0
    )


_MARK: Final = re.compile("[\u0300-\u036f]")
_MARKED_WORD: Final = re.compile("(?:[^\\W\\d_¹²³]|[\u0300-\u036f])+")
_ASCII_VOWEL: Final = re.compile("[aeiouy]")
_BUILT_LIKE: Final = re.compile(
    "(?:[bcdghklmnpqrstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?"
)


def legal_share(text: str) -> float:
    """The share of legal Vietnamese syllables among the words of a text, 0 to 1; 1 without words.

    Words are runs of letters; abbreviations (UBND, km: in capitals or without a vowel) count
    neither way. A good report has 0.95 and more, one with many foreign names perhaps 0.9.
    """
    return quality(text).share
