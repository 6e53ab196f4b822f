"""Answer within bounds: no more bytes, seconds and threads than the settings allow."""

import io
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
import pyoxigraph as ox
from anyio import CapacityLimiter
from fastapi import Response

from graph_api.errors import Problem, wrong_parameter
from graph_api.negotiate import (
    CSV,
    JSON_LD,
    N_TRIPLES,
    RESULTS_JSON,
    RESULTS_XML,
    TSV,
    TURTLE,
    Format,
)
from graph_api.reading import Results
from graph_api.settings import Settings
from ontology.terms import PREFIXES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

RESULTS = {
    RESULTS_JSON: ox.QueryResultsFormat.JSON,
    RESULTS_XML: ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    TURTLE: ox.RdfFormat.TURTLE,
    N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    JSON_LD: ox.RdfFormat.JSON_LD,
}


class Bounded(io.BytesIO):
    """Holds what is written, up to a size and a time: evaluation stops with the writing.

    `write` raises the `Problem` to be told.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._until = time.monotonic() + settings.query_seconds

    def write(self, data: "Buffer") -> int:
        """As every `write`; raises `Problem` 413 or 503 beyond the bounds."""
        if self.tell() + memoryview(data).nbytes > self._settings.result_bytes:
            raise _too_large(self._settings)
        if time.monotonic() > self._until:
            raise _too_long(self._settings)
        return super().write(data)


def written(results: Results, form: Format, settings: Settings) -> bytes:
    """Results in a format of `RESULTS` or `GRAPHS`; raises `Problem` beyond the bounds.

    Takes the results with it: the caller keeps no reference (see `Problem.bare`).
    """
    output = Bounded(settings)
    told: Problem | None = None
    try:
        if isinstance(results, ox.QueryTriples):
            ox.serialize(results, output, GRAPHS[form], prefixes=PREFIXES)
        else:
            results.serialize(output, RESULTS[form])
    except Problem as problem:
        told = problem.bare()
    except (RuntimeError, ValueError) as error:  # a function that Oxigraph does not know
        told = not_evaluated(error)
    if told is not None:
        del results
        raise told
    return output.getvalue()


async def in_time(
    work: Callable[[], Response], limiter: CapacityLimiter, settings: Settings
) -> Response:
    """`work` in a thread that `limiter` grants; raises `Problem` 503 where it takes too long.

    Oxigraph cannot be interrupted: a query that is given up keeps its thread until it ends or
    writes, so that no more than `query_threads` of them ever run.
    """

    def apart() -> Response | Problem:
        try:
            return work()
        except Problem as problem:
            return problem.bare()

    try:
        with anyio.fail_after(settings.query_seconds):
            answer = await anyio.to_thread.run_sync(apart, abandon_on_cancel=True, limiter=limiter)
    except TimeoutError:
        raise _too_long(settings) from None
    if isinstance(answer, Problem):
        raise answer
    return answer


def not_evaluated(error: Exception) -> Problem:
    """A 400 for a query that is well formed and has no value."""
    return wrong_parameter("query", f"không tính được · cannot be evaluated: {error}")


def _too_large(settings: Settings) -> Problem:
    return Problem(
        413,
        "Kết quả quá lớn · The answer is too large",
        f"hơn {settings.result_bytes} byte: hỏi hẹp hơn hoặc thêm LIMIT · more than that many "
        "bytes: ask for less, or add a LIMIT",
    )


def _too_long(settings: Settings) -> Problem:
    return Problem(
        503,
        "Câu hỏi quá lâu · The query takes too long",
        f"hơn {settings.query_seconds} giây: hỏi hẹp hơn hoặc thêm LIMIT · more than that many "
        "seconds: ask for less, or add a LIMIT",
    )
