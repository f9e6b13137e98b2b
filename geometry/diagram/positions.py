"""Whether placed points are in the position that a construction's word means.

Facts leave several positions open: those of `incenter` hold for the excentres too. A point that
was drawn is where it should be; after a numerical solution this must be asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from geometry.diagram.figures import FIGURES, SHAPES
from geometry.diagram.loci import LOCI, Circle, NoLocus, cross

#: Figures that are one of a family, or whose points may be named in either order; every position
#: that satisfies their facts will do.
_ANY_POSITION = frozenset(
    {"eqangle2", "3peq", "2l1c", "cc_tangent0", "cc_tangent", "tangent", "e5128"}
)
_CONVEX = frozenset({"quadrangle", "pentagon"})
_ACCURACY = 1e-5
#: A corner of a smaller sine is straight: conditions may have pressed it flat, and a numerical
#: solution of those is never flat to the last digit.
_STRAIGHT = 1e-4


def in_position(
    word: str, given: Sequence[complex | float], new: Sequence[complex], size: float
) -> bool:
    """Whether `new` is where drawing `word` puts it.

    Args:
        word: a drawing word of the construction table.
        given: its arguments.
        new: the construction's new points.
        size: the figure's size.
    """
    if word in _ANGLES:
        return _ANGLES[word](*new)
    if word in _CONVEX:
        return _convex(new)
    if word in SHAPES or word in _ANY_POSITION:
        return True
    try:
        if word in LOCI:
            locus, z = LOCI[word](*given), new[0]
            if isinstance(locus, Circle):
                return abs(abs(z - locus.center) - locus.radius) < _ACCURACY * size
            on_line = abs(z - locus.foot(z)) < _ACCURACY * size
            return on_line and (not locus.strict or locus.wanted(z))
        drawn = FIGURES[word](Random(0), *given)
    except NoLocus:
        return False
    return all(abs(a - b) < _ACCURACY * size for a, b in zip(drawn, new, strict=True))


def _cosine(a: complex, b: complex, c: complex) -> float:
    """Of angle abc."""
    u, v = a - b, c - b
    return (u * v.conjugate()).real / abs(u * v)


#: Shapes with an angle that is acute or obtuse; one that is nearly right is neither.
_ANGLES: dict[str, Callable[..., bool]] = {
    "acute_triangle": lambda a, b, c: (
        min(_cosine(a, b, c), _cosine(b, c, a), _cosine(c, a, b)) > _STRAIGHT
    ),
    "obtuse_angle": lambda a, b, c: -1 + _STRAIGHT**2 < _cosine(a, b, c) < -_STRAIGHT,
}


def _convex(z: Sequence[complex]) -> bool:
    n = len(z)
    sides = [z[(i + 1) % n] - z[i] for i in range(n)]
    sines = [cross(u, v) / abs(u * v) for u, v in zip(sides, sides[1:] + sides[:1], strict=True)]
    turns = [sine > 0 for sine in sines]
    if min(map(abs, sines)) < _STRAIGHT:
        return False
    # A pentagram turns the same way everywhere, too; its second diagonal does not.
    return len(set(turns)) == 1 and (n < 5 or (cross(z[1] - z[0], z[3] - z[0]) > 0) == turns[0])
