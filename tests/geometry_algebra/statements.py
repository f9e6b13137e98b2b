"""Statements that the tests of the algebra share."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from geometry import prepare
from geometry.algebra.certificate import to_dict
from geometry.algebra.engine import solve

#: Holds in every position; needs no root.
EULER = (
    "a b c = triangle; h = orthocenter a b c; g = on_line g a h, on_line g b c; o = circle o a b c; "
    "p = reflect h b c ? cong o p o a"
)
#: IMO 2005 P5: holds for one of two positions of f.
IMO_2005_P5 = (
    "a b c = triangle a b c; d = eqdistance d a b c; e = on_line e b c; f = on_line f a d, "
    "eqdistance f d e b; p = on_line p a c, on_line p b d; q = on_line q e f, on_line q b d; "
    "r = on_line r e f, on_line r a c; o1 = circle o1 a p d; o2 = circle o2 b p c; "
    "m = on_circle m o1 p, on_circle m o2 p ? cyclic p q r m"
)
#: c is b turned by 90 degrees either way: two cases, in both of which the goal holds.
CHOICE = "a b = segment a b; c = psquare c a b; d = midpoint d b c ? perp a d b c"
#: Two circles that a third one touches in a and b: ISL 2000 G1.
ISL_2000_G1 = (
    "k a = segment k a; b = on_circle b k a; o = on_line o k a; w = on_line w k b; "
    "x = on_circle x o a, on_circle x w b; y = reflect y x o w; c = on_line c x y, on_circle c k a; "
    "p = on_circle p o a, on_line p a c; q = on_circle q w b, on_line q b c ? perp o p p q"
)
IMO_2026_P2 = (
    "a b c = triangle a b c; m = midpoint m a b; n = midpoint n a c; "
    "k l = eqangle b k b a c a c l, eqangle b l b k n l n c, eqangle c l c k m b m k; "
    "o = circle o a k l ? cong o m o n"
)


@cache
def certificate(text: str) -> str:
    """The algebraic certificate of a statement, which must have one."""
    prepared = prepare(text)
    figure = prepared.diagram.points
    solution = solve(prepared.statement, figure, seconds=120)
    assert solution is not None
    return json.dumps(to_dict(prepared.statement, solution, figure))


def data(text: str) -> dict[str, Any]:
    """The same as data of one's own."""
    found: dict[str, Any] = json.loads(certificate(text))
    return found
