"""Check a Lean proof against a trusted statement, as if its author were an adversary."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stdout
from prover.cli.lean_files import ProfileOption, lean_faults, profile_name, read_lean
from prover.cli.options import only_once

if TYPE_CHECKING:
    from lean.checker.check import Checker
    from lean.checker.outcome import CheckOutcome, Message, Position

COMMAND = "check lean"


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The proof: a Lean file.")],
    statement: Annotated[
        Path | None,
        typer.Option(
            "--statement", metavar="FILE", help="The trusted statement; it leaves open by `sorry`."
        ),
    ] = None,
    theorem: Annotated[
        str | None,
        typer.Option("--theorem", metavar="NAME", help="Only this, of what is left open."),
    ] = None,
    permit: Annotated[
        list[str] | None,
        typer.Option(
            "--permit", metavar="NAME", help="May stay open; nothing is then proved as a whole."
        ),
    ] = None,
    negation: Annotated[
        bool, typer.Option("--negation", help="The proof shows that the theorem is false.")
    ] = False,
    profile: ProfileOption = None,
    json: JsonOption = False,
) -> int:
    """Check a Lean proof against a trusted statement.

    The proof is compiled in a sandbox; the kernel then replays it in a fresh process. It fills all
    that the statement leaves open by `sorry`: theorems, and definitions that ask for an answer.
    Without --statement the file's own statement is taken, and the outcome says so. Exits with 0 when
    all is filled and accepted (with --negation: when the negation is), 1 when it is rejected or
    something stays open, 3 when it ran out of time or memory.
    """
    import asyncio

    from lean.checker.check import Checker
    from lean.library.profile import find_profile

    only_once(file, statement)
    if statement is None and (permit or negation):
        raise typer.BadParameter("--permit and --negation go with --statement")
    proof = read_lean(file)
    trusted = None if statement is None else read_lean(statement)
    with lean_faults(statement or file):
        checker = Checker(find_profile(profile_name(profile)))
        asked = _Asked(theorem, tuple(permit or ()), negation)
        outcome = asyncio.run(_checked(checker, trusted, proof, asked))
    if json:
        from prover.cli.outputs import LeanCheckOutput

        print_json(LeanCheckOutput(ok=outcome.ok, **asdict(outcome)))
    else:
        _print(outcome, file)
    if outcome.ok or outcome.verdict == "disproved":
        return exits.PROVED
    return exits.OUT_OF_BUDGET if outcome.verdict == "resource" else exits.NOT_PROVED


@dataclass(frozen=True)
class _Asked:
    """What of the statement is asked for."""

    theorem: str | None
    permit: tuple[str, ...]
    negation: bool


async def _checked(
    checker: Checker, trusted: str | None, proof: str, asked: _Asked
) -> CheckOutcome:
    """The outcome, with the goals at the places of its errors."""
    from lean.checker.check import candidate_text
    from lean.checker.source import without_header
    from lean.driver.places import with_goals

    if trusted is None:
        outcome = await checker.check_alone(proof, asked.theorem)
    else:
        outcome = await checker.check(
            trusted, proof, asked.theorem, permit=asked.permit, negation=asked.negation
        )
    if outcome.verdict != "rejected" or not outcome.messages:
        return outcome
    text, before = without_header(proof), 0
    if trusted is not None:
        text, before = candidate_text(trusted, proof, asked.negation)
    messages = await with_goals(checker.profile, text, outcome.messages, before)
    return replace(outcome, messages=messages)


def _print(outcome: CheckOutcome, file: Path) -> None:
    from rich.markup import escape

    console = stdout()
    colour = {"accepted": "green", "disproved": "green", "rejected": "red"}.get(
        outcome.verdict, "yellow"
    )
    place = "" if outcome.position is None else f"{_place(file, outcome.position)}: "
    console.print(f"[{colour}]{outcome.verdict}[/]: {escape(place + outcome.reason)}")
    for message in outcome.messages if outcome.verdict in ("rejected", "resource") else ():
        _print_message(message, file)
    for hole in outcome.holes if len(outcome.holes) > 1 or not outcome.ok else ():
        console.print(f"  {hole.kind} {hole.words()}", markup=False, highlight=False)
    console.print(f"  vouched by: {escape(outcome.vouched_by)} ({escape(outcome.toolchain)})")
    if outcome.stage == "done":
        console.print(f"  axioms: {escape(', '.join(outcome.axioms) or 'none')}")
        console.print(f"  declarations replayed by the kernel: {outcome.declarations_checked}")
    if outcome.sandbox:
        console.print(f"  compiled behind: {escape(outcome.sandbox)}")
    for report in outcome.external:
        console.print(f"  {escape(report.tool)}: {escape(report.detail)}")
    for warning in outcome.warnings:
        console.print(f"  [yellow]warning[/]: {escape(warning)}")
    for note in (*outcome.notes, *([outcome.sandbox_note] if outcome.sandbox_note else [])):
        console.print(f"  note: {escape(note)}")


def _place(file: Path, position: Position) -> str:
    return f"{file}:{position.line}:{position.column}"


def _print_message(message: Message, file: Path) -> None:
    """Print a message of Lean's whole, indented, with our hint and the goals at its place."""
    console = stdout()
    head, *rest = message.text.split("\n")
    lines = [f"{_place(file, message.position)}: {message.severity}: {head}", *rest]
    if message.hint:
        lines.append(message.hint)
    for goal in message.goals:
        lines += ["goal:", *("  " + line for line in goal.split("\n"))]
    for number, line in enumerate(lines):
        console.print(("  " if number == 0 else "    ") + line, markup=False, highlight=False)
