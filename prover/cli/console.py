"""The door of all output: results to stdout, notices to stderr, JSON alone on stdout.

Nothing else in `prover.cli` writes to a stream. What is written is made plain
(`prover.cli.plain`), and a stream that cannot be written ends the command in one way
(`prover.cli.streams`).
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli.plain import plain, plain_json

if TYPE_CHECKING:
    from rich.console import Console

    from prover.cli.output import Output

JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on stdout and nothing else.")
]

ERROR_FORMAT = "olympiad-error/1"


def stdout() -> Console:
    """The console for results. Without a terminal it neither wraps nor colours."""
    # Imported late: no command needs Rich before it prints.
    from prover.cli.rich_console import PlainConsole

    if sys.stdout.isatty():
        return PlainConsole()
    return PlainConsole(width=100, soft_wrap=True)


def stderr() -> Console:
    """The console for progress and notices."""
    from prover.cli.rich_console import PlainConsole

    return PlainConsole(stderr=True)


def echo(text: str, *, end: str = "\n") -> None:
    """Print one text on stdout as it is, without markup or wrapping."""
    sys.stdout.write(plain(text) + end)
    sys.stdout.flush()


def print_json(output: Output) -> None:
    """Print `output` as the one JSON document of this run."""
    _write_json(output.model_dump(mode="json", by_alias=True), indent=2)


def fail(text: str, code: int, as_json: bool) -> int:
    """Say what is wrong in one line, on stderr or as JSON on stdout; returns `code`."""
    if as_json:
        _write_json({"format": ERROR_FORMAT, "error": text, "exit_code": code}, indent=None)
    else:
        complain(text)
    return code


def complain(text: str) -> None:
    """Say what is wrong in one line on stderr."""
    sys.stderr.write(f"olympiad: {plain(' '.join(text.split()))}\n")
    sys.stderr.flush()


def _write_json(data: object, *, indent: int | None) -> None:
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    text = json.dumps(data, indent=indent, ensure_ascii=encoding != "utf8")
    sys.stdout.write(plain_json(text) + "\n")
    sys.stdout.flush()
