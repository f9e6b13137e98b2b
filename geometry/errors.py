"""Errors that a person who states a geometry problem can meet."""

from __future__ import annotations


class GeometryError(Exception):
    """Base of every error of this package that a user can cause or must know of."""


class GeometryInputError(GeometryError):
    """The problem text is wrong. `str(error)` is one line with the place, the word and the fix.

    Args:
        message: what is wrong, in half a sentence.
        line: line of the problem text, from 1.
        column: column of the word, from 1.
        word: the offending word as the user wrote it.
        fix: what to write instead.
    """

    def __init__(
        self,
        message: str,
        *,
        line: int | None = None,
        column: int | None = None,
        word: str | None = None,
        fix: str | None = None,
    ) -> None:
        self.message = message
        self.line = line
        self.column = column
        self.word = word
        self.fix = fix
        place = (
            ""
            if line is None
            else f"line {line}" + ("" if column is None else f", column {column}") + ": "
        )
        quoted = f" ({word!r})" if word is not None and word not in message else ""
        super().__init__(f"{place}{message}{quoted}" + (f"; {fix}" if fix else ""))


class DiagramError(GeometryError):
    """No figure satisfies the constructions; the message names the one that failed."""


class FalseGoalError(GeometryError):
    """The goal does not hold in figures that satisfy the hypotheses.

    Args:
        goal: the goal as written.
        deviation: by how much it fails, in the goal's own unit (radians for angles, otherwise
            relative to the figure's size).
        unit: name of that unit.
    """

    def __init__(self, goal: str, deviation: float, unit: str) -> None:
        self.goal = goal
        self.deviation = deviation
        self.unit = unit
        super().__init__(
            f"the goal `{goal}` is false: it misses by {deviation:.3g} {unit} in a figure that "
            "satisfies the hypotheses; check the statement for a wrong point or a missing condition"
        )
