"""One writer after the other: the next waits until the store is let go of."""

import threading
from pathlib import Path

import pytest

from graph_api.store import Store, StoreError
from graph_api.workers import subjects


def test_a_writer_waits_for_the_one_that_is_ending(tmp_path: Path) -> None:
    before = Store.open(tmp_path / "s")
    timer = threading.Timer(0.2, before.close)
    timer.start()
    writer = subjects.Writable(tmp_path / "s")
    timer.join()
    writer.at(0).close()


def test_a_writer_that_stays_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subjects, "_WAIT", 0.1)
    with Store.open(tmp_path / "s"), pytest.raises(StoreError, match="in use by another process"):
        subjects.Writable(tmp_path / "s")
