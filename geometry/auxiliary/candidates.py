"""Candidates for one auxiliary point, ranked by numerical coincidence.

A point where more loci meet than two general ones would is a coincidence of the figure, and
coincidences are what theorems are about (the heuristic of HAGeo, here with every pair of loci
counted instead of a fixed list of patterns). Points that the classical constructions give
(midpoints, feet, reflections, circumcentres) are candidates even without coincidence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from geometry.auxiliary.loci import Loci, circumcircle, primary_loci, secondary_loci
from geometry.proof import Coordinates

#: Candidates farther than this from the figure (diameter about 1) are left out.
FAR = 6.0
#: Two points closer than this are the same.
SAME = 1e-6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new point: `constructions` are clauses without the point's name.

    Attributes:
        constructions: one or two clauses, for example `midpoint a b` or `on_line a b, on_line c d`.
        position: its coordinates in the figure.
        score: the larger, the more loci meet there.
    """

    constructions: str
    position: Coordinates
    score: float


def candidates(figure: Mapping[str, Coordinates], *, near: tuple[str, ...] | None = None) -> list[Candidate]:
    """All candidates, best first.

    Args:
        figure: coordinates by point name, diameter about 1.
        near: secondary loci are taken only through these points (for a search that goes deeper);
            None means through all.
    """
    primary = primary_loci(figure)
    secondary = secondary_loci(figure, primary, through=near)
    rows: list[tuple[NDArray[np.float64], NDArray[np.float64], list[str]]] = []
    for first, second in ((primary, primary), (primary, secondary)):
        rows.append(_intersections(first, second, same=first is second))
    points = np.concatenate([r[0] for r in rows])
    weights = np.concatenate([r[1] for r in rows])
    texts = [t for r in rows for t in r[2]]
    classical = list(_classical(figure))
    if classical:
        points = np.concatenate([points, np.array([c.position for c in classical])])
        weights = np.concatenate([weights, np.array([c.score for c in classical])])
        texts += [c.constructions for c in classical]
    return _ranked(figure, points, weights, texts)


def _ranked(
    figure: Mapping[str, Coordinates],
    points: NDArray[np.float64],
    weights: NDArray[np.float64],
    texts: list[str],
) -> list[Candidate]:
    drawn = np.array(list(figure.values()))
    centre = drawn.mean(axis=0)
    usable = np.isfinite(points).all(axis=1) & (np.hypot(*(points - centre).T) < FAR)
    index = np.flatnonzero(usable)
    points, weights = points[index], weights[index]
    order = np.lexsort((np.round(points[:, 1], 6), np.round(points[:, 0], 6)))
    out: list[Candidate] = []
    i = 0
    while i < len(order):
        j = i + 1
        p = points[order[i]]
        while j < len(order) and np.abs(points[order[j]] - p).max() < SAME:
            j += 1
        group = order[i:j]
        i = j
        if np.hypot(*(drawn - p).T).min() < 1e-4:
            continue
        # Of all descriptions the most natural one: shortest, drawn lines before derived ones.
        best = min((texts[index[k]] for k in group), key=lambda t: (_clumsiness(t), t))
        out.append(Candidate(best, (float(p[0]), float(p[1])), float(weights[group].sum())))
    out.sort(key=lambda c: (-round(c.score, 6), _clumsiness(c.constructions), c.constructions))
    return out


def _clumsiness(text: str) -> float:
    cost = {"midpoint": 0.5, "foot": 1.0, "mirror": 1.0, "reflect": 1.2, "circle": 1.5, "parallelogram": 1.2}
    return sum(cost.get(clause.split()[0], {"on_line": 1.0, "on_circle": 1.2}.get(clause.split()[0], 2.0)) for clause in text.split(", "))


