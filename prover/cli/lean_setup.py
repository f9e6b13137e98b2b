"""Get a Lean: the wheel with our core library, or elan with Mathlib."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stderr, stdout
from prover.cli.lean_files import lean_faults

COMMAND = "lean setup"


def command(
    mathlib: Annotated[
        bool, typer.Option("--mathlib", help="Get elan, Lake and Mathlib (several gigabytes).")
    ] = False,
    json: JsonOption = False,
) -> int:
    """Get a Lean: the wheel with our core library, or (--mathlib) elan with Mathlib.

    Does nothing where everything is there. Exits with 0 when that Lean can be used.
    """
    from lean.library.profile import find_profile
    from lean.library.setup import setup_core, setup_mathlib

    console = stderr()

    def progress(words: str) -> None:
        if not json:
            console.print(f"  {words}", style="dim")

    with lean_faults(Path()):
        if mathlib:
            setup_mathlib(progress)
        else:
            setup_core(progress)
        profile = find_profile("mathlib" if mathlib else "core")
    if json:
        from prover.cli.outputs_lean import LeanSetupOutput

        print_json(LeanSetupOutput(profile=profile.name, version=profile.toolchain.version_text))
    else:
        stdout().print(f"ready: {profile.description}")
    return exits.PROVED
