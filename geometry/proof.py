"""A proof: numbered facts, each with its reason.

A proof is what the engine hands out, what `geometry.proof_json` writes for the independent
checker, and what `geometry.prose` and `geometry.figure` show to a reader. What it means is in
`docs/architecture.md`. Steps are numbered from 0 here and in the certificate; texts for readers
have numbers of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, get_args

from geometry.predicates import ATOMIC, Predicate, Table

#: Coordinates of one point in the figure.
Coordinates: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Construction:
    """The fact is a hypothesis: some construction asserts it.

    Attributes:
        clause: number of the single construction, from 0, counted through the problem and then
            through the auxiliary constructions.
    """

    clause: int


@dataclass(frozen=True, slots=True)
class ByRule:
    """The fact follows by a theorem of `geometry.rules.RULES`.

    Attributes:
        rule: name of the rule.
        points: (variable, point) for every variable of the rule, in the rule's order.
        premises: one earlier step per premise of the rule, in the rule's order.
    """

    rule: str
    points: tuple[tuple[str, str], ...]
    premises: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ByAlgebra:
    """The fact is a linear combination of equations of earlier facts.

    Attributes:
        table: which equations of the facts are meant.
        premises: triples (step, equation, coefficient): the sum of coefficient times that
            equation of that step's fact is equation 0 of the concluded fact, over the rationals.
            May be empty where the fact is an identity such as `cong a b b a`.
    """

    table: Table
    premises: tuple[tuple[int, int, Fraction], ...]


Reason: TypeAlias = Construction | ByRule | ByAlgebra


@dataclass(frozen=True, slots=True)
class Step:
    """An atomic fact and why it holds."""

    fact: Predicate
    reason: Reason

    @property
    def premises(self) -> tuple[int, ...]:
        """Numbers of the steps this one uses, in order, each once."""
        match self.reason:
            case Construction():
                return ()
            case ByRule(premises=steps):
                return tuple(dict.fromkeys(steps))
            case ByAlgebra(premises=triples):
                return tuple(dict.fromkeys(step for step, _, _ in triples))


@dataclass(frozen=True)
class Proof:
    """A proof of the goals of a problem.

    Attributes:
        problem: the problem in the construction language, goals included.
        auxiliary: constructions added by the prover, in the same language; empty if none.
        diagram: the figure the proof was found in, point name to (x, y); its order is the order
            in which the points are introduced.
        steps: the facts, each after the facts it uses.
        goals: for each goal of the problem, in order, the step that states it.

    Raises:
        ValueError: a step or a goal refers to a step that does not come before it, a fact is not
            atomic or speaks of a point without coordinates, a table is unknown.
    """

    problem: str
    auxiliary: str
    diagram: Mapping[str, Coordinates]
    steps: tuple[Step, ...]
    goals: tuple[int, ...]

    def __post_init__(self) -> None:
        for number, step in enumerate(self.steps):
            if step.fact.name not in ATOMIC:
                raise ValueError(f"step {number}: `{step.fact}` is not an atomic fact")
            for point in step.fact.points:
                if point not in self.diagram:
                    raise ValueError(
                        f"step {number}: point `{point}` of `{step.fact}` is not in the diagram"
                    )
            if isinstance(step.reason, ByAlgebra) and step.reason.table not in get_args(Table):
                raise ValueError(f"step {number}: unknown table `{step.reason.table}`")
            if isinstance(step.reason, Construction) and step.reason.clause < 0:
                raise ValueError(f"step {number}: clause {step.reason.clause} is negative")
            for premise in step.premises:
                if not 0 <= premise < number:
                    raise ValueError(f"step {number}: premise {premise} is not an earlier step")
        for goal in self.goals:
            if not 0 <= goal < len(self.steps):
                raise ValueError(f"goal step {goal} does not exist")

    def needed(self) -> Iterator[int]:
        """Numbers of the steps on which the goals rest, ascending."""
        wanted = set(self.goals)
        for number in range(len(self.steps) - 1, -1, -1):
            if number in wanted:
                wanted.update(self.steps[number].premises)
        yield from sorted(wanted)
