"""Points placed one after the other, each by conditions that all its other points satisfy.

Whatever has a unique answer is rational: lines meet in one point, a line through a known point of a
conic meets it in one other, and two circles have a radical line. Where two answers remain, a root
is adjoined to the tower, or, if it is there already, a sign is chosen. Everything that is done is
recorded as a step of the certificate.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import mpmath

from geometry.algebra.angles import tangent
from geometry.algebra.equations import Curve, Unsupported, polynomial
from geometry.algebra.placed import Degenerate, Placed, Point, Step, along, difference
from geometry.algebra.squares import square_root
from geometry.algebra.tower import PRIME, Element, Restart, is_square, modular_root, reals
from geometry.predicates import Predicate

#: Steps that are not undone with the attempt in which they were made.
_KEPT = frozenset({"direction", "length", "number"})


@dataclass(frozen=True)
class Equation:
    """A curve on which a point lies, and how it comes from the hypotheses."""

    curve: Curve
    fact: Predicate
    source: Step


@dataclass
class Choice:
    """A root that was in the tower already: the conditions at a point leave two positions, which
    no motion of the figure carries into each other."""

    point: str
    facts: tuple[Predicate, ...]
    sign: int
    drawn: int


@dataclass
class Solver(Placed):
    """One run over a tower.

    Attributes:
        choices: signs that were chosen.
        roots: how many roots were asked for.
    """

    choices: list[Choice] = field(default_factory=list)
    roots: int = 0
    _numbers: dict[int, Element] = field(default_factory=dict)

    # -- placing

    def frame(self, a: str, b: str, length: Fraction) -> None:
        """The first two points: (0, 0) and (length, 0)."""
        tower = self.tower
        one, zero = tower.constant(1), tower.constant(0)
        self.points[a] = (zero, zero, one)
        self.points[b] = (
            tower.constant(length.numerator),
            zero,
            tower.constant(length.denominator),
        )
        self.steps.append({"by": "frame", "points": [a, b], "length": str(length)})
        if tower.exact:
            za, zb = reals.mpc(self.drawn[a]), reals.mpc(self.drawn[b])
            turn = reals.mpf(length.numerator) / length.denominator / (zb - za)
            self._frame = (turn, -turn * za)

    def free(self, name: str) -> None:
        x = self.tower.parameter(lambda: self.position(name).real)
        y = self.tower.parameter(lambda: self.position(name).imag)
        self._place(name, (x, y, self.tower.constant(1)), {"by": "free"})

    def _place(self, name: str, at: Sequence[Element], step: Step) -> None:
        reduced = self.tower.reduced(*at)
        if all(e.zero for e in reduced):
            raise Degenerate(f"{name} is not determined")
        if reduced[2].zero:
            raise Degenerate(f"{name} is at infinity")
        point = self._rational(reduced)
        self.points[name] = point  # type: ignore[assignment]
        self.steps.append({"point": name, **step, "at": point})

    def _rational(self, at: tuple[Element, ...]) -> tuple[Element, ...]:
        """With a weight that has no roots, if that is not much longer."""
        if not self.tower.exact:
            return at
        found = at
        while any(found[2].exact) and max(found[2].exact):
            other = self.tower.conjugate(found[2], max(found[2].exact).bit_length() - 1)
            if other.zero or (found[2] * other).zero:
                return at
            found = self.tower.reduced(*(e * other for e in found))
            if sum(map(len, found)) > 4 * sum(map(len, at)) + 40:
                return at
        return found if sum(map(len, found)) <= 2 * sum(map(len, at)) else at

    def tangent(self, angle: Fraction) -> tuple[Element, Element]:
        """(cosine, sine) of an angle up to a factor."""
        return tangent(angle, self.tower.constant(1), self._root_of)

    def _root_of(self, n: int) -> Element:
        """The root of a positive integer."""
        if n not in self._numbers:
            d = self.tower.constant(n)
            record, r = self._root(d, lambda: reals.sqrt(n), "", ())
            if not (record["factor"] - 1).zero:
                raise Unsupported(f"the root of {n} over a factor")
            self.steps.append({"by": "number", "number": n, "root": record})
            self._numbers[n] = r
        return self._numbers[n]

    # -- conditions on a point that is sought

    def equation(self, name: str, fact: Predicate) -> Equation | None:
        """The curve that a condition leaves the point; None if it says nothing."""
        one = self.tower.constant(1)
        new = (Curve({(1, 0): one}), Curve({(0, 1): one}), one)

        def place(p: str) -> Any:
            return new if p == name else self.points[p]

        def direction(a: str, b: str) -> tuple[Any, Any]:
            if name not in (a, b):
                return self.direction(a, b)
            return difference(place(a), place(b))

        def square(a: str, b: str) -> tuple[Any, Any]:
            if name not in (a, b):
                return self.square(a, b)
            (x, y), w = difference(place(a), place(b)), place(a)[2] * place(b)[2]
            return x * x + y * y, w * w

        found = polynomial(_new_first(fact, name), direction, square, self.tangent)
        if isinstance(found, Element):
            found = Curve({(0, 0): found})
        assert isinstance(found, Curve)
        curve = found.cleaned()
        if curve.degree < 0:
            return None
        if curve.degree == 0:
            raise Degenerate(f"`{fact}` is never true")
        return Equation(curve, fact, {"fact": str(fact), "curve": curve})

    def determine(self, name: str, equations: Sequence[Equation]) -> None:
        """Places a point that lies on at least two curves.

        Raises:
            Degenerate, Unsupported: no two of them do.
        """
        ordered = sorted(equations, key=lambda e: e.curve.degree)
        fault: Exception | None = None
        for k, second in enumerate(ordered):
            for first in ordered[:k]:
                mark, chosen = len(self.steps), len(self.choices)
                try:
                    self._meet(name, first, second)
                    return
                except (Degenerate, Unsupported) as error:
                    # Directions and lengths that were found on the way are kept: they are cached.
                    self.steps[mark:] = [s for s in self.steps[mark:] if s["by"] in _KEPT]
                    del self.choices[chosen:]
                    fault = fault or error
        raise fault or Unsupported(f"{name} is not determined")

    def _meet(self, name: str, one: Equation, two: Equation) -> None:
        if one.curve.degree > two.curve.degree:
            one, two = two, one
        if two.curve.degree > 2:
            raise Unsupported(f"a curve of degree {two.curve.degree} for {name}")
        if two.curve.degree == 1:
            at = _cross(self._line(one), self._line(two))
            self._place(name, at, {"by": "meet", "lines": [one.source, two.source]})
        elif one.curve.degree == 1:
            self._line_and_conic(name, one, two)
        elif self._round(one.curve) and self._round(two.curve):
            self._meet(name, self._radical_line(one, two), one)
        else:
            for first, second in ((one, two), (two, one)):
                if vertex := self._vertex(first.curve):
                    self._meet(name, self._half(name, first, vertex), second)
                    return
            raise Unsupported(f"two conics for {name}")

    def _line_and_conic(self, name: str, line: Equation, conic: Equation) -> None:
        if not self._round(conic.curve) and (vertex := self._vertex(conic.curve)):
            self._meet(name, line, self._half(name, conic, vertex))
            return
        common = [p for p in self.points if self._on(line.curve, p) and self._on(conic.curve, p)]
        common = [p for i, p in enumerate(common) if not any(self._same(p, q) for q in common[:i])]
        ell = self._line(line)
        d = (ell[1], -ell[0])
        if len(common) > 1:
            raise Degenerate(f"both common points for {name} are there: {' '.join(common)}")
        step: Step = {"line": line.source, "conic": conic.source}
        # Two points are meant to be different, but for those that the figure shows as one.
        if common and not self.drawn_as_one(name, common[0]):
            K = self.points[common[0]]
            q2, q1, _ = along(conic.curve, K, d)
            at = [q2 * K[0] - q1 * d[0], q2 * K[1] - q1 * d[1], q2 * K[2]]
            self._place(name, at, {"by": "second", "known": common[0], **step})
            return
        K = self._base(line.curve)
        q2, q1, q0 = along(conic.curve, K, d)

        def expected() -> mpmath.mpf:
            dx, dy = d[0].real, d[1].real
            z = (self.position(name) - reals.mpc(K[0].real, K[1].real) / K[2].real) * K[2].real
            return 2 * q2.real * (z.real * dx + z.imag * dy) / (dx * dx + dy * dy) + q1.real

        record, r = self._root(q1 * q1 - q2 * q0 * 4, expected, name, (line.fact, conic.fact))
        k = record["factor"]
        t = r - k * q1
        at = [K[0] * q2 * k * 2 + t * d[0], K[1] * q2 * k * 2 + t * d[1], K[2] * q2 * k * 2]
        self._place(name, at, {"by": "root", **step, "base": K, "root": record})

    def _root(
        self,
        d: Element,
        expected: Callable[[], mpmath.mpf],
        name: str,
        facts: tuple[Predicate, ...],
    ) -> tuple[Step, Element]:
        """r and k with r² = d·k²; `expected` is r/k in the drawn figure."""
        tower = self.tower
        self.roots += 1
        if not is_square(d.shadow):
            raise Restart
        if d.zero:  # the two positions are one: a line that touches
            return {"double": True, "factor": tower.constant(1)}, d
        if not tower.exact:
            sign = tower.random.choice((1, -1))
            r = Element(tower, {}, sign * modular_root(d.shadow) % PRIME, (d.real + 1) // 2)
            return {"factor": tower.constant(1)}, r
        found = square_root(tower, d)
        if found is None:
            D, s = tower.adjoin(d)
            bit = len(tower.squares) - 1
            if expected() * s.real < 0:
                tower.root_reals[bit] = -tower.root_reals[bit]
            record = {"index": bit, "square": D, "factor": tower.constant(1), "times": s}
            return record, s * tower.root(bit)
        r, k = found
        drawn = 1 if expected() * r.real * k.real >= 0 else -1
        sign = tower.choices[len(self.choices)] if len(self.choices) < len(tower.choices) else drawn
        self.choices.append(Choice(name, facts, sign, drawn))
        return {"value": r, "factor": k, "sign": sign}, r * sign

    def _half(self, name: str, conic: Equation, vertex: str) -> Equation:
        """One of the two lines through its vertex of which a conic consists."""
        K = self.points[vertex]
        zero = self.tower.constant(0)
        A, B, C = (conic.curve.terms.get(p, zero) for p in ((2, 0), (1, 1), (0, 2)))
        upright = A.zero

        def expected() -> mpmath.mpf:
            z = self.position(name) - self.real(vertex)
            if upright:
                return -B.real - 2 * C.real * z.imag / z.real if z.real else B.real
            return 2 * A.real * z.real / z.imag + B.real if z.imag else B.real

        record, r = self._root(B * B - A * C * 4, expected, name, (conic.fact,))
        k = record["factor"]
        # 2A dx + (B - r/k) dy = 0, or (B + r/k) dx + 2C dy = 0
        a, b = (B * k + r, C * k * 2) if upright else (A * k * 2, B * k - r)
        curve = Curve(
            {(1, 0): a * K[2], (0, 1): b * K[2], (0, 0): -(a * K[0] + b * K[1])}
        ).cleaned()
        if curve.degree != 1:
            raise Degenerate(f"`{conic.fact}` leaves {name} no line")
        line = f"line{len(self.steps)}"
        step: Step = {
            "by": "half",
            "name": line,
            "point": name,
            "conic": conic.source,
            "vertex": vertex,
        }
        self.steps.append({**step, "root": record, "upright": upright, "curve": curve})
        return Equation(curve, conic.fact, {"line": line})

    def _radical_line(self, one: Equation, two: Equation) -> Equation:
        p, q = one.curve.terms[2, 0], two.curve.terms[2, 0]
        curve = (one.curve * q - two.curve * p).cleaned()
        if curve.degree != 1:
            raise Degenerate("two circles with one centre")
        source = {"radical": [one.source, two.source], "curve": curve}
        return Equation(curve, two.fact, source)

    def on(self, name: str, equation: Equation) -> None:
        """Places a point with a new parameter on a line or a conic."""
        curve, source = equation.curve, equation.source
        if curve.degree == 2 and not self._round(curve) and (vertex := self._vertex(curve)):
            self.on(name, self._half(name, equation, vertex))
            return
        known = [p for p in self.points if self._on(curve, p)]
        if curve.degree == 1:
            ell = self._line(equation)
            d = self.tower.reduced(ell[1], -ell[0])
            K = self.points[known[0]] if known else self._base(curve)

            def along_line() -> mpmath.mpf:
                z = (self.position(name) - reals.mpc(K[0].real, K[1].real) / K[2].real) * K[2].real
                dx, dy = d[0].real, d[1].real
                return (z.real * dx + z.imag * dy) / (dx * dx + dy * dy)

            u = self.tower.parameter(along_line)
            at: list[Element] = [K[0] + u * d[0], K[1] + u * d[1], K[2]]
            self._place(name, at, {"by": "on line", "line": source})
        elif curve.degree == 2 and known:
            K = self.points[known[0]]

            def slope() -> mpmath.mpf:
                z = self.position(name) - self.real(known[0])
                return z.imag / z.real if z.real else reals.mpf(1)

            u = self.tower.parameter(slope)
            d2 = (self.tower.constant(1), u)
            q2, q1, _ = along(curve, K, d2)
            at = [q2 * K[0] - q1 * d2[0], q2 * K[1] - q1 * d2[1], q2 * K[2]]
            self._place(name, at, {"by": "on conic", "conic": source, "known": known[0]})
        elif curve.degree == 2 and equation.fact.name == "cong" and "fact" in source:
            self._on_circle(name, equation.fact)
        else:
            raise Unsupported(f"a curve of degree {curve.degree} for {name} without a known point")

    def _on_circle(self, name: str, fact: Predicate) -> None:
        """cong name o b c, or with its segments the other way round."""
        p = fact.points
        own, other = (p[:2], p[2:]) if name in p[:2] else (p[2:], p[:2])
        o = own[0] if own[1] == name else own[1]
        b, c = other
        centre, B, C = self.points[o], self.points[b], self.points[c]
        (x, y), w = difference(B, C), B[2] * C[2]

        def half_turn() -> mpmath.mpf:
            turn = (self.position(name) - self.real(o)) / (self.real(c) - self.real(b))
            return reals.tan(reals.arg(turn) / 2)

        u = self.tower.parameter(half_turn)
        cosine, sine, one = 1 - u * u, u * 2, 1 + u * u
        dx, dy = x * cosine - y * sine, x * sine + y * cosine
        at = [
            centre[0] * w * one + dx * centre[2],
            centre[1] * w * one + dy * centre[2],
            centre[2] * w * one,
        ]
        self._place(name, at, {"by": "on circle", "centre": o, "radius": [b, c], "fact": str(fact)})

    def _line(self, equation: Equation) -> tuple[Element, Element, Element]:
        zero = self.tower.constant(0)
        a, b, c = (equation.curve.terms.get(p, zero) for p in ((1, 0), (0, 1), (0, 0)))
        return a, b, c

    def _base(self, line: Curve) -> Point:
        """A point of a line: a placed one, or the foot of the origin."""
        for name, point in self.points.items():
            if self._on(line, name):
                return point
        zero = self.tower.constant(0)
        a, b, c = (line.terms.get(p, zero) for p in ((1, 0), (0, 1), (0, 0)))
        return self.tower.reduced(-(a * c), -(b * c), a * a + b * b)  # type: ignore[return-value]


def _cross(ell: Sequence[Element], m: Sequence[Element]) -> list[Element]:
    (a, b, c), (d, e, f) = ell, m
    return [b * f - c * e, c * d - a * f, a * e - b * d]


def _new_first(fact: Predicate, name: str) -> Predicate:
    """The same relation with the point that is sought where its polynomial is of least degree."""
    p = list(fact.points)
    if fact.name == "coll" and p.count(name) == 1:
        rest = [q for q in p if q != name]
        return Predicate("coll", (rest[0], rest[1], name))
    if fact.name == "cyclic" and p.count(name) == 1:
        return Predicate("cyclic", (*(q for q in p if q != name), name))
    return fact
