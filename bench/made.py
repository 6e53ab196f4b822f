"""A store on disk that is filled with invented reports, made once and used again.

    python -m bench.made [--quads 2000000] [--made build/made-2000000]

Beside the store lies its default graph as N-Triples, to load other servers with, and lists of
what there is to ask for. The folder is made anew where it was made with other parameters or by
another version of the generator.
"""

import argparse
import hashlib
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import pyoxigraph as ox

from bench.corpus import ROOT, machine
from bench.invented import Told, tell
from bench.world import Paper, World, world
from graph_api.reading import rows, text
from graph_api.store.embedded import Store
from graph_api.store.place import FORMAT
from graph_api.store.statement import Statement, state
from loaders.triples import nquads
from ontology import authority
from ontology.literals import term
from ontology.terms import Iris

QUADS = 2_000_000
SEED = 2026
_QUADS_OF_A_REPORT = 750  # that a report adds: its own graph, new ones of the default graph, edges
_BASED_ON = term("eli:based_on")
_MOST = 5_000  # of each list

_LISTS = {
    "organiser": "SELECT ?x { ?meeting schema:organizer ?x }",
    "person": "SELECT ?x { ?post org:member ?x }",
    "parent": "SELECT DISTINCT ?x { ?one ct:under ?other . ?other ct:under ?x }",
    "directive": "SELECT DISTINCT ?x { ?x a ct:Directive ; ct:cites ?document }",
    "document": "SELECT DISTINCT ?x { ?x a ct:Document }",
    "meeting": "SELECT DISTINCT ?x { ?x a ct:Meeting }",
    "report": "SELECT DISTINCT ?x { ?x a ct:Report }",
    "person-name": "SELECT DISTINCT ?x { ?person foaf:name ?x }",
    "organisation-name": "SELECT DISTINCT ?x { ?body skos:prefLabel ?x }",
    "document-name": "SELECT DISTINCT ?x { ?document a ct:Document ; rdfs:label ?x }",
}

NAMES = ("person-name", "organisation-name", "document-name")
Lists = dict[str, list[str]]
"""What there is to ask for, by kind: IRIs, and names in the lists of `NAMES`.

Who holds many meetings, or many posts, stands there as often.
"""


@dataclass(frozen=True, slots=True)
class Made:
    """A folder that was made; `quads` of all graphs, `triples` of the default graph."""

    folder: Path
    reports: int
    quads: int
    triples: int

    @property
    def store(self) -> Path:
        return self.folder / "store"

    @property
    def default(self) -> Path:
        """The default graph in N-Triples."""
        return self.folder / "default.nt"

    def lists(self) -> Lists:
        lists: Lists = json.loads((self.folder / "lists.json").read_text(encoding="utf-8"))
        return lists


def made(quads: int = QUADS, folder: Path | None = None, seed: int = SEED) -> Made:
    """The folder with about so many quads: as it lies there, or made now."""
    folder = folder or ROOT / "build" / f"made-{quads}"
    mark, parameters = folder / "made.json", _parameters(quads, seed)
    if mark.exists():
        told = json.loads(mark.read_text(encoding="utf-8"))
        if told["parameters"] == parameters:
            return Made(folder, **told["holds"])
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise SystemExit(f"{folder}: not empty, and not made by this")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.write_text(json.dumps({"parameters": {}}), encoding="utf-8")  # in case it is left halfway
    holds = _fill(folder, quads // _QUADS_OF_A_REPORT, seed)
    said = {key: value for key, value in asdict(holds).items() if key != "folder"}
    mark.write_text(json.dumps({"parameters": parameters, "holds": said}), encoding="utf-8")
    return holds


def _parameters(quads: int, seed: int) -> dict[str, int | str]:
    here = Path(__file__).parent
    sources = b"".join(
        (here / name).read_bytes() for name in ("world.py", "invented.py", "made.py")
    )
    version = hashlib.sha256(sources).hexdigest()
    return {"quads": quads, "seed": seed, "format": FORMAT, "version": version}


def _fill(folder: Path, reports: int, seed: int) -> Made:
    empty = Made(folder, reports, 0, 0)
    with Store.open(empty.store) as store:
        done = Counter(store.put_many(statements(world(reports, seed), store.iris)))
        assert done.total() == reports, "a report was told twice"
        store.dataset.optimize()
        store.dataset.dump(empty.default, ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
        lists = _lists(store, random.Random(seed))
        quads = len(store.dataset)
    (folder / "lists.json").write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")
    with empty.default.open("rb") as file:
        triples = sum(1 for _ in file)
    return Made(folder, reports, quads, triples)


def _lists(store: Store, draw: random.Random) -> Lists:
    """Of each kind as many as are asked for at most, shuffled."""
    found = {name: sorted(text(row, "x") for row in rows(store, q)) for name, q in _LISTS.items()}
    return {name: draw.sample(all_, min(len(all_), _MOST)) for name, all_ in found.items()}


# -- what is stored --------------------------------------------------------------------------------


def statements(world: World, iris: Iris) -> Iterator[Statement]:
    """What each report of a world says, ready to be stored."""
    for number in range(world.reports):
        told = tell(world, number)
        yield state(iris.report(told.extraction.report.name), written(told, iris))


def written(told: Told, iris: Iris) -> str:
    """The N-Quads of a report.

    On what a document is based is no value of `loaders.model`, where the authority tables tell it
    of the documents that they hold: of invented ones these quads are added here.
    """
    graph = iris.report(told.extraction.report.name)
    lines = nquads(told.extraction, iris.base).splitlines(keepends=True)
    for pair in told.based_on:
        one, other = (_document(paper, iris, graph) for paper in pair)
        lines.append(f"<{one}> {_BASED_ON} <{other}> <{graph}> .\n")
    return "".join(sorted(lines))


def _document(paper: Paper, iris: Iris, report: str) -> str:
    """The IRI that `loaders.cited` gives to a document, its number, date and issuer told."""
    issuer = iris.organisation(paper.issuer.name, paper.issuer.scope, report)
    date = paper.date.isoformat()
    who = authority.identity(paper.type, paper.number, "", date, issuer=issuer, report=report)
    return iris.document(authority.parse_number(paper.number).label, *who)


# -- command ---------------------------------------------------------------------------------------


def option(parser: argparse.ArgumentParser, quads: int = QUADS) -> None:
    """The options of all that works on such a store."""
    parser.add_argument("--quads", type=int, default=quads, help="about how many the store holds")
    parser.add_argument("--made", type=Path, help="the folder that holds it, or will")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    option(parser)
    options = parser.parse_args()
    start = perf_counter()
    found = made(options.quads, options.made)
    size = sum(file.stat().st_size for file in found.store.rglob("*"))
    print(
        f"{machine()}\n\n{found.folder}: {found.reports:,} reports, {found.quads:,} quads, "
        f"{found.triples:,} triples in the default graph, {size / 1e6:,.0f} MB; "
        f"{perf_counter() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
