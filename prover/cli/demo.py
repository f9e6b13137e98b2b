"""Write the demo contest into a folder, to try everything out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, print_json, stdout

COMMAND = "demo"


def command(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write it; made when missing.")
    ] = Path("demo"),
    run: Annotated[bool, typer.Option("--run", help="Sit the contest, too.")] = False,
    json: JsonOption = False,
) -> int:
    """Write the demo contest into a folder, to try everything out.

    Three problems of the International Mathematical Olympiad, one of them with a statement in the
    geometry language, one with a statement in Lean. Nothing that lies there is replaced. With
    --run the contest is sat at once, as `olympiad compete FOLDER` does.
    """
    from prover.contest.demo import write_demo

    files = write_demo(folder)
    if run:
        from prover.cli import compete

        return compete.command(folder, json=json)
    if json:
        from prover.cli.outputs import DemoOutput

        names = tuple(file.name for file in files)
        print_json(DemoOutput(folder=str(folder.resolve()), files=names))
        return exits.PROVED
    console = stdout()
    console.print(
        f"The demo contest is in {folder}: {', '.join(f.name for f in files)}", markup=False
    )
    console.print(f"Sit it with: olympiad compete {folder}", markup=False)
    return exits.PROVED
