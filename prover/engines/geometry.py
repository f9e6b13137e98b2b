"""The geometry engine: hands a problem's `geometry` block to the geometry package.

The package computes in a thread of its own (its kernel releases the interpreter lock), asks
between two steps whether to stop, and reports progress. What is wrong with the statement comes
back as `InvalidProblem`, with the line of the problem file.
"""

from __future__ import annotations

import asyncio
import importlib.util
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from prover.limits.threads import run_in_thread
from prover.problems.errors import InvalidProblem
from prover.run.engine import Needs, Prepared
from prover.trace import events
from prover.trace.attempt import Attempt, Certificate, Cost

if TYPE_CHECKING:
    import geometry
    from geometry import Outcome, Progress
    from prover.engines.point_proposer import ModelProposer
    from prover.limits.budget import Budget
    from prover.llm.client import Client
    from prover.problems.problem import Problem
    from prover.trace.context import RunContext
    from prover.verdicts.verdict import Rung

T = TypeVar("T")
MakeClient = Callable[["Budget"], "Client"]

GRACE = 1.5
"""Seconds that a cancelled search has to hand over what it found."""


CHECK_PART = 0.3
"""Part of the time that a proof by coordinates leaves for its check: the search for a proof in steps
ends then."""

LOOK_SECONDS = 1.0
"""Seconds in which a statement is drawn while it is only looked at."""

_LOOKING = threading.Lock()


class KernelMissing(RuntimeError):
    """The compiled part of the geometry package is not there for this Python."""


class GeometryEngine:
    """Proves problems that have a `geometry` block. `seed` makes the run reproducible.

    Where a model is configured as writer, it is asked for auxiliary points once, before the
    search for them begins; `make_client` makes its client (else the configured one, over HTTP).
    Under rules without models nobody is asked. With Ray among the run's resources the search for
    points runs on all of its cores instead of in threads.
    """

    name = "geometry"
    reach: Rung = "symbolically_verified"

    def __init__(self, *, seed: int = 0, make_client: MakeClient | None = None) -> None:
        self.seed = seed
        self._make_client = make_client

    def needs(self) -> Needs:
        """A core; a model is welcome and not needed."""
        return Needs()

    def prepare(self, problem: Problem) -> Prepared | None:
        """The geometry block, read and, where that is quick, drawn; None when there is none.

        It takes milliseconds, so that a statement that is wrong is refused before anything is
        written. Looking ends after `LOOK_SECONDS`: a statement that is not drawn by then is drawn
        in the run, on its budget. Raises `InvalidProblem` when the block cannot be read or has no
        goal, no figure fits it, or its goal was not seen to hold in any figure.
        """
        from geometry import DrawingStopped, parse_statement, prepare

        if problem.geometry is None:
            return None
        try:
            statement = parse_statement(problem.geometry.text)
            end = time.monotonic() + LOOK_SECONDS
            # Figures are drawn by Python: two at once are no quicker than one after the other,
            # and many at once would take the interpreter from whoever else answers requests.
            if not _LOOKING.acquire(timeout=LOOK_SECONDS):
                return Prepared(problem, statement)
            try:
                form = prepare(
                    statement, seed=self.seed, should_stop=lambda: time.monotonic() >= end
                )
            except DrawingStopped:
                return Prepared(problem, statement)
            finally:
                _LOOKING.release()
            return Prepared(problem, form)
        except Exception as fault:
            _raise_if_users(problem, fault)
            raise

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        """Look for a proof until done, cancelled or out of budget.

        Returns one attempt: the proof, or what was found on the way and which facts were
        missing. Raises `KernelMissing`.
        """
        problem, budget, emit = prepared.problem, context.budget, context.emit
        form: geometry.Prepared | geometry.Statement = prepared.form
        if importlib.util.find_spec("geometry._kernel") is None:
            raise KernelMissing("it is not compiled here; 'olympiad doctor' names the command")
        stop = threading.Event()

        def should_stop() -> bool:
            return stop.is_set() or budget.exceeded() is not None

        whole = budget.remaining("wall")

        def check_is_due() -> bool:
            left = budget.remaining("wall")
            return whole is not None and left is not None and left < whole * CHECK_PART

        proposer = self._proposer(context, should_stop)

        def progress(state: Progress) -> None:
            emit(events.Progress(engine=self.name, message=_phase(state)))

        def work() -> Attempt:
            from geometry import DrawingStopped, prove
            from geometry.proving import ALGEBRA_SECONDS

            # Of the whole process: the search for points uses threads of its own.
            started = time.process_time()
            left = budget.remaining("wall")
            algebra = ALGEBRA_SECONDS if left is None else min(ALGEBRA_SECONDS, left / 5)
            try:
                outcome = prove(
                    form,
                    seed=self.seed,
                    proposer=proposer,
                    ray=context.resources.ray,
                    algebra_seconds=algebra,
                    should_stop=should_stop,
                    stop_when_settled=check_is_due,
                    progress=progress,
                )
            except DrawingStopped as fault:
                return _undrawn(self.name, str(fault), time.process_time() - started)
            used = time.process_time() - started
            return self._attempt(outcome, used, late=budget.exceeded() is not None)

        def hand_over(attempt: Attempt) -> None:
            emit(events.AttemptMade(attempt=attempt))

        try:
            attempt = await _in_thread(work, stop, hand_over)
        except Exception as fault:
            _raise_if_users(problem, fault)
            raise
        budget.spend(cpu_seconds=attempt.cost.cpu_seconds)
        return [attempt]

    def _proposer(
        self, context: RunContext, should_stop: Callable[[], bool]
    ) -> ModelProposer | None:
        """Who may propose points; None where no model is configured or the rules allow none."""
        from prover.engines import point_proposer
        from prover.llm.locality import leaves_machine

        budget, emit, make_client = context.budget, context.emit, self._make_client
        if not context.rules.models:
            return None
        if make_client is None:
            config = point_proposer.configured()
            if config is None or (leaves_machine(config, "writer") and not context.rules.network):
                return None

            def make_client(share: Budget) -> Client:
                from prover.llm.client import Client

                return Client(config, budget=share, emit=emit)

        loop = asyncio.get_running_loop()
        return point_proposer.ModelProposer(make_client, budget, emit, loop, should_stop)

    def _attempt(self, outcome: Outcome, used: float, *, late: bool) -> Attempt:
        """The attempt of an outcome. Written up in the thread, since that takes time too.

        `used` is in CPU seconds; `late` says that the search was stopped by the budget.
        """
        from geometry.certificate import RENDERER_VERSION

        certificate, shown = outcome.certificate_json, outcome.rendering
        notes = list(outcome.prepared.others)  # the checker finds them anew for the verdict
        if outcome.tried:
            notes.append(f"sets of auxiliary points tried: {outcome.tried}")
        if outcome.algebra is not None:
            settled = outcome.algebra.report
            notes.append(f"by coordinates: the goal holds in {settled.holds}; {settled.reason}")
            if outcome.proof is None:
                notes.append("a proof in steps was not found; the one by coordinates is shown")
        if shown.trouble:
            notes.append(f"the figure could not be drawn: {shown.trouble}")
        return Attempt(
            engine=self.name,
            proof_markdown=shown.section,
            certificate=Certificate(kind="geometry", text=certificate) if certificate else None,
            figure_svg=shown.figure,
            notes=tuple(notes),
            known_problems=_known_problems(outcome, late=late),
            cost=Cost(cpu_seconds=used),
            renderer=RENDERER_VERSION if certificate else None,
        )


