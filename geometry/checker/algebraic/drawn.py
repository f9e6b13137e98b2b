"""Whether a case is the position that its figure shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import mpmath

from geometry.checker.algebraic.chain import Chain
from geometry.checker.algebraic.numbers import Number
from geometry.checker.report import Rejection

_DECIMAL = re.compile(r"[+-]?[0-9]{1,80}(\.[0-9]{0,400})?([eE][+-]?[0-9]{1,3})?")
#: A context of its own: the precision of others stays as it is.
_reals = mpmath.MPContext()
_reals.dps = 60
#: The solved points lie on the drawn ones to this part of the largest distance.
_NEAR = 1e-3


def shows_drawn(
    chain: Chain, figure: Mapping[str, Any], drawn: Mapping[str, Any], points: Sequence[str]
) -> bool:
    """Whether the solved points, for the parameters and signs of roots that are given, lie where
    the figure has them, after turning, moving and scaling."""
    values = [_read(v) for v in drawn["parameters"]]
    signs = list(drawn["roots"])
    if any(abs(s) != 1 for s in signs) or len(values) > chain.ring.parameters:
        raise Rejection("the drawn position is not given by parameters and signs")
    values += [_reals.mpf(0)] * (chain.ring.parameters - len(values))
    roots: dict[int, mpmath.mpf] = {}
    for index, square in sorted(chain.ring.squares.items()):
        d = _value(square, values, roots)
        if d < 0:
            return False
        roots[index] = _reals.sqrt(d) * signs[index]
    solved = {}
    for name in points:
        x, y, w = (_value(e, values, roots) for e in chain.points[name])
        if w == 0:
            return False
        solved[name] = _reals.mpc(x / w, y / w)
    shown = {name: _reals.mpc(*map(_read, figure[name])) for name in points}
    a, b = max(
        ((p, q) for p in points for q in points),
        key=lambda pq: abs(shown[pq[0]] - shown[pq[1]]),
    )
    if shown[a] == shown[b] or solved[a] == solved[b]:
        return False
    turn = (solved[b] - solved[a]) / (shown[b] - shown[a])
    size = abs(solved[b] - solved[a])
    return all(
        abs(solved[p] - solved[a] - turn * (shown[p] - shown[a])) <= _NEAR * size for p in points
    )


def _read(text: object) -> mpmath.mpf:
    """A decimal number; its exponent is bounded before it is read."""
    if not isinstance(text, str) or not _DECIMAL.fullmatch(text):
        raise Rejection("a coordinate or parameter of the figure is not a decimal number")
    return _reals.mpf(text)


def _value(e: Number, values: Sequence[mpmath.mpf], roots: Mapping[int, mpmath.mpf]) -> mpmath.mpf:
    total = _reals.mpf(0)
    for c, mask, exponents in e.parts():
        term = _reals.mpf(c)
        for value, power in zip(values, exponents, strict=True):
            if power:
                term *= value**power
        for index, root in roots.items():
            if mask >> index & 1:
                term *= root
        total += term
    return total
