"""Prove one problem: run the engines, have their attempts checked, seal the bundle.

    ready = prepare(problem, engines)
    result = await prove(problem, ready, budget, store, folder, listener, "symbolically_verified")

Which engine works when, and for how long, a strategy says (`prover.strategy`).

The best attempt so far is sealed as soon as it has its verdict, so that a kill at any moment
leaves a valid bundle. The runner ends when the asked rung is reached, when no engine is left, at
the end of the budget (the bundle is then written in the budget's reserve) or on cancellation.
"""

from __future__ import annotations

import asyncio
import secrets
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from prover.bundle.bundle import Bundle, BundleContents, BundleError, check_target, seal_bundle
from prover.checkers.judgement import no_attempt
from prover.checkers.registry import CheckerRegistry, default_registry
from prover.limits.budget import Budget, BudgetExceeded, Clock, SystemClock
from prover.limits.deadline import run_within
from prover.problems.errors import InvalidProblem
from prover.problems.record import problem_sha256, problem_to_record
from prover.problems.rules import OPEN, RulesProfile
from prover.run.attempt_pool import AttemptPool
from prover.run.calls_journal import calls_path, end_calls, open_calls
from prover.run.engine import Ready
from prover.run.recorder import Recorder, log_path
from prover.strategy.equal_shares import EqualShares
from prover.strategy.view import Decision, EngineView, ProblemView, Strategy, Task, View
from prover.trace.attempt import Attempt
from prover.trace.context import Resources, RunContext
from prover.trace.event_log import EventLog
from prover.trace.events import (
    AttemptMade,
    BudgetRanOut,
    BudgetTick,
    Ending,
    EngineFinished,
    EngineStarted,
    EventBody,
    Interrupted,
    LimitUse,
    Listener,
    RunFinished,
    RunStarted,
    utc_text,
)
from prover.verdicts.verdict import Rung, Verdict

if TYPE_CHECKING:
    from prover.problems.problem import Problem
    from prover.store import RunRecord, Store

TICK_SECONDS = 5.0
"""How often the use of the budget is written down."""

WITHOUT_ENGINE = (
    "no engine that is usable here accepts this problem; a geometry or lean block with its formal "
    "statement or a configured model would let one (`olympiad doctor` says what is usable)"
)


@dataclass(frozen=True)
class Result:
    """What came of a problem. `bundle` was sealed with exactly this verdict and attempt."""

    run: str
    verdict: Verdict
    attempt: Attempt | None
    bundle: Bundle
    ending: Ending
    asked_rung: Rung

    @property
    def reached(self) -> bool:
        """Whether there is an attempt whose verdict reaches the asked rung."""
        return self.attempt is not None and self.verdict.at_least(self.asked_rung)

    @property
    def exit_code(self) -> int:
        """0 reached, 1 not reached, 3 out of budget, 130 interrupted (see `docs/verdicts.md`)."""
        return 0 if self.reached else {"out_of_budget": 3, "interrupted": 130}.get(self.ending, 1)


