"""The orders of points on lines that a statement gives, in all of its figures."""

from __future__ import annotations

from collections.abc import Collection

from geometry.checker.facts import key
from geometry.checker.statement import Problem
from geometry.constructions import CONSTRUCTIONS
from geometry.predicates import Predicate

_BETWEEN = frozenset({"between", "between_bound", "on_segment"})


class Orders:
    """What is known of orders by hypotheses alone."""

    def __init__(self, problem: Problem) -> None:
        self._facts = {key(fact) for clause in problem.clauses for fact in clause.facts}
        self._between: set[tuple[str, frozenset[str]]] = set()
        self._acute: set[tuple[str, frozenset[str]]] = set()
        for clause in problem.clauses:
            a = clause.args
            if clause.name in _BETWEEN and (clause.order or clause.name in CONSTRUCTIONS):
                self._between.add((a[0], frozenset(a[1:])))
            elif clause.order is not None and clause.name == "acute":
                self._acute.add((a[1], frozenset((a[0], a[2]))))
            elif clause.name == "acute_triangle":
                self._acute.update((q, frozenset(a) - {q}) for q in a)
        self._points = problem.points

    def middle(self, three: Collection[str]) -> str | None:
        """Which of three collinear points is between the others; None if that is not given."""
        for m in three:
            a, b = (p for p in three if p != m)
            if (
                (m, frozenset((a, b))) in self._between
                or self._stated(Predicate("cong", (m, a, m, b)))
                or any(self._foot(m, p, a, b) for p in self._points)
            ):
                return m
        return None

    def _foot(self, m: str, p: str, a: str, b: str) -> bool:
        """Whether m is the foot of p on ab, with acute angles at a and b."""
        return (
            p not in (m, a, b)
            and self._stated(Predicate("perp", (m, p, a, b)))
            and (a, frozenset((p, b))) in self._acute
            and (b, frozenset((p, a))) in self._acute
        )

    def _stated(self, fact: Predicate) -> bool:
        return key(fact) in self._facts
