"""Where work is done that outlives whoever asked for it: tasks and what executes them.

    executor.submit(Task(id="p1-geometry", work="package.module:function", arguments={...}))
    for event in executor.events("p1-geometry", after=seen): ...
    executor.status("p1-geometry").state
    executor.cancel("p1-geometry")

A task is data: the name of a function and JSON arguments, so that it can be done in another process
or on another machine. It hands back JSON, too; what it may spend comes with its arguments as a
lease (`prover.limits.budget.Budget.lease`), and what it spent goes back with its result. It knows
neither the store nor the bundle.

`prover.run.local_processes` does tasks in processes of this machine. An executor over a cluster
starts the same keeper (`prover.run.keeper`) where the task is placed, so that the bell is kept
there also when nobody can be reached.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, JsonValue

TaskState = Literal["queued", "running", "stalled", "done", "failed", "cancelled"]
"""`queued`: waits for a place, or to be started again after its process died. `running`: a living
process works on it. `stalled`: that process gives no sign of life. `done`: it handed back a result.
`failed`: it raised, died too often, or its time ended. `cancelled`: somebody asked for that."""

FINAL: frozenset[TaskState] = frozenset({"done", "failed", "cancelled"})
"""The states that do not change any more."""

ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}"
"""What an id looks like: it may name a folder, an actor or a row."""

Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class UnknownTask(LookupError):
    """There is no task of this id; one line."""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Task(_Model):
    """What is to be done.

    `work` names a function, `package.module:function`, that takes a `prover.run.task_worker.Call`
    and returns JSON data; it may be a coroutine function, which is cancelled by cancelling it.

    `bell` is the moment (seconds since the epoch) after which nothing of the task lives; `seconds`
    bounds the time since its first start, that in which no process lived included. `notice` seconds
    before either it is asked to stop; `grace` seconds after a cancellation it is killed.

    A process that dies is replaced until `tries` were started. With `closing_seconds`, a task that
    was cancelled before its end, whose `seconds` are over or that died too often is started once
    more, with `Call.closing` set and so much time, to write up what there is; that, too, is tried
    `tries` times, and the bell holds for it as well.

    `places` is how many of the executor's places it takes; `stalls_after` how many seconds without
    a sign of life make it `stalled`.
    """

    id: Annotated[str, Field(pattern=f"^{ID_PATTERN}$")]
    work: Annotated[str, Field(pattern=r"^[A-Za-z_][\w.]*:[A-Za-z_]\w*$")]
    arguments: dict[str, JsonValue] = {}
    bell: Annotated[float, Field(allow_inf_nan=False)] | None = None
    seconds: Seconds | None = None
    tries: Annotated[int, Field(ge=1)] = 3
    notice: Seconds = 2.0
    grace: Seconds = 20.0
    closing_seconds: Annotated[float, Field(gt=0)] | None = None
    places: Annotated[int, Field(ge=1)] = 1
    stalls_after: Annotated[float, Field(gt=0)] = 30.0


class TaskStatus(_Model):
    """How a task stands. `tries` counts the processes started on it, `cancelling` says that
    somebody asked to cancel it, `detail` why there is no result, where it ended without one.
    """

    id: str
    state: TaskState
    tries: int
    cancelling: bool = False
    result: Any = None
    detail: str = ""


class TaskEvent(_Model):
    """Something that happened to a task, or that its worker told (`data`, with `state` None).

    `seq` rises from event to event and means nothing else; `at` is in seconds since the epoch.
    """

    task: str
    seq: int
    at: float
    state: TaskState | None = None
    tries: int = 0
    detail: str = ""
    data: Any = None


class Executor(Protocol):
    """Does tasks. What it knows outlives it: another one on the same ground finds all of it again.

    Everything may be called from any thread.
    """

    @property
    def bell(self) -> float | None:
        """The moment (seconds since the epoch) after which everything it started is dead."""
        ...

    def submit(self, task: Task) -> None:
        """Take a task; it is begun in its turn. A second one of the same id is not taken, so that
        whoever does not know whether it was may ask again."""
        ...

    def cancel(self, task: str) -> None:
        """Ask a task to stop. One that has ended stays as it is. Raises `UnknownTask`."""
        ...

    def status(self, task: str) -> TaskStatus:
        """How a task stands. Raises `UnknownTask`."""
        ...

    def tasks(self) -> list[str]:
        """The ids of all tasks, those of an earlier executor included."""
        ...

    def events(self, task: str, after: int = -1) -> list[TaskEvent]:
        """What happened after the event with the number `after`. Raises `UnknownTask`."""
        ...
