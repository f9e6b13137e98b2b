"""What the command line and the web call: prove a problem, sit a contest, follow its events.

Nothing here prints. Everything that can be wrong with the input is found before anything is
written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prover.bundle.bundle import Bundle, check_target, open_bundle
from prover.checkers.registry import CheckerRegistry, default_registry
from prover.engines import load_engines
from prover.limits.budget import Budget, SystemClock
from prover.problems.problem import Problem
from prover.problems.record import problem_to_record
from prover.problems.rules import OPEN, RulesProfile
from prover.run.bundle_folder import bundle_folder
from prover.run.engine import Ready, prepare
from prover.run.resources import resources
from prover.run.runner import Result, find_unfinished, prove, run_name
from prover.settings.layers import SettingsError
from prover.settings.provenance import Provenance, provenance
from prover.settings.settings import Settings, current, in_force
from prover.store import RunRecord, Store, open_store
from prover.verdicts.scope import AskedScope
from prover.verdicts.verdict import Rung

if TYPE_CHECKING:
    # A single problem does not pay for contests.
    from prover.bundle.recheck import BareReport, Recheck
    from prover.checkers.judgement import Judgement
    from prover.contest.compete import ContestResult, ContestRunner, Follow
    from prover.contest.submission import Submission
    from prover.doctor import Finding
    from prover.problems.contest import Contest
    from prover.trace.events import Event

RUNS = Path("runs")
"""Where bundles go, and the run store, unless told otherwise."""

SUBMISSIONS = Path("submissions")
"""Where the submissions of contests go unless told otherwise."""

DEFAULT_BUDGET = 600.0
"""Wall clock of one problem in seconds."""

WRITE_UP = 0.02
"""Share of a problem's budget that is kept for writing up, at most `WRITE_UP_SECONDS`."""

WRITE_UP_SECONDS = 5.0


class NoWalls(RuntimeError):
    """A server may not start: nothing stands between the programs it is sent and this machine."""


def require_walls() -> None:
    """See that walls stand around untrusted programs, or that the user goes without by name.

    For servers, before they listen. Raises `NoWalls`, with the fix.
    """
    from lean.sandbox.errors import SandboxFault  # trying walls out is for servers alone
    from lean.sandbox.walls import require

    try:
        require()
    except SandboxFault as fault:
        raise NoWalls(str(fault)) from None


@dataclass(frozen=True)
class Asked:
    """What is asked of a run: rung, wall clock in seconds (None: the default or the contest's
    own), engines by name (None: all), whether they work on Ray, the command line for the record,
    and the most tokens and US dollars that language models may use (None: no limit; those of a
    contest hold for all of its problems together), the rules (None: a contest's own, else all is
    allowed), whether `prove_problem` replaces the bundle that is there even if it is better or
    another problem's, and how far a geometry proof has to reach.
    """

    rung: Rung = "symbolically_verified"
    budget: float | None = None
    engines: Sequence[str] | None = None
    ray: bool = False
    command: tuple[str, ...] | None = None
    tokens: float | None = None
    cost: float | None = None
    force: bool = False
    rules: RulesProfile | None = None
    scope: AskedScope = "all"


def store_url() -> str:
    """The run store: the setting `store`."""
    return current().store


def checked(settings: Settings) -> Settings:
    """`settings`, of which the preset was looked at. Raises `SettingsError`."""
    origin = settings.origin("preset")
    if origin.kind != "default":
        from prover.deepthink.control.presets import UnknownPreset, preset

        try:
            preset(settings.preset)
        except UnknownPreset as fault:
            raise SettingsError(f"{origin.where}: {fault}") from None
    return settings


def told_of(asked: Asked) -> Provenance:
    """What the manifests of a run say of its command, its settings and what took part."""
    from prover.llm.config import ROLES, load_config
    from prover.llm.errors import ConfigError

    settings, models = current(), {}
    try:
        config = load_config(settings=settings)
        for role in ROLES:
            names = [config.resolve(name)[1].name for name in config.names_for(role)]
            if names:
                models[f"model.{role}"] = ", ".join(names)
    except ConfigError:
        pass  # the engine that needs models says what is wrong
    return provenance(settings, asked.command, models)


def folder_for(problem: Problem) -> Path:
    """Where the bundle of `problem` goes when nobody names a folder: `runs/ID`, or `runs/ID-HASH`
    where another problem has that one.
    """
    return bundle_folder(RUNS, problem)


