"""Runs untrusted commands with limits, and behind walls where the machine allows.

``run`` is the only door. ``walls()`` says what this machine offers: user namespaces entered
directly, user namespaces entered through bubblewrap, or nothing but resource limits; every result
says which it was and carries a note about what was missing.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from lean import bubblewrap
from lean.errors import SandboxFault

_CHILD = Path(__file__).with_name("sandbox_child.py")
_CANNOT_ISOLATE = 125
_OUTPUT_LIMIT = 16 << 20
HOME = "/sandbox"  # where an isolated command finds its inputs
_STARTED = b"sandbox: started\n"

Walls = Literal["user namespaces", "bubblewrap", "resource limits"]

NO_WALLS = (
    "neither user namespaces nor bubblewrap on this machine: the proof ran under resource limits "
    "only and could have read files and used the network"
)


@dataclass(frozen=True)
class Limits:
    """What a command may use. Sizes in bytes, times in seconds."""

    wall_seconds: float = 60.0
    memory: int = 3 << 30
    processes: int = 64
    file_size: int = 256 << 20
    scratch: int = 512 << 20

    def __post_init__(self) -> None:
        if self.wall_seconds <= 0 or min(self.memory, self.processes, self.file_size) <= 0:
            raise ValueError("every limit must be positive")

    @property
    def cpu_seconds(self) -> int:
        """CPU time over all threads; the wall clock is the limit that usually strikes."""
        return max(2, int(self.wall_seconds * 4))


@dataclass(frozen=True)
class SandboxJob:
    """One untrusted command.

    ``readable`` are host paths that it may read; ``inputs`` maps a name inside the command's home
    to a text or bytes; ``output`` is the name of the one file that is handed back, if any.
    """

    command: tuple[str, ...]
    readable: tuple[str, ...] = ()
    inputs: Mapping[str, str | bytes] = field(default_factory=dict)
    output: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class SandboxResult:
    """How a command ended.

    ``walls`` are those it ran behind; ``note`` says which were missing, empty if none were.
    """

    exit_code: int
    stdout: bytes
    stderr: bytes
    output: bytes | None
    timed_out: bool
    truncated: bool
    seconds: float
    note: str
    walls: Walls

    @property
    def killed_by(self) -> int | None:
        """The signal that ended the command, or None."""
        return self.exit_code - 128 if self.exit_code > 128 else None


def python_paths() -> tuple[str, ...]:
    """Host paths that a Python program of this interpreter needs to start."""
    paths = ["/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache"]
    paths += [sys.base_prefix, sys.prefix, os.path.realpath(sys.executable)]
    return _without_nested([path for path in paths if os.path.lexists(path)])


def _without_nested(paths: Sequence[str]) -> tuple[str, ...]:
    """Drop paths that lie inside another path of the list, which is then visible anyway."""
    kept: list[str] = []
    for path in sorted(set(paths), key=len):
        inside = any(path.startswith(outer.rstrip("/") + "/") for outer in kept)
        if not inside or Path(path).is_symlink():
            kept.append(path)
    return tuple(kept)


def _host_command(spec: dict) -> list[str]:
    """Return what to start on this machine. Raises ``SandboxFault`` where bwrap is missing."""
    if spec["walls"] == "bubblewrap":
        bwrap = bubblewrap.program()
        if bwrap is None:
            raise SandboxFault("bubblewrap is not installed: apt-get install bubblewrap")
        return bubblewrap.command(bwrap, _CHILD, HOME, spec)
    return [sys.executable, "-S", "-E", str(_CHILD), json.dumps(spec)]


def _spec(job: SandboxJob, directory: str, inputs: dict, outputs: dict, walls: Walls) -> dict:
    limits = job.limits
    return {
        "command": list(job.command),
        "environment": dict(job.environment),
        "directory": directory,
        "readable": list(_without_nested([*python_paths(), *job.readable])),
        "inputs": inputs,
        "outputs": outputs,
        "limits": {
            "memory": limits.memory,
            "processes": limits.processes,
            "file_size": limits.file_size,
            "cpu_seconds": limits.cpu_seconds,
            "scratch": limits.scratch,
        },
        "walls": walls,
    }


def long_lived(job: SandboxJob, directory: str, behind: Walls) -> list[str]:
    """Return the host command that starts ``job`` behind these walls, without a time limit.

    The caller owns the process, its standard streams and ``directory`` (an empty folder that must
    live as long). ``job.inputs`` and ``job.output`` are not supported here.
    """
    if job.inputs or job.output is not None:
        raise ValueError("a long-lived command has no input or output files")
    spec = _spec(job, directory, {}, {}, behind)
    spec["limits"]["cpu_seconds"] = 0
    return _host_command(spec)


@functools.cache
def works(candidate: Walls) -> bool:
    """Say whether walls can be built on this machine; found out once by trying."""
    if sys.platform != "linux":
        return candidate == "resource limits"
    with tempfile.TemporaryDirectory() as directory:
        job = SandboxJob((sys.executable, "-S", "-E", "-c", "pass"))
        try:
            command = _host_command(_spec(job, directory, {}, {}, candidate))
            done = subprocess.run(command, capture_output=True, timeout=20)
        except (OSError, SandboxFault, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def walls() -> Walls:
    """The strongest walls that this machine offers."""
    if works("user namespaces"):
        return "user namespaces"
    return "bubblewrap" if works("bubblewrap") else "resource limits"


def isolation() -> bool:
    """Say whether untrusted commands are locked up here, and not just limited."""
    return walls() != "resource limits"


async def _read_capped(stream: asyncio.StreamReader, limit: int) -> tuple[bytes, bool]:
    """Read to the end, keep the first ``limit`` bytes; the rest is read and dropped."""
    kept = bytearray()
    truncated = False
    while block := await stream.read(1 << 16):
        if len(kept) < limit:
            kept += block[: limit - len(kept)]
        truncated = truncated or len(kept) >= limit
    return bytes(kept), truncated


async def run(
    job: SandboxJob, behind: Walls | None = None, feed: Awaitable[bytes] | None = None
) -> SandboxResult:
    """Run one untrusted command to its end or its limits; its whole process group dies with it.

    ``behind`` None means: the strongest walls of this machine. ``feed`` becomes the command's
    standard input as soon as it is there; an exception of ``feed`` ends the command and comes out
    of this function. Raises ``SandboxFault`` if the walls that were asked for cannot be built.
    """
    chosen = behind or walls()
    with tempfile.TemporaryDirectory(prefix="olympiad-") as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        inputs: dict[str, str] = {}
        for name, text in job.inputs.items():
            path = Path(scratch) / f"in-{len(inputs)}"
            path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
            inputs[str(path)] = name
        output = Path(scratch) / "output"
        output.touch()
        outputs = {} if job.output is None else {job.output: str(output)}
        spec = _spec(job, str(home), inputs, outputs, chosen)
        started = time.monotonic()
        result = await _supervise(spec, job.limits.wall_seconds, feed)
        data = output.read_bytes() or None
    fault = _fault(result)
    if fault is not None:
        raise SandboxFault(fault)
    return replace(
        result,
        stderr=result.stderr.removeprefix(_STARTED) if chosen == "bubblewrap" else result.stderr,
        output=data,
        seconds=time.monotonic() - started,
        note="" if chosen != "resource limits" else NO_WALLS,
    )


def _fault(result: SandboxResult) -> str | None:
    """The reason for which the walls could not be built, None if they were."""
    if result.walls == "user namespaces":
        failed = result.exit_code == _CANNOT_ISOLATE and result.stderr.startswith(b"sandbox:")
    else:
        unstarted = result.walls == "bubblewrap" and not result.stderr.startswith(_STARTED)
        failed = unstarted and not result.timed_out
    lines = result.stderr.decode("utf-8", "replace").splitlines()
    return (lines or ["the sandbox did not start"])[0] if failed else None


async def _write(stream: asyncio.StreamWriter, feed: Awaitable[bytes]) -> None:
    data = await feed
    # A command that ended early does not read; its exit code says why.
    with contextlib.suppress(ConnectionError):
        stream.write(data)
        await stream.drain()
        stream.close()


async def _supervise(
    spec: dict, wall_seconds: float, feed: Awaitable[bytes] | None
) -> SandboxResult:
    process = await asyncio.create_subprocess_exec(
        *_host_command(spec),
        stdin=asyncio.subprocess.DEVNULL if feed is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    readers = asyncio.gather(
        _read_capped(process.stdout, _OUTPUT_LIMIT), _read_capped(process.stderr, 1 << 20)
    )
    # A cancelled run leaves nobody to ask for the outcome; asking here keeps asyncio quiet.
    readers.add_done_callback(lambda done: done.cancelled() or done.exception())
    timed_out = False
    try:
        if feed is not None:
            assert process.stdin is not None
            await _write(process.stdin, feed)
        try:
            await asyncio.wait_for(asyncio.shield(readers), wall_seconds)
            await asyncio.wait_for(process.wait(), max(1.0, wall_seconds))
        except TimeoutError:
            timed_out = True
    finally:
        # Also on cancellation: nothing of the command survives this function.
        await _kill(process, gentle=spec["walls"] == "resource limits")
        if not timed_out and not readers.done():
            readers.cancel()
            await asyncio.gather(readers, return_exceptions=True)
    try:
        (stdout, cut), (stderr, _) = await asyncio.wait_for(readers, 5)
    except TimeoutError:
        stdout, cut, stderr = b"", True, b""
    code = process.returncode if process.returncode is not None else -signal.SIGKILL
    return SandboxResult(
        exit_code=code if code >= 0 else 128 - code,
        stdout=stdout,
        stderr=stderr,
        output=None,
        timed_out=timed_out,
        truncated=cut,
        seconds=0.0,
        note="",
        walls=spec["walls"],
    )


async def _kill(process: asyncio.subprocess.Process, gentle: bool) -> None:
    """End the process group. ``gentle`` lets the reaper kill escaped orphans first."""
    try:
        if process.returncode is None and gentle:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 3)
    finally:
        # Also when this is cancelled for a second time: the last word is never skipped.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    await process.wait()
