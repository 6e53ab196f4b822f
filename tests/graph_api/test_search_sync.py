"""The search index follows the store: whatever was written, whatever happened to its file."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api import search_sync
from graph_api.search_index import Index, SearchIndex
from graph_api.search_reader import SearchError, SearchReader
from graph_api.search_rows import Rows
from graph_api.search_schema import NAMES
from graph_api.store.embedded import Store
from graph_api.store.errors import StoreError
from loaders.model import (
    Citation,
    Directive,
    Extraction,
    Meeting,
    Organisation,
    Part,
    Participation,
    Person,
    Report,
    Span,
)
from loaders.triples import nquads
from tests.graph_api.small import EXTRACTIONS, IRIS, MAIN, MARKUP, loaded

ALL = Span(0, 8)
# Bodies of one IRI in two spellings: which label is shown depends on what is loaded.
BODIES = [
    Organisation("Sở Nội vụ", "so", "tỉnh Lam Hạ"),
    Organisation("SỞ NỘI VỤ", "so", "tỉnh Lam Hạ"),
    Organisation("Phòng Kế hoạch", "phong"),
]
PEOPLE = [Person("Lò Văn Kỷ", "Sở Nội vụ"), Person("Lò Thị Mận"), Person("Đặng Ước")]
WORDS = [
    "lo",
    "lo van ky",
    "so noi vu",
    "nv",
    "noi v",
    "10 qd",
    "hop",
    "ke hoach",
    "lam ha",
    "2031",
]


def say(name: str, text: str, people: list[Person], bodies: list[Organisation]) -> Extraction:
    """A report on some people and bodies, with a document of each body."""
    return Extraction(
        Report(name, f"Cuộc họp {text}", "", None, ""),
        meetings=(Meeting(f"Họp {text}", "2031", None, "", None, "", ALL, "test"),),
        participations=tuple(Participation(one, Part.ATTEND, ALL, "test") for one in people),
        directives=(Directive(1, None, "", f"Lo việc {text}", ALL, "test"),),
        citations=tuple(
            Citation(None, "Quyết định", "10-QĐ/X", "", "2031-03-02", body, ALL, "test")
            for body in bodies
        ),
    )


NAMES_OF_REPORTS = st.sampled_from("abcd")
PUT = st.builds(
    say,
    NAMES_OF_REPORTS,
    st.sampled_from(["kín", "mở", "lò vôi"]),
    st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True),
    st.lists(st.sampled_from(BODIES), max_size=2, unique=True),
)
STEPS = st.lists(PUT | NAMES_OF_REPORTS | st.none(), max_size=12)  # None: look in between


ROWS = "SELECT rowid, * FROM {} ORDER BY rowid"
CHECK = "INSERT INTO {0} ({0}) VALUES ('integrity-check')"


def contents(index: Index) -> list[object]:
    """All that an index answers from, apart from its own numbers."""
    ask = index.database.execute
    return [
        *(ask(ROWS.format(name)).fetchall() for name in (*NAMES, "body")),
        ask("SELECT name, iri FROM called JOIN thing ON id = thing ORDER BY 1, 2").fetchall(),
        ask("SELECT iri, checksum FROM report ORDER BY 1").fetchall(),
        ask("SELECT iri, place, mentions, rank, digest FROM thing ORDER BY 1, 2").fetchall(),
        ask("SELECT * FROM tally WHERE things > 0 ORDER BY 1").fetchall(),
    ]


def fresh(store: Store) -> list[object]:
    """What an index holds that is made from empty; FTS5 finds no fault with it."""
    with Index() as index:
        index.sync(store)
        return contents(index)


def whole(index: Index) -> None:
    """The terms of each table are those of its rows, or FTS5 raises."""
    for name in (*NAMES, "body"):
        index.database.execute(CHECK.format(name))


@settings(deadline=None, max_examples=60)
@given(STEPS, st.booleans())
def test_an_index_in_step_is_the_same_as_one_made_from_empty(
    steps: list[Extraction | str | None], told: bool
) -> None:
    """Also where the writer tells which reports it wrote."""
    with Store.open() as store, Index() as index:
        written: set[str] = set()
        for step in steps:
            if step is None:
                index.sync(store, written if told else None)
                written.clear()
            elif isinstance(step, str):
                store.retract(IRIS.report(step))
                written.add(IRIS.report(step))
            else:
                store.put(IRIS.report(step.report.name), nquads(step))
                written.add(IRIS.report(step.report.name))
        index.sync(store, written if told else None)
        assert contents(index) == fresh(store)
        whole(index)
        assert index.sync(store) == 0


def test_things_of_equal_rank_are_all_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ranks end in hashes, which may be the same: here they always are."""
    monkeypatch.setattr(search_sync, "rank", lambda *_: 7)
    with loaded(*EXTRACTIONS) as store:
        index = SearchIndex(store)
        before = {asked: index.find(asked) for asked in WORDS}
        store.put(IRIS.report("a"), nquads(say("a", "mở", PEOPLE, BODIES)))
        assert len(index.find("lo", kind="person")) == 3
        store.retract(IRIS.report("a"))
        assert {asked: index.find(asked) for asked in WORDS} == before


