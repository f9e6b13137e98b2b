"""JSON-RPC over a byte stream, as language servers speak it, with a peer that may misbehave.

A request is answered by its own response or raises a named error; answers that come late, twice,
out of order or to nobody are counted and dropped; bytes that are not the protocol end the
connection and fail every request that waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import Any

from lean.errors import DriverError, TransportError, WorkerDied, WorkerRefused, WorkerTimeout

MAX_MESSAGE = 64 << 20
_MAX_HEADER_LINES = 16
_MAX_LENGTH_DIGITS = 20
_CLOSE_SECONDS = 2.0

Notify = Callable[[str, dict[str, Any]], None]


class Connection:
    """One JSON-RPC connection. `notify` receives every notification, in order of arrival.

    `notify` must not block and must not raise. `stray` counts answers nobody waited for.
    """

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, notify: Notify
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._notify = notify
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._next = 0
        self._broken: DriverError | None = None
        self.stray = 0
        self._task = asyncio.create_task(self._receive())

    @property
    def alive(self) -> bool:
        """Whether requests can still be sent."""
        return self._broken is None

    async def request(self, method: str, params: dict[str, Any], seconds: float) -> Any:
        """Send a request and return its result.

        Raises `WorkerTimeout`, `WorkerRefused` (an error answer), `WorkerDied`,
        `TransportError`. After a timeout or a cancellation the answer, should it come, is
        dropped.
        """
        self._check()
        self._next += 1
        number = self._next
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[number] = future
        try:
            self._send({"id": number, "method": method, "params": params})
            async with asyncio.timeout(seconds):
                return await future
        except TimeoutError as error:
            raise WorkerTimeout(f"Lean did not answer within {seconds:g} s") from error
        finally:
            self._waiting.pop(number, None)

    def notify(self, method: str, params: dict[str, Any]) -> None:
        """Send a notification. Raises `WorkerDied` or `TransportError`."""
        self._check()
        self._send({"method": method, "params": params})

    def post(self, method: str, params: dict[str, Any]) -> None:
        """Send a request whose answer nobody wants. Raises `WorkerDied` or `TransportError`."""
        self._check()
        self._next += 1
        self._send({"id": self._next, "method": method, "params": params})

    async def close(self) -> None:
        """End the connection; requests that wait raise `WorkerDied`."""
        self._fail(WorkerDied("the connection to Lean was closed"))
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
        self._writer.close()
        with contextlib.suppress(OSError, ConnectionError, TimeoutError):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self._writer.wait_closed()

    # -- internals -------------------------------------------------------------------------

    def _check(self) -> None:
        if self._broken is not None:
            raise self._broken

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode("utf-8")
        try:
            self._writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        except (OSError, RuntimeError) as error:
            self._fail(WorkerDied("Lean's process has ended"))
            raise WorkerDied("Lean's process has ended") from error

    def _fail(self, error: DriverError) -> None:
        if self._broken is None:
            self._broken = error
        waiting, self._waiting = self._waiting, {}
        for future in waiting.values():
            if not future.done():
                future.set_exception(error)

    async def _receive(self) -> None:
        try:
            while True:
                self._handle(await self._read_message())
        except TransportError as error:
            self._fail(error)
        except (asyncio.IncompleteReadError, ConnectionError, OSError):
            self._fail(WorkerDied("Lean's process has ended"))
        except Exception:  # nobody would read on, and every request would wait in vain
            self._fail(TransportError("Lean sent something that cannot be read"))

    async def _read_message(self) -> dict[str, Any]:
        length: int | None = None
        for _ in range(_MAX_HEADER_LINES):
            try:
                line = await self._reader.readline()
            except ValueError as error:
                raise TransportError("Lean sent a header line without end") from error
            if not line:
                raise asyncio.IncompleteReadError(b"", None)
            line = line.strip()
            if not line:
                if length is not None:
                    break
                raise TransportError("Lean sent a message without a length")
            name, separator, value = line.partition(b":")
            if not separator:
                raise TransportError("Lean sent something that is not a message")
            if name.strip().lower() == b"content-length":
                if not value.strip().isdigit() or len(value) > _MAX_LENGTH_DIGITS:
                    raise TransportError("Lean sent a message whose length is no number")
                length = int(value)
        if length is None or length > MAX_MESSAGE:
            raise TransportError("Lean sent a message without end")
        body = await self._reader.readexactly(length)
        try:
            message = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise TransportError("Lean sent a message that is not JSON") from error
        if not isinstance(message, dict):
            raise TransportError("Lean sent JSON that is not a message")
        return message

    def _handle(self, message: dict[str, Any]) -> None:
        method, number = message.get("method"), message.get("id")
        if isinstance(method, str):
            if number is None:
                params = message.get("params")
                self._notify(method, params if isinstance(params, dict) else {})
            return  # requests of the server's (such as capability registration) need no answer
        # Not `isinstance`: to Python the id `true` is the id 1.
        future = self._waiting.get(number) if type(number) is int else None
        if future is None or future.done():
            self.stray += 1
            return
        error = message.get("error")
        if error is not None:
            text = error.get("message") if isinstance(error, dict) else None
            words = str(text) if text else "no reason given"
            future.set_exception(WorkerRefused(words.splitlines()[0]))
        elif "result" in message:
            future.set_result(message["result"])
        else:
            future.set_exception(TransportError("Lean sent an answer without a result"))
