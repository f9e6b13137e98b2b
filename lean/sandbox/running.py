"""A keeper that runs: started for its job, or forked from one that stands ready."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from typing import Protocol

from lean.sandbox.command import host_command
from lean.sandbox.report import ReportPipe


class Running(Protocol):
    """The keeper's process, at the head of a process group of its own, and its streams."""

    stdin: asyncio.StreamWriter | None
    stdout: asyncio.StreamReader
    stderr: asyncio.StreamReader

    @property
    def alive(self) -> bool:
        """Whether it has not ended, as far as is known."""
        ...

    async def wait(self) -> None:
        """Wait for its end."""
        ...

    def terminate(self) -> None:
        """Ask it to end what it started, and itself."""
        ...

    def kill(self) -> None:
        """Kill its process group."""
        ...

    def exit_code(self, ended: int | None) -> int:
        """Return how it ended; `ended` is its own report of that. Negative for a signal."""
        ...


class Started:
    """A keeper that was started for its job, as a child of this process."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        assert process.stderr is not None
        self._process = process
        self.stdin = process.stdin
        self.stdout, self.stderr = process.stdout, process.stderr

    @property
    def alive(self) -> bool:
        return self._process.returncode is None

    async def wait(self) -> None:
        await self._process.wait()

    def terminate(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def exit_code(self, ended: int | None) -> int:
        code = self._process.returncode
        return -signal.SIGKILL if code is None else code


async def start(spec: dict, feeds: bool, report: ReportPipe) -> Started:
    """Start a keeper for a specification; `feeds` says that it has a standard input."""
    process = await asyncio.create_subprocess_exec(
        *host_command(spec),
        stdin=asyncio.subprocess.PIPE if feeds else asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
        pass_fds=(report.descriptor,),
    )
    report.close(report.descriptor)
    return Started(process)
