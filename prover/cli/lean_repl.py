"""Prove a statement step by step, with Lean's goals on the screen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import stdout
from prover.cli.lean_files import ProfileOption, lean_faults, profile_name, read_lean

if TYPE_CHECKING:
    from lean.driver.state import ProofState, TacticSession

COMMAND = "lean repl"

_HELP = """a line is a tactic; end it with \\ to go on in the next line
  :undo   take the last tactic back
  :goals  show the goals again
  :proof  show the proof so far
  :quit   leave"""


def command(
    statement: Annotated[
        Path, typer.Argument(metavar="FILE", help="The statement, ending in `:= by sorry`.")
    ],
    profile: ProfileOption = None,
) -> int:
    """Prove a statement step by step, with Lean's goals on the screen.

    Exits with 0 when the proof was finished.
    """
    from lean.profile import find_profile

    text = read_lean(statement)
    with lean_faults(statement):
        chosen = find_profile(profile_name(profile))
        return asyncio.run(_converse(chosen, text))


async def _converse(profile: object, text: str) -> int:
    from lean.driver.pool import Pool
    from lean.profile import Profile

    assert isinstance(profile, Profile)
    console = stdout()
    async with Pool(profile, 1) as pool, pool.session(text) as session:
        console.print(f"{profile.description}. Type :help for help.\n", markup=False)
        states = [session.root]
        console.print(states[-1].pretty(), markup=False)
        while not states[-1].complete:
            line = await asyncio.to_thread(_read)
            if line is None or line == ":quit":
                return exits.NOT_PROVED
            await _answer(session, states, line)
        console.print("\nproved:\n" + states[-1].proof(), markup=False)
        return exits.PROVED


def _read() -> str | None:
    """Read one tactic, continued lines included; None at the end of input."""
    lines: list[str] = []
    try:
        while True:
            lines.append(input("> " if not lines else "  "))
            if not lines[-1].endswith("\\"):
                return "\n".join(line.rstrip("\\") for line in lines)
    except EOFError:
        return None


async def _answer(session: TacticSession, states: list[ProofState], line: str) -> None:
    from lean.driver.state import TacticFailure

    console = stdout()
    word = line.strip()
    if word == ":undo":
        if len(states) > 1:
            states.pop()
        console.print(states[-1].pretty(), markup=False)
    elif word == ":goals":
        console.print(states[-1].pretty(), markup=False)
    elif word == ":proof":
        console.print(states[-1].proof(), markup=False)
    elif word.startswith(":"):
        console.print(_HELP, markup=False)
    elif word:
        result = await session.apply(states[-1], line)
        if isinstance(result, TacticFailure):
            console.print(f"{result.kind}: {result.message}", markup=False)
        else:
            states.append(result)
            console.print(result.pretty(), markup=False)
