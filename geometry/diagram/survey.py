"""In how many figures the goals hold, told apart by position; and where, if not in all of them.

Figures of random shape are drawn, and of either position wherever a construction leaves two. What
comes of it is counted and never proves anything. It can refute: a goal that fails in a figure of
the problem is not true in all configurations.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations as subsets
from random import Random

from geometry.diagram.branches import Branches, combinations
from geometry.diagram.draw import Diagram, draw
from geometry.diagram.holds import holds
from geometry.diagram.order import satisfied
from geometry.diagram.stopping import Pulse, never
from geometry.errors import DiagramError
from geometry.language.statement import Clause, Construction, Statement
from geometry.numerics import deviation, plane
from geometry.predicates import Predicate
from geometry.rules import Condition

#: Figures that are counted, and how many of them are drawn without choosing positions.
FIGURES, _FREELY = 64, 24
#: Attempts at each figure, and figures that are tried for each that is counted.
_ATTEMPTS, _TRIES = 6, 3
#: So many points are looked at when positions are told apart.
_POINTS = 10
#: Rows of the report.
_KINDS = 3
#: Seeds of these figures are not those of the figures that proofs are drawn with.
_SEED = 100_000

Points = Mapping[str, complex]


@dataclass(frozen=True)
class Count:
    """Figures in one position.

    Attributes:
        where: the position.
        held: in how many of the figures the goals hold.
        drawn: how many figures in this position were drawn.
    """

    where: Condition
    held: int
    drawn: int


@dataclass(frozen=True)
class Survey:
    """What was counted.

    Attributes:
        held, drawn: in how many of all figures the goals hold.
        kinds: the figures told apart, in one way after another; in each way every figure whose
            position is clear stands in one count.
        position: conditions that the given figure satisfies, and under which the goals hold in all
            figures that were drawn; empty where the goals hold in all, or nothing tells them apart.
        circles: sets of points that lie on one circle in every figure.
    """

    held: int
    drawn: int
    kinds: tuple[tuple[Count, ...], ...]
    position: tuple[Condition, ...]
    circles: tuple[frozenset[str], ...]


def survey(
    statement: Statement, given: Mapping[str, tuple[float, float]], *, pulse: Pulse = never
) -> Survey:
    """Draw figures of all positions and count.

    Args:
        statement: with at least one goal and no question.
        given: the figure in which the goals were proved.
        pulse: asked often; raises `DrawingStopped` when there is no more time.
    """
    here = {name: complex(*given[name]) for name in statement.points if name in given}
    results = _seen(statement, _SEED, pulse)
    held = sum(good for _, good in results)
    names = [name for name in statement.points if name in here][:_POINTS]
    # What holds in four figures holds in all, as far as words go.
    some = [here, *(z for z, _ in results[:3])]
    circles = _circles(names, some)
    groups = _groups(names, some, [z for z, _ in results], every=held < len(results))
    position: tuple[Condition, ...] = ()
    if held < len(results):
        # Words that exclude what fails in twice as many figures are less often an accident.
        more = [*results, *_seen(statement, 2 * _SEED, pulse)]
        position = _position(groups, here, more, _Ease(names, circles))
    kinds = _kinds(groups, results, position)
    return Survey(held, len(results), kinds, position, tuple(circles))


def _seen(statement: Statement, seed: int, pulse: Pulse) -> list[tuple[Points, bool]]:
    """Figures, and whether the goals hold in them."""
    figures = _figures(statement, seed, pulse)
    return [(plane(diagram.points), holds(statement, diagram)) for diagram in figures]


def _shapes(statement: Statement) -> list[Statement]:
    """The statement, and the same with a triangle that is obtuse at each of its corners in turn.

    These have the same hypotheses: only the figures that are drawn differ.
    """
    shapes = [statement] * 3
    for turn in range(3):
        made = []
        for c in statement.constructions:
            [first, *others] = c.clauses
            if first.name == "triangle" and not first.relation:
                args = (*first.args[turn:], *first.args[:turn])
                first = Clause("obtuse_angle", args)
            made.append(Construction(c.points, (first, *others), c.hints))
        shapes.append(Statement.with_parts(tuple(made), statement.goals, ()))
    return shapes if str(shapes[3]) != str(statement) else [statement]


def _figures(statement: Statement, seed: int, pulse: Pulse) -> Iterator[Diagram]:
    shapes = _shapes(statement)
    sizes: tuple[int, ...] = ()
    drawn = 0
    coincident: frozenset[tuple[str, str]] | None = None

    def one(branches: Branches) -> Diagram | None:
        nonlocal coincident, seed
        seed += 1
        try:
            shape = shapes[seed % len(shapes)]
            diagram = draw(shape, seed, _ATTEMPTS, branches=branches, pulse=pulse)
        except DiagramError:
            return None
        pairs = frozenset(diagram.coincident)
        # A double point that need not be one is no figure of the problem.
        coincident = pairs if coincident is None else coincident & pairs
        return diagram if pairs <= coincident else None

    for _ in range(_FREELY * _TRIES):
        branches = Branches()
        if (diagram := one(branches)) is not None:
            sizes = max(sizes, branches.sizes, key=lambda s: (math.prod(s), s))
            drawn += 1
            yield diagram
        if drawn >= _FREELY:
            break
    rng = Random("survey")
    for _ in range(FIGURES * _TRIES):
        if drawn >= FIGURES:
            break
        for wanted in list(combinations(sizes, FIGURES - _FREELY, rng)) if sizes else [()]:
            if drawn < FIGURES and (diagram := one(Branches(wanted))) is not None:
                drawn += 1
                yield diagram


# --- positions ----------------------------------------------------------------------------------

Group = tuple[Condition, ...]


def _groups(
    names: Sequence[str], some: Sequence[Points], all_: Sequence[Points], *, every: bool
) -> list[Group]:
    """Ways to tell figures apart: each a list of positions that exclude one another.

    Of those only that tell some of the figures from others; without `every` only of a few.
    """
    groups: list[Group] = []
    for a, b, c in subsets(names, 3):
        if all(_on_line(z, a, b, c) for z in some):
            orders = ((a, b, c), (b, a, c), (c, a, b))
            groups.append(tuple(Condition("between", order) for order in orders))
    for a, b, c in subsets(names[: 6 if every else 3], 3):
        if not any(_on_line(z, a, b, c) for z in some):
            for angle in ((b, a, c), (a, b, c), (a, c, b)):
                groups.append((Condition("acute", angle), Condition("obtuse", angle)))
    if every:
        for a, b in subsets(names, 2):
            for p, q in subsets([n for n in names if n not in (a, b)], 2):
                groups.append(
                    (Condition("sameside", (p, q, a, b)), Condition("oppside", (p, q, a, b)))
                )
        for a, b, c in subsets(names[:6], 3):
            pairs = ((a, b), (b, c), (a, c))
            for (p, q), (r, s) in subsets(pairs, 2):
                groups.append(
                    (Condition("shorter", (p, q, r, s)), Condition("shorter", (r, s, p, q)))
                )
    return [group for group in groups if sum(any(satisfied(c, z) for z in all_) for c in group) > 1]


def _position(
    groups: Sequence[Group],
    here: Points,
    results: Sequence[tuple[Points, bool]],
    ease: _Ease,
) -> tuple[Condition, ...]:
    """Few conditions that hold here and exclude every figure in which the goals fail."""
    left = list(results)
    chosen: list[Condition] = []
    candidates = [c for group in groups for c in group if satisfied(c, here)]
    for _ in range(3):
        failing = [z for z, good in left if not good]
        if not failing:
            break
        best: tuple[tuple[float, float], Condition] | None = None
        for condition in candidates:
            out = sum(not satisfied(condition, z) for z in failing)
            kept = sum(good and satisfied(condition, z) for z, good in left)
            score = (out / len(failing) + kept / len(left), ease.of(condition))
            if out and kept > 2 and (best is None or score > best[0]):
                best = (score, condition)
        if best is None:
            return ()
        chosen.append(best[1])
        left = [(z, good) for z, good in left if satisfied(best[1], z)]
    if not all(good for _, good in left):
        return ()
    for condition in list(chosen):
        rest = [c for c in chosen if c != condition]
        if rest and all(good or not all(satisfied(c, z) for c in rest) for z, good in results):
            chosen = rest  # the others exclude what it was to exclude
    return tuple(chosen)


@dataclass(frozen=True)
class _Ease:
    """How easily people read a condition: of points that were made early, and of arcs."""

    names: Sequence[str]
    circles: Sequence[frozenset[str]]

    def of(self, condition: Condition) -> float:
        places = [self.names.index(p) for p in condition.points]
        early = -max(places) / 100
        if condition.name in ("sameside", "oppside"):
            if any(circle.issuperset(condition.points) for circle in self.circles):
                return 3 + (places[1] == max(places))
            return 2 - max(places[2:]) / 10
        return {"between": 5.0, "acute": 1.5, "obtuse": 1.5}.get(condition.name, 0) + early


def _kinds(
    groups: Sequence[Group],
    results: Sequence[tuple[Points, bool]],
    position: Sequence[Condition],
) -> tuple[tuple[Count, ...], ...]:
    """The counts of the groups that are told of, those of the position first."""
    counted: list[tuple[tuple[bool, float], tuple[Count, ...]]] = []
    seen: set[tuple[int, ...]] = set()
    for group in sorted(groups, key=lambda g: not any(c in position for c in g)):
        parts = [next((i for i, c in enumerate(group) if satisfied(c, z)), -1) for z, _ in results]
        # The same parts in other words are told of once.
        first: dict[int, int] = {}
        shape = tuple(first.setdefault(part, len(first)) for part in parts)
        if shape in seen:
            continue
        seen.add(shape)
        counts = []
        for condition in group:
            there = [good for z, good in results if satisfied(condition, z)]
            if there:
                counts.append(Count(condition, sum(there), len(there)))
        # How unlike the shares are; where all figures are good, how evenly they are spread.
        shares = [c.held / c.drawn for c in counts]
        spread = max(shares) - min(shares) or min(c.drawn for c in counts) / len(results) / 100
        counted.append(((any(c in position for c in group), spread), tuple(counts)))
    counted.sort(key=lambda item: item[0], reverse=True)
    return tuple(counts for _, counts in counted[:_KINDS])


def _on_line(z: Points, a: str, b: str, c: str) -> bool:
    return deviation(Predicate("coll", (a, b, c)), z)[0] < 1e-7


def _circles(names: Sequence[str], some: Sequence[Points]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for four in subsets(names, 4):
        if all(deviation(Predicate("cyclic", four), z)[0] < 1e-7 for z in some) and not any(
            _on_line(some[0], *three) for three in subsets(four, 3)
        ):
            found.append(frozenset(four))
    return found
