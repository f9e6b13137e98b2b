"""Processes that stand ready, and keepers that are forked from them.

What every job of a kind needs is loaded once (`keeper/server.py`); a job then costs a fork and walls
of its own, and starts no program. No job leaves anything behind in the process that stands ready: it
reads nothing of a job's, and what is forked from it never gets back to it. It is replaced after a
number of jobs all the same.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import threading
from collections import Counter
from dataclasses import dataclass

from lean.sandbox.command import PYTHON_FLAGS, ROOT
from lean.sandbox.paths import INTERPRETER
from lean.sandbox.report import ReportPipe

USES = 2_000
AFTER = 3
_START = (
    "import sys; sys.path.append({root!r}); from lean.sandbox.keeper.server import main; main()"
)
_READY = b"ready"
_START_SECONDS, _ANSWER_SECONDS = 120.0, 10.0


@dataclass(frozen=True)
class Preload:
    """What a process that stands ready loads: `module.load(arguments)`; JSON values."""

    module: str
    arguments: str

    @classmethod
    def of(cls, module: str, **arguments: object) -> Preload:
        """Name what is to be loaded."""
        return cls(module, json.dumps(arguments, sort_keys=True))


class NotReady(Exception):
    """The process that stood ready is gone; the job can be started in the ordinary way."""


class Server:
    """One process that stands ready. `uses` counts what was forked from it, `running` what of that
    has not ended.
    """

    def __init__(self, preload: Preload) -> None:
        """Start it and wait until it has loaded. Blocks. Raises `NotReady`."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        load = json.dumps({"module": preload.module, "arguments": json.loads(preload.arguments)})
        with theirs:
            self._process = subprocess.Popen(
                [
                    *(INTERPRETER, *PYTHON_FLAGS, _START.format(root=ROOT)),
                    *(str(theirs.fileno()), load),
                ],
                env={"LANG": "C.UTF-8"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                start_new_session=True,
            )
        self._socket = ours
        self._lock = threading.Lock()
        self.uses = 0
        self.running = 0
        self._retired = False
        self._broken = False
        ours.settimeout(_START_SECONDS)
        try:
            ready = ours.recv(len(_READY))
        except OSError:
            ready = b""
        if ready != _READY:
            self.close()
            raise NotReady
        ours.settimeout(_ANSWER_SECONDS)

    @property
    def alive(self) -> bool:
        """Whether it runs and answers."""
        return not self._broken and self._process.poll() is None

    def fork(self, spec: dict, descriptors: list[int]) -> tuple[int, int]:
        """Fork a keeper; returns its number and a descriptor of its process. Raises `NotReady`."""
        request = json.dumps(spec).encode()
        try:
            with self._lock:
                self.uses += 1
                self.running += 1
                socket.send_fds(self._socket, [request], descriptors)
                answer, found, _, _ = socket.recv_fds(self._socket, 64, 1)
        except OSError:
            found = []
        if len(found) != 1:
            # An answer that comes late would be taken for the next one's.
            self._broken = True
            self.release()
            raise NotReady
        return int(answer), found[0]

    def release(self) -> None:
        """Count a keeper that has ended."""
        with self._lock:
            self.running -= 1
            last = self._retired and not self.running
        if last:
            self.close()

    def retire(self) -> None:
        """End it once all that was forked from it has ended."""
        with self._lock:
            self._retired = True
            last = not self.running
        if last:
            self.close()

    def close(self) -> None:
        """End it, with whatever was forked from it and still runs."""
        self._socket.close()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        self._process.wait()


class Forked:
    """A keeper that was forked from a process that stands ready."""

    def __init__(
        self,
        server: Server,
        number: int,
        watched: int,
        stdin: asyncio.StreamWriter | None,
        stdout: asyncio.StreamReader,
        stderr: asyncio.StreamReader,
    ) -> None:
        self._server = server
        self._number = number
        self._watched = watched
        self._over = asyncio.Event()
        self.stdin, self.stdout, self.stderr = stdin, stdout, stderr
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(watched, self._ended)

    def _ended(self) -> None:
        self._loop.remove_reader(self._watched)
        os.close(self._watched)
        self._over.set()
        self._server.release()

    @property
    def alive(self) -> bool:
        return not self._over.is_set()

    async def wait(self) -> None:
        await self._over.wait()

    def terminate(self) -> None:
        if self.alive:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._watched, signal.SIGTERM)

    def kill(self) -> None:
        if self.alive:
            # While it is there, its number is its group's and nobody else's.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                signal.pidfd_send_signal(self._watched, signal.SIGSTOP)
                os.killpg(self._number, signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                # It may not have come to lead a group.
                signal.pidfd_send_signal(self._watched, signal.SIGKILL)

    def exit_code(self, ended: int | None) -> int:
        return -signal.SIGKILL if ended is None else ended


async def fork(server: Server, spec: dict, feeds: bool, report: ReportPipe) -> Forked:
    """Fork a keeper for a specification, with streams of its own. Raises `NotReady`."""
    loop = asyncio.get_running_loop()
    theirs: list[int] = []
    ours: list[int] = []
    try:
        if feeds:
            reading, writing = os.pipe()
            theirs.append(reading)
            ours.append(writing)
        else:
            theirs.append(os.open(os.devnull, os.O_RDONLY))
        for _ in range(2):
            reading, writing = os.pipe()
            theirs.append(writing)
            ours.append(reading)
        number, watched = server.fork(spec, [*theirs, report.descriptor])
    except BaseException:
        for descriptor in ours:
            os.close(descriptor)
        raise
    finally:
        for descriptor in theirs:
            os.close(descriptor)
    report.close(report.descriptor)
    stdin = None
    if feeds:
        transport, protocol = await loop.connect_write_pipe(
            asyncio.streams.FlowControlMixin, os.fdopen(ours.pop(0), "wb", 0)
        )
        stdin = asyncio.StreamWriter(transport, protocol, None, loop)
    stdout, stderr = [await _reader(descriptor) for descriptor in ours]
    return Forked(server, number, watched, stdin, stdout, stderr)


async def _reader(descriptor: int) -> asyncio.StreamReader:
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: protocol, os.fdopen(descriptor, "rb", 0))
    return reader


