"""A folder of tables that a user adds to ours: same names, same columns, only those needed.

A row whose id is new is added. A row whose id is ours adds its forms to that row, or takes its
place where a column `replace` holds x. Whatever is wrong is found in one go (`Trouble`), with the
checks that our own tables pass (`ontology.lexicon_check`).

Files come from spreadsheets as often as from editors: a byte order mark, UTF-16, cells in double
quotes, blanks around cells and CRLF are read as what they mean.
"""

import codecs
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from unicodedata import normalize

from ontology.lexicon_check import Trouble, check
from ontology.lexicon_rows import Row, fold

Rows = tuple[Row, ...]
Spelling = Callable[[str], str]

REPLACE = "replace"
_MARKS = {"", "x"}
_LIKE_TABLES = {".tsv", ".txt", ".csv", ".tab", ".xls", ".xlsx", ".ods"}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Folder:
    """What a folder adds: all tables as they are with it, its files, what is wrong with it."""

    tables: Mapping[str, Rows]
    files: tuple[Path, ...]
    troubles: tuple[Trouble, ...]


def composed(text: str) -> str:
    """`text` in NFC, as texts are stored."""
    return normalize("NFC", text)


def read_folder(folder: Path, ours: Mapping[str, Rows], spelling: Spelling = composed) -> Folder:
    """The tables of `ours` with the rows of `folder`.

    `spelling` brings forms to the spelling of stored texts (`loaders.clean.clean`: one place for
    tone marks), so that `Uỷ viên` is found in what is stored as `Ủy viên`.
    """
    if not folder.is_dir():
        lacking = Trouble(str(folder), 0, "không có thư mục này", "no such folder")
        return Folder(ours, (), (lacking,))
    reading = _Reading(ours, spelling)
    files = [path for path in sorted(folder.iterdir()) if _is_meant(path, ours)]
    for path in files:
        reading.read(path)
    if not files:
        reading.troubles.append(
            Trouble(
                str(folder),
                0,
                "không có bảng .tsv nào; tên bảng: chithi lexicon tables",
                "holds no table; chithi lexicon tables lists their names",
            )
        )
    return reading.folder(files)


def _is_meant(path: Path, ours: Mapping[str, Rows]) -> bool:
    """Whether a file is a table, or looks as if it were meant to be one."""
    if path.name.startswith((".", "~")) or not path.is_file():
        return False
    kind = path.suffix.lower()
    return kind == ".tsv" or (kind in _LIKE_TABLES and path.stem.lower() in ours)


