"""Facts that linear arithmetic cannot see by itself: squares, products, residues of powers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import isqrt

from mcts.policy.enumerate.arithmetic import moduli
from mcts.policy.enumerate.closing import INT_DISTRIBUTE
from mcts.policy.enumerate.terms import Term
from mcts.policy.enumerate.view import GoalView
from mcts.protocols.policy import Proposal

_USUAL_MODULI = (4, 3, 8, 5, 7, 9)
_LARGEST_BOUND = 60
_RELATIONS = ("=", "≠", "<", "≤", ">", "≥")


def nonlinear(view: GoalView) -> Iterator[Proposal]:
    """Yield auxiliary facts, and the closers that use them at once."""
    nonlinear_terms = [t for t in view.all_terms() if _power(t) is not None or t.head == "*"]
    if not nonlinear_terms:
        return
    yield from _squares(view)
    yield from _residues(view)
    yield from _bounds(view)
    yield from _order(view)


def _power(term: Term) -> tuple[str, int] | None:
    """Return (variable, exponent) of `x ^ k` and `x * x`."""
    if term.head == "^" and term.args[0].head == "var":
        exponent = term.args[1].number
        return (term.args[0].text, exponent) if exponent and 2 <= exponent <= 6 else None
    if term.head == "*" and term.args[0].head == "var" and term.args[0].text == term.args[1].text:
        return term.args[0].text, 2
    return None


def _squares(view: GoalView) -> Iterator[Proposal]:
    """Inequalities between integers: squares of differences and sums are not negative."""
    integers = view.numbers("Int")[:3]
    inequality = view.target.head in ("≤", "<", "≥", ">")
    if not integers or not inequality:
        return
    pairs = list(combinations(integers, 2))
    close = f"simp only [{INT_DISTRIBUTE}] at *\nomega"
    groups = [[f"{a} - {b}" for a, b in pairs], [f"{a} + {b}" for a, b in pairs], list(integers)]
    for group in groups:
        if group:
            given = "\n".join(
                f"have hs{i} := Int.mul_self_nonneg ({inner})" for i, inner in enumerate(group)
            )
            yield Proposal(f"{given}\n{close}", 3)
    listed = ", ".join(f"sq_nonneg ({a} - {b})" for a, b in pairs)
    if listed:
        yield Proposal(f"nlinarith [{listed}]", 0.6)


def _residues(view: GoalView) -> Iterator[Proposal]:
    """State which residues a power can have; `omega` then sees the power as an unknown."""
    powers = sorted({p for t in view.all_terms() if (p := _power(t)) is not None})
    spelled = {_power(t): t.bare for t in view.all_terms() if _power(t) is not None}
    naturals = set(view.numbers("Nat"))
    powers = [p for p in powers if p[0] in naturals][:3]
    if not powers or not any(s.head in (*_RELATIONS, "∣") for s in view.statements):
        return
    own = sorted(m for m in set(moduli(view)) if m > 2)
    if not own:
        # An equation: look at it modulo its own coefficients, then modulo the usual suspects.
        stated = (int(n.text) for t in view.all_terms() for n in t.args if n.head == "num")
        usual = (m for m in (*stated, *_USUAL_MODULI) if 3 <= m <= 16)
        own = list(dict.fromkeys(usual))[:6]
    for place, modulus in enumerate(own):
        facts = []
        for number, (name, exponent) in enumerate(powers):
            text = spelled[name, exponent]
            values = sorted({pow(r, exponent, modulus) for r in range(modulus)})
            goal = " ∨ ".join(f"({text}) % {modulus} = {v}" for v in values)
            cases = " ∨ ".join(f"{name} % {modulus} = {r}" for r in range(modulus))
            pattern = " | ".join(["hm"] * modulus)
            facts.append(
                f"have hr{number} : {goal} := by\n"
                f"  rcases (by omega : {cases}) with {pattern} <;>\n"
                f"    simp [Nat.pow_mod, Nat.mul_mod, hm]"
            )
        yield Proposal("\n".join([*facts, "omega"]), 2.5 / (1 + 0.2 * place))


def _bounds(view: GoalView) -> Iterator[Proposal]:
    """Bound a variable whose square stands beside a number, and go through the finitely many."""
    for name in view.numbers("Nat")[:3]:
        if any(f.type.head in ("<", "≤", "=") and f.type.mentions(name) for f in view.facts):
            yield Proposal(f"interval_cases {name}", 0.7)
    squared = {p[0] for t in view.all_terms() if (p := _power(t)) is not None}
    for fact in view.facts[:3]:
        if fact.type.head != "=":
            continue
        limit = max((int(t.text) for t in fact.type.walk() if t.head == "num"), default=0)
        bound = isqrt(limit) + 1
        for name in sorted(squared & set(view.numbers("Nat"))):
            if 2 < bound <= _LARGEST_BOUND and fact.type.mentions(name):
                new = view.fresh("hb")[0]
                yield Proposal(
                    f"have {new} : {name} < {bound} := by\n"
                    f"  apply Nat.lt_of_not_le\n  intro g\n"
                    f"  have := Nat.mul_le_mul g g\n"
                    f"  simp only [Nat.pow_succ, Nat.pow_zero, Nat.one_mul] at *\n  omega",
                    1.5,
                )


def _order(view: GoalView) -> Iterator[Proposal]:
    """Compare two variables, and multiply inequalities that are known."""
    new = view.fresh("hl")[0]
    for kind in ("Nat", "Int"):
        for first, second in list(combinations(view.numbers(kind)[:4], 2))[:4]:
            yield Proposal(f"rcases {kind}.lt_or_ge {first} {second} with {new} | {new}", 0.8)
    product = view.fresh("hp")[0]
    ordered = [f for f in view.facts if f.type.head in ("<", "≤", ">", "≥")][:3]
    for one in ordered:
        for other in ordered:
            yield Proposal(f"have {product} := Nat.mul_le_mul {one.name} {other.name}", 0.8)


def primes(view: GoalView) -> Iterator[Proposal]:
    """Use that a number is prime: by its remainders, and that it is at least 2."""
    facts = [fact for fact in view.facts if fact.type.head == "Prime"]
    if not facts:
        return
    new = view.fresh("hd")[0]
    for fact in facts[:3]:
        argument = fact.type.args[-1].bare
        yield Proposal(f"have {new} := {fact.name}.two_le", 1)
        for modulus in (2, 3, 5):
            divides = f"Nat.dvd_of_mod_eq_zero (by omega : ({argument}) % {modulus} = 0)"
            yield Proposal(
                f"rcases {fact.name}.eq_one_or_self_of_dvd {modulus} ({divides}) "
                f"with {new} | {new}",
                1.5,
            )
        for name in view.numbers("Nat"):
            if fact.type.mentions(name):
                for modulus in (2, 3, 5):
                    cases = " ∨ ".join(f"{name} % {modulus} = {r}" for r in range(modulus))
                    pattern = " | ".join([new] * modulus)
                    yield Proposal(f"rcases (by omega : {cases}) with {pattern}", 1.2)
