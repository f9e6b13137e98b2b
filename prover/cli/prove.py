"""Prove one problem and leave a result bundle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, complain, fail, print_json, stdout
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
    say_what_is_waited_for,
    scope,
    seconds,
    settings_in_force,
    token_limit,
)

if TYPE_CHECKING:
    from prover.bundle.bundle import Bundle
    from prover.cli.outputs import KeptBundle, ResultOutput
    from prover.trace.events import Event

COMMAND = "prove"


def command(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A problem: Markdown, text, JSON or GeoGebra; '-' for standard input; a bundle.",
        ),
    ],
    budget: BudgetOption = None,
    tokens: TokensOption = None,
    cost: CostOption = None,
    rung_name: RungOption = None,
    scope_name: ScopeOption = None,
    out: OutOption = None,
    engine: Annotated[
        list[str] | None,
        typer.Option("--engine", metavar="NAME", help="Use only this engine; may be repeated."),
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option("--goal", metavar="GOAL", help="For a GeoGebra file: such as 'coll A B C'."),
    ] = None,
    preset: PresetOption = None,
    ray: RayOption = False,
    force: Annotated[
        bool,
        typer.Option("--force", help="Replace the bundle there even if it is better or another's."),
    ] = False,
    assignments: SetOption = None,
    rules_name: RulesOption = None,
    json: JsonOption = False,
) -> int:
    """Prove one problem and leave a result bundle.

    The bundle goes to runs/ID unless --out names a folder; the budget is 10m unless given.
    Tokens and cost have no limit unless given; the cost follows the prices in olympiad.toml.
    A better bundle of the same problem stays in place; the exit code says what this run found.
    A geometry proof that holds for the drawn configuration alone is no answer (exit code 1)
    unless --scope drawn or the problem's own `scope: drawn` asks for no more.
    Ctrl-C stops the run and leaves a bundle that says so.
    """
    from prover.cli.interrupt import run_until_interrupted
    from prover.cli.progress import ProgressLine
    from prover.problems.load import load_problem

    seconds(budget)
    settings = settings_in_force(
        assignments,
        json,
        rung=rung(rung_name) if rung_name else None,
        scope=scope(scope_name) if scope_name else None,
        budget=budget,
        tokens=token_limit(tokens),
        cost=cost_limit(cost),
        engines=engine or None,
        ray=ray or None,
        preset=preset,
        rules=rules(rules_name) and rules_name,
    )
    say_what_is_waited_for(file)
    problem = load_problem(file, goal=goal, streams=True)
    from prover.service import RUNS, Asked, folder_for, prove_problem

    folder = out or folder_for(problem)
    if out is None and folder != RUNS / problem.id and not json:
        complain(f"{RUNS / problem.id} is another problem's; the bundle goes to {folder}")
    asked = Asked(
        settings.rung,
        settings.budget,
        settings.engines,
        settings.ray,
        tokens=settings.tokens,
        cost=settings.cost,
        force=force,
        rules=rules(settings.rules),
        scope=settings.scope,
    )
    runs: set[str] = set()
    with ProgressLine(quiet=json) as progress:

        def follow(event: Event) -> None:
            runs.add(event.run)
            progress.follow(event)

        try:
            result = run_until_interrupted(prove_problem(problem, folder, asked, follow))
            bundle, code = result.bundle, result.exit_code
        except KeyboardInterrupt:
            left = _left_by_interrupt(folder)
            if left is None or left.manifest.run not in runs:
                # Stopped before it began, or nothing better than what was there.
                kept = f"; {_kept_words(left)}" if left is not None and runs else ""
                return fail(f"interrupted{kept}", exits.INTERRUPTED, json)
            bundle, code = left, exits.INTERRUPTED
    if json:
        print_json(output_of(bundle, code))
    else:
        _print(bundle, code)
    return code


def _left_by_interrupt(folder: Path) -> Bundle | None:
    """The bundle that lies in the folder of an interrupted run, None when there is none."""
    from prover.bundle.bundle import standing_bundle

    return standing_bundle(folder)


def output_of(bundle: Bundle, code: int) -> ResultOutput:
    """The result as the JSON document of `--json`."""
    from prover.cli.outputs import ResultOutput
    from prover.cli.report import model_notes

    manifest, verdict, kept = bundle.manifest, bundle.verdict, bundle.kept
    return ResultOutput(
        problem=manifest.problem,
        proved=code == exits.PROVED,
        asked_rung=manifest.asked_rung,
        asked_scope=manifest.asked_scope,
        ending=manifest.ending,
        verdict=verdict,
        vouches=verdict.vouches,
        caveats=verdict.caveats,
        notes=model_notes(bundle),
        bundle=bundle.path.resolve(),
        kept=None if kept is None else _kept(kept),
        files=tuple(sorted(bundle.standing.files)),
        proof=bundle.proof,
        exit_code=code,
    )


def _kept(bundle: Bundle) -> KeptBundle:
    from prover.cli.outputs import KeptBundle

    return KeptBundle(
        run=bundle.manifest.run,
        sealed_at=bundle.manifest.sealed_at,
        rung=bundle.verdict.rung,
        scope=bundle.verdict.stated_scope,
        vouches=bundle.verdict.vouches,
    )


def _print(bundle: Bundle, code: int) -> None:
    from prover.cli.report import (
        model_notes,
        print_bundle_place,
        print_proof,
        print_verdict,
    )

    console = stdout()
    print_proof(console, bundle.proof)
    console.print()
    print_verdict(console, bundle.verdict, model_notes(bundle))
    print_bundle_place(console, bundle.standing)
    if bundle.kept is not None:
        text = f"This run's result was not written: {_kept_words(bundle.kept)}"
        console.print(text, markup=False)
    if code != exits.PROVED:
        complain(_why(bundle, code))


def _kept_words(kept: Bundle) -> str:
    return (
        f"{kept.path} keeps the {kept.verdict.heading} bundle of an earlier run "
        f"({kept.manifest.sealed_at:%Y-%m-%d %H:%M} UTC); --force would replace it"
    )


def _option(bundle: Bundle) -> str:
    """The option that sets the limit which ended the run."""
    ends = [event.body.limit for event in bundle.events if event.body.kind == "budget_ran_out"]
    return {"tokens": "--tokens", "cost": "--cost"}.get(ends[-1] if ends else "", "--budget")


def _why(bundle: Bundle, code: int) -> str:
    from prover.verdicts.verdict import SymbolicallyVerified

    verdict = bundle.verdict
    if (
        isinstance(verdict, SymbolicallyVerified)
        and code == exits.NOT_PROVED
        and verdict.at_least(bundle.manifest.asked_rung)
    ):
        return (
            f"proved for {verdict.proved_for}, which does not answer the whole question; "
            "--scope drawn asks for no more"
        )
    return {
        exits.INTERRUPTED: "interrupted; the bundle holds what was found until then",
        exits.OUT_OF_BUDGET: f"out of budget before the problem was proved; see {_option(bundle)}",
    }.get(code, f"not proved: no engine reached {bundle.manifest.asked_rung}")
