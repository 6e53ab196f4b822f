"""Workers whose work is counted: how each job ended, who is busy, what is served."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from graph_api.gate import NOW
from graph_api.jobs import Lane, Outcome
from graph_api.metrics import Held, Metrics, folder_bytes
from graph_api.settings import Settings
from graph_api.workers.front import Workers
from graph_api.workers.pool import Ended
from graph_api.workers.running import Running

if TYPE_CHECKING:
    from graph_api.store.endpoint import Endpoint
    from graph_api.workers.remote import RemoteWorkers


def watched(path: Path, settings: Settings, metrics: Metrics) -> Workers:
    """The workers of the store in a folder, told to `metrics`; raises `StoreError` as they do."""
    workers = Workers(path, settings, _told(metrics))
    _watch(workers, metrics, lambda: folder_bytes(path))
    return workers


def watched_remote(
    endpoint: "Endpoint", base: str | None, settings: Settings, metrics: Metrics
) -> "RemoteWorkers":
    """The same for the store on a SPARQL service, whose size is its own affair."""
    from graph_api.workers.remote import RemoteWorkers  # an HTTP client, which folders do without

    workers = RemoteWorkers(endpoint, base, settings, _told(metrics))
    _watch(workers, metrics, lambda: None)
    return workers


def _told(metrics: Metrics) -> Ended:
    def ended(lane: Lane, outcome: Outcome, seconds: float) -> None:
        metrics.query(lane, outcome, seconds)
        if (here := NOW.get()) is not None:  # the pool tells it in the task of the request
            here.lane, here.outcome = lane, outcome

    return ended


def _watch(workers: Running, metrics: Metrics, size: Callable[[], int | None]) -> None:
    def states() -> dict[tuple[str, str], int]:
        return {
            (lane, state): count
            for lane in Lane
            for state, count in workers.pool.counts(lane).items()
        }

    metrics.watch_workers(states)
    metrics.watch_store(lambda: Held(workers.current.tag, workers.current.number, size()))
