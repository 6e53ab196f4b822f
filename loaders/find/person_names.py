"""Read one person's name where it stands: which words belong to it, how it is spelled."""

import re
from typing import NamedTuple

from loaders.document import UPPER, Document
from loaders.find.names import NameHits

_NAME_WORD = re.compile(rf"[{UPPER}][\w'’ʼ]*")
_MOST_WORDS = 5
_USUAL_WORDS = 3  # from the fourth word on, a word that may be a head of a body rather is one


class PersonMention(NamedTuple):
    """A person named at `[start, end)`; `lead` is where the honorific before the name begins."""

    lead: int
    start: int
    end: int
    name: str


def name_words(document: Document, hits: NameHits, start: int) -> list[tuple[int, int]]:
    """The capitalised words from `start` that can be one name, as half-open ranges."""
    words: list[tuple[int, int]] = []
    text, at, terms = document.text, start, hits.by_start
    while len(words) < _MOST_WORDS and (word := _NAME_WORD.match(text, at)):
        if words and at in terms and _begins_other(document, hits, word, len(words)):
            break
        at = word.end()
        words.append((word.start(), at))
        if not text.startswith(" ", at):
            break
        at += 1
    return words


def _begins_other(document: Document, hits: NameHits, word: re.Match[str], so_far: int) -> bool:
    """Whether a post, or an organisation that goes on, begins at this word of a name."""
    hit = hits.at(word.start(), "chuc_vu", "to_chuc", "trang_thai_chuc_vu")
    if hit is None:
        return False
    if hit.end > word.end() or hit.row.table == "chuc_vu":
        return True
    if so_far < _USUAL_WORDS:  # Nguyễn Vũ Trường Sơn: a word of the name
        return False
    after = document.text[word.end() + 1 : word.end() + 2]
    return after.isupper() or after.isdigit()


def spelled(name: str) -> str:
    """A name in the usual case: `LÊ VĂN HẠNH` -> `Lê Văn Hạnh`."""
    words = name.replace("’", "'").replace("ʼ", "'").split()
    if words[0].isupper() and all(map(str.isupper, words)) and max(map(len, words)) > 1:
        return " ".join(map(str.capitalize, words))
    return " ".join(words)
