"""The time that all budgets of one tree share: seconds since the root's start."""

from __future__ import annotations

import threading

from prover.limits.clock import Clock


class SessionTime:
    """Session time and the lock of a tree of budgets; `started` is in seconds since the epoch."""

    def __init__(self, clock: Clock, started: float, elapsed: float) -> None:
        self.clock = clock
        self.started = started
        self.lock = threading.RLock()
        self._anchor = clock.monotonic()
        self._elapsed_at_anchor = elapsed
        self._latest = elapsed

    def now(self) -> float:
        """Seconds since the start, never less than at an earlier call."""
        with self.lock:
            reading = self._elapsed_at_anchor + (self.clock.monotonic() - self._anchor)
            self._latest = max(self._latest, reading)
            return self._latest


class Waits:
    """How long at least one of several waits was going on; they may overlap and end in any order.

    Times are session time; the caller holds the session's lock.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        self._seconds = seconds
        self._going_on = 0
        self._since = 0.0

    def begin(self, now: float) -> None:
        """One more wait begins."""
        if not self._going_on:
            self._since = now
        self._going_on += 1

    def end(self, now: float) -> None:
        """One of them ends."""
        self._going_on -= 1
        if not self._going_on:
            self._seconds += now - self._since

    def seconds(self, now: float) -> float:
        """Seconds waited up to `now`."""
        return self._seconds + (now - self._since if self._going_on else 0.0)
