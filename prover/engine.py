"""What an engine is, and the attempts it hands back.

An engine looks for a proof. It emits typed events, may be cancelled at any await, never prints,
never reads the clock (the budget does) and never decides a verdict: it returns attempts, and
`prover.judgement` has them checked.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Protocol, runtime_checkable

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

if TYPE_CHECKING:
    from pathlib import Path

    from prover.budget import Budget
    from prover.events import Emit
    from prover.problem import Problem

_SUFFIXES = {"geometry": "json", "lean": "lean", "jury": "json"}


class InvalidProblem(ValueError):
    """The problem's formal statement is wrong: unknown point, goal false in the figure, ...

    The text is one line that names the place and the fix. An engine raises it from `accepts` or
    `run`; the runner then writes no bundle, because the user has to mend the problem first.
    """


class Certificate(BaseModel):
    """What a checker needs to vouch for an attempt. `kind` chooses the checker."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
    text: str

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def file_name(self) -> str:
        """The name the certificate has in a bundle."""
        return f"certificate.{_SUFFIXES.get(self.kind, 'txt')}"


class Cost(BaseModel):
    """What an attempt used. Seconds are CPU and GPU seconds, money is in US dollars."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tokens: Annotated[int, Field(ge=0)] = 0
    cost: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    cpu_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    gpu_seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


class Attempt(BaseModel):
    """One attempt at a problem, as its engine left it.

    `proof_markdown` is the proof for a person to read, without traces of the search. `notes`
    tell how it came about; `known_problems` what the engine itself knows to be missing or wrong.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    engine: Annotated[str, StringConstraints(min_length=1)]
    proof_markdown: str
    certificate: Certificate | None = None
    figure_svg: str | None = None
    notes: tuple[str, ...] = ()
    known_problems: tuple[str, ...] = ()
    cost: Cost = Cost()

    @property
    def sha256(self) -> str:
        """Identity of the attempt: SHA-256 of its canonical JSON."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


@runtime_checkable
class Engine(Protocol):
    """What the runner asks of an engine."""

    @property
    def name(self) -> str:
        """A short name, unique among the engines of a run."""
        ...

    def accepts(self, problem: Problem) -> bool:
        """Whether the engine can try this problem. Quick; raises `InvalidProblem`."""
        ...

    async def run(self, problem: Problem, budget: Budget, emit: Emit) -> list[Attempt]:
        """Try the problem until done or out of budget, and return the attempts made.

        An attempt that should survive a cancellation is handed over at once with
        `emit(AttemptMade(attempt=...))`; returning it again later does no harm.

        Raises `InvalidProblem`, `BudgetExceeded`, and whatever its own faults are: the runner
        records those and goes on with the next engine.
        """
        ...


@runtime_checkable
class Ruled(Engine, Protocol):
    """An engine that has means which a contest's rules may forbid."""

    def under(self, rules: str) -> Engine:
        """This engine under `rules`, the free text of a contest."""
        ...


@runtime_checkable
class Journaled(Engine, Protocol):
    """An engine that writes down what it pays for while it works, so that a run whose process
    died is taken up again without paying twice."""

    def journaled(self, file: Path, run: str) -> Engine:
        """This engine with its journal in `file`, in which an earlier process may have written;
        `run` names the run that began it."""
        ...
