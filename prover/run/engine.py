"""What an engine is.

An engine looks for a proof. It emits typed events, may be cancelled at any await, never prints,
never reads the clock (the budget does) and never decides a verdict: it returns attempts, and
`prover.checkers.judgement` has them checked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from prover.problems.problem import Problem
from prover.problems.rules import OPEN, RulesProfile
from prover.trace.attempt import Attempt
from prover.trace.context import RunContext
from prover.verdicts.verdict import Rung


@dataclass(frozen=True)
class Needs:
    """What an engine needs to work: the network beyond this machine, a language model."""

    network: bool = False
    model: bool = False


@dataclass(frozen=True)
class Prepared:
    """A problem as an engine accepted it. `form` is the engine's own: what it read and drew on
    the way, so that nothing is done twice."""

    problem: Problem
    form: Any = None


class Engine(Protocol):
    """What a run asks of an engine."""

    @property
    def name(self) -> str:
        """A short name, unique among the engines of a run."""
        ...

    @property
    def reach(self) -> Rung:
        """The best rung that an attempt of this engine can have."""
        ...

    def needs(self) -> Needs:
        """What it needs to work, as it is configured now. Quick."""
        ...

    def prepare(self, problem: Problem) -> Prepared | None:
        """The problem in the engine's own form; None when it cannot try it. Quick.

        Raises `InvalidProblem` when the problem's formal statement is wrong.
        """
        ...

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        """Try the problem until done or out of budget, and return the attempts made.

        An attempt that should survive a cancellation is handed over at once with
        `context.emit(AttemptMade(attempt=...))`; returning it again later does no harm.

        Raises `InvalidProblem`, `BudgetExceeded`, and whatever its own faults are: the run
        records those and goes on with the other engines.
        """
        ...


@dataclass(frozen=True)
class Ready:
    """An engine with the problem it accepted."""

    engine: Engine
    prepared: Prepared


def prepare(
    problem: Problem, engines: Sequence[Engine], rules: RulesProfile = OPEN
) -> tuple[Ready, ...]:
    """The engines that the rules allow and that accept `problem`, each with its form of it.

    Raises `InvalidProblem`.
    """
    ready: list[Ready] = []
    for engine in engines:
        needs = engine.needs()
        if rules.forbids(engine.name, model=needs.model, network=needs.network) is not None:
            continue
        prepared = engine.prepare(problem)
        if prepared is not None:
            ready.append(Ready(engine, prepared))
    return tuple(ready)
