"""The standard streams while a command runs: one that cannot be written says so in one way."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO, cast


class OutputFailed(Exception):
    """Standard output takes nothing more: closed, full, or its reader has gone."""


class _Results:
    """Standard output. Raises `OutputFailed` where it cannot be written."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream
        self._reason = ""  # once it failed: why, so that nobody can swallow it

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError("a text stream takes text")
        if not text:
            return 0  # Typer tries streams out in this way; a full one would refuse even that
        if self._stream is None:
            self._reason = "it is closed"
        self._raise_again()
        try:
            return self._stream.write(text)  # type: ignore[union-attr]
        except (OSError, ValueError) as fault:
            self._failed(fault)
            raise

    def flush(self) -> None:
        self._raise_again()
        try:
            if self._stream is not None:
                self._stream.flush()
        except (OSError, ValueError) as fault:
            self._failed(fault)
            raise

    def _raise_again(self) -> None:
        if self._reason:
            raise OutputFailed(self._reason)

    def isatty(self) -> bool:
        return self._stream is not None and not self._stream.closed and self._stream.isatty()

    def _failed(self, fault: OSError | ValueError) -> None:
        if isinstance(fault, UnicodeError):
            return
        _silence(self._stream)
        reason = fault.strerror if isinstance(fault, OSError) else "it is closed"
        self._reason = reason or "it takes nothing"
        raise OutputFailed(self._reason) from None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Notices(_Results):
    """Standard error: what cannot be written is dropped, the result is what counts."""

    def write(self, text: str) -> int:
        with suppress(OutputFailed):
            return super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OutputFailed):
            super().flush()


@contextmanager
def guarded_streams() -> Iterator[None]:
    """Have `sys.stdout` and `sys.stderr` behave as above inside, whatever they are.

    A standard stream that was closed when the program started is opened on /dev/null first, so
    that no file of ours gets its number and is written into by whoever writes to that stream.
    """
    _fill_gaps()
    before = sys.stdout, sys.stderr
    for stream in before:
        # What the terminal's alphabet lacks is escaped instead of ending the program.
        with suppress(AttributeError, OSError, ValueError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.stdout = cast(TextIO, _Results(before[0]))
    sys.stderr = cast(TextIO, _Notices(before[1]))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _fill_gaps() -> None:
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest free number, which is this one


def _silence(stream: TextIO | None) -> None:
    """Let what is still buffered go nowhere: Python writes it at its end and would complain."""
    with suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())  # type: ignore[union-attr]
        os.close(null)
