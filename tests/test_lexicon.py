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


def header(name: str) -> tuple[list[str], list[str]]:
    """The comment lines that open a table, and its columns."""
    lines = (LEXICON / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    comments = list(takewhile(lambda line: line.startswith("#"), lines))
    return comments, lines[len(comments)].split("\t")


@pytest.mark.parametrize(("name", "row"), ROWS)
def test_an_example_holds_its_term(name: str, row: Row) -> None:
    example = row["example"]
    assert example, f"{name}.tsv:{row.line}: no example"
    found = [hit.row["id"] for hit in Terms(name).find(fold(example))]
    assert row["id"] in found, f"{name}.tsv:{row.line}: {example!r} holds only {found}"


@pytest.mark.parametrize("name", NAMES)
def test_the_comments_explain_every_column(name: str) -> None:
    comments, columns = header(name)
    explained = {match[1] for line in comments if (match := re.match(r"# (\w+): +\S", line))}
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
def test_no_form_stands_twice(name: str) -> None:
    counts = Counter(fold(form) for row in table(name) for form in row.forms)
    assert [form for form, count in counts.items() if count > 1] == []


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
