"""A task of `prover.run.local_processes` on disk. Everything that is known about it is here.

FOLDER/task.json    what was asked, and when; written once
       lock         locked by the processes that work on it, as long as they live
       pid          the keeper, which leads their session
       begun.json   when the first was started
       starts       one byte for every start
       cancel       somebody asked to cancel it
       beat         touched by the worker every second
       events.jsonl what happened, one line each, also what the worker told
       result.json  what the worker handed back
       ended.json   how it ended, written when nothing of it lives any more
       log          what the processes wrote to stderr
"""

from __future__ import annotations

import json
import os
import time
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from prover.base.locks import Locked, take
from prover.base.whole_files import replace_file, sync_folder, write_new
from prover.run.executor import Task, TaskEvent, TaskState
from prover.run.keeper import moment

FORMAT = "olympiad-task/1"


class TaskFolder:
    """The folder of one task; it reads the disk anew at every call."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def id(self) -> str:
        """The task's id."""
        return self.folder.name

    # --- what was asked -----------------------------------------------------------------------

    def create(self, task: Task) -> bool:
        """Write the task down, whole or not at all; False when it was there already."""
        self.folder.mkdir(parents=True, exist_ok=True)
        record = {
            "format": FORMAT,
            **task.model_dump(mode="json"),
            "mark": uuid.uuid4().hex,
            "submitted": moment(),
        }
        new = self.folder / f".task.{uuid.uuid4().hex}"
        write_new(new, json.dumps(record, indent=2).encode("utf-8"))
        try:
            os.link(new, self.folder / "task.json")  # unlike a rename it replaces nothing
            sync_folder(self.folder)
        except FileExistsError:
            return False
        finally:
            new.unlink()
        self.tell(state="queued")
        return True

    def record(self) -> dict[str, Any] | None:
        """The content of `task.json`; None when there is no task or its file is broken."""
        record = self._read("task.json")
        return record if record is not None and record.get("format") == FORMAT else None

    def task(self) -> Task | None:
        """What was asked; None when there is no such task or its file is broken."""
        record = self.record()
        try:
            return None if record is None else Task(**{k: record[k] for k in Task.model_fields})
        except (ValidationError, KeyError):
            return None

    # --- who works on it ----------------------------------------------------------------------

    def acquire(self) -> int | None:
        """Lock the task for a process to be started; the open lock, None when it is held."""
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o666)
        try:
            take(lock)
        except Locked:
            os.close(lock)
            return None
        return lock

    def alive(self) -> bool:
        """Whether a living process works on it."""
        try:
            lock = os.open(self.folder / "lock", os.O_RDONLY)
        except FileNotFoundError:
            return False
        try:
            # A shared lock: two who only look must not take each other for the worker.
            take(lock, shared=True)
        except Locked:
            return True
        finally:
            os.close(lock)
        return False

    @property
    def pid(self) -> int | None:
        """The keeper's process; its number means something only while `alive`."""
        try:
            return int((self.folder / "pid").read_text())
        except (OSError, ValueError):
            return None

    def starting(self) -> None:
        """Count a start, before it is made: one that fails counts, too."""
        if not (self.folder / "begun.json").exists():
            self._replace("begun.json", moment())
        with (self.folder / "starts").open("ab") as file:
            file.write(b".")
        self.beat()

    def started(self, pid: int) -> None:
        """Note that the keeper `pid` was started."""
        replace_file(self.folder / "pid", str(pid))

    @property
    def starts(self) -> int:
        """How often a process was started on it."""
        try:
            return (self.folder / "starts").stat().st_size
        except FileNotFoundError:
            return 0

    def begun(self) -> dict[str, Any] | None:
        """The moment of the first start, see `prover.run.keeper.moment`."""
        return self._read("begun.json")

    def beat(self) -> None:
        """Give a sign of life."""
        with suppress(OSError):
            (self.folder / "beat").touch()

    def silent_for(self) -> float:
        """Seconds since the last sign of life."""
        try:
            return max(0.0, time.time() - (self.folder / "beat").stat().st_mtime)
        except FileNotFoundError:
            return 0.0

    # --- marks and results --------------------------------------------------------------------

    def cancel(self) -> None:
        """Mark it as cancelled."""
        (self.folder / "cancel").touch()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked to cancel it."""
        return (self.folder / "cancel").exists()

    def cancelled_for(self) -> float:
        """Seconds since somebody asked to cancel it, 0 when nobody did."""
        try:
            return max(0.0, time.time() - (self.folder / "cancel").stat().st_mtime)
        except FileNotFoundError:
            return 0.0

    def hand_back(self, state: TaskState, *, result: Any = None, detail: str = "") -> None:
        """Write down what the worker came to."""
        self._replace("result.json", {"state": state, "result": result, "detail": detail})

    def result(self) -> dict[str, Any] | None:
        """What the worker came to; None when it came to nothing yet."""
        return self._read("result.json")

    def conclude(self, state: TaskState, detail: str = "") -> None:
        """Write down how it ended."""
        self._replace("ended.json", {"state": state, "detail": detail})
        self.tell(state=state, detail=detail)

    def ended(self) -> dict[str, Any] | None:
        """How it ended; None when that was not written down."""
        return self._read("ended.json")

    # --- events -------------------------------------------------------------------------------

    def tell(self, *, state: TaskState | None = None, detail: str = "", data: Any = None) -> None:
        """Append an event, in one write. Raises `OSError` on a full disk, `TypeError` and
        `ValueError` for data that is not JSON."""
        event = {"at": time.time(), "state": state, "tries": self.starts, "detail": detail}
        line = json.dumps({**event, "data": data}, allow_nan=False, ensure_ascii=False) + "\n"
        file = os.open(self.folder / "events.jsonl", os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o666)
        try:
            size = os.fstat(file).st_size
            torn = size > 0 and os.pread(file, 1, size - 1) != b"\n"
            os.write(file, (("\n" if torn else "") + line).encode("utf-8"))
        finally:
            os.close(file)

    def events(self, after: int = -1) -> list[TaskEvent]:
        """The events whose number, the place where their line ends, is greater than `after`."""
        try:
            with (self.folder / "events.jsonl").open("rb") as file:
                place = max(0, after)
                file.seek(place)
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return []
        found = []
        for line in lines[:-1]:  # what stands after the last line end is being written, or torn
            place += len(line) + 1
            with suppress(ValueError):
                found.append(TaskEvent(task=self.id, seq=place, **json.loads(line)))
        return found

    # --- files --------------------------------------------------------------------------------

    def _read(self, name: str) -> dict[str, Any] | None:
        try:
            record = json.loads((self.folder / name).read_bytes())
        except (OSError, ValueError):
            return None
        return record if isinstance(record, dict) else None

    def _replace(self, name: str, record: dict[str, Any]) -> None:
        replace_file(self.folder / name, json.dumps(record, allow_nan=False, ensure_ascii=False))
