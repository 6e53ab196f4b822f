"""The reports that are measured, the machine, and how a measurement is printed."""

import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from loaders.model import Report
from loaders.read import find_files, read

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SHARED = ROOT.parent / "shared" / "reports"


def reports(folder: Path) -> list[Report]:
    """The reports below a folder, in the order of their paths; what cannot be read is left out."""
    files, _ = find_files([folder])
    return [item for file in files if isinstance(item := read(file), Report)]


def one_core() -> str:
    """Keep this process to one core; says whether that worked."""
    if not hasattr(os, "sched_setaffinity"):
        return "not pinned to a core"
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    return "pinned to one core"


def machine() -> str:
    """Date, processor and Python, for the line above a table."""
    cpu = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        cpu = next(
            (line.partition(": ")[2] for line in lines if line.startswith("model name")), cpu
        )
    today = datetime.now(tz=UTC).date().isoformat()
    return f"{today}, {os.cpu_count()} x {cpu}, Python {platform.python_version()}"


def spread(reports: Sequence[Report], count: int) -> list[Report]:
    """`count` of the reports, evenly spread over the whole."""
    if len(reports) <= count:
        return list(reports)
    return [reports[index * len(reports) // count] for index in range(count)]


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table with its columns aligned: the first to the left, numbers to the right."""
    table = [list(header), *map(list, rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(header))]

    def lines() -> Iterator[str]:
        for index, row in enumerate(table):
            first, *rest = zip(row, widths, strict=True)
            cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
            yield "| " + " | ".join(cells) + " |"
            if index == 0:
                rules = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
                yield "| " + " | ".join(rules) + " |"

    return "\n".join(lines())
