"""The lines and circles of a figure on which a new point may be taken.

A locus is a clause of the construction language together with its numeric line or circle.
*Primary* loci are already drawn (lines through two points, circles through points about a drawn
centre, circles through four drawn points); *secondary* ones are parallels, perpendiculars and
perpendicular bisectors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from geometry.proof import Coordinates

#: Coordinates closer than this are taken for equal (figures have a diameter of about 1).
TOLERANCE = 1e-7


@dataclass(frozen=True)
class Loci:
    """Loci as arrays.

    Attributes:
        texts: clause without the new point, for example `on_line a b`.
        lines: shape (n, 3): unit normal and offset, n·p = offset; for circles NaN.
        circles: shape (n, 3): centre and radius; for lines NaN.
        weights: shape (n,): how much a coincidence with this locus says.
    """

    texts: tuple[str, ...]
    lines: NDArray[np.float64]
    circles: NDArray[np.float64]
    weights: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.texts)


class _Builder:
    """Collects loci, each once: the first (simplest) text that names it stays."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.rows: list[tuple[float, float, float, bool]] = []
        self.weights: list[float] = []
        self._seen: set[tuple[int, int, int, bool]] = set()

    def line(self, text: str, point: Coordinates, direction: tuple[float, float], weight: float) -> None:
        norm = float(np.hypot(*direction))
        if norm < TOLERANCE:
            return
        nx, ny = -direction[1] / norm, direction[0] / norm
        if (nx, ny) < (0.0, 0.0) and abs(nx) > TOLERANCE or abs(nx) <= TOLERANCE and ny < 0:
            nx, ny = -nx, -ny
        self._add(text, (nx, ny, nx * point[0] + ny * point[1], False), weight)

    def circle(self, text: str, centre: Coordinates, radius: float, weight: float) -> None:
        if TOLERANCE < radius < 10:
            self._add(text, (centre[0], centre[1], radius, True), weight)

    def _add(self, text: str, row: tuple[float, float, float, bool], weight: float) -> None:
        # Neighbouring cells, since rounding may separate equal values.
        cells = [(round(row[0] * 1e6), round(row[1] * 1e6), round(row[2] * 1e6), row[3])]
        x, y, z, kind = cells[0]
        near = {(x + i, y + j, z + k, kind) for i in (-1, 0, 1) for j in (-1, 0, 1) for k in (-1, 0, 1)}
        if near & self._seen:
            return
        self._seen.add(cells[0])
        self.texts.append(text)
        self.rows.append(row)
        self.weights.append(weight)

    def build(self) -> Loci:
        n = len(self.rows)
        lines, circles = np.full((n, 3), np.nan), np.full((n, 3), np.nan)
        for i, (x, y, z, is_circle) in enumerate(self.rows):
            (circles if is_circle else lines)[i] = (x, y, z)
        return Loci(tuple(self.texts), lines, circles, np.array(self.weights))


def _minus(p: Coordinates, q: Coordinates) -> tuple[float, float]:
    return p[0] - q[0], p[1] - q[1]


def circumcircle(a: Coordinates, b: Coordinates, c: Coordinates) -> tuple[Coordinates, float] | None:
    """Centre and radius; None if the points are (nearly) collinear."""
    (bx, by), (cx, cy) = _minus(b, a), _minus(c, a)
    d = 2 * (bx * cy - by * cx)
    if abs(d) < 1e-6:
        return None
    b2, c2 = bx * bx + by * by, cx * cx + cy * cy
    ux, uy = (cy * b2 - by * c2) / d, (bx * c2 - cx * b2) / d
    return (a[0] + ux, a[1] + uy), float(np.hypot(ux, uy))


def primary_loci(figure: Mapping[str, Coordinates]) -> Loci:
    """Lines through two points, circles about points, circles through four points."""
    build = _Builder()
    names = list(figure)
    for a, b in combinations(names, 2):
        direction = _minus(figure[b], figure[a])
        build.line(f"on_line {a} {b}", figure[a], direction, 1.0)
    for o in names:
        for a in names:
            if a != o:
                radius = float(np.hypot(*_minus(figure[a], figure[o])))
                build.circle(f"on_circle {o} {a}", figure[o], radius, 0.0)
    for a, b, c in combinations(names, 3):
        found = circumcircle(figure[a], figure[b], figure[c])
        if found is not None:
            build.circle(f"on_circum {a} {b} {c}", *found, 0.0)
    loci = build.build()
    # A locus says more the more drawn points lie on it; circles on which nothing but their
    # definition lies are left out.
    points = np.array([figure[p] for p in names])
    incident = np.zeros(len(loci))
    for i in range(len(loci)):
        if np.isnan(loci.circles[i, 0]):
            incident[i] = np.sum(np.abs(points @ loci.lines[i, :2] - loci.lines[i, 2]) < TOLERANCE)
        else:
            distance = np.hypot(points[:, 0] - loci.circles[i, 0], points[:, 1] - loci.circles[i, 1])
            incident[i] = np.sum(np.abs(distance - loci.circles[i, 2]) < TOLERANCE)
    is_line = np.isnan(loci.circles[:, 0])
    centred = np.array([text.startswith("on_circle") for text in loci.texts])
    keep = is_line | (centred & (incident >= 2)) | (incident >= 4)
    index = np.flatnonzero(keep)
    weights = 1.0 + 0.5 * (incident[index] - 2).clip(0, 4)
    return Loci(tuple(loci.texts[i] for i in index), loci.lines[index], loci.circles[index], weights)


def secondary_loci(figure: Mapping[str, Coordinates], lines: Loci, *, through: tuple[str, ...] | None = None) -> Loci:
    """Perpendicular bisectors of two points, parallels and perpendiculars to drawn lines.

    Args:
        lines: the primary loci.
        through: only those that pass through (or belong to) one of these points.
    """
    build = _Builder()
    names = list(figure)
    for a, b in combinations(names, 2):
        if through is not None and a not in through and b not in through:
            continue
        (ax, ay), (bx, by) = figure[a], figure[b]
        build.line(f"on_bline {a} {b}", ((ax + bx) / 2, (ay + by) / 2), (ay - by, bx - ax), 0.7)
    for text, (nx, ny, offset) in zip(lines.texts, lines.lines, strict=True):
        if not text.startswith("on_line"):
            continue
        a, b = text.split()[1:]
        for p in names if through is None else through:
            x, y = figure[p]
            if abs(nx * x + ny * y - offset) > TOLERANCE:
                build.line(f"on_pline {p} {a} {b}", (x, y), (-ny, nx), 0.4)
            build.line(f"on_tline {p} {a} {b}", (x, y), (nx, ny), 0.5)
    return build.build()
