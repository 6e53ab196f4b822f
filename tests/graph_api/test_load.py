"""Files into a store: what came of each, and what the store holds when something goes wrong."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize

import pyoxigraph as ox
import pytest

from graph_api.load import Loaded, State, load
from graph_api.prepared import counts
from graph_api.store.embedded import Change, Store
from graph_api.store.errors import StoreError
from graph_api.store.statement import Statement
from loaders.build import Built, build
from loaders.model import Extraction, Report
from loaders.read import ReadProblem, ReportFile, Source, find

MEETING = """Đảng ủy Viện Đo lường Sông Lam sơ kết 6 tháng đầu năm

Ngày 15/7/2031, Đảng ủy Viện Đo lường Sông Lam tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm.
Đồng chí Đặng Thị Thủy, Bí thư Đảng ủy, Viện trưởng, chủ trì Hội nghị.
"""


Found = list[Source | ReadProblem]
Folder = Callable[..., Found]


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open() as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> "Folder":
    """Writes reports, by name and text, and gives their files."""

    def written(**texts: str | bytes) -> Found:
        for name, text in texts.items():
            data = text.encode() if isinstance(text, str) else text
            (tmp_path / f"{name}.txt").write_bytes(data)
        return list(find([tmp_path]))

    return written


def states(loaded: Iterator[Loaded]) -> dict[str, str]:
    return {one.name: str(one.state) for one in loaded}


def dump(store: Store) -> list[str]:
    """What the reports say, where they say it and all together."""
    graphs = {quad.graph_name for quad in store.dataset}
    said = {ox.NamedNode(report) for report in store.reports()} | {ox.DefaultGraph()}
    quads = (q for g in graphs & said for q in store.dataset.quads_for_pattern(None, None, None, g))
    return sorted(str(quad) for quad in quads if store.iris.base in str(quad.subject))


def test_a_report_is_new_then_unchanged_then_replaced(store: Store, folder: Folder) -> None:
    assert states(load(folder(a=MEETING), store)) == {"a": State.NEW}
    before = dump(store)
    assert states(load(folder(), store)) == {"a": State.UNCHANGED}
    assert dump(store) == before
    assert states(load(folder(a=MEETING.replace("15/7", "16/7")), store)) == {"a": State.REPLACED}
    assert not any("2031-07-15" in quad for quad in dump(store))


def test_what_fails_stops_no_other(store: Store, folder: Folder) -> None:
    files = folder(a=MEETING, b=b"", c=b"%PDF-1.4", d=MEETING)
    loaded = list(load(files, store))
    assert {one.name: one.failure.code for one in loaded if one.failure} == {
        "b": "empty-file",
        "c": "binary-file",
    }
    assert [store.iris.report_name(iri) for iri in store.reports()] == ["a", "d"]


def test_fifty_megabytes_are_refused_unread(store: Store, tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(50_000_000)
    (one,) = load([ReportFile(tmp_path / "a.txt", "a")], store)
    assert one.failure
    assert one.failure.code == "too-large"
    assert store.reports() == []


def test_a_report_without_a_meeting_is_loaded_and_told(store: Store, folder: Folder) -> None:
    (one,) = load(folder(a="Trời hôm nay đẹp, gió nhẹ, biển êm."), store)
    assert one.state is State.NEW
    assert one.counts["meetings"] == 0
    assert one.problems


def test_a_fault_in_a_rule_is_told_and_stops_no_other(
    store: Store, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(report: Report) -> Extraction:
        if report.name == "a":
            raise KeyError("quy_tac")
        return Extraction(report)

    monkeypatch.setattr("loaders.build.extract", faulty)
    first, second = load(folder(a=MEETING, b=MEETING), store)
    assert first.failure
    assert first.failure.code == "fault"
    assert "quy_tac" in str(first.failure)
    assert second.state is State.NEW


def test_a_store_that_cannot_be_written_keeps_what_it_had(
    store: Store, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = folder(a=MEETING, b=MEETING, c=MEETING)
    put_many = store.put_many

    def full(said: Iterable[Statement], *, read_by: str = "", at: str = "") -> Iterator[Change]:
        for one in said:
            if one.report.endswith("b"):
                raise StoreError("đĩa đã đầy")
            yield from put_many([one], read_by=read_by, at=at)

    monkeypatch.setattr(store, "put_many", full)
    loading = load(files, store)
    assert next(loading).state is State.NEW
    with pytest.raises(StoreError, match="đĩa đã đầy"):
        next(loading)
    assert [store.iris.report_name(iri) for iri in store.reports()] == ["a"]


def test_the_order_of_loading_makes_no_difference(folder: Folder) -> None:
    files = folder(
        a=MEETING, b=MEETING.replace("15/7", "16/7"), c=MEETING.replace("Sông Lam", "Bắc")
    )
    with Store.open() as forward, Store.open() as backward:
        list(load(files, forward))
        list(load(list(reversed(files)), backward))
        assert dump(forward) == dump(backward)


VARIANTS: list[tuple[str, Callable[[str], str]]] = [
    ("decomposed", lambda text: normalize("NFD", text)),
    ("non-breaking spaces", lambda text: text.replace(" ", "\u00a0")),
    ("the other tone placement", lambda text: text.replace("ủy", "uỷ").replace("Thủy", "Thuỷ")),
    ("CRLF and blanks at line ends", lambda text: text.replace("\n", " \r\n")),
    ("a byte order mark", lambda text: "\ufeff" + text),
]


@pytest.mark.parametrize("vary", [v for _, v in VARIANTS], ids=[n for n, _ in VARIANTS])
def test_variants_of_one_text_give_one_graph(
    vary: Callable[[str], str], samples: Path, tmp_path: Path
) -> None:
    for path in sorted(samples.glob("*.txt"))[:6]:
        other = tmp_path / path.name
        other.write_bytes(vary(path.read_text(encoding="utf-8")).encode())
        plain, varied = (build(ReportFile(p, path.stem)) for p in (path, other))
        assert isinstance(plain, Built)
        assert isinstance(varied, Built)
        assert varied.quads == plain.quads


def test_what_is_stored_is_what_was_counted(store: Store, folder: Folder) -> None:
    (file,) = folder(a=MEETING)
    assert isinstance(file, ReportFile)
    built = build(file)
    assert isinstance(built, Built)
    (one,) = load([file], store)
    assert one.counts == counts(built.extraction)
    meetings = store.select("SELECT ?m { ?m a <https://w3id.org/chithi/ontology#Meeting> }")
    assert len(list(meetings)) == one.counts["meetings"] == 1


def test_the_version_that_read_a_report_is_told_beside_its_graph(
    store: Store, folder: Folder
) -> None:
    list(load(folder(a=MEETING), store))
    report = ox.NamedNode(store.iris.report("a"))
    told = {
        quad.object.value
        for quad in store.dataset.quads_for_pattern(report, None, None)
        if isinstance(quad.object, ox.Literal) and quad.predicate.value.endswith("readBy")
    }
    assert len(told) == 1
    assert told.pop().startswith("chithi ")


# --- Names ---------------------------------------------------------------------------------------


def test_of_two_reports_of_one_name_the_first_is_loaded_and_both_are_told(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "xa").mkdir()
    for name in ("a.txt", "xa/a.html", "b.txt"):
        (tmp_path / name).write_text(MEETING, encoding="utf-8")
    loaded = list(load(find([tmp_path]), store))
    assert [(one.name, one.state) for one in loaded] == [
        ("a", State.NEW),
        ("b", State.NEW),
        ("a", State.FAILED),
    ]
    assert loaded[2].failure
    assert loaded[2].failure.code == "same-name"
    assert str(tmp_path / "a.txt") in str(loaded[2].failure)
    assert str(tmp_path / "xa" / "a.html") in str(loaded[2].failure)


def test_a_path_given_twice_is_one_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(MEETING, encoding="utf-8")
    paths = [tmp_path, tmp_path / "a.txt", tmp_path / "." / "a.txt"]
    assert [one.name for one in load(find(paths), store)] == ["a"]


def test_names_of_records_may_clash_too(store: Store, tmp_path: Path) -> None:
    lines = [{"text": MEETING, "name": "a"}, {"text": MEETING}, {"text": MEETING, "name": "a"}]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    loaded = list(load(find([tmp_path]), store))
    assert [(one.name, one.state) for one in loaded] == [
        ("a", State.NEW),
        ("x-2", State.NEW),
        ("a", State.FAILED),
    ]


# --- Many reports --------------------------------------------------------------------------------


def records(path: Path, count: int) -> None:
    """A file of `count` reports; every tenth line is broken, every seventh tells a known name."""
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = MEETING.replace("Sông Lam", f"Sông Lam {number}")
            name = "lại" if number % 7 == 0 else f"r{number}"
            line = json.dumps({"text": text, "name": name}, ensure_ascii=False)
            file.write(("{" if number % 10 == 0 else line) + "\n")


def test_processes_give_what_one_gives_in_the_same_order(tmp_path: Path) -> None:
    records(tmp_path / "a.jsonl", 90)
    with Store.open() as one, Store.open() as several:
        alone = list(load(find([tmp_path]), one))
        together = list(load(find([tmp_path]), several, jobs=3))
        assert together == alone
        assert dump(several) == dump(one)
    assert len(alone) == 90
    assert {one.failure.code for one in alone if one.failure} == {"broken-line", "same-name"}


def test_what_was_loaded_is_unchanged_or_replaced_among_many(store: Store, tmp_path: Path) -> None:
    records(tmp_path / "a.jsonl", 40)
    list(load(find([tmp_path]), store))
    before = dump(store)
    again = [one.state for one in load(find([tmp_path]), store) if not one.failure]
    assert set(again) == {State.UNCHANGED}
    assert dump(store) == before


def test_reports_are_read_while_others_are_stored(store: Store) -> None:
    """No more of a stream is taken than is under way."""
    taken = 0

    def stream() -> Iterator[Source | ReadProblem]:
        nonlocal taken
        for number in range(100_000):
            taken = number
            yield ReadProblem("not-found", f"{number}.txt", "không có", "not there")

    loading = load(stream(), store, jobs=2)
    for _ in range(50):
        next(loading)
    loading.close()  # type: ignore[attr-defined]  # it is a generator
    assert taken < 300
