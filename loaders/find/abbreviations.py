"""Abbreviations that a report explains.

`Sở Khoa học và Công nghệ (KH&CN)` does so in brackets; `UBQLVNN` is told by its initials.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from loaders.find.names import abbreviations, little_words
from loaders.find.patterns import any_of
from ontology.lexicon import fold

SHORT = re.compile(r"[A-ZĐƯ](?<!\w.)(?:[^\WA-ZĐƯ]|&)*[A-ZĐƯ][\w&]*\b")
"""A word that may be an abbreviation: it has two capitals."""

_INITIAL = re.compile(r"\b\w")
_WORD = re.compile(r"[^\s-]+")  # of a name: a hyphen parts two
_NONE: Mapping[str, str] = {}
_NAME = 128  # code points of names, which recur; what is longer is not kept
_PARTS = 3  # words of an abbreviation with `và` or `&` in it
_LEAST = 3  # initials that are told from other capitals


@cache
def defined() -> re.Pattern[str]:
    """A bracketed abbreviation right after a name; group 1 is the abbreviation."""
    saying = any_of("quanh_ten", "kind", "goi_tat")
    return re.compile(rf" ?\((?:{saying} )?([A-ZĐƯ][\w&.-]{{1,11}})\)")


def tidy(words: str) -> str:
    """The words of a name with plain hyphens and quotes, without bracketed abbreviations."""
    if "(" in words:
        words = defined().sub("", words)
    return " ".join(words.replace("–", "-").replace("’", "'").split())


def spell(words: str, spelled: Mapping[str, str]) -> str:
    """`words` with abbreviations in full: those of the report (`spelled`), then the common ones."""
    common, parts = _known(words) if len(words) <= _NAME else _spelled(words)
    if not spelled or spelled.keys().isdisjoint(parts):
        return common
    return _spelled(words, spelled)[0]


@lru_cache(maxsize=8192)
def _known(words: str) -> tuple[str, tuple[str, ...]]:
    """`_spelled` without a report's own abbreviations: names recur from report to report."""
    return _spelled(words)


def _spelled(words: str, spelled: Mapping[str, str] = _NONE) -> tuple[str, tuple[str, ...]]:
    """`words` in full, and the words as printed, which may be abbreviations."""
    printed, out, parts, at = tidy(words).split(" "), [], [], 0
    while at < len(printed):
        # `NN và PTNT`, `GD & ĐT` are one abbreviation
        joined = " ".join(printed[at : at + _PARTS])
        taken = _PARTS if joined.rstrip(",") in abbreviations() else 1
        word = joined if taken > 1 else printed[at]
        bare = word.rstrip(",")
        full = spelled.get(bare) or abbreviations().get(bare)
        out.append(word if full is None else full + word[len(bare) :])
        parts.append(bare)
        at += taken
    return " ".join(out), tuple(parts)


def explained(name: str, short: str) -> str | None:
    """The last words of `name` whose initials are `short`: `Khoa học và Công nghệ` for `KH&CN`."""
    letters = [c for c in fold(plain(short)) if c.isalnum()]
    at = len(letters)
    for word in reversed(list(_WORD.finditer(name))):
        initial = fold(plain(word[0][0]))
        if at and initial == letters[at - 1]:
            at -= 1
            if at == 0:
                return " ".join(name[word.start() :].split())
        elif fold(word[0]) not in little_words("noi_ten"):
            return None
    return None


def initials(name: str) -> str | None:
    """The initials of a name in capitals without marks, Đ kept; None where they are too few."""
    return _initials(name) if len(name) <= _NAME else None


@lru_cache(maxsize=4096)
def _initials(name: str) -> str | None:
    short = plain("".join(_INITIAL.findall(name)).upper())
    return short if len(short) >= _LEAST else None


def plain(letters: str) -> str:
    """Letters without their marks, đ kept: Ủ -> U, án -> an."""
    decomposed = unicodedata.normalize("NFD", letters)
    return "".join(c for c in decomposed if not unicodedata.combining(c))
