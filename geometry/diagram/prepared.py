"""A problem that was read and drawn, once; what proving, the figure and the prose start from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geometry.diagram.draw import Diagram
from geometry.diagram.holds import draw_and_check
from geometry.diagram.stopping import pulse
from geometry.diagram.values import answered
from geometry.errors import GeometryInputError
from geometry.language import Statement, parse_statement


@dataclass(frozen=True)
class Prepared:
    """A problem that can be worked on.

    Attributes:
        statement: with goals in place of its questions; it has at least one.
        diagram: a figure in which the goals hold.
        seed: with which it was drawn.
        others: a sentence for each other answer to a question, in other positions of the figure.
    """

    statement: Statement
    diagram: Diagram
    seed: int
    others: tuple[str, ...] = ()


def prepare(
    problem: str | Statement,
    *,
    seed: int = 0,
    should_stop: Callable[[], bool] = lambda: False,
) -> Prepared:
    """Read a problem, answer its questions and draw it.

    Args:
        problem: its text, or what was read from it already.
        seed: of the figure; the same seed gives the same figure.
        should_stop: asked a few hundred times a second.

    Raises:
        GeometryInputError: the text is wrong, or has no goal.
        DiagramError: no figure satisfies the constructions.
        FalseGoalError: the goal was not seen to hold in any figure.
        DrawingStopped: `should_stop` said so.
    """
    beat = pulse(should_stop)
    statement = parse_statement(problem) if isinstance(problem, str) else problem
    others: tuple[str, ...] = ()
    if statement.questions:
        resolved = answered(statement, seed=seed, pulse=beat)
        statement, others = resolved.statement, resolved.others
    if not statement.goals:
        raise GeometryInputError(
            "the statement has no goal",
            fix="end it with a question mark and a relation, such as `? perp a h b c`",
        )
    return Prepared(statement, draw_and_check(statement, seed=seed, pulse=beat), seed, others)
