"""Starts a process for each request in its turn, and looks after those that do not behave.

Every server runs one; a lock on the folder of requests lets one at a time decide. What it knows
is on disk, so it does not matter which of them started a run, or whether that one still lives.
"""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from prover.base.locks import locked
from web.processes import command, environment
from web.runs.request import Outcome, RequestFolder, home
from web.settings import Settings

if TYPE_CHECKING:
    from prover.store import RunRecord, Store

TICK = 0.25
"""Seconds between two looks at the requests."""

GRACE = 20.0
"""Seconds that a cancelled run, or one whose budget is over, has to write up before it is
killed."""

TRIES = 3
"""How often a run whose process died is taken up again, before what it found is sealed."""


@contextmanager
def deciding() -> Iterator[None]:
    """Hold the lock under which requests are added and processes started."""
    home().mkdir(parents=True, exist_ok=True)
    with locked(home() / ".lock", seconds=math.inf):
        yield


class Scheduler:
    """Looks at all requests every `TICK` seconds, in a thread of its own, between `start` and
    `stop`.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._done: set[str] = set()
        self._own: dict[str, subprocess.Popen[bytes]] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="scheduler", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, and interrupt the runs that this process started; requests that wait stay."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        for process in self._own.values():
            if process.poll() is None:
                process.terminate()
        end = time.monotonic() + GRACE
        for process in self._own.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, end - time.monotonic()))

    def _loop(self) -> None:
        while not self._stopping.wait(TICK):
            try:
                self.look()
            except Exception as fault:  # the store may be busy; the next look is soon
                print(f"olympiad: scheduler: {' '.join(str(fault).split())}", file=sys.stderr)

    def look(self) -> None:
        """Look at every request once, and start what can be started."""
        for run, process in list(self._own.items()):
            if process.poll() is not None:
                del self._own[run]
        with deciding():
            working, waiting = 0, []
            for own in RequestFolder.all():
                if own.run in self._done:
                    continue
                record = self._store.run(own.run)
                if own.outcome() is not None or (record is not None and record.finished):
                    self._done.add(own.run)
                elif own.alive():
                    working += 1
                    self._restrain(own, record)
                elif own.cancelled_at() is not None or own.starts >= TRIES:
                    self._seal(own)
                else:
                    waiting.append(own)
            # Names differ by chance within a second; people expect the order of their asking.
            waiting.sort(key=lambda own: own.submitted)
            for own in waiting[: max(0, self._settings.workers - working)]:
                self._spawn(own)

    def _restrain(self, own: RequestFolder, record: RunRecord | None) -> None:
        """Kill a run that neither a cancellation nor the end of its budget has stopped."""
        cancelled, now = own.cancelled_at(), datetime.now(UTC)
        late = cancelled is not None and (now - cancelled).total_seconds() > GRACE
        request = own.request()
        if record is not None and request is not None:
            began = datetime.fromisoformat(record.started)
            late = late or (now - began).total_seconds() > request.budget + GRACE
        if late:
            own.signal(signal.SIGKILL)

    def _seal(self, own: RequestFolder) -> None:
        if own.starts >= 2 * TRIES:
            message = f"the process of this run died {own.starts} times; see its log"
            own.conclude(Outcome(state="failed", message=message))
        else:
            self._spawn(own, "--seal")

    def _spawn(self, own: RequestFolder, *options: str) -> None:
        lock = own.acquire()
        if lock is None:
            return
        # The lock goes with the process and is free again when it ends, however it ends.
        try:
            with (own.folder / "log").open("ab") as log:
                process = subprocess.Popen(
                    command("web.runs.worker", str(own.folder), *options),
                    env=environment(),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=log,
                    pass_fds=(lock,),
                    start_new_session=True,
                )
        finally:
            os.close(lock)
        own.started(process.pid)
        self._own[own.run] = process
