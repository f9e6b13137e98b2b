"""Rules for numbers: induction, cases by remainder, Euclid's steps, and finitely many cases."""

from __future__ import annotations

from collections.abc import Iterator

from mcts.policy.enumerate import polynomial
from mcts.policy.enumerate.terms import Term
from mcts.policy.enumerate.view import GoalView
from mcts.protocols.policy import Proposal

_LARGEST_MODULUS = 16
_MOD_FACTS = "Nat.pow_succ, Nat.add_mod, Nat.mul_mod, Nat.pow_mod"
_INT_MOD_FACTS = "Int.pow_succ, Int.add_emod, Int.sub_emod, Int.mul_emod"


def arithmetic(view: GoalView) -> Iterator[Proposal]:
    """Yield everything that numbers suggest."""
    yield from _inductions(view)
    yield from _remainders(view)
    yield from _euclid(view)
    yield from _after_induction(view)


def _inductions(view: GoalView) -> Iterator[Proposal]:
    for name in view.numbers("Nat"):
        if not view.target.mentions(name):
            continue
        below = view.fresh("k")[0]
        hypothesis = view.fresh("ih")[0]
        # Linear goals need none; what grows with n (powers, products, sums, gcds) does.
        weight = 3.0 if view.target.head in ("=", "∣", "≤", "<", "∃") else 1.5
        yield Proposal(
            f"induction {name} with\n| zero => ?_\n| succ {below} {hypothesis} => ?_", weight
        )
        yield Proposal(f"rcases {name} with _ | {below}", 1)


def _remainders(view: GoalView) -> Iterator[Proposal]:
    """Split by the remainder of a variable, and reduce modulo with known remainders."""
    divisors = sorted(set(moduli(view)))
    known = [
        fact
        for fact in view.facts
        if fact.type.head == "="
        and fact.type.args[0].head == "%"
        and fact.type.args[0].args[0].head == "var"
    ]
    split = {str(fact.type.args[0].args[0].text) for fact in known}
    for kind, facts in (("Nat", _MOD_FACTS), ("Int", _INT_MOD_FACTS)):
        for name in view.numbers(kind):
            if name in split or not any(s.mentions(name) for s in view.statements):
                continue
            for modulus in divisors:
                new = view.fresh("hm")[0]
                cases = " ∨ ".join(f"{name} % {modulus} = {r}" for r in range(modulus))
                pattern = " | ".join([new] * modulus)
                weight = 4.0 / (1 + modulus / 8)
                yield Proposal(f"rcases (by omega : {cases}) with {pattern}", weight)
        if divisors and view.numbers(kind):
            given = ", ".join([facts, *(fact.name for fact in known)])
            weight = 6.0 if known else 2.0
            if view.target.head == "∣":
                bring = "Nat.dvd_of_mod_eq_zero" if kind == "Nat" else "Int.dvd_of_emod_eq_zero"
                yield Proposal(f"apply {bring}\nsimp [{given}]", weight)
                yield Proposal(f"apply {bring}", 1)
            else:
                yield Proposal(f"simp [{given}]", weight)
            for fact in view.facts[:4]:
                if fact not in known and _has_modulus(fact.type):
                    yield Proposal(f"simp [{given}] at {fact.name}", weight / 2)
    if divisors:
        yield from _modulo_of_equations(view, divisors)


def _modulo_of_equations(view: GoalView, divisors: list[int]) -> Iterator[Proposal]:
    """Look at an equation modulo a number."""
    for fact in view.facts[:4]:
        if fact.type.head == "=" and not _has_modulus(fact.type):
            for modulus in divisors[:3]:
                new = view.fresh("hq")[0]
                yield Proposal(f"have {new} := congrArg (· % {modulus}) {fact.name}", 0.5)


def moduli(view: GoalView) -> Iterator[int]:
    """Yield the small numbers that something is divided by or taken modulo."""
    for term in view.all_terms():
        place = {"%": 1, "∣": 0, "≡": 2}.get(term.head)
        if place is not None and len(term.args) > place:
            number = term.args[place].number
            if number is not None and 2 <= number <= _LARGEST_MODULUS:
                yield number
        if term.head in ("Even", "Odd"):
            yield 2


def _has_modulus(term: Term) -> bool:
    return any(t.head in ("%", "∣", "≡") for t in term.walk())


def _euclid(view: GoalView) -> Iterator[Proposal]:
    """Take one step of Euclid's algorithm inside a gcd of polynomials in natural numbers."""
    for term in view.target.walk():
        if term.head in ("Coprime", "IsCoprime"):
            yield Proposal("unfold Nat.Coprime", 4)
        if term.head != "gcd" or len(term.args) != 2:
            continue
        first, second = term.args
        yield Proposal("rw [Nat.gcd_comm]", 1)
        yield Proposal("rw [Nat.gcd_rec]", 1)
        step = _reduce(second, first)
        if step is not None:
            yield Proposal(f"rw [{step}, Nat.gcd_add_mul_right_right]", 8)
        step = _reduce(first, second)
        if step is not None:
            yield Proposal(f"rw [Nat.gcd_comm, {step}, Nat.gcd_add_mul_right_right]", 8)


def _reduce(large: Term, small: Term) -> str | None:
    """Return an equation `large = rest + k * small` with the largest k that leaves a rest."""
    dividend, divisor = polynomial.of_term(large), polynomial.of_term(small)
    if dividend is None or not divisor:
        return None
    quotient = min(dividend.get(monomial, 0) // c for monomial, c in divisor.items())
    if quotient < 1:
        return None
    rest = polynomial.plus(dividend, divisor, -quotient)
    text = f"{large.bare} = {polynomial.spell(rest)} + {quotient} * ({small.bare})"
    closer = "omega" if all(len(monomial) < 2 for monomial in dividend) else "ring"
    return f"(by {closer} : {text})"


def _after_induction(view: GoalView) -> Iterator[Proposal]:
    """Open up one layer of a function at a successor, then use the induction hypothesis."""
    for fact in view.facts:
        if not fact.name.startswith("ih"):
            continue
        if fact.type.head == "=":
            yield Proposal(f"simp [{fact.name}]\nomega", 1)
            yield Proposal(f"rw [Finset.sum_range_succ, {fact.name}]", 4)
            yield Proposal(f"rw [Finset.sum_range_succ, {fact.name}]\nring", 4)
            yield Proposal(f"rw [Finset.sum_range_succ, Nat.mul_add, {fact.name}]\nring", 4)
            yield Proposal(f"rw [Finset.prod_range_succ, {fact.name}]", 1)
            yield Proposal(f"rw [Nat.pow_succ, {fact.name}]", 1)
        if fact.type.head in ("∣", "∃"):
            pair = f"⟨{view.fresh('c')[0]}, {view.fresh('hc')[0]}⟩"
            yield Proposal(f"obtain {pair} := {fact.name}", 4)
