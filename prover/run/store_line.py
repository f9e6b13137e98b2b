"""The line to the run store: what is told is done by a thread of its own, in the order told.

A database may be locked by another process for a minute, or not answer at all; no clock waits
for it. The thread is a daemon: one that hangs in the database does not hold up the end of the
process either.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from prover.store import Store

MOST_WAITING = 20_000
"""So much may wait to be done. A store that is further behind is left out."""

T = TypeVar("T")


class StoreLine:
    """Does things with a store, one after the other.

    Args:
        store: open until the line is closed.
        failed: told, once and from the line's thread, why the store is left out from then on.
    """

    def __init__(self, store: Store, failed: Callable[[str], None]) -> None:
        self._store = store
        self._failed = failed
        self._broken = False
        self._waiting: queue.SimpleQueue[Callable[[Store], object] | None] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="run store", daemon=True).start()

    def tell(self, act: Callable[[Store], object]) -> None:
        """Have `act` done as soon as everything told before is. Never waits."""
        if self._broken:
            return
        if self._waiting.qsize() >= MOST_WAITING:
            self._leave_out("it does not keep up with the run")
            return
        self._waiting.put(act)

    def ask(self, act: Callable[[Store], T], seconds: float) -> T | None:
        """What `act` returns; None when the store is left out or does not answer in time, in
        which case it may be done later."""
        answers: list[T] = []
        done = threading.Event()

        def answer(store: Store) -> None:
            try:
                answers.append(act(store))
            finally:
                done.set()

        if self._broken:
            return None
        self._waiting.put(answer)
        done.wait(seconds)
        return answers[0] if answers else None

    def close(self, seconds: float) -> bool:
        """Take nothing more; whether all that was told is done within `seconds`."""
        done = threading.Event()
        self._waiting.put(lambda store: done.set())
        self._waiting.put(None)
        return done.wait(seconds)

    def _work(self) -> None:
        from prover.store import StoreError

        while (act := self._waiting.get()) is not None:
            try:
                act(self._store)
            except StoreError as error:
                self._leave_out(str(error))

    def _leave_out(self, why: str) -> None:
        if not self._broken:
            self._broken = True
            self._failed(why)
