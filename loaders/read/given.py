"""What the user says besides the files: limits, a field map, and what the files do not tell."""

from dataclasses import dataclass, field, fields
from datetime import date as Date
from typing import Final, Self

SIZE_LIMIT: Final = 20_000_000  # bytes; a long report has some ten thousand


@dataclass(frozen=True, slots=True)
class Fields:
    """Which field of a JSON object holds what; "" for what is not to be read.

    `a.b` is the field `b` of the object in the field `a`, where there is no field `a.b`.
    """

    text: str = "text"
    title: str = "title"
    date: str = "date"
    source: str = "source"
    name: str = "name"

    @classmethod
    def parse(cls, written: str) -> Self:
        """From `text=body,title=headline`; raises `ValueError` that says what is wrong."""
        known = [each.name for each in fields(cls)]
        given: dict[str, str] = {}
        for part in filter(None, (piece.strip() for piece in written.split(","))):
            target, equals, name = (piece.strip() for piece in part.partition("="))
            if not equals or target not in known:
                raise ValueError(
                    f"“{part}”: viết X=TRƯỜNG, X là một trong · write X=FIELD, X one of "
                    + ", ".join(known)
                )
            given[target] = name
        if given.get("text") == "":
            raise ValueError("text: cần một trường có văn bản · a field with the text is needed")
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Given:
    """The options of a load.

    `source` and `published` stand where a report itself tells none. `name` is of standard input,
    or of the only report. `size_limit` is in bytes and of one report.
    """

    size_limit: int = SIZE_LIMIT
    fields: Fields = field(default_factory=Fields)
    name: str = ""
    source: str = ""
    published: Date | None = None


NOTHING: Final = Given()
"""No options: the defaults."""
