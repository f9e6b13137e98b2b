"""Run something in a process of its own and kill that process in the middle of it."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Collection
from types import FrameType
from typing import Any


def killed_at_line(act: Callable[[], None], files: Collection[str], line: int) -> bool:
    """Fork, run `act`, and kill the child with SIGKILL before it executes the `line`-th line
    (from 0) of the source files whose names end with one of `files`.

    True when it was killed, False when `act` ended before; raises when it failed.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _kill_self_at(tuple(files), line)
            act()
            code = 0
        finally:
            sys.settrace(None)
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0, "the work itself failed"
    return False


def _kill_self_at(files: tuple[str, ...], line: int) -> None:
    seen = 0

    def on_line(frame: FrameType, what: str, _: Any) -> Any:
        nonlocal seen
        if what == "line":
            if seen == line:
                os.kill(os.getpid(), signal.SIGKILL)
            seen += 1
        return on_line

    def on_call(frame: FrameType, what: str, _: Any) -> Any:
        return on_line if frame.f_code.co_filename.endswith(files) else None

    sys.settrace(on_call)
