"""Runs untrusted commands with limits, and behind walls where the machine allows."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import replace
from pathlib import Path

from lean.sandbox.command import host_command, specification
from lean.sandbox.errors import SandboxFault
from lean.sandbox.job import SandboxJob, SandboxResult, Walls
from lean.sandbox.report import Report, ReportPipe, open_report
from lean.sandbox.walls import last_words, note, walls

_OUTPUT_LIMIT = 16 << 20


async def _read_capped(stream: asyncio.StreamReader, limit: int) -> tuple[bytes, bool]:
    """Read to the end, keep the first `limit` bytes; the rest is read and dropped."""
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

    `behind` None means: the strongest walls of this machine. `feed` becomes the command's
    standard input as soon as it is there; an exception of `feed` ends the command and comes out
    of this function. Raises `SandboxFault` if the walls that were asked for cannot be built.
    """
    chosen = behind or walls()
    with tempfile.TemporaryDirectory(prefix="olympiad-") as scratch, open_report() as pipe:
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
        spec = specification(job, str(home), chosen, inputs, outputs, pipe.descriptor)
        started = time.monotonic()
        result = await _supervise(spec, job.limits.wall_seconds, feed, pipe)
        report = pipe.read()
        cut_short = result.timed_out or bool(report.exceeded)
        data = None if cut_short else output.read_bytes() or None
    fault = _fault(result, report)
    if fault is not None:
        raise SandboxFault(f"{chosen} could not be set up: {fault}; `olympiad doctor` tries it out")
    return replace(
        result,
        output=data,
        seconds=time.monotonic() - started,
        note=note(chosen),
        exceeded=report.exceeded,
    )


def _fault(result: SandboxResult, report: Report) -> str | None:
    """The reason for which the walls could not be built, None if they were."""
    if report.fault:
        return report.fault
    if report.started or result.timed_out or result.killed_by is not None:
        return None
    return last_words(result.stderr) or "the sandbox did not start"


async def _write(stream: asyncio.StreamWriter, feed: Awaitable[bytes]) -> None:
    data = await feed
    # A command that ended early does not read; its exit code says why.
    with contextlib.suppress(ConnectionError):
        stream.write(data)
        await stream.drain()
        stream.close()


async def _supervise(
    spec: dict, wall_seconds: float, feed: Awaitable[bytes] | None, report: ReportPipe
) -> SandboxResult:
    process = await asyncio.create_subprocess_exec(
        *host_command(spec),
        stdin=asyncio.subprocess.DEVNULL if feed is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
        pass_fds=(report.descriptor,),
    )
    report.close(report.descriptor)
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
    """End the process group. `gentle` lets the reaper kill escaped orphans first."""
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
