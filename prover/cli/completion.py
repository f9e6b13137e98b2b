"""Print how a shell completes the commands and options of olympiad."""

from __future__ import annotations

import os
from pathlib import PurePath
from typing import Annotated

import typer

from prover.cli import exits
from prover.cli.complete import SHELLS, one_of
from prover.cli.console import echo

COMMAND = "completion"


def command(
    shell: Annotated[
        str | None,
        typer.Argument(
            metavar="SHELL",
            help="bash, zsh or fish. [default: the one that SHELL names]",
            autocompletion=one_of(*SHELLS),
        ),
    ] = None,
) -> int:
    """Print how a shell completes the commands and options of olympiad.

    For bash, put this line into ~/.bashrc: eval "$(olympiad completion bash)"

    For zsh, put this line behind compinit into ~/.zshrc: eval "$(olympiad completion zsh)"

    For fish: olympiad completion fish > ~/.config/fish/completions/olympiad.fish
    """
    from prover.cli.complete import script

    name = PurePath(os.environ.get("SHELL", "")).name if shell is None else shell
    if name not in SHELLS:
        what = f"no completion for {name!r}" if name else "which shell?"
        raise typer.BadParameter(f"{what}; name one of {', '.join(SHELLS)}", param_hint="'SHELL'")
    echo(script(name), end="")
    return exits.PROVED