class Servers:
    """The processes of this program that stand ready, one for each thing to load.

    One is started, in the background, when its thing was asked for more than `after` times: a program
    that checks once starts nothing in vain. It is replaced after `uses` jobs.
    """

    def __init__(self, uses: int = USES, after: int = AFTER) -> None:
        self._uses = uses
        self._after = after
        self._lock = threading.Lock()
        self._asked: Counter[Preload] = Counter()
        self._ready: dict[Preload, Server] = {}
        self._starting: set[Preload] = set()

    def get(self, preload: Preload) -> Server | None:
        """Return a process that has loaded this, or None while there is none."""
        with self._lock:
            server = self._ready.get(preload)
            if server is not None and server.alive and server.uses < self._uses:
                return server
            if server is not None:
                del self._ready[preload]
                server.retire()
            self._asked[preload] += 1
            if preload in self._starting or (
                self._asked[preload] <= self._after and server is None
            ):
                return None
            self._starting.add(preload)
        threading.Thread(target=self._start, args=(preload,), daemon=True).start()
        return None

    def warm(self, preload: Preload) -> Server:
        """Return a process that has loaded this; waits for it. Raises `NotReady`."""
        with self._lock:
            server = self._ready.get(preload)
            if server is not None and server.alive:
                return server
        server = Server(preload)
        with self._lock:
            self._ready[preload] = server
        return server

    def _start(self, preload: Preload) -> None:
        server: Server | None = None
        with contextlib.suppress(NotReady, OSError):
            server = Server(preload)
        with self._lock:
            self._starting.discard(preload)
            if server is not None:
                self._ready[preload] = server

    def close(self) -> None:
        """End them all."""
        with self._lock:
            servers = list(self._ready.values())
            self._ready.clear()
        for server in servers:
            server.close()

    def forget(self) -> None:
        """Take none of them for one's own: they belong to the program that this one was forked from."""
        self._lock = threading.Lock()
        self._ready = {}
        self._starting = set()


SERVERS = Servers()
atexit.register(SERVERS.close)
os.register_at_fork(after_in_child=SERVERS.forget)
