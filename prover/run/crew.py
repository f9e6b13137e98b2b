"""The engines of a run at work: started, followed, stopped, each in its part of the budget."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from prover.limits.budget import Budget, BudgetExceeded
from prover.limits.deadline import run_within
from prover.problems.errors import InvalidProblem
from prover.problems.problem import Problem
from prover.problems.record import problem_sha256
from prover.run.attempt_pool import AttemptPool
from prover.run.calls_journal import calls_path, open_calls
from prover.run.engine import Ready
from prover.run.recorder import Recorder
from prover.strategy.view import EngineView, ProblemView, Task, View
from prover.trace.attempt import Attempt
from prover.trace.context import RunContext
from prover.trace.events import (
    AttemptMade,
    BudgetRanOut,
    EngineFinished,
    EngineStarted,
    EventBody,
)

T = TypeVar("T")


@dataclass
class Crew:
    """The engines that accepted a problem. `working` is their part of the run's budget, which ends
    where the reserve for writing up begins; what they hand over goes into `pool`.

    `troubles` are lines about engines that did not simply return; `cut_short` says that the last
    one that ended had more to do than its part of the budget allows.
    """

    problem: Problem
    ready: Mapping[str, Ready]
    working: Budget
    pool: AttemptPool
    recorder: Recorder
    context: RunContext
    bundle_dir: Path
    troubles: list[str] = field(default_factory=list)
    cut_short: bool = False

    def __post_init__(self) -> None:
        self._running: dict[str, asyncio.Task[list[Attempt]]] = {}
        self._begun: set[str] = set()
        self._made: dict[str, int] = {}  # attempts by engine
        self._news = asyncio.Event()

    @property
    def at_work(self) -> bool:
        """Whether an engine runs."""
        return bool(self._running)

    def view(self) -> View:
        """The state of the run, as a strategy sees it."""
        verdict = self.pool.best_judged
        engines = tuple(
            EngineView(
                name,
                one.engine.reach,
                "running"
                if name in self._running
                else "ended"
                if name in self._begun
                else "waiting",
            )
            for name, one in self.ready.items()
        )
        problem = ProblemView(
            self.problem.id,
            self.context.asked_rung,
            engines,
            verdict.rung if verdict else None,
            verdict.stated_scope if verdict else None,
            self.context.asked_scope,
        )
        return View((problem,), self.working.remaining("wall"))

    def start(self, task: Task) -> None:
        """Set an engine to work."""
        engine, prepared = self.ready[task.engine].engine, self.ready[task.engine].prepared
        share = self.working.child(engine.name, wall=task.seconds, anew=True)
        self.recorder.emit(EngineStarted(engine=engine.name, seconds=share.remaining("wall")))
        loop = asyncio.get_running_loop()

        def emit(body: EventBody) -> None:
            if isinstance(body, AttemptMade):
                self._made[engine.name] += self.pool.offer(
                    body.attempt, provisional=body.provisional
                )
                with suppress(RuntimeError):  # the loop is closed: nobody waits for news
                    loop.call_soon_threadsafe(self._news.set)
            else:
                self.recorder.emit(body)

        context = replace(self.context, budget=share, emit=emit)
        if engine.needs().model:  # what is paid for is written down, so that nobody pays twice
            file = calls_path(self.bundle_dir)
            begun_by = open_calls(file, self.recorder.run, problem_sha256(self.problem))
            context = replace(context, journal=file, run=begun_by)
        self._begun.add(engine.name)
        self._made[engine.name] = 0
        self._running[engine.name] = asyncio.create_task(
            run_within(share, engine.run(prepared, context))
        )

    async def news(self) -> None:
        """Wait until an engine ended or handed over an attempt.

        Raises `InvalidProblem` when an engine found the problem wrong and there is no attempt.
        """
        waiting = asyncio.create_task(self._news.wait())
        try:
            await asyncio.wait(
                {waiting, *self._running.values()}, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            waiting.cancel()
        self._news.clear()
        for name in [name for name, task in self._running.items() if task.done()]:
            self._ended(name, self._running.pop(name))
            self.pool.settle(name if self._running else None)

    async def stop(self, name: str, outcome: str = "returned") -> None:
        """Cancel a running engine and wait until it put its things in order."""
        task = self._running.pop(name)
        task.cancel()
        await asyncio.wait({task})
        if not task.cancelled():
            task.exception()  # looked at, so that the loop does not report it as lost
        self._finished(name, outcome)

    async def stop_all(self, outcome: str = "returned") -> None:
        """Stop all that run."""
        for name in list(self._running):
            await self.stop(name, outcome)

    def abandon(self) -> None:
        """Cancel what is left without waiting for it."""
        for task in self._running.values():
            task.cancel()

    def ran_out(self, scope: str, error: BudgetExceeded) -> None:
        """Write down which limit ended the run (`scope` "run") or an engine's share."""
        self.recorder.emit(
            BudgetRanOut(scope=scope, limit=error.limit, allowed=error.allowed, used=error.used)
        )
        if scope == "run":
            self.troubles.append(str(error))

    def _ended(self, name: str, task: asyncio.Task[list[Attempt]]) -> None:
        """Take what an engine returned, or write down why it did not return."""
        self.cut_short = False
        try:
            for attempt in task.result():
                self._made[name] += self.pool.offer(attempt)
            self._finished(name, "returned")
        except asyncio.CancelledError:
            self._finished(name, "failed", "the engine cancelled itself")
        except BudgetExceeded as error:
            self._finished(name, "out_of_budget", str(error))
            self.cut_short = True
            self.ran_out(name, error)
        except InvalidProblem as error:
            self._finished(name, "invalid_problem", str(error))
            if not len(self.pool):
                raise
        except Exception as error:  # one engine's fault must not lose the others' work
            self._finished(name, "failed", _describe(error))

    def _finished(self, engine: str, outcome: str, detail: str = "") -> None:
        self.recorder.emit(
            EngineFinished.model_validate(
                {
                    "engine": engine,
                    "outcome": outcome,
                    "attempts": self._made[engine],
                    "detail": detail,
                }
            )
        )
        if detail:
            self.troubles.append(f"{engine}: {detail}")


async def undisturbed(work: Coroutine[Any, Any, T]) -> T:
    """Await `work` to its end, whoever cancels meanwhile: what is left to do must not be lost to a
    second Ctrl-C."""
    task = asyncio.ensure_future(work)
    while not task.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait({task})
    return task.result()


def _describe(error: Exception) -> str:
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return " ".join(text.split())
