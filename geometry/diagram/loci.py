"""Lines and circles on which a construction puts its point, and their intersections.

A function of `LOCI` takes the construction's given points as complex numbers (`turned` also the
angle in degrees) and returns a locus.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from dataclasses import dataclass

#: Lines whose directions differ by less than this (as a sine) count as parallel.
PARALLEL = 1e-6
#: A line or circle whose distance from tangency is less than this part of the radius touches.
TANGENT = 1e-10


@dataclass(frozen=True, slots=True)
class Line:
    """A line.

    Attributes:
        point: a point of it.
        direction: unit vector.
        ray: the part from `point` in `direction` is wanted when there is a choice.
        strict: no other part will do.
        bounded: the part ends at `span`.
        span: length of the segment from `point` that the construction names; 0 for none.
    """

    point: complex
    direction: complex
    ray: bool = False
    strict: bool = False
    span: float = 0.0
    bounded: bool = False

    def foot(self, z: complex) -> complex:
        """The orthogonal projection of z."""
        return self.point + self.direction * ((z - self.point) * self.direction.conjugate()).real

    def wanted(self, z: complex) -> bool:
        """Whether z, a point of the line, lies on the wanted side."""
        along = ((z - self.point) * self.direction.conjugate()).real
        return not self.ray or (along > 0 and not (self.bounded and along >= self.span))


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle with its center and radius; no part of it is wanted more than another."""

    center: complex
    radius: float
    strict: bool = False

    def wanted(self, z: complex) -> bool:
        """All of the circle is wanted."""
        return True


Locus = Line | Circle


class NoLocus(Exception):
    """The given points determine no such line or circle; the text says why."""


def cross(u: complex, v: complex) -> float:
    """Cross product of two vectors."""
    return (u.conjugate() * v).imag


def intersect(a: Locus, b: Locus) -> list[complex]:
    """Common points: none, one (a tangency counts once), or two."""
    if isinstance(a, Line):
        if isinstance(b, Line):
            sine = cross(a.direction, b.direction)
            if abs(sine) < PARALLEL:
                return []
            return [a.point + a.direction * (cross(b.point - a.point, b.direction) / sine)]
        return _cut(a, b)
    if isinstance(b, Line):
        return _cut(b, a)
    gap = abs(b.center - a.center)
    if gap < PARALLEL * max(a.radius, b.radius):
        return []
    axis = (b.center - a.center) / gap
    along = (gap * gap + a.radius**2 - b.radius**2) / (2 * gap)
    return _pair(a.center + along * axis, 1j * axis, a.radius**2 - along**2, a.radius)


def same(a: Locus, b: Locus) -> bool:
    """Whether two loci are one line or one circle, up to rounding."""
    if isinstance(a, Line) and isinstance(b, Line):
        scale = max(abs(a.point - b.point), a.span, b.span, 1e-12)
        parallel = abs(cross(a.direction, b.direction)) < PARALLEL
        return parallel and abs(cross(a.direction, b.point - a.point)) < PARALLEL * scale
    if isinstance(a, Circle) and isinstance(b, Circle):
        near = PARALLEL * a.radius
        return abs(a.center - b.center) < near and abs(a.radius - b.radius) < near
    return False


def _cut(line: Line, circle: Circle) -> list[complex]:
    foot = line.foot(circle.center)
    square = circle.radius**2 - abs(foot - circle.center) ** 2
    return _pair(foot, line.direction, square, circle.radius)


def _pair(middle: complex, direction: complex, square: float, radius: float) -> list[complex]:
    if abs(square) < TANGENT * radius**2:
        return [middle]
    if square < 0:
        return []
    half = math.sqrt(square) * direction
    return [middle + half, middle - half]


def unit(vector: complex) -> complex:
    """The vector's direction.

    Raises:
        NoLocus: it has no length.
    """
    length = abs(vector)
    if length < 1e-12:
        raise NoLocus("two of its points coincide")
    return vector / length


def line(a: complex, b: complex) -> Line:
    return Line(a, unit(b - a), span=abs(b - a))


