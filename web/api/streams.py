"""Events of a run as a server-sent event stream that can be taken up again."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from prover.trace.events import Event
from web.api.errors import ApiError
from web.runs import Desk

POLL = 0.25
"""Seconds between two looks at the store."""

HEARTBEAT = 15.0
"""Seconds of silence after which a comment is sent, so that nothing on the way hangs up."""

MAX_STREAMS = 100
"""How many may follow at the same time."""


def last_seen(header: str | None, after: int | None) -> int:
    """The number of the last event the reader has; -1 for none. Raises `ApiError`."""
    if header is None or not header.strip():
        return -1 if after is None else after
    text = header.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 12:
        raise ApiError(
            422, "invalid-request",
            f"the header 'Last-Event-ID': {text[:40]!r} is no event's number; "
            "send back the last 'id:' of the stream",
        )  # fmt: skip
    return int(text)


def sse(event: Event) -> bytes:
    """One event of the stream: its number, its kind, and its JSON object on one line."""
    data = event.to_line().rstrip("\n")
    return f"id: {event.seq}\nevent: {event.kind}\ndata: {data}\n\n".encode("utf-8", "replace")


class Streams:
    """Makes the streams and counts them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._open = 0

    def reserve(self) -> None:
        """Take a place. Raises `ApiError` when there is none."""
        if self._open >= MAX_STREAMS:
            raise ApiError(
                429, "busy", f"{MAX_STREAMS} readers follow already; try again later",
                {"Retry-After": "30"},
            )  # fmt: skip
        self._open += 1

    async def follow(self, run: str, after: int) -> AsyncIterator[bytes]:
        """The events after number `after` as they happen, until the run has ended.

        Needs a place from `reserve`, which it gives back.
        """
        try:
            yield b"retry: 1000\n\n"
            spoke = time.monotonic()
            while True:
                ended = await asyncio.to_thread(self._desk.ended, run)
                # Asked after that: an ended run has all its events.
                for event in await asyncio.to_thread(self._desk.events, run, after):
                    yield sse(event)
                    after = event.seq
                    spoke = time.monotonic()
                if ended:
                    return
                if time.monotonic() - spoke > HEARTBEAT:
                    yield b": still here\n\n"
                    spoke = time.monotonic()
                await asyncio.sleep(POLL)
        finally:
            self._open -= 1
