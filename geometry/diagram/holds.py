"""Draws a figure in which the goals hold, or says that they are false."""

from __future__ import annotations

import math
from dataclasses import replace

from geometry.diagram.draw import Diagram, draw
from geometry.errors import DiagramError, FalseGoalError, GeometryInputError
from geometry.language.statement import Statement
from geometry.numerics import TOLERANCE, deviation
from geometry.predicates import Predicate

#: Figures of other seeds in which a goal must fail as well before it is called false. A statement
#: may have several configurations (which intersection, inner or outer bisector) and mean one that
#: comes up in few of them; a figure takes about a millisecond.
FIGURES_BEFORE_FALSE = 64
#: Figures with double points that must come up in a row before one is taken.
_PATIENCE = 6


def draw_and_check(statement: Statement, seed: int = 0) -> Diagram:
    """Draw a figure in which all goals hold.

    Figures of the seeds `seed`, `seed + 1`, ... are tried; the first in which the goals hold and
    no two points coincide is taken, then the first in which they hold. Where `held < tested` in
    the result, the statement has configurations in which a goal is false; a proof then speaks
    about the drawn one.

    Raises:
        DiagramError: no figure satisfies the hypotheses.
        FalseGoalError: some goal fails in all of the figures, of which there are at least three.
        GeometryInputError: a goal speaks of a line through two points that always coincide.
    """
    best: Diagram | None = None
    tested = held = 0
    worst: list[tuple[float, str, Predicate]] = []
    for number in range(FIGURES_BEFORE_FALSE):
        try:
            diagram = draw(statement, seed + number)
        except DiagramError:
            if tested == 0 and number >= 2:
                raise
            continue
        tested += 1
        failing = _worst_goal(statement, diagram)
        if failing is None:
            held += 1
            if best is None or (best.coincident and not diagram.coincident):
                best = diagram
            # A second figure tells a configuration from a theorem that holds in all of them.
            if tested >= 2 and (not best.coincident or held >= _PATIENCE):
                break
        else:
            worst.append(failing)
            if best is not None and not best.coincident:
                break
    if best is not None:
        return replace(best, tested=tested, held=held)
    amount, unit, goal = min(worst, key=lambda w: w[0])
    if math.isinf(amount):
        raise GeometryInputError(
            f"the goal `{goal}` speaks of a line or ratio of two points that coincide",
            word=goal.name,
            fix="use different points",
        )
    raise FalseGoalError(str(goal), amount, unit)


def _worst_goal(statement: Statement, diagram: Diagram) -> tuple[float, str, Predicate] | None:
    """The goal that fails most, with its deviation and unit; None if all hold."""
    failing = [
        (*deviation(goal, diagram.points), goal)
        for goal in statement.goals
    ]  # fmt: skip
    failing = [f for f in failing if not f[0] <= TOLERANCE]
    return max(failing, key=lambda f: f[0]) if failing else None
