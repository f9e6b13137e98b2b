"""What a session of interactive proving offers, whichever Lean stands behind it.

A session holds a statement and a tree of states. A state is the list of tactics that led to it
and the goals that they left; going back is free, since every step names the state it starts from.
What fails in a tactic is a value (`TacticFailure`); what fails in the machinery raises.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from lean.driver.goals import Goal
from lean.driver.tactic import indent
from lean.sandbox.text import printable

FailureKind = Literal["error", "refused", "timeout", "memory"]

_EXHAUSTED = (
    "maximum number of heartbeats",
    "(deterministic) timeout",
    "maximum recursion depth",
    "Stack overflow",
)


@dataclass(frozen=True)
class ProofState:
    """A state of a session. `goals` empty means that the proof is complete."""

    session: int
    tactics: tuple[str, ...]
    goals: tuple[Goal, ...]

    @property
    def complete(self) -> bool:
        """Whether no goal is left."""
        return not self.goals

    @property
    def depth(self) -> int:
        """Number of tactics from the statement to here."""
        return len(self.tactics)

    def pretty(self) -> str:
        """Spell all goals as Lean does."""
        return "\n\n".join(goal.pretty() for goal in self.goals) or "no goals"

    def proof(self) -> str:
        """Return the tactics as a proof to stand in the place of a statement's `sorry`."""
        lines = [line for tactic in self.tactics for line in indent(tactic, 2)]
        return "by\n" + "\n".join(lines or ["  skip"]) + "\n"


@dataclass(frozen=True)
class TacticFailure:
    """A tactic that did not work. `message` is Lean's, or says why it was not even tried.

    `kind` is `error` (Lean refuses it), `refused` (not tried), `timeout` (no time,
    heartbeats or recursion depth left: nothing is known) or `memory` (the worker did not
    survive it).
    """

    tactic: str
    kind: FailureKind
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", printable(self.message))


StepResult = ProofState | TacticFailure


@dataclass(frozen=True)
class StepLimits:
    """Seconds for a single step and for a whole batch."""

    step_seconds: float = 15.0
    batch_seconds: float = 60.0


class TacticSession(Protocol):
    """An open statement. Calls from several tasks wait for each other.

    `lean.driver.session.Session` is ours, `lean.dojo.session.DojoSession` LeanDojo's.
    """

    root: ProofState

    @property
    def cpu_seconds(self) -> float:
        """Processor time that Lean spent on this session, 0 where that is not known."""
        ...

    async def apply(self, state: ProofState, tactic: str) -> StepResult:
        """Apply one tactic to a state. Raises `StateUnknown` and the driver's errors."""
        ...

    async def apply_batch(self, state: ProofState, tactics: Sequence[str]) -> list[StepResult]:
        """Try many tactics on one state; results in the order of `tactics`."""
        ...

    def close(self) -> None:
        """Make every further call raise `StateUnknown`."""
        ...


def failure_kind(text: str) -> FailureKind:
    """Tell by Lean's complaint whether it refuses a tactic or ran out of what it was given."""
    return "timeout" if any(word in text for word in _EXHAUSTED) else "error"
