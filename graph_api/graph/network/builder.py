"""Analyses networks: here, or in a process of its own that lives longer than who asks.

A worker is ended after some seconds and has little memory; a network of a million edges takes a
minute. So a worker starts `python -m graph_api.graph.network.builder`, which has limits of its own,
gives way to all others, and goes on when the worker is ended. Its input is a pickled `Order`.
"""

import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from graph_api import logs
from graph_api.graph.network.analysis import VERSION
from graph_api.graph.network.kept import Slot
from graph_api.graph.network.question import Network
from graph_api.reading import Reading
from graph_api.settings import Settings
from graph_api.store import Snapshot
from graph_api.store.place import is_remote

if TYPE_CHECKING:
    from graph_api.store.remote import RemoteStore

_LOG = logging.getLogger("graph_api.networks")  # not `__main__`
_STARTED: Final[list[subprocess.Popen[bytes]]] = []
"""Processes that were started here, until they have ended and are asked how."""


@dataclass(frozen=True, slots=True)
class Order:
    """What another process is to make: of the store at `place`, while it is of `generation`."""

    place: str
    base: str
    generation: str
    network: Network
    slot: Slot
    seconds: int
    memory_bytes: int


def slot(store: Reading, network: Network, folder: Path) -> Slot:
    """Where the analysis of a network is kept."""
    return Slot(folder, f"{VERSION}-{store.generation}", network.key)


def build(store: Reading, network: Network, at: Slot) -> None:
    """Analyse a network here, and keep what is found."""
    from graph_api.graph.network.analyse import analyse  # NumPy and networkx: a third of a second
    from graph_api.graph.network.memberships import memberships

    began = perf_counter()
    at.make(lambda part: analyse(memberships(store, network), part))
    _LOG.info("network %s: %.1f s", network.key, perf_counter() - began)


def build_apart(order: Order, lock: int) -> None:
    """Have a process do it, which holds the lock until it ends."""
    _STARTED[:] = [process for process in _STARTED if process.poll() is None]
    read, write = os.pipe()
    with os.fdopen(write, "wb") as told:  # far less than a pipe holds: nobody waits
        told.write(pickle.dumps(order))
    command = [sys.executable, "-m", __name__]
    with os.fdopen(read, "rb") as given:
        _STARTED.append(
            subprocess.Popen(command, stdin=given, pass_fds=[lock], start_new_session=True)  # noqa: S603 - our own module
        )


def main() -> None:
    """Carry out the order on standard input."""
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - by `build_apart` alone
    log = Settings.from_environment().log
    logs.configure(log)
    _LOG.setLevel(logging.WARNING if log == "off" else logging.INFO)
    _bound(order)
    with _opened(order) as store:
        if store.generation == order.generation:  # else nobody asks for it any more
            build(store, order.network, order.slot)


def _opened(order: Order) -> "Snapshot | RemoteStore":
    if not is_remote(order.place):
        return Snapshot.open(Path(order.place))
    from graph_api.store.endpoint import Endpoint
    from graph_api.store.remote import RemoteStore

    return RemoteStore.open(Endpoint.of(order.place), base=order.base)


def _bound(order: Order) -> None:
    """No more memory and time than it may have, and no time that others want."""
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (order.memory_bytes, resource.RLIM_INFINITY))
    signal.alarm(order.seconds)


if __name__ == "__main__":
    main()
