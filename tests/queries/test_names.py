"""Things by name: what counts as the same name, and what is told when there is none."""

import pyoxigraph as ox
import pytest

from queries.names import UnknownNameError, find, spelling
from queries.question import Type


@pytest.mark.parametrize(
    ("kind", "name", "held"),
    [
        (Type.PERSON, "Phạm Văn Khảm", "/person/pham-van-kham-"),
        (Type.PERSON, "PHẠM VĂN KHẢM", "/person/pham-van-kham-"),
        (Type.AGENT, "Phạm Văn Khảm", "/person/pham-van-kham-"),
        (Type.AGENT, "Bộ Chính trị", "/org/bo-chinh-tri-"),
        (Type.ORGANISATION, "Đảng uỷ Viện Luyện kim Sông Trà", "/org/dang-uy-vien-"),
        (Type.DOCUMENT, "05-CT/TW", "/document/05-ct-tw-"),
        (Type.DOCUMENT, "chỉ thị 05-CT/TW", "/document/05-ct-tw-"),
        (Type.REPORT, "so-ket-2020", "/report/so-ket-2020"),
        (Type.CITING, "so-ket-2020", "/report/so-ket-2020"),
        (Type.CITING, "05-CT/TW", "/document/05-ct-tw-"),
    ],
)
def test_a_name_finds_its_thing(kind: Type, name: str, held: str, small_store: ox.Store) -> None:
    (iri,) = find(small_store, kind, name)
    assert held in iri


@pytest.mark.parametrize(
    ("kind", "name", "near"),
    [
        (Type.PERSON, "Pham Van Kham", ("Phạm Văn Khảm",)),  # without marks: told, not guessed
        (Type.PERSON, "Khảm", ("Phạm Văn Khảm",)),
        (Type.PERSON, "Bộ Chính trị", ()),
        (Type.PERSON, " ", ()),
        (
            Type.ORGANISATION,
            "Đảng bộ",
            ("Đảng bộ Khối Công nghiệp tỉnh Lam Hà", "Đảng bộ Viện Luyện kim Sông Trà"),
        ),
    ],
)
def test_a_name_that_nothing_bears_is_told_with_what_comes_near(
    kind: Type, name: str, near: tuple[str, ...], small_store: ox.Store
) -> None:
    with pytest.raises(UnknownNameError) as error:
        find(small_store, kind, name)
    assert error.value.near == near


def test_namesakes_are_all_found() -> None:
    store = ox.Store()
    store.update(
        "PREFIX foaf: <http://xmlns.com/foaf/0.1/> INSERT DATA "
        '{ <urn:2> a foaf:Person ; foaf:name "Lò Văn Mây" . '
        '<urn:1> a foaf:Person ; foaf:name "Lò Văn Mây" }'
    )
    assert find(store, Type.PERSON, "lò văn mây") == ("urn:1", "urn:2")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Uỷ ban", "ủy ban", True),
        ("hoà", "hòa", True),
        ("Bình \u2013 An", "bình - an", True),
        ("Hà", "Hạ", False),
        ("Hoa", "Hòa", False),
        ("Tâm", "Tầm", False),
        ("Đông", "Dông", False),
    ],
)
def test_the_place_of_the_tone_mark_makes_no_other_name(one: str, other: str, same: bool) -> None:
    assert (spelling(one) == spelling(other)) == same
