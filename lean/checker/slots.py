"""How many checks run at a time in this program, whoever asks for them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from collections import deque
from collections.abc import AsyncIterator

from lean.errors import CheckBusy

WAIT_SECONDS = 900.0
_MOST = 8


class Slots:
    """At most `size` holders at a time; others wait in line, for at most `wait_seconds`.

    One for a whole program: checks asked for in different threads, each with an event loop of its own,
    share it. Those who wait get places in the order in which they asked.
    """

    def __init__(self, size: int | None = None, wait_seconds: float = WAIT_SECONDS) -> None:
        self.size = min(os.cpu_count() or 1, _MOST) if size is None else size
        if self.size < 1 or wait_seconds <= 0:
            raise ValueError("there must be a place at least, and time to wait for it")
        self.wait_seconds = wait_seconds
        self._lock = threading.Lock()
        self._taken = 0
        self._line: deque[_Turn] = deque()

    @property
    def taken(self) -> int:
        """Places that are taken now."""
        return self._taken

    @property
    def waiting(self) -> int:
        """Callers in the line."""
        return len(self._line)

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place for as long as the context lasts. Raises `CheckBusy`."""
        await self._take()
        try:
            yield
        finally:
            self._give_back()

    async def _take(self) -> None:
        with self._lock:
            if self._taken < self.size and not self._line:
                self._taken += 1
                return
            turn = _Turn()
            self._line.append(turn)
        try:
            async with asyncio.timeout(self.wait_seconds):
                await turn.came.wait()
        except BaseException as error:
            with self._lock:
                late = turn not in self._line
                if not late:
                    self._line.remove(turn)
            if late:
                self._give_back()  # it came in the same moment: the next one gets it
            if isinstance(error, TimeoutError):
                raise CheckBusy(
                    f"no check could be started within {self.wait_seconds:g} s: "
                    f"{self.size} run and {self.waiting} wait; try again later"
                ) from None
            raise

    def _give_back(self) -> None:
        with self._lock:
            while self._line:
                turn = self._line.popleft()
                # A loop that was closed has nobody waiting.
                with contextlib.suppress(RuntimeError):
                    turn.loop.call_soon_threadsafe(turn.came.set)
                    return
            self._taken -= 1


class _Turn:
    """Somebody in the line."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.came = asyncio.Event()


SLOTS = Slots()
