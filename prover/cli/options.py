"""Options that several commands share."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from prover.cli.complete import one_of
from prover.cli.console import complain

if TYPE_CHECKING:
    from prover.problems.rules import RulesProfile
    from prover.settings.settings import Settings
    from prover.verdicts.scope import AskedScope
    from prover.verdicts.verdict import Rung

DEFAULT_RUNG = "symbolically_verified"
"""What `proved` means when nothing is asked: a program checked every step."""

MOST = 1e15
"""Larger numbers are slips."""

BudgetOption = Annotated[
    str | None,
    typer.Option("--budget", metavar="TIME", help="Wall clock, such as 90s, 10m, 4.5h or 1h30m."),
]
TokensOption = Annotated[
    str | None,
    typer.Option("--tokens", metavar="NUMBER", help="Most tokens of language models, such as 2e6."),
]
CostOption = Annotated[
    str | None,
    typer.Option(
        "--cost", metavar="DOLLARS", help="Most money for them, at olympiad.toml's prices."
    ),
]
RungOption = Annotated[
    str | None,
    typer.Option(
        "--rung",
        metavar="RUNG",
        help="Who has to vouch: formally_verified, symbolically_verified, model_verified or "
        f"unverified. [default: {DEFAULT_RUNG}]",
        autocompletion=one_of(
            "formally_verified", "symbolically_verified", "model_verified", "unverified"
        ),
    ),
]
ScopeOption = Annotated[
    str | None,
    typer.Option(
        "--scope",
        metavar="SCOPE",
        help="How far a geometry proof has to reach: all configurations of the statement, or the "
        "drawn one. [default: all]",
        autocompletion=one_of("all", "drawn"),
    ),
]
OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="Where the result goes.")
]

RayOption = Annotated[
    bool,
    typer.Option("--ray", help="Search on all cores of Ray: RAY_ADDRESS, else this machine."),
]
RulesOption = Annotated[
    str | None,
    typer.Option(
        "--rules",
        metavar="NAME",
        help="What may be used: human (no programs), formal (only engines whose proofs a program "
        "checks) or open. [default: the contest's own, else open]",
    ),
]


def rules(text: str | None) -> RulesProfile | None:
    """The profile of a `--rules`; None when it was not given. Raises `typer.BadParameter`."""
    from prover.problems.rules import profile_named

    if text is None:
        return None
    try:
        return profile_named(text)
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="'--rules'") from None


PresetOption = Annotated[
    str | None,
    typer.Option(
        "--preset",
        metavar="NAME",
        help="The pipeline for proofs in words: light, medium or heavy (all: docs/deepthink.md). [default: medium]",
    ),
]
SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="NAME=VALUE",
        help="Any setting that `olympiad settings` lists; may be repeated.",
    ),
]


def settings_in_force(assignments: list[str] | None, quiet: bool, **options: Any) -> Settings:
    """The settings of this command, read once and in force from now on. `options` are those that
    were given, None where they were not. Says what looks like a slip, unless `quiet`. Raises
    `SettingsError`."""
    from prover.settings.settings import load_settings, use

    settings = use(load_settings(command_line=options, assignments=assignments or ()))
    if not quiet:
        for warning in settings.warnings:
            complain(f"warning: {warning}")
    return settings


def seconds(text: str | None) -> float | None:
    """The seconds of a `--budget`; None when it was not given. Raises `typer.BadParameter`."""
    from prover.limits.durations import DurationError, parse_duration

    if text is None:
        return None
    try:
        return parse_duration(text)
    except DurationError as fault:
        raise typer.BadParameter(str(fault), param_hint="'--budget'") from None


def amount(text: str | None, option: str, example: str) -> float | None:
    """The number of `--tokens` or `--cost`; None when it was not given. Raises
    `typer.BadParameter`."""
    if text is None:
        return None
    shown = repr(text if len(text) <= 40 else text[:40] + "…")
    if re.fullmatch(r"(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", text.strip().lower(), re.ASCII) is None:
        why = f"{shown} is not a number; write for example {example}"
    elif not 0 < (number := float(text)) <= MOST:
        why = f"{shown} must be more than 0 and at most {MOST:g}; write for example {example}"
    else:
        return number
    raise typer.BadParameter(why, param_hint=f"'{option}'")


def token_limit(text: str | None) -> float | None:
    """The tokens of a `--tokens`. Raises `typer.BadParameter`."""
    return amount(text, "--tokens", "2e6 or 500000")


def cost_limit(text: str | None) -> float | None:
    """The US dollars of a `--cost`. Raises `typer.BadParameter`."""
    return amount(text, "--cost", "5 or 0.50")


def only_once(*files: Path | None) -> None:
    """Refuse standard input for more than one of `files`, and say when it is waited for.

    Raises `typer.BadParameter`.
    """
    from prover.problems.streams import is_standard_input

    if sum(is_standard_input(file) for file in files if file is not None) > 1:
        raise typer.BadParameter("standard input can be read only once; name a file for the others")
    say_what_is_waited_for(*files)


def say_what_is_waited_for(*files: Path | None) -> None:
    """Where standard input is a terminal and one of `files`, tell the person to type."""
    from prover.problems.streams import is_standard_input

    asked = any(is_standard_input(file) for file in files if file is not None)
    if asked and sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty():
        complain("reading from the terminal; end the text with Ctrl-D on a line of its own")


def rung(text: str | None) -> Rung:
    """The rung of a `--rung`, the default when it was not given. Raises `typer.BadParameter`."""
    from prover.verdicts.verdict import VerdictError, parse_rung

    try:
        return parse_rung(text or DEFAULT_RUNG)
    except VerdictError as fault:
        raise typer.BadParameter(str(fault), param_hint="'--rung'") from None


def scope(text: str | None) -> AskedScope:
    """The scope of a `--scope`, `all` when it was not given. Raises `typer.BadParameter`."""
    from prover.verdicts.scope import parse_scope

    try:
        return parse_scope(text or "all")
    except ValueError as fault:
        raise typer.BadParameter(str(fault), param_hint="'--scope'") from None
