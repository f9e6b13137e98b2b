"""GeoGebra's objects as our language sees them: all in terms of points and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

#: A condition on a new point in the short spelling, for example ("on_line", "a", "b").
Condition: TypeAlias = tuple[str, ...]


class LeftOut(Exception):
    """An object has no counterpart in our language; the text says why, in half a sentence."""


@dataclass(frozen=True)
class Point:
    """A point by the name it has in the statement."""

    name: str


@dataclass
class Line:
    """A line, ray, segment or vector.

    Attributes:
        condition: that a point lies on it.
        points: known to lie on it, in the order in which they became known.
        direction: two points and whether the line is perpendicular to theirs; None where its
            direction is that of no such pair.
        segment: it is a segment or a vector, from the first to the second of its points.
    """

    condition: Condition
    points: list[str] = field(default_factory=list)
    direction: tuple[str, str, bool] | None = None
    segment: bool = False


@dataclass
class Circle:
    """A circle.

    Attributes:
        condition: that a point lies on it.
        points: known to lie on it.
        center: None until somebody asks for it.
    """

    condition: Condition
    points: list[str] = field(default_factory=list)
    center: str | None = None


@dataclass(frozen=True)
class Polygon:
    """A polygon by its corners."""

    corners: tuple[str, ...]


@dataclass(frozen=True)
class Angle:
    """The angle at the second of three points."""

    points: tuple[str, str, str]


@dataclass(frozen=True)
class Number:
    """A number, or an angle in degrees."""

    value: Fraction
    degrees: bool = False


@dataclass(frozen=True)
class Claim:
    """A goal in our language, for example `para a b c d`."""

    text: str


Thing: TypeAlias = Point | Line | Circle | Polygon | Angle | Number | Claim
