"""Prove a geometry problem: figure, closure, auxiliary points, proof."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geometry.algebra.certificate import to_dict as algebraic_certificate
from geometry.algebra.certificate import to_json as algebra_to_json
from geometry.algebra.engine import solve as solve_by_algebra
from geometry.auxiliary.proposals import Proposer
from geometry.auxiliary.solve import Progress, Solution, Status, solve
from geometry.certificate import Rendering, render, to_json
from geometry.checker.algebraic import AlgebraReport, check_algebra, says
from geometry.diagram import Diagram, Prepared, prepare
from geometry.language import Statement

__all__ = ["Algebra", "Outcome", "Prepared", "Progress", "Status", "by_algebra", "prepare", "prove"]

#: Seconds for a proof by algebra, which nearly always ends in a tenth of one: a goal that does not
#: hold modulo a prime, or needs what the algebra cannot do, is given up at once.
ALGEBRA_SECONDS = 3.0
#: Where others use the processor as well, it may take so many times as long.
_PATIENCE = 4.0
#: The part of the whole time that it takes at most, and its check another one.
_ALGEBRA_PART = 0.2


@dataclass(frozen=True)
class Algebra:
    """A proof by algebra that the checker has accepted.

    Attributes:
        certificate: as plain data, with what the checker found it to say.
        report: the checker's: in which positions the goals hold, and under which conditions.
    """

    certificate: Mapping[str, Any]
    report: AlgebraReport


@dataclass(frozen=True)
class Outcome(Solution):
    """What came of a problem: see `Solution` for what came of the search.

    Attributes:
        prepared: the problem as it was worked on.
        algebra: a proof by coordinates, beside or without the one in steps.
    """

    prepared: Prepared
    algebra: Algebra | None = None

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
        """The certificate for `geometry.checking`; None without a proof of either kind. The
        algebraic one stands beside the steps, or alone."""
        if self.proof is None:
            return None if self.algebra is None else algebra_to_json(self.algebra.certificate)
        text = to_json(self.proof)
        if self.algebra is None:
            return text
        beside = json.dumps(self.algebra.certificate, separators=(",", ":"))
        return text.removesuffix("\n}\n") + f',\n  "algebra": {beside}\n}}\n'

    @cached_property
    def rendering(self) -> Rendering:
        """Text and figure of the proof, as anybody can make them anew from the certificate;
        without a proof the figure of the problem."""
        beside = None if self.algebra is None else self.algebra.certificate
        return render(self.proof, self.prepared, beside)

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
    algebra_seconds: float = ALGEBRA_SECONDS,
    should_stop: Callable[[], bool] = lambda: False,
    stop_when_settled: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Search for a proof: by algebra for a moment, then for one in steps that a person can follow.

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
        algebra_seconds: of this thread's CPU time for coordinates, which come first, and as many
            for the check of what they give, but a fifth of `seconds` each at most; 0 leaves them out.
        should_stop: asked about four times a second, and more often while a figure is drawn.
        stop_when_settled: asked as well once a proof by coordinates stands, so that time is left for
            its check.
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
    found: Algebra | None = None
    if end is not None:
        algebra_seconds = min(algebra_seconds, (end - time.monotonic()) * _ALGEBRA_PART)
    if algebra_seconds > 0 and not should_stop():
        progress(Progress("algebra"))
        found = by_algebra(
            problem,
            seconds=algebra_seconds * _PATIENCE,
            check_seconds=algebra_seconds * _PATIENCE,
            should_stop=should_stop,
            work_seconds=algebra_seconds,
        )

    def stop() -> bool:
        return should_stop() or (found is not None and stop_when_settled())

    solution = solve(
        problem,
        seconds=None if end is None else end - time.monotonic(),
        auxiliary=auxiliary,
        workers=workers,
        proposer=proposer,
        ray=ray,
        should_stop=stop,
        progress=progress,
    )
    return Outcome(**vars(solution), prepared=problem, algebra=found)


def by_algebra(
    prepared: Prepared,
    *,
    seconds: float = 60.0,
    check_seconds: float = 60.0,
    work_seconds: float = float("inf"),
    should_stop: Callable[[], bool] = lambda: False,
    library: str = "",
) -> Algebra | None:
    """A proof of the prepared problem by coordinates, if there is one that the checker accepts.

    Args:
        prepared: what to prove.
        seconds: wall time for the search.
        check_seconds: wall time for the check of what was found.
        work_seconds: CPU time of this thread for either.
        should_stop: asked before every longer computation.
        library: `sympy` to do without python-flint.
    """
    statement, figure = prepared.statement, prepared.diagram.points

    def stops() -> Callable[[], bool]:
        begun = time.thread_time()
        return lambda: time.thread_time() - begun > work_seconds or should_stop()

    solution = solve_by_algebra(
        statement, figure, seconds=seconds, should_stop=stops(), library=library
    )
    if solution is None:
        return None
    certificate = algebraic_certificate(statement, solution, figure)
    report = check_algebra(
        algebra_to_json(certificate),
        problem=str(statement),
        seconds=check_seconds,
        should_stop=stops(),
    )
    if not report.accepted:
        return None
    return Algebra({**certificate, "says": says(report)}, report)
