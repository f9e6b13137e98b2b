"""Facts in a certificate: reading them, and what each one says as linear equations.

An equation is a linear form together with a constant. Its unknowns are pairs of points (a pair
stands for the direction, the log of the length, the length, or the squared length of its segment)
and, in the table of ratios, pairs of lines (which stand for the log of the sine of their angle).
Two facts are the same fact if they say the same equations; `key` makes that a comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from geometry.checker.report import Rejection, shown
from geometry.errors import GeometryInputError
from geometry.predicates import ATOMIC, RELATIONS, Predicate

Pair = tuple[str, str]
Unknown = Pair | tuple[Pair, Pair]
Form = dict[Unknown, Fraction]

#: Numbers are read by this pattern only: short, and without exponents that could explode.
_NUMBER = re.compile(r"[+-]?[0-9]{1,30}(/[0-9]{1,30}|\.[0-9]{1,30})?")
_ONE = Fraction(1)
_HALF = Fraction(1, 2)

#: Tables in which equation 0 of a relation is equivalent to the fact, so that algebra may
#: conclude it there.
CONCLUDED_BY_ALGEBRA: dict[str, frozenset[str]] = {
    "angle": frozenset({"para", "perp", "eqangle", "aconst"}),
    "ratio": frozenset({"cong", "eqratio", "eqproduct", "rconst", "lconst"}),
    "length": frozenset({"cong", "rconst", "lconst", "lsum"}),
    "square": frozenset({"perp", "cong", "rconst", "lconst", "apollonius", "eqpower"}),
}

#: Squares of sines that are rational, by the angle in twelfths of pi.
_SINE_SQUARES = {
    2: Fraction(1, 4), 3: Fraction(1, 2), 4: Fraction(3, 4), 6: Fraction(1),
    8: Fraction(3, 4), 9: Fraction(1, 2), 10: Fraction(1, 4),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Equation:
    """A linear form and what it equals.

    Attributes:
        form: coefficients by unknown (each pair in alphabetical order), none of them 0.
        constant: `angle`: the value in units of pi, modulo 1. `ratio`: the positive number whose
            log, divided by `root`, is the value. `length`, `square`: the value itself.
        root: of the constant, in the table of ratios.
    """

    form: Form
    constant: Fraction
    root: int = 1


def number(word: str) -> Fraction:
    """Reads `-3`, `1/3` or `0.25`; raises Rejection for anything else."""
    if not _NUMBER.fullmatch(word):
        raise Rejection(f"`{shown(word)}` is not a number of at most 30 digits such as 1/3")
    try:
        return Fraction(word)
    except ZeroDivisionError:
        raise Rejection(f"`{shown(word)}` divides by zero") from None


def read_predicate(words: list[str], known: Iterable[str]) -> Predicate:
    """The relation that `words` write, abbreviations such as `midp` included.

    Raises:
        Rejection: unknown relation, wrong number of points, a point that is not in `known`.
    """
    if not words or words[0] not in RELATIONS:
        raise Rejection(f"`{shown(words[0] if words else '')}` is not a relation")
    name, *points = words
    value = number(points.pop()) if RELATIONS[name][1] and points else None
    for point in points:
        if point not in known:
            raise Rejection(f"`{shown(' '.join(words))}` names {shown(point)}, which is no point")
    try:
        return Predicate(name, tuple(points), value)
    except GeometryInputError as error:
        raise Rejection(shown(str(error), 200)) from None


def read_fact(text: str, known: Iterable[str]) -> Predicate:
    """An atomic fact between different points of `known`; raises Rejection otherwise."""
    fact = read_predicate(text.split(), known)
    if fact.name not in ATOMIC:
        raise Rejection(f"`{shown(str(fact))}` is an abbreviation, not one fact")
    if any(a == b for a, b in segments(fact)):
        raise Rejection(f"`{shown(str(fact))}` speaks of a line or segment from a point to itself")
    return fact


def segments(fact: Predicate) -> list[Pair]:
    """The pairs of points that have to be different for the atomic `fact` to mean anything."""
    p = fact.points
    if fact.name in ("apollonius", "eqpower"):
        return []  # equations between squares of distances mean something for any points
    if fact.name in ("coll", "cyclic", "sinlaw"):
        return [(a, b) for i, a in enumerate(p) for b in p[i + 1 :]]
    return [(p[i], p[i + 1]) for i in range(0, len(p), 2)]


def pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def sine(p: tuple[str, ...]) -> tuple[Pair, Pair]:
    """The unknown of the angle between the lines through the points 0, 1 and 2, 3."""
    one, other = pair(p[0], p[1]), pair(p[2], p[3])
    return (one, other) if one < other else (other, one)


def sines(fact: Predicate) -> list[tuple[Pair, Pair]]:
    """Pairs of lines that must not be parallel for what `fact` says about ratios."""
    p = fact.points
    match fact.name:
        case "sinlaw":
            a, b, c = p
            return [sine((a, b, a, c)), sine((b, c, b, a)), sine((c, a, c, b))]
        case "eqangle":
            return [sine(p[:4]), sine(p[4:])]
        case "perp" | "aconst":
            return [sine(p)]
    return []


def _form(*terms: tuple[Fraction | int, str, str]) -> Form:
    return _sum(*((c, pair(a, b)) for c, a, b in terms if a != b))


def _sum(*terms: tuple[Fraction | int, Unknown]) -> Form:
    form: Form = {}
    for coefficient, unknown in terms:
        form[unknown] = form.get(unknown, Fraction(0)) + coefficient
    return {k: c for k, c in form.items() if c}


@lru_cache(maxsize=8192)
def equations(fact: Predicate, table: str) -> tuple[Equation, ...]:
    """What the atomic `fact` says in `table`, in the order that certificates count.

    Collinearity in the table of lengths depends on the order of the points; see
    `collinear_lengths`.
    """
    p, r = fact.points, fact.value if fact.value is not None else _ONE
    zero = Fraction(0)
    match table, fact.name:
        case "angle", "para":
            return (Equation(_form((1, p[0], p[1]), (-1, p[2], p[3])), zero),)
        case "angle", "perp":
            return (Equation(_form((1, p[0], p[1]), (-1, p[2], p[3])), _HALF),)
        case "angle", "aconst":
            return (Equation(_form((1, p[2], p[3]), (-1, p[0], p[1])), r % 1),)
        case "angle", "coll":
            a, b, c = p
            return (
                Equation(_form((1, a, b), (-1, a, c)), zero),
                Equation(_form((1, a, b), (-1, b, c)), zero),
            )
        case "angle", "cyclic":
            a, b, c, d = p
            return (
                Equation(_form((1, a, b), (1, c, d), (-1, a, c), (-1, b, d)), zero),
                Equation(_form((1, a, b), (1, c, d), (-1, a, d), (-1, b, c)), zero),
            )
        case ("angle", "eqangle") | ("ratio", "eqratio"):
            form = _form((1, p[0], p[1]), (-1, p[2], p[3]), (-1, p[4], p[5]), (1, p[6], p[7]))
            return (Equation(form, zero if table == "angle" else _ONE),)
        case "ratio", "eqproduct":
            # The first three segments against the other three.
            terms = ((1 if k < 6 else -1, p[k], p[k + 1]) for k in range(0, 12, 2))
            return (Equation(_form(*terms), _ONE),)
        case "ratio", "sinlaw":
            # bc : sin a = ca : sin b = ab : sin c
            a, b, c = p
            at_a, at_b, at_c = sines(fact)
            return (
                Equation(_sum((1, pair(b, c)), (-1, pair(c, a)), (-1, at_a), (1, at_b)), _ONE),
                Equation(_sum((1, pair(c, a)), (-1, pair(a, b)), (-1, at_b), (1, at_c)), _ONE),
            )
        case "ratio", "eqangle":
            one, other = sines(fact)
            return (Equation(_sum((1, one), (-1, other)), _ONE),)
        case "ratio", "perp" | "aconst":
            twelfths = 12 * (fact.value if fact.value is not None else _HALF) % 12
            if twelfths not in _SINE_SQUARES:
                return ()
            [between] = sines(fact)
            return (Equation({between: _ONE}, _SINE_SQUARES[int(twelfths)], 2),)
        case "ratio", "cong" | "rconst":
            return (Equation(_form((1, p[0], p[1]), (-1, p[2], p[3])), r),)
        case "ratio", "lconst":
            return (Equation(_form((1, p[0], p[1])), r),)
        case (("length" | "square"), "cong" | "rconst"):
            factor = r if table == "length" else r * r
            return (Equation(_form((1, p[0], p[1]), (-factor, p[2], p[3])), zero),)
        case (("length" | "square"), "lconst"):
            return (Equation(_form((1, p[0], p[1])), r if table == "length" else r * r),)
        case "length", "lsum":
            return (Equation(_form((1, p[0], p[1]), (1, p[2], p[3]), (-1, p[4], p[5])), zero),)
        case "square", "perp":
            # |ac|^2 + |bd|^2 - |ad|^2 - |bc|^2 = -2 (a - b).(c - d)
            a, b, c, d = p
            return (Equation(_form((1, a, c), (1, b, d), (-1, a, d), (-1, b, c)), zero),)
        case "square", "apollonius":
            m, a, b = p[1:]
            return (Equation(_form((1, p[0], a), (1, p[0], b), (-2, p[0], m), (-2, m, a)), zero),)
        case "square", "eqpower":
            a, o, b, q, d = p
            return (Equation(_form((1, a, o), (-1, o, b), (-1, a, q), (1, q, d)), zero),)
        case _:
            return ()


def collinear_lengths(fact: Predicate, middle: str) -> Equation:
    """The equation of lengths of a `coll` fact whose point `middle` lies between the others."""
    a, c = (point for point in fact.points if point != middle)
    return Equation(_form((1, a, middle), (1, middle, c), (-1, a, c)), Fraction(0))


@lru_cache(maxsize=8192)
def key(fact: Predicate) -> tuple[object, ...]:
    """Equal for two atomic facts if and only if they state the same equations.

    `aconst a b c d 1/2` is `perp a b c d`, `rconst a b c d 1` is `cong a b c d`, and every
    relation has its symmetries.
    """
    if fact.name in ("coll", "cyclic", "sinlaw"):
        return (fact.name, tuple(sorted(fact.points)))
    table = next((t for t in ("angle", "ratio", "length", "square") if equations(fact, t)), None)
    if table is None:
        raise Rejection(f"the checker has no equation for `{fact.name}`")
    equation = equations(fact, table)[0]
    items = sorted(equation.form.items(), key=str)
    constant = equation.constant
    # An equation and its negative are one; the sign is fixed by the first pair, and where there
    # is none by the constant.
    negative = constant
    if table == "angle":
        negative = -constant % 1
    elif table == "ratio":
        negative = 1 / constant
    if items and items[0][1] < 0:
        items = [(k, -c) for k, c in items]
        constant = negative
    elif not items:
        constant = min(constant, negative)
    return (table, tuple(items), constant)
