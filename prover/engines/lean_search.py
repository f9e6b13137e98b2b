"""The Lean engine: searches a formal proof of a problem's `lean` block, tactic by tactic.

Everything of Lean's is imported when a problem has such a block, so that other problems do not
pay for it. What is found is laid out as a file and handed over; whether it is a proof is for the
checker to say, in processes of its own.
"""

from __future__ import annotations

import asyncio
import resource
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from prover.bundle.lean_text import lean_section
from prover.problems.errors import InvalidProblem
from prover.run.engine import Needs, Prepared
from prover.trace import events
from prover.trace.attempt import Attempt, Certificate, Cost

if TYPE_CHECKING:
    from lean.driver.pool import Pool
    from lean.errors import StatementError
    from lean.library.profile import Profile
    from mcts.env.states import LeanState
    from mcts.search.driver import Ending, Statistics
    from mcts.search.proof import Proof
    from prover.limits.budget import Budget
    from prover.problems.problem import Problem
    from prover.trace.context import RunContext
    from prover.trace.events import Emit
    from prover.verdicts.verdict import Rung

_SETUP = "`olympiad lean setup` gets one (`olympiad doctor` says what is there)"
_PROGRESS_SECONDS = 1.0
_STEP_SECONDS = 10.0
_BATCH_SECONDS = 30.0


class BeyondProfile(RuntimeError):
    """The statement does not compile with the library that is here; another may have it."""


class LeanEngine:
    """Proves problems that have a `lean` block. `seed` makes the run reproducible."""

    name = "lean"
    reach: Rung = "formally_verified"

    def __init__(self, *, seed: int = 0) -> None:
        self.seed = seed

    def needs(self) -> Needs:
        """Nothing beyond the installation; `unavailable` says what that lacks."""
        return Needs()

    def prepare(self, problem: Problem) -> Prepared | None:
        """The problem when there is a Lean block and a Lean to run it; looks for files only."""
        usable = problem.lean is not None and self.unavailable() is None
        return Prepared(problem) if usable else None

    def unavailable(self) -> str | None:
        """Why the engine can try nothing on this machine, with the fix; None when it can."""
        from lean.toolchain.find import wheel_library

        elan = Path.home() / ".elan" / "bin" / "lean"
        if wheel_library() is not None or shutil.which("lean") or elan.is_file():
            return None
        return f"there is no Lean on this machine; {_SETUP}"

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        """Search until a proof is found, the policy has no more tactics, or the budget ends.

        Returns one attempt: the proof with its certificate, or what is known to be missing.
        Raises `InvalidProblem` when the block does not compile under Mathlib, `BeyondProfile`
        when it does not under our core library, and `lean.errors.LeanError` for faults of Lean's.
        """
        from lean.driver.pool import Pool
        from lean.driver.state import StepLimits
        from lean.errors import StatementError
        from prover.checkers.lean import trusted_source, usable_profile

        problem, budget, emit = prepared.problem, context.budget, context.emit
        if problem.lean is None:
            raise InvalidProblem("the problem has no lean block")
        emit(events.Progress(engine=self.name, message="preparing Lean and its library"))
        profile = await usable_profile()
        source = trusted_source(problem.lean.text)
        before = _cpu_seconds()
        limits = StepLimits(step_seconds=_STEP_SECONDS, batch_seconds=_BATCH_SECONDS)
        try:
            async with Pool(profile, 1, limits=limits) as pool:
                attempt = await self._search(pool, source, profile, budget, emit)
        except StatementError as error:
            raise _refused(problem, error, profile) from None
        used = max(0.0, _cpu_seconds() - before)
        budget.spend(cpu_seconds=used)
        return [attempt.model_copy(update={"cost": Cost(cpu_seconds=used)})]

    async def _search(
        self, pool: Pool, source: str, profile: Profile, budget: Budget, emit: Emit
    ) -> Attempt:
        """Search in a session of the pool; once more without merging goals where that misled."""
        from dataclasses import replace

        from mcts.env.lean import LeanEnvironment
        from mcts.policy.enumerate.curated import CuratedPolicy
        from mcts.search.config import hand_written_policy_config
        from mcts.search.driver import Statistics, search

        config = hand_written_policy_config(self.seed)
        told = [budget.used("wall")]
        latest = Statistics()

        def progress(state: Statistics) -> None:
            nonlocal latest
            latest = state
            if budget.used("wall") - told[0] >= _PROGRESS_SECONDS:
                told[0] = budget.used("wall")
                emit(_progress(self.name, state))

        try:
            async with pool.session(source) as session:
                environment = LeanEnvironment(session)
                for attempt_config in (config, replace(config, transpose=False)):
                    result = await search(
                        environment.root(),
                        environment,
                        CuratedPolicy(),
                        attempt_config,
                        should_stop=lambda: budget.exceeded() is not None,
                        progress=progress,
                    )
                    if result.proof is None:
                        late = budget.exceeded() is not None
                        return _unproved(result.statistics, "stopped" if late else result.ending)
                    # Goals that were proved apart; the file as a whole decides.
                    text = await environment.written(result.proof)
                    if text is not None:
                        return _proved(result.proof, result.statistics, text, source, profile)
        except asyncio.CancelledError:
            emit(events.AttemptMade(attempt=_unproved(latest, "stopped")))
            raise
        return Attempt(
            engine=self.name,
            proof_markdown="",
            known_problems=("the proofs that the search found do not hold as a whole",),
        )


