"""The process that does one task: `python -m prover.run.task_worker FOLDER [--closing]`.

Its keeper (`prover.run.keeper`) started it. It calls the task's function, hands what that returns
back in `result.json`, and gives a sign of life every second. SIGTERM cancels a coroutine function
and raises `Stopped` in any other.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prover.run.task_folder import TaskFolder

BEAT_SECONDS = 1.0


class Stopped(BaseException):
    """The task is to stop; raised in functions that are not coroutines, wherever they are."""


@dataclass(frozen=True)
class Call:
    """What a task's function is given: its arguments, which try this is (from 1), whether it is
    only to write up what there is, and the bell (seconds since the epoch, None: there is none).

    `tell` hands JSON data to whoever follows the task, at once; from any thread.
    """

    task: str
    arguments: dict[str, Any]
    tried: int
    closing: bool
    bell: float | None
    tell: Callable[[Any], None]


def main(arguments: list[str]) -> int:
    """Do the task in the folder `arguments[0]`; 0 when it came to an end of its own."""
    folder = TaskFolder(Path(arguments[0]))
    task = folder.task()
    if task is None:
        return 2  # the executor says what is wrong with the file
    threading.Thread(target=_beat, args=(folder,), daemon=True).start()
    call = Call(
        task=task.id,
        arguments=dict(task.arguments),
        tried=folder.starts,
        closing="--closing" in arguments,
        bell=task.bell,
        tell=lambda data: folder.tell(data=data),
    )
    try:
        folder.hand_back("done", result=_run(_function(task.work), call))
    except (Stopped, asyncio.CancelledError):
        # Stopped without having been cancelled: the executor ends and the next takes it up.
        if folder.cancelled:
            folder.hand_back("cancelled", detail="it was cancelled")
        return 0
    except Exception as fault:
        traceback.print_exc()  # for the log; the reader of the task gets one line
        words = f"{type(fault).__name__}: {' '.join(str(fault).split())}"
        folder.hand_back("failed", detail=words)
        return 1
    return 0


def _function(work: str) -> Callable[[Call], Any]:
    module, _, name = work.partition(":")
    function = getattr(importlib.import_module(module), name)
    if not callable(function):
        raise TypeError(f"{work} is no function")
    return function


def _run(function: Callable[[Call], Any], call: Call) -> Any:
    if inspect.iscoroutinefunction(function):
        return asyncio.run(_awaited(function, call))

    def stop(*_: object) -> None:
        raise Stopped

    signal.signal(signal.SIGTERM, stop)
    result = function(call)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it has ended; the result is not lost any more
    return result


async def _awaited(function: Callable[[Call], Any], call: Call) -> Any:
    task = asyncio.ensure_future(function(call))
    loop = asyncio.get_running_loop()

    def stop() -> None:
        loop.add_signal_handler(signal.SIGTERM, lambda: None)  # once: it may be writing up
        task.cancel()

    loop.add_signal_handler(signal.SIGTERM, stop)
    return await task


def _beat(folder: TaskFolder) -> None:
    parent = os.getppid()
    pause = threading.Event()
    while not pause.wait(BEAT_SECONDS):
        folder.beat()
        if os.getppid() != parent:  # no kernel tells us that our keeper died: then we look
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
