"""Search in invented names and texts by the index, beside SPARQL over the same labels.

    python -m bench.search [--reports 4500] [--times 100]

The baseline is what a store answers without an index: `CONTAINS(LCASE(?label), ...)` over the
labels in the same Oxigraph in memory, at most 50 of them in any order; it minds tone marks and
knows no texts. Times are of the clock, in milliseconds, and of the processor for what is written.
"""

import argparse
import gc
import random
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from bench.corpus import machine, markdown
from bench.search_world import OFTEN, Telling, stored
from graph_api.reading import rows
from graph_api.search_index import Index
from graph_api.search_reader import SearchReader
from graph_api.store.embedded import Store
from loaders.model import Extraction
from loaders.triples import nquads
from ontology.terms import ascii_fold

LABELS = "foaf:name skos:prefLabel dcterms:title rdfs:label ct:text"
QUANTILES = (0.5, 0.95, 0.99)


def asked(told: Sequence[Extraction], times: int) -> dict[str, tuple[list[str], str]]:
    """What is asked for by what it is, with the kind that is asked for, if any."""
    draw = random.Random(7)

    def some(one: Callable[[Extraction], str]) -> list[str]:
        return [ascii_fold(one(draw.choice(told))) for _ in range(times)]

    def row(one: Extraction, count: int) -> str:
        words = one.report.text.split()
        start = draw.randrange(20, len(words) - count)
        return " ".join(words[start : start + count])

    def person(one: Extraction) -> str:
        return draw.choice(one.participations).person.name

    often = ascii_fold(OFTEN).split()
    pairs = [" ".join(draw.sample(often, 2)) for _ in range(times)]
    known = [" ".join(often[place : place + 2]) for place in range(0, len(often), 2)]
    return {
        "a person's name": (some(person), ""),
        "a name that is unfinished": (some(lambda one: person(one)[:-1]), ""),
        "a body's name": (some(lambda one: draw.choice(one.posts).organisation.name), ""),
        "initials": (["skhcn", "khcn", "ubnd", "so khcn", "ttdl", "hdnd"], ""),
        "a document's number": (some(lambda one: draw.choice(one.citations).number), ""),
        "a word that is everywhere": (["nguyen", "tran", "van", "hoi", "dang", "uy"], ""),
        "two such, in a row": (known, ""),
        "two such, apart": (pairs, ""),
        "one letter": (list("abcdghklmnopqstuvx"), ""),
        "two or three letters": (["ng", "ngu", "th", "tha", "tr", "kh", "ho", "nguy", "truo"], ""),
        "three words of a text": (some(lambda one: row(one, 3)), ""),
        "eight words of a text": (some(lambda one: row(one, 8)), ""),
        "words that no thing has": (["khongcogi", "nguyen khongcogi", "zzz dang uy"], ""),
        "everywhere, reports alone": (["nguyen", "hoi nghi", "dang uy", *pairs], "report"),
        "everywhere, directives alone": (["nguyen", "hoi nghi", "dang uy", *pairs], "directive"),
    }


def spent(work: Callable[[str], object], words: Sequence[str], times: int) -> list[str]:
    """Milliseconds at the quantiles, each word in turn."""
    for word in words[:3]:
        work(word)
    took = []
    for number in range(times):
        start = perf_counter()
        work(words[number % len(words)])
        took.append(1000 * (perf_counter() - start))
    took.sort()
    return [f"{took[int(place * (len(took) - 1))]:.1f}" for place in QUANTILES]


def contains(store: Store, word: str) -> int:
    predicates = " ".join(LABELS.split())
    return len(
        rows(
            store,
            f"SELECT ?s ?label {{ VALUES ?p {{ {predicates} }} ?s ?p ?label "
            f'FILTER(CONTAINS(LCASE(STR(?label)), "{word}")) }} LIMIT 50',
        )
    )


def written(name: str, work: Callable[[], int]) -> list[str]:
    start, used = perf_counter(), process_time()
    things = work()
    clock, processor = perf_counter() - start, process_time() - used
    return [name, f"{things:,}", f"{1000 * clock:,.1f}", f"{1000 * processor:,.1f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=4500)
    parser.add_argument("--times", type=int, default=100)
    options = parser.parse_args()
    told = list(Telling().reports(options.reports + 20))
    told, later = told[: options.reports], told[options.reports :]
    store = stored(told)
    gc.freeze()  # what is drawn is not looked through again and again
    with TemporaryDirectory() as folder:
        path = Path(folder) / "search.sqlite"
        with Index(path) as index:
            print(f"{machine()}\n\n{options.reports:,} reports, {len(store.dataset):,} quads\n")
            table = [written("from empty", lambda: index.sync(store))]
            table.append(written("nothing new, all compared", lambda: index.sync(store)))
            more = []
            for one in later:
                iri = store.iris.report(one.report.name)
                store.put(iri, nquads(one))
                more.append(written("one report more", partial(index.sync, store, [iri])))
            more.sort(key=lambda row: float(row[-1].replace(",", "")))
            table += [more[len(more) // 2], ["the slowest of twenty", *more[-1][1:]]]
            store.retract(iri)
            table.append(written("one report gone", partial(index.sync, store, [iri])))
            store.put(iri, nquads(later[-1]))
            table.append(written("one more, all compared", lambda: index.sync(store)))
        start = perf_counter()
        Index(path).close()
        opened = f"opened and checked in {1000 * (perf_counter() - start):.0f} ms"
        print(markdown(["sync", "things", "ms", "ms of the processor"], table))
        print(f"\n{path.stat().st_size / 1e6:,.0f} MB, {opened}\n")
        reader = SearchReader(path)
        columns = ["find", *(f"p{100 * place:g}" for place in QUANTILES)]
        every = ["nguyễn", "hội nghị", "đặng thị", "văn oanh", "khongcogi"]
        found = []
        for name, (words, kind) in asked(told, options.times).items():
            find = partial(reader.find, store, limit=50, kind=kind)
            found.append([name, *spent(find, words, options.times)])
        slow = spent(partial(contains, store), every, 10)
        found.append(["CONTAINS in SPARQL, labels alone", *slow])
        print(markdown(columns, found))
        reader.close()


if __name__ == "__main__":
    main()
