"""Clients of a server under attack: one asks the catalogue, others what cannot be answered."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from itertools import cycle, islice
from time import monotonic, sleep
from typing import Final
from urllib.parse import quote

from bench.hostile_queries import HOSTILE
from bench.made import Lists
from bench.servers import HOST, RESULTS
from bench.visit import Client

LIMIT: Final = 2  # seconds that a hostile query is given
NO_END: Final = "no end"
HALF: Final = "200, HALF"
ASKED: Final = {
    "chaired?organisation=": "organiser",
    "posts-held?person=": "person",
    "hierarchy-above?organisation=": "organiser",
    "cited-in?document=": "document",
    "participation?report=": "report",
    "directives?report=": "report",
}
"""Questions of the catalogue, and the list of what each is asked for, by IRI."""

_PATIENCE = 15  # seconds after its limit that a hostile client waits
_THINKS = 0.005  # seconds between a client's questions
_REFUSED = 0.05  # what ends sooner was not begun: the server has enough to do


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the catalogue: milliseconds, and its status (0: no answer)."""

    kind: str
    spent: float
    status: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How a hostile query ended, and after how many seconds."""

    kind: str
    how: str
    after: float


def paths(lists: Lists, count: int) -> list[tuple[str, str]]:
    """Questions of the catalogue by turns: kind, path."""
    draw = random.Random(1)
    return [
        (kind, f"/queries/{kind}{quote(draw.choice(lists[ASKED[kind]]), safe='')}")
        for kind in islice(cycle(ASKED), count)
    ]


def ask(port: int, asked: Sequence[tuple[str, str]], seconds: float) -> list[Asked]:
    """Ask one question after another, for some seconds or as long as there is a server."""
    found: list[Asked] = []
    until = monotonic() + seconds
    for kind, path in cycle(asked):
        begin = monotonic()
        if begin > until:
            break
        try:
            with Client(port) as client:
                status = client.get(path, RESULTS)[0]
        except ConnectionRefusedError:
            break
        except (OSError, HTTPException):
            status = 0
        found.append(Asked(kind, 1000 * (monotonic() - begin), status))
        sleep(_THINKS)
    return found


def attack(port: int, first: int, seconds: float) -> list[Ended]:
    """Ask hostile queries without pause, by turns from the `first` on, for some seconds."""
    found: list[Ended] = []
    until = monotonic() + seconds
    for kind in islice(cycle(HOSTILE), first, None):
        begin = monotonic()
        if begin > until:
            break
        try:
            how = _asked(port, kind)
        except ConnectionRefusedError:
            break
        found.append(Ended(kind, how, monotonic() - begin))
        if found[-1].after < _REFUSED:
            sleep(_REFUSED)
    return found


def leave(port: int, kind: str, after: float) -> None:
    """Ask a hostile query and go away."""
    connection = HTTPConnection(HOST, port)
    connection.request("GET", _path(kind, 10 * LIMIT), headers={"Accept": RESULTS})
    sleep(after)
    connection.close()


def _asked(port: int, kind: str) -> str:
    """How a hostile query ends: its status, or what became of the connection."""
    connection = HTTPConnection(HOST, port, timeout=LIMIT + _PATIENCE)
    try:
        connection.request("GET", _path(kind, LIMIT), headers={"Accept": RESULTS})
        answer = connection.getresponse()
        tail = b""
        while piece := answer.read(1 << 16):
            tail = (tail + piece)[-8:]
    except ConnectionRefusedError:
        raise
    except TimeoutError:
        return NO_END
    except (OSError, HTTPException):
        return "broken off"
    finally:
        connection.close()
    whole = answer.status != 200 or tail.rstrip().endswith(b"]}}")
    return str(answer.status) if whole else HALF


def _path(kind: str, limit: float) -> str:
    return f"/sparql?timeout={limit}&query={quote(HOSTILE[kind], safe='')}"
