"""From a job to the command that is started on this machine."""

from __future__ import annotations

import json
from pathlib import Path

from lean.sandbox import bubblewrap
from lean.sandbox.errors import SandboxFault
from lean.sandbox.job import HOME, SandboxJob, Walls
from lean.sandbox.paths import INTERPRETER, python_paths, resolved, visible

ROOT = str(Path(__file__).resolve().parents[2])
# `-P`: nothing is imported from the folder that the user happens to be in.
PYTHON_FLAGS = ("-S", "-E", "-P", "-c")
_KEEPER = (
    *PYTHON_FLAGS,
    f"import sys; sys.path.append({ROOT!r}); from lean.sandbox.keeper.main import main; main()",
)
_KEEPER_FILES = (f"{ROOT}/lean/__init__.py", f"{ROOT}/lean/sandbox")
NO_REPORT = -1


def specification(
    job: SandboxJob,
    directory: str,
    walls: Walls,
    inputs: dict[str, str] | None = None,
    outputs: dict[str, str] | None = None,
    report: int = NO_REPORT,
) -> dict:
    """Return what the keeper is told about a job: see `keeper/main.py`. `report` is a descriptor."""
    limits = job.limits
    program, *arguments = job.command
    return {
        "command": [resolved(program), *arguments],
        "environment": dict(job.environment),
        "directory": directory,
        "readable": list(visible([*python_paths(), *job.readable])),
        "inputs": inputs or {},
        "outputs": outputs or {},
        "limits": {
            "memory": limits.memory,
            "reserve": limits.reserve,
            "processes": limits.processes,
            "file_size": limits.file_size,
            "cpu_seconds": limits.cpu_seconds,
            "scratch": limits.scratch,
        },
        "walls": walls,
        "report": report,
    }


def host_command(spec: dict) -> list[str]:
    """Return what to start on this machine. Raises `SandboxFault` where bwrap is missing."""
    keeper = (INTERPRETER, *_KEEPER)
    if spec["walls"] == "bubblewrap":
        bwrap = bubblewrap.program()
        if bwrap is None:
            raise SandboxFault(f"bubblewrap is {bubblewrap.NOT_INSTALLED}")
        return bubblewrap.command(bwrap, keeper, _KEEPER_FILES, HOME, spec)
    return [*keeper, json.dumps(spec)]


def long_lived(job: SandboxJob, directory: str, behind: Walls) -> list[str]:
    """Return the host command that starts `job` behind these walls, without a time limit.

    The caller owns the process, its standard streams and `directory` (an empty folder that must
    live as long). `job.inputs` and `job.output` are not supported here.
    """
    if job.inputs or job.output is not None:
        raise ValueError("a long-lived command has no input or output files")
    spec = specification(job, directory, behind)
    spec["limits"]["cpu_seconds"] = 0
    return host_command(spec)
