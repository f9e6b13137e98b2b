"""Closed values, drawn at random, as theorems: what Python computes must be what Lean's kernel finds."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from fractions import Fraction


def _rational(value: Fraction) -> str:
    return f"(({value.numerator} : ℚ) / {value.denominator})"


def _digits(rng: random.Random) -> tuple[str, str, str]:
    base, number = rng.randint(2, 12), rng.randrange(100_000)
    digits, rest = [], number
    while rest:
        rest, digit = divmod(rest, base)
        digits.append(digit)
    return f"Nat.digits {base} {number}", str(digits), str([*digits, 1])


def _floor(rng: random.Random) -> tuple[str, str, str]:
    value = Fraction(rng.randint(-500, 500), rng.randint(1, 40))
    floor = math.floor(value)
    return f"⌊{_rational(value)}⌋", str(floor), str(floor + 1)


def _ceil(rng: random.Random) -> tuple[str, str, str]:
    value = Fraction(rng.randint(-500, 500), rng.randint(1, 40))
    ceil = math.ceil(value)
    return f"⌈{_rational(value)}⌉", str(ceil), str(ceil - 1)


def _choose(rng: random.Random) -> tuple[str, str, str]:
    n, k = rng.randrange(12), rng.randrange(13)
    return f"Nat.choose {n} {k}", str(math.comb(n, k)), str(math.comb(n, k) + 1)


def _divisors(rng: random.Random) -> tuple[str, str, str]:
    n = rng.randrange(80)
    count = sum(1 for d in range(1, n + 1) if n % d == 0)
    return f"(Nat.divisors {n}).card", str(count), str(count + 1)


def _totient(rng: random.Random) -> tuple[str, str, str]:
    n = rng.randrange(60)
    count = sum(1 for k in range(n) if math.gcd(n, k) == 1)
    return f"Nat.totient {n}", str(count), str(count + 1)


def _sum(rng: random.Random) -> tuple[str, str, str]:
    low = rng.randint(-12, 12)
    high = low + rng.randint(-2, 14)
    total = sum(x * x - 3 * x for x in range(low, high + 1))
    text = f"∑ x ∈ Finset.Icc ({low} : ℤ) ({high}), (x ^ 2 - 3 * x)"
    return text, str(total), str(total + 1)


def _filtered(rng: random.Random) -> tuple[str, str, str]:
    n, m = rng.randrange(40), rng.randint(2, 7)
    total = sum(x for x in range(n) if x % m == 1)
    return f"∑ x ∈ Finset.range {n} with x % {m} = 1, x", str(total), str(total + 1)


def _zmod(rng: random.Random) -> tuple[str, str, str]:
    n, a, b = rng.randint(2, 30), rng.randrange(60), rng.randrange(60)
    value = (a * b - a) % n
    return f"({a} * {b} - {a} : ZMod {n})", str(value), str((value + 1) % n)


def _integer_mod(rng: random.Random) -> tuple[str, str, str]:
    a, b = rng.randint(-300, 300), rng.choice([*range(-20, 0), *range(1, 21)])
    value = a % abs(b)
    return f"({a} : ℤ) % {b}", str(value), str(value + abs(b))


def _integer_div(rng: random.Random) -> tuple[str, str, str]:
    a, b = rng.randint(-300, 300), rng.choice([*range(-20, 0), *range(1, 21)])
    value = (a - a % abs(b)) // b
    return f"({a} : ℤ) / {b}", str(value), str(value + 1)


def _square_root(rng: random.Random) -> tuple[str, str, str]:
    n = rng.randrange(10**9)
    return f"Nat.sqrt {n}", str(math.isqrt(n)), str(math.isqrt(n) + 1)


def _logarithm(rng: random.Random) -> tuple[str, str, str]:
    base, n = rng.randint(2, 9), rng.randint(1, 10**6)
    value = 0
    while base ** (value + 1) <= n:
        value += 1
    return f"Nat.log {base} {n}", str(value), str(value + 1)


def _fraction(rng: random.Random) -> tuple[str, str, str]:
    a, b, c = (Fraction(rng.randint(-30, 30), rng.randint(1, 15)) for _ in range(3))
    value = a * b + c
    text = f"({_rational(a)} * {_rational(b)} + {_rational(c)}).num"
    return text, str(value.numerator), str(value.numerator + 1)


def _cardinality(rng: random.Random) -> tuple[str, str, str]:
    n, m = rng.randint(1, 25), rng.randint(2, 9)
    count = len({x * x % m for x in range(n)})
    return (
        f"(Finset.image (fun x => x ^ 2 % {m}) (Finset.range {n})).card",
        str(count),
        str(count + 1),
    )


KINDS: tuple[Callable[[random.Random], tuple[str, str, str]], ...] = (
    _digits, _floor, _ceil, _choose, _divisors, _totient, _sum, _filtered, _zmod, _integer_mod,
    _integer_div, _square_root, _logarithm, _fraction, _cardinality,
)  # fmt: skip


def closed_values(count: int, seed: int) -> list[tuple[str, str, str]]:
    """Return `count` triples: a closed term, its value, and a value that it does not have."""
    rng = random.Random(seed)
    return [KINDS[number % len(KINDS)](rng) for number in range(count)]


def as_theorems(values: list[tuple[str, str, str]]) -> str:
    """Return a Lean file that says of each term that it has its value, and not the other one."""
    return "\n".join(
        f"example : {term} = {value} := by decide +kernel\n"
        f"example : ¬{term} = {other} := by decide +kernel"
        for term, value, other in values
    )
