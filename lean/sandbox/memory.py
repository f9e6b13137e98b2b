"""How much memory a process of ours takes, with all that it started."""

from __future__ import annotations

import os

from lean.sandbox.keeper.watch import descendants, resident


def memory_in_use(process: int) -> int:
    """Return the bytes that a process and those below it have in memory, 0 where that cannot be
    read: the process is gone, or the machine has no `/proc`."""
    try:
        proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return 0
    try:
        return resident(proc, [process, *descendants(proc, process)])
    finally:
        os.close(proc)