def test_only_what_changed_is_looked_at() -> None:
    with loaded(*EXTRACTIONS) as store, Index() as index:
        assert index.sync(store) > 10
        store.put(IRIS.report("a"), nquads(say("a", "mở", PEOPLE[:1], [])))
        assert index.sync(store) == 4  # the report, the meeting, the directive, the person


def test_what_most_reports_tell_of_comes_first() -> None:
    namesakes = [Person("Lò Văn Kỷ", anchor) for anchor in "abc"]
    with loaded(*(say(name, "", namesakes[1:2], []) for name in "xyz")) as store:
        store.put(IRIS.report("a"), nquads(say("a", "", namesakes, [])))
        found = SearchIndex(store).find("lo van ky", kind="person")
    assert [item.detail for item in found] == ["b", "a", "c"]


# -- what may happen to the file -----------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search.sqlite"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with loaded(*EXTRACTIONS) as made:
        yield made


def another_version(path: Path) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 1")
    database.close()


def another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE report (name)")
    database.close()


def overwritten(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(4096, size, 4096):
            file.seek(place)
            file.write(b"\xff" * 512)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        another_version,
        another_database,
        overwritten,
        cut,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no database" * 1000),
    ],
)
def test_a_file_that_is_unfit_is_made_anew(
    store: Store, path: Path, harm: Callable[[Path], object]
) -> None:
    with Index(path) as index:
        index.sync(store)
    harm(path)
    with Index(path) as index:
        index.sync(store)
        assert contents(index) == fresh(store)


def test_terms_that_are_damaged_are_noticed_by_readers_and_made_anew(
    store: Store, path: Path
) -> None:
    """SQLite finds no fault with the file: the damage lies within the cells of a table."""
    reader = SearchReader(path)
    with Index(path) as index:
        index.sync(store)
        index.database.execute("DELETE FROM name_person_data WHERE id > 10")
        with pytest.raises(SearchError, match="không đọc được"):
            reader.find(store, "lo van ky")
        index.renew(store)
        assert reader.find(store, "lo van ky")
    reader.close()


def test_damage_that_is_met_in_writing_is_mended(path: Path) -> None:
    with loaded(MARKUP) as store, Index(path) as index:
        index.sync(store)
        index.database.execute("DROP TABLE body_data")
        store.put(IRIS.report(MAIN.report.name), nquads(MAIN))
        index.sync(store)
        assert contents(index) == fresh(store)


def test_a_store_that_was_restored_is_followed(path: Path) -> None:
    with loaded(*EXTRACTIONS) as newer, Index(path) as index:
        index.sync(newer)
    changed = say(MAIN.report.name, "kín", PEOPLE, BODIES)
    with loaded(changed) as older, Index(path) as index:
        index.sync(older)
        assert contents(index) == fresh(older)


def test_an_index_that_cannot_be_written_is_told(tmp_path: Path, store: Store) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        Index(tmp_path / "missing" / "search.sqlite")
    with pytest.raises(SearchError, match="No such file"):
        SearchReader(tmp_path / "missing" / "search.sqlite").find(store, "lo")


