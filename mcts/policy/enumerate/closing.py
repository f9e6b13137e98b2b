"""Tactics that close a goal outright or normalise it; tried on every goal."""

from __future__ import annotations

from collections.abc import Iterator

from mcts.policy.enumerate.view import GoalView
from mcts.protocols.policy import Proposal

NAT_DISTRIBUTE = (
    "Nat.mul_add, Nat.add_mul, Nat.pow_succ, Nat.pow_zero, Nat.one_mul, Nat.mul_one, Nat.mul_assoc, "
    "Nat.mul_comm, Nat.mul_left_comm"
)
# Lean's own order puts numerals anywhere; linear arithmetic wants them in front of the monomial.
_NUMERALS_FIRST = "try simp only [Nat.mul_ofNat_comm, Nat.mul_ofNat_left_comm] at *"
INT_DISTRIBUTE = (
    "Int.mul_add, Int.add_mul, Int.mul_sub, Int.sub_mul, Int.pow_succ, Int.pow_zero, Int.one_mul, "
    "Int.mul_one, Int.mul_assoc, Int.mul_comm, Int.mul_left_comm"
)
_NUMERIC = frozenset(["=", "≠", "<", "≤", ">", "≥", "∣", "¬", "≡"])


def closing(view: GoalView) -> Iterator[Proposal]:
    """Yield the closers that the goal's shape gives a chance."""
    numeric = view.target.head in _NUMERIC or view.target.text == "False"
    yield Proposal("rfl", 6 if view.target.head in ("=", "≡", "↔") else 0.5)
    yield Proposal("omega", 10 if numeric else 3)
    yield Proposal("assumption", 6)
    yield Proposal("simp", 6)
    yield Proposal("decide", 4 if not view.variables else 1)
    yield Proposal("simp_all", 5)
    if view.facts:
        yield Proposal("contradiction", 2)
    if numeric:
        yield from _polynomial(view)
    yield Proposal("exact?", 0.15)


def _polynomial(view: GoalView) -> Iterator[Proposal]:
    """Multiply out, then let linear arithmetic see the monomials as unknowns."""
    if not any(term.head in ("*", "^") for term in view.all_terms()):
        return
    yield Proposal("ring", 5 if view.target.head == "=" else 0.5)
    if view.numbers("Nat") or not view.numbers("Int"):
        yield Proposal(f"simp only [{NAT_DISTRIBUTE}] at *\n{_NUMERALS_FIRST}\nomega", 5)
        yield Proposal(f"simp [{NAT_DISTRIBUTE}]", 1)
        yield Proposal(f"simp [{NAT_DISTRIBUTE}] at *\nomega", 1)
    if view.numbers("Int"):
        yield Proposal(f"simp only [{INT_DISTRIBUTE}] at *\nomega", 5)
        yield Proposal("nlinarith", 0.6)
        if view.target.head in ("≤", "≥", "<", ">"):
            yield Proposal("positivity", 1)
    yield Proposal("norm_num", 0.6)
    yield Proposal("ring_nf at *\nomega", 0.6)
