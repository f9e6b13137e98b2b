"""What a checker is and what it can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from prover.verdicts.faithfulness import FaithfulnessCheck
from prover.verdicts.verdict import Evidence

if TYPE_CHECKING:
    from prover.problems.problem import Problem
    from prover.trace.attempt import Attempt
    from prover.trace.context import RunContext

PROSE = "prose"
"""The kind under which attempts without a certificate are looked up: a jury reads the proof."""


class CheckerFault(Exception):
    """The checker itself failed or is not installed; says nothing about the proof. One line."""


@dataclass(frozen=True)
class Accepted:
    """The checker vouches, with the evidence for it.

    `statement_checks` are what it found out on the way about the formal statement itself.
    """

    evidence: Evidence
    statement_checks: tuple[FaithfulnessCheck, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """The certificate proves nothing or proves another statement; one sentence says why."""

    reason: str


@dataclass(frozen=True)
class Undecided:
    """The checker ran out of time or memory, which is not a rejection."""

    reason: str


CheckOutcome = Accepted | Rejected | Undecided


class Checker(Protocol):
    """Checks attempts whose certificate is of one kind."""

    async def check(self, problem: Problem, attempt: Attempt, context: RunContext) -> CheckOutcome:
        """Check the attempt's certificate against the problem's own trusted statement. What it
        costs is paid from the budget of `context`; its rules hold.

        A fault of the proof is an outcome; a fault of the machinery raises `CheckerFault`. May
        be cancelled at any await.
        """
        ...
