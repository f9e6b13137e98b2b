"""Prove a statement step by step, with Lean's goals on the screen."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import stdout
from prover.cli.lean_files import ProfileOption, lean_faults, profile_name, read_lean

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from lean.checker.outcome import CheckOutcome
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


@dataclass(frozen=True)
class _Opened:
    """What is talked to: its name, the session, and the checker of finished proofs, if any."""

    description: str
    session: TacticSession
    check: Callable[[str], Awaitable[CheckOutcome]] | None


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

    The checker reads a finished proof as a whole. Exits with 0 when it accepts.
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
) -> AbstractAsyncContextManager[_Opened]:
    """What stands behind the conversation, and how it is called. Raises ``typer.BadParameter``."""
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
async def _worker(text: str, profile: str | None) -> AsyncIterator[_Opened]:
    from lean.checker.check import Checker
    from lean.checker.source import without_header
    from lean.checker.statement import last_theorem
    from lean.driver.pool import Pool
    from lean.library.profile import find_profile

    chosen = find_profile(profile_name(profile))

    async def check(proof: str) -> CheckOutcome:
        return await Checker(chosen).check(text, proof, last_theorem(without_header(text)))

    async with Pool(chosen, 1) as pool, pool.session(text) as session:
        yield _Opened(chosen.description, session, check)


@asynccontextmanager
async def _dojo(file: Path, theorem: str) -> AsyncIterator[_Opened]:
    from lean.dojo.project import theorem_in
    from lean.dojo.session import open_session

    async with open_session(theorem_in(file, theorem)) as session:
        yield _Opened(f"{session.lean_version} through LeanDojo", session, None)


async def _converse(opening: AbstractAsyncContextManager[_Opened]) -> int:
    console = stdout()
    async with opening as opened:
        console.print(f"{opened.description}. Type :help for help.\n", markup=False)
        states = [opened.session.root]
        console.print(states[-1].pretty(), markup=False)
        while True:
            if states[-1].complete and await _stands(opened, states[-1]):
                return exits.PROVED
            if states[-1].complete:
                states.pop()
                console.print(states[-1].pretty(), markup=False)
            line = await asyncio.to_thread(_read)
            if line is None or line == ":quit":
                return exits.NOT_PROVED
            await _answer(opened.session, states, line)


async def _stands(opened: _Opened, state: ProofState) -> bool:
    """Whether a finished proof is one: steps are a claim, the checker decides where there is one."""
    from lean.errors import StatementError

    console = stdout()
    if opened.check is None:
        console.print("\nproved, says LeanDojo; no checker of ours has seen it:", markup=False)
        console.print(state.proof(), markup=False)
        return True
    console.print("\nno goals; the checker reads the whole proof ...", markup=False)
    try:
        outcome = await opened.check(state.proof())
    except StatementError as error:
        console.print(f"it cannot be checked as a whole: {error}", markup=False)
        return False
    if not outcome.ok:
        console.print(f"not proved. {outcome.one_line()}", markup=False)
        return False
    console.print("proved:\n" + state.proof(), markup=False)
    console.print(f"vouched by: {outcome.vouched_by} ({outcome.toolchain})", markup=False)
    for remark in (*outcome.warnings, *outcome.notes):
        console.print(f"note: {remark}", markup=False)
    return True


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
