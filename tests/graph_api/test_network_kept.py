"""Analyses are made once for each generation, whoever asks, and whoever is killed meanwhile."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph_api.address import Addresses
from graph_api.errors import Problem
from graph_api.graph.network import kept
from graph_api.graph.network.answer import Keeping, shown
from graph_api.graph.network.kept import Failed, NotYet, Slot, obtain
from graph_api.graph.network.question import Measure, Network
from graph_api.store import Snapshot, Store
from loaders.model import Extraction
from loaders.triples import nquads
from tests.graph_api.networks import LUA, MAY, SUOI, told
from tests.graph_api.served import ROOT, serving_process
from tests.graph_api.small import IRIS

ASK = """
import sys, time
from pathlib import Path
from graph_api.graph.network.kept import Slot, obtain

def write(part):
    with open(sys.argv[2], "a") as log:
        log.write("made\\n")
    time.sleep(float(sys.argv[3]))
    part.write_text("whole")

slot = Slot(Path(sys.argv[1]), "1-a", "key")
print(obtain(slot, lambda slot, lock: slot.make(write), 20).read_text())
"""


def asking(folder: Path, log: Path, takes: float) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", ASK, str(folder), str(log), str(takes)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def slot(tmp_path: Path) -> Slot:
    return Slot(tmp_path / "networks", "1-a", "key")


def making(text: str) -> Callable[[Slot, int], None]:
    def start(slot: Slot, lock: int) -> None:
        del lock
        slot.make(lambda part: part.write_text(text))

    return start


def failing(slot: Slot, lock: int) -> None:
    """As a process does that another one has started: who asks does not see how it ends."""
    del lock
    with pytest.raises(MemoryError):
        slot.make(lambda _: (_ for _ in ()).throw(MemoryError()))


def idle(slot: Slot, lock: int) -> None:
    del slot, lock


def test_many_processes_make_it_once(tmp_path: Path) -> None:
    folder, log = tmp_path / "networks", tmp_path / "log"
    askers = [asking(folder, log, 0.2) for _ in range(6)]
    assert [one.communicate()[0] for one in askers] == ["whole\n"] * 6
    assert log.read_text() == "made\n"


def test_who_waits_goes_on_when_the_maker_is_killed(tmp_path: Path) -> None:
    folder, log = tmp_path / "networks", tmp_path / "log"
    first = asking(folder, log, 60)
    while not log.exists():
        time.sleep(0.01)
    with ThreadPoolExecutor() as pool:
        slot = Slot(folder, "1-a", "key")
        waiting = pool.submit(obtain, slot, making("whole"), 20)
        os.kill(first.pid, signal.SIGKILL)
        first.communicate()
        with pytest.raises(Failed):  # not tried again at once: it may need too much
            waiting.result()
    assert not slot.file.exists()
    assert obtain(slot, making("whole"), 20, again=True).read_text() == "whole"


def test_it_is_made_once_and_then_found(slot: Slot) -> None:
    assert obtain(slot, making("first"), 1).read_text() == "first"
    assert obtain(slot, making("second"), 1).read_text() == "first"


def test_a_fault_is_told_and_not_tried_again_for_a_while(
    slot: Slot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for start in (failing, making("whole")):
        with pytest.raises(Failed, match="MemoryError"):
            obtain(slot, start, 1)
    monkeypatch.setattr(kept, "_AGAIN_SECONDS", -1.0)
    assert obtain(slot, making("whole"), 1).read_text() == "whole"
    assert not slot.fault.exists()


def test_what_is_not_there_in_time_is_asked_for_again(slot: Slot) -> None:
    with ThreadPoolExecutor() as pool:
        going = threading.Event()

        def slow(slot: Slot, lock: int) -> None:
            going.set()
            time.sleep(0.5)
            making("whole")(slot, lock)

        made = pool.submit(obtain, slot, slow, 10)
        going.wait()
        with pytest.raises(NotYet):
            obtain(slot, idle, 0.05)
        assert made.result().read_text() == "whole"


def test_a_maker_that_makes_nothing_is_no_reason_to_hang(slot: Slot) -> None:
    with pytest.raises(NotYet):
        obtain(slot, idle, 10)


def test_files_of_other_generations_go(slot: Slot) -> None:
    other = Slot(slot.folder, "1-b", "key")
    obtain(other, making("old"), 1)
    obtain(slot, making("new"), 1)
    assert {path.name for path in slot.folder.iterdir()} == {"lock", "1-a-key"}


def test_only_so_many_are_kept(slot: Slot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_FILES", 2)
    for number, key in enumerate("abc"):
        obtain(Slot(slot.folder, "1-a", key), making(key), 1)
        os.utime(slot.folder / f"1-a-{key}", (number, number))
    obtain(Slot(slot.folder, "1-a", "a"), making("again"), 1)
    names = {path.name for path in slot.folder.iterdir() if path.name != "lock"}
    assert names == {"1-a-a", "1-a-c"}


def put(folder: Path, *reports: Extraction) -> None:
    with Store.open(folder) as store:
        for one in reports:
            store.put(IRIS.report(one.report.name), nquads(one))


def test_a_process_that_may_take_too_little_memory_is_ended_and_told(tmp_path: Path) -> None:
    put(tmp_path / "store", told("mot", "2031-07-15", [MAY, SUOI]))
    with Snapshot.open(tmp_path / "store") as store:
        asked = store, Addresses(IRIS.base), Network(), Measure.DEGREE, 10
        for _ in range(2):
            with pytest.raises(Problem, match="CHITHI_NETWORK_MEMORY") as raised:
                shown(*asked, Keeping(wait=60, memory_bytes=1_000_000))
            assert raised.value.status == 503
        assert shown(*asked, Keeping(apart=False)).nodes


def test_the_workers_of_a_server_make_it_once(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    put(folder, told("mot", "2031-07-15", [MAY, SUOI]))
    with serving_process(folder, workers="4", query_seconds="60", log="text") as served:
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda _: served.get("/graph/network"), range(8)))
        assert {answer[0] for answer in answers} == {200}
        assert len({answer[2] for answer in answers}) == 1
        put(folder, told("hai", "2031-08-15", [MAY, LUA]))
        while LUA.name.encode() not in served.get("/graph/network")[2]:
            time.sleep(0.05)
        process = served.process
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        made = [line for line in process.stderr if "graph_api.networks" in line]
        assert len(made) == 2  # one for each generation
    assert len(list((folder / "networks").glob("1-*"))) == 1
