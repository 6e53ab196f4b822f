"""A process and all that it started, and they in turn: what the kernel tells of them, their end."""

import os
import signal
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")
_GRACE = 15  # seconds from SIGTERM to SIGKILL
_PAUSE = 0.25  # seconds between two looks at what a process does
_IDLE = 0.1  # of a processor: less is no work


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


def rest(process: int, most: float) -> float:
    """Wait until a process and its own have no work left; seconds that it took."""
    begin = monotonic()
    spent = seen(process).seconds
    while monotonic() < begin + most:
        sleep(_PAUSE)
        before, spent = spent, seen(process).seconds
        if spent - before <= _IDLE * _PAUSE:
            break
    return monotonic() - begin


def send(processes: Iterable[int], number: signal.Signals) -> None:
    """A signal to processes, of which some may have ended."""
    for one in processes:
        with suppress(ProcessLookupError):
            os.kill(one, number)


def kill(process: int) -> None:
    """End a process and its own at once."""
    send(below(process), signal.SIGKILL)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end, and end it and what is left of its own where it does not."""
    tree = below(process.pid)
    process.terminate()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    send(tree, signal.SIGKILL)
