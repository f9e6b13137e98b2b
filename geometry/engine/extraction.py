"""From a closure that knows the goals to a proof: backward from the goals, first reasons first.

The closure's tables keep, for every equation, the inputs it came from. A fact is traced back to
the applications that established those inputs, and these to their premises. Each use of algebra
is confirmed over the rationals on the way: the closure itself works modulo a prime.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import isqrt

import geometry._kernel as _kernel
from geometry.engine.closure import Closure, Explanation, Use
from geometry.engine.equations import EQUIVALENT, Equation, combine, equations
from geometry.predicates import Predicate, Table
from geometry.proof import ByAlgebra, ByRule, Construction, Reason, Step
from geometry.rules import RULES


class ExtractionError(Exception):
    """A fact that the closure holds to be known has no exact derivation: two different values
    collided modulo the prime. The probability is about 2^-61 per comparison."""


def rational(residue: int) -> Fraction:
    """The fraction with small numerator and denominator that is `residue` modulo the prime."""
    bound = isqrt(_kernel.PRIME // 2)
    r0, r1, t0, t1 = _kernel.PRIME, residue, 0, 1
    while r1 > bound:
        q = r0 // r1
        r0, r1, t0, t1 = r1, r0 - q * r1, t1, t0 - q * t1
    if t1 == 0:
        raise ExtractionError("a coefficient has no small fraction")
    return Fraction(r1, t1)


class Extraction:
    """Builds the steps of a proof.

    Args:
        closure: knows the goals.
        clauses: the clause that asserts each hypothesis.
    """

    def __init__(self, closure: Closure, clauses: Mapping[Predicate, int]) -> None:
        self._closure = closure
        self._clauses = clauses
        self._applications = [closure.application(i) for i in range(closure.applications)]
        self.steps: list[Step] = []
        self._step_of: dict[Predicate, int] = {}
        self._used: set[int] = set()
        # Lines and circles are facts about sets of points, and are concluded by rules only.
        self._sets: dict[tuple[str, frozenset[str]], tuple[int, int]] = {}
        for number, application in enumerate(self._applications):
            for k, fact in enumerate(application.conclusions):
                is_bridge = application.rule is None and not application.given
                if fact.name in ("coll", "cyclic") and not is_bridge:
                    self._sets.setdefault((fact.name, frozenset(fact.points)), (number, k))

    def prove(self, fact: Predicate) -> int:
        """The step that states `fact`, with all steps before it that it needs.

        Raises:
            ExtractionError: it does not follow over the rationals.
        """
        if fact in self._step_of:
            return self._step_of[fact]
        if fact.name in ("coll", "cyclic"):
            return self._prove_set(fact)
        if fact.name == "sinlaw":  # no equation of its own: a theorem about every triangle
            points = tuple(zip(RULES["law_of_sines"].variables, fact.points, strict=True))
            return self._add(fact, ByRule("law_of_sines", points, ()))
        why = self._earliest(fact)
        if why is None:
            raise ExtractionError(f"`{fact}` has no derivation")
        return self._by_algebra(fact, why)

    @property
    def used(self) -> set[int]:
        """Numbers of the applications whose conclusions stand in the proof so far."""
        return self._used

    def _earliest(self, fact: Predicate) -> Explanation | None:
        found = (self._closure.explain(fact, table) for table in EQUIVALENT[fact.name])
        return min(
            (why for why in found if why is not None),
            key=lambda why: (why.latest, len(why.uses)),
            default=None,
        )

    def _prove_set(self, fact: Predicate) -> int:
        """Collinear or concyclic points: an earlier conclusion that says so, or the rule that
        turns an equation of angles into it, whichever came first."""
        stated = self._sets.get((fact.name, frozenset(fact.points)))
        rule = RULES[
            "parallel_through_point" if fact.name == "coll" else "inscribed_angle_converse"
        ]
        options: list[tuple[int, int, dict[str, str]]] = []
        for binding in _bindings(fact):
            why = self._earliest(rule.premises[0].renamed(binding))
            if why is not None:
                options.append((why.latest, len(why.uses), binding))
        best = min(options, key=lambda option: option[:2], default=None)
        if stated is not None and (best is None or stated[0] <= best[0]):
            return self._establish(*stated)
        if best is None:
            raise ExtractionError(f"`{fact}` has no derivation")
        conclusion = rule.conclusions[0].renamed(best[2])
        if conclusion in self._step_of:
            return self._step_of[conclusion]
        premise = self.prove(rule.premises[0].renamed(best[2]))
        points = tuple((v, best[2][v]) for v in rule.variables)
        return self._add(conclusion, ByRule(rule.name, points, (premise,)))

    def _establish(self, number: int, conclusion: int) -> int:
        """The step of one conclusion of an application."""
        self._used.add(number)
        application = self._applications[number]
        fact = application.conclusions[conclusion]
        if fact in self._step_of:
            return self._step_of[fact]
        if application.given:
            return self._add(fact, Construction(self._clauses[fact]))
        if application.rule is None:
            return self.prove(fact)
        rule = RULES[application.rule]
        points = tuple(zip(rule.variables, application.points, strict=True))
        premises = tuple(self.prove(p.renamed(dict(points))) for p in rule.premises)
        return self._add(fact, ByRule(rule.name, points, premises))

    def _by_algebra(self, fact: Predicate, why: Explanation, *, as_spelt: bool = False) -> int:
        figure = self._closure.figure
        triples: list[tuple[int, int, Fraction]] = []
        parts: list[tuple[Fraction, Equation]] = []
        for use in why.uses:
            step, sign = self._input(use, why.table)
            coefficient = sign * rational(use.residue)
            stated = equations(self.steps[step].fact, why.table, figure)[use.equation]
            triples.append((step, use.equation, coefficient))
            parts.append((coefficient, stated))
        if combine(parts) != equations(fact, why.table, figure)[0]:
            raise ExtractionError(f"`{fact}` does not follow over the rationals")
        if len(triples) == 1 and not as_spelt:
            step, _, coefficient = triples[0]
            if _same(self.steps[step].fact, fact, coefficient):
                return step
        return self._add(fact, ByAlgebra(why.table, tuple(triples)))

    def _input(self, use: Use, table: Table) -> tuple[int, int]:
        """The step behind an input equation, and the sign with which its own spelling states it.

        A fact that a bridge carries to another table may have been stated in another spelling:
        equal angles with the sides swapped change the sign there, and equal angles between other
        pairs of the same four lines say something else about sines. Then it is stated anew.
        """
        figure = self._closure.figure
        fact = self._applications[use.application].conclusions[use.conclusion]
        step = self._establish(use.application, use.conclusion)
        wanted = equations(fact, table, figure)[use.equation]
        stated = equations(self.steps[step].fact, table, figure)
        if len(stated) > use.equation:
            for sign in (1, -1):
                if combine([(Fraction(sign), stated[use.equation])]) == wanted:
                    return step, sign
        why = self._earliest(fact)
        if why is None:
            raise ExtractionError(f"`{fact}` has no derivation")
        return self._by_algebra(fact, why, as_spelt=True), 1

    def _add(self, fact: Predicate, reason: Reason) -> int:
        # A premise may have established the very fact on the way.
        if fact not in self._step_of:
            self.steps.append(Step(fact, reason))
            self._step_of[fact] = len(self.steps) - 1
        return self._step_of[fact]


def _same(known: Predicate, wanted: Predicate, coefficient: Fraction) -> bool:
    """Whether two facts with proportional equations are one fact in two spellings."""
    return (
        known.name == wanted.name
        and abs(coefficient) == 1
        and known.value == wanted.value
        and (known.value is None or known.points == wanted.points)
    )


def _bindings(fact: Predicate) -> Sequence[dict[str, str]]:
    """The ways in which the rule for `coll` or `cyclic` can conclude this fact."""
    p = fact.points
    if fact.name == "coll":
        return [
            {"a": a, "b": b, "c": c}
            for a, b, c in ((p[0], p[1], p[2]), (p[1], p[0], p[2]), (p[2], p[0], p[1]))
        ]
    pairings = ((0, 1, 2, 3), (0, 2, 1, 3), (0, 3, 1, 2))
    return [{"a": p[i], "b": p[j], "c": p[k], "d": p[m]} for i, j, k, m in pairings]
