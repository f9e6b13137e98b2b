"""Prove a statement step by step, with Lean's goals on the screen."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import stdout
from prover.cli.lean_files import ProfileOption, lean_faults, profile_name, read_lean

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from lean.driver.state import ProofState, TacticSession

COMMAND = "lean repl"

_HELP = """a line is a tactic; end it with \\ to go on in the next line
  :undo   take the last tactic back
  :goals  show the goals again
  :proof  show the proof so far
  :quit   leave"""

BackendOption = Annotated[
    str,
    typer.Option(
        "--backend", metavar="NAME", help="worker (ours), or dojo for a theorem of a Lake project."
    ),
]
TheoremOption = Annotated[
    str | None,
    typer.Option("--theorem", metavar="NAME", help="With --backend dojo: the theorem's full name."),
]


def command(
    statement: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The statement, ending in `:= by sorry`; with --backend dojo a file of a project.",
        ),
    ],
    profile: ProfileOption = None,
    backend: BackendOption = "worker",
    theorem: TheoremOption = None,
) -> int:
    """Prove a statement step by step, with Lean's goals on the screen.

    Exits with 0 when the proof was finished.
    """
    from prover.problems.streams import is_standard_input

    if is_standard_input(statement):
        raise typer.BadParameter(
            "the tactics are read from standard input; name a file", param_hint="'FILE'"
        )
    text = read_lean(statement)
    with lean_faults(statement):
        return asyncio.run(_converse(_open(statement, text, profile, backend, theorem)))


def _open(
    file: Path, text: str, profile: str | None, backend: str, theorem: str | None
) -> AbstractAsyncContextManager[tuple[str, TacticSession]]:
    """What stands behind the conversation, and how it is called. Raises `typer.BadParameter`."""
    if backend == "worker":
        if theorem is not None:
            raise typer.BadParameter("--theorem goes with --backend dojo")
        return _worker(text, profile)
    if backend != "dojo":
        raise typer.BadParameter(f"no backend {backend}; there are worker and dojo")
    if theorem is None:
        raise typer.BadParameter("--backend dojo needs --theorem, the full name of one in the file")
    if profile is not None:
        raise typer.BadParameter("--profile goes with --backend worker; a project has its own Lean")
    return _dojo(file, theorem)


@asynccontextmanager
async def _worker(text: str, profile: str | None) -> AsyncIterator[tuple[str, TacticSession]]:
    from lean.driver.pool import Pool
    from lean.library.profile import find_profile

    chosen = find_profile(profile_name(profile))
    async with Pool(chosen, 1) as pool, pool.session(text) as session:
        yield chosen.description, session


@asynccontextmanager
async def _dojo(file: Path, theorem: str) -> AsyncIterator[tuple[str, TacticSession]]:
    from lean.dojo.project import theorem_in
    from lean.dojo.session import open_session

    async with open_session(theorem_in(file, theorem)) as session:
        yield f"{session.lean_version} through LeanDojo", session


async def _converse(opening: AbstractAsyncContextManager[tuple[str, TacticSession]]) -> int:
    console = stdout()
    async with opening as (description, session):
        console.print(f"{description}. Type :help for help.\n", markup=False)
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
