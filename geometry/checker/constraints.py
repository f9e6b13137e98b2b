"""Facts as equations between coordinates, in floating point with derivatives and in integers.

Each atomic fact is one of these kinds of equation. With vectors v between two points,

* `turn`: the sum of +-arg(v) is a given multiple of pi, modulo pi;
* `cross`: the vector product of the two is 0; unlike `turn` it is regular where they are short;
* `product`: the product of |v|^(+-1) is a given number;
* `sum`: |v1| + |v2| = |v3|;
* `squares`: a combination of squares |v|^2 with whole coefficients is 0;
* `none`: a theorem that says nothing about coordinates (the law of sines).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geometry.checker.figure import Figure
from geometry.checker.report import Rejection
from geometry.predicates import Predicate

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Constraint:
    """One equation.

    Attributes:
        kind: `turn`, `cross`, `product`, `sum`, `squares` or `none`.
        terms: (a, b, sign or coefficient) for each vector ab.
        value: the multiple of pi of `turn`; the number of `product`; otherwise unused.
        lengths: how many units of length the value of `product` has (1 for `lconst`).
    """

    kind: str
    terms: tuple[tuple[str, str, int], ...]
    value: Fraction = Fraction(0)
    lengths: int = 0


def constraint(fact: Predicate) -> Constraint:
    """The equation between coordinates that the atomic `fact` is.

    Raises:
        Rejection: a relation that the checker has no equation for.
    """
    p, value = fact.points, fact.value
    match fact.name:
        case "coll":
            return Constraint("cross", ((p[0], p[1], 1), (p[0], p[2], 1)))
        case "cyclic":
            a, b, c, d = p
            return Constraint("turn", ((c, a, 1), (c, b, -1), (d, a, -1), (d, b, 1)))
        case "para":
            return Constraint("turn", ((p[0], p[1], 1), (p[2], p[3], -1)))
        case "perp":
            return Constraint("turn", ((p[0], p[1], 1), (p[2], p[3], -1)), Fraction(1, 2))
        case "eqangle":
            return Constraint("turn", _quotients(p))
        case "aconst":
            assert value is not None
            return Constraint("turn", ((p[0], p[1], -1), (p[2], p[3], 1)), value % 1)
        case "cong":
            return Constraint("product", ((p[0], p[1], 1), (p[2], p[3], -1)), Fraction(1))
        case "eqratio":
            return Constraint("product", _quotients(p), Fraction(1))
        case "eqproduct":
            terms = tuple((p[k], p[k + 1], 1 if k < 6 else -1) for k in range(0, 12, 2))
            return Constraint("product", terms, Fraction(1))
        case "rconst":
            assert value is not None
            return Constraint("product", ((p[0], p[1], 1), (p[2], p[3], -1)), value)
        case "lconst":
            assert value is not None
            return Constraint("product", ((p[0], p[1], 1),), value, 1)
        case "lsum":
            return Constraint("sum", ((p[0], p[1], 1), (p[2], p[3], 1), (p[4], p[5], -1)))
        case "apollonius":
            m, a, b = p[1:]
            terms = ((p[0], a, 1), (p[0], b, 1), (p[0], m, -2), (m, a, -2))
            return Constraint("squares", terms)
        case "eqpower":
            a, o, b, q, d = p
            return Constraint("squares", ((a, o, 1), (o, b, -1), (a, q, -1), (q, d, 1)))
        case "sinlaw":
            return Constraint("none", ())
    raise Rejection(f"the checker does not know what `{fact}` says about a figure")


def _quotients(p: tuple[str, ...]) -> tuple[tuple[str, str, int], ...]:
    return ((p[0], p[1], 1), (p[2], p[3], -1), (p[4], p[5], -1), (p[6], p[7], 1))


def evaluate(
    constraints: Sequence[Constraint], index: dict[str, int], xy: Array, unit: float
) -> tuple[Array, Array]:
    """Residuals and their derivatives in double precision.

    Args:
        constraints: m equations.
        index: number of each point, 0 to n - 1.
        xy: coordinates, shape (2 n,): x0, y0, x1, y1, ...
        unit: what length 1 of the problem is here.

    Returns:
        residuals of shape (m,), all of them without dimension (sines of angles, relative errors
        of lengths), and the Jacobian of shape (m, 2 n).

    Raises:
        ZeroDivisionError: a constraint speaks of two points that coincide.
    """
    residuals = np.zeros(len(constraints))
    jacobian = np.zeros((len(constraints), len(xy)))
    at: list[float] = xy.tolist()
    for row, c in enumerate(constraints):
        gradient = jacobian[row]
        if c.kind == "cross":
            residuals[row] = _cross(c, index, at, gradient)
            continue
        total = 0.0
        vectors = []
        for a, b, sign in c.terms:
            i, j = 2 * index[a], 2 * index[b]
            x, y = at[j] - at[i], at[j + 1] - at[i + 1]
            square = x * x + y * y
            if c.kind == "turn":
                total += sign * math.atan2(y, x)
                gx, gy = -sign * y / square, sign * x / square
            elif c.kind == "product":
                total += sign * 0.5 * math.log(square) if square else math.inf
                gx, gy = sign * x / square, sign * y / square
            elif c.kind == "squares":
                total += sign * square
                gx, gy = 2 * sign * x, 2 * sign * y
            else:
                length = math.sqrt(square)
                total += sign * length
                gx, gy = sign * x / length, sign * y / length
            vectors.append((i, j, gx, gy))
        scale = 1.0
        if c.kind == "turn":
            total -= math.pi * float(c.value)
            scale = math.cos(total)  # derivative of the sine
            residuals[row] = math.sin(total)
        elif c.kind == "product":
            residuals[row] = total - math.log(c.value) - c.lengths * math.log(unit)
        else:
            residuals[row] = total
        for i, j, gx, gy in vectors:
            gradient[i] -= scale * gx
            gradient[i + 1] -= scale * gy
            gradient[j] += scale * gx
            gradient[j + 1] += scale * gy
    return residuals, jacobian


def _cross(c: Constraint, index: dict[str, int], at: list[float], gradient: Array) -> float:
    """Distance of one of three points from the line of the others (the farthest two)."""
    (a, b, _), (_, d, _) = c.terms
    i, j, k = 2 * index[a], 2 * index[b], 2 * index[d]
    ux, uy = at[j] - at[i], at[j + 1] - at[i + 1]
    vx, vy = at[k] - at[i], at[k + 1] - at[i + 1]
    longest = max(math.hypot(ux, uy), math.hypot(vx, vy), math.hypot(vx - ux, vy - uy))
    for place, x, y in ((j, vy, -vx), (k, -uy, ux), (i, uy - vy, vx - ux)):
        gradient[place] += x / longest
        gradient[place + 1] += y / longest
    return (ux * vy - uy * vx) / longest


def residual(c: Constraint, figure: Figure) -> float:
    """By how much the equation fails in the figure: exact up to the last rounding to a float.

    Dimensionless as in `evaluate`; infinite where two points in question coincide.
    """
    if c.kind == "cross":
        (ux, uy), (vx, vy) = (figure.vector(a, b) for a, b, _ in c.terms)
        wx, wy = vx - ux, vy - uy
        longest = math.isqrt(max(ux * ux + uy * uy, vx * vx + vy * vy, wx * wx + wy * wy))
        return (ux * vy - uy * vx) / (longest << figure.bits) if longest else math.inf
    if c.kind == "turn":
        re, im = 1, 0
        for a, b, sign in c.terms:
            x, y = figure.vector(a, b)
            if sign < 0:
                y = -y
            re, im = re * x - im * y, re * y + im * x
        cos, sin = _unit_vector(c.value, figure.bits)
        re, im = re * cos + im * sin, im * cos - re * sin
        size = math.isqrt(re * re + im * im)
        return im / size if size else math.inf
    if c.kind == "product":
        left, right = c.value.denominator**2, c.value.numerator**2
        if c.lengths:
            scale = figure.unit**2
            left *= scale.denominator
            right *= scale.numerator << 2 * figure.bits
        for a, b, sign in c.terms:
            x, y = figure.vector(a, b)
            if sign > 0:
                left *= x * x + y * y
            else:
                right *= x * x + y * y
        # log of the ratio of squares, halved, to first order
        return (left - right) / (2 * right) if left and right else math.inf
    total = 0
    if c.kind == "squares":
        for a, b, sign in c.terms:
            x, y = figure.vector(a, b)
            total += sign * (x * x + y * y)
        return total / (1 << 2 * figure.bits)
    for a, b, sign in c.terms:
        x, y = figure.vector(a, b)
        total += sign * math.isqrt(x * x + y * y)
    return total / (1 << figure.bits)


@lru_cache(maxsize=64)
def _unit_vector(turns: Fraction, bits: int) -> tuple[int, int]:
    """(cos, sin) of `turns` times pi in units of 2^-bits; exact where they are 0 or 1."""
    if turns == 0:
        return 1, 0
    if turns == Fraction(1, 2):
        return 0, 1
    import mpmath  # only problems with angles as numbers pay for it

    with mpmath.workprec(bits + 64):
        angle = mpmath.mpf(turns.numerator) / turns.denominator
        return int(mpmath.ldexp(mpmath.cospi(angle), bits)), int(
            mpmath.ldexp(mpmath.sinpi(angle), bits)
        )
