"""Places for the labels: near their points, and on no point, line, circle or other label."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from geometry.figure.numbers import known

Segment = tuple[float, float, float, float]


@dataclass(frozen=True)
class Box:
    """An upright rectangle on the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def center(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    def overlaps(self, other: Box) -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def distance(self, x: float, y: float) -> float:
        """From a point to the rectangle; 0 inside."""
        dx = max(self.x - x, 0.0, x - self.x - self.width)
        dy = max(self.y - y, 0.0, y - self.y - self.height)
        return math.hypot(dx, dy)

    def cut(self, segment: Segment) -> float:
        """Length of the part of a segment inside the rectangle."""
        x1, y1, x2, y2 = segment
        dx, dy = x2 - x1, y2 - y1
        low, high = 0.0, 1.0
        for p, q in (
            (-dx, x1 - self.x),
            (dx, self.x + self.width - x1),
            (-dy, y1 - self.y),
            (dy, self.y + self.height - y1),
        ):
            if p == 0:
                if q < 0:
                    return 0.0
            elif p < 0:
                low = max(low, q / p)
            else:
                high = min(high, q / p)
        return max(high - low, 0.0) * math.hypot(dx, dy)

    def crossed(self, cx: float, cy: float, radius: float) -> bool:
        """Whether a circle's line passes through the rectangle."""
        corners = [
            (self.x + i * self.width, self.y + j * self.height) for i in (0, 1) for j in (0, 1)
        ]
        farthest = max(math.hypot(x - cx, y - cy) for x, y in corners)
        return self.distance(cx, cy) <= radius <= farthest


@dataclass(frozen=True)
class Wanted:
    """A label to place: the point's place on the page, and the size of the text."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Surroundings:
    """What labels keep clear of, in page coordinates."""

    width: float
    height: float
    dots: Sequence[tuple[float, float]]
    segments: Sequence[Segment]
    circles: Sequence[tuple[float, float, float]]
    dot_radius: float = 2.6


_ANGLES = 16
#: Distances tried first, and those tried only where a clash is left.
_NEAR_GAPS = (3.0, 6.0, 10.0, 16.0)
_FAR_GAPS = (24.0, 34.0, 46.0, 60.0, 80.0)
_CLASH = 1e6


def place_labels(wanted: Sequence[Wanted], around: Surroundings) -> list[Box]:
    """Choose a place for every label.

    Every label takes in turn the cheapest of its candidate places, given where the others are,
    until none moves; the cost of a clash with a label or a point outweighs all others.

    Returns:
        One rectangle per label, in order.
    """
    chosen = _settle(wanted, around, _NEAR_GAPS)
    if _clashing(chosen, around):
        chosen = _settle(wanted, around, _NEAR_GAPS + _FAR_GAPS)
    return chosen


def _clashing(boxes: Sequence[Box], around: Surroundings) -> bool:
    return any(
        any(box.overlaps(other) for other in boxes[:i])
        or any(box.distance(x, y) < around.dot_radius for x, y in around.dots)
        for i, box in enumerate(boxes)
    )


def _settle(wanted: Sequence[Wanted], around: Surroundings, gaps: Sequence[float]) -> list[Box]:
    candidates = [_candidates(w, around, gaps) for w in wanted]
    alone = [
        [_cost(w, box, around) for box in boxes]
        for w, boxes in zip(wanted, candidates, strict=True)
    ]
    chosen = [min(range(len(costs)), key=costs.__getitem__) for costs in alone]
    # The most cramped label first.
    order = sorted(range(len(wanted)), key=lambda i: -alone[i][chosen[i]])
    for _ in range(12):
        moved = False
        for i in order:
            others = [candidates[j][chosen[j]] for j in range(len(wanted)) if j != i]
            here = candidates[i][chosen[i]]
            if not any(here.overlaps(o) for o in others) and alone[i][chosen[i]] == min(alone[i]):
                continue

            def total(k: int, i: int = i, others: list[Box] = others) -> float:
                return alone[i][k] + _CLASH * sum(candidates[i][k].overlaps(o) for o in others)

            best = min(range(len(candidates[i])), key=total)
            if total(best) < total(chosen[i]):
                chosen[i], moved = best, True
        if not moved:
            break
    return [boxes[k] for boxes, k in zip(candidates, chosen, strict=True)]


def _candidates(w: Wanted, around: Surroundings, gaps: Sequence[float]) -> list[Box]:
    out: list[Box] = []
    for gap in gaps:
        for k in range(_ANGLES):
            c = known(math.cos(2 * math.pi * k / _ANGLES))
            s = known(math.sin(2 * math.pi * k / _ANGLES))
            # The distance at which the rectangle clears the dot by the gap in this direction.
            reach = min(
                (w.width / 2 + gap + around.dot_radius) / abs(c) if abs(c) > 1e-9 else math.inf,
                (w.height / 2 + gap + around.dot_radius) / abs(s) if abs(s) > 1e-9 else math.inf,
            )
            x, y = w.x + c * reach - w.width / 2, w.y + s * reach - w.height / 2
            x = min(max(x, 1.0), around.width - w.width - 1.0)
            y = min(max(y, 1.0), around.height - w.height - 1.0)
            out.append(Box(known(x), known(y), w.width, w.height))
    return out


def _cost(w: Wanted, box: Box, around: Surroundings) -> float:
    cost = 1.5 * box.distance(w.x, w.y)
    for x, y in around.dots:
        away = box.distance(x, y)
        if away < around.dot_radius:
            cost += _CLASH
        elif (x, y) != (w.x, w.y):
            # A label that is nearer to another point reads as that point's.
            cost += max(0.0, 12.0 - away) * 1.2
    for segment in around.segments:
        inside = known(box.cut(segment))
        cost += (6.0 + 1.2 * inside) if inside > 0 else 0.0
    cost += sum(14.0 for circle in around.circles if box.crossed(*circle))
    # Two places that are equally good are so on every machine; the first of them is taken.
    return known(cost)
