"""Becoming another program of this distribution: the server and the page are no part of `prover`,
which therefore starts them instead of importing them.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from prover.cli.options import seconds, settings_in_force

WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="NUMBER",
        min=1,
        max=256,
        help="Runs under way at the same time. [default: 2]",
    ),
]
QueueOption = Annotated[
    int | None,
    typer.Option(
        "--max-queued",
        metavar="NUMBER",
        min=1,
        max=100_000,
        help="Problems that may wait. [default: 50]",
    ),
]
MaxBudgetOption = Annotated[
    str | None,
    typer.Option("--max-budget", metavar="TIME", help="Longest budget of one run. [default: 1h]"),
]
PortOption = Annotated[
    int, typer.Option("--port", metavar="NUMBER", min=0, max=65535, help="Where it listens.")
]
HostOption = Annotated[
    str,
    typer.Option(
        "--host",
        metavar="ADDRESS",
        help="The address it listens on. There are no accounts: whoever reaches it may use it.",
    ),
]


def limits(
    workers: int | None, max_queued: int | None, max_budget: str | None, quiet: bool
) -> dict[str, str]:
    """The environment variable that hands the limits over: those given, else those of the setting
    `web`. Raises `typer.BadParameter`, `SettingsError`."""
    try:
        budget = seconds(max_budget)
    except typer.BadParameter as fault:
        raise typer.BadParameter(fault.message, param_hint="'--max-budget'") from None
    given = {"workers": workers, "max_queued": max_queued, "max_budget": budget}
    settings = settings_in_force(None, quiet)
    web = settings.web.model_copy(update={k: v for k, v in given.items() if v is not None})
    return {"OLYMPIAD_WEB": web.model_dump_json()}


def become(module: str, arguments: list[str], environment: dict[str, str]) -> NoReturn:
    """Replace this process by `python -m module arguments`, our packages found from any folder."""
    root = str(Path(__file__).parents[2])
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    sys.stdout.flush()
    # -P: the current folder may hold anything and must not be searched for modules.
    os.execve(
        sys.executable,
        [sys.executable, "-P", "-m", module, *arguments],
        {**os.environ, **environment, "PYTHONPATH": os.pathsep.join(paths)},
    )
