"""Engines and checkers at work outside of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prover.limits.budget import Budget
from prover.problems.problem import Problem
from prover.problems.rules import OPEN, RulesProfile
from prover.run.engine import Engine
from prover.trace.attempt import Attempt
from prover.trace.context import RunContext
from prover.trace.events import EventBody


def quiet(body: EventBody) -> None:
    """Nobody follows."""


def context(
    budget: Budget | None = None,
    emit: Callable[[EventBody], None] = quiet,
    rules: RulesProfile = OPEN,
) -> RunContext:
    """What an engine or a checker is given; no limits by default."""
    return RunContext(budget=budget or Budget(), emit=emit, rules=rules)


async def attempts_of(
    engine: Engine,
    problem: Problem,
    budget: Budget | None = None,
    emit: Callable[[EventBody], None] = quiet,
    rules: RulesProfile = OPEN,
) -> Sequence[Attempt]:
    """What `engine` returns on a problem, which it must accept."""
    prepared = engine.prepare(problem)
    assert prepared is not None
    return await engine.run(prepared, context(budget, emit, rules))
