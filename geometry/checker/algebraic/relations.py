"""What a relation says as an equation between exact numbers, written anew for the checker.

A segment enters by a vector along it, of any length and either sign, or by its squared length as a
quotient. For `cyclic` the equation says "on one circle or one line", for `lsum` that one of the
three lengths is the sum of the others.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from geometry.checker.algebraic.numbers import Number
from geometry.checker.report import Rejection
from geometry.predicates import Predicate

Two: TypeAlias = tuple[Number, Number]


def dot(u: Two, v: Two) -> Number:
    return u[0] * v[0] + u[1] * v[1]


def cross(u: Two, v: Two) -> Number:
    return u[0] * v[1] - u[1] * v[0]


def angle(u: Two, v: Two) -> Two:
    """A vector whose direction is the angle from u to v."""
    return dot(u, v), cross(u, v)


def equation(
    fact: Predicate,
    vector: Callable[[str, str], Two],
    square: Callable[[str, str], Two],
    unit_vector: Callable[[Fraction], Two],
) -> Number:
    """A number that is zero where the atomic relation holds.

    Raises:
        Rejection: a relation that has none.
    """
    p = fact.points
    name = fact.name
    if name == "coll":
        return cross(vector(p[0], p[1]), vector(p[0], p[2]))
    if name == "para":
        return cross(vector(p[0], p[1]), vector(p[2], p[3]))
    if name == "perp":
        return dot(vector(p[0], p[1]), vector(p[2], p[3]))
    if name == "eqangle":
        one = angle(vector(p[0], p[1]), vector(p[2], p[3]))
        return cross(one, angle(vector(p[4], p[5]), vector(p[6], p[7])))
    if name == "cyclic":
        seen_from_c = angle(vector(p[2], p[0]), vector(p[2], p[1]))
        return cross(seen_from_c, angle(vector(p[3], p[0]), vector(p[3], p[1])))
    if name == "aconst" and fact.value is not None:
        turn = angle(vector(p[0], p[1]), vector(p[2], p[3]))
        return cross(turn, unit_vector(fact.value % 1))
    if name == "apollonius":
        o, m, a, b = p
        return _combination(
            (1, square(o, a)), (1, square(o, b)), (-2, square(o, m)), (-2, square(a, m))
        )
    if name == "eqpower":
        a, o, b, q, c = p
        return _combination(
            (1, square(a, o)), (-1, square(b, o)), (-1, square(a, q)), (1, square(c, q))
        )
    lengths = [square(a, b) for a, b in zip(p[::2], p[1::2], strict=False)]
    if name == "cong":
        return _equal(lengths[:1], lengths[1:])
    if name == "eqratio":
        return _equal([lengths[0], lengths[3]], [lengths[1], lengths[2]])
    if name == "eqproduct":
        return _equal(lengths[:3], lengths[3:])
    if name in ("rconst", "lconst") and fact.value is not None:
        n, d = lengths[0]
        n, d = n * fact.value.denominator**2, d * fact.value.numerator**2
        return n - d if name == "lconst" else n * lengths[1][1] - d * lengths[1][0]
    if name == "lsum":
        (n1, d1), (n2, d2), (n3, d3) = lengths
        first, second, third = n1 * (d2 * d3), n2 * (d1 * d3), n3 * (d1 * d2)
        rest = third - first - second
        return rest * rest - first * second * 4
    raise Rejection(f"`{name}` has no equation")


def _equal(left: list[Two], right: list[Two]) -> Number:
    """That two products of quotients are equal."""
    (n, d), *rest = left
    for top, bottom in rest:
        n, d = n * top, d * bottom
    (m, e), *rest = right
    for top, bottom in rest:
        m, e = m * top, e * bottom
    return n * e - m * d


def _combination(*terms: tuple[int, Two]) -> Number:
    """The numerator of a sum of multiples of quotients."""
    factor, (top, bottom) = terms[0]
    top = top * factor
    for factor, (n, d) in terms[1:]:
        top, bottom = top * d + n * bottom * factor, bottom * d
    return top
