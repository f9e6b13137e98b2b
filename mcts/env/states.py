"""The states of the search in Lean."""

from __future__ import annotations

from dataclasses import dataclass

from lean.driver.goals import Goal
from lean.driver.state import ProofState


@dataclass(frozen=True)
class LeanState:
    """The first ``focus`` goals of a driver's state; what comes after them is somebody else's."""

    proof_state: ProofState
    focus: int

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals to prove here; more than one only where they share metavariables."""
        return self.proof_state.goals[: self.focus]

    @property
    def goal(self) -> Goal:
        """The goal that the next tactic acts on."""
        return self.proof_state.goals[0]
