"""Await blocking work in a thread that cannot keep the process from ending."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

T = TypeVar("T")


async def run_in_thread(work: Callable[[], T], *, name: str = "work") -> T:
    """Run `work` in a daemon thread and return its result or raise what it raised.

    On cancellation the thread is left to itself: Python cannot stop it, but unlike a thread of
    the event loop's own pool it does not hold up the end of the process.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def deliver(set_outcome: Callable[[], None]) -> None:
        if not done.done():
            set_outcome()

    def body() -> None:
        try:
            result = work()
        except BaseException as caught:
            fault = caught
            outcome = lambda: done.set_exception(fault)  # noqa: E731
        else:
            outcome = lambda: done.set_result(result)  # noqa: E731
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(deliver, outcome)

    threading.Thread(target=body, name=name, daemon=True).start()
    return await done
