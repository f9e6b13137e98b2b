"""Numbers with square roots: polynomials in the parameters, and roots y with y² = D.

An element is a sum of products of different roots with polynomial coefficients. Beside its exact
value it carries two shadows: its value modulo a large prime at a random place, which decides
incidences and truth before anything exact is computed, and its value in the drawn figure, which
decides signs. A tower that is not exact has the shadow modulo the prime, and a bound of the degree
instead of the real value, by which coordinate systems are compared.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import mpmath

from geometry.algebra.polynomials import Polynomial, Polynomials

#: 3 modulo 4, so that roots of squares are powers.
PRIME = 4611686018427386471
#: Values in the drawn figure have 240 binary digits, whatever the precision elsewhere is.
reals = mpmath.MPContext()
reals.prec = 240
#: Term pairs that the libraries multiply in a second, at most.
PAIRS_PER_SECOND = 6e6

Coefficients: TypeAlias = dict[int, Polynomial]


class Restart(Exception):
    """A number that must have a root modulo the prime has none: try another place."""


class OutOfTime(Exception):
    """The deadline is past, or what comes next cannot end before it."""


def is_square(value: int) -> bool:
    return value % PRIME == 0 or pow(value, (PRIME - 1) // 2, PRIME) == 1


def modular_root(value: int) -> int:
    return pow(value, (PRIME + 1) // 4, PRIME)


class Element:
    """A number of a tower: `exact` by set of roots (as bits), `shadow` modulo the prime, `real`."""

    __slots__ = ("exact", "real", "shadow", "tower")

    def __init__(self, tower: Tower, exact: Coefficients, shadow: int, real: mpmath.mpf) -> None:
        self.tower, self.exact, self.shadow, self.real = tower, exact, shadow, real

    def __add__(self, other: Element | int) -> Element:
        tower = self.tower
        if isinstance(other, int):
            other = tower.constant(other)
        elif not isinstance(other, Element):
            return NotImplemented
        shadow = (self.shadow + other.shadow) % PRIME
        if tower.ring is None:
            return Element(tower, {}, shadow, max(self.real, other.real))
        total = dict(self.exact)
        for roots, p in other.exact.items():
            if roots in total:
                both = total[roots] + p
                if len(both):
                    total[roots] = both
                else:
                    del total[roots]
            else:
                total[roots] = p
        return Element(tower, total, shadow, self.real + other.real)

    __radd__ = __add__

    def __neg__(self) -> Element:
        exact = {roots: -p for roots, p in self.exact.items()}
        real = self.real if self.tower.ring is None else -self.real
        return Element(self.tower, exact, -self.shadow % PRIME, real)

    def __sub__(self, other: Element | int) -> Element:
        if not isinstance(other, (int, Element)):
            return NotImplemented
        return self + (-other)

    def __rsub__(self, other: int) -> Element:
        return -self + other

    def __mul__(self, other: Element | int) -> Element:
        tower = self.tower
        if isinstance(other, int):
            exact = {roots: p * other for roots, p in self.exact.items()} if other else {}
            real = self.real if tower.ring is None else self.real * other
            return Element(tower, exact, self.shadow * other % PRIME, real)
        if not isinstance(other, Element):
            return NotImplemented
        shadow = self.shadow * other.shadow % PRIME
        if tower.ring is None:
            return Element(tower, {}, shadow, self.real + other.real)
        return Element(
            tower, tower.product(self.exact, other.exact), shadow, self.real * other.real
        )

    __rmul__ = __mul__

    @property
    def zero(self) -> bool:
        return not self.exact if self.tower.ring is not None else self.shadow == 0

    def __len__(self) -> int:
        return sum(len(p) for p in self.exact.values())


class Tower:
    """The numbers of one run.

    Args:
        seed: of the random place.
        unknowns: how many parameters there will be; None for shadows modulo the prime alone.
        choices: signs for the roots that are in the tower already, in the order they come up.
        deadline: on the monotonic clock.
        should_stop: asked before longer computations.
        library: see `Polynomials`.
    """

    def __init__(
        self,
        seed: int,
        unknowns: int | None = None,
        choices: Sequence[int] = (),
        deadline: float | None = None,
        library: str = "",
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.should_stop = should_stop
        self.random = random.Random(seed)
        self.ring = None if unknowns is None else Polynomials(unknowns, library)
        self.deadline = deadline
        self.choices = tuple(choices)
        self.chosen: list[int] = []
        self.shadows: list[int] = []
        self.reals: list[mpmath.mpf] = []
        self.squares: list[Element] = []
        self.root_shadows: list[int] = []
        self.root_reals: list[mpmath.mpf] = []
        self.peak = 0

    @property
    def exact(self) -> bool:
        return self.ring is not None

    def constant(self, n: int) -> Element:
        exact = {0: self.ring.constant(n)} if self.ring is not None and n else {}
        return Element(self, exact, n % PRIME, reals.mpf(n) if self.ring is not None else 0)

    def parameter(self, value: Callable[[], mpmath.mpf]) -> Element:
        """A new free number; `value` gives it in the drawn figure."""
        shadow = self.random.randrange(2, PRIME)
        self.shadows.append(shadow)
        if self.ring is None:
            return Element(self, {}, shadow, 1)
        real = value()
        self.reals.append(real)
        return Element(self, {0: self.ring.unknowns[len(self.reals) - 1]}, shadow, real)

    def look(self, pairs: float = 0) -> None:
        """Raises `OutOfTime` when the time is up, or too short for a product of so many pairs."""
        if self.should_stop():
            raise OutOfTime
        if self.deadline is not None:
            left = self.deadline - time.monotonic()
            if left <= 0 or pairs > left * PAIRS_PER_SECOND:
                raise OutOfTime

    def product(self, a: Mapping[int, Polynomial], b: Mapping[int, Polynomial]) -> Coefficients:
        total: Coefficients = {}
        for i, p in a.items():
            for k, q in b.items():
                if len(p) * len(q) > 2000:
                    self.look(len(p) * len(q))
                pq = p * q
                self.peak = max(self.peak, len(pq))
                part: Coefficients = {i ^ k: pq}
                for bit in _bits(i & k):
                    part = self.product(part, self.squares[bit].exact)
                for roots, r in part.items():
                    total[roots] = total[roots] + r if roots in total else r
        return {roots: p for roots, p in total.items() if len(p)}

    def element(self, exact: Coefficients) -> Element:
        """An element with its shadows computed from its exact value."""
        shadow, real = 0, reals.mpf(0)
        for roots, p in exact.items():
            s, r = self._values(p)
            for bit in _bits(roots):
                s = s * self.root_shadows[bit] % PRIME
                r = r * self.root_reals[bit]
            shadow, real = shadow + s, real + r
        return Element(self, exact, shadow % PRIME, real)

    def _values(self, p: Polynomial) -> tuple[int, mpmath.mpf]:
        assert self.ring is not None
        shadow, real = 0, reals.mpf(0)
        for c, exponents in self.ring.terms(p):
            s, r = c, reals.mpf(c)
            for i, e in enumerate(exponents):
                if e:
                    s = s * pow(self.shadows[i], e, PRIME) % PRIME
                    r = r * self.reals[i] ** e
            shadow, real = shadow + s, real + r
        return shadow % PRIME, real

    # -- common factors

    def reduced(self, *elements: Element) -> tuple[Element, ...]:
        """The elements without the polynomial that divides all of them."""
        if self.ring is None:
            return elements
        common = self.content(elements)
        if common is None or self.ring.one(common):
            return elements
        shadow, real = self._values(common)
        inverse = pow(shadow, -1, PRIME)
        return tuple(
            Element(
                self,
                self._divided(e.exact, common),
                e.shadow * inverse % PRIME,
                e.real / real if real else real,  # in a special figure, which decides no sign
            )
            for e in elements
        )

    def content(self, elements: Iterable[Element]) -> Polynomial | None:
        """The greatest common divisor of all coefficients; None for zeros alone."""
        assert self.ring is not None
        common: Polynomial | None = None
        for p in sorted((p for e in elements for p in e.exact.values()), key=len):
            if common is None:
                common = p
                continue
            self.look(len(common) * len(p) / 4 if min(len(common), len(p)) > 60 else 0)
            common = self.ring.gcd(common, p)
            if self.ring.one(common):
                break
        return common

    def _divided(self, exact: Coefficients, divisor: Polynomial) -> Coefficients:
        assert self.ring is not None
        return {roots: self.ring.quotient(p, divisor) for roots, p in exact.items()}

    def conjugate(self, e: Element, bit: int) -> Element:
        """With the other sign of a root."""
        return self.element({m: -p if m >> bit & 1 else p for m, p in e.exact.items()})

    # -- roots

    def adjoin(self, d: Element) -> tuple[Element, Element]:
        """A new root y with y² = D; gives D and s with s²·D = d."""
        assert self.ring is not None
        content = self.content([d])
        square = self.ring.square_part(content)
        s = self.element({0: square})
        inverse = pow(s.shadow, -2, PRIME)
        exact = self._divided(d.exact, square * square)
        D = Element(
            self, exact, d.shadow * inverse % PRIME, d.real / s.real**2 if s.real else s.real
        )
        self.squares.append(D)
        self.root_shadows.append(modular_root(D.shadow))
        self.root_reals.append(reals.sqrt(abs(D.real)))
        return D, s

    def root(self, bit: int) -> Element:
        assert self.ring is not None
        one = self.ring.constant(1)
        return Element(self, {1 << bit: one}, self.root_shadows[bit], self.root_reals[bit])


def _bits(mask: int) -> Iterable[int]:
    bit = 0
    while mask >> bit:
        if mask >> bit & 1:
            yield bit
        bit += 1
