"""What an engine is.

An engine looks for a proof. It emits typed events, may be cancelled at any await, never prints,
never reads the clock (the budget does) and never decides a verdict: it returns attempts, and
`prover.checkers.judgement` has them checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from pathlib import Path

    from prover.limits.budget import Budget
    from prover.problems.problem import Problem
    from prover.trace.attempt import Attempt
    from prover.trace.events import Emit


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
