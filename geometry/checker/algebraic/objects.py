"""Placed points and named objects, and what relations say between them."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from geometry.checker.algebraic.numbers import Number, Ring
from geometry.checker.algebraic.relations import Two, equation
from geometry.checker.report import Rejection
from geometry.predicates import Predicate

Point: TypeAlias = tuple[Number, Number, Number]


class Objects:
    """Points, directions, lengths and roots of integers over a ring, as far as they were checked."""

    def __init__(self, ring: Ring) -> None:
        self.ring = ring
        self.points: dict[str, Point] = {}
        self._directions: dict[tuple[str, str], Two] = {}
        self._squares: dict[tuple[str, str], Two] = {}
        self._numbers: dict[int, Number] = {}
        self._one = ring.constant(1)
        self._zero = ring.constant(0)

    def value(self, fact: Predicate) -> Number:
        """Zero where the relation holds between the points as they are."""
        if fact.name == "sinlaw":
            return self._zero
        return equation(fact, self._vector_of, self._square_of, self._unit_vector)

    def value_of_difference(self, a: str, b: str) -> Two:
        """Zeros where two placed points are one."""
        return self._vector(a, b)

    def _vector(self, a: str, b: str) -> Two:
        A, B = self.points[a], self.points[b]
        return B[0] * A[2] - A[0] * B[2], B[1] * A[2] - A[1] * B[2]

    def _squared(self, a: str, b: str) -> Two:
        (x, y), w = self._vector(a, b), self.points[a][2] * self.points[b][2]
        return x * x + y * y, w * w

    def _vector_of(self, a: str, b: str) -> Two:
        return self._directions.get((a, b)) or self._directions.get((b, a)) or self._vector(a, b)

    def _square_of(self, a: str, b: str) -> Two:
        return self._squares.get((a, b)) or self._squared(a, b)

    def _unit_vector(self, angle: Fraction) -> Two:
        """(cosine, sine) of an angle up to a positive factor, from roots that are there."""
        if angle > Fraction(1, 2):
            x, y = self._unit_vector(1 - angle)
            return -x, y
        if angle > Fraction(1, 4):
            x, y = self._unit_vector(Fraction(1, 2) - angle)
            return y, x
        one = self._one
        match str(angle):
            case "0":
                return one, self._zero
            case "1/4":
                return one, one
            case "1/6":
                return self._numbers[3], one
            case "1/8":
                return self._numbers[2] + one, one
            case "1/12":
                return self._numbers[3] + one * 2, one
        raise Rejection(f"an angle of {angle} pi is none that the checker knows")
