"""Which of several positions a new point takes, so that figures come out generic and readable."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from geometry.diagram.branches import Branches
from geometry.diagram.loci import Circle, Line, Locus, NoLocus
from geometry.numerics import COINCIDENT

#: A new point closer than this part of the figure's size to another one is avoided.
_CLOSE = 0.06
#: A figure that grows by this factor with one point is given up.
_FAR = 60.0


@dataclass(frozen=True, slots=True)
class View:
    """The figure so far.

    Attributes:
        places: the points.
        center: their mean.
        size: as `geometry.numerics.figure_size`.
    """

    places: list[complex]
    center: complex
    size: float


def samples(locus: Locus, view: View, rng: Random) -> list[complex]:
    """Some random points of the locus, within or around the figure."""
    if isinstance(locus, Circle):
        turns = [rng.uniform(0, 2 * math.pi) for _ in range(5)]
        return [locus.center + cmath.rect(locus.radius, t) for t in turns]
    if locus.bounded or (
        locus.span and rng.random() < 0.6
    ):  # between the two points that name the line
        inner = [rng.uniform(0.2, 0.8) * locus.span for _ in range(4)]
        return [locus.point + t * locus.direction for t in inner]
    middle = ((view.center - locus.point) * locus.direction.conjugate()).real
    reach = 0.75 * view.size
    along = [middle + reach * rng.uniform(-1, 1) for _ in range(5)]
    if locus.ray:
        along = [t for t in along if t > 0.1 * reach]
        along += [reach * rng.uniform(0.3, 1.5) for _ in range(3)]
    return [locus.point + t * locus.direction for t in along]


def choose(
    candidates: Sequence[complex],
    loci: Sequence[Locus],
    view: View,
    rng: Random,
    branches: Branches | None = None,
) -> complex:
    """The position that `branches` asks for, a random one of the good candidates, or the best.

    A candidate is good if it is clear of the other points, near the figure, and on the wanted
    side of every ray.

    Raises:
        NoLocus: even the best lies far outside the figure, or not on a ray where it must.
    """
    new: list[complex] = []
    if branches is not None:
        # A second intersection is a new point, and rays are meant where there is a choice.
        new = [p for p in candidates if _gap(p, view) >= COINCIDENT] or list(candidates)
        new = [p for p in new if all(locus.wanted(p) for locus in loci)] or new
        if len(new) > 1 and (asked := branches.wanted(new)) is not None:
            candidates = [asked]
    good: list[complex] = []
    best, best_score = candidates[0], -math.inf
    for p in candidates:
        gap = _gap(p, view)
        far = abs(p - view.center) / view.size
        score = min(gap, _CLOSE) - max(0.0, far - 1.5) * 0.02
        if gap < COINCIDENT:
            score -= 2.0  # a second intersection is meant to be a new point
        if not all(locus.wanted(p) for locus in loci):
            score -= 1.0
        elif gap >= _CLOSE and far < 2.5:
            good.append(p)
        if score > best_score:
            best, best_score = p, score
    chosen = rng.choice(good) if good else best
    if branches is not None and len(new) > 1:
        branches.took(new, chosen)
    if any(locus.strict and not locus.wanted(chosen) for locus in loci):
        raise NoLocus("its point lies on the wrong side")
    if abs(chosen - view.center) > _FAR * view.size:
        raise NoLocus("its point lies too far away")
    return chosen


def _gap(p: complex, view: View) -> float:
    """Distance to the nearest point, relative to the figure's size."""
    return min((abs(p - q) for q in view.places), default=view.size) / view.size


def project(locus: Locus, z: complex) -> complex:
    """The point of the locus nearest to z."""
    if isinstance(locus, Line):
        return locus.foot(z)
    offset = z - locus.center
    return locus.center + locus.radius * (offset / abs(offset) if offset else 1)


def miss(a: Locus, b: Locus) -> str:
    """Why two loci have no common point."""
    kinds = sorted("line" if isinstance(locus, Line) else "circle" for locus in (a, b))
    if kinds == ["line", "line"]:
        return "its two lines are parallel"
    if kinds == ["circle", "circle"]:
        return "its two circles do not meet"
    return "its line and its circle do not meet"
