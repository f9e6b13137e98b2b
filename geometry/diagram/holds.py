"""Draws a figure in which the goals hold, or says that none was seen."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from geometry.diagram.branches import Branches, combinations
from geometry.diagram.draw import Diagram, draw
from geometry.diagram.stopping import Pulse, never
from geometry.errors import DiagramError, DrawingStopped, FalseGoalError, GeometryInputError
from geometry.language.statement import Statement
from geometry.numerics import TOLERANCE, deviation
from geometry.predicates import Predicate

#: Figures at random positions that are looked at first; a figure takes about a millisecond.
FIGURES_FIRST = 64
#: A statement may have several configurations (which intersection, which order of two tangents)
#: and mean one that comes up in few figures. So many combinations of positions are then drawn on
#: purpose, each so often, and further random figures until there are this many in all.
BRANCHES, FIGURES_EACH, FIGURES_MOST = 256, 2, 800
#: Attempts at each of those figures: that it is easy to read does not matter.
_FEW_ATTEMPTS = 8
#: Figures with double points that must come up in a row before one is taken.
_PATIENCE = 6


def draw_and_check(statement: Statement, seed: int = 0, *, pulse: Pulse = never) -> Diagram:
    """Draw a figure in which all goals hold.

    Figures of the seeds `seed`, `seed + 1`, ... are tried; the first in which the goals hold and
    no two points coincide is taken, then the first in which they hold. Where there is none among
    the first, positions are combined on purpose. Where `held < tested` in the result, the
    statement has configurations in which a goal is false; a proof then speaks about the drawn one.

    Raises:
        DiagramError: no figure satisfies the hypotheses.
        FalseGoalError: some goal fails in all of the figures, of which there are at least three.
        GeometryInputError: a goal speaks of a line through two points that always coincide.
        DrawingStopped: by `pulse`.
    """
    seen = _Seen()
    try:
        return _draw_and_check(statement, seed, pulse, seen)
    except DrawingStopped:
        if seen.worst:
            figures = f"{len(seen.worst)} figure{'s' if len(seen.worst) > 1 else ''}"
            raise DrawingStopped(
                f"the time was up, and the goal did not hold in the {figures} drawn until then"
            ) from None
        raise


@dataclass
class _Seen:
    """What was seen so far: by how much the goals failed, in the figures in which they did."""

    worst: list[tuple[float, str, Predicate]] = field(default_factory=list)


def _draw_and_check(statement: Statement, seed: int, pulse: Pulse, seen: _Seen) -> Diagram:
    best: Diagram | None = None
    tested = held = 0
    worst = seen.worst
    sizes: tuple[int, ...] = ()
    for number in range(FIGURES_FIRST):
        branches = Branches()
        try:
            diagram = draw(statement, seed + number, branches=branches, pulse=pulse)
        except DiagramError:
            if tested == 0 and number >= 2:
                raise
            continue
        tested += 1
        # Where a point has coincided with another there are fewer choices than in general.
        sizes = max(sizes, branches.sizes, key=lambda s: (math.prod(s), s))
        failing = _worst_goal(statement, diagram)
        if failing is None:
            held += 1
            if best is None or (best.coincident and not diagram.coincident):
                best = diagram
            # A second figure tells a configuration from a theorem that holds in all of them.
            if tested >= 2 and (not best.coincident or held >= _PATIENCE):
                break
        else:
            worst.append(failing)
            if best is not None and not best.coincident:
                break
    if best is None and sizes:
        for wanted, own_seed in _further(sizes, seed):
            branches = Branches(wanted)
            try:
                diagram = draw(statement, own_seed, _FEW_ATTEMPTS, branches=branches, pulse=pulse)
            except DiagramError:
                continue
            tested += 1
            failing = _worst_goal(statement, diagram)
            if failing is not None:
                worst.append(failing)
                continue
            where = branches.positions
            return _confirmed(statement, diagram, where, tested, pulse)
    if best is not None:
        return replace(best, tested=tested, held=held)
    amount, unit, goal = min(worst, key=lambda w: w[0])
    if math.isinf(amount):
        raise GeometryInputError(
            f"the goal `{goal}` speaks of a line or ratio of two points that coincide"
            if goal.name != "sinlaw"
            else f"the goal `{goal}` speaks of a triangle whose corners lie on a line",
            word=goal.name,
            fix="use different points",
        )
    raise FalseGoalError(str(goal), amount, unit, tested)


def _further(sizes: tuple[int, ...], seed: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Positions to take and seeds of further figures: combinations first, then at random."""
    number = seed + FIGURES_FIRST
    last = seed + FIGURES_MOST
    rng = Random(f"branches {seed}")
    for wanted in combinations(sizes, BRANCHES, rng):
        for _ in range(FIGURES_EACH):
            yield wanted, number
            number += 1
    while number < last:
        yield (), number
        number += 1


def _confirmed(
    statement: Statement,
    diagram: Diagram,
    positions: tuple[int, ...],
    tested: int,
    pulse: Pulse,
) -> Diagram:
    """The figure that was found on purpose, or one of the same positions that is easier to read."""
    best, held = diagram, 1
    for more in range(1, _PATIENCE):
        seed = diagram.seed + more
        try:
            other = draw(statement, seed, branches=Branches(positions), pulse=pulse)
        except DiagramError:
            continue
        tested += 1
        if _worst_goal(statement, other) is None:
            held += 1
            if (not other.coincident, other.quality) > (not best.coincident, best.quality):
                best = other
    return replace(best, tested=tested, held=held)


def holds(statement: Statement, diagram: Diagram) -> bool:
    """Whether all goals hold in the figure."""
    return _worst_goal(statement, diagram) is None


def _worst_goal(statement: Statement, diagram: Diagram) -> tuple[float, str, Predicate] | None:
    """The goal that fails most, with its deviation and unit; None if all hold."""
    failing = [
        (*deviation(goal, diagram.points), goal)
        for goal in statement.goals
    ]  # fmt: skip
    failing = [f for f in failing if not f[0] <= TOLERANCE]
    return max(failing, key=lambda f: f[0]) if failing else None
