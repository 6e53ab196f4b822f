"""The tables of `ontology/lexicon/` by their own examples, in the order readers rely on.

Which rows are read apart, what fits in the gaps of a form, and what a column may hold stands in
`ontology/columns.tsv`; the checks are those that a user's own tables pass too.
"""

from pathlib import Path

import pytest

from ontology.lexicon import LEXICON, LexiconError, Row, Terms, fold, names, own_tables, read_table
from ontology.lexicon_check import check
from ontology.lexicon_columns import COLUMNS
from ontology.lexicon_rows import read_columns

TABLES = own_tables()
NAMES = sorted(TABLES)


@pytest.mark.parametrize("name", NAMES)
def test_the_rows_of_a_table_are_sound(name: str) -> None:
    rows = TABLES[name]
    assert [str(trouble) for trouble in check(name, TABLES, rows, rows)] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_row_has_an_example(name: str) -> None:
    assert [row.place() for row in TABLES[name] if not row["example"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_comments_explain_table_and_columns(name: str) -> None:
    about, columns = read_columns(LEXICON / f"{name}.tsv")
    assert about
    assert [column.name for column in columns if not column.about] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_table_has_the_columns_that_code_reads(name: str) -> None:
    _, columns = read_columns(LEXICON / f"{name}.tsv")
    held = [column.name for column in columns]
    assert {"id", "form", "example"} <= set(held)
    assert len(held) == len(set(held))


@pytest.mark.parametrize("row", read_table(COLUMNS), ids=lambda row: row.id)
def test_what_is_said_of_cells_is_of_a_column_that_is_there(row: Row) -> None:
    table, _, column = row.id.partition(".")
    held = " ".join(row["form"] for row in TABLES[table])
    assert column in (held if column.startswith("{") else TABLES[table][0])


def test_there_are_tables() -> None:
    assert "to_chuc" in names()


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Phó Bí thư Huyện ủy", ["Phó Bí thư"]),  # the longest, not the `Bí thư` in it
        ("Bí thưởng", []),  # no whole word
    ],
)
def test_terms_are_whole_words_and_the_longest_wins(text: str, found: list[str]) -> None:
    assert [hit.row["label"] for hit in Terms("chuc_vu").find(fold(text))] == found


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
