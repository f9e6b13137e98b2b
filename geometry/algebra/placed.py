"""Points that are placed: their segments, relations between them, and where the figure has them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

import mpmath

from geometry.algebra.equations import Curve, polynomial
from geometry.algebra.tower import PRIME, Element, Tower, reals
from geometry.predicates import Predicate

Point: TypeAlias = tuple[Element, Element, Element]
Step: TypeAlias = dict[str, Any]


class Degenerate(Exception):
    """Conditions do not determine a point, or points coincide, in every figure of this branch."""


@dataclass
class Placed(ABC):
    """Points in homogeneous coordinates over a tower; `Solver` places them.

    Attributes:
        tower: of the coordinates.
        drawn: the drawn figure, hidden points included.
        points: those that are placed.
        steps: what was done.
    """

    tower: Tower
    drawn: Mapping[str, complex]
    points: dict[str, Point] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    _frame: tuple[mpmath.mpc, mpmath.mpc] | None = None
    _directions: dict[tuple[str, str], tuple[Element, Element]] = field(default_factory=dict)
    _squares: dict[tuple[str, str], tuple[Element, Element]] = field(default_factory=dict)

    # -- the drawn figure

    def position(self, name: str) -> mpmath.mpc:
        """Where a point is in the drawn figure, in the coordinates of the solution."""
        assert self._frame is not None
        return self._frame[0] * reals.mpc(self.drawn[name]) + self._frame[1]

    def real(self, name: str) -> mpmath.mpc:
        X, Y, W = self.points[name]
        return reals.mpc(X.real / W.real, Y.real / W.real)

    def deviation(self) -> float:
        """How far the solution is from the drawn figure, relative to its unit."""
        try:
            return float(max(abs(self.real(p) - self.position(p)) for p in self.points))
        except ZeroDivisionError:
            return float("inf")

    def drawn_as_one(self, a: str, b: str) -> bool:
        """Whether the drawn figure has two points in one place."""
        if a not in self.drawn or b not in self.drawn:
            return False
        z = self.drawn[a]
        return abs(z - self.drawn[b]) < 1e-7 * max(abs(z - other) for other in self.drawn.values())

    # -- segments between placed points

    def direction(self, a: str, b: str) -> tuple[Element, Element]:
        if (a, b) in self._directions:
            return self._directions[a, b]
        if (b, a) in self._directions:
            x, y = self._directions[b, a]
            return -x, -y
        v = self.tower.reduced(*difference(self.points[a], self.points[b]))
        if v[0].zero and v[1].zero:
            raise Degenerate(f"{a} and {b} coincide")
        self._directions[a, b] = (v[0], v[1])
        self.steps.append({"by": "direction", "points": [a, b], "at": v})
        return v[0], v[1]

    def square(self, a: str, b: str) -> tuple[Element, Element]:
        a, b = min(a, b), max(a, b)
        if (a, b) not in self._squares:
            A, B = self.points[a], self.points[b]
            x, y, w = self.tower.reduced(*difference(A, B), A[2] * B[2])
            top, bottom = self.tower.reduced(x * x + y * y, w * w)
            self._squares[a, b] = (top, bottom)
            self.steps.append({"by": "length", "points": [a, b], "at": (top, bottom)})
        return self._squares[a, b]

    @abstractmethod
    def tangent(self, angle: Fraction) -> tuple[Element, Element]:
        """(cosine, sine) of an angle up to a factor: who solves knows which roots there are."""

    def value(self, fact: Predicate) -> Element:
        """The polynomial of a relation between placed points."""
        if fact.name == "sinlaw":
            return self.tower.constant(0)
        found = polynomial(fact, self.direction, self.square, self.tangent)
        assert isinstance(found, Element)
        return found

    # -- incidences, decided by shadows

    def _on(self, curve: Curve, name: str) -> bool:
        X, Y, W = (e.shadow for e in self.points[name])
        n = curve.degree
        return (
            sum(
                c.shadow * pow(X, i, PRIME) * pow(Y, k, PRIME) * pow(W, n - i - k, PRIME)
                for (i, k), c in curve.terms.items()
            )
            % PRIME
            == 0
        )

    def _same(self, a: str, b: str) -> bool:
        A, B = self.points[a], self.points[b]
        return all(
            (A[i].shadow * B[2].shadow - B[i].shadow * A[2].shadow) % PRIME == 0 for i in (0, 1)
        )

    def coincide(self, a: str, b: str) -> bool:
        """Whether two placed points are one, in every figure."""
        return self._same(a, b)

    def _round(self, curve: Curve) -> bool:
        a, b, c = (curve.terms.get(p) for p in ((2, 0), (0, 2), (1, 1)))
        if a is None or b is None:
            return False
        return a.shadow == b.shadow and (c is None or c.zero)

    def _vertex(self, curve: Curve) -> str | None:
        """A placed point in which the conic is singular: it consists of two lines through it."""
        g = {p: c.shadow for p, c in curve.terms.items()}
        for name in self.points:
            if self._on(curve, name):
                X, Y, W = (e.shadow for e in self.points[name])
                dx = 2 * g.get((2, 0), 0) * X + g.get((1, 1), 0) * Y + g.get((1, 0), 0) * W
                dy = 2 * g.get((0, 2), 0) * Y + g.get((1, 1), 0) * X + g.get((0, 1), 0) * W
                if dx % PRIME == 0 and dy % PRIME == 0:
                    return name
        return None


def difference(A: Any, B: Any) -> tuple[Any, Any]:
    """Of two homogeneous points, up to the product of their weights."""
    return B[0] * A[2] - A[0] * B[2], B[1] * A[2] - A[1] * B[2]


def along(curve: Curve, K: Point, d: tuple[Element, Element]) -> tuple[Element, Element, Element]:
    """q2, q1, q0: the conic at K + s·d is q2·s² + q1·s + q0."""
    zero = d[0].tower.constant(0)
    a, b, c, e, f, g = (
        curve.terms.get(p, zero) for p in ((2, 0), (1, 1), (0, 2), (1, 0), (0, 1), (0, 0))
    )
    X, Y, W = K
    q2 = a * d[0] * d[0] + b * d[0] * d[1] + c * d[1] * d[1]
    q1 = a * X * d[0] * 2 + b * (X * d[1] + Y * d[0]) + c * Y * d[1] * 2 + (e * d[0] + f * d[1]) * W
    q0 = a * X * X + b * X * Y + c * Y * Y + (e * X + f * Y) * W + g * W * W
    return q2, q1, q0
