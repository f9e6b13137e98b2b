"""What a run is doing, told to whoever waits for it in Python: in the notebook's cell or on the
terminal's line, from the third second on, and nothing where neither is there.
"""

from __future__ import annotations

import sys
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from prover.trace.progress_words import line_of

if TYPE_CHECKING:
    from prover.trace.events import Event

QUIET_SECONDS = 2.0
"""Nothing is shown before this time."""

EVERY_SECONDS = 1.0


class NotebookProgress:
    """One line that is written anew every second and removed at the end.

    `follow` may be called from any thread.
    """

    def __init__(self, *, shown: bool = True) -> None:
        self._show = _shower() if shown else None
        self._text = "starting"
        self._began = time.monotonic()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        if self._show is not None:
            self._thread = threading.Thread(target=self._tell, name="progress", daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def follow(self, event: Event) -> None:
        """Take the text of the line from an event."""
        self._text = line_of(event) or self._text

    def _tell(self) -> None:
        assert self._show is not None
        wait, written = QUIET_SECONDS, False
        while not self._ended.wait(wait):
            self._show(f"{self._text} ({time.monotonic() - self._began:.0f} s)")
            wait, written = EVERY_SECONDS, True
        if written:
            self._show("")


def _shower() -> Any:
    """What shows a line of text here in place of the one before; None where nobody sees it."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None and getattr(shell, "kernel", None) is not None:
        return _InCell()
    return _on_terminal if sys.stderr.isatty() else None


class _InCell:
    """A line of text in the output of the cell that is being run."""

    def __init__(self) -> None:
        self._handle: Any = None

    def __call__(self, text: str) -> None:
        from IPython.display import display

        data = {"text/plain": text}
        if self._handle is None:
            self._handle = display(data, raw=True, display_id=True)
        else:
            self._handle.update(data, raw=True)


def _on_terminal(text: str) -> None:
    width = 78
    shown = text if len(text) <= width else text[: width - 1] + "…"
    sys.stderr.write(f"\r\x1b[2K{shown}")
    sys.stderr.flush()
