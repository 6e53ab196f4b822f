"""Answers over HTTP: chithi beside other servers, on the same triples, asked the same.

    python -m bench.serve [--quads 2000000] [--servers chithi,oxigraph,rdflib-endpoint,virtuoso]
        [--rdflib-endpoint PYTHON] [--seconds 5] [--connections 1,8,32] [--pages 20]

Each server holds the default graph of a store of invented reports (`bench/made.py`) and is asked
what `bench/asked.py` asks, with wrk, while the processes of the others are stopped. Before that its
answers are counted beside those of Oxigraph in this process: who answers less is not faster.
PYTHON is that of an environment in which rdflib-endpoint is installed. Pages of chithi are
fetched one by one.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from time import perf_counter
from urllib.parse import quote

import pyoxigraph as ox

from bench.asked import KINDS, MIXED, queries, words
from bench.corpus import machine, markdown
from bench.drive import Load
from bench.made import Lists, Made, made, option
from bench.processes import rest, shared_out
from bench.servers import JSON, RESULTS, Missing, Running, alone, servers, versions
from bench.targets import SEARCH, Table, reached, rows
from bench.visit import COLUMNS, Client, bare, pages, questions, visited

PATHS = 20_000  # of a kind: more than are asked in one measurement
CHECKED = 10  # queries of a kind whose answers are counted
SEED = 4
WARM_UP = 1
FEW, LONGER = 5, 6  # so few answers are counted again, over a time that much longer
LONGEST = 90


def counted(given: Made, lists: Lists) -> dict[str, int]:
    """Some queries, and how many rows Oxigraph answers."""
    store = ox.Store()
    store.bulk_load(path=str(given.default), format=ox.RdfFormat.N_TRIPLES)
    found = {}
    for kind in KINDS:
        for query in islice(queries(kind, lists, random.Random(SEED)), CHECKED):
            solutions = store.query(query)
            assert isinstance(solutions, ox.QuerySolutions)
            found[query] = sum(1 for _ in solutions)
    return found


def differing(running: Running, known: dict[str, int]) -> int:
    """How many queries a server answers with another number of rows."""
    wrong = 0
    with Client(running.port) as client:
        for query, count in known.items():
            status, body, _ = client.get(running.path(query), RESULTS)
            given = len(json.loads(body)["results"]["bindings"]) if status == 200 else -1
            if given != count:
                wrong += 1
                print(f"{running.name}: status {status}, {given} rows, not {count}:\n{query}\n")
    return wrong


def loads(running: Running, given: Made, lists: Lists) -> dict[str, Load]:
    """What a server is asked, by kind."""
    folder, found = given.folder / "wrk", {}
    for kind in (*KINDS, "mixed"):
        draw = random.Random(f"{SEED} {kind}")
        paths = map(running.path, islice(queries(kind, lists, draw), PATHS))
        name = f"{running.name}-{kind}"
        found[kind] = Load(folder, name, running.port, paths, RESULTS)
    if running.name == "chithi":
        draw = random.Random(SEED)
        asked = (f"/search?format=json&q={quote(words(lists, draw))}" for _ in range(PATHS))
        found[SEARCH] = Load(folder, "chithi-search", running.port, asked, JSON)
    return found


def measured(
    given: Made, lists: Lists, up: list[Running], connections: list[int], seconds: float
) -> Table:
    """Each kind over each number of connections, the servers one right after the other.

    So what else the machine does meets them alike. A server that would not have done with its
    requests within `LONGEST` seconds is left out there.
    """
    asked = {running.name: loads(running, given, lists) for running in up}
    table: Table = {running.name: {} for running in up}
    for kind in (*KINDS, "mixed", SEARCH):
        for turn, number in enumerate(connections):
            for running in (one for one in up if kind in asked[one.name]):
                own, load = table[running.name], asked[running.name][kind]
                before = own.get((kind, connections[turn - 1])) if turn else None
                if before and number / before.rate > LONGEST:
                    continue
                with alone(running, up):
                    if not turn:
                        load.wake(WARM_UP)
                    found = load.run(number, seconds, (turn + 1) / (len(connections) + 1))
                    if found.answers < FEW:
                        rest(running.process, LONGEST)
                        found = load.run(number, seconds * LONGER)
                own[kind, number] = found
                print(f"{kind} {number} {running.name}: {found}", file=sys.stderr, flush=True)
    return table


def told_of_pages(running: Running, given: Made, lists: Lists, each: int) -> str:
    """The table of chithi's pages."""
    kinds = {
        **pages(lists, given.reports, random.Random(SEED)),
        **questions(lists, random.Random(SEED)),
        **bare(),
    }
    return markdown(COLUMNS, (page.row() for page in visited(running.port, kinds, each)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    option(parser)
    parser.add_argument("--servers", default="chithi,oxigraph,rdflib-endpoint,virtuoso")
    parser.add_argument("--rdflib-endpoint", type=Path, help="a Python that has it")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", default="1,8,32")
    parser.add_argument("--pages", type=int, default=20, help="of each kind; 0 for none")
    options = parser.parse_args()
    given = made(options.quads, options.made)
    lists = given.lists()
    known = counted(given, lists)
    connections = [int(number) for number in options.connections.split(",")]
    print(f"{machine()}\n\n{versions(options.rdflib_endpoint)}\n")
    print(
        f"{given.reports:,} invented reports, {given.quads:,} quads, of which {given.triples:,} in "
        f"the default graph; {options.seconds:g} s each; mixed: "
        + ", ".join(f"{share} % {kind}" for kind, share in MIXED.items())
        + "\n"
    )
    with ExitStack() as stack:
        up = list(_started(options, given, known, stack))
        table = measured(given, lists, up, connections, options.seconds)
        print(markdown(*rows(table)), "\n")
        print(markdown(*reached(table)), "\n")
        for running in up:
            if running.name == "chithi" and options.pages:
                with alone(running, up):
                    print(told_of_pages(running, given, lists, options.pages))


def _started(
    options: argparse.Namespace, given: Made, known: dict[str, int], stack: ExitStack
) -> Iterator[Running]:
    """The servers that are asked for and installed; they end with the stack."""
    starts = servers(options.rdflib_endpoint)
    for name in options.servers.split(","):
        if name not in starts:
            print(f"{name}: left out (rdflib-endpoint needs --rdflib-endpoint PYTHON)\n")
            continue
        begin = perf_counter()
        try:
            running = stack.enter_context(starts[name](given))
        except Missing as error:
            print(f"{error}: left out\n")
            continue
        ready = perf_counter() - begin
        wrong = differing(running, known)
        print(
            f"{name}: ready after {ready:.0f} s, {shared_out(running.process):,.0f} MB, "
            f"{wrong} of {len(known)} answers differ\n"
        )
        yield running


if __name__ == "__main__":
    main()
