"""How far a checked proof reaches: all configurations of its problem, or those like the drawn one.

Every proof that the checker accepts holds near its figure. Who can say more makes a `Claim`, and
`combined` is the one place where claims become the scope of a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from geometry.checker.branching import branching
from geometry.checker.facts import key
from geometry.checker.figure import Figure
from geometry.checker.order import Orders
from geometry.checker.statement import Problem
from geometry.checker.steps import Checked
from geometry.predicates import Predicate

Scope = Literal["all branches", "drawn configuration"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one argument of the checker says of the scope.

    Attributes:
        scope: how far the goals are known to hold.
        reason: the argument in a sentence without a full stop; for the drawn configuration, why
            no more is known.
        conditions: what a figure has to satisfy, beside the hypotheses, for the goals to hold.
    """

    scope: Scope
    reason: str
    conditions: tuple[str, ...] = ()


def combined(claims: Iterable[Claim]) -> Claim:
    """The widest scope that any argument shows; of several as wide the first.

    Each claim is a proof of its own, so that the widest stands whatever the others do not know.
    The claim of an algebraic certificate joins here.
    """
    found = list(claims)
    wide = [claim for claim in found if claim.scope == "all branches"]
    return (wide or found)[0]


def by_branching(problem: Problem, steps: Sequence[Checked], figure: Figure) -> Claim:
    """All branches if the configurations of the problem are all of one kind, and the goals are
    equations, or sums of lengths whose order the statement gives.

    Args:
        problem: whose goals were proved near the figure.
        steps: of that proof.
        figure: the certificate's, to full precision.
    """
    signed = _Signed(problem, steps)
    for goal in problem.goals:
        if goal.name == "lsum" and not signed.everywhere(goal):
            why = (
                f"in `{goal}` the signs depend on an order of points that the statement leaves open"
            )
            return Claim("drawn configuration", why)
    found = branching(problem, figure)
    if not found.one:
        return Claim("drawn configuration", found.reason)
    if found.roots:
        many = f"the {found.roots} choices" if found.roots > 1 else "the one choice"
        reason = f"{many} of a position cannot be told apart by equations"
    else:
        reason = "every point follows from those before it without a choice of position"
    return Claim("all branches", reason, conditions(problem))


class _Signed:
    """Sums of lengths: a linear combination of facts that hold everywhere, with given orders."""

    def __init__(self, problem: Problem, steps: Sequence[Checked]) -> None:
        self._own = frozenset(problem.points)
        self._orders = Orders(problem)
        self._steps = {key(step.fact): step for step in reversed(steps)}

    def everywhere(self, fact: Predicate) -> bool:
        """Whether `fact` holds in every figure in which the equations of the proof do."""
        if not self._own.issuperset(fact.points):
            return False
        if fact.name != "lsum":
            return True
        step = self._steps.get(key(fact))
        if step is None or step.table != "length":
            return False
        return all(
            self._orders.middle(premise.points) is not None
            if premise.name == "coll"
            # Steps cite earlier ones, so that this ends.
            else self.everywhere(premise)
            for premise, _, _ in step.terms
        ) and all(self._own.issuperset(premise.points) for premise, _, _ in step.terms)


def conditions(problem: Problem) -> tuple[str, ...]:
    """What the constructions of a problem need to make sense, each once, as conditions."""
    needed = dict.fromkeys(
        need for clause in problem.clauses for need in clause.needs if need.name == "ncoll"
    )
    return tuple(map(str, needed))
