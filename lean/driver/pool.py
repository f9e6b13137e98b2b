"""A pool of Lean workers with a hard maximum and a fair queue."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections import deque
from collections.abc import AsyncIterator
from types import TracebackType

from lean.driver.session import Session, StepLimits
from lean.driver.worker import Worker, WorkerSettings
from lean.errors import PoolBusy, PoolClosed
from lean.library.profile import Profile


class Lease:
    """A place in the pool: the right to run one worker, which is started when it is needed."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._worker: Worker | None = None

    async def worker(self) -> Worker:
        """Return a running worker, replacing one that died, grew fat or had its uses."""
        worker = self._worker
        if worker is not None and (not worker.alive or worker.spent):
            self._worker = None
            await worker.close()
            worker = None
        if worker is None:
            worker = await self._pool.take_idle()
            self._worker = worker
        return worker

    async def release(self) -> None:
        """Give the place back; a sound worker is kept warm for the next."""
        worker, self._worker = self._worker, None
        await self._pool.give_back(worker)


class Pool:
    """At most `size` workers, ever: a place is taken before a worker is started.

    Those who wait get places in the order in which they asked, for at most `wait_seconds` if that is
    given. Use as an async context manager;
    leaving it ends every worker.
    """

    def __init__(
        self,
        profile: Profile,
        size: int | None = None,
        settings: WorkerSettings | None = None,
        limits: StepLimits | None = None,
        wait_seconds: float | None = None,
    ) -> None:
        self.profile = profile
        self.size = size if size is not None else max(1, os.cpu_count() or 1)
        if self.size < 1:
            raise ValueError("a pool needs at least one worker")
        self.settings = settings or WorkerSettings()
        self.limits = limits or StepLimits()
        self.wait_seconds = wait_seconds
        self.started = 0
        self._leased = 0
        self._idle: list[Worker] = []
        self._queue: deque[asyncio.Future[None]] = deque()
        self._closed = False

    async def __aenter__(self) -> Pool:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    @property
    def leased(self) -> int:
        """Places that are taken now."""
        return self._leased

    @property
    def waiting(self) -> int:
        """Callers in the queue."""
        return len(self._queue)

    async def lease(self) -> Lease:
        """Take a place, waiting in line for one. Raises `PoolClosed`, and `PoolBusy` if none came free
        within `wait_seconds`.
        """
        if self._closed:
            raise PoolClosed("the pool of Lean workers is closed")
        if self._leased < self.size and not self._queue:
            self._leased += 1
            return Lease(self)
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            async with asyncio.timeout(self.wait_seconds):
                await turn
        except (asyncio.CancelledError, TimeoutError) as error:
            if turn.done() and not turn.cancelled() and turn.exception() is None:
                self._pass_on()  # the place came in the same moment: the next one gets it
            else:
                with contextlib.suppress(ValueError):
                    self._queue.remove(turn)
            if isinstance(error, TimeoutError):
                raise PoolBusy(
                    f"no Lean worker came free within {self.wait_seconds:g} s: "
                    f"{self.size} work and {self.waiting} callers wait; try again later"
                ) from None
            raise
        return Lease(self)

    @contextlib.asynccontextmanager
    async def session(self, statement: str) -> AsyncIterator[Session]:
        """Open a statement in a worker of its own for as long as the context lasts.

        Raises `StatementError`, `PoolClosed` and the driver's errors.
        """
        lease = await self.lease()
        session: Session | None = None
        try:
            session = Session(statement, lease.worker, self.limits)
            await session.start()
            yield session
        finally:
            if session is not None:
                session.close()
            await lease.release()

    async def take_idle(self) -> Worker:
        """Return a warm worker or start one. For leases only: they hold a place already."""
        while self._idle:
            worker = self._idle.pop()
            if worker.alive and not worker.spent:
                return worker
            await worker.close()
        if self._closed:
            raise PoolClosed("the pool of Lean workers is closed")
        self.started += 1
        return await Worker.start(self.profile, self.settings)

    async def give_back(self, worker: Worker | None) -> None:
        """Take a lease's place back. For leases only."""
        try:
            if worker is not None:
                if self._closed or not worker.alive or worker.spent:
                    await worker.close()
                else:
                    self._idle.append(worker)
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(None)  # the place goes over; the count stays
                return
        self._leased -= 1

    async def close(self) -> None:
        """End idle workers and refuse new callers; leased workers end when they come back."""
        self._closed = True
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_exception(PoolClosed("the pool of Lean workers was closed"))
        idle, self._idle = self._idle, []
        for worker in idle:
            await worker.close()
