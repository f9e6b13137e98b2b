"""What a search may use, asked also while it waits for the environment or the policy."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from typing import Any, Generic, Literal, TypeVar

from mcts.protocols.environment import Environment
from mcts.search.config import SearchConfig

State = TypeVar("State")
Result = TypeVar("Result")
# How often the limits are asked during a simulation, and how long a cancelled one is waited for.
_POLL_SECONDS = 0.05
_GRACE_SECONDS = 1.0


class Watch(Generic[State]):
    """The limits of one search: seconds, steps and CPU seconds from now on, and the caller's stop."""

    def __init__(
        self,
        config: SearchConfig,
        environment: Environment[State],
        should_stop: Callable[[], bool],
    ) -> None:
        self._config = config
        self._environment = environment
        self._should_stop = should_stop
        self._started = time.monotonic()
        self._before = environment.spent()

    @property
    def steps(self) -> int:
        """Actions tried since the search began."""
        return self._environment.spent().steps - self._before.steps

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds of the environment's workers since the search began."""
        return self._environment.spent().cpu_seconds - self._before.cpu_seconds

    def steps_left(self) -> int | None:
        """Return how many actions may still be tried, None for no limit."""
        limit = self._config.max_steps
        return None if limit is None else max(0, limit - self.steps)

    def over(self) -> Literal["budget", "stopped"] | None:
        """Return why no further simulation may begin, None if it may."""
        if self.steps_left() == 0:
            return "stopped" if self._should_stop() else "budget"
        return self.over_now()

    def over_now(self) -> Literal["budget", "stopped"] | None:
        """Return why even the simulation that runs must end. Steps bound it before it begins."""
        if self._should_stop():
            return "stopped"
        seconds, cpu_seconds = self._config.max_seconds, self._config.max_cpu_seconds
        if seconds is not None and time.monotonic() - self._started >= seconds:
            return "budget"
        if cpu_seconds is not None and self.cpu_seconds >= cpu_seconds:
            return "budget"
        return None

    async def wait(
        self, tasks: Collection[asyncio.Task[Result]]
    ) -> Literal["budget", "stopped"] | None:
        """Wait until one of the tasks is done; return why if the limits end that before."""
        while True:
            done, _ = await asyncio.wait(
                tasks, timeout=_POLL_SECONDS, return_when=asyncio.FIRST_COMPLETED
            )
            if done:
                return None
            ending = self.over_now()
            if ending is not None:
                return ending


async def cancel(tasks: Collection[asyncio.Task[Any]]) -> None:
    """Cancel tasks and give them a moment; one that does not listen is left behind."""
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks, timeout=_GRACE_SECONDS)
    for task in tasks:
        if task.done() and not task.cancelled():
            task.exception()  # seen: nobody else will look
