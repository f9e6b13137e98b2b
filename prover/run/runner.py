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
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from prover.bundle.bundle import Bundle, BundleContents, BundleError, check_target, seal_bundle
from prover.checkers.judgement import no_attempt
from prover.checkers.registry import CheckerRegistry, default_registry
from prover.limits.amounts import WAITING
from prover.limits.budget import Budget, BudgetExceeded, Clock, SystemClock
from prover.problems.errors import InvalidProblem
from prover.problems.record import problem_sha256, problem_to_record
from prover.problems.rules import OPEN, RulesProfile
from prover.run.attempt_pool import AttemptPool
from prover.run.calls_journal import end_calls
from prover.run.crew import Crew, undisturbed
from prover.run.engine import Ready
from prover.run.recorder import STORE_SECONDS, Recorder, log_path
from prover.run.store_line import StoreLine
from prover.settings.provenance import Provenance
from prover.strategy.equal_shares import EqualShares
from prover.strategy.view import Decision, Strategy
from prover.trace.attempt import Attempt
from prover.trace.context import Resources, RunContext
from prover.trace.event_log import EventLog
from prover.trace.events import (
    AttemptMade,
    BudgetTick,
    Ending,
    Event,
    Interrupted,
    LimitUse,
    Listener,
    RunFinished,
    RunStarted,
    utc_text,
)
from prover.verdicts.scope import AskedScope, asked_of
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
    """What came of a problem. `bundle` holds exactly this verdict and attempt; it was not written
    where a better bundle of an earlier run stands in the folder, which is then `bundle.kept`.
    `draws_anew`: an engine took part that does not do the same again, so that another run may find
    what this one did not.
    """

    run: str
    verdict: Verdict
    attempt: Attempt | None
    bundle: Bundle
    ending: Ending
    asked_rung: Rung
    asked_scope: AskedScope = "all"
    draws_anew: bool = False

    @property
    def reached(self) -> bool:
        """Whether there is an attempt whose verdict is what was asked for."""
        return self.attempt is not None and self.verdict.answers(self.asked_rung, self.asked_scope)

    @property
    def exit_code(self) -> int:
        """What this run found, whatever bundle was kept: 0 reached, 1 not reached, 3 out of budget,
        130 interrupted (see `docs/verdicts.md`)."""
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
    asked_scope: AskedScope = "all",
    registry: CheckerRegistry | None = None,
    command: Sequence[str] | None = None,
    clock: Clock | None = None,
    resume: RunRecord | None = None,
    run: str | None = None,
    origin: Provenance | None = None,
    rules: RulesProfile = OPEN,
    resources: Resources | None = None,
    strategy: Strategy | None = None,
    force: bool = False,
    sealed: Callable[[Bundle], None] = lambda bundle: None,
) -> Result:
    """Prove `problem` within `budget` and leave its bundle at `bundle_dir`.

    `ready` are the engines that accepted the problem (`prover.run.engine.prepare`); `strategy`
    says who works when, by default one after the other with equal shares of the time. `emit` is
    told every event. `rules` and `resources` are what engines may use. With `resume` (from `find_unfinished`) the run goes on where its process
    died: the attempts made then are judged first; give it `Budget.from_record(resume.budget)`,
    so that the time since then counts. `run` names a new run; a name is made up without it. A
    better bundle of the same problem at `bundle_dir` stays unless `force`. `sealed` is told every
    bundle as soon as it lies there. `origin` is what the
    manifest says of command, settings and versions; without it, of `command`.

    `asked_scope` is how far a geometry proof has to reach, where the problem does not say it.

    Raises `InvalidProblem` from an engine's work (nothing is left behind), `NotABundle`, `BundleError`,
    `EventLogError`; on cancellation seals the bundle as interrupted and raises `CancelledError`.
    """
    check_target(bundle_dir, problem_to_record(problem), force=force)
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
            asked_scope=asked_of(problem.scope, asked_scope),
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
            origin=origin or Provenance(tuple(sys.argv if command is None else command)),
            force=force,
            sealed=sealed,
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
        recorder.close()
        log.close(remove=done)
        if done:
            end_calls(bundle_dir)
        with suppress(OSError):  # not empty: there is a bundle in it
            for folder in made:
                folder.rmdir()


def find_unfinished(store: Store, problem: Problem, bundle_dir: Path) -> RunRecord | None:
    """The run of this problem into this folder whose process died, None when there is none or the
    store does not answer."""
    statement, bundle = problem_sha256(problem), str(bundle_dir.absolute())
    line = StoreLine(store, lambda why: None)
    found = line.ask(lambda store: store.find_unfinished(statement, bundle), STORE_SECONDS)
    line.close(0)
    return found


def run_name(clock: Clock) -> str:
    """A new run's name: the moment of its start in UTC and eight random digits."""
    from datetime import UTC, datetime

    moment = datetime.fromtimestamp(clock.wall(), UTC)
    return f"{moment:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"


