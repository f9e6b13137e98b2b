"""The locus that a relation leaves to one of its points, where it is a line or circle."""

from __future__ import annotations

import cmath
import math
from collections.abc import Mapping

from geometry.diagram import loci
from geometry.diagram.loci import Circle, Line, Locus, unit
from geometry.predicates import Predicate


def locus_of(fact: Predicate, x: str, z: Mapping[str, complex]) -> Locus | None:
    """Where point `x` must lie for an atomic fact to hold, all other points being in place.

    Returns:
        A line or circle, or None when the locus is neither or this form is not known here.

    Raises:
        NoLocus: other points coincide.
    """
    p = fact.points
    match fact.name:
        case "coll":
            a, b = (z[q] for q in p if q != x)
            return loci.line(a, b)
        case "cyclic":
            a, b, c = (z[q] for q in p if q != x)
            return loci.circum(a, b, c)
        case "para" | "perp" | "aconst" | "eqangle":
            return _of_directions(fact, x, z)
        case "cong" | "rconst" | "lconst" | "lsum" | "eqratio":
            return _of_lengths(fact, x, z)
    return None


def _of_directions(fact: Predicate, x: str, z: Mapping[str, complex]) -> Locus | None:
    """Angle facts say that the product of some directions, or their conjugates, is real.

    A direction is written as a unit number; one that contains x is either the direction of x
    from a known point, or its reverse, which is the same line.
    """
    lines = list(zip(fact.points[::2], fact.points[1::2], strict=True))
    signs = {"para": (-1, 1), "perp": (-1, 1), "aconst": (-1, 1), "eqangle": (-1, 1, 1, -1)}
    rest = 1 + 0j
    if fact.name == "perp":
        rest = 1j
    elif fact.name == "aconst":
        assert fact.value is not None
        rest = cmath.exp(-1j * math.pi * float(fact.value % 1))
    free: list[tuple[complex, int]] = []
    for (a, b), sign in zip(lines, signs[fact.name], strict=True):
        if x in (a, b):
            free.append((z[b if a == x else a], sign))
        else:
            direction = unit(z[b] - z[a])
            rest *= direction if sign > 0 else direction.conjugate()
    if len(free) == 1:
        point, sign = free[0]
        # rest * u^sign is real for the direction u of the line.
        return Line(point, rest.conjugate() if sign > 0 else rest)
    if len(free) == 2 and free[0][1] != free[1][1] and free[0][0] != free[1][0]:
        # rest * conj(u) * v is real: the angle from u to v is that of conj(rest).
        u, v = (free[0][0], free[1][0]) if free[0][1] < 0 else (free[1][0], free[0][0])
        return loci.seen_under(u, v, rest.conjugate())
    return None


def _of_lengths(fact: Predicate, x: str, z: Mapping[str, complex]) -> Locus | None:
    """Length facts say that a product of lengths, or their inverses, has a known value."""
    p = fact.points
    pairs = list(zip(p[::2], p[1::2], strict=True))
    if fact.name == "lsum":
        return None
    signs = {"cong": (1, -1), "rconst": (1, -1), "lconst": (1,), "eqratio": (1, -1, -1, 1)}
    value = 1.0 if fact.value is None else float(fact.value)
    free: list[tuple[complex, int]] = []
    for (a, b), sign in zip(pairs, signs[fact.name], strict=True):
        if x in (a, b):
            free.append((z[b if a == x else a], sign))
        else:
            length = abs(z[b] - z[a])
            if length < 1e-12:
                raise loci.NoLocus("two of its points coincide")
            value *= length ** (-sign)
    if len(free) == 1:
        point, sign = free[0]
        return Circle(point, value**sign)
    if len(free) == 2 and free[0][1] != free[1][1] and free[0][0] != free[1][0]:
        (near, sign), (far, _) = free
        return loci.apollonius(near, far, value if sign > 0 else 1 / value)
    return None
