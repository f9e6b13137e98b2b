"""A geometry problem as data: constructions, goals, and the facts the constructions give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from geometry.constructions import CONSTRUCTIONS, Definition
from geometry.errors import GeometryInputError
from geometry.order import ORDER, order_facts
from geometry.predicates import RELATIONS, Predicate, atoms
from geometry.rules import Condition


class Given(NamedTuple):
    """An atomic fact that a construction asserts, and the number of its clause, from 0."""

    fact: Predicate
    clause: int


class Hint(NamedTuple):
    """Coordinates that the user suggests for a point."""

    point: str
    x: float
    y: float


@dataclass(frozen=True)
class Clause:
    """One condition, for example `on_line x a b`.

    Attributes:
        name: a word of `CONSTRUCTIONS`, or a relation that serves as a constraint.
        args: all arguments, the new points included; numbers normalised to fractions.
        relation: it is a relation (`circle` is a word of both kinds, with the same meaning), or an
            order condition (`between` is one if it does not begin with the point it makes).
        line, column: where the word stands in the text, from 1; no part of equality.
    """

    name: str
    args: tuple[str, ...]
    relation: bool = False
    line: int = field(default=1, compare=False)
    column: int = field(default=1, compare=False)

    def __str__(self) -> str:
        return " ".join((self.name, *self.args))

    @cached_property
    def facts(self) -> tuple[Predicate, ...]:
        """The atomic facts that hold by this clause."""
        if self.definition is not None:
            return self.definition.asserted(self.args)
        return tuple(a for fact in relation_facts(self.name, self.args) for a in atoms(fact))

    @property
    def order(self) -> Condition | None:
        """The open condition that this clause makes; None for all but words of `ORDER`."""
        return Condition(self.name, self.args) if self.relation and self.name in ORDER else None

    @property
    def definition(self) -> Definition | None:
        """Its entry in the construction table; None for a relation."""
        return None if self.relation else CONSTRUCTIONS[self.name]

    def renamed(self, names: Mapping[str, str]) -> Clause:
        """The same condition on other points."""
        args = tuple(names.get(a, a) for a in self.args)
        return Clause(self.name, args, self.relation, self.line, self.column)


@dataclass(frozen=True)
class Construction:
    """New points and the conditions that define them: the text between two semicolons.

    Attributes:
        points: the new points.
        clauses: one or more conditions.
        hints: suggested coordinates of new points, in the order of `points`.
    """

    points: tuple[str, ...]
    clauses: tuple[Clause, ...]
    hints: tuple[Hint, ...] = ()

    def __str__(self) -> str:
        hints = {h.point: f"@{h.x!r}_{h.y!r}" for h in self.hints}
        left = " ".join(p + hints.get(p, "") for p in self.points)
        return f"{left} = {', '.join(map(str, self.clauses))}"

    def renamed(self, names: Mapping[str, str]) -> Construction:
        """The same construction on other points."""
        return Construction(
            tuple(names.get(p, p) for p in self.points),
            tuple(c.renamed(names) for c in self.clauses),
            tuple(Hint(names.get(h.point, h.point), h.x, h.y) for h in self.hints),
        )


@dataclass(frozen=True)
class Question:
    """A value to find: an angle, a ratio or a length.

    Attributes:
        relation: `aconst`, `rconst`, `lconst`, or `angle`: the undirected angle abc.
        points: the points of that relation.
    """

    relation: str
    points: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(("find", self.relation, *self.points))

    @property
    def pairs(self) -> tuple[str, ...]:
        """The ends of the segments it speaks of; of an angle those of its sides from the vertex."""
        if self.relation != "angle":
            return self.points
        a, b, c = self.points
        return (b, a, b, c)

    def answers(self, fact: Predicate) -> bool:
        """Whether a fact states a value of what is asked; an angle may be read from either side."""
        if self.relation != "angle":
            return (fact.name, fact.points) == (self.relation, self.points)
        a, b, c = self.points
        return fact.name == "aconst" and fact.points in ((b, a, b, c), (b, c, b, a))

    def answered(self, value: Fraction) -> Predicate:
        """The relation with this value."""
        return Predicate(self.relation, self.points, value)


@dataclass(frozen=True)
class Statement:
    """A geometry problem.

    Attributes:
        constructions: in the order of the text; each uses only points of earlier ones and its own.
        goals: relations to prove; `coll` and `cyclic` of many points are split. May be empty.
        text: the source text; no part of equality.
        questions: values to find; `geometry.diagram.resolve` turns them into goals.
    """

    constructions: tuple[Construction, ...]
    goals: tuple[Predicate, ...] = ()
    text: str = field(default="", compare=False)
    questions: tuple[Question, ...] = ()

    @cached_property
    def points(self) -> tuple[str, ...]:
        """All points in the order of their definition."""
        return tuple(p for c in self.constructions for p in c.points)

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All single conditions in order; `Given.clause` counts these."""
        return tuple(clause for c in self.constructions for clause in c.clauses)

    @cached_property
    def givens(self) -> tuple[Given, ...]:
        """The atomic facts of all clauses, in order, without repetition."""
        first: dict[Predicate, int] = {}
        for number, clause in enumerate(self.clauses):
            for fact in clause.facts:
                first.setdefault(fact, number)
        return tuple(Given(fact, number) for fact, number in first.items())

    @cached_property
    def atomic_goals(self) -> tuple[Predicate, ...]:
        """The goals with abbreviations such as `midp` written out."""
        return tuple(dict.fromkeys(a for goal in self.goals for a in atoms(goal)))

    def __str__(self) -> str:
        constructions = "; ".join(map(str, self.constructions))
        goals = ", ".join(map(str, (*self.goals, *self.questions)))
        return f"{constructions} ? {goals}" if goals else constructions

    def resolved(self, answers: Sequence[Predicate]) -> Statement:
        """The statement with goals in place of its questions."""
        goals = tuple(dict.fromkeys((*self.goals, *answers)))
        return self.with_parts(self.constructions, goals, ())

    def renamed(self, names: Mapping[str, str]) -> Statement:
        """The same statement with other names of points; names not in the mapping stay.

        Raises:
            GeometryInputError: two points would get one name.
        """
        new = [names.get(p, p) for p in self.points]
        if len(set(new)) < len(new):
            twice = next(p for p in new if new.count(p) > 1)
            raise GeometryInputError("two points would get one name", word=twice)
        full = dict(zip(self.points, new, strict=True))
        return self.with_parts(
            tuple(c.renamed(full) for c in self.constructions),
            tuple(g.renamed(full) for g in self.goals),
            tuple(Question(q.relation, tuple(full[p] for p in q.points)) for q in self.questions),
        )

    @staticmethod
    def with_parts(
        constructions: tuple[Construction, ...],
        goals: tuple[Predicate, ...],
        questions: tuple[Question, ...],
    ) -> Statement:
        """A statement whose source text is its canonical form."""
        text = str(Statement(constructions, goals, "", questions))
        return Statement(constructions, goals, text, questions)


