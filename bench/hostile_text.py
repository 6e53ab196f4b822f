"""How long hostile texts take from raw text to quads: time must grow in line with the text.

    python -m bench.hostile_text [--size 1000000] [--limit 60] [KIND ...]

A table with a row a kind: CPU seconds from raw text to N-Quads at the full size, how much more than
at a quarter of it (4 is linear, 16 the square), and the step that took the most. What would take
longer than the limit is told at the largest size below it.
"""

import argparse
import signal
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import process_time
from types import FrameType, FunctionType
from typing import ParamSpec, TypeVar
from unittest.mock import patch

import loaders.extract
from bench.corpus import machine, markdown
from bench.hostile_kinds import hostile, kinds
from loaders.clean import clean
from loaders.model import Report
from loaders.repair import repair
from loaders.triples import nquads

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reading:
    """CPU seconds of reading a text, in all and by step."""

    seconds: float
    steps: Mapping[str, float]


def read(raw: str) -> Reading:
    """Repair, clean, extract and write a raw text, each step timed."""
    steps: defaultdict[str, float] = defaultdict(float)
    start = process_time()
    with _timed(steps):
        whole = _timing("repair", repair, steps)(raw).text
        text = _timing("clean", clean, steps)(whole)
        said = loaders.extract.extract(Report("hostile", text))
        _timing("nquads", nquads, steps)(said)
    return Reading(process_time() - start, steps)


@contextmanager
def _timed(steps: defaultdict[str, float]) -> Iterator[None]:
    """Every step that `extract` calls adds its time to `steps`."""
    timing = {
        name: _timing(name, step, steps)
        for name, step in vars(loaders.extract).items()
        if name != "extract" and isinstance(step, FunctionType | type)
        if step.__module__.startswith("loaders.") and step.__module__ != "loaders.model"
    }
    with patch.dict(vars(loaders.extract), timing):
        yield


def _timing(name: str, step: Callable[P, T], steps: defaultdict[str, float]) -> Callable[P, T]:
    def timed(*args: P.args, **kwargs: P.kwargs) -> T:
        start = process_time()
        try:
            return step(*args, **kwargs)
        finally:
            steps[name] += process_time() - start

    return timed


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """Raises `TimeoutError` after so much CPU time, also within a regular expression."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def row(kind: str, size: int, limit: float) -> list[str]:
    """What stands in the table for a kind."""
    before = last = Reading(0, {})
    reached, fault = 0, ""
    for part in (64, 16, 4, 1):
        try:
            with _at_most(limit):
                now = read(hostile(kind, size // part))
        except TimeoutError:
            break
        except Exception as error:  # noqa: BLE001 - what fails is told, and the next kind is read
            fault = type(error).__name__
            break
        before, last, reached = last, now, size // part
        if part > 1 and now.seconds * 4 > limit:
            break
    if fault:
        return [kind, "fault", f"{size // part:,}", "", fault]
    if not reached:
        return [kind, f"> {limit:.0f}", f"{size // part:,}", "", ""]
    name = max(last.steps, key=lambda step: last.steps[step], default="")
    growth = last.seconds / before.seconds if before.seconds else 0
    share = last.steps.get(name, 0) / last.seconds if last.seconds else 0
    return [kind, f"{last.seconds:.2f}", f"{reached:,}", f"{growth:.1f}", f"{name} {share:.0%}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=60)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    options = parser.parse_args()
    read(hostile("samples", 10_000))  # the tables are read and the patterns compiled
    chosen = options.kinds or kinds()
    rows = [row(kind, options.size, options.limit) for kind in chosen]
    print(machine() + "\n")
    print(markdown(["kind", "seconds", "code points", "for 4 x", "most in"], rows))


if __name__ == "__main__":
    main()
