"""The geometry engine: hands a problem's `geometry` block to the geometry package.

The package computes in a thread of its own (its kernel releases the interpreter lock), asks
between two steps whether to stop, and reports progress. What is wrong with the statement comes
back as `InvalidProblem`, with the line of the problem file.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from prover.engine import Attempt, Certificate, Cost, InvalidProblem
from prover.events import AttemptMade, Message, Progress
from prover.loading.errors import ProblemError

if TYPE_CHECKING:
    from geometry import Outcome
    from geometry.language import Statement
    from prover.budget import Budget
    from prover.events import Emit
    from prover.problem import Problem

T = TypeVar("T")

STOP_EARLY = 1.0
"""Seconds before the end of the budget at which the search stops, so that what it found and
which facts were missing can still be told."""

GRACE = 1.0
"""Seconds that a cancelled search has to hand over what it found."""


class GeometryEngine:
    """Proves problems that have a `geometry` block. `seed` makes the run reproducible."""

    name = "geometry"

    def __init__(self, *, seed: int = 0) -> None:
        self.seed = seed

    def accepts(self, problem: Problem) -> bool:
        """Whether there is a geometry block. Raises `InvalidProblem` when it cannot be read."""
        if problem.geometry is None:
            return False
        parse(problem)
        return True

    async def run(self, problem: Problem, budget: Budget, emit: Emit) -> list[Attempt]:
        """Look for a proof until done, cancelled or out of budget.

        Returns one attempt: the proof, or what was found on the way and which facts were
        missing. Raises `InvalidProblem` when no figure fits the statement or its goal is false.
        """
        statement = parse(problem)
        stop = threading.Event()

        allowed = budget.remaining("wall")
        margin = 0.0 if allowed is None else min(STOP_EARLY, allowed * 0.1)

        def should_stop() -> bool:
            left = budget.remaining("wall")
            return stop.is_set() or (left is not None and left <= margin) or bool(budget.exceeded())

        def progress(message: str, fraction: float | None = None) -> None:
            emit(Progress(engine=self.name, message=message, fraction=fraction))

        def work() -> tuple[Outcome, float]:
            import geometry

            started = time.thread_time()
            outcome = geometry.prove(
                statement, should_stop=should_stop, seed=self.seed, progress=progress
            )
            return outcome, time.thread_time() - started

        def hand_over(result: tuple[Outcome, float]) -> None:
            emit(AttemptMade(attempt=self._attempt(*result)))

        try:
            outcome, seconds = await _in_thread(work, stop, hand_over)
        except Exception as fault:
            _raise_if_users(problem, fault)
            raise
        budget.spend(cpu_seconds=seconds)
        if outcome.proof is None:
            text = f"no proof found; {len(outcome.missing)} goal facts missing"
            emit(Message(source=self.name, text=text))
        return [self._attempt(outcome, seconds)]

    def _attempt(self, outcome: Outcome, seconds: float) -> Attempt:
        proved = outcome.proof is not None
        return Attempt(
            engine=self.name,
            proof_markdown=outcome.proof_markdown,
            certificate=Certificate(kind="geometry", text=outcome.certificate_json)
            if proved
            else None,
            figure_svg=outcome.figure_svg,
            known_problems=() if proved else _known_problems(outcome.missing),
            cost=Cost(cpu_seconds=seconds),
        )


def parse(problem: Problem) -> Statement:
    """The problem's geometry block, read. Raises `InvalidProblem`, also when it has no goal."""
    from geometry.errors import GeometryError
    from geometry.language import parse_statement

    if problem.geometry is None:
        raise InvalidProblem("the problem has no geometry block")
    try:
        statement = parse_statement(problem.geometry.text)
    except GeometryError as fault:
        _raise_if_users(problem, fault)
        raise
    if not statement.goals:
        raise _invalid(problem, "the statement has no goal; add one, such as '? coll a b c'")
    return statement


def _raise_if_users(problem: Problem, fault: Exception) -> None:
    """Raise `InvalidProblem` when `fault` is about the statement; else return.

    The geometry package counts lines within the block; the user sees lines of the file.
    """
    from geometry.errors import GeometryError, GeometryInputError

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
    return InvalidProblem(
        str(ProblemError(message, path=problem.path, line=place, field="geometry"))
    )


def _known_problems(missing: tuple[str, ...]) -> tuple[str, ...]:
    return ("no proof was found", *(f"not derived: {fact}" for fact in missing))


async def _in_thread(
    work: Callable[[], T], stop: threading.Event, hand_over: Callable[[T], None]
) -> T:
    """Run `work` in a thread and await it.

    On cancellation, set `stop` and give the work `GRACE` seconds for a partial result, which
    goes to `hand_over`. The thread is a daemon rather than one of the loop's executor: a process
    that is told to end must not wait for a computation that is slow to notice.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def deliver(result: T | None, fault: BaseException | None) -> None:
        if done.done():
            return
        if fault is not None:
            done.set_exception(fault)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def body() -> None:
        result: T | None = None
        fault: BaseException | None = None
        try:
            result = work()
        except BaseException as caught:
            fault = caught
        # RuntimeError: the loop is closed, nobody waits any more.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(deliver, result, fault)

    threading.Thread(target=body, name="geometry", daemon=True).start()
    try:
        return await asyncio.shield(done)
    except asyncio.CancelledError:
        stop.set()
        await asyncio.wait([done], timeout=GRACE)
        if done.done() and not done.cancelled() and done.exception() is None:
            hand_over(done.result())
        raise
