"""From the diagram's coordinates to those of the page: scale, margins, far points."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

from geometry.figure.numbers import known
from geometry.figure.scene import Scene

#: A point this many times farther out than three quarters of the points is left off the page.
_FAR = 8.0


@dataclass(frozen=True)
class Page:
    """A map from the diagram to the page; y points down on the page.

    Attributes:
        width, height: in pixels.
        scale: pixels per unit of the diagram.
        left, top: diagram coordinates of the page's upper left corner.
        far: points that lie outside the page.
    """

    width: float
    height: float
    scale: float
    left: float
    top: float
    far: frozenset[str]

    def place(self, xy: tuple[float, float]) -> tuple[float, float]:
        return known((xy[0] - self.left) * self.scale), known((self.top - xy[1]) * self.scale)


def fit(scene: Scene, size: float, margin: float) -> Page:
    """A page whose longer side is `size` pixels and that shows all points but far ones."""
    names = list(scene.points)
    cx = median(x for x, _ in scene.points.values())
    cy = median(y for _, y in scene.points.values())
    away = {p: math.hypot(x - cx, y - cy) for p, (x, y) in scene.points.items()}
    limit = _FAR * sorted(away.values())[(3 * (len(names) - 1)) // 4]
    near = [p for p in names if len(names) < 5 or limit == 0 or away[p] <= limit]
    xs = [scene.points[p][0] for p in near]
    ys = [scene.points[p][1] for p in near]
    box = [min(xs), min(ys), max(xs), max(ys)]
    extent = max(box[2] - box[0], box[3] - box[1]) or 1.0
    for circle in scene.circles:
        (x, y), r = circle.center, circle.radius
        whole = [min(box[0], x - r), min(box[1], y - r), max(box[2], x + r), max(box[3], y + r)]
        # A circle that would shrink the rest of the figure to a corner is cut off instead.
        if max(whole[2] - whole[0], whole[3] - whole[1]) <= 1.6 * extent:
            box = whole
    wide, high = box[2] - box[0], box[3] - box[1]
    # A nearly flat figure still gets a page that labels fit on.
    scale = (size - 2 * margin) / (max(wide, high) or 1.0)
    width, height = max(wide * scale, 80.0) + 2 * margin, max(high * scale, 80.0) + 2 * margin
    return Page(
        width=known(width),
        height=known(height),
        scale=scale,
        left=(box[0] + box[2]) / 2 - width / 2 / scale,
        top=(box[1] + box[3]) / 2 + height / 2 / scale,
        far=frozenset(names) - frozenset(near),
    )
