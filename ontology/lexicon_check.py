"""What may be wrong with the rows of a table: ids, forms, cells, examples.

The same checks are tests of our tables and are made of a user's (`ontology.lexicon_folder`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from ontology.lexicon_columns import Cells, cells_of, filling, read_apart
from ontology.lexicon_match import Finder, gaps
from ontology.lexicon_rows import Row, fold

Tables = Mapping[str, Sequence[Row]]

_ID = re.compile(r"[a-z0-9_]+")
_MOST_TOLD = 24  # values or ids named in a message


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with one row, and the way out; `file` with the folder as the user gave it."""

    file: str
    line: int
    vi: str
    en: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.vi} · {self.en}"


def check(name: str, tables: Tables, ours: Sequence[Row], rows: Sequence[Row]) -> Iterator[Trouble]:
    """What is wrong with `rows`, which are of the table `name`.

    `tables` are those to be used, `ours` the rows of chithi in this table; `rows` may be these, or
    those that a user adds (with what they add only).
    """
    table = tables[name]
    yield from _ids(rows)
    yield from _forms(name, table, rows)
    columns = cells_of(name, ours)
    for row in rows:
        yield from _filled(row, columns, tables)
    yield from _examples(name, table, rows)


def _told(row: Row, vi: str, en: str) -> Trouble:
    return Trouble(row.file or f"{row.table}.tsv", row.line, vi, en)


def _ids(rows: Sequence[Row]) -> Iterator[Trouble]:
    lines: dict[str, int] = {}
    for row in rows:
        if not _ID.fullmatch(row.id):
            yield _told(
                row,
                f"mã “{row.id}” phải viết bằng a-z, 0-9, _",
                f"the id “{row.id}” must be of a-z, 0-9, _",
            )
        if row.id in lines:
            yield _told(
                row,
                f"mã {row.id} đã có ở dòng {lines[row.id]}: gộp vào dòng ấy hoặc đặt mã khác",
                f"the id {row.id} is that of line {lines[row.id]}: join the rows or rename one",
            )
        lines.setdefault(row.id, row.line)


def _forms(name: str, table: Sequence[Row], rows: Sequence[Row]) -> Iterator[Trouble]:
    column = read_apart(name)
    holders: dict[tuple[str, str], Row] = {}
    for row in table:
        for form in row.forms:
            holders.setdefault((fold(form), row[column] if column else ""), row)
    for row in rows:
        if not row.forms:
            yield _told(row, "thiếu cách viết (cột form)", "no form (column form)")
        if len(row.forms) != len(set(row.forms)):
            yield _told(row, "một cách viết đứng hai lần", "a form stands twice in the row")
        for gap in gaps(row):
            if gap not in filling(name):
                known = _list(filling(name))
                yield _told(
                    row, f"{gap} không có nghĩa ở đây{known}", f"{gap} fills nothing{known}"
                )
        for form in row.forms:
            if form != form.strip():
                yield _told(row, f"“{form}”: thừa dấu cách", f"“{form}”: blanks at its ends")
            holder = holders.get((fold(form), row[column] if column else ""))
            if holder is not None and holder.id != row.id:
                at = holder.place(form)
                yield _told(
                    row,
                    f"“{form}” đã thuộc dòng {holder.id} ({at}): bỏ ở một dòng, hoặc thay dòng ấy "
                    "(replace = x)",
                    f"“{form}” is a form of {holder.id} ({at}): drop it in one of them, or replace "
                    "that row (replace = x)",
                )


def _filled(row: Row, columns: Mapping[str, Cells], tables: Tables) -> Iterator[Trouble]:
    for column, cell in row.items():
        if cell != cell.strip():
            yield _told(row, f"cột {column}: thừa dấu cách", f"{column}: blanks at its ends")
        may = columns.get(column)
        if may is None:
            continue
        if not cell:
            if may.needed:
                yield _told(
                    row,
                    f"thiếu {column}{_list(may.known)}",
                    f"{column} is missing{_list(may.known)}",
                )
            continue
        for part in may.parts(cell):
            yield from _part(row, column, part, may, tables)


def _part(row: Row, column: str, part: str, may: Cells, tables: Tables) -> Iterator[Trouble]:
    if may.known is not None and part not in may.known:
        allowed = _list(may.known)
        yield _told(
            row,
            f"cột {column} không nhận “{part}”{_meant(part, may.known)}{allowed}",
            f"{column} cannot be “{part}”{_meant(part, may.known)}{allowed}",
        )
    if may.pattern and not re.fullmatch(may.pattern, part):
        yield _told(
            row,
            f"cột {column}: “{part}” không đúng dạng {may.pattern}",
            f"{column}: “{part}” does not match {may.pattern}",
        )
    if may.refers and part not in (ids := {other.id for other in tables[may.refers]}):
        meant = _meant(part, ids)
        yield _told(
            row,
            f"cột {column}: bảng {may.refers} không có mã “{part}”{meant}",
            f"{column}: the table {may.refers} has no id “{part}”{meant}",
        )


def _examples(name: str, table: Sequence[Row], rows: Sequence[Row]) -> Iterator[Trouble]:
    finder = Finder(name, table)
    for row in rows:
        if not (example := row.get("example", "")) or not row.forms:
            continue
        found = {hit.row.id for hit in finder.find(fold(example))}
        if row.id not in found:
            instead = f" ({', '.join(sorted(found))})" if found else ""
            yield _told(
                row,
                f"ví dụ “{example}” không có cách viết nào của dòng này{instead}",
                f"the example holds no form of its row{instead}",
            )


def _list(values: Iterable[str] | None) -> str:
    told = sorted(values) if values is not None else []
    return f" [{', '.join(told)}]" if 0 < len(told) <= _MOST_TOLD else ""


def _meant(given: str, known: Iterable[str]) -> str:
    """` (near?)` for the known word that is nearest to what was given, "" where none is near."""
    near = get_close_matches(given, list(known), n=1)
    return f" ({near[0]}?)" if near else ""
