"""Lemmas of the library by what the goal is about. A name that a profile lacks just fails."""

from __future__ import annotations

from collections.abc import Iterator

from mcts.policy.enumerate.view import GoalView
from mcts.protocols.policy import Proposal

# Head of the target -> (lemma, weight); used with `apply`.
_APPLY: dict[str, tuple[tuple[str, float], ...]] = {
    "∣": (
        ("Nat.dvd_add", 1.5),
        ("Nat.dvd_sub", 0.7),
        ("Nat.dvd_mul_right", 1),
        ("Nat.dvd_mul_left", 1),
        ("Nat.dvd_mul_right_of_dvd", 0.7),
        ("Nat.dvd_mul_left_of_dvd", 0.7),
        ("Nat.mul_dvd_mul", 0.7),
        ("Nat.dvd_gcd", 1),
        ("Nat.gcd_dvd_left", 0.7),
        ("Nat.gcd_dvd_right", 0.7),
        ("Nat.pow_dvd_pow", 0.7),
        ("Dvd.intro", 0.2),
    ),
    "=": (
        ("Nat.dvd_antisymm", 0.5),
        ("Nat.le_antisymm", 0.5),
        ("Nat.eq_one_of_dvd_one", 0.4),
        ("Nat.eq_of_mul_eq_mul_left", 0.2),
        ("Nat.add_left_cancel", 0.2),
        ("funext", 0.4),
        ("propext", 0.2),
    ),
    "≤": (
        ("Nat.le_of_dvd", 1),
        ("Nat.mul_le_mul", 1),
        ("Nat.mul_le_mul_left", 0.8),
        ("Nat.mul_le_mul_right", 0.8),
        ("Nat.pow_le_pow_left", 0.8),
        ("Nat.pow_le_pow_right", 0.8),
        ("Nat.le_of_lt", 0.5),
        ("Int.mul_self_nonneg", 0.5),
        ("Int.sq_nonneg", 0.5),
        ("Int.mul_nonneg", 0.5),
        ("sq_nonneg", 0.4),
    ),
    "<": (
        ("Nat.pos_of_ne_zero", 0.6),
        ("Nat.mul_pos", 0.8),
        ("Nat.pow_pos", 0.8),
        ("Nat.pos_pow_of_pos", 0.2),
        ("Nat.lt_of_le_of_ne", 0.4),
        ("Nat.mul_lt_mul_of_lt_of_le", 0.3),
        ("Nat.lt_pow_self", 0.5),
        ("Nat.lt_two_pow_self", 0.6),
        ("Int.mul_pos", 0.4),
    ),
    "Coprime": (("Nat.Coprime.symm", 0.6), ("Nat.Coprime.mul", 0.6)),
    "∨": (("Classical.em", 0.5), ("Nat.le_total", 0.4), ("Nat.lt_trichotomy", 0.2)),
}
# A head anywhere in the goal -> rewriting lemmas; used with `rw` and, if marked, with `simp`.
_REWRITE: dict[str, tuple[tuple[str, float], ...]] = {
    "+": (("Nat.add_comm", 0.3), ("Nat.add_assoc", 0.2)),
    "*": (
        ("Nat.mul_comm", 0.5),
        ("Nat.mul_assoc", 0.2),
        ("Nat.mul_add", 0.5),
        ("Nat.add_mul", 0.5),
    ),
    "^": (("Nat.pow_succ", 1.2), ("Nat.pow_add", 0.3), ("Nat.pow_mul", 0.2), ("Int.pow_succ", 0.3)),
    "%": (("Nat.add_mod", 0.5), ("Nat.mul_mod", 0.5), ("Nat.pow_mod", 0.5)),
    "gcd": (("Nat.gcd_assoc", 0.2), ("Nat.gcd_mul_left", 0.5)),
    "∣": (("Nat.dvd_iff_mod_eq_zero", 0.5), ("Nat.dvd_gcd_iff", 0.3)),
    "∑": (("Finset.sum_range_succ", 2.5), ("Finset.sum_range_zero", 0.3)),
    "∏": (("Finset.prod_range_succ", 2.5),),
    "range": (("Finset.sum_range_succ", 2.5), ("Finset.prod_range_succ", 1)),
    "!": (("Nat.factorial_succ", 1),),
    "factorial": (("Nat.factorial_succ", 1.5),),
}
# A head anywhere in the goal -> a normal form for it, everywhere.
_NORMAL: dict[str, str] = {
    "Even": "simp only [Nat.even_iff, Nat.odd_iff] at *",
    "Odd": "simp only [Nat.even_iff, Nat.odd_iff] at *",
    "≡": "simp only [Nat.ModEq] at *",
    "Coprime": "simp only [Nat.Coprime] at *",
}
# Names of Lean and its libraries; anything else applied in a goal is the statement's own.
_LIBRARY_HEADS = frozenset(
    [
        "gcd",
        "lcm",
        "sum",
        "prod",
        "range",
        "factorial",
        "choose",
        "succ",
        "pred",
        "abs",
        "natAbs",
        "toNat",
        "min",
        "max",
        "sqrt",
        "log",
        "card",
        "length",
        "map",
        "filter",
        "append",
        "reverse",
        "Even",
        "Odd",
        "Prime",
        "Coprime",
        "IsSquare",
        "ModEq",
        "divisors",
        "digits",
    ]
)


def library(view: GoalView) -> Iterator[Proposal]:
    """Yield lemmas that match the goal's heads, and definitions of the statement's own."""
    head = view.target.head
    for lemma, weight in _APPLY.get(head, ()):
        yield Proposal(f"apply {lemma}", weight)
    heads = {term.head for term in view.target.walk()}
    everywhere = heads | {term.head for fact in view.facts for term in fact.type.walk()}
    for present in sorted(heads & _REWRITE.keys()):
        for lemma, weight in _REWRITE[present]:
            yield Proposal(f"rw [{lemma}]", weight)
            yield Proposal(f"simp [{lemma}]", weight / 3)
    for present in sorted(everywhere & _NORMAL.keys()):
        yield Proposal(_NORMAL[present], 4)
    if head == "=" and "^" in heads:
        yield Proposal("congr 1", 0.3)
    for own in sorted(
        h
        for h in heads
        if h.isidentifier() and h not in _LIBRARY_HEADS | _NORMAL.keys() | _KEYWORDS
    ):
        yield Proposal(f"simp [{own}]", 2)
        yield Proposal(f"unfold {own}", 1.5)
        yield Proposal(f"simp only [{own}] at *", 1.5)
        yield Proposal(f"simp [{own}] at *\nomega", 1)


_KEYWORDS = frozenset(["num", "var", "neg", "group", "if", "fun"])
