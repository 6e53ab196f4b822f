"""A network of a million edges, analysed as the server has it analysed: time and memory.

    python -m bench.network [--meetings 90000] [--people 100000]

Invented meetings of two to nine people, most of them of one place, go into a store; then the
analysis is made in the process that the server would start, and asked for as a worker asks.
"""

import argparse
import os
import random
import resource
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from bench.corpus import machine
from graph_api.address import Addresses
from graph_api.graph.network.answer import Keeping, shown
from graph_api.graph.network.question import Measure, Network
from graph_api.store import Snapshot, Store, current
from graph_api.store.place import quads_folder
from ontology.terms import Iris, expand, part

IRIS = Iris()
SEED = 2026
PLACES = 1_000


def quads(meetings: int, people: int) -> Iterator[str]:
    """The participations of invented meetings, as N-Triples."""
    draw = random.Random(SEED)
    participant, meeting, part_, day = (
        f"<{expand(name)}>"
        for name in ("ct:participant", "ct:meeting", "ct:part", "schema:startDate")
    )
    a_date = f"^^<{expand('xsd:date')}>"
    attends = f"<{part('attend')}>"
    each = people // PLACES
    for number in range(meetings):
        place = draw.randrange(PLACES)
        where = f"<{IRIS.base}meeting/{number}>"
        date = f"{draw.randrange(2010, 2026)}-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}"
        yield f'{where} {day} "{date}"{a_date} .\n'
        for seat in range(draw.choice((2, 4, 6, 6, 8, 9))):
            local = draw.random() < 0.8
            size, first = (each, place * each) if local else (people, 0)
            who = first + int(size * draw.random() ** 2)  # some are at many meetings
            fact = f"<{IRIS.base}participation/{number}-{seat}>"
            yield f"{fact} {participant} <{IRIS.base}person/{who}> .\n"
            yield f"{fact} {meeting} {where} .\n"
            yield f"{fact} {part_} {attends} .\n"


def main() -> None:
    given = argparse.ArgumentParser()
    given.add_argument("--meetings", type=int, default=90_000)
    given.add_argument("--people", type=int, default=100_000)
    given.add_argument("--store", type=Path)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.store or Path(scratch) / "store"
        if not folder.exists():
            Store.open(folder).close()
            with (Path(scratch) / "made.nt").open("w", encoding="utf-8") as file:
                file.writelines(quads(options.meetings, options.people))
            store = ox.Store(str(quads_folder(folder)))
            store.bulk_load(path=file.name, format=ox.RdfFormat.N_TRIPLES)
            store.flush()
            del store
            (folder / "current").unlink(missing_ok=True)
        current(folder)
        print(f"{machine()}\n")
        _measure(folder)


def _measure(folder: Path) -> None:
    with Snapshot.open(folder) as store:
        place, network = Addresses(store.iris.base), Network()
        began = perf_counter()
        keeping = Keeping(wait=600.0)
        graph = shown(store, place, network, Measure.DEGREE, 200, keeping)
        first = perf_counter() - began
        took = []
        for measure in list(Measure) * 5:
            began = perf_counter()
            shown(store, place, network, measure, 200, keeping)
            took.append(perf_counter() - began)
    with suppress(ChildProcessError):
        os.wait()  # what analysed; its memory is told when it has ended
    made = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("| what | |\n|---|---|")
    print(f"| network | {graph.notes[0].partition(' · ')[0]} |")
    print(f"| analysed, from the first request to its answer | {first:.1f} s |")
    print(f"| most memory of the process that analyses | {made.ru_maxrss / 1e6:.2f} GB |")
    middle, slowest = statistics.median(took) * 1e3, max(took) * 1e3
    print(f"| asked again, 200 nodes: median, slowest | {middle:.0f}, {slowest:.0f} ms |")


if __name__ == "__main__":
    main()