def _intersections(
    first: Loci, second: Loci, *, same: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    """All points where a locus of `first` meets one of `second`."""
    n, m = len(first), len(second)
    i, j = np.meshgrid(np.arange(n), np.arange(m), indexing="ij")
    i, j = i.ravel(), j.ravel()
    if same:
        keep = i < j
        i, j = i[keep], j[keep]
    first_line, second_line = np.isnan(first.circles[i, 0]), np.isnan(second.circles[j, 0])
    parts: list[tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]] = []
    with np.errstate(invalid="ignore", divide="ignore"):
        k = first_line & second_line
        parts.append((_line_line(first.lines[i[k]], second.lines[j[k]]), i[k], j[k]))
        k = first_line & ~second_line
        parts += [(p, i[k], j[k]) for p in _line_circle(first.lines[i[k]], second.circles[j[k]])]
        k = ~first_line & second_line
        parts += [(p, i[k], j[k]) for p in _line_circle(second.lines[j[k]], first.circles[i[k]])]
        k = ~first_line & ~second_line
        parts += [(p, i[k], j[k]) for p in _circle_circle(first.circles[i[k]], second.circles[j[k]])]
    points = np.concatenate([p for p, _, _ in parts])
    a = np.concatenate([a for _, a, _ in parts])
    b = np.concatenate([b for _, _, b in parts])
    weights = first.weights[a] * second.weights[b]
    good = np.isfinite(points).all(axis=1)
    texts = [f"{first.texts[x]}, {second.texts[y]}" for x, y in zip(a[good], b[good], strict=True)]
    return points[good], weights[good], texts


def _line_line(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    det = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    det = np.where(np.abs(det) < 1e-4, np.nan, det)
    x = (a[:, 2] * b[:, 1] - b[:, 2] * a[:, 1]) / det
    y = (a[:, 0] * b[:, 2] - b[:, 0] * a[:, 2]) / det
    return np.column_stack([x, y])


def _line_circle(line: NDArray[np.float64], circle: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    normal, centre = line[:, :2], circle[:, :2]
    distance = (normal * centre).sum(axis=1) - line[:, 2]
    half = np.sqrt(circle[:, 2] ** 2 - distance**2)  # NaN where they do not meet
    half = np.where(half < 1e-5, np.nan, half)
    foot = centre - distance[:, None] * normal
    along = np.column_stack([-normal[:, 1], normal[:, 0]]) * half[:, None]
    return [foot + along, foot - along]


def _circle_circle(a: NDArray[np.float64], b: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    between = b[:, :2] - a[:, :2]
    d = np.hypot(between[:, 0], between[:, 1])
    d = np.where(d < 1e-6, np.nan, d)
    along = (d**2 + a[:, 2] ** 2 - b[:, 2] ** 2) / (2 * d)
    half = np.sqrt(a[:, 2] ** 2 - along**2)
    half = np.where(half < 1e-5, np.nan, half)
    unit = between / d[:, None]
    foot = a[:, :2] + along[:, None] * unit
    across = np.column_stack([-unit[:, 1], unit[:, 0]]) * half[:, None]
    return [foot + across, foot - across]


def _classical(figure: Mapping[str, Coordinates]) -> list[Candidate]:
    out: list[Candidate] = []

    def add(text: str, x: float, y: float, score: float) -> None:
        out.append(Candidate(text, (x, y), score))

    for a, b in combinations(figure, 2):
        (ax, ay), (bx, by) = figure[a], figure[b]
        add(f"midpoint {a} {b}", (ax + bx) / 2, (ay + by) / 2, 1.0)
    for a, b in permutations(figure, 2):
        (ax, ay), (bx, by) = figure[a], figure[b]
        add(f"mirror {a} {b}", 2 * bx - ax, 2 * by - ay, 0.6)
    for a, b, c in combinations(figure, 3):
        found = circumcircle(figure[a], figure[b], figure[c])
        if found is not None:
            add(f"circle {a} {b} {c}", *found[0], 0.8)
    for b, c in combinations(figure, 2):
        (bx, by), (cx, cy) = figure[b], figure[c]
        dx, dy = cx - bx, cy - by
        square = dx * dx + dy * dy
        if square < SAME:
            continue
        for a, (ax, ay) in figure.items():
            if a in (b, c):
                continue
            t = ((ax - bx) * dx + (ay - by) * dy) / square
            fx, fy = bx + t * dx, by + t * dy
            if np.hypot(fx - ax, fy - ay) > 1e-5:
                add(f"foot {a} {b} {c}", fx, fy, 0.8)
                add(f"reflect {a} {b} {c}", 2 * fx - ax, 2 * fy - ay, 0.6)
    return out
