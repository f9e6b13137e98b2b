"""Cases: a statement with a goal, in its own figure or in a special one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from geometry.diagram import draw
from geometry.errors import GeometryError
from geometry.fuzz.figures import distinct, moved, nearby, solve
from geometry.fuzz.goals import Figure, fails, false_facts, holds, true_facts
from geometry.fuzz.statements import random_statement
from geometry.language import Construction, Statement, parse_statement
from geometry.predicates import Predicate


@dataclass(frozen=True)
class Case:
    """What the engine is asked.

    Attributes:
        kind: a key of `KINDS`.
        statement: with its goal.
        figure: the figure in which the engine has to work; None lets it draw its own.
        true: whether the goal holds in several independent figures.
        twin: for `renamed`, the same statement written differently.
    """

    kind: str
    statement: Statement
    figure: Figure | None
    true: bool
    twin: Statement | None = None


def _drawn(rng: Random) -> tuple[Statement, Figure, Figure] | None:
    """A random statement with two figures of it, or None if it has none."""
    try:
        statement = parse_statement(random_statement(rng))
        one = draw(statement, seed=rng.randrange(10**6), attempts=6)
        other = draw(statement, seed=rng.randrange(10**6), attempts=6)
    except GeometryError:
        return None
    if one.coincident or other.coincident or one.quality < 1e-3:
        return None
    return statement, one.points, other.points


def _with_goal(statement: Statement, goal: Predicate) -> Statement:
    return Statement(statement.constructions, (goal,))


def _theorem(rng: Random) -> Case | None:
    if (found := _drawn(rng)) is None:
        return None
    statement, one, other = found
    asserted = {given.fact for given in statement.givens}
    facts = [f for f in true_facts(one, rng) if f not in asserted and holds(f, other)]
    return Case("true", _with_goal(statement, rng.choice(facts)), None, True) if facts else None


def _false(rng: Random) -> Case | None:
    if (found := _drawn(rng)) is None:
        return None
    statement, one, other = found
    facts = [f for f in false_facts(one, rng, 5) if fails(f, other)]
    return Case("false", _with_goal(statement, rng.choice(facts)), None, False) if facts else None


def _false_in_figure(rng: Random) -> Case | None:
    """The closure itself is asked for a fact that fails in the figure in front of it."""
    if (case := _false(rng)) is None:
        return None
    try:
        figure = draw(case.statement, seed=rng.randrange(10**6), attempts=6).points
    except GeometryError:
        return None
    if not fails(case.statement.goals[0], figure):
        return None
    return Case("asked", case.statement, figure, False)


def _dropped(rng: Random) -> Case | None:
    """One condition is left out, but the figure is one in which it holds."""
    if (found := _drawn(rng)) is None:
        return None
    statement, figure, _ = found
    candidates = [i for i, c in enumerate(statement.constructions) if len(c.clauses) > 1]
    if not candidates:
        return None
    i = rng.choice(candidates)
    old = statement.constructions[i]
    clauses = list(old.clauses)
    clauses.pop(rng.randrange(len(clauses)))
    constructions = list(statement.constructions)
    constructions[i] = Construction(old.points, tuple(clauses))
    return _accident("dropped", Statement(tuple(constructions)), figure, rng)


def _accident(kind: str, statement: Statement, figure: Figure, rng: Random) -> Case | None:
    """A goal that holds in the figure and fails near it (or, at times, holds there as well)."""
    others = nearby(statement, figure, 0.01, rng, 1)
    facts = true_facts(figure, rng)
    if not others or not facts:
        return None
    accidents = [f for f in facts if fails(f, others[0])]
    goal = rng.choice(accidents if accidents and rng.random() < 0.9 else facts)
    return Case(kind, _with_goal(statement, goal), figure, goal not in accidents)


def _degenerate(rng: Random) -> Case | None:
    """The figure is special: one or two further facts hold in it by accident."""
    if (found := _drawn(rng)) is None:
        return None
    statement, figure, _ = found
    extra = tuple(false_facts(figure, rng, rng.choice((1, 1, 2))))
    special = solve(statement, figure, extra)
    if special is None or not distinct(special):
        return None
    return _accident("degenerate", statement, special, rng)


def _near_degenerate(rng: Random) -> Case | None:
    """The same, moved off the special place by less than, or by about, what the engine can see."""
    if (case := _degenerate(rng)) is None or case.figure is None:
        return None
    amount = 10.0 ** rng.uniform(-10, -5)
    figure = solve(case.statement, moved(case.figure, amount, rng))
    if figure is None:
        return None
    return Case("near", case.statement, figure, case.true)


def _renamed(rng: Random) -> Case | None:
    """The same problem in other words: names, order of constructions, order in the goal."""
    if (case := _theorem(rng)) is None:
        return None
    old = list(case.statement.points)
    new = [f"p{i}" for i in range(len(old))]
    rng.shuffle(new)
    twin = Statement(
        _reordered(case.statement.constructions, rng), _same_goal(case.statement.goals, rng)
    )
    twin = twin.renamed(dict(zip(old, new, strict=True)))
    return Case("renamed", case.statement, None, True, twin)


def _reordered(constructions: tuple[Construction, ...], rng: Random) -> tuple[Construction, ...]:
    """A random order in which every point is still defined before it is used."""
    waiting, done, result = list(constructions), set[str](), []
    points = {p for c in constructions for p in c.points}
    while waiting:
        ready = [
            c
            for c in waiting
            if {a for clause in c.clauses for a in clause.args} & points <= done | set(c.points)
        ]
        chosen = rng.choice(ready)
        waiting.remove(chosen)
        done.update(chosen.points)
        result.append(chosen)
    return tuple(result)


def _same_goal(goals: tuple[Predicate, ...], rng: Random) -> tuple[Predicate, ...]:
    """Every goal with its points in another order of the same meaning."""
    result = []
    for goal in goals:
        p = list(goal.points)
        if goal.name in ("coll", "cyclic"):
            rng.shuffle(p)
        else:
            for i in range(0, len(p), 2):
                if rng.random() < 0.5:
                    p[i], p[i + 1] = p[i + 1], p[i]
        result.append(Predicate(goal.name, tuple(p), goal.value))
    return tuple(result)


#: kind -> (how to draw one, how often)
KINDS: dict[str, tuple[Callable[[Random], Case | None], int]] = {
    "true": (_theorem, 3),
    "false": (_false, 2),
    "asked": (_false_in_figure, 2),
    "dropped": (_dropped, 4),
    "degenerate": (_degenerate, 4),
    "near": (_near_degenerate, 3),
    "renamed": (_renamed, 1),
}


def random_case(seed: int, number: int, only: str | None = None) -> Case:
    """Case `number` of this seed; always the same one."""
    rng = Random(f"fuzz {seed} {number}")
    names = list(KINDS)
    kind = only or rng.choices(names, [KINDS[k][1] for k in names])[0]
    while True:
        if (case := KINDS[kind][0](rng)) is not None:
            return case
