"""The trace of a run as JSON lines: append only, one writer, safe against a kill at any moment.

Each event is one write of one line at the end of the file. A killed process loses at most the
event it was writing: a torn last line is recognised by its missing line end, dropped when the
file is read and cut off when it is opened for writing again. Events that a run must not lose
even when the power fails are synced to the disk; progress is not.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from prover.base.locks import Locked, take
from prover.trace.events import Event, EventError

SYNCED = frozenset(
    {"run_started", "attempt_made", "verdict_reached", "interrupted", "run_finished"}
)
"""Kinds of events that are on the disk before `append` returns."""


class EventLogError(Exception):
    """The log cannot be written or read; one line naming file and line."""


class EventLogBusy(EventLogError):
    """Another living process writes this log."""


@dataclass(frozen=True)
class LogContents:
    """The events of a log and the bytes that make whole lines; `torn`: a last line was dropped."""

    events: tuple[Event, ...]
    whole_bytes: int
    torn: bool


def read_log(path: Path) -> LogContents:
    """The events of the log at `path`; a torn last line is dropped.

    Raises `EventLogError` when the file cannot be read or a line before the last is broken.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EventLogError(f"cannot read {path}: {error.strerror}") from None
    return _parse(data, path)


def _parse(data: bytes, path: Path) -> LogContents:
    whole = data.rfind(b"\n") + 1
    events: list[Event] = []
    for number, line in enumerate(data[:whole].split(b"\n")[:-1], start=1):
        try:
            event = Event.from_line(line)
        except EventError as error:
            raise EventLogError(f"{path}:{number}: {error}; the trace is damaged") from None
        if event.seq != len(events):
            raise EventLogError(
                f"{path}:{number}: event {event.seq} stands where {len(events)} belongs"
            )
        events.append(event)
    return LogContents(tuple(events), whole, whole < len(data))


class EventLog:
    """An open log. Holds a lock on the file as long as it is open, so it has one writer.

    Raises `EventLogBusy` when another process has it open, `EventLogError` when it cannot be
    opened or holds something else.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        except OSError as error:
            raise EventLogError(f"cannot write {path}: {error.strerror}") from None
        try:
            take(self._file)
            contents = read_log(path)
            os.ftruncate(self._file, contents.whole_bytes)
        except Locked:
            os.close(self._file)
            raise EventLogBusy(
                f"another process is at work on this problem and writes {path}; "
                "wait for it, stop it, or choose another folder"
            ) from None
        except BaseException:
            os.close(self._file)
            raise
        self.events: list[Event] = list(contents.events)
        self._bytes = contents.whole_bytes

    def append(self, event: Event) -> None:
        """Write one event at the end. Raises `EventLogError`; the log is then as before."""
        line = event.to_line().encode("utf-8", "replace")
        try:
            written = 0
            while written < len(line):
                written += os.write(self._file, line[written:])
            if event.kind in SYNCED:
                os.fsync(self._file)
        except OSError as error:
            # A full disk leaves half a line; what follows must not be glued to it.
            os.ftruncate(self._file, self._bytes)
            raise EventLogError(f"cannot write {self.path}: {error.strerror}") from None
        self._bytes += len(line)
        self.events.append(event)

    def start_over(self) -> None:
        """Empty the log: a new run begins where an unfinished one is given up."""
        os.ftruncate(self._file, 0)
        self.events.clear()
        self._bytes = 0

    def close(self, *, remove: bool = False) -> None:
        """Give up the lock; with `remove`, delete the file first."""
        if remove:
            self.path.unlink(missing_ok=True)
        os.close(self._file)
