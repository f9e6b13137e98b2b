"""Figures by numerical solution: moves points until all facts hold.

A damped Gauss-Newton iteration (Levenberg, Marquardt) with steps of least norm, so that points
which the facts leave free stay near where they were. numpy is imported on first use: most figures
are constructed and need none of this.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geometry.diagram.stopping import Pulse, never
from geometry.numerics import residual
from geometry.predicates import Predicate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEP = 1e-6


def largest_residual(facts: Sequence[Predicate], z: dict[str, complex], size: float) -> float:
    """The largest absolute residual of atomic facts; 0 for none."""
    return max((abs(residual(f, z, size)) for f in facts), default=0.0)


def solve(
    facts: Sequence[Predicate],
    z: dict[str, complex],
    free: Sequence[str],
    size: float,
    *,
    iterations: int = 60,
    accuracy: float = 1e-13,
    pulse: Pulse = never,
) -> float:
    """Move the points `free` of `z`, in place, towards a figure in which the facts hold.

    Args:
        facts: atomic facts.
        z: all points; those in `free` hold starting values.
        free: the points that may move.
        size: the figure's size, the unit of residuals and steps.
        iterations: upper bound of linear solves; with more than 50 free points it is lower.
        accuracy: residual at which to stop.
        pulse: asked at every row of a linear system and before it is solved.

    Returns:
        The largest absolute residual reached.
    """
    import numpy as np

    if not facts:
        return 0.0
    column = {p: 2 * i for i, p in enumerate(free)}
    movable = [tuple(dict.fromkeys(q for q in f.points if q in column)) for f in facts]
    value = np.array(_residuals(facts, z, size, pulse))
    damping = 1e-3
    # A linear solve takes time with the square of the unknowns and more.
    for _ in range(max(6, min(iterations, 3000 // len(column)))):
        if np.abs(value).max() <= accuracy:
            break
        jacobian = np.zeros((len(facts), 2 * len(free)))
        for row, (fact, points) in enumerate(zip(facts, movable, strict=True)):
            pulse()
            for q in points:
                at = z[q]
                for axis, direction in enumerate((_STEP * size, 1j * _STEP * size)):
                    z[q] = at + direction
                    up = residual(fact, z, size)
                    z[q] = at - direction
                    down = residual(fact, z, size)
                    jacobian[row, column[q] + axis] = (up - down) / (2 * _STEP)
                z[q] = at
        before = {p: z[p] for p in free}
        norm = float(value @ value)
        improved = False
        for _ in range(8):
            pulse()
            if norm < 1e-10:  # near the solution: plain Gauss-Newton, quadratic convergence
                matrix, right = _square(jacobian, -value, pulse)
                step = np.linalg.lstsq(matrix, right, rcond=1e-9)[0]
            else:
                left = jacobian.T @ jacobian + damping * np.eye(jacobian.shape[1])
                try:
                    step = np.linalg.solve(left, -jacobian.T @ value)
                except np.linalg.LinAlgError:
                    damping = max(damping, 1e-9) * 100
                    continue
            for p in free:
                k = column[p]
                z[p] = before[p] + size * complex(step[k], step[k + 1])
            trial = np.array(_residuals(facts, z, size, pulse))
            if float(trial @ trial) < norm:
                value, improved, damping = trial, True, max(damping / 5, 1e-12)
                break
            if norm < 1e-10:
                break
            damping *= 6
        if not improved:
            z.update(before)
            break
    return float(np.abs(value).max())


def _residuals(
    facts: Sequence[Predicate], z: dict[str, complex], size: float, pulse: Pulse
) -> list[float]:
    found: list[float] = []
    for start in range(0, len(facts), 500):
        pulse()
        found.extend(residual(f, z, size) for f in facts[start : start + 500])
    return found


def _square(
    matrix: NDArray[np.float64], right: NDArray[np.float64], pulse: Pulse
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A system with the same least squares, with no more rows than columns and one.

    Thousands of rows at once would take seconds in which nobody asks for the time.
    """
    import numpy as np

    columns = matrix.shape[1]
    if len(matrix) <= 2 * columns:
        return matrix, right
    both = np.column_stack((matrix, right))
    small, rows = both[:0], max(32, columns // 4)
    for start in range(0, len(both), rows):
        pulse()
        small = np.linalg.qr(np.vstack((small, both[start : start + rows]))).R
    return small[:, :-1], small[:, -1]
