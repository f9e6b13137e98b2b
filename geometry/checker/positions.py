"""Where a construction's word picks one of several positions that its facts allow.

The facts of `incenter` hold for the excentres too, since directed angles are modulo pi; the word
says which is meant. These are open conditions, so the checker reads them off the figure and
refuses a certificate that is about another position.
"""

from __future__ import annotations

from collections.abc import Callable

from geometry.checker.figure import Figure
from geometry.checker.statement import Clause
from geometry.constructions import CONSTRUCTIONS

#: A test of the figure; the strings are the clause's arguments.
Position = Callable[..., bool]


def _incenter(f: Figure, x: str, a: str, b: str, c: str) -> bool:
    turn = f.turn(a, b, c)
    return f.turn(x, b, c) == f.turn(a, x, c) == f.turn(a, b, x) == turn != 0


def _excenter(f: Figure, x: str, a: str, b: str, c: str) -> bool:
    turn = f.turn(a, b, c)
    return -f.turn(x, b, c) == f.turn(a, x, c) == f.turn(a, b, x) == turn != 0


def _inner_bisector(f: Figure, x: str, a: str, b: str, c: str) -> bool:
    return f.turn(b, x, a) * f.turn(b, x, c) == -1


def _acute(f: Figure, a: str, b: str, c: str) -> bool:
    corners = ((a, b, c), (b, c, a), (c, a, b))
    return f.turn(a, b, c) != 0 and all(f.cosine_sign(*p) == 1 for p in corners)


def _convex(f: Figure, *p: str) -> bool:
    turns = {f.turn(p[i - 2], p[i - 1], p[i]) for i in range(len(p))}
    crossing = len(p) == 5 and f.turn(p[0], p[1], p[3]) != f.turn(p[0], p[1], p[2])
    return len(turns) == 1 and turns != {0} and not crossing


POSITIONS: dict[str, Position] = {
    "incenter": _incenter,
    "excenter": _excenter,
    "incenter2": lambda f, x, y, z, i, a, b, c: _incenter(f, i, a, b, c),
    "excenter2": lambda f, x, y, z, i, a, b, c: _excenter(f, i, a, b, c),
    "angle_bisector": _inner_bisector,
    "acute_triangle": _acute,
    "obtuse_angle": lambda f, a, b, c: f.turn(a, b, c) != 0 and f.cosine_sign(a, b, c) == -1,
    "between": lambda f, x, a, b: f.middle(x, a, b) == 0,
    "between_bound": lambda f, x, a, b: f.middle(x, a, b) == 0,
    "nsquare": lambda f, x, a, b: f.turn(a, b, x) == -1,
    "psquare": lambda f, x, a, b: f.turn(a, b, x) == 1,
    "quadrangle": _convex,
    "pentagon": _convex,
}


def in_position(clause: Clause, figure: Figure) -> bool:
    """Whether the figure shows the position that the clause's word means."""
    word = clause.order is None and clause.name in CONSTRUCTIONS
    test = POSITIONS.get(clause.name) if word else None
    return test is None or test(figure, *clause.args)
