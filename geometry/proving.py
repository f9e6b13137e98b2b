"""Prove a geometry problem: figure, closure, auxiliary points, proof."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from geometry.auxiliary.proposals import Proposer
from geometry.auxiliary.solve import Progress, Solution, Status, solve
from geometry.certificate import Rendering, render, to_json
from geometry.diagram import Diagram, Prepared, prepare
from geometry.language import Statement

__all__ = ["Outcome", "Prepared", "Progress", "Status", "prepare", "prove"]


@dataclass(frozen=True)
class Outcome(Solution):
    """What came of a problem: see `Solution` for what came of the search.

    Attributes:
        prepared: the problem as it was worked on.
    """

    prepared: Prepared

    @property
    def statement(self) -> Statement:
        """The problem, with goals in place of its questions."""
        return self.prepared.statement

    @property
    def diagram(self) -> Diagram:
        """The figure in which it was worked on."""
        return self.prepared.diagram

    @cached_property
    def certificate_json(self) -> str | None:
        """The certificate for `geometry.checker`; None without a proof."""
        return None if self.proof is None else to_json(self.proof)

    @cached_property
    def rendering(self) -> Rendering:
        """Text and figure of the proof, as anybody can make them anew from the certificate;
        without a proof the figure of the problem."""
        return render(self.proof, self.prepared)

    @property
    def proof_markdown(self) -> str | None:
        """The proof for a reader; None without a proof."""
        return self.rendering.markdown

    @property
    def figure_svg(self) -> str | None:
        """The figure, with what the proof uses marked; None where it could not be drawn."""
        return self.rendering.figure


def prove(
    problem: Statement | Prepared,
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
        problem: a problem with at least one goal, or a value to find; or one that was prepared.
        seconds: wall time for drawing and search; None searches until stopped (or, without auxiliary
            points, until nothing new follows). Writing up a proof that was found is not counted.
        seed: of the figure and of the search; the same seed gives the same proof. What was
            prepared has its own.
        auxiliary: whether to add points.
        workers: threads of the search for points; None takes all processors.
        proposer: asked once for auxiliary points, before the search for them begins.
        ray: search for points on all cores of Ray instead of in threads; `workers` then counts
            Ray tasks. The proof is then the first that any of them finds.
        should_stop: asked about four times a second, and more often while a figure is drawn.
        progress: told of each phase, and of each set of points tried.

    Raises:
        GeometryInputError: the statement has no goal.
        DiagramError: no figure satisfies the constructions.
        FalseGoalError: the goal was not seen to hold in any figure.
        DrawingStopped: the time was up, or it was stopped, before there was a figure.
        RayMissing: Ray was asked for and is not installed.
    """
    end = None if seconds is None else time.monotonic() + seconds
    if isinstance(problem, Statement):
        progress(Progress("figure"))

        def out_of_time() -> bool:
            return should_stop() or (end is not None and time.monotonic() >= end)

        problem = prepare(problem, seed=seed, should_stop=out_of_time)
    solution = solve(
        problem,
        seconds=None if end is None else end - time.monotonic(),
        auxiliary=auxiliary,
        workers=workers,
        proposer=proposer,
        ray=ray,
        should_stop=should_stop,
        progress=progress,
    )
    return Outcome(**vars(solution), prepared=problem)
