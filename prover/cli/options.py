"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from prover.verdict import Rung

DEFAULT_RUNG = "symbolically_verified"
"""What `proved` means when nothing is asked: a program checked every step."""

BudgetOption = Annotated[
    str | None,
    typer.Option("--budget", metavar="TIME", help="Wall clock, such as 90s, 10m, 4.5h or 1h30m."),
]
RungOption = Annotated[
    str | None,
    typer.Option(
        "--rung",
        metavar="RUNG",
        help="Who has to vouch: formally_verified, symbolically_verified, model_verified or "
        f"unverified. [default: {DEFAULT_RUNG}]",
    ),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Where the result goes.")
]

RayOption = Annotated[
    bool,
    typer.Option("--ray", help="Search on all cores of Ray: RAY_ADDRESS, else this machine."),
]


def seconds(text: str | None) -> float | None:
    """The seconds of a `--budget`; None when it was not given. Raises `typer.BadParameter`."""
    from prover.durations import DurationError, parse_duration

    if text is None:
        return None
    try:
        return parse_duration(text)
    except DurationError as fault:
        raise typer.BadParameter(str(fault), param_hint="'--budget'") from None


def rung(text: str | None) -> Rung:
    """The rung of a `--rung`, the default when it was not given. Raises `typer.BadParameter`."""
    from prover.verdict import VerdictError, parse_rung

    try:
        return parse_rung(text or DEFAULT_RUNG)
    except VerdictError as fault:
        raise typer.BadParameter(str(fault), param_hint="'--rung'") from None
