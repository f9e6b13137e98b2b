"""Which numbers of a tower are squares in it: a complete test, so that no root is adjoined twice.

With K' = K(y), y² = D, a number a + b·y is a square in K' if and only if
* b = 0, and a or a·D is a square in K; or
* b ≠ 0, the norm a² - b²·D is a square n² in K, and (a + n)/2 or (a - n)/2 is one.
In the ground field, the rational functions of the parameters, a polynomial is a square if and only
if it is the square of a polynomial.
"""

from __future__ import annotations

import random

from geometry.algebra.tower import PRIME, Element, Tower, is_square, modular_root

#: Random places at which a square must be a square; a number that is none passes each of them with
#: probability 1/2. Only a filter: what passes is decided exactly.
_PLACES = 10
_TRIES = 400


def square_root(tower: Tower, d: Element) -> tuple[Element, Element] | None:
    """(r, k) with r² = d·k² and k not zero, if d is a square in the tower; else None."""
    if not _may_be_square(tower, d):
        return None
    return _root(tower, d, len(tower.squares))


def _root(tower: Tower, d: Element, level: int) -> tuple[Element, Element] | None:
    tower.look()
    one = tower.constant(1)
    if d.zero:
        return d, one
    if level == 0:
        assert tower.ring is not None
        root = tower.ring.sqrt(d.exact[0])
        return None if root is None else (tower.element({0: root}), one)
    bit = level - 1
    y, D = tower.root(bit), tower.squares[bit]
    a = tower.element({m: p for m, p in d.exact.items() if not m >> bit & 1})
    b = tower.element({m ^ (1 << bit): p for m, p in d.exact.items() if m >> bit & 1})
    if b.zero:
        if found := _root(tower, a, bit):
            return found
        if found := _root(tower, a * D, bit):
            return _lowest(tower, found[0] * y, found[1] * D)
        return None
    norm = _root(tower, a * a - b * b * D, bit)
    if norm is None:
        return None
    m, k = norm
    for sign in (1, -1):
        half = _root(tower, (a * k + m * sign) * k * 2, bit)
        if half is not None and not half[0].zero:
            w, n = half
            return _lowest(tower, w * w + b * k * k * n * n * y * 2, k * n * w * 2)
    return None


def _lowest(tower: Tower, r: Element, k: Element) -> tuple[Element, Element]:
    """The fraction r / k without common factors of its coefficients."""
    r, k = tower.reduced(r, k)
    if k.exact.keys() == {0} and k.exact[0] == -1:
        return -r, -k
    return r, k


def _may_be_square(tower: Tower, d: Element) -> bool:
    """Looks at random places where every root of the tower is a number modulo the prime."""
    assert tower.ring is not None
    rng = random.Random(len(d) + 7919 * len(tower.squares))
    found = 0
    for _ in range(_TRIES):
        tower.look()
        place = [rng.randrange(-999, 999) for _ in tower.ring.unknowns]
        roots: list[int] = []
        for D in tower.squares:
            value = _at(tower, D, place, roots)
            if not is_square(value):
                break
            roots.append(modular_root(value) * rng.choice((1, -1)))
        else:
            if not is_square(_at(tower, d, place, roots)):
                return False
            found += 1
            if found == _PLACES:
                break
    return True


def _at(tower: Tower, e: Element, place: list[int], roots: list[int]) -> int:
    assert tower.ring is not None
    total = 0
    for mask, p in e.exact.items():
        value = tower.ring.at(p, place) % PRIME
        for bit, root in enumerate(roots):
            if mask >> bit & 1:
                value = value * root % PRIME
        total += value
    return total % PRIME
