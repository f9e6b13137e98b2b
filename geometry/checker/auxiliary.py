"""Auxiliary constructions may define new points and nothing else.

A proof about the figure with its auxiliary points is a proof about the figure without them only
if the auxiliary points exist: for every figure of the problem near the drawn one there have to be
points that satisfy the auxiliary conditions. Where the conditions' derivative by the new
coordinates has full row rank, the implicit function theorem says so. Conditions beyond that
(three lines through one point, say) would be claims about the problem's own figure; they are
refused, except for the constructions of `OVERDETERMINED`, whose surplus facts are theorems about
that construction for any points it is applied to.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geometry.checker.constraints import Array, constraint, evaluate
from geometry.checker.report import Rejection
from geometry.checker.statement import Construction

#: Smallest singular value of the conditions, each scaled to a unit vector, that counts.
CLEAR_RANK = 1e-6

#: Constructions that assert more facts than are independent, and how many are. The surplus is
#: known for any given points (three bisectors meet, a parallelogram has equal sides, ...);
#: `tests/geometry_checker/test_table.py` confirms both for every entry, and that none is missing.
OVERDETERMINED: dict[str, int] = {
    "iso_triangle": 1,
    "risos": 2,
    "ieq_triangle": 2,
    "rectangle": 3,
    "isquare": 4,
    "reflect": 2,
    "incenter": 2,
    "excenter": 2,
    "orthocenter": 2,
    "eq_triangle": 2,
    "parallelogram": 2,
    "iso_trapezoid2": 2,
    "shift": 2,
    "square": 4,
    "incenter2": 8,
    "excenter2": 8,
    "centroid": 8,
}


def check_exists(construction: Construction, index: dict[str, int], xy: Array, unit: float) -> None:
    """Raises Rejection unless the new points of `construction` exist near this figure.

    Args:
        construction: an auxiliary one.
        index: number of each point.
        xy: coordinates of a figure of everything, shape (2 n,).
        unit: length 1 of the problem in that figure.
    """
    text = str(construction)
    for clause in construction.clauses:
        if clause.closed_needs:
            raise Rejection(f"auxiliary `{clause}` presupposes an equation between given points")
    constraints = [constraint(f) for clause in construction.clauses for f in clause.facts]
    if not constraints:
        return
    columns = [2 * index[p] + k for p in construction.points for k in (0, 1)]
    rank = independent(evaluate(constraints, index, xy, unit)[1], columns)
    if rank == len(constraints):
        return
    [first, *others] = construction.clauses
    if not others and OVERDETERMINED.get(first.name) == rank:
        return
    raise Rejection(
        f"auxiliary `{text}` states {len(constraints)} conditions of which only {rank} are clearly "
        "independent: the points may not exist, or the surplus would have to be proved"
    )


def independent(jacobian: Array, columns: Sequence[int]) -> int:
    """Number of clearly independent conditions on the coordinates `columns`."""
    part = jacobian[:, list(columns)]
    # Against the whole row, so that a condition that hardly concerns the new points does not count.
    whole = np.linalg.norm(jacobian, axis=1, keepdims=True)
    values = np.linalg.svd(part / np.where(whole > 0, whole, 1.0), compute_uv=False)
    return int(np.sum(values > CLEAR_RANK))
