"""Sit a contest: every problem under the session's clock, a submission whatever happens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, complain, print_json, stdout
from prover.cli.options import (
    BudgetOption,
    CostOption,
    OutOption,
    PresetOption,
    RayOption,
    RulesOption,
    RungOption,
    ScopeOption,
    SetOption,
    TokensOption,
    cost_limit,
    rules,
    rung,
    scope,
    seconds,
    settings_in_force,
    token_limit,
)

if TYPE_CHECKING:
    from rich.console import Console

    from prover.cli.outputs import ContestOutput
    from prover.contest.compete import ContestResult
    from prover.contest.submission import Submission, SubmissionState
    from prover.problems.contest import Contest
    from prover.problems.problem import Problem
    from prover.service import Asked
    from prover.trace.events import Event

COMMAND = "compete"


def command(
    contest: Annotated[Path, typer.Argument(metavar="CONTEST", help="A folder with contest.yaml.")],
    budget: BudgetOption = None,
    tokens: TokensOption = None,
    cost: CostOption = None,
    rung_name: RungOption = None,
    scope_name: ScopeOption = None,
    out: OutOption = None,
    proofs: Annotated[
        bool, typer.Option("--proofs/--no-proofs", help="Print the proofs that were found.")
    ] = True,
    preset: PresetOption = None,
    ray: RayOption = False,
    assignments: SetOption = None,
    rules_name: RulesOption = None,
    json: JsonOption = False,
) -> int:
    """Sit a contest: every problem under the session's clock, a submission whatever happens.

    --budget replaces the duration of every session; --tokens and --cost hold for the whole
    contest, of which every problem gets an equal share of what is left. The submission goes to
    submissions/CONTEST unless --out names a folder; one that was interrupted or killed goes on
    with its clock, which did not stop meanwhile. Exits with 0 when the contest was sat to its end; with --rung only
    when every problem reached that rung, in all branches unless --scope or the problem says drawn.
    """
    from prover.cli.interrupt import run_until_interrupted
    from prover.cli.progress import ProgressLine
    from prover.problems.contest import load_contest

    wall = seconds(budget)
    settings = settings_in_force(
        assignments,
        json,
        rung=rung(rung_name) if rung_name else None,
        scope=scope(scope_name) if scope_name else None,
        budget=budget,
        tokens=token_limit(tokens),
        cost=cost_limit(cost),
        ray=ray or None,
        preset=preset,
        rules=rules(rules_name) and rules_name,
    )
    loaded = load_contest(contest)
    from prover.contest.submission import free_folder, read_state
    from prover.service import SUBMISSIONS, Asked, sit_contest

    folder = out or free_folder(SUBMISSIONS, loaded.id)
    asked = Asked(
        settings.rung,
        wall,  # the contest has its own, which the setting `budget` does not replace
        settings.engines,
        settings.ray,
        tokens=settings.tokens,
        cost=settings.cost,
        # A contest has rules of its own; a file in some folder must not relax them unseen.
        rules=rules(settings.rules if settings.origin("rules").kind == "command line" else None),
        scope=settings.scope,
    )
    with ProgressLine(quiet=json) as progress:

        def follow(problem: Problem, event: Event) -> None:
            progress.working_on(problem.name)
            progress.follow(event)

        def opened(submission: Submission, resumed: bool) -> None:
            if resumed and not json:
                _say_resumed(submission, asked)

        try:
            result: ContestResult | None = run_until_interrupted(
                sit_contest(loaded, folder, asked, follow, opened=opened)
            )
        except KeyboardInterrupt:
            result = None
    state = result.state if result else read_state(folder)
    if state is None:
        # Interrupted before the submission was opened.
        raise KeyboardInterrupt
    code = exit_code(state, interrupted=result is None, strict=rung_name is not None)
    if json:
        print_json(output_of(state, folder, code))
    else:
        _print(loaded, state, folder, proofs=proofs)
        if code == exits.INTERRUPTED:
            again = f"olympiad compete {contest} --out {folder}"
            complain(f"interrupted; go on with: {again}")
    return code


def exit_code(state: SubmissionState, *, interrupted: bool, strict: bool) -> int:
    """130 when interrupted; with a rung asked for (`strict`), 3 or 1 unless all reached it."""
    if interrupted:
        return exits.INTERRUPTED
    short = state.short_of()
    if not strict or not short:
        return exits.PROVED
    if any(entry.status == "out_of_budget" for entry in short):
        return exits.OUT_OF_BUDGET
    return exits.NOT_PROVED


def output_of(state: SubmissionState, folder: Path, code: int) -> ContestOutput:
    """The state of the submission as the JSON document of `--json`."""
    from prover.cli.outputs import ContestOutput, ContestProblem, Used

    return ContestOutput(
        contest=state.contest,
        name=state.name,
        asked_rung=state.asked_rung,
        asked_scope=state.asked_scope,
        submission=folder.resolve(),
        finished=state.finished,
        limits={use.limit: Used(allowed=use.allowed, used=use.used) for use in state.limits},
        problems=tuple(
            ContestProblem(
                id=entry.id,
                title=entry.title,
                session=state.sessions[entry.session].name,
                status=entry.status,
                verdict=entry.rung,
                scope=entry.scope,
                vouches=entry.vouches,
                detail=entry.detail,
                seconds=entry.seconds,
                submission=(folder / f"{entry.id}.md").resolve(),
                bundle=(folder / entry.bundle).resolve() if entry.bundle else None,
            )
            for entry in state.problems
        ),
        exit_code=code,
    )


def _say_resumed(submission: Submission, asked: Asked) -> None:
    text = f"going on with {submission.folder}; its clock did not stop"
    limits = {"--budget": asked.budget, "--tokens": asked.tokens, "--cost": asked.cost}
    given = [option for option, value in limits.items() if value is not None]
    if given:
        verb = "is" if len(given) == 1 else "are"
        text += f" ({' and '.join(given)} {verb} for new submissions and {verb} not looked at)"
    complain(text)


def _print(contest: Contest, state: SubmissionState, folder: Path, *, proofs: bool) -> None:
    from prover.cli.report import contest_table, shown
    from prover.trace.spent import spent_words

    console = stdout()
    if proofs:
        _print_proofs(console, contest, state, folder)
    console.print(contest_table(state))
    if spent := spent_words(state.limits):
        console.print(f"\nLanguage models: {', '.join(spent)}")
    console.print(f"\nSubmission: {shown(folder)} (one file per problem; bundles in bundles/)")


def _print_proofs(console: Console, contest: Contest, state: SubmissionState, folder: Path) -> None:
    from prover.bundle.bundle import open_bundle
    from prover.cli.report import print_bundle_place, print_proof, print_verdict

    for entry in state.problems:
        if entry.bundle is None or not state.answers(entry):
            continue
        bundle = open_bundle(folder / entry.bundle)
        print_proof(console, bundle.proof)
        console.print()
        print_verdict(console, bundle.verdict)
        print_bundle_place(console, bundle)
        console.print()
