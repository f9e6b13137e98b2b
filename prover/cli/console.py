"""Where output goes: results to stdout, progress and notices to stderr, JSON alone on stdout."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on stdout and nothing else.")
]


def stdout() -> Console:
    """The console for results. Without a terminal it neither wraps nor colours."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    return Console(highlight=False, width=100, soft_wrap=True)


def stderr() -> Console:
    """The console for progress and notices."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def print_json(data: Any) -> None:
    """Print `data` as the one JSON document of this run."""
    typer.echo(json.dumps(data, indent=2, ensure_ascii=False, sort_keys=False))
