"""Finds the values that a statement asks for, in figures; the proof is then about the value."""

from __future__ import annotations

import cmath
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations as subsets
from random import Random

from geometry.diagram.branches import Branches, combinations
from geometry.diagram.draw import draw
from geometry.diagram.holds import draw_and_check, holds
from geometry.diagram.stopping import Pulse, never
from geometry.errors import DiagramError, GeometryInputError
from geometry.language.statement import Question, Statement
from geometry.numerics import COINCIDENT, figure_size, plane
from geometry.predicates import Predicate

#: Largest denominator of an angle (as a multiple of pi) and of a ratio or length.
_ANGLE_PARTS, _PARTS = 360, 1000
_ACCURACY = 1e-9
#: Figures of other seeds, and of positions that are combined on purpose, in which values are
#: measured again, and the attempts at each.
_SEEDS, _POSITIONS, _ATTEMPTS = 8, 32, 8
#: So many points are looked at when positions are told apart.
_TOLD_APART = 10

Values = tuple[Fraction | None, ...]
Points = dict[str, complex]


@dataclass(frozen=True)
class Resolved:
    """A statement whose questions are answered.

    Attributes:
        statement: with a goal in place of each question.
        others: a sentence for each other answer that other positions of the figure have.
    """

    statement: Statement
    others: tuple[str, ...] = ()


def resolve(statement: Statement, seed: int = 0, *, pulse: Pulse = never) -> Statement:
    """The statement with a goal in place of each question, see `answered`."""
    return answered(statement, seed, pulse=pulse).statement


def answered(statement: Statement, seed: int = 0, *, pulse: Pulse = never) -> Resolved:
    """Answer the questions of a statement.

    Args:
        statement: possibly with questions; one without is returned as it is.
        seed: the first figure to measure in.
        pulse: asked often; raises `DrawingStopped` when there is no more time.

    Returns:
        The rational values that were measured in one figure and found again in another, and the
        values that are found in other positions.

    Raises:
        GeometryInputError: a value is not the same in any two figures, or not a rational with a
            small denominator; the message gives the measured number.
        DiagramError, FalseGoalError, DrawingStopped: as `draw_and_check`.
    """
    if not statement.questions:
        return Resolved(statement)
    z = plane(draw_and_check(statement, seed, pulse=pulse).points)
    answers = [_answer(question, z) for question in statement.questions]
    seen = [
        (
            _values(statement.questions, other),
            _values(statement.questions, other, mirror=True),
            other,
        )
        for other in _figures(statement, seed, pulse)
    ]
    raw = _values(statement.questions, z)
    turned = _values(statement.questions, z, mirror=True)
    # A statement that nothing but a mirror tells from itself has its directed angles negated.
    same = [one for one in seen if one[0] == raw or one[1] == turned]
    if not same:
        numbers = ", ".join(map(str, answers))
        raise GeometryInputError(
            f"the value is not the same in all figures (`{numbers}` in one of them)",
            fix="ask for a value that the hypotheses determine",
        )
    different = [one for one in seen if one not in same]
    others = tuple(_others(statement, z, answers, different, [one[2] for one in same]))
    return Resolved(statement.resolved(answers), others)


def _figures(statement: Statement, seed: int, pulse: Pulse) -> Iterator[Points]:
    """Further figures in which the goals hold: of other seeds, then of other positions."""
    rng = Random(f"positions {seed}")
    sizes: tuple[int, ...] = ()
    for number in range(1, _SEEDS + 1):
        branches = Branches()
        yield from _figure(statement, seed + number, branches, pulse)
        sizes = max(sizes, branches.sizes, key=lambda s: (math.prod(s), s))
    for number, wanted in enumerate(combinations(sizes, _POSITIONS, rng) if sizes else ()):
        # Twice: a value that only one figure has is no answer.
        for turn in range(2):
            own = seed + _SEEDS + 1 + 2 * number + turn
            yield from _figure(statement, own, Branches(wanted), pulse)


def _figure(statement: Statement, seed: int, branches: Branches, pulse: Pulse) -> Iterator[Points]:
    try:
        diagram = draw(statement, seed, _ATTEMPTS, branches=branches, pulse=pulse)
    except DiagramError:
        return
    if holds(statement, diagram):
        yield plane(diagram.points)


def _others(
    statement: Statement,
    z: Points,
    answers: Sequence[Predicate],
    different: Sequence[tuple[Values, Values, Points]],
    same: Sequence[Points],
) -> Iterator[str]:
    """A sentence for each other answer."""
    for k, question in enumerate(statement.questions):
        own = answers[k].value
        values = Counter(turned[k] for _, turned, _ in different if turned[k] is not None)
        for value, count in sorted(values.items(), key=lambda item: -item[1]):
            if count < 2 or value == own:
                continue
            theirs = [p for _, turned, p in different if turned[k] == value]
            where = _told_apart(statement.points, [z, *same], theirs)
            here, there = where or ("in the drawn figure", "in another position")
            asked = f"{question.relation} {' '.join(question.points)}"
            yield (
                f"`{asked}` is {_shown(question, own)} {here}, as drawn, "
                f"and {_shown(question, value)} {there}"
            )


