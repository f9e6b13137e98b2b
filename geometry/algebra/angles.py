"""Cosine and sine of rational angles by square roots, up to a common factor."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from geometry.algebra.equations import Unsupported
from geometry.algebra.tower import Element


def tangent(
    angle: Fraction, one: Element, root: Callable[[int], Element]
) -> tuple[Element, Element]:
    """(cosine, sine) of `angle` times pi, modulo pi and up to a positive factor.

    Args:
        angle: any rational.
        one: 1.
        root: of a positive integer.

    Raises:
        Unsupported: it needs more than roots of integers: denominators other than 1, 2, 3, 4, 6,
            8, 12.
    """
    angle %= 1
    if angle > Fraction(1, 2):
        x, y = tangent(1 - angle, one, root)
        return -x, y
    if angle > Fraction(1, 4):
        x, y = tangent(Fraction(1, 2) - angle, one, root)
        return y, x
    if angle == 0:
        return one, one * 0
    if angle == Fraction(1, 4):
        return one, one
    if angle == Fraction(1, 6):
        return root(3), one
    if angle == Fraction(1, 8):
        return root(2) + 1, one
    if angle == Fraction(1, 12):
        return root(3) + 2, one
    raise Unsupported(f"an angle of {angle} pi")
