"""Sitting a contest: every session's problems under its clock, a submission whatever happens.

`compete` opens the submission folder and gives it to a `ContestRunner`. The one here works
through the problems in this process, one after the other; a distributed and supervised runner
takes its place behind the same interface.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
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
from prover.limits.amounts import LimitName
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

CHECKING = 0.05
"""Share of a problem's own time that is kept to check what comes at its end: at least
`LEAST_CHECKING` (or a quarter of a short share), at most `MOST_CHECKING` seconds."""

LEAST_CHECKING, MOST_CHECKING = 2.0, 30.0

LEAST_SHARE = 1.0
"""Seconds below which nobody begins at a problem once more."""

PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds between two passes over what is open when the last one took no longer: what works with
models ends at once while their endpoint is away. The last holds for all that follow."""

DETAIL_LENGTH = 200
"""How much of what is wrong with a proof, or still to be believed, goes into the table."""

_SPENT: tuple[LimitName, ...] = ("tokens", "cost")

Follow = Callable[[Problem, Event], None]
"""Told every event of every problem, as it happens."""

ProveOne = Callable[
    [Problem, Budget, Path, Callable[[Event], None], Callable[[Bundle], None]], Awaitable[Result]
]
"""Proves one problem under a budget, seals its bundle in a folder, and tells its events and every
bundle as soon as it is sealed."""


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
    money the contest has left, so that what one does not use is there for those after it. What is
    left after the last goes to those without the asked rung that another run may prove, pass
    after pass until the bell: a model draws anew, and an endpoint that is away may come back.
    """

    def __init__(self, prove_one: ProveOne) -> None:
        self.prove_one = prove_one

    async def run(self, contest: Contest, submission: Submission, follow: Follow) -> None:
        """See `ContestRunner`."""
        for number, session in enumerate(contest.sessions):
            if not submission.state.sessions[number].finished:
                budget = _session_budget(submission, number)
                sitting = _Sitting(self.prove_one, number, budget, submission, follow)
                await sitting.sit(session)


class _Sitting:
    """One session under its clock."""

    def __init__(
        self,
        prove_one: ProveOne,
        number: int,
        budget: Budget,
        submission: Submission,
        follow: Follow,
    ) -> None:
        self.prove_one, self.number, self.budget = prove_one, number, budget
        self.submission, self.follow = submission, follow
        self._kept: dict[LimitName, float] = {}

    async def sit(self, session: Session) -> None:
        entry = self.submission.entry
        kept = self._part_of_later(len(session.problems))
        await self._pass([p for p in session.problems if entry(p).status not in FINAL])
        self._kept = kept
        pauses, last = iter(PAUSES), PAUSES[-1]
        while (left := [p for p in session.problems if self._open(p)]) and self._share(left) > 0:
            began = self.budget.used("wall")
            await self._pass(left)
            pause = next(pauses, last)
            if self.budget.used("wall") - began < pause:
                await asyncio.sleep(max(0.0, min(pause, self._seconds_left())))
            else:
                pauses = iter(PAUSES)
        self.submission.update_session(self.number, budget=self.budget.to_record(), finished=True)

    def _open(self, problem: Problem) -> bool:
        """Whether another run at a problem may find what those until now did not."""
        entry = self.submission.entry(problem)
        return entry.again and not self.submission.state.answers(entry)

    def _seconds_left(self) -> float:
        return (self.budget.remaining("wall") or 0.0) - self.budget.reserve

    def _share(self, problems: Sequence[Problem]) -> float:
        """Seconds for each of these; 0 when that is too little, or a limit is used up."""
        share = self._seconds_left() / len(problems)
        return 0.0 if self.budget.exceeded() or share < LEAST_SHARE else share

    def _part_of_later(self, here: int) -> dict[LimitName, float]:
        """What passes after the first leave of tokens and money: a part for each later problem."""
        later = self._later()
        left = {what: self.budget.remaining(what) or 0.0 for what in _SPENT}
        return {what: amount * later / (here + later) for what, amount in left.items()}

    def _later(self) -> int:
        """The number of problems of later sessions."""
        return sum(entry.session > self.number for entry in self.submission.state.problems)

    def _part(self, what: LimitName, here: int) -> float | None:
        """What one of so many problems gets of the tokens or the money."""
        left = self.budget.remaining(what)
        if left is None:
            return None
        if what in self._kept:
            return max(0.0, left - self._kept[what]) / here
        return left / (here + self._later())

    async def _pass(self, problems: Sequence[Problem]) -> None:
        """Once over these problems, in their order."""
        for position, problem in enumerate(problems):
            here = len(problems) - position
            wall = max(0.0, self._seconds_left()) / here
            share = self.budget.child(
                problem.id,
                anew=True,  # a part of what is left now, also when the contest goes on
                wall=wall,
                tokens=self._part("tokens", here),
                cost=self._part("cost", here),
                # A proof that is handed over at the share's end has its check still to come.
                reserve=_checking(wall),
            )
            try:
                await self._work_on(problem, share)
            finally:
                self._save()

    def _save(self) -> None:
        # What has been counted is not lost again, whatever the system's clock does.
        self.submission.update_session(self.number, budget=self.budget.to_record())

    async def _work_on(self, problem: Problem, budget: Budget) -> None:
        submission = self.submission
        before = submission.entry(problem)
        submission.update(problem, status="running", detail="being worked on", again=False)

        def spent() -> float:
            return round(before.seconds + budget.used("wall"), 3)

        def heard(event: Event) -> None:
            if event.body.kind == "budget_tick":
                self._save()  # tokens and money that were spent stay spent, also after a kill
            self.follow(problem, event)

        def sealed(bundle: Bundle) -> None:
            # What is there is handed in at once, whatever happens to the rest of the share.
            _record_bundle(problem, bundle.standing, submission, "running", spent())

        try:
            bundle = submission.bundle_folder(problem)
            result = await self.prove_one(problem, budget, bundle, heard, sealed)
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
            _record_failure(problem, submission, why, spent())
        else:
            status: Status = "out_of_budget" if result.ending == "out_of_budget" else "done"
            # Of two runs at the problem the better result is the submission.
            _record_bundle(
                problem,
                result.bundle.standing,
                submission,
                status,
                spent(),
                again=result.draws_anew and not result.reached and not _ran_dry(budget),
            )


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


def _checking(wall: float) -> float:
    """Seconds of a share that are kept for the check of what comes at its end."""
    return max(min(wall * CHECKING, MOST_CHECKING), min(LEAST_CHECKING, wall / 4))


def _ran_dry(share: Budget) -> bool:
    """Whether a share ended for want of tokens or money, which time does not bring back."""
    exceeded = share.exceeded()
    return exceeded is not None and exceeded.limit in _SPENT


def _record_interruption(problem: Problem, submission: Submission, seconds: float) -> None:
    bundle = _bundle_of(problem, submission)
    if bundle is not None:
        _record_bundle(problem, bundle, submission, "interrupted", seconds)
        return
    why = "The run was interrupted while this problem was worked on."
    text = placeholder(problem, why)
    submission.update(problem, text, status="interrupted", detail="interrupted", seconds=seconds)


def _record_failure(problem: Problem, submission: Submission, why: str, seconds: float) -> None:
    bundle = _bundle_of(problem, submission)
    if bundle is None:
        text = placeholder(problem, f"The run failed: {why}")
        submission.update(problem, text, status="failed", detail=why, seconds=seconds)
        return
    # What was sealed before the fault is handed in.
    _record_bundle(problem, bundle, submission, "failed", seconds, detail=why)


def _bundle_of(problem: Problem, submission: Submission) -> Bundle | None:
    try:
        return open_bundle(submission.bundle_folder(problem))
    except BundleError:
        return None


def _record_bundle(
    problem: Problem,
    bundle: Bundle,
    submission: Submission,
    status: Status,
    seconds: float,
    *,
    again: bool = False,
    detail: str = "",
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
        detail=shorten(detail or "; ".join(verdict.caveats), DETAIL_LENGTH, placeholder=" …"),
        seconds=seconds,
        bundle=str(place),
        again=again,
    )