def _told_apart(
    names: Sequence[str], ours: Sequence[Points], theirs: Sequence[Points]
) -> tuple[str, str] | None:
    """Two points that are on one side of a line in the one figures, and not in the others."""
    few = names[:_TOLD_APART]
    for a, b in subsets(few, 2):
        for c, d in subsets([p for p in few if p not in (a, b)], 2):
            here = {_sides(z, a, b, c, d) for z in ours}
            there = {_sides(z, a, b, c, d) for z in theirs}
            if len(here) == 1 and here | there == {1, -1} and len(there) == 1:
                words = {1: "on the same side", -1: "on different sides"}
                return tuple(  # type: ignore[return-value]
                    f"where {c} and {d} lie {words[side.pop()]} of line {a}{b}"
                    for side in (here, there)
                )
    return None


def _turn(z: Points, a: str, b: str, c: str) -> int:
    """1 if a, b, c turn counterclockwise, -1 if clockwise, 0 if they lie on a line."""
    u, v = z[b] - z[a], z[c] - z[a]
    cross = (u.conjugate() * v).imag
    if abs(cross) <= COINCIDENT * figure_size(z.values()) * max(abs(u), abs(v)):
        return 0
    return 1 if cross > 0 else -1


def _sides(z: Points, a: str, b: str, c: str, d: str) -> int:
    return _turn(z, a, b, c) * _turn(z, a, b, d)


def _shown(question: Question, value: Fraction | None) -> str:
    if value is not None and question.relation in ("aconst", "angle"):
        degrees = value * 180
        return f"{degrees if degrees.denominator == 1 else round(float(degrees), 6)}°"
    return str(value)


def _values(questions: Sequence[Question], z: Points, *, mirror: bool = False) -> Values:
    """The values in a figure, None where one is not rational.

    With `mirror` the figure is turned over where its first triangle is clockwise.
    """
    if mirror:
        turns = (_turn(z, *corners) for corners in subsets(list(z)[:_TOLD_APART], 3))
        if next((turn for turn in turns if turn), 1) < 0:
            z = {name: place.conjugate() for name, place in z.items()}
    found: list[Fraction | None] = []
    for question in questions:
        try:
            measured, parts = _measure(question, z)
        except GeometryInputError:
            found.append(None)
            continue
        value = Fraction(measured).limit_denominator(parts)
        exact = abs(float(value) - measured) <= _ACCURACY * max(1.0, measured)
        found.append(value if exact else None)
    return tuple(found)


def _answer(question: Question, z: Points) -> Predicate:
    """The goal that states the value in this figure."""
    measured, parts = _measure(question, z)
    value = Fraction(measured).limit_denominator(parts)
    if abs(float(value) - measured) > _ACCURACY * max(1.0, measured):
        unit = " pi" if question.relation in ("aconst", "angle") else ""
        raise GeometryInputError(
            f"`{question}` has no simple rational value: {measured:.9g}{unit} in a figure",
            word=question.relation,
            fix="ask for a value that the hypotheses determine",
        )
    if question.relation == "angle":
        a, b, c = question.points
        # From the side from which the turn is counterclockwise the directed angle is this one.
        order = (b, a, b, c) if _turn(z, b, a, c) > 0 else (b, c, b, a)
        return Predicate("aconst", order, value)
    return question.answered(value)


def _measure(question: Question, z: Points) -> tuple[float, int]:
    """The value in a figure (an angle in [0, 1) as a multiple of pi), and the largest denominator."""
    p = question.pairs
    u, *rest = (z[b] - z[a] for a, b in zip(p[::2], p[1::2], strict=True))
    if min(map(abs, (u, *rest))) < COINCIDENT * figure_size(z.values()):
        raise GeometryInputError(
            f"`{question}` speaks of two points that coincide", word=question.relation
        )
    if question.relation == "lconst":
        return abs(u), _PARTS
    (v,) = rest
    if question.relation == "rconst":
        return abs(u) / abs(v), _PARTS
    if question.relation == "angle":
        return abs(cmath.phase(v / u)) / math.pi, _ANGLE_PARTS
    turn = cmath.phase(v / u) / math.pi % 1
    # A turn of almost pi is a turn of nothing, within rounding.
    return (0.0 if turn > 1 - _ACCURACY else turn), _ANGLE_PARTS
