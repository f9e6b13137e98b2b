"""`draw`: a random figure in which all hypotheses of a statement hold."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from random import Random

from geometry.diagram.branches import Branches
from geometry.diagram.sketch import Sketch, Stuck
from geometry.diagram.solve import largest_residual, solve
from geometry.diagram.stopping import Pulse, never
from geometry.errors import DiagramError
from geometry.language.statement import Statement
from geometry.numerics import COINCIDENT, figure_size

#: Residual that a figure must reach.
ACCURACY = 1e-12
#: Quality at which a figure is taken at once, and what suffices after some attempts.
_GOOD, _FAIR, _PATIENCE = 0.03, 0.008, 12
#: Attempts that may fail after a numerical solution, which takes far longer than a construction.
_COSTLY = 6


@dataclass(frozen=True)
class Diagram:
    """A figure.

    Attributes:
        points: name -> (x, y), in the order of definition. Their mean is the origin,
            and they just fit into the unit circle, except where the statement gives lengths.
        residual: largest failure of a hypothesis, in the units of `geometry.numerics.residual`.
        seed: the seed it was drawn with.
        coincident: pairs of points that have the same place.
        quality: smallest distance between different points over the figure's size, lowered for
            stretched figures; below about 0.02 the figure is hard to read.
        tested, held: in how many figures the goals were checked, and in how many they hold
            (`draw_and_check`); 0 if they were not.
    """

    points: dict[str, tuple[float, float]]
    residual: float
    seed: int
    coincident: tuple[tuple[str, str], ...]
    quality: float
    tested: int = 0
    held: int = 0


def draw(
    statement: Statement,
    seed: int = 0,
    attempts: int = 60,
    *,
    branches: Branches | None = None,
    pulse: Pulse = never,
) -> Diagram:
    """Draw a generic figure.

    Args:
        statement: its goals are not looked at.
        seed: another seed gives another figure; where the statement has coordinate hints, seed 0
            follows them and others vary them by a few percent.
        attempts: how many figures to try at most; the first good one is taken. Where conditions
            must be solved numerically, six failures are the end.
        branches: the positions to take where there are several; by default random ones.
        pulse: asked often; raises `DrawingStopped` when there is no more time.

    Returns:
        The figure of the best quality among those tried, with a residual below 1e-12.

    Raises:
        DiagramError: no attempt succeeded; the message names the construction that failed most
            often among those that were reached last.
        DrawingStopped: by `pulse`.
    """
    rng = Random(f"figure {seed}")
    branches = branches or Branches()
    facts = [given.fact for given in statement.givens]
    lengths = [float(f.value) for f in facts if f.name == "lconst" and f.value is not None]
    spread = _hint_spread(statement)
    scale = max(lengths, default=spread / 2 or 1.0)
    failures: Counter[tuple[int, str]] = Counter()
    best: Diagram | None = None
    drawn = costly = 0
    for attempt in range(attempts):
        jitter = 0.0 if seed == 0 and attempt == 0 else 0.03 * spread
        sketch = Sketch(rng, jitter, scale, branches=branches, pulse=pulse)
        try:
            for number, construction in enumerate(statement.constructions):
                sketch.add(number, construction)
        except Stuck as stuck:
            failures[stuck.construction, stuck.reason] += 1
            costly += stuck.costly * (1 + len(statement.points) // 25)
            if costly >= _COSTLY:
                break
            continue
        z = sketch.z if lengths else _normalised(sketch.z)
        size = figure_size(z.values())
        error = largest_residual(facts, z, size)
        if error > ACCURACY / 10:
            accuracy = ACCURACY / 100
            error = solve(facts, z, list(z), size, iterations=6, accuracy=accuracy, pulse=pulse)
        if not error <= ACCURACY:
            failures[len(statement.constructions) - 1, "the figure cannot be made exact"] += 1
            continue
        pairs, quality = _assess(z)
        # A double point may be an accident of this attempt: prefer a figure without one.
        if best is None or (not pairs, quality) > (not best.coincident, best.quality):
            points = {p: (z[p].real, z[p].imag) for p in statement.points}
            best = Diagram(points, error, seed, pairs, quality)
            branches.keep()
        drawn += 1
        enough = _GOOD if drawn < _PATIENCE else _FAIR
        if best.quality >= enough and not best.coincident:
            break
        if drawn >= 2 * _PATIENCE or (spread and drawn >= 3):
            break
    if best is None:
        raise _failure(statement, failures)
    return best


def _normalised(z: dict[str, complex]) -> dict[str, complex]:
    places = z.values()
    size = figure_size(places)
    center = sum(places) / len(places)
    return {n: (p - center) * (2 / size) for n, p in z.items()}


def _assess(z: dict[str, complex]) -> tuple[tuple[tuple[str, str], ...], float]:
    """Coincident pairs, and the quality of the figure."""
    names, places = list(z), list(z.values())
    size = figure_size(places)
    pairs: list[tuple[str, str]] = []
    smallest = size
    for i, p in enumerate(places):
        for j in range(i):
            gap = abs(p - places[j])
            if gap < COINCIDENT * size:
                pairs.append((names[j], names[i]))
            elif gap < smallest:
                smallest = gap
    center = sum(places) / len(places)
    median = sorted(abs(p - center) for p in places)[len(places) // 2]
    quality = smallest / size * min(1.0, 6 * median / size)
    return tuple(pairs), quality


def _hint_spread(statement: Statement) -> float:
    hints = [complex(h.x, h.y) for c in statement.constructions for h in c.hints]
    return figure_size(hints) if hints else 0.0


def _failure(statement: Statement, failures: Counter[tuple[int, str]]) -> DiagramError:
    if not failures:
        return DiagramError("no attempt at a figure was allowed; use attempts=1 or more")
    furthest = max(failures, key=lambda f: (failures[f], f[0]))
    construction = statement.constructions[furthest[0]]
    share = math.ceil(100 * failures[furthest] / sum(failures.values()))
    first = construction.clauses[0]
    return DiagramError(
        f"line {first.line}, column {first.column}: no figure satisfies `{construction}`: "
        f"{furthest[1]} (in {share} % of {sum(failures.values())} attempts); "
        "weaken this condition, choose other points, or give coordinates as in `a@1.5_-2`"
    )
