"""Prove a geometry problem: figure, closure, auxiliary points, proof."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from geometry.auxiliary.proposals import Proposer, prompt_for
from geometry.auxiliary.search import AuxiliarySearch
from geometry.auxiliary.shards import ShardedSearch
from geometry.certificate import to_json
from geometry.diagram import Diagram, draw_and_check, resolve
from geometry.engine.closure import Closure
from geometry.engine.write_up import write_proof
from geometry.errors import GeometryInputError
from geometry.language import Statement
from geometry.predicates import Predicate
from geometry.proof import Coordinates, Proof

Status: TypeAlias = Literal["proved", "saturated", "out_of_time", "cancelled"]


@dataclass(frozen=True)
class Progress:
    """What the prover is doing.

    Attributes:
        phase: `figure`, `closure`, `auxiliary` or `proof`.
        tried: sets of auxiliary points tried so far.
    """

    phase: Literal["figure", "closure", "auxiliary", "proof"]
    tried: int = 0


@dataclass(frozen=True)
class Outcome:
    """What came of a problem.

    Attributes:
        status: `saturated` means that nothing more follows without auxiliary points and none
            were asked for.
        statement: the problem.
        diagram: the figure in which it was worked on.
        proof: None unless the status is `proved`.
        missing: the goal facts that were not reached.
        tried: sets of auxiliary points tried.
        statistics: sizes of the closure of the problem itself.
    """

    status: Status
    statement: Statement
    diagram: Diagram
    proof: Proof | None
    missing: tuple[Predicate, ...]
    tried: int
    statistics: Mapping[str, int]

    @cached_property
    def certificate_json(self) -> str | None:
        """The certificate for `geometry.checker`; None without a proof."""
        return None if self.proof is None else to_json(self.proof)

    @cached_property
    def proof_markdown(self) -> str | None:
        """The proof for a reader; None without a proof."""
        from geometry.prose import render_markdown

        return None if self.proof is None else render_markdown(self.proof, self.statement)

    @cached_property
    def figure_svg(self) -> str:
        """The figure, with what the proof uses marked."""
        from geometry.figure import draw_svg

        return draw_svg(
            self.proof if self.proof is not None else self.statement, self.diagram.points
        )


def prove(
    statement: Statement,
    *,
    seconds: float | None = None,
    seed: int = 0,
    auxiliary: bool = True,
    workers: int | None = None,
    proposer: Proposer | None = None,
    ray: bool = False,
    should_stop: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Search for a proof.

    Args:
        statement: a problem with at least one goal, or a value to find.
        seconds: wall time for the search; None searches until stopped (or, without auxiliary
            points, until nothing new follows). Writing up a proof that was found is not counted.
        seed: of the figure and of the search; the same seed gives the same proof.
        auxiliary: whether to add points.
        workers: threads of the search for points; None takes all processors.
        proposer: asked once for auxiliary points, before the search for them begins.
        ray: search for points on all cores of Ray instead of in threads; `workers` then counts
            Ray tasks. The proof is then the first that any of them finds.
        should_stop: asked about four times a second.
        progress: told of each phase, and of each set of points tried.

    Raises:
        GeometryInputError: the statement has no goal.
        DiagramError: no figure satisfies the constructions.
        FalseGoalError: the goal fails in the figure.
        RayMissing: Ray was asked for and is not installed.
    """
    end = None if seconds is None else time.monotonic() + seconds

    def stop() -> bool:
        return should_stop() or (end is not None and time.monotonic() >= end)

    if statement.questions:
        statement = resolve(statement, seed=seed)
    if not statement.goals:
        raise GeometryInputError(
            "the statement has no goal",
            fix="end it with a question mark and a relation, such as `? perp a h b c`",
        )
    progress(Progress("figure"))
    diagram = draw_and_check(statement, seed=seed)
    progress(Progress("closure"))
    closure = Closure(normalised(diagram.points))
    for given in statement.givens:
        closure.assume(given.fact)
    closure.add_goals(statement.atomic_goals)
    status: Status = "out_of_time"
    while status == "out_of_time" and not stop():
        status = closure.run(0.25)
    statistics = closure.statistics()
    missing = closure.missing_goals()
    tried = 0
    if status == "saturated" and auxiliary:
        progress(Progress("auxiliary"))
        answers = proposer.propose(prompt_for(statement, missing)) if proposer else ()
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
            return Outcome("proved", statement, diagram, proof, (), tried, statistics)
        status = "out_of_time"
    if status == "proved":
        progress(Progress("proof"))
        proof = write_proof(closure, statement, statement)
        return Outcome("proved", statement, diagram, proof, (), 0, statistics)
    if should_stop():
        status = "cancelled"
    return Outcome(status, statement, diagram, None, missing, tried, statistics)


def normalised(points: Mapping[str, Coordinates]) -> dict[str, Coordinates]:
    """The figure moved and scaled to centre 0 and diameter 1."""
    xs, ys = [x for x, _ in points.values()], [y for _, y in points.values()]
    cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    size = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    return {p: ((x - cx) / size, (y - cy) / size) for p, (x, y) in points.items()}