async def prove(
    problem: Problem,
    ready: Sequence[Ready],
    budget: Budget,
    store: Store | None,
    bundle_dir: Path,
    emit: Listener | None,
    asked_rung: Rung,
    *,
    registry: CheckerRegistry | None = None,
    command: Sequence[str] | None = None,
    clock: Clock | None = None,
    resume: RunRecord | None = None,
    run: str | None = None,
    rules: RulesProfile = OPEN,
    resources: Resources | None = None,
    strategy: Strategy | None = None,
) -> Result:
    """Prove `problem` within `budget` and leave its bundle at `bundle_dir`.

    `ready` are the engines that accepted the problem (`prover.run.engine.prepare`); `strategy`
    says who works when, by default one after the other with equal shares of the time. `emit` is
    told every event. `rules` and `resources` are what engines may use. With `resume` (from `find_unfinished`) the run goes on where its process
    died: the attempts made then are judged first; give it `Budget.from_record(resume.budget)`,
    so that the time since then counts. `run` names a new run; a name is made up without it.

    Raises `InvalidProblem` from an engine's work (nothing is left behind), `NotABundle`, `BundleError`,
    `EventLogError`; on cancellation seals the bundle as interrupted and raises `CancelledError`.
    """
    check_target(bundle_dir)
    path = log_path(bundle_dir)
    made = [folder for folder in path.parents if not folder.exists()]
    path.parent.mkdir(parents=True, exist_ok=True)
    log = EventLog(path)
    done = False
    clock = clock or SystemClock()
    recorder = Recorder(resume.run if resume else run or run_name(clock), log, store, emit, clock)
    try:
        context = RunContext(
            budget=budget,
            emit=recorder.emit,
            rules=rules,
            asked_rung=asked_rung,
            run=recorder.run,
            resources=resources or Resources(),
        )
        work = _Run(
            problem=problem,
            ready={one.engine.name: one for one in ready},
            budget=budget,
            recorder=recorder,
            pool=AttemptPool(problem, registry or default_registry(), context),
            bundle_dir=bundle_dir,
            context=context,
            strategy=strategy or EqualShares(),
            command=tuple(sys.argv if command is None else command),
        )
        work.begin(resume)
        result = await work.work()
        done = True
        return result
    except InvalidProblem:
        done = True
        recorder.forget()
        raise
    except asyncio.CancelledError:
        done = True  # sealed as interrupted by the run itself
        raise
    finally:
        log.close(remove=done)
        if done:
            end_calls(bundle_dir)
        with suppress(OSError):  # not empty: there is a bundle in it
            for folder in made:
                folder.rmdir()


def find_unfinished(store: Store, problem: Problem, bundle_dir: Path) -> RunRecord | None:
    """The run of this problem into this folder whose process died, None when there is none."""
    return store.find_unfinished(problem_sha256(problem), str(bundle_dir.absolute()))


def run_name(clock: Clock) -> str:
    """A new run's name: the moment of its start in UTC and eight random digits."""
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(clock.wall(), UTC)
    return f"{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


