"""What does not fit together: kinds by their tag, both sentences, how sure, and what is cut."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_api.graph.contradictions import SURE, Asked, contradictions, kinds
from graph_api.graph.parameters import Period
from graph_api.store.embedded import Store
from loaders.extract import extract
from loaders.model import Extraction, Meeting, PostHeld, Report, Span, Status
from ontology import authority, lexicon
from queries.catalogue import FOLDER, CatalogueError, catalogue
from tests.graph_api.small import IRIS, body, loaded, person, serving
from tests.queries.small_store import EXTRACTIONS, GANG, KHAM, TAM, TEXTS, VIEN

EVERY = {
    "awards-not-adding-up": "likely",
    "dates-out-of-order": "possible",
    "not-theirs-to-issue": "certain",
    "posts-after-the-end": "likely",
    "two-heads": "likely",
    "two-places": "possible",
}


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with loaded(*EXTRACTIONS) as made:
        yield made


@pytest.fixture(scope="module")
def client(store: Store) -> TestClient:
    return TestClient(serving(store))


def told(client: TestClient, **params: object) -> dict[str, Any]:
    answer = client.get("/graph/contradictions", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_every_kind_is_found_by_its_tag(client: TestClient) -> None:
    found = told(client)["entries"]
    assert {entry["kind"]: entry["said"]["sure"] for entry in found} == EVERY
    assert set(kinds()) == set(EVERY)


def test_a_contradiction_tells_both_sentences(client: TestClient) -> None:
    (entry,) = told(client, kind="two-heads")["entries"]
    assert [(one["report"], one["quote"]) for one in entry["sentences"]] == [
        ("tong-ket-2020", "Hà Quang Tấm, Viện"),
        ("so-ket-2020", "Phạm Văn Khảm, Viện trưởng"),
    ]
    for one in entry["sentences"]:
        assert TEXTS[one["report"]][one["start"] : one["end"]] == one["quote"]
        assert f'id="hit">{one["quote"]}</mark>' in client.get(one["address"]).text
    assert {node["id"] for node in entry["things"]} == {body(VIEN), person(KHAM), person(TAM)}
    assert entry["said"]["because"].startswith("người kia")
    assert entry["date"] == "2020-12-20"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"id": person(GANG)}, {"posts-after-the-end", "two-places"}),
        ({"id": person(GANG), "kind": "two-places"}, {"two-places"}),
        (
            {"id": IRIS.report("gap-mat-2021"), "to": "2021"},
            {"awards-not-adding-up", "dates-out-of-order"},
        ),
        ({"from": "2022"}, {"posts-after-the-end", "two-places", "not-theirs-to-issue"}),
        ({"to": "2020"}, {"two-heads"}),
        ({"kind": "two-heads,two-places"}, {"two-heads", "two-places"}),
        ({"from": "2030"}, set()),
    ],
)  # fmt: skip
def test_some_contradictions(
    client: TestClient, params: dict[str, object], expected: set[str]
) -> None:
    assert {entry["kind"] for entry in told(client, **params)["entries"]} == expected


@pytest.mark.parametrize("limit", [1, 4])
def test_what_is_cut_goes_on(client: TestClient, limit: int) -> None:
    found, seen = told(client, limit=limit), list[Any]()
    while found["truncated"]:
        seen += found["entries"]
        found = client.get(found["rest"]).json()
    assert seen + found["entries"] == told(client)["entries"]


def test_a_contradiction_keeps_its_iri(client: TestClient) -> None:
    with loaded(*reversed(EXTRACTIONS)) as other:
        again = told(TestClient(serving(other)))
    assert [entry["id"] for entry in again["entries"]] == [
        entry["id"] for entry in told(client)["entries"]
    ]


def test_contradictions_as_csv(client: TestClient) -> None:
    answer = client.get("/graph/contradictions", params={"kind": "two-heads", "format": "csv"})
    (row,) = csv.DictReader(io.StringIO(answer.text))
    assert (row["report"], row["other_report"]) == ("tong-ket-2020", "so-ket-2020")
    assert (row["sure"], row["role"], row["other_date"]) == ("likely", "Viện trưởng", "2020-07-15")


def test_two_heads_on_one_day_are_certain() -> None:
    text = "Viện trưởng Phạm Văn Khảm, Viện trưởng Hà Quang Tấm."
    extraction = Extraction(
        Report("hai-nguoi", text),
        meetings=(Meeting("Họp", "2031-05-06", VIEN, "", None, "hop", Span(0, 5), "t"),),
        posts=(
            PostHeld(KHAM, "Viện trưởng", VIEN, Status.CURRENT, Span(0, 26), "t"),
            PostHeld(TAM, "Viện trưởng", VIEN, Status.CURRENT, Span(28, 51), "t"),
        ),
    )
    with loaded(extraction) as store:
        (entry,) = contradictions(store, Asked((), "", Period())).entries
    assert (entry.kind, entry.said["sure"]) == ("two-heads", "certain")


# --- New kinds are files -------------------------------------------------------------------------

NEW = """\
#+ summary: Mâu thuẫn: cuộc họp vào tháng Tư
#+ summary_en: Contradiction: a meeting in April
#+ tags: contradictions
#+ example: chithi query april

