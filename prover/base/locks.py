"""Locks on files and folders, which the kernel drops when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PAUSE = 0.01


class Locked(Exception):
    """Somebody else holds the lock."""


def take(descriptor: int, *, shared: bool = False, seconds: float = 0.0) -> None:
    """Lock an open file or folder, waiting at most `seconds` (`math.inf` for as long as it
    takes); closing it gives the lock back.

    `shared` locks are held by several at once, none beside an exclusive one. Raises `Locked`, and
    `OSError` on a file system without locks.
    """
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    deadline = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise Locked from None
            time.sleep(_PAUSE)


@contextmanager
def locked(path: Path, *, shared: bool = False, seconds: float = 0.0) -> Iterator[None]:
    """Hold the lock of the file or folder `path`; a file is made when it is not there.

    Raises `Locked` when another process holds it for longer than `seconds`, and `OSError`.
    """
    flags = os.O_RDONLY if path.is_dir() else os.O_RDWR | os.O_CREAT
    descriptor = os.open(path, flags, 0o666)
    try:
        take(descriptor, shared=shared, seconds=seconds)
        yield
    finally:
        os.close(descriptor)
