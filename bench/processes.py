"""What the kernel tells of a process and of all that it started, and they in turn."""

import os
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Seen:
    """A tree of processes at one moment.

    `megabytes` is resident memory added up, so that what forked processes share counts in each;
    `seconds` is processor time of those that live.
    """

    processes: int
    files: int
    megabytes: float
    seconds: float


def below(process: int) -> list[int]:
    """A process that lives and all that it started, they and what they started."""
    found, front = [], [process]
    while front:
        one = front.pop()
        try:
            tasks = list(Path(f"/proc/{one}/task").iterdir())
            started = [(task / "children").read_text(encoding="utf-8").split() for task in tasks]
        except OSError:
            continue  # it has ended
        found.append(one)
        front += [int(child) for children in started for child in children]
    return found


def seen(process: int) -> Seen:
    """The tree of a process, now; zeros where it has ended."""
    tree = below(process)
    files, megabytes, seconds = 0, 0.0, 0.0
    for one in tree:
        place = Path(f"/proc/{one}")
        try:
            fields = (place / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            files += sum(1 for _ in (place / "fd").iterdir())
        except OSError:
            continue
        seconds += (int(fields[11]) + int(fields[12])) / _TICK  # from the third field on; proc(5)
        megabytes += int(fields[21]) * _PAGE / 1e6
    return Seen(len(tree), files, megabytes, seconds)


def shared_out(process: int) -> float:
    """Megabytes of the tree, what processes share counted once (PSS); slow where much is mapped."""
    kilobytes = 0
    for one in below(process):
        try:
            lines = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1000