def _proved(
    proof: Proof[LeanState], statistics: Statistics, tactics: str, source: str, profile: Profile
) -> Attempt:
    """The attempt of a search that found a proof."""
    from lean.checker.source import fill
    from mcts.env.narrate import narrate

    body = "\n".join("  " + line for line in tactics.split("\n"))
    head, _, rest = fill(source, f"by\n{body}").text.rpartition(":=\nby\n")
    file = f"{head.rstrip()} := by\n{rest}"
    return Attempt(
        engine=LeanEngine.name,
        proof_markdown=lean_section(profile.description, file, narrate(proof)),
        certificate=Certificate(kind="lean", text=file),
        notes=(_told(statistics),),
    )


def _unproved(statistics: Statistics, ending: Ending) -> Attempt:
    """The attempt of a search that found none."""
    why = {
        "exhausted": "every tactic that the policy has for these goals was tried",
        "unavailable": "the policy did not answer",
        "budget": "the search grew to its largest size",
        "stopped": "the search was stopped or ran out of time",
    }[ending]
    return Attempt(
        engine=LeanEngine.name,
        proof_markdown="",
        notes=(_told(statistics),),
        known_problems=(f"no formal proof was found: {why}",),
    )


def _told(statistics: Statistics) -> str:
    return (
        f"goals seen: {statistics.nodes}, tactics tried: {statistics.tactics}, "
        f"simulations: {statistics.simulations}, "
        f"CPU seconds in Lean: {statistics.cpu_seconds:.1f}"
    )


def _progress(engine: str, state: Statistics) -> events.Progress:
    return events.Progress(
        engine=engine,
        message=f"searching: {state.nodes} goals, {state.tactics} tactics tried",
        data={
            "simulations": state.simulations,
            "goals": state.nodes,
            "tactics": state.tactics,
        },
    )


def _refused(problem: Problem, error: StatementError, profile: Profile) -> Exception:
    """What to raise for a block that Lean does not take, at the line of the problem's file."""
    assert problem.lean is not None
    text = str(error)
    line = None
    if error.line is not None:
        text = text.removeprefix(f"line {error.line}: ")
        line = problem.lean.line + error.line - 1 if problem.lean.line else None
    if profile.name == "mathlib":
        return InvalidProblem(text, path=problem.path, line=line, field="lean")
    place = "" if line is None else f"line {line}: "
    return BeyondProfile(
        f"{place}the lean block does not compile with {profile.description}: {text}; correct it, "
        "or, if it needs Mathlib, run `olympiad lean setup --mathlib`"
    )


def _cpu_seconds() -> float:
    """CPU seconds of this process and of its children that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
