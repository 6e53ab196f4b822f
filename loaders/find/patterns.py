"""The forms of a table as one pattern, for rules that are punctuation around words of the field."""

import re
from collections.abc import Iterable, Mapping

from ontology.lexicon import fold, table

_HOLE = re.compile(r"\{(\w)\}")


def any_of(
    name: str, column: str = "", *values: str, holes: Mapping[str, str] | None = None
) -> str:
    """A regex that matches each form of a table on folded text, the longest first.

    With `column` only the forms of rows whose cell there is one of `values`. `holes` are the
    patterns of what varies in a form: `y` for `{y}`. The group asks for no word boundaries: the
    rule that it is part of says what stands beside it.
    """
    rows = [row for row in table(name) if not column or row[column] in values]
    forms = {fold(form) for row in rows for form in row.forms}
    if not any(_HOLE.search(form) for form in forms):
        return f"(?:{tree(tuple(map(re.escape, form)) for form in forms)})"
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return "(?:" + "|".join(_pattern(form, holes or {}) for form in longest_first) + ")"


def tree(forms: Iterable[tuple[str, ...]]) -> str:
    """A pattern for any of some forms, given step by step, which takes each step once.

    Where one form begins another the longer is tried first. Steps are patterns of which no two
    match at one place: characters, the end of a word.
    """
    following: dict[str, set[tuple[str, ...]]] = {}
    ends = False
    for form in forms:
        if form:
            following.setdefault(form[0], set()).add(form[1:])
        else:
            ends = True
    if not following:
        return "" if ends else "(?!)"
    branches = "|".join(step + tree(following[step]) for step in sorted(following))
    if ends:
        return f"(?:{branches})?"
    return branches if len(following) == 1 else f"(?:{branches})"


def _pattern(form: str, holes: Mapping[str, str]) -> str:
    parts = _HOLE.split(form)  # plain text and names of holes by turns
    return "".join(
        holes[part] if odd else re.escape(part)
        for part, odd in zip(parts, [False, True] * len(parts), strict=False)
    )
