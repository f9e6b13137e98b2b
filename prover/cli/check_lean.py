"""Check a Lean proof against a trusted statement, as if its author were an adversary."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stdout
from prover.cli.lean_files import ProfileOption, lean_faults, profile_name, read_lean

if TYPE_CHECKING:
    from lean.checker.outcome import CheckOutcome

COMMAND = "check lean"


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The proof: a Lean file.")],
    statement: Annotated[
        Path | None,
        typer.Option(
            "--statement", metavar="FILE", help="The trusted statement, ending in `:= by sorry`."
        ),
    ] = None,
    theorem: Annotated[
        str | None,
        typer.Option("--theorem", metavar="NAME", help="Which theorem, if there are several."),
    ] = None,
    profile: ProfileOption = None,
    json: JsonOption = False,
) -> int:
    """Check a Lean proof against a trusted statement.

    The proof is compiled in a sandbox; the kernel then replays it in a fresh process. Without
    --statement the file's own statement is taken, and the outcome says so. Exits with 0 when the
    proof is accepted, 1 when it is rejected, 3 when it ran out of time or memory.
    """
    import asyncio

    from lean.checker.check import Checker
    from lean.library.profile import find_profile

    proof = read_lean(file)
    trusted = None if statement is None else read_lean(statement)
    with lean_faults(statement or file):
        checker = Checker(find_profile(profile_name(profile)))
        if trusted is None:
            outcome = asyncio.run(checker.check_alone(proof, theorem))
        else:
            outcome = asyncio.run(checker.check(trusted, proof, theorem))
    if json:
        print_json({"ok": outcome.ok, **asdict(outcome)})
    else:
        _print(outcome, file)
    if outcome.ok:
        return exits.PROVED
    return exits.OUT_OF_BUDGET if outcome.verdict == "resource" else exits.NOT_PROVED


def _print(outcome: CheckOutcome, file: Path) -> None:
    from rich.markup import escape

    console = stdout()
    colour = {"accepted": "green", "rejected": "red", "resource": "yellow"}[outcome.verdict]
    place = "" if outcome.position is None else f"{file}:{outcome.position.line}: "
    console.print(f"[{colour}]{outcome.verdict}[/]: {escape(place + outcome.reason)}")
    console.print(f"  vouched by: {escape(outcome.vouched_by)}")
    if outcome.ok:
        console.print(f"  axioms: {escape(', '.join(outcome.axioms) or 'none')}")
        console.print(f"  declarations replayed by the kernel: {outcome.declarations_checked}")
    if outcome.sandbox:
        console.print(f"  compiled behind: {escape(outcome.sandbox)}")
    for report in outcome.external:
        console.print(f"  {escape(report.tool)}: {escape(report.detail)}")
    for note in (*outcome.notes, *([outcome.sandbox_note] if outcome.sandbox_note else [])):
        console.print(f"  note: {escape(note)}")
