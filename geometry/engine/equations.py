"""Facts as linear equations over the rationals: the engine's exact view of its own algebra.

The kernel works modulo a prime; what leaves the engine is confirmed here. (The proof checker has
an implementation of its own and does not use this one.)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
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
    "eqproduct": ("ratio",),
    "rconst": ("ratio", "length", "square"),
    "lconst": ("ratio", "length", "square"),
    "lsum": ("length",),
    "apollonius": ("square",),
    "eqpower": ("square",),
    "sinlaw": (),
}


#: A term of a form: factor, and the positions of two points among the fact's points.
Term: TypeAlias = tuple[int, int, int]

_DIFFERENCE: tuple[Term, ...] = ((1, 0, 1), (-1, 2, 3))
_TWO_DIFFERENCES: tuple[Term, ...] = ((1, 0, 1), (-1, 2, 3), (-1, 4, 5), (1, 6, 7))

#: Directions in the equations of a fact; they sum to 0, 1/2 (perp) or its value, modulo 1.
_ANGLES: dict[str, tuple[tuple[Term, ...], ...]] = {
    "coll": (((1, 0, 1), (-1, 0, 2)), ((1, 0, 1), (-1, 1, 2))),
    "cyclic": (
        ((1, 0, 1), (1, 2, 3), (-1, 0, 2), (-1, 1, 3)),
        ((1, 0, 1), (1, 2, 3), (-1, 0, 3), (-1, 1, 2)),
    ),
    "para": (_DIFFERENCE,),
    "perp": (_DIFFERENCE,),
    "eqangle": (_TWO_DIFFERENCES,),
    "aconst": (((1, 2, 3), (-1, 0, 1)),),
}
#: Logs of lengths.
_RATIOS: dict[str, tuple[Term, ...]] = {
    "cong": _DIFFERENCE,
    "eqratio": _TWO_DIFFERENCES,
    "eqproduct": ((1, 0, 1), (1, 2, 3), (1, 4, 5), (-1, 6, 7), (-1, 8, 9), (-1, 10, 11)),
    "rconst": _DIFFERENCE,
    "lconst": ((1, 0, 1),),
}
_LENGTHS: dict[str, tuple[Term, ...]] = {
    "cong": _DIFFERENCE,
    "lsum": ((1, 0, 1), (1, 2, 3), (-1, 4, 5)),
}
_SQUARES: dict[str, tuple[Term, ...]] = {
    "cong": _DIFFERENCE,
    "perp": ((1, 0, 2), (1, 1, 3), (-1, 0, 3), (-1, 1, 2)),
    "apollonius": ((1, 0, 2), (1, 0, 3), (-2, 0, 1), (-2, 1, 2)),
    "eqpower": ((1, 0, 1), (-1, 1, 2), (-1, 0, 3), (1, 3, 4)),
}


def pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _sine(a: str, b: str, c: str, d: str) -> tuple[Pair, Pair]:
    first, second = pair(a, b), pair(c, d)
    return (first, second) if first < second else (second, first)


def _form(points: tuple[str, ...], terms: Iterable[Term]) -> Equation:
    """The sum over pairs of points; the distance of a point from itself is 0."""
    form: Equation = {}
    for factor, i, j in terms:
        if points[i] != points[j]:
            key = pair(points[i], points[j])
            form[key] = form.get(key, Fraction(0)) + factor
    return {k: v for k, v in form.items() if v}


def _direction(p: Coordinates, q: Coordinates) -> float:
    return math.atan2(q[1] - p[1], q[0] - p[0]) / math.pi % 1.0


def _lifted(
    points: tuple[str, ...],
    terms: tuple[Term, ...],
    constant: Fraction,
    figure: Mapping[str, Coordinates],
) -> Equation:
    """Directions sum to `constant` modulo 1; the figure fixes the integer."""
    value = 0.0
    for factor, i, j in terms:
        # A direction belongs to the pair: both orders must give one and the same lift.
        low, high = pair(points[i], points[j])
        value += factor * _direction(figure[low], figure[high])
    form = _form(points, terms)
    total = -(constant + round(value - constant))
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
    match table:
        case "angle":
            constant = Fraction(1, 2) if fact.name == "perp" else fact.value or Fraction(0)
            return [_lifted(fact.points, t, constant, figure) for t in _ANGLES.get(fact.name, ())]
        case "ratio":
            return _ratio_equations(fact)
        case "length":
            return _length_equations(fact, _LENGTHS, 1) or _order_on_line(fact, figure)
        case "square":
            return _length_equations(fact, _SQUARES, 2)


def _ratio_equations(fact: Predicate) -> list[Equation]:
    p = fact.points
    one = Fraction(1)
    if fact.name in _RATIOS:
        form = _form(p, _RATIOS[fact.name])
        for prime, exponent in prime_factors(fact.value or one).items():
            form[prime] = Fraction(-exponent)
        return [form]
    match fact.name:
        case "sinlaw":
            a, b, c = p
            at_a, at_b, at_c = _sine(a, b, a, c), _sine(b, c, b, a), _sine(c, a, c, b)
            return [
                {pair(b, c): one, pair(c, a): -one, at_a: -one, at_b: one},
                {pair(c, a): one, pair(a, b): -one, at_b: -one, at_c: one},
            ]
        case "eqangle":
            return [combine([(one, {_sine(*p[:4]): one}), (-one, {_sine(*p[4:]): one})])]
        case "perp" | "aconst":
            turn = Fraction(1, 2) if fact.value is None else fact.value % 1
            if turn in SINES:
                value: Equation = {_sine(*p): one}
                value.update((prime, -exponent) for prime, exponent in SINES[turn].items())
                return [value]
    return []


def _length_equations(
    fact: Predicate, templates: Mapping[str, tuple[Term, ...]], power: int
) -> list[Equation]:
    p = fact.points
    if fact.name in templates:
        return [_form(p, templates[fact.name])]
    if fact.value is not None and fact.name in ("rconst", "lconst"):
        other = pair(*p[2:]) if fact.name == "rconst" else 1
        return [
            combine(
                [
                    (Fraction(1), {pair(*p[:2]): Fraction(1)}),
                    (-(fact.value**power), {other: Fraction(1)}),
                ]
            )
        ]
    return []


def _order_on_line(fact: Predicate, figure: Mapping[str, Coordinates]) -> list[Equation]:
    """ab + bc = ac for collinear points with b between a and c."""
    if fact.name != "coll":
        return []
    outer = ((0, 1, 2), (1, 0, 2), (0, 2, 1))
    p = fact.points
    i, j, k = max(outer, key=lambda t: math.dist(figure[p[t[0]]], figure[p[t[2]]]))
    return [_form(p, ((1, i, j), (1, j, k), (-1, i, k)))]


def combine(parts: list[tuple[Fraction, Equation]]) -> Equation:
    """The linear combination, without zero coefficients."""
    total: Equation = {}
    for factor, form in parts:
        for key, value in form.items():
            total[key] = total.get(key, Fraction(0)) + factor * value
    return {k: v for k, v in total.items() if v}
