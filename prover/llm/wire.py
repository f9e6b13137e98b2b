"""The seam between the client and what carries a request: HTTP, or a simulator in this process.

A wire fills an `Answer` while it arrives, so that what came before a fault is known and paid for.
It tries once and never sleeps; retrying is the client's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from prover.llm.config import EndpointConfig, ModelConfig
from prover.llm.messages import Usage

JsonObject = dict[str, Any]

PURPOSE_HEADER = "X-Olympiad-Purpose"
PROMPT_HEADER = "X-Olympiad-Prompt"
IDEMPOTENCY_HEADER = "Idempotency-Key"


class WireError(Exception):
    """A request that brought no complete answer. One line."""


class WireStatus(WireError):
    """The server answered with an HTTP status other than 200, or with one as an error's code.

    `retry_after` is its word, in seconds, on when to come back; None when it gave none.
    """

    def __init__(self, status: int, detail: str, retry_after: float | None = None) -> None:
        super().__init__(f"the server answers {status}: {detail}" if detail else f"status {status}")
        self.status = status
        self.retry_after = retry_after


class WireBroken(WireError):
    """No connection, one that broke, or one that fell silent."""


class WireNonsense(WireError):
    """The server answers 200 with something that is not the protocol, or without end."""


@dataclass(frozen=True)
class Request:
    """One attempt: where, with which body (as the protocol has it) and which headers of ours."""

    model: ModelConfig
    endpoint: EndpointConfig
    body: JsonObject
    headers: Mapping[str, str]


@dataclass
class Answer:
    """What has arrived so far. `finish_reason` is None until the server said it."""

    max_bytes: int
    text: list[str] = field(default_factory=list)
    reasoning: list[str] = field(default_factory=list)
    refusal: list[str] = field(default_factory=list)
    finish_reason: str | None = None
    usage: Usage | None = None
    size: int = 0
    _halves: dict[str, str] = field(default_factory=dict, repr=False)

    def grow(self, bytes_read: int) -> None:
        """Count what was read. Raises `WireNonsense` past `max_bytes`: some answers never end."""
        self.size += bytes_read
        if self.size > self.max_bytes:
            raise WireNonsense(
                f"the answer is longer than {self.max_bytes} bytes and was cut off; "
                "raise max_answer_bytes of the endpoint if it should be"
            )

    def take(self, record: object) -> None:
        """Take in one chunk of a stream or a whole answer.

        Raises `WireNonsense`, and for an error that the server reports in the place of an answer
        `WireStatus` when it has the number of one, else `WireBroken`.
        """
        if not isinstance(record, dict):
            raise WireNonsense("the server sends JSON that is no object")
        if record.get("error"):
            raise _reported(record["error"])
        self._take_usage(record.get("usage"))
        choices = record.get("choices")
        if choices is None or choices == []:
            return
        if not isinstance(choices, list) or not isinstance(choices[0], dict):
            raise WireNonsense("the server's answer has no list of choices")
        choice = choices[0]
        part = choice.get("delta") or choice.get("message") or {}
        if not isinstance(part, dict):
            raise WireNonsense("the server's answer has a choice without a message")
        self._add("text", part.get("content"))
        # Two names are in use for the same thing: vLLM's and DeepSeek's, and OpenRouter's.
        self._add("reasoning", part.get("reasoning_content") or part.get("reasoning"))
        self._add("refusal", part.get("refusal"))
        reason = choice.get("finish_reason")
        if isinstance(reason, str):
            self.finish_reason = encodable(reason)

    def _add(self, part: str, piece: object) -> None:
        if piece is None:
            return
        if not isinstance(piece, str):
            raise WireNonsense("the server's answer has content that is no text")
        if not piece:
            return
        where: list[str] = getattr(self, part)
        half = self._halves.pop(part, "")
        if half and "\udc00" <= piece[0] <= "\udfff":  # a character that came in two chunks
            where[-1] = where[-1].removesuffix(REPLACEMENT)
            piece = half + piece
        if "\ud800" <= piece[-1] <= "\udbff":
            self._halves[part] = piece[-1]
        where.append(encodable(piece))

    def _take_usage(self, usage: object) -> None:
        if not isinstance(usage, dict):
            return
        prompt = _count(usage.get("prompt_tokens"))
        completion = _count(usage.get("completion_tokens"))
        if prompt is None or completion is None:
            return  # not stated, or nonsense: then it is counted here
        self.usage = Usage(
            prompt_tokens=prompt,
            completion_tokens=completion,
            cached_tokens=_detail(usage, "prompt_tokens_details", "cached_tokens"),
            reasoning_tokens=_detail(usage, "completion_tokens_details", "reasoning_tokens"),
        )


REPLACEMENT = "\ufffd"


def encodable(text: str) -> str:
    """`text` with every lone surrogate replaced: JSON may hold one, and no file, hash or server
    takes it. Two that make a character become it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _reported(error: object) -> WireError:
    """The fault for an error that came within an answer: some servers say 200 first and send
    what would have been the status as the error's code."""
    code = error.get("code") if isinstance(error, dict) else None
    if isinstance(code, str) and re.fullmatch(r"[45][0-9]{2}", code):
        code = int(code)
    if isinstance(code, int) and not isinstance(code, bool) and 400 <= code < 600:
        message = error.get("message") if isinstance(error, dict) else None
        return WireStatus(code, _short(message or error))
    return WireBroken(f"the server reports within the answer: {_short(error)}")


MAX_TOKENS_STATED = 10**9
"""A server that states more is wrong; believing it would empty the budget."""


def _count(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_TOKENS_STATED:
        return value
    return None


def _detail(usage: dict[str, Any], group: str, name: str) -> int:
    details = usage.get(group)
    value = details.get(name) if isinstance(details, dict) else None
    return _count(value) or 0


def _short(value: object) -> str:
    return encodable(" ".join(str(value).split())[:200])


class Wire(Protocol):
    """Carries requests."""

    async def ask(self, request: Request, into: Answer) -> None:
        """Send `request` and fill `into` until the answer is complete.

        Raises `WireStatus`, `WireBroken` or `WireNonsense`; may be cancelled at any await.
        """
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
