"""Requests over HTTP with the `openai` package; answers are read by our own bounded reader.

The package gives authentication, addresses and connection pooling. Its retries are off (ours obey
the budget) and its parsed streams are not used: they hold an endless line in memory and cost
more time per chunk than reading the bytes does.
"""

from __future__ import annotations

import asyncio
import importlib
import math
import os
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from prover.llm.config import EndpointConfig
from prover.llm.sse import EventReader, parse_json
from prover.llm.wire import (
    Answer,
    Request,
    WireBroken,
    WireError,
    WireNonsense,
    WireStatus,
    encodable,
)

if TYPE_CHECKING:
    from openai import AsyncOpenAI

NO_KEY = "none"
"""Local servers ask for no key, but the package insists on one."""

MAX_ERROR_TEXT = 300

STALE = 0.02
"""By this share of itself the longest silence may be cut short."""


class HttpWire:
    """One connection pool per endpoint, opened at first use.

    `environ` holds the keys; `transport` (an `httpx` transport, for tests and for servers in this
    process) replaces the network.
    """

    def __init__(self, *, environ: Mapping[str, str] | None = None, transport: Any = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._transport = transport
        self._clients: dict[EndpointConfig, AsyncOpenAI] = {}

    async def ask(self, request: Request, into: Answer) -> None:
        """See `Wire.ask`."""
        import openai

        client = self._client(request.endpoint)
        http = _http_module()
        idle = request.endpoint.idle_timeout
        try:
            # The header may be as long in coming as any later chunk.
            async with asyncio.timeout(idle + request.endpoint.connect_timeout) as limit:
                async with client.chat.completions.with_streaming_response.create(
                    **_arguments(request)
                ) as response:
                    await _read(response, into, limit, idle)
        except WireError:
            raise
        except TimeoutError:
            raise WireBroken(f"the server was silent for {idle:g} s") from None
        except openai.APIStatusError as fault:
            raise WireStatus(
                fault.status_code, await _detail(fault), _retry_after(fault.response.headers)
            ) from None
        except openai.APITimeoutError:
            raise WireBroken("the server does not answer in time") from None
        except (openai.APIConnectionError, http.HTTPError, http.StreamError, OSError) as fault:
            cause = fault.__cause__ or fault
            text = " ".join(str(cause).split()) or type(cause).__name__
            raise WireBroken(f"{request.endpoint.url}: {text}") from None
        except (openai.OpenAIError, UnicodeError, ValueError) as fault:
            raise WireNonsense(
                f"the answer cannot be read: {' '.join(str(fault).split())}"
            ) from None

    async def close(self) -> None:
        """Close all connections."""
        clients, self._clients = list(self._clients.values()), {}
        for client in clients:
            await client.close()

    def _client(self, endpoint: EndpointConfig) -> AsyncOpenAI:
        client = self._clients.get(endpoint)
        if client is None:
            import openai

            http = _http_module()
            limits = http.Limits(
                max_connections=endpoint.concurrency, max_keepalive_connections=endpoint.concurrency
            )
            timeout = http.Timeout(endpoint.idle_timeout, connect=endpoint.connect_timeout)
            options: dict[str, Any] = {"limits": limits, "timeout": timeout}
            if self._transport is not None:
                options["transport"] = self._transport
            client = openai.AsyncOpenAI(
                base_url=endpoint.url,
                api_key=self._environ.get(endpoint.key_env) or NO_KEY,
                max_retries=0,
                timeout=timeout,
                http_client=openai.DefaultAsyncHttpxClient(**options),
            )
            self._clients[endpoint] = client
        return client


def _http_module() -> Any:
    """The package that `openai` sends with: httpx for its versions 1 and 2, httpx2 for 3."""
    import openai

    client = openai.DefaultAsyncHttpxClient
    bases = (base.__module__.partition(".")[0] for base in client.__mro__)
    return importlib.import_module(next(name for name in bases if name.startswith("httpx")))


_NAMED = ("model", "messages", "max_tokens", "temperature", "seed", "stream", "stream_options")


def _arguments(request: Request) -> dict[str, Any]:
    named = {key: value for key, value in request.body.items() if key in _NAMED}
    extra = {key: value for key, value in request.body.items() if key not in _NAMED}
    return {**named, "extra_body": extra, "extra_headers": dict(request.headers)}


async def _read(response: Any, into: Answer, limit: asyncio.Timeout, idle: float) -> None:
    loop = asyncio.get_running_loop()
    put_off = -math.inf
    streamed = "text/event-stream" in response.headers.get("content-type", "")
    reader, whole = EventReader(), bytearray()
    async for data in response.iter_bytes():
        now = loop.time()
        if now - put_off > idle * STALE:  # not at every chunk: a timer costs as much as its text
            limit.reschedule(now + idle)
            put_off = now
        into.grow(len(data))
        if not streamed:
            whole += data
            continue
        for value in reader.feed(data):
            into.take(value)
        if reader.done:
            return
    if not streamed:
        into.take(parse_json(bytes(whole)))
        return
    for value in reader.finish():
        into.take(value)


async def _detail(fault: Any) -> str:
    body = fault.body
    if isinstance(body, dict):
        inner = body.get("error", body)
        body = inner.get("message", inner) if isinstance(inner, dict) else inner
    return encodable(" ".join(str(body or fault.message).split())[:MAX_ERROR_TEXT])


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait; a date or nonsense counts as nothing said."""
    for name, unit in (("retry-after-ms", 1e-3), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if 0 <= seconds < 86_400:
            return seconds
    return None
