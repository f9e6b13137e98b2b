"""How far a checked proof reaches: all configurations of its problem, or those like the drawn one.

Every proof that the checker accepts holds near its figure. Who can say more makes a `Claim`, and
`combined` is the one place where claims become the scope of a report.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from geometry.checker.branching import branching
from geometry.checker.figure import Figure
from geometry.checker.statement import Problem

Scope = Literal["all branches", "drawn configuration"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one argument of the checker says of the scope.

    Attributes:
        scope: how far the goals are known to hold.
        reason: the argument in a sentence without a full stop; for the drawn configuration, why
            no more is known.
        conditions: what a figure has to satisfy, beside the hypotheses, a phrase each.
    """

    scope: Scope
    reason: str
    conditions: tuple[str, ...] = ()


def combined(claims: Iterable[Claim]) -> Claim:
    """The widest scope that any argument shows; of several as wide the first.

    Each claim is a proof of its own, so that the widest stands whatever the others do not know.
    The algebraic certificate's claim joins here.
    """
    found = list(claims)
    wide = [claim for claim in found if claim.scope == "all branches"]
    return (wide or found)[0]


def by_branching(problem: Problem, figure: Figure) -> Claim:
    """All branches if the configurations of the problem are all of one kind.

    Args:
        problem: whose goals were proved near the figure.
        figure: the certificate's, to full precision.
    """
    found = branching(problem, figure)
    if not found.one:
        return Claim("drawn configuration", found.reason)
    roots = (
        "each point follows from those before it without a choice"
        if not found.roots
        else f"no choice of sign ({found.roots} square root{'s' if found.roots > 1 else ''}) can be "
        "told from the other"
    )
    return Claim("all branches", f"the configurations are of one kind: {roots}", conditions(problem))


def conditions(problem: Problem) -> tuple[str, ...]:
    """What the constructions of a problem need to make sense, each once, as conditions."""
    needed = dict.fromkeys(
        need for clause in problem.clauses for need in clause.needs if need.name == "ncoll"
    )
    return tuple(map(str, needed))
