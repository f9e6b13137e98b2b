"""The lines and circles of a figure on which a new point may be taken.

A locus is a clause of the construction language together with its numeric line or circle.
*Primary* loci are already drawn (lines through two points, circles through points about a drawn
centre, circles through four drawn points); *secondary* ones are parallels, perpendiculars and
perpendicular bisectors; the circles through just three points are a class of their own. Everything is computed in arrays: a figure of 18 points has some
thousands of loci, and their intersections are counted in hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

#: Coordinates closer than this are taken for equal (figures have a diameter of about 1).
TOLERANCE = 1e-6
#: Larger circles are left out.
LARGEST_RADIUS = 10.0


@dataclass(frozen=True)
class Loci:
    """n loci.

    Attributes:
        words: the clause's word, for each.
        points: shape (n, 3): indices of the clause's points, -1 where it has fewer.
        lines: shape (n, 3): unit normal and offset, normal·p = offset; NaN for circles.
        circles: shape (n, 3): centre and radius; NaN for lines.
        weights: shape (n,): how much a coincidence with this locus says.
    """

    words: NDArray[np.str_]
    points: Indices
    lines: Array
    circles: Array
    weights: Array

    def __len__(self) -> int:
        return len(self.words)

    def text(self, number: int, names: Sequence[str]) -> str:
        """The clause without the new point, for example `on_line a b`."""
        return " ".join(
            (str(self.words[number]), *(names[i] for i in self.points[number] if i >= 0))
        )

    def select(self, index: NDArray[np.intp] | NDArray[np.bool_]) -> Loci:
        """Some of the loci."""
        return Loci(
            self.words[index],
            self.points[index],
            self.lines[index],
            self.circles[index],
            self.weights[index],
        )


def _lines(word: str, points: Indices, base: Array, direction: Array, weight: float) -> Loci:
    norm = np.hypot(direction[:, 0], direction[:, 1])
    keep = norm > TOLERANCE
    points, base, direction, norm = points[keep], base[keep], direction[keep], norm[keep]
    normal = np.column_stack([-direction[:, 1], direction[:, 0]]) / norm[:, None]
    # One sign for each line, so that equal lines have equal rows.
    flip = (normal[:, 0] < -TOLERANCE) | ((np.abs(normal[:, 0]) <= TOLERANCE) & (normal[:, 1] < 0))
    normal[flip] *= -1
    rows = np.column_stack([normal, (normal * base).sum(axis=1)])
    n = len(rows)
    return Loci(np.full(n, word), points, rows, np.full((n, 3), np.nan), np.full(n, weight))


def _circles(word: str, points: Indices, centre: Array, radius: Array) -> Loci:
    keep = (radius > TOLERANCE) & (radius < LARGEST_RADIUS)
    rows = np.column_stack([centre, radius])[keep]
    n = len(rows)
    return Loci(np.full(n, word), points[keep], np.full((n, 3), np.nan), rows, np.ones(n))


def _join(parts: Sequence[Loci]) -> Loci:
    """All parts, each locus once: the first description stays."""
    joined = Loci(
        np.concatenate([p.words for p in parts]),
        np.concatenate([p.points for p in parts]),
        np.concatenate([p.lines for p in parts]),
        np.concatenate([p.circles for p in parts]),
        np.concatenate([p.weights for p in parts]),
    )
    rows = np.nan_to_num(np.column_stack([joined.lines, joined.circles]), nan=99.0)
    _, first = np.unique(np.round(rows / TOLERANCE).astype(np.int64), axis=0, return_index=True)
    return joined.select(np.sort(first))


def _pad(*columns: Indices) -> Indices:
    """Columns of indices, filled up to three with -1."""
    filler = np.full(len(columns[0]), -1, dtype=np.int64)
    return np.column_stack([*columns, *([filler] * (3 - len(columns)))])


def pairs(n: int) -> tuple[Indices, Indices]:
    """All i < j below n."""
    i, j = np.triu_indices(n, 1)
    return i.astype(np.int64), j.astype(np.int64)


def triples(n: int) -> tuple[Indices, Indices, Indices]:
    """All i < j < k below n."""
    i, j, k = np.meshgrid(np.arange(n), np.arange(n), np.arange(n), indexing="ij")
    keep = (i < j) & (j < k)
    return i[keep].astype(np.int64), j[keep].astype(np.int64), k[keep].astype(np.int64)


def circumcircles(a: Array, b: Array, c: Array) -> tuple[Array, Array]:
    """Centres, shape (n, 2), and radii, shape (n,); NaN where the points are nearly collinear."""
    u, v = b - a, c - a
    d = 2 * (u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0])
    d = np.where(np.abs(d) < TOLERANCE, np.nan, d)
    u2, v2 = (u * u).sum(axis=1), (v * v).sum(axis=1)
    offset = (
        np.column_stack([v[:, 1] * u2 - u[:, 1] * v2, u[:, 0] * v2 - v[:, 0] * u2]) / d[:, None]
    )
    return a + offset, np.hypot(offset[:, 0], offset[:, 1])


def primary_loci(drawn: Array) -> Loci:
    """Lines through two points, circles about points, circles through four points.

    Args:
        drawn: shape (n, 2), the figure's points.
    """
    n = len(drawn)
    i, j = pairs(n)
    parts = [_lines("on_line", _pad(i, j), drawn[i], drawn[j] - drawn[i], 1.0)]
    o, a = np.concatenate([i, j]), np.concatenate([j, i])
    radius = np.hypot(*(drawn[a] - drawn[o]).T)
    parts.append(_circles("on_circle", _pad(o, a), drawn[o], radius))
    x, y, z = triples(n)
    with np.errstate(invalid="ignore"):
        centre, radii = circumcircles(drawn[x], drawn[y], drawn[z])
        parts.append(_circles("on_circum", _pad(x, y, z), centre, radii))
    loci = _join(parts)
    with np.errstate(invalid="ignore"):
        to_line = np.abs(loci.lines[:, :2] @ drawn.T - loci.lines[:, 2:3]) < TOLERANCE
        distance = np.hypot(
            drawn[None, :, 0] - loci.circles[:, 0:1], drawn[None, :, 1] - loci.circles[:, 1:2]
        )
        to_circle = np.abs(distance - loci.circles[:, 2:3]) < TOLERANCE
    incident = (to_line | to_circle).sum(axis=1)
    # Circles on which nothing but their definition lies are left out; the others say the more,
    # the more points lie on them.
    word = loci.words
    keep = (word == "on_line") | ((word == "on_circle") & (incident >= 2)) | (incident >= 4)
    loci.weights[:] = 1.0 + 0.5 * np.clip(incident - 2, 0, 4)
    return loci.select(keep)


def circles_through_three(drawn: Array, through: Indices) -> Loci:
    """Circles through three drawn points and no fourth one.

    Args:
        drawn: shape (n, 2), the figure's points.
        through: only circles on which one of these points lies.
    """
    x, y, z = triples(len(drawn))
    keep = np.isin(x, through) | np.isin(y, through) | np.isin(z, through)
    x, y, z = x[keep], y[keep], z[keep]
    with np.errstate(invalid="ignore"):
        centre, radii = circumcircles(drawn[x], drawn[y], drawn[z])
        distance = np.hypot(drawn[None, :, 0] - centre[:, 0:1], drawn[None, :, 1] - centre[:, 1:2])
        alone = (np.abs(distance - radii[:, None]) < TOLERANCE).sum(axis=1) == 3
    loci = _circles("on_circum", _pad(x, y, z)[alone], centre[alone], radii[alone])
    loci.weights[:] = 0.5
    return loci


def secondary_loci(drawn: Array, primary: Loci, through: Indices) -> Loci:
    """Perpendicular bisectors of two points, parallels and perpendiculars to drawn lines.

    Args:
        drawn: shape (n, 2), the figure's points.
        primary: the primary loci.
        through: only loci that pass through, or bisect a segment to, one of these points.
    """
    i, j = pairs(len(drawn))
    keep = np.isin(i, through) | np.isin(j, through)
    i, j = i[keep], j[keep]
    u = drawn[j] - drawn[i]
    bisectors = _lines(
        "on_bline", _pad(i, j), (drawn[i] + drawn[j]) / 2, np.column_stack([-u[:, 1], u[:, 0]]), 0.7
    )
    lines = primary.select(primary.words == "on_line")
    k, p = (g.ravel() for g in np.meshgrid(np.arange(len(lines)), through, indexing="ij"))
    normal = lines.lines[k, :2]
    points = _pad(p, lines.points[k, 0], lines.points[k, 1])
    perpendiculars = _lines("on_tline", points, drawn[p], normal, 0.5)
    off = np.abs((normal * drawn[p]).sum(axis=1) - lines.lines[k, 2]) > TOLERANCE
    along = np.column_stack([-normal[:, 1], normal[:, 0]])
    parallels = _lines("on_pline", points[off], drawn[p][off], along[off], 0.4)
    return _join([bisectors, perpendiculars, parallels])
