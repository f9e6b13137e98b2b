"""Requests over HTTP with the `openai` package; answers are read by our own bounded reader.

The package gives authentication, addresses and connection pooling. Its retries are off (ours obey
the budget) and its parsed streams are not used: they hold an endless line in memory and cost
more time per chunk than reading the bytes does.
"""

from __future__ import annotations

import asyncio
import importlib
import math
import re
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
    WirePage,
    WireStatus,
    encodable,
    said_in,
)
from prover.settings.settings import current

if TYPE_CHECKING:
    from openai import AsyncOpenAI

NO_KEY = "none"
"""Local servers ask for no key, but the package insists on one."""

MAX_ERROR_TEXT = 300

MAX_BARE = 65_536
"""Bytes of a stream that are kept, for servers that send an error there without the stream's form."""

STALE = 0.02
"""By this share of itself the longest silence may be cut short."""


class HttpWire:
    """One connection pool per endpoint, opened at first use.

    `environ` holds the keys, instead of the environment; `transport` (an `httpx` transport, for tests and for servers in this
    process) replaces the network.
    """

    def __init__(self, *, environ: Mapping[str, str] | None = None, transport: Any = None) -> None:
        self._environ = environ
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
            raise WireBroken(f"the server was silent for {idle:g} s", silent=True) from None
        except openai.APIStatusError as fault:
            raise _status(fault) from None
        except openai.APITimeoutError as fault:
            unsent = isinstance(fault.__cause__, http.ConnectTimeout | http.PoolTimeout)
            raise WireBroken(
                "the server does not answer in time", silent=not unsent, unsent=unsent
            ) from None
        except (openai.APIConnectionError, http.HTTPError, http.StreamError, OSError) as fault:
            cause = fault.__cause__ or fault
            text = " ".join(str(cause).split()) or type(cause).__name__
            unsent = isinstance(cause, http.ConnectError)
            raise WireBroken(f"{request.endpoint.url}: {text}", unsent=unsent) from None
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
                api_key=self._key(endpoint.key_env) or NO_KEY,
                max_retries=0,
                timeout=timeout,
                http_client=openai.DefaultAsyncHttpxClient(**options),
            )
            self._clients[endpoint] = client
        return client

    def _key(self, variable: str) -> str | None:
        if self._environ is not None:
            return self._environ.get(variable)
        key = current().key(variable)
        return key.get_secret_value() if key else None


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
    kind = response.headers.get("content-type", "")
    streamed = "text/event-stream" in kind
    reader, whole = EventReader(), bytearray()
    async for data in response.iter_bytes():
        now = loop.time()
        if now - put_off > idle * STALE:  # not at every chunk: a timer costs as much as its text
            limit.reschedule(now + idle)
            put_off = now
        into.grow(len(data))
        if not streamed or into.size < MAX_BARE:
            whole += data
        if not streamed:
            continue
        for value in reader.feed(data):
            into.take(value)
        if reader.done:
            break
    if streamed:
        for value in reader.finish():
            into.take(value)
        if reader.done and into.finish_reason is None and into.text:
            into.finish_reason = "stop"  # some proxies say only that the stream is done
        if reader.read or not whole.lstrip().startswith((b"{", b"[")):
            return
    _take_whole(bytes(whole), kind, into)


def _take_whole(whole: bytes, kind: str, into: Answer) -> None:
    """An answer in one piece."""
    if "text/html" in kind or whole.lstrip()[:1] == b"<":
        raise WirePage(f"it answers with a web page ({_title(whole)!r})")
    into.take(parse_json(whole))
    if into.finish_reason is None:
        if not into.text:
            shown = " ".join(whole[:120].decode("utf-8", "replace").split())
            raise WireNonsense(f"the server's answer holds no choice: {shown}")
        into.finish_reason = "stop"


def _title(page: bytes) -> str:
    """What a page is called, else how it begins."""
    text = page[:20_000].decode("utf-8", "replace")
    found = re.search(r"<title[^>]*>([^<]*)</title>", text, re.IGNORECASE)
    return " ".join((found[1] if found else re.sub(r"<[^>]*>", " ", text)).split())[:80]


def _status(fault: Any) -> WireError:
    """The fault for an answer with an error's status."""
    body = fault.body
    headers = fault.response.headers
    if isinstance(body, str) and body.lstrip().startswith("<"):
        body = f"a web page ({_title(body.encode())!r})"
    message, words = said_in(body or fault.message)
    message = encodable(" ".join((message or words).split())[:MAX_ERROR_TEXT])
    wait = _retry_after(headers)
    if wait is None and (asked := _RETRY_IN.search(words)) is not None:
        wait = float(asked[1])
    return WireStatus(fault.status_code, message, wait, encodable(words))


_RETRY_IN = re.compile(r"(?:retry|try again) in (\d{1,4}(?:\.\d+)?) ?s", re.IGNORECASE)


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