@dataclass
class _Run:
    """One call of `prove`, after everything that can be wrong with its input was looked at."""

    problem: Problem
    ready: dict[str, Ready]
    budget: Budget
    recorder: Recorder
    pool: AttemptPool
    bundle_dir: Path
    context: RunContext
    strategy: Strategy
    command: tuple[str, ...]

    def __post_init__(self) -> None:
        self.stopped: BudgetExceeded | None = None
        self.cut_short = False  # the last engine had more to do than its part of the budget allows
        self.troubles: list[str] = []
        self.running: dict[str, asyncio.Task[list[Attempt]]] = {}
        self.begun: set[str] = set()
        self.made: dict[str, int] = {}  # attempts by engine
        self.news = asyncio.Event()
        # The engines' part of the budget: it ends where the reserve for writing up begins.
        self.working = self.budget.child()

    # --- beginning ----------------------------------------------------------------------------

    def begin(self, resume: RunRecord | None) -> None:
        sha256 = problem_sha256(self.problem)
        if resume is None:
            self.recorder.log.start_over()
            self._open_in_store(sha256)
        else:
            self._take_up()
        self.recorder.emit(
            RunStarted(
                problem=self.problem.id,
                statement_sha256=sha256,
                asked_rung=self.context.asked_rung,
                engines=tuple(self.ready),
                limits=self._limits(),
                command=self.command,
                resumed=resume is not None,
            )
        )

    def _open_in_store(self, sha256: str) -> None:
        from prover.store import RunRecord

        store, bundle = self.recorder.store, str(self.bundle_dir.absolute())
        if store is None:
            return
        while abandoned := store.find_unfinished(sha256, bundle):
            store.finish_run(
                abandoned.run, at=self.recorder.now(), ending="interrupted", rung="unverified"
            )
        store.start_run(
            RunRecord(
                run=self.recorder.run,
                problem=self.problem.id,
                statement_sha256=sha256,
                bundle=bundle,
                asked_rung=self.context.asked_rung,
                started=utc_text(self.recorder.now()),
                budget=self.budget.to_record(),
            )
        )

    def _take_up(self) -> None:
        """Bring log and store to the same events, and find the attempts made before."""
        log, store = self.recorder.log, self.recorder.store
        if any(event.run != self.recorder.run for event in log.events):
            log.start_over()  # another run's; ours is in the store
        if store is not None:
            for event in store.events(self.recorder.run, after=len(log.events) - 1):
                log.append(event)
            stored = store.events(self.recorder.run)
            for event in log.events[len(stored) :]:
                store.append(event)
        for event in list(log.events):
            if isinstance(event.body, AttemptMade):
                self.pool.add(event.body.attempt, provisional=event.body.provisional)

    # --- working ------------------------------------------------------------------------------

    async def work(self) -> Result:
        ticking = asyncio.create_task(self._tick())
        try:
            self.pool.settle()
            await self._judge()
            # What runs ends by itself, no later than its share of the budget.
            while not self._reached() and (self.running or not self._out_of_budget()):
                decision = Decision()
                if not self._out_of_budget():
                    decision = self.strategy.next(self._view())
                for task in decision.start:
                    self._start(task)
                for _, name in decision.cancel:
                    await self._stop(name)
                if not self.running:
                    break
                await self._next_news()
            for name in list(self.running):  # what they still do is not needed
                await self._stop(name)
            ending: Ending = "finished"
            if not self._reached() and (self._out_of_budget() or self.cut_short):
                ending = "out_of_budget"
            return self._finish(ending)
        except asyncio.CancelledError:
            for name in list(self.running):
                await self._stop(name, "interrupted")
            self.recorder.emit(Interrupted(detail="the run was cancelled from outside"))
            self._finish("interrupted")
            raise
        finally:
            ticking.cancel()
            for left in self.running.values():
                left.cancel()

    def _view(self) -> View:
        verdict = self.pool.best_judged
        engines = tuple(
            EngineView(
                name,
                one.engine.reach,
                "running" if name in self.running else "ended" if name in self.begun else "waiting",
            )
            for name, one in self.ready.items()
        )
        problem = ProblemView(
            self.problem.id, self.context.asked_rung, engines, verdict.rung if verdict else None
        )
        return View((problem,), self.working.remaining("wall"))

    def _start(self, task: Task) -> None:
        engine, prepared = self.ready[task.engine].engine, self.ready[task.engine].prepared
        share = self.working.child(wall=task.seconds)
        self.recorder.emit(EngineStarted(engine=engine.name, seconds=share.remaining("wall")))
        loop = asyncio.get_running_loop()

        def emit(body: EventBody) -> None:
            if isinstance(body, AttemptMade):
                self.made[engine.name] += self.pool.offer(
                    body.attempt, provisional=body.provisional
                )
                with suppress(RuntimeError):  # the loop is closed: nobody waits for news
                    loop.call_soon_threadsafe(self.news.set)
            else:
                self.recorder.emit(body)

        context = replace(self.context, budget=share, emit=emit)
        if engine.needs().model:  # what is paid for is written down, so that nobody pays twice
            file = calls_path(self.bundle_dir)
            begun_by = open_calls(file, self.recorder.run, problem_sha256(self.problem))
            context = replace(context, journal=file, run=begun_by)
        self.begun.add(engine.name)
        self.made[engine.name] = 0
        self.running[engine.name] = asyncio.create_task(
            run_within(share, engine.run(prepared, context))
        )

    async def _next_news(self) -> None:
        """Wait until an engine ended or handed over an attempt; judge what there is."""
        waiting = asyncio.create_task(self.news.wait())
        try:
            await asyncio.wait(
                {waiting, *self.running.values()}, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            waiting.cancel()
        self.news.clear()
        ended = [name for name, task in self.running.items() if task.done()]
        for name in ended:
            self._ended(name, self.running.pop(name))
            self.pool.settle(name if self.running else None)
        if self.pool.best_judged is None and not self.pool.pending and len(self.pool):
            self._seal_so_far()  # a draft: nobody checks it yet, but a kill must not lose it
        await self._judge()

    def _ended(self, name: str, task: asyncio.Task[list[Attempt]]) -> None:
        """Take what an engine returned, or write down why it did not return."""
        self.cut_short = False
        try:
            for attempt in task.result():
                self.made[name] += self.pool.offer(attempt)
            self._finished(name, "returned")
        except asyncio.CancelledError:
            self._finished(name, "failed", "the engine cancelled itself")
        except BudgetExceeded as error:
            self._finished(name, "out_of_budget", str(error))
            self.cut_short = True
            self._record_budget_end(name, error)
        except InvalidProblem as error:
            self._finished(name, "invalid_problem", str(error))
            if not len(self.pool):
                raise
        except Exception as error:  # one engine's fault must not lose the others' work
            self._finished(name, "failed", _describe(error))

    async def _stop(self, name: str, outcome: str = "returned") -> None:
        """Cancel a running engine and wait until it put its things in order."""
        task = self.running.pop(name)
        await _cancel(task)
        self._finished(name, outcome)

    def _finished(self, engine: str, outcome: str, detail: str = "") -> None:
        self.recorder.emit(
            EngineFinished.model_validate(
                {
                    "engine": engine,
                    "outcome": outcome,
                    "attempts": self.made[engine],
                    "detail": detail,
                }
            )
        )
        if detail:
            self.troubles.append(f"{engine}: {detail}")

    async def _judge(self) -> None:
        """Judge what was not judged yet, also in the reserve, and seal what is now best."""
        while self.pool.pending and not self._reached():
            if await self.pool.judge_next(self.budget.remaining("wall")):
                self._seal_so_far()

    def _seal_so_far(self) -> None:
        try:
            self._seal("running")
        except BundleError as error:  # the disk may have room again at the end
            self.troubles.append(str(error))

    # --- ending -------------------------------------------------------------------------------

    def _finish(self, ending: Ending) -> Result:
        verdict = self._verdict()
        self.recorder.emit(self._tick_event())
        self.recorder.emit(RunFinished(ending=ending, rung=verdict.rung))
        bundle = self._seal(ending)
        self.recorder.save_budget(self.budget.to_record())
        self.recorder.finish(ending, verdict.rung)
        return Result(
            self.recorder.run,
            verdict,
            self.pool.best_attempt,
            bundle,
            ending,
            self.context.asked_rung,
        )

    def _seal(self, ending: Ending | Literal["running"]) -> Bundle:
        return seal_bundle(
            self.bundle_dir,
            BundleContents(
                run=self.recorder.run,
                problem_id=self.problem.id,
                problem_record=problem_to_record(self.problem),
                verdict=self._verdict(),
                asked_rung=self.context.asked_rung,
                ending=ending,
                attempt=self.pool.best_attempt,
                events=tuple(self.recorder.log.events),
                sealed_at=self.recorder.now(),
                command=self.command,
                budget=self.budget.to_record(),
                rules=self.context.rules,
            ),
        )

    def _verdict(self) -> Verdict:
        best = self.pool.best_verdict
        if best is not None:
            return best
        if not self.ready:
            return no_attempt(WITHOUT_ENGINE)
        return no_attempt("no engine handed over an attempt", *self.troubles)

    def _reached(self) -> bool:
        verdict = self.pool.best_judged
        return verdict is not None and verdict.at_least(self.context.asked_rung)

    def _out_of_budget(self) -> bool:
        exceeded = self.working.exceeded()
        if exceeded is not None and self.stopped is None:
            self._record_budget_end("run", exceeded)
            self.stopped = exceeded
        return exceeded is not None

    def _record_budget_end(self, scope: str, error: BudgetExceeded) -> None:
        self.recorder.emit(
            BudgetRanOut(scope=scope, limit=error.limit, allowed=error.allowed, used=error.used)
        )
        if scope == "run":
            self.troubles.append(str(error))

    def _limits(self) -> tuple[LimitUse, ...]:
        states = self.budget.limits()
        return tuple(LimitUse(limit=s.name, allowed=s.allowed, used=s.used) for s in states)

    def _tick_event(self) -> BudgetTick:
        return BudgetTick(limits=self._limits())

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.recorder.emit(self._tick_event())
            self.recorder.save_budget(self.budget.to_record())


async def _cancel(task: asyncio.Task[list[Attempt]]) -> None:
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.exception()  # looked at, so that the loop does not report it as lost


def _describe(error: Exception) -> str:
    text = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return " ".join(text.split())
