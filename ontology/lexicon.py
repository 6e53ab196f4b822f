"""Read the tables of `ontology/lexicon/` and find their terms in a text.

A table is a TSV file that opens with comment lines (`# column: what it holds`), then a header,
then one row per term. `form` holds the ways a term is written, split by `; `; `example` a
phrase in which the term must be found, which the tests check. Matching is on folded text
(`fold`): lower case, hyphens for dashes; offsets stay those of the unfolded text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

LEXICON = Path(__file__).parent / "lexicon"

_DASHES = "‐‑‒–—―−"
_SINGLE_QUOTES = "‘’ʼ`´"


class LexiconError(ValueError):
    """A broken row; the message names the file, the line and the way out."""


def fold(text: str) -> str:
    """`text` as the lexicons see it, of the same length: lower case, plain hyphens and quotes."""
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


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: where it stands and its cells by column."""

    table: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def id(self) -> str:
        return self.cells["id"]

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(form for form in self.cells["form"].split("; ") if form)


class Hit(NamedTuple):
    """A term found in a text: `[start, end)` in code points, and its row."""

    start: int
    end: int
    row: Row


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


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of `ontology/lexicon/<name>.tsv`."""
    return read_table(LEXICON / f"{name}.tsv")


class Terms:
    """The forms of some tables as one automaton; where several begin at one place the longest wins.

    Of two tables that hold the same form the one named first wins.
    """

    def __init__(self, *tables: str) -> None:
        forms: dict[str, Row] = {}
        for name in tables:
            for row in table(name):
                for form in row.forms:
                    forms.setdefault(fold(form), row)
        self._rows = list(forms.values())
        self._automaton = AhoCorasick(list(forms), matchkind=MatchKind.LeftmostLongest)

    def find(self, folded: str) -> Iterator[Hit]:
        """The terms of a folded text that stand as whole words, from left to right."""
        rows, size = self._rows, len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < size and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            yield Hit(start, end, rows[index])