def _raise_if_users(problem: Problem, fault: Exception) -> None:
    """Raise `InvalidProblem` when `fault` is about the statement; else return.

    The geometry package counts lines within the block; the user sees lines of the file.
    """
    from geometry import GeometryError, GeometryInputError

    if isinstance(fault, GeometryInputError):
        column = f"column {fault.column}: " if fault.column is not None else ""
        quoted = f" ({fault.word!r})" if fault.word and fault.word not in fault.message else ""
        fix = f"; {fault.fix}" if fault.fix else ""
        text = f"{column}{fault.message}{quoted}{fix}"
        raise _invalid(problem, text, fault.line or 1) from None
    if isinstance(fault, GeometryError):
        raise _invalid(problem, str(fault)) from None


def _invalid(problem: Problem, message: str, line: int = 1) -> InvalidProblem:
    start = problem.geometry.line if problem.geometry else 0
    place = start + line - 1 if start else None
    return InvalidProblem(message, path=problem.path, line=place, field="geometry")


def _undrawn(engine: str, why: str, used: float) -> Attempt:
    """What is known when the time is up before there is a figure; `used` is in CPU seconds."""
    return Attempt(
        engine=engine,
        proof_markdown="",
        known_problems=(
            f"no proof was found: {why}",
            "coordinates such as `a@1.5_-2` in the statement help to find its figure",
        ),
        cost=Cost(cpu_seconds=used),
    )


_ENDINGS = {
    "saturated": "nothing more follows from the statement",
    "out_of_time": "the search ran out of time",
    "cancelled": "the search was stopped",
}


def _known_problems(outcome: Outcome, *, late: bool) -> tuple[str, ...]:
    """How the search ended, what was tried, and what is missing from an outcome without a proof."""
    if outcome.certificate_json is not None:
        return ()
    ending = _ENDINGS["out_of_time" if late else outcome.status]
    known = outcome.statistics.get("applications", 0)
    tried = f"{known} hypotheses and theorem instances are known to hold"
    if not outcome.saturated:
        tried += "; more may follow, so that no auxiliary points were tried yet"
    elif not outcome.tried:
        tried += ", all that follows; no auxiliary points were tried"
    else:
        sets = f"{outcome.tried} set{'s' if outcome.tried > 1 else ''} of auxiliary points"
        tried += f", all that follows without further points, and {sets} did not help"
    missing = tuple(f"not derived: {fact}" for fact in outcome.missing)
    return (f"no proof was found: {ending}", tried, *missing)


def _phase(state: Progress) -> str:
    """A phase of the search in words."""
    if state.phase == "auxiliary":
        return f"trying auxiliary points, {state.tried} sets so far"
    return {
        "figure": "drawing the figure",
        "algebra": "solving by coordinates",
        "closure": "deriving what follows",
        "proof": "writing up the proof",
    }[state.phase]


async def _in_thread(
    work: Callable[[], T], stop: threading.Event, hand_over: Callable[[T], None]
) -> T:
    """Run `work` in a thread and await it.

    On cancellation, set `stop` and give the work `GRACE` seconds for a partial result, which
    goes to `hand_over`; then leave it behind.
    """
    task = asyncio.ensure_future(run_in_thread(work, name="geometry"))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait({task}, timeout=GRACE)
        if task.done() and task.exception() is None:
            hand_over(task.result())
        task.cancel()
        raise
