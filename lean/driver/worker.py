"""One Lean worker process: a document that is replaced, and questions about it.

The worker is `lean --worker`, the part of Lean's language server that elaborates a single file.
It reuses what it can of the previous version of the document, which is what makes a tactic step
cost milliseconds.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lean.driver.goals import Goal, decode_goals, references
from lean.driver.transport import Connection
from lean.errors import DriverError, TransportError, WorkerDied, WorkerRefused
from lean.library.profile import Profile
from lean.sandbox.command import long_lived
from lean.sandbox.job import Limits, SandboxJob
from lean.sandbox.keeper.watch import descendants, processor_seconds, resident
from lean.sandbox.walls import walls

_URI = "file:///Session.lean"
_START_TIMEOUT = 120.0
# References are released in batches: a notification each would double the traffic.
_RELEASE_EVERY = 256


@dataclass(frozen=True)
class Diagnostic:
    """A message of Lean's: lines from 0 in the text that was set, severity 1 is an error."""

    severity: int
    text: str
    line: int
    column: int
    unsolved_goals: bool


@dataclass(frozen=True)
class WorkerSettings:
    """How a worker is run. Memory in bytes; `heartbeats` in Lean's unit of work; `uses` is the number of
    documents after which it is replaced.
    """

    memory: int = 2 << 30
    uses: int = 50_000
    heartbeats: int = 20_000
    rec_depth: int = 512
    command: tuple[str, ...] | None = None
    """Replaces the command of the toolchain; for tests with a server that misbehaves."""