class _Reading:
    def __init__(self, ours: Mapping[str, Rows], spelling: Spelling) -> None:
        self._ours = ours
        self._spelling = spelling
        self._given: dict[str, list[Row]] = {}
        self.troubles: list[Trouble] = []

    def read(self, path: Path) -> None:
        """Take the rows of one file."""
        name = path.stem
        if path.suffix != ".tsv":
            self._trouble(
                path,
                0,
                f"lưu thành {name.lower()}.tsv (UTF-8, ngăn cột bằng tab)",
                f"save it as {name.lower()}.tsv (UTF-8, columns parted by tabs)",
            )
            return
        if name not in self._ours:
            near = get_close_matches(name, list(self._ours), n=1)
            meant = f" ({near[0]}.tsv?)" if near else ""
            self._trouble(
                path,
                0,
                f"không có bảng tên {name}{meant}; tên bảng: chithi lexicon tables",
                f"no table is called {name}{meant}; chithi lexicon tables lists them",
            )
            return
        try:
            text = _decoded(path.read_bytes())
        except UnicodeDecodeError:
            self._trouble(path, 0, "không phải UTF-8: lưu lại bằng UTF-8", "not UTF-8: save it so")
            return
        except OSError as error:
            self._trouble(path, 0, "không đọc được", error.strerror or str(error))
            return
        self._given[name] = list(self._rows(path, text))

    def folder(self, files: Sequence[Path]) -> Folder:
        """All tables, and all troubles in the order of files and lines."""
        tables = {**self._ours}
        for name, rows in self._given.items():
            tables[name] = merged(self._ours[name], rows)
        for name, rows in self._given.items():
            ours = {row.id: row for row in self._ours[name]}
            columns = tuple(self._ours[name][0])
            for row in rows:
                self.troubles += _contradictions(row, ours.get(row.id))
            told = [_completed(row, ours.get(row.id), columns) for row in rows]
            self.troubles += check(name, tables, self._ours[name], told)
        troubles = sorted(dict.fromkeys(self.troubles), key=lambda t: (t.file, t.line))
        return Folder(tables, tuple(files), tuple(troubles))

    def _trouble(self, path: Path, line: int, vi: str, en: str) -> None:
        self.troubles.append(Trouble(str(path), line, vi, en))

    def _rows(self, path: Path, text: str) -> Iterator[Row]:
        header: list[str] = []
        for number, line in enumerate(text.split("\n"), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            cells = [_plain(cell) for cell in line.split("\t")]
            if not header:
                header = cells
                if not self._fits(path, number, header):
                    return
                continue
            if len(cells) > len(header) and any(cells[len(header) :]):
                self._trouble(
                    path,
                    number,
                    f"{len(cells)} ô mà chỉ có {len(header)} cột: ngăn ô bằng một tab",
                    f"{len(cells)} cells for {len(header)} columns: part cells by one tab each",
                )
                continue
            cells += [""] * (len(header) - len(cells))
            row = Row(path.stem, number, self._spelled(header, cells), str(path))
            if self._is_whole(row):
                yield row
        if not header:
            self._trouble(path, 0, "không có dòng tên cột", "no header line")

    def _spelled(self, header: list[str], cells: list[str]) -> dict[str, str]:
        given = dict(zip(header, cells, strict=False))
        forms = [self._spelling(form) for form in given["form"].split(";")]
        given["form"] = "; ".join(form for form in forms if form)
        for column in given.keys() & {"example", "label"}:
            given[column] = self._spelling(given[column])
        return given

    def _fits(self, path: Path, line: int, header: list[str]) -> bool:
        """Whether a header has the columns that it needs and none that nobody reads."""
        known = {*self._ours[path.stem][0], REPLACE}
        before = len(self.troubles)
        for column in header:
            if column not in known:
                near = get_close_matches(column, sorted(known), n=1)
                meant = f" ({near[0]}?)" if near else f" [{', '.join(sorted(known))}]"
                self._trouble(
                    path, line, f"không có cột “{column}”{meant}", f"no such column{meant}"
                )
        for column in ("id", "form"):
            if column not in header:
                self._trouble(path, line, f"thiếu cột {column}", f"the column {column} is missing")
        if len(header) != len(set(header)):
            self._trouble(path, line, "một cột đứng hai lần", "a column stands twice")
        return len(self.troubles) == before

    def _is_whole(self, row: Row) -> bool:
        path = Path(row.file)
        if not row.id:
            self._trouble(path, row.line, "thiếu mã (cột id)", "no id (column id)")
        if row.get(REPLACE, "") not in _MARKS:
            self._trouble(path, row.line, "cột replace chỉ nhận x", "replace takes nothing but x")
        return bool(row.id)


def merged(ours: Rows, given: Sequence[Row]) -> Rows:
    """The rows of a table with those of a user, in our order and then in theirs."""
    rows = {row.id: row for row in ours}
    columns = tuple(ours[0])
    for row in given:
        own = rows.get(row.id)
        if own is None or _replaces(row):
            rows[row.id] = _completed(row, own, columns)
        else:
            rows[row.id] = _with_forms(own, row)
    return tuple(rows.values())


def _replaces(row: Row) -> bool:
    return row.get(REPLACE, "") == "x"


def _completed(row: Row, own: Row | None, columns: Sequence[str]) -> Row:
    """The row with all columns of its table.

    A column that the user's table lacks is as in our row, or empty where there is none; so is,
    in a row that only adds forms, a cell that is empty.
    """
    given = {c: row[c] for c in columns if row.get(c) or (c in row and _replaces(row))}
    example = {"example": row.get("example", "")} if "example" in columns else {}
    return row.changed({c: own[c] if own else "" for c in columns} | given | example)


def _with_forms(own: Row, row: Row) -> Row:
    """Our row with the forms of a user's."""
    known = {fold(form) for form in own.forms}
    new = [form for form in row.forms if fold(form) not in known]
    place = f"{row.file}:{row.line}"
    added = {**own.added, **{" ".join(fold(form).split()): place for form in new}}
    cells = {**own, "form": "; ".join([*own.forms, *new])}
    return own.changed(cells, added)


def _contradictions(row: Row, own: Row | None) -> Iterator[Trouble]:
    """What a row says of one of ours without replacing it."""
    if own is None or _replaces(row):
        return
    for column, cell in row.items():
        if column not in ("id", "form", "example", REPLACE) and cell not in ("", own[column]):
            at = own.place()
            yield Trouble(
                row.file,
                row.line,
                f"dòng {row.id} đã có ({at}) với {column} “{own[column]}”: để trống {column} để "
                "chỉ thêm cách viết, hoặc thay cả dòng (replace = x)",
                f"the row {row.id} is there ({at}) with {column} “{own[column]}”: leave {column} "
                "empty to add forms only, or replace the row (replace = x)",
            )


def _decoded(data: bytes) -> str:
    coding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
    return composed(data.decode(coding).replace("\r\n", "\n").replace("\r", "\n"))


def _plain(cell: str) -> str:
    """A cell without the quotes and blanks that a spreadsheet or a hand left around it."""
    cell = cell.strip()
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        cell = cell[1:-1].replace('""', '"').strip()
    return cell
