"""Running a coroutine so that Ctrl-C, SIGTERM and a terminal that goes away cancel it and its
result still comes back."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


def run_until_interrupted(work: Coroutine[Any, Any, T]) -> T:
    """Run `work`. SIGINT, SIGTERM and SIGHUP cancel it, once: it may then take its time to write
    up. What was started with `nohup` goes on when its terminal goes away.

    Raises `KeyboardInterrupt` when `work` did not swallow the cancellation, and at once on a
    second signal's cancellation.
    """

    async def main() -> T:
        task = asyncio.ensure_future(work)
        loop = asyncio.get_running_loop()
        numbers = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            numbers.append(signal.SIGHUP)
        for number in numbers:
            # Only the main thread of the main interpreter may handle signals.
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, task.cancel)
        return await task

    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
