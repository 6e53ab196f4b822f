"""The pool: who waits is told in time, and closing it leaves no process behind."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial

import pytest

from graph_api.errors import Problem
from graph_api.jobs import Lane, Task
from graph_api.workers.pool import Bounds, Pool
from tests.graph_api import labour
from tests.graph_api.labour import Idle


async def _nothing(_: Pool) -> None:
    pass


async def _workers_are_ready(pool: Pool) -> None:
    for _ in range(1000):
        if pool.counts(Lane.KNOWN)["idle"] == 2:
            return
        await asyncio.sleep(0.01)
    pytest.fail("no workers after ten seconds")


async def _sharing(pool: Pool) -> None:
    task = asyncio.create_task(pool.share(partial(Idle, 60)))
    await asyncio.sleep(0.2)
    task.cancel()


async def _shared(pool: Pool) -> None:
    await pool.share(Idle)


WHEN = {
    "workers are being born": _nothing,
    "workers wait": _workers_are_ready,
    "a store is being read into memory": _sharing,
    "workers share memory": _shared,
}


@pytest.mark.parametrize("come_to", WHEN.values(), ids=WHEN)
def test_closing_ends_all_processes(come_to: Callable[[Pool], Awaitable[None]]) -> None:
    async def closed() -> float:
        pool = Pool({Lane.KNOWN: Bounds(Idle, 2, 10, 1 << 30)})
        await pool.start()
        await come_to(pool)
        began = time.monotonic()
        await pool.close()
        return time.monotonic() - began

    assert asyncio.run(asyncio.wait_for(closed(), 30)) < 15


def _task(seconds: float) -> Task:
    return Task(partial(labour.sleep, seconds), 0, 1 << 20, gzip=False)


@asynccontextmanager
async def _one_worker() -> AsyncIterator[Pool]:
    pool = Pool({Lane.KNOWN: Bounds(Idle, 1, 10, 1 << 30)})
    await pool.start()
    try:
        yield pool
    finally:
        await pool.close()


def test_a_task_whose_turn_does_not_come_in_time_is_told_so() -> None:
    async def told() -> tuple[int, dict[str, int]]:
        async with _one_worker() as pool:
            first = asyncio.create_task(pool.run(_task(1), Lane.KNOWN, 10))
            await asyncio.sleep(0)
            with pytest.raises(Problem) as busy:
                await pool.run(_task(0), Lane.KNOWN, 0.2)
            await first
            return busy.value.status, pool.counts(Lane.KNOWN)

    assert asyncio.run(told()) == (503, {"idle": 1, "busy": 0, "waiting": 0})


def test_who_goes_while_waiting_takes_no_worker_along() -> None:
    async def told() -> int:
        async with _one_worker() as pool:
            first = asyncio.create_task(pool.run(_task(0.3), Lane.KNOWN, 10))
            await asyncio.sleep(0)
            second = asyncio.create_task(pool.run(_task(0), Lane.KNOWN, 10))
            await asyncio.sleep(0.1)
            second.cancel()
            await first
            return (await pool.run(_task(0), Lane.KNOWN, 10)).status_code

    assert asyncio.run(told()) == 200
