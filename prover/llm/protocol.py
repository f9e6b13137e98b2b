"""The server's side of the OpenAI protocol: records of models, answers, chunks and errors.

Shared by the simulator and the embedded model, so that both are asked exactly as a real server.
"""

from __future__ import annotations

import json
from typing import Any

JsonObject = dict[str, Any]
MAX_REQUEST_BYTES = 16_000_000
DONE = b"data: [DONE]\n\n"


class BadRequest(ValueError):
    """A request that is not the protocol; the text names the field."""


def read_request(raw: bytes) -> JsonObject:
    """The body of a chat request. Raises `BadRequest`."""
    if len(raw) > MAX_REQUEST_BYTES:
        raise BadRequest(f"the request is longer than {MAX_REQUEST_BYTES} bytes")
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadRequest("the body is no JSON") from None
    if not isinstance(body, dict):
        raise BadRequest("the body is no JSON object")
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages:
        raise BadRequest("messages: a list with at least one message is needed")
    for message in messages:
        if (
            not isinstance(message, dict)
            or not isinstance(message.get("content"), str)
            or not isinstance(message.get("role"), str)
        ):
            raise BadRequest("messages: each needs a role and a content, both text")
    for name in ("max_tokens", "max_completion_tokens"):
        limit = body.get(name)
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise BadRequest(f"{name}: a whole number of 1 or more is needed")
    return body


def usage_record(prompt: int, completion: int, cached: int = 0) -> JsonObject:
    """The `usage` of an answer."""
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": cached},
    }


def answer_record(
    name: str, model: str, message: JsonObject, finish_reason: str, usage: JsonObject
) -> JsonObject:
    """A whole answer. `message` holds its content (and reasoning_content, refusal)."""
    choice = {
        "index": 0,
        "message": {"role": "assistant", **message},
        "finish_reason": finish_reason,
    }
    return {
        "id": name,
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [choice],
        "usage": usage,
    }


def chunk_record(
    name: str,
    model: str,
    delta: JsonObject | None,
    finish_reason: str | None = None,
    usage: JsonObject | None = None,
) -> JsonObject:
    """A chunk of a streamed answer; without a delta it has no choice and carries the usage."""
    choices = []
    if delta is not None:
        choices.append({"index": 0, "delta": delta, "finish_reason": finish_reason})
    record = {
        "id": name,
        "object": "chat.completion.chunk",
        "created": 0,
        "model": model,
        "choices": choices,
    }
    return record if usage is None else {**record, "usage": usage}


def event(record: JsonObject) -> bytes:
    """A record as a server-sent event."""
    return b"data: " + json.dumps(record, ensure_ascii=False).encode() + b"\n\n"


def error_record(text: str, kind: str) -> JsonObject:
    """The body of an error."""
    return {"error": {"message": text, "type": kind, "param": None, "code": None}}


def models_record(names: tuple[str, ...], owner: str) -> JsonObject:
    """The answer to `GET /models`."""
    data = [{"id": name, "object": "model", "created": 0, "owned_by": owner} for name in names]
    return {"object": "list", "data": data}
