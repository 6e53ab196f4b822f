"""A pool that is closed leaves no process behind, whatever it was about."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial

import pytest

from graph_api.jobs import Lane
from graph_api.workers.pool import Bounds, Pool
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
