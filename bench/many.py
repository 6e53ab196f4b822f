"""Load many reports as a user does, and tell how fast, and how much memory it takes on the way.

    python -m bench.many [--reports 20000] [--jobs 0]

The samples are told again with other names and years (`bench/load.py`), written to one `.jsonl`
file and loaded into a store on disk by `chithi load`. Memory is what the kernel tells of the
process that writes and of all processes together (RSS, shared pages counted in each).
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from bench.corpus import SAMPLES, machine, markdown, reports
from bench.load import retold

CHITHI = "from graph_api.cli import main; main()"
POINTS = 8  # how often a load tells where it is


@dataclass(frozen=True, slots=True)
class Point:
    """Where a load is: reports done, seconds since it began, and megabytes."""

    done: int
    seconds: float
    writer: float
    together: float


def written(path: Path, count: int) -> int:
    """A file of `count` invented reports; its bytes."""
    with path.open("w", encoding="utf-8") as file:
        for report in retold(reports(SAMPLES), count):
            line = {"name": report.name, "title": report.title, "text": report.text}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path.stat().st_size


def load(path: Path, store: Path, count: int, jobs: int) -> Iterator[Point]:
    """Load a file of `count` reports; the last point is when it has ended."""
    words = [sys.executable, "-u", "-c", CHITHI, "load", path, "--jobs", str(jobs)]
    start = perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own command
        [*map(str, words), "--store", str(store)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr
        done = 0
        point = Point(0, 0, 0, 0)
        for line in running.stderr:
            done += line.startswith("[")
            if line.startswith("[") and done % max(1, count // POINTS) == 0:
                point = Point(done, perf_counter() - start, *megabytes(running.pid))
                yield point
    if running.returncode:
        sys.exit(f"chithi load: {running.returncode}")
    yield Point(done, perf_counter() - start, point.writer, point.together)


def megabytes(process: int) -> tuple[float, float]:
    """What a process takes, and what it takes with those that it started."""
    own = resident(process)
    tasks = Path(f"/proc/{process}/task")
    started = [
        int(child)
        for task in tasks.iterdir()
        for child in (task / "children").read_text(encoding="utf-8").split()
    ]
    return own, own + sum(map(resident, started))


def resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1])
    except (OSError, IndexError):  # it has ended
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "many.jsonl"
        size = written(path, options.reports)
        print(f"{machine()}\n\n{options.reports:,} reports, {size / 1e6:.0f} MB of .jsonl\n")
        rows, before = [], Point(0, 0, 0, 0)
        for point in load(path, Path(folder) / "store", options.reports, options.jobs):
            spent = point.seconds - before.seconds
            pace = (point.done - before.done) / spent if spent else 0
            rows.append(
                [
                    f"{point.done:,}",
                    f"{point.seconds:.1f}",
                    f"{pace:.0f}" if pace else "",
                    f"{point.writer:.0f}",
                    f"{point.together:.0f}",
                ]
            )
            before = point
        kept = sum(file.stat().st_size for file in Path(folder, "store").rglob("*"))
        columns = ["reports", "seconds", "a second", "MB, writer", "MB, together"]
        print(f"{markdown(columns, rows)}\n\nThe store takes {kept / 1e6:,.0f} MB.")


if __name__ == "__main__":
    main()
