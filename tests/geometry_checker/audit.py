"""Random search for a figure in which a rule is false.

Premises are solved numerically from starts of many kinds: generic, on a small lattice (crossing
and parallel positions), nearly collinear, nearly coincident, on a circle, obtuse; variables may be
identified where the premises allow it. Each solution is tried as it is and mirrored.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from geometry.checker.constraints import constraint, residual
from geometry.checker.diagrams import System
from geometry.checker.facts import segments, sines
from geometry.checker.figure import Figure
from geometry.checker.report import Rejection
from geometry.predicates import Predicate
from geometry.rules import Condition, Rule

#: Points of a premise closer than this are taken for coinciding, which no fact allows.
CLEAR = 1e-4


def start(n: int, rng: random.Random) -> np.ndarray:
    """Coordinates of n points, shape (2 n,), of one of the kinds named above."""
    kind = rng.randrange(6)
    xy = np.array([rng.gauss(0, 0.5) for _ in range(2 * n)])
    if kind == 1:
        xy = np.array([rng.randint(-2, 2) / 3 + rng.gauss(0, 1e-3) for _ in range(2 * n)])
    elif kind == 2:
        xy[1::2] *= 0.03
    elif kind == 3:
        i, j = rng.randrange(n), rng.randrange(n)
        xy[2 * i : 2 * i + 2] = xy[2 * j : 2 * j + 2] + 0.01
    elif kind == 4:
        turns = np.array([rng.uniform(0, 2 * np.pi) for _ in range(n)])
        xy[0::2], xy[1::2] = 0.5 * np.cos(turns), 0.5 * np.sin(turns)
    elif kind == 5:
        # Symmetric positions: pairs of points mirrored in an axis.
        for i in range(1, n, 2):
            xy[2 * i], xy[2 * i + 1] = -xy[2 * i - 2], xy[2 * i - 1]
    return xy


def figures(rule: Rule, rng: random.Random, trials: int) -> Iterator[tuple[Figure, dict[str, str]]]:
    """Figures in which the premises hold, speak of different points, and the conditions hold."""
    for _ in range(trials):
        names = {v: v for v in rule.variables}
        if rng.random() < 0.3:
            one, other = rng.sample(list(rule.variables), 2)
            names[one] = other
        premises = [p.renamed(names) for p in rule.premises]
        if any(a == b for p in premises for a, b in segments(p)):
            continue
        points = tuple(dict.fromkeys(names.values()))
        problem = System(points, tuple(constraint(p) for p in premises), False, Fraction(1), 40)
        try:
            solution = problem.newton(start(len(points), rng))
            figure = problem.polish(solution) if solution is not None else None
        except Rejection:
            continue
        if figure is None or not _meaningful(premises, figure):
            continue
        mirrored = {p: (-x, y) for p, (x, y) in figure.points.items()}
        for image in (figure, Figure(mirrored, figure.bits, figure.unit)):
            conditions = (
                Condition(c.name, tuple(names[p] for p in c.points)) for c in rule.conditions
            )
            if all(map(image.holds, conditions)):
                yield image, names


def _meaningful(facts: list[Predicate], figure: Figure) -> bool:
    return all(figure.distance(a, b) > CLEAR for fact in facts for a, b in segments(fact))


def refutation(rule: Rule, rng: random.Random, trials: int) -> tuple[int, str | None]:
    """Number of figures tried, and a figure in which the rule is false if one was found."""
    tried = 0
    for figure, names in figures(rule, rng, trials):
        tried += 1
        for conclusion in rule.conclusions:
            fact = conclusion.renamed(names)
            if any(a == b for a, b in segments(fact)) or not _meaningful([fact], figure):
                continue
            if fact.name == "sinlaw":
                wrong = _sine_law(fact, figure)
            else:
                wrong = abs(residual(constraint(fact), figure))
            if wrong > 1e-15:
                places = {p: figure.distance(p, rule.variables[0]) for p in figure.points}
                return tried, f"{fact} misses by {wrong:.3g}; {names} {figure.points} {places}"
    return tried, None


def _sine_law(fact: Predicate, figure: Figure) -> float:
    """By how much the three quotients of side and sine differ; the sines from products."""
    quotients = []
    for (one, other), side in zip(
        sines(fact), (fact.points[1:], fact.points[::2], fact.points[:2]), strict=True
    ):
        (ux, uy), (vx, vy) = figure.vector(*one), figure.vector(*other)
        cross = abs(ux * vy - uy * vx)
        lengths = figure.distance(*one) * figure.distance(*other)
        quotients.append(figure.distance(*side) / (cross / figure.diameter**2 / lengths))
    return max(0.0, (max(quotients) - min(quotients)) / max(quotients) - 1e-9)
