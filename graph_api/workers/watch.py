"""Workers whose work is counted: how each job ended, who is busy, what is served."""

from pathlib import Path

from graph_api.gate import NOW
from graph_api.jobs import Lane, Outcome
from graph_api.metrics import Held, Metrics, folder_bytes
from graph_api.settings import Settings
from graph_api.workers.front import Workers


def watched(path: Path, settings: Settings, metrics: Metrics) -> Workers:
    """The workers of the store in a folder, told to `metrics`; raises `StoreError` as they do."""

    def ended(lane: Lane, outcome: Outcome, seconds: float) -> None:
        metrics.query(lane, outcome, seconds)
        if (here := NOW.get()) is not None:  # the pool tells it in the task of the request
            here.lane, here.outcome = lane, outcome

    def states() -> dict[tuple[str, str], int]:
        return {
            (lane, state): count
            for lane in Lane
            for state, count in workers.pool.counts(lane).items()
        }

    def held() -> Held:
        generation = workers.current
        return Held(generation.tag, generation.number, size=folder_bytes(path))

    workers = Workers(path, settings, ended)
    metrics.watch_workers(states)
    metrics.watch_store(held)
    return workers
