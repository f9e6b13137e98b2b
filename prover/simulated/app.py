"""The simulator as an OpenAI-compatible HTTP server, with latency and every kind of fault."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from prover.llm.protocol import (
    DONE,
    BadRequest,
    JsonObject,
    answer_record,
    chunk_record,
    error_record,
    event,
    models_record,
    read_request,
    usage_record,
)
from prover.llm.wire import IDEMPOTENCY_HEADER, PURPOSE_HEADER
from prover.simulated.billing import Billing
from prover.simulated.faults import Fault, FaultPlan
from prover.simulated.model import Reply, Simulator
from prover.simulated.task import UnknownTask

HUGE_BYTES = 10_000_000
FOR_EVER = 3600.0
STATUS: dict[Fault, tuple[int, str]] = {
    "rate_limit": (429, "too many requests"),
    "error": (500, "internal error"),
    "unavailable": (503, "overloaded"),
}


@dataclass(frozen=True)
class Latency:
    """Seconds before the first chunk and between chunks, and the number of chunks."""

    first: float = 0.0
    between: float = 0.0
    chunks: int = 8

    @property
    def whole(self) -> float:
        """Seconds that an answer takes."""
        return self.first + self.between * (self.chunks - 1)


class Interrupted(ConnectionResetError):
    """Breaks the connection from inside the server."""


class SimulatorApp:
    """An ASGI application: `/v1/models`, `/v1/chat/completions`, and for tests `/truth` (whether
    a text is a proof), `/bills` (what was charged by idempotency key) and `/spans` (when a
    request arrived and when the last byte of its answer left, in seconds of the machine's
    monotonic clock, by key)."""

    def __init__(
        self,
        simulator: Simulator,
        *,
        faults: FaultPlan | None = None,
        latency: Latency | None = None,
    ) -> None:
        self.simulator = simulator
        self.billing = Billing()
        self.spans: dict[str, tuple[float, float]] = {}
        self.faults = faults or FaultPlan()
        self.latency = latency or Latency()
        self.asgi = Starlette(
            routes=[
                Route("/v1/models", self._models),
                Route("/v1/chat/completions", self._complete, methods=["POST"]),
                Route("/truth", self._truth, methods=["POST"]),
                Route("/bills", self._bills),
                Route("/spans", self._spans),
            ]
        )

    async def _models(self, request: Request) -> Response:
        return JSONResponse(models_record(tuple(self.simulator.models), "simulator"))

    async def _truth(self, request: Request) -> Response:
        text = (await request.body()).decode("utf-8", "replace")
        return JSONResponse({"proof": self.simulator.truly_proves(text)})

    async def _bills(self, request: Request) -> Response:
        return JSONResponse(
            {
                key: [bill.prompt_tokens, bill.completion_tokens, bill.requests, bill.answered]
                for key, bill in self.billing.bills.items()
            }
        )

    async def _spans(self, request: Request) -> Response:
        return JSONResponse(self.spans)

    async def _complete(self, request: Request) -> Response:
        arrived = asyncio.get_running_loop().time()
        key = request.headers.get(IDEMPOTENCY_HEADER, "")
        try:
            body = read_request(await request.body())
            fault = self.faults.of(key, self.billing.asked(key) if key else 0)
            if fault in STATUS:
                return self._turned_away(fault)
            reply = self.simulator.reply(
                body, purpose=request.headers.get(PURPOSE_HEADER, ""), key=key
            )
        except (BadRequest, UnknownTask) as trouble:
            return JSONResponse(error_record(str(trouble), "invalid_request_error"), 400)
        except KeyError:
            text = f"there is no model {body.get('model')!r}"
            return JSONResponse(error_record(text, "not_found_error"), 404)
        if fault == "garbage":
            return PlainTextResponse("<html><body>It works!</body></html>", media_type="text/html")
        if fault == "malformed":
            reply = _malformed(reply)
        answer = _Sending(self, body, reply, fault, key, arrived)
        if body.get("stream"):
            return StreamingResponse(answer.stream(), media_type="text/event-stream")
        if fault in ("reset_early", "reset_midway", "no_end"):
            return StreamingResponse(answer.broken(), media_type="application/json")
        await asyncio.sleep(FOR_EVER if fault == "silence" else self.latency.whole)
        return JSONResponse(answer.whole())

    def _turned_away(self, fault: Fault) -> Response:
        status, text = STATUS[fault]
        headers = {"retry-after": str(self.faults.retry_after)} if status == 429 else {}
        return JSONResponse(error_record(text, "server_error"), status, headers=headers)


def _malformed(reply: Reply) -> Reply:
    """The answer cut off within its JSON, though the server says that it is complete."""
    return Reply(
        reply.text[: len(reply.text) // 2],
        reply.reasoning,
        "stop",
        reply.prompt_tokens,
        reply.completion_tokens,
        reply.cached_tokens,
    )


@dataclass(frozen=True)
class _Sending:
    """One answer on its way out, charged as it goes."""

    app: SimulatorApp
    body: JsonObject
    reply: Reply
    fault: Fault | None
    key: str
    arrived: float

    @property
    def _name(self) -> str:
        return f"chatcmpl-{self.key or 'simulated'}"

    def whole(self) -> JsonObject:
        """The answer in one piece."""
        reply = self.reply
        self._charge(reply.completion_tokens, whole=True)
        message: JsonObject = {"content": reply.text, "reasoning_content": reply.reasoning}
        finish = reply.finish_reason
        if self.fault == "refusal":
            message, finish = {"content": None, "refusal": "I cannot help with it."}, "stop"
        if self.fault in ("huge", "endless"):
            message["content"] = "x" * HUGE_BYTES
        return answer_record(self._name, self._model, message, finish, self._usage())

    async def broken(self) -> AsyncIterator[bytes]:
        """An answer in one piece that breaks off."""
        yield b'{"id": "'
        raise Interrupted

    async def stream(self) -> AsyncIterator[bytes]:
        """The answer as server-sent events."""
        latency = self.app.latency
        await asyncio.sleep(latency.first)
        if self.fault == "reset_early":
            yield b": the connection is about to break\n\n"
            raise Interrupted
        if self.fault == "refusal":
            self._charge(self.reply.completion_tokens, whole=True)
            yield self._chunk({"refusal": "I cannot help with it."}, "stop")
            yield self._last()
            yield DONE
            return
        yield self._chunk({"role": "assistant", "reasoning_content": self.reply.reasoning})
        if self.fault in ("huge", "endless"):
            async for data in self._flood():
                yield data
        pieces = self._pieces()
        for number, piece in enumerate(pieces, start=1):
            if number > 1 and latency.between:
                await asyncio.sleep(latency.between)
            if number > len(pieces) // 2:
                if self.fault == "reset_midway":
                    raise Interrupted
                if self.fault == "silence":
                    await asyncio.sleep(FOR_EVER)
            tokens = -(-self.reply.completion_tokens * number // len(pieces))
            self._charge(tokens)
            yield self._chunk({"content": piece}, usage=self._usage(tokens))
        if self.fault == "no_end":
            return
        self._charge(self.reply.completion_tokens, whole=True)
        yield self._chunk({}, self.reply.finish_reason)
        yield self._last()
        yield DONE
        if self.key:
            now = asyncio.get_running_loop().time()
            self.app.spans[self.key] = (self.arrived, now)

    async def _flood(self) -> AsyncIterator[bytes]:
        sent = 0
        while self.fault == "endless" or sent < HUGE_BYTES:
            data = self._chunk({"content": "x" * 50_000})
            sent += len(data)
            yield data
            # Without this the server would not notice that nobody reads any more.
            await asyncio.sleep(0)

    def _pieces(self) -> list[str]:
        count = max(1, min(self.app.latency.chunks, len(self.reply.text)))
        text = self.reply.text
        cuts = [len(text) * place // count for place in range(count + 1)]
        return [text[cuts[i] : cuts[i + 1]] for i in range(count)]

    @property
    def _model(self) -> str:
        return str(self.body["model"])

    def _usage(self, completion: int | None = None) -> JsonObject:
        reply = self.reply
        tokens = reply.completion_tokens if completion is None else completion
        return usage_record(reply.prompt_tokens, tokens, reply.cached_tokens)

    def _chunk(
        self, delta: JsonObject, finish: str | None = None, usage: JsonObject | None = None
    ) -> bytes:
        options = self.body.get("stream_options") or {}
        usage = usage if options.get("continuous_usage_stats") else None
        return event(chunk_record(self._name, self._model, delta, finish, usage))

    def _last(self) -> bytes:
        return event(chunk_record(self._name, self._model, None, usage=self._usage()))

    def _charge(self, completion: int, *, whole: bool = False) -> None:
        if self.key:
            self.app.billing.charge(self.key, self.reply.prompt_tokens, completion, whole=whole)
