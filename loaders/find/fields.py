"""Fields of work within names, often in lower case: `khoa học và công nghệ` (`linh_vuc`)."""

import re
from functools import cache

from loaders.find.names import WORD
from ontology.lexicon import fold, table

_FIRST = re.compile(r"[ ,-]")  # ends the first word of a field


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    by_word: dict[str, list[str]] = {}
    for row in table("linh_vuc"):
        for form in row.forms:
            # kế hoạch - tài chính, kế hoạch-tài chính
            for folded in {fold(form), fold(form).replace(" - ", "-")}:
                by_word.setdefault(_FIRST.split(folded, maxsplit=1)[0], []).append(folded)
    return {word: tuple(sorted(forms, key=len, reverse=True)) for word, forms in by_word.items()}


def field_end(folded: str, start: int) -> int | None:
    """The end of the field of work (`linh_vuc`) that begins at `start`, None if none.

    It is the longest, but for a shorter one with which the next reaches farther: `chuyên` and
    `Khoa học tự nhiên`, not `chuyên khoa` and a rest.
    """
    word = WORD.match(folded, start)
    forms = _fields().get(word[0]) if word else None
    if forms is None or not folded.startswith(forms, start):
        return None
    ends = [
        start + len(form)
        for form in forms
        if folded.startswith(form, start)
        and not folded[start + len(form) : start + len(form) + 1].isalnum()
    ]
    for end in ends[1:]:
        following = field_end(folded, end + 1) if folded[end] == " " else None
        if following is not None and following > ends[0]:
            return end
    return ends[0] if ends else None


def without_fields(folded: str) -> str:
    """The text without the fields of work that it names, each one blank instead."""
    out, at = [], 0
    for word in WORD.finditer(folded):
        if word.start() < at:
            continue
        if (end := field_end(folded, word.start())) is not None:
            out.append(folded[at : word.start()])
            at = end
    return " ".join((*out, folded[at:]))
