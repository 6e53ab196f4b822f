"""Can chithi be brought down: what others notice while hostile queries run without pause.

    python -m bench.hostile [--quads 300000] [--seconds 600] [--quiet 60] [--clients 4]

A client asks questions of the catalogue, one after another, first in quiet, then while others ask
what no server can answer (`bench/hostile_queries.py`) with `?timeout=2`, each again as soon as it
has ended. Of those is told how they ended and how long after their limit, of the server its
processes, open files and memory. At the end a client asks each once more and goes away: its
query should stop. The server is ended where it leaves the machine less than `--spare` gigabytes.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import sleep
from typing import Any

from bench.corpus import machine
from bench.hostile_clients import ask, attack, leave, paths
from bench.hostile_queries import HOSTILE
from bench.hostile_told import hostile_told, questions_told, server_told
from bench.made import made, option
from bench.processes import Seen, kill, rest, seen, shared_out
from bench.servers import Running, chithi, versions

QUADS = 300_000
SETTLES = 15  # seconds that a server gets to come to rest
LEAVES = 0.5  # seconds after which a client goes away


def watched(running: Running, work: Sequence[Future[Any]], spare: float) -> list[Seen]:
    """The server's processes, each half second while there is work.

    Ends the server where the machine has less than `spare` gigabytes left.
    """
    told = []
    while not all(one.done() for one in work):
        told.append(seen(running.process))
        if (left := _available()) < spare and told[-1].processes:
            print(f"the server takes too much, and is ended: {told[-1]}; {left:.1f} GB left\n")
            kill(running.process)
        sleep(0.5)
    return told


def _available() -> float:
    lines = Path("/proc/meminfo").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable")) / 1e6


def gone(running: Running) -> dict[str, float]:
    """Seconds until the server has no work left after a client has gone, by kind of query."""
    found: dict[str, float] = {}
    for kind in HOSTILE:
        if not seen(running.process).processes or rest(running.process, SETTLES) >= SETTLES:
            break
        leave(running.port, kind, LEAVES)
        found[kind] = rest(running.process, SETTLES)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    option(parser, QUADS)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--quiet", type=float, default=60)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--spare", type=float, default=4)
    options = parser.parse_args()
    given = made(options.quads, options.made)
    asked = paths(given.lists(), 3000)
    spawned = get_context("spawn")
    with (
        ProcessPoolExecutor(options.clients + 1, mp_context=spawned) as pool,
        chithi(given) as running,
    ):
        everyone = range(options.clients + 1)
        for one in [pool.submit(ask, running.port, asked[n::7], 1) for n in everyone]:
            one.result()  # the server and its clients are awake
        before, begin = seen(running.process), shared_out(running.process)
        quiet = pool.submit(ask, running.port, asked, options.quiet).result()
        hostile = [
            pool.submit(attack, running.port, n * len(HOSTILE) // options.clients, options.seconds)
            for n in range(options.clients)
        ]
        sleep(1)
        loud = pool.submit(ask, running.port, asked, options.seconds - 1)
        beside = watched(running, [*hostile, loud], options.spare)
        settled = rest(running.process, SETTLES)
        after, end = seen(running.process), shared_out(running.process)
        left = gone(running)
    quarter = len(beside) // 4
    moments: dict[str, Seen | Sequence[Seen]] = {
        "before": before,
        "beside hostile, first quarter, most": beside[:quarter],
        "last quarter, most": beside[-quarter:] if quarter else [],
        "after": after,
    }
    print(f"{machine()}\n\n{versions(None)}\n")
    print(
        f"{given.quads:,} quads; {options.clients} hostile clients for {options.seconds:g} s; "
        f"shared pages counted once, {begin:,.0f} MB before, {end:,.0f} MB after; "
        f"at rest {settled:.1f} s after the last hostile query\n"
    )
    print(questions_told(quiet, loud.result()), "\n")
    print(hostile_told([ended for one in hostile for ended in one.result()], left), "\n")
    print(server_told(moments))


if __name__ == "__main__":
    main()
