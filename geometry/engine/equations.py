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

#: Unknown -> coefficient; an unknown is a pair of points in alphabetical order, a prime (its
#: log), or 1 (the constant). The equation says that the sum is 0.
Equation: TypeAlias = dict[tuple[str, str] | int, Fraction]

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
}


def pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


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
