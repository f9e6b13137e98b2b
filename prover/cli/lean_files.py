"""What the Lean commands share: reading files, naming profiles, errors of one line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from prover.cli.complete import one_of

if TYPE_CHECKING:
    from lean.library.profile import ProfileName

MAX_BYTES = 4_000_000

ProfileOption = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="core or mathlib; else the strongest here.",
        autocompletion=one_of("core", "mathlib"),
    ),
]


def profile_name(word: str | None) -> ProfileName | None:
    """The profile that a word names. Raises `typer.BadParameter`."""
    if word not in (None, "core", "mathlib"):
        raise typer.BadParameter(f"no profile {word}; there are core and mathlib")
    return cast("ProfileName | None", word)


def read_lean(path: Path) -> str:
    """Read a Lean file, or standard input or a pipe. Raises `ProblemError` for what is none."""
    from prover.problems.files import read_text_file

    return read_text_file(path, what="Lean file", limit=MAX_BYTES, streams=True)


@contextlib.contextmanager
def lean_faults(file: Path) -> Iterator[None]:
    """Turn a fault of a statement into one line that names the file it is about."""
    from lean.errors import StatementError

    try:
        yield
    except StatementError as error:
        raise typer.BadParameter(f"{file}: {error}") from error
