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


class DrawingStopped(GeometryError):
    """There was no more time to draw; whether there is a figure is not known."""

    def __init__(self, message: str = "the time was up before a figure was drawn") -> None:
        super().__init__(message)


class FalseGoalError(GeometryError):
    """The goal was not seen to hold in any figure that satisfies the hypotheses.

    Figures are samples: a goal that holds in a position that comes up in none of them is refused
    as well, which is why the message says what was seen and not that the goal is false.

    Args:
        goal: the goal as written.
        deviation: by how much it fails in the best figure, in the goal's own unit (radians for
            angles, otherwise relative to the figure's size).
        unit: name of that unit.
        figures: in how many figures it was looked for.
    """

    def __init__(self, goal: str, deviation: float, unit: str, figures: int) -> None:
        self.goal = goal
        self.deviation = deviation
        self.unit = unit
        self.figures = figures
        super().__init__(
            f"the goal `{goal}` was not seen to hold in {figures} figures that satisfy the "
            f"hypotheses: it misses by {deviation:.3g} {unit} in the best of them; check the "
            "statement for a wrong point or a missing condition, or give coordinates as in "
            "`a@1.5_-2` where it holds in one position only"
        )
