"""The embedded model behind the OpenAI protocol. Requests that wait together run together."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from queue import Empty, Queue
from typing import Protocol

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from prover.llm.embedded.generation import Stream
from prover.llm.own_models import EMBEDDED, EMBEDDED_NOTE
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

BATCH = 8
DEFAULT_MAX_TOKENS = 512
GATHER_SECONDS = 0.03
"""How long a request waits for others to run with it."""


class Generates(Protocol):
    """What the server needs of a model."""

    def run(self, streams: list[Stream]) -> None:
        """Generate all streams to their end; blocks."""
        ...


@dataclass
class _Job:
    """A request in the queue; `pieces` takes its text, None at the end, a fault in between."""

    stream: Stream
    loop: asyncio.AbstractEventLoop
    pieces: asyncio.Queue[str | Exception | None] = field(default_factory=asyncio.Queue)

    def put(self, piece: str | Exception | None) -> None:
        """Hand a piece to the event loop; called from the worker's thread."""
        self.loop.call_soon_threadsafe(self.pieces.put_nowait, piece)


class EmbeddedApp:
    """An ASGI application: `/v1/models` and `/v1/chat/completions` for one small model."""

    def __init__(self, generator: Generates) -> None:
        self._generator = generator
        self._waiting: Queue[_Job] = Queue()
        self.asgi = Starlette(
            routes=[
                Route("/v1/models", self._models),
                Route("/v1/chat/completions", self._complete, methods=["POST"]),
            ]
        )
        threading.Thread(target=self._work, daemon=True, name="embedded model").start()

    def _work(self) -> None:
        while True:
            jobs = [self._waiting.get()]
            while len(jobs) < BATCH:
                try:
                    jobs.append(self._waiting.get(timeout=GATHER_SECONDS))
                except Empty:
                    break
            jobs = [job for job in jobs if not job.stream.cancelled]
            fault: Exception | None = None
            try:
                if jobs:
                    self._generator.run([job.stream for job in jobs])
            except Exception as trouble:  # told to those who wait; the next batch may do better
                fault = trouble
            for job in jobs:
                job.put(fault)

    async def _models(self, request: Request) -> Response:
        return JSONResponse({**models_record((EMBEDDED,), "olympiad"), "note": EMBEDDED_NOTE})

    async def _complete(self, request: Request) -> Response:
        try:
            body = read_request(await request.body())
            job = self._job(body)
        except BadRequest as fault:
            return JSONResponse(error_record(str(fault), "invalid_request_error"), 400)
        self._waiting.put(job)
        name = f"chatcmpl-{uuid.uuid4().hex}"
        if body.get("stream"):
            return StreamingResponse(self._stream(name, body, job), media_type="text/event-stream")
        try:
            text = "".join([piece async for piece in _pieces(job)])
        except RuntimeError as fault:
            return JSONResponse(error_record(str(fault), "server_error"), 500)
        finish = job.stream.finish_reason or "stop"
        return JSONResponse(answer_record(name, EMBEDDED, {"content": text}, finish, _usage(job)))

    def _job(self, body: JsonObject) -> _Job:
        if body.get("model") not in (EMBEDDED, None):
            raise BadRequest(f"model: there is only {EMBEDDED}")
        temperature, seed = body.get("temperature", 0.7), body.get("seed")
        if not isinstance(temperature, int | float) or not 0 <= temperature <= 2:
            raise BadRequest("temperature: a number from 0 to 2 is needed")
        if seed is not None and not isinstance(seed, int):
            raise BadRequest("seed: a whole number is needed")
        limit = body.get("max_tokens") or body.get("max_completion_tokens") or DEFAULT_MAX_TOKENS
        messages = [{"role": m["role"], "content": m["content"]} for m in body["messages"]]
        stream = Stream(messages, limit, float(temperature), seed, on_text=lambda piece: None)
        job = _Job(stream, asyncio.get_running_loop())
        stream.on_text = job.put
        return job

    async def _stream(self, name: str, body: JsonObject, job: _Job) -> AsyncIterator[bytes]:
        continuous = (body.get("stream_options") or {}).get("continuous_usage_stats")
        try:
            async for piece in _pieces(job):
                usage = _usage(job) if continuous else None
                yield event(chunk_record(name, EMBEDDED, {"content": piece}, usage=usage))
        except RuntimeError as fault:
            yield event(error_record(str(fault), "server_error"))
            return
        yield event(chunk_record(name, EMBEDDED, {}, job.stream.finish_reason or "stop"))
        yield event(chunk_record(name, EMBEDDED, None, usage=_usage(job)))
        yield DONE


async def _pieces(job: _Job) -> AsyncIterator[str]:
    """The pieces of a job's text. Raises `RuntimeError` when the model failed. A reader who goes
    away cancels the job."""
    try:
        while (piece := await job.pieces.get()) is not None:
            if isinstance(piece, Exception):
                raise RuntimeError(f"the model failed: {type(piece).__name__}: {piece}")
            yield piece
    finally:
        job.stream.cancelled = True


def _usage(job: _Job) -> JsonObject:
    return usage_record(job.stream.prompt_tokens, len(job.stream.tokens))
