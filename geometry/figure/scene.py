"""What a figure shows, before it has a size: points, lines, circles and marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Coordinates = Mapping[str, tuple[float, float]]


@dataclass(frozen=True)
class LineMark:
    """A line through two or more points, drawn from the first to the last along it.

    Attributes:
        points: in order along the line.
        auxiliary: it belongs to the prover's additions.
    """

    points: tuple[str, ...]
    auxiliary: bool = False


@dataclass(frozen=True)
class CircleMark:
    """A circle through some points.

    Attributes:
        center: coordinates in the diagram.
        radius: in the diagram's unit.
        through: the points on it that made it part of the figure.
        auxiliary: it belongs to the prover's additions.
    """

    center: tuple[float, float]
    radius: float
    through: tuple[str, ...]
    auxiliary: bool = False


@dataclass(frozen=True)
class RightAngle:
    """A square corner at a vertex between the directions to two points."""

    vertex: str
    first: str
    second: str


@dataclass(frozen=True)
class Ticks:
    """Equal segments, each with so many strokes."""

    segments: tuple[tuple[str, str], ...]
    strokes: int


@dataclass(frozen=True)
class Arcs:
    """Equal angles (first, vertex, second), each with so many arcs."""

    angles: tuple[tuple[str, str, str], ...]
    strokes: int


@dataclass(frozen=True)
class Scene:
    """A figure without a size.

    Attributes:
        points: coordinates of all points, in the order of definition.
        auxiliary: the points that the prover added.
        lines, circles, right_angles, ticks, arcs: what is drawn.
        title: a line for screen readers.
    """

    points: dict[str, tuple[float, float]]
    auxiliary: frozenset[str]
    lines: tuple[LineMark, ...]
    circles: tuple[CircleMark, ...]
    right_angles: tuple[RightAngle, ...]
    ticks: tuple[Ticks, ...]
    arcs: tuple[Arcs, ...]
    title: str
