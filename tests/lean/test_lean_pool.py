"""The pool keeps its maximum, serves in order, and survives cancellation at any moment."""

from __future__ import annotations

import asyncio
import random
import sys

import pytest
from test_lean_transport import SERVER, fake_profile

from lean.driver.pool import Pool
from lean.driver.worker import WorkerSettings
from lean.errors import PoolClosed


def pool(size: int) -> Pool:
    settings = WorkerSettings(command=(sys.executable, "-S", "-E", str(SERVER), "honest"))
    return Pool(fake_profile(), size, settings)


async def test_places_are_given_in_the_order_of_asking() -> None:
    async with pool(1) as workers:
        first = await workers.lease()
        order: list[int] = []

        async def wait(number: int) -> None:
            lease = await workers.lease()
            order.append(number)
            await lease.release()

        tasks = [asyncio.create_task(wait(number)) for number in range(6)]
        await asyncio.sleep(0)
        assert workers.waiting == 6
        await first.release()
        await asyncio.gather(*tasks)
        assert order == [0, 1, 2, 3, 4, 5]


async def test_the_maximum_holds_under_random_cancellation() -> None:
    dice = random.Random(5)
    async with pool(3) as workers:
        held, most = 0, 0

        async def use() -> None:
            nonlocal held, most
            lease = await workers.lease()
            held += 1
            most = max(most, held)
            try:
                await asyncio.sleep(dice.random() / 200)
            finally:
                held -= 1
                await lease.release()

        tasks = [asyncio.create_task(use()) for _ in range(200)]
        for task in dice.sample(tasks, 80):
            await asyncio.sleep(0.0005)
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert most == 3
        assert workers.leased == 0
        assert workers.waiting == 0


async def test_workers_are_reused_and_dead_ones_replaced() -> None:
    async with pool(1) as workers:
        lease = await workers.lease()
        first = await lease.worker()
        await lease.release()
        lease = await workers.lease()
        assert await lease.worker() is first
        await first.close()
        second = await lease.worker()
        assert second is not first
        assert second.alive
        await lease.release()
        assert workers.started == 2


async def test_closing_refuses_those_who_wait_and_ends_workers() -> None:
    workers = pool(1)
    lease = await workers.lease()
    worker = await lease.worker()
    waiting = asyncio.create_task(workers.lease())
    await asyncio.sleep(0)
    await workers.close()
    with pytest.raises(PoolClosed):
        await waiting
    with pytest.raises(PoolClosed):
        await workers.lease()
    await lease.release()
    assert not worker.alive


def test_a_pool_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        pool(0)
