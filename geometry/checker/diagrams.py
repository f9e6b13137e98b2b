"""Figures of a problem: from coordinates nobody trusts to figures in high precision.

The certificate's coordinates are only a place to start from. Newton's method in double precision
brings them, and random perturbations of them, onto the hypotheses; a few more steps with the same
derivative and exact integer residuals give as many digits as asked. A figure that the hypotheses
do not determine regularly (a double solution, coinciding points that a hypothesis uses) does not
converge, and is refused.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geometry.checker.constraints import Array, Constraint, evaluate, residual
from geometry.checker.figure import Figure
from geometry.checker.report import Rejection

#: The certificate's own coordinates must satisfy the hypotheses this well (sines, ratios).
GIVEN_TOLERANCE = 1e-6
#: Singular values below this, relative to the largest, are zero: redundant hypotheses.
RANK_TOLERANCE = 1e-9

#: Floating point operations (roughly) that the figures of one certificate may take.
MAX_WORK = 2e10

_NEWTON_STEPS = 40
_POLISH_STEPS = 60


@dataclass(frozen=True)
class System:
    """The hypotheses of a problem with its auxiliary constructions, as equations.

    Attributes:
        names: the points, in the order of their coordinates.
        constraints: the equations.
        metric: whether some hypothesis gives a length, so that the size is no freedom.
        unit: length 1 of the problem, in the scaled figures.
        precision: decimal digits of polished figures.
        work: what the steps took so far.
    """

    names: tuple[str, ...]
    constraints: tuple[Constraint, ...]
    metric: bool
    unit: Fraction
    precision: int
    work: list[float] = field(default_factory=list, compare=False)

    def _account(self) -> None:
        """Notes one step's work; raises Rejection when a certificate takes too much."""
        m, n = len(self.constraints) + 1, 2 * len(self.names)
        self.work.append(m * n * min(m, n) + 5e4 * m)
        if sum(self.work) > MAX_WORK:
            raise Rejection("its figures take too much work")

    @property
    def bits(self) -> int:
        return math.ceil(self.precision * math.log2(10)) + 40

    @property
    def index(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.names)}

    def with_claims(self, claims: Sequence[Constraint]) -> System:
        """The hypotheses together with what is claimed to follow from them."""
        return replace(self, constraints=tuple(dict.fromkeys((*self.constraints, *claims))))

    def newton(self, start: Array, rank: int | None = None) -> Array | None:
        """The nearest solution that Gauss-Newton reaches in double precision, or None.

        Args:
            start: coordinates, shape (2 n,).
            rank: number of independent equations at a solution. Redundant hypotheses look
                independent away from solutions, and would then throw a step far off.
        """
        xy, best = start, math.inf
        for _ in range(_NEWTON_STEPS):
            self._account()
            try:
                residuals, jacobian = self.evaluate(xy)
            except (ZeroDivisionError, OverflowError, ValueError):
                return None
            size = float(np.max(np.abs(residuals), initial=0.0))
            if not math.isfinite(size):
                return None
            if (size < 1e-11 and size > 0.1 * best) or size == 0.0:
                return xy
            best = min(best, size)
            u, values, vt = np.linalg.svd(jacobian, full_matrices=False)
            keep = _rank(values) if rank is None else min(rank, _rank(values))
            step = vt[:keep].T @ ((u[:, :keep].T @ residuals) / values[:keep])
            longest = float(np.max(np.abs(step), initial=0.0))
            xy = xy - step * min(1.0, 0.3 / longest if longest else 1.0)
        return None

    def evaluate(self, xy: Array) -> tuple[Array, Array]:
        """Residuals and Jacobian at these coordinates, see `constraints.evaluate`."""
        return evaluate(self.constraints, self.index, xy, float(self.unit))

    def tangent(self, xy: Array, noise: Array) -> tuple[Array, int]:
        """The part of `noise` along which the hypotheses stay true to first order, and the number
        of independent hypotheses, at a solution."""
        _, values, vt = np.linalg.svd(self.evaluate(xy)[1], full_matrices=False)
        rank = _rank(values)
        return noise - vt[:rank].T @ (vt[:rank] @ noise), rank

    def polish(self, xy: Array) -> Figure | None:
        """The figure next to a solution in double precision, to full precision; None if none."""
        _, jacobian = self.evaluate(xy)
        inverse = np.linalg.pinv(jacobian, rcond=RANK_TOLERANCE)
        grid = [int(Fraction(c) * (1 << self.bits)) for c in xy.tolist()]
        goal, best = 10.0 ** -(self.precision - 3), math.inf
        for _ in range(_POLISH_STEPS):
            self._account()
            figure = self._figure(grid)
            residuals = np.array([residual(c, figure) for c in self.constraints])
            size = float(np.max(np.abs(residuals), initial=0.0))
            if size < goal:
                return figure
            if not size < 0.5 * best:
                return None
            best = size
            # Steps become far smaller than a double's resolution of the coordinates, not of itself.
            step = inverse @ residuals
            grid = [
                g - int(math.ldexp(s, self.bits)) for g, s in zip(grid, step.tolist(), strict=True)
            ]
        return None

    def _figure(self, grid: Sequence[int]) -> Figure:
        points = {name: (grid[2 * i], grid[2 * i + 1]) for i, name in enumerate(self.names)}
        return Figure(points, self.bits, self.unit)

    def coordinates(self, figure: Figure) -> Array:
        """Of the figure, in double precision, in the order of `names`."""
        scale = 1 << self.bits
        return np.array([c / scale for name in self.names for c in figure.points[name]])

    def freedom(self, xy: Array) -> int:
        """Dimension of the family of figures around this one, up to motion and size."""
        return max(0, len(xy) - self.rank(xy) - (3 if self.metric else 4))

    def rank(self, xy: Array) -> int:
        """Number of independent equations at this solution."""
        return _rank(np.linalg.svd(self.evaluate(xy)[1], compute_uv=False))


