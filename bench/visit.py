"""Pages of chithi of every kind, fetched one by one: how long they take, and the slowest."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from statistics import median
from time import perf_counter
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote, unquote

from bench.asked import words
from bench.made import Lists
from bench.servers import HOST
from ontology.terms import BASE
from queries.catalogue import catalogue
from queries.question import Parameter, Type

PAGE: Final = "text/html"
TARGET_MS: Final = 50
_REPORTS_ON_A_PAGE = 50

Draw = Callable[[], str]
"""One path of a kind, another one each time."""


class Client:
    """One connection to a server."""

    def __init__(self, port: int, timeout: float = 120) -> None:
        self._connection = HTTPConnection(HOST, port, timeout=timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._connection.close()

    def get(self, path: str, accept: str) -> tuple[int, bytes, float]:
        """Status, body and milliseconds."""
        start = perf_counter()
        self._connection.request("GET", path, headers={"Accept": accept})
        answer = self._connection.getresponse()
        body = answer.read()
        return answer.status, body, 1000 * (perf_counter() - start)


@dataclass(frozen=True, slots=True)
class Visited:
    """Milliseconds of the pages of one kind in the order of asking; `bad` had no status 200."""

    kind: str
    times: list[float]
    bad: int

    def row(self) -> list[str]:
        times = sorted(self.times)
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        cells = [f"{value:.1f}" for value in (self.times[0], median(times), p95, times[-1])]
        reached = "yes" if times[-1] < TARGET_MS and not self.bad else "NO"
        return [self.kind, str(len(times)), str(self.bad), *cells, reached]


COLUMNS: Final = ("page", "asked", "not 200", "first, ms", "p50", "p95", "slowest", "< 50 ms")


def visited(
    port: int, kinds: Mapping[str, Draw], each: int, accept: str = PAGE
) -> Iterator[Visited]:
    """Ask for some pages of each kind; one that takes ten seconds is asked for once."""
    with Client(port) as client:
        for kind, draw in kinds.items():
            times: list[float] = []
            bad = 0
            while len(times) < each and sum(times) < 10_000:
                status, _, spent = client.get(draw(), accept)
                times.append(spent)
                bad += status != 200
            yield Visited(kind, times, bad)


def pages(lists: Lists, reports: int, draw: random.Random) -> dict[str, Draw]:
    """Pages of every kind, those of the catalogue apart."""

    def thing(name: str) -> Draw:
        return lambda: "/id/" + draw.choice(lists[name]).removeprefix(BASE)

    def graph(view: str, name: str) -> Draw:
        return lambda: f"/graph/{view}?id={quote(draw.choice(lists[name]), safe='')}"

    return {
        "/": lambda: "/",
        "/reports": lambda: "/reports",
        "/reports?start=": lambda: f"/reports?start={draw.randrange(max(1, reports))}",
        "/reports/NAME": lambda: (
            "/" + draw.choice(lists["report"]).removeprefix(BASE).replace("report/", "reports/", 1)
        ),
        "/search?q=": lambda: "/search?q=" + quote(words(lists, draw)),
        "/queries": lambda: "/queries",
        "/id/person": thing("person"),
        "/id/org": thing("organiser"),
        "/id/org, upper": thing("parent"),
        "/id/meeting": thing("meeting"),
        "/id/directive": thing("directive"),
        "/id/document": thing("document"),
        "/graph/neighbours": graph("neighbours", "organiser"),
        "/graph/hierarchy": graph("hierarchy", "parent"),
        "/graph/citations": graph("citations", "document"),
    }


def questions(lists: Lists, draw: random.Random) -> dict[str, Draw]:
    """The questions of the catalogue, each asked by name for a thing: the first that it takes."""
    found: dict[str, Draw] = {}
    for asked in catalogue().values():
        parameters = sorted(asked.parameters, key=lambda parameter: not parameter.required)
        for parameter in parameters[:1]:
            kind = f"/queries/{asked.name}?{parameter.name}="
            found[kind] = partial(_question, kind, parameter, lists, draw)
    return found


def _question(kind: str, parameter: Parameter, lists: Lists, draw: random.Random) -> str:
    match parameter.type:
        case Type.PERSON | Type.AGENT:
            value = draw.choice(lists["person-name"])
        case Type.ORGANISATION | Type.WORDS:
            value = draw.choice(lists["organisation-name"])
        case Type.DOCUMENT:
            value = draw.choice(lists["document-name"])
        case Type.REPORT | Type.CITING:
            value = unquote(draw.choice(lists["report"]).rpartition("/")[2])
        case _:
            value = parameter.example
    return kind + quote(value, safe="")


def bare() -> dict[str, Draw]:
    """The questions that can be asked without a parameter: of all reports at once."""
    names = [
        asked.name
        for asked in catalogue().values()
        if not any(parameter.required for parameter in asked.parameters)
    ]
    return {f"/queries/{name}": partial(str, f"/queries/{name}") for name in names}
