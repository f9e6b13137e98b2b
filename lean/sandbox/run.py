"""Runs untrusted commands with limits, and behind walls where the machine allows."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import time
from collections.abc import Awaitable
from dataclasses import dataclass, replace
from pathlib import Path

from lean.sandbox.command import specification
from lean.sandbox.errors import SandboxFault
from lean.sandbox.forks import NotReady, Preload, Servers, fork
from lean.sandbox.job import SandboxJob, SandboxResult, Walls
from lean.sandbox.report import Report, ReportPipe, open_report
from lean.sandbox.running import Running, start
from lean.sandbox.walls import last_words, note, walls

_OUTPUT_LIMIT = 16 << 20


@dataclass(frozen=True)
class Ready:
    """What may stand ready for a command, where, and what is called there in its place."""

    servers: Servers
    preload: Preload
    call: tuple[str, ...]


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
    job: SandboxJob,
    behind: Walls | None = None,
    feed: Awaitable[bytes] | None = None,
    ready: Ready | None = None,
) -> SandboxResult:
    """Run one untrusted command to its end or its limits; its whole process group dies with it.

    `behind` None means: the strongest walls of this machine. With `ready` a process that has loaded
    what the command is about is forked where there is one, and called, instead of starting it. `feed` becomes the command's
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
        running = await _begun(spec, feed is not None, pipe, ready)
        result = await _supervise(running, spec, job.limits.wall_seconds, feed)
        report = pipe.read()
        code = running.exit_code(report.ended)
        result = replace(result, exit_code=code if code >= 0 else 128 - code)
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


async def _begun(spec: dict, feeds: bool, report: ReportPipe, ready: Ready | None) -> Running:
    """Fork or start a keeper for a specification."""
    server = None if ready is None else ready.servers.get(ready.preload)
    if server is not None and ready is not None:
        with contextlib.suppress(NotReady):
            return await fork(server, {**spec, "call": list(ready.call)}, feeds, report)
    return await start(spec, feeds, report)


async def _supervise(
    process: Running, spec: dict, wall_seconds: float, feed: Awaitable[bytes] | None
) -> SandboxResult:
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
    return SandboxResult(
        exit_code=0,  # the report says more
        stdout=stdout,
        stderr=stderr,
        output=None,
        timed_out=timed_out,
        truncated=cut,
        seconds=0.0,
        note="",
        walls=spec["walls"],
    )


async def _kill(process: Running, gentle: bool) -> None:
    """End the process group. `gentle` lets the reaper kill escaped orphans first."""
    try:
        if process.alive and gentle:
            process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), 3)
    finally:
        # Also when this is cancelled for a second time: the last word is never skipped.
        process.kill()
    await process.wait()
