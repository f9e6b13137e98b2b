"""The process that keeps one task: `keeper.py FOLDER LOCK COMMAND...` starts the worker, ends it in
time, and lives as long as anything that the worker started.

It uses the standard library alone and imports nothing of ours, so that it starts at once and cannot
fail for what it keeps. It leads a session of its own, outlives the server that started it, and holds
the open lock LOCK: a task whose lock is free has no living process.

    task.json   what was asked, as `prover.run.task_folder` wrote it
    cancel      somebody asked to cancel it
    begun.json  when its first process was started

The worker gets SIGTERM when the task is cancelled, when the keeper itself gets SIGTERM, and a notice
before the end of its time; SIGKILL follows, to it and to everything that descends from it.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

MARK = "OLYMPIAD_TASK_MARK"
"""The environment variable by which the processes of a task are known when their keeper is dead."""

POLL_SECONDS = 0.5
"""How often the folder is looked at when no signal wakes the keeper."""

_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36


# --- time -------------------------------------------------------------------------------------


def boot_clock() -> float:
    """Seconds that nobody can set, of this boot of the machine."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


@lru_cache(1)
def boot_id() -> str:
    """Which boot of the machine this is; empty where it cannot be told."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""


def moment() -> dict[str, Any]:
    """Now, by both clocks, as JSON data."""
    return {"wall": time.time(), "boot": boot_clock(), "boot_id": boot_id()}


def since(then: dict[str, Any]) -> float:
    """Seconds since `moment()` gave `then`, by the clock that says more: a clock that was set back
    gives no time, and one that was set forward takes some."""
    passed = [0.0, time.time() - then["wall"]]
    if then["boot_id"] and then["boot_id"] == boot_id():
        passed.append(boot_clock() - then["boot"])
    return max(passed)


def seconds_left(task: dict[str, Any], begun: dict[str, Any] | None) -> float | None:
    """Seconds until everything of the task has to be dead; None when there is no such moment."""
    ends = []
    if task["bell"] is not None:
        submitted = task["submitted"]
        ends.append(task["bell"] - submitted["wall"] - since(submitted))
        ends.append(task["bell"] - time.time())
    if task["seconds"] is not None and begun is not None:
        ends.append(task["seconds"] - since(begun))
    return min(ends) if ends else None


# --- killing ----------------------------------------------------------------------------------


def descendants(root: int) -> list[int]:
    """All processes that descend from `root`; none where there is no /proc."""
    children: dict[int, list[int]] = {}
    for pid in _processes():
        with suppress(OSError, ValueError, IndexError):
            # The name in brackets may hold anything; the fields after it are state and parent.
            parent = int(
                Path(f"/proc/{pid}/stat").read_text("latin-1").rpartition(")")[2].split()[1]
            )
            children.setdefault(parent, []).append(pid)
    found, left = [], [root]
    while left:
        below = children.get(left.pop(), [])
        found += below
        left += below
    return found


def marked(mark: str) -> list[int]:
    """All living processes of ours that were started for the task with this mark."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for pid in _processes():
        with suppress(OSError):
            if pid != os.getpid() and wanted in Path(f"/proc/{pid}/environ").read_bytes().split(
                b"\0"
            ):
                found.append(pid)
    return found


def kill_all(pids: Iterable[int]) -> None:
    """SIGKILL to each of them."""
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)


def _processes() -> list[int]:
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208
    except OSError:
        return []


# --- keeping ----------------------------------------------------------------------------------


class Keeper:
    """Keeps the worker of one task. `closing`: it writes up what an earlier worker left."""

    def __init__(self, folder: Path, *, closing: bool) -> None:
        self.folder = folder
        self.closing = closing
        self.task = json.loads((folder / "task.json").read_text("utf-8"))
        self.begun = json.loads((folder / "begun.json").read_text("utf-8"))
        self.worker = 0
        self._told = False
        self._kill_at: float | None = None
        if closing:
            self._kill_at = boot_clock() + self.task["closing_seconds"]
        self._prctl: Any = None
        self._wake, wake = os.pipe()
        for end in (self._wake, wake):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        self._asked = False
        signal.signal(signal.SIGTERM, self._on_term)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for ignored in (signal.SIGINT, signal.SIGHUP):
            signal.signal(ignored, signal.SIG_IGN)
        if sys.platform == "linux":
            import ctypes

            self._prctl = ctypes.CDLL(None).prctl
            # What the worker leaves behind becomes ours, whatever sessions it opened.
            self._prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def _on_term(self, *_: object) -> None:
        self._asked = True

    def start(self, command: list[str]) -> None:
        """Start the worker: it dies with this process."""
        keeper = os.getpid()
        environment = {**os.environ, MARK: self.task["mark"]}
        self.worker = os.fork()
        if self.worker:
            return
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGTERM, signal.SIGCHLD, signal.SIGINT, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            if self._prctl is not None:
                self._prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if os.getppid() == keeper:
                os.execve(command[0], command, environment)
        finally:
            os._exit(127)

    def keep(self) -> None:
        """Return when the worker has ended, and nothing that it started lives any more."""
        while not self._reap():
            self._ask_where_it_is_time()
            left = self._left()
            if left <= 0:
                break
            select.select([self._wake], [], [], min(left, POLL_SECONDS))
            with suppress(BlockingIOError):
                os.read(self._wake, 512)
        self._end()

    def _left(self) -> float:
        """Seconds until the worker is killed, or is to be asked to stop."""
        left = self._until_end()
        moments = [left, self._kill_at - boot_clock() if self._kill_at is not None else None]
        if left is not None and not self._told and left > self.task["notice"]:
            moments.append(left - self.task["notice"])
        return min((one for one in moments if one is not None), default=POLL_SECONDS)

    def _until_end(self) -> float | None:
        """Closing has time of its own; the bell holds for it, too."""
        task = {**self.task, "seconds": None} if self.closing else self.task
        return seconds_left(task, self.begun)

    def _ask_where_it_is_time(self) -> None:
        left = self._until_end()
        soon = left is not None and left <= self.task["notice"]
        cancelled = not self.closing and (self.folder / "cancel").exists()
        if self._told or not (soon or cancelled or self._asked):
            return
        self._told = True
        if cancelled or self._asked:
            kill_at = boot_clock() + self.task["grace"]
            self._kill_at = kill_at if self._kill_at is None else min(kill_at, self._kill_at)
        with suppress(ProcessLookupError):
            os.kill(self.worker, signal.SIGTERM)
            os.kill(self.worker, signal.SIGCONT)  # one that was stopped hears it, too

    def _reap(self) -> bool:
        """Bury the dead; whether the worker is among them."""
        ended = False
        with suppress(ChildProcessError):
            while True:
                pid, _ = os.waitpid(-1, os.WNOHANG)
                if pid == 0:
                    break
                ended = ended or pid == self.worker
        return ended

    def _end(self) -> None:
        own = os.getpid()
        if not Path("/proc/self/stat").exists():  # then the group is all we can name, us included
            os.killpg(0, signal.SIGKILL)
        pause = 0.005
        while alive := descendants(own):
            kill_all(alive)
            self._reap()
            time.sleep(pause)
            pause = min(POLL_SECONDS, 2 * pause)  # one that hangs in the kernel takes its time


def main(arguments: list[str]) -> int:
    """See the module."""
    folder, lock, *command = arguments
    keeper = Keeper(Path(folder), closing="--closing" in command)
    # The worker holds the lock, too: where it outlives us for a moment nobody starts another.
    os.set_inheritable(int(lock), True)
    keeper.start(command)
    keeper.keep()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
