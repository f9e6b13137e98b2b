"""Write each `have` and `sorry` of a Lean file as a lemma of its own."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stderr, stdout
from prover.cli.lean_files import ProfileOption, lean_faults, profile_name, read_lean

COMMAND = "lean lemmas"


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A Lean file with proofs.")],
    profile: ProfileOption = None,
    json: JsonOption = False,
) -> int:
    """Write each `have` and `sorry` of a Lean file as a lemma of its own.

    A lemma is closed over its context and elaborates by itself, behind what stands before its
    declaration in the file. A `have` keeps its proof where that holds by itself. Nothing is judged
    here. Exits with 0.
    """
    from lean.driver.lemmas import lemmas_of
    from lean.library.profile import find_profile

    quiet = stderr()

    def progress(words: str) -> None:
        if not json:
            quiet.print(f"  {words}", style="dim")

    text = read_lean(file)
    with lean_faults(file):
        lemmas = asyncio.run(lemmas_of(find_profile(profile_name(profile)), text, progress))
    if json:
        from prover.cli.outputs import LeanLemma, LeanLemmasOutput

        print_json(
            LeanLemmasOutput(
                lemmas=tuple(LeanLemma.model_validate(asdict(lemma)) for lemma in lemmas)
            )
        )
        return exits.PROVED
    console = stdout()
    for lemma in lemmas:
        place = f"{file}:{lemma.position.line}:{lemma.position.column}"
        console.print(f"-- {place}: {lemma.kind}", markup=False, highlight=False)
        words = lemma.text.rstrip() or f"-- no lemma: {lemma.fault}"
        console.print(words + "\n", markup=False, highlight=False, soft_wrap=True)
    if not lemmas:
        console.print("no `have` and no `sorry` in this file", markup=False)
    return exits.PROVED
