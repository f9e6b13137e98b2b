"""One attempt at a figure: places the points of a statement one construction after the other."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence
from random import Random

from geometry.diagram.branches import Branches
from geometry.diagram.choice import View, choose, miss, project, samples
from geometry.diagram.constraints import locus_of
from geometry.diagram.figures import FIGURES, ORDERS, SHAPES
from geometry.diagram.loci import LOCI, Locus, NoLocus, intersect, same
from geometry.diagram.order import satisfied
from geometry.diagram.positions import in_position
from geometry.diagram.solve import largest_residual, solve
from geometry.diagram.stopping import Pulse, never
from geometry.diagram.words import drawn, new_points
from geometry.language.statement import Clause, Construction
from geometry.numerics import COINCIDENT, deviation, figure_size, residual
from geometry.predicates import Predicate, parse_predicate

#: Facts of a construction must hold to this accuracy before the final polish.
_ROUGH = 1e-7
#: Starting values tried for a numerical solution, first for the new points, then for all points.
_STARTS = 4
#: Placements of a construction's points that are tried for its order conditions.
_ORDERED = 24


class Stuck(Exception):
    """This attempt cannot go on.

    Args:
        construction: number of the construction.
        reason: what failed, for the reader.
        costly: the attempt spent its time on numerical solutions.
    """

    def __init__(self, construction: int, reason: str, *, costly: bool = False) -> None:
        self.construction = construction
        self.reason = reason
        self.costly = costly
        super().__init__(reason)


class Unsolvable(NoLocus):
    """Numerical solution found no figure."""


class Sketch:
    """The points placed so far.

    Attributes:
        z: name -> position. The first polygon has about the size `scale`.
        facts: atomic facts of the constructions so far.

    Args:
        rng: of all that is random.
        jitter: by how much hints are varied.
        scale: size of the first polygon.
        branches: the positions to take where there are several; also told how many there were.
        pulse: asked often; raises `DrawingStopped` when there is no more time.
    """

    def __init__(
        self,
        rng: Random,
        jitter: float = 0.0,
        scale: float = 1.0,
        *,
        branches: Branches | None = None,
        pulse: Pulse = never,
    ) -> None:
        self._branches = branches or Branches()
        self._branches.begin()
        self._pulse = pulse
        self.z: dict[str, complex] = {}
        self.facts: list[Predicate] = []
        self._rng = rng
        self._jitter = jitter
        self._hints: dict[str, complex] = {}
        self._clauses: list[Clause] = []
        self._center = 0j
        self._size = self._scale = scale

    def add(self, number: int, construction: Construction) -> None:
        """Place the construction's points.

        Raises:
            Stuck: they cannot be placed in this attempt.
        """
        self._pulse()
        self._remember_hints(construction)
        facts = [f for clause in construction.clauses for f in clause.facts]
        try:
            for clause in construction.clauses:
                self._check_needs(clause)
            self._place_in_order(construction, facts)
            self._check_directions(facts)
        except NoLocus as error:
            raise Stuck(number, str(error), costly=isinstance(error, Unsolvable)) from None
        self.facts.extend(facts)
        self._clauses.extend(construction.clauses)
        values = self.z.values()
        # A single point has no size of its own.
        self._size = figure_size(values) if len(values) > 1 else self._scale
        self._center = sum(values) / len(values)

    # Ways to place points.

    def _place_in_order(self, construction: Construction, facts: list[Predicate]) -> None:
        """Place the points so that the order conditions hold."""
        orders = [clause.order for clause in construction.clauses if clause.order is not None]
        if not orders:
            self._place(construction, facts)
            return
        equations = tuple(c for c in construction.clauses if c.order is None or c.facts)
        own = Construction(construction.points, equations, construction.hints)
        before = dict(self.z)
        for _ in range(_ORDERED):
            self._pulse()
            self.z = dict(before)
            if equations:
                self._place(own, facts)
            else:
                for p in construction.points:
                    self.z[p] = self._hints.get(p, self._random())
            if all(satisfied(order, self.z) for order in orders):
                return
        failing = next(o for o in orders if not satisfied(o, self.z))
        raise NoLocus(f"`{failing}` does not hold")

    def _place(self, construction: Construction, facts: list[Predicate]) -> None:
        points, clauses = construction.points, construction.clauses
        figure = clauses[0].definition
        if len(clauses) == 1 and figure is not None and figure.draw[0].split()[0] in FIGURES:
            new = self._figure(clauses[0])
            self.z.update(zip(new_points(clauses[0]), new, strict=True))
            if any(p in self._hints for p in points):
                self._follow_hints(points, facts)
            return
        if len(points) == 1 and self._place_one(points[0], clauses, facts):
            return
        self._optimise(construction, facts)

    def _place_one(self, x: str, clauses: Sequence[Clause], facts: list[Predicate]) -> bool:
        """Place one point on its loci; False if they are not all lines and circles."""
        loci = self._loci(x, clauses)
        if loci is None:
            return False
        if len(loci) == 1:
            self.z[x] = self._choose(x, loci[0], (), loci)
            return True
        meet = intersect(loci[0], loci[1])
        if not meet:
            if any(c.relation for c in clauses) and self._rng.random() < 0.3:
                return False  # other positions of the earlier points may allow it
            raise NoLocus(miss(loci[0], loci[1]))
        if len(loci) > 2:
            meet = [p for p in meet if self._holds({x: p}, facts)]
            if not meet:
                return False
        self.z[x] = self._choose(x, None, meet, loci)
        return True

    def _loci(self, x: str, clauses: Sequence[Clause]) -> list[Locus] | None:
        loci: list[Locus] = []
        for clause in clauses:
            if clause.definition is None:
                for fact in clause.facts:
                    locus = locus_of(fact, x, self.z)
                    if locus is None:
                        return None
                    loci.append(locus)
                continue
            for word, values in drawn(clause, self.z):
                if word not in LOCI:
                    return None
                loci.append(LOCI[word](*values))
        different: list[Locus] = []
        for locus in loci:
            if not any(same(locus, other) for other in different):
                different.append(locus)
        return different

    def _figure(self, clause: Clause) -> tuple[complex, ...]:
        ((word, values),) = drawn(clause, self.z)
        new = FIGURES[word](self._rng, *values)
        if word not in SHAPES:
            return self._ordered(word, clause, new)
        if not self.z:
            return tuple(p * self._scale for p in new)
        # A further polygon or free point goes among the points that are there.
        where = self._center + cmath.rect(
            self._size * self._rng.uniform(0.0, 0.35), self._rng.uniform(0, 2 * math.pi)
        )
        return tuple(where + p * self._size * 0.6 for p in new)

    def _ordered(self, word: str, clause: Clause, new: tuple[complex, ...]) -> tuple[complex, ...]:
        """The points in one of the orders in which the word may name them."""
        orders = [tuple(new[k] for k in order) for order in ORDERS.get(word, ())]
        if not orders:
            return new
        hints = [self._hints.get(p) for p in new_points(clause)]
        if any(h is not None for h in hints):

            def off(order: tuple[complex, ...]) -> float:
                pairs = zip(order, hints, strict=True)
                return sum(abs(z - hint) for z, hint in pairs if hint is not None)

            return min(orders, key=off)
        order = self._branches.wanted(orders) or self._rng.choice(orders)
        self._branches.took(orders, order)
        return order

    def _optimise(self, construction: Construction, facts: list[Predicate]) -> None:
        """Solve for the new points; if that fails, for all points."""
        points = construction.points
        before = dict(self.z)
        double = {
            (p, q)
            for p in before
            for q in before
            if abs(before[p] - before[q]) < COINCIDENT * self._size
        }
        for everything in (False, True):
            for _ in range(_STARTS):
                self._pulse()
                self.z = dict(before)
                for p in points:
                    self.z[p] = self._hints.get(p, self._random())
                for clause in construction.clauses:
                    self._start(clause)
                every = [*self.facts, *facts] if everything else facts
                free = [*before, *points] if everything else list(points)
                if len(facts) > 2 * len(points) and not everything:
                    break
                error = solve(every, self.z, free, self._size, accuracy=1e-12, pulse=self._pulse)
                clauses = [*self._clauses, *construction.clauses]
                if error < _ROUGH and self._proper(free, double) and self._in_position(clauses):
                    return
        raise Unsolvable("no position satisfies all its conditions")

    def _start(self, clause: Clause) -> None:
        """Take starting values from a clause that can draw its points."""
        definition = clause.definition
        if definition is None or definition.draw[0].split()[0] not in FIGURES:
            return
        try:
            new = self._figure(clause)
        except NoLocus:
            return
        for p, position in zip(new_points(clause), new, strict=True):
            if p not in self._hints:
                self.z[p] = position

    def _proper(self, moved: Sequence[str], double: set[tuple[str, str]]) -> bool:
        """Whether a numerical solution made no points coincide but those of `double`."""
        size = figure_size(self.z.values())
        if not 0.05 * self._size < size < 20 * self._size:
            return False
        names = list(self.z)
        return all(
            abs(self.z[p] - self.z[q]) > 1e-3 * size
            for p in moved
            for q in names
            if p != q and (p, q) not in double
        )

    def _in_position(self, clauses: Sequence[Clause]) -> bool:
        size = figure_size(self.z.values())
        return all(
            in_position(word, given, [self.z[p] for p in new_points(c)], size)
            for c in clauses
            if not c.relation
            for word, given in drawn(c, self.z)
        )

    def _choose(
        self, x: str, locus: Locus | None, meet: Sequence[complex], loci: Sequence[Locus]
    ) -> complex:
        """One of the points `meet` of all loci, or a random point of the only locus."""
        hint = self._hints.get(x)
        if hint is not None:
            return project(locus, hint) if locus else min(meet, key=lambda p: abs(p - hint))
        view = View(list(self.z.values()), self._center, self._size)
        if locus:
            return choose(samples(locus, view, self._rng), loci, view, self._rng)
        return choose(meet, loci, view, self._rng, self._branches)

    def _random(self) -> complex:
        turn = self._rng.uniform(0, 2 * math.pi)
        return self._center + cmath.rect(self._size * self._rng.uniform(0.1, 0.9), turn)

    # Conditions.

    def _check_needs(self, clause: Clause) -> None:
        definition = clause.definition
        if definition is None:
            return
        bound = dict(zip(definition.parameters, clause.args, strict=True))
        for need in definition.needs:
            name, *words = need.split()
            points = [bound[w] for w in words]
            places = [self.z[p] for p in points]
            if name == "diff":
                if abs(places[0] - places[1]) < COINCIDENT * self._size:
                    raise NoLocus(f"{points[0]} and {points[1]} coincide")
            elif name == "ncoll":
                if abs(residual(Predicate("coll", tuple(points)), self.z, self._size)) < 1e-6:
                    raise NoLocus(f"{', '.join(points)} lie on a line")
            else:
                fact = parse_predicate(" ".join((name, *points)))
                if deviation(fact, self.z)[0] > _ROUGH:
                    raise NoLocus(f"it needs `{fact}`")

    def _check_directions(self, facts: Sequence[Predicate]) -> None:
        """Refuse facts about the direction of a line through two points in one place.

        Such a fact says nothing about the figure, yet a proof could use it as an equation.
        """
        for fact in facts:
            if fact.name not in ("para", "perp", "eqangle", "aconst", "eqratio", "rconst"):
                continue
            for a, b in zip(fact.points[::2], fact.points[1::2], strict=True):
                if abs(self.z[a] - self.z[b]) < COINCIDENT * self._size:
                    raise NoLocus(f"{a} and {b} coincide, and `{fact}` needs them to differ")

    def _holds(self, more: dict[str, complex], facts: list[Predicate]) -> bool:
        return largest_residual(facts, {**self.z, **more}, self._size) < _ROUGH

    def _remember_hints(self, construction: Construction) -> None:
        for hint in construction.hints:
            move = self._jitter * complex(self._rng.gauss(0, 1), self._rng.gauss(0, 1))
            self._hints[hint.point] = complex(hint.x, hint.y) + move

    def _follow_hints(self, points: tuple[str, ...], facts: list[Predicate]) -> None:
        hinted = [p for p in points if p in self._hints]
        if facts:
            # Turn and scale the drawn figure so that it starts where the hints say.
            start = {p: self.z[p] for p in points}
            for p in hinted:
                self.z[p] = self._hints[p]
            size = figure_size(self.z[p] for p in self.z) or 1.0
            error = solve(facts, self.z, points, size, accuracy=1e-12, pulse=self._pulse)
            if error > _ROUGH:
                self.z.update(start)
            return
        if 2 <= len(hinted) < len(points):
            a, b = hinted[:2]
            turn = (self._hints[b] - self._hints[a]) / (self.z[b] - self.z[a])
            base = self.z[a]
            for p in points:
                self.z[p] = self._hints[a] + turn * (self.z[p] - base)
        elif len(hinted) == 1:
            move = self._hints[hinted[0]] - self.z[hinted[0]]
            for p in points:
                self.z[p] += move
        for p in hinted:
            self.z[p] = self._hints[p]
