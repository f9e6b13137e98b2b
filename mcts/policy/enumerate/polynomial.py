"""Polynomials with integer coefficients, as far as terms are polynomials.

A polynomial is a mapping from monomials (the texts of their factors, sorted) to coefficients
other than 0; the constant monomial is the empty tuple.
"""

from __future__ import annotations

from collections.abc import Mapping

from mcts.policy.enumerate.terms import Term

Monomial = tuple[str, ...]
Polynomial = Mapping[Monomial, int]
_MAX_TERMS = 200
_MAX_POWER = 12


def of_term(term: Term) -> Polynomial | None:
    """Return a term's polynomial over its variables; None for terms that are none.

    Truncated subtraction is no polynomial operation, so `-` is refused; bring what was
    subtracted to the other side first.
    """
    number = term.number
    if number is not None:
        return {(): number} if number else {}
    if term.head == "var":
        return {(term.text,): 1}
    if term.head not in ("+", "*", "^") or len(term.args) != 2:
        return None
    left = of_term(term.args[0])
    if left is None:
        return None
    if term.head == "^":
        power = term.args[1].number
        if power is None or power > _MAX_POWER:
            return None
        result: Polynomial | None = {(): 1}
        for _ in range(power):
            result = None if result is None else times(result, left)
        return result
    right = of_term(term.args[1])
    if right is None:
        return None
    return plus(left, right) if term.head == "+" else times(left, right)


def plus(left: Polynomial, right: Polynomial, factor: int = 1) -> Polynomial:
    """Return `left + factor * right`."""
    total = dict(left)
    for monomial, coefficient in right.items():
        total[monomial] = total.get(monomial, 0) + factor * coefficient
    return {monomial: c for monomial, c in total.items() if c}


def times(left: Polynomial, right: Polynomial) -> Polynomial | None:
    """Return the product; None where it would grow beyond reason."""
    if len(left) * len(right) > _MAX_TERMS:
        return None
    total: dict[Monomial, int] = {}
    for m, a in left.items():
        for n, b in right.items():
            product = tuple(sorted(m + n))
            total[product] = total.get(product, 0) + a * b
    return {monomial: c for monomial, c in total.items() if c}


def natural(polynomial: Polynomial) -> bool:
    """Whether no coefficient is negative."""
    return all(c >= 0 for c in polynomial.values())


def spell(polynomial: Polynomial) -> str:
    """Write a polynomial with natural coefficients as Lean reads it."""
    terms = []
    for monomial in sorted(polynomial, key=lambda m: (-len(m), m)):
        coefficient = polynomial[monomial]
        factors = [str(coefficient)] if coefficient != 1 or not monomial else []
        terms.append(" * ".join([*factors, *monomial]))
    return " + ".join(terms) or "0"


def divide(polynomial: Polynomial, divisor: int) -> Polynomial | None:
    """Return the polynomial over a number, None where a coefficient is not divisible."""
    if any(c % divisor for c in polynomial.values()):
        return None
    return {monomial: c // divisor for monomial, c in polynomial.items()}
