"""The steps of a proof: what each needs to be right in itself, and what figures must confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geometry.checker.algebra import Term, check_combination, check_constants
from geometry.checker.constraints import constraint, residual
from geometry.checker.document import ByAlgebra, ByConstruction, ByRule, Step
from geometry.checker.facts import Pair, key, pair, read_fact, segments
from geometry.checker.figure import Figure
from geometry.checker.report import Rejection, shown
from geometry.checker.statement import Clause
from geometry.predicates import Predicate
from geometry.rules import RULES, Condition


@dataclass(frozen=True, slots=True)
class Checked:
    """A step that is right in itself, with what remains to be confirmed in figures.

    Attributes:
        fact: what the step states.
        different: pairs of points that must be different for the step to mean what it says.
        conditions: open conditions of the rule used.
        table: of a step by algebra, else empty.
        terms: of a step by algebra: (fact, equation, coefficient).
    """

    fact: Predicate
    different: frozenset[Pair]
    conditions: tuple[Condition, ...] = ()
    table: str = ""
    terms: tuple[Term, ...] = ()


def check_steps(
    steps: Sequence[Step], clauses: Sequence[Clause], points: Mapping[str, int]
) -> tuple[list[Checked], frozenset[str]]:
    """Checks all that no figure is needed for.

    Args:
        steps: as read; every premise is an earlier step.
        clauses: of the problem, then of the auxiliary constructions.
        points: the names of the points.

    Returns:
        The steps, and the names of the rules used.

    Raises:
        Rejection: with the number of the first step that is wrong.
    """
    done: list[Checked] = []
    used: set[str] = set()
    for number, step in enumerate(steps):
        try:
            fact = read_fact(step.fact, points)
            match step.reason:
                case ByConstruction(clause):
                    done.append(_by_construction(fact, clause, clauses))
                case ByRule() as reason:
                    done.append(_by_rule(fact, reason, done, points))
                    used.add(reason.rule)
                case ByAlgebra(table, premises):
                    terms = tuple((done[i].fact, equation, c) for i, equation, c in premises)
                    check_combination(fact, table, terms)
                    done.append(Checked(fact, _pairs(fact), (), table, terms))
        except Rejection as rejection:
            raise Rejection(rejection.reason, number) from None
    return done, frozenset(used)


def check_in_figure(steps: Sequence[Checked], figure: Figure, tolerance: float) -> None:
    """Confirms every step in one figure.

    That each fact holds there is no step's reason; it is asked for because a lifted constant is
    read off the figure, and because a false fact would betray a fault in the checker.

    Args:
        steps: from `check_steps`.
        figure: one that satisfies the hypotheses.
        tolerance: largest residual that counts as zero.

    Raises:
        Rejection: with the number of the first step that fails.
    """
    different: dict[Pair, bool] = {}
    for number, step in enumerate(steps):
        try:
            for a, b in sorted(step.different):
                if (a, b) not in different:
                    different[a, b] = figure.different(a, b)
                if not different[a, b]:
                    raise Rejection(f"it needs {a} and {b} to be different, and they coincide")
            if not abs(residual(constraint(step.fact), figure)) < tolerance:
                raise Rejection(f"`{step.fact}` is false in the figure")
            for condition in step.conditions:
                if not figure.holds(condition):
                    raise Rejection(
                        f"its condition `{condition}` does not clearly hold in the figure"
                    )
            if step.table:
                check_constants(step.fact, step.table, step.terms, figure)
        except Rejection as rejection:
            raise Rejection(rejection.reason, number) from None


def _pairs(*facts: Predicate) -> frozenset[Pair]:
    return frozenset(pair(a, b) for fact in facts for a, b in segments(fact))


def _meaningful(fact: Predicate) -> bool:
    return all(a != b for a, b in segments(fact))


def _by_construction(fact: Predicate, number: int, clauses: Sequence[Clause]) -> Checked:
    if number >= len(clauses):
        raise Rejection(f"there is no clause {number}")
    for asserted in clauses[number].facts:
        if _meaningful(asserted) and key(asserted) == key(fact):
            return Checked(fact, _pairs(fact, asserted))
    raise Rejection(f"clause {number}, `{shown(str(clauses[number]))}`, does not assert `{fact}`")


def _by_rule(
    fact: Predicate, reason: ByRule, done: Sequence[Checked], points: Mapping[str, int]
) -> Checked:
    rule = RULES.get(reason.rule)
    if rule is None:
        raise Rejection(f"there is no rule {shown(reason.rule)}")
    names = reason.points
    if names.keys() != set(rule.variables):
        raise Rejection(f"the substitution is not one of the variables of {rule.name}")
    if unknown := next((p for p in names.values() if p not in points), None):
        raise Rejection(f"the substitution names {shown(unknown)}, which is no point")
    if len(reason.premises) != len(rule.premises):
        raise Rejection(
            f"{rule.name} has {len(rule.premises)} premises, not {len(reason.premises)}"
        )
    needed = [premise.renamed(names) for premise in rule.premises]
    concluded = [c.renamed(names) for c in rule.conclusions]
    if not all(map(_meaningful, needed)):
        raise Rejection(f"this instance of {rule.name} speaks of a line from a point to itself")
    for premise, i in zip(needed, reason.premises, strict=True):
        if key(premise) != key(done[i].fact):
            raise Rejection(f"{rule.name} needs `{premise}`, and step {i} says `{done[i].fact}`")
    conditions = tuple(
        Condition(c.name, tuple(names[p] for p in c.points)) for c in rule.conditions
    )
    for conclusion in concluded:
        if _meaningful(conclusion) and key(conclusion) == key(fact):
            return Checked(fact, _pairs(fact, conclusion, *needed), conditions)
    raise Rejection(f"{rule.name} does not conclude `{fact}` here")
