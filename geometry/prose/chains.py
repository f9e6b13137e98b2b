"""A linear combination of facts, told as a chain of equal values."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

from geometry.engine.equations import Equation, combine, equations
from geometry.predicates import Predicate, Table
from geometry.proof import ByAlgebra, Proof
from geometry.prose.expressions import directions, show
from geometry.prose.lines import Lines
from geometry.prose.notation import Notation

#: Chains with more intermediate values than this are told as a sum of equations.
_MOST_VALUES = 3000
#: A value with more terms than this is not shown.
_MOST_TERMS = 6
#: A longer chain is told as a sum of equations.
_MOST_ROWS = 14


@dataclass(frozen=True)
class Row:
    """One line of a derivation: a formula and the numbers it rests on."""

    formula: str
    reason: str


@dataclass(frozen=True)
class Derivation:
    """Lines of a derivation.

    Attributes:
        chain: the rows are successive values, each equal to the one before; otherwise they are
            equations whose sum, with the multiples named in the reasons, is the claim.
        note: what the derivation takes for granted, a sentence.
        factor: the chain speaks of this multiple of the two sides.
    """

    rows: tuple[Row, ...]
    chain: bool
    factor: int = 1
    note: str = ""

    @property
    def one_equality(self) -> bool:
        """Whether the chain is the claim itself with its reason."""
        return self.chain and self.factor == 1 and len(self.rows) == 2


def derive(
    proof: Proof, number: int, cite: Callable[[list[int]], str], n: Notation
) -> Derivation | None:
    """The algebra of a step in detail; None where the citation alone says it all.

    Args:
        proof: the proof.
        number: a step by algebra.
        cite: steps to a citation such as `(3), (b)`.
        n: the notation.
    """
    step = proof.steps[number]
    assert isinstance(step.reason, ByAlgebra)
    table, parts = step.reason.table, step.reason.premises
    forms = [equations(proof.steps[s].fact, table, proof.diagram)[e] for s, e, _ in parts]
    start, end = _sides(step.fact, equations(step.fact, table, proof.diagram)[0])
    if len(parts) < 2:
        return None
    factor = math.lcm(*(c.denominator for _, _, c in parts))
    # The claim is equation = 0; whichever side it was taken from, the difference is this.
    form = _without_turns(equations(step.fact, table, proof.diagram)[0], step.fact)
    sign = 1 if combine([(Fraction(1), start), (Fraction(-1), end)]) == form else -1

    on_lines = [
        i
        for i, (s, _, _) in enumerate(parts)
        if table == "angle" and proof.steps[s].fact.name == "coll"
    ]
    used = [f for i, f in enumerate(forms) if i not in on_lines]
    lines = Lines([forms[i] for i in on_lines], [start, end, *used])
    note = _lines_note([parts[i][0] for i in on_lines], proof, cite, n)
    # Facts that say the same of two lines now vanish; they would be an empty row.
    work = [
        (parts[i][0], parts[i][2] * sign, merged)
        for i, f in enumerate(forms)
        if i not in on_lines and (merged := lines.merged(f))
    ]
    rows = _chain(work, start, (lines.merged(start), lines.merged(end)), factor, table, cite, n)
    if rows is not None:
        if factor > 1:
            note = f"{note} {_division(factor, table)}".strip()
        return Derivation(rows, True, factor, note)
    listed: list[Row] = []
    for s, multiple, merged in work:
        shown = _equation(_times(merged, 1 if multiple > 0 else -1), table, n)
        size = abs(multiple)
        times = "" if size == 1 else f"power {size}: " if table == "ratio" else f"{size} × "
        listed.append(Row(shown, times + cite([s])))
    if not listed:
        return None
    closing = (
        "Multiplied together, each to the power shown, these equations give the claim."
        if table == "ratio"
        else "These equations, taken with the factors shown, add up to the claim."
    )
    return Derivation(tuple(listed), False, note=f"{note} {closing}".strip())


def _chain(
    work: list[tuple[int, Fraction, Equation]],
    start: Equation,
    ends: tuple[Equation, Equation],
    factor: int,
    table: Table,
    cite: Callable[[list[int]], str],
    n: Notation,
) -> tuple[Row, ...] | None:
    """Rows of successive values; None if one would be too long or rest on too much at once."""
    forms = []
    for _, multiple, form in work:
        times = int(multiple * factor)
        forms.append((_times(form, 1 if times > 0 else -1), abs(times)))
    path = _path(_times(ends[0], factor), forms)
    # The last value must be the other side of the claim; of angles, up to whole multiples.
    if path is None or _plain(path[-1][0], table) != _plain(_times(ends[1], factor), table):
        return None
    rows = [Row(show(_times(start, factor), table, n), "")]
    waiting: list[int] = []
    for value, used in path[1:]:
        assert used is not None
        waiting.append(work[used][0])
        if value is path[-1][0] or _size(value) <= _MOST_TERMS:
            if len(set(waiting)) > 3:
                return None
            shown = show(value, table, n)
            if shown != rows[-1].formula:
                rows.append(Row(shown, cite(waiting)))
                waiting = []
    return tuple(rows) if 2 <= len(rows) <= _MOST_ROWS else None


def _plain(form: Equation, table: Table) -> Equation:
    return {k: v for k, v in form.items() if k != 1 or table != "angle"}


def _division(factor: int, table: Table) -> str:
    """How the claim comes from a chain of its multiples."""
    if table == "ratio":
        return f"Lengths are positive, so the claim follows by taking the root of order {factor}."
    if table != "angle":
        return f"Dividing by {factor} gives the claim."
    apart = Fraction(180, factor)
    degrees = str(apart) + "°"
    return (
        f"Dividing by {factor} leaves values that are {degrees} apart; "
        "the figure shows that the claim is the right one."
    )


def _lines_note(
    steps: list[int], proof: Proof, cite: Callable[[list[int]], str], n: Notation
) -> str:
    """Which points lie on one line, for the reader of the derivation."""
    groups: list[tuple[list[str], list[int]]] = []
    for s in dict.fromkeys(steps):
        names, sources = list(dict.fromkeys(proof.steps[s].fact.points)), [s]
        for group in [g for g in groups if len(set(g[0]) & set(names)) >= 2]:
            names = list(dict.fromkeys([*group[0], *names]))
            sources = [*group[1], *sources]
            groups.remove(group)
        groups.append((names, sources))
    shown = [f"{n.listed(*names)} {cite(sources)}" for names, sources in groups]
    return "Points on one line: " + "; ".join(shown) + "." if shown else ""


def _without_turns(form: Equation, fact: Predicate) -> Equation:
    """The equation of the fact, for comparison up to whole turns."""
    if fact.name in ("para", "perp", "eqangle", "aconst"):
        return {k: v for k, v in form.items() if k != 1}
    return form


def _sides(fact: Predicate, form: Equation) -> tuple[Equation, Equation]:
    """The two sides of the claim: their difference is its equation up to sign and constant."""
    p = fact.points
    ends: tuple[tuple[tuple[str, ...], int], ...]
    match fact.name:
        case "eqangle" | "para" | "perp" | "aconst":
            ends = ((p[0:2], -1), (p[2:4], 1))
        case "eqratio":
            ends = ((p[0:2], 1), (p[2:4], -1))
        case "eqproduct":
            ends = ((p[0:2], 1), (p[2:4], 1), (p[4:6], 1))
        case "eqpower":
            ends = ((p[0:2], 1), (p[1:3], -1))
        case "apollonius":
            ends = (((p[0], p[2]), 1), ((p[0], p[3]), 1))
        case "lsum":
            ends = ((p[0:2], 1), (p[2:4], 1))
        case _:
            ends = ((p[0:2], 1),)
    start: Equation = {}
    for (a, b), c in ends:
        key = (a, b) if a < b else (b, a)
        start[key] = start.get(key, Fraction(0)) + c
    start = {k: v for k, v in start.items() if v}
    free: Equation = {k: v for k, v in form.items() if k != 1 or not _is_angle(fact)}
    overlap = next(iter(start), None)
    sign = 1
    if overlap is not None and overlap in free and (free[overlap] > 0) != (start[overlap] > 0):
        sign = -1
    end = combine([(Fraction(1), start), (Fraction(-sign), free)])
    return start, end


def _is_angle(fact: Predicate) -> bool:
    return fact.name in ("para", "perp", "eqangle", "aconst")


def _times(form: Equation, factor: int) -> Equation:
    return {k: v * factor for k, v in form.items()}


def _size(form: Equation) -> int:
    return int(sum(abs(v) for k, v in form.items() if k != 1))


def _path(
    start: Equation, forms: list[tuple[Equation, int]]
) -> list[tuple[Equation, int | None]] | None:
    """The order of using the equations in which the values between stay shortest.

    Args:
        start: the first value.
        forms: each equation, to be taken away so many times.

    Returns:
        Values, each with the number of the equation that gave it; None if there are too many.
    """
    size = 1
    for _, times in forms:
        size *= times + 1
    if size > _MOST_VALUES:
        return None
    whole = tuple(times for _, times in forms)
    zero = (0,) * len(forms)
    order = count()
    queue = [(0, next(order), zero)]
    best: dict[tuple[int, ...], int] = {zero: 0}
    came: dict[tuple[int, ...], tuple[tuple[int, ...], int]] = {}
    values: dict[tuple[int, ...], Equation] = {zero: start}
    while queue:
        cost, _, done = heapq.heappop(queue)
        if done == whole:
            break
        if cost > best[done]:
            continue
        for i, (form, times) in enumerate(forms):
            if done[i] == times:
                continue
            after = (*done[:i], done[i] + 1, *done[i + 1 :])
            if after not in values:
                values[after] = combine([(Fraction(1), values[done]), (Fraction(-1), form)])
            new = cost + _size(values[after]) ** 3 + 1
            if new < best.get(after, 1 << 60):
                best[after] = new
                came[after] = (done, i)
                heapq.heappush(queue, (new, next(order), after))
    path: list[tuple[Equation, int | None]] = []
    at = whole
    while at != zero:
        before, i = came[at]
        path.append((values[at], i))
        at = before
    path.append((start, None))
    return path[::-1]


def _equation(form: Equation, table: Table, n: Notation) -> str:
    """A form as an equation: what has a minus sign stands on the right."""
    if table == "angle":
        positive = directions(form)
        whole: Equation = {}
        whole.update(positive.items())
        constant = -form.get(1, Fraction(0)) % 1
        left: Equation
        right: Equation
        plus = [k for k, v in positive.items() for _ in range(int(max(v, Fraction(0))))]
        minus = [k for k, v in positive.items() for _ in range(int(max(-v, Fraction(0))))]
        if len(plus) == len(minus) == 2 and not constant:
            if not set(plus[0]) & set(minus[0]) and set(plus[0]) & set(minus[1]):
                minus.reverse()
            left = {plus[0]: Fraction(1), minus[0]: Fraction(-1)}
            right = {plus[1]: Fraction(-1), minus[1]: Fraction(1)}
            return f"{show(left, table, n)} = {show(right, table, n)}"
        if len(plus) == len(minus) == 1 and not constant:
            return n.points(*plus[0]) + n.parallel + n.points(*minus[0])
        if len(plus) == len(minus) == 1 and constant == Fraction(1, 2):
            return n.points(*plus[0]) + n.perpendicular + n.points(*minus[0])
        return f"{show(whole, table, n)} = {n.degrees(constant)}"
    left = {k: v for k, v in form.items() if v > 0}
    right = {k: -v for k, v in form.items() if v < 0}
    return f"{show(left, table, n)} = {show(right, table, n)}"
