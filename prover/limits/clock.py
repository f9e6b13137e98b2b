"""Where budgets read the time: the machine's clocks, or those of a test."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Where a budget reads the time. Injected so that tests own the time."""

    def wall(self) -> float:
        """Seconds since the epoch; may jump when somebody sets the clock."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backward while the process lives."""
        ...


class SystemClock:
    """The machine's clocks. The monotonic one goes on while a laptop sleeps, where it can."""

    def wall(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        boottime = getattr(time, "CLOCK_BOOTTIME", None)  # Linux; Python's monotonic() sleeps too
        return time.monotonic() if boottime is None else time.clock_gettime(boottime)
