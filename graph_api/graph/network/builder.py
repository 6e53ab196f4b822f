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

_WALL: Final = 6
"""Seconds that may pass for one of the processor: others come first."""
_LOG = logging.getLogger("graph_api.networks")  # not `__main__`
_STARTED: Final[list[int]] = []
"""Processes that were started here, by their numbers, until they have ended and are buried."""


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
    _STARTED[:] = [pid for pid in _STARTED if _is_running(pid)]
    read, write = os.pipe()
    with os.fdopen(read, "rb") as given:
        with os.fdopen(write, "wb") as told:  # far less than a pipe holds: nobody waits
            told.write(pickle.dumps(order))
        os.set_inheritable(lock, True)
        _STARTED.append(
            os.posix_spawn(
                sys.executable,
                [sys.executable, "-m", __name__],
                os.environ,
                file_actions=[(os.POSIX_SPAWN_DUP2, given.fileno(), 0)],
                setpgroup=0,  # Ctrl-C is for who started us
            )
        )


def _is_running(pid: int) -> bool:
    try:
        return os.waitpid(pid, os.WNOHANG)[0] == 0
    except ChildProcessError:  # buried by another
        return False


def main() -> None:
    """Carry out the order on standard input."""
    order: Order = pickle.load(sys.stdin.buffer)  # noqa: S301 - by `build_apart` alone
    log = Settings.from_environment().log
    logs.configure(log)
    _LOG.setLevel(logging.WARNING if log == "off" else logging.INFO)
    _bound(order)
    order.slot.fault.write_text("", encoding="utf-8")  # where this process is ended
    with _opened(order) as store:
        if store.generation == order.generation:
            build(store, order.network, order.slot)
        else:  # nobody asks for it any more
            order.slot.fault.unlink()


def _opened(order: Order) -> "Snapshot | RemoteStore":
    if not is_remote(order.place):
        return Snapshot.open(Path(order.place))
    from graph_api.store.endpoint import Endpoint
    from graph_api.store.remote import RemoteStore

    return RemoteStore.open(Endpoint.of(order.place), base=order.base)


def _bound(order: Order) -> None:
    """No more memory and processor time than it may have, and no time that others want.

    What hangs (a service that does not answer) is ended too, some time later.
    """
    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (order.memory_bytes, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CPU, (order.seconds, resource.RLIM_INFINITY))
    signal.alarm(_WALL * order.seconds)


if __name__ == "__main__":
    main()
