"""Shorter proofs: leave out what the goals do not need.

A proof read off the closure uses the earliest reasons, not the fewest. Its applications are
deleted greedily, auxiliary points first, then one by one from the youngest, as long as the rest
still yields the goals (the minimisation that AlphaGeometry 2, section 4, describes for points).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from geometry.engine.closure import Closure
from geometry.predicates import Predicate


def minimise(
    closure: Closure,
    used: Iterable[int],
    goals: Sequence[Predicate],
    expendable: Sequence[str] = (),
) -> Closure:
    """A closure of a minimal subset of the applications `used` that still yields the goals.

    Args:
        closure: knows the goals.
        used: numbers of applications that suffice.
        expendable: points to be got rid of first, the last one first.
    """
    keep = sorted(used)
    applications = {i: closure.application(i) for i in keep}
    best = _replay(closure, keep, goals)
    if best is None:
        return closure

    def without(dropped: Collection[int]) -> bool:
        nonlocal keep, best
        rest = [i for i in keep if i not in dropped]
        if len(rest) == len(keep):
            return True
        shorter = _replay(closure, rest, goals)
        if shorter is None:
            return False
        keep, best = rest, shorter
        return True

    def speaks_of(number: int, point: str) -> bool:
        return any(point in fact.points for fact in applications[number].conclusions)

    for point in reversed(expendable):
        without({i for i in keep if speaks_of(i, point)})
    for number in sorted(keep, reverse=True):
        without({number})
    return best


def _replay(closure: Closure, numbers: Sequence[int], goals: Sequence[Predicate]) -> Closure | None:
    fresh = Closure(closure.figure)
    fresh.add_goals(goals)
    return fresh if fresh.replay(closure, numbers) else None