SELECT ?report ?quote ?start ?end ?meeting ?meeting_iri ?sure ?because WHERE {
  GRAPH ?report_iri {
    ?meeting_iri a ct:Meeting ; schema:startDate ?day ; dcterms:title ?meeting ;
      prov:wasQuotedFrom ?span .
    ?span nif:beginIndex ?start ; nif:endIndex ?end ; nif:anchorOf ?quote .
  }
  ?report_iri dcterms:identifier ?report .
  FILTER(CONTAINS(STR(?day), "-04-"))
  BIND("possible" AS ?sure)
  BIND("tháng Tư · April" AS ?because)
}
ORDER BY ?start
"""


def test_a_file_that_is_dropped_in_is_a_new_kind(store: Store, tmp_path: Path) -> None:
    copy(FOLDER / "two-heads.rq", tmp_path)
    (tmp_path / "april.rq").write_text(NEW, encoding="utf-8")
    found = contradictions(store, Asked((), "", Period()), tmp_path).entries
    assert [(entry.kind, entry.date) for entry in found] == [
        ("april", "2022-04-05"),
        ("april", "2022-04-05"),
        ("two-heads", "2020-12-20"),
    ]
    assert {entry.quotes for entry in found if entry.kind == "april"} == {
        ("Xưởng Đúc Sông Trà họp tại hội trường B",),
        ("Xưởng Đúc Sông Trà họp tại nhà văn hóa xã",),
    }


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("?sure ?because WHERE", "WHERE", r"april.rq:3: .*because, sure"),
        ("?quote ?start ?end ?meeting", "?start ?end ?meeting", r"april.rq:3: .*: quote"),
    ],
)
def test_a_kind_without_its_columns_is_refused(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    (tmp_path / "april.rq").write_text(NEW.replace(before, after), encoding="utf-8")
    with pytest.raises(CatalogueError, match=message):
        catalogue(tmp_path)


# --- Who may not issue what: a table -------------------------------------------------------------

ROWS = authority.table("khong_ban_hanh")


def issued(words: str) -> set[str]:
    """Why a citation is listed, in a report that holds its words."""
    text = f"Ngày 15/7/2031, Đảng ủy Công ty Than Bình Lục họp, quán triệt {words}."
    with loaded(extract(Report("bao-cao", text))) as store:
        found = contradictions(store, Asked(("not-theirs-to-issue",), "", Period())).entries
    return {str(entry.said["because"]) for entry in found}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_lists_its_example_and_not_what_is_allowed(row: lexicon.Row) -> None:
    assert issued(row["example"]) == {f"{row['why']} · {row['why_en']}"}
    assert issued(row["allowed"]) == set()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_names_what_there_is(row: lexicon.Row) -> None:
    assert row["type"] in {type_.id for type_ in authority.table("the_loai")}
    assert row["body"] in {kind.id for kind in lexicon.table("to_chuc")}
    assert row["sure"] in SURE


@pytest.mark.parametrize(
    ("params", "status", "parameter"),
    [
        ({"kind": "three-heads"}, 400, "kind"),
        ({"id": "person/khong-co"}, 404, "id"),
        ({"from": "hôm qua"}, 400, "from"),
        ({"limit": -1}, 400, "limit"),
        ({"format": "dot"}, 400, "format"),
    ],
)
def test_what_cannot_be_told(
    client: TestClient, params: dict[str, Any], status: int, parameter: str | None
) -> None:
    answer = client.get("/graph/contradictions", params=params)
    assert (answer.status_code, answer.json().get("parameter")) == (status, parameter)


def test_an_empty_store_has_none() -> None:
    with Store.open() as empty:
        assert told(TestClient(serving(empty))) == {
            "entries": [], "truncated": False, "rest": None, "notes": []
        }  # fmt: skip


def test_a_store_that_changes_is_asked_anew() -> None:
    with loaded(*EXTRACTIONS) as changing:
        asked = Asked(("two-heads",), "", Period())
        assert len(contradictions(changing, asked).entries) == 1
        changing.retract(IRIS.report("so-ket-2020"))
        assert contradictions(changing, replace(asked)).entries == ()