def ray(a: complex, b: complex) -> Line:
    return Line(a, unit(b - a), ray=True, strict=True)


def oray(a: complex, b: complex) -> Line:
    return Line(a, unit(a - b), ray=True, strict=True)


def within(a: complex, b: complex) -> Line:
    """The segment ab without its ends."""
    return Line(a, unit(b - a), ray=True, strict=True, span=abs(b - a), bounded=True)


def ratio(a: complex, c: complex, e: complex, f: complex, g: complex, h: complex) -> Locus:
    """The points x with xa : xc = ef : gh."""
    if abs(h - g) < 1e-12:
        raise NoLocus("two of its points coincide")
    return apollonius(a, c, abs(f - e) / abs(h - g))


def apollonius(a: complex, b: complex, quotient: float) -> Locus:
    """The points x with xa = quotient * xb."""
    if abs(quotient - 1) < 1e-9:
        return bline(a, b)
    square = quotient * quotient
    center = (a - square * b) / (1 - square)
    return Circle(center, quotient * abs(b - a) / abs(1 - square))


def pline(a: complex, b: complex, c: complex) -> Line:
    return Line(a, unit(c - b))


def tline(a: complex, b: complex, c: complex) -> Line:
    return Line(a, 1j * unit(c - b))


def bline(a: complex, b: complex) -> Line:
    return Line((a + b) / 2, 1j * unit(b - a))


def bisector(a: complex, b: complex, c: complex) -> Line:
    """The inner bisector of angle abc, as a ray from b."""
    return Line(b, unit(unit(a - b) + unit(c - b)), ray=True)


def exbisector(a: complex, b: complex, c: complex) -> Line:
    return Line(b, 1j * unit(unit(a - b) + unit(c - b)))


def amirror(a: complex, b: complex, c: complex) -> Line:
    """The ray from b that mirrors ba in bc."""
    axis = unit(c - b)
    return Line(b, axis * axis * unit(a - b).conjugate(), ray=True)


def aline(a: complex, b: complex, c: complex, d: complex, e: complex) -> Line:
    """The ray ax with the angle from ax to ab equal to that from dc to de."""
    return Line(a, unit(b - a) * unit(c - d) * unit(e - d).conjugate(), ray=True)


def turned(a: complex, b: complex, degrees: float) -> Line:
    """The ray bx to which ba turns by the angle, counterclockwise."""
    return Line(b, unit(a - b) * cmath.exp(1j * math.radians(degrees)), ray=True)


def circle(o: complex, a: complex) -> Circle:
    return compass(o, o, a)


def compass(o: complex, a: complex, b: complex) -> Circle:
    if abs(b - a) < 1e-12:
        raise NoLocus("its radius is zero")
    return Circle(o, abs(b - a))


def dia(a: complex, b: complex) -> Circle:
    return circle((a + b) / 2, a)


def circum(a: complex, b: complex, c: complex) -> Circle:
    meet = intersect(bline(a, b), bline(a, c))
    if not meet:
        raise NoLocus("three points on a line have no circle")
    return circle(meet[0], a)


def seen(a: complex, b: complex, c: complex, d: complex, e: complex, f: complex) -> Locus:
    """The points x with the angle from xa to xb equal to that from cd to ef."""
    return seen_under(a, b, unit(d - c).conjugate() * unit(f - e))


def seen_under(a: complex, b: complex, angle: complex) -> Locus:
    """The points x with the directed angle from line xa to line xb that `angle` has."""
    if abs(angle.imag) < PARALLEL:
        return line(a, b)
    center = (a + b) / 2 + 1j * (b - a) * (angle.real / angle.imag) / 2
    return circle(center, a)


LOCI: dict[str, Callable[..., Locus]] = {
    f.__name__: f
    for f in (
        line, ray, oray, within, ratio, pline, tline, bline, bisector, exbisector, amirror, aline, turned,
        circle, compass, dia, circum, seen,
    )
}  # fmt: skip
