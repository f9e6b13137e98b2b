"""What the keeper beside a command says of it: a pipe that the command itself never holds."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from lean.sandbox.job import Exceeded

_MOST = 1 << 16


@dataclass(frozen=True)
class Report:
    """`started`: the keeper runs. `fault`: why the walls do not stand; `denied`: because the
    machine does not allow them. `exceeded`: the limit over which everything was killed.
    `ended`: the exit code of a keeper that was forked; None where it did not come to say so.
    """

    started: bool = False
    fault: str = ""
    denied: bool = False
    exceeded: Exceeded = ""
    ended: int | None = None


class ReportPipe:
    """The two ends. `descriptor` is handed to the keeper and closed here by `read`."""

    def __init__(self) -> None:
        self._reading, self.descriptor = os.pipe()
        os.set_blocking(self._reading, False)
        self._open = {self._reading, self.descriptor}

    def close(self, descriptor: int | None = None) -> None:
        """Close one end, or both; a second time does nothing."""
        for number in (descriptor,) if descriptor is not None else tuple(self._open):
            if number in self._open:
                self._open.remove(number)
                os.close(number)

    def read(self) -> Report:
        """Return what was said. To be called when the keeper has ended."""
        self.close(self.descriptor)
        data = b""
        with contextlib.suppress(BlockingIOError):
            while len(data) < _MOST and (block := os.read(self._reading, _MOST)):
                data += block
        said: dict[str, object] = {}
        for line in data.splitlines():
            # The last line of a keeper that was killed may be cut.
            with contextlib.suppress(ValueError):
                said |= json.loads(line)
        known: tuple[Exceeded, ...] = get_args(Exceeded)
        exceeded = next((word for word in known if word == said.get("exceeded")), known[0])
        ended = said.get("ended")
        return Report(
            started=said.get("started") is True,
            fault=str(said.get("fault") or ""),
            denied=said.get("denied") is True,
            exceeded=exceeded,
            ended=ended if isinstance(ended, int) else None,
        )


@contextlib.contextmanager
def open_report() -> Iterator[ReportPipe]:
    """Open a pipe for one command; closes it."""
    pipe = ReportPipe()
    try:
        yield pipe
    finally:
        pipe.close()
