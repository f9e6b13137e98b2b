"""Order conditions in a figure of floating point numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geometry.rules import Condition

#: Sines, cosines and relative distances of less than this are 0: neither one side nor the other.
_CLEAR = 1e-4


def satisfied(condition: Condition, z: Mapping[str, complex]) -> bool:
    """Whether an order condition clearly holds; on lines, points are taken to lie on them."""
    p = [z[name] for name in condition.points]
    match condition.name:
        case "between" | "on_segment":
            return _cosine(p[1], p[0], p[2]) < -0.5 and _apart(p)
        case "on_ray":
            return _cosine(p[0], p[1], p[2]) > 0.5 and _apart([p[0], p[1]])
        case "sameside":
            return turn(p[2], p[3], p[0]) * turn(p[2], p[3], p[1]) == 1
        case "oppside":
            return turn(p[2], p[3], p[0]) * turn(p[2], p[3], p[1]) == -1
        case "inside":
            x, a, b, c = p
            return turn(x, b, c) == turn(a, x, c) == turn(a, b, x) == turn(a, b, c) != 0
        case "inside_angle":
            x, a, b, c = p
            return turn(b, a, x) == turn(b, x, c) == turn(b, a, c) != 0
        case "acute":
            return _CLEAR < _cosine(*p) < 1 - _CLEAR**2
        case "obtuse":
            return -1 + _CLEAR**2 < _cosine(*p) < -_CLEAR
        case "shorter":
            a, b, c, d = p
            return abs(b - a) < (1 - _CLEAR) * abs(d - c)
        case "convex":
            return len(
                {turn(*(p[(i + k) % 4] for k in range(3))) for i in range(4)} - {0}
            ) == 1 and all(turn(*(p[(i + k) % 4] for k in range(3))) for i in range(4))
    raise ValueError(f"no order condition: {condition}")


def turn(a: complex, b: complex, c: complex) -> int:
    """1 if a, b, c turn counterclockwise, -1 if clockwise, 0 if neither clearly."""
    u, v = b - a, c - a
    cross = (u.conjugate() * v).imag
    longest = sorted((abs(u), abs(v), abs(v - u)))
    if abs(cross) <= _CLEAR * longest[1] * longest[2]:
        return 0
    return 1 if cross > 0 else -1


def _cosine(a: complex, b: complex, c: complex) -> float:
    """Of angle abc; 0 where two of its points coincide."""
    u, v = a - b, c - b
    size = abs(u * v)
    return (u * v.conjugate()).real / size if size else 0.0


def _apart(p: Sequence[complex]) -> bool:
    size = max(abs(a - b) for a in p for b in p)
    return all(abs(a - b) > _CLEAR * size for i, a in enumerate(p) for b in p[:i])