KILLED = """
import os, signal, sys
from pathlib import Path
from graph_api import search_index, search_rows, search_sync
from graph_api.search_index import Index
from tests.graph_api.small import EXTRACTIONS, loaded

owner, name = {"Rows": search_rows.Rows, "_Sync": search_sync._Sync}[sys.argv[2]], sys.argv[3]
real, left = getattr(owner, name), int(sys.argv[4])

def dies(self, *given):
    global left
    left -= 1
    result = real(self, *given)
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return result

setattr(owner, name, dies)
with loaded(*EXTRACTIONS) as store, Index(Path(sys.argv[1])) as index:
    index.database.execute("PRAGMA cache_size = 5")  # what is not committed reaches the file
    index.sync(store)
"""


@pytest.mark.parametrize("known", [(), (MARKUP,), (say("a", "mở", PEOPLE, BODIES),)])
@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [
        ("_Sync", "_tell", 0),
        ("_Sync", "_look", 2),
        ("Rows", "put", 9),
        ("Rows", "write", 0),
        ("_Sync", "run", 0),
    ],
)
def test_killed_in_the_middle_it_is_as_before_and_goes_on(
    path: Path, known: tuple[Extraction, ...], owner: str, name: str, after: int
) -> None:
    with loaded(*known) as before, Index(path) as index:
        index.sync(before)
        held = contents(index)
    words = [sys.executable, "-c", KILLED, str(path), owner, name, str(after)]
    assert subprocess.run(words, check=False).returncode == -signal.SIGKILL
    with loaded(*EXTRACTIONS) as store, Index(path) as index:
        assert contents(index) == held
        index.sync(store)
        assert contents(index) == fresh(store)
        whole(index)


# -- readers -------------------------------------------------------------------------------------


def test_readers_see_the_index_as_it_was_until_all_is_done(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = [SearchReader(path), SearchReader(path)]
    seen: list[list[int]] = []

    def look() -> None:
        seen.append([len(reader.find(store, "lo van ky")) for reader in readers])

    def written(rows: Rows) -> None:
        write(rows)
        look()

    with loaded(MARKUP) as store, Index(path) as index:
        index.sync(store)
        look()
        write = Rows.write
        monkeypatch.setattr(Rows, "write", written)
        store.put(IRIS.report(MAIN.report.name), nquads(MAIN))
        index.sync(store)
        look()
    assert seen == [[0, 0], [0, 0], [2, 2]]
    look_after_closing = [len(reader.find(store, "zz")) for reader in readers]
    assert look_after_closing == [0, 0]
    for reader in readers:
        reader.close()


def test_a_reader_follows_a_file_that_was_made_anew(path: Path) -> None:
    reader = SearchReader(path)
    with loaded(MARKUP) as store, Index(path) as index:
        index.sync(store)
        assert reader.counts()["report"] == 1
        store.put(IRIS.report(MAIN.report.name), nquads(MAIN))
        index.renew(store)
        assert reader.counts()["report"] == 2
        assert reader.find(store, "lo van ky")
    reader.close()


@pytest.mark.parametrize(
    ("name", "kinds", "held"),
    [
        ("ĐẶNG THỊ ƯỚC", ["person"], ["/person/dang-thi-uoc-"]),
        ("đặng thị", ["person"], []),
        ("Đặng Thị Ước", ["organisation"], []),
        ("chỉ thị 05-CT/TW", ["document"], ["/document/05-ct-tw-"]),
        ("05-CT/TW", ["report", "document"], ["/document/05-ct-tw-"]),
        ("so-ket-2031", ["report", "document"], ["/report/so-ket-2031"]),
        ("…", ["person"], []),
    ],
)
def test_things_by_their_whole_names(
    store: Store, path: Path, name: str, kinds: list[str], held: list[str]
) -> None:
    with Index(path) as index:
        index.sync(store)
    reader = SearchReader(path)
    found = reader.bearing(name, kinds)
    reader.close()
    assert len(found) == len(held)
    assert all(part in iri for part, iri in zip(held, found, strict=True))


def test_a_folder_in_which_nothing_can_be_written_is_read(store: Store, path: Path) -> None:
    """As root every folder is writable: here what readers share cannot be made."""
    with Index(path) as index:
        index.sync(store)
    path.with_name("search.sqlite-shm").mkdir()
    reader = SearchReader(path)
    assert reader.find(store, "lo van ky")
    assert reader.counts()["report"] == 2
    os.utime(path, (1, 1))  # it was changed: it is opened again
    assert reader.find(store, "lo van ky")
    reader.close()
