"""The whole search for a proof in a figure: what follows at once, then auxiliary points."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from geometry.auxiliary.proposals import Proposer, prompt_for
from geometry.auxiliary.search import AuxiliarySearch
from geometry.auxiliary.shards import ShardedSearch
from geometry.diagram import Prepared
from geometry.engine.closure import Closure
from geometry.engine.write_up import write_proof
from geometry.language import Statement
from geometry.numerics import normalised
from geometry.predicates import Predicate
from geometry.proof import Proof

#: Where the goals rest on at most this part of the points, what follows about these is derived first.
_SMALL = 0.5

Status: TypeAlias = Literal["proved", "saturated", "out_of_time", "cancelled"]


@dataclass(frozen=True)
class Progress:
    """What the prover is doing.

    Attributes:
        phase: `figure`, `algebra`, `closure`, `auxiliary` or `proof`.
        tried: sets of auxiliary points tried so far.
    """

    phase: Literal["figure", "algebra", "closure", "auxiliary", "proof"]
    tried: int = 0


@dataclass(frozen=True)
class Solution:
    """What came of the search.

    Attributes:
        status: `saturated` means that nothing more follows without auxiliary points, and that
            none were asked for or all candidates were tried.
        proof: None unless the status is `proved`.
        missing: the goal facts that were not reached.
        tried: sets of auxiliary points tried.
        saturated: whether all that follows without auxiliary points was derived.
        statistics: sizes of the closure of the problem itself.
    """

    status: Status
    proof: Proof | None
    missing: tuple[Predicate, ...]
    tried: int
    saturated: bool
    statistics: Mapping[str, int]


def solve(
    prepared: Prepared,
    *,
    seconds: float | None = None,
    auxiliary: bool = True,
    workers: int | None = None,
    proposer: Proposer | None = None,
    ray: bool = False,
    should_stop: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Solution:
    """Search for a proof. See `geometry.prove` for the arguments.

    Raises:
        RayMissing: Ray was asked for and is not installed.
    """
    end = None if seconds is None else time.monotonic() + seconds

    def stop() -> bool:
        return should_stop() or (end is not None and time.monotonic() >= end)

    statement = prepared.statement
    progress(Progress("closure"))
    around = _around_the_goals(statement)
    if len(around) <= _SMALL * len(statement.points):
        small = _closure_of(prepared, around)
        status = _run(small, stop)
        if status == "proved":
            progress(Progress("proof"))
            figure = normalised(prepared.diagram.points)
            proof = write_proof(small, statement, statement, figure)
            return Solution("proved", proof, (), 0, False, small.statistics())
    closure = _closure_of(prepared, frozenset(statement.points))
    status = _run(closure, stop)
    statistics = closure.statistics()
    missing = closure.missing_goals()
    saturated, tried = status == "saturated", 0
    if saturated and auxiliary:
        progress(Progress("auxiliary"))
        answers = proposer.propose(prompt_for(statement, missing)) if proposer else ()
        seed = prepared.seed
        search: AuxiliarySearch | ShardedSearch
        if ray:
            search = ShardedSearch(statement, closure, seed=seed, shards=workers, answers=answers)
        else:
            workers = workers or os.cpu_count() or 1
            search = AuxiliarySearch(
                statement, closure, seed=seed, workers=workers, answers=answers
            )
        found = search.run(stop, lambda n: progress(Progress("auxiliary", n)))
        tried = search.tried
        if found is not None:
            progress(Progress("proof", tried))
            proof = write_proof(found.closure, statement, found.statement)
            return Solution("proved", proof, (), tried, saturated, statistics)
        # The search ends by itself only where a figure has no further candidates.
        status = "out_of_time" if stop() else "saturated"
    if status == "proved":
        progress(Progress("proof"))
        proof = write_proof(closure, statement, statement)
        return Solution("proved", proof, (), 0, saturated, statistics)
    if should_stop():
        status = "cancelled"
    return Solution(status, None, missing, tried, saturated, statistics)


def _around_the_goals(statement: Statement) -> frozenset[str]:
    """The points of the goals, and those from which these are constructed."""
    known = frozenset(statement.points)
    needed = {p for goal in statement.atomic_goals for p in goal.points}
    for construction in reversed(statement.constructions):
        if needed.intersection(construction.points):
            needed.update(construction.points)
            needed.update(a for c in construction.clauses for a in c.args if a in known)
    return frozenset(needed)


def _closure_of(prepared: Prepared, points: frozenset[str]) -> Closure:
    """What is given about these points, and the goals."""
    figure = normalised(prepared.diagram.points)
    closure = Closure({p: xy for p, xy in figure.items() if p in points})
    for given in prepared.statement.givens:
        if points.issuperset(given.fact.points):
            closure.assume(given.fact)
    closure.add_goals(prepared.statement.atomic_goals)
    return closure


def _run(closure: Closure, stop: Callable[[], bool]) -> Status:
    status: Status = "out_of_time"
    while status == "out_of_time" and not stop():
        status = closure.run(0.25)
    return status
