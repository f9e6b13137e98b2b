"""Runs untrusted commands with limits, and behind walls where the machine allows.

``run`` is the only door. ``isolation()`` says what this machine offers: user namespaces entered
directly, or nothing but resource limits; every result carries a note about what was missing.
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

from lean.errors import SandboxFault

_CHILD = Path(__file__).with_name("sandbox_child.py")
_CANNOT_ISOLATE = 125
_OUTPUT_LIMIT = 16 << 20
HOME = "/sandbox"  # where an isolated command finds its inputs

NO_WALLS = (
    "no user namespaces on this machine: the proof ran under resource limits only and could have "
    "read files and used the network"
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
    """How a command ended. ``note`` says which wall was missing, empty if none was."""

    exit_code: int
    stdout: bytes
    stderr: bytes
    output: bytes | None
    timed_out: bool
    truncated: bool
    seconds: float
    note: str

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


def _child_command(spec: dict) -> list[str]:
    return [sys.executable, "-S", "-E", str(_CHILD), json.dumps(spec)]


def _spec(job: SandboxJob, directory: str, inputs: dict, outputs: dict, isolate: bool) -> dict:
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
        "isolate": isolate,
    }


def long_lived(job: SandboxJob, directory: str, isolate: bool) -> list[str]:
    """Return the host command that starts ``job`` behind the same walls, without a time limit.

    The caller owns the process, its standard streams and ``directory`` (an empty folder that must
    live as long). ``job.inputs`` and ``job.output`` are not supported here.
    """
    if job.inputs or job.output is not None:
        raise ValueError("a long-lived command has no input or output files")
    spec = _spec(job, directory, {}, {}, isolate)
    spec["limits"]["cpu_seconds"] = 0
    return _child_command(spec)


@functools.lru_cache(maxsize=1)
def isolation() -> bool:
    """Say whether user namespaces work here; found out once by trying."""
    if sys.platform != "linux":
        return False
    with tempfile.TemporaryDirectory() as directory:
        job = SandboxJob((sys.executable, "-S", "-E", "-c", "pass"))
        spec = _spec(job, directory, {}, {}, True)
        try:
            done = subprocess.run(_child_command(spec), capture_output=True, timeout=20)
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


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
    job: SandboxJob, isolate: bool | None = None, feed: Awaitable[bytes] | None = None
) -> SandboxResult:
    """Run one untrusted command to its end or its limits; its whole process group dies with it.

    ``isolate`` None means: if the machine can. ``feed`` becomes the command's standard input as
    soon as it is there; an exception of ``feed`` ends the command and comes out of this function.
    Raises ``SandboxFault`` if the walls that were asked for cannot be built.
    """
    walls = isolation() if isolate is None else isolate
    with tempfile.TemporaryDirectory(prefix="olympiad-") as scratch:
        home = Path(scratch) / "home"
        home.mkdir()
        inputs: dict[str, str] = {}
        for name, text in job.inputs.items():
            path = Path(scratch) / f"in-{len(inputs)}"
            path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
            inputs[str(path)] = name
        output = Path(scratch) / "output"
        outputs = {} if job.output is None else {job.output: str(output)}
        spec = _spec(job, str(home), inputs, outputs, walls)
        started = time.monotonic()
        result = await _supervise(spec, job.limits.wall_seconds, feed)
        data = output.read_bytes() if output.exists() and output.stat().st_size else None
    if walls and result.exit_code == _CANNOT_ISOLATE and result.stderr.startswith(b"sandbox:"):
        reason = result.stderr.decode("utf-8", "replace").strip().splitlines()[0]
        raise SandboxFault(reason)
    return replace(
        result,
        output=data,
        seconds=time.monotonic() - started,
        note="" if walls else NO_WALLS,
    )


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
        *_child_command(spec),
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
        await _kill(process, gentle=not spec["isolate"])
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
