"""Figures near a given one, and special figures.

`nearby` is how the fuzzer tells a theorem from an accident, so it uses neither the checker nor the
engine: Gauss-Newton with numeric derivatives of `geometry.numerics.residual`.
"""

from __future__ import annotations

import math
from random import Random

import numpy as np
from numpy.typing import NDArray

from geometry.fuzz.goals import Figure
from geometry.language import Statement
from geometry.numerics import deviation, figure_size, residual
from geometry.predicates import Predicate

_ACCURACY = 1e-11
_Array = NDArray[np.float64]


def solve(
    statement: Statement, start: Figure, extra: tuple[Predicate, ...] = ()
) -> dict[str, tuple[float, float]] | None:
    """The figure of the statement nearest to `start`, as Gauss-Newton finds it, or None.

    Args:
        statement: its hypotheses hold in the result.
        start: coordinates of all its points.
        extra: further atomic facts that have to hold.
    """
    names = list(statement.points)
    facts = [*(given.fact for given in statement.givens), *extra]
    xy = np.array([c for name in names for c in start[name]])
    size = figure_size(complex(*start[name]) for name in names)

    def errors(at: _Array) -> _Array:
        z = {name: complex(at[2 * i], at[2 * i + 1]) for i, name in enumerate(names)}
        return np.array([residual(fact, z, size) for fact in facts])

    best = math.inf
    for _ in range(25):
        error = errors(xy)
        worst = float(np.max(np.abs(error), initial=0.0))
        if not math.isfinite(worst):
            return None
        if worst < _ACCURACY and (worst > 0.3 * best or worst < 1e-15):
            return {name: (float(xy[2 * i]), float(xy[2 * i + 1])) for i, name in enumerate(names)}
        best = min(best, worst)
        step = 1e-6 * size
        unit = np.eye(len(xy)) * step
        columns = [(errors(xy + e) - errors(xy - e)) / (2 * step) for e in unit]
        move = np.linalg.lstsq(np.array(columns).T, error, rcond=1e-7)[0]
        longest = float(np.max(np.abs(move), initial=0.0)) / size
        xy = xy - move * min(1.0, 0.2 / longest if longest else 1.0)
    return None


def moved(figure: Figure, amount: float, rng: Random) -> dict[str, tuple[float, float]]:
    """Every point moved at random by about `amount` of the figure's size."""
    size = figure_size(complex(*xy) for xy in figure.values())
    return {
        name: (x + rng.gauss(0, amount * size), y + rng.gauss(0, amount * size))
        for name, (x, y) in figure.items()
    }


def nearby(
    statement: Statement, figure: Figure, amount: float, rng: Random, count: int
) -> list[dict[str, tuple[float, float]]]:
    """Up to `count` random figures of the statement, at a distance of about `amount`.

    Newton's method may run off to another figure altogether; those are left out.
    """
    size = figure_size(complex(*xy) for xy in figure.values())
    found = []
    for _ in range(2 * count):
        other = solve(statement, moved(figure, amount, rng))
        if other is None:
            continue
        distance = max(abs(complex(*other[p]) - complex(*figure[p])) for p in figure)
        if distance < 20 * amount * size:
            found.append(other)
            if len(found) == count:
                break
    return found


def false_near(
    statement: Statement, figure: Figure, goals: tuple[Predicate, ...], rng: Random
) -> bool:
    """Whether a goal fails in figures as close as one likes to this one.

    A proof is about all figures near the drawn one, so such a goal has none. Tested at two
    distances; an accident fails in proportion to the distance.
    """
    for amount in (1e-3, 1e-4):
        others = nearby(statement, figure, amount, rng, 3)
        deviations = [deviation(goal, other)[0] for goal in goals for other in others]
        if not any(0.01 * amount < d < math.inf for d in deviations):
            return False
    return True


def distinct(figure: Figure) -> bool:
    """Whether no two points nearly coincide."""
    z = [complex(*xy) for xy in figure.values()]
    size = figure_size(z)
    return all(abs(a - b) > 1e-3 * size for i, a in enumerate(z) for b in z[:i])
