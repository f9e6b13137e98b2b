"""Sums of directions, lengths or logarithms of lengths, shown as angles, sums and fractions."""

from __future__ import annotations

from fractions import Fraction

from geometry.engine.equations import Equation, Pair
from geometry.predicates import Table
from geometry.prose.notation import Notation


def directions(form: Equation) -> dict[Pair, Fraction]:
    """The terms of a form that are pairs of points."""
    out: dict[Pair, Fraction] = {}
    for key, value in form.items():
        if isinstance(key, tuple):
            first, second = key
            if isinstance(first, str) and isinstance(second, str):
                out[first, second] = value
    return out


def show(form: Equation, table: Table, n: Notation) -> str:
    """The value of a sum with whole coefficients; the constant of angles counts modulo 180°."""
    if table == "angle":
        return _angles(form, n)
    if table == "ratio":
        above, below = _logarithms(form, n)
        return n.fraction(above, below)
    out = ""
    for key, c in sorted(directions(form).items(), key=lambda t: t[1] < 0):
        body = n.points(*key)
        body = n.squared(body) if table == "square" else body
        body = body if abs(c) == 1 else n.number(abs(c)) + n.times + body
        out += (n.minus if out or c < 0 else "") + body if c < 0 else (" + " if out else "") + body
    constant = form.get(1, Fraction(0))
    if constant or not out:
        sign = n.minus if constant < 0 else " + " if out else ""
        out += sign + n.number(abs(constant))
    return out.strip()


def _logarithms(form: Equation, n: Notation) -> tuple[list[str], list[str]]:
    """Factors above and below the fraction bar; an unknown is a length, a sine or a prime."""
    sides: tuple[list[str], list[str]] = ([], [])
    numbers = [Fraction(1), Fraction(1)]
    for key, c in form.items():
        if isinstance(key, int):
            whole, rest = divmod(abs(c), 1)
            numbers[c < 0] *= Fraction(key) ** int(whole)
            if rest:
                sides[c < 0].append(n.power(str(key), rest))
            continue
        first, second = key
        if isinstance(first, str) and isinstance(second, str):
            body = n.points(first, second)
        else:
            body = n.sine(first[0], first[1], second[0], second[1])
        sides[c < 0].append(n.power(body, abs(c)))
    for side, value in zip(sides, numbers, strict=True):
        if value != 1:
            side.insert(0, n.number(value))
    return sides


def _angles(form: Equation, n: Notation) -> str:
    terms_of = directions(form)
    starts = [key for key, c in terms_of.items() for _ in range(int(max(-c, Fraction(0))))]
    ends = [key for key, c in terms_of.items() for _ in range(int(max(c, Fraction(0))))]
    counted: dict[str, int] = {}
    for start, end in _pairs(starts, ends):
        text = n.angle(*start, *end)
        counted[text] = counted.get(text, 0) + 1
    terms = [(f"{k}{n.times}" if k > 1 else "") + text for text, k in counted.items()]
    constant = form.get(1, Fraction(0)) % 1
    if not terms:
        return n.degrees(constant)
    out = " + ".join(terms)
    if not constant:
        return out
    if constant > Fraction(1, 2):
        return out + n.minus + n.degrees(1 - constant)
    return out + " + " + n.degrees(constant)


def _pairs(starts: list[Pair], ends: list[Pair]) -> list[tuple[Pair, Pair]]:
    """Directions taken away and added, matched so that most angles have a vertex."""
    out: list[tuple[Pair, Pair]] = []
    left = list(ends)
    for start in starts:
        if not left:
            break
        best = next((e for e in left if set(e) & set(start)), left[0])
        left.remove(best)
        out.append((start, best))
    return out
