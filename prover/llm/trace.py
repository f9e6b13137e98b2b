"""The trace of every call: JSON lines on disk, from which a resumed run takes its answers.

A call leaves two lines: `started` before it is sent, with its messages, and `finished`, with the
answer or the fault and what was paid. A started call without an end was running when the process
died: its answer and its price are not known, and `Journal.lost` names it.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from prover.llm.messages import Completion

FORMAT = "olympiad-llm-trace/1"


class Trace(Protocol):
    """Where records of calls go. May be called from any thread; raises nothing: a run must not
    end because it cannot be written down."""

    def write(self, record: Mapping[str, Any]) -> None:
        """Append one record."""
        ...

    def close(self) -> None:
        """Let go of what is open; later records are dropped."""
        ...


class NoTrace:
    """Keeps nothing; for simulations of many calls."""

    def write(self, record: Mapping[str, Any]) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class JsonLinesTrace:
    """Appends to a file, one write per record, so that a kill leaves whole lines but the last.

    `fault` is None, or why a record could not be written, such as a full disk. From then on none
    is: what is missing is only asked again by a run that takes this one up.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.fault: OSError | None = None
        self._lock = threading.Lock()
        self._open = True
        self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        # A line that a kill cut short must not swallow the next one.
        size = os.fstat(self._file).st_size
        if size and os.pread(self._file, 1, size - 1) != b"\n":
            os.write(self._file, b"\n")

    def write(self, record: Mapping[str, Any]) -> None:
        """Append one record as a line."""
        line = json.dumps(record, ensure_ascii=True, separators=(",", ":"), default=str) + "\n"
        with self._lock:
            if not self._open or self.fault is not None:
                return
            try:
                os.write(self._file, line.encode())
            except OSError as fault:
                self.fault = fault

    def close(self) -> None:
        """Close the file; what was written stays."""
        with self._lock:
            if self._open:
                self._open = False
                os.close(self._file)


class Journal:
    """The finished calls of an earlier process by their key, and the ones it lost.

    `completions` maps a call's key to its answer, which may have been cut off at its cap; `lost`
    are the keys of calls that were started and have no end.
    """

    def __init__(
        self,
        completions: Mapping[str, Completion[Any]] | None = None,
        lost: frozenset[str] = frozenset(),
        *,
        broken_lines: int = 0,
    ) -> None:
        self.completions = dict(completions or {})
        self.lost = lost
        self.broken_lines = broken_lines

    @classmethod
    def read(cls, path: Path) -> Journal:
        """The journal of a trace file, empty when there is none. Lines that are no records (the
        last one after a kill) are counted and passed over."""
        completions: dict[str, Completion[Any]] = {}
        open_calls: set[str] = set()
        broken = 0
        if not path.exists():
            return cls()
        with path.open("rb") as lines:
            for line in lines:
                if not line.strip():
                    continue
                try:
                    record = json.loads(line)
                    kind = record["kind"]
                    if kind == "journal":  # the head, which names the run
                        continue
                    key = record["call"]
                    if kind == "started":
                        open_calls.add(key)
                    elif kind == "finished":
                        open_calls.discard(key)
                        if record["outcome"] in ("answered", "truncated"):
                            completions[key] = Completion.model_validate(record["completion"])
                except (ValueError, RecursionError, KeyError, TypeError, ValidationError):
                    broken += 1
        return cls(completions, frozenset(open_calls), broken_lines=broken)
