"""How far a fact is from holding in a figure.

Points are complex numbers inside; `deviation` also takes pairs of floats.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterable, Mapping

from geometry.predicates import Predicate, atoms

Plane = Mapping[str, complex]
Coordinates = Mapping[str, complex] | Mapping[str, tuple[float, float]]

#: A fact counts as false in a figure when it deviates by more than this. Figures satisfy their
#: hypotheses to 1e-12; the points of a figure of some thirty constructions, no two closer than a
#: hundredth of its size, amplify that by less than 1e4. Facts that are false by accident of the
#: statement deviate by 1e-3 and more.
TOLERANCE = 1e-8

#: Points closer than this part of the figure's size are one point. A double point that arises
#: as a tangency is known only to the square root of the accuracy.
COINCIDENT = 1e-6

_ANGLES = frozenset({"para", "perp", "eqangle", "aconst", "cyclic"})
_LENGTHS = frozenset({"rconst", "eqratio", "lconst"})


def figure_size(points: Iterable[complex]) -> float:
    """Twice the largest distance from the mean; 1 if there is only one place."""
    listed = list(points)
    mean = sum(listed) / len(listed)
    return 2 * max(abs(z - mean) for z in listed) or 1.0


def normalised(points: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """The figure moved and scaled to centre 0 and diameter 1."""
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    size = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    return {p: ((x - cx) / size, (y - cy) / size) for p, (x, y) in points.items()}


def plane(points: Coordinates) -> dict[str, complex]:
    """The points as complex numbers."""
    return {n: z if isinstance(z, complex) else complex(*z) for n, z in points.items()}


def deviation(fact: Predicate, points: Coordinates) -> tuple[float, str]:
    """How much the fact fails.

    Args:
        fact: any relation, atomic or not.
        points: coordinates of all points of the figure.

    Returns:
        The deviation (0 when it holds, infinite when it speaks of a line through two coinciding
        points) and its unit: `radians` for angles, `relative` (difference of logarithms) for
        ratios and given lengths, `of the figure's size` for distances (for `apollonius` and
        `eqpower` of its square).
    """
    z = plane(points)
    size = figure_size(z.values())
    worst = (-1.0, "")
    for atom in atoms(fact):
        found = _atom_deviation(atom, z, size)
        if found[0] > worst[0]:
            worst = found
    return worst


def _atom_deviation(fact: Predicate, z: Plane, size: float) -> tuple[float, str]:
    name, p = fact.name, fact.points
    if name == "coll" or name == "cyclic":
        distinct = [z[p[0]]]
        for q in p[1:]:
            if all(abs(z[q] - other) > COINCIDENT * size for other in distinct):
                distinct.append(z[q])
        if len(distinct) < len(p):
            return 0.0, "radians" if name == "cyclic" else "of the figure's size"
        if name == "cyclic":
            a, b, c, d = p
            # Two of the points may be close together; some pairing then shows a small angle only.
            orders = ((a, b, c, d), (a, c, b, d), (a, d, b, c))
            return max(abs(residual(Predicate(name, o), z, size)) for o in orders), "radians"
        return abs(residual(fact, z, size)), "of the figure's size"
    if name == "sinlaw":  # a theorem about every triangle, and about nothing else
        flat = abs(residual(Predicate("coll", p), z, size)) <= COINCIDENT
        return math.inf if flat else 0.0, "relative"
    if name in _ANGLES or name in _LENGTHS:
        pairs = zip(p[::2], p[1::2], strict=True)
        if any(abs(z[a] - z[b]) <= COINCIDENT * size for a, b in pairs):
            return math.inf, "radians" if name in _ANGLES else "relative"
        value = abs(residual(fact, z, size))
        return (math.asin(min(1.0, value)), "radians") if name in _ANGLES else (value, "relative")
    return abs(residual(fact, z, size)), "of the figure's size"


def residual(fact: Predicate, z: Plane, size: float) -> float:
    """Signed residual of an atomic fact: zero exactly when it holds, smooth where it is defined.

    For angles it is the sine of the deviation, for ratios the difference of logarithms, for
    distances the difference as a part of `size`. A line through two coinciding points satisfies
    every equation on its direction; so does a ratio with such a segment.
    """
    p = fact.points
    match fact.name:
        case "coll":
            a, b, c = (z[q] for q in p)
            longest = max(abs(b - a), abs(c - a), abs(c - b))
            return _cross(b - a, c - a) / (longest * size) if longest else 0.0
        case "cyclic":
            a, b, c, d = (z[q] for q in p)
            return _sine((a - c).conjugate() * (b - c) * (a - d) * (b - d).conjugate())
        case "para":
            return _sine((z[p[1]] - z[p[0]]).conjugate() * (z[p[3]] - z[p[2]]))
        case "perp":
            return _sine(1j * (z[p[1]] - z[p[0]]).conjugate() * (z[p[3]] - z[p[2]]))
        case "eqangle":
            u, v, s, t = _vectors(p, z)
            return _sine(u.conjugate() * v * s * t.conjugate())
        case "aconst":
            u, v = _vectors(p, z)
            assert fact.value is not None
            turn = cmath.exp(-1j * math.pi * float(fact.value % 1))
            return _sine(u.conjugate() * v * turn)
        case "cong":
            u, v = _vectors(p, z)
            return (abs(u) - abs(v)) / size
        case "lsum":
            u, v, s = _vectors(p, z)
            return (abs(u) + abs(v) - abs(s)) / size
        case "eqratio":
            u, v, s, t = _vectors(p, z)
            return _log_ratio(abs(u) * abs(t), abs(v) * abs(s))
        case "eqproduct":
            lengths = [abs(v) for v in _vectors(p, z)]
            return _log_ratio(math.prod(lengths[:3]), math.prod(lengths[3:]))
        case "rconst":
            u, v = _vectors(p, z)
            assert fact.value is not None
            return _log_ratio(abs(u), abs(v) * float(fact.value))
        case "lconst":
            (u,) = _vectors(p, z)
            assert fact.value is not None
            return _log_ratio(abs(u), float(fact.value))
        case "apollonius":
            o, m, a, b = (z[q] for q in p)
            sides, median = _square(a - o) + _square(b - o), _square(m - o) + _square(a - m)
            return (sides - 2 * median) / (size * size)
        case "eqpower":
            a, o, b, q, c = (z[i] for i in p)
            first, second = _square(a - o) - _square(b - o), _square(a - q) - _square(c - q)
            return (first - second) / (size * size)
        case "sinlaw":
            return 0.0  # a theorem about every triangle
    raise ValueError(f"not an atomic fact: {fact}")


def _vectors(p: tuple[str, ...], z: Plane) -> list[complex]:
    return [z[b] - z[a] for a, b in zip(p[::2], p[1::2], strict=True)]


def _cross(u: complex, v: complex) -> float:
    return (u.conjugate() * v).imag


def _square(u: complex) -> float:
    return u.real * u.real + u.imag * u.imag


def _sine(w: complex) -> float:
    length = abs(w)
    return w.imag / length if length else 0.0


def _log_ratio(a: float, b: float) -> float:
    if a <= 0.0 or b <= 0.0:
        return 0.0 if a == b else math.copysign(50.0, a - b)
    return math.log(a / b)
