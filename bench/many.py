"""Load many reports as a user does, and tell how fast, and how much memory it takes on the way.

    python -m bench.many [--reports 20000] [--jobs 0]

The samples are told again with other names and years (`bench/load.py`), written to one `.jsonl`
file and loaded into a store on disk by `chithi load`. Time is of the processor for
each report, which other work on the machine disturbs less. Memory is what the kernel tells of the
process that writes and of all together (RSS, shared pages counted in each).
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
    """Where a load is: reports done, seconds since it began, processor time, and megabytes."""

    done: int
    seconds: float
    writing: float = 0
    reading: float = 0
    writer: float = 0
    together: float = 0


def written(path: Path, count: int) -> int:
    """A file of `count` invented reports; its bytes."""
    with path.open("w", encoding="utf-8") as file:
        for report in retold(reports(SAMPLES), count):
            line = {"name": report.name, "title": report.title, "text": report.text}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path.stat().st_size


def load(path: Path, store: Path, count: int, jobs: int) -> Iterator[Point]:
    """Load a file of `count` reports, and tell where it is now and then."""
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
        point = Point(0, 0)
        for line in running.stderr:
            done += line.startswith("[")
            if line.startswith("[") and done % (count // POINTS + 1) == 0:  # none at the very end
                point = seen(running.pid, done, perf_counter() - start)
                yield point
    if running.returncode:
        sys.exit(f"chithi load: {running.returncode}")


def seen(process: int, done: int, seconds: float) -> Point:
    """What the kernel tells of a process and of those that it started."""
    tasks = Path(f"/proc/{process}/task")
    started = [
        int(child)
        for task in tasks.iterdir()
        for child in (task / "children").read_text(encoding="utf-8").split()
    ]
    spent, own = spends(process)
    others = [spends(child) for child in started]
    reading, megabytes = sum(s for s, _ in others), sum(m for _, m in others)
    return Point(done, seconds, spent, reading, own, own + megabytes)


def spends(process: int) -> tuple[float, float]:
    """Seconds of processor time and megabytes; 0 for a process that has ended."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0, 0
    fields = stat.rpartition(")")[2].split()  # from the third field on; see proc(5)
    ticks, pages = int(fields[11]) + int(fields[12]), int(fields[21])
    megabytes = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return ticks / os.sysconf("SC_CLK_TCK"), megabytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "many.jsonl"
        size = written(path, options.reports)
        print(f"{machine()}\n\n{options.reports:,} reports, {size / 1e6:.0f} MB of .jsonl\n")
        rows, before = [], Point(0, 0)
        for point in load(path, Path(folder) / "store", options.reports, options.jobs):
            some = point.done - before.done
            rows.append(
                [
                    f"{point.done:,}",
                    f"{some / (point.seconds - before.seconds):.0f}",
                    f"{1000 * (point.reading - before.reading) / some:.1f}",
                    f"{1000 * (point.writing - before.writing) / some:.1f}",
                    f"{point.writer:.0f}",
                    f"{point.together:.0f}",
                ]
            )
            before = point
        kept = sum(file.stat().st_size for file in Path(folder, "store").rglob("*"))
        columns = ["reports", "a second", "ms to read", "ms to write", "MB, writer", "MB, together"]
        print(f"{markdown(columns, rows)}\n\nThe store takes {kept / 1e6:,.0f} MB.")


if __name__ == "__main__":
    main()
