"""Cosine and sine of rational angles by square roots, up to a common factor."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeVar

from geometry.algebra.equations import Unsupported

Number = TypeVar("Number")


def tangent(angle: Fraction, constant: Callable[[int], Number], root: Callable[[int], Number]) -> tuple[Number, Number]:
    """(cosine, sine) of `angle` times pi, up to a positive factor.

    Raises:
        Unsupported: it needs more than roots of integers: denominators other than 1, 2, 3, 4, 6,
            8, 12.
    """
    one, zero = constant(1), constant(0)
    turns, angle = (angle // 1, angle % 1)
    del turns  # a line that turns by pi is the same line
    table: dict[Fraction, Callable[[], tuple[Number, Number]]] = {
        Fraction(0): lambda: (one, zero),
        Fraction(1, 2): lambda: (zero, one),
        Fraction(1, 4): lambda: (one, one),
        Fraction(1, 3): lambda: (one, root(3)),
        Fraction(1, 6): lambda: (root(3), one),
        Fraction(1, 8): lambda: (root(2) + 1, one),  # type: ignore[operator]
        Fraction(3, 8): lambda: (one, root(2) + 1),  # type: ignore[operator]
        Fraction(1, 12): lambda: (root(3) + 2, one),  # type: ignore[operator]
        Fraction(5, 12): lambda: (one, root(3) + 2),  # type: ignore[operator]
    }
    if angle > Fraction(1, 2) and 1 - angle in table:
        cosine, sine = table[1 - angle]()
        return -cosine, sine  # type: ignore[operator]
    if angle in table:
        return table[angle]()
    raise Unsupported(f"an angle of {angle} pi")
