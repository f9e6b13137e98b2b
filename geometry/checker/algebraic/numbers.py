"""Exact numbers of a certificate: integer polynomials in parameters, roots, and x and y.

A root y_i has the square D_i, a number in the parameters and earlier roots; products are reduced
by that. Nothing is assumed of the D_i: where a number must not be a zero divisor, `unit` shows it.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping

from geometry.checker.report import Rejection

#: Bits of an exponent of x, y and the parameters, and of a root.
_BITS, _ROOT_BITS = 20, 2
_MASK, _ROOT_MASK = (1 << _BITS) - 1, (1 << _ROOT_BITS) - 1
#: No exponent of a number that is read, and none of a product, is larger.
MAX_READ_EXPONENT, _MAX_EXPONENT = 4_000, 500_000
MAX_PARAMETERS, MAX_ROOTS = 60, 16
#: A prime; where a norm does not vanish modulo it, it does not vanish.
_PRIME = 2**61 - 1


class Ring:
    """The numbers of one case.

    Args:
        parameters: how many there are.
        deadline: on the monotonic clock; after it every product is refused.
        should_stop: asked now and then; products are refused from then on.
    """

    def __init__(
        self,
        parameters: int,
        deadline: float,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> None:
        if not 0 <= parameters <= MAX_PARAMETERS:
            raise Rejection("there are too many parameters")
        self.parameters = parameters
        self.deadline = deadline
        self.should_stop = should_stop
        self.squares: dict[int, Number] = {}
        self._first_root = _BITS * (parameters + 2)
        # Any place will do: a value that is not zero there is not zero.
        place = random.Random(20260712)
        self._place = [place.randrange(_PRIME) for _ in range(parameters)]
        self._square_images: dict[int, dict[int, int]] = {}
        self._spent = 0

    def number(self, terms: dict[int, int], degree: int) -> Number:
        return Number(self, {k: c for k, c in terms.items() if c}, degree)

    def constant(self, n: int) -> Number:
        return self.number({0: n}, 0)

    def variable(self, slot: int) -> Number:
        """x for 0, y for 1, parameter i for i + 2."""
        return Number(self, {1 << (_BITS * slot): 1}, 1)

    def root(self, index: int) -> Number:
        return Number(self, {1 << (self._first_root + _ROOT_BITS * index): 1}, 0)

    def read(self, data: object) -> Number:
        """A number of the certificate; raises Rejection where it is none."""
        if not isinstance(data, list):
            raise Rejection("a number is not a list of terms")
        terms: dict[int, int] = {}
        degree = 0
        for item in data:
            if not isinstance(item, list) or len(item) != 3:
                raise Rejection("a term is not [coefficient, roots, exponents]")
            c, roots, exponents = item
            if type(c) is not int or type(roots) is not int or not isinstance(exponents, list):
                raise Rejection("a term is not [coefficient, roots, exponents]")
            if len(exponents) > self.parameters:
                raise Rejection("a term has more exponents than there are parameters")
            key = 0
            for i, e in enumerate(exponents):
                if type(e) is not int or not 0 <= e <= MAX_READ_EXPONENT:
                    raise Rejection("an exponent is out of range")
                key |= e << (_BITS * (i + 2))
                degree = max(degree, e)
            if roots < 0 or roots >> MAX_ROOTS:
                raise Rejection("a root is out of range")
            for i in range(roots.bit_length()):
                if roots >> i & 1:
                    if i not in self.squares:
                        raise Rejection(f"root {i} is used before it is there")
                    key |= 1 << (self._first_root + _ROOT_BITS * i)
            terms[key] = terms.get(key, 0) + c
        return self.number(terms, degree)

    def add_root(self, index: int, square: Number) -> None:
        """A new root of `square`, which must be no zero divisor."""
        if type(index) is not int or not 0 <= index < MAX_ROOTS or index in self.squares:
            raise Rejection("a root is not new")
        if any(i > index for i in self.squares):
            raise Rejection("roots are out of order")
        if not self.unit(square):
            raise Rejection("a root of a zero divisor")
        self.squares[index] = square

    def spend(self, pairs: int) -> None:
        """Counts term pairs; raises Rejection after the deadline."""
        self._spent += pairs
        if self._spent > 200_000:
            self._spent = 0
            if time.monotonic() > self.deadline or self.should_stop():
                raise Rejection("the certificate takes too long to check")

    # -- products

    def product(self, a: Number, b: Number) -> Number:
        degree = a.degree + b.degree
        if degree > _MAX_EXPONENT:
            raise Rejection("a polynomial has too high a degree")
        if len(a.terms) > len(b.terms):
            a, b = b, a
        total: dict[int, int] = {}
        get = total.get
        other = list(b.terms.items())
        for k, c in a.terms.items():
            self.spend(len(other))  # here, since one product alone may be too long
            for m, d in other:
                key = k + m
                total[key] = get(key, 0) + c * d
        return self._reduced(total, degree)

    def _reduced(self, terms: dict[int, int], degree: int) -> Number:
        """With every square of a root replaced, the last root first."""
        for index in sorted(self.squares, reverse=True):
            shift = self._first_root + _ROOT_BITS * index
            two = 2 << shift
            double = {k - two: c for k, c in terms.items() if k >> shift & _ROOT_MASK >= 2}
            if double:
                terms = {k: c for k, c in terms.items() if k >> shift & _ROOT_MASK < 2}
                more = self.product(self.number(double, degree), self.squares[index])
                degree = max(degree, more.degree)
                for k, c in more.terms.items():
                    terms[k] = terms.get(k, 0) + c
        return self.number(terms, degree)

    # -- zero divisors

    def unit(self, e: Number) -> bool:
        """Whether e is shown to be no zero divisor: its norm, the product over all signs of the
        roots, is not the zero polynomial, since it is not zero at some place modulo a prime."""
        image = self._image(e)
        for index in sorted(self.squares, reverse=True):
            bit = 1 << index
            a = {m: v for m, v in image.items() if not m & bit}
            b = {m ^ bit: v for m, v in image.items() if m & bit}
            image = self._add(
                self._times(a, a), self._times(self._times(b, b), self._square(index)), -1
            )
        return image.get(0, 0) % _PRIME != 0

    def _square(self, index: int) -> dict[int, int]:
        if index not in self._square_images:
            self._square_images[index] = self._image(self.squares[index])
        return self._square_images[index]

    def _image(self, e: Number) -> dict[int, int]:
        image: dict[int, int] = {}
        for key, c in e.terms.items():
            if key & ((1 << 2 * _BITS) - 1):
                raise Rejection("a curve stands where a number must")
            value = c % _PRIME
            for i, u in enumerate(self._place):
                if power := key >> (_BITS * (i + 2)) & _MASK:
                    value = value * pow(u, power, _PRIME) % _PRIME
            mask = self._mask(key)
            image[mask] = (image.get(mask, 0) + value) % _PRIME
        self.spend(len(e.terms) * 4)
        return image

    def _mask(self, key: int) -> int:
        roots, mask, i = key >> self._first_root, 0, 0
        while roots:
            mask |= (roots & 1) << i
            roots >>= _ROOT_BITS
            i += 1
        return mask

    def _times(self, a: Mapping[int, int], b: Mapping[int, int]) -> dict[int, int]:
        total: dict[int, int] = {}
        self.spend(len(a) * len(b) * 4)
        for i, v in a.items():
            for k, w in b.items():
                part = {i ^ k: v * w % _PRIME}
                both = i & k
                while both:
                    index = both.bit_length() - 1
                    part = self._times(part, self._square(index))
                    both ^= 1 << index
                total = self._add(total, part, 1)
        return total

    @staticmethod
    def _add(a: Mapping[int, int], b: Mapping[int, int], sign: int) -> dict[int, int]:
        total = dict(a)
        for m, v in b.items():
            total[m] = (total.get(m, 0) + sign * v) % _PRIME
        return total


class Number:
    """An element of a ring; `degree` bounds every exponent."""

    __slots__ = ("degree", "ring", "terms")

    def __init__(self, ring: Ring, terms: dict[int, int], degree: int) -> None:
        self.ring, self.terms, self.degree = ring, terms, degree

    def __bool__(self) -> bool:
        return bool(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __add__(self, other: Number) -> Number:
        return self._plus(other, 1)

    def __sub__(self, other: Number) -> Number:
        return self._plus(other, -1)

    def _plus(self, other: Number, sign: int) -> Number:
        self.ring.spend(len(self.terms) + len(other.terms))
        total = dict(self.terms)
        for k, c in other.terms.items():
            total[k] = total.get(k, 0) + sign * c
        return self.ring.number(total, max(self.degree, other.degree))

    def __neg__(self) -> Number:
        return self * -1

    def __mul__(self, other: Number | int) -> Number:
        if isinstance(other, int):
            return self.ring.number({k: c * other for k, c in self.terms.items()}, self.degree)
        return self.ring.product(self, other)

    def coefficients(self) -> dict[tuple[int, int], Number]:
        """As a polynomial in x and y."""
        parts: dict[tuple[int, int], dict[int, int]] = {}
        for k, c in self.terms.items():
            powers = (k & _MASK, k >> _BITS & _MASK)
            parts.setdefault(powers, {})[k >> 2 * _BITS << 2 * _BITS] = c
        return {powers: self.ring.number(terms, self.degree) for powers, terms in parts.items()}

    def by_parameter(self, index: int) -> dict[int, Number]:
        """As a polynomial in one parameter."""
        shift = _BITS * (index + 2)
        parts: dict[int, dict[int, int]] = {}
        for k, c in self.terms.items():
            power = k >> shift & _MASK
            parts.setdefault(power, {})[k - (power << shift)] = c
        return {power: self.ring.number(terms, self.degree) for power, terms in parts.items()}

    def has_parameter(self, index: int) -> bool:
        return any(k >> (_BITS * (index + 2)) & _MASK for k in self.terms)

    def parts(self) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Coefficients, roots as bits, exponents of the parameters."""
        ring = self.ring
        for k, c in self.terms.items():
            exponents = tuple(k >> (_BITS * (i + 2)) & _MASK for i in range(ring.parameters))
            yield c, ring._mask(k), exponents
