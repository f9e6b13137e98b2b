"""An executor whose tasks are processes of this machine, which survive it and are found again.

Everything it knows is in a folder (`prover.run.task_folder`). Several executors, in one process or in
many, may share it: a lock on the folder lets one at a time decide, and it does not matter which of
them started a task or whether that one still lives. One that is killed leaves its tasks working, each
kept by a process of its own (`prover.run.keeper`).
"""

from __future__ import annotations

import math
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from prover.base.locks import locked
from prover.run import keeper
from prover.run.executor import (
    FINAL,
    ID_PATTERN,
    Task,
    TaskEvent,
    TaskState,
    TaskStatus,
    UnknownTask,
)
from prover.run.processes import command, environment
from prover.run.task_folder import TaskFolder

TICK_SECONDS = 0.25
"""Seconds between two looks at the tasks."""

LATE_SECONDS = 1.0
"""How long after the end of its time a task that still lives is killed from outside: then its keeper
was stopped, or killed without a kernel that ends what it kept."""


class LocalProcesses:
    """See `prover.run.executor.Executor`. `folder` holds the tasks, `places` of which work at the
    same time; `bell` (seconds since the epoch) holds for every task that is submitted here.

    Between `start` and `stop` a thread looks at the tasks; a program that does not want it calls
    `look` itself.
    """

    def __init__(self, folder: Path, places: int = 2, *, bell: float | None = None) -> None:
        self.folder = folder.absolute()
        self.places = places
        self._bell = bell
        self._ended: set[str] = set()
        self._stalled: set[str] = set()
        self._own: dict[str, subprocess.Popen[bytes]] = {}
        self._looking = threading.Lock()
        self._poke = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._loop, name="executor", daemon=True)

    # --- the executor -------------------------------------------------------------------------

    @property
    def bell(self) -> float | None:
        """See `Executor`."""
        return self._bell

    def submit(self, task: Task) -> None:
        """See `Executor`. Raises `OSError` when it cannot be written down."""
        bells = [bell for bell in (task.bell, self._bell) if bell is not None]
        if bells:
            task = task.model_copy(update={"bell": min(bells)})
        TaskFolder(self.folder / task.id).create(task)
        self._poke.set()

    def cancel(self, task: str) -> None:
        """See `Executor`."""
        own = self._find(task)
        if self._state(own) not in FINAL and not own.cancelled:
            own.cancel()
            _signal(own, signal.SIGTERM)
            self._poke.set()

    def status(self, task: str) -> TaskStatus:
        """See `Executor`."""
        own = self._find(task)
        state = self._state(own)
        result = (own.result() or {}) if state in FINAL else {}
        said = (own.ended() or result) if state in FINAL else {}
        return TaskStatus(
            id=task,
            state=state,
            tries=own.starts,
            cancelling=own.cancelled and state not in FINAL,
            result=result.get("result"),
            detail=str(said.get("detail") or ""),
        )

    def tasks(self) -> list[str]:
        """See `Executor`."""
        return [own.id for own in self._all()]

    def events(self, task: str, after: int = -1) -> list[TaskEvent]:
        """See `Executor`."""
        return self._find(task).events(after)

    # --- its life -----------------------------------------------------------------------------

    def start(self) -> None:
        """Begin to work on tasks, those of an earlier executor included."""
        self._thread.start()

    def stop(self) -> None:
        """End, and ask the tasks that were started here to stop, as a cancellation would; what
        does not write up in its grace, and what waits, is for the next executor."""
        self._stopping = True
        self._poke.set()
        if self._thread.is_alive():
            self._thread.join()
        for process in self._own.values():
            if process.poll() is None:
                process.terminate()
        grace = max((self._grace(task) for task in self._own), default=0.0)
        end = time.monotonic() + grace + LATE_SECONDS
        for process in self._own.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, end - time.monotonic()))

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Hold the lock under which processes are started: nothing begins meanwhile."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with locked(self.folder / ".lock", seconds=math.inf):
            yield

    def _loop(self) -> None:
        while not self._stopping:
            try:
                self.look()
            except Exception as fault:  # the disk may be full; the next look is soon
                print(f"olympiad: executor: {' '.join(str(fault).split())}", file=sys.stderr)
            self._poke.wait(TICK_SECONDS)
            self._poke.clear()

    def look(self) -> None:
        """Look at every task once, and start what can be started."""
        with self._looking, self.deciding():
            for task, process in list(self._own.items()):
                if process.poll() is not None:
                    del self._own[task]
            taken, waiting = 0, []
            for own in self._all():
                if own.id in self._ended:
                    continue
                task_asked = own.task()
                if task_asked is None:
                    continue
                if own.ended() is not None:
                    self._ended.add(own.id)
                elif own.alive():
                    taken += task_asked.places
                    self._watch(own, task_asked)
                elif not self._conclude(own, task_asked):
                    waiting.append((own, task_asked))
            waiting.sort(key=lambda one: (_submitted(one[0]), one[0].id))
            for own, task_asked in waiting:
                if _closing(own, task_asked):
                    self._spawn(own, closing=True)  # it waits for nobody: it is soon over
                elif taken < self.places:
                    taken += task_asked.places
                    self._spawn(own, closing=False)

    # --- how a task stands --------------------------------------------------------------------

    def _all(self) -> list[TaskFolder]:
        try:
            found = sorted(entry.name for entry in self.folder.iterdir() if entry.is_dir())
        except FileNotFoundError:
            return []
        folders = [TaskFolder(self.folder / name) for name in found if not name.startswith(".")]
        return [own for own in folders if (own.folder / "task.json").exists()]

    def _find(self, task: str) -> TaskFolder:
        """The folder of a task. The id may come from outside: one that is none is no path."""
        own = TaskFolder(self.folder / task) if re.fullmatch(ID_PATTERN, task) else None
        if own is None or not (own.folder / "task.json").exists():
            raise UnknownTask(f"there is no task {task[:60]!r}")
        return own

    def _state(self, own: TaskFolder) -> TaskState:
        ended = own.ended()
        if ended is None and own.alive():
            task = own.task()
            silent = task is not None and own.silent_for() > task.stalls_after
            return "stalled" if silent else "running"
        said = ended or own.result()
        return "queued" if said is None else said["state"]

    def _grace(self, task: str) -> float:
        asked = TaskFolder(self.folder / task).task()
        return 0.0 if asked is None else asked.grace

    def _watch(self, own: TaskFolder, task: Task) -> None:
        """Tell when a living task stalls, and end one whose keeper does not."""
        state = self._state(own)
        if (state == "stalled") != (own.id in self._stalled):
            self._stalled ^= {own.id}
            own.tell(state=state)
        bell, left = _seconds_left(own, bell_alone=True), _seconds_left(own)
        # Closing has its time, whatever is over.
        graced = _age(own) > max(task.grace, task.closing_seconds or 0.0) + LATE_SECONDS
        if (
            (bell is not None and bell < -LATE_SECONDS)
            or (
                left is not None
                and left < -LATE_SECONDS
                and (graced or task.closing_seconds is None)
            )
            or (graced and own.cancelled_for() > task.grace + LATE_SECONDS)
        ):
            _signal(own, signal.SIGKILL)
            self._sweep(own)

    def _conclude(self, own: TaskFolder, task: Task) -> bool:
        """Write down how a task without a living process ended; False when it goes on."""
        result, left = own.result(), _seconds_left(own)
        closes = task.closing_seconds is not None
        died = f"its process died {own.starts} times; see its log"
        over = left is not None and left <= 0
        spent = own.starts >= (2 if closes else 1) * task.tries
        bell = _seconds_left(own, bell_alone=True)
        rung = over and (not closes or (bell is not None and bell <= 0))
        if result is not None:
            end: tuple[TaskState, str] = (result["state"], str(result.get("detail") or ""))
        elif own.cancelled and (rung or spent or not closes):
            end = ("cancelled", "it was cancelled")
        elif rung:
            end = ("failed", "its time ended" if own.starts else "its time ended before its turn")
        elif spent:
            end = ("failed", died)
        else:
            return False
        self._sweep(own)
        own.conclude(*end)
        self._ended.add(own.id)
        return True

    def _sweep(self, own: TaskFolder) -> None:
        """Kill what dead processes of the task left behind."""
        record = own.record()
        if record is not None and own.starts:
            keeper.kill_all(keeper.marked(record["mark"]))

    def _spawn(self, own: TaskFolder, *, closing: bool) -> None:
        lock = own.acquire()
        if lock is None:
            return
        # The lock goes with the processes and is free again when they end, however they end.
        try:
            self._sweep(own)
            if own.starts:
                own.tell(state="queued", detail="its process ended without a result")
            own.starting()
            worker = command("prover.run.task_worker", str(own.folder))
            if closing:
                worker.append("--closing")
            keeping = [sys.executable, "-I", "-S", keeper.__file__, str(own.folder), str(lock)]
            with (own.folder / "log").open("ab") as log:
                process = subprocess.Popen(
                    [*keeping, *worker],
                    env=environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    pass_fds=(lock,),
                    start_new_session=True,
                )
            own.started(process.pid)
        finally:
            os.close(lock)
        own.tell(state="running", detail="writing up" if closing else "")
        self._own[own.id] = process


def _signal(own: TaskFolder, number: int) -> None:
    """Send a signal to the keeper of a task, SIGKILL to its whole session."""
    pid = own.pid
    if pid is not None and own.alive():  # else the number may belong to somebody else by now
        with suppress(ProcessLookupError):
            (os.killpg if number == signal.SIGKILL else os.kill)(pid, number)


def _closing(own: TaskFolder, task: Task) -> bool:
    """Whether what is left to do for a task that has no result is to write it up."""
    left = _seconds_left(own)
    over = left is not None and left <= 0
    return task.closing_seconds is not None and (own.cancelled or own.starts >= task.tries or over)


def _submitted(own: TaskFolder) -> float:
    record = own.record()
    return float(record["submitted"]["wall"]) if record else 0.0


def _seconds_left(own: TaskFolder, *, bell_alone: bool = False) -> float | None:
    """Seconds until the end of the task's time, or until its bell; None where it has none."""
    record = own.record()
    if record is None:
        return None
    return keeper.seconds_left(record, None if bell_alone else own.begun())


def _age(own: TaskFolder) -> float:
    """Seconds since the last start."""
    try:
        return max(0.0, time.time() - (own.folder / "pid").stat().st_mtime)
    except FileNotFoundError:
        return 0.0
