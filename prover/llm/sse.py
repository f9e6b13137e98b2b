"""Server-sent events, read from bytes as they arrive; a small reader that trusts nothing."""

from __future__ import annotations

import json
from typing import Any

from prover.llm.wire import WireNonsense

DONE = "[DONE]"


class EventReader:
    """Turns bytes into the JSON values of `data:` lines; `done` once `[DONE]` was read, `read` once
    there was a line of data at all.

    The protocol sends each value on one line. Comments (keep-alives) and other fields are passed
    over. Memory is bounded by the caller, who counts bytes before it feeds them.
    """

    def __init__(self) -> None:
        self.done = self.read = False
        self._rest = bytearray()
        self._searched = 0

    def feed(self, data: bytes) -> list[Any]:
        """The values that `data` completes. Raises `WireNonsense` for a line that is no JSON."""
        self._rest += data
        values: list[Any] = []
        while not self.done:
            # A line may come in many small pieces: what was searched is not searched again.
            end = self._rest.find(b"\n", self._searched)
            if end < 0:
                self._searched = len(self._rest)
                break
            line = bytes(self._rest[:end])
            del self._rest[: end + 1]
            self._searched = 0
            value = self._value(line)
            if value is not None:
                values.append(value)
        return values

    def finish(self) -> list[Any]:
        """The value of a last line without a line end, if there is one."""
        return self.feed(b"\n") if self._rest and not self.done else []

    def _value(self, line: bytes) -> Any:
        line = line.strip()
        if not line.startswith(b"data:"):
            return None
        self.read = True
        text = line[5:].strip().decode("utf-8", "replace")
        if text == DONE:
            self.done = True
            return None
        return parse_json(text)


def parse_json(text: str | bytes) -> Any:
    """The value of `text`. Raises `WireNonsense`, whatever is wrong with it."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        start = text[:60] if isinstance(text, str) else text[:60].decode("utf-8", "replace")
        raise WireNonsense(f"the server sends what is no JSON: {start!r}") from None
