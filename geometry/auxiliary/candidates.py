"""Candidates for one auxiliary point, ranked by numerical coincidence.

A point where more loci meet than two general ones would is a coincidence of the figure, and
coincidences are what theorems are about (the heuristic of HAGeo, here with every pair of loci
counted instead of a fixed list of patterns). Points that the classical constructions give
(midpoints, feet, reflections, circumcentres) are candidates even without coincidence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geometry.auxiliary.loci import (
    Array,
    Indices,
    Loci,
    circles_through_three,
    circumcircles,
    pairs,
    primary_loci,
    secondary_loci,
    triples,
)
from geometry.proof import Coordinates

#: Candidates farther than this from the figure (diameter about 1) are left out.
FAR = 6.0
#: Two points closer than this are the same.
SAME = 1e-6
#: A candidate may not come closer than this to a drawn point: it would be that point.
CLEAR = 1e-4

#: With more circles through three points than this, they are left out: they would be too many.
CIRCLES = 1000

#: How natural a description is; of all descriptions of a point the lowest sum is shown.
_CLUMSINESS = {
    **{"midpoint": 0.5, "foot": 1.0, "mirror": 1.0, "reflect": 1.2, "circle": 1.5},
    **{
        "on_line": 1.0,
        "on_circle": 1.2,
        "on_circum": 1.7,
        "on_bline": 1.8,
        "on_tline": 1.9,
        "on_pline": 2.0,
    },
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A new point.

    Attributes:
        constructions: one or two clauses without the point's name, for example `midpoint a b` or
            `on_line a b, on_line c d`.
        position: its coordinates in the figure.
        score: the larger, the more loci meet there.
    """

    constructions: str
    position: Coordinates
    score: float


@dataclass(frozen=True)
class _Points:
    """Points with their weight, the clumsiness of their description, and the description."""

    positions: Array
    weights: Array
    clumsiness: Array
    text: Callable[[int], str]


def candidates(
    figure: Mapping[str, Coordinates],
    *,
    near: Sequence[str] | None = None,
    most: int = 20_000,
    should_stop: Callable[[], bool] = lambda: False,
) -> list[Candidate]:
    """All candidates, best first, at most `most`; none when stopped.

    Args:
        figure: coordinates by point name, diameter about 1.
        near: only candidates whose description uses one of these points; None means all.
        should_stop: asked between the parts of the work; a large figure takes seconds.
    """
    names = list(figure)
    drawn = np.array(list(figure.values()))
    through = np.array([names.index(p) for p in (names if near is None else near)], dtype=np.int64)
    primary = primary_loci(drawn)
    secondary = secondary_loci(drawn, primary, through)
    fresh = (
        primary
        if near is None
        else primary.select(np.asarray(np.isin(primary.points, through).any(axis=1)))
    )
    parts: tuple[Callable[[], list[_Points]], ...] = (
        lambda: [_intersections(fresh, primary, names)],
        lambda: [_intersections(primary, secondary, names)],
        lambda: _with_circles(drawn, primary, through, names),
        lambda: _classical(drawn, names, through),
    )
    sources: list[_Points] = []
    for part in parts:
        if should_stop():
            return []
        sources += part()
    positions = np.concatenate([s.positions for s in sources])
    weights = np.concatenate([s.weights for s in sources])
    clumsiness = np.concatenate([s.clumsiness for s in sources])
    starts = np.cumsum([0, *(len(s.positions) for s in sources)])

    with np.errstate(invalid="ignore"):
        usable = np.hypot(*(positions - drawn.mean(axis=0)).T) < FAR  # False for NaN
    index = np.flatnonzero(usable)
    cells = np.round(positions[index] / SAME).astype(np.int64)
    if should_stop():
        return []
    # Group equal points; in each group the least clumsy description comes first. One integer holds
    # the cell and the clumsiness (in tenths, below 100), which sorts far faster than three keys.
    offset = 1 << 25  # cells reach 1e7 either way
    point = ((cells[:, 0] + offset) << 27) + cells[:, 1] + offset
    order = np.argsort(
        (point << 7) + np.round(clumsiness[index] * 10).astype(np.int64), kind="stable"
    )
    index, point = index[order], point[order]
    first = np.ones(len(index), dtype=bool)
    first[1:] = point[1:] != point[:-1]
    heads = np.flatnonzero(first)
    scores = np.add.reduceat(weights[index], heads) if len(heads) else np.zeros(0)
    index, scores = index[heads], np.round(scores, 6)
    if should_stop():
        return []
    best = np.lexsort((index, clumsiness[index], -scores))
    best = best[: 2 * most]  # few fall away: only those next to drawn points
    at = positions[index[best]]
    apart = at[:, None, :] - drawn[None, :, :]
    best = best[(np.hypot(apart[..., 0], apart[..., 1]) > CLEAR).all(axis=1)][:most]
    chosen = index[best]
    source = np.searchsorted(starts, chosen, side="right") - 1
    return [
        Candidate(sources[s].text(n), (x, y), score)
        for s, n, (x, y), score in zip(
            source.tolist(),
            (chosen - starts[source]).tolist(),
            positions[chosen].tolist(),
            scores[best].tolist(),
            strict=True,
        )
    ]


