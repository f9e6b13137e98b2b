"""The Python tool: small cases and algebra by a program, in the sandbox of Lean candidates.

A program is untrusted text. It runs without network, with limits on memory, processes, output and
wall clock, and its output is a remark for the writer, never a proof and never a verdict. Under
rules that forbid programs there is none: `tool_for` gives None and no call is offered it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prover.problems.rules import OPEN, RulesProfile

if TYPE_CHECKING:
    from lean.sandbox.job import Limits

MAX_PROGRAM = 20_000
MAX_OUTPUT = 8_000
SECONDS = 20.0

NO_SYMPY = "SymPy is not installed here; get it with: pip install '.[tool]'"
_WITHOUT_SYMPY = re.compile(r"^ModuleNotFoundError: No module named 'sympy'", re.MULTILINE)


@dataclass(frozen=True)
class ToolResult:
    """What a program printed. `ok`: it ended by itself with exit code 0; `note` says why not, or
    which wall of the sandbox was missing."""

    ok: bool
    output: str
    note: str = ""


class PythonTool:
    """Runs Python programs in the sandbox; with the `tool` extra they may use SymPy. Raises
    `ForbiddenByRules` where the rules forbid programs: then there is no tool at all."""

    def __init__(
        self, rules: RulesProfile = OPEN, *, seconds: float = SECONDS, memory: int = 1 << 30
    ) -> None:
        rules.require_tool("python")
        self._seconds = seconds
        self._memory = memory

    async def run(self, program: str) -> ToolResult:
        """Run `program` and return what it printed, at most `MAX_OUTPUT` characters.

        A program that fails, hangs or prints without end is a result, not an error; one that wants
        SymPy where it is missing has the command that gets it in `note`. Raises
        `lean.sandbox.errors.SandboxFault` when the sandbox itself cannot be started. May be cancelled.
        """
        from lean.sandbox.job import SandboxJob
        from lean.sandbox.paths import INTERPRETER
        from lean.sandbox.run import run
        from lean.sandbox.text import printable

        if len(program) > MAX_PROGRAM:
            return ToolResult(False, "", f"the program is longer than {MAX_PROGRAM} characters")
        job = SandboxJob(
            command=(INTERPRETER, "-I", "program.py"),
            inputs={"program.py": program},
            limits=self._limits(),
        )
        result = await run(job)
        shown = result.stdout.decode("utf-8", "replace")
        errors = result.stderr.decode("utf-8", "replace")
        if result.exit_code and not result.timed_out:
            shown += "\n" + _last_line(errors)
        note = result.note
        if result.timed_out:
            note = f"stopped after {self._seconds:g} s"
        elif result.exceeded:
            note = f"stopped: more {result.exceeded} than a program may use"
        elif result.exit_code and _WITHOUT_SYMPY.search(errors):
            note = NO_SYMPY
        elif result.exit_code:
            note = f"exit code {result.exit_code}"
        ok = result.exit_code == 0 and not result.timed_out
        return ToolResult(ok, printable(shown.strip()[:MAX_OUTPUT]), note)

    def _limits(self) -> Limits:
        from lean.sandbox.job import Limits

        return Limits(
            wall_seconds=self._seconds,
            memory=self._memory,
            processes=16,
            file_size=16 << 20,
            # Unlike Lean, Python claims little more than it uses; NumPy's threads want some.
            reserve=4 << 30,
        )


def tool_for(rules: RulesProfile) -> PythonTool | None:
    """The tool under a run's rules; None where they forbid it."""
    return PythonTool(rules) if "python" in rules.tools else None


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1] if lines else ""
