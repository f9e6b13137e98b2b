"""Settles a statement by algebra: in which of its positions does the goal hold?"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import mpmath

from geometry.algebra.equations import Unsupported
from geometry.algebra.placed import Degenerate, Step
from geometry.algebra.plans import Plan, plans
from geometry.algebra.solving import Choice, Solver
from geometry.algebra.tower import OutOfTime, Restart, Tower
from geometry.language import Statement
from geometry.predicates import Predicate

#: Random places tried until all roots exist modulo the prime.
_PLACES = 300
#: Runs modulo the prime that must see a goal hold once, each with random signs.
_TRIALS = 16
#: The solution follows the drawn figure to this accuracy, in units of its first segment.
_NEAR = 1e-4
#: Degree of the goals, without common factors taken out, up to which plain coordinates will do.
_PLAIN = 150
#: Sign vectors looked at beside the drawn one.
_BRANCHES = 64


@dataclass(frozen=True)
class Case:
    """One choice of signs, followed to the end.

    Attributes:
        choices: the signs that were chosen.
        steps: what was done.
        ending: `goal` (all goals hold), `void` (two points that the statement needs to be
            different coincide), or `open`.
        coincident: of a void case, these points.
    """

    choices: tuple[Choice, ...]
    steps: tuple[Step, ...]
    ending: str
    coincident: tuple[str, str] | None = None


@dataclass(frozen=True)
class Solution:
    """A statement that is settled in the drawn position at least.

    Attributes:
        plan: the coordinates.
        cases: those in which the goal holds or nothing is claimed; the first is the drawn one.
        complete: whether these are all there are.
        unknowns: parameters of the numbers.
        place, signs: the parameters of the drawn figure, and the signs of its roots.
        peak: terms of the longest polynomial.
    """

    plan: Plan
    cases: tuple[Case, ...]
    complete: bool
    unknowns: int
    place: tuple[mpmath.mpf, ...]
    signs: tuple[int, ...]
    peak: int

    @property
    def roots(self) -> int:
        """Roots in the tower."""
        return len(self.signs)


def solve(
    statement: Statement,
    figure: dict[str, tuple[float, float]],
    *,
    seconds: float,
    should_stop: Callable[[], bool] = lambda: False,
    library: str = "",
) -> Solution | None:
    """Proves the goals of a statement in the drawn position, and in the others as far as they hold.

    Args:
        statement: without questions.
        figure: drawn, in which its goals hold.
        seconds: wall time.
        should_stop: asked before every longer computation.
        library: of polynomials; see `Polynomials`.

    Returns:
        None where it is not proved: out of time, or out of reach.
    """
    end = time.monotonic() + seconds
    drawn = {name: complex(*xy) for name, xy in figure.items()}
    ranked: list[tuple[int, int, int, int, Plan]] = []
    for number, plan in enumerate(plans(statement)):
        if should_stop() or time.monotonic() > end:
            return None
        if plan.early and any(roots == 0 and degree <= _PLAIN for roots, degree, *_ in ranked):
            break  # nothing can be simpler than plain coordinates without roots
        found = _shadow(statement, plan, _with_hidden(plan, drawn), end)
        if found is not None:
            ranked.append((*found, number, plan))
    ranked.sort(key=lambda r: r[:-1])
    for k, (_, _, unknowns, _, plan) in enumerate(ranked):
        left = end - time.monotonic()
        if left <= 0 or should_stop():
            return None
        share = left if k == len(ranked) - 1 else max(left / 2, 0.2)
        solution = _exact(
            statement, plan, drawn, unknowns, time.monotonic() + share, end, should_stop, library
        )
        if solution is not None:
            return solution
    return None


def _with_hidden(plan: Plan, drawn: dict[str, complex]) -> dict[str, complex]:
    """The drawn figure with the plan's hidden points; those that have no place are left out."""
    places = dict(drawn)
    for hidden in plan.all_hidden:
        try:
            places[hidden.name] = hidden.drawn(places)
        except (ZeroDivisionError, KeyError):
            continue
    return places


def _shadow(
    statement: Statement, plan: Plan, places: dict[str, complex], end: float
) -> tuple[int, int, int] | None:
    """Roots, degree of the goals, and parameters of a plan; None where it leads nowhere or no goal holds."""
    trials = failures = 0
    for seed in range(_PLACES):
        tower = Tower(seed, deadline=end)
        solver = Solver(tower, places)
        try:
            place(solver, statement, plan)
            values = [solver.value(goal) for goal in statement.atomic_goals]
        except Restart:
            continue
        except (Degenerate, ZeroDivisionError, ValueError):
            failures += 1
            if failures > _TRIALS:
                return None
            continue
        except (Unsupported, OutOfTime):
            return None
        trials += 1
        if all(v.zero for v in values):
            return solver.roots, sum(v.real for v in values), len(tower.shadows)
        if trials >= (_TRIALS if solver.roots else 2):
            break
    return None


