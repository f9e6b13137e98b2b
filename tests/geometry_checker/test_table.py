"""What the checker assumes about the construction table."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest

from geometry.checker.auxiliary import OVERDETERMINED, independent
from geometry.checker.constraints import constraint, evaluate
from geometry.checker.diagrams import System, perturbed_figure
from geometry.checker.facts import equations, key
from geometry.checker.positions import POSITIONS, in_position
from geometry.checker.statement import Problem, read_problem
from geometry.constructions import CONSTRUCTIONS
from geometry.diagram import draw
from geometry.language import parse_statement
from geometry.predicates import ATOMIC, RELATIONS, Predicate


def applied(name: str, seed: int) -> tuple[Problem, System, np.ndarray]:
    """The construction on free points, with coordinates of a drawn figure."""
    definition = CONSTRUCTIONS[name]
    words = [f"{p} = free {p}" for p in definition.given]
    args = ("40" if p in definition.numbers else p for p in definition.parameters)
    words.append(f"{' '.join(definition.new)} = {name} {' '.join(args)}")
    text = "; ".join(words)
    points = draw(parse_statement(text), seed=seed).points
    a, b = list(points)[:2] if len(points) > 1 else (*points, *points)
    problem = read_problem(f"{text} ? cong {a} {b} {b} {a}")
    facts = problem.clauses[-1].facts
    system = System(problem.points, tuple(constraint(f) for f in facts), False, Fraction(1), 40)
    xy = np.array([c for p in problem.points for c in points[p]])
    return problem, system, xy


def presupposes_equations(name: str) -> bool:
    return any(need.split()[0] in RELATIONS for need in CONSTRUCTIONS[name].needs)


APPLICABLE = [
    name
    for name, d in CONSTRUCTIONS.items()
    if not presupposes_equations(name) and len(d.parameters) > 1
]


@pytest.mark.parametrize("name", APPLICABLE)
def test_surplus_facts_are_exactly_those_listed(name: str) -> None:
    """Either the facts are independent conditions on the new points, or the table says how many are."""
    for seed in (1, 2, 3):
        problem, system, xy = applied(name, seed)
        if not system.constraints:
            assert name not in OVERDETERMINED
            return
        new = problem.constructions[-1].points
        columns = [2 * system.index[p] + k for p in new for k in (0, 1)]
        rank = independent(evaluate(system.constraints, system.index, xy, 1.0)[1], columns)
        assert rank == OVERDETERMINED.get(name, len(system.constraints))


@pytest.mark.parametrize("name", OVERDETERMINED)
def test_surplus_facts_are_theorems(name: str) -> None:
    """They hold together for given points moved at random, so nothing is claimed about those."""
    for seed in (1, 2):
        problem, system, xy = applied(name, seed)
        figure = system.polish(xy)
        assert figure is not None
        others = [perturbed_figure(system, figure, 0.01, random.Random(i)) for i in range(8)]
        found = [o for o in others if o is not None]
        assert len(found) >= 3
        # All freedom that the given points and the independent facts leave is there.
        given = [p for p in problem.points if p not in problem.constructions[-1].points]
        jacobian = evaluate(system.constraints, system.index, xy, 1.0)[1]
        assert np.linalg.matrix_rank(jacobian, tol=1e-9) == OVERDETERMINED[name]
        assert len(given) == len(CONSTRUCTIONS[name].given)


@pytest.mark.parametrize("name", sorted(POSITIONS))
def test_drawn_figures_are_in_position(name: str) -> None:
    assert name in CONSTRUCTIONS
    for seed in range(5):
        problem, system, xy = applied(name, seed)
        figure = system.polish(xy)
        assert figure is not None
        assert in_position(problem.clauses[-1], figure)


def test_every_relation_has_its_equations() -> None:
    """A relation that joins the table must be told to the checker, which refuses it until then."""
    for name in ATOMIC:
        count, values, _ = RELATIONS[name]
        fact = Predicate(name, tuple("abcdefghijkl"[:count]), Fraction(1, 3) if values else None)
        assert constraint(fact).kind
        assert key(fact)
        assert any(equations(fact, table) for table in ("angle", "ratio", "length", "square"))
