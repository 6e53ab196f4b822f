"""Load many reports through the store, beside Oxigraph's own `bulk_load` of the same quads.

    make bench
    python -m bench.load [--reports 1000]

The samples are told again with other names and dates, so that the store meets new people and new
meetings in bodies that it knows. Extraction is not timed (bench/extract.py). `bulk_load` only
writes quads; the store besides replaces named graphs one by one, keeps each triple once in the
default graph, and derives the direct triples: the ratio is the price of that.
"""

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import pyoxigraph as ox

from bench.corpus import SAMPLES, machine, markdown, reports
from graph_api.store.embedded import Store
from loaders.extract import extract
from loaders.model import Extraction, Report
from loaders.triples import nquads
from ontology.terms import BASE, Iris

MIDDLE = ("Văn", "Thị", "Đức", "Hữu", "Minh", "Ngọc", "Quang", "Thanh", "Xuân", "Như")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh", "Lan", "Mai", "Nam", "Oanh", "Phúc")
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
YEAR = re.compile(r"\b(20[12]\d)\b")


def people(extraction: Extraction) -> set[str]:
    """The names of persons that a report tells."""
    held = {post.person.name for post in extraction.posts}
    return held | {part.person.name for part in extraction.participations}


def retold(reports: Sequence[Report], count: int) -> Iterator[Report]:
    """`count` reports: these over and over, each time with other persons and years."""
    draw = random.Random(2026)
    known = [(report, people(extract(report))) for report in reports]
    for number, (report, names) in enumerate(islice(cycle(known), count)):
        text = report.text
        for name in sorted(names):
            other = " ".join(map(draw.choice, (FAMILY, MIDDLE, MIDDLE, GIVEN)))
            text = text.replace(name, other)
        shift = draw.randrange(-8, 9)
        pieces = YEAR.split(text)  # years at odd places
        pieces[1::2] = [str(int(year) + shift) for year in pieces[1::2]]
        yield replace(report, name=f"{report.name}-{number}", text="".join(pieces))


def put_all(told: Sequence[tuple[str, str]], folder: Path) -> float:
    """Seconds to open a store, put (IRI, N-Quads) of each report and close it."""
    start = perf_counter()
    with Store.open(folder) as store:
        for iri, quads in told:
            store.put(iri, quads)
    return perf_counter() - start


def quads_in(folder: Path, count: int) -> int:
    """How many quads a store holds; it must hold `count` reports."""
    with Store.open(folder) as store:
        assert len(store.reports()) == count, "the store lost a report"
        return len(store.dataset)


def bulk_load(told: Sequence[tuple[str, str]], folder: Path) -> tuple[float, int]:
    """Seconds to load the same quads at once with Oxigraph alone; quads."""
    data = "".join(quads for _, quads in told).encode()
    start = perf_counter()
    store = ox.Store(str(folder))
    store.bulk_load(BytesIO(data), format=ox.RdfFormat.N_QUADS)
    store.flush()
    return perf_counter() - start, len(store)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    options = parser.parse_args()
    iris = Iris(BASE)
    told = [
        (iris.report(report.name), nquads(extract(report)))
        for report in retold(reports(SAMPLES), options.reports)
    ]
    with TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        ours, again = put_all(told, place), put_all(told, place)
        stored = quads_in(place, len(told))
        theirs, plain = bulk_load(told, Path(folder) / "oxigraph")

    def row(name: str, spent: float, quads: int) -> list[str]:
        each = len(told) / spent
        return [name, f"{spent:.2f}", f"{each:,.0f}", f"{quads:,}", f"{spent / theirs:.1f}x"]

    print(f"{machine()}\n\n{len(told):,} reports, on disk\n")
    columns = ["", "seconds", "reports/s", "quads stored", "ratio"]
    rows = [
        row("bulk_load of the reports' quads", theirs, plain),
        row("the store, report by report", ours, stored),
        row("the same reports again", again, stored),
    ]
    print(markdown(columns, rows))


if __name__ == "__main__":
    main()
