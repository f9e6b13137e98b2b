"""Asks the engine a case and judges its answer."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from geometry.auxiliary.solve import solve
from geometry.checker import check_certificate
from geometry.diagram import prepare
from geometry.engine.closure import Closure
from geometry.engine.write_up import write_proof
from geometry.errors import DiagramError, FalseGoalError, GeometryError
from geometry.fuzz.cases import Case
from geometry.fuzz.figures import false_near
from geometry.fuzz.goals import Figure, fails
from geometry.language import Statement
from geometry.numerics import normalised
from geometry.proof import Proof
from geometry.proof_json import to_json


@dataclass(frozen=True)
class Judgement:
    """What came of a case.

    Attributes:
        outcome: `proved`, `not proved`, `said false`, `refused` (no figure, or one that the
            checker finds degenerate), `differs` (a rewritten statement fared differently).
        fault: what is wrong with the prover, empty if nothing is.
        certificate: of the proof, if there is one.
    """

    outcome: str
    fault: str = ""
    certificate: str = ""


def judge(case: Case, rng: Random, seconds: float) -> Judgement:
    """Runs the engine on the case, for at most `seconds`, and its proof through the oracles."""
    try:
        if case.figure is not None:
            return _judge_in_figure(case.statement, case.figure, rng, seconds)
        first = _judge_statement(case, case.statement, rng, seconds)
        if case.twin is None or first.fault:
            return first
        second = _judge_statement(case, case.twin, rng, seconds)
        if second.fault or first.outcome == second.outcome:
            return second
        return Judgement("differs", "", first.certificate or second.certificate)
    except Exception as error:  # whatever the engine raises is the finding
        return Judgement("crash", f"{type(error).__name__}: {error}")


def _judge_statement(case: Case, statement: Statement, rng: Random, seconds: float) -> Judgement:
    try:
        auxiliary = case.kind == "true" and rng.random() < 0.1
        prepared = prepare(statement)
        solution = solve(prepared, seconds=seconds, auxiliary=auxiliary, workers=1)
    except FalseGoalError:
        # A goal may be true in the figures it was drawn from and false in the engine's: another
        # intersection, say. Only the engine's figures count.
        return Judgement("said false")
    except (DiagramError, GeometryError):
        return Judgement("refused")
    if solution.proof is None:
        return Judgement("not proved")
    return judge_proof(solution.proof, statement, prepared.diagram.points, rng, strict=True)


def _judge_in_figure(
    statement: Statement, figure: Figure, rng: Random, seconds: float
) -> Judgement:
    """The closure in this very figure, without the drawing that would refuse false goals."""
    closure = Closure(normalised(figure))
    for given in statement.givens:
        closure.assume(given.fact)
    closure.add_goals(statement.atomic_goals)
    if closure.run(seconds) != "proved":
        return Judgement("not proved")
    proof = write_proof(closure, statement, statement)
    return judge_proof(proof, statement, figure, rng, strict=False)


def judge_proof(
    proof: Proof, statement: Statement, figure: Figure, rng: Random, *, strict: bool
) -> Judgement:
    """A proof before the oracles: the figure, figures close to it, the checker.

    Args:
        proof: of the goals of `statement`.
        figure: the one that the engine worked in.
        rng: for the figures close to it.
        strict: whether a rejection by the checker is a fault even though no goal is false.
    """
    certificate = to_json(proof)
    report = check_certificate(certificate, problem=str(statement))
    if any(fails(goal, figure) for goal in statement.goals):
        return Judgement("proved", "the goal is false in the figure", certificate)
    if false_near(statement, figure, statement.goals, rng):
        word = "accepted" if report.accepted else "rejected"
        return Judgement(
            "proved", f"the goal is false near the figure (checker: {word})", certificate
        )
    if not report.accepted:
        # The checker does not build on a singular figure (a double intersection, say), and a
        # special figure may be too special for it in other ways.
        singular = report.step is None and "degenerate" in report.reason
        fault = "" if singular or not strict else f"the checker rejects a proof: {report.reason}"
        return Judgement("refused", fault, certificate)
    return Judgement("proved", "", certificate)