def relation_facts(name: str, words: tuple[str, ...]) -> Iterator[Predicate]:
    """The relation with these arguments; `coll` and `cyclic` of many points as several. Of an
    order condition what it says beside the order.

    Raises:
        GeometryInputError: wrong number of arguments, or a bad number.
    """
    if name in ("coll", "cyclic") and len(words) > RELATIONS[name][0]:
        base = RELATIONS[name][0] - 1
        for extra in words[base:]:
            yield Predicate(name, (*words[:base], extra))
        return
    if name in ORDER:
        yield from order_facts(name, words)
        return
    value: Fraction | None = None
    if RELATIONS[name][1] and words:
        value = number(words[-1], angle=name == "aconst")
        words = words[:-1]
    yield Predicate(name, words, value)


_RATIONAL = re.compile(r"[+-]?\d{1,15}(?:/\d{1,15}|\.\d{1,15})?")
_ANGLE = re.compile(
    r"(?P<degrees>[^a-z°]+)(?:o|deg|°)|(?P<factor>[^a-z]*)pi(?:/(?P<divisor>\d{1,15}))?"
)


def number(word: str, *, angle: bool = False) -> Fraction:
    """A rational such as 2, 1/3, 0.5.

    Args:
        word: the number as written.
        angle: allow also `60o`, `60deg` and `pi/3`, `2pi/3`.

    Returns:
        The number; for an angle, the multiple of pi.

    Raises:
        GeometryInputError: it is none of these.
    """
    try:
        if angle and (match := _ANGLE.fullmatch(word)):
            if match["degrees"]:
                return number(match["degrees"]) / 180
            factor = {"": "1", "+": "1", "-": "-1"}.get(match["factor"], match["factor"])
            return number(factor) / int(match["divisor"] or 1)
        # The pattern bounds the size: Fraction itself would expand 1e999999999.
        if _RATIONAL.fullmatch(word):
            return Fraction(word)
    except ZeroDivisionError:
        pass
    raise GeometryInputError(
        "this is not a number",
        word=word,
        fix="write one such as 2, 1/3, 0.5" + (", 60o or 2pi/3" if angle else ""),
    ) from None