def _rank(values: NDArray[np.floating[Any]]) -> int:
    """Number of singular values (in falling order) that are not zero."""
    return int(np.sum(values > RANK_TOLERANCE * values[0])) if len(values) else 0


def system(
    names: Sequence[str],
    constraints: Sequence[Constraint],
    diagram: dict[str, tuple[Fraction, Fraction]],
    precision: int,
) -> tuple[System, Array]:
    """The hypotheses together with the certificate's coordinates, moved and scaled.

    The figure is moved to the origin and scaled by a power of two to a diameter from 1/2 to 1.

    Raises:
        Rejection: the coordinates are not those of the problem's points, or all points coincide.
    """
    if set(diagram) != set(names):
        wrong = sorted(set(diagram) ^ set(names))[0]
        raise Rejection(f"the diagram and the problem do not have the same points: {wrong[:40]}")
    xs, ys = zip(*(diagram[name] for name in names), strict=True)
    width = max(max(xs) - min(xs), max(ys) - min(ys))
    if width == 0:
        raise Rejection("all points of the diagram coincide")
    exponent = math.frexp(float(width))[1] if 1e-60 < width < 1e60 else None
    if exponent is None:
        raise Rejection("the diagram is out of scale")
    unit = Fraction(2) ** -exponent
    x0, y0 = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    start = np.array(
        [
            float(c)
            for name in names
            for c in ((diagram[name][0] - x0) * unit, (diagram[name][1] - y0) * unit)
        ]
    )
    metric = any(c.lengths for c in constraints)
    return System(tuple(names), tuple(constraints), metric, unit, precision), start


def own_figure(problem: System, start: Array) -> Figure:
    """The certificate's figure to full precision; raises Rejection if it is none."""
    try:
        residuals, _ = problem.evaluate(start)
    except (ZeroDivisionError, OverflowError, ValueError):
        raise Rejection(
            "in the diagram two points coincide that a hypothesis keeps apart"
        ) from None
    size = float(np.max(np.abs(residuals), initial=0.0))
    if not size < GIVEN_TOLERANCE:
        raise Rejection(f"the diagram misses the hypotheses by {size:.2g}")
    solution = problem.newton(start)
    figure = problem.polish(solution) if solution is not None else None
    if figure is None:
        raise Rejection(
            "the diagram is degenerate: the hypotheses do not determine a figure near it"
        )
    moved = float(np.max(np.abs(problem.coordinates(figure) - start)))
    if moved > 1000 * GIVEN_TOLERANCE:
        raise Rejection("the diagram is degenerate: the nearest figure is not near")
    return figure


def perturbed_figure(
    problem: System, figure: Figure, size: float, rng: random.Random
) -> Figure | None:
    """A random figure about `size` (relative to the diameter) away; None if none was found."""
    base = problem.coordinates(figure)
    noise = np.array([rng.gauss(0.0, size) for _ in range(len(base))])
    move, rank = problem.tangent(base, noise)
    solution = problem.newton(base + move, rank)
    return None if solution is None else problem.polish(solution)


def scattered_figure(
    problem: System, figure: Figure, size: float, rng: random.Random
) -> Figure | None:
    """As `perturbed_figure`, but starting off the hypotheses in any direction, so that it may
    arrive at another branch (the second intersection, the outer bisector)."""
    base = problem.coordinates(figure)
    noise = np.array([rng.gauss(0.0, size) for _ in range(len(base))])
    solution = problem.newton(base + noise)
    return None if solution is None else problem.polish(solution)


def shape_distance(problem: System, one: Figure, other: Figure) -> float:
    """How far two figures differ in shape: the largest distance of a point after the best
    similarity (in the sense of least squares) has laid one on the other; diameter about 1."""
    p, q = (problem.coordinates(f).reshape(-1, 2) @ np.array([1, 1j]) for f in (one, other))
    p, q = p - p.mean(), q - q.mean()
    factor = np.vdot(q, p) / np.vdot(q, q)
    return float(np.max(np.abs(p - factor * q)))
