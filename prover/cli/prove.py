"""Prove one problem and leave a result bundle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stderr, stdout
from prover.cli.options import (
    BudgetOption,
    CostOption,
    OutOption,
    RayOption,
    RulesOption,
    RungOption,
    TokensOption,
    cost_limit,
    rules,
    rung,
    seconds,
    token_limit,
)

if TYPE_CHECKING:
    from prover.bundle.bundle import Bundle

COMMAND = "prove"


def command(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A problem: Markdown, text, JSON or GeoGebra.")
    ],
    budget: BudgetOption = None,
    tokens: TokensOption = None,
    cost: CostOption = None,
    rung_name: RungOption = None,
    out: OutOption = None,
    engine: Annotated[
        list[str] | None, typer.Option("--engine", help="Use only this engine; may be repeated.")
    ] = None,
    goal: Annotated[
        str | None,
        typer.Option("--goal", metavar="GOAL", help="For a GeoGebra file: such as 'coll A B C'."),
    ] = None,
    ray: RayOption = False,
    rules_name: RulesOption = None,
    json: JsonOption = False,
) -> int:
    """Prove one problem and leave a result bundle.

    The bundle goes to runs/ID unless --out names a folder; the budget is 10m unless given.
    Tokens and cost have no limit unless given; the cost follows the prices in olympiad.toml.
    Ctrl-C stops the run and leaves a bundle that says so.
    """
    from prover.cli.interrupt import run_until_interrupted
    from prover.cli.progress import ProgressLine
    from prover.problems.load import load_problem

    wall, asked_rung = seconds(budget), rung(rung_name)
    most_tokens, most_cost = token_limit(tokens), cost_limit(cost)
    problem = load_problem(file, goal=goal)
    from prover.service import RUNS, Asked, prove_problem

    folder = out or RUNS / problem.id
    asked = Asked(
        asked_rung,
        wall,
        engine or None,
        ray,
        tokens=most_tokens,
        cost=most_cost,
        rules=rules(rules_name),
    )
    with ProgressLine(quiet=json) as progress:
        try:
            result = run_until_interrupted(prove_problem(problem, folder, asked, progress.follow))
            bundle, code = result.bundle, result.exit_code
        except KeyboardInterrupt:
            bundle, code = _sealed_by_interrupt(folder), exits.INTERRUPTED
    if json:
        print_json(as_data(bundle, code))
    else:
        _print(bundle, code)
    return code


def _sealed_by_interrupt(folder: Path) -> Bundle:
    """The bundle that an interrupted run left; interrupted anew when it had not got so far."""
    from prover.bundle.bundle import BundleError, open_bundle

    try:
        bundle = open_bundle(folder)
    except BundleError:
        raise KeyboardInterrupt from None
    if bundle.manifest.ending != "interrupted":
        raise KeyboardInterrupt  # an older bundle: this run was stopped before it began
    return bundle


def as_data(bundle: Bundle, code: int) -> dict[str, object]:
    """The result as a JSON object."""
    from prover.cli.report import model_notes

    manifest, verdict = bundle.manifest, bundle.verdict
    return {
        "problem": manifest.problem,
        "proved": code == exits.PROVED,
        "asked_rung": manifest.asked_rung,
        "ending": manifest.ending,
        "verdict": verdict.model_dump(mode="json"),
        "vouches": verdict.vouches,
        "caveats": list(verdict.caveats),
        "notes": list(model_notes(bundle)),
        "bundle": str(bundle.path.resolve()),
        "files": sorted(bundle.files),
        "proof": bundle.proof,
        "exit_code": code,
    }


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
    print_bundle_place(console, bundle)
    if code != exits.PROVED:
        stderr().print(f"olympiad: {_why(bundle, code)}", style="red", soft_wrap=True)


def _option(bundle: Bundle) -> str:
    """The option that sets the limit which ended the run."""
    ends = [event.body.limit for event in bundle.events if event.body.kind == "budget_ran_out"]
    return {"tokens": "--tokens", "cost": "--cost"}.get(ends[-1] if ends else "", "--budget")


def _why(bundle: Bundle, code: int) -> str:
    return {
        exits.INTERRUPTED: "interrupted; the bundle holds what was found until then",
        exits.OUT_OF_BUDGET: f"out of budget before the problem was proved; see {_option(bundle)}",
    }.get(code, f"not proved: no engine reached {bundle.manifest.asked_rung}")
