"""Blanks that are missing between words, and blanks and line ends that stand inside them.

Vietnamese puts a blank between any two syllables. A run of letters that is no syllable but is two
of them lost its blank; but so were foreign words made, syllable by syllable (`ôtô`, `Êđê`), and
those stay. What tells them apart: two syllables that the lexicons know side by side, two marked
tones (transcriptions bear hardly any), or a capital inside.
"""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from loaders.repair_letters import split_syllables
from loaders.repair_syllables import initial_syllables, is_syllable, legal_syllables, tone
from ontology.lexicon import names, table

_LETTER: Final = r"[^\W\d_]"
_RUN: Final = re.compile(rf"{_LETTER}{{4,40}}")
_WHOLE_RUN: Final = re.compile(rf"(?<!{_LETTER}){_RUN.pattern}(?!{_LETTER})")
_CAMEL: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZĐÂĂÊÔƠƯ])")
_FULL_TONES: Final = re.compile("[\u0300\u0303\u0309\u0323]")  # sắc stands in transcriptions


@cache
def known_pairs() -> frozenset[tuple[str, str]]:
    """The syllables that stand side by side in a term of the lexicons."""
    found: set[tuple[str, str]] = set()
    for name in names():
        for row in table(name):
            for form in row.forms:
                words = form.lower().split()
                found.update(
                    (one, other)
                    for one, other in pairwise(words)
                    if is_syllable(one) and is_syllable(other)
                )
    return frozenset(found)


def parted_words(text: str) -> tuple[str, int]:
    """`text` with the blanks that certainly are missing between words (`đồngchí`, `củaĐảng`)."""
    legal = legal_syllables()
    odd = {
        run
        for token in set(text.split())
        if not token.isascii() and token.lower() not in legal
        for run in _RUN.findall(token)
    }
    parted = {
        word: " ".join(parts)
        for word in odd
        if not word.isascii() and word.lower() not in legal and (parts := _parts(word))
    }
    if not parted:
        return text, 0
    count = 0

    def part(found: re.Match[str]) -> str:
        nonlocal count
        count += found[0] in parted
        return parted.get(found[0], found[0])

    return _WHOLE_RUN.sub(part, text), count


def parted_numbers(text: str) -> tuple[str, int]:
    """`text` with a blank between a number and the word before it (`ngày15/7`, `số31`)."""
    return _before_numbers().subn(r"\1 \2", text)


@cache
def _before_numbers() -> re.Pattern[str]:
    words = "|".join(form for row in table("truoc_so") for form in row.forms)
    return re.compile(rf"\b((?i:{words}))(\d)")


def _parts(word: str) -> list[str]:
    """The words that a run of letters certainly is, or [] where it may be one."""
    pieces = _CAMEL.split(word)
    if len(pieces) > 1 and not word.isupper():
        if all(map(is_syllable, pieces)) and any(map(tone, pieces)):
            return pieces
        if word[1:].lower() != word[1:]:
            return []
    parts = split_syllables(word)
    if len(parts) > 1 and all(_apart(one, other) for one, other in pairwise(parts)):
        return parts
    if not parts:  # in several ways: `bí thư`, `bít hư`
        known = [at for at in range(2, len(word) - 1) if _known(word[:at], word[at:])]
        if len(known) == 1:
            return [word[: known[0]], word[known[0] :]]
    return []


def _apart(one: str, other: str) -> bool:
    if _known(one, other):
        return True
    full = bool(_FULL_TONES.match(tone(one)) and _FULL_TONES.match(tone(other)))
    return full and other.lower() in initial_syllables()


def _known(one: str, other: str) -> bool:
    return (one.lower(), other.lower()) in known_pairs() and bool(tone(one) or tone(other))


# --- Words broken apart --------------------------------------------------------------------------

_CONSONANTS: Final = re.compile("[bcdđghklmnpqrstvx]{1,3}")
_LINE_END: Final = re.compile(rf"({_LETTER}{{1,6}})[-\xad‐]\n[ \t]*({_LETTER}{{1,6}})(?!\w)")


def whole_words(text: str) -> tuple[str, int]:
    """`text` with syllables that a blank (`Hội n ghị`) or a line end broke apart made whole."""
    count = 0

    def join(found: re.Match[str]) -> str:
        nonlocal count
        one, other = found.groups()
        apart = is_syllable(one) and is_syllable(other)
        if apart or not other.islower() or not is_syllable(one + other):
            return found[0]
        count += 1
        return one + other

    if "-\n" in text or "\xad\n" in text or "‐\n" in text:
        text = _LINE_END.sub(join, text)
    if not _LOOSE.search(text):
        return text, count
    lines = text.split("\n")
    for at, line in enumerate(lines):
        lines[at], found_here = _mended(line)
        count += found_here
    return ("\n".join(lines), count) if count else (text, 0)


def _mended(line: str) -> tuple[str, int]:
    """A line with the fragments of syllables joined to the word they belong to."""
    words = line.split(" ")
    mended: list[str] = []
    count, prefix = 0, ""
    for at, part in enumerate(words):
        word, prefix = prefix + part, ""
        before = mended[-1] if mended else ""
        if _is_fragment(word, before):
            after = words[at + 1] if at + 1 < len(words) else ""
            left = len(before) > 1 and before[-2:].isalpha() and _syllable_word(before + word)
            right = word.isalpha() and len(after) > 1 and _syllable_word(word + after)
            if left != right:
                count += 1
                if left:
                    mended[-1] += word
                else:
                    prefix = word
                continue
        mended.append(word)
    return " ".join(mended), count


_EDGES: Final = ".,;:!?()[]“”\"'…"
_LOOSE: Final = re.compile(r" [bcdđghklmnpqrstvx]{1,3}(?![^\s.,;:!?)”…])")


def _is_fragment(word: str, before: str) -> bool:
    """Whether a word is consonants alone, and no unit of a number before it."""
    return _CONSONANTS.fullmatch(word.strip(_EDGES)) is not None and not before[-1:].isdigit()


def _syllable_word(word: str) -> bool:
    letters = word.strip(_EDGES)
    return letters.isalpha() and not letters.isascii() and is_syllable(letters)
