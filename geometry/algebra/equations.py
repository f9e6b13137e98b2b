"""Relations as polynomials: of placed points, and in the coordinates x, y of one that is sought.

A placed point has homogeneous coordinates (X : Y : W) in the tower. A relation is zero where its
polynomial is; each segment enters by its direction, which may be any multiple of it, or by its
squared length, a quotient.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias, TypeVar

from geometry.algebra.tower import Element
from geometry.predicates import Predicate


class Unsupported(Exception):
    """The engine has no way to do this; one line says what."""


class Curve:
    """A polynomial in x and y: coefficients by exponents."""

    __slots__ = ("terms",)

    def __init__(self, terms: dict[tuple[int, int], Element]) -> None:
        self.terms = terms

    def __add__(self, other: Curve | Element | int) -> Curve:
        if isinstance(other, int):
            if other == 0:
                return self
            other = next(iter(self.terms.values())).tower.constant(other)
        if isinstance(other, Element):
            other = Curve({(0, 0): other})
        total = dict(self.terms)
        for powers, c in other.terms.items():
            total[powers] = total[powers] + c if powers in total else c
        return Curve(total)

    __radd__ = __add__

    def __neg__(self) -> Curve:
        return Curve({powers: -c for powers, c in self.terms.items()})

    def __sub__(self, other: Curve | Element | int) -> Curve:
        return self + (-other)

    def __rsub__(self, other: Element | int) -> Curve:
        return -self + other

    def __mul__(self, other: Curve | Element | int) -> Curve:
        if not isinstance(other, Curve):
            return Curve({powers: c * other for powers, c in self.terms.items()})
        total: dict[tuple[int, int], Element] = {}
        for (i, k), c in self.terms.items():
            for (m, n), d in other.terms.items():
                powers = (i + m, k + n)
                total[powers] = total[powers] + c * d if powers in total else c * d
        return Curve(total)

    __rmul__ = __mul__

    @property
    def degree(self) -> int:
        return max((i + k for i, k in self.terms), default=-1)

    def cleaned(self) -> Curve:
        """Without zeros and common factors."""
        left = {powers: c for powers, c in self.terms.items() if not c.zero}
        if not left:
            return Curve({})
        tower = next(iter(left.values())).tower
        return Curve(dict(zip(left, tower.reduced(*left.values()), strict=True)))


Number = TypeVar("Number")
Pair: TypeAlias = tuple[Number, Number]
#: Direction of a segment, its squared length as a quotient, and a root of an integer.
Direction: TypeAlias = Callable[[str, str], tuple]


def times(a: tuple, b: tuple) -> tuple:
    """Product as complex numbers."""
    return (a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0])


def turned(a: tuple, b: tuple) -> tuple:
    """a times the conjugate of b: its argument is the angle from b to a."""
    return (a[0] * b[0] + a[1] * b[1], a[1] * b[0] - a[0] * b[1])


def polynomial(
    fact: Predicate,
    direction: Direction,
    square: Direction,
    tangent: Callable[[Fraction], tuple],
) -> object:
    """The polynomial of an atomic relation.

    Args:
        fact: not `sinlaw`, which holds everywhere.
        direction: of the segment between two points.
        square: numerator and denominator of its squared length.
        tangent: (cosine, sine) of an angle in multiples of pi, up to a common factor.

    Raises:
        Unsupported: no polynomial is known for it.
    """
    p, d = fact.points, direction
    match fact.name:
        case "coll":
            return turned(d(p[0], p[1]), d(p[0], p[2]))[1]
        case "para":
            return turned(d(p[0], p[1]), d(p[2], p[3]))[1]
        case "perp":
            return turned(d(p[0], p[1]), d(p[2], p[3]))[0]
        case "aconst":
            assert fact.value is not None
            return turned(turned(d(p[2], p[3]), d(p[0], p[1])), tangent(fact.value % 1))[1]
        case "eqangle":
            one = turned(d(p[2], p[3]), d(p[0], p[1]))
            return turned(one, turned(d(p[6], p[7]), d(p[4], p[5])))[1]
        case "cyclic":
            a, b, c, x = p
            return turned(turned(d(x, b), d(x, a)), turned(d(c, b), d(c, a)))[1]
        case "apollonius":
            x, m, a, b = p
            return _sum(
                (1, square(x, a)), (1, square(x, b)), (-2, square(x, m)), (-2, square(m, a))
            )
        case "eqpower":
            a, o, b, q, c = p
            return _sum(
                (1, square(a, o)), (-1, square(o, b)), (-1, square(a, q)), (1, square(q, c))
            )
    s = [square(a, b) for a, b in zip(p[::2], p[1::2], strict=False)]
    match fact.name:
        case "cong":
            return s[0][0] * s[1][1] - s[1][0] * s[0][1]
        case "rconst" | "lconst":
            assert fact.value is not None
            top, bottom = fact.value.numerator**2, fact.value.denominator**2
            n, m = s[1] if fact.name == "rconst" else (1, 1)
            return s[0][0] * m * bottom - s[0][1] * n * top
        case "eqratio":
            return s[0][0] * s[3][0] * (s[1][1] * s[2][1]) - s[1][0] * s[2][0] * (s[0][1] * s[3][1])
        case "eqproduct":
            top = s[0][0] * s[1][0] * s[2][0] * (s[3][1] * s[4][1] * s[5][1])
            return top - s[3][0] * s[4][0] * s[5][0] * (s[0][1] * s[1][1] * s[2][1])
        case "lsum":
            # (e² - f² - g²)² = 4 f² g²: one of the three lengths is the sum of the others.
            a, b, c = (s[i][0] * (s[(i + 1) % 3][1] * s[(i + 2) % 3][1]) for i in range(3))
            rest = c - a - b
            return rest * rest - a * b * 4
    raise Unsupported(f"no polynomial for `{fact.name}`")


def _sum(*terms: tuple[int, tuple]) -> object:
    """The numerator of a sum of multiples of quotients."""
    total: object = 0
    for i, (factor, (top, _)) in enumerate(terms):
        part = top * factor
        for k, (_, (_, bottom)) in enumerate(terms):
            if k != i:
                part = part * bottom
        total = part + total
    return total
