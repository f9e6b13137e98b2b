"""What everything that works in a run is given: its part of the budget, whom to tell, the rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from prover.limits.budget import Budget
from prover.problems.rules import OPEN, RulesProfile
from prover.verdicts.scope import AskedScope
from prover.verdicts.verdict import Rung

if TYPE_CHECKING:
    from prover.trace.events import EventBody


def _unheard(body: EventBody) -> None:
    """Nobody follows."""


@dataclass(frozen=True)
class Resources:
    """What a run may use of the machine: Ray where `ray` says that it was asked for, so that work
    goes to all cores of its cluster."""

    ray: bool = False


@dataclass(frozen=True)
class RunContext:
    """What an engine works with, and a checker whose work costs something.

    `budget` is its part of the run's; `emit` is told what happens, from any thread; `rules` say
    which means it may use; `asked_rung` and `asked_scope` are what the run is for. `journal` is a file for what was
    paid for, in which an earlier process of the same run may have written; `run` names the run
    that began it. Without a journal nothing is kept.
    """

    budget: Budget
    emit: Callable[[EventBody], None] = _unheard
    rules: RulesProfile = OPEN
    asked_rung: Rung = "symbolically_verified"
    asked_scope: AskedScope = "all"
    run: str = ""
    journal: Path | None = None
    resources: Resources = field(default_factory=Resources)

    def within(self, budget: Budget) -> RunContext:
        """The same context with another part of the budget."""
        return replace(self, budget=budget)
