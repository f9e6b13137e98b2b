"""What stands before every request: size, origin, and a net for what nobody expected."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.api.errors import ApiError, BodyTooLarge, fault_response, problem_response

LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names by which a browser on this machine reaches a server of this machine."""

SWALLOWED = 4
"""Of a refused body so many times the largest allowed one are read and thrown away."""

SWALLOW_SECONDS = 10.0
"""For so long at most."""


class Guards:
    """ASGI middleware.

    * A body larger than `max_body` bytes is refused, also when its length is not announced.
    * A page of another site must not use its visitor's browser to reach us: a request whose
      `Origin` is not our own address is refused, and one that reached us under a name not in
      `hosts` (None: any name).
    * Nothing that goes wrong inside leaves as a traceback.
    """

    def __init__(self, app: ASGIApp, *, max_body: int, hosts: Collection[str] | None) -> None:
        self._app, self._max_body, self._hosts = app, max_body, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(Headers(scope=scope))
        if refusal is not None:
            if "expect" not in Headers(scope=scope):  # who asks first has not sent it yet
                await self._swallow(receive)
            response = problem_response(refusal.status, refusal.kind, str(refusal))
            response.headers["connection"] = "close"  # what is left of the body is not read
            await response(scope, receive, send)
            return
        begun = False
        taken = 0

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        async def receiving() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._max_body:
                if message.get("more_body"):
                    await self._swallow(receive)
                raise BodyTooLarge(self._max_body)
            return message

        try:
            await self._app(scope, receiving, sending)
        except Exception as fault:
            response = fault_response(fault)
            if not begun:
                await response(scope, receive, send)

    async def _swallow(self, receive: Receive) -> None:
        """Read what the client is still sending: a connection closed on it would be reset, and
        the client would lose the answer that says why."""
        left = SWALLOWED * self._max_body
        with suppress(TimeoutError):
            async with asyncio.timeout(SWALLOW_SECONDS):
                while left > 0:
                    message = await receive()
                    left -= len(message.get("body", b""))
                    if message["type"] == "http.disconnect" or not message.get("more_body"):
                        return

    def _refusal(self, headers: Headers) -> ApiError | None:
        host = headers.get("host", "")
        if self._hosts is not None and _without_port(host) not in self._hosts:
            return ApiError(
                403, "forbidden", f"this server does not answer as {host[:60]!r}; use 127.0.0.1"
            )
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != host:
            return ApiError(
                403, "forbidden", "pages of other sites may not call this server; call it directly"
            )
        length = headers.get("content-length", "0")
        if length.isascii() and length.isdigit() and int(length[:20]) > self._max_body:
            return BodyTooLarge(self._max_body)
        return None


def _without_port(host: str) -> str:
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).lower()
