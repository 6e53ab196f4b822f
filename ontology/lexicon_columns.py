"""What the cells of the lexicon's tables may hold, and how rows are read (`columns.tsv`).

Some follows from the rows of chithi: a column in which they hold nothing else is one of marks (x),
one that they never leave empty must be filled, and `kind` takes the kinds that they have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.lexicon_rows import Row, read_table

COLUMNS = Path(__file__).parent / "columns.tsv"

_FREE = frozenset({"id", "form", "example"})


@dataclass(frozen=True, slots=True)
class Cells:
    """What the cells of one column may hold: see the comments of `ontology/columns.tsv`."""

    known: frozenset[str] | None
    refers: str
    pattern: str
    several: bool
    needed: bool

    def parts(self, cell: str) -> list[str]:
        return cell.split() if self.several else [cell]


@cache
def _described() -> dict[str, Row]:
    return {row.id: row for row in read_table(COLUMNS)}


def read_apart(name: str) -> str:
    """The column by which the rows of a table are read apart, "" where all are read at once."""
    return next(
        (
            row.id.partition(".")[2]
            for row in _described().values()
            if row["apart"] and row.id.startswith(f"{name}.")
        ),
        "",
    )


def filling(name: str) -> dict[str, str]:
    """What fits in the gaps of a table's forms: `{y}` -> four digits, as a regular expression."""
    start = f"{name}.{{"
    return {
        id_.partition(".")[2]: row["pattern"]
        for id_, row in _described().items()
        if id_.startswith(start)
    }


def cells_of(name: str, ours: Sequence[Row]) -> dict[str, Cells]:
    """What each column of a table may hold, by the rows of chithi."""
    columns = {column for row in ours for column in row} - _FREE
    return {column: _cells(name, column, [row[column] for row in ours]) for column in columns}


def _cells(name: str, column: str, held: Sequence[str]) -> Cells:
    row = _described().get(f"{name}.{column}")
    kind = column == "kind" and not (row and row["refers"])
    several = any(" " in cell for cell in held) if kind else bool(row and row["several"])
    known: set[str] | None = None
    if set(held) <= {"", "x"}:
        known = {"x"}
    elif kind or (row and row["known"]):
        known = {part for cell in held for part in (cell.split() if several else [cell])} - {""}
    return Cells(
        frozenset(known) if known is not None else None,
        row["refers"] if row else "",
        row["pattern"] if row else "",
        several,
        "" not in held,
    )
