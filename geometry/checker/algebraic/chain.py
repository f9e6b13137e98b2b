"""One case of a certificate: objects one after the other, each checked in both directions.

The invariant: for every real figure that satisfies the hypotheses, the conditions and the signs
chosen so far there are real values of the parameters and roots for which each placed point (X : Y : W)
is at (X/W, Y/W). A step keeps it for one more object: the object is shown to satisfy its
hypotheses, and nothing else does. At the end every hypothesis vanishes at the solved points, and
so does every goal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from geometry.checker.algebraic.conditions import Conditions
from geometry.checker.algebraic.numbers import Number, Ring
from geometry.checker.algebraic.objects import Objects, Point
from geometry.checker.algebraic.relations import Two, cross
from geometry.checker.facts import number
from geometry.checker.report import Rejection, shown
from geometry.predicates import Predicate

Coefficients: TypeAlias = dict[tuple[int, int], Number]
Step: TypeAlias = Mapping[str, Any]


class Chain(Objects):
    """What is placed, and what it took.

    Args:
        facts: hypotheses by their text.
        points: every name that has to be placed.
        ring: of the case.
        conditions: collects what must not vanish.
    """

    def __init__(
        self,
        facts: Mapping[str, Predicate],
        points: Sequence[str],
        ring: Ring,
        conditions: Conditions,
    ) -> None:
        super().__init__(ring)
        self.facts, self.names, self.conditions = facts, points, conditions
        self.choices: list[tuple[int, int, str]] = []
        self.objects = 0
        self._lines: dict[str, tuple[str, Coefficients, tuple[Predicate, ...]]] = {}
        self._used: set[int] = set()
        self._at = 0

    # -- steps

    def add(self, number: int, step: Step) -> None:
        """Checks a step; raises Rejection."""
        self._at = number
        self.objects += 1
        kinds = {
            "frame": self._frame, "free": self._free, "direction": self._direction,
            "length": self._length, "number": self._number, "half": self._half, "meet": self._meet,
            "second": self._second, "root": self._root, "on line": self._on_line,
            "on conic": self._on_conic, "on circle": self._on_circle,
        }  # fmt: skip
        kind = step["by"]
        if kind not in kinds:
            raise Rejection(f"there is no step {shown(kind)}")
        kinds[kind](step)

    def _frame(self, step: Step) -> None:
        """Moving, turning and scaling a figure changes no hypothesis, unless it gives lengths."""
        a, b = step["points"]
        length = number(step["length"])
        if self.points or a == b or length <= 0:
            raise Rejection("the frame is not the first step, or has no length")
        scaled = [f for f in self.facts.values() if f.name == "lconst"]
        if scaled and not any(set(f.points) == {a, b} and f.value == length for f in scaled):
            raise Rejection("the statement gives lengths, and the frame is not one of them")
        self._place(a, (self._zero, self._zero, self._one))
        n, d = length.numerator, length.denominator
        self._place(b, (self.ring.constant(n), self._zero, self.ring.constant(d)))
        self.conditions.different(a, b)

    def _free(self, step: Step) -> None:
        name, at = self._new(step)
        x, y = (self._fresh(e) for e in at[:2])
        if x == y or (at[2] - self._one):
            raise Rejection(f"{name} does not have two parameters of its own")
        self._place(name, at)

    def _meet(self, step: Step) -> None:
        name, at = self._new(step)
        one, two = step["lines"]
        (ell, f), (m, g) = self._line(one, name), self._line(two, name)
        self._on_curve(ell, at, 1)
        self._on_curve(m, at, 1)
        determinant = self._c(ell, 1, 0) * self._c(m, 0, 1) - self._c(ell, 0, 1) * self._c(m, 1, 0)
        self._natural(determinant)
        self.conditions.determine(name, f, g)
        self._place(name, at)

    def _second(self, step: Step) -> None:
        name, at = self._new(step)
        (ell, _), (c, _) = self._line(step["line"], name), self._conic(step["conic"], name)
        K = self.points[step["known"]]
        self._on_curve(ell, K, 1)
        self._on_curve(c, K, 2)
        self._on_curve(ell, at, 1)
        d = (self._c(ell, 0, 1), -self._c(ell, 1, 0))
        self._vieta(c, K, d, at)
        self.conditions.different(name, step["known"])
        self._place(name, at)

    def _vieta(self, c: Coefficients, K: Point, d: Two, at: Point) -> None:
        """The point K + s·d with q2·s + q1 = 0: the other one on this line through K."""
        q2, q1, _ = self._along(c, K, d)
        self._extra(q2)  # else the line meets the conic in one more point at infinity
        for i in (0, 1):
            if q2 * (at[i] * K[2] - at[2] * K[i]) + q1 * (at[2] * d[i]):
                raise Rejection("a point is not the second common point")

    def _root(self, step: Step) -> None:
        name = self._unplaced(step)
        (ell, f), (c, g) = self._line(step["line"], name), self._conic(step["conic"], name)
        K = self._three(step["base"])
        self._extra(K[2])
        self._on_curve(ell, K, 1)
        d = (self._c(ell, 0, 1), -self._c(ell, 1, 0))
        q2, q1, q0 = self._along(c, K, d)
        self._extra(q2)  # else the line meets the conic in one more point at infinity
        r, k = self._square_root(step["root"], q1 * q1 - q2 * q0 * 4, name, (*f, *g))
        at = self._three(step["at"])
        for i in (0, 1):
            # K + s·d with 2·q2·s = -q1 + r/k
            if q2 * k * 2 * (at[i] * K[2] - at[2] * K[i]) - (r - k * q1) * (at[2] * d[i]):
                raise Rejection(f"{name} is not the common point that the root gives")
        self._place(name, at)

    def _on_line(self, step: Step) -> None:
        name, at = self._new(step)
        ell, _ = self._line(step["line"], name)
        self._on_curve(ell, at, 1)
        index = self._last_parameter(at[:2])
        if at[2].has_parameter(index):
            raise Rejection(f"the weight of {name} moves with its parameter")
        parts = [e.by_parameter(index) for e in at[:2]]
        if any(power > 1 for p in parts for power in p):
            raise Rejection(f"{name} is not linear in its parameter")
        slope = [p.get(1, self._zero) for p in parts]
        self._extra(slope[0] * slope[0] + slope[1] * slope[1])
        self._place(name, at)

    def _on_conic(self, step: Step) -> None:
        name, at = self._new(step)
        c, _ = self._conic(step["conic"], name)
        K = self.points[step["known"]]
        self._on_curve(c, K, 2)
        index = self._last_parameter(at)
        u = self.ring.variable(index + 2)
        self._vieta(c, K, (self._one, u), at)
        self.conditions.different(name, step["known"])
        self.conditions.slope(name, step["known"])
        self._place(name, at)

    def _on_circle(self, step: Step) -> None:
        """o + (c - b) turned; every point of the circle but the one opposite to c - b."""
        name, at = self._new(step)
        o = step["centre"]
        b, c = step["radius"]
        fact = self._fact(step["fact"])
        ends = [set(fact.points[:2]), set(fact.points[2:])]
        if fact.name != "cong" or {name, o} not in ends or {b, c} not in ends or name in (b, c):
            raise Rejection(f"`{fact}` does not say that {name} is on this circle")
        centre, B, C = (self.points[p] for p in (o, b, c))
        index = self._last_parameter(at)
        u = self.ring.variable(index + 2)
        x, y = (C[i] * B[2] - B[i] * C[2] for i in (0, 1))
        w = B[2] * C[2] * (self._one + u * u)
        cosine, sine = self._one - u * u, u * 2
        turned = (x * cosine - y * sine, x * sine + y * cosine)
        for i in (0, 1):
            if w * (at[i] * centre[2] - at[2] * centre[i]) - turned[i] * (at[2] * centre[2]):
                raise Rejection(f"{name} is not on the circle as its parameter says")
        self.conditions.opposite(name, o, b, c)
        self._place(name, at)

    # -- named objects

    def _direction(self, step: Step) -> None:
        a, b = step["points"]
        v = self._vector(a, b)
        d = tuple(self.ring.read(e) for e in step["at"])
        if len(d) != 2 or cross(v, (d[0], d[1])):
            raise Rejection(f"this is not the direction from {shown(a)} to {shown(b)}")
        self._extra(d[0] * d[0] + d[1] * d[1])
        self.conditions.different(a, b)
        self._directions[a, b] = (d[0], d[1])

    def _length(self, step: Step) -> None:
        a, b = step["points"]
        n, d = (self.ring.read(e) for e in step["at"])
        top, bottom = self._squared(a, b)
        if top * d - bottom * n:
            raise Rejection(f"this is not the length from {shown(a)} to {shown(b)}")
        self._extra(d)
        self._squares[a, b] = self._squares[b, a] = (n, d)

    def _number(self, step: Step) -> None:
        n = step["number"]
        if type(n) is not int or not 1 < n < 100 or n in self._numbers:
            raise Rejection("a root of a number that is not needed")
        r, k = self._square_root(step["root"], self.ring.constant(n), "", ())
        if k - self._one:
            raise Rejection("the root of a number with a factor")
        self._numbers[n] = r

    def _half(self, step: Step) -> None:
        """A conic with a vertex K is A·dx² + B·dx·dy + C·dy², and lies on one of two lines."""
        if step["name"] in self._lines:
            raise Rejection("a line has a name twice")
        name = self._unplaced(step)
        c, facts = self._conic(step["conic"], name)
        K = self.points[step["vertex"]]
        a, b, cc, e, f = (self._c(c, *p) for p in ((2, 0), (1, 1), (0, 2), (1, 0), (0, 1)))
        self._on_curve(c, K, 2)
        if a * K[0] * 2 + b * K[1] + e * K[2] or cc * K[1] * 2 + b * K[0] + f * K[2]:
            raise Rejection(f"{shown(step['vertex'])} is not the vertex of this conic")
        r, k = self._square_root(step["root"], b * b - a * cc * 4, name, facts)
        x, y = (b * k + r, cc * k * 2) if step["upright"] else (a * k * 2, b * k - r)
        line = {(1, 0): x * K[2], (0, 1): y * K[2], (0, 0): -(x * K[0] + y * K[1])}
        curve = self._curve(step["curve"])
        self._proportional({p: v for p, v in line.items() if v}, curve)
        self._lines[step["name"]] = (name, curve, facts)

    def _square_root(
        self, record: Mapping[str, Any], d: Number, name: str, facts: tuple[Predicate, ...]
    ) -> tuple[Number, Number]:
        """r and k with r² = d·k²; where r is an old number, its sign is a choice."""
        if record.get("double"):
            if d:
                raise Rejection("a root that is not double")
            return self._zero, self._one
        k = self.ring.read(record["factor"])
        self._extra(k)
        if "index" in record:
            square, s = self.ring.read(record["square"]), self.ring.read(record["times"])
            if s * s * square - d * (k * k):
                raise Rejection("this is not the square of the root")
            self._extra(s)
            self.ring.add_root(record["index"], square)
            return s * self.ring.root(record["index"]), k
        r, sign = self.ring.read(record["value"]), record["sign"]
        if type(sign) is not int or sign not in (1, -1) or r * r - d * (k * k):
            raise Rejection("this is not a root of that number")
        self.choices.append((self._at, sign, self.conditions.choice(name, facts)))
        return r * sign, k

    # -- curves of the point that is sought

    def _line(self, source: Step, name: str) -> tuple[Coefficients, tuple[Predicate, ...]]:
        curve, facts = self._source(source, name)
        if any(i + k > 1 for i, k in curve) or not (curve.keys() - {(0, 0)}):
            raise Rejection(f"a curve for {name} is not a line")
        return curve, facts

    def _conic(self, source: Step, name: str) -> tuple[Coefficients, tuple[Predicate, ...]]:
        curve, facts = self._source(source, name)
        if any(i + k > 2 for i, k in curve):
            raise Rejection(f"a curve for {name} is not a conic")
        return curve, facts

    def _source(self, source: Step, name: str) -> tuple[Coefficients, tuple[Predicate, ...]]:
        """A curve on which the point lies."""
        if "line" in source:
            sought, curve, facts = self._lines[source["line"]]
            if sought != name:
                raise Rejection(f"a line that is none of {name}")
            return curve, facts
        curve = self._curve(source["curve"])
        if "radical" in source:
            one, two = source["radical"]
            (c, f), (e, g) = self._conic(one, name), self._conic(two, name)
            p, q = self._c(c, 2, 0), self._c(e, 2, 0)
            keys = c.keys() | e.keys()
            line = {key: self._c(c, *key) * q - self._c(e, *key) * p for key in keys}
            self._proportional({key: v for key, v in line.items() if v}, curve)
            return curve, (*f, *g)
        fact = self._fact(source["fact"])
        if name not in fact.points:
            raise Rejection(f"`{fact}` says nothing about {name}")
        x, y = self.ring.variable(0), self.ring.variable(1)
        self.points[name] = (x, y, self._one)
        try:
            self._proportional(self.value(fact).coefficients(), curve)
        finally:
            del self.points[name]
        return curve, (fact,)

    def _curve(self, data: object) -> Coefficients:
        if not isinstance(data, list) or not data:
            raise Rejection("a curve is not a list of coefficients")
        curve: Coefficients = {}
        for i, k, c in data:
            if type(i) is not int or type(k) is not int or i < 0 or k < 0 or i + k > 2:
                raise Rejection("a curve is not of degree 1 or 2")
            curve[i, k] = self.ring.read(c)
        return {p: c for p, c in curve.items() if c}

    def _proportional(self, given: Coefficients, curve: Coefficients) -> None:
        """That a curve is what a hypothesis says, up to a factor that does not vanish."""
        if given.keys() != curve.keys():
            raise Rejection("a curve is not the one of its hypothesis")
        pivot = min(curve, key=lambda p: (len(given[p]) + len(curve[p]), p))
        self._extra(given[pivot])
        self._extra(curve[pivot])
        for p, c in curve.items():
            if p != pivot and given[p] * curve[pivot] - c * given[pivot]:
                raise Rejection("a curve is not the one of its hypothesis")

    def _c(self, curve: Coefficients, i: int, k: int) -> Number:
        return curve.get((i, k), self._zero)

    def _on_curve(self, curve: Coefficients, at: Point, degree: int) -> None:
        total = self._zero
        for (i, k), c in curve.items():
            for factor, power in ((at[0], i), (at[1], k), (at[2], degree - i - k)):
                for _ in range(power):
                    c = c * factor
            total = total + c
        if total:
            raise Rejection("a point is not on its curve")

    def _along(self, c: Coefficients, K: Point, d: Two) -> tuple[Number, Number, Number]:
        """The conic at K + s·d as q2·s² + q1·s + q0."""
        A, B, C, E, F, G = (
            self._c(c, *p) for p in ((2, 0), (1, 1), (0, 2), (1, 0), (0, 1), (0, 0))
        )
        (X, Y, W), (x, y) = K, d
        q2 = A * (x * x) + B * (x * y) + C * (y * y)
        q1 = (A * (X * x) + C * (Y * y)) * 2 + B * (X * y + Y * x) + (E * x + F * y) * W
        q0 = A * (X * X) + B * (X * Y) + C * (Y * Y) + (E * X + F * Y + G * W) * W
        return q2, q1, q0

    # -- points

    def _unplaced(self, step: Step) -> str:
        name: str = step["point"]
        if name in self.points or name not in self.names or not self.points:
            raise Rejection(f"{shown(name)} is not a point that is still to be placed")
        return name

    def _new(self, step: Step) -> tuple[str, Point]:
        return self._unplaced(step), self._three(step["at"])

    def _three(self, data: Sequence[object]) -> Point:
        x, y, w = (self.ring.read(e) for e in data)
        return x, y, w

    def _place(self, name: str, at: Point) -> None:
        if name not in self.names or name in self.points:
            raise Rejection(f"{shown(name)} cannot be placed")
        self._extra(at[2])
        self.points[name] = at

    def _fresh(self, e: Number) -> int:
        """The index of the parameter that a number is; it must not have been used."""
        found = [
            i for i in range(self.ring.parameters) if e.terms == self.ring.variable(i + 2).terms
        ]
        if len(found) != 1 or found[0] in self._used:
            raise Rejection("a coordinate is not a parameter of its own")
        self._used.add(found[0])
        return found[0]

    def _last_parameter(self, numbers: Sequence[Number]) -> int:
        """The one parameter that these numbers have and no earlier object has."""
        found = {
            i for i in range(self.ring.parameters)
            if i not in self._used and any(e.has_parameter(i) for e in numbers)
        }  # fmt: skip
        if len(found) != 1:
            raise Rejection("a point on a curve does not have one parameter of its own")
        self._used |= found
        return found.pop()

    # -- relations

    def _fact(self, text: str) -> Predicate:
        if text not in self.facts:
            raise Rejection(f"`{shown(text)}` is no hypothesis")
        return self.facts[text]

    # -- what must not vanish

    def _natural(self, e: Number) -> None:
        if not self.ring.unit(e):
            raise Rejection("a denominator vanishes, or is not shown to vanish nowhere at large")

    def _extra(self, e: Number) -> None:
        """A denominator of the certificate: figures where it vanishes are left out."""
        self._natural(e)
        if any(key for key in e.terms):  # not a constant
            self.conditions.extra += 1
