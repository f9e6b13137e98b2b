"""What a GeoGebra file asks to be proved, in terms of our goals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from geometry.geogebra.building import Building
from geometry.geogebra.objects import Angle, Circle, Claim, LeftOut, Line, Point, Thing

_Claimed: TypeAlias = Callable[[Building, Sequence[Thing]], Claim]


def _prove(t: Building, values: Sequence[Thing]) -> Claim:
    match values:
        case [Claim() as claim]:
            return claim
    raise LeftOut("it asks to prove what is no relation that our language has")


def _collinear(t: Building, values: Sequence[Thing]) -> Claim:
    return Claim(" ".join(("coll", *_points(values, 3))))


def _concyclic(t: Building, values: Sequence[Thing]) -> Claim:
    return Claim(" ".join(("cyclic", *_points(values, 4))))


def _concurrent(t: Building, values: Sequence[Thing]) -> Claim:
    return Claim(" ".join(("concurrent", *_ends(t, values, 3))))


def _parallel(t: Building, values: Sequence[Thing]) -> Claim:
    return Claim(" ".join(("para", *_ends(t, values, 2))))


def _perpendicular(t: Building, values: Sequence[Thing]) -> Claim:
    return Claim(" ".join(("perp", *_ends(t, values, 2))))


def _equal(t: Building, values: Sequence[Thing]) -> Claim:
    match values:
        case [Line(segment=True, points=[a, b, *_]), Line(segment=True, points=[c, d, *_])]:
            return Claim(f"cong {a} {b} {c} {d}")
        case [Angle((a, b, c)), Angle((d, e, f))]:
            return Claim(f"eqangle {b} {a} {b} {c} {e} {d} {e} {f}")
    raise LeftOut("only segments, and angles at three points, are compared")


def _is_on(t: Building, values: Sequence[Thing]) -> Claim:
    match values:
        case [Point(p), Line() as line]:
            a, b = t.anchors(line)
            return Claim(f"coll {p} {a} {b}")
        case [Point(p), Circle() as circle]:
            if len(circle.points) >= 3:
                return Claim(" ".join(("cyclic", *circle.points[:3], p)))
            o, a = t.center(circle), t.rim(circle)
            return Claim(f"cong {o} {p} {o} {a}")
    raise LeftOut("only points lie on lines and circles")


def _tangent(t: Building, values: Sequence[Thing]) -> Claim:
    match values:
        case [Line() as line, Circle() as circle] | [Circle() as circle, Line() as line]:
            return Claim(" ".join(("touches", *t.anchors(line), t.center(circle), t.rim(circle))))
    raise LeftOut("only a line is said to touch a circle")


def _points(values: Sequence[Thing], count: int) -> list[str]:
    names = [v.name for v in values if isinstance(v, Point)]
    if not len(names) == len(values) == count:
        raise LeftOut(f"it needs {count} points")
    return names


def _ends(t: Building, values: Sequence[Thing], count: int) -> list[str]:
    lines = [v for v in values if isinstance(v, Line)]
    if not len(lines) == len(values) == count:
        raise LeftOut(f"it needs {count} lines")
    return [p for line in lines for p in t.anchors(line)]


#: name of the command or relation -> the goal it states
CLAIMS: dict[str, _Claimed] = {
    **dict.fromkeys(("Prove", "ProveDetails"), _prove),
    "AreCollinear": _collinear,
    "AreConcyclic": _concyclic,
    "AreConcurrent": _concurrent,
    "AreParallel": _parallel,
    "ArePerpendicular": _perpendicular,
    **dict.fromkeys(("AreEqual", "AreCongruent"), _equal),
    "IsOn": _is_on,
    "IsTangent": _tangent,
}
