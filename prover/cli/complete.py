"""What the shell asks when somebody presses Tab; `olympiad completion` prints how it asks."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

VARIABLE = "_OLYMPIAD_COMPLETE"
"""Set by the shell's function for completion: the program then prints words and does nothing."""

SHELLS = ("bash", "zsh", "fish")


def script(shell: str) -> str:
    """The text by which `shell` learns to complete `olympiad`."""
    from typer.completion import get_completion_script

    text: str = get_completion_script(prog_name="olympiad", complete_var=VARIABLE, shell=shell)
    return text.strip() + "\n"


def complete(command_for: Callable[[list[str]], Any]) -> int:
    """Print what can stand where the cursor is. `command_for` makes the command of some words."""
    from typer.completion import completion_init

    completion_init()
    try:
        command_for(_words()).main([], prog_name="olympiad", complete_var=VARIABLE)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    return 0


def _words() -> list[str]:
    """The words behind `olympiad` that are on the command line so far."""
    import shlex

    line = os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS") or ""
    try:
        return shlex.split(line)[1:]
    except ValueError:  # a quote that is still open
        return line.split()[1:]


def one_of(*words: str) -> Callable[[str], list[str]]:
    """Completes an option or argument by one of `words`."""
    return lambda incomplete: [word for word in words if word.startswith(incomplete)]


def or_a_path(*words: str) -> Callable[[str], list[str]]:
    """Completes an argument that is a path, or one of `words`: a command below.

    Where none of the words fits, the shell completes paths by itself, which it does better.
    """

    def completed(incomplete: str) -> list[str]:
        fitting = [word for word in words if word.startswith(incomplete)]
        if not fitting:
            return []
        try:
            with os.scandir() as found:
                here = [entry.name + "/" * entry.is_dir() for entry in found]
        except OSError:
            here = []
        hidden = incomplete.startswith(".")
        fitting += sorted(
            name for name in here if name.startswith(incomplete) and name.startswith(".") == hidden
        )
        return fitting

    return completed
