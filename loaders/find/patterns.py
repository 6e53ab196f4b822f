"""The forms of a table as one pattern, for rules that are punctuation around words of the field."""

import re
from collections.abc import Mapping

from ontology.lexicon import fold, table

_HOLE = re.compile(r"\{(\w)\}")


def any_of(
    name: str, column: str = "", *values: str, holes: Mapping[str, str] | None = None
) -> str:
    """A regex group that matches each form of a table on folded text, the longest first.

    With `column` only the forms of rows whose cell there is one of `values`. `holes` are the
    patterns of what varies in a form: `y` for `{y}`. The group asks for no word boundaries: the
    rule that it is part of says what stands beside it.
    """
    rows = [row for row in table(name) if not column or row[column] in values]
    forms = sorted({fold(form) for row in rows for form in row.forms}, key=lambda f: (-len(f), f))
    return "(?:" + "|".join(_pattern(form, holes or {}) for form in forms) + ")"


def _pattern(form: str, holes: Mapping[str, str]) -> str:
    parts = _HOLE.split(form)  # plain text and names of holes by turns
    return "".join(
        holes[part] if odd else re.escape(part)
        for part, odd in zip(parts, [False, True] * len(parts), strict=False)
    )
