"""Walks through the graph over HTTP: chithi's endpoints beside SPARQL that oxigraph is asked.

    python -m bench.graph [--quads 2000000] [--made FOLDER] [--seconds 5] [--connections 1,8]

Both servers hold the same triples and are asked of the same things, one right after the other,
while the processes of the other are stopped. The SPARQL asks for the edges with the labels of their
ends; chithi's answers hold dates, heads, evidence and places besides.
"""

import argparse
import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from bench.corpus import machine, markdown
from bench.drive import Load, Measured
from bench.made import Lists, Made, made, option
from bench.servers import JSON, RESULTS, Running, alone, chithi, oxigraph, versions
from ontology.terms import PREFIXES

SEED: Final = 5
PATHS: Final = 20_000
WARM_UP: Final = 3
AT: Final = 8
P99_MS: Final = 30
TIMES: Final = 3


@dataclass(frozen=True, slots=True)
class Walk:
    """The address of an endpoint, what it is asked of, and the same in SPARQL."""

    path: str
    parameters: dict[str, str]
    of: tuple[str, ...]
    sparql: str


_LABEL = "foaf:name|skos:prefLabel|rdfs:label|dcterms:title|ct:text"
_MOST = "LIMIT 10000000"  # a bound that no answer reaches: what follows is then looked up by key


def _levels(below: str, above: str, first: tuple[str, ...], then: str) -> str:
    """The edges within three steps of `$id`, both ways, each level by itself.

    `first` are the edges of what stands lowest, `then` leads on: paths of alternatives take
    oxigraph a hundred times as long.
    """
    found = []
    for edge in first:
        found += [
            f"{{ $id {edge} ?{above} BIND($id AS ?{below}) }}",
            f"{{ $id {edge} ?{below} . ?{below} {then} ?{above} }}",
            f"{{ $id {edge} ?between . ?between {then} ?{below} . ?{below} {then} ?{above} }}",
            f"{{ ?{below} {edge} $id BIND($id AS ?{above}) }}",
            f"{{ ?{above} {then} $id . ?{below} {edge} ?{above} }}",
            f"{{ ?between {then} $id . ?{above} {then} ?between . ?{below} {edge} ?{above} }}",
        ]
    return " UNION ".join(found)


_UNDER = _levels("child", "parent", ("ct:under",), "ct:under")
_CITES = _levels("citing", "cited", ("ct:cites", "eli:based_on"), "eli:based_on")
WALKS: Final = {
    "neighbours": Walk(
        "neighbours",
        {},
        ("person", "organiser", "meeting", "directive", "document"),
        f"""SELECT ?edge ?other ?label {{
  {{ SELECT DISTINCT ?edge ?other {{ {{ $id ?edge ?other }} UNION {{ ?other ?edge $id }}
    FILTER(isIRI(?other)) }} {_MOST} }}
  ?other {_LABEL} ?label }}""",
    ),
    "hierarchy, depth 3": Walk(
        "hierarchy",
        {"depth": "3"},
        ("parent", "organiser"),
        f"""SELECT ?child ?childName ?parent ?parentName {{
  {{ SELECT DISTINCT ?child ?parent {{ {_UNDER} }} {_MOST} }}
  ?child skos:prefLabel ?childName . ?parent skos:prefLabel ?parentName }}""",
    ),
    "citations, depth 3": Walk(
        "citations",
        {"depth": "3"},
        ("directive", "document"),
        f"""SELECT ?citing ?citingName ?cited ?citedName {{
  {{ SELECT DISTINCT ?citing ?cited {{ {_CITES} }} {_MOST} }}
  OPTIONAL {{ ?cited rdfs:label ?citedName }} OPTIONAL {{ ?citing {_LABEL} ?citingName }} }}""",
    ),
}


def things(walk: Walk, lists: Lists) -> Iterator[str]:
    """What is asked of, each kind as often as the others; the same for both servers."""
    draw = random.Random(f"{SEED} {walk.path}")
    while True:
        yield draw.choice(lists[draw.choice(walk.of)])


def paths(walk: Walk, running: Running, lists: Lists) -> Iterator[str]:
    """The addresses to ask a server."""
    used = "".join(
        f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items() if f"{name}:" in walk.sparql
    )
    for number, thing in zip(range(PATHS), things(walk, lists), strict=False):
        if running.name == "chithi":
            asked = urlencode({"id": thing, **walk.parameters}, quote_via=quote)
            yield f"/graph/{walk.path}?{asked}"
        else:
            yield running.path(f"{used}{walk.sparql.replace('$id', f'<{thing}>')}\n#{number}")


def measured(
    given: Made, up: list[Running], connections: list[int], seconds: float
) -> dict[tuple[str, int, str], Measured]:
    """By walk, connections and server."""
    lists, found = given.lists(), {}
    for name, walk in WALKS.items():
        for running in up:
            accept = JSON if running.name == "chithi" else RESULTS
            asked = paths(walk, running, lists)
            load = Load(given.folder / "wrk", f"graph-{running.name}", running.port, asked, accept)
            with alone(running, up):
                load.wake(WARM_UP)
                for turn, number in enumerate(connections):
                    one = load.run(number, seconds, (turn + 1) / (len(connections) + 1))
                    found[name, number, running.name] = one
                    print(f"{name} {number} {running.name}: {one}", file=sys.stderr, flush=True)
    return found


def rows(found: dict[tuple[str, int, str], Measured]) -> Iterator[list[str]]:
    """The table, ours and theirs beside each other."""
    for (name, number, server), one in found.items():
        times = [f"{value:.2f}" for value in (one.p50, one.p95, one.p99)]
        yield [name, str(number), server, f"{one.rate:.0f}", *times, str(one.errors)]


def reached(found: dict[tuple[str, int, str], Measured]) -> Iterator[list[str]]:
    """Each target, and whether it is reached."""
    for name in WALKS:
        ours, theirs = (found.get((name, AT, server)) for server in ("chithi", "oxigraph"))
        if ours:
            enough = "yes" if ours.p99 <= P99_MS and not ours.errors else "NO"
            yield [f"{name}: p99", f"<= {P99_MS} ms", f"{ours.p99:.1f} ms", enough]
        if ours and theirs:
            times = theirs.rate / ours.rate
            enough = "yes" if times <= TIMES else "NO"
            yield [f"{name}: x of oxigraph", f"<= {TIMES}", f"{times:.2f}", enough]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    option(parser)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--connections", default="1,8")
    options = parser.parse_args()
    given = made(options.quads, options.made)
    print(f"{machine()}\n\n{versions(None)}\n\n{given.quads:,} quads, {given.triples:,} triples\n")
    with ExitStack() as stack:
        up = [stack.enter_context(start(given)) for start in (chithi, oxigraph)]
        connections = [int(number) for number in options.connections.split(",")]
        found = measured(given, up, connections, options.seconds)
    header = ["", "connections", "server", "requests/s", "p50, ms", "p95", "p99", "errors"]
    print(markdown(header, rows(found)), "\n")
    print(markdown(["target", "wanted", "reached", ""], reached(found)))


if __name__ == "__main__":
    main()
