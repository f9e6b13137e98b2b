"""A contest's submission folder: one file per problem whatever happens, and the state to resume.

    submission.json          what was asked, the clock of each session, how each problem stands
    <problem>.md             the submission of one problem; a placeholder until there is a result
    bundles/<problem>/       its result bundle

Placeholders for all problems are written before the clock starts. Every file is replaced in one
step, so a kill at any moment leaves each of them whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from prover.base.locks import Locked, locked
from prover.base.validation import first_error
from prover.base.whole_files import named_in_utf8, replace_file
from prover.limits.budget import Budget
from prover.problems.contest import Contest
from prover.problems.errors import ProblemError
from prover.problems.problem import Problem
from prover.problems.record import problem_sha256
from prover.trace.events import LimitUse
from prover.verdicts.scope import AskedScope, Scope, asked_of
from prover.verdicts.verdict import Rung, answered

STATE = "submission.json"
BUNDLES = "bundles"
LOCK = ".lock"
FORMAT: Literal["olympiad-submission/1"] = "olympiad-submission/1"

Status = Literal["waiting", "running", "done", "out_of_budget", "interrupted", "invalid", "failed"]
"""How a problem stands. `invalid`: its formal statement is wrong; `failed`: the runner broke."""

FINAL: frozenset[Status] = frozenset({"done", "out_of_budget", "invalid", "failed"})
"""Every problem gets here in the first pass of its session, and a resumed contest goes on from
there."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ProblemEntry(_Record):
    """How one problem stands. `seconds` is wall time spent on it, `bundle` relative to the
    folder, `detail` a sentence for the table; `again` whether another run may find what those
    until now did not. `asked_scope` is what the problem itself asks, None where it does not say."""

    id: str
    title: str
    session: int
    statement_sha256: str
    status: Status = "waiting"
    rung: Rung = "unverified"
    scope: Scope | None = None
    asked_scope: AskedScope | None = None
    vouches: str = "nobody"
    detail: str = "not tried yet"
    seconds: float = 0.0
    bundle: str | None = None
    again: bool = False


class SessionEntry(_Record):
    """One session. `budget` is the record of its budget once its clock has started."""

    name: str
    duration: float
    budget: dict[str, Any] | None = None
    finished: bool = False


class SubmissionState(_Record):
    """All of `submission.json`. `command` is the command line that started the contest; `tokens`
    and `cost` (US dollars) are the limits of all its sessions together, None where there is none.
    """

    format: Literal["olympiad-submission/1"] = FORMAT
    contest: str
    name: str
    asked_rung: Rung
    asked_scope: AskedScope = "all"
    command: tuple[str, ...]
    sessions: tuple[SessionEntry, ...]
    problems: tuple[ProblemEntry, ...]
    tokens: float | None = None
    cost: float | None = None

    @property
    def finished(self) -> bool:
        """Whether every session is over."""
        return all(session.finished for session in self.sessions)

    def short_of(self) -> tuple[ProblemEntry, ...]:
        """The problems whose result is not what was asked for."""
        return tuple(entry for entry in self.problems if not self.answers(entry))

    def answers(self, entry: ProblemEntry) -> bool:
        """Whether a problem's result is what was asked for."""
        scope = asked_of(entry.asked_scope, self.asked_scope)
        return answered(entry.rung, entry.scope, self.asked_rung, scope)

    @property
    def limits(self) -> tuple[LimitUse, ...]:
        """Tokens and cost of the contest: what is allowed, and used by all sessions so far."""
        records = [session.budget for session in self.sessions if session.budget is not None]
        budgets = [Budget.from_record(record) for record in records]
        return (
            LimitUse(
                limit="tokens", allowed=self.tokens, used=sum(b.used("tokens") for b in budgets)
            ),
            LimitUse(limit="cost", allowed=self.cost, used=sum(b.used("cost") for b in budgets)),
        )


class Submission:
    """An open submission folder. Every change is on disk when its method returns."""

    def __init__(self, folder: Path, state: SubmissionState) -> None:
        self.folder = folder
        self.state = state

    def bundle_folder(self, problem: Problem) -> Path:
        """Where the problem's bundle goes."""
        return self.folder / BUNDLES / problem.id

    def entry(self, problem: Problem) -> ProblemEntry:
        """How the problem stands."""
        return next(entry for entry in self.state.problems if entry.id == problem.id)

    def update(self, problem: Problem, text: str | None = None, **changes: Any) -> None:
        """Change the problem's entry; with `text`, replace its submission file first.

        In this order a kill in between leaves the better submission and an entry that makes a
        resumed contest look at the problem again, never a lost result.
        """
        if text is not None:
            replace_file(self.folder / f"{problem.id}.md", text)
        entries = tuple(
            ProblemEntry(**{**dict(entry), **changes}) if entry.id == problem.id else entry
            for entry in self.state.problems
        )
        self._save(problems=entries)

    def update_session(self, number: int, **changes: Any) -> None:
        """Change session `number` (from 0)."""
        sessions = list(self.state.sessions)
        sessions[number] = SessionEntry(**{**dict(sessions[number]), **changes})
        self._save(sessions=tuple(sessions))

    def _save(self, **changes: Any) -> None:
        self.state = SubmissionState(**{**dict(self.state), **changes})
        replace_file(self.folder / STATE, self.state.model_dump_json(indent=2) + "\n")


