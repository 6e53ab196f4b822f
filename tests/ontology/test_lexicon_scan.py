"""The terms of groups of tables, found in one pass and asked by place."""

from ontology.lexicon import Row, Terms, fold, table
from ontology.lexicon_scan import Found, Scanner


def _row(name: str, forms: str) -> Row:
    return Row("bang", 1, {"id": name, "form": forms})


def _scanned(text: str, *groups: list[Row]) -> list[Found]:
    scan = Scanner([[rows] for rows in groups]).scan(fold(text))
    return [scan[group] for group in range(len(groups))]


def _told(hits: object) -> list[tuple[int, int, str]]:
    return [(hit.start, hit.end, hit.row.id) for hit in hits]  # type: ignore[attr-defined]


POSTS = [_row("pho", "Phó Giám đốc"), _row("giam_doc", "Giám đốc")]
WORDS = [_row("doc", "đốc"), _row("giam_doc", "Giám đốc")]


def test_all_are_the_longest_from_left_to_right() -> None:
    posts, words = _scanned("Phó Giám đốc và Giám đốc", POSTS, WORDS)
    assert _told(posts.all) == [(0, 12, "pho"), (16, 24, "giam_doc")]
    assert _told(words.all) == [(4, 12, "giam_doc"), (16, 24, "giam_doc")]


def test_within_a_range_nothing_else_counts() -> None:
    posts, words = _scanned("Phó Giám đốc và Giám đốc", POSTS, WORDS)
    assert _told(posts.within(4, 24)) == [(4, 12, "giam_doc"), (16, 24, "giam_doc")]
    assert _told(posts.within(0, 11)) == []
    assert _told(words.within(5, 16)) == [(9, 12, "doc")]
    assert posts.first(5, 24) == (16, 24, POSTS[1])
    assert posts.first(17, 24) is None


def test_only_whole_words_count() -> None:
    (words,) = _scanned("đốcc cđốc đốc", WORDS)
    assert _told(words.all) == [(10, 13, "doc")]


def test_the_table_named_first_wins() -> None:
    first, second = [_row("a", "Ban")], [_row("b", "Ban")]
    assert _told(Scanner([[first, second]]).scan("ban")[0].all) == [(0, 3, "a")]


def test_it_finds_what_the_tables_find() -> None:
    roles = Scanner([[table("chuc_vu")]]).scan(text := fold("Phó Bí thư, nguyên Giám đốc Sở"))[0]
    assert roles.all == list(Terms("chuc_vu").find(text))
