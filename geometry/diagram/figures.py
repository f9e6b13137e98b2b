"""Constructions that give their points at once: polygons from nothing, and points from points.

A function of `FIGURES` takes a random source and the given points as complex numbers, and returns
the new points in the order of the construction's signature. `SHAPES` are those that need no
given point; they return a figure of about unit size around the origin, in any position.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from random import Random

from geometry.diagram import loci
from geometry.diagram.loci import Line, NoLocus, intersect, unit

Points = tuple[complex, ...]

#: How often a polygon is drawn with the obtuse angle, or the longer side, that it may have too.
_UNUSUAL = 0.25


def _only(a: loci.Locus, b: loci.Locus) -> complex:
    meet = intersect(a, b)
    if len(meet) != 1:
        raise NoLocus("its lines are parallel")
    return meet[0]


def _placed(rng: Random, *points: complex) -> Points:
    """The points turned, perhaps mirrored, and moved so that their mean is the origin."""
    mean = sum(points) / len(points)
    turn = cmath.exp(1j * rng.uniform(0, 2 * math.pi)) * rng.uniform(0.8, 1.25)
    if rng.random() < 0.5:
        points, mean = tuple(z.conjugate() for z in points), mean.conjugate()
    return tuple((z - mean) * turn for z in points)


# Shapes.


def free(rng: Random) -> Points:
    return (cmath.rect(rng.uniform(0.3, 1.2), rng.uniform(0, 2 * math.pi)),)


def segment(rng: Random) -> Points:
    return _placed(rng, -0.6 + 0j, 0.6 + 0j)


def triangle(rng: Random) -> Points:
    """Mostly acute; no angle under 30 or over 115 degrees, and no two nearly equal."""
    largest = 80 if rng.random() < 0.75 else 115
    while True:
        a, b = rng.uniform(30, largest), rng.uniform(30, largest)
        c = 180 - a - b
        angles = sorted((a, b, c))
        if (
            angles[0] >= 30
            and angles[2] <= largest
            and min(angles[1] - angles[0], angles[2] - angles[1]) > 6
            and abs(angles[2] - 90) > 4
        ):
            break
    vertices = (1 + 0j, cmath.exp(2j * math.radians(c)), cmath.exp(-2j * math.radians(b)))
    return _placed(rng, *vertices)


def acute_triangle(rng: Random) -> Points:
    """No angle under 35 or over 82 degrees, and no two nearly equal."""
    while True:
        b, c = rng.uniform(35, 82), rng.uniform(35, 82)
        angles = sorted((180 - b - c, b, c))
        if (
            angles[0] >= 35
            and angles[2] <= 82
            and min(angles[1] - angles[0], angles[2] - angles[1]) > 5
        ):
            break
    vertices = (1 + 0j, cmath.exp(2j * math.radians(c)), cmath.exp(-2j * math.radians(b)))
    return _placed(rng, *vertices)


def obtuse_angle(rng: Random) -> Points:
    """The angle at the second point has 97 to 130 degrees."""
    turn = cmath.exp(1j * math.radians(rng.uniform(97, 130)))
    return _placed(rng, 1 + 0j, 0j, rng.uniform(0.65, 0.9) * turn)


def iso_triangle(rng: Random) -> Points:
    """Acute or, one time in four, obtuse at the apex."""
    height = rng.uniform(0.22, 0.45) if rng.random() < _UNUSUAL else rng.uniform(0.7, 1.8)
    return _placed(rng, height * 1j, -0.6 + 0j, 0.6 + 0j)


def r_triangle(rng: Random) -> Points:
    return _placed(rng, 0j, rng.uniform(1.15, 1.7) + 0j, 1j)


def risos(rng: Random) -> Points:
    return _placed(rng, 0j, 1 + 0j, 1j)


def ieq_triangle(rng: Random) -> Points:
    return _placed(rng, 0j, 1 + 0j, cmath.exp(1j * math.pi / 3))


def triangle12(rng: Random) -> Points:
    low, high = (100, 130) if rng.random() < _UNUSUAL else (35, 75)
    return _placed(rng, 0j, 0.7 + 0j, 1.4 * cmath.exp(1j * math.radians(rng.uniform(low, high))))


def quadrangle(rng: Random) -> Points:
    """Convex: the ends of two segments that cross at a clear angle."""
    turn = cmath.exp(1j * math.radians(rng.uniform(50, 130)))
    near, far = rng.uniform(0.35, 0.65), rng.uniform(0.35, 0.65)
    length = rng.uniform(0.8, 1.2)
    return _placed(rng, -near + 0j, -far * length * turn, 1 - near + 0j, (1 - far) * length * turn)


def eq_quadrangle(rng: Random) -> Points:
    length = rng.uniform(0.7, 1.1)
    d = cmath.rect(length, math.radians(rng.uniform(65, 85)))
    c = 1.2 - cmath.rect(length, math.radians(rng.uniform(-60, -45)))
    return _placed(rng, 0j, 1.2 + 0j, c, d)


def eqdia_quadrangle(rng: Random) -> Points:
    near, far = rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7)
    turn = cmath.exp(1j * math.radians(rng.uniform(50, 85)))
    return _placed(rng, -near + 0j, -far * turn, 1 - near + 0j, (1 - far) * turn)


def trapezoid(rng: Random) -> Points:
    """Now and then obtuse at a."""
    height, left, top = rng.uniform(0.6, 1.1), rng.uniform(0.1, 0.35), rng.uniform(0.5, 0.85)
    if rng.random() < _UNUSUAL:
        left = -left
    return _placed(rng, 0j, 1.4 + 0j, left + top + 1j * height, left + 1j * height)


def eq_trapezoid(rng: Random) -> Points:
    """Now and then cd is the longer base."""
    height, top = rng.uniform(0.6, 1.1), rng.uniform(0.25, 0.5)
    if rng.random() < _UNUSUAL:
        top = 1.4 - top
    return _placed(rng, -0.75 + 0j, 0.75 + 0j, top + 1j * height, -top + 1j * height)


def r_trapezoid(rng: Random) -> Points:
    """Now and then cd is the longer base."""
    height, top = rng.uniform(0.6, 1.1), rng.uniform(0.5, 1.0)
    if rng.random() < _UNUSUAL:
        top = 2.6 - top
    return _placed(rng, 0j, 1.4 + 0j, top + 1j * height, 1j * height)


def rectangle(rng: Random) -> Points:
    width = rng.uniform(1.25, 2.0)
    return _placed(rng, 0j, width + 0j, width + 1j, 1j)


def isquare(rng: Random) -> Points:
    return _placed(rng, 0j, 1 + 0j, 1 + 1j, 1j)


def pentagon(rng: Random) -> Points:
    return _placed(
        rng,
        *(
            cmath.rect(rng.uniform(0.85, 1.1), math.radians(72 * k + rng.uniform(-14, 14)))
            for k in range(5)
        ),
    )


# Single points.


def midpoint(rng: Random, a: complex, b: complex) -> Points:
    return ((a + b) / 2,)


def mirror(rng: Random, a: complex, b: complex) -> Points:
    return (2 * b - a,)


def reflect(rng: Random, a: complex, b: complex, c: complex) -> Points:
    return (2 * loci.line(b, c).foot(a) - a,)


def iso_trapezoid2(rng: Random, a: complex, b: complex, c: complex) -> Points:
    """c mirrored in the perpendicular bisector of ab."""
    return (2 * loci.bline(a, b).foot(c) - c,)


def shift(rng: Random, b: complex, c: complex, d: complex) -> Points:
    return (b + c - d,)


def quarter(rng: Random, a: complex, b: complex, sign: float) -> Points:
    return (a + (b - a) * 1j * sign,)


def other_lc(rng: Random, a: complex, o: complex, b: complex) -> Points:
    return (2 * loci.line(a, b).foot(o) - b,)


def eqangle2(rng: Random, a: complex, b: complex, c: complex) -> Points:
    """A random point x of the curve on which angles bax and xcb are equal."""
    # |be| |ba| = |by| |bc| makes triangles bae and bcy similar; x is where ae and cy meet.
    side, base = abs(a - b), abs(c - b)
    ratio = side * side / base
    if rng.random() < 0.5:
        reach = min(ratio, base) * rng.uniform(0.2, 0.85)
    else:
        reach = max(ratio, base) * rng.uniform(1.15, 1.6)
    e, y = b + (c - b) * (reach / base), b + (a - b) * (reach / ratio)
    return (_only(loci.line(c, y), loci.line(a, e)),)


# Several points.


def square(rng: Random, a: complex, b: complex) -> Points:
    return b + (b - a) * 1j, a + (b - a) * 1j


def _with_feet(i: complex, a: complex, b: complex, c: complex) -> Points:
    return loci.line(b, c).foot(i), loci.line(c, a).foot(i), loci.line(a, b).foot(i), i


def incenter2(rng: Random, a: complex, b: complex, c: complex) -> Points:
    return _with_feet(_only(loci.bisector(b, a, c), loci.bisector(a, b, c)), a, b, c)


def excenter2(rng: Random, a: complex, b: complex, c: complex) -> Points:
    return _with_feet(_only(loci.bisector(b, a, c), loci.exbisector(a, b, c)), a, b, c)


def centroid(rng: Random, a: complex, b: complex, c: complex) -> Points:
    return (b + c) / 2, (c + a) / 2, (a + b) / 2, (a + b + c) / 3


def ninepoints(rng: Random, a: complex, b: complex, c: complex) -> Points:
    x, y, z = (b + c) / 2, (c + a) / 2, (a + b) / 2
    return x, y, z, loci.circum(x, y, z).center


def trisect(rng: Random, a: complex, b: complex, c: complex) -> Points:
    turn = cmath.phase((c - b) / (a - b)) / 3
    base = loci.line(a, c)
    x, y = (_only(base, Line(b, unit(a - b) * cmath.exp(1j * turn * k))) for k in (1, 2))
    return x, y


def trisegment(rng: Random, a: complex, b: complex) -> Points:
    return (2 * a + b) / 3, (a + 2 * b) / 3


def tangent(rng: Random, a: complex, o: complex, b: complex) -> Points:
    touch = intersect(loci.dia(a, o), loci.circle(o, b))
    if len(touch) != 2:
        raise NoLocus("its first point is not outside the circle")
    return tuple(touch)


def cc_tangent(rng: Random, o: complex, a: complex, w: complex, b: complex) -> Points:
    """Outer tangents: their normal n satisfies (w - o) n = r_o - r_w for both circles."""
    r, s = abs(a - o), abs(b - w)
    gap = abs(w - o)
    if gap <= abs(r - s) * (1 + 1e-9):
        raise NoLocus("one circle contains the other")
    cosine = (r - s) / gap
    axis = (w - o) / gap
    sine = math.sqrt(1 - cosine * cosine)
    first, second = axis * complex(cosine, sine), axis * complex(cosine, -sine)
    return o + r * first, w + s * first, o + r * second, w + s * second


def cc_tangent0(rng: Random, o: complex, a: complex, w: complex, b: complex) -> Points:
    points = cc_tangent(rng, o, a, w, b)
    return points[:2] if rng.random() < 0.5 else points[2:]


def two_lines_one_circle(rng: Random, a: complex, b: complex, c: complex, o: complex) -> Points:
    """The circle in angle acb that touches the circle around o through a and b from inside."""
    radius = abs(a - o)
    axis = unit(unit(a - c) + unit(b - c))
    # i = c + t axis with distance k t to both lines, and |i - o| = radius - k t (inner contact).
    k = abs(loci.cross(axis, unit(a - c)))
    offset = c - o
    p = 1 - k * k
    q = (offset * axis.conjugate()).real + radius * k
    s = abs(offset) ** 2 - radius**2
    square = q * q - p * s
    if p < 1e-9 or square < 0:
        raise NoLocus("no circle touches both lines and the circle")
    roots = [(-q + sign * math.sqrt(square)) / p for sign in (1, -1)]
    inside = [t for t in roots if t > 0 and k * t < radius]
    if not inside:
        raise NoLocus("no circle touches both lines and the circle from inside")
    i = c + rng.choice(inside) * axis
    z = o + radius * unit(i - o)
    return loci.line(a, c).foot(i), loci.line(b, c).foot(i), z, i


def e5128(rng: Random, a: complex, b: complex, c: complex, d: complex) -> Points:
    """The midpoint of ab does it: gb^2 = gx gd, as gb is a tangent, and ga = gb."""
    g = (a + b) / 2
    meet = intersect(loci.line(d, g), loci.circle(c, b))
    if not meet:
        raise NoLocus("the line misses the circle")
    return max(meet, key=lambda z: abs(z - d)), g


def equal_parts(rng: Random, a: complex, b: complex, c: complex) -> Points:
    z = b + (c - b) * rng.choice(
        (rng.uniform(-0.6, -0.2), rng.uniform(0.15, 0.4), rng.uniform(0.6, 0.85))
    )
    x = _only(loci.pline(2 * z - c, c, a), loci.line(a, b))
    return x, 2 * z - x, z


SHAPES: dict[str, Callable[..., Points]] = {
    f.__name__: f
    for f in (
        free, segment, triangle, acute_triangle, obtuse_angle, iso_triangle, r_triangle, risos, ieq_triangle, triangle12,
        quadrangle, eq_quadrangle, eqdia_quadrangle, trapezoid, eq_trapezoid, r_trapezoid,
        rectangle, isquare, pentagon,
    )
}  # fmt: skip

FIGURES: dict[str, Callable[..., Points]] = SHAPES | {
    f.__name__: f
    for f in (
        midpoint, mirror, reflect, iso_trapezoid2, shift, quarter, other_lc, eqangle2, square, incenter2,
        excenter2, centroid, ninepoints, trisect, trisegment, tangent, cc_tangent, cc_tangent0,
        e5128,
    )
} | {"2l1c": two_lines_one_circle, "3peq": equal_parts}  # fmt: skip

#: The orders in which a word may name its points, where its facts allow several.
ORDERS: dict[str, tuple[tuple[int, ...], ...]] = {
    "tangent": ((0, 1), (1, 0)),
    "cc_tangent": ((0, 1, 2, 3), (2, 3, 0, 1)),
}
