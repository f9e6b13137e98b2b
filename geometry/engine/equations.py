"""Facts as linear equations over the rationals: the engine's exact view of its own algebra.

The kernel works modulo a prime; what leaves the engine is confirmed here. (The proof checker has
an implementation of its own and does not use this one.)
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias

from geometry.predicates import Predicate, Table
from geometry.proof import Coordinates

#: A pair of points in alphabetical order: a direction, a length, ...
Pair: TypeAlias = tuple[str, str]
#: Unknown -> coefficient; an unknown is a pair of points, two pairs (the log of the sine of the
#: angle between the lines), a prime (its log), or 1 (the constant). The sum is 0.
Equation: TypeAlias = dict[Pair | tuple[Pair, Pair] | int, Fraction]

#: Log of the sine of these angles (in multiples of pi), as exponents of primes.
SINES: dict[Fraction, dict[int, Fraction]] = {
    Fraction(1, 2): {},
    **{Fraction(k, 6): {2: Fraction(-1)} for k in (1, 5)},
    **{Fraction(k, 4): {2: Fraction(-1, 2)} for k in (1, 3)},
    **{Fraction(k, 3): {2: Fraction(-1), 3: Fraction(1, 2)} for k in (1, 2)},
}

#: The tables in which equation 0 of a relation says the same as the relation.
EQUIVALENT: dict[str, tuple[Table, ...]] = {
    "para": ("angle",),
    "perp": ("angle", "square"),
    "eqangle": ("angle",),
    "aconst": ("angle",),
    "cong": ("ratio", "length", "square"),
    "eqratio": ("ratio",),
    "rconst": ("ratio", "length", "square"),
    "lconst": ("ratio", "length", "square"),
    "lsum": ("length",),
    "apollonius": ("square",),
    "eqpower": ("square",),
    "sinlaw": (),
}


def pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _sine(a: str, b: str, c: str, d: str) -> tuple[Pair, Pair]:
    first, second = pair(a, b), pair(c, d)
    return (first, second) if first < second else (second, first)


def _form(*terms: tuple[int | Fraction, str, str]) -> Equation:
    form: Equation = {}
    for factor, a, b in terms:
        if a != b:
            key = pair(a, b)
            form[key] = form.get(key, Fraction(0)) + factor
    return {k: v for k, v in form.items() if v}


def _direction(p: Coordinates, q: Coordinates) -> float:
    theta = math.atan2(q[1] - p[1], q[0] - p[0]) / math.pi
    return theta % 1.0


def _lifted(
    terms: tuple[tuple[int, str, str], ...], constant: Fraction, figure: Mapping[str, Coordinates]
) -> Equation:
    """Directions sum to `constant` modulo 1; the figure fixes the integer."""
    value = 0.0
    for factor, a, b in terms:
        # A direction belongs to the pair: both orders must give one and the same lift.
        low, high = pair(a, b)
        value += factor * _direction(figure[low], figure[high])
    turns = round(value - constant)
    form = _form(*terms)
    total = -(constant + turns)
    if total:
        form[1] = total
    return form


def prime_factors(value: Fraction) -> dict[int, int]:
    """Prime -> exponent of a positive rational."""
    out: dict[int, int] = {}
    for n, sign in ((value.numerator, 1), (value.denominator, -1)):
        p = 2
        while n > 1:
            if p * p > n:
                p = n
            while n % p == 0:
                out[p] = out.get(p, 0) + sign
                n //= p
            p += 1
    return out


def equations(fact: Predicate, table: Table, figure: Mapping[str, Coordinates]) -> list[Equation]:
    """The equations of an atomic fact in a table, in the order of the certificate format.

    Args:
        figure: coordinates, which fix the lifts of angles and the order of points on a line.

    Returns:
        An empty list where the fact has no meaning in that table.
    """
    p = fact.points
    if table == "angle":
        zero = Fraction(0)
        match fact.name:
            case "coll":
                a, b, c = p
                return [
                    _lifted(((1, a, b), (-1, a, c)), zero, figure),
                    _lifted(((1, a, b), (-1, b, c)), zero, figure),
                ]
            case "cyclic":
                a, b, c, d = p
                return [
                    _lifted(((1, a, b), (1, c, d), (-1, a, c), (-1, b, d)), zero, figure),
                    _lifted(((1, a, b), (1, c, d), (-1, a, d), (-1, b, c)), zero, figure),
                ]
            case "para":
                return [_lifted(((1, *p[:2]), (-1, *p[2:])), zero, figure)]
            case "perp":
                return [_lifted(((1, *p[:2]), (-1, *p[2:])), Fraction(1, 2), figure)]
            case "eqangle":
                return [
                    _lifted(((1, *p[:2]), (-1, *p[2:4]), (-1, *p[4:6]), (1, *p[6:])), zero, figure)
                ]
            case "aconst":
                assert fact.value is not None
                return [_lifted(((1, *p[2:]), (-1, *p[:2])), fact.value, figure)]
        return []
    if table == "ratio":
        match fact.name:
            case "cong":
                return [_form((1, *p[:2]), (-1, *p[2:]))]
            case "eqratio":
                return [_form((1, *p[:2]), (-1, *p[2:4]), (-1, *p[4:6]), (1, *p[6:]))]
            case "rconst" | "lconst":
                assert fact.value is not None
                form = _form((1, *p[:2]), *(((-1, *p[2:]),) if fact.name == "rconst" else ()))
                for prime, exponent in prime_factors(fact.value).items():
                    form[prime] = Fraction(-exponent)
                return [form]
            case "sinlaw":
                a, b, c = p
                at_a, at_b, at_c = _sine(a, b, a, c), _sine(b, c, b, a), _sine(c, a, c, b)
                return [
                    {**_form((1, b, c), (-1, c, a)), at_a: Fraction(-1), at_b: Fraction(1)},
                    {**_form((1, c, a), (-1, a, b)), at_b: Fraction(-1), at_c: Fraction(1)},
                ]
            case "eqangle":
                return [combine([(Fraction(1), {_sine(*p[:4]): Fraction(1)}), (Fraction(-1), {_sine(*p[4:]): Fraction(1)})])]
            case "perp" | "aconst":
                turn = Fraction(1, 2) if fact.value is None else fact.value % 1
                if turn not in SINES:
                    return []
                logs = {prime: -exponent for prime, exponent in SINES[turn].items()}
                return [{_sine(*p): Fraction(1), **logs}]
        return []
    power = 2 if table == "square" else 1
    match fact.name:
        case "coll" if table == "length":
            between = max(
                ((math.dist(figure[a], figure[c]), a, b, c) for a, b, c in (p, (p[1], p[0], p[2]), (p[0], p[2], p[1]))),
            )
            _, a, b, c = between
            return [_form((1, a, b), (1, b, c), (-1, a, c))]
        case "perp" if table == "square":
            a, b, c, d = p
            return [_form((1, a, c), (1, b, d), (-1, a, d), (-1, b, c))]
        case "apollonius" if table == "square":
            x, m, a, b = p
            return [_form((1, x, a), (1, x, b), (-2, x, m), (-2, m, a))]
        case "eqpower" if table == "square":
            a, o, c, q, r = p
            return [_form((1, a, o), (-1, o, c), (-1, a, q), (1, q, r))]
        case "cong":
            return [_form((1, *p[:2]), (-1, *p[2:]))]
        case "rconst":
            assert fact.value is not None
            return [_form((1, *p[:2]), (-(fact.value**power), *p[2:]))]
        case "lconst":
            assert fact.value is not None
            form = _form((1, *p))
            form[1] = -(fact.value**power)
            return [form]
        case "lsum" if table == "length":
            return [_form((1, *p[:2]), (1, *p[2:4]), (-1, *p[4:]))]
    return []


def combine(parts: list[tuple[Fraction, Equation]]) -> Equation:
    """The linear combination, without zero coefficients."""
    total: Equation = {}
    for factor, form in parts:
        for key, value in form.items():
            total[key] = total.get(key, Fraction(0)) + factor * value
    return {k: v for k, v in total.items() if v}
