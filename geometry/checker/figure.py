"""A figure in high precision: integer coordinates on a fine grid, and what can be read off it.

Every coordinate is an integer multiple of 2^-bits, so that products and sums of coordinates are
exact; what is rounded is only the figure itself, which satisfies its constraints to about
`precision` digits. Open conditions are read off with a margin that is wider than that error by
tens of orders of magnitude.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from geometry.rules import Condition

Vector = tuple[int, int]

#: An open condition counts as true from the relative margin 1 / CLEARLY on.
CLEARLY = 10**8


@dataclass(frozen=True)
class Figure:
    """Points with integer coordinates in units of 2^-bits; the figure's diameter is about 1.

    Attributes:
        points: name to coordinates.
        bits: binary digits after the point.
        unit: what the length 1 of the problem is in this figure; differs from 1 because figures
            are scaled to diameter about 1 by a power of two.
    """

    points: Mapping[str, Vector]
    bits: int
    unit: Fraction

    def vector(self, a: str, b: str) -> Vector:
        """From a to b."""
        (ax, ay), (bx, by) = self.points[a], self.points[b]
        return bx - ax, by - ay

    @cached_property
    def diameter(self) -> int:
        """The larger side of the bounding box, in grid units; at least 1."""
        xs = [x for x, _ in self.points.values()]
        ys = [y for _, y in self.points.values()]
        return max(max(xs) - min(xs), max(ys) - min(ys), 1)

    def distance(self, a: str, b: str) -> float:
        """Between two points, relative to the figure's diameter."""
        x, y = self.vector(a, b)
        return math.isqrt(x * x + y * y) / self.diameter

    def different(self, a: str, b: str) -> bool:
        return self.distance(a, b) * CLEARLY > 1

    def turn(self, a: str, b: str, c: str) -> int:
        """1 if a, b, c turn counterclockwise, -1 if clockwise, 0 if not clearly either.

        The margin is in the sine of the smallest angle of the triangle.
        """
        (ux, uy), (vx, vy) = self.vector(a, b), self.vector(a, c)
        wx, wy = vx - ux, vy - uy
        squares = sorted((ux * ux + uy * uy, vx * vx + vy * vy, wx * wx + wy * wy))
        if not squares[1] or not self.different(a, b) or not self.different(a, c):
            return 0
        cross = ux * vy - uy * vx
        if abs(cross) * CLEARLY <= math.isqrt(squares[1] * squares[2]):
            return 0
        return 1 if cross > 0 else -1

    def concyclic(self, a: str, b: str, c: str, d: str) -> bool:
        """Whether d is on the circle through a, b, c, or not clearly off it.

        The margin is in the power of d, where the largest distance between the points is 1 and
        the area of the triangle about 1.
        """
        u, v, w = (self.vector(d, p) for p in (a, b, c))
        (ux, uy), (vx, vy), (wx, wy) = u, v, w
        uu, vv, ww = ux * ux + uy * uy, vx * vx + vy * vy, wx * wx + wy * wy
        power = uu * (vx * wy - vy * wx) + vv * (wx * uy - wy * ux) + ww * (ux * vy - uy * vx)
        return abs(power) * CLEARLY <= max(uu, vv, ww) ** 2

    def middle(self, a: str, b: str, c: str) -> int | None:
        """Which of three different points of a line (0, 1, 2) stands between the other two.

        None if two of them are not clearly different.
        """
        names = (a, b, c)
        if not (self.different(a, b) and self.different(b, c) and self.different(a, c)):
            return None
        for i in range(3):
            (ux, uy), (vx, vy) = (
                self.vector(names[i], names[(i + 1) % 3]),
                self.vector(names[i], names[(i + 2) % 3]),
            )
            if ux * vx + uy * vy < 0:
                return i
        return None

    def direction(self, a: str, b: str) -> float:
        """Of line ab in units of pi, in [0, 1), to double precision.

        This only selects the integer in the constant of an equation of directions whose truth
        is known to many more digits, so that double precision is plenty.
        """
        a, b = min(a, b), max(a, b)
        x, y = self.vector(a, b)
        shift = max(x.bit_length(), y.bit_length()) - 60
        if shift > 0:
            x, y = x >> shift, y >> shift
        return math.atan2(y, x) / math.pi % 1.0

    def holds(self, condition: Condition) -> bool:
        """Whether the open condition holds here with a clear margin."""
        p = condition.points
        match condition.name:
            case "diff":
                return all(self.different(a, b) for i, a in enumerate(p) for b in p[i + 1 :])
            case "ncoll":
                return self.turn(*p) != 0
            case "ncyclic":
                return self.turn(*p[:3]) != 0 and not self.concyclic(*p)
            case "sameorient":
                return self.turn(*p[:3]) * self.turn(*p[3:]) == 1
            case "opporient":
                return self.turn(*p[:3]) * self.turn(*p[3:]) == -1
            case "sameorder":
                first = self.middle(*p[:3])
                return first is not None and first == self.middle(*p[3:])
            case "oddouter" | "evenouter":
                middles = [self.middle(*p[k : k + 3]) for k in range(0, 9, 3)]
                if None in middles:
                    return False
                outer = sum(middle != 0 for middle in middles)
                return outer % 2 == (1 if condition.name == "oddouter" else 0)
            case "npara" | "nperp":
                (ux, uy), (vx, vy) = self.vector(*p[:2]), self.vector(*p[2:])
                if not (self.different(*p[:2]) and self.different(*p[2:])):
                    return False
                size = math.isqrt((ux * ux + uy * uy) * (vx * vx + vy * vy))
                product = ux * vy - uy * vx if condition.name == "npara" else ux * vx + uy * vy
                return abs(product) * CLEARLY > size
            case _:
                return self._in_order(condition.name, p)

    def _in_order(self, name: str, p: tuple[str, ...]) -> bool:
        """The conditions of `geometry.order`."""
        match name:
            case "between" | "on_segment":
                return self.middle(*p) == 0
            case "on_ray":
                # b may be x itself, and is then on the ray.
                return self.different(p[0], p[1]) and self.cosine_sign(p[0], p[1], p[2]) == 1
            case "sameside" | "oppside":
                sides = self.turn(p[2], p[3], p[0]) * self.turn(p[2], p[3], p[1])
                return sides == (1 if name == "sameside" else -1)
            case "inside":
                x, a, b, c = p
                turns = {self.turn(x, b, c), self.turn(a, x, c), self.turn(a, b, x)}
                return turns == {self.turn(a, b, c)} != {0}
            case "inside_angle":
                x, a, b, c = p
                return {self.turn(b, a, x), self.turn(b, x, c)} == {self.turn(b, a, c)} != {0}
            case "acute" | "obtuse":
                sign = self.cosine_sign(*p)
                return self.turn(*p) != 0 and sign == (1 if name == "acute" else -1)
            case "shorter":
                (ux, uy), (vx, vy) = self.vector(*p[:2]), self.vector(*p[2:])
                one, other = ux * ux + uy * uy, vx * vx + vy * vy
                return (other - one) * CLEARLY > other
            case "convex":
                turns = {self.turn(p[i - 2], p[i - 1], p[i]) for i in range(4)}
                return len(turns) == 1 and turns != {0}
        return False

    def cosine_sign(self, a: str, b: str, c: str) -> int:
        """1 if angle abc is clearly acute (or 0), -1 if clearly obtuse, 0 if neither."""
        (ux, uy), (vx, vy) = self.vector(b, a), self.vector(b, c)
        product = ux * vx + uy * vy
        if abs(product) * CLEARLY <= math.isqrt((ux * ux + uy * uy) * (vx * vx + vy * vy)):
            return 0
        return 1 if product > 0 else -1
