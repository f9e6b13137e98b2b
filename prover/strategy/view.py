"""What a strategy sees, and what it can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung, answered

State = Literal["waiting", "running", "ended"]


@dataclass(frozen=True)
class EngineView:
    """An engine that accepted a problem. `reach` is the best rung it can get there."""

    name: str
    reach: Rung
    state: State = "waiting"


@dataclass(frozen=True)
class ProblemView:
    """A problem: what is asked of it, the best rung of what was judged (None: nothing yet) with its
    scope (None: of another rung), and its engines in their order."""

    problem: str
    asked: Rung
    engines: tuple[EngineView, ...]
    best: Rung | None = None
    scope: Scope | None = None
    asked_scope: AskedScope = "all"

    @property
    def reached(self) -> bool:
        """Whether what was asked is there."""
        return self.best is not None and answered(
            self.best, self.scope, self.asked, self.asked_scope
        )


@dataclass(frozen=True)
class View:
    """One problem or several under one budget. `seconds` are left for work, None: no limit."""

    problems: tuple[ProblemView, ...]
    seconds: float | None = None


@dataclass(frozen=True)
class Task:
    """One engine on one problem for so many seconds of wall clock; None: as long as there is."""

    problem: str
    engine: str
    seconds: float | None = None


@dataclass(frozen=True)
class Decision:
    """What to start and which running tasks to cancel, as (problem, engine). A decision that
    starts nothing while nothing runs ends the run."""

    start: tuple[Task, ...] = ()
    cancel: tuple[tuple[str, str], ...] = ()


class Strategy(Protocol):
    """Called when a run begins and whenever a task ended or a verdict came."""

    def next(self, view: View) -> Decision:
        """What to do now. A pure function of the view."""
        ...