@contextmanager
def open_submission(
    contest: Contest,
    folder: Path,
    *,
    asked_rung: Rung,
    asked_scope: AskedScope = "all",
    command: tuple[str, ...],
    budget: float | None,
    tokens: float | None = None,
    cost: float | None = None,
) -> Iterator[tuple[Submission, bool]]:
    """Open `folder` for this contest, alone; yields it and whether an earlier start goes on.

    A new folder gets a placeholder for every problem. `budget` replaces the duration of every
    session (seconds); `tokens` and `cost` limit the whole contest. Raises `ProblemError`
    when the folder holds something else, a submission that is finished or made for other statements, or one that another process works on.
    """
    check_folder(contest, folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        # Read again: another process may have finished between the first look and the lock.
        existing = read_state(folder)
        if existing is not None:
            _check_same(contest, existing, folder)
            yield Submission(folder, existing), True
            return
        state = _initial(contest, asked_rung, asked_scope, command, budget, tokens, cost)
        for problem in contest.problems:
            replace_file(folder / f"{problem.id}.md", placeholder(problem))
        replace_file(folder / STATE, state.model_dump_json(indent=2) + "\n")
        yield Submission(folder, state), False


def check_folder(contest: Contest, folder: Path) -> None:
    """Raise `ProblemError` when this contest's submission cannot go to `folder`; write nothing."""
    if not named_in_utf8(folder):
        raise ProblemError(
            "its path is not named in UTF-8; choose another folder with --out", path=folder
        )
    existing = read_state(folder)
    if existing is not None:
        _check_same(contest, existing, folder)
    elif folder.exists() and any(entry.name != LOCK for entry in folder.iterdir()):
        raise ProblemError("holds other files; choose a new folder with --out", path=folder)


def read_state(folder: Path) -> SubmissionState | None:
    """The state in `folder`, None when it holds none. Raises `ProblemError` when unreadable."""
    file = folder / STATE
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except (NotADirectoryError, UnicodeDecodeError):
        raise ProblemError(
            "is not a submission; choose a new folder with --out", path=folder
        ) from None
    try:
        return SubmissionState.model_validate_json(text)
    except ValidationError as fault:
        first = first_error(fault)
        raise ProblemError(
            f"is damaged ({first['msg']}); choose a new folder with --out",
            path=file,
            field=".".join(str(part) for part in first["loc"]) or None,
        ) from None


def free_folder(root: Path, name: str) -> Path:
    """`root/name`, or `root/name-2` and so on when those before hold finished submissions."""
    number = 1
    while True:
        folder = root / (name if number == 1 else f"{name}-{number}")
        state = read_state(folder)
        if state is None or not state.finished:
            return folder
        number += 1


def placeholder(problem: Problem, why: str = "No engine has tried this problem yet.") -> str:
    """The submission of a problem without a result."""
    return (
        f"# {problem.name}\n\n**Verdict: `unverified`.** Nobody vouches: there is no proof here.\n\n"
        f"{why}\n\n## Problem\n\n{problem.statement}\n"
    )


def _initial(
    contest: Contest,
    asked_rung: Rung,
    asked_scope: AskedScope,
    command: tuple[str, ...],
    budget: float | None,
    tokens: float | None,
    cost: float | None,
) -> SubmissionState:
    return SubmissionState(
        contest=contest.id,
        name=contest.name,
        asked_rung=asked_rung,
        asked_scope=asked_scope,
        command=command,
        tokens=tokens,
        cost=cost,
        sessions=tuple(
            SessionEntry(name=session.name, duration=budget or session.duration)
            for session in contest.sessions
        ),
        problems=tuple(
            ProblemEntry(
                id=problem.id,
                title=problem.name,
                session=number,
                statement_sha256=problem_sha256(problem),
                asked_scope=problem.scope,
            )
            for number, session in enumerate(contest.sessions)
            for problem in session.problems
        ),
    )


def _check_same(contest: Contest, state: SubmissionState, folder: Path) -> None:
    if state.finished:
        raise ProblemError(
            "holds a finished submission; choose a new folder with --out", path=folder
        )
    ours = [(problem.id, problem_sha256(problem)) for problem in contest.problems]
    if state.contest != contest.id or ours != [(e.id, e.statement_sha256) for e in state.problems]:
        raise ProblemError(
            f"holds a submission for other statements (contest '{state.contest}'); "
            "choose a new folder with --out",
            path=folder,
        )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock."""
    try:
        with locked(folder / LOCK):
            yield
    except Locked:
        raise ProblemError(
            "is in use by another process; wait for it or choose another folder with --out",
            path=folder,
        ) from None
