"""Servers in the shapes of vendors, over HTTP: each takes the fields that its vendor's reference lists
and refuses every other one in its own words. Behind each is a model that is always right.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from prover.llm.tokens import estimate_text
from tests.deepthink.hostile import HONEST
from tests.deepthink.scripted import ACCEPT

Body = dict[str, Any]
Refusal = tuple[int, Any]
"""A status and the body of the refusal."""

BASE = frozenset({"model", "messages", "stream", "temperature", "max_tokens"})
COMMON = BASE | {"stream_options", "response_format", "seed"}


def openai_error(text: str, param: str | None = None, code: str | None = None) -> Body:
    """An error as OpenAI words it, and most who copy it."""
    kind = "invalid_request_error"
    return {"error": {"message": text, "type": kind, "param": param, "code": code}}


def unknown_openai(name: str) -> Refusal:
    return 400, openai_error(f"Unrecognized request argument supplied: {name}", name)


def unknown_extra(name: str) -> Refusal:
    """As FastAPI and pydantic word it."""
    detail = {"type": "extra_forbidden", "loc": ["body", name], "input": "max_tokens temperature"}
    return 422, {"detail": [{**detail, "msg": "Extra inputs are not permitted"}]}


def fine(body: Body) -> Refusal | None:
    """Nothing to refuse."""
    return None


@dataclass
class Vendor:
    """A server. `fields` are those of its reference; `unknown` words the refusal of another one,
    `check` what else it refuses. `usage` completes what it states, `message` what it says."""

    name: str
    fields: frozenset[str] = COMMON
    unknown: Callable[[str], Refusal] = unknown_openai
    check: Callable[[Body], Refusal | None] = fine
    usage: Mapping[str, Any] = field(default_factory=dict)
    thoughts: str = ""
    parts: bool = False
    finish: str | None = "stop"
    answers_200: bool = False
    silence: float = 0.0
    refused: list[str] = field(default_factory=list)
    taken: list[Body] = field(default_factory=list)

    @property
    def asgi(self) -> Starlette:
        """The server as an application."""
        return Starlette(routes=[Route("/v1/chat/completions", self._complete, methods=["POST"])])

    async def _complete(self, request: Request) -> Response:
        body = await request.json()
        refusal = self._refusal(body)
        if refusal is not None:
            status, said = refusal
            self.refused.append(json.dumps(said))
            if isinstance(said, str):
                return HTMLResponse(said, status)
            return JSONResponse(said, 200 if self.answers_200 else status)
        self.taken.append(body)
        text = answer_to(body)
        if body.get("stream"):
            return StreamingResponse(self._stream(body, text), media_type="text/event-stream")
        await asyncio.sleep(self.silence)
        choice = {"index": 0, "message": self._part(text), "finish_reason": self.finish}
        return JSONResponse({"choices": [choice], "usage": self._stated(body, text)})

    def _refusal(self, body: Body) -> Refusal | None:
        for name in body:
            if name not in self.fields:
                return self.unknown(name)
        return self.check(body)

    async def _stream(self, body: Body, text: str) -> AsyncIterator[bytes]:
        await asyncio.sleep(self.silence)
        half = len(text) // 2
        for piece in (text[:half], text[half:]):
            yield _event({"choices": [{"index": 0, "delta": self._part(piece)}]})
        last: Body = {"choices": [{"index": 0, "delta": {}, "finish_reason": self.finish}]}
        if body.get("stream_options") or "stream_options" not in self.fields:
            last["usage"] = self._stated(body, text)
        yield _event(last)
        yield b"data: [DONE]\n\n"

    def _part(self, text: str) -> Body:
        if self.parts:
            thought = {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}
            return {"content": [thought, {"type": "text", "text": text}]}
        return {"content": text, **({self.thoughts: "hm"} if self.thoughts else {})}

    def _stated(self, body: Body, text: str) -> Body:
        prompt, said = prompt_of(body), estimate_text(text)
        return {"prompt_tokens": prompt, "completion_tokens": said, **self.usage}


def _event(record: Body) -> bytes:
    return b"data: " + json.dumps(record).encode() + b"\n\n"


def prompt_of(body: Body) -> int:
    """The tokens of a prompt, as a server counts them: fewer than we estimate."""
    return sum(len(one["content"]) // 4 + 4 for one in body["messages"])


def answer_to(body: Body) -> str:
    """An accepting report where one is asked for, else a right proof."""
    asked = body["messages"][-1]["content"] + json.dumps(body.get("response_format"))
    if "key_steps" in asked and "<proof>" in json.dumps(body["messages"]):
        return json.dumps(ACCEPT)
    if "upheld" in asked:
        return json.dumps({"upheld": False, "explanation": ""})
    if "program" in asked:
        return json.dumps({"program": "", "values": [], "aim": ""})
    return HONEST


def roles_alternate(body: Body) -> Refusal | None:
    roles = [one["role"] for one in body["messages"] if one["role"] != "system"]
    if any(a == b for a, b in pairwise(roles)):
        text = "Conversation roles must alternate user/assistant/user/assistant/..."
        return 400, openai_error(text)
    return None


def keys_of(node: Any) -> set[str]:
    """The keywords of a schema, names of properties left out."""
    if isinstance(node, list):
        return set().union(*map(keys_of, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    found = set(node)
    for key, one in node.items():
        inner = one.values() if key in ("properties", "$defs") else [one]
        found |= set().union(*(keys_of(each) for each in inner))
    return found


def no_limits(*words: str) -> Callable[[Body], Refusal | None]:
    """Refuses a schema with one of these keywords, as strict servers do."""

    def check(body: Body) -> Refusal | None:
        for word in sorted(keys_of(body.get("response_format")) & set(words)):
            text = f"Invalid schema for response_format 'Grading': '{word}' is not permitted."
            return 400, openai_error(text, "response_format", "invalid_json_schema")
        return None

    return check


def openai_reasoning(body: Body) -> Refusal | None:
    return no_limits("maxLength", "minLength")(body)


def openai_unknown(name: str) -> Refusal:
    texts = {
        "max_tokens": "Unsupported parameter: 'max_tokens' is not supported with this model. Use "
        "'max_completion_tokens' instead.",
        "temperature": "Unsupported value: 'temperature' does not support 0.7 with this model. Only "
        "the default (1) value is supported.",
    }
    return 400, openai_error(texts.get(name, f"Unknown parameter: '{name}'."), name, "unsupported")


def deepseek(body: Body) -> Refusal | None:
    form = body.get("response_format", {}).get("type", "text")
    if form not in ("text", "json_object"):
        return 400, openai_error("This response_format type is unavailable now")
    if form == "json_object" and "json" not in json.dumps(body["messages"]).lower():
        return 400, openai_error("Prompt must contain the word 'json' to use json_object.")
    if set(body.get("response_format", {})) - {"type"}:
        return 400, openai_error("response_format: unknown field `schema`")
    if body["max_tokens"] > 8192:
        text = "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]"
        return 400, openai_error(text)
    return None


def gemini_error(text: str) -> Body:
    return {"error": {"code": 400, "message": text, "status": "INVALID_ARGUMENT"}}


def gemini_unknown(name: str) -> Refusal:
    text = f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.'
    return 400, [gemini_error(text)]


def gemini(body: Body) -> Refusal | None:
    if roles_alternate(body):
        text = "Please ensure that multiturn requests alternate between user and model."
        return 400, [gemini_error(text)]
    if body["max_tokens"] >= 65537:
        text = (
            "the supported range is from 1 (inclusive) to 65537 (exclusive) for max_output_tokens"
        )
        return 400, [gemini_error(text)]
    return None


def mistral(body: Body) -> Refusal | None:
    if roles_alternate(body):
        text = "Expected last role User or Tool, got several consecutive messages of one role"
        return 400, {"object": "error", "message": text, "type": "invalid_request_message_order"}
    return None


def vllm(body: Body) -> Refusal | None:
    context, prompt, cap = 16_384, prompt_of(body), body["max_tokens"]
    if prompt + cap > context:
        text = (
            f"This model's maximum context length is {context} tokens. However, you requested "
            f"{prompt + cap} tokens ({prompt} in the messages, {cap} in the completion). Please "
            "reduce the length of the messages or completion."
        )
        return 400, {"object": "error", "message": text, "type": "BadRequestError", "code": 400}
    return None


def gemma_template(body: Body) -> Refusal | None:
    if any(one["role"] == "system" for one in body["messages"]):
        text = "System role not supported"
        return 400, {"object": "error", "message": text, "type": "BadRequestError", "code": 400}
    return roles_alternate(body)


def llama_cpp(body: Body) -> Refusal | None:
    if roles_alternate(body):  # from its template, as a fault of the server
        text = "Jinja Exception: Conversation roles must alternate user/assistant"
        return 500, {"error": {"code": 500, "message": text, "type": "server_error"}}
    if "maxLength" in keys_of(body.get("response_format")):
        text = "Failed to initialize samplers: failed to parse grammar"
        return 400, {"error": {"code": 400, "message": text, "type": "invalid_request_error"}}
    return None


def groq(body: Body) -> Refusal | None:
    if body["max_tokens"] > 8192:
        text = (
            "`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` "
            "is less than the `context_window` for this model"
        )
        return 400, openai_error(text, "max_tokens")
    return no_limits("maxLength", "maxItems", "minimum", "maximum")(body)


def anthropic(body: Body) -> Refusal | None:
    if body["max_tokens"] > 8192:
        text = (
            f"max_tokens: {body['max_tokens']} > 8192, which is the maximum allowed number of output "
            "tokens for this model"
        )
        return 400, {"type": "error", "error": {"type": "invalid_request_error", "message": text}}
    return None


def kimi(body: Body) -> Refusal | None:
    if body.get("temperature", 1) != 1:
        text = "invalid temperature: only 1 is allowed for this model"
        return 400, openai_error(text)
    return None


def together(body: Body) -> Refusal | None:
    prompt, cap = prompt_of(body), body["max_tokens"]
    if prompt + cap > 16_385:
        text = (
            f"Input validation error: `inputs` tokens + `max_new_tokens` must be <= 16385. Given: "
            f"{prompt} `inputs` tokens and {cap} `max_new_tokens`"
        )
        return 422, openai_error(text)
    return None


def no_streams(body: Body) -> Refusal | None:
    if body.get("stream"):
        text = "Your organization must be verified to stream this model."
        return 400, openai_error(text, "stream", "unsupported_value")
    return None


def routed(name: str) -> Refusal:
    """A router's word on what the vendor behind it said."""
    raw = json.dumps(openai_error(f"Unsupported parameter: {name}"))
    inner = {"code": 400, "message": "Provider returned error", "metadata": {"raw": raw}}
    return 400, {"error": inner}


