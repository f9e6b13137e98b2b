"""Process groups that a budget pays for, so that all of them can be killed when it ends."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class ProcessGroups:
    """The groups started under one budget; a group also counts in all its parents.

    Start a process with `start_new_session=True`; its group's number is then its process id.
    """

    def __init__(self, parent: ProcessGroups | None = None) -> None:
        self._parent = parent
        self._groups: set[int] = set()
        self._lock = threading.Lock()

    @property
    def alive(self) -> frozenset[int]:
        """The registered groups."""
        with self._lock:
            return frozenset(self._groups)

    def register(self, group: int) -> None:
        """Add a group. Raises `ValueError` for our own, which would kill this process."""
        if group <= 1 or group == os.getpgrp():
            raise ValueError(f"process group {group} is not a child's own; start a new session")
        self._change(group, add=True)

    def unregister(self, group: int) -> None:
        """Remove a group whose leader was reaped: its number may soon be somebody else's."""
        self._change(group, add=False)

    @contextmanager
    def registered(self, group: int) -> Iterator[None]:
        """Register for the time of a `with` block, and kill what is left of it at its end."""
        self.register(group)
        try:
            yield
        finally:
            _kill(group)
            self.unregister(group)

    def kill_all(self) -> int:
        """Kill every registered group with SIGKILL; returns how many were still there."""
        return sum(_kill(group) for group in self.alive)

    def _change(self, group: int, *, add: bool) -> None:
        here: ProcessGroups | None = self
        while here is not None:
            with here._lock:
                if add:
                    here._groups.add(group)
                else:
                    here._groups.discard(group)
            here = here._parent


def _kill(group: int) -> bool:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
        return True
    return False
