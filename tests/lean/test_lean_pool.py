"""The pool keeps its maximum, serves in order, and survives cancellation at any moment."""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path

import pytest

from lean.driver.pool import Pool
from lean.driver.worker import WorkerSettings
from lean.errors import DriverError, PoolBusy, PoolClosed
from lean.library.profile import Profile
from tests.lean.test_lean_transport import SERVER, fake_profile


def pool(
    size: int,
    memory: int = WorkerSettings().memory,
    uses: int = WorkerSettings().uses,
    wait_seconds: float | None = None,
) -> Pool:
    command = (sys.executable, "-S", "-E", str(SERVER), "honest")
    settings = WorkerSettings(command=command, memory=memory, uses=uses)
    return Pool(fake_profile(), size, settings, wait_seconds=wait_seconds)


async def queue_up(workers: Pool, count: int) -> tuple[list[asyncio.Task[None]], list[int]]:
    """Ask for `count` leases while none is free: the askers, and who got one in which order."""
    order: list[int] = []

    async def wait(number: int) -> None:
        lease = await workers.lease()
        order.append(number)
        await lease.release()

    tasks = [asyncio.create_task(wait(number)) for number in range(count)]
    await asyncio.sleep(0)
    return tasks, order


async def test_places_are_given_in_the_order_of_asking() -> None:
    async with pool(1) as workers:
        first = await workers.lease()
        tasks, order = await queue_up(workers, 6)
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


async def test_one_who_leaves_the_queue_lets_the_others_keep_their_order() -> None:
    async with pool(1) as workers:
        first = await workers.lease()
        tasks, order = await queue_up(workers, 5)
        tasks[0].cancel()
        tasks[2].cancel()
        await asyncio.sleep(0)
        assert workers.waiting == 3
        await first.release()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert order == [1, 3, 4]
        assert workers.leased == 0


async def test_a_worker_near_its_memory_limit_is_replaced() -> None:
    async with pool(1, memory=1 << 20) as workers:  # less than any Python needs
        lease = await workers.lease()
        first = await lease.worker()
        assert first.spent
        second = await lease.worker()
        assert second is not first
        assert not first.alive
        await lease.release()
        assert not second.alive  # not kept warm either
        assert workers.started == 2


@pytest.mark.lean
async def test_a_worker_over_its_memory_limit_is_ended_and_named(profile: Profile) -> None:
    async with Pool(profile, 1, WorkerSettings(memory=20 << 20)) as workers:
        lease = await workers.lease()
        with pytest.raises(DriverError):
            await lease.worker()
        await lease.release()
        assert workers.leased == 0


async def test_nothing_is_left_of_workers_that_ended() -> None:
    def open_files() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    async with pool(2) as workers:
        before, ended = 0, []
        for number in range(12):
            leases = [await workers.lease(), await workers.lease()]
            for lease in leases:
                worker = await lease.worker()
                ended.append(Path(worker._folder.name))
                await worker.close()
                await lease.release()
            if number == 1:
                before = open_files()
        assert open_files() <= before
    assert workers.started == 24
    assert not any(folder.exists() for folder in ended)


def test_a_pool_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        pool(0)


async def test_waiting_for_a_place_has_an_end() -> None:
    async with pool(1, wait_seconds=0.05) as workers:
        first = await workers.lease()
        with pytest.raises(PoolBusy, match=r"within 0\.05 s: 1 work and 0 callers wait"):
            await workers.lease()
        await first.release()
        await (await workers.lease()).release()
        assert (workers.leased, workers.waiting) == (0, 0)


async def test_a_worker_that_had_its_uses_is_replaced() -> None:
    async with pool(1, uses=2) as workers:
        lease = await workers.lease()
        first = await lease.worker()
        await first.set_text("one", 10)
        assert await lease.worker() is first
        await first.set_text("two", 10)
        assert await lease.worker() is not first
        assert not first.alive
        await lease.release()
