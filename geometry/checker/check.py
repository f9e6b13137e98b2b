"""The check of a certificate from beginning to end; see `docs/geometry-checker.md`."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

from geometry.checker.auxiliary import check_exists
from geometry.checker.constraints import Array, constraint
from geometry.checker.diagrams import (
    System,
    own_figure,
    perturbed_figure,
    scattered_figure,
    shape_distance,
    system,
)
from geometry.checker.document import Certificate, read_certificate
from geometry.checker.facts import key, segments
from geometry.checker.figure import Figure
from geometry.checker.positions import in_position
from geometry.checker.report import CheckReport, Rejection
from geometry.checker.scope import Claim, by_branching, combined
from geometry.checker.statement import Clause, Construction, Problem, read_auxiliary, read_problem
from geometry.checker.steps import Checked, check_in_figure, check_steps

#: Sizes of random perturbations, relative to the diameter. The largest at which all open
#: conditions of the proof still hold is used; a proof is about figures near the drawn one.
_PERTURBATIONS = (0.03, 0.03, 0.01, 0.01, 0.003, 0.001, 1e-4)
#: Perturbed figures must differ at least so much in shape if the problem leaves any freedom.
_LEAST_SPREAD = 1e-6
#: Restarts far away that look for a figure in which coinciding points are apart.
_RESTARTS = 12


def check_certificate(
    text: str,
    *,
    problem: str | None = None,
    diagrams: int = 3,
    precision: int = 60,
    seed: int | None = None,
) -> CheckReport:
    """Checks a geometry certificate; never raises, whatever the text is.

    Args:
        text: the certificate, JSON as described in `docs/architecture.md`. Nothing in it is
            trusted.
        problem: if given, the problem that the certificate has to be about.
        diagrams: number of random figures beside the certificate's own, at least 1.
        precision: decimal digits of all figures, from 30 to 250.
        seed: of the random figures; by default drawn from the text itself.

    Returns:
        What was checked, or the first thing that is wrong.

    Raises:
        ValueError: `diagrams` or `precision` is out of range.
    """
    if not 1 <= diagrams <= 100 or not 30 <= precision <= 250:
        raise ValueError("diagrams must be from 1 to 100, precision from 30 to 250 digits")
    check = _Check(diagrams, precision)
    try:
        check.run(text, problem, seed)
    except Rejection as rejection:
        at = "" if rejection.step is None else f"step {rejection.step}: "
        return check.report(False, f"{at}{rejection.reason}.", rejection.step)
    except (RecursionError, MemoryError, OverflowError):
        return check.report(False, "the certificate exceeds what can be checked.", None)
    except Exception as error:  # a fault of the checker must not vouch for anything, nor raise
        return check.report(False, f"the checker failed ({type(error).__name__}).", None)
    return check.report(
        True,
        f"all {len(check.steps)} steps hold in the drawn figure and {check.drawn} random ones.",
        None,
    )


class _Check:
    """One check in progress; what is known so far goes into the report even if it fails."""

    def __init__(self, diagrams: int, precision: int) -> None:
        self.diagrams = diagrams
        self.precision = precision
        self.tolerance = 10.0 ** -(precision / 2)
        self.certificate: Certificate | None = None
        self.problem: Problem | None = None
        self.auxiliary: tuple[Construction, ...] = ()
        self.steps: list[Checked] = []
        self.rules: frozenset[str] = frozenset()
        self.drawn = 0
        self.spread = 0.0
        self.coincident: tuple[tuple[str, str], ...] = ()
        self.claim: Claim | None = None

    def run(self, text: str, problem: str | None, seed: int | None) -> None:
        """Raises Rejection at the first thing that is wrong."""
        self.certificate = certificate = read_certificate(text)
        self.problem = read_problem(certificate.problem)
        if problem is not None:
            self._compare(problem)
        self.auxiliary = read_auxiliary(certificate.auxiliary, self.problem)
        clauses = [*self.problem.clauses, *(c for a in self.auxiliary for c in a.clauses)]
        names = [*self.problem.points, *(p for a in self.auxiliary for p in a.points)]
        index = {name: i for i, name in enumerate(names)}
        self.steps, self.rules = check_steps(certificate.steps, clauses, index)
        self._check_goals(certificate.goals)

        constraints = dict.fromkeys(constraint(f) for clause in clauses for f in clause.facts)
        hypotheses, start = system(names, tuple(constraints), certificate.diagram, self.precision)
        if seed is None:
            seed = int.from_bytes(
                hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8], "big"
            )
        rng = random.Random(seed)
        equations, figure = self._draw(hypotheses, start)
        self._check_figure(figure, equations, clauses)
        self._check_coincidences(figure, hypotheses, clauses, rng)
        while self.drawn < self.diagrams:
            self._check_random_figure(figure, equations, clauses, rng)
            self.drawn += 1
        freedom = equations.freedom(equations.coordinates(figure))
        if freedom and self.spread < _LEAST_SPREAD:
            raise Rejection("no figure was found that differs from the drawn one")
        self.claim = combined((by_branching(self.problem, self.steps, figure),))

    def _draw(self, hypotheses: System, start: Array) -> tuple[System, Figure]:
        """The certificate's figure, and equations of which it is a regular solution.

        Where two circles touch, their common point is a double solution of the hypotheses, and
        only half of its digits are determined by them. What the certificate claims may determine
        it (that the point lies on the line of the centres). It then only helps to find figures:
        the hypotheses still hold in each of them to all digits, and what is read off a figure
        are open conditions, which hold around it whether the claims are true or not.
        """
        assert self.problem is not None
        try:
            return hypotheses, own_figure(hypotheses, start)
        except Rejection as rejection:
            for facts in (self.problem.goals, [step.fact for step in self.steps]):
                claims = [c for c in map(constraint, facts) if c.kind != "none"]
                equations = hypotheses.with_claims(claims)
                try:
                    return equations, own_figure(equations, start)
                except Rejection:
                    continue
            raise rejection from None

    def _compare(self, text: str) -> None:
        try:
            wanted = read_problem(text)
        except Rejection as rejection:
            raise Rejection(
                f"the problem to compare with is not readable: {rejection.reason}"
            ) from None
        if str(wanted) != str(self.problem):
            raise Rejection(f"the certificate is about another problem: {self.problem}"[:500])

    def _check_goals(self, numbers: Sequence[int]) -> None:
        assert self.problem is not None
        goals = self.problem.goals
        if len(numbers) != len(goals):
            raise Rejection(
                f"the problem has {len(goals)} goals and the certificate proves {len(numbers)}"
            )
        for goal, number in zip(goals, numbers, strict=True):
            if any(a == b for a, b in segments(goal)):
                raise Rejection(f"goal `{goal}` speaks of a line from a point to itself")
            if key(goal) != key(self.steps[number].fact):
                raise Rejection(f"step {number} is not the goal `{goal}`", number)

    def _check_figure(self, figure: Figure, equations: System, clauses: Sequence[Clause]) -> None:
        self._check_positions(figure, clauses)
        xy = equations.coordinates(figure)
        for construction in self.auxiliary:
            check_exists(construction, equations.index, xy, float(equations.unit))
        check_in_figure(self.steps, figure, self.tolerance)
        # Two facts can be the same although one mentions a segment that cancels; what the goal
        # mentions has to exist.
        for goal in self.problem.goals if self.problem else ():
            for a, b in segments(goal):
                if not figure.different(a, b):
                    raise Rejection(f"in goal `{goal}` {a} and {b} coincide")

    def _check_positions(self, figure: Figure, clauses: Sequence[Clause]) -> None:
        for clause in clauses:
            for need in clause.needs:
                if not figure.holds(need):
                    raise Rejection(f"the figure is degenerate: `{clause}` needs `{need}`")
            if clause.order is not None and not figure.holds(clause.order):
                raise Rejection(f"`{clause}` does not clearly hold in the figure")
            if not in_position(clause, figure):
                raise Rejection(f"the figure shows another position than `{clause}` means")

    def _check_coincidences(
        self, figure: Figure, equations: System, clauses: Sequence[Clause], rng: random.Random
    ) -> None:
        """Coinciding points are allowed only if no other figure keeps them apart.

        Otherwise a certificate could prove the special case in which, say, the second
        intersection of a line and a circle is drawn at the first.
        """
        names = equations.names
        self.coincident = tuple(
            (a, b)
            for i, a in enumerate(names)
            for b in names[i + 1 :]
            if not figure.different(a, b)
        )
        # An auxiliary point may be another name of a point: the proof chose it, not the problem.
        own = set(self.problem.points if self.problem else ())
        pairs = [pair for pair in self.coincident if own.issuperset(pair)]
        rank = equations.rank(equations.coordinates(figure))
        for attempt in range(_RESTARTS if pairs else 0):
            other = scattered_figure(equations, figure, 0.2 * (1 + attempt % 3), rng)
            if other is None or not any(other.different(a, b) for a, b in pairs):
                continue
            # In a flatter figure points are apart that no hypothesis determines any more, such as
            # the meets of two lines that have become one.
            if equations.rank(equations.coordinates(other)) < rank:
                continue
            try:
                self._check_positions(other, clauses)
            except Rejection:
                continue
            a, b = next(p for p in pairs if other.different(*p))
            raise Rejection(f"the figure is degenerate: {a} and {b} coincide, and need not")

    def _check_random_figure(
        self, figure: Figure, equations: System, clauses: Sequence[Clause], rng: random.Random
    ) -> None:
        failure = Rejection("no other figure was found near the drawn one")
        for size in _PERTURBATIONS:
            other = perturbed_figure(equations, figure, size, rng)
            if other is None:
                continue
            try:
                self._check_figure(other, equations, clauses)
            except Rejection as rejection:
                failure = Rejection(f"{rejection.reason} (in a random figure)", rejection.step)
                continue
            self.spread = max(self.spread, shape_distance(equations, figure, other))
            return
        raise failure

    def report(self, accepted: bool, reason: str, step: int | None) -> CheckReport:
        """What is known now, with this verdict."""
        return CheckReport(
            accepted=accepted,
            reason=reason,
            step=step,
            steps=len(self.certificate.steps) if self.certificate else 0,
            diagrams=self.drawn,
            precision=self.precision,
            spread=self.spread,
            statement=str(self.problem or ""),
            auxiliary="; ".join(map(str, self.auxiliary)),
            rules=tuple(sorted(self.rules)),
            coincident=self.coincident,
            scope=self.claim.scope if self.claim and accepted else None,
            scope_reason=self.claim.reason if self.claim and accepted else "",
            conditions=self.claim.conditions if self.claim and accepted else (),
        )
