"""Steps by algebra: an exact linear combination of equations that earlier steps state.

Directions are lifted to the reals near the figure, so an equation modulo 1 becomes an equation
with a constant that the figure fixes: the one number in its class that the lifted directions
give. With those constants the combination must be right exactly; no step divides a congruence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from geometry.checker.facts import (
    CONCLUDED_BY_ALGEBRA,
    Equation,
    Form,
    Unknown,
    collinear_lengths,
    equations,
    sines,
)
from geometry.checker.figure import Figure
from geometry.checker.report import Rejection
from geometry.predicates import Predicate
from geometry.rules import Condition

#: One premise of a combination: the fact, which of its equations, and the coefficient.
Term = tuple[Predicate, int, Fraction]

#: Common denominators longer than this many bits are refused; proofs have a few.
MAX_DENOMINATOR_BITS = 2_000
#: A direction sum may miss its class by no more than this; the fact itself is known to hold to
#: tens of digits, and other members of the class are 1 away.
LIFT_TOLERANCE = 1e-6


def check_combination(fact: Predicate, table: str, terms: Sequence[Term]) -> None:
    """Checks what does not depend on the figure.

    Raises:
        Rejection: the relation is none that algebra may conclude in this table, a premise says
            nothing there, or (but for lengths, where the order of collinear points counts) the
            combination is not the equation of `fact`.
    """
    if table not in CONCLUDED_BY_ALGEBRA:
        raise Rejection("the table is not angle, ratio, length or square")
    if fact.name not in CONCLUDED_BY_ALGEBRA[table]:
        raise Rejection(f"`{fact.name}` cannot be concluded by algebra in the table `{table}`")
    for premise, index, _ in terms:
        count = (
            1 if table == "length" and premise.name == "coll" else len(equations(premise, table))
        )
        if index >= count:
            raise Rejection(f"`{premise}` has no equation {index} in the table `{table}`")
    denominators = math.lcm(
        *(
            c.denominator * (premise.value or Fraction(1)).denominator ** 2
            for premise, _, c in terms
        )
    )
    if denominators.bit_length() > MAX_DENOMINATOR_BITS:
        raise Rejection("the coefficients have no reasonable common denominator")
    if table == "length":
        return
    target = equations(fact, table)[0]
    used = [(equations(premise, table)[index], c) for premise, index, c in terms]
    _same_form(target, used)
    if table == "ratio":
        numbers = [target.constant, *(e.constant for e, _ in used)]
        exponents = [Fraction(-1), *(c / e.root for e, c in used)]
        if not is_power_product_one(numbers, exponents):
            raise Rejection("the ratios do not multiply to the ratio of the conclusion")
    elif (
        table == "square" and sum((c * e.constant for e, c in used), Fraction(0)) != target.constant
    ):
        raise Rejection("the constants do not add up to that of the conclusion")


def check_constants(fact: Predicate, table: str, terms: Sequence[Term], figure: Figure) -> None:
    """Checks what depends on the figure: lifted constants of angles, signs of lengths.

    Args:
        fact, table, terms: as passed `check_combination`.
        figure: one in which all these facts hold and speak of different points.

    Raises:
        Rejection: the combination is not the equation of `fact` in this figure.
    """
    if table == "angle":
        total = Fraction(0)
        for premise, index, c in terms:
            total += c * lifted_constant(equations(premise, table)[index], figure)
        if total != lifted_constant(equations(fact, table)[0], figure):
            raise Rejection("the angles do not add up to the conclusion")
    elif table == "ratio":
        for premise, _, _ in terms:
            for one, other in sines(premise):
                if not figure.holds(Condition("npara", (*one, *other))):
                    raise Rejection(
                        f"the sine of the angle of {''.join(one)} and {''.join(other)} is 0"
                    )
    elif table == "length":
        target = equations(fact, table)[0]
        used = []
        for premise, index, c in terms:
            if premise.name == "coll":
                a, b, d = premise.points
                middle = figure.middle(a, b, d)
                if middle is None:
                    raise Rejection(f"the order of the points of `{premise}` is not clear")
                used.append((collinear_lengths(premise, premise.points[middle]), c))
            else:
                used.append((equations(premise, table)[index], c))
        _same_form(target, used)
        if sum((c * e.constant for e, c in used), Fraction(0)) != target.constant:
            raise Rejection("the constants do not add up to that of the conclusion")


def lifted_constant(equation: Equation, figure: Figure) -> Fraction:
    """The number, congruent to the equation's constant modulo 1, that the figure gives."""
    value = 0.0
    for unknown, c in equation.form.items():
        a, b = unknown
        assert isinstance(a, str) and isinstance(b, str)  # directions have no other unknowns
        value += float(c) * figure.direction(a, b)
    turns = round(value - float(equation.constant))
    if abs(value - float(equation.constant) - turns) > LIFT_TOLERANCE:
        raise Rejection("an equation between angles does not hold in the figure")
    return equation.constant + turns


def _same_form(target: Equation, used: Iterable[tuple[Equation, Fraction]]) -> None:
    total: Form = {unknown: -c for unknown, c in target.form.items()}
    for equation, coefficient in used:
        for unknown, c in equation.form.items():
            total[unknown] = total.get(unknown, Fraction(0)) + coefficient * c
    wrong = next((unknown for unknown, c in total.items() if c), None)
    if wrong is not None:
        raise Rejection(f"the combination is not the conclusion: {_shown(wrong)} is left over")


def _shown(unknown: Unknown) -> str:
    a, b = unknown
    if isinstance(a, str):
        return f"{a}{b}"
    return f"the angle of {''.join(a)} and {''.join(b)}"


def is_power_product_one(numbers: Sequence[Fraction], exponents: Sequence[Fraction]) -> bool:
    """Whether the product of positive rationals, raised to rational exponents, is exactly 1.

    Works with a coprime base (numbers that are pairwise coprime and generate the given ones),
    for which exponents are unique just as for primes; nothing has to be factored.
    """
    pairs = [(n, e) for n, e in zip(numbers, exponents, strict=True) if n != 1 and e]
    base = _coprime_base(part for n, _ in pairs for part in (n.numerator, n.denominator))
    for prime in base:
        total = Fraction(0)
        for n, e in pairs:
            total += e * (_valuation(n.numerator, prime) - _valuation(n.denominator, prime))
        if total:
            return False
    return True


def _valuation(n: int, base: int) -> int:
    count = 0
    while n % base == 0:
        n //= base
        count += 1
    return count


def _coprime_base(numbers: Iterable[int]) -> set[int]:
    base: set[int] = set()
    waiting = [n for n in set(numbers) if n > 1]
    while waiting:
        n = waiting.pop()
        if n == 1 or n in base:
            continue
        for b in base:
            g = math.gcd(n, b)
            if g > 1:
                base.remove(b)
                waiting += [g, n // g, b // g]
                break
        else:
            base.add(n)
    return base
