"""Independent checkers, where they are installed.

``leanchecker`` and ``lean4checker`` replay a compiled module with the kernel of a full toolchain;
``lean4export`` writes it out for ``nanoda_bin``, a kernel written in another language;
``comparator`` compares a proof with its challenge. All need a toolchain of elan with its compiled
standard library, so that they run under the Mathlib profile only. What they say is reported beside
our own verdict and turns an acceptance into a rejection, never the other way round.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lean.checker.outcome import ExternalReport
from lean.profile import Profile

_MODULE = "Candidate"
_SECONDS = 300.0


@dataclass(frozen=True)
class ExternalTool:
    """An installed checker: how it is called on the compiled module ``Candidate``."""

    name: str
    pipeline: tuple[tuple[str, ...], ...]


def installed(profile: Profile) -> tuple[ExternalTool, ...]:
    """Return the checkers that are installed and fit the profile."""
    if profile.name != "mathlib":
        return ()
    beside = Path(profile.toolchain.command[0]).parent

    def find(program: str) -> str | None:
        own = beside / program
        return str(own) if own.is_file() else shutil.which(program)

    tools: list[ExternalTool] = []
    for program in ("leanchecker", "lean4checker"):
        path = find(program)
        if path is not None:
            tools.append(ExternalTool(program, ((path, _MODULE),)))
    export, nanoda = find("lean4export"), find("nanoda_bin")
    if export is not None and nanoda is not None:
        tools.append(ExternalTool("nanoda", ((export, _MODULE), (nanoda,))))
    return tuple(tools)


async def run_tool(tool: ExternalTool, profile: Profile, olean: bytes) -> ExternalReport:
    """Run one checker on a compiled candidate. Never raises for what the tool says."""
    with tempfile.TemporaryDirectory(prefix="olympiad-") as folder:
        (Path(folder) / f"{_MODULE}.olean").write_bytes(olean)
        search = os.pathsep.join([folder, *map(str, profile.search_path)])
        environment = {**profile.environment, "LEAN_PATH": search}
        data = b""
        for command in tool.pipeline:
            process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                cwd=folder,
                env=environment,
            )
            try:
                async with asyncio.timeout(_SECONDS):
                    data, errors = await process.communicate(data)
            except TimeoutError:
                process.kill()
                await process.wait()
                return ExternalReport(tool.name, False, f"no answer within {_SECONDS:g} s")
            if process.returncode != 0:
                text = errors.decode("utf-8", "replace").strip().replace(folder, "")
                return ExternalReport(tool.name, False, (text.splitlines() or ["refused"])[-1])
    return ExternalReport(tool.name, True, "accepted")
