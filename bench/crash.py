"""Killed at random moments: `python -m bench.crash [--kills 100]`.

`chithi load` is ended by SIGKILL again and again, at moments drawn at random from the time that it
takes, and each time goes on with what is left, until all is loaded; then it begins anew. After each
kill the store is read as a reader would, and as a writer would: each report must be there wholly or
not at all, and the default graph must be the union of what the reports say and what follows from
it. In the end a load that nobody killed must have given the same quads.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph_api.store import Reads, Snapshot, Store, current
from graph_api.store.derived import derive
from ontology.terms import ONTOLOGY, expand

ROOT = Path(__file__).parent.parent
CHECKSUM = ox.NamedNode(expand("ct:graphChecksum"))


def copies(folder: Path, number: int) -> None:
    """The samples, `number` times under other names."""
    for path in sorted((ROOT / "samples").glob("*.txt")):
        for n in range(number):
            shutil.copy(path, folder / f"{path.stem}-{n}{path.suffix}")


def load(reports: Path, store: Path) -> "subprocess.Popen[bytes]":
    main = "from graph_api.cli import main; main()"
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", main, "load", str(reports), "--store", str(store)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


def kill(process: "subprocess.Popen[bytes]") -> bool:
    """End it and those that it started; whether it was still at work."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


def faults(store: Reads, whole: dict[str, str]) -> list[str]:
    """What is not as it must be; `whole` are the digests of the reports' graphs, by IRI."""
    graphs: dict[str, set[ox.Triple]] = defaultdict(set)
    for quad in store.dataset:
        name = quad.graph_name
        graphs[name.value if isinstance(name, ox.NamedNode) else ""].add(quad.triple)
    said = set(store.reports())
    own = {"", store.iris.loads, store.iris.derived, ONTOLOGY}
    found = [f"{name}: quads of no report" for name in graphs.keys() - said - own]
    broken = (report for report in said if digest(graphs[report]) != whole[report])
    found += [f"{report}: not whole" for report in broken]
    union = set().union(*(graphs[report] for report in said)) if said else set()
    edges = derive(union)
    if graphs[store.iris.derived] != edges:
        found.append("derived triples do not follow from the reports")
    if graphs[""] != union | edges:
        found.append("the default graph is not what the reports say")
    return found


def digest(triples: set[ox.Triple]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, triples))).encode()).hexdigest()


def wholes(store: Path) -> dict[str, str]:
    with Snapshot.open(store) as snapshot:
        return {
            report: digest({quad.triple for quad in snapshot.graph(report)})
            for report in snapshot.reports()
        }


def run(kills: int, number: int, seed: int) -> int:
    """Print what was seen; gives how many faults there were."""
    chance = random.Random(seed)
    with TemporaryDirectory(dir=ROOT / "build") as made:
        folder = Path(made)
        reports = folder / "reports"
        reports.mkdir()
        copies(reports, number)
        began = time.monotonic()
        load(reports, folder / "whole").wait()
        took = time.monotonic() - began
        whole = wholes(folder / "whole")
        print(f"{len(whole)} reports, {took:.1f} s to load, {kills} kills, seed {seed}")
        told: list[str] = []
        store = folder / "store"
        killed = rounds = reopened = 0
        slowest = 0.0
        while killed < kills:
            process = load(reports, store)
            time.sleep(chance.uniform(0.1, took))
            if kill(process):
                killed += 1
            if (store / "chithi.json").exists():
                began = time.monotonic()
                current(store)
                slowest = max(slowest, time.monotonic() - began)
                reopened += 1
                with Snapshot.open(store) as snapshot:
                    told += faults(snapshot, whole)
                with Store.open(store) as live:
                    told += faults(live, whole)
                    done = len(live.reports()) == len(whole)
                if done:
                    rounds += 1
                    if wholes(store) != whole:
                        told.append("loaded to the end, the store is another one")
                    shutil.rmtree(store)
        for fault in told[:20]:
            print(fault)
        print(
            f"killed {killed} times, opened {reopened} times (at most {slowest:.2f} s), "
            f"loaded to the end {rounds} times, {len(told)} faults"
        )
        return len(told)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--copies", type=int, default=10, help="of each sample")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    sys.exit(bool(run(given.kills, given.copies, given.seed)))
