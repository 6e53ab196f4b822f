"""The page of figures: what is set aside, how misses are named, and no word of the texts."""

from types import SimpleNamespace

import pytest

from bench.misses import Fact, kinds
from bench.scorecard import PAGE, TABLE, rest, set_aside, source, table
from bench.scoring import Fault
from graph_api.scorecard import scorecard

NAMES = ["a", "b", "c", "d", "e", "f", "g"]


def test_a_third_is_set_aside_by_the_names_alone() -> None:
    assert set_aside(NAMES) == set_aside(NAMES[::-1]) == ["d", "f"]


def test_the_rest_is_what_is_not_set_aside() -> None:
    assert rest(NAMES) == ["a", "b", "c", "e", "g"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("000_1f", "institute site"),
        ("vietnews__train-1", "national press"),
        ("nowhere__1", "other site"),
    ],
)
def test_a_source_is_told_by_the_beginning_of_the_name(name: str, kind: str) -> None:
    assert source(name) == kind


JUDGE = SimpleNamespace(
    same=lambda wanted, given: (wanted or "") == (given or ""),
    same_number=lambda wanted, given: str(wanted or "") == str(given or ""),
    same_document=lambda gold, row: gold.get("number") == row.get("number"),
    begins=lambda wanted, text: (text or "").startswith(wanted),
)
POST: dict[str, str] = {"person": "A", "role": "r", "organisation": "o", "status": "current"}
ORDER: dict[str, str] = {"starts": "do", "issuer": "A"}
CITED = {"number": "1", "type": "t", "date": "2020", "issuer": "i", "directive": "1"}
CASES: list[tuple[str, list[Fact], list[Fact], list[Fact], list[str]]] = [
    ("roles", [POST], [POST | {"organisation": "x"}], [], ["organisation differs"]),
    (
        "roles",
        [POST],
        [POST | {"organisation": "x", "role": "y"}],
        [],
        ["post and organisation differ"],
    ),
    ("roles", [POST], [], [], ["person missing"]),
    ("roles", [POST], [], [POST | {"role": "other"}], ["post missing"]),
    ("roles", [], [POST], [POST], ["post too many"]),
    ("participation", [{"person": "A", "part": "chair"}], [], [], ["person missing"]),
    ("directives", [ORDER], [{"text": "do it", "issuer": "B"}], [], ["issuer differs"]),
    ("directives", [ORDER], [{"text": "go"}], [], ["directive missing", "directive too many"]),
    ("citations", [CITED], [CITED | {"date": ""}], [], ["date differs"]),
    ("citations", [CITED], [CITED | {"directive": "2"}], [], ["citing directive differs"]),
    ("hierarchy", [{"child": "a", "parent": "b"}], [{"child": "a"}], [], ["parent differs"]),
]


@pytest.mark.parametrize(("relation", "missed", "wrong", "rows", "named"), CASES)
def test_a_fault_has_a_name(
    relation: str, missed: list[Fact], wrong: list[Fact], rows: list[Fact], named: list[str]
) -> None:
    faults = [Fault("x", relation, True, dict(fact)) for fact in missed]
    faults += [Fault("x", relation, False, dict(fact)) for fact in wrong]
    found = kinds(JUDGE, faults, {("x", relation): rows})
    assert sorted(found[relation].elements()) == sorted(named)


def test_a_fault_is_set_beside_what_is_most_like_it() -> None:
    near, far = POST | {"organisation": "x"}, POST | {"role": "y", "organisation": "z"}
    faults = [Fault("x", "roles", False, dict(fact)) for fact in (far, near)]
    faults.append(Fault("x", "roles", True, dict(POST)))
    found = kinds(JUDGE, faults, {})
    assert found["roles"] == {"organisation differs": 1, "post too many": 1}


def test_the_page_holds_no_word_of_the_reports() -> None:
    assert PAGE.read_text(encoding="utf-8").isascii()


def test_the_table_that_is_shown_is_that_of_the_page() -> None:
    assert TABLE.read_text(encoding="utf-8") == table(PAGE.read_text(encoding="utf-8"))
    assert [len(one.scores) for one in scorecard()] == [8] * 5