def _with_circles(
    drawn: Array, primary: Loci, through: Indices, names: Sequence[str]
) -> list[_Points]:
    """Where circles through three points meet the primary loci and one another."""
    circles = circles_through_three(drawn, through)
    if len(circles) > CIRCLES:
        return []
    return [_intersections(primary, circles, names), _intersections(circles, circles, names)]


def _clumsiness(loci: Loci) -> Array:
    return np.array([_CLUMSINESS[str(word)] for word in loci.words])


def _intersections(first: Loci, second: Loci, names: Sequence[str]) -> _Points:
    """All points where a locus of `first` meets one of `second`."""
    i, j = (
        g.ravel() for g in np.meshgrid(np.arange(len(first)), np.arange(len(second)), indexing="ij")
    )
    if first is second:
        i, j = i[i < j], j[i < j]
    first_line, second_line = np.isnan(first.circles[i, 0]), np.isnan(second.circles[j, 0])
    parts: list[tuple[Array, Indices, Indices]] = []
    with np.errstate(invalid="ignore", divide="ignore"):
        k = first_line & second_line
        parts.append((_line_line(first.lines[i[k]], second.lines[j[k]]), i[k], j[k]))
        k = first_line & ~second_line
        parts += [(p, i[k], j[k]) for p in _line_circle(first.lines[i[k]], second.circles[j[k]])]
        k = ~first_line & second_line
        parts += [(p, i[k], j[k]) for p in _line_circle(second.lines[j[k]], first.circles[i[k]])]
        k = ~first_line & ~second_line
        parts += [
            (p, i[k], j[k]) for p in _circle_circle(first.circles[i[k]], second.circles[j[k]])
        ]
    points = np.concatenate([p for p, _, _ in parts])
    a, b = np.concatenate([x for _, x, _ in parts]), np.concatenate([y for _, _, y in parts])
    return _Points(
        points,
        first.weights[a] * second.weights[b],
        _clumsiness(first)[a] + _clumsiness(second)[b],
        lambda n: f"{first.text(a[n], names)}, {second.text(b[n], names)}",
    )


def _line_line(a: Array, b: Array) -> Array:
    det = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    det = np.where(np.abs(det) < 1e-4, np.nan, det)
    x = (a[:, 2] * b[:, 1] - b[:, 2] * a[:, 1]) / det
    y = (a[:, 0] * b[:, 2] - b[:, 0] * a[:, 2]) / det
    return np.column_stack([x, y])


def _line_circle(line: Array, circle: Array) -> list[Array]:
    normal, centre = line[:, :2], circle[:, :2]
    distance = (normal * centre).sum(axis=1) - line[:, 2]
    half = np.sqrt(circle[:, 2] ** 2 - distance**2)  # NaN where they do not meet
    half = np.where(half < 1e-5, np.nan, half)
    foot = centre - distance[:, None] * normal
    along = np.column_stack([-normal[:, 1], normal[:, 0]]) * half[:, None]
    return [foot + along, foot - along]


def _circle_circle(a: Array, b: Array) -> list[Array]:
    between = b[:, :2] - a[:, :2]
    d = np.hypot(between[:, 0], between[:, 1])
    d = np.where(d < SAME, np.nan, d)
    along = (d**2 + a[:, 2] ** 2 - b[:, 2] ** 2) / (2 * d)
    half = np.sqrt(a[:, 2] ** 2 - along**2)
    half = np.where(half < 1e-5, np.nan, half)
    unit = between / d[:, None]
    foot = a[:, :2] + along[:, None] * unit
    across = np.column_stack([-unit[:, 1], unit[:, 0]]) * half[:, None]
    return [foot + across, foot - across]


def _classical(drawn: Array, names: Sequence[str], through: Indices) -> list[_Points]:
    """Midpoints, point reflections, feet, reflections in lines, circumcentres."""

    def points(word: str, positions: Array, weight: float, *columns: Indices) -> _Points:
        wanted = np.isin(np.column_stack(columns), through).any(axis=1)
        positions, columns = positions[wanted], tuple(c[wanted] for c in columns)
        n = len(positions)
        return _Points(
            positions,
            np.full(n, weight),
            np.full(n, _CLUMSINESS[word]),
            lambda k: " ".join((word, *(names[c[k]] for c in columns))),
        )

    i, j = pairs(len(drawn))
    a, b = np.concatenate([i, j]), np.concatenate([j, i])
    out = [
        points("midpoint", (drawn[i] + drawn[j]) / 2, 1.0, i, j),
        points("mirror", 2 * drawn[b] - drawn[a], 0.6, a, b),
    ]
    if len(drawn) < 3:
        return out
    x, y, z = triples(len(drawn))
    with np.errstate(invalid="ignore", divide="ignore"):
        centre, _ = circumcircles(drawn[x], drawn[y], drawn[z])
        out.append(points("circle", centre, 0.8, x, y, z))
        p = np.concatenate([x, y, z])
        q, r = np.concatenate([y, x, x]), np.concatenate([z, z, y])
        u, v = drawn[r] - drawn[q], drawn[p] - drawn[q]
        foot = drawn[q] + ((u * v).sum(axis=1) / (u * u).sum(axis=1))[:, None] * u
        foot[np.hypot(*(foot - drawn[p]).T) < 1e-5] = np.nan
        out.append(points("foot", foot, 0.8, p, q, r))
        out.append(points("reflect", 2 * foot - drawn[p], 0.6, p, q, r))
    return out
