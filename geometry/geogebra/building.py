"""The construction that a GeoGebra file becomes: its points, and the lines and circles on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from geometry.geogebra.document import Document
from geometry.geogebra.names import point_name
from geometry.geogebra.objects import Circle, Condition, LeftOut, Line, Point, Thing

#: Two points of the file closer than this part of the figure's size stand in one place.
_SAME = 1e-7

#: Coordinates in the file's figure.
Place: TypeAlias = tuple[float, float]


@dataclass(frozen=True)
class Target:
    """An object to be made: its label, empty for one that has none of its own."""

    label: str = ""


@dataclass
class _Statement:
    points: list[str]
    conditions: list[Condition]


class Building:
    """The construction so far; what the commands of a file add to.

    Attributes:
        document: the file.
        things: label to object.
        names: label of a point to its name.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.things: dict[str, Thing] = {}
        self.names: dict[str, str] = {}
        self._statements: list[_Statement] = []
        self._places: dict[str, Place] = {}
        self._taken: set[str] = set()
        self._helpers: set[str] = set()
        self._renamed: dict[str, str] = {}
        # Labels of the file first, so that no helper takes the name of a later point.
        for label, kind in document.kinds.items():
            if kind == "point":
                self.names[label] = point_name(label, self._taken)
                self._taken.add(self.names[label])
        places = [p for p in map(document.place, self.names) if p is not None]
        self._size = max((math.dist(p, q) for p in places for q in places), default=1.0) or 1.0

    # --- points -------------------------------------------------------------------------------

    def point(self, target: Target, *conditions: Condition) -> Point:
        """A new point with these conditions."""
        return self.points([target], *conditions)[0]

    def points(self, targets: Sequence[Target], *conditions: Condition) -> list[Point]:
        """New points, made at once by these conditions.

        Raises:
            LeftOut: a point is undefined in the file's figure.
        """
        names = []
        for target in targets:
            place = self.document.place(target.label) if target.label else None
            if target.label and place is None:
                raise LeftOut("it is undefined in the file")
            name = self.names.get(target.label) or self._helper()
            if place is not None:
                self._places[name] = place
            names.append(name)
        self._statements.append(_Statement(names, list(conditions)))
        return [Point(n) for n in names]

    def helper(self, *conditions: Condition, near: Place | None = None) -> Point:
        """A point that the file does not have, with a hint where it stands."""
        made = self.point(Target(), *conditions)
        if near is not None:
            self._places[made.name] = near
        return made

    def places(self, points: Sequence[str]) -> list[Place]:
        """Where these points stand in the file; those that it does not say are missing."""
        return [self._places[p] for p in points if p in self._places]

    def _helper(self) -> str:
        name = point_name("h1", self._taken)
        self._taken.add(name)
        self._helpers.add(name)
        return name

    def common(self, target: Target, first: Line | Circle, second: Line | Circle) -> Point:
        """The point with this label on both; an earlier one where that is known to be meant."""
        shared = [p for p in first.points if p in second.points]
        place = self.document.place(target.label) if target.label else None
        for old in shared:
            at = self._places.get(old)
            if place is not None and at is not None:
                if math.dist(at, place) < _SAME * self._size:
                    return self._same(target, old)
            elif (len(shared) == 1 and isinstance(first, Line) and isinstance(second, Line)) or (
                old in self._helpers and place is not None and self._touching(old, first, second)
            ):
                return self._same(target, old)
        made = self.point(target, first.condition, second.condition)
        first.points.append(made.name)
        second.points.append(made.name)
        return made

    def _touching(self, point: str, first: Line | Circle, second: Line | Circle) -> bool:
        """Whether the two touch, by definition, in this point."""
        lines = [x for x in (first, second) if isinstance(x, Line)]
        circles = [x for x in (first, second) if isinstance(x, Circle)]
        if not lines or not circles or circles[0].center is None:
            return False
        tangent: Condition = ("lc_tangent", point, circles[0].center)
        return lines[0].condition == tangent or lines[0].direction == (
            point,
            circles[0].center,
            True,
        )

    def _same(self, target: Target, old: str) -> Point:
        """Let the label speak of an earlier point, which takes its name if it has none."""
        place = self.document.place(target.label) if target.label else None
        if old in self._helpers and target.label in self.names:
            self._helpers.discard(old)
            self._renamed[old] = self.names[target.label]
            if place is not None:
                self._places[old] = place
        return Point(old)

    # --- lines and circles --------------------------------------------------------------------

    def anchors(self, line: Line) -> tuple[str, str]:
        """Two points on the line; made where the file has no two."""
        while len(line.points) < 2:
            line.points.append(self.helper(line.condition).name)
        return line.points[0], line.points[1]

    def direction(self, line: Line) -> tuple[str, str, bool]:
        """Two points, and whether the line is perpendicular to their line."""
        if line.direction is None:
            line.direction = (*self.anchors(line), False)
        return line.direction

    def through(self, a: str, b: str, *, segment: bool = False) -> Line:
        """The line or segment ab."""
        if a == b:
            raise LeftOut("its two points are one")
        return Line(("on_line", a, b), [a, b], (a, b, False), segment)

    def along(self, point: str, direction: tuple[str, str, bool]) -> Line:
        """The line through a point with a direction."""
        a, b, turned = direction
        if not turned and point in (a, b):
            return self.through(a, b)
        word = "on_tline" if turned else "on_pline"
        return Line((word, point, a, b), [point], direction)

    def center(self, circle: Circle) -> str:
        """The circle's centre; made where the file has none."""
        if circle.center is None:
            points = circle.condition[1:]
            word = "midpoint" if len(points) == 2 else "circle"
            circle.center = self.helper((word, *points), near=_center(self.places(points))).name
        return circle.center

    def rim(self, circle: Circle) -> str:
        """A point on the circle; made where the file has none."""
        if not circle.points:
            circle.points.append(self.helper(circle.condition).name)
        return circle.points[0]

    def touching_point(self, label: str, center: str) -> Place | None:
        """Where the line with this label touches a circle around `center` in the file."""
        a, b, c = self.document.coordinates.get(label, (0.0, 0.0, 0.0))
        if a == b == 0 or center not in self._places:
            return None
        x, y = self._places[center]
        off = (a * x + b * y + c) / (a * a + b * b)
        return x - off * a, y - off * b

    # --- result -------------------------------------------------------------------------------

    def name_of(self, point: str) -> str:
        """The name under which the statement shows it."""
        return self._renamed.get(point, point)

    def shown_name(self, label: str) -> str | None:
        """The name of the point with this label; None where there is none."""
        thing = self.things.get(label)
        return self.name_of(thing.name) if isinstance(thing, Point) else None

    def text(self) -> str:
        """All constructions, one a line, with the file's coordinates as hints."""
        lines = []
        for made in self._statements:
            left = " ".join(self.name_of(p) + self._hint(p) for p in made.points)
            right = ", ".join(self.renamed(c) for c in made.conditions)
            lines.append(f"{left} = {right}")
        return ";\n".join(lines)

    def renamed(self, condition: Condition | str) -> str:
        """A condition or a claim with the names that the statement shows."""
        words = condition.split() if isinstance(condition, str) else condition
        return " ".join([words[0], *map(self.name_of, words[1:])])

    def _hint(self, point: str) -> str:
        if point not in self._places:
            return ""
        x, y = (round(v, 9) + 0.0 for v in self._places[point])
        return f"@{x:.9g}_{y:.9g}"


def _center(places: Sequence[Place]) -> Place | None:
    """Centre of the circle through three points, or with two as the ends of a diameter."""
    if len(places) == 2:
        return (places[0][0] + places[1][0]) / 2, (places[0][1] + places[1][1]) / 2
    if len(places) != 3:
        return None
    a, b, c = (complex(*p) for p in places)
    u, v = b - a, c - a
    area = (u.conjugate() * v).imag
    if abs(area) < 1e-12 * abs(u) * abs(v):
        return None
    w = a + 1j * (v * abs(u) ** 2 - u * abs(v) ** 2) / (-2 * area)
    return w.real, w.imag