def tells_nothing(name: str) -> Refusal:
    return 400, {"detail": "Bad Request"}


def typed_only(name: str) -> Refusal:
    return 400, openai_error(f"`{name}` is not supported by this deployment")


def every_vendor() -> tuple[Vendor, ...]:
    """A fresh server of each shape from which the easy problem can be proved."""
    without = COMMON - {"seed"}
    reasoning = frozenset({"model", "messages", "max_completion_tokens", "stream"})
    additive = {"completion_tokens_details": {"reasoning_tokens": 700}}
    return (
        Vendor(
            "openai-reasoning",
            reasoning | {"stream_options", "response_format", "reasoning_effort"},
            openai_unknown,
            openai_reasoning,
            usage={"prompt_tokens_details": {"cached_tokens": 0}},
        ),
        Vendor("deepseek", without, check=deepseek, thoughts="reasoning_content",
               usage={"prompt_cache_hit_tokens": 64, "prompt_cache_miss_tokens": 10}),
        Vendor("gemini", without, gemini_unknown, gemini, usage={"total_tokens": 5_000}),
        Vendor("mistral", BASE | {"response_format", "random_seed"}, unknown_extra, mistral,
               parts=True),
        Vendor("vllm", check=vllm, thoughts="reasoning"),
        Vendor("vllm-gemma", check=gemma_template),
        Vendor("llama.cpp", check=llama_cpp, thoughts="reasoning_content"),
        Vendor("groq", check=groq, thoughts="reasoning"),
        Vendor("anthropic", BASE, unknown_extra, anthropic, finish="end_turn"),
        Vendor("kimi", COMMON, check=kimi, usage={"cached_tokens": 32}),
        Vendor("together", check=together),
        Vendor("xai", without, usage=additive, thoughts="reasoning_content"),
        Vendor("openrouter", BASE | {"stream_options"}, routed, answers_200=True,
               thoughts="reasoning"),
        Vendor("proxy-without-codes", BASE, typed_only, answers_200=True, finish=None),
        Vendor("tells-nothing", BASE, tells_nothing),
        Vendor("no-streams", COMMON - {"stream_options"}, check=no_streams),
        Vendor("thinks-in-silence", silence=0.3),
    )  # fmt: skip


def useless() -> tuple[tuple[Vendor, str], ...]:
    """Servers from which no proof can come, and a part of the sentence that says why."""
    quota = {"message": "You exceeded your current quota, please check your plan and billing details.",
             "type": "insufficient_quota", "param": None, "code": "insufficient_quota"}  # fmt: skip
    key = {"message": "Incorrect API key provided: sk-no", "code": "invalid_api_key"}
    page = "<!doctype html><html><head><title>Sign in</title></head><body>...</body></html>"
    return (
        (Vendor("quota", check=lambda body: (429, {"error": quota})), "the account is used up"),
        (Vendor("html", check=lambda body: (200, page)), "is no API"),
        (Vendor("wrong-key", check=lambda body: (401, {"error": key})), "set the right one in"),
    )
