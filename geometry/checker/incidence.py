"""Which points are known to lie on one line, on one circle, or at equal distances, by hypotheses.

No figure is looked at: what is known here holds in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from geometry.checker.facts import Pair, key, pair
from geometry.predicates import Predicate

T = TypeVar("T")


class Incidence:
    """Closed under: lines with two common points are one, circles with three, equal lengths."""

    def __init__(self) -> None:
        self._lines: list[set[str]] = []
        self._circles: list[set[str]] = []
        self._lengths: list[set[Pair]] = []
        self._facts: set[object] = set()

    def copy(self) -> Incidence:
        new = Incidence()
        new._lines = [set(s) for s in self._lines]
        new._circles = [set(s) for s in self._circles]
        new._lengths = [set(s) for s in self._lengths]
        new._facts = set(self._facts)
        return new

    def add(self, facts: Iterable[Predicate]) -> None:
        """More hypotheses."""
        for fact in facts:
            p = fact.points
            self._facts.add(key(fact))
            if fact.name == "coll" and len(set(p)) == 3:
                _merge(self._lines, set(p), 2)
            elif fact.name == "cyclic" and len(set(p)) == 4:
                _merge(self._circles, set(p), 3)
            elif fact.name == "cong":
                _merge(self._lengths, {pair(*p[:2]), pair(*p[2:])}, 1)

    def common(self, x: str, facts: Sequence[Predicate], points: Sequence[str]) -> str:
        """An earlier point that satisfies both facts in place of `x`, always; empty if none."""
        if len(facts) != 2:
            return ""
        return next((q for q in points if all(self._holds(f, x, q) for f in facts)), "")

    def _holds(self, fact: Predicate, x: str, q: str) -> bool:
        p = tuple(q if name == x else name for name in fact.points)
        match fact.name:
            case "coll":
                return len(set(p)) < 3 or any(line.issuperset(p) for line in self._lines)
            case "cyclic":
                return len(set(p)) < 4 or self._concyclic(p)
            case "cong":
                one, other = pair(*p[:2]), pair(*p[2:])
                return one == other or any({one, other} <= same for same in self._lengths)
            case "perp" | "para" | "eqangle" | "aconst":
                # A line from a point to itself: the equation between directions says nothing.
                if any(p[k] == p[k + 1] for k in range(0, len(p), 2)):
                    return True
                return key(Predicate(fact.name, p, fact.value)) in self._facts
        return False

    def _concyclic(self, p: Sequence[str]) -> bool:
        if any(circle.issuperset(p) for circle in self._circles):
            return True
        for lengths in self._lengths:
            for center in {end for ends in lengths for end in ends} - set(p):
                if all(pair(center, q) in lengths for q in p):
                    return True
        return False


def _merge(sets: list[set[T]], new: set[T], common: int) -> None:
    """Add a set; those that share enough elements become one."""
    while near := next((s for s in sets if len(s & new) >= common), None):
        sets.remove(near)
        new |= near
    sets.append(new)
