"""Words as the search index holds them, and where words that were asked for stand in a text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache

from ontology.terms import ascii_fold

_JOINED = re.compile(r"[&.](?=[a-z0-9])(?<=[a-z0-9].)")  # KH&CN is one word, as are its initials
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789\n")
_BLANK = bytes(code if code in _KEPT else 0x20 for code in range(256))
_SMALL = frozenset(("va",))  # left out of initials: KHCN is Khoa học và Công nghệ

_LATIN = (range(0x30, 0x250), range(0x1E00, 0x1F00), range(0xFF10, 0xFF5B))  # and full width
_MARKS = "[\u0300-\u036f]"  # of a text that is not composed
_LETTERS = rf"(?:[^\W_]|{_MARKS})+"
_WORD = re.compile(rf"{_LETTERS}(?:[&.]{_LETTERS})*")
_FIRST = 3  # letters by which a word is looked for


def words(phrase: str) -> list[str]:
    """The words of a text as the index holds them: `KH&CN Mỏ` -> [khcn, mo]."""
    return folded((phrase,))[0].split()


def folded(phrases: Sequence[str]) -> list[str]:
    """The words of each phrase with a blank between: of many together is quicker."""
    lines = "\n".join(phrase.replace("\n", " ") for phrase in phrases)
    plain = _JOINED.sub("", ascii_fold(lines)).encode("ascii", "replace").translate(_BLANK)
    return [" ".join(line.split()) for line in plain.decode("ascii").split("\n")]


def initials(name: str) -> str:
    """The abbreviations by which a name of folded words may be asked for, with blanks between.

    Of the whole, and from each word on: `so khoa hoc va cong nghe` -> `skhcn khcn hcn cn`; a single
    letter is none.
    """
    first = "".join(word[0] for word in name.split() if word not in _SMALL)
    return " ".join(first[place:] for place in range(len(first) - 1))


def first_place(whole: str, terms: list[str]) -> tuple[int, int]:
    """Where the words asked for stand in a text, as code points; (0, 0) where they do not.

    The words in a row where they stand so, else the first of them; the last may be unfinished.
    """
    for wanted in (terms, terms[:1]):
        for begun in _beginning(wanted[0][:_FIRST]).finditer(whole) if wanted else ():
            if end := _end_of_row(whole, begun.start(), wanted):
                return begun.start(), end
    return 0, 0


def _end_of_row(whole: str, start: int, terms: list[str]) -> int:
    """Where words end that stand in a row from a place on; 0 where others stand there."""
    at = start
    for place, term in enumerate(terms, start=1):
        found = _WORD.search(whole, at)
        if not found:
            return 0
        word = _plain(found[0])
        if word != term and (place < len(terms) or not word.startswith(term)):
            return 0
        at = found.end()
    return at


@lru_cache(maxsize=8192)  # a text has few words, many times
def _plain(word: str) -> str:
    return "".join(words(word))


@lru_cache(maxsize=1024)
def _beginning(letters: str) -> re.Pattern[str]:
    """Where a word begins with some letters: to fold all of a text would cost more."""
    known = _letters()
    first, *second = (f"[{known[letter]}]" for letter in letters)
    # The letter comes before the check that a word begins there: a search for letters is quick.
    begins = rf"{first}(?<![^\W_].)(?<![^\W_][&.].)"
    return re.compile(begins + "".join(f"{_MARKS}*[&.]?{letter}" for letter in second))


@cache
def _letters() -> dict[str, str]:
    """By the letter or digit that the index holds: those that are written for it."""
    found: dict[str, str] = defaultdict(str)
    for codes in _LATIN:
        for letter in map(chr, codes):
            if len(plain := ascii_fold(letter)) == 1 and plain.isascii() and plain.isalnum():
                found[plain] += letter
    return dict(found)
