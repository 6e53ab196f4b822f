"""Copies of a store: what is in them, when they can be made, what is told."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph_api.store import Snapshot, Store, StoreError, current
from graph_api.store import place as places
from graph_api.store.backup import backup, restore
from graph_api.store.place import aside, beside, quads_folder
from loaders.triples import nquads
from tests.graph_api.small import EXTRACTIONS, IRIS

FIRST, SECOND = (IRIS.report(one.report.name) for one in EXTRACTIONS[:2])


def put(path: Path, *which: int) -> None:
    with Store.open(path) as store:
        for number in which:
            one = EXTRACTIONS[number]
            store.put(IRIS.report(one.report.name), nquads(one))


def said(path: Path) -> tuple[str, set[str]]:
    """The generation that is read, and all quads of it."""
    current(path)
    with Snapshot.open(path) as snapshot:
        return snapshot.generation, {str(quad) for quad in snapshot.dataset}


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Another process that holds the store to write."""
    code = (
        "import sys; from graph_api.store import Store\n"
        "with Store.open(sys.argv[1]): print(flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        yield
        process.stdin.close()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    put(tmp_path / "store", 0)
    return tmp_path / "store"


def test_a_restored_store_says_the_same(store: Path, tmp_path: Path) -> None:
    before = said(store)
    backup(store, tmp_path / "copy")
    put(store, 1)
    assert said(store) != before
    restore(store, tmp_path / "copy")
    assert said(store) == before
    put(store, 1)  # it can be written again
    assert said(tmp_path / "copy") == before  # and the copy stays as it was


def test_a_copy_is_a_store_of_its_own(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "copy")
    assert said(tmp_path / "copy") == said(store)
    put(tmp_path / "copy", 1)
    assert said(tmp_path / "copy") != said(store)


def test_restoring_where_nothing_is_makes_a_store(store: Path, tmp_path: Path) -> None:
    backup(store, tmp_path / "copy")
    restore(tmp_path / "new", tmp_path / "copy")
    assert said(tmp_path / "new") == said(store)


def test_a_copy_is_made_beside_a_reader_and_a_writer(store: Path, tmp_path: Path) -> None:
    current(store)
    with Snapshot.open(store) as reading:
        before = {str(quad) for quad in reading.dataset}
        with Store.open(store) as writing:
            writing.retract(FIRST)
            backup(store, tmp_path / "copy")  # of what is published
        assert said(tmp_path / "copy")[1] == before
        restore(store, tmp_path / "copy")
        assert {str(quad) for quad in reading.dataset} == before


@pytest.mark.parametrize("moment", ["beside", "between"])
def test_a_restore_that_was_stopped(store: Path, tmp_path: Path, moment: str) -> None:
    put(tmp_path / "other", 1)
    shutil.copytree(quads_folder(tmp_path / "other"), beside(store))
    expected = said(store) if moment == "beside" else said(tmp_path / "other")
    if moment == "between":
        (store / "unpublished").touch()
        quads_folder(store).rename(aside(store))
    assert said(store) == expected


def test_what_cannot_be_copied_is_told(store: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(StoreError, match="không trống"):
        backup(store, tmp_path / "full")
    with pytest.raises(StoreError, match="chưa có kho"):
        backup(tmp_path / "none", tmp_path / "copy")


def test_what_cannot_be_restored_is_told_and_changes_nothing(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = said(store)
    with pytest.raises(StoreError, match="chưa có kho"):
        restore(store, tmp_path / "none")
    backup(store, tmp_path / "broken")
    (quads_folder(tmp_path / "broken") / "CURRENT").unlink()
    with pytest.raises(StoreError):
        restore(store, tmp_path / "broken")
    with Store.open(tmp_path / "elsewhere", base="http://example.org/"):
        pass
    with pytest.raises(StoreError, match="gốc IRI"):
        restore(store, tmp_path / "elsewhere")
    monkeypatch.setattr("graph_api.store.backup._WAIT", 0.2)
    put(tmp_path / "other", 1)
    with writing(store), pytest.raises(StoreError, match="tiến trình khác"):
        restore(store, tmp_path / "other")
    assert said(store) == before
    assert places.prepare(store, None, create=False).base == IRIS.base
