"""The kernel's deductive closure, in the language of named points and predicates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Literal, TypeAlias, cast

import geometry._kernel as _kernel
from geometry.predicates import Predicate, Table
from geometry.proof import Coordinates
from geometry.rules import RULES

Status: TypeAlias = Literal["proved", "saturated", "out_of_time", "cancelled"]

#: How far a run goes: angles and ratios, then lengths and their squares, then sines.
Stage: TypeAlias = Literal["angles_and_ratios", "lengths", "sines"]
_STAGES: tuple[Stage, ...] = ("angles_and_ratios", "lengths", "sines")

_KernelFact: TypeAlias = tuple[str, list[int], int, int]

#: In place of a rule's number: the kernel's mark of a hypothesis; that of a bridge is -2.
_GIVEN = -1


@dataclass(frozen=True, slots=True)
class Application:
    """Why facts stand in the tables.

    Attributes:
        rule: name of the rule; None for a hypothesis or a bridge.
        points: points for the rule's variables, in the rule's order.
        conclusions: the facts it established.
        given: whether it is a hypothesis. If neither this nor `rule`, it carries one fact from
            the table that proves it to the others.
    """

    rule: str | None
    points: tuple[str, ...]
    conclusions: tuple[Predicate, ...]
    given: bool


@dataclass(frozen=True, slots=True)
class Use:
    """One input equation in a linear combination; `residue` is its coefficient modulo PRIME."""

    application: int
    conclusion: int
    equation: int
    residue: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """The earliest linear combination of inputs that yields a fact in a table.

    `latest` is the youngest application used, -1 if none.
    """

    table: Table
    latest: int
    uses: tuple[Use, ...]


def _encode(fact: Predicate, index: Mapping[str, int]) -> _KernelFact:
    value = fact.value if fact.value is not None else Fraction(0)
    return fact.name, [index[p] for p in fact.points], value.numerator, value.denominator


@cache
def _rule_table() -> list[tuple[str, list[str], list[_KernelFact], list[_KernelFact]]]:
    table = []
    for rule in RULES.values():
        index = {v: i for i, v in enumerate(rule.variables)}
        if len(index) > 8:
            continue  # no matcher has that many points
        table.append(
            (
                rule.name,
                list(rule.variables),
                [_encode(f, index) for f in rule.premises],
                [_encode(f, index) for f in rule.conclusions],
            )
        )
    return table


class Closure:
    """Facts that follow from hypotheses about one figure.

    Args:
        figure: coordinates by point name, diameter about 1; the order of the points is kept.
    """

    def __init__(self, figure: Mapping[str, Coordinates]) -> None:
        self.figure = dict(figure)
        self._names = list(figure)
        self._index = {name: i for i, name in enumerate(figure)}
        self._kernel = _kernel.Closure(
            [(float(x), float(y)) for x, y in figure.values()], _rule_table()
        )

    def assume(self, fact: Predicate) -> bool:
        """Add an atomic hypothesis; False if it has no meaning in this figure (points coincide)."""
        return bool(self._kernel.assume(_encode(fact, self._index)))

    def add_goals(self, goals: Iterable[Predicate]) -> None:
        for goal in goals:
            self._kernel.add_goal(_encode(goal, self._index))

    def run(self, seconds: float, *, stage: Stage = "sines") -> Status:
        """Close the facts under the rules, at most for `seconds` of wall time. Releases the GIL."""
        return cast(Status, self._kernel.run(seconds, _STAGES.index(stage)))

    def saturate(self) -> None:
        """Close the facts under the rules, however long it takes."""
        while self.run(0.25) == "out_of_time":
            pass

    def cancel(self) -> None:
        """Make a `run` in another thread return soon."""
        self._kernel.cancel()

    def extended(self, figure: Mapping[str, Coordinates]) -> Closure:
        """A copy with further points, which keeps all that is known."""
        copy = object.__new__(Closure)
        copy.figure = {**self.figure, **figure}
        copy._names = list(copy.figure)
        copy._index = {name: i for i, name in enumerate(copy.figure)}
        copy._kernel = self._kernel.clone()
        for x, y in figure.values():
            copy._kernel.add_point(float(x), float(y))
        return copy

    def replay(self, source: Closure, numbers: Sequence[int]) -> bool:
        """Apply only these applications of `source` (same figure); True if the goals follow."""
        return bool(self._kernel.replay(source._kernel, list(numbers)))

    def known(self, fact: Predicate) -> bool:
        return bool(self._kernel.known(_encode(fact, self._index)))

    def explain(self, fact: Predicate, table: Table) -> Explanation | None:
        """How equation 0 of the fact in `table` follows from the inputs; None if it does not."""
        found = self._kernel.explain(_encode(fact, self._index), table)
        if found is None:
            return None
        latest, uses = found
        return Explanation(table, latest, tuple(Use(*use) for use in uses))

    def application(self, number: int) -> Application:
        rule_number, points, fact = self._kernel.application(number)
        if fact is not None:
            return Application(None, (), (self._decode(fact),), rule_number == _GIVEN)
        rule = RULES[_rule_table()[rule_number][0]]
        names = tuple(self._names[p] for p in points)
        binding = dict(zip(rule.variables, names, strict=True))
        return Application(
            rule.name, names, tuple(c.renamed(binding) for c in rule.conclusions), False
        )

    @property
    def applications(self) -> int:
        """How many applications there are; they are numbered from 0 in order of time."""
        return int(self._kernel.application_count())

    def missing_goals(self) -> tuple[Predicate, ...]:
        return tuple(self._decode(f) for f in self._kernel.missing_goals())

    def knowledge(self, points: int) -> int:
        """How many independent relations are known between the directions, and between the
        lengths, of the segments among the first `points` points."""
        return self._kernel.knowledge(points)

    def statistics(self) -> dict[str, int]:
        """Numbers of points, instances, sweeps, applications, and the rank of each table."""
        return dict(self._kernel.statistics())

    def _decode(self, fact: _KernelFact) -> Predicate:
        name, points, num, den = fact
        value = Fraction(num, den) if name in ("aconst", "rconst", "lconst") else None
        return Predicate(name, tuple(self._names[p] for p in points), value)
