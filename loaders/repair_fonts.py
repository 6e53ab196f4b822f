"""Lines in the code of an old Vietnamese font, read as Latin letters -> Unicode.

Before Unicode a font drew Vietnamese letters in the places of Western ones: `§¶ng bé` is TCVN3,
`Ñaûng boä` VNI for `Đảng bộ`. Nothing in the text says which code it is; what says so is that one
of them turns words that no Vietnamese would write into legal syllables. The codes stand in the
tables `bang_ma_*.tsv`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final
from unicodedata import normalize

from loaders.repair_syllables import TONE_MARKS, is_syllable
from ontology.lexicon import table

FONTS: Final = ("tcvn3", "vni", "viscii", "vps")
# Letters that no old code has at its place: where they stand the line is Unicode already.
_UNICODE: Final = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_TOKEN: Final = re.compile(r"(?:[^\W\d_]|[¡-©«-¿×÷\x80-\x9f])+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_PUNCTUATION: Final = frozenset("‘’“”•–—…")  # of CP1252: taken for letters only as bare bytes


@dataclass(frozen=True, slots=True)
class Font:
    """The code of a font: what it writes -> the letter, and how to find what it writes."""

    name: str
    letters: Mapping[str, str]
    pattern: re.Pattern[str]
    shares_capitals: bool  # capitals with a tone are written like the small letters

    def read(self, line: str) -> str:
        """A line in this code as Unicode."""
        line = self.pattern.sub(lambda found: self.letters.get(found[0], found[0]), line)
        if self.letters.get("\xad") == "ư" and "-" in line:
            line = _SOFT_HYPHEN.sub(_horned, line)
        return line


@cache
def font(name: str) -> Font:
    """The code in the table `bang_ma_<name>`."""
    letters: dict[str, str] = {}
    shares = False
    for row in table(f"bang_ma_{name}"):
        small, capital = _characters(row["code"]), _characters(row["capital"])
        if capital:
            letters |= dict.fromkeys(_alike(capital), row["form"].upper())
        shares = shares or not capital
        letters |= dict.fromkeys(_alike(small), row["form"])
    letters.pop("\xa0", None)  # VISCII's Õ, which hardly any word has: here it is a blank
    singles = "".join(re.escape(code) for code in letters if len(code) == 1)
    firsts = {code[0] for code in letters if len(code) > 1}
    seconds = {code[1] for code in letters if len(code) > 1}
    pairs = f"[{''.join(firsts)}][{''.join(seconds)}]|" if firsts else ""
    return Font(name, letters, re.compile(f"{pairs}[{singles}]"), shares)


def _characters(code: str) -> str:
    return bytes.fromhex(code).decode("latin-1")


def _alike(code: str) -> Iterable[str]:
    """The ways in which a code comes out: read as Latin-1, as CP1252, a capital with small mark."""
    yield code
    if len(code) == 2:
        yield code[0] + code[1].lower()
        yield code[0] + code[1].upper()
    elif "\x80" <= code <= "\x9f":
        read = code.encode("latin-1").decode("cp1252", "ignore")
        if read and read not in _PUNCTUATION:
            yield read


@dataclass(frozen=True, slots=True)
class Score:
    """The words of a line that hold more than ASCII: those that are syllables, and the others."""

    good: tuple[str, ...]
    bad: tuple[str, ...]

    @property
    def balance(self) -> int:
        return len(self.good) - 2 * len(self.bad)


def score(text: str) -> Score:
    """What the words of a text are, symbols that fonts use for letters counted as letters."""
    good: list[str] = []
    bad: list[str] = []
    for word in _TOKEN.findall(text.lower()):
        if not word.isascii() and not _MEASURE.fullmatch(word):
            (good if is_syllable(word) or _lost_horn(word) else bad).append(word)
    return Score(tuple(good), tuple(bad))


_MEASURE: Final = re.compile("[a-zµ]{0,2}[²³°±µ]+[a-z]{0,2}")  # of m² VISCII would make `mở`


def read_fonts(text: str) -> tuple[str, Counter[str], int]:
    """`text` with what is in old codes as Unicode; parts of each code; letters that are lost.

    A line is read in a code when the document as a whole shows that it is there, and the line
    gains by it. Of a line with letters that only Unicode has, the words between them are.
    """
    parts = _PART.split(text)  # what is between the separators has even places
    doubtful = [at for at in range(0, len(parts), 2) if _is_doubtful(parts, at)]
    before = {at: score(parts[at]) for at in doubtful}
    codes = _codes(parts, before)
    done: Counter[str] = Counter()
    if not codes:
        return text, done, 0
    pure = not _UNICODE.search(text)
    for at in doubtful:
        read, after, code = max(
            ((part := code.read(parts[at]), score(part), code) for code in codes),
            key=lambda reading: reading[1].balance,
        )
        gain = after.balance - before[at].balance
        if gain > 0 or (gain == 0 and pure and not after.bad):
            parts[at] = _finished(read, code, opens=at == 0 or parts[at - 1] == "\n")
            done[code.name] += 1
    return "".join(parts), done, _lost_horns(parts, doubtful) if done["tcvn3"] else 0


_PART: Final = re.compile(rf"(\n|\S{{0,40}}{_UNICODE.pattern}\S{{0,40}})")


def _is_doubtful(parts: list[str], at: int) -> bool:
    """Whether a part may be in an old code: a line, or words with signs among their letters."""
    part = parts[at]
    if part.isascii():
        return False
    whole = (at == 0 or parts[at - 1] == "\n") and (at + 1 == len(parts) or parts[at + 1] == "\n")
    return whole or _SIGN_IN_WORD.search(part) is not None


_SIGN: Final = "[¡-©¬®´-¹¼-¾]"
_SIGN_IN_WORD: Final = re.compile(rf"[^\W\d_]{_SIGN}|{_SIGN}[^\W\d_]")


def _lost_horns(lines: list[str], read: list[int]) -> int:
    """How many words lost their ư with the soft hyphen that TCVN3 has for it."""
    text = "\n".join(lines[at] for at in read).lower()
    return 0 if "ư" in text else sum(map(_lost_horn, _TOKEN.findall(text)))


def _lost_horn(word: str) -> bool:
    """Whether a word is a syllable once its ơ is ươ again (`mờng`); none has ơng, ơc."""
    horned = _O_HORN.sub(r"ư\g<0>", word, count=1)
    return horned != word and not is_syllable(word) and is_syllable(horned)


_O_HORN: Final = re.compile("[ơờớởỡợ]")


def _codes(lines: list[str], before: Mapping[int, Score]) -> list[Font]:
    """The codes that a document certainly holds, by the lines that each of them reads best."""
    totals: dict[str, tuple[list[Score], list[Score]]] = {}
    for at, unread in before.items():
        if not unread.bad:
            continue
        readings = sorted(
            ((score(font(name).read(lines[at])), name) for name in FONTS),
            key=lambda reading: -reading[0].balance,
        )
        best, name = readings[0]
        if best.balance > max(unread.balance, readings[1][0].balance):
            unread_lines, read_lines = totals.setdefault(name, ([], []))
            unread_lines.append(unread)
            read_lines.append(best)
    return [
        font(name) for name, (unread_lines, read) in totals.items() if _sure(unread_lines, read)
    ]


def _sure(unread: list[Score], read: list[Score]) -> bool:
    """Whether so many words became syllables that it is no foreign name or two (`Loïc`)."""
    good = len({word for line in read for word in line.good})
    bad = len({word for line in read for word in line.bad})
    odd = {word for line in unread for word in line.bad}
    several = len(odd) - bad > 1 or any(map(_SYMBOL.search, odd))
    long = any(len(word) > 2 for word in odd)  # `µm` is none
    return good > 1 and several and long and bad * 5 <= good <= 3 * (len(odd) - bad)


_SYMBOL: Final = re.compile("[¡-¿]")  # in no name of any language


def _finished(line: str, code: Font, *, opens: bool) -> str:
    """A line as read, with its punctuation and its capitals put right; whether it opens one."""
    line = _C1.sub(lambda c: c[0].encode("latin-1").decode("cp1252", "ignore"), line)
    if not code.shares_capitals:
        return line
    line = _SENTENCE_START.sub(lambda found: found[0].upper(), _raised(line))
    return _LINE_START.sub(lambda found: found[0].upper(), line) if opens else line


_C1: Final = re.compile("[\x80-\x9f]")
_TONED: Final = "".join(
    normalize("NFC", vowel + mark) for vowel in "aăâeêioôơuưy" for mark in TONE_MARKS
)
_SENTENCE_START: Final = re.compile(rf"(?<=[.!?]\s)\W{{0,3}}[{_TONED}]")
_LINE_START: Final = re.compile(rf"^\W{{0,3}}[{_TONED}]")
_SOFT_HYPHEN: Final = re.compile(r"(?<![^\W\d_])[^\W\d_]{0,6}-[^\W\d_]{0,6}(?![^\W\d_])")


def _horned(found: re.Match[str]) -> str:
    """TCVN3 has its ư at the place of the soft hyphen, of which programs make a hyphen."""
    word = found[0].replace("-", "ư")
    parts = [part for part in found[0].split("-") if part]
    whole = len(found[0]) > 1 and is_syllable(word)
    return word if whole and not (len(parts) == 2 and all(map(is_syllable, parts))) else found[0]


def _raised(line: str) -> str:
    """A line whose capitals with a tone were read as small letters (`ĐảNG Bộ`), in capitals.

    A word is certainly in capitals when a plain capital stands inside it; the words around it
    that could be, are.
    """
    words = list(_WORD.finditer(line))
    sure = {at for at, word in enumerate(words) if _half_raised(word[0])}
    if not sure:
        return line
    if not re.search("[a-z]", line):
        return line.upper()
    for order in (range(1, len(words)), range(len(words) - 2, -1, -1)):
        step = 1 if order.step > 0 else -1
        for at in order:
            beside = words[at - step]
            gap = line[min(beside.end(), words[at].end()) : max(beside.start(), words[at].start())]
            if at - step in sure and not gap.strip() and _may_be_raised(words[at][0]):
                sure.add(at)
    parts, end = [], 0
    for at, word in enumerate(words):
        parts += [line[end : word.start()], word[0].upper() if at in sure else word[0]]
        end = word.end()
    return "".join(parts) + line[end:]


def _half_raised(word: str) -> bool:
    return (
        not word.isupper()
        and not word.islower()
        and _may_be_raised(word)
        and any(map(str.isupper, word[1:]))
    )


def _may_be_raised(word: str) -> bool:
    """Whether only letters with a tone are small, and one letter is capital."""
    small = [letter for letter in word if letter.islower()]
    return len(small) < len(word) and not any(letter in _PLAIN for letter in small)


_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyzăâđêôơư")
