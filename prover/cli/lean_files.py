"""What the Lean commands share: reading files, naming profiles, errors of one line."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

if TYPE_CHECKING:
    from lean.library.profile import ProfileName

MAX_BYTES = 4 << 20

ProfileOption = Annotated[
    str | None,
    typer.Option("--profile", metavar="NAME", help="core or mathlib; else the strongest here."),
]


def profile_name(word: str | None) -> ProfileName | None:
    """The profile that a word names. Raises ``typer.BadParameter``."""
    if word not in (None, "core", "mathlib"):
        raise typer.BadParameter(f"no profile {word}; there are core and mathlib")
    return cast("ProfileName | None", word)


def read_lean(path: Path) -> str:
    """Read a Lean file. Raises ``typer.BadParameter`` for what is none."""
    try:
        if path.is_dir():
            raise typer.BadParameter(f"{path} is a folder; give a .lean file")
        if path.stat().st_size > MAX_BYTES:
            raise typer.BadParameter(f"{path} is larger than {MAX_BYTES >> 20} MB")
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise typer.BadParameter(f"{path} is not UTF-8 text") from error
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from error
    if not text.strip() or "\0" in text:
        raise typer.BadParameter(f"{path} is {'empty' if not text.strip() else 'not text'}")
    return text.replace("\r\n", "\n")


@contextlib.contextmanager
def lean_faults(file: Path) -> Iterator[None]:
    """Turn a fault of a statement into one line that names the file it is about."""
    from lean.errors import StatementError

    try:
        yield
    except StatementError as error:
        raise typer.BadParameter(f"{file}: {error}") from error