def _append(event: Event, store: Store) -> None:
    store.append(event)


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
    origin: Provenance
    force: bool
    sealed: Callable[[Bundle], None]

    def __post_init__(self) -> None:
        self.stopped: BudgetExceeded | None = None
        self.crew = Crew(
            self.problem,
            self.ready,
            # It ends where the reserve for writing up begins.
            self.budget.child("engines", anew=True),
            self.pool,
            self.recorder,
            self.context,
            self.bundle_dir,
        )

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
                asked_scope=self.context.asked_scope,
                engines=tuple(self.ready),
                limits=self._limits(),
                command=self.origin.command,
                resumed=resume is not None,
            )
        )

    def _open_in_store(self, sha256: str) -> None:
        from prover.store import RunRecord

        bundle, at = str(self.bundle_dir.absolute()), self.recorder.now()
        record = RunRecord(
            run=self.recorder.run,
            problem=self.problem.id,
            statement_sha256=sha256,
            bundle=bundle,
            asked_rung=self.context.asked_rung,
            asked_scope=self.context.asked_scope,
            started=utc_text(at),
            budget=self.budget.to_record(),
        )

        def begin(store: Store) -> None:
            while abandoned := store.find_unfinished(sha256, bundle):
                store.finish_run(abandoned.run, at=at, ending="interrupted", rung="unverified")
            store.start_run(record)

        # Asked and not told: a run that is killed from here on is found again.
        self.recorder.ask_store(begin)

    def _take_up(self) -> None:
        """Bring log and store to the same events, and find the attempts made before."""
        log, run = self.recorder.log, self.recorder.run
        if any(event.run != self.recorder.run for event in log.events):
            log.start_over()  # another run's; ours is in the store
        stored = self.recorder.ask_store(lambda store: store.events(run))
        if stored is not None:
            for event in stored[len(log.events) :]:
                log.append(event)
            for event in log.events[len(stored) :]:
                self.recorder.tell_store(partial(_append, event))
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
            while not self._reached() and (self.crew.at_work or not self._out_of_budget()):
                decision = Decision()
                if not self._out_of_budget():
                    decision = self.strategy.next(self.crew.view())
                for task in decision.start:
                    self.crew.start(task)
                for _, name in decision.cancel:
                    await self.crew.stop(name)
                if not self.crew.at_work:
                    break
                await self.crew.news()
                if self.pool.best_judged is None and not self.pool.pending and len(self.pool):
                    self._seal_so_far()  # a draft: nobody checks it yet, but a kill must not lose it
                await self._judge()
            await self.crew.stop_all()  # what they still do is not needed
            ending: Ending = "finished"
            # More time helps nobody where no engine takes the problem.
            if (
                self.ready
                and not self._reached()
                and (self._out_of_budget() or self.crew.cut_short)
            ):
                ending = "out_of_budget"
            return self._finish(ending)
        except asyncio.CancelledError:
            await undisturbed(self.crew.stop_all("interrupted"))
            self.recorder.emit(Interrupted(detail="the run was cancelled from outside"))
            self._finish("interrupted")
            raise
        finally:
            ticking.cancel()
            self.crew.abandon()

    async def _judge(self) -> None:
        """Judge what was not judged yet, also in the reserve, and seal what is now best."""
        while self.pool.pending and not self._reached():
            if await self.pool.judge_next(self.budget.remaining("wall")):
                self._seal_so_far()

    def _seal_so_far(self) -> None:
        try:
            self._seal("running")
        except BundleError as error:  # the disk may have room again at the end
            self.crew.troubles.append(str(error))

    # --- ending -------------------------------------------------------------------------------

    def _finish(self, ending: Ending) -> Result:
        verdict = self._verdict()
        self.recorder.emit(self._tick_event())
        self.recorder.emit(
            RunFinished(ending=ending, rung=verdict.rung, scope=verdict.stated_scope)
        )
        bundle = self._seal(ending)
        self.recorder.save_budget(self.budget.to_record())
        self.recorder.finish(ending, verdict)
        return Result(
            self.recorder.run,
            verdict,
            self.pool.best_attempt,
            bundle,
            ending,
            self.context.asked_rung,
            self.context.asked_scope,
            draws_anew=any(one.engine.needs().model for one in self.ready.values()),
        )

    def _seal(self, ending: Ending | Literal["running"]) -> Bundle:
        bundle = seal_bundle(
            self.bundle_dir,
            BundleContents(
                run=self.recorder.run,
                problem_id=self.problem.id,
                problem_record=problem_to_record(self.problem),
                verdict=self._verdict(),
                asked_rung=self.context.asked_rung,
                asked_scope=self.context.asked_scope,
                ending=ending,
                attempt=self.pool.best_attempt,
                events=tuple(self.recorder.log.events),
                sealed_at=self.recorder.now(),
                command=self.origin.command,
                budget=self.budget.to_record(),
                versions=self.origin.versions,
                settings=self.origin.settings,
                rules=self.context.rules,
            ),
            force=self.force,
        )
        self.sealed(bundle)
        return bundle

    def _verdict(self) -> Verdict:
        best = self.pool.best_verdict
        if best is not None:
            return best
        if not self.ready:
            return no_attempt(WITHOUT_ENGINE)
        return no_attempt("no engine handed over an attempt", *self.crew.troubles)

    def _reached(self) -> bool:
        verdict = self.pool.best_judged
        return verdict is not None and verdict.answers(
            self.context.asked_rung, self.context.asked_scope
        )

    def _out_of_budget(self) -> bool:
        exceeded = self.crew.working.exceeded()
        if exceeded is not None and self.stopped is None:
            self.crew.ran_out("run", exceeded)
            self.stopped = exceeded
        return exceeded is not None

    def _limits(self) -> tuple[LimitUse, ...]:
        states = self.budget.limits()
        uses = [LimitUse(limit=s.name, allowed=s.allowed, used=s.used) for s in states]
        waited = LimitUse(limit=WAITING, allowed=None, used=self.budget.waited)
        return (*uses, waited)

    def _tick_event(self) -> BudgetTick:
        return BudgetTick(limits=self._limits())

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.recorder.emit(self._tick_event())
            self.recorder.save_budget(self.budget.to_record())
