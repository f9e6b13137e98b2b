"""Sitting a contest: every session's problems under its clock, a submission whatever happens.

`compete` opens the submission folder and gives it to a `ContestRunner`. The one here works
through the problems in this process, one after the other; a distributed and supervised runner
takes its place behind the same interface.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from textwrap import shorten
from typing import Protocol

from prover.bundle.bundle import Bundle, BundleError, open_bundle
from prover.contest.submission import (
    FINAL,
    Status,
    Submission,
    SubmissionState,
    open_submission,
    placeholder,
)
from prover.contest.submission_text import submission_text
from prover.limits.budget import Budget
from prover.problems.contest import Contest, Session
from prover.problems.errors import InvalidProblem
from prover.problems.problem import Problem
from prover.run.runner import Result
from prover.trace.events import Event
from prover.verdicts.scope import AskedScope
from prover.verdicts.verdict import Rung

WRITE_UP = 0.02
"""Share of a session that is kept for writing up, at most `WRITE_UP_SECONDS`."""

WRITE_UP_SECONDS = 60.0

DETAIL_LENGTH = 200
"""How much of what is wrong with a proof, or still to be believed, goes into the table."""

Follow = Callable[[Problem, Event], None]
"""Told every event of every problem, as it happens."""

ProveOne = Callable[[Problem, Budget, Path, Callable[[Event], None]], Awaitable[Result]]
"""Proves one problem under a budget, seals its bundle in a folder, and tells its events."""


class ContestRunner(Protocol):
    """Works on every problem of a contest that is not final yet, and keeps the submission true.

    It starts and records each session's clock in the submission (`update_session`), replaces the
    submission of a problem as soon as there is a result (`update`), and marks a session finished
    when its clock has ended or nothing is left to do. It may be killed at any moment and called
    again with the same submission; time goes on in between. On cancellation it leaves the
    submission as it should stand and raises `CancelledError`.
    """

    async def run(self, contest: Contest, submission: Submission, follow: Follow) -> None:
        """Work until every session is finished."""
        ...


@dataclass(frozen=True)
class ContestResult:
    """What came of a contest: the folder, the state of every problem, whether it was resumed."""

    folder: Path
    state: SubmissionState
    resumed: bool


async def compete(
    contest: Contest,
    folder: Path,
    runner: ContestRunner,
    *,
    asked_rung: Rung,
    asked_scope: AskedScope = "all",
    command: tuple[str, ...],
    budget: float | None = None,
    tokens: float | None = None,
    cost: float | None = None,
    follow: Follow,
    opened: Callable[[Submission, bool], None] = lambda submission, resumed: None,
) -> ContestResult:
    """Sit `contest` and leave the submission in `folder`, going on with one that is unfinished.

    `budget` is the wall clock of every session in seconds in place of the contest's own; `tokens`
    and `cost` (US dollars) limit what language models use in all sessions together. A submission
    that goes on keeps the clock and the limits it started with. `opened` is told the submission
    before work begins. Raises `ProblemError` when the folder cannot be used.
    """
    with open_submission(
        contest,
        folder,
        asked_rung=asked_rung,
        asked_scope=asked_scope,
        command=command,
        budget=budget,
        tokens=tokens,
        cost=cost,
    ) as (submission, resumed):
        opened(submission, resumed)
        await runner.run(contest, submission, follow)
        return ContestResult(folder, submission.state, resumed)


class InProcessRunner:
    """Works through the problems one after the other in this process.

    Each problem gets an equal share of the time its session has left, and of the tokens and the
    money the contest has left, so that what one does not use is there for those after it.
    """

    def __init__(self, prove_one: ProveOne) -> None:
        self.prove_one = prove_one

    async def run(self, contest: Contest, submission: Submission, follow: Follow) -> None:
        """See `ContestRunner`."""
        for number, session in enumerate(contest.sessions):
            if not submission.state.sessions[number].finished:
                await self._sit(session, number, submission, follow)

    async def _sit(
        self, session: Session, number: int, submission: Submission, follow: Follow
    ) -> None:
        budget = _session_budget(submission, number)
        left = [p for p in session.problems if submission.entry(p).status not in FINAL]
        later = sum(entry.session > number for entry in submission.state.problems)

        def save() -> None:
            # What has been counted is not lost again, whatever the system's clock does.
            submission.update_session(number, budget=budget.to_record())

        def heard(problem: Problem, event: Event) -> None:
            if event.body.kind == "budget_tick":
                save()  # tokens and money that were spent stay spent, also after a kill
            follow(problem, event)

        for position, problem in enumerate(left):
            remaining = budget.remaining("wall") or 0.0
            here = len(left) - position
            share = budget.child(
                problem.id,
                anew=True,  # a part of what is left now, also when the contest goes on
                wall=max(0.0, remaining - budget.reserve) / here,
                tokens=_part(budget.remaining("tokens"), here + later),
                cost=_part(budget.remaining("cost"), here + later),
            )
            try:
                await self._work_on(problem, share, submission, heard)
            finally:
                save()
        submission.update_session(number, budget=budget.to_record(), finished=True)

    async def _work_on(
        self, problem: Problem, budget: Budget, submission: Submission, follow: Follow
    ) -> None:
        before = submission.entry(problem).seconds
        submission.update(problem, status="running", detail="being worked on")
        bundle = submission.bundle_folder(problem)

        def spent() -> float:
            return round(before + budget.used("wall"), 3)

        try:
            result = await self.prove_one(problem, budget, bundle, lambda e: follow(problem, e))
        except asyncio.CancelledError:
            _record_interruption(problem, submission, spent())
            raise
        except InvalidProblem as fault:
            why = f"the formal statement is wrong: {fault}"
            text = placeholder(problem, why)
            submission.update(problem, text, status="invalid", detail=str(fault), seconds=spent())
        except Exception as fault:
            # One broken problem must not cost the others their submission.
            why = f"{type(fault).__name__}: {' '.join(str(fault).split())}"
            text = placeholder(problem, f"The run failed: {why}")
            submission.update(problem, text, status="failed", detail=why, seconds=spent())
        else:
            _record_result(problem, result, submission, spent())


def _session_budget(submission: Submission, number: int) -> Budget:
    """The session's budget: started and recorded now, or the one whose clock runs already."""
    entry = submission.state.sessions[number]
    if entry.budget is not None:
        return Budget.from_record(entry.budget)
    # What earlier sessions left of the contest's limits.
    left = {
        limit.limit: None if limit.allowed is None else max(0.0, limit.allowed - limit.used)
        for limit in submission.state.limits
    }
    budget = Budget(
        wall=entry.duration,
        tokens=left["tokens"],
        cost=left["cost"],
        reserve=min(entry.duration * WRITE_UP, WRITE_UP_SECONDS),
        name=entry.name,
    )
    submission.update_session(number, budget=budget.to_record())
    return budget


