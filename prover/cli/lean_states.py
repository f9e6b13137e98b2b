"""Show the goals before each tactic of a Lean file."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stdout
from prover.cli.lean_files import ProfileOption, lean_faults, profile_name, read_lean

COMMAND = "lean states"


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Lean file with proofs.")],
    profile: ProfileOption = None,
    json: JsonOption = False,
) -> int:
    """Show the goals before each tactic of a Lean file.

    Nothing is judged here: a file with errors has its states as far as Lean got. Exits with 0.
    """
    from lean.driver.places import steps_of
    from lean.library.profile import find_profile

    text = read_lean(file)
    with lean_faults(file):
        steps = asyncio.run(steps_of(find_profile(profile_name(profile)), text))
    if json:
        from prover.cli.outputs_lean import LeanPosition, LeanState, LeanStatesOutput

        states = tuple(
            LeanState(
                position=LeanPosition(line=step.position.line, column=step.position.column),
                tactic=step.tactic,
                goals=tuple(goal.pretty() for goal in step.goals),
            )
            for step in steps
        )
        print_json(LeanStatesOutput(states=states))
        return exits.PROVED
    console = stdout()
    for step in steps:
        place = f"{file}:{step.position.line}:{step.position.column}"
        console.print(f"{place}: {step.tactic}", markup=False, highlight=False)
        for goal in step.goals:
            for line in goal.pretty().split("\n"):
                console.print("    " + line, markup=False, highlight=False)
    if not steps:
        console.print("no tactics in this file", markup=False)
    return exits.PROVED