def checkers() -> CheckerRegistry:
    """The checkers of every kind of certificate: the built-in ones and the jury of models."""
    from prover.deepthink import jury_checker

    registry = default_registry()
    jury_checker.register(registry)
    return registry


def ready_for(
    problem: Problem, names: Sequence[str] | None = None, rules: RulesProfile = OPEN
) -> tuple[Ready, ...]:
    """The engines that accept `problem` under `rules`, each with the form it made of it.

    Raises `InvalidProblem` when a formal statement is wrong, `UnknownEngine`.
    """
    return prepare(problem, load_engines(names), rules)


async def prove_problem(
    problem: Problem,
    folder: Path,
    asked: Asked,
    follow: Callable[[Event], None],
    *,
    run: str | None = None,
) -> Result:
    """Prove `problem` and seal its bundle in `folder`; `follow` is told every event.

    What is not asked follows the settings in force, which stay what they are until the run ends.

    `run` names the run. When the store holds an unfinished run of that name whose process died,
    it goes on, with the clock and the limits it started with.

    Raises `InvalidProblem`, `NotABundle`, `UnknownEngine`, `RayNotInstalled` or `SettingsError`
    before anything is written.
    """
    with in_force(checked(current())):
        return await _prove_problem(problem, folder, asked, follow, run)


async def _prove_problem(
    problem: Problem,
    folder: Path,
    asked: Asked,
    follow: Callable[[Event], None],
    run: str | None,
) -> Result:
    machine = resources(ray=asked.ray)
    # The clock runs from here: engines draw and try out while they look at the problem.
    budget = problem_budget(problem, asked)
    ready = await asyncio.to_thread(ready_for, problem, asked.engines, asked.rules or OPEN)
    check_target(folder, problem_to_record(problem), force=asked.force)
    with open_store(store_url()) as store:
        known = store.run(run) if run is not None else None
        resume = known if known is not None and known.finished is None else None
        if resume is not None:
            budget = Budget.from_record(resume.budget)
        return await prove(
            problem,
            ready,
            budget,
            store,
            folder,
            follow,
            asked.rung,
            asked_scope=asked.scope,
            registry=checkers(),
            origin=told_of(asked),
            resume=resume,
            run=run,
            force=asked.force,
            rules=asked.rules or OPEN,
            resources=machine,
        )


async def prove_in_memory(
    problem: Problem, folder: Path, asked: Asked, follow: Callable[[Event], None]
) -> Result:
    """Prove `problem` without writing it down in the run store; the bundle is sealed in `folder`,
    and what the result holds of it needs the folder no more.

    Raises as `prove_problem`.
    """
    rules = asked.rules or OPEN
    budget = problem_budget(problem, asked)
    return await prove(
        problem,
        await asyncio.to_thread(ready_for, problem, asked.engines, rules),
        budget,
        None,
        folder,
        follow,
        asked.rung,
        asked_scope=asked.scope,
        registry=checkers(),
        command=asked.command,
        rules=rules,
        resources=resources(ray=asked.ray),
    )


def problem_budget(problem: Problem, asked: Asked) -> Budget:
    """The budget of one problem that is proved by itself."""
    wall = DEFAULT_BUDGET if asked.budget is None else asked.budget
    return Budget(
        wall=wall,
        tokens=asked.tokens,
        cost=asked.cost,
        reserve=min(wall * WRITE_UP, WRITE_UP_SECONDS),
        name=problem.id,
    )


async def sit_contest(
    contest: Contest,
    folder: Path,
    asked: Asked,
    follow: Follow,
    *,
    runner: ContestRunner | None = None,
    opened: Callable[[Submission, bool], None] = lambda submission, resumed: None,
) -> ContestResult:
    """Sit `contest` and leave the submission in `folder`; see `prover.contest.compete.compete`.

    Raises `ProblemError`, `UnknownEngine`, `RayNotInstalled` or `SettingsError`
    before anything is written.
    """
    with in_force(checked(current())):
        return await _sit_contest(contest, folder, asked, follow, runner, opened)


