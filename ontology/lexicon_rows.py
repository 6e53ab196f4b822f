"""A table of terms as it is written: its comment lines, its columns, its rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

_DASHES = "‐‑‒–—―−"
_SINGLE_QUOTES = "‘’ʼ`´"
_EXPLAINED = re.compile(r"# (\w+)(?: \([^)]*\))?:\s*(.*)")


_NOTHING: Mapping[str, str] = {}


class LexiconError(ValueError):
    """A broken row; the message names the file, the line and the way out."""


_SHORT = 64  # code points of names and words, which recur


def fold(text: str) -> str:
    """`text` as the lexicons see it, of the same length: lower case, plain hyphens and quotes."""
    return _folded_name(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(maxsize=16384)
def _folded_name(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):  # İ is the one letter whose lower case is longer
        lowered = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    for dash in _DASHES:
        if dash in lowered:
            lowered = lowered.replace(dash, "-")
    for quote in _SINGLE_QUOTES:
        if quote in lowered:
            lowered = lowered.replace(quote, "'")
    return lowered


class Row(dict[str, str]):
    """One row of a table: its cells by column, and where it stands; never changed.

    `file` is that of a user's row, "" for one of ours. `added` are the folded forms that a user
    gave to a row of ours, each with its place (`viet_tat.tsv:3`). It is a dict because its cells
    are looked up a thousand times in a report.
    """

    __slots__ = ("added", "file", "forms", "id", "line", "table")

    def __init__(
        self,
        table: str,
        line: int,
        cells: Mapping[str, str],
        file: str = "",
        added: Mapping[str, str] = _NOTHING,
    ) -> None:
        super().__init__(cells)
        self.table, self.line, self.file, self.added = table, line, file, added
        self.id = cells["id"]
        self.forms = tuple(form for form in cells.get("form", "").split("; ") if form)

    def changed(self, cells: Mapping[str, str], added: Mapping[str, str] | None = None) -> "Row":
        """The row with other cells, and with other forms added."""
        added = self.added if added is None else added
        return Row(self.table, self.line, cells, self.file, added)

    def place(self, printed: str = "") -> str:
        """Where the row stands, as table and line; of a form that a user added, where that does."""
        own = f"{self.file or self.table}:{self.line}"
        return self.added.get(" ".join(fold(printed).split()), own)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table and what its comment line says that it holds."""

    name: str
    about: str


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a table; raises `LexiconError` for a row that does not fit its header."""
    header: list[str] = []
    rows: list[Row] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            continue
        if len(cells) > len(header):
            raise LexiconError(
                f"{path}:{number}: {len(cells)} cells, the header has {len(header)} columns: "
                "separate cells by one tab each"
            )
        cells += [""] * (len(header) - len(cells))
        rows.append(Row(path.stem, number, dict(zip(header, cells, strict=True))))
    if not header:
        raise LexiconError(f"{path}: no header line")
    return tuple(rows)


def read_columns(path: Path) -> tuple[str, tuple[Column, ...]]:
    """What a table holds, by its first comment lines, and its columns, each with its comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    comments = list(takewhile(lambda line: line.startswith("#"), lines))
    names = lines[len(comments)].split("\t")
    said: dict[str, list[str]] = {name: [] for name in ("", *names)}
    column = ""
    for line in comments:
        found = _EXPLAINED.match(line)
        if found and found[1] in said:
            column = found[1]
        words = found[2] if found and found[1] in said else line.removeprefix("#")
        said[column].append(words.strip())
    about, *told = ("\n".join(filter(None, said[name])) for name in ("", *names))
    return about, tuple(map(Column, names, told))
