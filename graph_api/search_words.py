"""Words as the search index holds them, and where words that were asked for stand in a text."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from ontology.terms import ascii_fold

_JOINED = re.compile(r"[&.](?=[a-z0-9])(?<=[a-z0-9].)")  # KH&CN is one word, as are its initials
_KEPT = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789\n")
_BLANK = bytes(code if code in _KEPT else 0x20 for code in range(256))
_SMALL = frozenset(("va",))  # left out of initials: KHCN is Khoa học và Công nghệ

_LATIN = (range(0x30, 0x250), range(0x1E00, 0x1F00), range(0xFF10, 0xFF5B))  # and full width
_MARKS = "[\u0300-\u036f]*"  # of a text that is not composed
_AFTER = r"(?![&.][^\W_])[\W_]+"  # between two words
_REST = r"(?:[^\W_]|[\u0300-\u036f]|[&.](?=[^\W_]))*"  # of a word that is unfinished


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
        if wanted and (found := re.search(_pattern(wanted), whole)):
            return found.span()
    return 0, 0


def _pattern(terms: list[str]) -> str:
    """What matches some words in a text as it is written: folding all of it would cost more."""
    letters = _letters()
    spelled = [[f"[{letters[letter]}]{_MARKS}" for letter in term] for term in terms]
    first = letters[terms[0][0]]
    # The letter comes before the check that a word begins there: a search for letters is quick.
    begin = rf"[{first}](?<![^\W_].)(?<![^\W_][&.].){_MARKS}"
    spelled[0][0] = begin
    return _AFTER.join("[&.]?".join(term) for term in spelled) + _REST


@cache
def _letters() -> dict[str, str]:
    """By the letter or digit that the index holds: those that are written for it."""
    found: dict[str, str] = defaultdict(str)
    for codes in _LATIN:
        for letter in map(chr, codes):
            if len(plain := ascii_fold(letter)) == 1 and plain.isascii() and plain.isalnum():
                found[plain] += letter
    return dict(found)
