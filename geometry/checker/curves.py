"""What a fact leaves to one of its points, as polynomials in coordinates of the others.

Everything here adds, subtracts and multiplies and never divides, so that coordinates may be floats
or numbers modulo a prime alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from geometry.predicates import Predicate

#: A number: a float, or an integer that stands for its class modulo a prime.
Number = Any
Place = tuple[Number, Number]
#: cos and sin of a multiple of pi.
Turn = Callable[[Any], Place]


class Undetermined(Exception):
    """A fact leaves its point a curve that is neither line nor circle nor two lines."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The points (x, y) with a (x² + y²) + b x + c y + d = 0: a circle, or a line where a is 0."""

    a: Number
    b: Number
    c: Number
    d: Number

    def plus(self, other: Curve, factor: Number) -> Curve:
        return Curve(
            self.a + factor * other.a,
            self.b + factor * other.b,
            self.c + factor * other.c,
            self.d + factor * other.d,
        )

    def times(self, factor: Number) -> Curve:
        return Curve(self.a * factor, self.b * factor, self.c * factor, self.d * factor)


@dataclass(frozen=True, slots=True)
class TwoLines:
    """Two perpendicular lines through `at`: the bisectors between two directions.

    The direction is (re + s, -im) where s² = re² + im²; each of the two s gives one line.
    """

    at: Place
    re: Number
    im: Number


def curve_of(fact: Predicate, x: str, z: Mapping[str, Place], turn: Turn) -> Curve | TwoLines:
    """Where `x` lies if the atomic `fact` holds and all its other points are in place.

    Raises:
        Undetermined: it is another kind of curve, or the fact speaks of signs that polynomials
            do not know (`lsum`).
    """
    p = fact.points
    match fact.name:
        case "coll":
            one, other = (z[q] for q in p if q != x)
            return _line(one, (other[0] - one[0], other[1] - one[1]))
        case "cyclic":
            return _circle(*(z[q] for q in p if q != x))
        case "para" | "perp" | "aconst" | "eqangle":
            return _of_directions(fact, x, z, turn)
        case "cong":
            return _equal([(1, p[:2])], [(1, p[2:])], x, z)
        case "rconst" | "lconst":
            assert fact.value is not None
            up, down = fact.value.numerator**2, fact.value.denominator**2
            if fact.name == "lconst":
                return _square(p[0], p[1], x, z).times(down).plus(Curve(0, 0, 0, up), -1)
            return _equal([(down, p[:2])], [(up, p[2:])], x, z)
        case "eqratio":
            return _products((p[0:2], p[6:8]), (p[2:4], p[4:6]), x, z)
        case "eqproduct":
            return _products((p[0:2], p[2:4], p[4:6]), (p[6:8], p[8:10], p[10:12]), x, z)
        case "apollonius":
            q, m, a, b = p
            return _equal([(1, (q, a)), (1, (q, b))], [(2, (q, m)), (2, (m, a))], x, z)
        case "eqpower":
            a, o, b, q, d = p
            return _equal([(1, (a, o)), (1, (q, d))], [(1, (a, q)), (1, (o, b))], x, z)
    raise Undetermined(f"`{fact}` is no equation between coordinates")


def _line(point: Place, way: Place) -> Curve:
    (px, py), (vx, vy) = point, way
    return Curve(0, -vy, vx, vy * px - vx * py)


def _circle(p: Place, q: Place, r: Place) -> Curve:
    """Through three points: the determinant of the rows (x² + y², x, y, 1)."""
    rows = [(x * x + y * y, x, y) for x, y in (p, q, r)]

    def minor(i: int, j: int) -> Number:
        """Of columns i and j beside a column of ones."""
        (u, v), (s, t), (m, n) = ((row[i], row[j]) for row in rows)
        return u * (t - n) - v * (s - m) + s * n - t * m

    (w0, x0, y0), (w1, x1, y1), (w2, x2, y2) = rows
    whole = w0 * (x1 * y2 - x2 * y1) - x0 * (w1 * y2 - w2 * y1) + y0 * (w1 * x2 - w2 * x1)
    return Curve(minor(1, 2), -minor(0, 2), minor(0, 1), -whole)


def _square(a: str, b: str, x: str, z: Mapping[str, Place]) -> Curve:
    """|ab|² as a polynomial in the coordinates of x."""
    if x not in (a, b):
        (ax, ay), (bx, by) = z[a], z[b]
        return Curve(0, 0, 0, (ax - bx) * (ax - bx) + (ay - by) * (ay - by))
    if a == b:
        return Curve(0, 0, 0, 0)
    px, py = z[b if a == x else a]
    return Curve(1, -2 * px, -2 * py, px * px + py * py)


Terms = list[tuple[int, tuple[str, ...]]]


def _equal(left: Terms, right: Terms, x: str, z: Mapping[str, Place]) -> Curve:
    total = Curve(0, 0, 0, 0)
    for sign, terms in ((1, left), (-1, right)):
        for factor, (a, b) in terms:
            total = total.plus(_square(a, b, x, z), sign * factor)
    return total


Segments = tuple[tuple[str, ...], ...]


def _products(left: Segments, right: Segments, x: str, z: Mapping[str, Place]) -> Curve:
    sides = []
    for segments in (left, right):
        if sum(x in s for s in segments) > 1:
            raise Undetermined("a product of two distances from the new point")
        side = Curve(0, 0, 0, 1)
        for a, b in sorted(segments, key=lambda s: x in s):
            square = _square(a, b, x, z)
            side = square.times(side.d)
        sides.append(side)
    return sides[0].plus(sides[1], -1)


def _of_directions(fact: Predicate, x: str, z: Mapping[str, Place], turn: Turn) -> Curve | TwoLines:
    """Facts about angles say that a product of directions, or their conjugates, is real."""
    p = fact.points
    signs = {"para": (-1, 1), "perp": (-1, 1), "aconst": (-1, 1), "eqangle": (-1, 1, 1, -1)}
    re, im = 1, 0
    if fact.name == "perp":
        re, im = 0, 1
    elif fact.name == "aconst":
        assert fact.value is not None
        cos, sin = turn(fact.value)
        re, im = cos, -sin
    free: list[tuple[str, int]] = []
    for (a, b), sign in zip(zip(p[::2], p[1::2], strict=True), signs[fact.name], strict=True):
        if x in (a, b):
            free.append((b if a == x else a, sign))
            continue
        u, v = z[b][0] - z[a][0], sign * (z[b][1] - z[a][1])
        re, im = re * u - im * v, re * v + im * u
    if len(free) == 1:
        [(q, sign)] = free
        qx, qy = z[q]
        # Im(k w) = 0 for w = x - q, or for its conjugate.
        return Curve(0, im, sign * re, -(im * qx + sign * re * qy))
    if len(free) != 2:
        raise Undetermined("a new point on more than two of the lines of an angle")
    (q, one), (r, other) = free
    if one == other:
        if q != r:
            raise Undetermined("the sum of two directions from the new point is given")
        # Im(k w²) = 0, or Im(k conj(w)²) = 0, which is that of conj(k) with the other sign.
        return TwoLines(z[q], re, one * im)
    if q == r:
        raise Undetermined("the same line twice")
    (qx, qy), (rx, ry) = (z[q], z[r]) if one > 0 else (z[r], z[q])
    # Im(k (w - q) conj(w - r)) = 0
    return Curve(
        im,
        -im * (qx + rx) + re * (ry - qy),
        -im * (qy + ry) + re * (qx - rx),
        im * (qx * rx + qy * ry) + re * (qy * rx - qx * ry),
    )
