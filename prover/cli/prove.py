"""Prove one problem and leave a result bundle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stderr, stdout
from prover.cli.options import BudgetOption, OutOption, RungOption, rung, seconds

if TYPE_CHECKING:
    from prover.runner import Result

COMMAND = "prove"


def command(
    file: Annotated[Path, typer.Argument(help="A problem: Markdown, plain text or JSON.")],
    budget: BudgetOption = None,
    rung_name: RungOption = None,
    out: OutOption = None,
    engine: Annotated[
        list[str] | None, typer.Option("--engine", help="Use only this engine; may be repeated.")
    ] = None,
    json: JsonOption = False,
) -> int:
    """Prove one problem and leave a result bundle.

    The bundle goes to runs/ID unless --out names a folder; the budget is 10m unless given.
    Ctrl-C stops the run and leaves a bundle that says so.
    """
    from prover.cli.interrupt import run_until_interrupted
    from prover.cli.progress import ProgressLine
    from prover.loading.load import load_problem

    wall, asked_rung = seconds(budget), rung(rung_name)
    problem = load_problem(file)
    from prover.service import RUNS, Asked, prove_problem

    folder = out or RUNS / problem.id
    asked = Asked(asked_rung, wall, engine or None)
    with ProgressLine(quiet=json) as progress:
        result = run_until_interrupted(prove_problem(problem, folder, asked, progress.follow))
    code = exit_code(result)
    if json:
        print_json(as_data(result, code))
    else:
        _print(result, code)
    return code


def exit_code(result: Result) -> int:
    """The exit code of a result: reaching the asked rung counts, however the run ended."""
    if result.verdict.at_least(result.asked_rung):
        return exits.PROVED
    endings = {"interrupted": exits.INTERRUPTED, "out_of_budget": exits.OUT_OF_BUDGET}
    return endings.get(result.ending, exits.NOT_PROVED)


def as_data(result: Result, code: int) -> dict[str, object]:
    """The result as a JSON object."""
    bundle = result.bundle
    return {
        "problem": bundle.manifest.problem,
        "proved": code == exits.PROVED,
        "asked_rung": result.asked_rung,
        "ending": result.ending,
        "verdict": result.verdict.model_dump(mode="json"),
        "vouches": result.verdict.vouches,
        "caveats": list(result.verdict.caveats),
        "bundle": str(bundle.path.resolve()),
        "files": sorted(bundle.files),
        "proof": bundle.proof,
        "exit_code": code,
    }


def _print(result: Result, code: int) -> None:
    from prover.cli.report import print_bundle_place, print_proof, print_verdict

    console = stdout()
    print_proof(console, result.bundle.proof)
    console.print()
    print_verdict(console, result.verdict)
    print_bundle_place(console, result.bundle)
    if code != exits.PROVED:
        stderr().print(f"olympiad: {_why(result)}", style="red", soft_wrap=True)


def _why(result: Result) -> str:
    return {
        "interrupted": "interrupted; the bundle holds what was found until then",
        "out_of_budget": "out of budget before the problem was proved; give more with --budget",
    }.get(result.ending, f"not proved: no engine reached {result.asked_rung}")
