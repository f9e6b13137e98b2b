"""Problems, engines, checkers and clocks for the tests of the spine."""

from __future__ import annotations

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from prover.checkers import Accepted, CheckerRegistry, CheckOutcome, Rejected
from prover.limits.budget import Budget
from prover.problems.problem import FormalStatement, Problem
from prover.run.engine import Needs, Prepared
from prover.trace.attempt import Attempt, Certificate
from prover.trace.context import RunContext
from prover.trace.events import Emit
from prover.verdicts.verdict import Rung, SymbolicEvidence

GEOMETRY = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"


def make_problem(geometry: str | None = GEOMETRY) -> Problem:
    """A small geometry problem."""
    formal = geometry and FormalStatement(geometry, author="A. Person", author_kind="person")
    return Problem(
        id="orthocentre",
        source="a school book",
        kind="geometry",  # type: ignore[arg-type]
        statement="Show that $AH \\perp BC$.",
        geometry=formal or None,
    )


class FakeClock:
    """Clocks that a test sets by hand. `reboot` is what a new process sees."""

    def __init__(self, wall: float = 1_000_000.0) -> None:
        self.now_wall = wall
        self.now_monotonic = 50.0

    def wall(self) -> float:
        return self.now_wall

    def monotonic(self) -> float:
        return self.now_monotonic

    def advance(self, seconds: float) -> None:
        self.now_wall += seconds
        self.now_monotonic += seconds

    def reboot(self) -> None:
        self.now_monotonic = 3.0


class ParityChecker:
    """A complete checker of a toy kind of certificate: the text `even N` proves that N is even.

    The problem's geometry block is ignored as a statement and only hashed, so that everything
    around the checker can be tried without a prover.
    """

    async def check(self, problem: Problem, attempt: Attempt, context: RunContext) -> CheckOutcome:
        assert attempt.certificate is not None and problem.geometry is not None
        word, _, number = attempt.certificate.text.partition(" ")
        if word != "even" or not number.isdigit() or int(number) % 2:
            return Rejected(f"{number or 'nothing'} is not even")
        return Accepted(
            SymbolicEvidence(
                checker_version="1",
                statement=problem.geometry.text,
                statement_sha256=sha256(problem.geometry.text),
                certificate_sha256=attempt.certificate.sha256,
                diagrams=3,
                steps=1,
                scope="all_branches",
            )
        )


def toy_registry() -> CheckerRegistry:
    return CheckerRegistry({"parity": ParityChecker})


def attempt(number: int, *, engine: str = "toy", **more: object) -> Attempt:
    """An attempt whose certificate the toy checker accepts when `number` is even."""
    return Attempt(
        engine=engine,
        proof_markdown=f"The number {number} is even.",
        certificate=Certificate(kind="parity", text=f"even {number}"),
        **more,  # type: ignore[arg-type]
    )


Script = Callable[[Budget, Emit], Awaitable[list[Attempt]]]


@dataclass
class ScriptedEngine:
    """An engine that does what its script says."""

    name: str
    script: Script
    willing: bool = True
    ran: list[str] = field(default_factory=list)
    reach: Rung = "symbolically_verified"

    def needs(self) -> Needs:
        return Needs()

    def prepare(self, problem: Problem) -> Prepared | None:
        return Prepared(problem) if self.willing else None

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        self.ran.append(prepared.problem.id)
        return await self.script(context.budget, context.emit)


def returning(*attempts: Attempt) -> Script:
    async def script(budget: Budget, emit: Emit) -> list[Attempt]:
        return list(attempts)

    return script


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