async def _sit_contest(
    contest: Contest,
    folder: Path,
    asked: Asked,
    follow: Follow,
    runner: ContestRunner | None,
    opened: Callable[[Submission, bool], None],
) -> ContestResult:
    from prover.contest.compete import InProcessRunner, compete
    from prover.contest.submission import check_folder

    machine = resources(ray=asked.ray)
    rules = asked.rules or contest.profile
    ready = {
        problem.id: await asyncio.to_thread(ready_for, problem, asked.engines, rules)
        for problem in contest.problems
    }
    check_folder(contest, folder)
    told = told_of(asked)
    with open_store(store_url()) as store:

        async def prove_one(
            problem: Problem,
            budget: Budget,
            bundle: Path,
            listen: Callable[[Event], None],
            sealed: Callable[[Bundle], None],
        ) -> Result:
            return await prove(
                problem,
                ready[problem.id],
                budget,
                store,
                bundle,
                listen,
                asked.rung,
                asked_scope=asked.scope,
                registry=checkers(),
                origin=told,
                # A run whose process died goes on: what it had found is looked at first.
                resume=find_unfinished(store, problem, bundle),
                rules=rules,
                resources=machine,
                sealed=sealed,
            )

        return await compete(
            contest,
            folder,
            runner or InProcessRunner(prove_one),
            asked_rung=asked.rung,
            asked_scope=asked.scope,
            command=told.command,
            budget=asked.budget,
            tokens=asked.tokens,
            cost=asked.cost,
            follow=follow,
            opened=opened,
        )


def list_runs(*, limit: int | None = None, unfinished: bool = False) -> list[RunRecord]:
    """The runs in the store, newest first; none when there is no store yet.

    Raises `StoreError`.
    """
    url = store_url()
    file = url.removeprefix("sqlite:///")
    if "://" not in file and not Path(file).exists():
        return []  # looking must not create a store
    with open_store(url) as store:
        return store.runs(limit=limit, unfinished=unfinished)


# --- what the web asks for beyond this ---------------------------------------------------------


def new_run_name() -> str:
    """A name for a run that is accepted now and starts later."""
    return run_name(SystemClock())


def open_runs() -> Store:
    """The run store, to look runs and their events up; made when there is none yet.

    Safe to share by threads. Raises `StoreError`.
    """
    return open_store(store_url())


def read_problem(text: str, name: str) -> Problem:
    """The problem in `text`, whose form follows the suffix of the file name `name`.

    Raises `ProblemError`.
    """
    from prover.problems.load import parse_problem

    return parse_problem(text, path=Path(name))


def read_contest(folder: Path) -> Contest:
    """The contest in `folder`. Raises `ProblemError`."""
    from prover.problems.contest import load_contest

    return load_contest(folder)


def read_bundle(folder: Path) -> Bundle:
    """The bundle in `folder`, every hash verified. Raises `BundleError`."""
    return open_bundle(folder)


def graders_words(bundle: Bundle) -> str | None:
    """The grader's report on a proof in words as Markdown; None where the bundle has none that
    can be read."""
    from prover.bundle.exports import ExportError
    from prover.deepthink.report.exports import grader_report
    from prover.deepthink.report.grader_report import report_markdown

    try:
        return report_markdown(grader_report(bundle))
    except ExportError:
        return None


async def check_bundle(folder: Path, problem: Problem | None = None) -> Recheck:
    """Check a bundle again from what it holds. Raises `BundleError`."""
    from prover.bundle.recheck import recheck_bundle

    return await recheck_bundle(folder, problem=problem, registry=checkers())


async def check_certificate(text: str, kind: str, problem: Problem) -> Judgement:
    """Check a bare certificate against `problem`."""
    from prover.bundle.recheck import recheck_certificate

    return await recheck_certificate(text, kind, problem, registry=checkers())


async def check_lean(
    statement: str,
    proof: str,
    theorem: str | None = None,
    permit: Sequence[str] = (),
    negation: bool = False,
) -> dict[str, Any]:
    """Check a Lean proof against a Lean statement that leaves theorems and definitions open.

    Returns the fields of `lean.checker.outcome.CheckOutcome`. Raises `ProblemError` for a statement
    that cannot be used.
    """
    from dataclasses import asdict

    from lean.checker.check import Checker
    from lean.errors import StatementError
    from prover.checkers.lean import usable_profile
    from prover.problems.errors import ProblemError

    checker = Checker(await usable_profile())
    try:
        found = await checker.check(statement, proof, theorem, permit=permit, negation=negation)
    except StatementError as fault:
        raise ProblemError(f"the statement cannot be used: {fault}") from None
    return asdict(found)


def check_bare_geometry(text: str) -> BareReport:
    """Check a geometry certificate against the statement that it carries itself."""
    from prover.bundle import recheck

    return recheck.check_bare_geometry(text)


def examine_machine() -> tuple[bool, list[Finding]]:
    """Whether the base install is complete, and what is installed and usable here."""
    from prover.doctor import examine, healthy

    findings = examine()
    return healthy(findings), findings