def _exact(
    statement: Statement,
    plan: Plan,
    drawn: dict[str, complex],
    unknowns: int,
    soon: float,
    end: float,
    should_stop: Callable[[], bool],
    library: str,
) -> Solution | None:
    places = _with_hidden(plan, drawn)
    if not all(h.name in places for h in plan.all_hidden):
        return None

    def follow(signs: Sequence[int], deadline: float) -> tuple[Case, Solver] | None:
        return _case(statement, plan, places, unknowns, signs, deadline, library, should_stop)

    first = follow((), soon)
    if first is None or first[0].ending != "goal" or first[1].deviation() > _NEAR:
        return None
    case, solver = first
    cases = [case]
    complete = True
    todo = _siblings(case, 0)
    looked = 0
    while todo:
        signs = todo.pop()
        looked += 1
        late = looked > _BRANCHES or time.monotonic() > end or should_stop()
        other = None if late else follow(signs, end)
        if other is None or other[0].ending == "open":
            complete = False
            continue
        cases.append(other[0])
        todo += _siblings(other[0], len(signs))
    tower = solver.tower
    place_, signs_ = tuple(tower.reals), tuple(1 if r >= 0 else -1 for r in tower.root_reals)
    return Solution(plan, tuple(cases), complete, unknowns + 2, place_, signs_, tower.peak)


def _siblings(case: Case, fixed: int) -> list[tuple[int, ...]]:
    """The other side of each choice that a case made by itself."""
    signs = [c.sign for c in case.choices]
    return [(*signs[:k], -signs[k]) for k in range(fixed, len(signs))]


def _case(
    statement: Statement,
    plan: Plan,
    places: dict[str, complex],
    unknowns: int,
    signs: Sequence[int],
    deadline: float,
    library: str,
    should_stop: Callable[[], bool],
) -> tuple[Case, Solver] | None:
    for seed in range(_PLACES):
        if time.monotonic() > deadline:
            return None
        solver = Solver(Tower(seed, unknowns + 2, signs, deadline, library, should_stop), places)
        try:
            try:
                place(solver, statement, plan)
                pair = _coincident(statement, solver)
                if pair is None and all(solver.value(g).zero for g in statement.atomic_goals):
                    return Case(tuple(solver.choices), tuple(solver.steps), "goal"), solver
            except Degenerate:
                pair = _coincident(statement, solver)
            ending = "open" if pair is None else "void"
            return Case(tuple(solver.choices), tuple(solver.steps), ending, pair), solver
        except Restart:
            continue
        except (Unsupported, OutOfTime, ZeroDivisionError, ValueError):
            return None
    return None


def _coincident(statement: Statement, solver: Solver) -> tuple[str, str] | None:
    """Two placed points that the statement needs to be different and that are one."""
    for a, b in different(statement):
        if a in solver.points and b in solver.points and solver.coincide(a, b):
            return a, b
    return None


def different(statement: Statement) -> list[tuple[str, str]]:
    """Pairs of points that the statement needs to be different: the ends of its segments."""
    pairs: dict[tuple[str, str], None] = {}
    for fact in (*(g.fact for g in statement.givens), *statement.atomic_goals):
        pairs.update(dict.fromkeys(ends(fact)))
    return list(pairs)


def ends(fact: Predicate) -> list[tuple[str, str]]:
    """The pairs of points between which a relation speaks of a line or a segment."""
    p = fact.points
    if fact.name in ("coll", "cyclic", "sinlaw"):
        return [(a, b) for i, a in enumerate(p) for b in p[i + 1 :]]
    if fact.name in ("apollonius", "eqpower"):
        return []
    return list(zip(p[::2], p[1::2], strict=True))


def place(solver: Solver, statement: Statement, plan: Plan) -> None:
    """Places all points.

    Raises:
        Degenerate, Unsupported, Restart, OutOfTime: as the solver does.
    """
    facts = plan.facts(statement)
    length = Fraction(1)
    for fact in facts:
        if fact.name == "lconst" and set(fact.points) == set(plan.frame):
            assert fact.value is not None
            length = fact.value
    solver.frame(*plan.frame, length)
    _place_all(solver, plan.early, facts)
    for number, construction in enumerate(statement.constructions):
        for _, hidden in (joint for joint in plan.joints if joint[0] == number):
            _place(solver, hidden.name, facts)
        _place_all(solver, construction.points, facts)
    for fact in facts:
        if set(fact.points) <= set(plan.frame) and solver.value(fact).shadow:
            raise Unsupported(f"`{fact}` is a condition on the first two points")


def _place_all(solver: Solver, names: Sequence[str], facts: Sequence[Predicate]) -> None:
    """Places points, each time the one of which most is known."""
    left = [p for p in names if p not in solver.points]
    while left:
        best = max(left, key=lambda p: len(_usable(solver, p, facts)))
        _place(solver, best, facts)
        left.remove(best)


def _usable(solver: Solver, name: str, facts: Sequence[Predicate]) -> list[Predicate]:
    """Conditions on a point and placed points alone."""
    known = solver.points
    return [f for f in facts if name in f.points and all(p == name or p in known for p in f.points)]


def _place(solver: Solver, name: str, facts: Sequence[Predicate]) -> None:
    solver.tower.look()
    usable = _usable(solver, name, facts)
    equations = [e for f in usable if (e := solver.equation(name, f)) is not None]
    if not equations:
        solver.free(name)
    elif len(equations) == 1:
        solver.on(name, equations[0])
    else:
        try:
            solver.determine(name, equations)
        except Degenerate:
            # Conditions that follow from one another; whether they do is seen below.
            solver.on(name, min(equations, key=lambda e: e.curve.degree))
    for fact in usable:
        if solver.value(fact).shadow:
            raise Degenerate(f"{name} does not satisfy `{fact}`")
