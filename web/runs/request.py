"""A submitted problem on disk: what was asked, and the marks of what became of it.

runs/.served/RUN/request.json   problem, rung, limits, when it was submitted
                 lock           locked by the process that works on it, as long as it lives
                 pid            that process
                 starts         one byte for every start
                 cancel         somebody asked to cancel it
                 outcome.json   why there is no result, where there is none
                 log            what the process wrote to stderr
"""

from __future__ import annotations

import os
import shutil
import signal
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from prover import service
from prover.base.locks import Locked, take
from prover.problems.problem import Problem
from prover.problems.record import problem_from_record
from prover.verdicts.verdict import Rung


class Request(BaseModel):
    """What was asked. `problem` is a record of `prover.problems.record`, `budget` in seconds,
    `command` what the bundle's manifest names as its origin; `tokens` and `cost` (US dollars) are
    the most that language models may use, None: no limit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["olympiad-request/1"] = "olympiad-request/1"
    run: str
    problem: dict[str, Any]
    rung: Rung
    budget: float
    submitted: AwareDatetime
    command: tuple[str, ...]
    tokens: float | None = None
    cost: float | None = None

    @property
    def name(self) -> str:
        """What to call the problem: its title, else its source, else its id."""
        names = (self.problem.get(field) for field in ("title", "source", "id"))
        return str(next(filter(None, names), self.run))

    def to_problem(self) -> Problem:
        """The problem. Raises `ProblemRecordError`."""
        return problem_from_record(self.problem)


class Outcome(BaseModel):
    """Why a request came to no result: the problem was refused, or the work failed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: Literal["refused", "failed"]
    message: str


def home() -> Path:
    """The folder of all requests."""
    return service.RUNS / ".served"


class RequestFolder:
    """The folder of one request; it reads the disk anew at every call."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def all(cls) -> list[RequestFolder]:
        """Every request there is, in the order in which they came."""
        try:
            names = sorted(entry.name for entry in home().iterdir() if entry.is_dir())
        except FileNotFoundError:
            return []
        return [cls(home() / name) for name in names if not name.startswith(".")]

    @classmethod
    def create(cls, request: Request) -> RequestFolder:
        """Write a new request, whole or not at all."""
        folder = home() / request.run
        making = home() / f".{request.run}"
        making.mkdir(parents=True)
        try:
            (making / "request.json").write_text(request.model_dump_json(indent=2), "utf-8")
            making.rename(folder)
        except OSError:
            shutil.rmtree(making, ignore_errors=True)
            raise
        return cls(folder)

    @property
    def run(self) -> str:
        """The run's name."""
        return self.folder.name

    @property
    def bundle(self) -> Path:
        """Where the bundle goes."""
        return service.RUNS / self.run

    def request(self) -> Request | None:
        """What was asked; None when there is no such request or its file is broken."""
        try:
            return Request.model_validate_json((self.folder / "request.json").read_bytes())
        except (OSError, ValidationError):
            return None

    @property
    def submitted(self) -> float:
        """When the request was written, in seconds since the epoch."""
        return (self.folder / "request.json").stat().st_mtime

    # --- who works on it ----------------------------------------------------------------------

    def acquire(self) -> int | None:
        """Lock the request for a process to be started; the open lock, None when it is held."""
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        try:
            take(lock)
        except Locked:
            os.close(lock)
            return None
        return lock

    def alive(self) -> bool:
        """Whether a living process works on it."""
        try:
            lock = os.open(self.folder / "lock", os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            # A shared lock: two who only look must not take each other for the worker.
            take(lock, shared=True)
        except Locked:
            return True
        finally:
            os.close(lock)
        return False

    def signal(self, number: int) -> None:
        """Send a signal to the process that works on it, if one does; SIGKILL to all it started."""
        try:
            pid = int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            return
        if self.alive():  # else the number may belong to somebody else by now
            try:
                (os.killpg if number == signal.SIGKILL else os.kill)(pid, number)
            except ProcessLookupError:
                return

    def started(self, pid: int) -> None:
        """Note that process `pid` was started on it."""
        _replace(self.folder / "pid", str(pid))
        with (self.folder / "starts").open("ab") as file:
            file.write(b".")

    @property
    def starts(self) -> int:
        """How often a process was started on it."""
        try:
            return (self.folder / "starts").stat().st_size
        except FileNotFoundError:
            return 0

    # --- marks --------------------------------------------------------------------------------

    def cancel(self) -> None:
        """Mark it as cancelled."""
        (self.folder / "cancel").touch()

    def cancelled_at(self) -> datetime | None:
        """When somebody asked to cancel it, None when nobody did."""
        try:
            moment = (self.folder / "cancel").stat().st_mtime
        except FileNotFoundError:
            return None
        return datetime.fromtimestamp(moment, UTC)

    def conclude(self, outcome: Outcome) -> None:
        """Note why there is no result."""
        _replace(self.folder / "outcome.json", outcome.model_dump_json())

    def outcome(self) -> Outcome | None:
        """Why there is no result; None when there is one or the work is not done."""
        try:
            return Outcome.model_validate_json((self.folder / "outcome.json").read_bytes())
        except (OSError, ValidationError):
            return None


def _replace(file: Path, text: str) -> None:
    new = file.with_name(f".{file.name}.new")
    new.write_text(text, "utf-8")
    new.replace(file)
