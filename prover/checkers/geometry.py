"""Geometry certificates, checked by `geometry.checker` against the problem's geometry block."""

from __future__ import annotations

import cmath
import hashlib
import json
import math
import time
from typing import TYPE_CHECKING

from prover.checkers.geometry_scope import SURVEY_SECONDS, reach_of
from prover.checkers.protocol import Accepted, CheckerFault, CheckOutcome, Rejected
from prover.limits.threads import run_in_thread
from prover.settings.version import __version__
from prover.verdicts.faithfulness import FaithfulnessCheck
from prover.verdicts.verdict import SymbolicEvidence

if TYPE_CHECKING:
    from geometry import Statement
    from geometry.checker import CheckReport
    from geometry.predicates import Predicate
    from prover.problems.problem import Problem
    from prover.trace.attempt import Attempt
    from prover.trace.context import RunContext

POSITIONS_SECONDS = 5.0
"""Seconds in which other positions are drawn for a problem that asks for a value."""


class GeometryChecker:
    """Vouches for a certificate that proves exactly the problem's own geometry statement."""

    async def check(self, problem: Problem, attempt: Attempt, context: RunContext) -> CheckOutcome:
        """See `Checker.check`. The work runs in a thread; figures are computed exactly."""
        formal, certificate = problem.geometry, attempt.certificate
        if certificate is None:
            return Rejected("there is no certificate")
        if formal is None:
            return Rejected("the problem has no geometry block that the certificate could prove")
        report = await run_in_thread(lambda: check_text(certificate.text), name="geometry-checker")
        if not report.accepted:
            place = "" if report.step is None else f"step {report.step}: "
            return Rejected(f"the geometry proof checker: {place}{report.reason}")
        statement = _read(formal.text)
        trusted = _answered(statement, formal.text, report.statement, certificate.text)
        if trusted is None:
            return Rejected("the certificate does not answer what the problem asks to find")
        if report.statement != canonical_statement(trusted):
            return Rejected(
                "the certificate proves another statement than the problem's: "
                f"{_shown(report.statement)}"
            )
        left = context.budget.remaining("wall")
        # Counting figures must not cost the verdict.
        seconds = SURVEY_SECONDS if left is None else min(SURVEY_SECONDS, left / 4)
        reach = await run_in_thread(
            lambda: reach_of(report, statement, certificate.text, seconds), name="geometry-checker"
        )
        figures = f"the hypotheses and the goal hold in {report.diagrams} random figures"
        return Accepted(
            SymbolicEvidence(
                checker_version=__version__,
                statement=report.statement,
                statement_sha256=hashlib.sha256(formal.text.encode()).hexdigest(),
                certificate_sha256=certificate.sha256,
                diagrams=report.diagrams,
                steps=report.steps,
                other_answers=await run_in_thread(
                    lambda: _other_answers(statement), name="geometry-checker"
                ),
                **dict(reach),
            ),
            (FaithfulnessCheck(name="not vacuous", passed=True, detail=figures),),
        )


def check_text(text: str) -> CheckReport:
    """The geometry checker's report. Raises `CheckerFault` where the checker itself fails."""
    from geometry.checking import check_certificate

    try:
        return check_certificate(text)
    except Exception as error:  # it reports all that is wrong with a certificate
        raise CheckerFault(
            f"the geometry checker failed: {type(error).__name__}: {error}"
        ) from error


def _answered(statement: Statement, trusted: str, proved: str, certificate: str) -> str | None:
    """The trusted statement with the proved values in place of what it asks to find.

    A question (`find rconst a b c d`) is answered by any proved goal about the same relation and
    points: the value of a quantity is unique, so that what was proved is the answer. The undirected
    angle is the directed one or what that lacks to 180°; which it is shows the figure of the
    certificate, which has been checked. None if a question is left without an answer.
    """
    from geometry.language import parse_statement

    if not statement.questions:
        return trusted
    goals = parse_statement(proved).goals
    answers: list[Predicate] = []
    for question in statement.questions:
        found = [goal for goal in goals if question.answers(goal)]
        if question.relation == "angle":
            found = [goal for goal in found if _is_undirected(goal, certificate)]
        if len(found) != 1:
            return None
        answers += found
    return str(statement.resolved(answers))


def _read(trusted: str) -> Statement:
    """The trusted block. Raises `CheckerFault` when it cannot be read."""
    from geometry.errors import GeometryInputError
    from geometry.language import parse_statement

    try:
        return parse_statement(trusted)
    except GeometryInputError as error:
        raise CheckerFault(f"the problem's geometry block cannot be read: {error}") from None


def _other_answers(statement: Statement) -> tuple[str, ...]:
    """What else the trusted statement's questions are answered by, in other positions."""
    from geometry.diagram.stopping import pulse
    from geometry.diagram.values import answered
    from geometry.errors import GeometryError

    end = time.monotonic() + POSITIONS_SECONDS
    try:
        return answered(statement, pulse=pulse(lambda: time.monotonic() >= end)).others
    except GeometryError:  # drawn in time or not, and a figure or none: nothing more is known
        return ("whether other positions of the figure have other answers was not found out",)


def _is_undirected(fact: Predicate, certificate: str) -> bool:
    """Whether the turn from the first side to the second is, in the figure, the angle stated."""
    diagram = json.loads(certificate)["diagram"]
    a, b, c, d = (complex(*map(float, diagram[p])) for p in fact.points)
    assert fact.value is not None
    return abs(cmath.phase((d - c) / (b - a)) / math.pi - float(fact.value)) < 1e-3


def canonical_statement(text: str) -> str:
    """The statement as the checker itself reads it, so that layout and comments do not matter.

    Raises `CheckerFault` when the trusted block cannot be read: the problem file is then wrong.
    """
    from geometry.checker.report import Rejection
    from geometry.checker.statement import read_problem

    try:
        return str(read_problem(text))
    except Rejection as error:
        raise CheckerFault(f"the problem's geometry block cannot be read: {error.reason}") from None


def _shown(text: str) -> str:
    return text if len(text) <= 200 else text[:199] + "…"