def _part(left: float | None, parts: int) -> float | None:
    return None if left is None else left / parts


def _record_result(
    problem: Problem, result: Result, submission: Submission, seconds: float
) -> None:
    status: Status = "out_of_budget" if result.ending == "out_of_budget" else "done"
    # Of two runs at the problem the better result is the submission.
    _record_bundle(problem, result.bundle.standing, submission, status, seconds)


def _record_interruption(problem: Problem, submission: Submission, seconds: float) -> None:
    try:
        bundle = open_bundle(submission.bundle_folder(problem))
    except BundleError:
        why = "The run was interrupted while this problem was worked on."
        text = placeholder(problem, why)
        submission.update(
            problem, text, status="interrupted", detail="interrupted", seconds=seconds
        )
    else:
        _record_bundle(problem, bundle, submission, "interrupted", seconds)


def _record_bundle(
    problem: Problem, bundle: Bundle, submission: Submission, status: Status, seconds: float
) -> None:
    place = submission.bundle_folder(problem).relative_to(submission.folder)
    verdict = bundle.verdict
    submission.update(
        problem,
        submission_text(bundle, PurePosixPath(place)),
        status=status,
        rung=verdict.rung,
        scope=verdict.stated_scope,
        vouches=verdict.vouches,
        detail=shorten("; ".join(verdict.caveats), DETAIL_LENGTH, placeholder=" …"),
        seconds=seconds,
        bundle=str(place),
    )
