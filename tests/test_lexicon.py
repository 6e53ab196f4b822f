"""The tables of `ontology/lexicon/` by their own examples, in the order readers rely on."""

import re
from collections import Counter
from itertools import takewhile
from pathlib import Path

import pytest

from ontology.lexicon import LEXICON, LexiconError, Row, Terms, fold, read_table, table

NAMES = sorted(path.stem for path in LEXICON.glob("*.tsv"))
ROWS = [
    pytest.param(name, row, id=f"{name}:{row.line}:{row['id']}")
    for name in NAMES
    for row in table(name)
]

# Tables whose rows are read apart, by the value of this column: a form may stand once for each.
READ_BY = {
    "co_quan_ban_hanh": "head",  # TU is of a province and of a city: the report's host tells
    "dinh_luong": "kind",
    "het_ten_van_ban": "after",
    "quanh_ten": "kind",
    "trao_tang": "kind",
    "tu_dung": "lower",
}
# Forms that are patterns, and what their gaps hold.
PATTERNS = {"ky_bao_cao": {"n": r"\d+", "q": r"(?:[ivx]+|\d)", "m": r"\d+", "y": r"\d{4}"}}


def ids_found(name: str, example: str) -> list[str]:
    """The ids of the rows that an example holds, as the readers of the table find them."""
    folded = fold(example)
    if name not in READ_BY and name not in PATTERNS:
        return [hit.row["id"] for hit in Terms(name).find(folded)]
    gaps = PATTERNS.get(name, {})
    return [row["id"] for row in table(name) if any(holds(folded, f, gaps) for f in row.forms)]


def holds(folded: str, form: str, gaps: dict[str, str]) -> bool:
    """Whether a form stands in a text as whole words."""
    pattern = re.escape(fold(form)).replace(r"\{", "{").replace(r"\}", "}")
    for gap, filling in gaps.items():
        pattern = pattern.replace(f"{{{gap}}}", filling)
    return re.search(rf"(?<!\w){pattern}(?!\w)", folded) is not None


def header(name: str) -> tuple[list[str], list[str]]:
    """The comment lines that open a table, and its columns."""
    lines = (LEXICON / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    comments = list(takewhile(lambda line: line.startswith("#"), lines))
    return comments, lines[len(comments)].split("\t")


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_an_example_holds_its_term(name: str, row: Row) -> None:
    example = row["example"]
    assert example, f"{name}.tsv:{row.line}: no example"
    found = ids_found(name, example)
    assert row["id"] in found, f"{name}.tsv:{row.line}: {example!r} holds only {found}"


@pytest.mark.parametrize("name", NAMES)
def test_the_comments_explain_every_column(name: str) -> None:
    comments, columns = header(name)
    explained = {
        match[1] for line in comments if (match := re.match(r"# (\w+)(?: \([^)]*\))?:", line))
    }
    assert not set(columns) - explained


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_columns_that_code_reads(name: str) -> None:
    _, columns = header(name)
    assert {"id", "form", "example"} <= set(columns)
    assert len(columns) == len(set(columns))


@pytest.mark.parametrize("name", NAMES)
def test_ids_name_one_row(name: str) -> None:
    counts = Counter(row["id"] for row in table(name))
    assert [key for key, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("name", NAMES)
def test_ids_can_stand_in_an_iri(name: str) -> None:
    assert [row["id"] for row in table(name) if not re.fullmatch(r"[a-z0-9_]+", row["id"])] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_form_stands_in_two_rows(name: str) -> None:
    column = READ_BY.get(name)
    counts = Counter(
        (form, row[column] if column else "")
        for row in table(name)
        for form in {fold(form) for form in row.forms}
    )
    assert [form for (form, _), count in counts.items() if count > 1] == []


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_no_form_stands_twice_in_a_row(name: str, row: Row) -> None:
    assert len(row.forms) == len(set(row.forms)), f"{name}.tsv:{row.line}"


@pytest.mark.parametrize("name", NAMES)
def test_cells_have_no_blanks_at_their_ends(name: str) -> None:
    torn = [
        (row.line, column)
        for row in table(name)
        for column, cell in row.cells.items()
        if cell != cell.strip() or any(not form.strip() for form in cell.split("; ")[1:])
    ]
    assert torn == []


def test_there_are_tables() -> None:
    assert "to_chuc" in NAMES


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ĐẢNG ỦY", "đảng ủy"),
        ("05\u2010CT/TW", "05-ct/tw"),
        ("2026\u20132031", "2026-2031"),
        ("D\u2019ran", "d'ran"),
        ("İ", "İ"),  # its lower case is two letters long: offsets would move
    ],
)
def test_folding_keeps_the_length(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert len(fold(text)) == len(text)


def test_a_row_with_too_many_cells_is_told_by_file_and_line(
    tmp_path: Path,
) -> None:
    path = tmp_path / "vai.tsv"
    path.write_text("# id: tên\nid\tform\na\tb\tc\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"vai\.tsv:3: 3 cells"):
        read_table(path)


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vai.tsv"
    path.write_text("# id: tên\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="no header"):
        read_table(path)
