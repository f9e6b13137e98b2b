"""Choices of coordinates: which points come first, and which hidden points help.

With its incentre placed first, a triangle's bisectors are rational; with its circumcentre, its
circumcircle is; with midpoints of arcs, both are. A hidden point exists in every triangle, so that
it costs no generality.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from geometry.language import Statement
from geometry.predicates import Predicate


@dataclass(frozen=True)
class Hidden:
    """A point that the statement does not name.

    Attributes:
        kind: `incentre` of three points, `circumcentre` of three points, or `arc midpoint` of two
            points on a circle about the third.
        of: those points.
    """

    name: str
    kind: str
    of: tuple[str, ...]

    @property
    def facts(self) -> tuple[Predicate, ...]:
        """What is known of it."""
        n, (a, b, c) = self.name, self.of
        if self.kind == "incentre":
            return tuple(
                Predicate("eqangle", (x, y, x, n, x, n, x, z))
                for x, y, z in ((a, b, c), (b, c, a), (c, a, b))
            )
        if self.kind == "circumcentre":
            return (Predicate("cong", (n, a, n, b)), Predicate("cong", (n, b, n, c)))
        return (Predicate("cong", (c, n, c, a)), Predicate("cong", (n, a, n, b)))

    def drawn(self, z: Mapping[str, complex]) -> complex:
        """Where it is in a figure."""
        a, b, c = (z[p] for p in self.of)
        if self.kind == "incentre":
            x, y, w = abs(b - c), abs(c - a), abs(a - b)
            return (a * x + b * y + c * w) / (x + y + w)
        if self.kind == "circumcentre":
            u = (c - a) / (b - a)
            return a + (b - a) * (u * (u.conjugate() - 1)) / (u.conjugate() - u)
        middle = (a + b) / 2 - c
        return c + middle / abs(middle) * abs(a - c) if middle else c + 1j * (a - c)


@dataclass(frozen=True)
class Plan:
    """Which points come first: the two of the frame, then `early`, then the statement's order."""

    frame: tuple[str, str]
    early: tuple[str, ...] = ()
    hidden: tuple[Hidden, ...] = ()


def plans(statement: Statement) -> Iterator[Plan]:
    """Ways to begin, plain ones first."""
    points = statement.points
    if len(points) < 2:
        return
    scaled = next((f for f, _ in statement.givens if f.name == "lconst"), None)
    first = statement.constructions[0].points
    starts = [(a, b) for a, b in permutations(first, 2) if first.index(a) < first.index(b)]
    if scaled is not None:
        starts = [(scaled.points[0], scaled.points[1])]
    elif len(first) < 2:
        starts = [(points[0], points[1])]
    for frame in starts[:6]:
        yield Plan(frame)
    if scaled is not None or len(first) < 3:
        return
    triangles = [first[:3]] if len(first) == 3 else []
    for triangle in triangles:
        yield from _around(statement, triangle)


def _around(statement: Statement, triangle: Sequence[str]) -> Iterator[Plan]:
    a, b, c = triangle
    corners = frozenset(triangle)
    if any(corners.issuperset(f.points) for f, _ in statement.givens):
        return  # not any triangle: its own conditions come first
    centre = _centre(statement, corners, ("incenter", "excenter"))
    hidden = () if centre else (Hidden(_fresh(statement, "i"), "incentre", (a, b, c)),)
    inner = centre or _fresh(statement, "i")
    for p, q, r in ((a, b, c), (b, c, a), (c, a, b)):
        yield Plan((p, q), (inner, r), hidden)
    middle = _centre(statement, corners, ("circle", "circumcenter"))
    round_ = () if middle else (Hidden(_fresh(statement, "o"), "circumcentre", (a, b, c)),)
    o = middle or _fresh(statement, "o")
    for p, q, r in ((a, b, c), (b, c, a), (c, a, b)):
        yield Plan((o, p), (q, r), round_)
    for p, q, r in ((a, b, c), (b, c, a), (c, a, b)):
        m = Hidden(_fresh(statement, "m"), "arc midpoint", (p, q, o))
        n = Hidden(_fresh(statement, "n"), "arc midpoint", (p, r, o))
        yield Plan((o, p), (m.name, n.name, q, r), (*round_, m, n))


def _centre(statement: Statement, corners: frozenset[str], words: Sequence[str]) -> str | None:
    """A point that the statement defines as such a centre of the triangle."""
    for clause in statement.clauses:
        if clause.name in words and frozenset(clause.args[1:]) == corners:
            return clause.args[0]
    return None


def _fresh(statement: Statement, name: str) -> str:
    while name in statement.points:
        name += "0"
    return name
