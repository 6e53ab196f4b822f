"""Suggestions while typing, and what was loaded last."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_api.latest import latest_reports, written_at
from graph_api.store import Snapshot, Store
from loaders.triples import nquads
from tests.graph_api.small import IRIS, MAIN, MARKUP, UOC, local, person


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("q=dang thi u", ("person", "Đặng Thị Ước")),
        ("q=Đặng", ("person", "Đặng Thị Ước")),
        ("q=uoc", ("person", "Đặng Thị Ước")),
        ("q=KH%26CN", ("organisation", "Sở Khoa học và Công nghệ")),
        ("q=khcn", ("organisation", "Sở Khoa học và Công nghệ")),
        ("q=09-NQ", ("document", "Nghị quyết 09-NQ/ĐU")),
        ("q=so ket 6 thang&kind=meeting", ("meeting", "Hội nghị sơ kết 6 tháng đầu năm 2031")),
        ("q=cac chi bo thuc hien", ("directive", "1. Các chi bộ thực hiện nghiêm Chỉ thị số")),
        ("q=trao 3 giay", ("report", "Hội nghị sơ kết 6 tháng đầu năm 2031")),
        ("q=<script>", ("person", "<script>alert(1)</script>")),
        ("q=khong co gi nhu the", None),
        ("q=", None),
    ],
)
def test_what_is_meant_comes_first(
    client: TestClient, asked: str, first: tuple[str, str] | None
) -> None:
    found = client.get(f"/suggest?{asked}").json()["suggestions"]
    assert bool(found) == (first is not None)
    if first:
        assert (found[0]["kind"], found[0]["label"][: len(first[1])]) == first


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ("q=song lam&kind=person&kind=document", {"person", "document"}),
        ("q=song lam&kind=organisation", {"organisation"}),
        ("q=song lam&kind=organisation&kind=report", {"organisation", "report"}),
        ("q=song lam&kind=document", {"document"}),
    ],
)
def test_kinds_may_be_chosen(client: TestClient, asked: str, kinds: set[str]) -> None:
    found = client.get(f"/suggest?{asked}").json()["suggestions"]
    assert {one["kind"] for one in found} <= kinds
    assert len(found) <= 8


@pytest.mark.parametrize("wrong", ["kind=x", "limit=0", "limit=21", f"q={'x' * 201}"])
def test_what_cannot_be_asked(client: TestClient, wrong: str) -> None:
    answer = client.get(f"/suggest?{wrong}")
    assert (answer.status_code, answer.json()["parameter"]) == (400, wrong.partition("=")[0])


def test_a_suggestion_leads_to_its_page(client: TestClient) -> None:
    (found,) = client.get("/suggest?q=dang thi uoc&kind=person&limit=1").json()["suggestions"]
    assert found["address"] == local(person(UOC))
    assert (found["kind_name"], found["detail"]) == ("Người · Person", "Viện Đo lường Sông Lam")


@pytest.mark.parametrize("order", [(MAIN, MARKUP), (MARKUP, MAIN)])
def test_what_was_loaded_last_comes_first(tmp_path: Path, order: tuple[object, ...]) -> None:
    said = [one for one in (MAIN, MARKUP) for _ in [0]]
    said.sort(key=order.index)
    with Store.open(tmp_path) as store:
        for one in said:
            store.put(IRIS.report(one.report.name), nquads(one))
            store.publish()
    with Snapshot.open(tmp_path) as snapshot:
        iris = [IRIS.report(one.report.name) for one in reversed(said)]
        assert latest_reports(snapshot, 5) == iris
        assert latest_reports(snapshot, 1) == iris[:1]
        assert written_at(snapshot) is not None


def test_of_a_store_in_memory_that_is_not_known(store: Store) -> None:
    assert (latest_reports(store, 5), written_at(store)) == ([], None)
