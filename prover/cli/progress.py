"""Progress on stderr: a status line on a terminal, nothing otherwise."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from prover.trace.progress_words import line_of

if TYPE_CHECKING:
    from rich.status import Status

    from prover.trace.events import Event

QUIET_SECONDS = 0.8
"""Nothing is shown before this time: most geometry problems are done by then."""


class ProgressLine:
    """Shows what a run is doing, on one line of the terminal that it clears at the end.

    `follow` may be called from any thread. Without a terminal on stderr nothing is written, so
    that logs and pipes stay clean.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        from prover.cli.console import stderr

        self._console = stderr()
        self._active = self._console.is_terminal and not quiet
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._text = "starting"
        self._prefix = ""
        self._spent = ""
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        if self._active:
            self._timer = threading.Timer(QUIET_SECONDS, self._show)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._lock:
            self._active = False
            if self._timer is not None:
                self._timer.cancel()
            if self._status is not None:
                self._status.stop()
                self._status = None

    def working_on(self, name: str) -> None:
        """Name the problem that the following events belong to."""
        self._prefix = f"{name}: "
        self._update()

    def follow(self, event: Event) -> None:
        """Take the text of the line from an event."""
        if event.body.kind in ("run_started", "budget_tick"):
            from prover.trace.spent import limits_of, spent_words

            self._spent = "".join(f", {words}" for words in spent_words(limits_of([event])))
        text = line_of(event)
        if text is not None:
            self._text = text
            self._update()

    def _show(self) -> None:
        with self._lock:
            if self._active:
                self._status = self._console.status(self._line())
                self._status.start()

    def _update(self) -> None:
        with self._lock:
            if self._status is not None:
                self._status.update(self._line())

    def _line(self) -> str:
        from rich.markup import escape

        seconds = time.monotonic() - self._began
        return escape(f"{self._prefix}{self._text}") + f" [dim]({seconds:.0f} s{self._spent})[/]"
