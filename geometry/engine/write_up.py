"""From a closure that knows the goals to a minimal proof."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from geometry.engine.abbreviate import abbreviated
from geometry.engine.closure import Closure
from geometry.engine.extraction import Extraction
from geometry.engine.minimise import minimise
from geometry.language import Statement
from geometry.proof import Construction, Coordinates, Proof, Step


def write_proof(
    closure: Closure,
    statement: Statement,
    extended: Statement,
    figure: Mapping[str, Coordinates] | None = None,
) -> Proof:
    """A minimal proof of the goals of `statement`.

    Args:
        closure: of the hypotheses of `extended`; knows the goals.
        extended: the statement, possibly with auxiliary constructions at its end; those that the
            proof does not need are dropped.
        figure: of all points, where the closure has only those that matter; the same places.

    Raises:
        ExtractionError: a fact does not follow over the rationals.
    """
    figure = closure.figure if figure is None else figure
    clauses = {given.fact: given.clause for given in reversed(extended.givens)}
    goals = statement.atomic_goals
    first = Extraction(closure, clauses)
    for goal in goals:
        first.prove(goal)
    added = extended.points[len(statement.points) :]
    extraction = Extraction(minimise(closure, first.used, goals, added), clauses)
    numbers = tuple(extraction.prove(goal) for goal in goals)

    needed = _needed_points(extended, extraction.steps)
    own = len(statement.constructions)
    kept = [c for c in extended.constructions[own:] if set(c.points) & needed]
    scale = _scale(extended, figure)
    renumbered = _renumbering(statement, extended, needed)
    proof = Proof(
        problem=str(statement),
        auxiliary="; ".join(map(str, kept)),
        diagram={
            p: (x * scale, y * scale)
            for p, (x, y) in figure.items()
            if p in needed or p in statement.points
        },
        steps=tuple(
            replace(step, reason=Construction(renumbered[step.reason.clause]))
            if isinstance(step.reason, Construction)
            else step
            for step in extraction.steps
        ),
        goals=numbers,
    )
    return abbreviated(proof)


def _scale(statement: Statement, figure: Mapping[str, Coordinates]) -> float:
    """The problem's unit of length over the figure's, which has diameter 1; 1 without lengths.

    A statement that gives lengths is about figures of one size, and so is its certificate.
    """
    for fact, _ in statement.givens:
        if fact.name == "lconst" and fact.value is not None:
            a, b = (figure[p] for p in fact.points)
            return float(fact.value) / math.dist(a, b)
    return 1.0


def _needed_points(extended: Statement, steps: list[Step]) -> set[str]:
    """Points that the steps speak of, and those from which these are constructed."""
    needed = {p for step in steps for p in step.fact.points}
    for construction in reversed(extended.constructions):
        if set(construction.points) & needed:
            for clause in construction.clauses:
                needed.update(p for p in clause.args if p in extended.points)
    return needed


def _renumbering(statement: Statement, extended: Statement, needed: set[str]) -> dict[int, int]:
    """Old to new clause numbers when auxiliary constructions without needed points are left out."""
    out: dict[int, int] = {}
    old = new = 0
    for number, construction in enumerate(extended.constructions):
        keep = number < len(statement.constructions) or bool(set(construction.points) & needed)
        for _ in construction.clauses:
            if keep:
                out[old] = new
                new += 1
            old += 1
    return out