class Worker:
    """A running worker. Make one with `Worker.start`; `close` it.

    Not for concurrent use: one caller at a time (the pool sees to that).
    """

    def __init__(self, profile: Profile, settings: WorkerSettings) -> None:
        self.profile = profile
        self.settings = settings
        self.steps = 0
        self._version = 0
        self._diagnostics: dict[int, list[Diagnostic]] = {}
        self._session: str | None = None
        self._garbage: list[str] = []
        self._process: asyncio.subprocess.Process
        self._connection: Connection
        self._folder: tempfile.TemporaryDirectory[str]

    @classmethod
    async def start(cls, profile: Profile, settings: WorkerSettings | None = None) -> Worker:
        """Start a worker with the profile's library loaded. Raises `DriverError`, `SandboxFault`."""
        worker = cls(profile, settings or WorkerSettings())
        await worker._launch()
        return worker

    async def _launch(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="olympiad-lean-")
        command = self.settings.command or long_lived(self._job(), self._folder.name, walls())
        try:
            self._process = await asyncio.create_subprocess_exec(
                *command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                limit=1 << 20,
                start_new_session=True,
            )
        except OSError as error:
            self._folder.cleanup()
            raise WorkerDied(f"Lean does not start: {error.strerror}") from error
        assert self._process.stdout is not None
        assert self._process.stdin is not None
        self._connection = Connection(
            self._process.stdout, self._process.stdin, self._on_notification
        )
        try:
            self._initialize()
            self._open_document()
            await self._wait(_START_TIMEOUT)
            await self._connect()
        except BaseException:
            await self.close()
            raise

    def _initialize(self) -> None:
        # A worker without its watchdog takes `initialize` as its first message but never answers:
        # answering the editor is the watchdog's business.
        self._connection.post(
            "initialize", {"processId": None, "capabilities": {}, "rootUri": None}
        )

    async def _connect(self) -> None:
        answer = await self._connection.request("$/lean/rpc/connect", {"uri": _URI}, _START_TIMEOUT)
        session = answer.get("sessionId") if isinstance(answer, dict) else None
        if session is None:
            raise TransportError("Lean did not open a session")
        self._session = str(session)
        self._garbage = []

    def _job(self) -> SandboxJob:
        settings = self.settings
        return SandboxJob(
            command=(
                *self.profile.toolchain.command,
                *self.profile.options,
                "-Dserver.reportDelayMs=0",
                f"-DmaxHeartbeats={settings.heartbeats}",
                f"-DmaxRecDepth={settings.rec_depth}",
                "-DmaxErrors=100000",
                "-DElab.async=false",
                "--worker",
            ),
            readable=self.profile.readable,
            environment=self.profile.environment,
            limits=Limits(memory=settings.memory),
        )

    def _open_document(self) -> None:
        self._version = 1
        self._connection.notify(
            "textDocument/didOpen",
            {
                "textDocument": {
                    "uri": _URI,
                    "languageId": "lean",
                    "version": 1,
                    "text": self.profile.header,
                },
                "dependencyBuildMode": "never",
            },
        )

    # -- the document ----------------------------------------------------------------------

    async def set_text(self, text: str, seconds: float) -> list[Diagnostic]:
        """Replace the document and return Lean's messages about it.

        Lines count from 0 in `text`, the profile's header not included. Raises `WorkerTimeout`,
        `WorkerDied`, `TransportError`, `WorkerRefused`.
        """
        self._version += 1
        self.steps += 1
        self._diagnostics = {self._version: []}
        self._connection.notify(
            "textDocument/didChange",
            {
                "textDocument": {"uri": _URI, "version": self._version},
                "contentChanges": [{"text": self.profile.header + text}],
            },
        )
        return await self._wait(seconds)

    async def _wait(self, seconds: float) -> list[Diagnostic]:
        version = self._version
        await self._connection.request(
            "textDocument/waitForDiagnostics", {"uri": _URI, "version": version}, seconds
        )
        return self._diagnostics.get(version, [])

    def _on_notification(self, method: str, params: dict[str, Any]) -> None:
        if method != "textDocument/publishDiagnostics":
            return
        version = params.get("version")
        entries = params.get("diagnostics")
        if version != self._version or not isinstance(entries, list):
            return  # late news about a document that was replaced
        decoded = [d for d in map(self._decode, entries) if d is not None]
        if params.get("isIncremental"):
            decoded = self._diagnostics.get(version, []) + decoded
        self._diagnostics[version] = decoded

    def _decode(self, entry: Any) -> Diagnostic | None:
        try:
            full = entry.get("fullRange", entry["range"])
            shift = self.profile.header_lines
            return Diagnostic(
                severity=int(entry.get("severity", 1)),
                text=str(entry["message"]),
                line=int(full["start"]["line"]) - shift,
                column=int(full["start"]["character"]),
                unsolved_goals=1 in entry.get("leanTags", ()),
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
            return None

    # -- questions -------------------------------------------------------------------------

    async def goals_at(
        self, places: list[tuple[int, int]], seconds: float
    ) -> list[tuple[Goal, ...]]:
        """Return the goals before the tactic at each (line, column from 0), all asked at once.

        Raises like `set_text`.
        """
        try:
            return await self._ask_all(places, seconds)
        except WorkerRefused:
            # The server forgets a session that was idle for half a minute.
            await self._connect()
            return await self._ask_all(places, seconds)

    async def _ask_all(
        self, places: list[tuple[int, int]], seconds: float
    ) -> list[tuple[Goal, ...]]:
        asked = [
            asyncio.ensure_future(self._goals_at(line, column, seconds)) for line, column in places
        ]
        try:
            return list(await asyncio.gather(*asked))
        finally:
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
            self._release()

    async def _goals_at(self, line: int, column: int, seconds: float) -> tuple[Goal, ...]:
        position = {"line": line + self.profile.header_lines, "character": column}
        answer = await self._connection.request(
            "$/lean/rpc/call",
            {
                "textDocument": {"uri": _URI},
                "position": position,
                "sessionId": self._session,
                "method": "Lean.Widget.getInteractiveGoals",
                "params": {"textDocument": {"uri": _URI}, "position": position},
            },
            seconds,
        )
        self._garbage.extend(references(answer))
        return decode_goals(answer)

    def _release(self) -> None:
        """Let the server forget the references of past answers; it never does by itself."""
        if len(self._garbage) < _RELEASE_EVERY or not self._connection.alive:
            return
        garbage, self._garbage = self._garbage, []
        with contextlib.suppress(DriverError):
            self._connection.notify(
                "$/lean/rpc/release",
                {
                    "uri": _URI,
                    "sessionId": self._session,
                    "refs": [{"p": reference} for reference in garbage],
                },
            )

    # -- the process -----------------------------------------------------------------------

    @property
    def alive(self) -> bool:
        """Whether the process runs and the connection is sound."""
        return self._process.returncode is None and self._connection.alive

    def memory(self) -> int:
        """Return the bytes of memory that Lean has in use, 0 where that cannot be read."""
        return int(self._ask_kernel(resident))

    def cpu_seconds(self) -> float:
        """Return the processor time that Lean used since it began, 0 where that cannot be read."""
        return self._ask_kernel(processor_seconds)

    def _ask_kernel(self, question: Callable[[int, list[int]], float]) -> float:
        try:
            proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        except OSError:
            return 0
        try:
            return question(proc, [self._process.pid, *descendants(proc, self._process.pid)])
        finally:
            os.close(proc)

    @property
    def spent(self) -> bool:
        """Whether the process comes near its memory limit, or had its uses, and should be replaced."""
        return self.steps >= self.settings.uses or self.memory() > 0.75 * self.settings.memory

    async def close(self) -> None:
        """End the process and everything it started."""
        if hasattr(self, "_connection"):
            await self._connection.close()
        if self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        with contextlib.suppress(OSError):
            self._folder.cleanup()
