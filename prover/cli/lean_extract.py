"""Write the tactic data of a Lake project as JSON lines, with LeanDojo."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stderr, stdout
from prover.cli.lean_files import lean_faults

if TYPE_CHECKING:
    from lean.dojo.extract import TracedModule

COMMAND = "lean extract"


def command(
    repository: Annotated[
        str, typer.Argument(metavar="PROJECT", help="A Lake project: a folder under git, or a URL.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="Where the JSON lines go; goes on there.")
    ],
    commit: Annotated[
        str | None,
        typer.Option("--commit", metavar="COMMIT", help="Of a URL; else its newest."),
    ] = None,
    json: JsonOption = False,
) -> int:
    """Write each proof of a project as a line of JSON: its steps, with the goals around them.

    Traces the project first if that was not done yet, which takes elan and, for Mathlib, hours.
    A run that was stopped goes on where it stood.
    """
    from lean.dojo.dataset import check, write
    from lean.dojo.extract import open_project

    console = stderr()

    def progress(module: TracedModule) -> None:
        if module.fault:
            words = f"unreadable ({module.fault})"
        else:
            words = f"{len(module.proofs)} theorems"
        console.print(f"  {module.number}/{module.of} {module.file}: {words}", style="dim")

    check(out)
    with lean_faults(Path(repository)):
        tally = write(open_project(repository, commit), out, None if json else progress)
    if json:
        from prover.cli.outputs_lean import LeanDataOutput

        print_json(LeanDataOutput(**asdict(tally)))
        return exits.PROVED
    words = f"{out}: {tally.theorems} theorems, {tally.steps} steps"
    if tally.unreadable:
        words += f"; steps left out whose goals could not be read: {tally.unreadable}"
    if tally.faulty:
        words += f"; traces that could not be read: {len(tally.faulty)}"
    stdout().print(words, markup=False)
    return exits.PROVED
