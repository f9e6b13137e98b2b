"""GeoGebra's commands in terms of our constructions.

Each function gets the construction so far, the values of the arguments, and the objects to be made; it
returns these in order, or raises `LeftOut`. Files spell some commands with an internal name,
people with that of the menu; both are here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from geometry.geogebra.building import Building, Target
from geometry.geogebra.objects import (
    Angle,
    Circle,
    Condition,
    LeftOut,
    Line,
    Number,
    Point,
    Polygon,
    Thing,
)

Command: TypeAlias = Callable[[Building, Sequence[Thing], Sequence[Target]], Sequence[Thing]]

_UNUSUAL = "with these arguments it has no counterpart"


def _point(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Line() | Circle() as place]:
            made = t.point(targets[0], place.condition)
            place.points.append(made.name)
            return [made]
    raise LeftOut(_UNUSUAL)


def _midpoint(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b)]:
            pass
        case [Line(segment=True, points=[a, b, *_])]:
            pass
        case [Circle() as circle]:
            return _center(t, [circle], targets)
        case _:
            raise LeftOut(_UNUSUAL)
    return [t.point(targets[0], ("midpoint", a, b))]


def _center(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Circle(center=str(old))]:
            return [Point(old)]
        case [Circle(condition=(word, *points)) as circle]:
            made = t.point(targets[0], ("midpoint" if word == "on_dia" else "circle", *points))
            circle.center = made.name
            return [made]
    raise LeftOut(_UNUSUAL)


def _line(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b)]:
            return [t.through(a, b)]
        case [Point(a), Line(segment=False) | Line(segment=True) as line]:
            if a in line.points:
                return [Line(line.condition, line.points, line.direction)]
            return [t.along(a, t.direction(line))]
    raise LeftOut(_UNUSUAL)


def _segment(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b)]:
            return [t.through(a, b, segment=True)]
    raise LeftOut(_UNUSUAL)


def _perpendicular(
    t: Building, values: Sequence[Thing], targets: Sequence[Target]
) -> Sequence[Thing]:
    match values:
        case [Point(a), Line() as line]:
            b, c, turned = t.direction(line)
            return [t.along(a, (b, c, not turned))]
    raise LeftOut(_UNUSUAL)


def _bisector(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b)] | [Line(segment=True, points=[a, b, *_])]:
            return [Line(("on_bline", a, b), [], (a, b, True))]
    raise LeftOut(_UNUSUAL)


def _angle_bisector(
    t: Building, values: Sequence[Thing], targets: Sequence[Target]
) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b), Point(c)]:
            return [Line(("angle_bisector", a, b, c), [b])]
    raise LeftOut("it is the bisector of two lines; give three points instead")


def _circle(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(o), Point(a)]:
            return [Circle(("on_circle", o, a), [a], o)]
        case [Point(a), Point(b), Point(c)]:
            return [Circle(("on_circum", a, b, c), [a, b, c])]
        case [Point(o), Line(segment=True, points=[a, b, *_])]:
            if o in (a, b):
                rim = b if o == a else a
                return [Circle(("on_circle", o, rim), [rim], o)]
            return [Circle(("eqdistance", o, a, b), [], o)]
        case [Point(o), Number(radius, False)] if radius > 0:
            # The radius is one of many for which the problem holds; any other will do as well.
            near = [(x + float(radius), y) for x, y in t.places([o])]
            rim = t.helper(("free",), near=near[0] if near else None).name
            return [Circle(("on_circle", o, rim), [rim], o)]
    raise LeftOut(_UNUSUAL)


def _semicircle(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b)]:
            return [Circle(("on_dia", a, b), [a, b])]
    raise LeftOut(_UNUSUAL)


def _incircle(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b), Point(c)]:
            x, y, z, i = t.points([Target()] * 4, ("incenter2", a, b, c))
            return [Circle(("on_circle", i.name, x.name), [x.name, y.name, z.name], i.name)]
    raise LeftOut(_UNUSUAL)


def _intersect(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Line() | Circle() as first, Line() | Circle() as second, *rest] if all(
            isinstance(r, Number | Point) for r in rest
        ):
            return [t.common(target, first, second) for target in targets]
    raise LeftOut(_UNUSUAL)


def _mirror(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b)]:
            return [t.point(targets[0], ("mirror", a, b))]
        case [Point(a), Line() as line]:
            if a in line.points:
                return [Point(a)]
            return [t.point(targets[0], ("reflect", a, *t.anchors(line)))]
    raise LeftOut("only points are reflected, in a point or a line")


def _foot(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Line() as line, Point(a)] | [Point(a), Line() as line]:
            if a in line.points:
                return [Point(a)]
            made = t.point(targets[0], ("foot", a, *t.anchors(line)))
            line.points.append(made.name)
            return [made]
    raise LeftOut(_UNUSUAL)


def _tangent(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Circle() as circle] | [Circle() as circle, Point(a)]:
            o = t.center(circle)
            if a in circle.points:
                return [Line(("lc_tangent", a, o), [a], (a, o, True))]
            rim, lines = t.rim(circle), []
            for target in targets:
                touch = t.touching_point(target.label, o)
                p = t.helper(("on_circle", o, rim), ("on_dia", a, o), near=touch).name
                circle.points.append(p)
                lines.append(Line(("on_line", a, p), [a, p], (p, o, True)))
            return lines
    raise LeftOut("tangents are drawn from a point to a circle only")


def _translate(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(p), Line(segment=True, points=[a, b, *_])]:
            return [Point(b)] if p == a else [t.point(targets[0], ("shift", p, b, a))]
    raise LeftOut("only points are moved, by a vector between two points")


def _rotate(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(p), Number(value, True), Point(o)]:
            turn = value % 360
            if turn == 180:
                return [t.point(targets[0], ("mirror", p, o))]
            if turn in (90, 270):
                word = "psquare" if turn == 90 else "nsquare"
                return [t.point(targets[0], (word, o, p))]
            if turn:
                angle: Condition = ("s_angle", p, o, str(turn))
                return [t.point(targets[0], ("on_circle", o, p), angle)]
    raise LeftOut("only points are turned, around a point by an angle given in degrees")


def _polygon(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b), Number(count, False)] if count in (3, 4):
            labels = [x for x in targets if t.document.kinds.get(x.label) == "point"]
            labels = labels or [Target()] * (int(count) - 2)
            new = t.points(labels, ("eq_triangle" if count == 3 else "square", a, b))
            corners = [a, b, *(p.name for p in new)]
        case _:
            corners, new = [p.name for p in values if isinstance(p, Point)], []
            if len(corners) < max(3, len(values)):
                raise LeftOut(_UNUSUAL)
    sides = [
        t.through(p, q, segment=True)
        for p, q in zip(corners, corners[1:] + corners[:1], strict=True)
    ]
    parts: dict[str, Iterator[Thing]] = {"point": iter(new), "segment": iter(sides)}
    whole = Polygon(tuple(corners))
    return [next(parts.get(t.document.kinds.get(x.label, ""), iter(())), whole) for x in targets]


def _triangle_center(
    t: Building, values: Sequence[Thing], targets: Sequence[Target]
) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b), Point(c), Number(number, False)]:
            single = {1: "incenter", 3: "circle", 4: "orthocenter"}
            several = {2: "centroid", 5: "ninepoints"}
            if int(number) in single:
                return [t.point(targets[0], (single[int(number)], a, b, c))]
            if int(number) in several:
                return t.points([*[Target()] * 3, targets[0]], (several[int(number)], a, b, c))[3:]
    raise LeftOut("of the triangle centres only numbers 1 to 5 have a counterpart")


def _angle(t: Building, values: Sequence[Thing], targets: Sequence[Target]) -> Sequence[Thing]:
    match values:
        case [Point(a), Point(b), Point(c)]:
            return [Angle((a, b, c))]
    raise LeftOut("angles are measured between three points only")


def _with(check: Command, *names: str) -> dict[str, Command]:
    return dict.fromkeys(names, check)


#: name of the command -> what it makes
COMMANDS: dict[str, Command] = {
    **_with(_point, "Point", "PointIn"),
    **_with(_midpoint, "Midpoint"),
    **_with(_center, "Center", "Centre"),
    **_with(_line, "Line", "Ray"),
    **_with(_segment, "Segment", "Vector", "Distance", "Length"),
    **_with(_perpendicular, "OrthogonalLine", "PerpendicularLine", "Perpendicular"),
    **_with(_bisector, "LineBisector", "PerpendicularBisector"),
    **_with(_angle_bisector, "AngularBisector", "AngleBisector"),
    **_with(_circle, "Circle", "Circumcircle", "CircumcircleArc", "CircleArc"),
    **_with(_semicircle, "Semicircle"),
    **_with(_incircle, "Incircle"),
    **_with(_intersect, "Intersect", "IntersectionPoint"),
    **_with(_mirror, "Mirror", "Reflect"),
    **_with(_foot, "ClosestPoint"),
    **_with(_tangent, "Tangent"),
    **_with(_translate, "Translate"),
    **_with(_rotate, "Rotate"),
    **_with(_polygon, "Polygon", "RigidPolygon"),
    **_with(_triangle_center, "TriangleCenter"),
    **_with(_angle, "Angle"),
}
