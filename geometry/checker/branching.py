"""Decides whether a problem has one kind of configuration, so that a local proof is a proof for all.

The argument (`docs/geometry-checker.md` has it in full). Let the points follow one another as in
a plan. A free point adds two parameters; a point on a line or circle one; an intersection adds
none where it is the only one besides a known point, and else a square root of some D in what came
before. If no such D is a square in the field of functions that came before it, that field stays
a field, and the configurations form one irreducible variety. A goal that is an equation between
coordinates and holds in a neighbourhood of one regular figure then holds in all of them.

That D is no square is shown by a witness: a prime p and values of the parameters modulo p for which
all earlier roots exist modulo p and D has none. Were D the square of some E, then E would be
integral at that place and D modulo p would be the square of E modulo p. A witness is a proof.
That none was found proves nothing, and then nothing is said of other configurations.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from geometry.checker.curves import Curve, Place, TwoLines, Undetermined, curve_of
from geometry.checker.figure import CLEARLY, Figure
from geometry.checker.plan import Step, Unplanned, plan
from geometry.checker.statement import Problem

#: Placements modulo a prime that are tried, and how often D may come out a square in them before
#: it is taken for one.
_TRIALS, _SQUARES = 3000, 32


class _Again(Exception):
    """These values modulo this prime show nothing: try others."""


@dataclass(frozen=True, slots=True)
class Branching:
    """What was decided.

    Attributes:
        one: whether all configurations are of one kind.
        reason: why that is not known, in half a sentence; empty if it is.
        roots: how many square roots there are, each with a witness.
    """

    one: bool
    reason: str = ""
    roots: int = 0


def branching(problem: Problem, figure: Figure) -> Branching:
    """Whether what holds near `figure` holds in all configurations of the problem.

    Args:
        problem: the statement; its goals count, since angles in them are constants as well.
        figure: a regular figure of it, as the checker has drawn it.
    """
    try:
        steps = plan(problem)
        _check_regular(steps, figure)
        return Branching(True, roots=_witnesses(problem, steps))
    except Unplanned as fault:
        return Branching(False, str(fault))


# --- the drawn figure ---------------------------------------------------------------------------


def _check_regular(steps: Sequence[Step], figure: Figure) -> None:
    """Raises Unplanned unless each point is clearly determined by its step in the figure.

    The figures near this one are then those that the plan gives.
    """
    scale = 1 << figure.bits
    z: dict[str, Place] = {
        step.point: (figure.points[step.point][0] / scale, figure.points[step.point][1] / scale)
        for step in steps
    }

    def turn(value: Fraction) -> Place:
        return math.cos(math.pi * value), math.sin(math.pi * value)

    for step in steps:
        if step.formula is not None:
            x, y = _formula(step, z, divide=lambda n, d: n / d)
            u, v = z[step.point]
            # Of what is turned either way the figure shows one.
            off = math.hypot(x - u, y - v) * 1e6 > 1
            if off and not _mirrored_formula(step, steps):
                raise Unplanned(f"{step.point} is drawn in another position than is meant")
            continue
        normals = [_normal(curve_of(f, step.point, z, turn), z[step.point]) for f in step.facts]
        if any(n is None for n in normals):
            raise Unplanned(f"a condition of {step.point} is degenerate in the figure")
        if len(normals) == 2:
            (ax, ay), (bx, by) = normals  # type: ignore[misc]
            if abs(ax * by - ay * bx) * CLEARLY < 1:
                raise Unplanned(f"{step.point} is where two curves touch or coincide")
        if step.known and not figure.different(step.point, step.known):
            raise Unplanned(f"{step.point} coincides with {step.known}")
        if step.known_sum:
            x, y = (sum(s * z[p][k] for s, p in step.known_sum) for k in (0, 1))
            if math.hypot(x - z[step.point][0], y - z[step.point][1]) * CLEARLY < 1:
                raise Unplanned(f"{step.point} is in a position that is not meant")


def _mirrored_formula(step: Step, steps: Sequence[Step]) -> bool:
    """Whether a formula belongs to a construction that is turned either way."""
    assert step.formula is not None
    ends = step.formula[:2]
    return any(s.mirrored and s.formula is not None and s.formula[:2] == ends for s in steps)


def _normal(curve: Curve | TwoLines, at: Place) -> tuple[float, float] | None:
    """The unit normal of a curve at one of its points; None where there clearly is none."""
    if isinstance(curve, TwoLines):
        (x, y), size = at, math.hypot(curve.re, curve.im)
        if not size:
            return None
        lines = []
        for s in (size, -size):
            u, v = curve.re + s, -curve.im
            length = math.hypot(u, v)
            if length > 1e-12 * size:
                off = abs((x - curve.at[0]) * v - (y - curve.at[1]) * u) / length
                lines.append((off, (-v / length, u / length)))
        return min(lines)[1] if lines else None
    x, y = at
    nx, ny = 2 * curve.a * x + curve.b, 2 * curve.a * y + curve.c
    size = max(abs(2 * curve.a), abs(curve.b), abs(curve.c))
    length = math.hypot(nx, ny)
    return None if length * CLEARLY <= size else (nx / length, ny / length)


# --- modulo a prime -----------------------------------------------------------------------------


@dataclass
class _Search:
    """Looks for witnesses of all square roots of a plan.

    Attributes:
        open: roots without a witness, and how often D was a square there.
        found: those with one.
    """

    order: int
    rng: random.Random
    open: dict[tuple[str, int], int] = field(default_factory=dict)
    found: set[tuple[str, int]] = field(default_factory=set)
    p: int = 0
    unit: Place = (0, 0)

    def new_prime(self) -> None:
        """A random prime modulo which the angles of the statement have sines and cosines."""
        while True:
            p = self.rng.randrange(1 << 27, 1 << 28) * self.order + 1
            if is_prime(p):
                break
        self.p = p
        while True:
            root = pow(self.rng.randrange(2, p - 1), (p - 1) // self.order, p)
            if pow(root, self.order // 2, p) == p - 1 and all(
                pow(root, self.order // q, p) != 1 for q in _prime_divisors(self.order)
            ):
                break
        i = pow(root, self.order // 4, p) if self.order % 4 == 0 else 0
        self.unit = (root, i)

    def turn(self, value: Fraction) -> Place:
        """cos and sin of `value` times pi."""
        root, i = self.unit
        e = pow(root, int(value * (self.order // 2)) % self.order, self.p)
        back = pow(e, -1, self.p)
        half = pow(2, -1, self.p)
        return (e + back) * half % self.p, (e - back) * half * pow(i, -1, self.p) % self.p

    def root(self, name: tuple[str, int], d: int, *, either: bool = False) -> int:
        """A square root of d, at random one of two; raises _Again where there is none."""
        d %= self.p
        if d == 0:
            raise _Again
        square = pow(d, (self.p - 1) // 2, self.p) == 1
        if not either and name not in self.found:
            self.open.setdefault(name, 0)
            if square:
                self.open[name] += 1
                if self.open[name] >= _SQUARES:
                    raise Unplanned(
                        f"the two positions of {name[0]} seem to be different configurations"
                    )
            else:
                self.found.add(name)
                del self.open[name]
        if not square:
            raise _Again
        s = square_root(d, self.p, self.rng)
        return s if self.rng.random() < 0.5 else self.p - s


def _witnesses(problem: Problem, steps: Sequence[Step]) -> int:
    """The number of square roots, all of which have a witness; raises Unplanned if one has not."""
    facts = [*problem.goals, *(f for s in steps for f in s.facts)]
    order = math.lcm(4, *(2 * f.value.denominator for f in facts if f.name == "aconst" and f.value))
    angles = any(f.name == "aconst" and f.value and (2 * f.value) % 1 for f in facts)
    search = _Search(order if angles else 2, random.Random("branching " + str(problem)))
    for trial in range(_TRIALS):
        # A constant such as 3 is a square modulo half of the primes, whatever the parameters.
        if trial % 3 == 0:
            search.new_prime()
        z: dict[str, Place] = {}
        try:
            for step in steps:
                z[step.point] = _placed(step, z, search)
        except _Again:
            continue
        except Undetermined as fault:
            raise Unplanned(str(fault)) from None
        if not search.open:
            return len(search.found)
    raise Unplanned("its configurations could not be told to be of one kind")


def _placed(step: Step, z: dict[str, Place], search: _Search) -> Place:
    p, rng = search.p, search.rng
    if step.formula is not None:
        x, y = _formula(step, z, divide=lambda n, d: n * pow(d, -1, p))
        return x % p, y % p
    lines: list[Curve] = []
    for number, fact in enumerate(step.facts):
        curve = curve_of(fact, step.point, z, search.turn)
        if isinstance(curve, TwoLines):
            s = search.root((step.point, number), curve.re * curve.re + curve.im * curve.im)
            u, v = (curve.re + s) % p, -curve.im % p
            curve = Curve(0, -v, u, v * curve.at[0] - u * curve.at[1])
        curve = Curve(curve.a % p, curve.b % p, curve.c % p, curve.d % p)
        if curve.a == 0 and (curve.b * curve.b + curve.c * curve.c) % p == 0:
            raise _Again
        if curve.a and (curve.b**2 + curve.c**2 - 4 * curve.a * curve.d) % p == 0:
            raise _Again  # a circle of radius 0
        lines.append(curve)
    if not lines:
        return rng.randrange(p), rng.randrange(p)
    if len(lines) == 1:
        # A further line through a random place: a line meets it once; of a circle, which is an
        # irreducible curve, any point will do.
        other = Curve(0, rng.randrange(1, p), rng.randrange(1, p), rng.randrange(p))
        found = _meet(other, lines[0], p)
        return found[0] if len(found) == 1 else _solved(found, search, None)
    one, other = sorted(lines, key=lambda c: c.a != 0)
    if one.a:
        one = one.times(other.a).plus(other, -one.a)
        one = Curve(0, one.b % p, one.c % p, one.d % p)
    found = _meet(one, other, p)
    if len(found) == 1:
        return found[0]
    known: Place | None = None
    if step.known:
        known = z[step.known]
    elif step.known_sum:
        known = tuple(sum(s * z[q][k] for s, q in step.known_sum) % p for k in (0, 1))
    if known is not None:
        return _other(known, one, other, p)
    return _solved(found, search, (step.point, 2), either=step.mirrored)


def _meet(line: Curve, other: Curve, p: int) -> list[Place]:
    """Their point; or, of a line and a circle, the foot, the direction, and (D, denominator)."""
    b, c, d = line.b, line.c, line.d
    if other.a % p == 0:
        det = (b * other.c - c * other.b) % p
        if det == 0:
            raise _Again
        inverse = pow(det, -1, p)
        return [
            ((c * other.d - d * other.c) * inverse % p, (d * other.b - b * other.d) * inverse % p)
        ]
    norm = (b * b + c * c) % p
    if norm == 0:
        raise _Again
    inverse = pow(norm, -1, p)
    x0, y0 = -d * b * inverse % p, -d * c * inverse % p
    # x0 + t (-c, b): a norm t² + t (2 a (y0 b - x0 c) - b' c + c' b) + rest
    a = other.a
    linear = (2 * a * (y0 * b - x0 * c) - other.b * c + other.c * b) % p
    rest = (a * (x0 * x0 + y0 * y0) + other.b * x0 + other.c * y0 + other.d) % p
    return [(x0, y0), (-c % p, b % p), (linear, rest), (a * norm % p, p)]


def _solved(
    found: Sequence[Place], search: _Search, name: tuple[str, int] | None, *, either: bool = False
) -> Place:
    (x0, y0), (u, v), (linear, rest), (square, p) = found
    if name is None:
        name, either = ("", 0), True
    s = search.root(name, linear * linear - 4 * square * rest, either=either)
    t = (s - linear) * pow(2 * square, -1, p) % p
    return (x0 + t * u) % p, (y0 + t * v) % p


def _other(known: Place, line: Curve, circle: Curve, p: int) -> Place:
    """The common point of a line and a circle besides the one that is known."""
    (x, y), (u, v) = known, (-line.c % p, line.b % p)
    on_line = (line.b * x + line.c * y + line.d) % p
    on_circle = (circle.a * (x * x + y * y) + circle.b * x + circle.c * y + circle.d) % p
    norm = (u * u + v * v) * circle.a % p
    if on_line or on_circle or norm == 0:
        raise _Again
    slope = (2 * circle.a * (x * u + y * v) + circle.b * u + circle.c * v) % p
    if slope == 0:
        raise _Again  # the curves touch: the point is no other one
    t = -slope * pow(norm, -1, p) % p
    return (x + t * u) % p, (y + t * v) % p


def _formula(step: Step, z: dict[str, Place], divide: Callable[..., object]) -> Place:
    assert step.formula is not None
    a, b, (m, n), divisor, turns = step.formula
    (ax, ay), (bx, by) = z[a], z[b]
    x = divide(m * ax + n * bx, divisor) - turns * (by - ay)
    y = divide(m * ay + n * by, divisor) + turns * (bx - ax)
    return x, y


# --- arithmetic ---------------------------------------------------------------------------------

_BASES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def is_prime(n: int) -> bool:
    """Whether n is prime (Miller and Rabin; these bases decide all n below 3·10^24)."""
    if n < 2 or any(n % q == 0 for q in _BASES):
        return n in _BASES
    odd = n - 1
    twos = (odd & -odd).bit_length() - 1
    odd >>= twos
    for base in _BASES:
        x = pow(base, odd, n)
        if x in (1, n - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def square_root(d: int, p: int, rng: random.Random) -> int:
    """A square root of the square d modulo the prime p (Cipolla)."""
    while True:
        a = rng.randrange(p)
        w = (a * a - d) % p
        if w == 0:
            return a
        if pow(w, (p - 1) // 2, p) == p - 1:
            break
    # (a + sqrt w)^((p + 1) / 2) in the field with p² elements
    x, y, u, v, e = 1, 0, a, 1, (p + 1) // 2
    while e:
        if e & 1:
            x, y = (x * u + y * v * w) % p, (x * v + y * u) % p
        u, v = (u * u + v * v * w) % p, 2 * u * v % p
        e >>= 1
    return x


def _prime_divisors(n: int) -> list[int]:
    return [q for q in range(2, n + 1) if n % q == 0 and all(q % r for r in range(2, q))]
