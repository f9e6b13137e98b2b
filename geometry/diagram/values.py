"""Finds the values that a statement asks for, in figures; the proof is then about the value."""

from __future__ import annotations

import cmath
import math
from fractions import Fraction

from geometry.diagram.holds import draw_and_check
from geometry.errors import FalseGoalError, GeometryInputError
from geometry.language.statement import Question, Statement
from geometry.numerics import COINCIDENT, figure_size, plane
from geometry.predicates import Predicate

#: Largest denominator of an angle (as a multiple of pi) and of a ratio or length.
_ANGLE_PARTS, _PARTS = 360, 1000
_ACCURACY = 1e-9


def resolve(statement: Statement, seed: int = 0) -> Statement:
    """Answer the questions of a statement.

    Args:
        statement: possibly with questions; one without is returned as it is.
        seed: the first figure to measure in.

    Returns:
        The statement with a goal in place of each question: the rational value that was measured
        in one figure and found again in another.

    Raises:
        GeometryInputError: a value is not the same in all figures, or not a rational with a small
            denominator; the message gives the measured number.
        DiagramError, FalseGoalError: as `draw_and_check`.
    """
    if not statement.questions:
        return statement
    z = plane(draw_and_check(statement, seed).points)
    answers: list[Predicate] = []
    for question in statement.questions:
        measured, parts = _measure(question, z)
        value = Fraction(measured).limit_denominator(parts)
        unit = " pi" if question.relation == "aconst" else ""
        if abs(float(value) - measured) > _ACCURACY * max(1.0, measured):
            raise GeometryInputError(
                f"`{question}` has no simple rational value: {measured:.9g}{unit} in a figure",
                word=question.relation,
                fix="ask for a value that the hypotheses determine",
            )
        answers.append(question.answered(value))
    resolved = statement.resolved(answers)
    try:
        # Another figure decides whether the value belongs to the statement or to the figure.
        draw_and_check(resolved, seed + 1)
    except FalseGoalError:
        numbers = ", ".join(map(str, answers))
        raise GeometryInputError(
            f"the value is not the same in all figures (`{numbers}` in one of them)",
            fix="ask for a value that the hypotheses determine",
        ) from None
    return resolved


def _measure(question: Question, z: dict[str, complex]) -> tuple[float, int]:
    """The value in a figure (an angle in [0, 1) as a multiple of pi), and the largest denominator."""
    p = question.points
    u, *rest = (z[b] - z[a] for a, b in zip(p[::2], p[1::2], strict=True))
    if min(map(abs, (u, *rest))) < COINCIDENT * figure_size(z.values()):
        raise GeometryInputError(
            f"`{question}` speaks of two points that coincide", word=question.relation
        )
    if question.relation == "lconst":
        return abs(u), _PARTS
    (v,) = rest
    if question.relation == "rconst":
        return abs(u) / abs(v), _PARTS
    turn = cmath.phase(v / u) / math.pi % 1
    # A turn of almost pi is a turn of nothing, within rounding.
    return (0.0 if turn > 1 - _ACCURACY else turn), _ANGLE_PARTS
