"""What `/metrics` tells, in a registry of the application's own.

`Metrics.query` is for who runs queries; `watch_workers` and `watch_store` take functions that are
called when somebody asks for the metrics, and must answer at once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from graph_api.jobs import Lane, Outcome

# Else each count is a series more, which nobody asks for.
disable_created_metrics()  # type: ignore[no-untyped-call]  # it has no annotations

_METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds; None is not told."""

    generation: str
    number: int | None = None  # of the generation, which grows
    size: int | None = None  # bytes on disk


Workers = Mapping[tuple[str, str], int]  # (lane, state) -> how many


class _Watched(Collector):
    """The gauges, read from others when they are asked for."""

    def __init__(self) -> None:
        self.workers: Callable[[], Workers] | None = None
        self.store: Callable[[], Held] | None = None

    def collect(self) -> Iterator[Metric]:
        if self.workers is not None:
            family = GaugeMetricFamily(
                "chithi_workers", "Worker processes by lane and state", labels=["lane", "state"]
            )
            for (lane, state), count in self.workers().items():
                family.add_metric([lane, state], count)
            yield family
        if self.store is not None:
            yield from _held(self.store())


class Metrics:
    """Counts of one application; its methods may be called from any thread."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._watched = _Watched()
        self._registry.register(self._watched)
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "chithi_requests",
            "Requests by route, method and status",
            ["route", "method", "status"],
            registry=self._registry,
        )
        self._durations = Histogram(
            "chithi_request_seconds",
            "Time from a request to the end of its answer",
            ["route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._queries = Histogram(
            "chithi_query_seconds",
            "Time from a query to its end, by lane and outcome",
            ["lane", "outcome"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self._limited = Counter(
            "chithi_limited", "Requests refused for their number", registry=self._registry
        )
        # `labels` builds texts and takes a lock: the few that there are, are looked up here.
        self._children: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        self._ends: dict[tuple[Lane, Outcome], Histogram] = {}

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request; `route` is a template, of which there are few, never a path."""
        place = (route, method if method in _METHODS else "other", status)
        found = self._children.get(place)
        if found is None:
            counter, histogram = self._requests.labels(*place), self._durations.labels(route)
            found = self._children[place] = (counter, histogram)
        found[0].inc()
        found[1].observe(seconds)
        if status == 429:
            self._limited.inc()

    def query(self, lane: Lane, outcome: Outcome, seconds: float) -> None:
        """Count a job that ended, from when it came."""
        found = self._ends.get((lane, outcome))
        if found is None:
            found = self._ends[lane, outcome] = self._queries.labels(lane, outcome)
        found.observe(seconds)

    def watch_workers(self, workers: Callable[[], Workers]) -> None:
        self._watched.workers = workers

    def watch_store(self, store: Callable[[], Held]) -> None:
        self._watched.store = store

    def written(self, accept: str = "") -> tuple[bytes, str]:
        """All of it, as `accept` wants it (Prometheus' text or OpenMetrics), and the media type."""
        encode, media_type = choose_encoder(accept)
        return encode(self._registry), media_type


def folder_bytes(folder: Path) -> int:
    """What a folder takes on disk; a file that generations share by hard links counts once."""
    sizes: dict[int, int] = {}
    for path in _files(folder):
        try:
            found = path.stat()
        except FileNotFoundError:  # compacted away meanwhile
            continue
        sizes[found.st_ino] = found.st_blocks * 512
    return sum(sizes.values())


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _held(held: Held) -> Iterator[Metric]:
    info = InfoMetricFamily("chithi_generation", "The generation that is served")
    info.add_metric([], {"generation": held.generation})
    yield info
    for name, about, value in (
        ("chithi_generation_number", "Number of the generation that is served", held.number),
        ("chithi_store_bytes", "What the store takes on disk", held.size),
    ):
        if value is not None:
            yield GaugeMetricFamily(name, about, value=value)
