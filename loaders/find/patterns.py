"""The forms of a table as one pattern, for rules that are punctuation around words of the field."""

import re

from ontology.lexicon import fold, table


def any_of(name: str, column: str = "", *values: str) -> str:
    """A regex group that matches each form of a table on folded text, the longest first.

    With `column` only the forms of rows whose cell there is one of `values`. The group asks for
    no word boundaries: the rule that it is part of says what stands beside it.
    """
    rows = [row for row in table(name) if not column or row[column] in values]
    forms = sorted({fold(form) for row in rows for form in row.forms}, key=lambda f: (-len(f), f))
    return "(?:" + "|".join(map(re.escape, forms)) + ")"
