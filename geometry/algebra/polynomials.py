"""Polynomials over the integers in several unknowns, by python-flint or else by SymPy.

The rest of the engine uses `+`, `-`, `*`, `len` and what stands here; both libraries give the
same results, FLINT some fifty times as fast.
"""

from __future__ import annotations

import importlib
import math
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

flint: Any
try:
    flint = importlib.import_module("flint")
except ImportError:  # no wheel for this platform
    flint = None

#: A polynomial of one of the two libraries.
Polynomial: TypeAlias = Any


class NoPolynomials(ImportError):
    """Neither python-flint nor SymPy is installed."""


class Polynomials:
    """The ring of polynomials in `unknowns` unknowns. With `library` one of the two is chosen."""

    def __init__(self, unknowns: int, library: str = "") -> None:
        names = [f"u{i}" for i in range(max(1, unknowns))]
        self._ring: Any
        self.flint = library != "sympy" and flint is not None
        if self.flint:
            self._ring = flint.fmpz_mpoly_ctx.get(names, "degrevlex")
            self.unknowns = list(self._ring.gens())
        else:
            try:
                from sympy import ZZ, grevlex, ring
            except ImportError:
                raise NoPolynomials(
                    "algebra needs python-flint or SymPy; `pip install python-flint`"
                ) from None
            self._ring, *self.unknowns = ring(names, ZZ, grevlex)

    def constant(self, n: int) -> Polynomial:
        return self._ring.constant(n) if self.flint else self._ring.ground_new(n)

    def zero(self, p: Polynomial) -> bool:
        return len(p) == 0

    def one(self, p: Polynomial) -> bool:
        return bool(p == 1)

    def terms(self, p: Polynomial) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Coefficients and exponents."""
        for exponents, coefficient in p.terms():
            yield int(coefficient), tuple(map(int, exponents))

    def gcd(self, p: Polynomial, q: Polynomial) -> Polynomial:
        return p.gcd(q)

    def quotient(self, p: Polynomial, q: Polynomial) -> Polynomial | None:
        """p / q where it is a polynomial, else None."""
        result, rest = divmod(p, q)
        return result if len(rest) == 0 else None

    def sqrt(self, p: Polynomial) -> Polynomial | None:
        """The square root with a positive leading coefficient, None where there is none."""
        if len(p) == 0:
            return p
        if self.flint:
            try:
                return p.sqrt()
            except (flint.utils.flint_exceptions.DomainError, ValueError):
                return None
        content, factors = p.sqf_list()
        if content < 0 or math.isqrt(int(content)) ** 2 != content:
            return None
        root = self.constant(math.isqrt(int(content)))
        for factor, power in factors:
            if power % 2:
                return None
            root = root * factor ** (power // 2)
        return root

    def square_part(self, p: Polynomial) -> Polynomial:
        """A polynomial whose square divides p; the largest but for large integer factors."""
        content, factors = p.factor_squarefree() if self.flint else p.sqf_list()
        number, root = abs(int(content)), 1
        for q in (2, 3, 5, 7, 11, 13):
            while number and number % (q * q) == 0:
                number //= q * q
                root *= q
        if number > 1 and math.isqrt(number) ** 2 == number:
            root *= math.isqrt(number)
        square = self.constant(root)
        for factor, power in factors:
            square = square * factor ** (int(power) // 2)
        return square

    def at(self, p: Polynomial, place: Sequence[int]) -> int:
        """The value for integer unknowns."""
        if self.flint:
            return int(p(*place))
        return sum(
            c * math.prod(v**e for v, e in zip(place, x, strict=True)) for c, x in self.terms(p)
        )
