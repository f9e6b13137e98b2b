"""A submitted problem on disk: what was asked, and why nothing came of it.

runs/.served/RUN/request.json   problem, rung, limits, when it was submitted
                 outcome.json   why there is no result, where there is none

The other files there are those of the task that works on it (`prover.run.task_folder`).
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from prover import service
from prover.base.whole_files import replace_file
from prover.problems.problem import Problem
from prover.problems.record import problem_from_record
from prover.verdicts.scope import AskedScope, asked_of
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
    scope: AskedScope = "all"
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

    @property
    def asked_scope(self) -> AskedScope:
        """How far a geometry proof has to reach, as the request or its problem says."""
        return asked_of(self.problem.get("scope"), self.scope)

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

    def conclude(self, outcome: Outcome) -> None:
        """Note why there is no result."""
        replace_file(self.folder / "outcome.json", outcome.model_dump_json())

    def outcome(self) -> Outcome | None:
        """Why there is no result; None when there is one or the work is not done."""
        try:
            return Outcome.model_validate_json((self.folder / "outcome.json").read_bytes())
        except (OSError, ValidationError):
            return None
